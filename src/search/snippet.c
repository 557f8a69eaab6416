/*
 * The passage to show of an article: the narrow stretch of text with most of
 * the query's words, found with one window that is pushed over the places
 * where they stand.
 */
#include "search/snippet_internal.h"

#include "text/normalise.h"
#include "text/tokens.h"
#include "text/utf8.h"

#define TEXT_MAX_BYTES (128u << 10) /* of a text that are looked at */
#define FOLDED_MAX_BYTES (4u * TEXT_MAX_BYTES)
#define HITS_MAX 512u               /* places, the first ones */
#define PHRASE_GAP_BYTES 4u /* between words of a phrase under one mark */
#define WORDS_MAX 256u      /* of a query that are told apart */

/* A place where a word of the query stands. */
struct hit {
	uint32_t start, end; /* bytes */
	uint32_t from, to;   /* code points */
	uint16_t word;       /* of the query */
	bool goes_on;        /* a phrase with the hit before it */
	float rarity;
};

struct finder {
	struct str text;
	struct tokens tokens;
	struct snippet_terms terms;
	struct hit hit[HITS_MAX];
	size_t n;
};

static void
find_hits(struct finder *f)
{
	uint32_t points = 0, bytes = 0, last = UINT32_MAX;

	f->n = 0;
	if (tokens_take(&f->tokens, f->text) != ERR_OK)
		return;
	for (size_t i = 0; i < f->tokens.n && f->n < HITS_MAX; i++) {
		const struct token *t = &f->tokens.v[i];
		int found;
		const struct search_term *term;

		if (t->elided)
			continue;
		found = snippet_terms_find(&f->terms, t->folded);
		if (found == SNIPPET_NO_TERM || t->start < bytes) {
			last = UINT32_MAX;
			continue;
		}
		term = &f->terms.v[found];
		points += (uint32_t)utf8_count(
		        str_sub(f->text, bytes, t->start));
		f->hit[f->n] = (struct hit){
			.start = t->start,
			.end = t->end,
			.from = points,
			.word = (uint16_t)(term->word % WORDS_MAX),
			.goes_on = term->follows && term->word == last + 1,
			.rarity = term->rarity,
		};
		points += (uint32_t)utf8_count(
		        str_sub(f->text, t->start, t->end));
		f->hit[f->n++].to = points;
		bytes = t->end;
		last = term->word;
	}
}

static bool
ends_sentence(uint32_t c)
{
	return c == '.' || c == '!' || c == '?' || c == 0x61F /* Arabic ? */ ||
	       c == 0x6D4 /* Arabic full stop */ || c == 0x2026;
}

/*
 * Where the sentence of the byte `at` begins; STR_NPOS when it begins more
 * than `room` code points before.
 */
static size_t
sentence_start(struct str text, size_t at, size_t room)
{
	struct str before = str_sub(text, 0, at);
	size_t start = at;
	bool space = false;
	uint32_t c;

	for (size_t i = 0; i <= room; i++) {
		if (!utf8_prev(&before, &c))
			return 0;
		if (c == '\n' || (space && ends_sentence(c)))
			return start;
		space = c == ' ';
		if (!space)
			start = before.n;
	}
	return STR_NPOS;
}

/* Some hits in a row, as a passage. */
struct window {
	size_t first, last; /* hits */
	unsigned words;     /* of the query, each once */
	float rarity;       /* of them in all */
	uint32_t gaps;      /* code points between them */
};

static bool
is_better(const struct window *a, const struct window *b)
{
	if (a->words != b->words)
		return a->words > b->words;
	if (a->rarity > b->rarity * 1.001f || b->rarity > a->rarity * 1.001f)
		return a->rarity > b->rarity;
	return a->gaps < b->gaps;
}

static uint32_t
width(const struct finder *f, const struct window *w)
{
	return f->hit[w->last].to - f->hit[w->first].from;
}

/* A tenth of the passage nearer when it may begin with its sentence. */
static struct window
judged(const struct finder *f, struct window w, size_t max)
{
	size_t room = max > width(f, &w) ? max - width(f, &w) : 0;

	if (sentence_start(f->text, f->hit[w.first].start, room / 2) ==
	    STR_NPOS)
		w.gaps += (uint32_t)max / 10;
	return w;
}

