/*
 * What <head> says: meta elements of the usual vocabularies, title,
 * canonical address, language.
 */
#include "extract/names.h"

#include "text/normalise.h"
#include "text/utf8.h"

/* Names in lower case; the rank tells which to believe first. */
static const struct meta_name {
	struct str name;
	uint8_t key, rank;
} meta_names[] = {
	{ STR_INIT("og:title"), META_TITLE, 0 },
	{ STR_INIT("twitter:title"), META_TITLE, 1 },
	{ STR_INIT("dc.title"), META_TITLE, 2 },
	{ STR_INIT("headline"), META_HEADLINE, 0 },
	{ STR_INIT("parsely-title"), META_HEADLINE, 1 },
	{ STR_INIT("sailthru.title"), META_HEADLINE, 1 },
	{ STR_INIT("title"), META_TITLE, 3 },
	{ STR_INIT("og:description"), META_DESCRIPTION, 0 },
	{ STR_INIT("description"), META_DESCRIPTION, 1 },
	{ STR_INIT("twitter:description"), META_DESCRIPTION, 2 },
	{ STR_INIT("og:site_name"), META_SITE, 0 },
	{ STR_INIT("application-name"), META_SITE, 1 },
	{ STR_INIT("apple-mobile-web-app-title"), META_SITE, 2 },
	{ STR_INIT("article:published_time"), META_PUBLISHED, 0 },
	{ STR_INIT("og:article:published_time"), META_PUBLISHED, 0 },
	{ STR_INIT("datepublished"), META_PUBLISHED, 1 },
	{ STR_INIT("article:published"), META_PUBLISHED, 1 },
	{ STR_INIT("published_time"), META_PUBLISHED, 1 },
	{ STR_INIT("og:published_time"), META_PUBLISHED, 1 },
	{ STR_INIT("article:post_time"), META_PUBLISHED, 1 },
	{ STR_INIT("parsely-pub-date"), META_PUBLISHED, 2 },
	{ STR_INIT("sailthru.date"), META_PUBLISHED, 2 },
	{ STR_INIT("cxenseparse:recs:publishtime"), META_PUBLISHED, 2 },
	{ STR_INIT("publish-date"), META_PUBLISHED, 2 },
	{ STR_INIT("publishdate"), META_PUBLISHED, 2 },
	{ STR_INIT("publish_date"), META_PUBLISHED, 2 },
	{ STR_INIT("publication_date"), META_PUBLISHED, 2 },
	{ STR_INIT("pubdate"), META_PUBLISHED, 2 },
	{ STR_INIT("dc.date.issued"), META_PUBLISHED, 3 },
	{ STR_INIT("dcterms.issued"), META_PUBLISHED, 3 },
	{ STR_INIT("dcterms.created"), META_PUBLISHED, 3 },
	{ STR_INIT("dcterms.date"), META_PUBLISHED, 3 },
	{ STR_INIT("dc.date"), META_PUBLISHED, 3 },
	{ STR_INIT("citation_publication_date"), META_PUBLISHED, 3 },
	{ STR_INIT("citation_online_date"), META_PUBLISHED, 3 },
	{ STR_INIT("citation_date"), META_PUBLISHED, 3 },
	{ STR_INIT("published"), META_PUBLISHED, 3 },
	{ STR_INIT("datecreated"), META_PUBLISHED, 4 },
	{ STR_INIT("date"), META_PUBLISHED, 5 },
	{ STR_INIT("article.published"), META_PUBLISHED, 2 },
	{ STR_INIT("article:modified_time"), META_MODIFIED, 0 },
	{ STR_INIT("og:updated_time"), META_MODIFIED, 1 },
	{ STR_INIT("datemodified"), META_MODIFIED, 1 },
	{ STR_INIT("article:modified"), META_MODIFIED, 1 },
	{ STR_INIT("dcterms.modified"), META_MODIFIED, 2 },
	{ STR_INIT("last-modified"), META_MODIFIED, 3 },
	{ STR_INIT("lastmod"), META_MODIFIED, 3 },
	{ STR_INIT("updated"), META_MODIFIED, 3 },
	{ STR_INIT("author"), META_AUTHOR, 0 },
	{ STR_INIT("byl"), META_AUTHOR, 1 },
	{ STR_INIT("parsely-author"), META_AUTHOR, 1 },
	{ STR_INIT("sailthru.author"), META_AUTHOR, 1 },
	{ STR_INIT("cxenseparse:author"), META_AUTHOR, 1 },
	{ STR_INIT("dc.creator"), META_AUTHOR, 2 },
	{ STR_INIT("dcterms.creator"), META_AUTHOR, 2 },
	{ STR_INIT("twitter:label1"), META_LABEL, 0 },
	{ STR_INIT("twitter:data1"), META_LABELLED, 0 },
	{ STR_INIT("citation_author"), META_AUTHOR, 1 },
	{ STR_INIT("citation_authors"), META_AUTHOR, 1 },
	{ STR_INIT("articleauthor"), META_AUTHOR, 1 },
	{ STR_INIT("article:byline"), META_AUTHOR, 1 },
	{ STR_INIT("mrf:authors"), META_AUTHOR, 1 },
	{ STR_INIT("shareaholic:article_author_name"), META_AUTHOR, 2 },
	{ STR_INIT("og:article:author"), META_AUTHOR, 3 },
	{ STR_INIT("article:author"), META_AUTHOR, 3 },
	{ STR_INIT("article:author_name"), META_AUTHOR, 1 },
	{ STR_INIT("article:section"), META_SECTION, 0 },
	{ STR_INIT("og:article:section"), META_SECTION, 0 },
	{ STR_INIT("articlesection"), META_SECTION, 1 },
	{ STR_INIT("parsely-section"), META_SECTION, 1 },
	{ STR_INIT("section"), META_SECTION, 2 },
	{ STR_INIT("content_category"), META_SECTION, 2 },
	{ STR_INIT("category"), META_SECTION, 3 },
	{ STR_INIT("article:tag"), META_TAG, 0 },
	{ STR_INIT("og:article:tag"), META_TAG, 0 },
	{ STR_INIT("news_keywords"), META_KEYWORDS, 0 },
	{ STR_INIT("keywords"), META_KEYWORDS, 1 },
	{ STR_INIT("parsely-tags"), META_KEYWORDS, 2 },
	{ STR_INIT("og:image"), META_IMAGE, 0 },
	{ STR_INIT("og:image:secure_url"), META_IMAGE, 1 },
	{ STR_INIT("og:image:url"), META_IMAGE, 1 },
	{ STR_INIT("twitter:image"), META_IMAGE, 2 },
	{ STR_INIT("twitter:image:src"), META_IMAGE, 2 },
	{ STR_INIT("og:url"), META_URL, 0 },
	{ STR_INIT("og:locale"), META_LOCALE, 0 },
	{ STR_INIT("content-language"), META_LOCALE, 1 },
	{ STR_INIT("dc.language"), META_LOCALE, 1 },
	{ STR_INIT("robots"), META_ROBOTS, 0 },
	{ STR_INIT("marsad"), META_ROBOTS, 0 },
	{ STR_INIT("tdm-reservation"), META_TDM, 0 },
};

