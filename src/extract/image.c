/*
 * The lead image and its caption.
 */
#include "extract/internal.h"

#include "text/normalise.h"

#define IMAGES_MAX 60u
#define SIDE_MIN 150u /* smaller images are icons */
#define CAPTION_MAX_BYTES 600u
#define CAPTION_NODES_MAX 60u

/* Attributes in which pages keep the address until a script moves it. */
static const struct str lazy[] = {
	STR_INIT("data-src"), STR_INIT("data-original"),
	STR_INIT("data-lazy-src"), STR_INIT("data-lazy"),
	STR_INIT("data-actualsrc"), STR_INIT("data-url"),
	STR_INIT("data-full"), STR_INIT("data-img"), STR_INIT("src"),
};

/* The last, which is the largest, address of a srcset. */
static struct str
from_srcset(struct str set)
{
	struct str last = STR_EMPTY;

	for (unsigned i = 0; i < 32 && set.n > 0; i++) {
		struct str one = str_trim(str_until(&set, ','));

		if (one.n > 0)
			last = str_word(&one);
	}
	return last;
}

/* Not a placeholder, a pixel, a logo. */
static bool
is_picture(struct str url)
{
	static const struct str bad[] = {
		STR_INIT("data:"), STR_INIT("blank.gif"), STR_INIT("pixel"),
		STR_INIT("spacer"), STR_INIT("placeholder"), STR_INIT("logo"),
		STR_INIT("avatar"), STR_INIT("icon"), STR_INIT(".svg"),
		STR_INIT("default."), STR_INIT("gravatar"),
	};

	for (size_t i = 0; i < COUNT(bad); i++)
		if (str_find_ci(url, bad[i]) != STR_NPOS)
			return false;
	return url.n > 0;
}

static bool
is_small(const struct page *p, uint32_t i)
{
	static const struct str sides[] = { STR_INIT("width"),
		                            STR_INIT("height") };

	for (size_t k = 0; k < COUNT(sides); k++) {
		struct str v = html_attr(&p->tree, i, sides[k]);
		uint64_t n;

		if (str_number(&v, &n, 100000) && n < SIDE_MIN)
			return true;
	}
	return false;
}

static struct str
image_address(struct page *p, uint32_t i)
{
	struct str v;

	for (size_t k = 0; k < COUNT(lazy); k++) {
		v = html_attr(&p->tree, i, lazy[k]);
		if (is_picture(v))
			return page_url(p, v);
	}
	v = from_srcset(html_attr(&p->tree, i, STR("data-srcset")));
	if (v.n == 0)
		v = from_srcset(html_attr(&p->tree, i, STR("srcset")));
	return is_picture(v) ? page_url(p, v) : STR_EMPTY;
}

/* The first image of some size between the title and the end of the text. */
static struct str
from_body(struct page *p)
{
	uint32_t end = p->root != 0 ? p->root_end : p->tree.n;
	uint32_t from = p->h1 != 0 && p->h1 < p->root ? p->h1 : p->root;
	unsigned seen = 0;

	if (from == 0)
		return STR_EMPTY;
	for (uint32_t i = from; i < end && seen < IMAGES_MAX; i++) {
		struct str url;

		if (page_node(p, i)->tag != HTML_TAG_IMG ||
		    (p->facts[i] & FACT_STRONG))
			continue;
		seen++;
		url = is_small(p, i) ? STR_EMPTY : image_address(p, i);
		if (url.n > 0)
			return url;
	}
	return STR_EMPTY;
}

static struct str
caption_of(struct page *p)
{
	uint32_t end = p->root_end;
	uint32_t from = p->h1 != 0 ? p->h1 : p->root;

	for (uint32_t i = from; i > 0 && i < end; i++) {
		struct str text;

		if (page_node(p, i)->tag != HTML_TAG_FIGCAPTION ||
		    page_node(p, i)->end - i > CAPTION_NODES_MAX)
			continue;
		text = page_text(p, i);
		if (text.n > 0 && text.n <= CAPTION_MAX_BYTES)
			return text;
	}
	return STR_EMPTY;
}

void
image_choose(struct page *p)
{
	struct doc_article *a = p->out;
	struct page_meta *m = p->meta;

	for (unsigned rank = 0; rank < 3 && a->image.n == 0; rank++)
		for (unsigned i = 0; i < m->key[META_IMAGE].n; i++)
			if (m->key[META_IMAGE].rank[i] == rank &&
			    a->image.n == 0)
				a->image = page_url(p, m->key[META_IMAGE].v[i]);
	if (a->image.n == 0)
		a->image = page_url(p, p->ld->image);
	if (a->image.n == 0)
		a->image = from_body(p);
	if (a->image.n == 0 && p->hint != NULL)
		a->image = p->hint->image;
	a->caption = caption_of(p);
}
