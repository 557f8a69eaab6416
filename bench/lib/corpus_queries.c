/*
 * Queries of known difficulty: chosen by how many articles of a sample a
 * stem was counted in; stems too rare for that by the weights of their forms.
 */
#include "base/datetime.h"
#include "lib/corpus_internal.h"

#define TOP_QUERIES 30u
#define TRIES_MAX 1000000u
#define MILLION 1e6
#define DAY_S 86400
#define FILTER_DAYS_MIN 30u
#define FILTER_DAYS_MAX 365u

struct corpus_counts {
	uint32_t sample;
	uint32_t *articles;   /* a stem: in how many */
	uint32_t *form;       /* its most frequent form */
	uint32_t *seen;       /* the last article it stood in, + 1 */
	float *per_million;   /* expected, of its forms as general words */
	bool *elsewhere;      /* also in subjects or sequences */
	double words;         /* of an article, on average */
};

/* A part of all articles, both ends included. */
struct band {
	double min, max;
};

static const struct band top_band = { 0.40, 1.0 };
static const struct band common_band = { 0.05, 0.30 };
static const struct band fewer_band = { 0.005, 0.10 };
static const struct band more_band = { 0.02, 0.40 };
static const struct band rare_band = { 10 / MILLION, 100 / MILLION };

struct choosing {
	struct arena *mem;
	const struct corpus *c;
	const struct corpus_counts *counts;
	struct rng r;
	bool *used; /* a stem, or a sequence */
};

const char *
corpus_class_name(enum corpus_class class)
{
#define X(name, text) [CORPUS_##name] = text,
	static const char *const names[] = { CORPUS_CLASS_MAP(X) };
#undef X

	return names[class];
}

static void
count_article(struct corpus_counts *n, const struct corpus *c,
              const struct corpus_article *a)
{
	for (size_t i = 0; i < a->n_forms; i++) {
		uint32_t family;

		if (a->form[i] == CORPUS_NO_FORM)
			continue;
		family = c->family[a->form[i]];
		n->articles[family] += n->seen[family] != a->number + 1;
		n->seen[family] = a->number + 1;
	}
	n->words += (double)a->n_forms / n->sample;
}

static void
mark_elsewhere(struct corpus_counts *n, const struct corpus *c)
{
	size_t words = (size_t)CORPUS_SUBJECTS * CORPUS_SUBJECT_WORDS;

	for (size_t i = 0; i < words; i++)
		n->elsewhere[c->family[c->subject_words[i]]] = true;
	for (size_t i = 0; i < CORPUS_SEQUENCES; i++)
		for (uint32_t k = 0; k < c->sequences[i].n; k++)
			n->elsewhere[c->family[c->sequences[i].form[k]]] = true;
}

/* Needs the words of an article. */
static void
expect(struct corpus_counts *n, const struct corpus *c)
{
	double general = n->words *
	                 (1 - (double)CORPUS_DRAWS_OTHER / CORPUS_DRAWS);

	for (uint32_t i = c->forms; i-- > 0;) {
		n->form[c->family[i]] = i;
		n->per_million[c->family[i]] += (float)(
		        zipf_part(&c->form, i) * general * MILLION);
	}
}

struct corpus_counts *
corpus_count(struct arena *mem, const struct corpus *c, uint32_t sample)
{
	struct corpus_counts *n = ARENA_NEW(mem, struct corpus_counts);
	struct corpus_article a;

	if (n == NULL)
		return NULL;
	n->sample = sample;
	n->articles = ARENA_ARRAY(mem, uint32_t, c->families);
	n->form = ARENA_ARRAY(mem, uint32_t, c->families);
	n->seen = ARENA_ARRAY(mem, uint32_t, c->families);
	n->per_million = ARENA_ARRAY(mem, float, c->families);
	n->elsewhere = ARENA_ARRAY(mem, bool, c->families);
	if (arena_err(mem) != ERR_OK)
		return NULL;
	corpus_article_init(&a);
	for (uint32_t i = 0; i < sample; i++) {
		corpus_article(c, i, &a);
		count_article(n, c, &a);
	}
	corpus_article_release(&a);
	mark_elsewhere(n, c);
	expect(n, c);
	return n;
}

static bool
in_band(const struct corpus_counts *n, uint32_t family, struct band band)
{
	double part = (double)n->articles[family] / n->sample;

	return part >= band.min && part <= band.max;
}

/* By weight, as the sample is too small; but it must not contradict. */
static bool
is_rare(const struct corpus_counts *n, uint32_t family)
{
	double part = n->per_million[family] / MILLION;

	return !n->elsewhere[family] && part >= rare_band.min &&
	       part <= rare_band.max &&
	       n->articles[family] <= 3 + 2 * part * n->sample;
}

static struct str
word_of(const struct choosing *k, uint32_t family)
{
	return corpus_form(k->c, k->counts->form[family]);
}

/* A stem of the band that was not used; false: none was found. */
static bool
choose(struct choosing *k, struct band band, uint32_t *out)
{
	for (unsigned i = 0; i < TRIES_MAX; i++) {
		uint32_t f = (uint32_t)rng_below(&k->r, k->c->families);

		if (!in_band(k->counts, f, band) || k->used[f])
			continue;
		*out = f;
		return true;
	}
	return false;
}

