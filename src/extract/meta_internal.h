#ifndef MARSAD_EXTRACT_META_INTERNAL_H
#define MARSAD_EXTRACT_META_INTERNAL_H

#include "extract/internal.h"

/*
 * What the files on titles and names share.
 */

/* ---- text of small elements: inline.c ---- */

/*
 * The text below `node` in shown form, "\n" where a block element or a line
 * break divides it or words would run on from one element into
 * the next.  Descendants whose facts meet `drop` are left out.  At
 * most INLINE_NODES_MAX nodes are read, in mem.
 */
#define INLINE_NODES_MAX 200u
struct str inline_text(struct page *p, uint32_t node, unsigned drop);

/* The same on one line, as its words run. */
struct str inline_line(struct page *p, uint32_t node, unsigned drop);

/*
 * A shown text with the references in it resolved once more: pages escape
 * twice ("&amp;quot;").
 */
struct str unescaped(struct arena *mem, struct str s);

/* ---- addresses: address.c ---- */

/*
 * Whether two addresses are of one page, as far as pages tell: scheme,
 * query, fragment and a slash at the end do not count.
 */
bool same_page(struct str a, struct str b);

/* The path of an address without a slash at its end; empty if relative. */
struct str page_path(struct str url);

/* ---- the site's own name: site.c ---- */

/*
 * What the page and its address call the site and its section; gathered at
 * the first call, when meta, JSON-LD and the page's address must be known.
 */
const struct site *site_get(struct page *p);

/* Whether a text is one of the site's names, or little more than that. */
bool site_is(const struct site *s, struct str text);

/*
 * Whether it is exactly one of the names that the page states, or the one
 * word that its host is called.
 */
bool site_is_name(const struct site *s, struct str text);

/*
 * A title without the site's name at either end and without the section that
 * stood between them: "Words - Politics | Paper" is "Words".  Linear.
 */
struct str site_cut(const struct site *s, struct str title);

#endif
