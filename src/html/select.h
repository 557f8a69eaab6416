#ifndef MARSAD_HTML_SELECT_H
#define MARSAD_HTML_SELECT_H

#include "base/arena.h"
#include "base/err.h"
#include "html/tree.h"

/*
 * CSS selectors, as far as they name parts of an article page: type, *, #id,
 * .class, [attr], [attr=v] and ~= ^= $= *= |=, :not() of these, joined by
 * white space (anywhere below) or > (a child), in a list with commas.  What
 * else CSS knows is refused when it is parsed, never ignored.
 * Source: Selectors Level 4, sections 4 to 6, 14 and 17.
 */
#define SELECT_MAX_BYTES 1024u /* of one list */
#define SELECT_PARTS_MAX 64u   /* compounds in it: "div.a > p" has two */
#define SELECT_TESTS_MAX 128u  /* conditions in it: "div.a" has two */

struct selector;

/* Why a selector was refused. */
struct select_fault {
	const char *why; /* English, static */
	size_t at;       /* byte offset */
};

/*
 * mem    takes the selector and copies of all its names.
 * text   UTF-8; only borrowed.
 * out    set on ERR_OK.  fault: set else.
 * ERR_FORMAT: none of the above.  ERR_LIMIT: longer than is read, or mem is
 * full.  Linear.
 */
enum err select_parse(struct arena *mem, struct str text,
                      const struct selector **out, struct select_fault *fault)
        MUST_CHECK;

/*
 * Set out[i] (t->n of them) to whether node i matches; returns the number
 * that do.  Names of elements and attributes match in any case, all else as
 * it stands.  The tree is the page's own: no element is made up, so "body"
 * matches nothing on a page without one.  One pass, nodes times conditions.
 */
size_t select_mark(const struct selector *s, const struct html_tree *t,
                   bool *out);

#endif
