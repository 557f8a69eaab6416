#include "extract/extract.h"

#include "extract/internal.h"
#include "html/text.h"
#include "text/normalise.h"
#include "text/utf8.h"
#include "url/url.h"

/* The page's own word on where it is, when nobody else tells. */
static struct str
stated_url(struct page *p)
{
	struct str stated[3] = { p->meta->canonical, meta_get(p, META_URL),
		                 p->ld->url };
	struct url u;

	for (size_t i = 0; i < COUNT(stated); i++)
		if (url_parse(p->mem, stated[i], &u) == ERR_OK)
			return url_text(p->mem, &u);
	return STR_EMPTY;
}

/* "noindex, nofollow": commas and spaces separate. */
static void
read_robots(struct doc_article *a, struct str v)
{
	while (v.n > 0) {
		struct str part = str_until(&v, ',');

		while (part.n > 0) {
			struct str w = str_word(&part);

			if (str_eq_ci(w, STR("noindex")) ||
			    str_eq_ci(w, STR("none")))
				a->no_index = true;
			if (str_eq_ci(w, STR("noarchive")) ||
			    str_eq_ci(w, STR("nosnippet")) ||
			    str_eq_ci(w, STR("none")) ||
			    str_eq_ci(w, STR("max-snippet:0")))
				a->no_archive = true;
		}
	}
}

static void
read_permissions(struct page *p)
{
	const struct page_meta *m = p->meta;

	for (unsigned i = 0; i < m->key[META_ROBOTS].n; i++)
		read_robots(p->out, m->key[META_ROBOTS].v[i]);
	for (unsigned i = 0; i < m->key[META_TDM].n; i++)
		p->out->no_archive |= str_eq(m->key[META_TDM].v[i], STR("1"));
}

static bool
prepare(struct page *p)
{
	p->words = ARENA_NEW(p->mem, struct vocabulary);
	p->meta = ARENA_NEW(p->mem, struct page_meta);
	p->ld = ARENA_NEW(p->mem, struct page_ld);
	return p->words != NULL && p->meta != NULL && p->ld != NULL;
}

static void
report_bounds(struct page *p)
{
	if (p->tree.too_deep)
		diag_add(p->diags, DIAG_PAGE_TOO_DEEP, p->tree.too_deep_at);
	if (p->tree.too_many)
		diag_add(p->diags, DIAG_PAGE_TOO_MANY_NODES,
		         p->tree.too_many_at);
}

static void
report_if(struct page *p, bool so, enum diag what)
{
	if (so)
		diag_add(p->diags, what, 0);
}

/* What an editor could add to be read better. */
static void
report_gaps(struct page *p)
{
	const struct doc_article *a = p->out;

	report_if(p, a->byline.n == 0, DIAG_PAGE_NO_AUTHOR);
	report_if(p, a->image.n == 0, DIAG_PAGE_NO_IMAGE);
	report_if(p, a->canonical_url.n == 0, DIAG_PAGE_NO_ADDRESS);
	report_if(p, p->meta->lang.n == 0, DIAG_PAGE_NO_LANGUAGE);
	report_if(p, a->language.n > 0 && a->text.n > 0 &&
	                     !text_may_be(a->text, a->language),
	          DIAG_PAGE_OTHER_LANGUAGE);
	report_if(p, a->has_published && a->published.has_time &&
	                     !a->published.has_zone,
	          DIAG_PAGE_NO_ZONE);
	report_if(p, p->text_from == TEXT_SCRIPT, DIAG_PAGE_IN_SCRIPT);
}

enum err
extract_page(struct arena *mem, const struct extract_input *in,
             struct doc_article *out, struct diags *d)
{
	struct doc_article made = { .charset = out->charset };
	struct page p = { .mem = mem, .url = in->url, .base = in->url,
		          .hint = in->hint, .rules = in->rules,
		          .seed = in->seed, .now_s = in->now_s,
		          .out = &made, .diags = d };
	enum err e;

	if (!prepare(&p))
		return ERR_LIMIT;
	if ((e = html_tree_parse(mem, in->text, &p.tree)) != ERR_OK)
		return e;
	report_bounds(&p);
	if ((e = rules_exclude(&p)) != ERR_OK)
		return e;
	meta_gather(&p);
	jsonld_gather(&p);
	if (p.url.n == 0) {
		p.url = stated_url(&p);
		if (p.base.n == 0)
			p.base = p.url;
	}
	facts_gather(&p);
	blocks_gather(&p);
	teasers_mark(&p);
	if (arena_err(mem) != ERR_OK)
		return ERR_LIMIT;
	facts_settle(&p);
	title_choose(&p);
	byline_choose(&p);
	score_choose(&p);
	text_choose(&p);
	if (arena_err(mem) != ERR_OK)
		return ERR_LIMIT;
	labels_choose(&p);
	date_choose(&p);
	image_choose(&p);
	address_choose(&p);
	read_permissions(&p);
	report_gaps(&p);
	if (in->trace != NULL)
		trace_write(&p, in->trace);
	if (arena_err(mem) != ERR_OK)
		return ERR_LIMIT;
	*out = made;
	return ERR_OK;
}
