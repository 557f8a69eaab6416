#ifndef MARSAD_TEXT_DIFF_MATCH_H
#define MARSAD_TEXT_DIFF_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/diff.h"

/* The longest sequence that two sequences of hashes have in common. */
struct diff_match {
	const uint64_t *a, *b;
	uint32_t *with; /* by index of a: that of b + 1; 0: only in a */
	unsigned steps; /* taken so far: at most DIFF_STEPS_MAX */
	bool whole;     /* a part was too different, and is left unmatched */
	/* scratch: how far the paths of each diagonal have come */
	int32_t ahead[2 * DIFF_EDITS_MAX + 5], back[2 * DIFF_EDITS_MAX + 5];
};

/* A part of both sequences. */
struct diff_part {
	size_t a, an, b, bn;
};

/* Fill m->with for a part; what it was there must be 0. */
void diff_match(struct diff_match *m, struct diff_part p);

#endif
