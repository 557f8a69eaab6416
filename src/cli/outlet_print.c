#include "cli/outlet_print.h"

#include <stdio.h>

#include "base/datetime.h"
#include "store/lines.h"
#include "store/rules.h"

static enum err
print_feeds(struct store *st, struct arena *mem, int64_t outlet_id)
{
	struct feed_source *f;
	size_t n;
	enum err e = store_feed_list(st, mem, outlet_id, &f, &n);

	for (size_t i = 0; e == ERR_OK && i < n; i++)
		printf("\t%.*s\thttp %lld\tfailures %lld\n", STR_ARG(f[i].url),
		       (long long)f[i].last_status, (long long)f[i].failures);
	return e;
}

static void
print_rule(struct arena *mem, const char *name, const struct outlet_rule *r)
{
	struct datetime since = { .unix_s = r->alarm_s, .has_zone = true,
		                  .has_time = true };

	printf("\t%s %.*s\tmatched %lld of the last %lld pages", name,
	       STR_ARG(r->selector), (long long)r->recent_matched,
	       (long long)r->recent_pages);
	if (r->alarm)
		printf("\tALARM: %s (since %.*s)",
		       r->matched > 0 ? "stopped matching"
		                      : "has never matched",
		       STR_ARG(datetime_rfc3339(mem, since)));
	putchar('\n');
}

static enum err
print_rules(struct store *st, struct arena *mem, int64_t outlet_id)
{
	static const char *const names[OUTLET_RULE__COUNT] = {
		[OUTLET_INCLUDE] = "include",
		[OUTLET_EXCLUDE] = "exclude",
	};
	struct outlet_rule rules[OUTLET_RULE__COUNT];
	enum err e = store_rules(st, mem, outlet_id, rules);

	for (int k = 0; e == ERR_OK && k < OUTLET_RULE__COUNT; k++)
		if (rules[k].selector.n > 0)
			print_rule(mem, names[k], &rules[k]);
	return e;
}

enum err
outlet_print(struct store *st, struct arena *mem, const struct outlet *o)
{
	enum err e;

	printf("%.*s\t%.*s\t%.*s\t%.*s\t%s\t%.*s\n", STR_ARG(o->slug),
	       STR_ARG(o->name), STR_ARG(o->language),
	       STR_ARG(outlet_mode_name(o->mode)),
	       o->active ? "active" : "inactive", STR_ARG(o->home_url));
	e = print_feeds(st, mem, o->id);
	return e == ERR_OK ? print_rules(st, mem, o->id) : e;
}

enum err
outlet_print_lines(struct store *st, struct arena *mem,
                   const struct outlet *o)
{
	struct line_row *rows;
	size_t n;
	enum err e = store_lines_list(st, mem, o->id, &rows, &n);

	for (size_t i = 0; e == ERR_OK && i < n; i++)
		printf("\tboilerplate\t%lld articles\t%.*s\n",
		       (long long)rows[i].sightings, STR_ARG(rows[i].sample));
	return e;
}
