/*
 * Times of day: 10:30, 10:30:15.5, 10h30, 10 am, "at 10", with their zone.
 */
#include "text/dates_internal.h"

#define SKIPPED_MAX 5u /* marks and words before a time */
#define ZONE_HOURS_MAX 15
#define NIGHT_FROM 6 /* value of HALF for "at night": 6 to 11 are evening */

static bool
is_number(const struct token *t, unsigned min, unsigned max)
{
	return t->kind == TOKEN_NUMBER && t->digits >= min && t->digits <= max;
}

/* A number glued to a mark that is glued too, as in 10:30. */
static const struct token *
part(struct dates_scan *s, size_t k, uint32_t mark)
{
	const struct token *m = dates_tok(s, k), *n = dates_tok(s, k + 1);

	if (!tok_mark(m, mark) || !tok_glued(m) || !tok_glued(n) ||
	    n->kind != TOKEN_NUMBER)
		return NULL;
	return n;
}

/* ":15.123" behind hours and minutes. */
static size_t
read_seconds(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *n = part(s, k, ':');

	if (n == NULL)
		return k;
	if (n->digits > 2 || n->value > 60)
		return 0;
	r->second = (int)n->value;
	k += 2;
	if (part(s, k, '.') != NULL || part(s, k, ',') != NULL)
		k += 2;
	return k;
}

/* am, pm, a.m., and the Arabic words. */
static size_t
read_half(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *t = dates_tok(s, k);
	const struct token *m = dates_tok(s, k + 2);
	uint32_t letter = 0;
	int half;

	if (t->kind != TOKEN_WORD)
		return k;
	if (tok_has(t, DATE_HALF)) {
		half = tok_val(t, DATE_HALF);
		k++;
	} else {
		if (t->end - t->start == 1)
			letter = (unsigned char)ascii_lower(
			        s->text.p[t->start]);
		if ((letter != 'a' && letter != 'p') ||
		    part(s, k + 1, '.') != NULL ||
		    !tok_mark(dates_tok(s, k + 1), '.') ||
		    m->end - m->start != 1 ||
		    ascii_lower(s->text.p[m->start]) != 'm')
			return k;
		half = letter == 'p' ? 12 : 0;
		k += tok_mark(dates_tok(s, k + 3), '.') ? 4 : 3;
	}
	if (half == NIGHT_FROM)
		half = r->hour >= NIGHT_FROM ? 12 : 0;
	if (r->hour <= 12)
		r->hour = r->hour % 12 + half;
	return k;
}

/* +01:00, -0330, +1: the number right behind the sign. */
static size_t
read_offset(struct dates_scan *s, size_t k, bool named, struct reading *r)
{
	const struct token *sign = dates_tok(s, k), *n = dates_tok(s, k + 1);
	const struct token *minutes = part(s, k + 2, ':');
	int h, m = 0;

	if ((!tok_mark(sign, '+') && !tok_dash(sign)) || !tok_glued(n) ||
	    n->kind != TOKEN_NUMBER)
		return k;
	if (n->digits == 4) {
		h = (int)n->value / 100;
		m = (int)n->value % 100;
		minutes = NULL;
	} else if (n->digits <= 2 &&
	           (minutes != NULL || named || tok_glued(sign))) {
		h = (int)n->value;
		m = minutes != NULL ? (int)minutes->value : 0;
	} else {
		return k;
	}
	if (h > ZONE_HOURS_MAX || m > 59)
		return k;
	r->offset_min = (h * 60 + m) * (tok_mark(sign, '+') ? 1 : -1);
	r->has_zone = true;
	return k + (minutes != NULL ? 4 : 2);
}

/* Z, GMT, GMT+1, +0100, (CET), "by Greenwich time". */
static size_t
read_zone(struct dates_scan *s, size_t k, struct reading *r)
{
	size_t i = k, end;
	bool bracket = tok_mark(dates_tok(s, i), '(');
	const struct token *t;

	if (bracket)
		i++;
	if (tok_has(dates_tok(s, i), DATE_ZONE_OPEN))
		i++;
	t = dates_tok(s, i);
	if (tok_has(t, DATE_ZONE) || tok_has(t, DATE_AMERICAN)) {
		r->american = tok_has(t, DATE_AMERICAN);
		if (tok_has(t, DATE_ZONE) && !r->has_zone) {
			r->offset_min = tok_val(t, DATE_ZONE) * 15;
			r->has_zone = true;
		}
		end = read_offset(s, i + 1, true, r);
	} else {
		end = read_offset(s, i, false, r);
		if (end == i)
			return k;
	}
	if (!bracket)
		return end;
	return tok_mark(dates_tok(s, end), ')') ? end + 1 : k;
}

