#include "cli/index_options.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/str.h"

#define NUMBER_MAX 1000000000u

struct kill_plan {
	enum indexer_point at;
	unsigned nth;
	atomic_uint passed;
};

/* Its argument is the plan. */
static void
passed(enum indexer_point at, void *arg)
{
	struct kill_plan *plan = arg;

	if (at == plan->at && atomic_fetch_add(&plan->passed, 1) + 1 ==
	                              plan->nth)
		kill(getpid(), SIGKILL);
}

static uint64_t
number(const char *name)
{
	struct str value = str_from(getenv(name));
	uint64_t n;

	return str_number(&value, &n, NUMBER_MAX) && value.n == 0 ? n : 0;
}

/* "point:nth"; anything else is no plan. */
static bool
read_plan(struct str text, struct kill_plan *plan)
{
	struct str name = str_until(&text, ':');
	uint64_t nth;

	if (!str_number(&text, &nth, NUMBER_MAX) || text.n > 0)
		return false;
	for (int i = 0; i < INDEXER_POINT__COUNT; i++) {
		plan->at = (enum indexer_point)i;
		plan->nth = (unsigned)nth;
		if (str_eq(name, str_from(indexer_point_name(plan->at))))
			return true;
	}
	return false;
}

const struct indexer_options *
index_options(void)
{
	static struct indexer_options o;
	static struct kill_plan plan;

	o.docs = (uint32_t)number("MARSAD_INDEX_DOCS");
	o.docs_max = o.docs;
	o.wait_ms = (int64_t)number("MARSAD_INDEX_WAIT_MS");
	o.fanout = (uint32_t)number("MARSAD_INDEX_FANOUT");
	if (read_plan(str_from(getenv("MARSAD_INDEX_KILL")), &plan)) {
		o.passed = passed;
		o.arg = &plan;
	}
	return &o;
}

static bool
is_behind(struct index *ix)
{
	struct view *v = index_view(ix);
	bool behind = v->behind;

	view_give(v);
	return behind;
}

enum err
index_open_fresh(const char *db_path, struct store *st, struct index **out)
{
	enum err e;

	index_open(db_path, out);
	if ((e = index_refresh(*out, st)) != ERR_OK)
		return e;
	if (is_behind(*out)) {
		e = indexer_catch_up(db_path, st, index_options());
		/* another process is at it, or it cannot be written here */
		if (e == ERR_BUSY || e == ERR_IO)
			e = ERR_OK;
		if (e == ERR_OK)
			e = index_refresh(*out, st);
	}
	if (e == ERR_OK && index_check(*out, INDEX_CHECK_SMALL) != ERR_OK)
		e = index_refresh(*out, st);
	return e;
}
