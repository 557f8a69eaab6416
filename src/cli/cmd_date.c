#include "cli/cmd.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/json.h"
#include "text/dates.h"

#define TEXT_MAX_BYTES (64u << 20)
#define LINE_MAX_BYTES 1024u

/* One date as a JSON line. */
static enum err
print_date(const struct date_found *d)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, ARENA_BLOCK * 2);
	struct buf line = BUF_INIT(LINE_MAX_BYTES);
	struct json j = JSON_INIT(&line);
	enum err e;

	json_object(&j);
	json_key_str(&j, "date", dates_iso(&mem, d));
	json_key_int(&j, "start", (int64_t)d->start);
	json_key_int(&j, "end", (int64_t)d->end);
	json_key_str(&j, "calendar", str_from(calendar_name(d->calendar)));
	json_object_end(&j);
	json_end(&j);
	buf_put_char(&line, '\n');
	e = line.err;
	if (e == ERR_OK)
		fwrite(line.p, 1, line.n, stdout);
	buf_release(&line);
	arena_release(&mem);
	return e;
}

static enum err
print_dates(struct cmd_context *c, struct str text,
            const struct dates_setting *setting, bool *any)
{
	struct dates_scan *s = dates_begin(c->mem, text, setting);
	struct date_found d;
	enum err e = ERR_OK;

	*any = false;
	while (e == ERR_OK && dates_next(s, &d)) {
		e = print_date(&d);
		*any = true;
	}
	return e;
}

/* The reference: --now, else the clock, in UTC. */
static bool
read_now(const char *text, struct datetime *now)
{
	if (text != NULL)
		return dates_parse(str_from(text), now);
	*now = (struct datetime){
		.unix_s = clock_now_s(), .has_zone = true, .has_time = true,
	};
	return true;
}

static enum cmd_exit
run(struct cmd_context *c)
{
	const char *now = NULL, *path = NULL;
	struct dates_setting setting = { .has_now = true };
	const struct cmd_option options[] = {
		{ "--now", &now, NULL },
		{ "--file", &path, NULL },
		{ "--month-first", NULL, &setting.month_first },
		{ NULL, NULL, NULL },
	};
	struct buf raw = BUF_INIT(TEXT_MAX_BYTES);
	struct str text;
	enum err e = ERR_OK;
	bool any = false;

	if (!cmd_options(c, options))
		return CMD_MISUSE;
	if (!read_now(now, &setting.now))
		return cmd_misuse("--now wants a date or a moment: %s", now);
	if (c->argc != (path == NULL ? 1 : 0))
		return cmd_misuse("date wants one text, or --file");
	text = path == NULL ? str_from(c->argv[0]) : STR_EMPTY;
	if (path == NULL && str_eq(text, STR("-")))
		path = "-";
	if (path != NULL) {
		e = cmd_read(path, &raw);
		text = buf_str(&raw);
	}
	if (e == ERR_OK && (e = print_dates(c, text, &setting, &any)) != ERR_OK)
		cmd_failed("date: %s", err_str(e));
	buf_release(&raw);
	if (e != ERR_OK)
		return CMD_FAILED;
	return any ? CMD_DONE : CMD_NO;
}

const struct cmd cmd_date = {
	.name = "date",
	.usage = "[--now T] [--month-first] TEXT|-|--file FILE",
	.summary = "the dates in a text",
	.help = "Prints the dates in TEXT, one JSON line each: `date` (ISO "
	        "8601, as precise as the\ntext), `start` and `end` (bytes of "
	        "the text), `calendar` (of the text; `date` is\nalways "
	        "Gregorian).  \"-\" is standard input, --file a file, both in "
	        "UTF-8.\n\n"
	        "  --now T        when the text was written, for \"yesterday\" "
	        "and dates without a\n                 year (default: now)\n"
	        "  --month-first  9/12/2022 is in September where nothing in "
	        "the text tells\n\n"
	        "Exit status 1 when there is no date.",
	.run = run,
};
