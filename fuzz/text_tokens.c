/*
 * Words of any text and their stems.  The first byte chooses the language.
 * Holds: the words joined by spaces are the folded text; each stands where
 * it says, in order; a stem is not empty, not long, and the same from a
 * stemmer that has seen other words.
 */
#include "fuzz.h"

#include <stdlib.h>

#include "base/buf.h"
#include "text/decode.h"
#include "text/normalise.h"
#include "text/stem.h"
#include "text/tokens.h"
#include "text/utf8.h"

#define MEMORY_MAX ((size_t)64 << 20)

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static bool
on_boundary(struct str text, size_t at)
{
	return at == text.n || (text.p[at] & 0xC0) != 0x80;
}

static void
check_places(const struct tokens *t, struct str text)
{
	struct buf folded = BUF_INIT(MEMORY_MAX);

	for (size_t i = 0; i < t->n; i++) {
		const struct token *w = &t->v[i];

		check(w->start < w->end && w->end <= text.n);
		check(on_boundary(text, w->start) && on_boundary(text, w->end));
		check(i == 0 || w->start >= w[-1].start);
		buf_clear(&folded);
		text_fold(&folded, str_sub(text, w->start, w->end));
		check(str_find(buf_str(&folded), w->folded) != STR_NPOS);
	}
	buf_release(&folded);
}

static void
check_stems(const struct tokens *t, enum stem_language language)
{
	struct stemmer *used = stemmer_new(), *fresh = stemmer_new();

	for (size_t i = 0; i < t->n; i++)
		check(stem_word(used, language, t->v[i].folded).n > 0);
	for (size_t i = t->n; i-- > 0;) {
		struct str w = t->v[i].folded;
		struct str stem = stem_word(used, language, w);

		check(utf8_valid(stem));
		check(stem.n <= STEM_WORD_MAX || str_eq(stem, w));
		check(str_eq(stem, stem_word(fresh, language, w)));
	}
	stemmer_free(used);
	stemmer_free(fresh);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEMORY_MAX);
	struct buf joined = BUF_INIT(MEMORY_MAX), want = BUF_INIT(MEMORY_MAX);
	struct tokens t;
	struct decoded d;

	if (size == 0)
		return 0;
	decode_bytes(&mem, (struct str){ (const char *)data + 1, size - 1 },
	             STR("text/html; charset=utf-8"), &d);
	tokens_init(&t, MEMORY_MAX);
	check(tokens_take(&t, d.text) == ERR_OK);
	for (size_t i = 0; i < t.n; i++) {
		if (i > 0)
			buf_put_char(&joined, ' ');
		buf_put(&joined, t.v[i].folded);
	}
	text_fold(&want, d.text);
	check(str_eq(buf_str(&joined), buf_str(&want)));
	check_places(&t, d.text);
	check_stems(&t, (enum stem_language)(data[0] % STEM__COUNT));
	tokens_release(&t);
	buf_release(&joined);
	buf_release(&want);
	arena_release(&mem);
	return 0;
}
