/*
 * schema.org data in <script type="application/ld+json">: which of its
 * objects is the article of this page, and what it says.
 * Source: JSON-LD 1.1, schema.org Article and Person; what the press makes
 * of them: lists instead of objects, names instead of persons, references,
 * several articles in one page.
 */
#include "extract/ld_internal.h"

#include "html/text.h"
#include "text/normalise.h"
#include "text/utf8.h"

#define SCRIPTS_MAX 256u
#define SCRIPT_MAX_BYTES (2u << 20)
#define DEPTH_MAX 6u
#define LINE_MAX_BYTES 4096u

/* The members that are read, in the order of enum ld_field. */
static const struct str field_names[LD__COUNT] = {
	[LD_TYPE] = STR_INIT("@type"),
	[LD_ID] = STR_INIT("@id"),
	[LD_HEADLINE] = STR_INIT("headline"),
	[LD_PUBLISHED] = STR_INIT("datePublished"),
	[LD_CREATED] = STR_INIT("dateCreated"),
	[LD_MODIFIED] = STR_INIT("dateModified"),
	[LD_AUTHOR] = STR_INIT("author"),
	[LD_CREATOR] = STR_INIT("creator"),
	[LD_CONTRIBUTOR] = STR_INIT("contributor"),
	[LD_PUBLISHER] = STR_INIT("publisher"),
	[LD_SECTION] = STR_INIT("articleSection"),
	[LD_KEYWORDS] = STR_INIT("keywords"),
	[LD_IMAGE] = STR_INIT("image"),
	[LD_THUMBNAIL] = STR_INIT("thumbnailUrl"),
	[LD_BODY] = STR_INIT("articleBody"),
	[LD_DESCRIPTION] = STR_INIT("description"),
	[LD_URL] = STR_INIT("url"),
	[LD_PAGE] = STR_INIT("mainEntityOfPage"),
	[LD_LANGUAGE] = STR_INIT("inLanguage"),
	[LD_GRAPH] = STR_INIT("@graph"),
	[LD_MAIN] = STR_INIT("mainEntity"),
	[LD_CRUMBS] = STR_INIT("breadcrumb"),
};

struct str
ld_line(struct ld_reader *r, uint32_t node)
{
	const struct skim *j = &r->j;
	struct str s;

	node = skim_first(j, node);
	if (node != 0 && skim_kind(j, node) == SKIM_OBJECT) {
		uint32_t at = skim_get(j, node, STR("@value"));

		node = at != 0 ? at : skim_get(j, node, STR("name"));
	}
	s = utf8_head(skim_string(j, node), LINE_MAX_BYTES);
	if (str_chr(s, '<') != STR_NPOS || str_chr(s, '&') != STR_NPOS)
		return html_to_line(r->p->mem, s);
	return text_shown_copy(r->p->mem, s);
}

/* Members of the object by field; 0: it has none. */
static void
read_fields(const struct skim *j, uint32_t node, uint32_t *at)
{
	for (unsigned f = 0; f < LD__COUNT; f++)
		at[f] = 0;
	for (uint32_t k = skim_begin(node); k < j->v[node].end;
	     k = skim_next(j, k))
		for (unsigned f = 0; f < LD__COUNT; f++)
			if (at[f] == 0 &&
			    str_eq(j->v[k].key, field_names[f]))
				at[f] = k;
}

static bool
type_ends(const struct skim *j, uint32_t type, struct str tail)
{
	if (type == 0)
		return false;
	if (skim_kind(j, type) != SKIM_ARRAY)
		return str_ends(skim_string(j, type), tail);
	for (uint32_t k = skim_begin(type); k < j->v[type].end;
	     k = skim_next(j, k))
		if (str_ends(skim_string(j, k), tail))
			return true;
	return false;
}

/* Kinds of things by the end of their type's name, and their weight. */
static const struct { struct str tail; int weight; } types[] = {
	{ STR_INIT("Article"), LD_IS_ARTICLE },
	{ STR_INIT("BlogPosting"), LD_IS_ARTICLE },
	{ STR_INIT("Report"), LD_IS_ARTICLE },
	{ STR_INIT("MediaPosting"), LD_IS_ARTICLE },
	{ STR_INIT("WebPage"), 2 },
	{ STR_INIT("VideoObject"), 2 },
	{ STR_INIT("CreativeWork"), 2 },
	{ STR_INIT("Recipe"), 2 },
	{ STR_INIT("Review"), 2 },
};

