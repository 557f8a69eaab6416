#include "text/tokens.h"

#include <stdlib.h>

#include "base/arena.h"
#include "text/fold_marks.h"

#define ELIDED_MAX_BYTES 6u /* lorsqu, puisqu, quoiqu */

void
tokens_init(struct tokens *t, size_t max_bytes)
{
	*t = (struct tokens){ .v = NULL };
	buf_init(&t->bytes, max_bytes);
}

void
tokens_release(struct tokens *t)
{
	buf_release(&t->bytes);
	free(t->v);
	*t = (struct tokens){ .bytes = { .max = t->bytes.max } };
}

/* Bytes of the apostrophe at p: ASCII, U+2019 or U+02BC; 0: none. */
static size_t
apostrophe(struct str s, size_t at)
{
	struct str rest = str_sub(s, at, s.n);

	if (str_starts(rest, STR("'")))
		return 1;
	if (str_starts(rest, STR("\xE2\x80\x99")))
		return 3;
	return str_starts(rest, STR("\xCA\xBC")) ? 2 : 0;
}

/* Whether an apostrophe ends in front of the byte `at`. */
static bool
behind_apostrophe(struct str s, size_t at)
{
	return (at >= 1 && apostrophe(s, at - 1) == 1) ||
	       (at >= 3 && apostrophe(s, at - 3) == 3) ||
	       (at >= 2 && apostrophe(s, at - 2) == 2);
}

static bool
is_elision(struct str w)
{
	static const struct str long_ones[] = {
		STR_INIT("qu"), STR_INIT("jusqu"), STR_INIT("lorsqu"),
		STR_INIT("puisqu"), STR_INIT("quoiqu"),
	};

	if (w.n == 1)
		return str_chr(STR("ldjnmtsc"), w.p[0]) != STR_NPOS;
	for (size_t i = 0; i < COUNT(long_ones); i++)
		if (str_eq(w, long_ones[i]))
			return true;
	return false;
}

/*
 * Whether the i-th word only leans on its neighbour; it is of ASCII letters
 * and short.
 */
static bool
leans(const struct tokens *t, size_t i, struct str text)
{
	const struct token *w = &t->v[i];
	size_t gap = apostrophe(text, w->end);

	if (w->folded.n == 1 && w->folded.p[0] == 's' && i > 0 &&
	    w->start - t->v[i - 1].end <= 3 &&
	    behind_apostrophe(text, w->start))
		return gap == 0;
	if (gap == 0 || i + 1 == t->n || t->v[i + 1].start != w->end + gap ||
	    behind_apostrophe(text, w->start))
		return false;
	return str_chr(STR("aeiouyh"), t->v[i + 1].folded.p[0]) != STR_NPOS &&
	       is_elision(w->folded);
}

/*
 * Words are marked; give each its bytes, from the last on, and say which lean
 * on others.
 */
static void
settle(struct tokens *t, struct str text)
{
	const char *bytes = t->bytes.p;
	size_t next = t->bytes.n + 1;

	for (size_t i = t->n; i-- > 0;) {
		struct token *w = &t->v[i];
		size_t at = w->folded.n;

		w->folded = (struct str){ bytes + at, next - 1 - at };
		next = at;
		w->elided = (signed char)bytes[at] >= 0 &&
		            w->folded.n <= ELIDED_MAX_BYTES &&
		            leans(t, i, text);
	}
}

enum err
tokens_take(struct tokens *t, struct str text)
{
	struct fold_marks m = { .v = t->v, .cap = t->cap };
	enum err e = ERR_LIMIT;

	buf_clear(&t->bytes);
	if (text.n < UINT32_MAX) {
		fold_marked(&t->bytes, text, &m);
		e = t->bytes.err;
	}
	t->v = m.v;
	t->cap = m.cap;
	t->n = e == ERR_OK ? m.n : 0;
	if (e == ERR_OK)
		settle(t, text);
	return e;
}
