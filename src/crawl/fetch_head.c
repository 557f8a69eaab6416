#include "crawl/fetch_head.h"

#include <time.h>

#include "base/err.h"

#define STATUS_MAX 999
#define SECONDS_MAX INT32_MAX

/* A date in any of the three forms of RFC 9110 s5.6.7; 0: it is none. */
static int64_t
read_http_date(const char *z)
{
	static const char *const forms[] = {
		"%a, %d %b %Y %H:%M:%S GMT",
		"%A, %d-%b-%y %H:%M:%S GMT",
		"%a %b %e %H:%M:%S %Y",
	};

	for (size_t i = 0; i < COUNT(forms); i++) {
		struct tm t = { 0 };
		const char *end = strptime(z, forms[i], &t);

		if (end != NULL && *end == '\0')
			return timegm(&t);
	}
	return 0;
}

/* Seconds, or a date (RFC 9110 s10.2.3). */
static int64_t
read_retry_after(struct arena *mem, struct str v, int64_t now_s)
{
	struct str rest = v;
	uint64_t s;
	int64_t at;

	if (v.n > 0 && ascii_is_digit(v.p[0]) &&
	    str_number(&rest, &s, SECONDS_MAX) && rest.n == 0)
		return (int64_t)s;
	at = read_http_date(str_z(mem, v));
	return at > now_s ? at - now_s : 0;
}

static int64_t
read_max_age(struct str v)
{
	int64_t found = -1;

	while (v.n > 0) {
		struct str part = str_trim(str_until(&v, ','));
		uint64_t s;

		if (!str_skip_ci(&part, STR("max-age=")))
			continue;
		str_skip(&part, STR("\""));
		if (str_number(&part, &s, SECONDS_MAX))
			found = (int64_t)s;
	}
	return found;
}

/* "rule: value" pairs of X-Robots-Tag, which are no names of robots. */
static bool
is_valued_rule(struct str name)
{
	static const struct str rules[] = {
		STR_INIT("max-snippet"), STR_INIT("max-image-preview"),
		STR_INIT("max-video-preview"), STR_INIT("unavailable_after"),
	};

	for (size_t i = 0; i < COUNT(rules); i++)
		if (str_eq_ci(name, rules[i]))
			return true;
	return false;
}

/*
 * X-Robots-Tag: "noarchive, nosnippet", or "name: noarchive" for one robot;
 * a name holds for the rest of its line.
 */
static bool
forbids_archive(struct str v, struct str product)
{
	bool ours = true;

	while (v.n > 0) {
		struct str rule = str_trim(str_until(&v, ','));
		struct str value = rule;
		struct str name = str_trim(str_until(&value, ':'));

		value = str_trim(value);
		if (name.n < rule.n && !is_valued_rule(name)) {
			ours = str_eq_ci(name, product);
			rule = value;
		}
		if (!ours)
			continue;
		if (str_eq_ci(rule, STR("noarchive")) ||
		    str_eq_ci(rule, STR("nosnippet")) ||
		    str_eq_ci(rule, STR("none")))
			return true;
		if (str_eq_ci(name, STR("max-snippet")) &&
		    str_eq(value, STR("0")))
			return true;
	}
	return false;
}

static void
read_status(struct fetch_head *h, struct str line)
{
	uint64_t status;

	*h = (struct fetch_head){ .max_age_s = -1 };
	str_word(&line);
	line = str_trim_left(line);
	if (str_number(&line, &status, STATUS_MAX))
		h->status = (int)status;
}

void
fetch_head_line(struct arena *mem, struct fetch_head *h, struct str line,
                struct str product, int64_t now_s)
{
	struct str name, v;

	line = str_trim(line);
	if (str_starts_ci(line, STR("HTTP/"))) {
		read_status(h, line);
		return;
	}
	if (str_chr(line, ':') == STR_NPOS)
		return;
	name = str_trim(str_until(&line, ':'));
	v = str_trim(line);
	if (str_eq_ci(name, STR("content-type")))
		h->content_type = str_copy(mem, v);
	else if (str_eq_ci(name, STR("etag")))
		h->etag = str_copy(mem, v);
	else if (str_eq_ci(name, STR("last-modified")))
		h->last_modified = str_copy(mem, v);
	else if (str_eq_ci(name, STR("location")))
		h->location = str_copy(mem, v);
	else if (str_eq_ci(name, STR("retry-after")))
		h->retry_after_s = read_retry_after(mem, v, now_s);
	else if (str_eq_ci(name, STR("cache-control")))
		h->max_age_s = read_max_age(v);
	else if (str_eq_ci(name, STR("tdm-reservation")))
		h->tdm_reserved = str_eq(v, STR("1"));
	else if (str_eq_ci(name, STR("x-robots-tag")))
		h->no_archive |= forbids_archive(v, product);
}
