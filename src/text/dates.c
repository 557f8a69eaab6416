#include "text/dates.h"

#include "base/buf.h"
#include "text/dates_internal.h"

#define DAY_S 86400
#define INPUT_MAX 200u /* bytes; longer texts are not one date */

void
dates_scan_init(struct dates_scan *s, struct str text,
                const struct dates_setting *setting)
{
	int64_t local;

	s->text = text;
	s->lexed = 0;
	s->at = s->have = 0;
	s->whole = false;
	s->order = s->french = 0;
	s->setting = *setting;
	s->found_n = s->found_at = 0;
	s->last_end = 0;
	s->last_year = false;
	local = setting->now.unix_s + setting->now.offset_min * 60;
	s->today = local / DAY_S - (local % DAY_S < 0);
}

struct dates_scan *
dates_begin(struct arena *mem, struct str text,
            const struct dates_setting *setting)
{
	struct dates_scan *s = ARENA_NEW(mem, struct dates_scan);

	if (s != NULL)
		dates_scan_init(s, text, setting);
	return s;
}

bool
dates_next(struct dates_scan *s, struct date_found *out)
{
	if (s == NULL)
		return false;
	while (s->found_at == s->found_n) {
		const struct date_found *d;
		size_t end;

		s->found_at = s->found_n = 0;
		if (dates_tok(s, s->at)->kind == TOKEN_END)
			return false;
		end = rule_at(s, s->at);
		s->at = end > 0 ? end : s->at + 1;
		if (s->found_n > 0) {
			d = &s->found[s->found_n - 1];
			s->last_end = d->end;
			s->last_year = d->precision == DATES_YEAR;
		}
	}
	*out = s->found[s->found_at++];
	return true;
}

static void
put_day(struct buf *out, int64_t day)
{
	int y, m, d;

	datetime_civil(day, &y, &m, &d);
	buf_printf(out, "%04d-%02d-%02d", y, m, d);
}

static void
put_zone(struct buf *out, const struct date_found *d)
{
	int min = d->offset_min < 0 ? -d->offset_min : d->offset_min;

	if (!d->has_zone)
		return;
	if (min == 0)
		buf_put_char(out, 'Z');
	else
		buf_printf(out, "%c%02d:%02d", d->offset_min < 0 ? '-' : '+',
		           min / 60, min % 60);
}

static void
put_date(struct buf *out, const struct date_found *d)
{
	int y, m, day;

	datetime_civil(d->first, &y, &m, &day);
	switch (d->precision) {
	case DATES_YEAR:
		buf_printf(out, "%04d", y);
		return;
	case DATES_MONTH:
		buf_printf(out, "%04d-%02d", y, m);
		return;
	case DATES_WEEK:
		calendar_week(d->first, &y, &m);
		buf_printf(out, "%04d-W%02d", y, m);
		return;
	default:
		put_day(out, d->first);
	}
	if (d->precision == DATES_SPAN) {
		buf_put_char(out, '/');
		put_day(out, d->last);
	}
}

struct str
dates_iso(struct arena *mem, const struct date_found *d)
{
	struct buf out = BUF_INIT(64);
	struct str s;

	put_date(&out, d);
	if (d->precision >= DATES_HOUR) {
		buf_printf(&out, "T%02d", d->hour);
		if (d->precision >= DATES_MINUTE)
			buf_printf(&out, ":%02d", d->minute);
		if (d->precision >= DATES_SECOND)
			buf_printf(&out, ":%02d", d->second);
		put_zone(&out, d);
	}
	s = buf_copy(mem, &out);
	buf_release(&out);
	return s;
}

bool
dates_moment(const struct date_found *d, struct datetime *out)
{
	if (d->precision < DATES_DAY)
		return false;
	*out = (struct datetime){
		.unix_s = d->first * DAY_S + d->hour * 3600 + d->minute * 60 +
		          d->second + (d->leap ? 1 : 0) -
		          (int64_t)d->offset_min * 60,
		.offset_min = d->offset_min,
		.has_zone = d->has_zone,
		.has_time = d->precision >= DATES_HOUR,
	};
	return true;
}

/* What may be left behind a date that is the whole text: closing marks. */
static bool
only_marks(struct dates_scan *s, size_t k)
{
	const struct token *t;

	while ((t = dates_tok(s, k))->kind == TOKEN_MARK) {
		if (t->value != '.' && t->value != ')' && t->value != '|')
			return false;
		k++;
	}
	return t->kind == TOKEN_END;
}

bool
dates_parse(struct str text, struct datetime *out)
{
	static const struct dates_setting none = { .has_now = false };
	struct dates_scan s;
	struct date_found d;
	size_t k, end;

	text = str_trim(text);
	if (text.n == 0 || text.n > INPUT_MAX)
		return false;
	dates_scan_init(&s, text, &none);
	s.whole = true;
	k = skip_open(&s, 0);
	end = rule_at(&s, k);
	if (end == 0 || s.found_n != 1 || !only_marks(&s, end))
		return false;
	d = s.found[0];
	if (d.precision < DATES_DAY)
		d.precision = DATES_DAY;
	return dates_moment(&d, out);
}