/* Drop hits at the front that are too far away or stand again behind. */
static void
shrink(const struct finder *f, struct window *w, size_t max, unsigned *count)
{
	while (w->first < w->last) {
		const struct hit *h = &f->hit[w->first];

		if (width(f, w) <= max && count[h->word] == 1)
			return;
		if (--count[h->word] == 0) {
			w->words--;
			w->rarity -= h->rarity;
		}
		w->first++;
		w->gaps -= f->hit[w->first].from - h->to;
	}
}

/* The best passage of at most `max` code points; there is a hit. */
static struct window
best_window(const struct finder *f, size_t max)
{
	unsigned count[WORDS_MAX] = { 0 };
	struct window w = { .words = 0 }, best = { .words = 0 };

	for (size_t i = 0; i < f->n; i++) {
		const struct hit *h = &f->hit[i];
		struct window now;

		w.last = i;
		w.gaps += i > 0 ? h->from - f->hit[i - 1].to : 0;
		if (count[h->word]++ == 0) {
			w.words++;
			w.rarity += h->rarity;
		}
		shrink(f, &w, max - max / 5, count);
		if (w.words < best.words)
			continue;
		now = judged(f, w, max);
		if (is_better(&now, &best))
			best = now;
	}
	return best;
}

/* Back from `at` by at most `room` code points, to the start of a word. */
static size_t
step_back(struct str text, size_t at, size_t room)
{
	struct str before = str_sub(text, 0, at);
	size_t start = at;
	uint32_t c;

	for (size_t i = 0; i < room; i++) {
		if (!utf8_prev(&before, &c))
			return 0;
		if (before.n > 0 && ascii_is_space(before.p[before.n - 1]))
			start = before.n;
	}
	return start;
}

/*
 * How many code points may be shown before the byte `at`: a fifth of the
 * passage, or more at the end of the text, where nothing else fills it.
 */
static size_t
lead_of(struct str text, size_t at, size_t max)
{
	struct str rest = text_cut_words(str_sub(text, at, text.n), max);
	size_t spare = max - utf8_count(rest);

	return at + rest.n == text.n && spare > max / 5 ? spare : max / 5;
}

/* Where the passage begins: with its sentence, or some words before. */
static size_t
passage_start(const struct finder *f, size_t max)
{
	struct window w;
	size_t at, room, lead, start;

	if (f->n == 0)
		return 0;
	w = best_window(f, max);
	at = f->hit[w.first].start;
	room = max > width(f, &w) ? max - width(f, &w) : 0;
	start = sentence_start(f->text, at, room / 2);
	lead = lead_of(f->text, at, max);
	if (start == STR_NPOS)
		start = step_back(f->text, at, room < lead ? room : lead);
	return start;
}

/* Pieces stand for plain and marked in turn, from plain. */
static void
put_marked(struct search_snippet *out, struct str plain, struct str marked)
{
	out->piece[out->n++] = plain;
	out->piece[out->n++] = marked;
}

static void
mark(const struct finder *f, size_t start, struct str passage,
     struct search_snippet *out)
{
	size_t at = start, end = start + passage.n;

	for (size_t i = 0; i < f->n && out->n + 3 <= SEARCH_PIECES_MAX;) {
		size_t from = f->hit[i].start, to = f->hit[i].end;

		for (i++; i < f->n && f->hit[i].goes_on &&
		          f->hit[i].start - to <= PHRASE_GAP_BYTES &&
		          f->hit[i].end <= end;
		     i++)
			to = f->hit[i].end;
		if (to > end)
			break;
		if (from < at)
			continue;
		put_marked(out, str_sub(f->text, at, from),
		           str_sub(f->text, from, to));
		at = to;
	}
	out->piece[out->n++] = str_sub(f->text, at, end);
}

void
search_snippet(struct str text, const struct search_answer *a, size_t max,
               struct search_snippet *out)
{
	struct finder f;
	struct str passage;
	size_t start, all;

	*out = (struct search_snippet){ .n = 0 };
	text = str_trim(text);
	all = text.n;
	f.text = utf8_head(text, TEXT_MAX_BYTES);
	tokens_init(&f.tokens, FOLDED_MAX_BYTES);
	snippet_terms_init(&f.terms, a);
	f.n = 0;
	if (a->term_count > 0)
		find_hits(&f);
	start = passage_start(&f, max);
	passage = text_cut_words(str_sub(f.text, start, f.text.n), max);
	mark(&f, start, passage, out);
	out->cut_before = start > 0;
	out->cut_after = start + passage.n < all;
	snippet_terms_release(&f.terms);
	tokens_release(&f.tokens);
}
