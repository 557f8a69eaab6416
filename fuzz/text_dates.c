/*
 * Dates in any text.  Holds: each date stands behind the last, inside the
 * text, on character boundaries; what is printed is valid ISO 8601 of a day
 * that exists; digits of other scripts give the same dates; dates_parse of
 * what was printed gives the day back.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "text/dates.h"
#include "text/decode.h"
#include "text/utf8.h"

#define MEMORY_MAX ((size_t)64 << 20)
#define DATES_MAX 100000u

static const struct dates_setting setting = {
	.has_now = true,
	.now = { .unix_s = 1677240000, .offset_min = 60, .has_zone = true,
	         .has_time = true },
};

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static bool
on_boundary(struct str text, size_t at)
{
	return at == text.n || (text.p[at] & 0xC0) != 0x80;
}

static void
check_date(struct arena *mem, struct str text, const struct date_found *d)
{
	struct str iso = dates_iso(mem, d);
	struct datetime when, again;

	check(d->start < d->end && d->end <= text.n);
	check(on_boundary(text, d->start) && on_boundary(text, d->end));
	check(d->first <= d->last);
	check(d->hour >= 0 && d->hour < 24 && d->minute >= 0 &&
	      d->minute < 60 && d->second >= 0 && d->second < 60);
	check(iso.n >= 4 && iso.n <= 25);
	if (!dates_moment(d, &when))
		return;
	/* 1000: dates_parse takes shorter years for something else */
	if (d->precision != DATES_HOUR && d->first > -354285) {
		check(dates_parse(iso, &again));
		check(again.unix_s == when.unix_s - (d->leap ? 1 : 0));
		check(again.has_zone == when.has_zone);
	}
}

/* All dates of a text, in order; their number and a sum of their days. */
static size_t
scan(struct arena *mem, struct str text, int64_t *sum)
{
	struct dates_scan *s = dates_begin(mem, text, &setting);
	struct date_found d;
	size_t n = 0, last = 0;

	*sum = 0;
	while (dates_next(s, &d)) {
		check(d.start >= last && n < DATES_MAX + text.n);
		last = d.end;
		check_date(mem, text, &d);
		*sum += d.first + d.last + d.hour * 60 + d.minute;
		n++;
	}
	return n;
}

/* The text with Arabic-Indic digits for ASCII ones. */
static struct str
in_arabic_digits(struct arena *mem, struct str text)
{
	struct buf out = BUF_INIT(MEMORY_MAX);
	struct str s;

	for (size_t i = 0; i < text.n; i++) {
		if (ascii_is_digit(text.p[i]))
			buf_put_cp(&out, 0x0660u + (uint32_t)(text.p[i] - '0'));
		else
			buf_put_char(&out, text.p[i]);
	}
	s = buf_copy(mem, &out);
	buf_release(&out);
	return s;
}

/*
 * Whether a text has letters or digits of the Arabic blocks' second half, or
 * "hier", which is read by the text's language and so by its length.
 */
static bool
depends_on_bytes(struct str text)
{
	return str_chr(text, '\xD9') != STR_NPOS ||
	       str_chr(text, '\xDB') != STR_NPOS ||
	       str_find_ci(text, STR("hier")) != STR_NPOS;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEMORY_MAX);
	struct str text;
	struct decoded d;
	int64_t sum, other;
	size_t n;

	decode_bytes(&mem, (struct str){ (const char *)data, size },
	             STR("text/html; charset=utf-8"), &d);
	text = d.text;
	n = scan(&mem, text, &sum);
	/* month order is looked for in ASCII digits: leave those texts out */
	if (!depends_on_bytes(text) && str_chr(text, '/') == STR_NPOS &&
	    str_chr(text, '.') == STR_NPOS && str_chr(text, '-') == STR_NPOS &&
	    size < 4096) {
		check(scan(&mem, in_arabic_digits(&mem, text), &other) == n);
		check(other == sum);
	}
	arena_release(&mem);
	return 0;
}
