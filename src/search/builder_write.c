/*
 * From the words of many documents to the lists of a segment.  A word is one
 * number, term before document before position, so that sorting numbers is
 * all there is to inverting.
 */
#include <stdlib.h>

#include "search/builder_internal.h"
#include "search/pairs.h"
#include "search/rank.h"
#include "search/segment_write.h"

#define POSITION_BITS 22u
#define DOC_BITS 16u
#define RANK_SHIFT (POSITION_BITS + DOC_BITS)
#define SORT_BITS 12u /* of the rank, in each of two passes */
#define SORT_SLOTS (1u << SORT_BITS)

struct inversion {
	struct builder *b;
	struct segment_writer *w;
	uint32_t *order; /* new number -> old */
	uint32_t *rank;  /* of a term's key among all */
	uint32_t *term;  /* rank -> a term of that key */
	uint32_t rank_n;
	uint16_t *length; /* by new number */
	uint32_t *text_from;
	uint64_t *work, *spare;
	uint32_t *positions; /* of one document and term */
	size_t position_cap;
	struct pairs pairs;
};

static int
newest_first(const void *a, const void *b, void *arg)
{
	const struct builder *all = arg;
	uint32_t i, j;
	const struct builder_doc *x, *y;

	memcpy(&i, a, sizeof(i));
	memcpy(&j, b, sizeof(j));
	x = &all->docs[i];
	y = &all->docs[j];
	if (x->time_s != y->time_s)
		return x->time_s < y->time_s ? 1 : -1;
	return (x->id < y->id) - (x->id > y->id);
}

static void
number_docs(struct inversion *v)
{
	struct builder *b = v->b;

	v->order = xmalloc(b->doc_n * sizeof(*v->order));
	v->length = xmalloc(b->doc_n * sizeof(*v->length));
	v->text_from = xmalloc(b->doc_n * sizeof(*v->text_from));
	for (uint32_t i = 0; i < b->doc_n; i++)
		v->order[i] = i;
	qsort_r(v->order, b->doc_n, sizeof(*v->order), newest_first, b);
	for (uint32_t i = 0; i < b->doc_n; i++) {
		v->length[i] = b->docs[v->order[i]].length;
		v->text_from[i] = b->docs[v->order[i]].text_from;
	}
}

/* Terms of one key (words that several languages have) share a rank. */
static void
rank_terms(struct inversion *v)
{
	const struct builder_terms *t = &v->b->terms;
	uint32_t *sorted = xmalloc((t->n + 1) * sizeof(*sorted));

	v->rank = xmalloc((t->n + 1) * sizeof(*v->rank));
	v->term = xmalloc((t->n + 1) * sizeof(*v->term));
	builder_terms_sort(t, sorted);
	for (uint32_t i = 0; i < t->n; i++) {
		struct str key = builder_terms_key(t, sorted[i]);

		if (i == 0 ||
		    !str_eq(key, builder_terms_key(t, sorted[i - 1])))
			v->term[v->rank_n++] = sorted[i];
		v->rank[sorted[i]] = v->rank_n - 1;
	}
	free(sorted);
}

static uint64_t
number(uint32_t rank, uint32_t doc, uint32_t position)
{
	return (uint64_t)rank << RANK_SHIFT |
	       (uint64_t)doc << POSITION_BITS | position;
}

/* One pass of a stable sort by some bits. */
static void
sort_pass(const uint64_t *from, uint64_t *to, size_t n, unsigned shift)
{
	size_t at[SORT_SLOTS] = { 0 }, sum = 0;

	for (size_t i = 0; i < n; i++)
		at[from[i] >> shift & (SORT_SLOTS - 1)]++;
	for (size_t i = 0; i < SORT_SLOTS; i++) {
		size_t here = at[i];

		at[i] = sum;
		sum += here;
	}
	for (size_t i = 0; i < n; i++)
		to[at[from[i] >> shift & (SORT_SLOTS - 1)]++] = from[i];
}

/* By rank; documents and positions rise already. */
static void
sort(uint64_t *v, uint64_t *spare, size_t n)
{
	sort_pass(v, spare, n, RANK_SHIFT);
	sort_pass(spare, v, n, RANK_SHIFT + SORT_BITS);
}

enum which { WHICH_AUTHORS, WHICH_EXACT, WHICH_STEMS };