/* The address an object gives itself. */
static struct str
own_url(const struct skim *j, const uint32_t *at)
{
	uint32_t page = at[LD_PAGE];
	struct str s = skim_string(j, at[LD_URL]);

	if (s.n == 0 && page != 0 && skim_kind(j, page) == SKIM_OBJECT)
		page = skim_get(j, page, STR("@id"));
	return s.n > 0 || page == 0 ? s : skim_string(j, page);
}

/* Whether og:title or <title> hold this headline, be it with more. */
static bool
is_headed_so(const struct ld_reader *r, struct str headline)
{
	if (headline.n == 0)
		return false;
	for (size_t i = 0; i < COUNT(r->titles); i++)
		if (str_eq(r->titles[i], headline) ||
		    (headline.n >= LD_HEADLINE_MIN &&
		     str_find(r->titles[i], headline) != STR_NPOS))
			return true;
	return false;
}

/* How much an object looks like the article of this page; 0: not at all. */
static int
article_score(struct ld_reader *r, const uint32_t *at, bool *is_article)
{
	static const struct { enum ld_field field; int weight; } has[] = {
		{ LD_HEADLINE, 3 }, { LD_PUBLISHED, 3 }, { LD_AUTHOR, 2 },
		{ LD_BODY, 2 },
	};
	struct str url;
	int score = 0;

	for (size_t i = 0; i < COUNT(types) && score == 0; i++)
		if (type_ends(&r->j, at[LD_TYPE], types[i].tail))
			score = types[i].weight;
	if (score == 0)
		return 0;
	*is_article = score == LD_IS_ARTICLE;
	for (size_t i = 0; i < COUNT(has); i++)
		score += at[has[i].field] != 0 ? has[i].weight : 0;
	if (!*is_article)
		return score;
	/* related articles have addresses and headlines of their own */
	url = own_url(&r->j, at);
	if (url.n > 0 && (same_page(url, r->url) ||
	                  same_page(url, r->canonical)))
		score += LD_OWN_WEIGHT;
	if (is_headed_so(r, text_fold_copy(r->p->mem,
	                                   ld_line(r, at[LD_HEADLINE]))))
		score += LD_OWN_WEIGHT;
	return score;
}

/* The address in an image object, 0: none. */
static uint32_t
image_address(const struct skim *j, uint32_t node)
{
	uint32_t at = skim_get(j, node, STR("url"));

	return at != 0 ? at : skim_get(j, node, STR("contentUrl"));
}

/* A string, an object, a list of them, or a reference to an object. */
static struct str
read_image(struct ld_reader *r, uint32_t node)
{
	const struct skim *j = &r->j;

	node = skim_first(j, node);
	if (node != 0 && skim_kind(j, node) == SKIM_OBJECT) {
		if (image_address(j, node) == 0)
			node = ld_refer(r, node, LD_BY_URL);
		node = node != 0 ? skim_first(j, image_address(j, node)) : 0;
	}
	return str_trim(skim_string(j, node));
}

static void
read_tags(struct ld_reader *r, uint32_t node)
{
	struct page_ld *ld = r->p->ld;
	const struct skim *j = &r->j;

	if (node == 0 || ld->tag_n > 0)
		return;
	if (skim_kind(j, node) == SKIM_STRING) {
		struct str rest = ld_line(r, node);

		while (rest.n > 0 && ld->tag_n < LD_TAGS_MAX)
			ld->tags[ld->tag_n++] = str_until(&rest, ',');
		return;
	}
	for (uint32_t k = skim_begin(node);
	     k < j->v[node].end && ld->tag_n < LD_TAGS_MAX;
	     k = skim_next(j, k))
		ld->tags[ld->tag_n++] = ld_line(r, k);
}

/* `v` unless a surer object has set the field already. */
static void
set(struct str *field, struct str v)
{
	if (field->n == 0)
		*field = v;
}

