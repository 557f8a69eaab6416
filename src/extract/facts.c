/*
 * What tag, class, id and role tell of each node, handed down where it holds
 * for all below.
 */
#include "extract/internal.h"

#include "text/normalise.h"
#include "url/url.h"

/* An author's box is no longer, in code points. */
#define NAMED_MAX 600u

/* An id of more words is made from a heading. */
#define SLUG_WORDS 3u

struct str
page_text(struct page *p, uint32_t node)
{
	return text_shown_copy(p->mem,
	                       html_node_text(p->mem, &p->tree, node));
}

struct str
page_url(struct page *p, struct str ref)
{
	struct str out = STR_EMPTY;
	struct url u;

	ref = str_trim(ref);
	if (ref.n == 0 || ref.n > URL_MAX_BYTES)
		return STR_EMPTY;
	if (p->base.n > 0) {
		if (url_join(p->mem, p->base, ref, &out) != ERR_OK)
			return STR_EMPTY;
		return out;
	}
	if (url_parse(p->mem, ref, &u) != ERR_OK)
		return STR_EMPTY;
	return url_text(p->mem, &u);
}

/*
 * The next character of the folded form of ASCII text; 0 at its end, -1 in
 * front of anything else.  *begun: a letter was given before.
 */
static int
folded_next(struct str *s, bool *begun)
{
	bool broken = false;
	char c;

	while (s->n > 0 && (signed char)s->p[0] >= 0 &&
	       !ascii_is_alnum(s->p[0])) {
		*s = (struct str){ s->p + 1, s->n - 1 };
		broken = true;
	}
	if (s->n == 0)
		return 0;
	if ((signed char)s->p[0] < 0)
		return -1;
	if (broken && *begun)
		return ' ';
	c = s->p[0];
	*s = (struct str){ s->p + 1, s->n - 1 };
	*begun = true;
	return ascii_lower(c);
}

/* Two texts mostly differ in their first letters: look before folding. */
bool
fold_eq(struct arena *mem, struct str a, struct str b)
{
	struct str x = a, y = b;
	bool x_begun = false, y_begun = false;
	int c = 1, d = 1;

	if (str_eq(a, b))
		return true;
	while (c == d && c > 0) {
		c = folded_next(&x, &x_begun);
		d = folded_next(&y, &y_begun);
	}
	if (c >= 0 && d >= 0)
		return c == d;
	return str_eq(text_fold_copy(mem, a), text_fold_copy(mem, b));
}

/* What an element's own kind tells. */
static unsigned
tag_facts(enum html_tag tag)
{
	switch ((int)tag) {
	case HTML_TAG_NAV:
	case HTML_TAG_FOOTER:
	case HTML_TAG_BUTTON:
	case HTML_TAG_DIALOG:
	case HTML_TAG_MENU:
		return FACT_STRONG;
	case HTML_TAG_ASIDE:
	case HTML_TAG_FORM:
	case HTML_TAG_LABEL:
	case HTML_TAG_FIELDSET:
	case HTML_TAG_ADDRESS:
		return FACT_WEAK;
	case HTML_TAG_FIGURE:
	case HTML_TAG_FIGCAPTION:
		return FACT_WEAK | FACT_FIGURE;
	case HTML_TAG_TIME:
		return FACT_DATE;
	case HTML_TAG_NOSCRIPT:
	case HTML_TAG_HEAD:
	case HTML_TAG_TITLE:
		return FACT_SKIP;
	case HTML_TAG_A:
		return FACT_LINK;
	default:
		return html_tag_is(tag, HTML_NO_TEXT) ? FACT_SKIP : 0;
	}
}

static unsigned
word_facts(unsigned w)
{
	unsigned f = 0;

	if (w & WORD_STRONG)
		f |= FACT_STRONG;
	if (w & WORD_WEAK)
		f |= FACT_WEAK;
	if (w & WORD_HIDDEN)
		f |= FACT_WEAK;
	if (w & WORD_BODY)
		f |= FACT_BODY;
	if (w & WORD_DATE)
		f |= FACT_DATE;
	if (w & WORD_AUTHOR)
		f |= FACT_AUTHOR;
	if (w & WORD_LEDE)
		f |= FACT_LEDE;
	if (w & WORD_TITLE)
		f |= FACT_TITLE;
	if (w & WORD_FOLD)
		f |= FACT_FOLD;
	if (w & WORD_CAPTION)
		f |= FACT_CAPTION;
	return f;
}

/* Whether a style says "property: value"; the last one there is counts. */
static bool
style_says(struct str style, struct str property, struct str value)
{
	bool says = false;
	size_t at;

	while ((at = str_find_ci(style, property)) != STR_NPOS) {
		bool whole = at == 0 || style.p[at - 1] == ';' ||
		             ascii_is_space(style.p[at - 1]);

		style = str_trim_left(
		        str_sub(style, at + property.n, style.n));
		if (whole && str_skip(&style, STR(":")))
			says = str_starts_ci(str_trim_left(style), value);
	}
	return says;
}

static bool
is_hidden_style(struct str style)
{
	return style_says(style, STR("display"), STR("none")) ||
	       style_says(style, STR("visibility"), STR("hidden"));
}

static unsigned
itemprop_facts(struct str prop)
{
	unsigned f = 0;

	if (html_has_word(prop, STR("articleBody")))
		f |= FACT_BODY | FACT_ITEMBODY;
	if (html_has_word(prop, STR("author")))
		f |= FACT_AUTHOR;
	if (html_has_word(prop, STR("datePublished")))
		f |= FACT_DATE;
	if (html_has_word(prop, STR("description")))
		f |= FACT_LEDE;
	return f;
}

