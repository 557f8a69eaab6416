#include "url/url.h"

#include "base/buf.h"

#define PORT_HTTP 80
#define PORT_HTTPS 443

/* WHATWG URL 4.4: white space around, tabs and line ends anywhere go. */
static struct str
clean(struct arena *mem, struct str s)
{
	char *p;
	size_t n = 0;

	while (s.n > 0 && (unsigned char)s.p[0] <= ' ')
		s = str_sub(s, 1, s.n);
	while (s.n > 0 && (unsigned char)s.p[s.n - 1] <= ' ')
		s.n--;
	if ((p = arena_alloc(mem, s.n)) == NULL)
		return STR_EMPTY;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\t' && s.p[i] != '\n' && s.p[i] != '\r')
			p[n++] = s.p[i];
	return (struct str){ p, n };
}

static bool
is_slash(char c)
{
	return c == '/' || c == '\\';
}

/*
 * Percent-encode what may not stand in an address as it is; what is encoded
 * already stays.
 */
static struct str
encode_part(struct arena *mem, struct str s, const char *also)
{
	static const char hex[] = "0123456789ABCDEF";
	struct str forbidden = str_from(also);
	char *p = arena_array(mem, s.n, 3);
	size_t n = 0;

	if (p == NULL)
		return STR_EMPTY;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c > ' ' && c < 0x7F &&
		    str_chr(forbidden, (char)c) == STR_NPOS) {
			p[n++] = (char)c;
			continue;
		}
		p[n++] = '%';
		p[n++] = hex[c >> 4];
		p[n++] = hex[c & 15];
	}
	return (struct str){ p, n };
}

/* 1 for ".", 2 for "..", percent-encoded or not; 0 for anything else. */
static int
dots_in(struct str segment)
{
	int dots = 0;

	while (dots < 3 && (str_skip(&segment, STR(".")) ||
	                    str_skip_ci(&segment, STR("%2e"))))
		dots++;
	return segment.n == 0 && dots < 3 ? dots : 0;
}

/* RFC 3986 s5.2.4, backslashes read as slashes; the result starts with '/'. */
static struct str
remove_dots(struct arena *mem, struct str path)
{
	char *p = arena_alloc(mem, path.n + 1);
	size_t n = 0, i = 0;

	if (p == NULL)
		return STR("/");
	do {
		size_t end = i;
		struct str seg;
		bool last;

		if (i < path.n && is_slash(path.p[i]))
			end = ++i;
		while (end < path.n && !is_slash(path.p[end]))
			end++;
		seg = str_sub(path, i, end);
		last = end >= path.n;
		i = end;
		if (dots_in(seg) == 2) {
			while (n > 0 && p[--n] != '/')
				;
			if (last)
				p[n++] = '/';
		} else if (dots_in(seg) == 1) {
			if (last)
				p[n++] = '/';
		} else {
			p[n++] = '/';
			for (size_t k = 0; k < seg.n; k++)
				p[n++] = seg.p[k];
		}
	} while (i < path.n);
	return (struct str){ p, n };
}

/* Path, query and fragment of what stands behind the host. */
static void
split_tail(struct arena *mem, struct str s, struct url *u)
{
	size_t at = str_chr(s, '#');

	if (at != STR_NPOS) {
		u->fragment = encode_part(mem, str_sub(s, at + 1, s.n), "\"<>`");
		s = str_sub(s, 0, at);
	}
	at = str_chr(s, '?');
	if (at != STR_NPOS) {
		u->has_query = true;
		u->query = encode_part(mem, str_sub(s, at + 1, s.n), "\"<>'");
		s = str_sub(s, 0, at);
	}
	u->path = remove_dots(mem, encode_part(mem, s, "\"<>`{}^|"));
}

