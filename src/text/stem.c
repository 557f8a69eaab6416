#include "text/stem_internal.h"

#include <assert.h>
#include <libstemmer.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/err.h"

#define CACHE_WORD_MIN 6u /* bytes; shorter words are their own stems */
#define CACHE_BITS 14 /* 512 KB */
#define CACHE_AFTER 200u /* words: a query has fewer, a text more */
#define CACHE_WORD_MAX (2 * STEM_KEY_LETTERS)

/*
 * An Arabic word whose stem was found before, by all its letters.  Texts
 * repeat their words: three of four are found here, at a fifth of the rules'
 * cost.
 */
struct cached {
	uint64_t key; /* 0: nothing is here */
	struct stem_cut cut;
	uint32_t hash; /* stem_hash of the stem, 0: nobody asked for it */
};

struct stemmer {
	struct sb_stemmer *of[STEM__COUNT]; /* NULL: none */
	char latin[2 * STEM_WORD_MAX]; /* the newest stem of Snowball's */
	unsigned words; /* Arabic ones asked for, up to CACHE_AFTER */
	struct cached newest; /* where there is no cache */
	struct cached (*cache)[2]; /* NULL: too few words yet to pay for it */
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
	return xcalloc(1, sizeof(struct stemmer));
}

/* Snowball's stemmer of a language, made when it is first asked for. */
static struct sb_stemmer *
stemmer_of(struct stemmer *st, enum stem_language language)
{
	const char *name = languages[language].name;

	if (name != NULL && st->of[language] == NULL) {
		st->of[language] = sb_stemmer_new(name, NULL);
		if (st->of[language] == NULL)
			BUG("Snowball lacks a language");
	}
	return st->of[language];
}

