#ifndef MARSAD_CRAWL_ROBOTS_H
#define MARSAD_CRAWL_ROBOTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * robots.txt.  Source: RFC 9309; Crawl-delay is no part of it but honoured.
 * The group of our product token is used, else that of `*`; groups of the
 * same token are merged.  Longest match wins, Allow wins ties; `*` and `$`.
 */
#define ROBOTS_MAX_BYTES (512u << 10) /* read of a file; RFC 9309 s2.5 */
#define ROBOTS_RULES_MAX 4096u
#define ROBOTS_DELAY_MAX_S 120

struct robots_rule {
	struct str pattern; /* percent-encoding normalised */
	bool allow;
};

struct robots {
	struct robots_rule *rules;
	size_t n;
	int64_t delay_s;      /* Crawl-delay, capped; 0: none */
	struct str *sitemaps; /* absolute or relative, as written */
	size_t sitemap_count;
};

/* Parse for the product token `agent` ("marsad"); never fails. */
void robots_parse(struct arena *mem, struct str text, struct str agent,
                  struct robots *out);

/*
 * Whether `path` ("/a?b", as url_text gives it behind the origin) may be
 * fetched.  /robots.txt itself always may.  O(rules x length).
 */
bool robots_allowed(const struct robots *r, struct str path);

/* The product token of a User-Agent: "marsad" of "marsad/0.1 (+...)". */
struct str robots_product(struct str user_agent);

#endif