static bool
host_is_fine(struct str host)
{
	static const char forbidden[] = " #%/:<>?@[\\]^|\"`{}";
	bool v6 = host.n > 2 && host.p[0] == '[' && host.p[host.n - 1] == ']';

	if (host.n == 0 || host.n > 253)
		return false;
	if (v6)
		host = str_sub(host, 1, host.n - 1);
	for (size_t i = 0; i < host.n; i++) {
		char c = host.p[i];

		if ((unsigned char)c <= ' ' || c == 0x7F)
			return false;
		if (v6 && ascii_hex(c) < 0 && c != ':' && c != '.')
			return false;
		if (!v6 && str_chr(str_from(forbidden), c) != STR_NPOS)
			return false;
	}
	return !str_starts(host, STR(".")) && !str_ends(host, STR(".")) &&
	       str_find(host, STR("..")) == STR_NPOS;
}

/* "host", "host:port"; the scheme is set already. */
static enum err
parse_host(struct arena *mem, struct str s, struct url *u)
{
	bool secure = str_eq(u->scheme, STR("https"));
	size_t colon = str_rchr(s, ':'), bracket = str_rchr(s, ']');
	uint64_t port = secure ? PORT_HTTPS : PORT_HTTP;

	if (str_chr(s, '@') != STR_NPOS)
		return ERR_FORMAT; /* credentials: nobody's news has any */
	if (colon != STR_NPOS && (bracket == STR_NPOS || colon > bracket)) {
		struct str digits = str_sub(s, colon + 1, s.n);

		if (digits.n > 0 && (!str_number(&digits, &port, 65535) ||
		                     digits.n > 0 || port == 0))
			return ERR_FORMAT;
		s = str_sub(s, 0, colon);
	}
	s = str_lower(mem, url_decode(mem, s));
	if (str_ends(s, STR(".")) && s.n > 1)
		s.n--;
	if (!host_is_fine(s))
		return ERR_FORMAT;
	u->host = s;
	u->port = (uint16_t)port;
	return ERR_OK;
}

/* Step over "http:" or "https:"; false when another scheme or none stands. */
static bool
take_scheme(struct str *s, struct str *scheme)
{
	if (str_skip_ci(s, STR("http:")))
		*scheme = STR("http");
	else if (str_skip_ci(s, STR("https:")))
		*scheme = STR("https");
	else
		return false;
	return true;
}

/* Whether a reference begins with a scheme of its own (RFC 3986 s3.1). */
static bool
has_scheme(struct str s)
{
	size_t i = 0;

	if (s.n == 0 || !ascii_is_alpha(s.p[0]))
		return false;
	while (i < s.n && (ascii_is_alnum(s.p[i]) || s.p[i] == '+' ||
	                   s.p[i] == '-' || s.p[i] == '.'))
		i++;
	return i < s.n && s.p[i] == ':';
}

/* From "//host/path" on. */
static enum err
parse_rest(struct arena *mem, struct str s, struct url *u)
{
	size_t end = 0;
	enum err e;

	while (s.n > 0 && is_slash(s.p[0]))
		s = str_sub(s, 1, s.n);
	while (end < s.n && !is_slash(s.p[end]) && s.p[end] != '?' &&
	       s.p[end] != '#')
		end++;
	if ((e = parse_host(mem, str_sub(s, 0, end), u)) != ERR_OK)
		return e;
	split_tail(mem, str_sub(s, end, s.n), u);
	return arena_err(mem);
}

enum err
url_parse(struct arena *mem, struct str s, struct url *out)
{
	struct url u = { 0 };
	enum err e;

	if (s.n > URL_MAX_BYTES)
		return ERR_LIMIT;
	s = clean(mem, s);
	if (!take_scheme(&s, &u.scheme) || s.n == 0 || !is_slash(s.p[0]))
		return ERR_FORMAT;
	if ((e = parse_rest(mem, s, &u)) != ERR_OK)
		return e;
	*out = u;
	return ERR_OK;
}

/* A reference without a scheme, cleaned. */
static enum err
resolve_relative(struct arena *mem, const struct url *base, struct str ref,
                 struct url *u)
{
	size_t slash;
	struct str tail;