/* The words of all documents, sorted; returns how many there are. */
static size_t
invert(struct inversion *v, enum which which, uint64_t *out)
{
	struct builder *b = v->b;
	size_t n = 0;

	for (uint32_t doc = 0; doc < b->doc_n; doc++) {
		const struct builder_doc *d = &b->docs[v->order[doc]];
		const struct builder_word *w = &b->words[d->words_at];
		uint32_t from = which == WHICH_AUTHORS ? 0 : d->author_n;
		uint32_t to = which == WHICH_AUTHORS ? d->author_n : d->word_n;

		for (uint32_t i = from; i < to; i++) {
			uint32_t term = w[i].term;

			if (which == WHICH_STEMS)
				term = b->terms.v[term].stem;
			out[n++] = number(v->rank[term], doc, w[i].position);
		}
	}
	sort(out, v->spare, n);
	return n;
}

/* Pairs of frequent stems side by side, sorted by pair. */
static size_t
invert_pairs(struct inversion *v, uint64_t *out)
{
	struct builder *b = v->b;
	size_t n = 0;

	for (uint32_t i = 1; i <= v->pairs.n; i++)
		out[n++] = number(pairs_key(&v->pairs, i, 0), 0, 0);
	for (uint32_t doc = 0; doc < b->doc_n; doc++) {
		const struct builder_doc *d = &b->docs[v->order[doc]];
		const struct builder_word *w = &b->words[d->words_at];
		uint32_t last = 0, last_position = 0;

		for (uint32_t i = d->author_n; i < d->word_n; i++) {
			uint32_t stem = b->terms.v[w[i].term].stem;
			uint32_t frequent = v->pairs.number[v->rank[stem]];

			if (frequent > 0 && last > 0 &&
			    w[i].position == last_position + 1)
				out[n++] = number(pairs_key(&v->pairs, last,
				                            frequent),
				                  doc, last_position);
			last = frequent;
			last_position = w[i].position;
		}
	}
	sort(out, v->spare, n);
	return n;
}

static uint32_t
flags_of(const struct inversion *v, uint32_t doc, uint32_t position)
{
	uint32_t from = v->text_from[doc];

	if (position < from)
		return CODE_TITLE;
	return position - from < RANK_LEAD_WORDS ? CODE_LEAD : 0;
}

/* The numbers of one term and document; returns how many there are. */
static size_t
put_posting(struct inversion *v, const uint64_t *at, size_t n, bool pairs)
{
	uint32_t doc = at[0] >> POSITION_BITS & ((1u << DOC_BITS) - 1);
	uint32_t flags = 0;
	size_t count = 0;

	while (count < n && at[count] >> POSITION_BITS ==
	                            at[0] >> POSITION_BITS) {
		uint32_t position = at[count] & ((1u << POSITION_BITS) - 1);

		if (count == v->position_cap) {
			v->position_cap = v->position_cap * 2 + 256;
			v->positions = xrealloc(v->positions,
			                        v->position_cap *
			                        sizeof(*v->positions));
		}
		v->positions[count++] = position;
		flags |= flags_of(v, doc, position);
	}
	/* of a pair only the documents matter: zeros take no room */
	segment_write_posting(v->w, doc,
	                      pairs ? 0 : code_make((uint32_t)count, flags),
	                      v->positions);
	return count;
}

static struct str
key_of(struct inversion *v, uint32_t rank, bool pairs, struct buf *work)
{
	if (!pairs)
		return builder_terms_key(&v->b->terms, v->term[rank]);
	buf_clear(work);
	pairs_name(&v->pairs, rank, work);
	return buf_str(work);
}

static void
put_lists(struct inversion *v, const uint64_t *at, size_t n, bool pairs)
{
	struct buf work = BUF_INIT(2 * SEGMENT_TERM_MAX + 2);

	for (size_t i = 0; i < n;) {
		uint32_t rank = (uint32_t)(at[i] >> RANK_SHIFT);

		segment_write_term(v->w, key_of(v, rank, pairs, &work));
		while (i < n && at[i] >> RANK_SHIFT == rank)
			i += put_posting(v, at + i, n - i, pairs);
		segment_write_term_end(v->w);
	}
	buf_release(&work);
}

/* How many documents have each stem; those in many are frequent. */
static void
find_frequent(struct inversion *v, size_t n)
{
	pairs_init(&v->pairs, v->b->doc_n, v->rank_n);
	for (size_t i = 0; i < n;) {
		uint32_t rank = (uint32_t)(v->work[i] >> RANK_SHIFT);
		uint32_t docs = 0;
		uint64_t last = UINT64_MAX;

		for (; i < n && v->work[i] >> RANK_SHIFT == rank;
		     i++) {
			docs += v->work[i] >> POSITION_BITS != last;
			last = v->work[i] >> POSITION_BITS;
		}
		pairs_offer(&v->pairs, rank, docs,
		            builder_terms_key(&v->b->terms, v->term[rank]));
	}
}

