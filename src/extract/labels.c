/*
 * What the page is filed under: the site's name, section, tags, language.
 */
#include "extract/meta_internal.h"

#include "text/normalise.h"
#include "text/utf8.h"

#define TAG_MAX_BYTES 200u
#define SECTION_MAX_CP 60u
#define LISTED_MAX 100u  /* of a list that are read */
#define LINKS_MAX 64u    /* of the page that are looked at as tags */
#define LANGUAGE_MAX 35u /* BCP 47, 4.4.1 */

struct tags {
	struct page *p;
	const struct site *site;
	struct str folded[DOC_TAGS_MAX];
};

static bool
is_full(const struct tags *t)
{
	return t->p->out->tag_count == DOC_TAGS_MAX;
}

static bool
has_letter(struct str folded)
{
	for (size_t i = 0; i < folded.n; i++)
		if (folded.p[i] != ' ' && !ascii_is_digit(folded.p[i]))
			return true;
	return false;
}

static void
add_tag(struct tags *t, struct str tag)
{
	struct doc_article *a = t->p->out;
	struct str f;

	tag = text_shown_copy(t->p->mem, tag);
	if (tag.n == 0 || tag.n > TAG_MAX_BYTES || is_full(t))
		return;
	f = text_fold_copy(t->p->mem, tag);
	/* paths and numbers of a system's own are no tags */
	if (!has_letter(f) || tag.p[0] == '/' || site_is_name(t->site, tag))
		return;
	for (size_t i = 0; i < a->tag_count; i++)
		if (str_eq(t->folded[i], f))
			return;
	t->folded[a->tag_count] = f;
	a->tags[a->tag_count++] = tag;
}

/* The next entry of a list; Latin and Arabic commas and semicolons. */
static struct str
next_entry(struct str *rest)
{
	static const struct str seps[] = { STR_INIT(","), STR_INIT("،"),
		                           STR_INIT("؛"), STR_INIT(";") };
	size_t best = rest->n, n = 0;
	struct str entry;

	for (size_t i = 0; i < COUNT(seps); i++) {
		size_t at = str_find(str_sub(*rest, 0, best), seps[i]);

		if (at < best) {
			best = at;
			n = seps[i].n;
		}
	}
	entry = str_sub(*rest, 0, best);
	*rest = str_sub(*rest, best + n, rest->n);
	return entry;
}

/* A list without commas is one tag. */
static void
add_list(struct tags *t, struct str list)
{
	for (unsigned i = 0; list.n > 0 && i < LISTED_MAX && !is_full(t); i++)
		add_tag(t, next_entry(&list));
}

/* Whether a class is that of the article's own tags. */
static bool
is_tag_list(const struct page *p, uint32_t i)
{
	struct str class = html_attr(&p->tree, i, STR("class"));

	return str_find_ci(class, STR("tags")) != STR_NPOS &&
	       str_find_ci(class, STR("cloud")) == STR_NPOS;
}

/* Links that readers see as the article's tags. */
static void
add_links(struct tags *t)
{
	struct page *p = t->p;
	uint32_t list_end = 0;
	unsigned links = 0;

	for (uint32_t i = p->h1 > 0 ? p->h1 : 1;
	     i < p->tree.n && links < LINKS_MAX && !is_full(t); i++) {
		const struct html_node *e = page_node(p, i);

		if (e->tag == HTML_TAG_TEXT)
			continue;
		if (p->facts[i] & FACT_STRONG) {
			i = e->end - 1;
			continue;
		}
		if (e->tag != HTML_TAG_A) {
			/* "tags" is one of the words that make it weak */
			if (i >= list_end && (p->facts[i] & FACT_WEAK) &&
			    e->end - i <= INLINE_NODES_MAX &&
			    is_tag_list(p, i))
				list_end = e->end;
			continue;
		}
		if (i >= list_end &&
		    !str_eq_ci(html_attr(&p->tree, i, STR("rel")),
		               STR("tag")))
			continue;
		links++;
		add_tag(t, inline_line(p, i, 0));
	}
}

static void
choose_tags(struct page *p, const struct site *site)
{
	const struct page_meta *m = p->meta;
	struct tags t = { .p = p, .site = site };

	p->out->tags = ARENA_ARRAY(p->mem, struct str, DOC_TAGS_MAX);
	if (p->out->tags == NULL)
		return;
	for (unsigned i = 0; i < m->key[META_TAG].n; i++)
		add_list(&t, m->key[META_TAG].v[i]);
	for (unsigned i = 0; i < p->ld->tag_n && m->key[META_TAG].n == 0; i++)
		add_tag(&t, p->ld->tags[i]);
	if (p->out->tag_count == 0)
		add_list(&t, meta_get(p, META_KEYWORDS));
	if (p->out->tag_count == 0)
		add_links(&t);
}

