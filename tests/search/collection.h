#ifndef MARSAD_TESTS_SEARCH_COLLECTION_H
#define MARSAD_TESTS_SEARCH_COLLECTION_H

#include <stdio.h>

#include "base/rng.h"
#include "brute.h"
#include "search/builder.h"
#include "search/merge.h"
#include "search/view.h"
#include "text/normalise.h"

/*
 * Random collections of articles, kept plainly (brute.h) and in one or several
 * segments, with deletions and merges; and random queries about them.
 * Another seed than the first: MARSAD_SEED=7 build/release/tests/search/...
 */
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

struct trial {
	struct rng rng;
	struct lexicon *lexicon;
	struct brute b;
	struct builder *builder;
	struct parts parts;
	struct view *view;
	unsigned part_of[PARTS_MAX]; /* number of each of `parts` */
	unsigned shift; /* which words are the frequent ones */
	unsigned burst; /* moments that have a theme; 0: none has */
	struct arena mem; /* of one query */
	uint64_t seed;
	unsigned cases, found; /* the latter: that have hits */
};

static inline unsigned
below(struct trial *t, unsigned n)
{
	return (unsigned)rng_below(&t->rng, n);
}

static inline bool
chance(struct trial *t, unsigned of_hundred)
{
	return below(t, 100) < of_hundred;
}

/* A word of the lexicon, the first ones more often by Zipf's law. */
static inline uint16_t
zipf(struct trial *t)
{
	double u = (double)below(t, 1u << 20) / (1u << 20);
	unsigned rank = (unsigned)exp(u * log(t->lexicon->n)) - 1;

	return (uint16_t)((rank * 7 + t->shift) % t->lexicon->n);
}

static inline uint16_t
any_word(struct trial *t)
{
	return chance(t, 80) ? zipf(t)
	                     : (uint16_t)below(t, t->lexicon->n);
}

static inline uint16_t
theme_of(const struct trial *t, unsigned moment)
{
	unsigned rank = moment / t->burst % 5;

	return (uint16_t)((rank * 7 + t->shift) % t->lexicon->n);
}

static inline void
make_doc(struct trial *t, const struct shape *s, unsigned i)
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

static inline void
put_shown(struct trial *t, struct buf *out, const uint16_t *word, unsigned n)
{
	static const char *const between[] = { " ", " ", ", ", "\n", " - " };

	for (unsigned i = 0; i < n; i++) {
		if (i > 0)
			buf_put(out, str_from(between[below(
			                     t, COUNT(between))]));
		buf_put(out, t->lexicon->v[word[i]].shown);
	}
}

static inline void
index_doc(struct trial *t, const struct brute_doc *d)
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

	put_shown(t, &title, d->word, d->title_n);
	put_shown(t, &text, d->word + d->title_n, d->text_n);
	put_shown(t, &author, d->author, d->author_n);
	a.title = buf_str(&title);
	a.text = buf_str(&text);
	a.author = buf_str(&author);
	assert_int_equal(builder_add(t->builder, &a), ERR_OK);
	buf_release(&title);
	buf_release(&text);
	buf_release(&author);
}

static inline void
add_part(struct trial *t, struct buf *bytes, unsigned number)
{
	struct shard *shard;

	assert_int_equal(shard_memory(bytes, &shard), ERR_OK);
	assert_int_equal(segment_check(&shard->segment), ERR_OK);
	t->part_of[t->parts.n] = number;
	parts_add(&t->parts, shard, NULL);
	buf_release(bytes);
}

/* The documents of one part as a segment; some are taken and dropped. */
static inline void
build_part(struct trial *t, unsigned part)
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

static inline void
delete_some(struct trial *t, unsigned of_hundred)
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
static inline void
merge_some(struct trial *t, unsigned number)
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
static inline void
forget_dead_parts(struct trial *t)
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

static inline void
open_collection(struct trial *t, const struct shape *s)
{
	static const struct parts none;
	unsigned parts = 1 + below(t, s->parts);

	t->shift = below(t, t->lexicon->n);
	t->burst = chance(t, 60) ? 1 + below(t, 16) : 0;
	t->b.lexicon = t->lexicon;
	t->b.n = 1 + s->docs / 2 + below(t, s->docs / 2 + 1);
	t->b.doc = xcalloc(t->b.n, sizeof(*t->b.doc));
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

static inline void
close_collection(struct trial *t)
{
	view_give(t->view);
	parts_release(&t->parts);
	free(t->b.doc);
}

/* Random queries. */

static inline struct brute_query *
new_query(struct trial *t, enum ask_kind kind)
{
	struct brute_query *q = ARENA_NEW(&t->mem, struct brute_query);

	q->kind = q->ask.kind = kind;
	q->since_s = ASK_NO_SINCE;
	q->until_s = ASK_NO_UNTIL;
	return q;
}

/* The first letters of a word, two at least if it has them. */
static inline struct str
head_of(struct trial *t, struct str folded)
{
	size_t n = 2 + below(t, 5);

	while (n < folded.n && ((unsigned char)folded.p[n] & 0xC0) == 0x80)
		n++;
	return str_sub(folded, 0, n);
}

/* A place in some document, so that there is something to be found. */
static inline void
take_neighbours(struct trial *t, struct brute_query *q)
{
	const struct brute_doc *d = &t->b.doc[below(t, t->b.n)];
	unsigned n = brute_words(d), at;

	if (n < q->word_n || chance(t, 20))
		return;
	at = below(t, n - q->word_n + 1);
	for (unsigned i = 0; i < q->word_n; i++)
		q->word[i] = d->word[at + i];
}

static inline struct brute_query *
make_text(struct trial *t, enum ask_kind kind)
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

static inline struct brute_query *
make_column(struct trial *t)
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

static inline struct brute_query *
make_leaf(struct trial *t)
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

static inline struct brute_query *make_tree(struct trial *t, unsigned depth);

static inline void
add_children(struct trial *t, struct brute_query *q, unsigned depth,
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

static inline struct brute_query *
make_tree(struct trial *t, unsigned depth)
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
static inline void
add_words(struct trial *t, struct brute_query *q)
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

static inline struct brute_query *
make_query(struct trial *t)
{
	struct brute_query *q = new_query(t, ASK_LIST);

	if (chance(t, 35)) {
		add_words(t, q);
		return q;
	}
	add_children(t, q, chance(t, 60) ? 0 : 3, 1 + below(t, 4));
	return q;
}

/* The name "o3" is that of the outlet 3. */
static inline void
find_outlets(void *arg, struct arena *mem, struct str folded,
             const int64_t **out, size_t *n)
{
	int64_t *id = ARENA_ARRAY(mem, int64_t, 1);

	(void)arg;
	id[0] = folded.p[1] - '0';
	*out = id;
	*n = 1;
}

static inline uint64_t
first_seed(void)
{
	const char *typed = getenv("MARSAD_SEED");
	int64_t seed;

	if (typed != NULL && str_int64(str_from(typed), &seed))
		return (uint64_t)seed;
	return FIRST_SEED;
}

#endif
