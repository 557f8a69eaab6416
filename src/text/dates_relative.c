/*
 * Dates told from the moment of writing: yesterday, 3 hours ago, last week,
 * last March, on Thursday.
 */
#include "text/dates_internal.h"

#include "text/normalise.h"

#define MINUTE_S 60
#define HOUR_S 3600
#define DAY_S 86400
#define COUNT_DIGITS 3u /* of a count of units: "600 years ago" */
#define SHORT_TEXT 60u /* bytes in which no language can be told */

static void
month_shifted(const struct dates_scan *s, int months, struct reading *r)
{
	int year, month, day, n;

	calendar_from_days(CALENDAR_GREGORIAN, s->today, &year, &month, &day);
	n = year * 12 + month - 1 + months;
	r->year = n / 12;
	r->month = n % 12 + 1;
	r->relative = true;
}

/* This unit of time shifted by n: of week, month and year only. */
static bool
unit_shifted(const struct dates_scan *s, int unit, int n, struct reading *r)
{
	if (!s->setting.has_now)
		return false;
	r->relative = true;
	switch (unit) {
	case UNIT_WEEK:
		r->absolute = s->today + 7 * (int64_t)n;
		r->week = true;
		return true;
	case UNIT_MONTH:
		month_shifted(s, n, r);
		return true;
	case UNIT_YEAR:
		month_shifted(s, 12 * n, r);
		r->month = UNKNOWN;
		return r->year > 0;
	default:
		return false;
	}
}

/* "-ci" behind "ce mois". */
static size_t
skip_ci(struct dates_scan *s, size_t k)
{
	if (tok_dash(dates_tok(s, k)) &&
	    tok_is(dates_tok(s, k + 1), DATE_PHRASE, PHRASE_CI))
		return k + 2;
	return k;
}

static bool
same_article(const struct token *a, const struct token *b)
{
	return ((a->flags ^ b->flags) & TOKEN_DEFINITE) == 0;
}

size_t
read_unit(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *a = dates_tok(s, k), *b = dates_tok(s, k + 1);
	const struct token *c = dates_tok(s, k + 2);
	bool arabic = (a->flags & TOKEN_ARABIC) != 0;
	size_t end = k + 2;

	reading_init(r);
	if (tok_has(a, DATE_SHIFT_PRE) && tok_has(b, DATE_UNIT)) {
		if (arabic && (b->flags & TOKEN_DEFINITE) == 0)
			return 0;
		/* "Last Week Tonight" is a name */
		if ((a->flags & b->flags & TOKEN_CAPITAL) != 0 ||
		    !unit_shifted(s, tok_val(b, DATE_UNIT),
		                  tok_val(a, DATE_SHIFT_PRE), r))
			return 0;
		end = skip_ci(s, end);
	} else if (tok_has(a, DATE_SHIFT_PRE) && tok_has(b, DATE_MONTH) &&
	           !arabic && (b->flags & TOKEN_CAPITAL) != 0) {
		if (!s->setting.has_now || dates_tok(s, end)->digits > 0)
			return 0;
		r->month = tok_val(b, DATE_MONTH);
		r->shift = tok_val(a, DATE_SHIFT_PRE);
		r->relative = true;
	} else if (tok_has(a, DATE_UNIT) && tok_has(b, DATE_SHIFT_POST)) {
		if (!same_article(a, b) ||
		    !unit_shifted(s, tok_val(a, DATE_UNIT),
		                  tok_val(b, DATE_SHIFT_POST), r))
			return 0;
	} else {
		return 0;
	}
	/* "this year 2024": the number says it better */
	c = dates_tok(s, end);
	if (c->kind == TOKEN_NUMBER && c->digits == 4)
		return 0;
	return end;
}

