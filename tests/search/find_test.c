/*
 * Random collections in one or several segments, and random queries: what the
 * index answers is compared with what brute.h works out article by article.
 * Another seed: MARSAD_SEED=7 find_test.
 */
#include <stdio.h>

#include "base/datetime.h"
#include "base/rng.h"
#include "brute_find.h"
#include "search/builder.h"
#include "search/merge.h"
#include "search/view.h"
#include "text/normalise.h"

#define FIRST_SEED 1u
#define PARTS_MAX 6u
#define NOW_S 1768478400
#define DAY_S 86400
#define MEM_MAX_BYTES (64u << 20)
#define TEXT_MAX_BYTES (1u << 20)

/* How a collection is made. */
struct shape {
	const char *name;
	unsigned collections, docs, parts, queries;
	unsigned text;      /* words, at most */
	unsigned times;     /* different moments */
	unsigned deleted;   /* of 100 */
	bool merges;
};

struct bench {
	struct rng rng;
	struct lexicon *lexicon;
	struct brute b;
	struct builder *builder;
	struct parts parts;
	struct view *view;
	unsigned part_of[PARTS_MAX]; /* number of each of `parts` */
	unsigned shift; /* which words are the frequent ones */
	unsigned burst; /* moments that have a theme; 0: none has */
	struct brute_found *hit, *best;
	struct arena mem; /* of one query */
	uint64_t seed;
	unsigned cases;
};

static unsigned
below(struct bench *t, unsigned n)
{
	return (unsigned)rng_below(&t->rng, n);
}

static bool
chance(struct bench *t, unsigned of_hundred)
{
	return below(t, 100) < of_hundred;
}

/* A word of the lexicon, the first ones more often by Zipf's law. */
static uint16_t
zipf(struct bench *t)
{
	double u = (double)below(t, 1u << 20) / (1u << 20);
	unsigned rank = (unsigned)exp(u * log(t->lexicon->n)) - 1;

	return (uint16_t)((rank * 7 + t->shift) % t->lexicon->n);
}

static uint16_t
any_word(struct bench *t)
{
	return chance(t, 80) ? zipf(t)
	                     : (uint16_t)below(t, t->lexicon->n);
}

static uint16_t
theme_of(const struct bench *t, unsigned moment)
{
	unsigned rank = moment / t->burst % 5;

	return (uint16_t)((rank * 7 + t->shift) % t->lexicon->n);
}

static void
make_doc(struct bench *t, const struct shape *s, unsigned i)
{
	struct brute_doc *d = &t->b.doc[i];
	unsigned moment = below(t, s->times);
	/* what the time speaks of: some blocks of a list are worth more */
	uint16_t theme = t->burst > 0 ? theme_of(t, moment) : any_word(t);
	unsigned eager = chance(t, 20) ? 40 : 3; /* how much it says it */

	*d = (struct brute_doc){
		.id = (int64_t)(uint32_t)(i * 2654435761u) + 1,
		.story = chance(t, 30) ? (int64_t)below(t, s->docs / 4 + 1)
		                       : (int64_t)i + 1000000,
		.time_s = NOW_S + DAY_S -
		          (int64_t)moment * (DAY_S * 97 / 8),
		.outlet = 1 + below(t, BRUTE_OUTLETS),
		.topic = below(t, BRUTE_TOPICS),
		.language = below(t, BRUTE_LANGUAGES),
		.copy = chance(t, 8),
		.title_n = below(t, BRUTE_TITLE_MAX + 1),
		.text_n = below(t, s->text + 1),
		.author_n = below(t, BRUTE_AUTHOR_MAX + 1),
	};
	for (unsigned k = 0; k < brute_words(d); k++)
		d->word[k] = chance(t, eager) ? theme : zipf(t);
	for (unsigned k = 0; k < d->author_n; k++)
		d->author[k] = zipf(t);
}

