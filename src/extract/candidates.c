/*
 * The text found in the page against the text that JSON-LD or the feed
 * state: each may be better than the other.  Stated texts are often cut or
 * poor in paragraphs; found ones may carry something before or behind.
 */
#include "extract/internal.h"

#include "html/entities.h"
#include "html/text.h"
#include "text/normalise.h"
#include "text/utf8.h"

/* A stated text shorter than this proves nothing. */
#define STATED_MIN_BYTES 250u

#define STATED_MAX_BYTES (1u << 20)

/* A line is known when this share of its word sequences is stated. */
#define LINE_KNOWN 0.6

/* A line is not, when less than this is. */
#define LINE_UNKNOWN 0.2

/* Lines inside are left out when this share of all is stated. */
#define OWN_KNOWN 0.8

/* The stated text is in the page when this share of it is found there. */
#define STATED_FOUND 0.8

/* The page's text is another one when less of the stated text is in it. */
#define STATED_LOST 0.4

/* Then it is taken for a fragment if it is so much shorter. */
#define FOUND_SHORT 0.6

/* Less than this share behind the last known line is left there. */
#define TAIL_MIN 0.1

#define GRAM 4u
#define GRAM_SHIFT 20u /* the lowest bit of a hash is always set */

/* A set of hashes of word sequences. */
struct grams {
	uint64_t *slot;
	size_t cap;  /* power of two, twice the words or more */
	size_t n;    /* sequences put in, repeats too */
	uint64_t last; /* the last one */
};

/* Walks the sequences of GRAM words of a text. */
struct walker {
	struct str rest;
	uint64_t seed;
	uint64_t word[GRAM];
	unsigned seen;
};

static bool
next_gram(struct walker *w, uint64_t *out)
{
	while (w->rest.n > 0) {
		struct str word = str_word(&w->rest);
		uint64_t h = 0;

		if (word.n == 0)
			continue;
		w->word[w->seen++ % GRAM] = str_hash_seed(word, w->seed);
		if (w->seen < GRAM)
			continue;
		for (unsigned i = 0; i < GRAM; i++)
			h = h * 0x9E3779B97F4A7C15u +
			    w->word[(w->seen + i) % GRAM];
		*out = h | 1; /* 0 is a free slot */
		return true;
	}
	return false;
}

/* The slot of a sequence, or the free one it would take. */
static size_t
grams_slot(const struct grams *g, uint64_t h)
{
	size_t i = (h >> GRAM_SHIFT) & (g->cap - 1);

	while (g->slot[i] != 0 && g->slot[i] != h)
		i = (i + 1) & (g->cap - 1);
	return i;
}

static bool
grams_build(const struct page *p, struct str text, struct grams *g)
{
	struct walker w = { .rest = text, .seed = p->seed };
	uint64_t h;
	size_t words = 0;

	for (struct str rest = text; rest.n > 0; words++)
		str_word(&rest);
	g->cap = 64;
	while (g->cap < 2 * words)
		g->cap *= 2;
	g->slot = ARENA_ARRAY(p->mem, uint64_t, g->cap);
	if (g->slot == NULL)
		return false;
	while (next_gram(&w, &h)) {
		g->slot[grams_slot(g, h)] = h;
		g->last = h;
		g->n++;
	}
	return true;
}

static bool
grams_has(const struct grams *g, uint64_t h)
{
	return g->slot[grams_slot(g, h)] == h;
}

/* What the lines of the page and the stated text have in common. */
struct overlap {
	size_t known, all; /* sequences of the lines: known ones of them */
	size_t found;      /* sequences of the stated text, in lines it knows */
	size_t end;        /* line behind the last known one */
	size_t left;       /* sequences behind that */
	bool complete;     /* a known line ends as the stated text does */
	float *share;      /* of each line: known part; -1: too short to tell */
};

static bool
measure(const struct page *p, const struct grams *g, struct overlap *o)
{
	*o = (struct overlap){ .share = ARENA_ARRAY(p->mem, float,
		                                    p->lines.n) };
	if (o->share == NULL)
		return false;
	for (size_t i = 0; i < p->lines.n; i++) {
		struct walker w = { .rest = p->lines.v[i].text,
			            .seed = p->seed };
		size_t all = 0, known = 0;
		uint64_t h = 0;

		o->share[i] = -1;
		if (!fate_is_taken(p->lines.v[i].block->fate))
			continue;
		while (next_gram(&w, &h)) {
			all++;
			known += grams_has(g, h);
		}
		if (all == 0)
			continue;
		o->share[i] = (float)known / (float)all;
		o->all += all;
		o->known += known;
		o->left += all;
		if (o->share[i] < LINE_KNOWN)
			continue;
		o->end = i + 1;
		o->left = 0;
		o->found += known;
		o->complete |= h == g->last;
	}
	return true;
}

/* Leave out what the stated text, which is all there, does not have. */
static void
drop_unknown(struct page *p, const struct overlap *o)
{
	bool inner = (double)o->known >= OWN_KNOWN * (double)o->all;
	bool tail = inner || (double)o->left >= TAIL_MIN * (double)o->all;

	for (size_t i = 0; i < p->lines.n; i++) {
		struct block *b = p->lines.v[i].block;
		bool unknown = o->share[i] >= 0 && o->share[i] < LINE_UNKNOWN;

		if (b->fate != FATE_TAKEN)
			continue;
		/* headings are often not stated */
		if ((i >= o->end && tail) ||
		    (i < o->end && inner && unknown &&
		     !block_is_heading(p, b)))
			b->fate = FATE_UNSTATED;
	}
}

/* Stated text as lines of shown text; it may be HTML or plain. */
static struct str
stated_text(struct arena *mem, struct str s)
{
	struct buf lines = BUF_INIT(STATED_MAX_BYTES);
	struct str out;

	if (s.n > STATED_MAX_BYTES)
		return STR_EMPTY;
	if (str_chr(s, '<') != STR_NPOS)
		return html_to_text(mem, s);
	if (str_find(s, STR("&lt;")) != STR_NPOS)
		return html_to_text(mem, html_to_line(mem, s));
	text_shown_lines(&lines, html_entities_resolve(mem, s, false));
	out = buf_copy(mem, &lines);
	buf_release(&lines);
	return out;
}

struct str
candidates_settle(struct page *p, struct str stated)
{
	struct grams g = { 0 };
	struct overlap o;
	struct str found;

	if (stated.n < STATED_MIN_BYTES)
		return STR_EMPTY;
	stated = stated_text(p->mem, stated);
	if (stated.n < STATED_MIN_BYTES || !grams_build(p, stated, &g) ||
	    g.n == 0 || !measure(p, &g, &o))
		return STR_EMPTY;
	if ((double)o.found < STATED_LOST * (double)g.n) {
		found = body_text(p);
		return (double)found.n < FOUND_SHORT * (double)stated.n
		               ? stated
		               : STR_EMPTY;
	}
	if ((double)o.found >= STATED_FOUND * (double)g.n && o.complete)
		drop_unknown(p, &o);
	return STR_EMPTY;
}
