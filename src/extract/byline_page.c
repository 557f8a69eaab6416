/*
 * The byline as readers see it: elements that are marked as an author's,
 * else lines near the title that begin as bylines do.
 */
#include "extract/byline_internal.h"

#include "text/normalise.h"

#define CANDIDATES_MAX 60u
#define LINES_MAX 24u
#define CHILD_NODES_MAX 30u
#define MARK_MAX_BYTES 80u /* of an attribute that names a part */
#define BEFORE_TITLE 40u   /* nodes before the title that are looked at */
#define ANCESTORS_MAX 24u  /* of a candidate that may rule it out */
#define HREF_MAX_BYTES 600u
#define BYLINE_LEN_MAX 90u /* code points */
#define STANDFIRSTS_MAX 1u /* paragraphs before a line that says "By" */

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
	STR_INIT("meet-the-team"), STR_INIT("our-team"),
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

		/* what follows names the person: not "/by/3.0" */
		if (rest.n == 0 || ascii_is_digit(rest.p[0]))
			continue;
		for (size_t k = 0; k < COUNT(person_paths); k++)
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

/* Names that pages built of components give to their parts. */
static bool
is_marked_part(const struct page *p, uint32_t i)
{
	static const struct str names[] = {
		STR_INIT("data-testid"), STR_INIT("data-test"),
		STR_INIT("data-component"), STR_INIT("data-qa"),
	};
	const struct html_node *e = page_node(p, i);

	for (uint32_t k = 0; k < e->attr_count; k++) {
		const struct html_attr *a = &p->tree.attrs[e->attr + k];
		struct str v = str_sub(a->value, 0, MARK_MAX_BYTES);

		if (!str_starts(a->name, STR("data-")))
			continue;
		for (size_t n = 0; n < COUNT(names); n++)
			if (str_eq(a->name, names[n]) &&
			    (str_find_ci(v, STR("byline")) != STR_NPOS ||
			     str_find_ci(v, STR("author")) != STR_NPOS))
				return true;
	}
	return false;
}