/* The minutes of 10:30, 10h30, 10.30; 0 when nothing of a time follows. */
static size_t
read_minutes(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *t = dates_tok(s, k), *n = part(s, k, ':');

	if (n != NULL) {
		if (n->digits != 2 || n->value > 59)
			return 0;
		r->minute = (int)n->value;
		k = read_seconds(s, k + 2, r);
		/* "10:30 Uhr", "10:30 h" */
		return k > 0 && tok_has(dates_tok(s, k), DATE_HOUR_MARK) ? k + 1
		                                                          : k;
	}
	if (tok_has(t, DATE_HOUR_MARK)) {
		n = dates_tok(s, ++k);
		if (!is_number(n, 2, 2) || n->value > 59)
			return k;
		r->minute = (int)n->value;
		return k + (tok_has(dates_tok(s, k + 1), DATE_MINUTE_MARK) ? 2
		                                                           : 1);
	}
	n = part(s, k, '.');
	if (n != NULL && n->digits == 2 && n->value <= 59 &&
	    (tok_has(dates_tok(s, k + 2), DATE_HALF) ||
	     tok_has(dates_tok(s, k + 2), DATE_HOUR_MARK))) {
		r->minute = (int)n->value;
		return k + (tok_has(dates_tok(s, k + 2), DATE_HALF) ? 2 : 3);
	}
	return 0;
}

size_t
read_time(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *t = dates_tok(s, k);
	size_t i, end, zone;

	if (!is_number(t, 1, 2) || t->value > 24)
		return 0;
	r->hour = (int)t->value;
	r->minute = r->second = UNKNOWN;
	i = read_minutes(s, k + 1, r);
	end = read_half(s, i > 0 ? i : k + 1, r);
	if (i == 0 && end == k + 1)
		return 0;
	if (r->hour == 24 && (r->minute > 0 || r->second > 0))
		return 0;
	zone = read_zone(s, end, r);
	if (zone > end && r->has_zone)
		zone = read_zone(s, zone, r); /* "-0800 (PST)" */
	return zone;
}

/* T090500, T0905, T09 of the basic form, T09:05 of the other. */
static size_t
read_basic(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *t = dates_tok(s, k);
	uint32_t v = t->value;

	if (!tok_glued(t) || t->kind != TOKEN_NUMBER)
		return 0;
	if (t->digits <= 2) {
		size_t end = read_time(s, k, r);

		if (end > 0 || t->digits < 2 || v > 24 ||
		    part(s, k + 1, ':') != NULL)
			return end;
		r->hour = (int)v;
		return read_zone(s, k + 1, r);
	}
	if (t->digits == 6) {
		r->second = (int)(v % 100);
		v /= 100;
	} else if (t->digits != 4) {
		return 0;
	}
	r->minute = (int)(v % 100);
	r->hour = (int)(v / 100);
	if (r->hour > 24 || r->minute > 59 || r->second > 60 ||
	    (r->hour == 24 && v % 100 > 0))
		return 0;
	if (part(s, k + 1, '.') != NULL || part(s, k + 1, ',') != NULL)
		k += 2;
	return read_zone(s, k + 1, r);
}

/* "at 10", where the word before it is the hour itself. */
static size_t
read_hour(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *t = dates_tok(s, k);

	if (!is_number(t, 1, 2) || t->value > 24)
		return 0;
	r->hour = (int)t->value;
	r->minute = r->second = UNKNOWN;
	return k + 1;
}

static bool
is_time_mark(const struct token *t)
{
	static const uint32_t marks[] = { ',', 0x060C, '|', '@', '(', ':',
		                          '/', 0x00B7, 0x2022, '.' };

	if (tok_dash(t))
		return true;
	for (size_t i = 0; i < COUNT(marks); i++)
		if (tok_mark(t, marks[i]))
			return true;
	return false;
}

size_t
read_time_behind(struct dates_scan *s, size_t k, struct reading *r)
{
	struct reading said = *r;
	size_t i = k, end = 0;
	bool bracket = false, hour = false;

	if (tok_has(dates_tok(s, k), DATE_TIME_MARK) &&
	    tok_glued(dates_tok(s, k))) {
		end = read_basic(s, k + 1, &said);
	} else {
		for (; i < k + SKIPPED_MAX; i++) {
			const struct token *t = dates_tok(s, i);

			if (!is_time_mark(t) && !tok_has(t, DATE_AT))
				break;
			bracket = bracket || tok_mark(t, '(');
			hour = tok_is(t, DATE_UNIT, UNIT_HOUR);
		}
		end = read_time(s, i, &said);
		if (end == 0 && hour)
			end = read_hour(s, i, &said);
		if (end > 0 && bracket && tok_mark(dates_tok(s, end), ')'))
			end++;
	}
	if (end == 0)
		return k;
	*r = said;
	return end;
}
