#include "cli/cmd.h"

#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "cli/demo_server.h"
#include "cli/index_options.h"
#include "cli/serve.h"
#include "cli/signals.h"
#include "cli/supervise.h"
#include "pipeline/crawl.h"
#include "pipeline/subscribe.h"

/*
 * The demo's articles are dated from the demo's start.  A start so long
 * after the last one begins the news anew.
 */
#define DEMO_EPOCH_MAX_AGE_S (20 * 3600)
#define DEMO_NETWORK "127.8.0.0/24"
#define DEMO_PORT 8090
#define DEMO_INTERVAL_S "5"

struct demo_run {
	bool on;
	int64_t epoch_s;
	struct demo_server *server;
};

static enum cmd_exit
run_portal(struct cmd_context *c, void *arg)
{
	(void)arg;
	return serve_until(c, signals_catch());
}

static enum cmd_exit
run_crawler(struct cmd_context *c, void *arg)
{
	const struct demo_run *demo = arg;
	struct crawl_options o = { .db_path = c->db_path,
		                   .config = &c->config,
		                   .index = index_options(),
		                   .stop = signals_catch() };
	struct crawl_summary s;
	enum err e;

	if (demo->on)
		o.undelayed = STR(DEMO_NETWORK);
	e = crawl_run(&o, &s);
	return e == ERR_OK ? CMD_DONE : cmd_failed("crawl: %s", err_str(e));
}

/* The port was bound before the fork; only the serving is done here. */
static enum cmd_exit
run_demo(struct cmd_context *c, void *arg)
{
	struct demo_run *demo = arg;

	(void)c;
	if (demo_server_serve(demo->server) != ERR_OK)
		return cmd_failed("cannot serve the demo outlets");
	while (!signals_wait(1000))
		;
	demo_server_stop(demo->server);
	return CMD_DONE;
}

/* Since when the demo runs in this database; begun anew when long ago. */
static enum err
demo_epoch(struct cmd_context *c, struct store *st, int64_t *out)
{
	int64_t now_s = clock_now_s();
	struct str value;
	enum err e = store_setting_get(st, c->mem, STR("demo.epoch_s"), &value);

	if (e == ERR_OK && str_int64(value, out) && *out <= now_s &&
	    now_s - *out < DEMO_EPOCH_MAX_AGE_S)
		return ERR_OK;
	if (e != ERR_OK && e != ERR_ABSENT)
		return e;
	*out = now_s;
	return store_setting_put(
	        st, STR("demo.epoch_s"),
	        str_fmt(c->mem, "%lld", (long long)now_s));
}

/*
 * The outlet is known from an earlier run.  When another port had to be
 * taken this time its feed has moved there.
 */
static enum err
demo_move_feed(struct cmd_context *c, struct store *st,
               const struct demo_server_outlet *o)
{
	struct feed_source *f;
	struct outlet known;
	size_t n;
	enum err e;

	e = store_outlet_by_slug(st, c->mem, o->slug, &known);
	if (e == ERR_OK)
		e = store_feed_list(st, c->mem, known.id, &f, &n);
	if (e != ERR_OK || n == 0 || str_eq(f[0].url, o->feed_url))
		return e == ERR_ABSENT ? ERR_OK : e;
	f[0].url = o->feed_url;
	f[0].etag = STR_EMPTY;
	f[0].last_modified = STR_EMPTY;
	f[0].failures = 0;
	f[0].next_due_s = clock_now_s();
	known.home_url = o->home_url;
	e = store_outlet_update(st, &known);
	return e == ERR_OK ? store_feed_polled(st, &f[0]) : e;
}

