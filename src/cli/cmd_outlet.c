#include "cli/cmd.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/io.h"
#include "cli/outlet_print.h"
#include "html/select.h"
#include "pipeline/subscribe.h"
#include "store/lines.h"
#include "store/rules.h"
#include "url/url.h"

#define OPML_MAX_BYTES (16u << 20)

/* The command line, taken apart. */
struct outlet_args {
	const char *name, *slug, *language, *mode, *home;
	const char *include, *exclude;
	bool as_is, relearn;
};

static bool
apply_args(struct outlet *o, const struct outlet_args *a)
{
	if (a->name != NULL)
		o->name = str_from(a->name);
	if (a->slug != NULL)
		o->slug = str_from(a->slug);
	if (a->language != NULL)
		o->language = str_from(a->language);
	if (a->home != NULL)
		o->home_url = str_from(a->home);
	if (a->mode != NULL &&
	    !outlet_mode_parse(str_from(a->mode), &o->mode)) {
		cmd_misuse("--mode wants full, excerpt or headline");
		return false;
	}
	return true;
}

static enum cmd_exit
store_one(struct cmd_context *c, const struct subscription *s)
{
	struct store *st;
	struct outlet o;
	int64_t id;
	enum err e;

	if (cmd_store(c, STORE_WRITE, &st) != ERR_OK)
		return CMD_FAILED;
	e = subscribe_store(st, s, clock_now_s(), &id);
	if (e == ERR_OK)
		e = store_outlet_by_id(st, c->mem, id, &o);
	if (e == ERR_EXISTS)
		cmd_failed("%.*s: known already", STR_ARG(s->feed_url));
	else if (e == ERR_FORMAT)
		cmd_failed("%.*s: not usable as a slug",
		           STR_ARG(s->outlet.slug));
	else if (e != ERR_OK)
		cmd_failed("%s", store_errmsg(st));
	else
		printf("%.*s\t%.*s\t%.*s\n", STR_ARG(o.slug), STR_ARG(o.name),
		       STR_ARG(s->feed_url));
	store_close(st);
	if (e == ERR_EXISTS)
		return CMD_NO;
	return e == ERR_OK ? CMD_DONE : CMD_FAILED;
}

static enum cmd_exit
add(struct cmd_context *c, const struct outlet_args *a)
{
	struct subscription s = { .outlet = { .active = true } };
	struct str url, detail = STR_EMPTY;
	enum err e;

	if (c->argc != 2)
		return cmd_misuse("outlet add wants one address");
	url = str_from(c->argv[1]);
	if (str_find(url, STR("://")) == STR_NPOS)
		url = str_cat(c->mem, STR("https://"), url);
	if (a->as_is) {
		if (url_join(c->mem, url, url, &s.feed_url) != ERR_OK)
			return cmd_misuse("%s: not an address", c->argv[1]);
		e = url_join(c->mem, url, STR("/"), &s.outlet.home_url);
	} else {
		e = subscribe_discover(c->mem, &c->config, url, &s, &detail);
	}
	if (e == ERR_ABSENT)
		return cmd_failed("%.*s: no feed announced there; give the "
		                  "feed's own address",
		                  STR_ARG(url));
	if (e != ERR_OK)
		return cmd_failed("%.*s: %s (%.*s)", STR_ARG(url), err_str(e),
		                  STR_ARG(detail));
	s.outlet.mode = config_mode(&c->config, CONFIG_MODE_DEFAULT);
	if (!apply_args(&s.outlet, a))
		return CMD_MISUSE;
	return store_one(c, &s);
}

static enum cmd_exit
import(struct cmd_context *c)
{
	struct buf raw = BUF_INIT(OPML_MAX_BYTES);
	size_t n = 0, skipped = 0, added = 0, known = 0;
	struct subscription *s;
	struct store *st = NULL;
	enum err e;

	if (c->argc != 2)
		return cmd_misuse("outlet import wants one OPML file");
	if ((e = cmd_read(c->argv[1], &raw)) != ERR_OK)
		goto out;
	e = subscribe_read_opml(c->mem, buf_str(&raw), &s, &n, &skipped);
	if (e != ERR_OK) {
		cmd_failed("%s: no OPML list", c->argv[1]);
		goto out;
	}
	if ((e = cmd_store(c, STORE_WRITE, &st)) != ERR_OK)
		goto out;
	if ((e = store_begin(st)) != ERR_OK)
		goto out;
	for (size_t i = 0; i < n && e == ERR_OK; i++) {
		int64_t id;

		s[i].outlet.mode = config_mode(&c->config, CONFIG_MODE_DEFAULT);
		e = subscribe_store(st, &s[i], clock_now_s(), &id);
		added += e == ERR_OK;
		known += e == ERR_EXISTS;
		if (e == ERR_EXISTS)
			e = ERR_OK;
	}
	if (e == ERR_OK)
		e = store_commit(st);
	else
		store_rollback(st);
	if (e != ERR_OK)
		cmd_failed("%s: %s", c->argv[1], store_errmsg(st));
	else
		fprintf(stderr,
		        "marsad: %zu feeds added, %zu known, %zu skipped\n",
		        added, known, skipped);
out:
	buf_release(&raw);
	store_close(st);
	return e == ERR_OK ? CMD_DONE : CMD_FAILED;
}

