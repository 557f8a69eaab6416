#include "extract/trace.h"

#include "base/err.h"
#include "extract/internal.h"
#include "text/dates.h"
#include "text/normalise.h"
#include "text/utf8.h"

/* Of a path this many elements, and of a name this many bytes, are told. */
#define PATH_ELEMENTS 5u
#define PATH_MAX_BYTES 400u
#define NAME_MAX_BYTES 40u

const char *
trace_field_text(enum trace_field_name f)
{
#define X(name, text) [TRACE_##name] = (text),
	static const char *const texts[TRACE__COUNT] = { TRACE_FIELD_MAP(X) };
#undef X

	if ((unsigned)f >= TRACE__COUNT)
		BUG("no such field");
	return texts[f];
}

static const char *
fate_text(enum fate fate)
{
#define X(name, text) [FATE_##name] = (text),
	static const char *const texts[FATE__COUNT] = { FATE_MAP(X) };
#undef X

	return texts[fate];
}

static const char *
from_text(enum text_from from)
{
#define X(name, text) [TEXT_##name] = (text),
	static const char *const texts[TEXT__COUNT] = { TEXT_MAP(X) };
#undef X

	return texts[from];
}

/* "div#main.story": the first class tells most. */
static void
put_element(const struct page *p, uint32_t i, struct buf *out)
{
	struct str id = html_attr(&p->tree, i, STR("id"));
	struct str classes = html_attr(&p->tree, i, STR("class"));
	struct str class = str_word(&classes);

	text_shown(out, utf8_head(page_node(p, i)->text, NAME_MAX_BYTES));
	if (id.n > 0) {
		buf_put_char(out, '#');
		text_shown(out, utf8_head(id, NAME_MAX_BYTES));
	}
	if (class.n > 0) {
		buf_put_char(out, '.');
		text_shown(out, utf8_head(class, NAME_MAX_BYTES));
	}
}

static struct str
path_of(struct page *p, uint32_t node)
{
	struct buf out = BUF_INIT(PATH_MAX_BYTES);
	uint32_t up[PATH_ELEMENTS];
	unsigned n = 0;
	struct str path;

	for (uint32_t i = node; i != 0 && n < PATH_ELEMENTS;
	     i = page_node(p, i)->parent)
		up[n++] = i;
	while (n-- > 0) {
		if (out.n > 0)
			buf_put(&out, STR(" > "));
		put_element(p, up[n], &out);
	}
	path = buf_copy(p->mem, &out);
	buf_release(&out);
	return path;
}

static void
trace_blocks(struct page *p, struct extract_trace *t)
{
	t->blocks = ARENA_ARRAY(p->mem, struct trace_block, p->blocks.n);
	if (t->blocks == NULL)
		return;
	for (size_t i = 0; i < p->blocks.n; i++) {
		const struct block *b = &p->blocks.v[i];
		struct buf raw = BUF_INIT(DOC_TEXT_MAX);

		block_text(p, b, &raw);
		t->blocks[i] = (struct trace_block){
			.path = path_of(p, b->host),
			.text = text_shown_copy(p->mem, buf_str(&raw)),
			.len = b->len,
			.link_len = b->link_len,
			.fate = fate_text(b->fate),
			.kept = fate_is_taken(b->fate),
		};
		buf_release(&raw);
	}
	t->block_n = p->blocks.n;
}

/* Keep the best ones, best first. */
static void
add_candidate(struct page *p, uint32_t node, struct extract_trace *t)
{
	struct trace_candidate *v = t->candidates;
	double points = score_points(p, node);
	unsigned at = t->candidate_n;

	while (at > 0 && v[at - 1].points < points)
		at--;
	if (at == TRACE_CANDIDATES_MAX)
		return;
	if (t->candidate_n < TRACE_CANDIDATES_MAX)
		t->candidate_n++;
	for (unsigned i = t->candidate_n - 1; i > at; i--)
		v[i] = v[i - 1];
	v[at] = (struct trace_candidate){ .path = path_of(p, node),
		                          .points = points,
		                          .text = p->alive[node],
		                          .chosen = node == p->root };
}

static void
trace_candidates(struct page *p, struct extract_trace *t)
{
	double least = 0;

	if (p->points == NULL || p->alive == NULL)
		return;
	for (uint32_t i = 1; i < p->tree.n; i++) {
		if (score_points(p, i) <= least)
			continue;
		add_candidate(p, i, t);
		if (t->candidate_n == TRACE_CANDIDATES_MAX)
			least = t->candidates[t->candidate_n - 1].points;
	}
}

/* ---- fields ---- */

static void
offer(struct page *p, struct trace_field *f, const char *from,
      struct str value)
{
	struct datetime a, b;
	bool same;

