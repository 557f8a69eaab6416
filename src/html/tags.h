#ifndef MARSAD_HTML_TAGS_H
#define MARSAD_HTML_TAGS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * The elements of HTML and what the tree needs to know of each.
 * Source: HTML Living Standard, 13.1.2, 13.2.4.2 (special and scope),
 * 13.2.6.4.7 ("in body").
 */
enum html_trait {
	HTML_VOID = 1 << 0,    /* has no content, ever */
	HTML_BLOCK = 1 << 1,   /* an inline end tag does not close it */
	HTML_CLOSES_P = 1 << 2, /* its start tag ends an open paragraph */
	HTML_SCOPE = 1 << 3,   /* end tags do not reach out of it */
	HTML_HEAD = 1 << 4,    /* may stand in <head> */
	HTML_FOREIGN = 1 << 5, /* svg, math */
	HTML_HEADING = 1 << 6,
	HTML_NO_TEXT = 1 << 7  /* its content is never text of the page */
};

#define HTML_BLK HTML_BLOCK
#define HTML_BCP (HTML_BLOCK | HTML_CLOSES_P)

#define HTML_TAG_MAP(X) \
	X(A, "a", 0) \
	X(ABBR, "abbr", 0) \
	X(ADDRESS, "address", HTML_BCP) \
	X(APPLET, "applet", HTML_BLK | HTML_SCOPE | HTML_NO_TEXT) \
	X(AREA, "area", HTML_VOID) \
	X(ARTICLE, "article", HTML_BCP) \
	X(ASIDE, "aside", HTML_BCP) \
	X(AUDIO, "audio", HTML_NO_TEXT) \
	X(B, "b", 0) \
	X(BASE, "base", HTML_VOID | HTML_HEAD) \
	X(BDI, "bdi", 0) \
	X(BDO, "bdo", 0) \
	X(BIG, "big", 0) \
	X(BLOCKQUOTE, "blockquote", HTML_BCP) \
	X(BODY, "body", HTML_BLK) \
	X(BR, "br", HTML_VOID) \
	X(BUTTON, "button", HTML_BLK | HTML_SCOPE) \
	X(CANVAS, "canvas", HTML_NO_TEXT) \
	X(CAPTION, "caption", HTML_BLK | HTML_SCOPE) \
	X(CENTER, "center", HTML_BCP) \
	X(CITE, "cite", 0) \
	X(CODE, "code", 0) \
	X(COL, "col", HTML_VOID) \
	X(COLGROUP, "colgroup", HTML_BLK) \
	X(DATALIST, "datalist", HTML_NO_TEXT) \
	X(DD, "dd", HTML_BCP) \
	X(DEL, "del", 0) \
	X(DETAILS, "details", HTML_BCP) \
	X(DFN, "dfn", 0) \
	X(DIALOG, "dialog", HTML_BCP) \
	X(DIR, "dir", HTML_BCP) \
	X(DIV, "div", HTML_BCP) \
	X(DL, "dl", HTML_BCP) \
	X(DT, "dt", HTML_BCP) \
	X(EM, "em", 0) \
	X(EMBED, "embed", HTML_VOID) \
	X(FIELDSET, "fieldset", HTML_BCP) \
	X(FIGCAPTION, "figcaption", HTML_BCP) \
	X(FIGURE, "figure", HTML_BCP) \
	X(FONT, "font", 0) \
	X(FOOTER, "footer", HTML_BCP) \
	X(FORM, "form", HTML_BCP) \
	X(FRAME, "frame", HTML_VOID) \
	X(FRAMESET, "frameset", HTML_BLK) \
	X(H1, "h1", HTML_BCP | HTML_HEADING) \
	X(H2, "h2", HTML_BCP | HTML_HEADING) \
	X(H3, "h3", HTML_BCP | HTML_HEADING) \
	X(H4, "h4", HTML_BCP | HTML_HEADING) \
	X(H5, "h5", HTML_BCP | HTML_HEADING) \
	X(H6, "h6", HTML_BCP | HTML_HEADING) \
	X(HEAD, "head", HTML_BLK) \
	X(HEADER, "header", HTML_BCP) \
	X(HGROUP, "hgroup", HTML_BCP) \
	X(HR, "hr", HTML_VOID | HTML_CLOSES_P) \
	X(HTML, "html", HTML_BLK | HTML_SCOPE) \
	X(I, "i", 0) \
	X(IFRAME, "iframe", HTML_NO_TEXT) \
	X(IMG, "img", HTML_VOID) \
	X(INPUT, "input", HTML_VOID) \
	X(INS, "ins", 0) \
	X(KBD, "kbd", 0) \
	X(LABEL, "label", 0) \
	X(LEGEND, "legend", HTML_BLK) \
	X(LI, "li", HTML_BCP) \
	X(LINK, "link", HTML_VOID | HTML_HEAD) \
	X(MAIN, "main", HTML_BCP) \
	X(MAP, "map", 0) \
	X(MARK, "mark", 0) \
	X(MARQUEE, "marquee", HTML_BLK | HTML_SCOPE) \
	X(MATH, "math", HTML_FOREIGN | HTML_NO_TEXT) \
	X(MENU, "menu", HTML_BCP) \
	X(META, "meta", HTML_VOID | HTML_HEAD) \
	X(METER, "meter", 0) \
	X(NAV, "nav", HTML_BCP) \
	X(NOBR, "nobr", 0) \
	X(NOEMBED, "noembed", HTML_NO_TEXT) \
	X(NOFRAMES, "noframes", HTML_NO_TEXT | HTML_HEAD) \
	X(NOSCRIPT, "noscript", HTML_HEAD) \
	X(OBJECT, "object", HTML_BLK | HTML_SCOPE | HTML_NO_TEXT) \
	X(OL, "ol", HTML_BCP) \
	X(OPTGROUP, "optgroup", 0) \
	X(OPTION, "option", 0) \
	X(OUTPUT, "output", 0) \
	X(P, "p", HTML_BCP) \
	X(PARAM, "param", HTML_VOID) \
	X(PICTURE, "picture", 0) \
	X(PLAINTEXT, "plaintext", HTML_BCP) \
	X(PRE, "pre", HTML_BCP) \
	X(PROGRESS, "progress", 0) \
	X(Q, "q", 0) \
	X(RP, "rp", 0) \
	X(RT, "rt", 0) \
	X(RUBY, "ruby", 0) \
	X(S, "s", 0) \
	X(SAMP, "samp", 0) \
	X(SCRIPT, "script", HTML_HEAD | HTML_NO_TEXT) \
	X(SEARCH, "search", HTML_BCP) \
	X(SECTION, "section", HTML_BCP) \
	X(SELECT, "select", HTML_BLK | HTML_NO_TEXT) \
	X(SLOT, "slot", 0) \
	X(SMALL, "small", 0) \
	X(SOURCE, "source", HTML_VOID) \
	X(SPAN, "span", 0) \
	X(STRIKE, "strike", 0) \
	X(STRONG, "strong", 0) \
	X(STYLE, "style", HTML_HEAD | HTML_NO_TEXT) \
	X(SUB, "sub", 0) \
	X(SUMMARY, "summary", HTML_BCP) \
	X(SUP, "sup", 0) \
	X(SVG, "svg", HTML_FOREIGN | HTML_NO_TEXT) \
	X(TABLE, "table", HTML_BCP | HTML_SCOPE) \
	X(TBODY, "tbody", HTML_BLK) \
	X(TD, "td", HTML_BLK | HTML_SCOPE) \
	X(TEMPLATE, "template", HTML_BLK | HTML_SCOPE | HTML_HEAD | HTML_NO_TEXT) \
	X(TEXTAREA, "textarea", HTML_NO_TEXT) \
	X(TFOOT, "tfoot", HTML_BLK) \
	X(TH, "th", HTML_BLK | HTML_SCOPE) \
	X(THEAD, "thead", HTML_BLK) \
	X(TIME, "time", 0) \
	X(TITLE, "title", HTML_HEAD) \
	X(TR, "tr", HTML_BLK) \
	X(TRACK, "track", HTML_VOID) \
	X(TT, "tt", 0) \
	X(U, "u", 0) \
	X(UL, "ul", HTML_BCP) \
	X(VAR, "var", 0) \
	X(VIDEO, "video", HTML_NO_TEXT) \
	X(WBR, "wbr", HTML_VOID) \
	X(XMP, "xmp", HTML_BCP)