#define NAME_MAX_BYTES 40u
#define VALUE_MAX_BYTES 4096u /* more is no title and no name */

/* Makes room for a value by dropping the latest that is trusted less. */
static bool
make_room(struct page_meta *m, enum meta_key key, unsigned rank)
{
	unsigned n = m->key[key].n, worst = 0;

	for (unsigned i = 0; i < n; i++)
		if (m->key[key].rank[i] >= m->key[key].rank[worst])
			worst = i;
	if (m->key[key].rank[worst] <= rank)
		return false;
	for (unsigned i = worst; i + 1 < n; i++) {
		m->key[key].v[i] = m->key[key].v[i + 1];
		m->key[key].rank[i] = m->key[key].rank[i + 1];
		m->key[key].from[i] = m->key[key].from[i + 1];
	}
	m->key[key].n--;
	return true;
}

static void
add_value(struct page *p, const struct meta_name *name, struct str value)
{
	struct page_meta *m = p->meta;
	unsigned n;

	if (value.n == 0)
		return;
	if (m->key[name->key].n == META_VALUES_MAX) {
		diag_add(p->diags, DIAG_PAGE_BOUND, 0);
		if (!make_room(m, (enum meta_key)name->key, name->rank))
			return;
	}
	n = m->key[name->key].n++;
	m->key[name->key].v[n] = value;
	m->key[name->key].rank[n] = name->rank;
	m->key[name->key].from[n] = name->name.p;
}

