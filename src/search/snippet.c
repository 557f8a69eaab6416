#include "search/search.h"

#include "base/buf.h"
#include "text/normalise.h"
#include "text/stem.h"
#include "text/tokens.h"
#include "text/utf8.h"

#define WORDS_MAX 4000u     /* of a text that are looked at */
#define WORD_MAX_BYTES 256u /* longer ones are no words to be marked */

/* What finding the terms in a text needs. */
struct marker {
	const struct search_answer *answer;
	struct stemmer *stemmer;
	struct tokens tokens;
};

/* The stem of a Latin word depends on a language that is not known here. */
static bool
has_stem(struct marker *m, struct str folded, struct str stem)
{
	bool latin = folded.n > 0 && (unsigned char)folded.p[0] < 0x80;

	for (int i = 0; i < (latin ? STEM__COUNT : 1); i++)
		if (str_eq(stem_word(m->stemmer, (enum stem_language)i,
		                     folded),
		           stem))
			return true;
	return false;
}

static bool
is_term(struct marker *m, struct str folded)
{
	for (size_t i = 0; i < m->answer->term_count; i++) {
		const struct search_term *t = &m->answer->terms[i];

		switch (t->kind) {
		case SEARCH_EXACT:
			if (str_eq(folded, t->folded))
				return true;
			break;
		case SEARCH_HEAD:
			if (str_starts(folded, t->folded))
				return true;
			break;
		case SEARCH_STEM:
			if (has_stem(m, folded, t->folded))
				return true;
			break;
		}
	}
	return false;
}

/* Whether a word as it stands in the text is one of the terms. */
static bool
is_hit(struct str word, struct marker *m)
{
	if (word.n > WORD_MAX_BYTES || tokens_take(&m->tokens, word) != ERR_OK)
		return false;
	for (size_t i = 0; i < m->tokens.n; i++)
		if (!m->tokens.v[i].elided &&
		    is_term(m, m->tokens.v[i].folded))
			return true;
	return false;
}

/* A passage being measured, from a hit on. */
struct window {
	struct str tail; /* text from its first word on */
	size_t hits;     /* in it */
	size_t width;    /* code points */
};

/* Drop words at the front until it starts with a hit and is narrow enough. */
static void
shrink(struct window *w, size_t max, struct marker *m)
{
	while (w->width > 0) {
		struct str rest = w->tail, word = str_word(&rest);
		bool hit = is_hit(word, m);

		if (hit && w->width <= max)
			return;
		w->hits -= hit;
		w->width -= utf8_count(word) + 1;
		w->tail = rest;
	}
}

/*
 * Where the passage with most hits starts: one window of `max` code points
 * is pushed over the text.  STR_NPOS: no hit.
 */
static size_t
best_start(struct str text, size_t max, struct marker *m)
{
	struct window w = { .tail = text };
	struct str rest = text;
	size_t best = 0, best_at = STR_NPOS;

	for (size_t i = 0; i < WORDS_MAX; i++) {
		struct str word = str_word(&rest);

		if (word.n == 0)
			break;
		w.hits += is_hit(word, m);
		w.width += utf8_count(word) + 1;
		shrink(&w, max, m);
		if (w.hits > best) {
			best = w.hits;
			best_at = text.n - str_trim_left(w.tail).n;
		}
	}
	return best_at;
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

static void
put_piece(struct search_snippet *out, struct str s, bool marked)
{
	/* pieces stand for plain and marked in turn, from plain */
	if ((out->n % 2 == 1) != marked)
		out->piece[out->n++] = STR_EMPTY;
	out->piece[out->n++] = s;
}

/* What stands between two addresses of one text. */
static struct str
between(const char *from, const char *to)
{
	return (struct str){ from, (size_t)(to - from) };
}

static void
mark(struct str passage, struct marker *m,
     struct search_snippet *out)
{
	struct str rest = passage;
	const char *plain = passage.p;

	while (rest.n > 0 && out->n + 3 < SEARCH_PIECES_MAX) {
		struct str w = str_word(&rest);

		if (w.n == 0)
			break;
		if (!is_hit(w, m))
			continue;
		put_piece(out, between(plain, w.p), false);
		put_piece(out, w, true);
		plain = w.p + w.n;
	}
	put_piece(out, between(plain, passage.p + passage.n), false);
}

void
search_snippet(struct str text, const struct search_answer *a, size_t max,
               struct search_snippet *out)
{
	struct marker m = { .answer = a, .stemmer = stemmer_new() };
	size_t lead = max / 5; /* of the passage, before the first hit */
	size_t start;
	struct str passage;

	text = str_trim(text);
	*out = (struct search_snippet){ .n = 0 };
	tokens_init(&m.tokens, WORD_MAX_BYTES * 6);
	start = best_start(text, max - lead, &m);
	start = start == STR_NPOS ? 0 : step_back(text, start, lead);
	passage = text_cut_words(str_sub(text, start, text.n), max);
	out->cut_before = start > 0;
	out->cut_after = start + passage.n < text.n;
	mark(passage, &m, out);
	tokens_release(&m.tokens);
	stemmer_free(m.stemmer);
}
