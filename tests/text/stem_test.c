#include "test.h"

#include "base/buf.h"
#include "text/normalise.h"
#include "text/stem.h"

static struct str
stem_of(struct stemmer *st, enum stem_language l, struct buf *b,
        struct str shown)
{
	buf_clear(b);
	text_fold(b, shown);
	return stem_word(st, l, buf_str(b));
}

/* All words of a line, separated by spaces, have one stem. */
static void
check_family(struct stemmer *st, enum stem_language l, const char *words)
{
	struct buf b = BUF_INIT(1024), first = BUF_INIT(1024);
	struct str rest = str_from(words), w;

	while ((w = str_word(&rest)).n > 0) {
		struct str stem = stem_of(st, l, &b, w);

		if (first.n == 0)
			buf_put(&first, stem);
		if (!str_eq(stem, buf_str(&first)))
			fail_msg("%.*s: %.*s, not %.*s", STR_ARG(w),
			         STR_ARG(stem), STR_ARG(buf_str(&first)));
	}
	buf_release(&b);
	buf_release(&first);
}

static void
check_families(enum stem_language l, const char *const *rows, size_t n)
{
	struct stemmer *st = stemmer_new();

	for (size_t i = 0; i < n; i++)
		check_family(st, l, rows[i]);
	stemmer_free(st);
}

TEST(arabic_families_meet)
{
	static const char *const rows[] = {
		"كتاب الكتاب وكتاب بالكتاب وبالكتاب",
	};

	check_families(STEM_NONE, rows, COUNT(rows));
}

RUN(CASE(arabic_families_meet))