/* Subscribe to every demo outlet; known ones stay as they are. */
static enum err
demo_subscribe(struct cmd_context *c, struct store *st,
               const struct demo_server *server)
{
	struct demo_server_outlet o;
	enum err e = ERR_OK;

	for (size_t i = 0; demo_server_outlet(server, i, &o); i++) {
		struct subscription s = {
			.outlet = { .slug = o.slug,
				    .name = o.name,
				    .home_url = o.home_url,
				    .language = o.language,
				    .active = true },
			.feed_url = o.feed_url,
		};
		int64_t id;

		s.outlet.mode = config_mode(&c->config, CONFIG_MODE_DEFAULT);
		e = subscribe_store(st, &s, clock_now_s(), &id);
		if (e == ERR_EXISTS)
			e = demo_move_feed(c, st, &o);
		if (e != ERR_OK)
			return e;
	}
	return ERR_OK;
}

/* Make the outlets, and allow the crawler to fetch them. */
static enum cmd_exit
prepare_demo(struct cmd_context *c, struct demo_run *demo)
{
	struct str allow = c->config.value[CONFIG_FETCH_ALLOW];
	struct store *st;
	enum err e;

	if (cmd_store(c, STORE_WRITE, &st) != ERR_OK)
		return CMD_FAILED;
	if ((e = demo_epoch(c, st, &demo->epoch_s)) == ERR_OK)
		e = demo_server_bind(demo->epoch_s, DEMO_PORT, &demo->server);
	if (e == ERR_OK)
		e = demo_subscribe(c, st, demo->server);
	store_close(st);
	if (e != ERR_OK)
		return cmd_failed("cannot make the demo outlets: %s",
		                  err_str(e));
	allow = str_fmt(c->mem, "%.*s %s", STR_ARG(allow), DEMO_NETWORK);
	e = config_set(c->mem, &c->config, CONFIG_FETCH_ALLOW, allow,
	               CONFIG_FLAG, NULL);
	if (e == ERR_OK)
		e = config_set(c->mem, &c->config, CONFIG_FETCH_INTERVAL,
		               STR(DEMO_INTERVAL_S), CONFIG_FLAG, NULL);
	return e == ERR_OK ? CMD_DONE : CMD_FAILED;
}

static enum cmd_exit
run(struct cmd_context *c)
{
	const char *listen = NULL;
	bool verbose = false;
	struct demo_run demo = { 0 };
	enum cmd_exit code;
	const struct cmd_option options[] = {
		{ "--listen", &listen, NULL },
		{ "--demo", NULL, &demo.on },
		{ "--verbose", NULL, &verbose },
		{ NULL, NULL, NULL },
	};
	struct part parts[SUPERVISE_MAX] = {
		{ .name = "portal", .run = run_portal },
		{ .name = "crawler", .run = run_crawler, .arg = &demo },
		{ .name = "demo", .run = run_demo, .arg = &demo },
	};

	if (!cmd_options(c, options))
		return CMD_MISUSE;
	if (c->argc > 0)
		return cmd_misuse("run takes no arguments");
	if (!serve_set_listen(c, listen))
		return CMD_MISUSE;
	if (!verbose)
		log_set_level(LOG_ERROR);
	if (demo.on && prepare_demo(c, &demo) != CMD_DONE)
		return CMD_FAILED;
	code = supervise(c, parts, demo.on ? 3 : 2, signals_catch());
	demo_server_stop(demo.server); /* ours: the part had its own copy */
	return code;
}

const struct cmd cmd_run = {
	.name = "run",
	.usage = "[--listen ADDRESS:PORT] [--demo] [--verbose]",
	.summary = "the main job: crawler and portal together",
	.help = "Crawls the outlets and serves the portal until Ctrl-C, which "
	        "stops everything.\nPrints the portal's address when it "
	        "answers.\n\n"
	        "  --listen A:P  address and port of the portal (default "
	        "127.0.0.1:8080)\n"
	        "  --demo        add fictional outlets that marsad itself "
	        "serves on loopback, so\n                that everything works "
	        "with no internet\n"
	        "  --verbose     log every fetch and request",
	.run = run,
};
