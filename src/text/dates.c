#include "text/dates.h"

#include "text/month.h"
#include "text/normalise.h"
#include "text/utf8.h"

#define INPUT_MAX 200u /* bytes; longer texts are no dates */
#define YEAR_MIN 1
#define YEAR_MAX 9999
#define HOUR_S 3600

/* What has been read so far; -1 where nothing was. */
struct reading {
	int year, month, day, hour, minute, second;
	int offset_min;
	bool has_zone;
};

/* Arabic-Indic and Persian digits become ASCII; bidi marks go. */
static struct str
plain_digits(struct str s, char out[INPUT_MAX])
{
	size_t n = 0;
	uint32_t c;

	for (struct str at = s; utf8_next(&s, &c); at = s) {
		size_t len = at.n - s.n;

		if (c >= 0x0660 && c <= 0x0669) {
			out[n++] = (char)('0' + (c - 0x0660));
		} else if (c >= 0x06F0 && c <= 0x06F9) {
			out[n++] = (char)('0' + (c - 0x06F0));
		} else if (c == 0x060C || c == 0xA0 || c == 0x202F) {
			out[n++] = ' ';
		} else if (c != 0x200E && c != 0x200F) {
			for (size_t i = 0; i < len; i++)
				out[n++] = at.p[i];
		}
	}
	return (struct str){ out, n };
}

/* A number of exactly min to max digits; -1 and nothing moved otherwise. */
static int
take_number(struct str *s, size_t min, size_t max)
{
	size_t n = 0;
	int v = 0;

	while (n < s->n && n < max && ascii_is_digit(s->p[n]))
		v = v * 10 + (s->p[n++] - '0');
	if (n < min)
		return -1;
	*s = str_sub(*s, n, s->n);
	return v;
}

static bool
take_char(struct str *s, char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	*s = str_sub(*s, 1, s->n);
	return true;
}

/* Zone names of RFC 822 s5.1, and those feeds are seen to use. */
static bool
zone_by_name(struct str name, int *offset_min)
{
	static const struct {
		struct str name;
		int hours;
	} zones[] = {
		{ STR_INIT("Z"), 0 },    { STR_INIT("UT"), 0 },
		{ STR_INIT("GMT"), 0 },  { STR_INIT("UTC"), 0 },
		{ STR_INIT("WET"), 0 },  { STR_INIT("EST"), -5 },
		{ STR_INIT("EDT"), -4 }, { STR_INIT("CST"), -6 },
		{ STR_INIT("CDT"), -5 }, { STR_INIT("MST"), -7 },
		{ STR_INIT("MDT"), -6 }, { STR_INIT("PST"), -8 },
		{ STR_INIT("PDT"), -7 }, { STR_INIT("BST"), 1 },
		{ STR_INIT("CET"), 1 },  { STR_INIT("CEST"), 2 },
		{ STR_INIT("WEST"), 1 }, { STR_INIT("EET"), 2 },
		{ STR_INIT("EEST"), 3 }, { STR_INIT("MSK"), 3 },
		{ STR_INIT("AST"), -4 }, { STR_INIT("KSA"), 3 },
		{ STR_INIT("GST"), 4 },  { STR_INIT("JST"), 9 },
	};

	for (size_t i = 0; i < COUNT(zones); i++) {
		if (str_eq_ci(name, zones[i].name)) {
			*offset_min = zones[i].hours * 60;
			return true;
		}
	}
	return false;
}

static struct str
take_word(struct str *s)
{
	size_t n = 0;

	while (n < s->n && (ascii_is_alpha(s->p[n]) ||
	                    (unsigned char)s->p[n] >= 0x80))
		n++;
	*s = str_sub(*s, n, s->n);
	return (struct str){ s->p - n, n };
}

