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

bool
date_plausible(const struct date_found *d, struct datetime *out)
{
	if (!dates_moment(d, out))
		return false;
	return out->unix_s >= YEAR_FIRST_S && out->unix_s <= YEAR_LAST_S;
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
		    !parse(machine_value(p, i), &when))
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
		if (parse(p->meta->key[META_PUBLISHED].v[i], &other) &&
		    other.unix_s == d->unix_s && other.offset_min != 0) {
			*d = other;
			return;
		}
	}
}

/* What the page states for machines. */
static bool
stated(struct page *p, struct doc_article *a)
{
	struct datetime other;
	bool found = true;

	if (parse(p->ld->published, &a->published)) {
		if (from_meta(p, META_PUBLISHED, &other))
			refine(&a->published, &other);
	} else if (!from_meta(p, META_PUBLISHED, &a->published)) {
		bool updated;

		found = from_machine(p, &a->published, &other, &updated);
		if (updated && !a->has_modified) {
			a->modified = other;
			a->has_modified = true;
		}
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

/*
 * What the page shows to readers, where nothing surer is known.  A date in
 * the address is surer than one in a line that is not within a day of it.
 */
static bool
shown(struct page *p, struct doc_article *a)
{
	struct datetime url, updated;
	bool in_url = from_url(p, &url), has_updated;
	bool found = date_shown(p, &a->published, &updated, &has_updated);

	if (in_url && (!found || days_apart(&url, &a->published) > 1))
		a->published = url;
	if (has_updated && !a->has_modified) {
		a->modified = updated;
		a->has_modified = true;
	}
	/* the one date it shows is that of the text as it is now */
	if (has_updated && !found && !in_url) {
		a->published = updated;
		refine(&a->published, &a->modified);
	}
	return in_url || found || has_updated;
}

void
date_choose(struct page *p)
{
	struct doc_article *a = p->out;
	const struct feed_item *hint = p->hint;
	bool fed = hint != NULL && hint->has_published;

	a->has_modified = parse(p->ld->modified, &a->modified) ||
	                  from_meta(p, META_MODIFIED, &a->modified);
	a->has_published = stated(p, a);
	if (!a->has_published && !fed)
		a->has_published = shown(p, a);
	if (fed && !a->has_published)
		a->published = hint->published;
	else if (fed)
		refine(&a->published, &hint->published);
	a->has_published |= fed;
	if (!a->has_modified && hint != NULL && hint->has_modified) {
		a->modified = hint->modified;
		a->has_modified = true;
	}
	if (!a->has_published)
		diag_add(p->diags, DIAG_PAGE_NO_DATE, 0);
}
