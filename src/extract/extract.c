#include "extract/extract.h"

#include "extract/internal.h"
#include "html/text.h"
#include "text/normalise.h"
#include "text/utf8.h"
#include "url/url.h"

#define LISTED_TAGS_MAX 100u /* of a keywords list that are read */

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

static bool
add_tag(struct page *p, struct str tag)
{
	struct doc_article *a = p->out;

	tag = text_shown_copy(p->mem, tag);
	if (tag.n == 0 || tag.n > 200 || a->tag_count == DOC_TAGS_MAX)
		return false;
	for (size_t i = 0; i < a->tag_count; i++)
		if (fold_eq(p->mem, a->tags[i], tag))
			return false;
	a->tags[a->tag_count++] = tag;
	return true;
}

static void
add_list(struct page *p, struct str list)
{
	/* Arabic comma too; a list without commas is one tag */
	for (unsigned i = 0; list.n > 0 && i < LISTED_TAGS_MAX; i++) {
		struct str part = str_until(&list, ',');
		struct str comma = STR("\xD8\x8C");
		size_t at;

		while ((at = str_find(part, comma)) != STR_NPOS) {
			add_tag(p, str_sub(part, 0, at));
			part = str_sub(part, at + comma.n, part.n);
		}
		if (!add_tag(p, part) && p->out->tag_count == DOC_TAGS_MAX)
			return;
	}
}

static void
choose_tags(struct page *p)
{
	const struct page_meta *m = p->meta;

	p->out->tags = ARENA_ARRAY(p->mem, struct str, DOC_TAGS_MAX);
	if (p->out->tags == NULL)
		return;
	for (unsigned i = 0; i < m->key[META_TAG].n; i++)
		add_tag(p, m->key[META_TAG].v[i]);
	for (unsigned i = 0; i < p->ld->tag_n && m->key[META_TAG].n == 0; i++)
		add_tag(p, p->ld->tags[i]);
	if (p->out->tag_count == 0)
		add_list(p, meta_get(p, META_KEYWORDS));
}

/* "ar-MA", "ar_AR", "AR" -> as it stands, '_' as '-'. */
static struct str
language_tag(struct arena *mem, struct str s)
{
	struct str word = str_trim(s), out;
	char *to;

	word = str_sub(word, 0, str_chr(word, ','));
	if (word.n < 2 || word.n > 35)
		return STR_EMPTY;
	to = arena_alloc(mem, word.n);
	if (to == NULL)
		return STR_EMPTY;
	for (size_t i = 0; i < word.n; i++)
		to[i] = word.p[i] == '_' ? '-' : word.p[i];
	out = (struct str){ to, word.n };
	return out;
}

static void
choose_rest(struct page *p)
{
	struct doc_article *a = p->out;

	a->site_name = meta_get(p, META_SITE);
	if (a->site_name.n == 0)
		a->site_name = p->ld->publisher;
	a->section = meta_get(p, META_SECTION);
	if (a->section.n == 0)
		a->section = p->ld->section;
	a->language = language_tag(p->mem, p->meta->lang);
	if (a->language.n == 0)
		a->language = language_tag(p->mem, p->ld->language);
	if (a->language.n == 0)
		a->language = language_tag(p->mem, meta_get(p, META_LOCALE));
	choose_tags(p);
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
	if (p->words == NULL || p->meta == NULL || p->ld == NULL)
		return false;
	vocabulary_init(p->words);
	return true;
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

enum err
extract_page(struct arena *mem, const struct extract_input *in,
             struct doc_article *out, struct diags *d)
{
	struct doc_article made = { .charset = out->charset };
	struct page p = { .mem = mem, .url = in->url, .base = in->url,
		          .hint = in->hint, .rules = in->rules,
		          .out = &made, .diags = d };
	enum err e;

	if (!prepare(&p))
		return ERR_LIMIT;
	if ((e = html_tree_parse(mem, in->text, &p.tree)) != ERR_OK)
		return e;
	report_bounds(&p);
	meta_gather(&p);
	jsonld_gather(&p);
	if (p.url.n == 0) {
		p.url = stated_url(&p);
		if (p.base.n == 0)
			p.base = p.url;
	}
	facts_gather(&p);
	rules_exclude(&p);
	blocks_gather(&p);
	teasers_mark(&p);
	if (arena_err(mem) != ERR_OK)
		return ERR_LIMIT;
	title_choose(&p);
	byline_choose(&p);
	score_choose(&p);
	text_choose(&p);
	choose_rest(&p);
	date_choose(&p);
	image_choose(&p);
	address_choose(&p);
	read_permissions(&p);
	if (in->trace != NULL)
		trace_write(&p, in->trace);
	if (arena_err(mem) != ERR_OK)
		return ERR_LIMIT;
	*out = made;
	return ERR_OK;
}
