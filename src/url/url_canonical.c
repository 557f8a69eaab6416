#include "url/url.h"

/*
 * Parameters that tell where a reader came from, not what is read.
 * Source: the documentation of the campaign tools named on the right.
 */
static const struct {
	struct str name;
	bool prefix;
} tracking[] = {
	{ STR_INIT("utm_"), true },   /* Urchin, Google Analytics */
	{ STR_INIT("fbclid"), false }, /* Facebook */
	{ STR_INIT("gclid"), false },  /* Google Ads */
	{ STR_INIT("gclsrc"), false },
	{ STR_INIT("dclid"), false },
	{ STR_INIT("gbraid"), false },
	{ STR_INIT("wbraid"), false },
	{ STR_INIT("msclkid"), false }, /* Microsoft */
	{ STR_INIT("twclid"), false },  /* X */
	{ STR_INIT("ttclid"), false },  /* TikTok */
	{ STR_INIT("yclid"), false },   /* Yandex */
	{ STR_INIT("igshid"), false },  /* Instagram */
	{ STR_INIT("mc_cid"), false },  /* Mailchimp */
	{ STR_INIT("mc_eid"), false },
	{ STR_INIT("_ga"), false },
	{ STR_INIT("_gl"), false },
	{ STR_INIT("pk_"), true },     /* Matomo */
	{ STR_INIT("mtm_"), true },
	{ STR_INIT("xtor"), false },   /* AT Internet */
	{ STR_INIT("at_medium"), false },
	{ STR_INIT("at_campaign"), false },
	{ STR_INIT("wt_mc"), false },
	{ STR_INIT("cmpid"), false },
	{ STR_INIT("ocid"), false },
	{ STR_INIT("ncid"), false },
	{ STR_INIT("fb_action_ids"), false },
	{ STR_INIT("fb_ref"), false },
	{ STR_INIT("__twitter_impression"), false },
};

static bool
is_tracking(struct str parameter)
{
	struct str name = str_until(&parameter, '=');

	for (size_t i = 0; i < COUNT(tracking); i++) {
		if (tracking[i].prefix ? str_starts_ci(name, tracking[i].name)
		                       : str_eq_ci(name, tracking[i].name))
			return true;
	}
	return false;
}

/*
 * One form of percent-encoding: upper case hex, unreserved ones decoded, a
 * '%' that encodes nothing encoded itself (else what is decoded behind it
 * could make it encode something).
 */
static struct str
one_form(struct arena *mem, struct str s)
{
	static const char hex[] = "0123456789ABCDEF";
	char *p = arena_array(mem, s.n, 3);
	size_t n = 0;

	if (p == NULL)
		return STR_EMPTY;
	for (size_t i = 0; i < s.n; i++) {
		int hi = -1, lo = -1, c;

		if (s.p[i] == '%' && i + 2 < s.n) {
			hi = ascii_hex(s.p[i + 1]);
			lo = ascii_hex(s.p[i + 2]);
		}
		if (hi < 0 || lo < 0) {
			p[n++] = s.p[i];
			if (s.p[i] == '%') {
				p[n++] = '2';
				p[n++] = '5';
			}
			continue;
		}
		c = hi << 4 | lo;
		i += 2;
		if (c < 0x80 && (ascii_is_alnum((char)c) || c == '-' ||
		                 c == '.' || c == '_' || c == '~')) {
			p[n++] = (char)c;
			continue;
		}
		p[n++] = '%';
		p[n++] = hex[hi];
		p[n++] = hex[lo];
	}
	return (struct str){ p, n };
}

static struct str
without_tracking(struct arena *mem, struct str query)
{
	char *p = arena_alloc(mem, query.n + 1);
	size_t n = 0;

	if (p == NULL)
		return STR_EMPTY;
	while (query.n > 0) {
		struct str one = str_until(&query, '&');

		if (one.n == 0 || is_tracking(one))
			continue;
		if (n > 0)
			p[n++] = '&';
		for (size_t i = 0; i < one.n; i++)
			p[n++] = one.p[i];
	}
	return (struct str){ p, n };
}

static enum err
canonical(struct arena *mem, struct str s, struct url *u)
{
	enum err e = url_parse(mem, s, u);

	if (e != ERR_OK)
		return e;
	u->path = one_form(mem, u->path);
	u->query = without_tracking(mem, one_form(mem, u->query));
	u->has_query = u->query.n > 0;
	u->fragment = STR_EMPTY;
	return arena_err(mem);
}

enum err
url_canonical(struct arena *mem, struct str s, struct str *out)
{
	struct url u;
	enum err e = canonical(mem, s, &u);

	if (e != ERR_OK)
		return e;
	s = url_text(mem, &u);
	if (s.n > URL_MAX_BYTES)
		return ERR_LIMIT; /* by encoding */
	*out = s;
	return arena_err(mem);
}

enum err
url_key(struct arena *mem, struct str s, struct str *out)
{
	struct url u;
	struct str origin;
	enum err e = canonical(mem, s, &u);

	if (e != ERR_OK)
		return e;
	if (str_find(u.host, STR(".")) != str_rchr(u.host, '.') &&
	    !str_skip(&u.host, STR("www.")) && !str_skip(&u.host, STR("m.")))
		str_skip(&u.host, STR("amp."));
	while (str_ends(u.path, STR("/")))
		u.path.n--;
	origin = url_origin(mem, &u);
	str_skip(&origin, STR("https://"));
	str_skip(&origin, STR("http://"));
	*out = str_fmt(mem, "%.*s%.*s%s%.*s", STR_ARG(origin),
	               STR_ARG(u.path), u.has_query ? "?" : "",
	               STR_ARG(u.query));
	return arena_err(mem);
}
