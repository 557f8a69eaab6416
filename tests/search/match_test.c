/*
 * What columns match, alone and joined, against the columns themselves; and
 * what happens when a query has done enough.
 */
#include "search/match.h"

#include <stdlib.h>

#include "search/builder.h"
#include "search/find_internal.h"
#include "search/view.h"
#include "test.h"

#define MEM_MAX_BYTES (16u << 20)
#define DOCS 500u
#define TIMES 50 /* different moments, ten articles of each */

static const char *const languages[] = { "ar", "ary", "fr", "" };
static const char *const topics[] = { "Économie", "sport", "" };

struct bed {
	struct arena mem;
	struct shard *shard;
	struct view *view;
	const struct segment *s;
	struct plan plan;
	struct match_context c;
};

static void
bed_open(struct bed *b)
{
	struct builder *builder = builder_new();
	struct buf bytes = BUF_INIT(SINK_MAX_BYTES);
	struct parts parts = { 0 }, none = { 0 };

	*b = (struct bed){ .mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES) };
	for (unsigned i = 0; i < DOCS; i++) {
		struct index_article a = {
			.id = i, .story = i, .time_s = i % TIMES,
			.outlet = i % 7,
			.language = str_from(languages[i % COUNT(languages)]),
			.topic = str_from(topics[i % COUNT(topics)]),
			.text = i % 2 == 0 ? STR("red") : STR("blue"),
		};

		assert_int_equal(builder_add(builder, &a), ERR_OK);
	}
	assert_int_equal(builder_write(builder, NULL, 1, 2, &bytes), ERR_OK);
	assert_int_equal(shard_memory(&bytes, &b->shard), ERR_OK);
	parts_add(&parts, b->shard, NULL);
	b->view = view_new(&parts, &none);
	parts_release(&parts);
	b->s = b->view->part[0].segment;
	b->plan = (struct plan){ .view = b->view, .docs = DOCS };
	b->c = (struct match_context){ .mem = &b->mem, .plan = &b->plan,
		                       .work_max = UINT64_MAX };
	buf_release(&bytes);
	builder_free(builder);
}

static void
bed_close(struct bed *b)
{
	view_give(b->view);
	arena_release(&b->mem);
}

/* Whether a document is meant, from its columns. */
static bool
is_meant(const struct segment *s, uint32_t doc, const struct plan_node *n)
{
	struct str name;

	switch (n->kind) {
	case PLAN_TIME:
		return s->time_s[doc] >= n->since_s &&
		       s->time_s[doc] < n->until_s;
	case PLAN_OUTLET:
		for (size_t i = 0; i < n->outlet_n; i++)
			if (s->outlet[doc] == n->outlet[i])
				return true;
		return false;
	case PLAN_LANGUAGE:
		name = s->languages[s->language[doc]];
		return str_eq(name, n->name) ||
		       (str_eq(n->name, STR("ar")) &&
		        str_eq(name, STR("ary")));
	case PLAN_TOPIC: /* the test folds by hand: one name has an accent */
		name = s->topics[s->topic[doc]];
		return str_eq(name, n->name) ||
		       (str_eq(n->name, STR("economie")) &&
		        str_eq(name, STR("Économie")));
	case PLAN_EVERY:
		return true;
	case PLAN_ALL_OF:
		for (size_t i = 0; i < n->n; i++)
			if (!is_meant(s, doc, n->child[i]))
				return false;
		return true;
	case PLAN_ANY_OF:
		for (size_t i = 0; i < n->n; i++)
			if (is_meant(s, doc, n->child[i]))
				return true;
		return false;
	case PLAN_BUT:
		for (size_t i = 1; i < n->n; i++)
			if (is_meant(s, doc, n->child[i]))
				return false;
		return is_meant(s, doc, n->child[0]);
	default:
		fail_msg("no column");
		return false;
	}
}

/* Walked one by one and in steps of a length. */
static void
check_node(struct bed *b, const struct plan_node *n)
{
	for (uint32_t step = 1; step < 100; step = step * 3 + 1) {
		struct matcher *m = match_new(&b->c, n, 0);

		for (uint32_t target = 0; target < DOCS; target += step) {
			uint32_t want = target;
			uint32_t got = m == NULL ? MATCH_NONE
			                         : match_advance(m, target);

			while (want < DOCS && !is_meant(b->s, want, n))
				want++;
			if (want == DOCS)
				want = MATCH_NONE;
			assert_int_equal(got, want);
		}
		if (m != NULL)
			assert_int_equal(match_advance(m, DOCS), MATCH_NONE);
		arena_release(&b->mem);
	}
}