/* Names, folded, under which nothing in particular is filed. */
static bool
is_catch_all(struct str folded)
{
	static const struct str names[] = {
		STR_INIT("home"),          STR_INIT("homepage"),
		STR_INIT("accueil"),       STR_INIT("inicio"),
		STR_INIT("startseite"),    STR_INIT("الرءيسيه"),
		STR_INIT("الصفحه الرءيسيه"), STR_INIT("uncategorized"),
		STR_INIT("غير مصنف"),      STR_INIT("non classe"),
	};

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq(folded, names[i]))
			return true;
	return false;
}

/* Whether a name is that of a section, not of the site or the page. */
static bool
is_section(struct page *p, const struct site *site, struct str name)
{
	struct str f = text_fold_copy(p->mem, name);

	return f.n > 0 && utf8_count(name) <= SECTION_MAX_CP &&
	       !is_catch_all(f) && !site_is_name(site, name) &&
	       !str_eq(f, text_fold_copy(p->mem, p->out->title));
}

/* The last step before the page of "Home > Politics > This". */
static struct str
section_of_crumbs(struct page *p, const struct site *site)
{
	for (unsigned i = p->ld->crumb_n; i > 0; i--)
		if (is_section(p, site, p->ld->crumbs[i - 1]))
			return p->ld->crumbs[i - 1];
	return STR_EMPTY;
}

/* rel of WordPress, itemprop of schema.org. */
static bool
says_section(const struct page *p, uint32_t i)
{
	const struct html_node *e = page_node(p, i);

	for (uint32_t k = 0; k < e->attr_count; k++) {
		const struct html_attr *a = &p->tree.attrs[e->attr + k];

		if (str_eq(a->name, STR("rel")) &&
		    html_has_word(a->value, STR("category")))
			return true;
		if (str_eq(a->name, STR("itemprop")) &&
		    str_eq(a->value, STR("articleSection")))
			return true;
	}
	return false;
}

static struct str
section_of_links(struct page *p, const struct site *site)
{
	unsigned links = 0;

	for (uint32_t i = 1; i < p->tree.n && links < LINKS_MAX; i++) {
		const struct html_node *e = page_node(p, i);
		struct str s;

		if (e->tag == HTML_TAG_TEXT || e->end - i > INLINE_NODES_MAX ||
		    !says_section(p, i))
			continue;
		links++;
		s = inline_line(p, i, 0);
		if (is_section(p, site, s))
			return s;
	}
	return STR_EMPTY;
}

static struct str
choose_section(struct page *p, const struct site *site)
{
	struct str s = meta_get(p, META_SECTION);

	page_from(p, TRACE_SECTION, meta_from(p, META_SECTION));
	if (is_section(p, site, s))
		return s;
	page_from(p, TRACE_SECTION, "json-ld articleSection");
	if (is_section(p, site, p->ld->section))
		return p->ld->section;
	page_from(p, TRACE_SECTION, "json-ld breadcrumb");
	s = section_of_crumbs(p, site);
	if (s.n > 0)
		return s;
	page_from(p, TRACE_SECTION, "a link or part marked as the section");
	return section_of_links(p, site);
}

/* "ar-MA", "ar_AR", "AR" -> as it stands, '_' as '-'. */
static struct str
language_tag(struct arena *mem, struct str s)
{
	struct str word = str_trim(s);
	char *to;

	word = str_sub(word, 0, str_chr(word, ','));
	if (word.n < 2 || word.n > LANGUAGE_MAX)
		return STR_EMPTY;
	to = arena_alloc(mem, word.n);
	if (to == NULL)
		return STR_EMPTY;
	for (size_t i = 0; i < word.n; i++) {
		if (!ascii_is_alnum(word.p[i]) && word.p[i] != '_' &&
		    word.p[i] != '-')
			return STR_EMPTY; /* "{{ lang }}" */
		to[i] = word.p[i] == '_' ? '-' : word.p[i];
	}
	return (struct str){ to, word.n };
}

static struct str
choose_site_name(struct page *p)
{
	struct str s = meta_get(p, META_SITE);

	page_from(p, TRACE_SITE_NAME, s.n > 0 ? meta_from(p, META_SITE)
	                                      : "json-ld publisher");
	return s.n > 0 ? s : p->ld->publisher;
}

static struct str
choose_language(struct page *p)
{
	const struct { struct str stated; const char *from; } order[] = {
		{ p->meta->lang, "html lang" },
		{ p->ld->language, "json-ld inLanguage" },
		{ meta_get(p, META_LOCALE), meta_from(p, META_LOCALE) },
	};
	struct str s = STR_EMPTY;

	for (size_t i = 0; i < COUNT(order) && s.n == 0; i++) {
		s = language_tag(p->mem, order[i].stated);
		page_from(p, TRACE_LANGUAGE, order[i].from);
	}
	return s;
}

void
labels_choose(struct page *p)
{
	struct doc_article *a = p->out;
	const struct site *site = site_get(p);

	a->site_name = choose_site_name(p);
	a->section = choose_section(p, site);
	a->language = choose_language(p);
	choose_tags(p, site);
}
