#include "lib/corpus.h"

#include <math.h>
#include <stdlib.h>

#include "base/datetime.h"
#include "lib/corpus_internal.h"

#define MEM_MAX_BYTES ((size_t)256 << 20)
#define TEXT_MAX_BYTES (64u << 10)

#define ZIPF_S 1.02
#define WORDS_MEAN 247.0 /* before the limits: 244 with them */
#define WORDS_SIGMA 0.5
#define WORDS_MIN 60
#define WORDS_MAX 700
#define TITLE_MIN 6u
#define TITLE_MAX 12u

/* Ranks of forms that subjects and sequences take their words from. */
#define SUBJECT_RANK_MIN 150.0
#define SUBJECT_RANK_MAX 100000.0
#define SEQUENCE_RANK_MIN 30.0
#define SEQUENCE_RANK_MAX 20000.0

static const struct str topics[CORPUS_TOPICS] = {
	STR_INIT("politics"), STR_INIT("sports"),     STR_INIT("economy"),
	STR_INIT("society"),  STR_INIT("world"),      STR_INIT("culture"),
	STR_INIT("regions"),  STR_INIT("technology"), STR_INIT("health"),
};

#define GIVEN_NAME(word) word,
static const char *const given_names[] = {
#include "lib/corpus_words.def"
};

#define FAMILY_NAME(word) word,
static const char *const family_names[] = {
#include "lib/corpus_words.def"
};

#define FAMILY_NAMES (sizeof(family_names) / sizeof(family_names[0]))

struct rng
corpus_rng(uint64_t seed, uint64_t purpose, uint64_t number)
{
	struct rng r = { seed };

	/* states a multiple of rng_next's step apart would overlap */
	r.state = rng_next(&r) ^ purpose;
	r.state = rng_next(&r) ^ number;
	r.state = rng_next(&r);
	return r;
}

double
corpus_unit(struct rng *r)
{
	return (double)(rng_next(r) >> 11) * 0x1p-53;
}

/* A rank whose logarithm is spread evenly. */
static uint32_t
draw_rank(struct rng *r, double min, double max)
{
	return (uint32_t)(min * pow(max / min, corpus_unit(r)));
}

static void
make_subjects(struct corpus *c)
{
	struct rng r = corpus_rng(c->seed, 'u', 0);
	size_t n = (size_t)CORPUS_SUBJECTS * CORPUS_SUBJECT_WORDS;

	c->subject_words = ARENA_ARRAY(&c->mem, uint32_t, n);
	for (size_t i = 0; i < n && c->subject_words != NULL; i++)
		c->subject_words[i] =
		        draw_rank(&r, SUBJECT_RANK_MIN, SUBJECT_RANK_MAX);
}

static void
make_sequences(struct corpus *c)
{
	struct rng r = corpus_rng(c->seed, 'q', 0);

	c->sequences =
	        ARENA_ARRAY(&c->mem, struct corpus_sequence, CORPUS_SEQUENCES);
	for (size_t i = 0; i < CORPUS_SEQUENCES && c->sequences != NULL; i++) {
		struct corpus_sequence *s = &c->sequences[i];

		s->n = rng_below(&r, 10) < 6 ? 2 : 3;
		for (uint32_t k = 0; k < s->n; k++)
			s->form[k] = draw_rank(&r, SEQUENCE_RANK_MIN,
			                       SEQUENCE_RANK_MAX);
	}
}

static void
make_names(struct corpus *c)
{
	for (unsigned i = 0; i < CORPUS_OUTLETS; i++)
		c->outlets[i] = str_fmt(&c->mem, "jarida-%02u", i + 1);
	for (size_t i = 0; i < CORPUS_AUTHORS; i++)
		c->authors[i] = str_fmt(&c->mem, "%s %s",
		                        given_names[i / FAMILY_NAMES],
		                        family_names[i % FAMILY_NAMES]);
}