	*u = (struct url){ .scheme = base->scheme,
		           .host = base->host,
		           .port = base->port };
	if (ref.n >= 2 && is_slash(ref.p[0]) && is_slash(ref.p[1]))
		return parse_rest(mem, ref, u);
	if (ref.n > 0 && is_slash(ref.p[0])) {
		split_tail(mem, ref, u);
		return arena_err(mem);
	}
	if (ref.n > 0 && ref.p[0] != '?' && ref.p[0] != '#') {
		slash = str_rchr(base->path, '/');
		tail = str_cat(mem, str_sub(base->path, 0, slash + 1), ref);
		split_tail(mem, tail, u);
		return arena_err(mem);
	}
	u->path = base->path;
	if (ref.n > 0 && ref.p[0] == '?') {
		split_tail(mem, ref, u);
		u->path = base->path;
		return arena_err(mem);
	}
	u->query = base->query;
	u->has_query = base->has_query;
	u->fragment = str_sub(ref, 1, ref.n);
	return arena_err(mem);
}

enum err
url_resolve(struct arena *mem, const struct url *base, struct str ref,
            struct url *out)
{
	struct str rest, scheme;
	struct url u;
	enum err e;

	if (ref.n > URL_MAX_BYTES)
		return ERR_LIMIT;
	ref = clean(mem, ref);
	rest = ref;
	if (take_scheme(&rest, &scheme)) {
		if (rest.n > 0 && is_slash(rest.p[0]))
			return url_parse(mem, ref, out);
		/* "http:path": the web reads it as relative */
		ref = rest;
	} else if (has_scheme(ref)) {
		return ERR_FORMAT;
	}
	if ((e = resolve_relative(mem, base, ref, &u)) != ERR_OK)
		return e;
	*out = u;
	return ERR_OK;
}

enum err
url_join(struct arena *mem, struct str base, struct str ref, struct str *out)
{
	struct url b, u;
	enum err e;

	if (url_parse(mem, ref, &u) == ERR_OK) {
		*out = url_text(mem, &u);
		return arena_err(mem);
	}
	if ((e = url_parse(mem, base, &b)) != ERR_OK)
		return e;
	if ((e = url_resolve(mem, &b, ref, &u)) != ERR_OK)
		return e;
	*out = url_text(mem, &u);
	return arena_err(mem);
}

struct str
url_origin(struct arena *mem, const struct url *u)
{
	bool secure = str_eq(u->scheme, STR("https"));

	if (u->port == (secure ? PORT_HTTPS : PORT_HTTP))
		return str_fmt(mem, "%.*s://%.*s", STR_ARG(u->scheme),
		               STR_ARG(u->host));
	return str_fmt(mem, "%.*s://%.*s:%u", STR_ARG(u->scheme),
	               STR_ARG(u->host), (unsigned)u->port);
}

struct str
url_text(struct arena *mem, const struct url *u)
{
	struct str origin = url_origin(mem, u);

	return str_fmt(mem, "%.*s%.*s%s%.*s", STR_ARG(origin),
	               STR_ARG(u->path), u->has_query ? "?" : "",
	               STR_ARG(u->query));
}

struct str
url_decode(struct arena *mem, struct str s)
{
	char *p = arena_alloc(mem, s.n);
	size_t n = 0;

	if (p == NULL)
		return STR_EMPTY;
	for (size_t i = 0; i < s.n; i++) {
		int hi = -1, lo = -1;

		if (s.p[i] == '%' && i + 2 < s.n) {
			hi = ascii_hex(s.p[i + 1]);
			lo = ascii_hex(s.p[i + 2]);
		}
		if (hi < 0 || lo < 0) {
			p[n++] = s.p[i];
			continue;
		}
		i += 2;
		if (hi != 0 || lo != 0)
			p[n++] = (char)(hi << 4 | lo);
	}
	return (struct str){ p, n };
}

static bool
is_unreserved(unsigned char c)
{
	return ascii_is_alnum((char)c) || c == '-' || c == '.' || c == '_' ||
	       c == '~';
}

struct str
url_encode(struct arena *mem, struct str s)
{
	static const char hex[] = "0123456789ABCDEF";
	char *p = arena_array(mem, s.n, 3);
	size_t n = 0;

	if (p == NULL)
		return STR_EMPTY;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (is_unreserved(c)) {
			p[n++] = (char)c;
			continue;
		}
		p[n++] = '%';
		p[n++] = hex[c >> 4];
		p[n++] = hex[c & 15];
	}
	return (struct str){ p, n };
}