	value = text_shown_copy(p->mem, value);
	if (value.n == 0 || f->n == TRACE_OFFERS_MAX)
		return;
	same = fold_eq(p->mem, value, f->value);
	if (!same && dates_parse(value, &a) && dates_parse(f->value, &b))
		same = a.unix_s == b.unix_s;
	f->offers[f->n++] = (struct trace_offer){ from, value, same };
}

static void
offer_meta(struct page *p, struct trace_field *f, const char *from,
           enum meta_key key)
{
	offer(p, f, from, meta_get(p, key));
}

static struct str
people_of(struct page *p)
{
	struct str all = STR_EMPTY;

	for (unsigned i = 0; i < p->ld->people_n; i++)
		all = all.n == 0 ? p->ld->people[i].name
		                 : str_fmt(p->mem, "%.*s, %.*s", STR_ARG(all),
		                           STR_ARG(p->ld->people[i].name));
	return all;
}

static struct str
stated_date(struct page *p, bool has, struct datetime d)
{
	return has ? datetime_rfc3339(p->mem, d) : STR_EMPTY;
}

static void
trace_text_fields(struct page *p, struct trace_field *f)
{
	static const struct feed_item none = { 0 };
	const struct feed_item *feed = p->hint != NULL ? p->hint : &none;

	f[TRACE_TITLE].value = p->out->title;
	if (p->h1 != 0)
		offer(p, &f[TRACE_TITLE], "heading", page_text(p, p->h1));
	offer_meta(p, &f[TRACE_TITLE], "og:title", META_TITLE);
	offer(p, &f[TRACE_TITLE], "json-ld headline", p->ld->headline);
	offer(p, &f[TRACE_TITLE], "<title>", p->meta->head_title);
	offer(p, &f[TRACE_TITLE], "feed", feed->title);
	f[TRACE_BYLINE].value = p->out->byline;
	offer(p, &f[TRACE_BYLINE], "json-ld author", people_of(p));
	offer_meta(p, &f[TRACE_BYLINE], "meta author", META_AUTHOR);
	offer(p, &f[TRACE_BYLINE], "feed", feed->author);
	f[TRACE_SITE_NAME].value = p->out->site_name;
	offer_meta(p, &f[TRACE_SITE_NAME], "og:site_name", META_SITE);
	offer(p, &f[TRACE_SITE_NAME], "json-ld publisher", p->ld->publisher);
	f[TRACE_SECTION].value = p->out->section;
	offer_meta(p, &f[TRACE_SECTION], "article:section", META_SECTION);
	offer(p, &f[TRACE_SECTION], "json-ld articleSection", p->ld->section);
	f[TRACE_LANGUAGE].value = p->out->language;
	offer(p, &f[TRACE_LANGUAGE], "html lang", p->meta->lang);
	offer(p, &f[TRACE_LANGUAGE], "json-ld inLanguage", p->ld->language);
	offer_meta(p, &f[TRACE_LANGUAGE], "og:locale", META_LOCALE);
}

static void
trace_other_fields(struct page *p, struct trace_field *f)
{
	const struct doc_article *a = p->out;

	f[TRACE_PUBLISHED].value =
	        stated_date(p, a->has_published, a->published);
	offer(p, &f[TRACE_PUBLISHED], "json-ld datePublished",
	      p->ld->published);
	offer_meta(p, &f[TRACE_PUBLISHED], "meta", META_PUBLISHED);
	if (p->hint != NULL)
		offer(p, &f[TRACE_PUBLISHED], "feed",
		      stated_date(p, p->hint->has_published,
		                  p->hint->published));
	f[TRACE_MODIFIED].value = stated_date(p, a->has_modified, a->modified);
	offer(p, &f[TRACE_MODIFIED], "json-ld dateModified", p->ld->modified);
	offer_meta(p, &f[TRACE_MODIFIED], "meta", META_MODIFIED);
	f[TRACE_IMAGE].value = a->image;
	offer(p, &f[TRACE_IMAGE], "og:image",
	      page_url(p, meta_get(p, META_IMAGE)));
	offer(p, &f[TRACE_IMAGE], "json-ld image", page_url(p, p->ld->image));
	f[TRACE_ADDRESS].value = a->canonical_url;
	offer(p, &f[TRACE_ADDRESS], "link rel=canonical",
	      page_url(p, p->meta->canonical));
	offer(p, &f[TRACE_ADDRESS], "og:url",
	      page_url(p, meta_get(p, META_URL)));
	offer(p, &f[TRACE_ADDRESS], "json-ld url", page_url(p, p->ld->url));
}

void
trace_write(struct page *p, struct extract_trace *t)
{
	struct page *shown = p->text_from == TEXT_SCRIPT ? p->inner : p;

	*t = (struct extract_trace){ .text_from = from_text(p->text_from) };
	trace_candidates(shown, t);
	trace_blocks(shown, t);
	trace_text_fields(p, t->fields);
	trace_other_fields(p, t->fields);
}