static void
put_all_lists(struct inversion *v)
{
	size_t bytes = (v->b->word_n + PAIRS_STEMS_MAX) * sizeof(uint64_t);
	size_t n;

	v->work = xmalloc(bytes);
	v->spare = xmalloc(bytes);
	put_lists(v, v->work, invert(v, WHICH_AUTHORS, v->work), false);
	put_lists(v, v->work, invert(v, WHICH_EXACT, v->work), false);
	n = invert(v, WHICH_STEMS, v->work);
	find_frequent(v, n);
	put_lists(v, v->work, n, false);
	put_lists(v, v->work, invert_pairs(v, v->work), true);
	segment_write_terms_end(v->w);
}

/* One column, `field` being its place in struct builder_doc. */
static void
put_column(struct inversion *v, enum section which, size_t field, size_t bytes)
{
	segment_write_column(v->w);
	for (uint32_t i = 0; i < v->b->doc_n; i++)
		segment_write_bytes(v->w,
		                    (char *)&v->b->docs[v->order[i]] + field,
		                    bytes);
	segment_write_column_end(v->w, which);
}

static int
by_id(const void *a, const void *b, void *arg)
{
	const struct inversion *v = arg;
	uint32_t i, j;
	int64_t x, y;

	memcpy(&i, a, sizeof(i));
	memcpy(&j, b, sizeof(j));
	x = v->b->docs[v->order[i]].id;
	y = v->b->docs[v->order[j]].id;
	return (x > y) - (x < y);
}

static void
put_by_id(struct inversion *v)
{
	uint32_t *docs = xmalloc(v->b->doc_n * sizeof(*docs));

	for (uint32_t i = 0; i < v->b->doc_n; i++)
		docs[i] = i;
	qsort_r(docs, v->b->doc_n, sizeof(*docs), by_id, v);
	segment_write_column(v->w);
	segment_write_bytes(v->w, docs, v->b->doc_n * sizeof(*docs));
	segment_write_column_end(v->w, SECTION_BY_ID);
	free(docs);
}

static void
put_names(struct inversion *v, enum section which,
          const struct builder_names *names)
{
	segment_write_column(v->w);
	for (size_t i = 0; i < names->n; i++) {
		uint8_t n = (uint8_t)names->v[i].n;

		segment_write_bytes(v->w, &n, 1);
		segment_write_bytes(v->w, names->v[i].p, n);
	}
	segment_write_column_end(v->w, which);
}

static void
put_columns(struct inversion *v)
{
#define FIELD(name)                          \
	offsetof(struct builder_doc, name),  \
	        sizeof(v->b->docs[0].name)
	put_column(v, SECTION_TIME, FIELD(time_s));
	put_column(v, SECTION_ID, FIELD(id));
	put_column(v, SECTION_STORY, FIELD(story));
	put_by_id(v);
	put_column(v, SECTION_OUTLET, FIELD(outlet));
	put_column(v, SECTION_LENGTH, FIELD(length));
	put_column(v, SECTION_TOPIC, FIELD(topic));
	put_column(v, SECTION_LANGUAGE, FIELD(language));
	put_column(v, SECTION_TITLE, FIELD(title));
	put_column(v, SECTION_COPY, FIELD(copy));
#undef FIELD
	put_names(v, SECTION_TOPICS, &v->b->topics);
	put_names(v, SECTION_LANGUAGES, &v->b->languages);
}

static void
release(struct inversion *v)
{
	free(v->order);
	free(v->rank);
	free(v->term);
	free(v->length);
	free(v->text_from);
	free(v->work);
	free(v->spare);
	free(v->positions);
	pairs_release(&v->pairs);
}

enum err
builder_write(struct builder *b, const char *path, int64_t first_log,
              int64_t last_log, struct buf *out)
{
	struct segment_writer w;
	struct inversion v = { .b = b, .w = &w };
	struct segment_facts facts = { .docs = b->doc_n,
		                       .first_log = first_log,
		                       .last_log = last_log };
	enum err e;

	if (b->doc_n == 0)
		BUG("a segment of nothing");
	number_docs(&v);
	rank_terms(&v);
	for (uint32_t i = 0; i < b->doc_n; i++)
		facts.words += v.length[i];
	e = segment_writer_open(&w, path, &facts, v.length);
	if (e == ERR_OK) {
		put_all_lists(&v);
		put_columns(&v);
		e = segment_writer_finish(&w);
	}
	if (e == ERR_OK && path == NULL) {
		buf_put(out, segment_written(&w));
		e = out->err;
	}
	release(&v);
	segment_writer_release(&w);
	builder_clear(b);
	return e;
}
