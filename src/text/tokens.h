#ifndef MARSAD_TEXT_TOKENS_H
#define MARSAD_TEXT_TOKENS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * The words of a text, for the index, queries and excerpts: each in its
 * folded form, with the place where it stands in the shown text.
 *
 * A word is what text_fold puts between two spaces; joined by spaces the
 * folded forms are text_fold's result.  A word reaches from the first byte of
 * its first letter to the break behind it, marks that folding drops (harakat,
 * soft hyphens) included.  The rare character that is folded to several
 * words (U+FDFA) is the place of all of them.
 *
 * elided: a word that only leans on its neighbour at an apostrophe: the
 * French l', d', j', qu', n', m', t', s', c', jusqu', lorsqu', puisqu',
 * quoiqu' before a vowel or h, and the English 's.  An index and its queries
 * may both leave it out.  The d of "aujourd'hui" and the o of "O'Brien" are
 * no such words.
 */
struct token {
	struct str folded; /* borrowed from `bytes` below */
	uint32_t start;    /* of the word in the text, in bytes */
	uint32_t end;
	bool elided;
};

struct tokens {
	struct buf bytes; /* the folded text */
	struct token *v;
	size_t n, cap;
};

/*
 * No words; folded texts of up to max_bytes will be taken.  tokens_release
 * frees what was allocated.
 */
void tokens_init(struct tokens *t, size_t max_bytes);
void tokens_release(struct tokens *t);

/*
 * Replace the words by those of `text`, which is borrowed for the call only.
 * The memory of former calls is used again.
 *
 * Returns ERR_LIMIT, with no words, for a text whose folded form is longer
 * than the maximum or that has 4 GB.  One pass over the text.
 */
enum err tokens_take(struct tokens *t, struct str text) MUST_CHECK;

#endif
