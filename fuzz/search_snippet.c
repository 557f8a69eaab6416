/*
 * Any bytes as a text, their first line as a query of three kinds of terms.
 * Holds: pieces joined are a part of the text, an odd number of them; a mark
 * is not empty and begins and ends with a letter's bytes, no white space; the
 * passage has at most so many code points; words of the text itself as terms
 * are marked.  Any two words have a cost in slips, none when they are one.
 */
#include "fuzz.h"

#include <stdlib.h>

#include "search/search.h"
#include "search/slips.h"
#include "text/normalise.h"
#include "text/utf8.h"

#define MEM_MAX_BYTES (16u << 20)
#define WORDS_MAX 16u
#define PASSAGE 60u

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static void
add_terms(struct arena *mem, struct str query, struct search_answer *a)
{
	struct str folded = text_fold_copy(mem, query);

	a->terms = ARENA_ARRAY(mem, struct search_term, WORDS_MAX);
	check(a->terms != NULL);
	while (folded.n > 0 && a->term_count < WORDS_MAX) {
		unsigned i = (unsigned)a->term_count;
		struct search_term *t = &a->terms[a->term_count++];

		*t = (struct search_term){ .folded = str_until(&folded, ' '),
			                   .word = i,
			                   .rarity = (float)(i % 4),
			                   .follows = i % 3 == 1 };
		t->kind = i % 3 == 0 ? SEARCH_EXACT : SEARCH_STEM;
		if (i % 3 == 1)
			t->kind = SEARCH_HEAD;
	}
}

static void
check_pieces(struct str text, const struct search_snippet *s, size_t max)
{
	const char *at = s->n > 0 ? s->piece[0].p : NULL;
	struct str all = { at, 0 };

	check(s->n % 2 == 1 && s->n <= SEARCH_PIECES_MAX);
	for (size_t i = 0; i < s->n; i++) {
		struct str p = s->piece[i];

		if (p.n == 0 && i % 2 == 0)
			continue;
		if (all.n == 0)
			all.p = p.p;
		check(p.n > 0 && p.p == all.p + all.n);
		all.n += p.n;
		if (i % 2 == 1)
			check(str_trim(p).n == p.n);
	}
	if (all.n == 0)
		return;
	check(all.p >= text.p && all.p + all.n <= text.p + text.n);
	check(utf8_count(all) <= max);
}

static void
check_slips(struct str a, struct str b)
{
	struct slips s;
	size_t depth = 0;
	uint32_t c;

	if (!slips_begin(&s, a, slips_limit(utf8_count(a))))
		return;
	while (depth < SLIPS_DEPTH_MAX && utf8_next(&b, &c)) {
		bool near = slips_letter(&s, depth++, c);

		check(near || slips_total(&s, depth) > s.limit);
	}
	if (b.n == 0)
		check((slips_total(&s, depth) == 0) ==
		      (depth == s.n &&
		       memcmp(s.typed, s.letter, depth * sizeof(c)) == 0));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct search_answer a = { .view = NULL };
	struct str text = { (const char *)data, size };
	struct str query = str_line(&text);
	struct search_snippet s;

	add_terms(&mem, query, &a);
	search_snippet(text, &a, PASSAGE, &s);
	check_pieces(text, &s, PASSAGE);
	search_snippet(text, &a, SIZE_MAX, &s);
	check_pieces(text, &s, SIZE_MAX);
	for (size_t i = 1; i < a.term_count; i++)
		check_slips(a.terms[i - 1].folded, a.terms[i].folded);
	arena_release(&mem);
	return 0;
}
