/*
 * The byline as readers see it: elements that are marked as an author's,
 * else lines near the title that begin as bylines do.
 */
#include "extract/byline_internal.h"

#define CANDIDATES_MAX 24u
#define BEFORE_TITLE 40u   /* nodes before the title that are looked at */
#define ANCESTORS_MAX 24u  /* of a candidate that may rule it out */
#define HREF_MAX_BYTES 600u
#define BYLINE_LEN_MAX 90u /* code points */

/* Parts of the path of a person's own page. */
static const struct str person_paths[] = {
	STR_INIT("author"),      STR_INIT("authors"),    STR_INIT("auteur"),
	STR_INIT("auteurs"),     STR_INIT("autor"),      STR_INIT("autoren"),
	STR_INIT("autores"),     STR_INIT("by"),         STR_INIT("writer"),
	STR_INIT("writers"),     STR_INIT("journalist"), STR_INIT("katib"),
	STR_INIT("journalists"), STR_INIT("redacteur"),  STR_INIT("reporter"),
	STR_INIT("journaliste"), STR_INIT("reporters"),  STR_INIT("profile"),
	STR_INIT("contributor"), STR_INIT("profiles"),   STR_INIT("staff"),
	STR_INIT("contributors"), STR_INIT("people"),    STR_INIT("كاتب"),
	STR_INIT("columnist"),   STR_INIT("editor"),     STR_INIT("user"),
	STR_INIT("users"),       STR_INIT("u"),          STR_INIT("team"),
};

static bool
is_person_link(const struct page *p, uint32_t i)
{
	struct str rest;

	if (page_node(p, i)->tag != HTML_TAG_A)
		return false;
	rest = str_sub(html_attr(&p->tree, i, STR("href")), 0, HREF_MAX_BYTES);
	while (rest.n > 0) {
		struct str part = str_until(&rest, '/');

		/* the last part is the page itself */
		for (size_t k = 0; k < COUNT(person_paths) && rest.n > 0; k++)
			if (str_eq_ci(part, person_paths[k]))
				return true;
	}
	return false;
}

/* An element of an author's that holds the name and nothing else. */
static bool
is_name_element(const struct page *p, uint32_t i)
{
	struct str class;

	if (page_node(p, i)->tag == HTML_TAG_TEXT)
		return false;
	if (str_eq(html_attr(&p->tree, i, STR("itemprop")), STR("name")) ||
	    html_has_word(html_attr(&p->tree, i, STR("rel")), STR("author")))
		return true;
	class = html_attr(&p->tree, i, STR("class"));
	if ((p->facts[i] & FACT_AUTHOR) &&
	    str_find_ci(class, STR("name")) != STR_NPOS)
		return true;
	return is_person_link(p, i);
}

/*
 * Whether it stands in comments, a list of teasers, a caption.  What holds
 * the title as well is the article, whatever it is called.
 */
static bool
is_ruled_out(const struct page *p, uint32_t i)
{
	if (p->facts[i] & (FACT_SKIP | FACT_FIGURE))
		return true;
	for (unsigned up = 0; up < ANCESTORS_MAX && i > 0; up++) {
		if (i <= p->h1 && p->h1 < page_node(p, i)->end)
			return false;
		if (p->facts[i] & FACT_STRONG)
			return true;
		i = page_node(p, i)->parent;
	}
	return false;
}

/* Lines of an element: the first that names somebody, and what goes on it. */
static void
add_first_line(struct names *a, struct str text)
{
	unsigned before = a->n;

	while (text.n > 0 && a->n == before) {
		struct str line = str_until(&text, '\n');

		if (names_is_lead(a->mem, line))
			continue;
		names_add(a, line, NAMES_SHOWN);
	}
	while (text.n > 0) {
		struct str line = str_until(&text, '\n'), rest = line;

		if (!str_skip_ci(&rest, STR("and ")) &&
		    !str_skip(&rest, STR("& ")) &&
		    !str_skip_ci(&rest, STR("et ")) &&
		    !str_skip(&rest, STR(",")) && !str_skip(&rest, STR("، ")))
			break;
		names_add(a, rest, NAMES_SHOWN);
	}
}

/* The names in elements inside of the candidate that hold nothing else. */
static void
add_name_elements(struct names *a, struct page *p, uint32_t node)
{
	uint32_t end = page_node(p, node)->end;

	for (uint32_t i = node + 1; i < end; i++) {
		if (!is_name_element(p, i) ||
		    page_node(p, i)->end - i > INLINE_NODES_MAX)
			continue;
		if (page_node(p, i)->tag == HTML_TAG_META)
			names_add(a, html_attr(&p->tree, i, STR("content")),
			          NAMES_STATED);
		else
			add_first_line(a, inline_text(p, i, FACT_DATE));
		i = page_node(p, i)->end - 1;
	}
}

static void
read_candidate(struct names *a, struct page *p, uint32_t i)
{
	if (page_node(p, i)->end - i > INLINE_NODES_MAX)
		return;
	/* a link alone says little: "/user/login" */
	if (!(p->facts[i] & FACT_AUTHOR) &&
	    str_chr(inline_line(p, i, 0), ' ') == STR_NPOS)
		return;
	add_name_elements(a, p, i);
	if (a->n == 0)
		add_first_line(a, inline_text(p, i, FACT_DATE));
}

void
byline_add_elements(struct names *a, struct page *p)
{
	uint32_t i = p->h1 > BEFORE_TITLE ? p->h1 - BEFORE_TITLE : 1;
	unsigned tried = 0;

	for (; i < p->tree.n && tried < CANDIDATES_MAX && a->n == 0; i++) {
		if (page_node(p, i)->tag == HTML_TAG_TEXT ||
		    !((p->facts[i] & FACT_AUTHOR) || is_person_link(p, i)))
			continue;
		if (is_ruled_out(p, i))
			continue;
		tried++;
		read_candidate(a, p, i);
	}
}

void
byline_add_lines(struct names *a, struct page *p)
{
	struct buf raw = BUF_INIT(4 * NAMES_LINE_MAX_BYTES);
	unsigned tried = 0;
	bool led = false; /* the line before was "Written by" */

	for (size_t i = 0; i < p->blocks.n && a->n == 0; i++) {
		struct block *b = &p->blocks.v[i];
		struct str s;

		if (b->first < p->h1 || b->len > BYLINE_LEN_MAX || b->len == 0)
			continue;
		if (tried++ == CANDIDATES_MAX)
			break;
		buf_clear(&raw);
		block_text(p, b, &raw);
		s = str_trim(buf_str(&raw));
		if (led || names_begins(s))
			names_add(a, s, NAMES_SHOWN);
		led = names_is_lead(p->mem, s);
	}
	buf_release(&raw);
}
