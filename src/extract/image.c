/*
 * The lead image and its caption.
 */
#include "extract/internal.h"

#include "text/normalise.h"

#define IMAGES_MAX 60u
#define SIDE_MIN 150u /* smaller images are icons */
#define ANCESTORS_MAX 12u
#define SOURCES_MAX 32u /* of a srcset that are read */
#define CAPTION_MAX_BYTES 600u
#define CAPTION_NODES_MAX 60u

/* Attributes in which pages keep the address until a script moves it. */
static const struct str lazy[] = {
	STR_INIT("data-src"),      STR_INIT("data-original"),
	STR_INIT("data-lazy-src"), STR_INIT("data-lazy"),
	STR_INIT("data-lazyload"), STR_INIT("data-actualsrc"),
	STR_INIT("data-full"),     STR_INIT("data-large-file"),
	STR_INIT("data-orig-file"), STR_INIT("data-hi-res-src"),
	STR_INIT("data-image"),    STR_INIT("data-url"),
	STR_INIT("data-img"),      STR_INIT("src"),
};

static const struct str sets[] = {
	STR_INIT("data-srcset"), STR_INIT("data-lazy-srcset"),
	STR_INIT("srcset"),
};

/*
 * The address of the largest image of a srcset.
 * Source: HTML Living Standard, 4.8.4.2.1: addresses may hold commas, but
 * not at their end.
 */
static struct str
from_srcset(struct str set)
{
	struct str best = STR_EMPTY;
	uint64_t most = 0;

	for (unsigned i = 0; i < SOURCES_MAX && set.n > 0; i++) {
		struct str url = str_word(&set), size;
		uint64_t n = 1;

		if (str_ends(url, STR(","))) {
			url.n--;
		} else {
			size = str_trim(str_until(&set, ','));
			str_number(&size, &n, 1000000);
		}
		if (url.n > 0 && n >= most) {
			most = n;
			best = url;
		}
	}
	return best;
}

/* Words that make a file no picture, wherever they stand in its name. */
static const struct str no_pictures[] = {
	STR_INIT("logo"),        STR_INIT("logos"),
	STR_INIT("avatar"),      STR_INIT("avatars"),
	STR_INIT("gravatar"),    STR_INIT("favicon"),
	STR_INIT("placeholder"), STR_INIT("spacer"),
	STR_INIT("sprite"),      STR_INIT("sprites"),
	STR_INIT("spinner"),     STR_INIT("noimage"),
	STR_INIT("lazyload"),    STR_INIT("1x1"),
};

/*
 * Words that do so where the name has nothing but such words and figures:
 * "pixel.gif" is none, "google-pixel-8.jpg" may well be.
 */
static const struct str plain_names[] = {
	STR_INIT("pixel"),  STR_INIT("blank"),       STR_INIT("icon"),
	STR_INIT("icons"),  STR_INIT("default"),     STR_INIT("loading"),
	STR_INIT("loader"), STR_INIT("transparent"), STR_INIT("grey"),
	STR_INIT("gray"),   STR_INIT("empty"),       STR_INIT("no"),
};

/* They tell nothing of what a picture shows. */
static const struct str neutral_names[] = {
	STR_INIT("image"), STR_INIT("img"),   STR_INIT("photo"),
	STR_INIT("pic"),   STR_INIT("site"),  STR_INIT("share"),
	STR_INIT("og"),    STR_INIT("touch"), STR_INIT("apple"),
	STR_INIT("post"),  STR_INIT("thumb"), STR_INIT("thumbnail"),
	STR_INIT("small"), STR_INIT("large"), STR_INIT("tracking"),
	STR_INIT("white"), STR_INIT("black"), STR_INIT("2x"),
};

#define HAS(table, word) has_word((table), COUNT(table), (word))

static bool
has_word(const struct str *table, size_t n, struct str word)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq_ci(table[i], word))
			return true;
	return false;
}

/* The next word of a name: letters and digits. */
static struct str
next_word(struct str *rest)
{
	size_t from = 0, end;

	while (from < rest->n && !ascii_is_alnum(rest->p[from]))
		from++;
	end = from;
	while (end < rest->n && ascii_is_alnum(rest->p[end]))
		end++;
	*rest = str_sub(*rest, end, rest->n);
	return (struct str){ rest->p - (end - from), end - from };
}

/* Whether a file, its extension off, is a picture by its name. */
static bool
is_picture_name(struct str name)
{
	bool told = false, plain = false;

	while (name.n > 0) {
		struct str word = next_word(&name);

		if (HAS(no_pictures, word))
			return false;
		if (HAS(plain_names, word))
			plain = true;
		else if (word.n > 0 && !ascii_is_digit(word.p[0]) &&
		         !HAS(neutral_names, word))
			told = true;
	}
	return told || !plain;
}