static size_t
choose_top(struct choosing *k, struct corpus_query *out)
{
	size_t n = 0;

	for (uint32_t f = 0; f < k->c->families && n < TOP_QUERIES; f++)
		if (in_band(k->counts, f, top_band))
			out[n++].words = word_of(k, f);
	return n;
}

static size_t
choose_rare(struct choosing *k, struct corpus_query *out)
{
	size_t n = 0;

	for (unsigned i = 0; i < TRIES_MAX && n < CORPUS_QUERIES_MAX; i++) {
		uint32_t f = (uint32_t)rng_below(&k->r, k->c->families);

		if (k->used[f] || !is_rare(k->counts, f))
			continue;
		k->used[f] = true;
		out[n++].words = word_of(k, f);
	}
	return n;
}

static size_t
choose_common(struct choosing *k, struct corpus_query *out)
{
	size_t n = 0;
	uint32_t f;

	while (n < CORPUS_QUERIES_MAX && choose(k, common_band, &f)) {
		k->used[f] = true;
		out[n++].words = word_of(k, f);
	}
	return n;
}

/* Two different words, which may come again in other queries. */
static size_t
choose_pairs(struct choosing *k, struct band one, struct band other,
             struct corpus_query *out)
{
	size_t n = 0;
	uint32_t f, g;

	while (n < CORPUS_QUERIES_MAX && choose(k, one, &f) &&
	       choose(k, other, &g)) {
		struct str a = word_of(k, f), b = word_of(k, g);

		if (f != g)
			out[n++].words = str_fmt(k->mem, "%.*s %.*s",
			                         STR_ARG(a), STR_ARG(b));
	}
	return n;
}

static size_t
choose_sequences(struct choosing *k, struct corpus_query *out)
{
	size_t n = 0;

	while (n < CORPUS_QUERIES_MAX) {
		uint64_t i = rng_below(&k->r, CORPUS_SEQUENCES);
		const struct corpus_sequence *s = &k->c->sequences[i];
		struct buf words = BUF_INIT(1024);

		if (k->used[i])
			continue;
		k->used[i] = true;
		for (uint32_t w = 0; w < s->n; w++) {
			if (w > 0)
				buf_put_char(&words, ' ');
			buf_put(&words, corpus_form(k->c, s->form[w]));
		}
		out[n++].words = buf_copy(k->mem, &words);
		buf_release(&words);
	}
	return n;
}

/* An outlet, the larger the more often, and some days in the span. */
static void
add_filter(struct choosing *k, struct corpus_query *q)
{
	uint32_t outlet =
	        zipf_draw(&k->c->outlet, (uint32_t)rng_next(&k->r));
	int64_t days = FILTER_DAYS_MIN +
	               (int64_t)rng_below(&k->r, FILTER_DAYS_MAX -
	                                                 FILTER_DAYS_MIN + 1);
	int64_t room = CORPUS_SPAN_S / DAY_S - days;

	q->outlet = k->c->outlets[outlet];
	q->from_s = CORPUS_END_S - CORPUS_SPAN_S +
	            DAY_S * (int64_t)rng_below(&k->r, (uint64_t)room + 1);
	q->to_s = q->from_s + days * DAY_S - 1;
}

static size_t
choose_class(struct choosing *k, enum corpus_class class,
             struct corpus_query *out)
{
	size_t n = 0;

	switch (class) {
	case CORPUS_TOP:
		return choose_top(k, out);
	case CORPUS_RARE:
		return choose_rare(k, out);
	case CORPUS_AND2:
		return choose_pairs(k, fewer_band, more_band, out);
	case CORPUS_PHRASE:
		return choose_sequences(k, out);
	case CORPUS_HARDPHRASE:
		return choose_pairs(k, common_band, common_band, out);
	case CORPUS_FILTER:
		n = choose_common(k, out);
		for (size_t i = 0; i < n; i++)
			add_filter(k, &out[i]);
		return n;
	case CORPUS_COMMON:
	case CORPUS_FACETS:
		return choose_common(k, out);
	case CORPUS_CLASS__COUNT:
		break;
	}
	return n;
}

size_t
corpus_queries(struct arena *mem, const struct corpus *c,
               const struct corpus_counts *counts, enum corpus_class class,
               struct corpus_query *out)
{
	struct choosing k = { .mem = mem, .c = c, .counts = counts };

	k.r = corpus_rng(c->seed, 'Q', class);
	k.used = ARENA_ARRAY(mem, bool, c->families);
	if (k.used == NULL)
		return 0;
	for (size_t i = 0; i < CORPUS_QUERIES_MAX; i++)
		out[i] = (struct corpus_query){ .class = class };
	return choose_class(&k, class, out);
}

static void
put_day(struct buf *out, int64_t at_s)
{
	int year, month, day;

	if (at_s == 0)
		return;
	datetime_civil(at_s / DAY_S, &year, &month, &day);
	buf_printf(out, "%04d-%02d-%02d", year, month, day);
}

void
corpus_query_line(const struct corpus_query *q, struct buf *out)
{
	buf_printf(out, "%s\t%.*s\t%.*s\t", corpus_class_name(q->class),
	           STR_ARG(q->words), STR_ARG(q->outlet));
	put_day(out, q->from_s);
	buf_put_char(out, '\t');
	put_day(out, q->to_s);
	buf_put_char(out, '\n');
}
