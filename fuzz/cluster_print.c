/*
 * Any bytes as the print of an article, read back into a window of three.
 * Holds: what can be read is written as it was read, and the window goes on.
 */
#include "fuzz.h"

#include <stdlib.h>

#include "cluster/window.h"

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static void
add(struct window *w, int64_t id, const struct terms *t,
    const struct shingles *s)
{
	struct window_article a = { .id = id, .sort_s = id, .when_s = id,
		                    .terms = t, .shingles = s };

	window_add(w, &a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str in = { (const char *)data, size }, edges = in;
	struct buf out = BUF_INIT(TERMS_BYTES_MAX + SHINGLES_BYTES_MAX);
	struct window_options o = { .articles_max = 16 };
	struct window *w = window_new(&o);
	struct window_article a = { .id = 3, .sort_s = 3, .when_s = 3 };
	struct shingles s = { .total = 0 };
	struct terms t = { .language = TERMS_ARABIC };
	enum err e;

	add(w, 1, &t, &s);
	if (terms_read(&edges, &t) == ERR_OK &&
	    shingles_read(&edges, &s) == ERR_OK) {
		terms_write(&out, &t);
		shingles_write(&out, &s);
		check(out.err == ERR_OK);
		check(str_eq(buf_str(&out), str_sub(in, 0, in.n - edges.n)));
	}
	/* what cannot be read leaves what was there */
	add(w, 2, &t, &s);
	a.terms = &t;
	a.shingles = &s;
	e = window_restore(w, &a, 1, 0, edges);
	check(e == ERR_OK || e == ERR_FORMAT);
	add(w, 4, &t, &s);
	check(window_count(w) == 4);
	window_free(w);
	buf_release(&out);
	return 0;
}