/* "+01:00", "-0330", "+1", "Z", "GMT", "GMT+2". */
static bool
take_zone(struct str *s, struct reading *r)
{
	struct str rest = str_trim_left(*s);
	struct str name = take_word(&rest);
	int sign, hours, minutes, named = 0;

	if (name.n > 0) {
		if (!zone_by_name(name, &named))
			return false;
		r->offset_min = named;
		r->has_zone = true;
		*s = rest;
	}
	if (rest.n == 0 || (rest.p[0] != '+' && rest.p[0] != '-'))
		return name.n > 0;
	sign = rest.p[0] == '-' ? -1 : 1;
	rest = str_sub(rest, 1, rest.n);
	if ((hours = take_number(&rest, 1, 2)) < 0)
		return false;
	take_char(&rest, ':');
	if ((minutes = take_number(&rest, 2, 2)) < 0)
		minutes = 0;
	if (hours > 15 || minutes > 59)
		return false;
	r->offset_min = sign * (hours * 60 + minutes);
	r->has_zone = true;
	*s = rest;
	return true;
}

/* Forenoon and afternoon: am, pm, and the Arabic letters and words. */
static int
half_of_day(struct str w)
{
	static const struct {
		struct str word;
		int half;
	} words[] = {
		{ STR_INIT("am"), 0 },
		{ STR_INIT("pm"), 12 },
		{ STR_INIT("ص"), 0 },
		{ STR_INIT("م"), 12 },
		{ STR_INIT("صباحا"), 0 },
		{ STR_INIT("مساء"), 12 },
	};
	struct buf folded = BUF_INIT(INPUT_MAX * 6);
	int half = -1;

	text_fold(&folded, w);
	for (size_t i = 0; i < COUNT(words) && half < 0; i++)
		if (str_eq(buf_str(&folded), words[i].word))
			half = words[i].half;
	buf_release(&folded);
	return half;
}

/* "9:05", "09:05:30.123"; false, and nothing moved, for anything else. */
static bool
take_time(struct str *s, struct reading *r)
{
	struct str rest = *s;
	int hour, minute, second = 0;

	if ((hour = take_number(&rest, 1, 2)) < 0)
		return false;
	if (!take_char(&rest, ':') && !take_char(&rest, 'h'))
		return false;
	if ((minute = take_number(&rest, 2, 2)) < 0)
		return false;
	if (take_char(&rest, ':') && (second = take_number(&rest, 1, 2)) < 0)
		return false;
	if (take_char(&rest, '.') || take_char(&rest, ','))
		take_number(&rest, 0, 12);
	if (hour > 24 || minute > 59 || second > 60)
		return false;
	r->hour = hour;
	r->minute = minute;
	r->second = second;
	*s = rest;
	return true;
}

static int
days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30,
		                    31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

static bool
finish(const struct reading *r, struct datetime *out)
{
	int64_t s;

	if (r->year < YEAR_MIN || r->year > YEAR_MAX || r->month < 1 ||
	    r->month > 12 || r->day < 1 ||
	    r->day > days_in_month(r->year, r->month))
		return false;
	if (r->hour == 24 && (r->minute > 0 || r->second > 0))
		return false;
	s = datetime_days(r->year, r->month, r->day) * 24 * HOUR_S;
	if (r->hour >= 0)
		s += r->hour * HOUR_S + r->minute * 60 + r->second;
	*out = (struct datetime){
		.unix_s = s - (int64_t)r->offset_min * 60,
		.offset_min = (int16_t)r->offset_min,
		.has_zone = r->has_zone,
		.has_time = r->hour >= 0,
	};
	return true;
}

static bool
take_date_mark(struct str *s)
{
	return take_char(s, '-') || take_char(s, '/') || take_char(s, '.');
}

/* "2026-01-31", "20260131", "2026-01", "2026". */
static bool
take_iso_date(struct str *s, struct reading *r)
{
	bool compact;

	if ((r->year = take_number(s, 4, 4)) < 0)
		return false;
	/* a bare number is a year only when it looks like one */
	if (s->n == 0 && (r->year < 1900 || r->year > 2100))
		return false;
	compact = s->n > 0 && ascii_is_digit(s->p[0]);
	if (!compact && !take_date_mark(s))
		return true;
	if ((r->month = take_number(s, compact ? 2 : 1, 2)) < 0)
		return false;
	if (compact ? s->n == 0 : !take_date_mark(s))
		return true;
	r->day = take_number(s, compact ? 2 : 1, 2);
	return r->day >= 0;
}