static void
put_words(struct bench *t, struct buf *out, const uint16_t *word, unsigned n)
{
	static const char *const between[] = { " ", " ", ", ", "\n", " - " };

	for (unsigned i = 0; i < n; i++) {
		if (i > 0)
			buf_put(out, str_from(between[below(
			                     t, COUNT(between))]));
		buf_put(out, t->lexicon->v[word[i]].shown);
	}
}

static void
index_doc(struct bench *t, const struct brute_doc *d)
{
	struct buf title = BUF_INIT(TEXT_MAX_BYTES);
	struct buf text = BUF_INIT(TEXT_MAX_BYTES);
	struct buf author = BUF_INIT(TEXT_MAX_BYTES);
	struct index_article a = {
		.id = d->id, .story = d->story, .time_s = d->time_s,
		.outlet = d->outlet, .copy = d->copy,
		.topic = str_from(brute_topics[d->topic]),
		.language = str_from(brute_languages[d->language]),
	};

	put_words(t, &title, d->word, d->title_n);
	put_words(t, &text, d->word + d->title_n, d->text_n);
	put_words(t, &author, d->author, d->author_n);
	a.title = buf_str(&title);
	a.text = buf_str(&text);
	a.author = buf_str(&author);
	assert_int_equal(builder_add(t->builder, &a), ERR_OK);
	buf_release(&title);
	buf_release(&text);
	buf_release(&author);
}

static void
add_part(struct bench *t, struct buf *bytes, unsigned number)
{
	struct shard *shard;

	assert_int_equal(shard_memory(bytes, &shard), ERR_OK);
	assert_int_equal(segment_check(&shard->segment), ERR_OK);
	t->part_of[t->parts.n] = number;
	parts_add(&t->parts, shard, NULL);
	buf_release(bytes);
}

/* The documents of one part as a segment; some are taken and dropped. */
static void
build_part(struct bench *t, unsigned part)
{
	struct buf bytes = BUF_INIT(SINK_MAX_BYTES);

	for (unsigned i = 0; i < t->b.n; i++) {
		struct brute_doc *d = &t->b.doc[i];

		if (d->part != part)
			continue;
		index_doc(t, d);
		if (chance(t, 2)) {
			assert_true(builder_drop(t->builder, d->id));
			d->gone = true;
		}
	}
	if (builder_docs(t->builder) == 0)
		return;
	assert_int_equal(builder_write(t->builder, NULL, 1, 2, &bytes),
	                 ERR_OK);
	add_part(t, &bytes, part);
}

static void
delete_some(struct bench *t, unsigned of_hundred)
{
	for (unsigned i = 0; i < t->b.n; i++) {
		struct brute_doc *d = &t->b.doc[i];

		if (d->gone || d->deleted || !chance(t, of_hundred))
			continue;
		assert_int_equal(parts_delete(&t->parts, d->id), 1);
		d->deleted = true;
	}
}

/* All parts from the first one on, or some of the last, become one. */
static void
merge_some(struct bench *t, unsigned number)
{
	struct buf bytes = BUF_INIT(SINK_MAX_BYTES);
	size_t from = below(t, (unsigned)t->parts.n);
	struct merge_input in[PARTS_MAX];
	enum err e;

	for (unsigned i = 0; i < t->b.n; i++) {
		struct brute_doc *d = &t->b.doc[i];

		for (size_t k = from; k < t->parts.n && !d->gone; k++)
			if (t->part_of[k] == d->part) {
				d->gone = d->deleted;
				d->part = number;
				break;
			}
	}
	for (size_t i = from; i < t->parts.n; i++)
		in[i - from] = (struct merge_input){ t->parts.v[i].segment,
			                             t->parts.v[i].deleted };
	e = merge_segments(in, t->parts.n - from, NULL, &bytes);
	while (t->parts.n > from)
		parts_remove(&t->parts, t->parts.n - 1);
	if (e == ERR_OK)
		add_part(t, &bytes, number);
	else
		assert_int_equal(e, ERR_ABSENT);
	buf_release(&bytes);
}

