/*
 * Random collections in one or several segments, and random queries: what the
 * index answers is compared with what brute.h works out article by article.
 */
#include "base/datetime.h"
#include "brute_find.h"
#include "collection.h"

static void
explain_failure(struct trial *t, const struct brute_query *q,
                const struct brute_request *rq)
{
	struct str typed = ask_write(&t->mem, &q->ask);

	print_error("seed %u: %.*s\n", (unsigned)t->seed, STR_ARG(typed));
	print_error("any %d talk %d newest %d recency %d collapse %d "
	            "limit %u, %u documents in %u parts\n",
	            rq->any_word, rq->talk, rq->newest, rq->recency,
	            rq->collapse, (unsigned)rq->limit,
	            (unsigned)t->b.docs, (unsigned)t->view->n);
}

static bool
same_order(const struct find_answer *a, const struct brute_found *want,
           size_t n)
{
	for (size_t i = 0; i < n || i < a->n; i++) {
		if (i < n && i < a->n && a->v[i].id == want[i].doc->id &&
		    a->v[i].score == want[i].score)
			continue;
		print_error("place %u of %u (wanted: %u)\n", (unsigned)i,
		            (unsigned)a->n, (unsigned)n);
		if (i < a->n)
			print_error("got    %lld %.9g part %u doc %u\n",
			            (long long)a->v[i].id,
			            (double)a->v[i].score, a->v[i].part,
			            a->v[i].doc);
		if (i < n)
			print_error("wanted %lld %.9g\n",
			            (long long)want[i].doc->id,
			            (double)want[i].score);
		return false;
	}
	return true;
}

enum facet { FACET_OUTLET, FACET_TOPIC, FACET_LANGUAGE, FACET_MONTH };

/* Whether a document is of a value. */
static bool
has_value(const struct brute_doc *d, enum facet facet,
          const struct find_value *v)
{
	int year, month, day;
	int64_t days = d->time_s / DAY_S - (d->time_s % DAY_S < 0);

	switch (facet) {
	case FACET_OUTLET:
		return v->key == d->outlet;
	case FACET_TOPIC:
		return str_eq(v->name, str_from(brute_topics[d->topic]));
	case FACET_LANGUAGE:
		return str_eq(v->name,
		              str_from(brute_languages[d->language]));
	default:
		datetime_civil(days, &year, &month, &day);
		return v->key == year * 12 + month - 1;
	}
}

/* Hits that are of some value of a kind; the nameless are not counted. */
static size_t
hits_with_value(const struct brute_found *hit, size_t hits, enum facet facet)
{
	size_t n = 0;

	for (size_t i = 0; i < hits; i++) {
		const struct brute_doc *d = hit[i].doc;

		n += (facet != FACET_TOPIC ||
		      brute_topics[d->topic][0] != '\0') &&
		     (facet != FACET_LANGUAGE ||
		      brute_languages[d->language][0] != '\0');
	}
	return n;
}

static bool
same_facet(const struct brute_found *hit, size_t hits, enum facet facet,
           const struct find_values *got)
{
	size_t all = 0;

	for (size_t k = 0; k < got->n; k++) {
		uint64_t n = 0;

		for (size_t i = 0; i < hits; i++)
			n += has_value(hit[i].doc, facet, &got->v[k]);
		if (n == 0 || n != got->v[k].docs)
			return false;
		if (k > 0 && facet != FACET_MONTH &&
		    got->v[k].docs > got->v[k - 1].docs)
			return false;
		if (k > 0 && facet == FACET_MONTH &&
		    got->v[k].key >= got->v[k - 1].key)
			return false;
		all += n;
	}
	/* only the months may be more than are told */
	return all == hits_with_value(hit, hits, facet) ||
	       (got->n == FIND_FACET_VALUES && facet == FACET_MONTH);
}

static bool
same_counts(const struct trial *t, const struct find_answer *a,
            const struct brute_found *hit, size_t hits, bool facets)
{
	/* as many documents as are counted whatever they are */
	if (!a->total_exact)
		return t->b.docs > FIND_COUNT_MAX;
	if (a->total != hits || a->cut)
		return false;
	if (!facets)
		return a->facets.outlets.n == 0;
	return a->facets.exact &&
	       same_facet(hit, hits, FACET_OUTLET, &a->facets.outlets) &&
	       same_facet(hit, hits, FACET_TOPIC, &a->facets.topics) &&
	       same_facet(hit, hits, FACET_LANGUAGE, &a->facets.languages) &&
	       same_facet(hit, hits, FACET_MONTH, &a->facets.months);
}

