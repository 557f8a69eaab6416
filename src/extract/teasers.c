/*
 * Lists of teasers: what else the site has to offer, each item a headline
 * that links to an article with some lines of it.  They read like text; what
 * gives them away is that they are many and alike.
 */
#include "extract/internal.h"

#include "url/url.h"

#define HEADLINE_MIN 15u
#define HEADLINE_LINKS 0.9

/* An item has at most so many headlines, paragraphs, and text. */
#define ITEM_HEADLINES_MAX 2u
#define ITEM_PARAGRAPHS_MAX 2u
#define ITEM_LEN_MAX 900u

/* So many items side by side are a list of them, if hardly more is there. */
#define ITEMS_MIN 3u
#define ITEMS_SHARE 0.6

struct counts {
	uint16_t headlines;
	uint16_t paragraphs;
	uint32_t len;
	uint16_t items;    /* children that are items */
	uint16_t children; /* children that hold text */
};

/* Whether an address leads to the page's own site. */
static bool
is_own_site(struct str href, struct str host)
{
	size_t at;

	href = str_trim(href);
	if (href.n == 0 || href.p[0] == '#')
		return false;
	if (str_starts(href, STR("//")))
		href = str_sub(href, 2, href.n);
	else if (str_starts_ci(href, STR("http://")))
		href = str_sub(href, 7, href.n);
	else if (str_starts_ci(href, STR("https://")))
		href = str_sub(href, 8, href.n);
	else
		return str_chr(str_sub(href, 0, 12), ':') == STR_NPOS;
	at = str_chr(href, '/');
	return host.n > 0 && str_ends_ci(str_sub(href, 0, at), host);
}

/* The link a block lies in or begins with. */
static struct str
link_of(const struct page *p, const struct block *b)
{
	uint32_t i = b->first;

	while (i != 0 && page_node(p, i)->tag != HTML_TAG_A)
		i = page_node(p, i)->parent;
	return i == 0 ? STR_EMPTY : html_attr(&p->tree, i, STR("href"));
}

static struct str
own_host(struct page *p)
{
	struct str host = STR_EMPTY;
	struct url u;

	if (p->url.n > 0 && url_parse(p->mem, p->url, &u) == ERR_OK)
		host = u.host;
	str_skip(&host, STR("www."));
	return host;
}

static void
count(struct page *p, struct counts *c)
{
	struct str host = own_host(p);

	for (size_t i = 0; i < p->blocks.n; i++) {
		struct block *b = &p->blocks.v[i];
		struct counts *h = &c[b->host];

		b->leads = b->len >= HEADLINE_MIN &&
		           b->link_len >= HEADLINE_LINKS * b->len &&
		           is_own_site(link_of(p, b), host);
		h->len += b->len;
		if (b->leads && h->headlines < UINT16_MAX)
			h->headlines++;
		else if (b->len >= 40 && h->paragraphs < UINT16_MAX)
			h->paragraphs++;
	}
	for (uint32_t i = p->tree.n; i-- > 1;) {
		struct counts *up = &c[page_node(p, i)->parent];

		up->headlines = (uint16_t)(up->headlines + c[i].headlines);
		up->paragraphs = (uint16_t)(up->paragraphs + c[i].paragraphs);
		up->len += c[i].len;
	}
}

static bool
is_item(const struct counts *c)
{
	return c->headlines >= 1 && c->headlines <= ITEM_HEADLINES_MAX &&
	       c->paragraphs <= ITEM_PARAGRAPHS_MAX && c->len <= ITEM_LEN_MAX;
}

static bool
is_list(const struct counts *c)
{
	return c->items >= ITEMS_MIN && c->paragraphs > 0 &&
	       c->items >= ITEMS_SHARE * c->children;
}

void
teasers_mark(struct page *p)
{
	struct counts *c = ARENA_ARRAY(p->mem, struct counts, p->tree.n);

	if (c == NULL)
		return;
	count(p, c);
	for (uint32_t i = 1; i < p->tree.n; i++) {
		struct counts *up = &c[page_node(p, i)->parent];

		if (c[i].len == 0)
			continue;
		up->children++;
		if (html_tag_is(page_node(p, i)->tag, HTML_BLOCK) &&
		    is_item(&c[i]) && c[i].paragraphs > 0)
			up->items++;
	}
	for (uint32_t i = 1; i < p->tree.n; i++)
		if (is_list(&c[i]))
			p->facts[i] |= FACT_STRONG;
}
