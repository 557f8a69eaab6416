#include "cli/index_options.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "store/articles.h"

#define NUMBER_MAX 1000000000u
#define PROGRESS_MS 500

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

static void
show_progress(const struct indexer *x, int64_t head, int64_t *next_ms)
{
	int64_t now_ms = clock_steady_ms();

	if (!isatty(STDERR_FILENO) || now_ms < *next_ms || head == 0)
		return;
	fprintf(stderr, "\rindex: %lld %%",
	        (long long)(indexer_log(x) * 100 / head));
	*next_ms = now_ms + PROGRESS_MS;
}

enum err
index_write_all(struct indexer *x, struct store *st, const atomic_bool *stop)
{
	int64_t head, next_ms = 0;
	bool more = true;
	enum err e = store_log_head(st, &head);

	while (e == ERR_OK && more) {
		if (stop != NULL && atomic_load(stop))
			e = ERR_BUSY;
		else
			e = indexer_step(x, st, true, &more);
		show_progress(x, head, &next_ms);
	}
	if (next_ms > 0)
		fputc('\n', stderr);
	return e;
}

static enum err
catch_up(const char *db_path, struct store *st)
{
	struct indexer *x;
	enum err e = indexer_open(db_path, st, index_options(), &x);

	if (e != ERR_OK)
		return e;
	e = index_write_all(x, st, NULL);
	indexer_close(x);
	return e;
}

enum err
index_open_fresh(const char *db_path, struct store *st, struct index **out)
{
	enum err e;

	index_open(db_path, out);
	if ((e = index_refresh(*out, st)) != ERR_OK)
		return e;
	if (index_wants_writer(*out)) {
		e = catch_up(db_path, st);
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