/* <address> is the author's, HTML Living Standard, 4.3.10. */
static bool
is_authors(const struct page *p, uint32_t i)
{
	const struct html_node *e = page_node(p, i);

	if (e->tag == HTML_TAG_TEXT)
		return false;
	return (p->facts[i] & FACT_AUTHOR) || e->tag == HTML_TAG_ADDRESS ||
	       is_marked_part(p, i);
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

/* Whether a line goes on from the one before: "and Al Brown". */
static bool
goes_on(struct str before, struct str line)
{
	static const struct str heads[] = { STR_INIT("and "), STR_INIT("& "),
		                            STR_INIT("et "), STR_INIT("und "),
		                            STR_INIT("و "), STR_INIT(","),
		                            STR_INIT("،") };

	for (size_t i = 0; i < COUNT(heads); i++)
		if (str_starts(line, heads[i]))
			return true;
	return str_ends(before, STR(",")) || str_ends(before, STR("،")) ||
	       str_ends(before, STR(" and")) || str_ends(before, STR("&"));
}

static void
add_line(struct names *a, struct str line)
{
	if (str_ends(line, STR(" and")))
		line.n -= STR(" and").n;
	names_add(a, line, NAMES_SHOWN);
}

/* Lines of an element: the first that names somebody, and what goes on it. */
static void
add_first_line(struct names *a, struct str text)
{
	struct str line = STR_EMPTY, next;
	unsigned before = a->n;

	while (text.n > 0 && a->n == before) {
		line = str_until(&text, '\n');
		if (!names_is_lead(a->mem, line))
			add_line(a, line);
	}
	while (text.n > 0) {
		next = str_until(&text, '\n');
		if (!goes_on(line, next))
			break;
		add_line(a, next);
		line = next;
	}
}

static bool
holds_name_element(const struct page *p, uint32_t node)
{
	for (uint32_t i = node + 1; i < page_node(p, node)->end; i++)
		if (is_name_element(p, i))
			return true;
	return false;
}

/* The names in elements inside of the candidate that hold nothing else. */
static void
add_name_elements(struct names *a, struct page *p, uint32_t node)
{
	uint32_t end = page_node(p, node)->end;

	for (uint32_t i = node + 1; i < end; i++) {
		/* the innermost: a link may hold a name and a picture's */
		if (!is_name_element(p, i) || holds_name_element(p, i))
			continue;
		if (page_node(p, i)->tag == HTML_TAG_META)
			names_add(a, html_attr(&p->tree, i, STR("content")),
			          NAMES_STATED);
		else
			add_first_line(a, inline_text(p, i, FACT_DATE));
	}
}

/* "<b>Jane Whitmore</b> Deputy Director of Roads": what is set apart. */
static void
add_first_child(struct names *a, struct page *p, uint32_t node)
{
	uint32_t end = page_node(p, node)->end;

	for (uint32_t i = node + 1; i < end && a->n == 0; i++) {
		struct str s;

		if (page_node(p, i)->tag == HTML_TAG_TEXT)
			continue;
		s = inline_line(p, i, 0);
		if (str_chr(s, ' ') != STR_NPOS)
			names_add(a, s, NAMES_SHOWN);
	}
}

/* Whether the page a link leads to is called so: "/author/amanda/". */
static bool
leads_to(struct page *p, uint32_t link, struct str name)
{
	struct str rest = str_sub(html_attr(&p->tree, link, STR("href")), 0,
	                          HREF_MAX_BYTES);
	struct str last = STR_EMPTY;

	rest = str_sub(rest, 0, str_chr(rest, '?'));
	while (rest.n > 0) {
		struct str part = str_until(&rest, '/');

		if (part.n > 0)
			last = part;
	}
	return fold_eq(p->mem, last, name);
}

static void
read_candidate(struct names *a, struct page *p, uint32_t i)
{
	if (page_node(p, i)->end - i > INLINE_NODES_MAX)
		return;
	add_name_elements(a, p, i);
	if (a->n == 0)
		add_first_line(a, inline_text(p, i, FACT_DATE));
	if (a->n == 0 && page_node(p, i)->end - i <= CHILD_NODES_MAX)
		add_first_child(a, p, i);
	names_keep_people(a);
	/* a word in a link or part says little: "Login", "Save" */
	if (!(p->facts[i] & FACT_AUTHOR) && a->n == 1 &&
	    str_chr(a->v[0], ' ') == STR_NPOS && !leads_to(p, i, a->v[0]))
		a->n = 0;
}

void
byline_add_elements(struct names *a, struct page *p)
{
	uint32_t i = p->h1 > BEFORE_TITLE ? p->h1 - BEFORE_TITLE : 1;
	unsigned tried = 0;

	for (; i < p->tree.n && tried < CANDIDATES_MAX && a->n == 0; i++) {
		if (!is_authors(p, i) && !is_person_link(p, i))
			continue;
		if (is_ruled_out(p, i))
			continue;
		tried++;
		read_candidate(a, p, i);
	}
}

/* The names of a line, if all of them look like people's. */
static void
add_people(struct names *a, struct str line)
{
	struct names found = { .mem = a->mem, .site = a->site };

	names_add(&found, line, NAMES_SHOWN);
	names_keep_people(&found);
	for (unsigned i = 0; i < found.n; i++)
		if (!names_is_person(a->mem, found.v[i]) &&
		    !names_is_together(text_fold_copy(a->mem, found.v[i])))
			return;
	for (unsigned i = 0; i < found.n; i++)
		names_add_whole(a, found.v[i]);
}

/* What the lines so far tell of the next. */
struct reading {
	enum names_begin led; /* the line before was "Written by", "By" */
	unsigned paragraphs;
};

static void
read_block(struct names *a, struct page *p, const struct block *b,
           struct str line, struct reading *r)
{
	enum names_begin begin = names_begins(line);
	bool before_text = r->paragraphs <= STANDFIRSTS_MAX &&
	                   !block_is_heading(p, b) &&
	                   !lines_ends_sentence(line);

	if (begin == NAMES_BEGIN_SURELY) {
		names_add(a, line, NAMES_SHOWN);
		names_keep_people(a);
	} else if (r->led == NAMES_BEGIN_SURELY ||
	           (before_text && (r->led == NAMES_BEGIN_MAYBE ||
	                            begin == NAMES_BEGIN_MAYBE))) {
		add_people(a, line);
	}
	r->led = names_introduces(p->mem, line);
}

void
byline_add_lines(struct names *a, struct page *p)
{
	struct buf raw = BUF_INIT(4 * NAMES_LINE_MAX_BYTES);
	struct reading r = { 0 };
	unsigned tried = 0;

	for (size_t i = 0; i < p->blocks.n && a->n == 0; i++) {
		struct block *b = &p->blocks.v[i];

		if (b->first < p->h1)
			continue;
		r.paragraphs += block_is_paragraph(b);
		if (b->len > BYLINE_LEN_MAX || b->len == 0)
			continue;
		if (tried++ == LINES_MAX)
			break;
		buf_clear(&raw);
		block_text(p, b, &raw);
		read_block(a, p, b, str_trim(buf_str(&raw)), &r);
	}
	buf_release(&raw);
}