/* Segments all of whose documents are deleted are not shown. */
static void
forget_dead_parts(struct bench *t)
{
	for (size_t k = 0; k < t->parts.n; k++) {
		const struct view_part *p = &t->parts.v[k];

		if (p->deleted_n < p->segment->facts.docs)
			continue;
		for (unsigned i = 0; i < t->b.n; i++)
			if (t->b.doc[i].part == t->part_of[k])
				t->b.doc[i].gone = true;
	}
}

static void
open_collection(struct bench *t, const struct shape *s)
{
	static const struct parts none;
	unsigned parts = 1 + below(t, s->parts);

	t->shift = below(t, t->lexicon->n);
	t->burst = chance(t, 60) ? 1 + below(t, 16) : 0;
	t->b.lexicon = t->lexicon;
	t->b.n = 1 + s->docs / 2 + below(t, s->docs / 2 + 1);
	t->b.doc = xcalloc(t->b.n, sizeof(*t->b.doc));
	t->hit = xcalloc(t->b.n + 1, sizeof(*t->hit));
	t->best = xcalloc(t->b.n + 1, sizeof(*t->best));
	for (unsigned i = 0; i < t->b.n; i++) {
		make_doc(t, s, i);
		/* the first part is the greatest */
		t->b.doc[i].part = chance(t, 60) ? 0 : below(t, parts);
	}
	for (unsigned i = 0; i < parts; i++)
		build_part(t, i);
	delete_some(t, s->deleted);
	if (s->merges && t->parts.n > 0)
		merge_some(t, PARTS_MAX);
	delete_some(t, s->deleted);
	if (s->merges && t->parts.n > 0 && chance(t, 30))
		merge_some(t, PARTS_MAX + 1);
	forget_dead_parts(t);
	t->view = view_new(&t->parts, &none);
	brute_count(&t->b);
}

static void
close_collection(struct bench *t)
{
	view_give(t->view);
	parts_release(&t->parts);
	free(t->b.doc);
	free(t->hit);
	free(t->best);
}

/* Random queries. */

static struct brute_query *
new_query(struct bench *t, enum ask_kind kind)
{
	struct brute_query *q = ARENA_NEW(&t->mem, struct brute_query);

	q->kind = q->ask.kind = kind;
	q->since_s = ASK_NO_SINCE;
	q->until_s = ASK_NO_UNTIL;
	return q;
}

/* The first letters of a word, two at least if it has them. */
static struct str
head_of(struct bench *t, struct str folded)
{
	size_t n = 2 + below(t, 5);

	while (n < folded.n && ((unsigned char)folded.p[n] & 0xC0) == 0x80)
		n++;
	return str_sub(folded, 0, n);
}

/* A place in some document, so that there is something to be found. */
static void
take_neighbours(struct bench *t, struct brute_query *q)
{
	const struct brute_doc *d = &t->b.doc[below(t, t->b.n)];
	unsigned n = brute_words(d), at;

	if (n < q->word_n || chance(t, 20))
		return;
	at = below(t, n - q->word_n + 1);
	for (unsigned i = 0; i < q->word_n; i++)
		q->word[i] = d->word[at + i];
}

static struct brute_query *
make_text(struct bench *t, enum ask_kind kind)
{
	struct brute_query *q = new_query(t, kind);
	struct buf shown = BUF_INIT(TEXT_MAX_BYTES);

	q->word_n = 1;
	if (kind == ASK_PHRASE)
		q->word_n = 2 + below(t, BRUTE_PHRASE_MAX - 1);
	else if (kind != ASK_EXACT && chance(t, 15))
		q->word_n = 2;
	for (unsigned i = 0; i < q->word_n; i++)
		q->word[i] = any_word(t);
	if (q->word_n > 1)
		take_neighbours(t, q);
	if (chance(t, 25))
		q->field = q->ask.field = chance(t, 70) ? ASK_TITLE
		                                        : ASK_AUTHOR;
	for (unsigned i = 0; i < q->word_n; i++) {
		const struct lexicon_word *w = &t->lexicon->v[q->word[i]];
		bool head = kind == ASK_PREFIX && i + 1 == q->word_n &&
		            q->field != ASK_AUTHOR;

		if (head)
			q->head = head_of(t, w->folded);
		buf_printf(&shown, "%s%.*s", i > 0 ? " " : "",
		           STR_ARG(head ? q->head : w->shown));
	}
	q->ask.shown = q->ask.folded = buf_copy(&t->mem, &shown);
	buf_release(&shown);
	return q;
}

