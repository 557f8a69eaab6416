#include <math.h>
#include <stdlib.h>

#include "analyse/analyse.h"
#include "analyse/entities.h"
#include "pipeline/gather_internal.h"
#include "text/normalise.h"

#define TERMS_SHOWN_MAX 8u     /* that are said to hold a story together */
#define NAMES_SHOWN_MAX 3u     /* ahead of them */
#define TERM_WORDS_MAX 80u     /* of a lead that are looked at */
#define TELLING_MAX 24u        /* of these by which sentences are weighed */
#define SENTENCES_MAX 4u       /* of a lead that are looked at */
#define HEAD_MAX 1300u         /* code points of its text: some sentences */
#define GIST_MAX 220u          /* code points */
#define GIST_MIN 40u           /* bytes: less is a dateline or a label */

/* A word of the lead that other versions have too. */
struct shared {
	struct str shown;
	uint32_t stem;
	float weight;
};

static int
heavier(const void *a, const void *b)
{
	const struct shared *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	return x->stem < y->stem ? -1 : x->stem > y->stem;
}

/* Those that weigh something, the heaviest first; returns how many. */
static size_t
weighty(struct shared *v, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (v[i].weight > 0)
			v[kept++] = v[i];
	qsort(v, kept, sizeof(*v), heavier);
	return kept;
}

static void
add_words(const struct window *w, uint32_t slot, const struct doc_words *words,
          struct str text, float times, struct shared *out, size_t *n,
          uint32_t articles)
{
	for (size_t i = 0; i < words->n && *n < TERM_WORDS_MAX; i++) {
		const struct doc_word *word = &words->v[i];
		uint32_t has;
		float idf = 0;
		size_t k = 0;

		if (word->stem == 0)
			continue;
		while (k < *n && out[k].stem != word->stem)
			k++;
		if (k < *n)
			continue;
		has = window_story_has(w, slot, word->stem, &idf);
		out[(*n)++] = (struct shared){
			.shown = str_sub(text, word->start, word->end),
			.stem = word->stem,
			/* what half of them lack does not hold them */
			.weight = 2 * has > articles && has > 1
			                  ? times * idf * (float)has
			                  : 0,
		};
	}
}

static float
weight_of(const struct shared *v, size_t n, uint32_t stem)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].stem == stem)
			return v[i].weight;
	return 0;
}

/*
 * Bytes of the mark at a byte of the text that ends a sentence; 0: none.  The
 * text's own last byte ends one.
 */
static size_t
sentence_end(struct str text, size_t at)
{
	char c = text.p[at];

	if (c == '\n' || c == '!' || c == '?' || at + 1 == text.n)
		return 1;
	/* U+061F, the Arabic question mark */
	if (c == '\xD8' && text.p[at + 1] == '\x9F')
		return 2;
	return c == '.' && (text.p[at + 1] == ' ' || text.p[at + 1] == '\n');
}

/* What the words between two bytes of the text weigh, for their number. */
static float
tells(const struct doc_words *words, size_t from, size_t to,
      const struct shared *v, size_t n)
{
	float sum = 0;
	size_t count = 0;

	for (size_t i = 0; i < words->n && words->v[i].start < to; i++) {
		if (words->v[i].start < from)
			continue;
		sum += weight_of(v, n, words->v[i].stem);
		count++;
	}
	return count == 0 ? 0 : sum / sqrtf((float)count + 4);
}

/* The sentence at the head of the lead that says most of the story. */
static struct str
gist_of(const struct doc *d, const struct shared *v, size_t n)
{
	struct str text = d->article.text, best = STR_EMPTY;
	float most = -1;
	size_t from = 0, seen = 0;

	for (size_t at = 0; at < text.n && seen < SENTENCES_MAX; at++) {
		size_t mark = sentence_end(text, at);
		size_t to = at + (text.p[at] != '\n' ? mark : 0);
		float told;

		if (mark == 0)
			continue;
		if (to - from >= GIST_MIN) {
			told = tells(&d->analysis.text_words, from, to, v, n);
			seen++;
			if (told > most) {
				most = told;
				best = str_trim(str_sub(text, from, to));
			}
			from = at + mark;
		} else if (text.p[at] == '\n') {
			from = at + 1;
		}
	}
	return text_cut_words(best, GIST_MAX);
}

static struct str
add_term(struct arena *mem, struct str terms, struct str shown)
{
	return str_fmt(mem, "%.*s%s%.*s", STR_ARG(terms),
	               terms.n > 0 ? "\n" : "", STR_ARG(shown));
}