struct corpus *
corpus_new(uint64_t seed, uint32_t articles)
{
	struct corpus *c = xcalloc(1, sizeof(*c));

	c->seed = seed;
	c->articles = articles > 0 ? articles : 1;
	arena_init(&c->mem, 1u << 20, MEM_MAX_BYTES);
	corpus_make_words(c);
	zipf_init(&c->mem, &c->form, c->forms, 1.0, ZIPF_S);
	zipf_init(&c->mem, &c->subject, CORPUS_SUBJECTS, 10.0, 0.7);
	zipf_init(&c->mem, &c->subject_word, CORPUS_SUBJECT_WORDS, 2.0, 1.0);
	zipf_init(&c->mem, &c->sequence, CORPUS_SEQUENCES, 2.0, 1.0);
	zipf_init(&c->mem, &c->outlet, CORPUS_OUTLETS, 1.0, 1.0);
	make_subjects(c);
	make_sequences(c);
	make_names(c);
	if (arena_err(&c->mem) != ERR_OK)
		BUG("corpus: memory is full");
	return c;
}

void
corpus_free(struct corpus *c)
{
	if (c == NULL)
		return;
	arena_release(&c->mem);
	free(c);
}

uint32_t
corpus_forms(const struct corpus *c)
{
	return c->forms;
}

struct str
corpus_form(const struct corpus *c, uint32_t form)
{
	return (struct str){ c->bytes + c->at[form], c->length[form] };
}

void
corpus_article_init(struct corpus_article *a)
{
	*a = (struct corpus_article){ .title = BUF_INIT(TEXT_MAX_BYTES),
		                      .text = BUF_INIT(TEXT_MAX_BYTES) };
}

void
corpus_article_release(struct corpus_article *a)
{
	buf_release(&a->title);
	buf_release(&a->text);
}

/* An article as it is written. */
struct writing {
	const struct corpus *c;
	struct corpus_article *a;
	struct rng r;
	const uint32_t *subject_words;
};

/* A form and a space; copies a fixed length, which is faster. */
static void
put_form(struct writing *w, struct buf *out, uint32_t form)
{
	char *to = buf_reserve(out, CORPUS_WORD_MAX_BYTES);

	if (to == NULL)
		BUG("corpus: an article is too long");
	memcpy(to, w->c->bytes + w->c->at[form], CORPUS_WORD_MAX_BYTES);
	buf_wrote(out, w->c->length[form] + 1u);
	w->a->form[w->a->n_forms++] = form;
}

/* A year, or a number that is rather small. */
static void
put_number(struct writing *w, struct buf *out)
{
	uint64_t bits = rng_next(&w->r);
	unsigned width = 1 + (unsigned)(bits & 0xFFFF) % 14;

	if ((bits & 0x30000) == 0)
		buf_put_int(out, 1990 + (int64_t)((bits >> 20) % 37));
	else
		buf_put_int(out, (int64_t)(bits >> (64 - width)));
	buf_put_char(out, ' ');
	w->a->form[w->a->n_forms++] = CORPUS_NO_FORM;
}

/* The next word, or the words of a sequence. */
static void
put_next(struct writing *w, struct buf *out)
{
	const struct corpus *c = w->c;
	uint64_t bits = rng_next(&w->r);
	uint32_t kind = bits & 0xFFFF, draw = (uint32_t)(bits >> 32);

	if (kind < CORPUS_DRAWS_SUBJECT) {
		put_form(w, out,
		         w->subject_words[zipf_draw(&c->subject_word, draw)]);
	} else if (kind < CORPUS_DRAWS_SUBJECT + CORPUS_DRAWS_SEQUENCE) {
		const struct corpus_sequence *s =
		        &c->sequences[zipf_draw(&c->sequence, draw)];

		for (uint32_t i = 0; i < s->n; i++)
			put_form(w, out, s->form[i]);
	} else if (kind < CORPUS_DRAWS_OTHER) {
		put_number(w, out);
	} else {
		put_form(w, out, zipf_draw(&c->form, draw));
	}
}

/* Instead of the space behind a word: a comma, a full stop, a paragraph. */
static void
put_stop(struct writing *w, struct buf *out)
{
	static const struct str stops[] = { STR_INIT("، "), STR_INIT("، "),
		                            STR_INIT(". "), STR_INIT(". "),
		                            STR_INIT(".\n") };

	buf_cut(out, out->n - 1);
	buf_put(out, stops[rng_below(&w->r, 5)]);
}

