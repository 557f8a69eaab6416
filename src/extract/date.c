/*
 * When it was published and changed, most trusted source first.
 */
#include "extract/internal.h"

#include "text/dates.h"
#include "text/normalise.h"

/* Nothing on the web is older, and nothing is dated far ahead. */
#define YEAR_FIRST_S 788918400 /* 1995-01-01 */
#define YEAR_LAST_S 4102444800 /* 2100-01-01 */

#define DATE_MAX_BYTES 160u
#define ELEMENTS_MAX 40u
#define PIECES_MAX 12u

static bool
parse(struct str s, struct datetime *out)
{
	struct datetime d;

	s = str_trim(s);
	if (s.n < 6 || s.n > DATE_MAX_BYTES || !dates_parse(s, &d))
		return false;
	if (d.unix_s < YEAR_FIRST_S || d.unix_s > YEAR_LAST_S)
		return false;
	*out = d;
	return true;
}

/* Words before a date on a page, folded. */
static const struct str labels[] = {
	STR_INIT("نشر في"), STR_INIT("نشر بتاريخ"), STR_INIT("تاريخ النشر"),
	STR_INIT("تم النشر في"), STR_INIT("تم النشر"), STR_INIT("نشر"),
	STR_INIT("اخر تحديث"), STR_INIT("بتاريخ"), STR_INIT("التاريخ"),
	STR_INIT("publie le"), STR_INIT("publie"), STR_INIT("le"),
	STR_INIT("mis a jour le"), STR_INIT("published on"),
	STR_INIT("published"), STR_INIT("posted on"), STR_INIT("posted"),
	STR_INIT("updated"), STR_INIT("last updated"), STR_INIT("date"),
	STR_INIT("on"), STR_INIT("first published"), STR_INIT("publication"),
};

/* Bytes of s that a label takes, with what separates it. */
static size_t
label_of(struct arena *mem, struct str s)
{
	struct str head = s;
	size_t best = 0, at = 0;

	/* a label is at most four words: look at heads of s that long */
	for (unsigned words = 0; words < 4 && at < s.n; words++) {
		struct str folded;

		while (at < s.n && !ascii_is_space(s.p[at]) && s.p[at] != ':')
			at++;
		head.n = at;
		folded = text_fold_copy(mem, head);
		for (size_t i = 0; i < COUNT(labels); i++)
			if (str_eq(folded, labels[i]))
				best = at;
		while (at < s.n && (ascii_is_space(s.p[at]) || s.p[at] == ':'))
			at++;
	}
	while (best > 0 && best < s.n &&
	       (ascii_is_space(s.p[best]) || s.p[best] == ':'))
		best++;
	return best;
}

/* A date in a visible line: all of it, behind a label, or between bars. */
static bool
parse_line(struct page *p, struct str s, struct datetime *out)
{
	s = text_shown_copy(p->mem, s);
	if (s.n < 6 || s.n > DATE_MAX_BYTES)
		return false;
	for (unsigned i = 0; i < PIECES_MAX && s.n > 0; i++) {
		struct str part = str_trim(str_until(&s, '|'));
		size_t label;

		if (parse(part, out))
			return true;
		label = label_of(p->mem, part);
		if (label > 0 &&
		    parse(str_sub(part, label, part.n), out))
			return true;
	}
	return false;
}

static bool
from_meta(struct page *p, enum meta_key key, struct datetime *out)
{
	for (unsigned rank = 0; rank < 6; rank++)
		for (unsigned i = 0; i < p->meta->key[key].n; i++)
			if (p->meta->key[key].rank[i] == rank &&
			    parse(p->meta->key[key].v[i], out))
				return true;
	return false;
}

/* itemprop and <time datetime>, those near the title first. */
static bool
from_machine(struct page *p, struct datetime *out)
{
	uint32_t from = p->h1, n = p->tree.n;

	for (uint32_t k = 1; k < n; k++) {
		uint32_t i = 1 + (from + k - 1) % (n - 1);
		const struct html_node *e = page_node(p, i);
		struct str v;

		if (e->tag == HTML_TAG_TEXT || e->attr_count == 0 ||
		    (p->facts[i] & (FACT_SKIP | FACT_STRONG)))
			continue;
		if (e->tag == HTML_TAG_TIME)
			v = html_attr(&p->tree, i, STR("datetime"));
		else if (str_eq(html_attr(&p->tree, i, STR("itemprop")),
		                STR("datePublished")))
			v = html_attr(&p->tree, i, STR("content"));
		else
			continue;
		if (parse(v, out))
			return true;
	}
	return false;
}

