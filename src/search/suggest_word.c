#include "search/suggest_internal.h"

#include <math.h>

#include "text/utf8.h"

/* A word of the index must be in so many times more articles. */
#define TIMES_MORE 10u
#define RARE_DOCS 3u           /* a word in no more may be misspelt ... */
#define RARE_SHARE 100000u     /* ... and one more for so many articles */
#define SPELL_ARTICLES 6u
#define SPELLED_MAX 4u         /* best words whose spelling is looked up */
#define COST_SPACE 8.0         /* a space forgotten */
#define COST_JOINED 6.0        /* one too many */
#define COST_SHORT 4.0         /* each part of two letters */
#define WORTH_OF_DOCS 1.5      /* costs that e times the articles outweigh */
#define SPLIT_SHORT_LETTERS 2u
#define ARTICLE_LETTERS 2u
#define ARTICLE STR("\xD8\xA7\xD9\x84") /* alef lam */

bool
mend_is_rare(const struct mender *m, struct mend_docs docs)
{
	return docs.exact <= RARE_DOCS + m->docs / RARE_SHARE;
}

/* Documents with a stem, all segments together. */
static uint64_t
stem_docs(const struct mender *m, struct str stem)
{
	struct str key = str_fmt(m->mem, "%c%.*s", TERM_STEM, STR_ARG(stem));
	uint64_t docs = 0;
	struct term t;

	for (size_t i = 0; i < m->view->n; i++)
		if (terms_find(m->view->part[i].segment, key, &t))
			docs += t.docs;
	return docs;
}

struct mend_docs
mend_docs(struct mender *m, struct str folded)
{
	bool latin = folded.n > 0 && (unsigned char)folded.p[0] < 0x80;
	struct mend_docs docs = { .exact = near_docs(m->view, folded) };

	docs.any = docs.exact;
	for (int i = 0; i < (latin ? STEM__COUNT : 1); i++) {
		enum stem_language language = (enum stem_language)i;
		uint64_t n = stem_docs(m, stem_word(m->stemmer, language,
		                                    folded));

		docs.any = n > docs.any ? n : docs.any;
	}
	return docs;
}

/* Articles that a better word must have. */
static uint64_t
enough(const struct mender *m, uint64_t docs)
{
	uint64_t least = 1 + m->docs / RARE_SHARE;

	return docs * TIMES_MORE > least ? docs * TIMES_MORE : least;
}

static double
worth_of(uint64_t found, uint64_t docs, double cost)
{
	return WORTH_OF_DOCS *
	               log(((double)found + 1) / ((double)docs + 1)) -
	       cost;
}

/* A word that may have been meant: folded, or with a head of its own. */
struct choice {
	struct str head;   /* glued to the front as it was typed */
	struct str folded; /* a word of the index ... */
	size_t cut;        /* ... of which so many letters are left out */
	double worth;
};

struct choices {
	struct choice v[SPELLED_MAX];
	size_t n;
};

static void
offer(struct choices *to, struct choice c)
{
	size_t at = to->n;

	while (at > 0 && to->v[at - 1].worth < c.worth)
		at--;
	if (at == SPELLED_MAX)
		return;
	if (to->n < SPELLED_MAX)
		to->n++;
	for (size_t i = to->n - 1; i > at; i--)
		to->v[i] = to->v[i - 1];
	to->v[at] = c;
}

/* The words that were found since `from`, each with a head before it. */
static void
offer_near(const struct mender *m, struct choices *to, struct choice as,
           const struct near *near, size_t from, uint64_t docs)
{
	for (size_t i = from; i < near->n; i++) {
		const struct near_word *w = &near->v[i];

		if (w->docs < enough(m, docs) || w->cost == 0)
			continue;
		as.folded = w->folded;
		as.worth = worth_of(w->docs, docs, w->cost);
		offer(to, as);
	}
}

/*
 * Words with the same article: slips are in what is behind it, and the walk
 * is over a small part of the dictionary then.
 */
static void
find_defined(struct near *near, struct str folded, size_t glued)
{
	near_find(near, str_sub(folded, 0, glued),
	          str_sub(folded, glued, folded.n),
	          slips_limit(utf8_count(folded)));
	if (near->n == 0)
		near_find(near, STR_EMPTY, folded, SLIPS_OTHER);
}

/* What is behind the clitics at the front, which no article has with them. */
static void
find_glued(struct mender *m, struct choice as, struct str bare, uint64_t docs,
           struct choices *out)
{
	struct near near = { .mem = m->mem, .view = m->view };
	unsigned limit = slips_limit(utf8_count(bare));
	size_t from = 0;

