#include "web/number.h"

#include "base/buf.h"

#define DIGITS_MAX 64u

/* What stands between groups of three, and before the fraction. */
static const struct {
	struct str group, point;
} marks[TEXT_LANG__COUNT] = {
	[TEXT_AR] = { STR_INIT("."), STR_INIT(",") },
	[TEXT_FR] = { STR_INIT("\xE2\x80\xAF"), STR_INIT(",") }, /* U+202F */
	[TEXT_EN] = { STR_INIT(","), STR_INIT(".") },
};

/* Digits, with a minus maybe, in groups. */
static void
put_grouped(struct buf *b, enum text_lang lang, struct str digits)
{
	for (size_t i = 0; i < digits.n; i++) {
		if (i > 0 && (digits.n - i) % 3 == 0 &&
		    ascii_is_digit(digits.p[i - 1]))
			buf_put(b, marks[lang].group);
		buf_put_char(b, digits.p[i]);
	}
}

struct str
number_grouped(struct arena *mem, enum text_lang lang, int64_t n)
{
	struct buf b = BUF_INIT(DIGITS_MAX);
	struct str out;

	put_grouped(&b, lang, str_fmt(mem, "%lld", (long long)n));
	out = buf_copy(mem, &b);
	buf_release(&b);
	return out;
}

struct str
number_decimal(struct arena *mem, enum text_lang lang, double v)
{
	struct str fraction = str_fmt(mem, "%.2f", v);
	struct str whole = str_until(&fraction, '.');
	struct buf b = BUF_INIT(DIGITS_MAX);
	struct str out;

	put_grouped(&b, lang, whole);
	buf_put(&b, marks[lang].point);
	buf_put(&b, fraction);
	out = buf_copy(mem, &b);
	buf_release(&b);
	return out;
}
