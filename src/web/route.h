#ifndef MARSAD_WEB_ROUTE_H
#define MARSAD_WEB_ROUTE_H

#include "base/str.h"
#include "web/httpd.h"

/*
 * From a path to what answers it (routes.def).
 */
struct route_params {
	struct str outlet; /* [a-z0-9-], at most OUTLET_SLUG_MAX */
	struct str asset;  /* [A-Za-z0-9.-] */
	int64_t id;        /* 1 to INT64_MAX */
};

struct page;

struct route {
	enum httpd_method method; /* GET answers HEAD too */
	struct str pattern;
	enum err (*handle)(struct page *p);
	unsigned cache_s;
};

enum route_result {
	ROUTE_FOUND,
	ROUTE_NONE,   /* 404 */
	ROUTE_METHOD  /* 405: the path has other methods; *allow names them */
};

/* Whether a path has the form of a pattern; params are set only if so. */
bool route_match(struct str pattern, struct str path,
                 struct route_params *params);

/* The route of a request.  allow: for ROUTE_METHOD. */
enum route_result route_find(enum httpd_method method, struct str path,
                             const struct route **out,
                             struct route_params *params, struct str *allow);

/* The table itself, for tests and documentation. */
const struct route *route_table(size_t *n);

#endif
