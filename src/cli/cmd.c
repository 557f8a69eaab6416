#include "cli/cmd.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/io.h"
#include "text/dates.h"

static void
say(const char *fmt, va_list ap)
{
	fputs("marsad: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
}

enum cmd_exit
cmd_misuse(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
	fputs("try 'marsad COMMAND --help'\n", stderr);
	return CMD_MISUSE;
}

enum cmd_exit
cmd_failed(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
	return CMD_FAILED;
}

static const struct cmd_option *
find_option(const struct cmd_option *options, struct str name)
{
	for (; options->name != NULL; options++)
		if (str_eq(name, str_from(options->name)))
			return options;
	return NULL;
}

/* Take the option at argv[i]; *used is the number of arguments it took. */
static bool
take_option(struct cmd_context *c, int i, const struct cmd_option *options,
            int *used)
{
	struct str rest = str_from(c->argv[i]);
	struct str name = str_until(&rest, '=');
	const struct cmd_option *o = find_option(options, name);
	bool joined = name.n < strlen(c->argv[i]);

	if (o == NULL) {
		cmd_misuse("unknown option %.*s", STR_ARG(name));
		return false;
	}
	*used = 1;
	if (o->flag != NULL) {
		*o->flag = true;
		return true;
	}
	if (joined) {
		*o->value = c->argv[i] + name.n + 1;
		return true;
	}
	if (i + 1 >= c->argc) {
		cmd_misuse("option %s needs a value", o->name);
		return false;
	}
	*o->value = c->argv[i + 1];
	*used = 2;
	return true;
}

bool
cmd_options(struct cmd_context *c, const struct cmd_option *options)
{
	int kept = 0;

	for (int i = 0; i < c->argc; i++) {
		struct str a = str_from(c->argv[i]);
		int used;

		if (str_eq(a, STR("--"))) {
			while (++i < c->argc)
				c->argv[kept++] = c->argv[i];
			break;
		}
		if (!str_starts(a, STR("-")) || a.n == 1) {
			c->argv[kept++] = c->argv[i];
			continue;
		}
		if (!take_option(c, i, options, &used))
			return false;
		i += used - 1;
	}
	c->argc = kept;
	return true;
}

enum err
cmd_store(const struct cmd_context *c, enum store_mode mode,
          struct store **out)
{
	enum err e = store_open(c->db_path, mode, out);

	if (e == ERR_ABSENT)
		cmd_failed("%s: no such database; `marsad run` or `marsad "
		           "outlet add` makes one",
		           c->db_path);
	else if (e != ERR_OK)
		cmd_failed("%s: %s", c->db_path, err_str(e));
	return e;
}

bool
cmd_number(const char *text, int64_t max, int64_t *out)
{
	int64_t v;

	if (!str_int64(str_from(text), &v) || v < 0 || v > max)
		return false;
	*out = v;
	return true;
}

bool
cmd_moment(const char *text, int64_t now_s, int64_t *out)
{
	static const struct { char unit; int64_t s; } units[] = {
		{ 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 },
		{ 'w', 604800 },
	};
	struct str rest = str_from(text);
	struct datetime d;
	uint64_t n;

	if (str_number(&rest, &n, 100000) && rest.n == 1) {
		for (size_t i = 0; i < COUNT(units); i++) {
			if (units[i].unit == rest.p[0]) {
				*out = now_s - (int64_t)n * units[i].s;
				return true;
			}
		}
	}
	if (!dates_parse(str_from(text), &d))
		return false;
	*out = d.unix_s;
	return true;
}

enum err
cmd_read(const char *path, struct buf *out)
{
	enum err e = io_read_file_gz(path, out);

	if (e != ERR_OK)
		cmd_failed("%s: %s", path, err_str(e));
	return e;
}