/* "T09:05:00", " 09:05", "T090500"; true also when there is no time. */
static bool
take_iso_time(struct str *s, struct reading *r)
{
	struct str rest = *s;

	if (!take_char(&rest, 'T') && !take_char(&rest, 't') &&
	    !take_char(&rest, ' '))
		return true;
	while (take_char(&rest, ' ') || take_char(&rest, '-'))
		;
	if (!take_time(&rest, r)) {
		int hour = take_number(&rest, 2, 2);
		int minute = take_number(&rest, 2, 2);
		int second = take_number(&rest, 2, 2);

		if (hour < 0)
			return true; /* what stands there is no time */
		if (hour > 24 || minute > 59 || second > 60)
			return false;
		r->hour = hour;
		r->minute = minute < 0 ? 0 : minute;
		r->second = second < 0 ? 0 : second;
		if (take_char(&rest, '.') || take_char(&rest, ','))
			take_number(&rest, 0, 12);
	}
	*s = rest;
	return true;
}

/*
 * ISO 8601 and RFC 3339: 2026-01-31T09:05:00+01:00, 20260131T090500Z,
 * 2026-01-31 09:05, 2026/01/31; a month or a year alone is its first day.
 */
static bool
read_iso(struct str s, struct datetime *out)
{
	struct reading r = { .month = 1, .day = 1, .hour = -1 };

	if (!take_iso_date(&s, &r) || !take_iso_time(&s, &r))
		return false;
	s = str_trim(s);
	if (s.n > 0 && r.hour < 0 && s.p[0] != 'Z' && s.p[0] != '+' &&
	    s.p[0] != '-')
		return false;
	if (s.n > 0 && !take_zone(&s, &r)) {
		int half = half_of_day(take_word(&s));

		if (half < 0)
			return false;
		r.hour = r.hour % 12 + half;
	}
	return str_trim(s).n == 0 && finish(&r, out);
}

/* A two-digit year as RFC 5322 s4.3 reads it. */
static int
full_year(int y, bool short_form)
{
	if (!short_form)
		return y;
	return y + (y < 50 ? 2000 : 1900);
}

/* 31/01/2026 and 01/31/2026: the number over 12 is the day, else day first. */
static bool
take_slashed(struct str *s, struct reading *r)
{
	struct str rest = *s;
	int a = take_number(&rest, 1, 2), b, y;
	size_t before;
	char sep;

	rest = str_trim_left(rest);
	if (a < 0 || rest.n == 0)
		return false;
	sep = rest.p[0];
	if (sep != '/' && sep != '-' && sep != '.')
		return false;
	rest = str_trim_left(str_sub(rest, 1, rest.n));
	b = take_number(&rest, 1, 2);
	rest = str_trim_left(rest);
	if (b < 0 || !take_char(&rest, sep))
		return false;
	rest = str_trim_left(rest);
	before = rest.n;
	y = take_number(&rest, 2, 4);
	if (y < 0 || before - rest.n == 3)
		return false;
	r->year = full_year(y, before - rest.n == 2);
	r->day = b > 12 ? b : a;
	r->month = b > 12 ? a : b;
	*s = rest;
	return true;
}

/* A minus behind the time belongs to the zone. */
static void
skip_separators(struct str *s, const struct reading *r)
{
	while (s->n > 0 &&
	       (ascii_is_space(s->p[0]) ||
	        str_chr(STR(",-/.|()"), s->p[0]) != STR_NPOS)) {
		if (s->p[0] == '-' && r->hour >= 0 && r->year >= 0 &&
		    !r->has_zone && s->n > 2 && ascii_is_digit(s->p[1]) &&
		    ascii_is_digit(s->p[2]))
			return;
		*s = str_sub(*s, 1, s->n);
	}
}

