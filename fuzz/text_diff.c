/*
 * Two texts, separated by a zero byte, and their differences.  Holds: the
 * spans joined are the one text and the other, none is empty, and the same
 * words are the same.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "text/diff.h"

#define MEM_MAX_BYTES (64u << 20)

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static void
check_spans(const struct diff *d, struct str a, struct str b)
{
	size_t x = 0, y = 0;

	for (size_t i = 0; i < d->n; i++) {
		const struct diff_span *s = &d->v[i];

		check(s->text.n > 0);
		if (s->kind == DIFF_ONLY_B) {
			check(s->text.p == b.p + y);
			y += s->text.n;
			continue;
		}
		check(s->text.p == a.p + x);
		x += s->text.n;
		if (s->kind == DIFF_SAME) {
			check(s->other.p == b.p + y);
			y += s->other.n;
		}
	}
	check(x == a.n && y == b.n);
	check(d->same_words <= d->a_words && d->same_words <= d->b_words);
	check(!str_eq(a, b) || d->same_words == d->a_words);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	const uint8_t *end = size > 0 ? memchr(data, 0, size) : NULL;
	size_t n = end != NULL ? (size_t)(end - data) : size;
	struct str a = { (const char *)data, n };
	struct str b = { (const char *)data + n + (end != NULL),
		         size - n - (end != NULL) };
	struct diff d;

	if (diff_texts(&mem, a, b, &d) == ERR_OK)
		check_spans(&d, a, b);
	if (diff_texts(&mem, a, a, &d) == ERR_OK)
		check_spans(&d, a, a);
	arena_release(&mem);
	return 0;
}