static struct brute_request
make_request(struct trial *t)
{
	static const size_t limits[] = { 1, 2, 3, 5, 10, 20, 50, 51, 70, 100 };

	return (struct brute_request){
		.any_word = chance(t, 60),
		.talk = chance(t, 20),
		.newest = chance(t, 25),
		.recency = chance(t, 50),
		.collapse = chance(t, 50),
		.now_s = NOW_S,
		.limit = limits[below(t, COUNT(limits))],
	};
}

static void
compare(struct trial *t, const struct brute_query *q)
{
	struct brute_request rq = make_request(t);
	bool facets = chance(t, 20);
	struct find_request find = {
		.root = &q->ask,
		.plan = { .any_word = rq.any_word, .talk = rq.talk,
			  .stemmer = t->lexicon->stemmer,
			  .outlets = find_outlets },
		.newest = rq.newest, .recency = rq.recency,
		.collapse = rq.collapse, .facets = facets, .count = true,
		.now_s = rq.now_s, .limit = rq.limit,
	};
	struct brute_found *hit = xcalloc(t->b.n, sizeof(*hit));
	struct brute_found *best = xcalloc(t->b.n, sizeof(*best));
	struct find_answer a;
	size_t hits, n;

	assert_int_equal(find_run(&t->mem, t->view, &find, &a), ERR_OK);
	n = brute_find(&t->b, q, &rq, hit, &hits, best);
	if (!same_order(&a, best, n)) {
		explain_failure(t, q, &rq);
		fail();
	}
	if (!same_counts(t, &a, hit, hits, facets)) {
		print_error("got %u hits (exact: %d), wanted %u\n",
		            (unsigned)a.total, a.total_exact, (unsigned)hits);
		explain_failure(t, q, &rq);
		fail();
	}
	t->cases++;
	t->found += a.n > 0;
	free(hit);
	free(best);
}

static void
try_shape(const struct shape *s)
{
	struct trial t = { .lexicon = lexicon_new(),
		           .builder = builder_new() };

	for (unsigned i = 0; i < s->collections; i++) {
		t.seed = first_seed() + i;
		t.rng.state = t.seed;
		open_collection(&t, s);
		for (unsigned k = 0; k < s->queries; k++) {
			arena_init(&t.mem, ARENA_BLOCK, MEM_MAX_BYTES);
			compare(&t, make_query(&t));
			arena_release(&t.mem);
		}
		close_collection(&t);
	}
	print_message("%s: %u cases, %u with hits\n", s->name, t.cases,
	              t.found);
	assert_true(t.found > t.cases / 3);
	builder_free(t.builder);
	lexicon_free(t.lexicon);
}

TEST(small_collections_answer_as_a_plain_search_does)
{
	try_shape(&(struct shape){ .name = "small", .collections = 150,
	                           .docs = 40, .parts = 4, .queries = 40,
	                           .text = 30, .times = 20, .deleted = 10,
	                           .merges = true });
}

TEST(equal_times_are_in_the_order_of_ids)
{
	try_shape(&(struct shape){ .name = "equal times", .collections = 20,
	                           .docs = 200, .parts = 4, .queries = 50,
	                           .text = 12, .times = 2, .deleted = 10,
	                           .merges = true });
}

TEST(lists_of_several_blocks_answer_as_a_plain_search_does)
{
	try_shape(&(struct shape){ .name = "blocks", .collections = 6,
	                           .docs = 900, .parts = 3, .queries = 250,
	                           .text = 60, .times = 60, .deleted = 3 });
}

TEST(segments_with_pairs_answer_as_a_plain_search_does)
{
	try_shape(&(struct shape){ .name = "pairs", .collections = 4,
	                           .docs = 4000, .parts = 2, .queries = 250,
	                           .text = 60, .times = 120, .deleted = 3 });
}

TEST(merged_pairs_answer_as_a_plain_search_does)
{
	try_shape(&(struct shape){ .name = "merged", .collections = 4,
	                           .docs = 3500, .parts = 5, .queries = 250,
	                           .text = 40, .times = 120, .deleted = 5,
	                           .merges = true });
}

TEST(groups_of_blocks_answer_as_a_plain_search_does)
{
	try_shape(&(struct shape){ .name = "groups", .collections = 1,
	                           .docs = 14000, .parts = 1, .queries = 200,
	                           .text = 20, .times = 120, .deleted = 2 });
}