/* A count in digits or words at token k. */
static size_t
read_count(struct dates_scan *s, size_t k, int *n)
{
	const struct token *t = dates_tok(s, k), *next = dates_tok(s, k + 1);

	if (t->kind == TOKEN_NUMBER && t->digits <= COUNT_DIGITS) {
		*n = (int)t->value;
		return k + 1;
	}
	if (!tok_has(t, DATE_COUNT) || (t->flags & TOKEN_DEFINITE) != 0)
		return 0;
	*n = tok_val(t, DATE_COUNT);
	/* thirteen and so on: "three ten" */
	if (*n < 10 && (t->flags & TOKEN_ARABIC) != 0 &&
	    tok_is(next, DATE_COUNT, 10)) {
		*n += 10;
		return k + 2;
	}
	return k + 1;
}

/* The unit counted at token k, 0 for none. */
static int
unit_of(const struct token *t)
{
	if ((t->flags & TOKEN_DEFINITE) != 0)
		return 0;
	if (tok_has(t, DATE_UNITS))
		return tok_val(t, DATE_UNITS);
	return tok_has(t, DATE_UNIT) ? tok_val(t, DATE_UNIT) : 0;
}

/* Whether what is behind a lone unit makes it part of a name or a date. */
static bool
unit_goes_on(struct dates_scan *s, size_t k)
{
	const struct token *t = dates_tok(s, k);

	return t->kind == TOKEN_NUMBER || tok_has(t, DATE_MONTH) ||
	       tok_has(t, DATE_HIJRI) || tok_has(t, DATE_PERSIAN) ||
	       tok_has(t, DATE_PAIR) || tok_has(t, DATE_WEEKDAY) ||
	       tok_has(t, DATE_SHIFT_POST) || tok_has(t, DATE_DAY) ||
	       tok_has(t, DATE_OTHER) || tok_has(t, DATE_COUNT);
}

/* A count and its unit: "3 hours", "two days", "an hour", dual "days". */
static size_t
read_amount(struct dates_scan *s, size_t k, int *n, int *unit)
{
	const struct token *t = dates_tok(s, k);
	size_t i;

	if (tok_has(t, DATE_DUAL) && (t->flags & TOKEN_DEFINITE) == 0) {
		*n = 2;
		*unit = tok_val(t, DATE_DUAL);
		return k + 1;
	}
	i = read_count(s, k, n);
	if (i > 0) {
		*unit = unit_of(dates_tok(s, i));
		return *unit > 0 ? i + 1 : 0;
	}
	if (!tok_has(t, DATE_UNIT) || (t->flags & TOKEN_ARABIC) == 0 ||
	    (t->flags & TOKEN_DEFINITE) != 0)
		return 0;
	*n = 1;
	*unit = tok_val(t, DATE_UNIT);
	if (tok_has(dates_tok(s, k + 1), DATE_OTHER) &&
	    (dates_tok(s, k + 1)->flags & TOKEN_DEFINITE) == 0)
		return k + 2; /* "one day", the one said too */
	return unit_goes_on(s, k + 1) ? 0 : k + 1;
}

/* n units before the reference. */
static bool
before_now(const struct dates_scan *s, int n, int unit, struct reading *r)
{
	const struct datetime *now = &s->setting.now;
	int64_t local = now->unix_s + now->offset_min * MINUTE_S, day, left;

	r->relative = true;
	if (unit >= UNIT_WEEK)
		return unit_shifted(s, unit, -n, r);
	if (unit == UNIT_DAY) {
		r->absolute = s->today - n;
		return true;
	}
	if (!now->has_time)
		return false;
	if (unit == UNIT_SECOND)
		local -= n;
	else
		local -= (int64_t)n * (unit == UNIT_HOUR ? HOUR_S : MINUTE_S);
	day = local / DAY_S - (local % DAY_S < 0);
	left = local - day * DAY_S;
	r->absolute = day;
	r->hour = (int)(left / HOUR_S);
	if (unit != UNIT_HOUR)
		r->minute = (int)(left % HOUR_S / MINUTE_S);
	r->has_zone = now->has_zone;
	r->offset_min = now->offset_min;
	return true;
}

