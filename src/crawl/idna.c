#include "crawl/idna.h"

#include "base/buf.h"

#define LABEL_MAX 63u /* RFC 1035 s2.3.4 */
#define HOST_MAX 253u

/* RFC 3492 s5 */
#define BASE 36u
#define TMIN 1u
#define TMAX 26u
#define SKEW 38u
#define DAMP 700u
#define FIRST_BIAS 72u
#define FIRST_CODE 0x80u

#define CODE_MAX 0x10FFFFu

/* One code point off the front of *s; false when that is not UTF-8. */
static bool
next_code(struct str *s, uint32_t *out)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned char first = (unsigned char)s->p[0];
	size_t n = 1;
	uint32_t c = first;

	if (first >= 0xF0 && first < 0xF8)
		n = 4;
	else if (first >= 0xE0 && first < 0xF0)
		n = 3;
	else if (first >= 0xC0 && first < 0xE0)
		n = 2;
	else if (first >= 0x80)
		return false;
	if (n > s->n)
		return false;
	if (n > 1)
		c = first & (0x7Fu >> n);
	for (size_t i = 1; i < n; i++) {
		unsigned char b = (unsigned char)s->p[i];

		if ((b & 0xC0) != 0x80)
			return false;
		c = c << 6 | (b & 0x3Fu);
	}
	if (c < least[n] || c > CODE_MAX || (c >= 0xD800 && c < 0xE000))
		return false;
	*s = str_sub(*s, n, s->n);
	*out = c;
	return true;
}

static char
digit(uint32_t d)
{
	return (char)(d < 26 ? 'a' + (int)d : '0' + (int)d - 26);
}

/* RFC 3492 s6.1 */
static uint32_t
adapt(uint32_t delta, uint32_t points, bool first)
{
	uint32_t k = 0;

	delta = first ? delta / DAMP : delta / 2;
	delta += delta / points;
	for (; delta > (BASE - TMIN) * TMAX / 2; k += BASE)
		delta /= BASE - TMIN;
	return k + (BASE - TMIN + 1) * delta / (delta + SKEW);
}

/* A delta as a number of variable length (RFC 3492 s6.3). */
static void
put_delta(struct buf *out, uint32_t delta, uint32_t bias)
{
	for (uint32_t k = BASE;; k += BASE) {
		uint32_t t = k <= bias ? TMIN : k - bias;

		if (t > TMAX)
			t = TMAX;
		if (delta < t)
			break;
		buf_put_char(out, digit(t + (delta - t) % (BASE - t)));
		delta = (delta - t) / (BASE - t);
	}
	buf_put_char(out, digit(delta));
}

/*
 * RFC 3492 s6.3.  A label has at most 63 code points of at most 0x10FFFF, so
 * delta stays far below 32 bits.
 */
static void
put_punycode(struct buf *out, const uint32_t *code, uint32_t n)
{
	uint32_t at = FIRST_CODE, delta = 0, bias = FIRST_BIAS, basic = 0, done;

	for (uint32_t i = 0; i < n; i++) {
		if (code[i] >= FIRST_CODE)
			continue;
		buf_put_char(out, (char)code[i]);
		basic++;
	}
	if (basic > 0)
		buf_put_char(out, '-');
	for (done = basic; done < n; at++, delta++) {
		uint32_t next = CODE_MAX;

		for (uint32_t i = 0; i < n; i++)
			if (code[i] >= at && code[i] < next)
				next = code[i];
		delta += (next - at) * (done + 1);
		at = next;
		for (uint32_t i = 0; i < n; i++) {
			if (code[i] < at)
				delta++;
			if (code[i] != at)
				continue;
			put_delta(out, delta, bias);
			bias = adapt(delta, done + 1, done == basic);
			delta = 0;
			done++;
		}
	}
}

static enum err
put_label(struct buf *out, struct str label)
{
	uint32_t code[LABEL_MAX], n = 0;
	size_t start = out->n;
	bool ascii = true;

	for (size_t i = 0; i < label.n; i++)
		ascii &= (unsigned char)label.p[i] < 0x80;
	if (ascii) {
		buf_put(out, label);
		return out->err;
	}
	while (label.n > 0) {
		if (n == LABEL_MAX || !next_code(&label, &code[n]))
			return ERR_FORMAT;
		n++;
	}
	buf_put(out, STR("xn--"));
	put_punycode(out, code, n);
	return out->n - start > LABEL_MAX ? ERR_FORMAT : out->err;
}

enum err
idna_host(struct arena *mem, struct str host, struct str *out)
{
	struct buf b = BUF_INIT(HOST_MAX);
	enum err e = ERR_OK;
	bool more = true;

	while (e == ERR_OK && more) {
		more = str_chr(host, '.') != STR_NPOS;
		e = put_label(&b, str_until(&host, '.'));
		if (more)
			buf_put_char(&b, '.');
	}
	if (e == ERR_OK && b.err == ERR_OK) {
		*out = buf_copy(mem, &b);
		e = arena_err(mem);
	} else {
		e = ERR_FORMAT;
	}
	buf_release(&b);
	return e;
}
