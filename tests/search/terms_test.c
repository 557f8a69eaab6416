#include "search/terms.h"

#include "lists.h"

#define KEYS_MAX 1000u

struct keys {
	struct str v[KEYS_MAX];
	size_t n;
};

static int
by_key(const void *a, const void *b)
{
	const struct str *x = a, *y = b;

	return str_cmp(*x, *y);
}

/* Random keys of few letters, so that many share their heads. */
static void
make_keys(struct arena *mem, struct rng *r, size_t n, size_t longest,
          struct keys *out)
{
	size_t distinct = 0;

	for (size_t i = 0; i < n; i++) {
		size_t length = 1 + rng_below(r, longest);
		char *p = arena_alloc(mem, length);

		for (size_t k = 0; k < length; k++)
			p[k] = k == 0 ? TERM_EXACT
			              : "ab\xD8\xFF"[rng_below(r, 4)];
		out->v[i] = (struct str){ p, length };
	}
	qsort(out->v, n, sizeof(*out->v), by_key);
	for (size_t i = 0; i < n; i++)
		if (distinct == 0 ||
		    !str_eq(out->v[distinct - 1], out->v[i]))
			out->v[distinct++] = out->v[i];
	out->n = distinct;
}

/* Each key's list tells its place: it is that many documents long. */
static void
write_keys(struct lists *l, const struct keys *keys)
{
	for (size_t i = 0; i < keys->n; i++) {
		segment_write_term(&l->w, keys->v[i]);
		for (uint32_t doc = 0; doc <= i % l->docs; doc++)
			segment_write_posting(&l->w, doc, 0, NULL);
		segment_write_term_end(&l->w);
	}
	lists_read(l);
}

/* The place of the first key that is not less. */
static size_t
place_of(const struct keys *keys, struct str key)
{
	size_t i = 0;

	while (i < keys->n && str_cmp(keys->v[i], key) < 0)
		i++;
	return i;
}

static void
check_term(const struct segment *s, const struct term *t, size_t place)
{
	struct postings p;
	uint32_t n = 0;

	assert_int_equal(t->docs, place % s->facts.docs + 1);
	postings_open(&p, s, t, false);
	for (; p.doc != POSTINGS_END; n++)
		postings_advance(&p, p.doc + 1);
	assert_int_equal(n, t->docs);
}

/* Looked up and sought, whether it is there or not. */
static void
check_key(const struct segment *s, const struct keys *keys, struct str key)
{
	size_t place = place_of(keys, key);
	bool there = place < keys->n && str_eq(keys->v[place], key);
	struct terms_walk w;
	struct term t;

	assert_true(terms_find(s, key, &t) == there);
	if (there)
		check_term(s, &t, place);
	terms_seek(s, key, &w);
	for (size_t i = 0; i < 3 && place < keys->n; i++, place++) {
		assert_true(terms_next(&w));
		assert_true(str_eq(terms_key(&w), keys->v[place]));
		check_term(s, &w.term, place);
	}
	if (place == keys->n)
		assert_false(terms_next(&w));
}

static void
try_keys(struct rng *r, size_t n, size_t longest)
{
	static struct keys keys;
	struct lists l;
	struct terms_walk w;

	lists_open(&l, 50, 10, r);
	make_keys(&l.mem, r, n, longest, &keys);
	write_keys(&l, &keys);
	assert_int_equal(l.segment.facts.terms, keys.n);
	terms_seek(&l.segment, STR_EMPTY, &w);
	for (size_t i = 0; i < keys.n; i++) {
		struct str key = keys.v[i];
		char next[SEGMENT_TERM_MAX + 1];

		assert_true(terms_next(&w));
		assert_true(str_eq(terms_key(&w), key));
		check_key(&l.segment, &keys, key);
		check_key(&l.segment, &keys, str_sub(key, 0, key.n - 1));
		memcpy(next, key.p, key.n);
		next[key.n] = '\0';
		check_key(&l.segment, &keys,
		          (struct str){ next, key.n + 1 });
		next[key.n - 1]++;
		check_key(&l.segment, &keys, (struct str){ next, key.n });
	}
	assert_false(terms_next(&w));
	assert_false(terms_next(&w));
	lists_close(&l);
}

TEST(keys_are_found_and_walked_in_order)
{
	static const size_t counts[] = { 1, 2, TERM_BLOCK - 1, TERM_BLOCK,
		                         TERM_BLOCK + 1, 2 * TERM_BLOCK, 200,
		                         KEYS_MAX };
	struct rng r = { 1 };

	for (size_t i = 0; i < COUNT(counts); i++) {
		try_keys(&r, counts[i], 4);
		try_keys(&r, counts[i], 12);
	}
}

TEST(keys_of_the_greatest_length_are_found)
{
	struct rng r = { 2 };

	try_keys(&r, 100, SEGMENT_TERM_MAX);
}

TEST(long_keys_that_differ_in_the_last_letter_are_told_apart)
{
	char text[SEGMENT_TERM_MAX];
	struct rng r = { 3 };
	struct lists l;
	struct term t;

	memset(text, 'a', sizeof(text));
	lists_open(&l, 30, 10, &r);
	for (char last = 'a'; last <= 'z'; last++) {
		text[sizeof(text) - 1] = last;
		segment_write_term(&l.w, (struct str){ text, sizeof(text) });
		for (uint32_t doc = 0; doc <= (uint32_t)(last - 'a'); doc++)
			segment_write_posting(&l.w, doc, 0, NULL);
		segment_write_term_end(&l.w);
	}
	lists_read(&l);
	for (char last = 'a'; last <= 'z'; last++) {
		text[sizeof(text) - 1] = last;
		assert_true(terms_find(&l.segment,
		                       (struct str){ text, sizeof(text) },
		                       &t));
		assert_int_equal(t.docs, last - 'a' + 1);
	}
	lists_close(&l);
}

TEST(a_segment_without_terms_has_none)
{
	struct rng r = { 4 };
	struct terms_walk w;
	struct lists l;
	struct term t;

	lists_open(&l, 5, 10, &r);
	lists_read(&l);
	assert_false(terms_find(&l.segment, STR("ea"), &t));
	terms_seek(&l.segment, STR_EMPTY, &w);
	assert_false(terms_next(&w));
	lists_close(&l);
}

RUN(CASE(keys_are_found_and_walked_in_order),
    CASE(keys_of_the_greatest_length_are_found),
    CASE(long_keys_that_differ_in_the_last_letter_are_told_apart),
    CASE(a_segment_without_terms_has_none))
