#include "cli/check_print.h"

#include "model/places.h"
#include "text/normalise.h"
#include "text/utf8.h"

/* How much of a text one line tells, in code points. */
#define SHOWN_LEN 72u
#define VALUE_LEN 160u

/* The head of a text on one line. */
static void
put_head(struct buf *out, struct str text, size_t len)
{
	struct str head = text_cut_words(text, len);

	text_shown(out, head);
	if (head.n < text.n)
		buf_put(out, STR(" ..."));
	buf_put_char(out, '\n');
}

static void
put_field(struct buf *out, const char *name, struct str value)
{
	buf_printf(out, "  %-14s ", name);
	put_head(out, value.n > 0 ? value : STR("(none)"), VALUE_LEN);
}

static void
put_offers(struct buf *out, const struct trace_field *f)
{
	bool any = false;

	if (f->from != NULL)
		buf_printf(out, "    from %s\n", f->from);
	for (unsigned i = 0; i < f->n; i++) {
		const struct trace_offer *o = &f->offers[i];

		buf_printf(out, "    %c %s: ", o->same ? '=' : ' ', o->from);
		put_head(out, o->value, VALUE_LEN);
		any |= o->same;
	}
	if (f->from == NULL && !any && f->value.n > 0)
		buf_put(out, STR("    read in the page\n"));
}

static void
put_fields(struct buf *out, const struct doc *d,
           const struct extract_trace *t)
{
	const struct doc_article *a = &d->article;

	buf_put(out, STR("fields, and what the page offers (= the same)\n"));
	for (int i = 0; i < TRACE__COUNT; i++) {
		put_field(out, trace_field_text((enum trace_field_name)i),
		          t->fields[i].value);
		put_offers(out, &t->fields[i]);
	}
	put_field(out, "excerpt", a->excerpt);
	buf_printf(out, "  %-14s", "tags");
	for (size_t i = 0; i < a->tag_count; i++)
		buf_printf(out, "%s %.*s", i > 0 ? "," : "",
		           STR_ARG(a->tags[i]));
	buf_put(out, a->tag_count == 0 ? STR(" (none)\n") : STR("\n"));
	put_field(out, "text language", d->analysis.language);
	buf_printf(out, "  %-14s %s\n", "direction",
	           d->analysis.direction == 1 ? "right to left"
	                                      : "left to right");
	if (a->no_index)
		buf_put(out, STR("  robots         noindex: not kept\n"));
	if (a->no_archive)
		buf_put(out, STR("  robots         noarchive or reserved: "
		                 "shown as an excerpt\n"));
}

static void
put_candidates(struct buf *out, const struct extract_trace *t)
{
	buf_put(out, STR("elements that might hold the article "
	                 "(points, characters in paragraphs)\n"));
	for (unsigned i = 0; i < t->candidate_n; i++) {
		const struct trace_candidate *c = &t->candidates[i];

		buf_printf(out, "  %c %8.1f %7u  %.*s\n",
		           c->chosen ? '*' : ' ', c->points,
		           (unsigned)c->text, STR_ARG(c->path));
	}
	if (t->candidate_n == 0)
		buf_put(out, STR("  (none)\n"));
}

static void
put_block(struct buf *out, const struct trace_block *b)
{
	unsigned links = b->len > 0 ? 100 * b->link_len / b->len : 0;

	buf_printf(out, "  %c %5u %3u%%  ", b->kept ? '+' : '-',
	           (unsigned)b->len, links);
	put_head(out, b->text, SHOWN_LEN);
	buf_printf(out, "               %s; %.*s\n", b->fate,
	           STR_ARG(b->path));
}

static void
put_blocks(struct buf *out, const struct extract_trace *t, bool all)
{
	size_t first = t->block_n, last = 0, before = 0, behind = 0;

	for (size_t i = 0; i < t->block_n; i++) {
		if (t->blocks[i].kept && first > i)
			first = i;
		if (t->blocks[i].kept)
			last = i;
	}
	buf_put(out, STR("blocks of text (+ kept, - left out; characters, "
	                 "share of links)\n"));
	for (size_t i = 0; i < t->block_n; i++) {
		if (all || (i >= first && i <= last))
			put_block(out, &t->blocks[i]);
		else if (i < first)
			before++;
		else
			behind++;
	}
	if (t->blocks_before + t->blocks_behind > 0)
		buf_printf(out, "  %zu more before and %zu behind these are "
		                "not told\n",
		           t->blocks_before, t->blocks_behind);
	if (before + behind > 0)
		buf_printf(out, "  %zu more before and %zu behind these: "
		                "--all shows them\n",
		           before, behind);
}

void
check_print_page(struct buf *out, const struct doc *d,
                 const struct extract_trace *t, bool all)
{
	put_fields(out, d, t);
	buf_printf(out, "text\n  %zu characters, %u words, from the %s\n",
	           utf8_count(d->article.text),
	           (unsigned)d->analysis.word_count, t->text_from);
	put_candidates(out, t);
	put_blocks(out, t, all);
}

