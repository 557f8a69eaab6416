/*
 * From the words of many documents to the lists of a segment.  How often each
 * term stands in them tells where its list begins; in the order of documents
 * each word is then put where it belongs.
 */
#include <stdlib.h>

#include "search/builder_internal.h"
#include "search/pairs.h"
#include "search/rank.h"
#include "search/segment_write.h"

/* A word as one number: document before position before flags of its code. */
#define FLAG_BITS 2u
#define POSITION_BITS 22u
#define DOC_SHIFT (POSITION_BITS + FLAG_BITS)

/* A pair: its key before its document. */
#define PAIR_SHIFT 32u
#define SORT_BITS 12u /* of the key, in each of two passes */
#define SORT_SLOTS (1u << SORT_BITS)

#define AHEAD 16u /* lists that memory is asked for ahead */
_Static_assert(PAIRS_STEMS_MAX <= UINT16_MAX, "numbers of frequent stems");

/* Some words of a document. */
struct span {
	uint32_t doc, n;
};

/* Which lists a term's words belong to: numbers of terms. */
struct lists {
	uint32_t own, stem;
};

struct inversion {
	struct builder *b;
	struct segment_writer *w;
	uint32_t *order;    /* new number -> old */
	struct builder_key *keys; /* in their order */
	uint32_t key_n;
	struct lists *lists;
	uint32_t *at;       /* by term: where the next word of its list goes */
	uint16_t *length;   /* by new number */
	uint64_t *work;     /* room for all words, twice */
	uint32_t *positions; /* of one document and term */
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
	for (uint32_t i = 0; i < b->doc_n; i++)
		v->order[i] = i;
	qsort_r(v->order, b->doc_n, sizeof(*v->order), newest_first, b);
	for (uint32_t i = 0; i < b->doc_n; i++)
		v->length[i] = b->docs[v->order[i]].length;
}

/* Terms of one key (words that several languages have) share a list. */
static void
order_terms(struct inversion *v)
{
	const struct builder_terms *t = &v->b->terms;
	uint32_t *same = xmalloc((t->n + 1) * sizeof(*same));

	v->keys = xmalloc((t->n + 1) * sizeof(*v->keys));
	v->lists = xmalloc((t->n + 1) * sizeof(*v->lists));
	v->key_n = builder_terms_sort(t, v->keys, same);
	for (uint32_t i = 0; i < t->n; i++)
		v->lists[i] = (struct lists){ same[i], same[t->v[i].stem] };
	free(same);
}

/* How many words each list has; returns how many the longest document has. */
static uint32_t
count_words(struct inversion *v)
{
	const struct builder *b = v->b;
	uint32_t *count = xcalloc((size_t)b->terms.n + 1, sizeof(*count));
	uint32_t most = 0;

	for (uint32_t doc = 0; doc < b->doc_n; doc++) {
		const struct builder_doc *d = &b->docs[doc];
		const uint32_t *w = &b->words[d->words_at];
		uint32_t n = d->author_n + d->title_n + d->text_n;

		for (uint32_t i = 0; i < n; i++)
			count[w[i]]++;
		most = n > most ? n : most;
	}
	v->at = xcalloc((size_t)b->terms.n + 1, sizeof(*v->at));
	for (uint32_t i = 0; i < b->terms.n; i++) {
		v->at[v->lists[i].own] += count[i];
		if (b->terms.keys.p[b->terms.v[i].key] == TERM_EXACT)
			v->at[v->lists[i].stem] += count[i];
	}
	free(count);
	return most;
}

/* From how many words there are to where each list begins. */
static void
place_lists(struct inversion *v)
{
	uint32_t sum = 0;

	for (uint32_t i = 0; i < v->key_n; i++) {
		uint32_t *at = &v->at[v->keys[i].term];
		uint32_t here = *at;

		*at = sum;
		sum += here;
	}
}

/* Words side by side, the first being `word`, to the lists of each. */
static void
place_words(struct inversion *v, const uint32_t *words, uint32_t n,
            uint64_t word)
{
	for (uint32_t i = 0; i < n; i++) {
		struct lists to = v->lists[words[i]];

		v->work[v->at[to.own]++] = word;
		v->work[v->at[to.stem]++] = word;
		word += 1u << FLAG_BITS;
	}
}

/* Each word to the lists it belongs to; then `at` is where each list ends. */
static void
invert(struct inversion *v)
{
	const struct builder *b = v->b;

	for (uint32_t doc = 0; doc < b->doc_n; doc++) {
		const struct builder_doc *d = &b->docs[v->order[doc]];
		const uint32_t *w = &b->words[d->words_at];
		uint64_t word = (uint64_t)doc << DOC_SHIFT;
		uint32_t lead = d->text_n;

		if (lead > RANK_LEAD_WORDS)
			lead = RANK_LEAD_WORDS;
		for (uint32_t i = 0; i < d->author_n; i++)
			v->work[v->at[v->lists[w[i]].own]++] =
			        word | CODE_TITLE;
		w += d->author_n;
		place_words(v, w, d->title_n, word | CODE_TITLE);
		w += d->title_n;
		word += (uint64_t)(d->title_n + BUILDER_TITLE_GAP)
		        << FLAG_BITS;
		place_words(v, w, lead, word | CODE_LEAD);
		word += (uint64_t)lead << FLAG_BITS;
		place_words(v, w + lead, d->text_n - lead, word);
	}
}

