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

/* The head of a block's text in shown form. */
static struct str
text_of(struct page *p, const struct block *b)
{
	/* white space is most of what shown text may lose */
	struct buf raw = BUF_INIT(DOC_TEXT_MAX);
	struct str s;

	block_text(p, b, &raw);
	s = utf8_head(str_trim(buf_str(&raw)), 4 * TRACE_TEXT_MAX);
	s = utf8_head(text_shown_copy(p->mem, s), TRACE_TEXT_MAX);
	buf_release(&raw);
	return s;
}

/* The first block that is told: some before the first that was taken. */
static size_t
first_told(const struct page *p)
{
	size_t first = 0;

	if (p->blocks.n <= TRACE_BLOCKS_MAX)
		return 0;
	while (first < p->blocks.n && !fate_is_taken(p->blocks.v[first].fate))
		first++;
	if (first == p->blocks.n || first < TRACE_BLOCKS_MAX / 4)
		return 0;
	first -= TRACE_BLOCKS_MAX / 4;
	return first + TRACE_BLOCKS_MAX > p->blocks.n
	               ? p->blocks.n - TRACE_BLOCKS_MAX
	               : first;
}

static void
trace_blocks(struct page *p, struct extract_trace *t)
{
	size_t first = first_told(p), n = p->blocks.n - first;

	n = n < TRACE_BLOCKS_MAX ? n : TRACE_BLOCKS_MAX;
	t->blocks = ARENA_ARRAY(p->mem, struct trace_block, n);
	if (t->blocks == NULL)
		return;
	for (size_t i = 0; i < n; i++) {
		const struct block *b = &p->blocks.v[first + i];

		t->blocks[i] = (struct trace_block){
			.path = path_of(p, b->host),
			.text = text_of(p, b),
			.len = b->len,
			.link_len = b->link_len,
			.fate = fate_text(b->fate),
			.kept = fate_is_taken(b->fate),
		};
	}
	t->block_n = n;
	t->blocks_before = first;
	t->blocks_behind = p->blocks.n - first - n;
}

/* The elements with the most points so far, best first. */
struct best {
	uint32_t node[TRACE_CANDIDATES_MAX];
	double points[TRACE_CANDIDATES_MAX];
	unsigned n;
};

static void
add_candidate(struct best *b, uint32_t node, double points)
{
	unsigned at = b->n;

	while (at > 0 && b->points[at - 1] < points)
		at--;
	if (at == TRACE_CANDIDATES_MAX)
		return;
	if (b->n < TRACE_CANDIDATES_MAX)
		b->n++;
	for (unsigned i = b->n - 1; i > at; i--) {
		b->node[i] = b->node[i - 1];
		b->points[i] = b->points[i - 1];
	}
	b->node[at] = node;
	b->points[at] = points;
}

static void
trace_candidates(struct page *p, struct extract_trace *t)
{
	struct best best = { .n = 0 };

	if (p->points == NULL || p->alive == NULL)
		return;
	for (uint32_t i = 1; i < p->tree.n; i++) {
		double points = score_points(p, i);

		if (points > 0)
			add_candidate(&best, i, points);
	}
	for (unsigned i = 0; i < best.n; i++)
		t->candidates[i] = (struct trace_candidate){
			.path = path_of(p, best.node[i]),
			.points = best.points[i],
			.text = p->alive[best.node[i]],
			.chosen = best.node[i] == p->root,
		};
	t->candidate_n = best.n;
}

/* ---- fields ---- */

static void
offer(struct page *p, struct trace_field *f, const char *from,
      struct str value)
{
	struct datetime a, b;
	bool same;

	value = text_shown_copy(p->mem, utf8_head(value, TRACE_VALUE_MAX));
	if (value.n == 0 || f->n == TRACE_OFFERS_MAX)
		return;
	same = fold_eq(p->mem, value, f->value);
	if (!same && dates_parse(value, &a) && dates_parse(f->value, &b))
		same = a.unix_s == b.unix_s;
	f->offers[f->n++] = (struct trace_offer){ from, value, same };
}

static void
offer_meta(struct page *p, struct trace_field *f, enum meta_key key)
{
	offer(p, f, meta_from(p, key), meta_get(p, key));
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
	offer_meta(p, &f[TRACE_TITLE], META_TITLE);
	offer(p, &f[TRACE_TITLE], "json-ld headline", p->ld->headline);
	offer(p, &f[TRACE_TITLE], "<title>", p->meta->head_title);
	offer(p, &f[TRACE_TITLE], "feed", feed->title);
	f[TRACE_BYLINE].value = p->out->byline;
	offer(p, &f[TRACE_BYLINE], "json-ld author", people_of(p));
	offer_meta(p, &f[TRACE_BYLINE], META_AUTHOR);
	offer(p, &f[TRACE_BYLINE], "feed", feed->author);
	f[TRACE_SITE_NAME].value = p->out->site_name;
	offer_meta(p, &f[TRACE_SITE_NAME], META_SITE);
	offer(p, &f[TRACE_SITE_NAME], "json-ld publisher", p->ld->publisher);
	f[TRACE_SECTION].value = p->out->section;
	offer_meta(p, &f[TRACE_SECTION], META_SECTION);
	offer(p, &f[TRACE_SECTION], "json-ld articleSection", p->ld->section);
	f[TRACE_LANGUAGE].value = p->out->language;
	offer(p, &f[TRACE_LANGUAGE], "html lang", p->meta->lang);
	offer(p, &f[TRACE_LANGUAGE], "json-ld inLanguage", p->ld->language);
	offer_meta(p, &f[TRACE_LANGUAGE], META_LOCALE);
}

static void
trace_other_fields(struct page *p, struct trace_field *f)
{
	const struct doc_article *a = p->out;

	f[TRACE_PUBLISHED].value =
	        stated_date(p, a->has_published, a->published);
	offer(p, &f[TRACE_PUBLISHED], "json-ld datePublished",
	      p->ld->published);
	offer_meta(p, &f[TRACE_PUBLISHED], META_PUBLISHED);
	if (p->hint != NULL)
		offer(p, &f[TRACE_PUBLISHED], "feed",
		      stated_date(p, p->hint->has_published,
		                  p->hint->published));
	f[TRACE_MODIFIED].value = stated_date(p, a->has_modified, a->modified);
	offer(p, &f[TRACE_MODIFIED], "json-ld dateModified", p->ld->modified);
	offer_meta(p, &f[TRACE_MODIFIED], META_MODIFIED);
	f[TRACE_IMAGE].value = a->image;
	offer(p, &f[TRACE_IMAGE], meta_from(p, META_IMAGE),
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
	struct arena *articles = p->mem;

	*t = (struct extract_trace){ .mem = t->mem != NULL ? t->mem : p->mem,
		                     .text_from = from_text(p->text_from) };
	p->mem = shown->mem = t->mem;
	trace_candidates(shown, t);
	trace_blocks(shown, t);
	trace_text_fields(p, t->fields);
	trace_other_fields(p, t->fields);
	for (int i = 0; i < TRACE__COUNT; i++)
		if (t->fields[i].value.n > 0)
			t->fields[i].from = p->from[i];
	p->mem = shown->mem = articles;
}