/* Versions in several languages are one story by whom they name. */
static struct str
names_of(const struct window *w, uint32_t slot, struct arena *mem,
         const struct doc *d, uint32_t articles)
{
	struct str out = STR_EMPTY;
	size_t shown = 0;

	for (size_t i = 0; i < d->analysis.name_count; i++) {
		const struct doc_name *name = &d->analysis.names[i];

		if (!name->person || shown == NAMES_SHOWN_MAX ||
		    2 * window_story_names(w, slot, name->key) <= articles)
			continue;
		out = add_term(mem, out, name->shown);
		shown++;
	}
	return out;
}

/* Behind the names, those that are part of no name. */
static struct str
terms_of(struct arena *mem, struct str names, const struct shared *v, size_t n)
{
	struct str out = names;

	for (size_t i = 0; i < n && i < TERMS_SHOWN_MAX && v[i].weight > 0; i++)
		if (str_find(names, v[i].shown) == STR_NPOS)
			out = add_term(mem, out, v[i].shown);
	return out;
}

/* The lead's words by what was said to hold its story, a line a word. */
static void
add_told(struct str terms, const struct doc_words *words, struct str text,
         struct shared *out, size_t *n)
{
	for (size_t i = 0; i < words->n && *n < TERM_WORDS_MAX; i++) {
		const struct doc_word *word = &words->v[i];
		struct str shown = str_sub(text, word->start, word->end);
		struct str rest = terms;
		bool told = false;
		size_t k = 0;

		while (k < *n && out[k].stem != word->stem)
			k++;
		while (rest.n > 0 && !told)
			told = str_eq(str_until(&rest, '\n'), shown);
		if (k == *n && told)
			out[(*n)++] = (struct shared){ shown, word->stem, 1 };
	}
}

/*
 * Outside the window nothing tells what versions share: what was said of the
 * story stays, and chooses among the sentences of another lead.
 */
static enum err
tell_again(const struct doc *d, struct str places, struct arena *mem,
           struct shared *v, struct story *s)
{
	size_t n = 0;

	add_told(s->terms, &d->analysis.title_words, d->article.title, v, &n);
	add_told(s->terms, &d->analysis.text_words, d->article.text, v, &n);
	s->gist = str_copy(mem, gist_of(d, v, n));
	if (s->places.n == 0)
		s->places = str_copy(mem, places);
	return arena_err(mem);
}

static enum err
tell(struct gather *g, struct doc *d, const struct article *a,
     struct arena *mem, struct story *s)
{
	uint32_t slot = window_find(g->window, a->head.id);
	struct shared *v = ARENA_ARRAY(mem, struct shared, TERM_WORDS_MAX);
	uint32_t articles = s->articles + s->copies, own;
	struct str names = STR_EMPTY;
	size_t n = 0;
	enum err e;

	d->article.title = a->head.title;
	d->article.text = text_cut_words(a->text, HEAD_MAX);
	d->analysis.language = a->head.language;
	if (v == NULL)
		return ERR_LIMIT;
	if ((e = analyse_words(g->analyser, d)) != ERR_OK)
		return e;
	if (slot == WINDOW_NONE)
		return tell_again(d, a->places, mem, v, s);
	/* stems are those of one language */
	own = window_story_language(g->window, slot);
	add_words(g->window, slot, &d->analysis.title_words, d->article.title,
	          1.5f, v, &n, own);
	add_words(g->window, slot, &d->analysis.text_words, d->article.text, 1,
	          v, &n, own);
	if (own < articles) {
		entities_take(d);
		names = names_of(g->window, slot, mem, d, articles);
	}
	n = weighty(v, n);
	if (n > TELLING_MAX)
		n = TELLING_MAX;
	s->terms = terms_of(mem, names, v, n);
	s->gist = str_copy(mem, gist_of(d, v, n));
	s->places = str_copy(mem, a->places);
	return arena_err(mem);
}

enum err
gather_describe(struct gather *g, struct store *st, struct arena *mem,
                const struct story_face *faces, size_t n, struct story *s)
{
	struct doc *d = doc_new();
	struct article a;
	int64_t lead = 0;
	enum err e;

	for (size_t i = 0; i < n; i++)
		if (faces[i].main)
			lead = faces[i].lead_id;
	e = store_article_by_id(st, d->mem, lead, &a);
	if (e == ERR_OK)
		e = tell(g, d, &a, mem, s);
	doc_free(d);
	/* one that cannot be read says nothing, and stops nobody */
	return e == ERR_LIMIT || e == ERR_ABSENT || e == ERR_FORMAT ? ERR_OK
	                                                            : e;
}