/* What an object says where those before it, which are surer, said nothing. */
static void
read_article(struct ld_reader *r, const uint32_t *at, int score)
{
	struct page_ld *ld = r->p->ld;
	const struct skim *j = &r->j;

	set(&ld->headline, ld_line(r, at[LD_HEADLINE]));
	set(&ld->published, str_trim(skim_string(j, at[LD_PUBLISHED])));
	set(&ld->published, str_trim(skim_string(j, at[LD_CREATED])));
	set(&ld->modified, str_trim(skim_string(j, at[LD_MODIFIED])));
	set(&ld->publisher, ld_line(r, ld_named(r, at[LD_PUBLISHER])));
	set(&ld->section, ld_line(r, at[LD_SECTION]));
	set(&ld->description, ld_line(r, at[LD_DESCRIPTION]));
	set(&ld->body, str_trim(skim_string(j, at[LD_BODY])));
	set(&ld->language, str_trim(skim_string(j, at[LD_LANGUAGE])));
	set(&ld->image, read_image(r, at[LD_IMAGE]));
	set(&ld->image, read_image(r, at[LD_THUMBNAIL]));
	set(&ld->url, str_trim(own_url(j, at)));
	read_tags(r, at[LD_KEYWORDS]);
	if (score >= LD_SURE_SCORE)
		ld_read_people(r, at);
	if (ld->score == 0) {
		ld->score = score;
		ld->is_live =
		        type_ends(j, at[LD_TYPE], STR("LiveBlogPosting"));
		ld->is_news = ld->is_live || type_ends(j, at[LD_TYPE],
		                                       STR("NewsArticle"));
	}
}

/* The address of a step: its item, or the item's @id. */
static struct str
crumb_url(const struct skim *j, uint32_t node)
{
	uint32_t item = skim_get(j, node, STR("item"));

	if (item != 0 && skim_kind(j, item) == SKIM_OBJECT)
		item = skim_get(j, item, STR("@id"));
	return skim_string(j, item);
}

/* "Home > Politics > This" as a BreadcrumbList, without this page. */
static void
read_crumbs(struct ld_reader *r, uint32_t node)
{
	struct page_ld *ld = r->p->ld;
	const struct skim *j = &r->j;
	uint32_t list = skim_get(j, node, STR("itemListElement"));

	if (list == 0 || ld->crumb_n > 0 || skim_kind(j, list) != SKIM_ARRAY)
		return;
	for (uint32_t k = skim_begin(list);
	     k < j->v[list].end && ld->crumb_n < LD_CRUMBS_MAX;
	     k = skim_next(j, k)) {
		uint32_t name = skim_get(j, k, STR("name"));
		struct str url = crumb_url(j, k);

		if (url.n == 0 || same_page(url, r->url) ||
		    same_page(url, r->canonical))
			continue;
		if (name == 0)
			name = skim_get(j, k, STR("item"));
		ld->crumbs[ld->crumb_n] = ld_line(r, name);
		ld->crumb_n += ld->crumbs[ld->crumb_n].n > 0;
	}
}

/* Keeps the best, in their order; of equal ones the first. */
static void
add_found(struct ld_reader *r, const struct ld_found *f)
{
	unsigned worst = 0;

	if (r->found_n < LD_FOUND_MAX) {
		r->found[r->found_n++] = *f;
		return;
	}
	r->cut = true;
	for (unsigned i = 1; i < r->found_n; i++)
		if (r->found[i].score <= r->found[worst].score)
			worst = i;
	if (r->found[worst].score >= f->score)
		return;
	for (unsigned i = worst; i + 1 < r->found_n; i++)
		r->found[i] = r->found[i + 1];
	r->found[r->found_n - 1] = *f;
}

/*
 * Gathers the objects that may be the article, each with its score.  Each is
 * looked at once, and skim bounds how many there are.
 */
