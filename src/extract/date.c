/*
 * When it was published and changed, most trusted source first.
 */
#include "extract/internal.h"

#include "text/dates.h"

/* Nothing on the web is older, and nothing is dated far ahead. */
#define YEAR_FIRST_S 788918400 /* 1995-01-01 */
#define YEAR_LAST_S 4102444800 /* 2100-01-01 */

#define DATE_MAX_BYTES 160u
#define DAY_S 86400
#define MONTH_DAYS 31
#define URL_YEAR_FIRST 1995
#define URL_YEAR_LAST 2100

/* Neither before the web nor, as far as it is known, after today. */
static bool
is_plausible(const struct page *p, int64_t unix_s)
{
	int64_t last_s = p->now_s > 0 ? p->now_s + DAY_S : YEAR_LAST_S;

	return unix_s >= YEAR_FIRST_S && unix_s <= last_s;
}

static bool
parse(const struct page *p, struct str s, struct datetime *out)
{
	struct datetime d;

	s = str_trim(s);
	if (s.n < 6 || s.n > DATE_MAX_BYTES || !dates_parse(s, &d))
		return false;
	if (!is_plausible(p, d.unix_s))
		return false;
	*out = d;
	return true;
}

bool
date_plausible(const struct page *p, const struct date_found *d,
               struct datetime *out)
{
	return dates_moment(d, out) && is_plausible(p, out->unix_s);
}

static bool
from_meta(struct page *p, enum meta_key key, struct datetime *out)
{
	for (unsigned rank = 0; rank < 6; rank++)
		for (unsigned i = 0; i < p->meta->key[key].n; i++)
			if (p->meta->key[key].rank[i] == rank &&
			    parse(p, p->meta->key[key].v[i], out))
				return true;
	return false;
}

/* The date an element states for machines; empty when it states none. */
static struct str
machine_value(const struct page *p, uint32_t i)
{
	if (page_node(p, i)->tag == HTML_TAG_TIME)
		return html_attr(&p->tree, i, STR("datetime"));
	if (str_eq(html_attr(&p->tree, i, STR("itemprop")),
	           STR("datePublished")))
		return html_attr(&p->tree, i, STR("content"));
	return STR_EMPTY;
}

/* Whether a <time> says when the page was changed, not published. */
static bool
tells_update(struct page *p, uint32_t i)
{
	struct str class = html_attr(&p->tree, i, STR("class"));
	struct str prop = html_attr(&p->tree, i, STR("itemprop"));
	const struct html_node *before = page_node(p, i - 1);

	if (str_find_ci(class, STR("publish")) != STR_NPOS)
		return false;
	if (str_find_ci(class, STR("updated")) != STR_NPOS ||
	    str_find_ci(class, STR("modified")) != STR_NPOS ||
	    str_find_ci(prop, STR("modified")) != STR_NPOS)
		return true;
	return before->tag == HTML_TAG_TEXT &&
	       date_label_is_update(p, before->text);
}

/*
 * itemprop and <time datetime>, those near the title first; *updated is the
 * first that says it is a change.
 */
static bool
from_machine(struct page *p, struct datetime *out, struct datetime *updated,
             bool *has_updated)
{
	uint32_t from = p->h1, n = p->tree.n;

	*has_updated = false;
	for (uint32_t k = 1; k < n; k++) {
		uint32_t i = 1 + (from + k - 1) % (n - 1);
		const struct html_node *e = page_node(p, i);
		struct datetime when;

		if (e->tag == HTML_TAG_TEXT || e->attr_count == 0 ||
		    (p->facts[i] & (FACT_SKIP | FACT_STRONG)) ||
		    !parse(p, machine_value(p, i), &when))
			continue;
		if (!tells_update(p, i)) {
			*out = when;
			return true;
		}
		if (!*has_updated)
			*updated = when;
		*has_updated = true;
	}
	return false;
}

/* A number at the front of *rest, of some digits, between two bounds. */
static bool
take_part(struct str *rest, size_t digits, uint64_t from, uint64_t to,
          int *out)
{
	struct str at = *rest;
	uint64_t v;

	if (!str_number(&at, &v, to) || v < from || rest->n - at.n > digits)
		return false;
	*out = (int)v;
	*rest = at;
	return true;
}

/* What an address says of a date: maybe no day, maybe nothing. */
struct url_date {
	int year, month, day; /* 0: not said */
};

/* "20220912" and no digit more. */
static bool
read_url_compact(struct str rest, struct url_date *out)
{
	uint64_t v;
	size_t n = rest.n;

	if (!str_number(&rest, &v, 99999999) || n - rest.n != 8 ||
	    v / 10000 < URL_YEAR_FIRST || v / 10000 > URL_YEAR_LAST)
		return false;
	*out = (struct url_date){ (int)(v / 10000), (int)(v / 100 % 100),
		                  (int)(v % 100) };
	return true;
}

/* "2022/09/12/", "2022-09-12-" or "2022/09/" at the front of a text. */
static bool
read_url_date(struct str rest, struct url_date *out)
{
	struct url_date d = { 0, 0, 0 };
	struct str sep;

	if (!take_part(&rest, 4, URL_YEAR_FIRST, URL_YEAR_LAST, &d.year) ||
	    rest.n == 0 || (rest.p[0] != '/' && rest.p[0] != '-'))
		return false;
	sep = str_sub(rest, 0, 1);
	rest = str_sub(rest, 1, rest.n);
	if (!take_part(&rest, 2, 1, 12, &d.month))
		return false;
	if (str_skip(&rest, sep))
		take_part(&rest, 2, 1, 31, &d.day);
	else if (rest.n > 0 && rest.p[0] != '/')
		return false;
	/* a month alone is one only between two slashes */
	if (d.day == 0 && sep.p[0] != '/')
		return false;
	if (rest.n > 0 && ascii_is_alnum(rest.p[0]) && d.day > 0)
		d.day = 0;
	*out = d;
	return true;
}

