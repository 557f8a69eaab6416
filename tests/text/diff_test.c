#include "test.h"

#include "base/buf.h"
#include "base/rng.h"
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
		const struct diff_span *s = &d->v[i];

		if (s->kind != DIFF_ONLY_B)
			x = str_cat(mem, x, s->text);
		if (s->kind != DIFF_ONLY_A)
			y = str_cat(mem, y,
			            s->kind == DIFF_SAME ? s->other : s->text);
	}
	assert_true(str_eq(x, a));
	assert_true(str_eq(y, b));
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
		{ "a b c a b b a", "c b a b a c", "-a +c =b -c =a b -b =a+c" },
		{ "one two", "one\ntwo", "=one two" },
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

TEST(a_paragraph_that_moved_does_not_tear_the_others)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct diff d;

	assert_int_equal(diff_texts(&mem,
	                            STR("قال الوزير إن الورش انطلق\n"
	                                "وأضاف أن الكلفة معروفة\n"
	                                "وحضر اللقاء عدد من الصحافيين"),
	                            STR("وأضاف أن الكلفة معروفة\n"
	                                "وحضر اللقاء كثير من الصحافيين"),
	                            &d),
	                 ERR_OK);
	assert_str(written(&mem, &d), "-قال الوزير إن الورش انطلق\n"
	                              "=وأضاف أن الكلفة معروفة\n"
	                              "وحضر اللقاء -عدد +كثير "
	                              "=من الصحافيين");
	arena_release(&mem);
}

/* The fewest words that are not the same, by the plain table. */
static size_t
edits(const char *a, size_t an, const char *b, size_t bn)
{
	size_t t[32][32] = { { 0 } };

	for (size_t i = an; i-- > 0;)
		for (size_t k = bn; k-- > 0;) {
			size_t x = t[i + 1][k], y = t[i][k + 1];

			t[i][k] = a[i] == b[k] ? t[i + 1][k + 1] + 1
			                       : (x > y ? x : y);
		}
	return an + bn - 2 * t[0][0];
}

TEST(as_many_words_as_can_be_are_the_same)
{
	struct rng rng = { 3 };

	for (int round = 0; round < 2000; round++) {
		struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
		char a[32], b[32], as[64], bs[64];
		size_t an = rng_below(&rng, 30), bn = rng_below(&rng, 30);
		size_t letters = 1 + rng_below(&rng, 6);
		struct diff d;

		for (size_t i = 0; i < an; i++) {
			as[2 * i] = a[i] =
			        (char)('a' + rng_below(&rng, letters));
			as[2 * i + 1] = ' ';
		}
		for (size_t i = 0; i < bn; i++) {
			bs[2 * i] = b[i] =
			        (char)('a' + rng_below(&rng, letters));
			bs[2 * i + 1] = ' ';
		}
		assert_int_equal(diff_texts(&mem, (struct str){ as, 2 * an },
		                            (struct str){ bs, 2 * bn }, &d),
		                 ERR_OK);
		assert_int_equal(an + bn - 2 * d.same_words,
		                 edits(a, an, b, bn));
		check_sides(&mem, &d, (struct str){ as, 2 * an },
		            (struct str){ bs, 2 * bn });
		arena_release(&mem);
	}
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
    CASE(a_paragraph_that_moved_does_not_tear_the_others),
    CASE(as_many_words_as_can_be_are_the_same),
    CASE(texts_too_large_to_compare_are_told_apart_as_a_whole),
    CASE(a_full_arena_is_an_error))