/* How often, and whether the title has it too. */
static void
put_times(struct buf *out, unsigned count, bool in_title)
{
	if (count > 1)
		buf_printf(out, ", %u times", count);
	if (in_title)
		buf_put(out, STR(", in the title"));
	buf_put_char(out, '\n');
}

/* The head of one more of several; *any: there was one before. */
static void
put_one_more(struct buf *out, const char *what, bool *any)
{
	buf_printf(out, "  %-14s ", *any ? "" : what);
	*any = true;
}

static void
put_none(struct buf *out, const char *what, bool any)
{
	if (!any)
		buf_printf(out, "  %-14s (none)\n", what);
}

static void
put_places(struct buf *out, const struct doc_analysis *a)
{
	bool any = false;

	for (size_t i = 0; i < a->place_count; i++) {
		const struct doc_place *p = &a->places[i];
		struct str code = places_code(p->place);
		struct str name = places_name(p->place, STR("en"));
		struct str own = places_name(p->place, a->language);

		put_one_more(out, "places", &any);
		buf_printf(out, "%.*s %.*s", STR_ARG(code), STR_ARG(name));
		if (!str_eq(own, name))
			buf_printf(out, " (%.*s)", STR_ARG(own));
		put_times(out, p->count, p->in_title);
	}
	put_none(out, "places", any);
}

/* Whether a name before this one, or a person, is shown the same. */
static bool
is_shown(const struct doc_analysis *a, size_t at)
{
	for (size_t i = 0; i < a->name_count; i++)
		if ((i < at || a->names[i].person) && i != at &&
		    str_eq(a->names[i].shown, a->names[at].shown))
			return true;
	return false;
}

/* Persons, or the words of names of which it is not known whose they are. */
static void
put_names(struct buf *out, const char *what, const struct doc_analysis *a,
          bool persons)
{
	bool any = false;

	for (size_t i = 0; i < a->name_count; i++) {
		const struct doc_name *n = &a->names[i];

		if (n->person != persons || (!persons && is_shown(a, i)))
			continue;
		put_one_more(out, what, &any);
		text_shown(out, n->shown);
		put_times(out, n->count, n->in_title);
	}
	put_none(out, what, any);
}

static void
put_numbers(struct buf *out, const struct doc_analysis *a)
{
	bool any = false;

	for (size_t i = 0; i < a->number_count; i++) {
		const struct doc_number *n = &a->numbers[i];

		put_one_more(out, "numbers", &any);
		buf_printf(out, "%.15g%s", n->value, n->percent ? " %" : "");
		put_times(out, n->count, n->in_title);
	}
	put_none(out, "numbers", any);
}

void
check_print_entities(struct buf *out, const struct doc *d)
{
	const struct doc_analysis *a = &d->analysis;

	buf_put(out, STR("who, where and how many\n"));
	put_places(out, a);
	put_names(out, "persons", a, true);
	put_names(out, "other names", a, false);
	put_numbers(out, a);
	put_field(out, "agency", a->agency);
}

static const char *
kind_name(enum feed_kind kind)
{
	static const char *const names[] = {
		[FEED_RSS] = "RSS",         [FEED_RDF] = "RSS 1.0 (RDF)",
		[FEED_ATOM] = "Atom",       [FEED_JSON] = "JSON Feed",
		[FEED_SITEMAP] = "sitemap", [FEED_SITEMAP_INDEX] =
		                                    "index of sitemaps",
	};

	return names[kind];
}

void
check_print_feed(struct buf *out, struct arena *mem, const struct feed *f)
{
	buf_printf(out, "feed\n  %-14s %s\n", "kind", kind_name(f->kind));
	put_field(out, "title", f->title);
	put_field(out, "home", f->home_url);
	put_field(out, "language", f->language);
	buf_printf(out, "items: %zu\n", f->item_count);
	for (size_t i = 0; i < f->item_count; i++) {
		const struct feed_item *it = &f->items[i];

		put_field(out, "title", it->title);
		put_field(out, "  address", it->url);
		put_field(out, "  published",
		          it->has_published
		                  ? datetime_rfc3339(mem, it->published)
		                  : STR_EMPTY);
		put_field(out, "  author", it->author);
		buf_printf(out, "  %-14s %zu bytes of HTML\n", "  content",
		           it->content_html.n);
	}
}

static size_t
line_of(struct str text, size_t at)
{
	size_t line = 1;

	for (size_t i = 0; i < at && i < text.n; i++)
		line += text.p[i] == '\n';
	return line;
}

size_t
check_print_diags(struct buf *out, const struct diags *d, struct str text)
{
	size_t kinds = 0;

	buf_put(out, STR("for the editor\n"));
	for (int i = 0; i < DIAG__COUNT; i++) {
		if (d->count[i] == 0)
			continue;
		kinds++;
		buf_printf(out, "  %s", diag_text((enum diag)i));
		if (d->count[i] > 1)
			buf_printf(out, " (%u times)", (unsigned)d->count[i]);
		if (d->first_at[i] > 0)
			buf_printf(out, ", first in line %zu",
			           line_of(text, d->first_at[i]));
		buf_put_char(out, '\n');
	}
	if (kinds == 0)
		buf_put(out, STR("  nothing to complain of\n"));
	return kinds;
}