/* Elements called date and lines that are a date, from the title on. */
static bool
from_lines(struct page *p, struct datetime *out)
{
	unsigned tried = 0;
	uint32_t from = p->h1 > 0 ? p->h1 : 1;

	for (uint32_t i = from; i < p->tree.n && tried < ELEMENTS_MAX; i++) {
		const struct html_node *e = page_node(p, i);

		if (p->facts[i] & FACT_SKIP) {
			i = e->end - 1;
			continue;
		}
		if (e->tag == HTML_TAG_TEXT || !(p->facts[i] & FACT_DATE) ||
		    e->end - i > 60)
			continue;
		tried++;
		if (parse_line(p, page_text(p, i), out))
			return true;
	}
	return false;
}

/* Any short block between the title and the text that is a date. */
static bool
from_blocks(struct page *p, struct datetime *out)
{
	struct buf raw = BUF_INIT(4096);
	bool found = false;
	unsigned tried = 0;

	for (size_t i = 0; i < p->blocks.n && tried < ELEMENTS_MAX; i++) {
		const struct block *b = &p->blocks.v[i];

		if (b->first < p->h1 || b->len < 6 || b->len > 120)
			continue;
		tried++;
		buf_clear(&raw);
		for (uint32_t k = b->first; k < b->end && !found; k++) {
			if (page_node(p, k)->tag != HTML_TAG_TEXT)
				continue;
			found = parse_line(p, page_node(p, k)->text, out);
		}
		if (!found)
			block_text(p, b, &raw);
		if (found || parse_line(p, buf_str(&raw), out)) {
			found = true;
			break;
		}
	}
	buf_release(&raw);
	return found;
}

/* /2022/09/12/ or /2022-09-12- or /20220912 in the address. */
static bool
from_url(struct page *p, struct datetime *out)
{
	struct str u = p->url;

	for (size_t i = 0; i + 8 < u.n; i++) {
		struct str rest = str_sub(u, i, u.n);
		uint64_t y, m, day;
		char sep;

		if (ascii_is_digit(u.p[i]) || !str_number(
		        &(struct str){ rest.p + 1, rest.n - 1 }, &y, 2100))
			continue;
		rest = str_sub(rest, 1, rest.n);
		if (!str_number(&rest, &y, 2100) || y < 1995 || rest.n < 4)
			continue;
		sep = rest.p[0];
		if (sep != '/' && sep != '-')
			continue;
		rest = str_sub(rest, 1, rest.n);
		if (!str_number(&rest, &m, 12) || m == 0 || rest.n < 2 ||
		    rest.p[0] != sep)
			continue;
		rest = str_sub(rest, 1, rest.n);
		if (!str_number(&rest, &day, 31) || day == 0)
			continue;
		*out = (struct datetime){ .unix_s = 86400 * datetime_days(
			(int)y, (int)m, (int)day) };
		return true;
	}
	return false;
}

/* A time of the same day says more than the day. */
static void
refine(struct datetime *d, const struct datetime *finer)
{
	if (d->has_time || !finer->has_time)
		return;
	if ((finer->unix_s + finer->offset_min * 60) / 86400 ==
	    d->unix_s / 86400)
		*d = *finer;
}

/* What the page states for machines. */
static bool
stated(struct page *p, struct datetime *out)
{
	struct datetime other;

	if (parse(p->ld->published, out)) {
		if (from_meta(p, META_PUBLISHED, &other))
			refine(out, &other);
		return true;
	}
	return from_meta(p, META_PUBLISHED, out) || from_machine(p, out);
}

/* What it shows to readers, where nothing surer is known. */
static bool
shown(struct page *p, struct datetime *out)
{
	return from_lines(p, out) || from_blocks(p, out) || from_url(p, out);
}

void
date_choose(struct page *p)
{
	struct doc_article *a = p->out;
	const struct feed_item *hint = p->hint;
	bool fed = hint != NULL && hint->has_published;

	a->has_published = stated(p, &a->published);
	if (!a->has_published && !fed)
		a->has_published = shown(p, &a->published);
	if (fed && !a->has_published)
		a->published = hint->published;
	else if (fed)
		refine(&a->published, &hint->published);
	a->has_published |= fed;
	a->has_modified = parse(p->ld->modified, &a->modified) ||
	                  from_meta(p, META_MODIFIED, &a->modified);
	if (!a->has_modified && hint != NULL && hint->has_modified) {
		a->modified = hint->modified;
		a->has_modified = true;
	}
	if (!a->has_published)
		diag_add(p->diags, DIAG_PAGE_NO_DATE, 0);
}