/* The date in the page's address. */
static struct url_date
from_url(struct page *p)
{
	struct url_date d = { 0, 0, 0 };
	struct str u = p->url;

	for (size_t i = 0; i + 7 < u.n && d.day == 0; i++) {
		struct str rest = str_sub(u, i + 1, u.n);

		if (ascii_is_digit(u.p[i]) || !ascii_is_digit(u.p[i + 1]) ||
		    (!read_url_date(rest, &d) && !read_url_compact(rest, &d)))
			continue;
		/* 2022/02/31 is no day */
		if (d.day > calendar_month_days(CALENDAR_GREGORIAN, d.year,
		                                d.month))
			d.day = 0;
	}
	if (d.month > 12)
		d.month = d.day = 0;
	return d;
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

/*
 * The zone of a moment told in UTC: another of the page's sources may tell
 * the same moment as its clock showed it, and so which day it was there.
 */
static void
take_zone(struct page *p, struct datetime *d)
{
	struct datetime other;

	if (!d->has_time || d->offset_min != 0)
		return;
	for (unsigned i = 0; i < p->meta->key[META_PUBLISHED].n; i++) {
		if (parse(p, p->meta->key[META_PUBLISHED].v[i],
			  &other) &&
		    other.unix_s == d->unix_s && other.offset_min != 0) {
			*d = other;
			return;
		}
	}
}

static void
set_modified(struct page *p, const struct datetime *when, const char *from)
{
	p->out->modified = *when;
	p->out->has_modified = true;
	page_from(p, TRACE_MODIFIED, from);
}

/* What the page states for machines. */
static bool
stated(struct page *p, struct doc_article *a)
{
	struct datetime other;
	bool found = true;

	if (parse(p, p->ld->published, &a->published)) {
		page_from(p, TRACE_PUBLISHED, "json-ld datePublished");
		if (from_meta(p, META_PUBLISHED, &other))
			refine(&a->published, &other);
	} else if (from_meta(p, META_PUBLISHED, &a->published)) {
		page_from(p, TRACE_PUBLISHED, meta_from(p, META_PUBLISHED));
	} else {
		bool updated;

		found = from_machine(p, &a->published, &other, &updated);
		page_from(p, TRACE_PUBLISHED, "a time element of the page");
		if (updated && !a->has_modified)
			set_modified(p, &other, "a time element of the page");
	}
	if (found)
		take_zone(p, &a->published);
	return found;
}

/* Whole days between two moments, each in its own zone. */
static int64_t
days_apart(const struct datetime *a, const struct datetime *b)
{
	int64_t x = (a->unix_s + a->offset_min * 60) / DAY_S;
	int64_t y = (b->unix_s + b->offset_min * 60) / DAY_S;

	return x > y ? x - y : y - x;
}

/* Whether a date fits the month that the address says, a day more or less. */
static bool
fits_month(const struct datetime *d, const struct url_date *u)
{
	int64_t day = (d->unix_s + d->offset_min * 60) / DAY_S;
	int64_t first = datetime_days(u->year, u->month, 1);

	return day >= first - 1 && day <= first + MONTH_DAYS;
}

/*
 * What the page shows to readers, where nothing surer is known.  A day in
 * the address is surer than one in a line that is not within a day of it,
 * and a line of another month than the address's is none.
 */
static bool
shown(struct page *p, struct doc_article *a)
{
	struct datetime day, updated;
	struct url_date u = from_url(p);
	bool has_updated, in_url = u.day > 0;
	bool found = date_shown(p, &a->published, &updated, &has_updated);

	page_from(p, TRACE_PUBLISHED, "a line of the page");
	if (in_url) {
		day = (struct datetime){ .unix_s = DAY_S * datetime_days(
			u.year, u.month, u.day) };
		if (!found || days_apart(&day, &a->published) > 1) {
			a->published = day;
			page_from(p, TRACE_PUBLISHED, "the address");
		}
	} else if (u.month > 0 && found) {
		found = fits_month(&a->published, &u);
	}
	if (has_updated && !a->has_modified)
		set_modified(p, &updated, "a line of the page");
	/* the one date it shows is that of the text as it is now */
	if (has_updated && !found && u.month == 0) {
		a->published = updated;
		refine(&a->published, &a->modified);
		found = true;
	}
	return in_url || found;
}

void
date_choose(struct page *p)
{
	struct doc_article *a = p->out;
	const struct feed_item *hint = p->hint;
	bool fed = hint != NULL && hint->has_published;
	struct datetime when;

	a->has_modified = false;
	if (parse(p, p->ld->modified, &when))
		set_modified(p, &when, "json-ld dateModified");
	else if (from_meta(p, META_MODIFIED, &when))
		set_modified(p, &when, meta_from(p, META_MODIFIED));
	a->has_published = stated(p, a);
	if (!a->has_published && !fed)
		a->has_published = shown(p, a);
	if (fed && !a->has_published) {
		a->published = hint->published;
		page_from(p, TRACE_PUBLISHED, "feed");
	}
	if (fed && a->has_published)
		refine(&a->published, &hint->published);
	a->has_published |= fed;
	if (!a->has_modified && hint != NULL && hint->has_modified)
		set_modified(p, &hint->modified, "feed");
	/* changed a day and more before it was there: one of them is wrong */
	if (a->has_published && a->has_modified &&
	    a->modified.unix_s + DAY_S < a->published.unix_s)
		a->has_modified = false;
	if (!a->has_published)
		diag_add(p->diags, DIAG_PAGE_NO_DATE, 0);
}