static void
keep(struct page *p, struct str name, struct str value)
{
	char low[NAME_MAX_BYTES];
	struct str key = { low, name.n };

	if (name.n == 0 || name.n > NAME_MAX_BYTES || value.n == 0)
		return;
	for (size_t i = 0; i < name.n; i++)
		low[i] = ascii_lower(name.p[i]);
	for (size_t i = 0; i < COUNT(meta_names); i++) {
		const struct meta_name *m = &meta_names[i];

		/* most differ in length */
		if (m->name.n == key.n && str_eq(m->name, key)) {
			add_value(p, m, value);
			return;
		}
	}
}

static void
read_meta(struct page *p, uint32_t i)
{
	static const struct str names[] = {
		STR_INIT("property"), STR_INIT("name"), STR_INIT("itemprop"),
		STR_INIT("http-equiv"),
	};
	struct str value = html_attr(&p->tree, i, STR("content"));

	if (value.n == 0)
		value = html_attr(&p->tree, i, STR("value"));
	value = str_trim(value);
	for (size_t k = 0; k < COUNT(names); k++) {
		struct str name = str_trim(html_attr(&p->tree, i, names[k]));

		if (name.n > 0)
			keep(p, name, value);
	}
}

static void
read_link(struct page *p, uint32_t i)
{
	struct str rel = html_attr(&p->tree, i, STR("rel"));

	if (p->meta->canonical.n == 0 && html_has_word(rel, STR("canonical")))
		p->meta->canonical =
		        str_trim(html_attr(&p->tree, i, STR("href")));
}

/* The first of the most trusted values of a key; META_VALUES_MAX: none. */
static unsigned
best_of(const struct page *p, enum meta_key key)
{
	unsigned rank = UINT8_MAX, best = META_VALUES_MAX;

	for (unsigned i = 0; i < p->meta->key[key].n; i++) {
		if (p->meta->key[key].rank[i] < rank) {
			rank = p->meta->key[key].rank[i];
			best = i;
		}
	}
	return best;
}

const char *
meta_name_of(struct page *p, enum meta_key key, unsigned i)
{
	const char *name = p->meta->key[key].from[i];

	if (str_chr(str_from(name), ':') != STR_NPOS)
		return name;
	return str_z(p->mem, str_fmt(p->mem, "meta %s", name));
}

const char *
meta_from(struct page *p, enum meta_key key)
{
	unsigned i = best_of(p, key);

	return i < META_VALUES_MAX ? meta_name_of(p, key, i) : NULL;
}

struct str
meta_get(struct page *p, enum meta_key key)
{
	unsigned i = best_of(p, key);
	struct str best = i < META_VALUES_MAX ? p->meta->key[key].v[i]
	                                      : STR_EMPTY;

	return unescaped(p->mem,
	                 text_shown_copy(p->mem,
	                                 utf8_head(best, VALUE_MAX_BYTES)));
}

/* "Written by" in a first label makes the first datum an author. */
static void
use_label(struct page *p)
{
	static const struct meta_name datum = { STR_INIT("twitter:data1"),
		                                META_AUTHOR, 2 };
	struct str label =
	        text_fold_copy(p->mem, meta_get(p, META_LABEL));

	if (names_is_in(NAMES_LABELS, label))
		add_value(p, &datum, meta_get(p, META_LABELLED));
}

void
meta_gather(struct page *p)
{
	for (uint32_t i = 1; i < p->tree.n; i++) {
		const struct html_node *e = page_node(p, i);
		struct str v;

		switch ((int)e->tag) {
		case HTML_TAG_META:
			read_meta(p, i);
			break;
		case HTML_TAG_LINK:
			read_link(p, i);
			break;
		case HTML_TAG_BASE:
			v = html_attr(&p->tree, i, STR("href"));
			p->base = v.n > 0 ? page_url(p, v) : p->base;
			if (p->base.n == 0)
				p->base = p->url;
			break;
		case HTML_TAG_HTML:
			p->meta->lang = html_attr(&p->tree, i, STR("lang"));
			if (p->meta->lang.n == 0)
				p->meta->lang = html_attr(&p->tree, i,
				                          STR("xml:lang"));
			break;
		case HTML_TAG_TITLE:
			if (p->meta->head_title.n == 0)
				p->meta->head_title = utf8_head(
				        page_text(p, i), VALUE_MAX_BYTES);
			break;
		case HTML_TAG_SVG:
			i = e->end - 1;
			break;
		default:
			break;
		}
	}
	use_label(p);
}
