#include "store/rules.h"

#include "store/internal.h"

#define BITS(n) (((int64_t)1 << (n)) - 1)

enum err
store_rule_set(struct store *st, int64_t outlet_id,
               enum outlet_rule_kind kind, struct str selector)
{
	struct stmt *q = stmt_begin(st, selector.n > 0 ? Q_RULE_SET
	                                               : Q_RULE_DELETE);
	enum err e;

	stmt_bind_int(q, ":outlet", outlet_id);
	stmt_bind_int(q, ":kind", kind);
	if (selector.n > 0)
		stmt_bind_str(q, ":selector", selector);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

static int64_t
count_bits(int64_t set)
{
	int64_t n = 0;

	for (; set != 0; set &= set - 1)
		n++;
	return n;
}

static struct outlet_rule
read_rule(struct stmt *q, struct arena *mem)
{
	int64_t pages = stmt_int(q, 2);

	return (struct outlet_rule){
		.selector = stmt_str(q, mem, 1),
		.pages = pages,
		.matched = stmt_int(q, 3),
		.recent_pages = pages < OUTLET_RULE_WINDOW
		                        ? pages
		                        : OUTLET_RULE_WINDOW,
		.recent_matched = count_bits(stmt_int(q, 4)),
		.alarm = stmt_int(q, 5) != 0,
		.alarm_s = stmt_int(q, 6),
	};
}

enum err
store_rules(struct store *st, struct arena *mem, int64_t outlet_id,
            struct outlet_rule out[OUTLET_RULE__COUNT])
{
	struct outlet_rule rules[OUTLET_RULE__COUNT] = { 0 };
	struct stmt *q = stmt_begin(st, Q_RULE_OF_OUTLET);
	enum err e;

	stmt_bind_int(q, ":outlet", outlet_id);
	while ((e = stmt_row(q)) == ERR_OK) {
		int64_t kind = stmt_int(q, 0);

		if (kind >= 0 && kind < OUTLET_RULE__COUNT)
			rules[kind] = read_rule(q, mem);
	}
	stmt_end(q);
	if (e != ERR_ABSENT || (e = arena_err(mem)) != ERR_OK)
		return e;
	for (int k = 0; k < OUTLET_RULE__COUNT; k++)
		out[k] = rules[k];
	return ERR_OK;
}

static enum err
set_alarm(struct store *st, int64_t outlet_id, enum outlet_rule_kind kind,
          bool alarm, int64_t now_s)
{
	struct stmt *q = stmt_begin(st, Q_RULE_ALARM);
	enum err e;

	stmt_bind_int(q, ":outlet", outlet_id);
	stmt_bind_int(q, ":kind", kind);
	stmt_bind_int(q, ":alarm", alarm);
	stmt_bind_int(q, ":now", now_s);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

/* Of the row of RULE_SEEN: nothing matched for too long. */
static bool
is_silent(struct stmt *q)
{
	return stmt_int(q, 0) >= OUTLET_RULE_ALARM &&
	       (stmt_int(q, 1) & BITS(OUTLET_RULE_ALARM)) == 0;
}

static enum rule_news
news_of(bool was, bool is)
{
	if (was == is)
		return RULE_NEWS_NONE;
	return is ? RULE_NEWS_ALARM : RULE_NEWS_RECOVERED;
}

enum err
store_rule_seen(struct store *st, int64_t outlet_id,
                enum outlet_rule_kind kind, const struct rule_sight *sight,
                enum rule_news *out)
{
	struct stmt *q;
	bool own, was = false, is = false;
	enum err e;

	if ((e = store_enter(st, &own)) != ERR_OK)
		return e;
	q = stmt_begin(st, Q_RULE_SEEN);
	stmt_bind_int(q, ":outlet", outlet_id);
	stmt_bind_int(q, ":kind", kind);
	stmt_bind_str(q, ":selector", sight->selector);
	stmt_bind_int(q, ":hit", sight->matched);
	stmt_bind_int(q, ":window", BITS(OUTLET_RULE_WINDOW));
	if ((e = stmt_row(q)) == ERR_OK) {
		was = stmt_int(q, 2) != 0;
		is = is_silent(q);
		e = stmt_run(q);
	}
	stmt_end(q);
	if (e == ERR_OK && was != is)
		e = set_alarm(st, outlet_id, kind, is, sight->now_s);
	e = store_leave(st, own, e == ERR_ABSENT ? ERR_OK : e);
	if (e == ERR_OK)
		*out = news_of(was, is);
	return e;
}