/* What says "ago" before the count: 0 when nothing does. */
static size_t
skip_ago(struct dates_scan *s, size_t k)
{
	if (tok_has(dates_tok(s, k), DATE_AGO_PRE) ||
	    tok_has(dates_tok(s, k), DATE_SOON))
		k++;
	else if (tok_is(dates_tok(s, k), DATE_PHRASE, PHRASE_IL) &&
	         tok_is(dates_tok(s, k + 1), DATE_PHRASE, PHRASE_Y) &&
	         tok_is(dates_tok(s, k + 2), DATE_PHRASE, PHRASE_A))
		k += 3;
	else
		return 0;
	return tok_has(dates_tok(s, k), DATE_ABOUT) ? k + 1 : k;
}

size_t
read_ago(struct dates_scan *s, size_t k, struct reading *r)
{
	size_t i = skip_ago(s, k), end;
	const struct token *t;
	int n, unit;

	reading_init(r);
	if (!s->setting.has_now)
		return 0;
	end = read_amount(s, i > 0 ? i : k, &n, &unit);
	if (end == 0)
		return 0;
	t = dates_tok(s, end);
	if (i == 0) {
		/* the Arabic word for "before" is Persian for "ago" too */
		if (!tok_has(t, DATE_AGO_POST) ||
		    (tok_has(t, DATE_AGO_PRE) &&
		     (dates_tok(s, k)->flags & TOKEN_PERSIAN) == 0))
			return 0;
		end++;
	} else if (tok_has(t, DATE_AFTER)) {
		return 0;
	}
	if (i > 0 && tok_has(dates_tok(s, k), DATE_SOON))
		n = -n;
	return before_now(s, n, unit, r) ? end : 0;
}

/*
 * French "hier" is German "here": it is taken for the day where the text is
 * French, or too short to tell.
 */
static bool
is_french_enough(struct dates_scan *s)
{
	struct str lang;

	if (s->text.n <= SHORT_TEXT)
		return true;
	if (s->french == 0) {
		lang = text_language(s->text);
		/* Arabic and both forms of Darija begin alike */
		s->french = str_eq(lang, STR("fr")) ||
		                            str_starts(lang, STR("ar"))
		                    ? 1
		                    : -1;
	}
	return s->french > 0;
}

/* Whether the word for "day", with its article, means today here. */
static bool
is_today(struct dates_scan *s, size_t k)
{
	const struct token *t = dates_tok(s, k), *n = dates_tok(s, k + 1);
	const struct token *p = k > 0 ? dates_tok(s, k - 1) : NULL;

	if ((t->flags & TOKEN_DEFINITE) == 0)
		return false;
	if (tok_has(n, DATE_WEEKDAY))
		return true;
	if (tok_has(n, DATE_SHIFT_POST) || tok_has(n, DATE_AGO_PRE))
		return false; /* "the night before last" */
	if (p != NULL && tok_has(p, DATE_THAT))
		return false;
	if (n->kind == TOKEN_NUMBER || tok_has(n, DATE_OTHER) ||
	    tok_has(n, DATE_THAT))
		return false;
	return (t->flags & TOKEN_CLITIC) == 0;
}

/* Whether a word like "yesterday" or "tomorrow" is just that at token k. */
static bool
is_day(struct dates_scan *s, size_t k)
{
	const struct token *t = dates_tok(s, k), *n = dates_tok(s, k + 1);
	const struct token *p = k > 0 ? dates_tok(s, k - 1) : NULL;

	if ((t->flags & TOKEN_ARABIC) != 0) {
		if (tok_val(t, DATE_DAY) == 0)
			return is_today(s, k);
		/* "the Tomorrow" is a newspaper, "most in need" no day */
		if (tok_is(t, DATE_DAY, 1) && (t->flags & TOKEN_DEFINITE) != 0)
			return p != NULL && tok_is(p, DATE_UNIT, UNIT_DAY);
		return !tok_has(n, DATE_OTHER) ||
		       tok_is(n, DATE_PHRASE, PHRASE_FIRST);
	}
	/* "today's homes" are those of our time */
	if (tok_val(t, DATE_DAY) == 0 && n->kind == TOKEN_MARK &&
	    (n->value == '\'' || n->value == 0x2019) && tok_glued(n) &&
	    !tok_is(dates_tok(s, k + 2), DATE_PHRASE, PHRASE_HUI))
		return false;
	/* a capital inside of a sentence is a name's: "USA Today" */
	if ((t->flags & TOKEN_CAPITAL) != 0 && p != NULL &&
	    p->kind == TOKEN_WORD)
		return false;
	if (str_eq_ci(str_sub(s->text, t->start, t->end), STR("hier")))
		return is_french_enough(s);
	return true;
}