/* The words of a list. */
static void
put_list(struct inversion *v, struct str key, const uint64_t *words, size_t n)
{
	const uint32_t mask = (1u << POSITION_BITS) - 1;

	segment_write_term(v->w, key);
	for (size_t i = 0; i < n;) {
		uint32_t doc = (uint32_t)(words[i] >> DOC_SHIFT);
		uint32_t count = 0, flags = 0;

		for (; i < n && words[i] >> DOC_SHIFT == doc; i++) {
			uint32_t word = (uint32_t)words[i];

			v->positions[count++] = word >> FLAG_BITS & mask;
			flags |= word & ((1u << FLAG_BITS) - 1);
		}
		segment_write_posting(v->w, doc, code_make(count, flags),
		                      v->positions);
	}
	segment_write_term_end(v->w);
}

/* What the lists ahead need is asked of memory. */
static void
fetch_ahead(const struct inversion *v, uint32_t i)
{
	const struct builder_terms *t = &v->b->terms;

	if (i + AHEAD >= v->key_n)
		return;
	__builtin_prefetch(t->keys.p + v->keys[i + AHEAD].key);
	__builtin_prefetch(&v->at[v->keys[i + AHEAD].term]);
}

/* All lists but those of pairs; stems in many documents are frequent. */
static void
put_lists(struct inversion *v)
{
	size_t from = 0;

	for (uint32_t i = 0; i < v->key_n; i++) {
		uint32_t term = v->keys[i].term;
		struct str key = builder_terms_key(&v->b->terms,
		                                   v->keys[i].key);
		size_t n = v->at[term] - from;

		fetch_ahead(v, i);
		if (n == 0)
			continue; /* of articles that were dropped */
		put_list(v, key, v->work + from, n);
		if (key.p[0] == TERM_STEM)
			pairs_offer(&v->pairs, term, v->w->docs, key);
		from += n;
	}
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

/* The frequent stem of each exact form, as `pairs` numbers them; 0: none. */
static uint16_t *
frequent_stems(const struct inversion *v)
{
	uint32_t n = v->b->terms.n;
	uint16_t *frequent = xmalloc((n + 1) * sizeof(*frequent));

	for (uint32_t i = 0; i < n; i++)
		frequent[i] = (uint16_t)v->pairs.number[v->lists[i].stem];
	return frequent;
}

/* Pairs among words side by side; returns the end of `out`. */
static uint64_t *
pair_words(const struct inversion *v, const uint16_t *frequent,
           const uint32_t *words, struct span here, uint64_t *out)
{
	uint32_t last = 0;

	for (uint32_t i = 0; i < here.n; i++) {
		uint32_t now = frequent[words[i]];

		if (now > 0 && last > 0)
			*out++ = (uint64_t)pairs_key(&v->pairs, last, now)
			                 << PAIR_SHIFT | here.doc;
		last = now;
	}
	return out;
}

/* Pairs of frequent stems side by side, each behind the mark of its first. */
static size_t
find_pairs(const struct inversion *v, uint64_t *out)
{
	const struct builder *b = v->b;
	uint64_t *at = out;
	uint16_t *frequent;

	if (v->pairs.n == 0)
		return 0;
	frequent = frequent_stems(v);
	for (uint32_t i = 1; i <= v->pairs.n; i++)
		*at++ = (uint64_t)pairs_key(&v->pairs, i, 0) << PAIR_SHIFT;
	for (uint32_t doc = 0; doc < b->doc_n; doc++) {
		const struct builder_doc *d = &b->docs[v->order[doc]];
		const uint32_t *w = &b->words[d->words_at] + d->author_n;
		struct span title = { doc, d->title_n };
		struct span text = { doc, d->text_n };

		at = pair_words(v, frequent, w, title, at);
		at = pair_words(v, frequent, w + d->title_n, text, at);
	}
	free(frequent);
	return (size_t)(at - out);
}

static void
put_pairs(struct inversion *v)
{
	struct buf key = BUF_INIT(2 * SEGMENT_TERM_MAX + 2);
	uint64_t *pairs = v->work;
	uint64_t *spare = pairs + v->b->word_n + PAIRS_STEMS_MAX;
	size_t n = find_pairs(v, pairs);

	/* by key; documents rise already */
	sort_pass(pairs, spare, n, PAIR_SHIFT);
	sort_pass(spare, pairs, n, PAIR_SHIFT + SORT_BITS);
	for (size_t i = 0; i < n;) {
		uint64_t pair = pairs[i] >> PAIR_SHIFT;

		buf_clear(&key);
		pairs_name(&v->pairs, (uint32_t)pair, &key);
		segment_write_term(v->w, buf_str(&key));
		/* only the documents matter: a code of zero takes no room */
		for (; i < n && pairs[i] >> PAIR_SHIFT == pair; i++)
			if (v->w->docs == 0 || pairs[i] != pairs[i - 1])
				segment_write_posting(v->w, (uint32_t)pairs[i],
				                      0, NULL);
		segment_write_term_end(v->w);
	}
	buf_release(&key);
}

static void
put_all_lists(struct inversion *v)
{
	const struct builder *b = v->b;
	size_t most = count_words(v);

	place_lists(v);
	v->work = xmalloc(2 * (b->word_n + PAIRS_STEMS_MAX) *
	                  sizeof(*v->work));
	v->positions = xmalloc((most + 1) * sizeof(*v->positions));
	invert(v);
	pairs_init(&v->pairs, b->doc_n, b->terms.n);
	put_lists(v);
	put_pairs(v);
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
	free(v->keys);
	free(v->lists);
	free(v->at);
	free(v->length);
	free(v->work);
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
	order_terms(&v);
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
