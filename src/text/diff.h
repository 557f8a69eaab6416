#ifndef MARSAD_TEXT_DIFF_H
#define MARSAD_TEXT_DIFF_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/*
 * The differences of two texts, word by word: words are separated by white
 * space, paragraphs by line feeds.  Paragraphs that are the same are found
 * first and hold the rest in place; between them the longest sequence of
 * words that both have is the same.
 *
 * Texts that are too different for that (more than DIFF_EDITS_MAX words to
 * either side of a place, or DIFF_STEPS_MAX steps in all) are told apart as
 * a whole where they are: `whole` is set.
 *
 * Source: Myers, An O(ND) difference algorithm and its variations (1986),
 * the variant in linear space.
 */
#define DIFF_EDITS_MAX 2000u
#define DIFF_STEPS_MAX (4u << 20)

enum diff_kind { DIFF_SAME, DIFF_ONLY_A, DIFF_ONLY_B };

struct diff_span {
	enum diff_kind kind;
	struct str text;  /* borrowed from a; of DIFF_ONLY_B from b */
	struct str other; /* of DIFF_SAME: the same words in b */
};

struct diff {
	struct diff_span *v; /* joined they are a, and b */
	size_t n;
	size_t same_words, a_words, b_words;
	bool whole; /* too different to be compared word by word */
};

/*
 * In mem; a and b are borrowed.  ERR_LIMIT: mem is full.  Memory is linear,
 * time is by the words times the differences, and never more than the bounds
 * above allow.
 */
enum err diff_texts(struct arena *mem, struct str a, struct str b,
                    struct diff *out) MUST_CHECK;

#endif
