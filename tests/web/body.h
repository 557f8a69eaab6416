#ifndef MARSAD_TESTS_WEB_BODY_H
#define MARSAD_TESTS_WEB_BODY_H

#include "fixture.h"

#include "store/stories.h"

/* Where a page says it first, in bytes from its beginning. */
static inline size_t
at(const struct httpd_response *r, const char *what)
{
	size_t where = str_find(r->body, str_from(what));

	assert_true(where != STR_NPOS);
	return where;
}

static inline size_t
times(const struct httpd_response *r, const char *what)
{
	struct str rest = r->body, find = str_from(what);
	size_t n = 0, where;

	while ((where = str_find(rest, find)) != STR_NPOS) {
		rest = str_sub(rest, where + find.n, rest.n);
		n++;
	}
	return n;
}

/* The page without its strip, which names the newest of everything. */
static inline struct httpd_response
main_of(struct httpd_response r)
{
	size_t from = at(&r, "<main"), to = at(&r, "</main>");

	r.body = str_sub(r.body, from, to);
	return r;
}

/* A story on the lists, as gathering would put it there. */
static inline void
tell(struct fixture *f, struct story s, int64_t lead, double importance)
{
	struct story_face face = { .language = STR("ar"), .main = true,
		                   .lead_id = lead, .importance = importance };

	if (s.last_s == 0)
		s.last_s = FIXTURE_NOW - 60;
	assert_int_equal(store_story_put(f->st, &s, &face, 1, false), ERR_OK);
}

#endif