static const int64_t some_outlets[] = { 3, 5, 99 };

static const struct plan_node columns[] = {
	{ .kind = PLAN_EVERY },
	{ .kind = PLAN_TIME, .since_s = 10, .until_s = 20 },
	{ .kind = PLAN_TIME, .since_s = ASK_NO_SINCE, .until_s = 1 },
	{ .kind = PLAN_TIME, .since_s = TIMES - 1, .until_s = ASK_NO_UNTIL },
	{ .kind = PLAN_TIME, .since_s = TIMES, .until_s = ASK_NO_UNTIL },
	{ .kind = PLAN_TIME, .since_s = 20, .until_s = 10 },
	{ .kind = PLAN_OUTLET, .outlet = some_outlets, .outlet_n = 1 },
	{ .kind = PLAN_OUTLET, .outlet = some_outlets, .outlet_n = 3 },
	{ .kind = PLAN_OUTLET, .outlet = some_outlets + 2, .outlet_n = 1 },
	{ .kind = PLAN_LANGUAGE, .name = STR_INIT("ar") },
	{ .kind = PLAN_LANGUAGE, .name = STR_INIT("ary") },
	{ .kind = PLAN_LANGUAGE, .name = STR_INIT("de") },
	{ .kind = PLAN_TOPIC, .name = STR_INIT("economie") },
	{ .kind = PLAN_TOPIC, .name = STR_INIT("sport") },
	{ .kind = PLAN_TOPIC, .name = STR_INIT("war") },
};

TEST(columns_match_what_they_hold)
{
	struct bed b;

	bed_open(&b);
	for (size_t i = 0; i < COUNT(columns); i++)
		check_node(&b, &columns[i]);
	bed_close(&b);
}

TEST(joined_columns_match_what_all_or_any_or_none_holds)
{
	static const enum plan_kind kinds[] = { PLAN_ALL_OF, PLAN_ANY_OF,
		                                PLAN_BUT };
	struct bed b;

	for (size_t k = 0; k < COUNT(kinds); k++) {
		bed_open(&b);
		for (size_t i = 0; i < COUNT(columns); i++)
			for (size_t j = 0; j < COUNT(columns); j++) {
				struct plan_node x = columns[i];
				struct plan_node y = columns[j], z = columns[9];
				struct plan_node *child[] = { &x, &y, &z };
				struct plan_node n = { .kind = kinds[k],
					               .child = child,
					               .n = 2 + (i + j) % 2 };

				check_node(&b, &n);
			}
		bed_close(&b);
	}
}

/* Count "red OR blue" with so much work allowed. */
static struct find_answer
count(struct bed *b, uint64_t most)
{
	struct arena work = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct ask_setting setting = { 0 };
	struct find_request rq = { .plan.stemmer = stemmer_new(),
		                   .facets = true, .count = true };
	struct find_answer a = { .total_exact = true };
	struct ask ask;

	ask_parse(&b->mem, STR("red OR blue"), &setting, &ask);
	rq.root = ask.root;
	plan_make(&b->mem, ask.root, b->view, &rq.plan, &a.plan);
	b->c = (struct match_context){ .mem = &work, .plan = &a.plan,
		                       .work_all = most };
	find_count(&b->mem, &b->c, &rq, &a);
	arena_release(&work);
	a.cut = b->c.cut;
	stemmer_free(rq.plan.stemmer);
	return a;
}

TEST(a_query_that_does_too_much_is_cut_and_says_so)
{
	struct find_answer a;
	struct bed b;

	bed_open(&b);
	a = count(&b, UINT32_MAX);
	assert_int_equal(a.total, DOCS);
	assert_true(a.total_exact && a.facets.exact && !a.cut);
	for (uint64_t work = 0; work < DOCS; work += 50) {
		a = count(&b, work);
		assert_true(a.cut);
		assert_false(a.total_exact);
		assert_false(a.facets.exact);
	}
	bed_close(&b);
}

RUN(CASE(columns_match_what_they_hold),
    CASE(joined_columns_match_what_all_or_any_or_none_holds),
    CASE(a_query_that_does_too_much_is_cut_and_says_so))
