/*
 * The address the page states for itself, if it may state it.
 */
#include "extract/meta_internal.h"

#include "url/url.h"

/* s without query, fragment and a slash at its end. */
static struct str
without_query(struct str s)
{
	s = str_sub(s, 0, str_chr(s, '#'));
	s = str_sub(s, 0, str_chr(s, '?'));
	if (s.n > 1 && s.p[s.n - 1] == '/')
		s.n--;
	return s;
}

static struct str
without_scheme(struct str s)
{
	if (!str_skip(&s, STR("https:")))
		str_skip(&s, STR("http:"));
	return s;
}

bool
same_page(struct str a, struct str b)
{
	return str_eq(without_query(without_scheme(a)),
	              without_query(without_scheme(b)));
}

struct str
page_path(struct str url)
{
	struct str s = without_scheme(url);

	if (str_skip(&s, STR("//")))
		s = str_sub(s, str_chr(s, '/'), s.n);
	return s.n > 0 && s.p[0] == '/' ? without_query(s) : STR_EMPTY;
}

/* Parts of a registered name that are no name of their own: "com.tn". */
static bool
is_second_level(struct str label)
{
	static const struct str labels[] = {
		STR_INIT("com"), STR_INIT("co"), STR_INIT("net"),
		STR_INIT("org"), STR_INIT("gov"), STR_INIT("edu"),
		STR_INIT("press"), STR_INIT("ac"), STR_INIT("info"),
	};

	for (size_t i = 0; i < COUNT(labels); i++)
		if (str_eq(label, labels[i]))
			return true;
	return false;
}

static bool
is_number_host(struct str host)
{
	return host.n > 0 &&
	       (host.p[0] == '[' || ascii_is_digit(host.p[host.n - 1]));
}

/*
 * Where everybody may have a site below: names that belong to nobody and to
 * everybody.  Source: the hosts' own pages, which give out names below these.
 */
static const struct str hosting[] = {
	STR_INIT("wordpress.com"), STR_INIT("github.io"),
	STR_INIT("gitlab.io"),     STR_INIT("medium.com"),
	STR_INIT("substack.com"),  STR_INIT("wixsite.com"),
	STR_INIT("over-blog.com"), STR_INIT("over-blog.fr"),
	STR_INIT("over-blog.net"), STR_INIT("maktoobblog.com"),
	STR_INIT("tumblr.com"),    STR_INIT("weebly.com"),
	STR_INIT("canalblog.com"), STR_INIT("unblog.fr"),
	STR_INIT("blogs.fr"),      STR_INIT("e-monsite.com"),
	STR_INIT("jimdo.com"),     STR_INIT("jimdofree.com"),
	STR_INIT("jimdosite.com"), STR_INIT("hautetfort.com"),
	STR_INIT("skyrock.com"),   STR_INIT("typepad.com"),
	STR_INIT("livejournal.com"), STR_INIT("ghost.io"),
	STR_INIT("yoo7.com"),      STR_INIT("ahlamontada.com"),
	STR_INIT("altervista.org"), STR_INIT("free.fr"),
	STR_INIT("netlify.app"),   STR_INIT("vercel.app"),
	STR_INIT("pages.dev"),     STR_INIT("web.app"),
	STR_INIT("firebaseapp.com"), STR_INIT("herokuapp.com"),
	STR_INIT("azurewebsites.net"), STR_INIT("amazonaws.com"),
	STR_INIT("cloudfront.net"), STR_INIT("webflow.io"),
};

/* blogspot.com and its like in each country. */
#define BLOGSPOT ".blogspot."

static bool
is_hosted(struct str host)
{
	if (str_find(host, STR(BLOGSPOT)) != STR_NPOS)
		return true;
	for (size_t i = 0; i < COUNT(hosting); i++)
		if (host.n > hosting[i].n && str_ends(host, hosting[i]) &&
		    host.p[host.n - hosting[i].n - 1] == '.')
			return true;
	return false;
}

/*
 * The part of a host that one owner registered: "lemonde.fr", or all of it
 * where each name below has another owner.
 */
static struct str
site_of(struct str host)
{
	size_t last, second, third;

	if (is_number_host(host) || is_hosted(host))
		return host;
	last = str_rchr(host, '.');
	if (last == STR_NPOS)
		return host;
	second = str_rchr(str_sub(host, 0, last), '.');
	if (second == STR_NPOS)
		return host;
	if (host.n - last > 3 || /* ".info" takes no second level */
	    !is_second_level(str_sub(host, second + 1, last)))
		return str_sub(host, second + 1, host.n);
	third = str_rchr(str_sub(host, 0, second), '.');
	return third == STR_NPOS ? host : str_sub(host, third + 1, host.n);
}

static bool
is_home(const struct url *u)
{
	return u->path.n <= 1 && (!u->has_query || u->query.n == 0);
}

/* "a.b" of "http://a.b/x?y": empty when it is no address. */
static bool
acceptable(struct page *p, struct str stated, struct str *out)
{
	struct url own, u;

	if (url_parse(p->mem, stated, &u) != ERR_OK || is_home(&u))
		return false;
	if (p->url.n > 0 && url_parse(p->mem, p->url, &own) == ERR_OK &&
	    !str_eq(site_of(own.host), site_of(u.host)))
		return false;
	*out = url_text(p->mem, &u);
	return true;
}

void
address_choose(struct page *p)
{
	const struct { struct str stated; const char *from; } order[] = {
		{ p->meta->canonical, "link rel=canonical" },
		{ meta_get(p, META_URL), "og:url" },
	};

	for (size_t i = 0; i < COUNT(order); i++) {
		struct str url = page_url(p, order[i].stated);

		if (url.n == 0)
			continue;
		page_from(p, TRACE_ADDRESS, order[i].from);
		if (acceptable(p, url, &p->out->canonical_url))
			return;
		diag_add(p->diags, DIAG_PAGE_BAD_CANONICAL, 0);
		if (i == 0)
			return; /* a wrong canonical: og:url is no better */
	}
	page_from(p, TRACE_ADDRESS, "json-ld url");
	acceptable(p, page_url(p, p->ld->url), &p->out->canonical_url);
}
