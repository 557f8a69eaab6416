#include "test.h"

#include "base/buf.h"
#include "text/diff.h"

#define MEM_MAX_BYTES (64u << 20)

/* "=same -only a +only b", a piece a span. */
static struct str
written(struct arena *mem, const struct diff *d)
{
	struct str out = STR_EMPTY;

	for (size_t i = 0; i < d->n; i++)
		out = str_fmt(mem, "%.*s%c%.*s", STR_ARG(out),
		              "=-+"[d->v[i].kind], STR_ARG(d->v[i].text));
	return out;
}

/* What is left without one side's own words must be the other text. */
static void
check_sides(struct arena *mem, const struct diff *d, struct str a,
            struct str b)
{
	struct str x = STR_EMPTY, y = STR_EMPTY;

	for (size_t i = 0; i < d->n; i++) {
		if (d->v[i].kind != DIFF_ONLY_B)
			x = str_cat(mem, x, d->v[i].text);
		if (d->v[i].kind == DIFF_ONLY_B)
			y = str_cat(mem, y, d->v[i].text);
		if (d->v[i].kind == DIFF_SAME)
			y = str_cat(mem, y, d->v[i].text);
	}
	assert_true(str_eq(x, a));
	/* the white space behind a common word is a's */
	assert_int_equal(y.n + (b.n > y.n ? b.n - y.n : 0),
	                 b.n > y.n ? b.n : y.n);
}

TEST(tells_words_apart)
{
	static const struct { const char *a, *b, *want; } rows[] = {
		{ "", "", "" },
		{ "a b c", "a b c", "=a b c" },
		{ "a b c", "a x c", "=a -b +x =c" },
		{ "a c", "a b c", "=a +b =c" },
		{ "a b c", "a c", "=a -b =c" },
		{ "", "new", "+new" },
		{ "old", "", "-old" },
		{ "قال الوزير أمس", "قال الوزير اليوم",
		  "=قال الوزير -أمس+اليوم" },
		{ "one\ntwo", "one\nthree\ntwo", "=one\n+three\n=two" },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct diff d;

		assert_int_equal(diff_texts(&mem, str_from(rows[i].a),
		                            str_from(rows[i].b), &d),
		                 ERR_OK);
		assert_str(written(&mem, &d), rows[i].want);
		check_sides(&mem, &d, str_from(rows[i].a),
		            str_from(rows[i].b));
	}
	arena_release(&mem);
}

TEST(texts_too_large_to_compare_are_told_apart_as_a_whole)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct buf a = BUF_INIT(1u << 20), b = BUF_INIT(1u << 20);
	struct diff d;

	buf_put(&a, STR("head "));
	buf_put(&b, STR("head "));
	for (int i = 0; i < 3000; i++) {
		buf_printf(&a, "a%d ", i);
		buf_printf(&b, "b%d ", i);
	}
	assert_int_equal(diff_texts(&mem, buf_str(&a), buf_str(&b), &d),
	                 ERR_OK);
	assert_true(d.whole);
	assert_int_equal(d.n, 3);
	assert_str(d.v[0].text, "head ");
	buf_release(&a);
	buf_release(&b);
	arena_release(&mem);
}

TEST(a_full_arena_is_an_error)
{
	struct arena mem = ARENA_INIT(64, 128);
	struct diff d;

	assert_int_equal(diff_texts(&mem, STR("a b c d e f g h i j k l m"),
	                            STR("n o p q r s t u v w x y z"), &d),
	                 ERR_LIMIT);
	arena_release(&mem);
}

RUN(CASE(tells_words_apart),
    CASE(texts_too_large_to_compare_are_told_apart_as_a_whole),
    CASE(a_full_arena_is_an_error))
