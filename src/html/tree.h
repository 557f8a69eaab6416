#ifndef MARSAD_HTML_TREE_H
#define MARSAD_HTML_TREE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "html/tags.h"
#include "html/tokenizer.h"

/*
 * A document as a flat tree: all nodes in one array in document order, each
 * knowing its parent and where its subtree ends.  Every pass over it is a
 * loop; a subtree is skipped by jumping to its end.  Node 0 is the root,
 * which is no element.
 *
 * The tree is built by the standard's implied end tags and scopes (13.2.6),
 * without its rearrangements: no element is moved (no adoption agency, no
 * foster parenting) and no html, head or body is made up.  Comments are left
 * out.  Linear in the input, whatever it is.
 */
#define HTML_DEPTH_MAX 512u
#define HTML_NODES_MAX 200000u
#define HTML_TREE_ATTRS_MAX 200000u

struct html_node {
	uint32_t parent;
	uint32_t end;      /* index behind the last descendant */
	uint32_t attr;     /* index of its first attribute */
	uint8_t attr_count;
	uint8_t tag;       /* enum html_tag */
	uint16_t depth;    /* of the root 0 */
	struct str text;   /* characters of a text node, name of an element */
};

struct html_tree {
	struct html_node *nodes;
	uint32_t n;
	struct html_attr *attrs;
	bool too_deep;  /* nodes below HTML_DEPTH_MAX became siblings */
	bool too_many;  /* nodes or attributes past the maximum were dropped */
	size_t too_deep_at, too_many_at; /* byte offsets of the first */
};

/*
 * Parse a document or a fragment (UTF-8), which must outlive the tree.
 * ERR_LIMIT: mem is full; *out is then not usable.
 */
enum err html_tree_parse(struct arena *mem, struct str html,
                         struct html_tree *out) MUST_CHECK;

/*
 * Take marked subtrees out, as if they had not been in the source; drop has
 * t->n flags, that of the root is ignored.  Linear.  ERR_LIMIT: mem, which
 * is needed on the way, is full; *t is as it was.
 */
enum err html_tree_drop(struct arena *mem, struct html_tree *t,
                        const bool *drop) MUST_CHECK;

/* The value of an attribute (name in lower case); empty when absent. */
struct str html_attr(const struct html_tree *t, uint32_t node,
                     struct str name);

/* Whether the attribute is there, be it empty. */
bool html_has_attr(const struct html_tree *t, uint32_t node, struct str name);

/* Whether the white-space separated list `list` holds `word` (any case). */
bool html_has_word(struct str list, struct str word);

/*
 * All text below a node as it stands there, raw white space and all, in mem;
 * content of script, style and the like is left out.
 */
struct str html_node_text(struct arena *mem, const struct html_tree *t,
                          uint32_t node);

#endif
