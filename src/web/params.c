#include "web/params.h"

#include "base/buf.h"
#include "url/url.h"

static struct str
decode(struct arena *mem, struct str raw)
{
	struct buf b = BUF_INIT(PARAMS_VALUE_MAX);
	struct str out;

	for (size_t i = 0; i < raw.n && b.n < PARAMS_VALUE_MAX; i++)
		buf_put_char(&b, raw.p[i] == '+' ? ' ' : raw.p[i]);
	out = url_decode(mem, buf_copy(mem, &b));
	buf_release(&b);
	return out;
}

struct str
params_get(struct arena *mem, struct str query, struct str name)
{
	for (size_t i = 0; i < PARAMS_MAX && query.n > 0; i++) {
		struct str value = str_until(&query, '&');
		struct str key = str_until(&value, '=');

		if (str_eq(key, name))
			return decode(mem, value);
	}
	return STR_EMPTY;
}

int64_t
params_number(struct arena *mem, struct str query, struct str name,
              int64_t max)
{
	struct str s = params_get(mem, query, name);
	uint64_t n;

	if (!str_number(&s, &n, (uint64_t)max) || s.n > 0)
		return 0;
	return (int64_t)n;
}

struct str
params_without(struct arena *mem, struct str query, struct str a, struct str b)
{
	struct buf out = BUF_INIT(query.n + 1);
	struct str copy;

	for (size_t i = 0; i < PARAMS_MAX && query.n > 0; i++) {
		struct str pair = str_until(&query, '&');
		struct str rest = pair;
		struct str key = str_until(&rest, '=');

		if (pair.n == 0 || str_eq(key, a) || str_eq(key, b))
			continue;
		if (out.n > 0)
			buf_put_char(&out, '&');
		buf_put(&out, pair);
	}
	copy = buf_copy(mem, &out);
	buf_release(&out);
	return copy;
}

struct str
params_add(struct arena *mem, struct str url, const char *name,
           struct str value)
{
	struct str v;

	if (value.n == 0)
		return url;
	v = url_encode(mem, value);
	return str_fmt(mem, "%.*s%c%s=%.*s", STR_ARG(url),
	               str_chr(url, '?') == STR_NPOS ? '?' : '&', name,
	               STR_ARG(v));
}