static void
put_text(struct writing *w, size_t words)
{
	struct buf *out = &w->a->text;
	size_t first = w->a->n_forms;

	while (w->a->n_forms - first < words) {
		size_t part = w->a->n_forms + 6 + rng_below(&w->r, 10);

		while (w->a->n_forms < part && w->a->n_forms - first < words)
			put_next(w, out);
		put_stop(w, out);
	}
	while (out->n > 0 && out->p[out->n - 1] <= ' ' &&
	       out->p[out->n - 1] > 0)
		buf_cut(out, out->n - 1);
}

static void
put_title(struct writing *w)
{
	size_t words = TITLE_MIN + rng_below(&w->r, TITLE_MAX - TITLE_MIN + 1);

	while (w->a->n_forms < words)
		put_next(w, &w->a->title);
	buf_cut(&w->a->title, w->a->title.n - 1);
}

/* How many words: about log-normal, by a sum of evenly spread numbers. */
static size_t
draw_words(struct rng *r)
{
	double normal = -6, words;

	for (int i = 0; i < 12; i++)
		normal += corpus_unit(r);
	words = WORDS_MEAN * exp(WORDS_SIGMA * normal -
	                         WORDS_SIGMA * WORDS_SIGMA / 2);
	if (words < WORDS_MIN)
		return WORDS_MIN;
	return words > WORDS_MAX ? WORDS_MAX : (size_t)words;
}

static int64_t
draw_time(const struct corpus *c, uint32_t number, struct rng *r)
{
	int64_t step_s = CORPUS_SPAN_S / c->articles + 1, at_s;

	at_s = CORPUS_END_S - CORPUS_SPAN_S +
	       CORPUS_SPAN_S * number / c->articles +
	       (int64_t)rng_below(r, (uint64_t)step_s * 3);
	return at_s < CORPUS_END_S ? at_s : CORPUS_END_S - 1;
}

void
corpus_article(const struct corpus *c, uint32_t number,
               struct corpus_article *out)
{
	struct writing w = { .c = c, .a = out };
	uint32_t subject, outlet;
	struct rng dates;

	w.r = corpus_rng(c->seed, 'a', number);
	dates = corpus_rng(c->seed, 'd', number);
	out->number = number;
	out->n_forms = 0;
	buf_clear(&out->title);
	buf_clear(&out->text);
	subject = zipf_draw(&c->subject, (uint32_t)rng_next(&w.r));
	outlet = zipf_draw(&c->outlet, (uint32_t)rng_next(&w.r));
	w.subject_words =
	        c->subject_words + (size_t)subject * CORPUS_SUBJECT_WORDS;
	out->outlet = c->outlets[outlet];
	out->topic = topics[subject % CORPUS_TOPICS];
	out->author = c->authors[rng_below(&w.r, CORPUS_AUTHORS)];
	out->published_s = draw_time(c, number, &dates);
	put_title(&w);
	put_text(&w, draw_words(&w.r));
}

/* Nothing here needs escaping but the ends of paragraphs. */
static void
put_paragraphs(struct buf *out, struct str text)
{
	while (text.n > 0) {
		buf_put(out, str_until(&text, '\n'));
		if (text.n > 0)
			buf_put(out, STR("\\n"));
	}
}

/* By hand: base/json looks at every letter, which takes half the time. */
void
corpus_article_line(const struct corpus_article *a, struct buf *out)
{
	struct arena mem = ARENA_INIT(1024, 1u << 16);
	const struct datetime at = { .unix_s = a->published_s,
		                     .has_zone = true,
		                     .has_time = true };
	struct str date = datetime_rfc3339(&mem, at);

	buf_printf(out,
	           "{\"id\":\"a%u\",\"outlet\":\"%.*s\",\"url\":"
	           "\"https://%.*s.example/%.*s/%u\",\"title\":\"",
	           a->number, STR_ARG(a->outlet), STR_ARG(a->outlet),
	           STR_ARG(a->topic), a->number);
	buf_put(out, buf_str(&a->title));
	buf_put(out, STR("\",\"text\":\""));
	put_paragraphs(out, buf_str(&a->text));
	buf_printf(out,
	           "\",\"date\":\"%.*s\",\"author\":\"%.*s\","
	           "\"language\":\"ar\",\"topic\":\"%.*s\"}\n",
	           STR_ARG(date), STR_ARG(a->author), STR_ARG(a->topic));
	arena_release(&mem);
}