/* So many of a word in the article of number i, the newest first. */
#define STRETCH_DOCS 8192u
#define STRETCH_RARE 1040u /* says the rarer word often */
#define STRETCH_BEST 1600u /* says the other one often */

static unsigned
count_of_rare(unsigned i)
{
	if (i % 16 != 0)
		return 0;
	if (i == STRETCH_RARE)
		return 10;
	return i < 60 * 16 ? 2 : 1;
}

static unsigned
count_of_frequent(unsigned i)
{
	if (i % 4 != 0)
		return 0;
	return i == STRETCH_BEST ? 30 : 1;
}

static void
add_stretch(struct builder *b, unsigned i)
{
	struct buf text = BUF_INIT(TEXT_MAX_BYTES);
	struct index_article a = { .id = i + 1, .story = i + 1,
		                   .time_s = NOW_S - i };

	for (unsigned k = 0; k < 60; k++) {
		unsigned at = k - 20, rare = count_of_rare(i);

		if (k < 20 || at >= rare + count_of_frequent(i))
			buf_put(&text, STR("filler "));
		else
			buf_put(&text, at < rare ? STR("rare ")
			                         : STR("frequent "));
	}
	a.text = buf_str(&text);
	assert_int_equal(builder_add(b, &a), ERR_OK);
	buf_release(&text);
}

/* The two best articles must be those, however the words are asked for. */
static void
check_stretch(const struct view *view, const char *typed, bool any_word)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct ask_setting setting = { .now_s = NOW_S };
	struct find_request rq = { .plan = { .any_word = any_word,
		                             .stemmer = stemmer_new(),
		                             .outlets = find_outlets },
		                   .limit = 2 };
	struct find_answer a;
	struct ask ask;

	ask_parse(&mem, str_from(typed), &setting, &ask);
	rq.root = ask.root;
	assert_int_equal(find_run(&mem, view, &rq, &a), ERR_OK);
	assert_int_equal(a.n, 2);
	assert_int_equal(a.v[0].doc, STRETCH_RARE);
	assert_int_equal(a.v[1].doc, STRETCH_BEST);
	stemmer_free(rq.plan.stemmer);
	arena_release(&mem);
}

TEST(what_a_stretch_cannot_hold_the_next_one_may)
{
	struct builder *b = builder_new();
	struct buf bytes = BUF_INIT(SINK_MAX_BYTES);
	struct parts parts = { 0 }, none = { 0 };
	struct shard *shard;
	struct view *view;

	for (unsigned i = 0; i < STRETCH_DOCS; i++)
		add_stretch(b, i);
	assert_int_equal(builder_write(b, NULL, 1, 2, &bytes), ERR_OK);
	assert_int_equal(shard_memory(&bytes, &shard), ERR_OK);
	parts_add(&parts, shard, NULL);
	view = view_new(&parts, &none);
	check_stretch(view, "rare frequent", true);
	check_stretch(view, "rare frequent", false);
	check_stretch(view, "+rare frequent", true);
	check_stretch(view, "+(rare OR absent) frequent", true);
	view_give(view);
	parts_release(&parts);
	buf_release(&bytes);
	builder_free(b);
}

TEST(an_article_of_any_time_has_an_age)
{
	static const struct {
		int64_t now_s, time_s;
		double want;
	} rows[] = {
		{ NOW_S, NOW_S, 1.25 },
		{ NOW_S, NOW_S + DAY_S, 1.25 },
		{ NOW_S, NOW_S - 30 * DAY_S, 1.125 },
		{ NOW_S, NOW_S - 60 * DAY_S, 1.0625 },
		{ NOW_S, 0, 1 },
		{ NOW_S, INT64_MIN, 1 },
		{ INT64_MAX, INT64_MIN, 1 },
		{ INT64_MIN, INT64_MAX, 1.25 },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_float_equal(find_recency(rows[i].now_s, rows[i].time_s),
		                   rows[i].want, 1e-6);
}

RUN(CASE(an_article_of_any_time_has_an_age),
    CASE(what_a_stretch_cannot_hold_the_next_one_may),
    CASE(small_collections_answer_as_a_plain_search_does),
    CASE(equal_times_are_in_the_order_of_ids),
    CASE(lists_of_several_blocks_answer_as_a_plain_search_does),
    CASE(segments_with_pairs_answer_as_a_plain_search_does),
    CASE(merged_pairs_answer_as_a_plain_search_does),
    CASE(groups_of_blocks_answer_as_a_plain_search_does))