void
stemmer_free(struct stemmer *st)
{
	if (st == NULL)
		return;
	for (enum stem_language i = STEM_NONE; i < STEM__COUNT; i++)
		sb_stemmer_delete(st->of[i]);
	free(st->cache);
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

/*
 * Endings whose accent is known although folding took it; Snowball's rules
 * ask for it.
 */
static const struct {
	enum stem_language language;
	struct str end, accented;
} accents[] = {
	{ STEM_FRENCH, STR_INIT("ee"), STR_INIT("\xC3\xA9" "e") },
	{ STEM_FRENCH, STR_INIT("ees"), STR_INIT("\xC3\xA9" "es") },
	{ STEM_FRENCH, STR_INIT("iere"), STR_INIT("i\xC3\xA8re") },
	{ STEM_FRENCH, STR_INIT("ieres"), STR_INIT("i\xC3\xA8res") },
	{ STEM_SPANISH, STR_INIT("cion"), STR_INIT("ci\xC3\xB3n") },
};

/* The word with its accent back, written to out; itself if it has none. */
static struct str
with_accent(enum stem_language language, struct str w,
            char out[STEM_WORD_MAX + 1])
{
	for (size_t i = 0; i < COUNT(accents); i++) {
		struct str end = accents[i].end, to = accents[i].accented;

		if (accents[i].language != language || !str_ends(w, end))
			continue;
		memcpy(out, w.p, w.n - end.n);
		memcpy(out + w.n - end.n, to.p, to.n);
		return (struct str){ out, w.n - end.n + to.n };
	}
	return w;
}

/* Folds the few accents of with_accent in place. */
static size_t
without_accent(char *p, size_t n)
{
	size_t to = 0;

	for (size_t i = 0; i < n; i++) {
		char c = p[i];

		if (c == '\xC3' && i + 1 < n)
			c = p[++i] == '\xB3' ? 'o' : 'e';
		p[to++] = c;
	}
	return to;
}

static struct str
stem_latin(struct stemmer *st, enum stem_language language, struct str w)
{
	struct sb_stemmer *sb = st->of[language];
	char accented[STEM_WORD_MAX + 1];
	struct str in = with_accent(language, w, accented);
	const sb_symbol *out;
	size_t n;

	out = sb_stemmer_stem(sb, (const sb_symbol *)in.p, (int)in.n);
	n = out != NULL ? (size_t)sb_stemmer_length(sb) : 0;
	if (n == 0 || n > sizeof(st->latin))
		return w;
	memcpy(st->latin, out, n);
	return (struct str){ st->latin, without_accent(st->latin, n) };
}

static uint64_t
load(const char *p)
{
	unsigned char c[8];

	memcpy(c, p, sizeof(c));
	return stem_load(c);
}

/* Whether eight bytes are four letters of two bytes from U+0600 to U+06FF. */
static bool
are_letters(uint64_t x)
{
	return (x & 0xC0FCC0FCC0FCC0FCu) == 0x80D880D880D880D8u;
}

/* The low bytes of the code points of four such letters. */
static uint64_t
low_bytes(uint64_t x)
{
	x = (x & 0x0003000300030003u) << 6 | (x >> 8 & 0x003F003F003F003Fu);
	x = (x | x >> 8) & 0x0000FFFF0000FFFFu;
	return (x | x >> 16) & 0xFFFFFFFFu;
}

/* The key of a word of three to eight letters; 0: it has others. */
static inline uint64_t
key_of(struct str w)
{
	unsigned char c[8] = { 0 };
	uint64_t head, tail;

	if (w.n == 6) {
		memcpy(c, w.p, 6);
		head = stem_load(c);
		/* the fourth, which is not there, would be all right */
		return are_letters(head | (uint64_t)0x80D8 << 48)
		               ? low_bytes(head)
		               : 0;
	}
	if (w.n < 8 || w.n % 2 != 0)
		return 0;
	head = load(w.p);
	tail = load(w.p + w.n - 8);
	if (!are_letters(head) || !are_letters(tail))
		return 0;
	return low_bytes(head) | low_bytes(tail) << (4 * w.n - 32);
}

/* The two places of a word's key. */
static struct cached *
places_of(const struct stemmer *st, uint64_t key)
{
	return st->cache[key * 0x9E3779B97F4A7C15u >> (64 - CACHE_BITS)];
}

/* What is known of a word of that key, until the next call. */
static inline struct cached *
stem_cached(struct stemmer *st, uint64_t key, struct str w)
{
	struct cached *at = &st->newest, found;

	if (st->cache == NULL && st->words++ >= CACHE_AFTER)
		st->cache = xcalloc(1u << CACHE_BITS, sizeof(*st->cache));
	if (st->cache != NULL) {
		struct cached *two = places_of(st, key);

		if (two[0].key == key)
			return &two[0];
		at = &two[1];
		if (at->key == key) { /* asked for twice: rare ones go first */
			found = two[1];
			two[1] = two[0];
			two[0] = found;
			return &two[0];
		}
	}
	*at = (struct cached){ .key = key,
		               .cut = stem_arabic_key(key, w.n / 2) };
	return at;
}

/* The key of a word that the cache is for, 0: it is another. */
static inline uint64_t
cache_key(struct str folded)
{
	if (folded.n < CACHE_WORD_MIN || folded.n > CACHE_WORD_MAX ||
	    (signed char)folded.p[0] >= 0)
		return 0;
	return key_of(folded);
}

/* The stem of a word that the cache is not for. */
static inline struct str
stem_other(struct stemmer *st, enum stem_language language, struct str folded)
{
	if (folded.n == 0 || folded.n > STEM_WORD_MAX)
		return folded;
	if ((signed char)folded.p[0] >= 0) {
		if (stemmer_of(st, language) != NULL && is_latin(folded))
			return stem_latin(st, language, folded);
		return folded;
	}
	return folded.n > CACHE_WORD_MAX && is_arabic(folded)
	               ? stem_cut_text(stem_arabic(folded), folded)
	               : folded;
}

struct str
stem_word(struct stemmer *st, enum stem_language language,
          struct str folded)
{
	uint64_t key = cache_key(folded);

	if (key == 0)
		return stem_other(st, language, folded);
	return stem_cut_text(stem_cached(st, key, folded)->cut, folded);
}

static uint32_t
hash_of(struct stemmer *st, uint64_t key, struct str w)
{
	struct cached *known = stem_cached(st, key, w);

	if (known->hash == 0)
		known->hash = stem_hash(stem_cut_text(known->cut, w));
	return known->hash;
}

void
stem_hashes(struct stemmer *st, enum stem_language language,
            const struct str folded[], size_t n, uint32_t out[])
{
	uint64_t keys[STEM_BATCH];

	assert(n <= STEM_BATCH);
	for (size_t i = 0; i < n; i++) {
		keys[i] = cache_key(folded[i]);
		if (st->cache != NULL)
			__builtin_prefetch(places_of(st, keys[i]));
	}
	for (size_t i = 0; i < n; i++)
		out[i] = keys[i] != 0 ? hash_of(st, keys[i], folded[i])
		                      : stem_hash(stem_other(st, language,
		                                             folded[i]));
}