static void
walk(struct ld_reader *r, uint32_t node, unsigned depth)
{
	static const enum ld_field inner[] = { LD_GRAPH, LD_MAIN, LD_PAGE,
		                               LD_CRUMBS };
	const struct skim *j = &r->j;
	uint32_t at[LD__COUNT];
	struct ld_found f = { .node = node };

	if (skim_kind(j, node) != SKIM_ARRAY &&
	    skim_kind(j, node) != SKIM_OBJECT)
		return;
	r->cut |= depth == 0;
	if (depth == 0)
		return;
	if (skim_kind(j, node) == SKIM_ARRAY) {
		for (uint32_t k = skim_begin(node); k < j->v[node].end;
		     k = skim_next(j, k))
			walk(r, k, depth - 1);
		return;
	}
	read_fields(j, node, at);
	if (type_ends(j, at[LD_TYPE], STR("BreadcrumbList")))
		read_crumbs(r, node);
	f.score = article_score(r, at, &f.is_article);
	if (f.score > 0)
		add_found(r, &f);
	for (size_t i = 0; i < COUNT(inner); i++)
		if (at[inner[i]] != 0)
			walk(r, at[inner[i]], depth - 1);
}

/* Whether an object speaks of the article that was chosen, too. */
static bool
is_kin(const struct ld_found *best, const struct ld_found *other)
{
	/* of articles only those that are this page's own */
	return !other->is_article || !best->is_article ||
	       (other->score >= LD_IS_ARTICLE + LD_OWN_WEIGHT &&
	        best->score >= LD_IS_ARTICLE + LD_OWN_WEIGHT);
}

/* Reads the best object found, then those that may add to it. */
static void
read_found(struct ld_reader *r)
{
	unsigned best = 0;
	uint32_t at[LD__COUNT];

	for (unsigned i = 1; i < r->found_n; i++)
		if (r->found[i].score > r->found[best].score)
			best = i;
	if (r->found_n == 0)
		return;
	read_fields(&r->j, r->found[best].node, at);
	read_article(r, at, r->found[best].score);
	for (unsigned i = 0; i < r->found_n; i++) {
		if (i == best || !is_kin(&r->found[best], &r->found[i]))
			continue;
		read_fields(&r->j, r->found[i].node, at);
		read_article(r, at, r->found[i].score);
	}
}

/* The text of a script, which is one node. */
static struct str
script_text(struct page *p, uint32_t node)
{
	const struct html_node *e = page_node(p, node);
	struct str s;

	if (e->end != node + 2 || page_node(p, node + 1)->tag != HTML_TAG_TEXT)
		return STR_EMPTY;
	s = str_trim(page_node(p, node + 1)->text);
	/* written as if it were text of the page */
	if (str_find(str_sub(s, 0, 16), STR("&quot;")) != STR_NPOS)
		s = html_to_line(p->mem, str_sub(s, 0, SCRIPT_MAX_BYTES));
	return s;
}

static void
read_scripts(struct ld_reader *r)
{
	struct page *p = r->p;
	unsigned scripts = 0;

	for (uint32_t i = 1; i < p->tree.n; i++) {
		struct str s;

		if (page_node(p, i)->tag != HTML_TAG_SCRIPT ||
		    str_find_ci(html_attr(&p->tree, i, STR("type")),
		                STR("ld+json")) == STR_NPOS)
			continue;
		if (scripts++ == SCRIPTS_MAX) {
			r->cut = true;
			break;
		}
		s = script_text(p, i);
		r->cut |= s.n > SCRIPT_MAX_BYTES;
		if (s.n == 0 || s.n > SCRIPT_MAX_BYTES)
			continue;
		skim_add(&r->j, s);
		if (r->j.odd)
			diag_add(p->diags, DIAG_PAGE_BAD_JSONLD, 0);
	}
}

void
jsonld_gather(struct page *p)
{
	struct ld_reader r = { .p = p, .canonical = p->meta->canonical,
		               .ids = MAP_INIT(p->mem, p->seed) };

	if (!skim_init(&r.j, p->mem))
		return;
	r.url = p->url.n > 0 ? p->url : meta_get(p, META_URL);
	r.titles[0] = text_fold_copy(p->mem, meta_get(p, META_TITLE));
	r.titles[1] = text_fold_copy(p->mem, p->meta->head_title);
	read_scripts(&r);
	walk(&r, 0, DEPTH_MAX);
	read_found(&r);
	if (r.cut || r.j.cut)
		diag_add(p->diags, DIAG_PAGE_BOUND, 0);
}
