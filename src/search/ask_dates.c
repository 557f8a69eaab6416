/*
 * Dates of a query: the forms are those of text/dates.h, read as behind a
 * word for "since", where months and years alone are dates and durations are
 * counted back from now.
 */
#include "search/ask_internal.h"
#include "text/dates.h"
#include "text/normalise.h"
#include "text/utf8.h"

#define DAY_S 86400
#define WINDOW_BYTES 120u /* in which a date must stand */
#define YEAR_MIN 1800     /* the press is no older */
#define YEAR_MAX 2200
#define HIJRI_MIN 1300 /* a bare year from here on is Hijri ... */
#define HIJRI_MAX 1500 /* ... up to here */
#define YEAR_DIGITS 4u

/* "Since" in Arabic, and a space: U+0645 0646 0630 0020. */
#define SINCE_LEAD "\xD9\x85\xD9\x86\xD8\xB0 "

/* ---- from what was found to moments ---- */

/* A bare year of the Hijri calendar, as a span. */
static void
make_hijri(struct date_found *f, int year)
{
	int64_t first, next;

	if (!calendar_to_days(CALENDAR_HIJRI, year, 1, 1, &first) ||
	    !calendar_to_days(CALENDAR_HIJRI, year + 1, 1, 1, &next))
		return;
	f->first = first;
	f->last = next - 1;
	f->precision = DATES_SPAN;
	f->calendar = CALENDAR_HIJRI;
}

/* A date without a year is in the past: nothing was published since. */
static void
make_past(struct date_found *f, int64_t today)
{
	int64_t length = f->last - f->first, first;
	int year, month, day;

	if (!f->yearless || f->first <= today)
		return;
	calendar_from_days(f->calendar, f->first, &year, &month, &day);
	if (!calendar_to_days(f->calendar, year - 1, month, day, &first))
		return;
	f->first = first;
	f->last = first + length;
	if (f->precision == DATES_MONTH)
		f->last = first +
		          calendar_month_days(f->calendar, year - 1, month) - 1;
}

static bool
in_range(const struct date_found *f)
{
	return f->first >= datetime_days(YEAR_MIN, 1, 2) &&
	       f->last < datetime_days(YEAR_MAX, 12, 31);
}

static int64_t
zone_s(const struct ask_dates *d, const struct date_found *f)
{
	return (f->has_zone ? f->offset_min : d->setting->offset_min) * 60;
}

static int64_t
start_of(const struct ask_dates *d, const struct date_found *f)
{
	return f->first * DAY_S + f->hour * 3600 + f->minute * 60 + f->second +
	       (f->leap ? 1 : 0) - zone_s(d, f);
}

/* A second is a point in time: it ends where it starts. */
static int64_t
end_of(const struct ask_dates *d, const struct date_found *f)
{
	switch (f->precision) {
	case DATES_SECOND:
		return start_of(d, f);
	case DATES_MINUTE:
		return start_of(d, f) + 60;
	case DATES_HOUR:
		return start_of(d, f) + 3600;
	default:
		return (f->last + 1) * DAY_S - zone_s(d, f);
	}
}

/* ---- one date ---- */

/* Whether s holds nothing but words that may stand before a date. */
static bool
is_lead(struct ask_dates *d, struct str s)
{
	struct str folded = text_fold_copy(&d->scratch, s);

	while (folded.n > 0)
		if (!ask_words_has(WORDS_DATE_LEAD, str_until(&folded, ' ')))
			return false;
	return true;
}

/* Whether a date that ends before s ends there: not inside of a word. */
static bool
ends_before(struct ask_dates *d, struct str s)
{
	struct str rest = s;
	uint32_t c;

	if (!utf8_next(&rest, &c))
		return true;
	if (c == '/' || c == '-' || c == '_')
		return false;
	return text_fold_copy(&d->scratch, str_sub(s, 0, s.n - rest.n)).n == 0;
}

/* Four digits at the front of s are a year. */
static size_t
read_year(struct ask_dates *d, struct str s, struct date_found *out)
{
	struct str rest = s, digits;
	uint32_t c;
	uint64_t year;

	for (size_t i = 0; i < YEAR_DIGITS; i++)
		if (!utf8_next(&rest, &c))
			return 0;
	digits = text_fold_copy(&d->scratch, str_sub(s, 0, s.n - rest.n));
	if (digits.n != YEAR_DIGITS || !str_number(&digits, &year, 9999) ||
	    digits.n > 0 || !ends_before(d, rest))
		return 0;
	*out = (struct date_found){
		.precision = DATES_YEAR,
		.first = datetime_days((int)year, 1, 1),
		.last = datetime_days((int)year, 12, 31),
	};
	return s.n - rest.n;
}

/* What text/dates finds at the front of s. */
static size_t
read_found(struct ask_dates *d, struct str s, struct date_found *out)
{
	struct dates_setting setting = {
		.has_now = true,
		.now = { .unix_s = d->setting->now_s,
		         .offset_min = d->setting->offset_min,
		         .has_zone = true,
		         .has_time = true },
	};
	size_t lead = STR(SINCE_LEAD).n;
	struct str text = str_cat(&d->scratch, STR(SINCE_LEAD), s);
	struct str before;
	struct date_found f;

	if (!dates_next(dates_begin(&d->scratch, text, &setting), &f) ||
	    f.end <= lead)
		return 0;
	before = str_sub(text, lead, f.start);
	if (!is_lead(d, before) ||
	    !ends_before(d, str_sub(text, f.end, text.n)))
		return 0;
	*out = f;
	return f.end - lead;
}