static struct brute_query *
make_column(struct bench *t)
{
	static const enum ask_kind kinds[] = { ASK_OUTLET, ASK_TOPIC,
		                               ASK_LANGUAGE, ASK_TIME };
	struct brute_query *q = new_query(t, kinds[below(t, COUNT(kinds))]);
	int64_t a = NOW_S - (int64_t)below(t, 400) * DAY_S;
	int64_t b = a + (int64_t)below(t, 200) * DAY_S;

	if (q->kind == ASK_OUTLET) {
		q->number = 1 + below(t, BRUTE_OUTLETS);
		q->ask.folded = str_fmt(&t->mem, "o%u", q->number);
	} else if (q->kind == ASK_TOPIC) {
		q->number = 1 + below(t, BRUTE_TOPICS - 1);
		q->ask.folded = text_fold_copy(
		        &t->mem, str_from(brute_topics[q->number]));
	} else if (q->kind == ASK_LANGUAGE) {
		q->number = below(t, BRUTE_LANGUAGES - 1);
		q->ask.folded = str_from(brute_languages[q->number]);
	} else {
		q->since_s = chance(t, 70) ? a : ASK_NO_SINCE;
		q->until_s = chance(t, 50) ? b : ASK_NO_UNTIL;
	}
	q->ask.since_s = q->since_s;
	q->ask.until_s = q->until_s;
	return q;
}

static struct brute_query *
make_leaf(struct bench *t)
{
	unsigned kind = below(t, 100);

	if (kind < 45)
		return make_text(t, ASK_WORD);
	if (kind < 60)
		return make_text(t, ASK_PHRASE);
	if (kind < 72)
		return make_text(t, ASK_EXACT);
	if (kind < 84)
		return make_text(t, ASK_PREFIX);
	return make_column(t);
}

static struct brute_query *make_tree(struct bench *t, unsigned depth);

static void
add_children(struct bench *t, struct brute_query *q, unsigned depth,
             unsigned n)
{
	q->n = n;
	q->ask.child = ARENA_ARRAY(&t->mem, struct ask_node *, n);
	q->ask.n = n;
	for (unsigned i = 0; i < n; i++) {
		q->child[i] = make_tree(t, depth);
		q->ask.child[i] = &q->child[i]->ask;
	}
}

static struct brute_query *
make_tree(struct bench *t, unsigned depth)
{
	static const enum ask_kind kinds[] = { ASK_ALL_OF, ASK_ANY_OF,
		                               ASK_ANY_OF, ASK_NOT,
		                               ASK_LIST };
	struct brute_query *q;
	enum ask_kind kind = kinds[below(t, COUNT(kinds))];

	if (depth == 0 || chance(t, 65))
		return make_leaf(t);
	q = new_query(t, kind);
	if (kind == ASK_NOT)
		add_children(t, q, 0, 1);
	else
		add_children(t, q, depth - 1, 2 + below(t, 3));
	return q;
}

/* Plain words, most of them frequent: what bounds are for. */
static void
add_words(struct bench *t, struct brute_query *q)
{
	q->n = 2 + below(t, 3);
	q->ask.n = q->n;
	q->ask.child = ARENA_ARRAY(&t->mem, struct ask_node *, q->n);
	for (unsigned i = 0; i < q->n; i++) {
		struct brute_query *w = new_query(t, ASK_WORD);

		w->word_n = 1;
		w->word[0] = zipf(t);
		w->ask.shown = t->lexicon->v[w->word[0]].shown;
		w->ask.folded = t->lexicon->v[w->word[0]].folded;
		q->child[i] = w;
		q->ask.child[i] = &w->ask;
	}
}

