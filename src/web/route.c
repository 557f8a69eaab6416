#include "web/route.h"

#include "base/err.h"
#include "model/outlet.h"
#include "web/pages.h"

#define ASSET_NAME_MAX 80u

#define ROUTE(method_, path, handler, cache, help) \
	{ HTTPD_##method_, STR_INIT(path), page_##handler, cache },
static const struct route routes[] = {
#include "web/routes.def"
};
#undef ROUTE

const struct route *
route_table(size_t *n)
{
	*n = COUNT(routes);
	return routes;
}

static bool
is_slug_char(char c)
{
	return ascii_is_digit(c) || (c >= 'a' && c <= 'z') || c == '-';
}

static bool
is_asset_char(char c)
{
	return ascii_is_alnum(c) || c == '-' || c == '.';
}

/* Take the longest run of characters of a kind, 1 to max, off the path. */
static bool
take_run(struct str *path, bool (*is)(char), size_t max, struct str *out)
{
	size_t n = 0;

	while (n < path->n && is(path->p[n]))
		n++;
	if (n == 0 || n > max)
		return false;
	*out = str_sub(*path, 0, n);
	*path = str_sub(*path, n, path->n);
	return true;
}

static bool
take_id(struct str *path, int64_t *out)
{
	uint64_t id;

	if (path->n == 0 || path->p[0] == '0' ||
	    !str_number(path, &id, INT64_MAX))
		return false;
	*out = (int64_t)id;
	return true;
}

/* Take one ":name" off both. */
static bool
take_param(struct str *pattern, struct str *path, struct route_params *p)
{
	if (str_skip(pattern, STR(":outlet")))
		return take_run(path, is_slug_char, OUTLET_SLUG_MAX,
		                &p->outlet);
	if (str_skip(pattern, STR(":id")))
		return take_id(path, &p->id);
	if (str_skip(pattern, STR(":asset")))
		return take_run(path, is_asset_char, ASSET_NAME_MAX,
		                &p->asset);
	BUG("unknown parameter in routes.def");
}

bool
route_match(struct str pattern, struct str path, struct route_params *params)
{
	struct route_params p = { .id = 0 };

	while (pattern.n > 0) {
		if (pattern.p[0] == ':') {
			if (!take_param(&pattern, &path, &p))
				return false;
			continue;
		}
		if (path.n == 0 || path.p[0] != pattern.p[0])
			return false;
		pattern = str_sub(pattern, 1, pattern.n);
		path = str_sub(path, 1, path.n);
	}
	if (path.n > 0)
		return false;
	*params = p;
	return true;
}

enum route_result
route_find(enum httpd_method method, struct str path, const struct route **out,
           struct route_params *params, struct str *allow)
{
	bool seen = false;

	if (method == HTTPD_HEAD)
		method = HTTPD_GET;
	for (size_t i = 0; i < COUNT(routes); i++) {
		if (!route_match(routes[i].pattern, path, params))
			continue;
		if (routes[i].method == method) {
			*out = &routes[i];
			return ROUTE_FOUND;
		}
		if (!seen)
			*allow = routes[i].method == HTTPD_POST
			                 ? STR("POST")
			                 : STR("GET, HEAD");
		seen = true;
	}
	return seen ? ROUTE_METHOD : ROUTE_NONE;
}
