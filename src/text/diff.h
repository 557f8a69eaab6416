#ifndef MARSAD_TEXT_DIFF_H
#define MARSAD_TEXT_DIFF_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/*
 * The differences of two texts, word by word: a longest common sequence of
 * words (separated by white space; a line feed is a word of its own).  What
 * both begin and end with is never compared.
 *
 * Texts whose differing middles have more than DIFF_CELLS_MAX pairs of words
 * are told apart as a whole: `whole` is set.
 *
 * Source: Wagner and Fischer, The string-to-string correction problem (1974).
 */
#define DIFF_CELLS_MAX (4u << 20)

enum diff_kind { DIFF_SAME, DIFF_ONLY_A, DIFF_ONLY_B };

struct diff_span {
	enum diff_kind kind;
	struct str text; /* borrowed from a; of DIFF_ONLY_B from b */
};

struct diff {
	struct diff_span *v; /* joined they are a, and b */
	size_t n;
	size_t same_words, a_words, b_words;
	bool whole; /* too different to be compared word by word */
};

/* In mem; a and b are borrowed.  ERR_LIMIT: mem is full.  O(words of a * b) */
enum err diff_texts(struct arena *mem, struct str a, struct str b,
                    struct diff *out) MUST_CHECK;

#endif