/* "2006/09/15" in the middle of a date. */
static bool
take_year_first(struct str *s, struct reading *r)
{
	struct str rest = *s;
	int y = take_number(&rest, 4, 4), m, d;

	if (y < 0 || (!take_char(&rest, '/') && !take_char(&rest, '-')))
		return false;
	if ((m = take_number(&rest, 1, 2)) < 0 ||
	    (!take_char(&rest, '/') && !take_char(&rest, '-')) ||
	    (d = take_number(&rest, 1, 2)) < 0)
		return false;
	r->year = y;
	r->month = m;
	r->day = d;
	*s = rest;
	return true;
}

/* "1st", "2nd", "1er": the letters behind a number that say nothing. */
static void
skip_ordinal(struct str *s)
{
	static const struct str endings[] = {
		STR_INIT("st"), STR_INIT("nd"), STR_INIT("rd"),
		STR_INIT("th"), STR_INIT("er"),
	};
	struct str rest = *s;
	struct str word = take_word(&rest);

	for (size_t i = 0; i < COUNT(endings); i++)
		if (str_eq_ci(word, endings[i]))
			*s = rest;
}

/* A number that is no time: the day first, then the year. */
static bool
take_day_or_year(struct str *s, struct reading *r)
{
	size_t before = s->n;
	int v = take_number(s, 1, 4);
	size_t digits = before - s->n;

	if (v < 0 || digits == 3)
		return false;
	if (digits == 4 && r->year < 0)
		r->year = v;
	else if (digits <= 2 && r->day < 0)
		r->day = v;
	else if (digits == 2 && r->year < 0)
		r->year = full_year(v, true);
	else
		return false;
	return true;
}

static bool
take_digits(struct str *s, struct reading *r)
{
	bool no_day = r->day < 0 && r->month < 0;

	if (!(no_day && r->year < 0 && take_year_first(s, r)) &&
	    !(no_day && r->year < 0 && take_slashed(s, r)) &&
	    !(r->hour < 0 && take_time(s, r)) && !take_day_or_year(s, r))
		return false;
	skip_ordinal(s);
	return true;
}

static bool
take_letters(struct str *s, struct reading *r)
{
	struct str word;
	int month, half = -1;

	if (r->hour >= 0 && str_skip_ci(s, STR("a.m")))
		half = 0;
	else if (r->hour >= 0 && str_skip_ci(s, STR("p.m")))
		half = 12;
	if (half < 0) {
		word = take_word(s);
		if (word.n == 0)
			return false;
		half = r->hour >= 0 ? half_of_day(word) : -1;
		if (half < 0) {
			month = month_by_name(word, s);
			if (month > 0 && r->month < 0)
				r->month = month;
			return month > 0 || month_is_filler(word);
		}
	}
	r->hour = r->hour % 12 + half;
	return true;
}

/*
 * RFC 822, RFC 5322, asctime and what people write: words and numbers in any
 * order, told apart by their form.
 */
static bool
read_words(struct str s, struct datetime *out)
{
	struct reading r = { .year = -1, .month = -1, .day = -1, .hour = -1 };

	for (skip_separators(&s, &r); s.n > 0; skip_separators(&s, &r)) {
		struct reading said = r;
		struct str rest = s;

		if (ascii_is_digit(s.p[0])) {
			if (!take_digits(&s, &r))
				return false;
		} else if (r.hour >= 0 && take_zone(&rest, &said)) {
			if (!r.has_zone)
				r = said; /* the number before "(CET)" holds */
			s = rest;
		} else if (!take_letters(&s, &r)) {
			return false;
		}
	}
	if (r.year < 0 || r.month < 0 || r.day < 0)
		return false;
	return finish(&r, out);
}

bool
dates_parse(struct str s, struct datetime *out)
{
	char plain[INPUT_MAX];

	s = str_trim(s);
	if (s.n == 0 || s.n > INPUT_MAX)
		return false;
	s = str_trim(plain_digits(s, plain));
	return read_iso(s, out) || read_words(s, out);
}