static enum cmd_exit
list(struct cmd_context *c)
{
	struct outlet *o;
	struct store *st;
	size_t n;
	enum err e;

	if (cmd_store(c, STORE_READ, &st) != ERR_OK)
		return CMD_FAILED;
	e = store_outlet_list(st, c->mem, &o, &n);
	for (size_t i = 0; e == ERR_OK && i < n; i++)
		e = outlet_print(st, c->mem, &o[i]);
	if (e != ERR_OK)
		cmd_failed("%s", store_errmsg(st));
	store_close(st);
	return e == ERR_OK ? CMD_DONE : CMD_FAILED;
}

static enum cmd_exit
export(struct cmd_context *c)
{
	struct buf out = BUF_INIT(OPML_MAX_BYTES);
	struct store *st;
	enum err e;

	if (cmd_store(c, STORE_READ, &st) != ERR_OK)
		return CMD_FAILED;
	e = subscribe_write_opml(st, c->mem,
	                         c->config.value[CONFIG_EDITION_NAME], &out);
	if (e == ERR_OK)
		e = io_write_all(STDOUT_FILENO, buf_str(&out));
	if (e != ERR_OK)
		cmd_failed("export: %s", err_str(e));
	buf_release(&out);
	store_close(st);
	return e == ERR_OK ? CMD_DONE : CMD_FAILED;
}

/* Whether a selector can be set; empty takes the rule away. */
static bool
check_selector(struct cmd_context *c, const char *option, const char *text)
{
	const struct selector *s;
	struct select_fault fault;

	if (text == NULL || text[0] == '\0' ||
	    select_parse(c->mem, str_from(text), &s, &fault) == ERR_OK)
		return true;
	cmd_misuse("%s: %s, at byte %zu of \"%s\"", option, fault.why,
	           fault.at, text);
	return false;
}

static enum err
set_rules(struct store *st, int64_t id, const struct outlet_args *a)
{
	const char *const text[OUTLET_RULE__COUNT] = {
		[OUTLET_INCLUDE] = a->include,
		[OUTLET_EXCLUDE] = a->exclude,
	};
	enum err e = ERR_OK;

	for (int k = 0; k < OUTLET_RULE__COUNT && e == ERR_OK; k++)
		if (text[k] != NULL)
			e = store_rule_set(st, id, (enum outlet_rule_kind)k,
			                   str_trim(str_from(text[k])));
	return e == ERR_OK && a->relearn ? store_lines_forget(st, id) : e;
}

/* All of it or none. */
static enum err
set_all(struct store *st, struct outlet *o, const struct outlet_args *a)
{
	enum err e = store_begin(st);

	if (e != ERR_OK)
		return e;
	o->active = true;
	e = store_outlet_update(st, o);
	if (e == ERR_OK)
		e = set_rules(st, o->id, a);
	if (e == ERR_OK)
		return store_commit(st);
	store_rollback(st);
	return e;
}

enum change { SHOW, SET, REMOVE };

static enum err
change_one(struct cmd_context *c, struct store *st, struct outlet *o,
           const struct outlet_args *a, enum change what)
{
	enum err e;

	switch (what) {
	case SHOW:
		e = outlet_print(st, c->mem, o);
		return e == ERR_OK ? outlet_print_lines(st, c->mem, o) : e;
	case SET:
		return set_all(st, o, a);
	case REMOVE:
		break;
	}
	return store_outlet_remove(st, o->id);
}