/* HTML_TAG_TEXT is no element: a node that holds characters. */
#define X(name, text, traits) HTML_TAG_##name,
enum html_tag {
	HTML_TAG_OTHER, /* an element of another name */
	HTML_TAG_ROOT,
	HTML_TAG_TEXT,
	HTML_TAG_MAP(X) HTML_TAG__COUNT
};
#undef X

/*
 * Where names stand by their hash, HTML_TAG_OTHER where none does, and the
 * factors of that hash; made by tools/gen_tags.py, for html_tag_find only.
 */
#define HTML_TAG_SLOTS 1024u

extern const uint8_t html_tag_slots[HTML_TAG_SLOTS];
extern const uint16_t html_tag_factors[4];

/* The tag of a name in any case; HTML_TAG_OTHER when it is none of HTML. */
enum html_tag html_tag_find(struct str name);

/* "div"; empty for OTHER, ROOT and TEXT. */
extern const struct str html_tag_names[HTML_TAG__COUNT];

static inline struct str html_tag_name(enum html_tag tag) { return html_tag_names[tag]; }

/* A set of enum html_trait for each tag. */
extern const uint16_t html_tag_traits[HTML_TAG__COUNT];

static inline bool html_tag_is(enum html_tag tag, unsigned traits) { return (html_tag_traits[tag] & traits) != 0; }

#endif