	if (clitics_defines(as.head)) {
		near_find(&near, ARTICLE, bare, limit);
		as.cut = ARTICLE_LETTERS;
		offer_near(m, out, as, &near, 0, docs);
		from = near.n;
		as.cut = 0;
	}
	near_find(&near, STR_EMPTY, bare, limit);
	offer_near(m, out, as, &near, from, docs);
}

static void
find_near(struct mender *m, struct str folded, uint64_t docs,
          struct choices *out)
{
	struct near near = { .mem = m->mem, .view = m->view };
	size_t glued = clitics_head(folded);
	struct choice as = { .head = str_sub(folded, 0, glued) };

	if (glued > 0 && clitics_defines(as.head))
		find_defined(&near, folded, glued);
	else
		near_find(&near, STR_EMPTY, folded,
		          slips_limit(utf8_count(folded)));
	offer_near(m, out, (struct choice){ .cut = 0 }, &near, 0, docs);
	if (glued > 0 && out->n == 0)
		find_glued(m, as, str_sub(folded, glued, folded.n), docs, out);
}

/* Without so many letters at the front. */
static struct str
behind(struct str s, size_t letters)
{
	uint32_t c;

	for (size_t i = 0; i < letters; i++)
		if (!utf8_next(&s, &c))
			return STR_EMPTY;
	return s;
}

static struct str
shown_of(struct mender *m, const struct choice *c)
{
	struct str glued = str_cat(m->mem, c->head, behind(c->folded, c->cut));
	struct str shown;

	shown = spell_word(&m->speller, m->mem, glued, SPELL_ARTICLES);
	if (shown.n > 0 || c->head.n == 0)
		return shown;
	shown = spell_word(&m->speller, m->mem, c->folded, SPELL_ARTICLES);
	shown = behind(shown, c->cut);
	return shown.n == 0 ? STR_EMPTY : str_cat(m->mem, c->head, shown);
}

/* A space was forgotten: the place where both parts are known best. */
static struct mended
split(struct mender *m, struct str folded, uint64_t docs)
{
	struct mended best = { .worth = -HUGE_VAL };
	struct str a = STR_EMPTY, b = STR_EMPTY, rest = folded;
	uint32_t c;

	while (utf8_next(&rest, &c) && rest.n > 0) {
		struct str head = str_sub(folded, 0, folded.n - rest.n);
		uint64_t x, y;
		double worth, cost = COST_SPACE;

		if (utf8_count(head) < SPLIT_SHORT_LETTERS ||
		    utf8_count(rest) < SPLIT_SHORT_LETTERS)
			continue;
		cost += utf8_count(head) == SPLIT_SHORT_LETTERS ? COST_SHORT
		                                                : 0;
		cost += utf8_count(rest) == SPLIT_SHORT_LETTERS ? COST_SHORT
		                                                : 0;
		x = near_docs(m->view, head);
		y = x < enough(m, docs) ? 0 : near_docs(m->view, rest);
		worth = worth_of(x < y ? x : y, docs, cost);
		if (y < enough(m, docs) || worth <= best.worth)
			continue;
		best.worth = worth;
		a = head;
		b = rest;
	}
	if (a.n == 0)
		return best;
	a = spell_word(&m->speller, m->mem, a, SPELL_ARTICLES);
	b = spell_word(&m->speller, m->mem, b, SPELL_ARTICLES);
	if (a.n > 0 && b.n > 0)
		best.shown = str_fmt(m->mem, "%.*s %.*s", STR_ARG(a),
		                     STR_ARG(b));
	return best;
}

struct mended
mend_word(struct mender *m, struct str folded, uint64_t docs)
{
	struct choices choices = { .n = 0 };
	struct mended best = { .worth = -HUGE_VAL };

	if (utf8_count(folded) > SLIPS_LETTERS_MAX)
		return best;
	find_near(m, folded, docs, &choices);
	for (size_t i = 0; i < choices.n && best.shown.n == 0; i++) {
		best.shown = shown_of(m, &choices.v[i]);
		best.worth = choices.v[i].worth;
	}
	/* what has a known stem is no two words */
	if (docs == 0 && (best.shown.n == 0 || best.worth < -COST_SPACE)) {
		struct mended two = split(m, folded, docs);

		if (two.shown.n > 0 &&
		    (best.shown.n == 0 || two.worth > best.worth))
			best = two;
	}
	return best;
}

struct mended
mend_join(struct mender *m, struct str a, struct str b, uint64_t docs)
{
	struct str one = str_cat(m->mem, a, b);
	uint64_t found = near_docs(m->view, one);
	struct mended out = { .worth = worth_of(found, docs, COST_JOINED) };

	if (found >= enough(m, docs))
		out.shown = spell_word(&m->speller, m->mem, one,
		                       SPELL_ARTICLES);
	return out;
}