/* show, set and remove: one known outlet. */
static enum cmd_exit
change(struct cmd_context *c, const struct outlet_args *a, enum change what)
{
	struct outlet o;
	struct store *st;
	enum err e;

	if (c->argc != 2)
		return cmd_misuse("outlet %s wants one slug", c->argv[0]);
	if (!check_selector(c, "--include", a->include) ||
	    !check_selector(c, "--exclude", a->exclude))
		return CMD_MISUSE;
	if (cmd_store(c, what == SHOW ? STORE_READ : STORE_WRITE, &st) !=
	    ERR_OK)
		return CMD_FAILED;
	e = store_outlet_by_slug(st, c->mem, str_from(c->argv[1]), &o);
	if (e == ERR_ABSENT) {
		store_close(st);
		cmd_failed("%s: no such outlet", c->argv[1]);
		return CMD_NO;
	}
	if (e == ERR_OK && !apply_args(&o, a)) {
		store_close(st);
		return CMD_MISUSE;
	}
	if (e == ERR_OK)
		e = change_one(c, st, &o, a, what);
	if (e != ERR_OK)
		cmd_failed("%s", store_errmsg(st));
	store_close(st);
	return e == ERR_OK ? CMD_DONE : CMD_FAILED;
}

static enum cmd_exit
run(struct cmd_context *c)
{
	struct outlet_args a = { 0 };
	const struct cmd_option options[] = {
		{ "--name", &a.name, NULL },   { "--slug", &a.slug, NULL },
		{ "--mode", &a.mode, NULL },   { "--home", &a.home, NULL },
		{ "--lang", &a.language, NULL }, { "--as-is", NULL, &a.as_is },
		{ "--include", &a.include, NULL },
		{ "--exclude", &a.exclude, NULL },
		{ "--relearn", NULL, &a.relearn },
		{ NULL, NULL, NULL },
	};
	const char *verb;

	if (!cmd_options(c, options))
		return CMD_MISUSE;
	verb = c->argc > 0 ? c->argv[0] : "";
	if (strcmp(verb, "set") != 0 &&
	    (a.include != NULL || a.exclude != NULL || a.relearn))
		return cmd_misuse("--include, --exclude and --relearn go with "
		                  "set");
	if (strcmp(verb, "add") == 0)
		return add(c, &a);
	if (strcmp(verb, "import") == 0)
		return import(c);
	if (strcmp(verb, "list") == 0 && c->argc == 1)
		return list(c);
	if (strcmp(verb, "export") == 0 && c->argc == 1)
		return export(c);
	if (strcmp(verb, "show") == 0)
		return change(c, &a, SHOW);
	if (strcmp(verb, "set") == 0)
		return change(c, &a, SET);
	if (strcmp(verb, "remove") == 0)
		return change(c, &a, REMOVE);
	return cmd_misuse("outlet wants add, import, list, show, export, set "
	                  "or remove");
}

const struct cmd cmd_outlet = {
	.name = "outlet",
	.usage = "add URL | import FILE.opml | list | show SLUG | export | "
	         "set SLUG | remove SLUG",
	.summary = "manage the outlets and their feeds",
	.help = "  add URL      subscribe to a feed, or to the feed that a home "
	        "page announces\n"
	        "  import FILE  subscribe to all feeds of an OPML list\n"
	        "  list         slug, name, language, mode, state, home page; "
	        "below it its feeds\n"
	        "               and rules, and ALARM where these stopped "
	        "matching\n"
	        "  show SLUG    one of them, and the lines found to be "
	        "boilerplate\n"
	        "  export       all outlets as OPML\n"
	        "  set SLUG     change what the options say, and poll it "
	        "(again)\n"
	        "  remove SLUG  stop polling it; its articles stay\n\n"
	        "  --name TEXT --slug SLUG --lang CODE --home URL\n"
	        "  --mode full|excerpt|headline   how much of its articles is "
	        "shown\n"
	        "  --as-is      add: take URL for a feed without looking at "
	        "it\n\n"
	        "For set only; an empty selector takes the rule away:\n"
	        "  --include SELECTOR   the text of an article is what lies in "
	        "these elements\n"
	        "  --exclude SELECTOR   these are never read\n"
	        "  --relearn            forget which lines are boilerplate\n"
	        "A selector is CSS: type, #id, .class, [attr], [attr=v] (also "
	        "~= ^= $= *= |=),\n:not(), descendants, children (>), lists "
	        "(,).  Pages are read by it from the\nnext fetch on; where "
	        "include matches nothing a page is read the ordinary way.",
	.run = run,
};
