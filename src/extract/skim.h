#ifndef MARSAD_EXTRACT_SKIM_H
#define MARSAD_EXTRACT_SKIM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * JSON as pages have it, read as a flat tree: one pass, nothing is copied,
 * strings are decoded when they are asked for.
 *
 * Broken JSON gives what can be made out of it: line ends inside strings,
 * quotes that are not escaped, commas too many or missing, comments round it
 * all, brackets that were never closed.  Valid JSON is read as RFC 8259 has
 * it, but numbers are kept as text.
 */
#define SKIM_NODES_MAX 40000u
#define SKIM_DEPTH_MAX 24u /* what is nested deeper is passed over */

enum skim_kind { SKIM_SCALAR, SKIM_STRING, SKIM_OBJECT, SKIM_ARRAY };

struct skim_node {
	struct str key;  /* of a member, as it stands there */
	struct str text; /* of a string or scalar, as it stands there */
	uint32_t parent;
	uint32_t end;    /* index behind the last descendant */
	uint8_t kind;
};

/* Node 0 is an array of all values that were added. */
struct skim {
	struct arena *mem;
	struct skim_node *v;
	size_t n, cap;
	bool odd; /* a value of the latest text added was no valid JSON */
	bool cut; /* something was passed over for a bound, in any of them */
};

/* An empty tree; false when mem is full. */
bool skim_init(struct skim *j, struct arena *mem);

/*
 * Append the values of a text (valid UTF-8, borrowed) below node 0.  What
 * stands before, between and behind them is passed over and is not odd.
 * Linear, however broken it is.
 */
void skim_add(struct skim *j, struct str text);

/* The member of an object, 0: none, or the node is no object.  Linear. */
uint32_t skim_get(const struct skim *j, uint32_t node, struct str key);

/* The text of a string, decoded; empty for any other node. */
struct str skim_string(const struct skim *j, uint32_t node);

/* The first element of an array, any other node itself; 0: none. */
uint32_t skim_first(const struct skim *j, uint32_t node);

static inline enum skim_kind skim_kind(const struct skim *j, uint32_t node) { return (enum skim_kind)j->v[node].kind; }

/* for (k = skim_begin(n); k < end of n; k = skim_next(j, k)): the children */
static inline uint32_t skim_begin(uint32_t node) { return node + 1; }
static inline uint32_t skim_next(const struct skim *j, uint32_t node) { return j->v[node].end; }

#endif
