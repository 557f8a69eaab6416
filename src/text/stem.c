#include "text/stem_internal.h"

#include <libstemmer.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/err.h"

struct stemmer {
	struct sb_stemmer *of[STEM__COUNT]; /* NULL: none */
};

static const struct {
	struct str code;
	const char *name; /* Snowball's */
} languages[STEM__COUNT] = {
	[STEM_NONE] = { STR_INIT(""), NULL },
	[STEM_ENGLISH] = { STR_INIT("en"), "english" },
	[STEM_FRENCH] = { STR_INIT("fr"), "french" },
	[STEM_SPANISH] = { STR_INIT("es"), "spanish" },
};

enum stem_language
stem_language(struct str code)
{
	for (enum stem_language i = STEM_NONE; i < STEM__COUNT; i++)
		if (str_eq(code, languages[i].code))
			return i;
	return STEM_NONE;
}

struct stemmer *
stemmer_new(void)
{
	struct stemmer *st = xcalloc(1, sizeof(*st));

	for (enum stem_language i = STEM_NONE; i < STEM__COUNT; i++) {
		if (languages[i].name == NULL)
			continue;
		st->of[i] = sb_stemmer_new(languages[i].name, NULL);
		if (st->of[i] == NULL)
			BUG("Snowball lacks a language");
	}
	return st;
}

void
stemmer_free(struct stemmer *st)
{
	if (st == NULL)
		return;
	for (enum stem_language i = STEM_NONE; i < STEM__COUNT; i++)
		sb_stemmer_delete(st->of[i]);
	free(st);
}

static bool
is_latin(struct str w)
{
	for (size_t i = 0; i < w.n; i++)
		if (!ascii_is_alpha(w.p[i]))
			return false;
	return w.n > 0;
}

static bool
is_arabic(struct str w)
{
	for (size_t i = 0; i < w.n; i += 2)
		if ((w.p[i] & 0xFC) != 0xD8)
			return false;
	return w.n > 0;
}

static struct str
stem_latin(struct sb_stemmer *sb, struct str w)
{
	const sb_symbol *out;

	out = sb_stemmer_stem(sb, (const sb_symbol *)w.p, (int)w.n);
	if (out == NULL || sb_stemmer_length(sb) == 0)
		return w;
	return (struct str){ (const char *)out,
		             (size_t)sb_stemmer_length(sb) };
}

struct str
stem_word(struct stemmer *st, enum stem_language language,
          struct str folded)
{
	if (folded.n > STEM_WORD_MAX)
		return folded;
	if (is_arabic(folded))
		return stem_arabic(folded);
	if (st->of[language] != NULL && is_latin(folded))
		return stem_latin(st->of[language], folded);
	return folded;
}