/*
 * What of s the date at its front may take: a moment in UTC is complete, so
 * that no word behind it ("UT", "am") is read as a part of it.
 */
static struct str
date_window(struct str s)
{
	size_t at = 0;

	while (at < s.n && s.p[at] != '.' && s.p[at] != ')' &&
	       ask_space(str_sub(s, at, s.n)) == 0)
		at++;
	if (at > 0 && ascii_is_digit(s.p[0]) && s.p[at - 1] == 'Z')
		return str_sub(s, 0, at);
	return s;
}

/* The date at the front of s, and the bytes that it takes. */
static size_t
read_date(struct ask_dates *d, struct str s, struct date_found *out)
{
	int64_t local = d->setting->now_s + d->setting->offset_min * 60;
	int year, month, day;
	size_t n;

	s = date_window(utf8_head(s, WINDOW_BYTES));
	if ((n = read_found(d, s, out)) == 0)
		n = read_year(d, s, out);
	arena_clear(&d->scratch, ARENA_BLOCK);
	if (n == 0)
		return 0;
	datetime_civil(out->first, &year, &month, &day);
	if (out->precision == DATES_YEAR && year >= HIJRI_MIN &&
	    year <= HIJRI_MAX)
		make_hijri(out, year);
	make_past(out, local / DAY_S - (local % DAY_S < 0));
	return in_range(out) ? n : 0;
}

/* ---- ranges ---- */

static size_t
skip_space(struct str s)
{
	size_t at = 0, n;

	while ((n = ask_space(str_sub(s, at, s.n))) > 0)
		at += n;
	return at;
}

/* Two dots or more at the front of s. */
static size_t
skip_dots(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] == '.')
		n++;
	return n >= 2 ? n : 0;
}

/* The word "to", in a language, at the front of s, white space before it. */
static size_t
skip_to(struct ask_dates *d, struct str s)
{
	size_t from = skip_space(s), at = from;
	struct str word;

	if (from == 0)
		return 0;
	while (at < s.n && ask_space(str_sub(s, at, s.n)) == 0)
		at++;
	word = str_sub(s, from, at);
	if (str_eq(word, STR("-")))
		return at;
	if (!ask_words_has(WORDS_DATE_JOIN, text_fold_copy(&d->scratch, word)))
		at = 0;
	arena_clear(&d->scratch, ARENA_BLOCK);
	return at;
}

static void
put_range(const struct ask_dates *d, const struct date_found *a,
          const struct date_found *b, struct ask_span *out)
{
	if (start_of(d, a) <= start_of(d, b))
		*out = (struct ask_span){ start_of(d, a), end_of(d, b) };
	else
		*out = (struct ask_span){ start_of(d, b), end_of(d, a) };
}

/* What stands behind the first date: the rest of a range, or nothing. */
static size_t
read_rest(struct ask_dates *d, struct str s, const struct date_found *a,
          struct ask_span *out)
{
	struct str window = utf8_head(s, WINDOW_BYTES);
	size_t blank = skip_space(window);
	size_t dots = skip_dots(str_sub(window, blank, window.n));
	size_t at = dots > 0 ? blank + dots : skip_to(d, window), n;
	struct date_found b;

	if (at == 0)
		return 0;
	at += skip_space(str_sub(s, at, s.n));
	n = read_date(d, str_sub(s, at, s.n), &b);
	if (n > 0) {
		put_range(d, a, &b, out);
		return at + n;
	}
	if (dots == 0)
		return 0;
	*out = (struct ask_span){ start_of(d, a), ASK_NO_UNTIL };
	return blank + dots;
}

/* "..date": all that is before its end. */
static size_t
read_until(struct ask_dates *d, struct str s, struct ask_span *out)
{
	size_t dots = skip_dots(s), n;
	struct date_found f;

	if (dots == 0)
		return 0;
	dots += skip_space(str_sub(s, dots, s.n));
	n = read_date(d, str_sub(s, dots, s.n), &f);
	if (n == 0)
		return 0;
	*out = (struct ask_span){ ASK_NO_SINCE, end_of(d, &f) };
	return dots + n;
}

size_t
ask_date_read(struct ask_dates *d, struct str s, enum ask_words field,
              struct ask_span *out)
{
	struct date_found f;
	size_t n = field == WORDS_DATE ? read_until(d, s, out) : 0;

	if (n > 0)
		return n;
	if ((n = read_date(d, s, &f)) == 0)
		return 0;
	*out = (struct ask_span){ ASK_NO_SINCE, ASK_NO_UNTIL };
	if (field == WORDS_SINCE) {
		out->since_s = start_of(d, &f);
	} else if (field == WORDS_BEFORE) {
		out->until_s = start_of(d, &f);
	} else if (field == WORDS_UNTIL) {
		out->until_s = end_of(d, &f);
	} else {
		out->since_s = start_of(d, &f);
		out->until_s = end_of(d, &f);
		if (f.precision == DATES_SECOND)
			out->until_s++;
		n += read_rest(d, str_sub(s, n, s.n), &f, out);
	}
	return n;
}

bool
ask_date_range(struct ask_dates *d, struct str word, struct ask_span *out)
{
	if (str_find(word, STR("..")) == STR_NPOS ||
	    ask_date_read(d, word, WORDS_DATE, out) != word.n)
		return false;
	/* "2022.." is how headlines begin */
	return (out->since_s != ASK_NO_SINCE &&
	        out->until_s != ASK_NO_UNTIL) ||
	       str_chr(word, '-') != STR_NPOS ||
	       str_chr(word, '/') != STR_NPOS;
}