static struct brute_query *
make_query(struct bench *t)
{
	struct brute_query *q = new_query(t, ASK_LIST);

	if (chance(t, 35)) {
		add_words(t, q);
		return q;
	}
	add_children(t, q, chance(t, 60) ? 0 : 3, 1 + below(t, 4));
	return q;
}

/* Asking the index. */

static void
find_outlets(void *arg, struct arena *mem, struct str folded,
             const int64_t **out, size_t *n)
{
	int64_t *id = ARENA_ARRAY(mem, int64_t, 1);

	(void)arg;
	id[0] = folded.p[1] - '0';
	*out = id;
	*n = 1;
}

static void
explain_failure(struct bench *t, const struct brute_query *q,
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
hits_with_value(const struct bench *t, size_t hits, enum facet facet)
{
	size_t n = 0;

	for (size_t i = 0; i < hits; i++) {
		const struct brute_doc *d = t->hit[i].doc;

		n += (facet != FACET_TOPIC ||
		      brute_topics[d->topic][0] != '\0') &&
		     (facet != FACET_LANGUAGE ||
		      brute_languages[d->language][0] != '\0');
	}
	return n;
}

static bool
same_facet(const struct bench *t, size_t hits, enum facet facet,
           const struct find_values *got)
{
	size_t all = 0;

	for (size_t k = 0; k < got->n; k++) {
		uint64_t n = 0;

		for (size_t i = 0; i < hits; i++)
			n += has_value(t->hit[i].doc, facet, &got->v[k]);
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
	return all == hits_with_value(t, hits, facet) ||
	       (got->n == FIND_FACET_VALUES && facet == FACET_MONTH);
}

static bool
same_counts(const struct bench *t, const struct find_answer *a, size_t hits,
            bool facets)
{
	/* as many documents as are counted whatever they are */
	if (!a->total_exact)
		return t->b.docs > FIND_COUNT_EXACT;
	if (a->total != hits || a->cut)
		return false;
	if (!facets)
		return a->facets.outlets.n == 0;
	return a->facets.exact &&
	       same_facet(t, hits, FACET_OUTLET, &a->facets.outlets) &&
	       same_facet(t, hits, FACET_TOPIC, &a->facets.topics) &&
	       same_facet(t, hits, FACET_LANGUAGE, &a->facets.languages) &&
	       same_facet(t, hits, FACET_MONTH, &a->facets.months);
}

static struct brute_request
make_request(struct bench *t)
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
compare(struct bench *t, const struct brute_query *q)
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
	struct find_answer a;
	size_t hits, n;

	assert_int_equal(find_run(&t->mem, t->view, &find, &a), ERR_OK);
	n = brute_find(&t->b, q, &rq, t->hit, &hits, t->best);
	if (!same_order(&a, t->best, n)) {
		explain_failure(t, q, &rq);
		fail();
	}
	if (!same_counts(t, &a, hits, facets)) {
		print_error("got %u hits (exact: %d), wanted %u\n",
		            (unsigned)a.total, a.total_exact, (unsigned)hits);
		explain_failure(t, q, &rq);
		fail();
	}
	t->cases++;
}

static uint64_t
first_seed(void)
{
	const char *typed = getenv("MARSAD_SEED");
	int64_t seed;

	if (typed != NULL && str_int64(str_from(typed), &seed))
		return (uint64_t)seed;
	return FIRST_SEED;
}

static void
try_shape(const struct shape *s)
{
	struct bench t = { .lexicon = lexicon_new(),
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
	print_message("%s: %u cases\n", s->name, t.cases);
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

RUN(CASE(what_a_stretch_cannot_hold_the_next_one_may),
    CASE(small_collections_answer_as_a_plain_search_does),
    CASE(equal_times_are_in_the_order_of_ids),
    CASE(lists_of_several_blocks_answer_as_a_plain_search_does),
    CASE(segments_with_pairs_answer_as_a_plain_search_does),
    CASE(merged_pairs_answer_as_a_plain_search_does),
    CASE(groups_of_blocks_answer_as_a_plain_search_does))