static unsigned
role_facts(struct str role)
{
	static const struct str strong[] = {
		STR_INIT("navigation"), STR_INIT("banner"),
		STR_INIT("contentinfo"), STR_INIT("menu"),
		STR_INIT("search"), STR_INIT("dialog"), STR_INIT("menubar"),
		STR_INIT("alert"), STR_INIT("alertdialog"),
	};

	for (size_t i = 0; i < COUNT(strong); i++)
		if (str_eq_ci(role, strong[i]))
			return FACT_STRONG;
	return str_eq_ci(role, STR("complementary")) ? FACT_WEAK : 0;
}

/* An id made of many words is that of a heading: "how-popular-is-it". */
static bool
is_slug(struct str id)
{
	unsigned words = 0;

	for (size_t i = 0; i < id.n; i++)
		if (ascii_is_alpha(id.p[i]) &&
		    (i == 0 || !ascii_is_alnum(id.p[i - 1])))
			words++;
	return words > SLUG_WORDS;
}

static unsigned
attr_facts(struct page *p, const struct html_attr *a)
{
	/* by length first: most attributes are none of these */
	switch (a->name.n) {
	case 2:
	case 5:
		if (str_eq(a->name, STR("class")) ||
		    (str_eq(a->name, STR("id")) && !is_slug(a->value)))
			return word_facts(
			        vocabulary_flags(p->words, a->value));
		if (str_eq(a->name, STR("style")) &&
		    is_hidden_style(a->value))
			return FACT_HIDDEN;
		return 0;
	case 3:
		return str_eq(a->name, STR("rel")) &&
		                       html_has_word(a->value, STR("author"))
		               ? FACT_AUTHOR
		               : 0;
	case 4:
		return str_eq(a->name, STR("role")) ? role_facts(a->value) : 0;
	case 6:
		return str_eq(a->name, STR("hidden")) ? FACT_HIDDEN : 0;
	case 8:
		return str_eq(a->name, STR("itemprop"))
		               ? itemprop_facts(a->value)
		               : 0;
	case 11:
		return str_eq(a->name, STR("aria-hidden")) &&
		                       str_eq(a->value, STR("true"))
		               ? FACT_WEAK
		               : 0;
	default:
		return 0;
	}
}

/* The page's own frame says nothing: "home single menu-open" on body. */
static bool
is_frame(enum html_tag tag)
{
	return tag == HTML_TAG_HTML || tag == HTML_TAG_BODY ||
	       tag == HTML_TAG_MAIN || tag == HTML_TAG_ARTICLE;
}

/* A figure that holds a table or a quotation is part of the text. */
static void
open_figure(struct page *p, uint32_t i)
{
	static const unsigned figure = FACT_WEAK | FACT_FIGURE;

	for (unsigned up = 0; up < 2 && i != 0; up++) {
		if (page_node(p, i)->tag == HTML_TAG_FIGURE) {
			p->facts[i] = (uint16_t)(p->facts[i] & ~figure);
			return;
		}
		i = page_node(p, i)->parent;
	}
}

/* What an element says of itself. */
static unsigned
own_facts(struct page *p, uint32_t i)
{
	const struct html_tree *t = &p->tree;
	const struct html_node *e = &t->nodes[i];
	unsigned f = tag_facts(e->tag);

	for (uint32_t k = 0; k < e->attr_count; k++)
		f |= attr_facts(p, &t->attrs[e->attr + k]);
	if (e->tag == HTML_TAG_TABLE || e->tag == HTML_TAG_BLOCKQUOTE)
		open_figure(p, e->parent);
	if ((f & FACT_HIDDEN) && !((f | p->facts[e->parent]) & FACT_FOLD))
		f |= FACT_STRONG;
	/* "time" and "widget-title" on a heading say nothing of it */
	if (html_tag_is(e->tag, HTML_HEADING) ||
	    (e->tag == HTML_TAG_P && (f & FACT_BODY)))
		f &= ~(unsigned)FACT_WEAK;
	if (is_frame(e->tag) || e->tag == HTML_TAG_BLOCKQUOTE)
		f &= ~(unsigned)(FACT_WEAK | FACT_STRONG);
	return f;
}

void
facts_gather(struct page *p)
{
	static const unsigned inherited = FACT_SKIP | FACT_LINK | FACT_FIGURE;
	const struct html_tree *t = &p->tree;

	p->facts = ARENA_ARRAY(p->mem, uint16_t, t->n);
	p->hosts = ARENA_ARRAY(p->mem, uint32_t, t->n);
	if (p->facts == NULL || p->hosts == NULL)
		return;
	for (uint32_t i = 1; i < t->n; i++) {
		const struct html_node *e = &t->nodes[i];
		unsigned f = p->facts[e->parent] & inherited;

		p->hosts[i] = p->hosts[e->parent];
		if (e->tag == HTML_TAG_TEXT) {
			p->facts[i] = (uint16_t)f;
			continue;
		}
		f |= own_facts(p, i);
		p->facts[i] = (uint16_t)f;
		if (html_tag_is(e->tag, HTML_BLOCK))
			p->hosts[i] = i;
	}
}

/*
 * An element round so much text is neither a date nor an author, whatever
 * its class says.
 */
void
facts_settle(struct page *p)
{
	static const unsigned named = FACT_DATE | FACT_AUTHOR;

	for (uint32_t i = 1; i < p->tree.n; i++) {
		if (!(p->facts[i] & named))
			continue;
		if (is_frame(page_node(p, i)->tag) || p->para[i] > NAMED_MAX)
			p->facts[i] = (uint16_t)(p->facts[i] & ~named);
	}
}