/*
 * Not a placeholder, a pixel, a logo: by the file's name and the folder it
 * lies in.
 */
static bool
is_picture(struct str url)
{
	struct str file, folder;
	size_t slash, dot;

	if (url.n == 0 || str_starts_ci(url, STR("data:")))
		return false;
	url = str_sub(url, 0, str_chr(url, '?'));
	url = str_sub(url, 0, str_chr(url, '#'));
	slash = str_rchr(url, '/');
	file = slash == STR_NPOS ? url : str_sub(url, slash + 1, url.n);
	folder = slash == STR_NPOS ? STR_EMPTY : str_sub(url, 0, slash);
	slash = str_rchr(folder, '/');
	if (slash != STR_NPOS)
		folder = str_sub(folder, slash + 1, folder.n);
	dot = str_rchr(file, '.');
	if (dot != STR_NPOS &&
	    str_eq_ci(str_sub(file, dot, file.n), STR(".svg")))
		return false;
	return is_picture_name(str_sub(file, 0, dot)) &&
	       !HAS(no_pictures, folder) && !str_eq_ci(folder, STR("icons"));
}

static bool
is_small(const struct page *p, uint32_t i)
{
	static const struct str sides[] = { STR_INIT("width"),
		                            STR_INIT("height") };

	for (size_t k = 0; k < COUNT(sides); k++) {
		struct str v = html_attr(&p->tree, i, sides[k]);
		uint64_t n;

		if (str_number(&v, &n, 100000) && n < SIDE_MIN &&
		    !str_starts(v, STR("%")))
			return true;
	}
	return false;
}

/* An image, or what stands before one in a <picture>. */
static bool
is_image(const struct page *p, uint32_t i)
{
	const struct html_node *e = page_node(p, i);

	return e->tag == HTML_TAG_IMG ||
	       (e->tag == HTML_TAG_SOURCE &&
	        page_node(p, e->parent)->tag == HTML_TAG_PICTURE);
}

static struct str
image_address(struct page *p, uint32_t i)
{
	struct str v;

	for (size_t k = 0; k < COUNT(lazy); k++) {
		v = str_trim(html_attr(&p->tree, i, lazy[k]));
		if (is_picture(v))
			return page_url(p, v);
	}
	for (size_t k = 0; k < COUNT(sets); k++) {
		v = from_srcset(html_attr(&p->tree, i, sets[k]));
		if (is_picture(v))
			return page_url(p, v);
	}
	return STR_EMPTY;
}

/* In an author's box, a list of other articles, a share bar. */
static bool
is_aside(const struct page *p, uint32_t i)
{
	for (unsigned up = 0; up < ANCESTORS_MAX && i > 0; up++) {
		/* what holds the text as well is the article */
		if (i <= p->root && p->root < page_node(p, i)->end)
			return false;
		if (p->facts[i] & (FACT_STRONG | FACT_AUTHOR))
			return true;
		i = page_node(p, i)->parent;
	}
	return false;
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

		if (!is_image(p, i))
			continue;
		seen++;
		if (is_small(p, i) || is_aside(p, i))
			continue;
		url = image_address(p, i);
		if (url.n > 0)
			return url;
	}
	return STR_EMPTY;
}

/* The head's image that is a picture, or any at all. */
static struct str
from_head(struct page *p, bool any)
{
	const struct page_meta *m = p->meta;

	for (unsigned rank = 0; rank <= META_RANK_MAX; rank++)
		for (unsigned i = 0; i < m->key[META_IMAGE].n; i++) {
			struct str v = m->key[META_IMAGE].v[i];

			if (m->key[META_IMAGE].rank[i] != rank ||
			    !(any || is_picture(v)))
				continue;
			v = page_url(p, v);
			page_from(p, TRACE_IMAGE,
			          meta_name_of(p, META_IMAGE, i));
			if (v.n > 0)
				return v;
		}
	page_from(p, TRACE_IMAGE, "json-ld image");
	return any || is_picture(p->ld->image) ? page_url(p, p->ld->image)
	                                       : STR_EMPTY;
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

	a->image = from_head(p, false);
	if (a->image.n == 0) {
		a->image = from_body(p);
		page_from(p, TRACE_IMAGE, "an image of the article");
	}
	if (a->image.n == 0 && p->hint != NULL) {
		a->image = p->hint->image;
		page_from(p, TRACE_IMAGE, "feed");
	}
	/* better the outlet's logo than nothing */
	if (a->image.n == 0)
		a->image = from_head(p, true);
	a->caption = caption_of(p);
}