/* "the day before yesterday" in its many forms: the token of the day. */
static size_t
find_second_day(struct dates_scan *s, size_t k, int *more)
{
	const struct token *t = dates_tok(s, k);
	bool day = tok_is(t, DATE_PHRASE, PHRASE_DAY);
	int what;

	if (day)
		t = dates_tok(s, ++k);
	what = tok_has(t, DATE_PHRASE) ? tok_val(t, DATE_PHRASE) : 0;
	if (what != PHRASE_FIRST && what != PHRASE_BEFORE &&
	    what != PHRASE_BEHIND)
		return 0;
	/* English "before yesterday" alone is any time before it */
	if (!day && str_ends_ci(str_sub(s->text, t->start, t->end), STR("er")))
		return 0;
	k++;
	if (what == PHRASE_FIRST &&
	    tok_is(dates_tok(s, k), DATE_PHRASE, PHRASE_OF))
		k++;
	if (tok_dash(dates_tok(s, k)))
		k++;
	*more = what == PHRASE_BEHIND ? 1 : -1;
	return tok_is(dates_tok(s, k), DATE_DAY, *more) ? k : 0;
}

size_t
read_day(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *t = dates_tok(s, k);
	int more = 0;
	size_t at;

	reading_init(r);
	if (!s->setting.has_now)
		return 0;
	at = find_second_day(s, k, &more);
	if (at == 0) {
		if (!tok_has(t, DATE_DAY) || !is_day(s, k))
			return 0;
		at = k;
	}
	r->absolute = s->today + tok_val(dates_tok(s, at), DATE_DAY) + more;
	r->relative = true;
	/* "aujourd'hui" is two words and a mark */
	if (tok_is(dates_tok(s, at + 2), DATE_PHRASE, PHRASE_HUI) &&
	    dates_tok(s, at + 1)->kind == TOKEN_MARK)
		return at + 3;
	/* the Arabic "yesterday the first" is the day before it */
	if (more == 0 && tok_is(dates_tok(s, at), DATE_DAY, -1) &&
	    tok_is(dates_tok(s, at + 1), DATE_PHRASE, PHRASE_FIRST) &&
	    (dates_tok(s, at + 1)->flags & TOKEN_DEFINITE) != 0) {
		r->absolute--;
		return at + 2;
	}
	return at + 1;
}

size_t
read_weekday(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *t = dates_tok(s, k), *n = dates_tok(s, k + 1);

	if (tok_has(t, DATE_SHIFT_PRE) && tok_has(n, DATE_WEEKDAY) &&
	    (n->flags & TOKEN_ARABIC) == 0) {
		r->weekday = tok_val(n, DATE_WEEKDAY);
		r->shift = tok_val(t, DATE_SHIFT_PRE);
		return k + 2;
	}
	if (!tok_has(t, DATE_WEEKDAY))
		return 0;
	r->weekday = tok_val(t, DATE_WEEKDAY);
	r->vague = tok_has(t, DATE_SHORT);
	if (tok_mark(n, '.') && tok_glued(n) && r->vague)
		return k + 2;
	if (tok_has(n, DATE_SHIFT_POST) && same_article(t, n)) {
		r->shift = tok_val(n, DATE_SHIFT_POST);
		return k + 2;
	}
	return k + 1;
}
