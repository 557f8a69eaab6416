#include "text/normalise.h"

#include <string.h>

#include <utf8proc.h>

#include "text/made.h"
#include "text/utf8.h"

#define RUN_BYTES 256u
#define BLOCK_BYTES 16u
#define SHORT_BYTES 4096u /* of a text that is made in the arena */
#define MAX_GROWTH 3u /* of bytes by NFC: Unicode FAQ, normalization */
#define DIRECTION_SAMPLE 400u /* code points */
#define MARKS_MAX 30u /* on one letter: UAX #15, Stream-Safe Text Format */

static inline bool
is_ascii_space(uint32_t c)
{
	return c == ' ' || c - '\t' < 5u;
}

static bool
is_space(uint32_t c)
{
	if (c < 0x80)
		return is_ascii_space(c);
	return c == 0x85 || c == 0xA0 || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
	       c == 0x202F || c == 0x205F || c == 0x3000;
}

/*
 * Not fit to be shown: controls, bidi controls, noncharacters, zero width
 * space and soft hyphen.  Joiners (U+200C, U+200D) shape words and stay.
 */
static bool
is_hidden(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD ||
	       c == 0x061C || c == 0x200B || c == 0x200E || c == 0x200F ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
	       c == 0xFEFF || (c >= 0xFDD0 && c <= 0xFDEF) ||
	       (c >= 0xFFF9 && c <= 0xFFFB) || (c & 0xFFFE) == 0xFFFE;
}

static bool
is_arabic_mark(uint32_t c)
{
	return (c >= 0x064B && c <= 0x065F) || c == 0x0670 ||
	       (c >= 0x0610 && c <= 0x061A) || (c >= 0x06D6 && c <= 0x06ED);
}

/*
 * Whether c, behind `last`, may need more than a copy to be in NFC: it could
 * compose, be decomposed, or stand in the wrong order.  May say yes too
 * often: it only decides who does the work.
 */
static bool
may_compose(uint32_t c, uint32_t last)
{
	if (c < 0x0300)
		return false;
	if (is_arabic_mark(c)) {
		/* U+064B to U+0652 are in the order of their classes */
		if (c > 0x0652)
			return true;
		return is_arabic_mark(last) &&
		       (last >= c || last < 0x064B || c < 0x064B);
	}
	return !((c >= 0x0600 && c <= 0x06FF) || (c >= 0x2010 && c <= 0x2025) ||
	         c == 0x2026 || c == 0x20AC || (c >= 0x0410 && c <= 0x044F) ||
	         c == 0x200C || c == 0x200D || c == CP_REPLACEMENT);
}

/* How many combining marks c is when decomposed. */
static unsigned
mark_count(uint32_t c)
{
	if (c < 0x0300)
		return 0;
	if (c == 0x0344 || c == 0x0F73 || c == 0x0F75 || c == 0x0F81)
		return 2;
	return utf8proc_get_property((utf8proc_int32_t)c)->combining_class > 0;
}

/* Replace what stands in out from `start` by its NFC. */
static void
compose(struct buf *out, size_t start)
{
	struct str s = str_sub(buf_str(out), start, out->n);
	utf8proc_int32_t *cps;
	utf8proc_ssize_t n;

	/* utf8proc encodes in place and writes a NUL: one more element */
	cps = xmalloc((s.n * MAX_GROWTH + 1) * sizeof(*cps));
	n = utf8proc_decompose((const utf8proc_uint8_t *)s.p,
	                       (utf8proc_ssize_t)s.n, cps,
	                       (utf8proc_ssize_t)(s.n * MAX_GROWTH),
	                       UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (n >= 0 && (size_t)n <= s.n * MAX_GROWTH)
		n = utf8proc_reencode(cps, n,
		                      UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	else
		n = -1;
	if (n >= 0) {
		buf_cut(out, start);
		buf_put(out, (struct str){ (char *)cps, (size_t)n });
	}
	free(cps);
}

/*
 * Whether the two bytes at p are a letter from U+0620 to U+064A.  They have
 * two first bytes by turns, which no processor can foretell: not to be asked
 * for one by one.
 */
static inline bool
is_arabic_letter(const unsigned char *p)
{
	unsigned c = (unsigned)(p[0] & 1) << 6 | (p[1] & 0x3F);

	return (p[0] & 0xFE) == 0xD8 && (p[1] & 0xC0) == 0x80 &&
	       c - 0x20 <= 0x4A - 0x20;
}

/*
 * Bytes of the plain character at p, which is not ASCII, its own NFC and
 * shown as it is: U+00A1 to U+02FF but the soft hyphen, U+0620 to U+064A,
 * U+2010 to U+2027.  0 for all others.
 */
static size_t
plain_wide(const unsigned char *p, const unsigned char *end)
{
	if (end - p < 2 || (p[1] & 0xC0) != 0x80)
		return 0;
	if ((*p & 0xFE) == 0xD8)
		return is_arabic_letter(p) ? 2 : 0;
	if (*p == 0xC2)
		return p[1] > 0xA0 && p[1] != 0xAD ? 2 : 0;
	if (*p > 0xC2 && *p < 0xCC)
		return 2;
	if (*p == 0xE2 && p[1] == 0x80 && end - p > 2)
		return p[2] >= 0x90 && p[2] <= 0xA7 ? 3 : 0;
	return 0;
}

static bool
is_plain(const unsigned char *p, const unsigned char *end)
{
	return (*p > ' ' && *p < 0x7F) || plain_wide(p, end) > 0;
}

/*
 * Whether all of BLOCK_BYTES bytes and the one behind them may be copied as
 * they are: ASCII with single spaces, and letters as is_arabic_letter knows
 * them, the first begun here.  Every byte is asked the same with no branch, so
 * that the compiler asks sixteen at once.
 */
static bool
is_plain_block(const unsigned char *p)
{
	unsigned char odd = (p[0] & 0xC0) == 0x80;

	for (size_t i = 0; i < BLOCK_BYTES; i++) {
		unsigned char a = p[i], b = p[i + 1];
		bool lead = (a & 0xFE) == 0xD8;

		odd |= (a < ' ') | (a == 0x7F) | ((a == ' ') & (b == ' ')) |
		       ((a >= 0xC0) & !lead) | (lead != ((b & 0xC0) == 0x80)) |
		       ((a == 0xD8) & (b < 0xA0)) | ((a == 0xD9) & (b > 0x8A));
	}
	return !odd;
}

/* The bytes of a plain block's whole characters. */
static size_t
block_bytes(const unsigned char *p)
{
	return BLOCK_BYTES - ((p[BLOCK_BYTES - 1] & 0xFE) == 0xD8);
}

/*
 * Copy plain characters and white space between them, the bulk of any text of
 * ours, in front of anything else; returns the number of bytes.
 */
static size_t
shown_run(struct str *rest, char *to)
{
	const unsigned char *p = (const unsigned char *)rest->p;
	const unsigned char *end = p + rest->n;
	const unsigned char *next_block = p;
	const char *full = to + RUN_BYTES - BLOCK_BYTES;
	char *at = to;

	while (p < end && at < full) {
		size_t n;

		if (p >= next_block && end - p > (ptrdiff_t)BLOCK_BYTES) {
			/* a run begins with no space: at[-1] is there */
			if (is_plain_block(p) && (*p != ' ' || at[-1] != ' ')) {
				n = block_bytes(p);
				memcpy(at, p, BLOCK_BYTES);
				at += n;
				p += n;
				continue;
			}
			next_block = p + BLOCK_BYTES;
		}
		if (is_ascii_space(*p) && at > to) {
			if (at[-1] != ' ')
				*at++ = ' ';
			p++;
			continue;
		}
		n = *p > ' ' && *p < 0x7F ? 1 : plain_wide(p, end);
		if (n == 0)
			break;
		for (; n > 0; n--)
			*at++ = (char)*p++;
	}
	rest->n = (size_t)(end - p);
	rest->p = (const char *)p;
	return (size_t)(at - to);
}

/* A text being made fit to be shown. */
struct shower {
	struct buf *out;
	size_t start;   /* of this text in out */
	size_t starter; /* of the last character in out that is no mark */
	size_t pending; /* from here on it may need composing; SIZE_MAX: no */
	uint32_t last;  /* code point written last; 0: none that composes */
	unsigned marks; /* combining ones in a row */
};

static void
settle(struct shower *w)
{
	if (w->pending != SIZE_MAX && w->out->err == ERR_OK)
		compose(w->out, w->pending);
	w->pending = SIZE_MAX;
}

/* Copy the plain run at the front of *rest; room was checked for. */
static void
show_run(struct shower *w, struct str *rest)
{
	struct buf *out = w->out;
	char *to;

	settle(w);
	w->marks = 0;
	if ((to = buf_reserve(out, RUN_BYTES + 4)) == NULL)
		return;
	buf_wrote(out, shown_run(rest, to));
	w->starter = out->n - 1;
	while ((out->p[w->starter] & 0xC0) == 0x80)
		w->starter--;
	w->last = 0;
}

static void
show_cp(struct shower *w, uint32_t c)
{
	struct buf *out = w->out;
	unsigned marks;

	if (is_space(c)) {
		w->marks = 0;
		settle(w);
		w->starter = out->n;
		if (out->n > w->start && out->p[out->n - 1] != ' ')
			buf_put_char(out, ' ');
		w->last = 0;
		return;
	}
	if (is_hidden(c))
		return;
	/* More marks on a letter than any script has: sorting them takes the
	   square of their number. */
	marks = mark_count(c);
	w->marks = marks > 0 ? w->marks + marks : 0;
	if (w->marks > MARKS_MAX) {
		w->marks = MARKS_MAX;
		return;
	}
	if (may_compose(c, w->last)) {
		if (w->pending == SIZE_MAX)
			w->pending = w->starter;
	} else if (!is_arabic_mark(c)) {
		settle(w);
		w->starter = out->n;
	}
	buf_put_cp(out, c);
	w->last = c;
}

void
text_shown(struct buf *out, struct str s)
{
	struct shower w = { .out = out,
		            .start = out->n,
		            .starter = out->n,
		            .pending = SIZE_MAX };
	uint32_t c;

	while (s.n > 0 && out->err == ERR_OK) {
		const unsigned char *p = (const unsigned char *)s.p;

		if (is_plain(p, p + s.n) &&
		    out->max - out->n >= RUN_BYTES + 4)
			show_run(&w, &s);
		else if (utf8_next(&s, &c))
			show_cp(&w, c);
	}
	settle(&w);
	if (out->n > w.start && out->p[out->n - 1] == ' ')
		buf_cut(out, out->n - 1);
}

struct str
text_made_copy(struct arena *mem, struct str s,
               void (*make)(struct buf *out, struct str s), size_t growth)
{
	/* with room for a run: a short text is one */
	size_t max = s.n < SIZE_MAX / 16 ? s.n * growth + RUN_BYTES + 4 : s.n;
	struct buf b = BUF_INIT(max);
	struct str r;
	char *p;

	if (s.n > SHORT_BYTES) {
		make(&b, s);
		r = buf_copy(mem, &b);
		buf_release(&b);
		return r;
	}
	/* no need of the heap: what is not used is given back */
	if ((p = arena_raw(mem, max)) == NULL)
		return STR_EMPTY;
	b.p = p;
	b.cap = max;
	make(&b, s);
	arena_trim(mem, p, b.n);
	return b.n == 0 ? STR_EMPTY : buf_str(&b);
}

void
text_shown_lines(struct buf *out, struct str s)
{
	size_t start = out->n;

	if (out->max - out->n >= s.n + RUN_BYTES + 4)
		buf_reserve(out, s.n + RUN_BYTES + 4); /* mostly all of it */
	while (s.n > 0 && out->err == ERR_OK) {
		struct str line = str_until(&s, '\n');
		size_t before = out->n;

		if (before > start)
			buf_put_char(out, '\n');
		text_shown(out, line);
		if (out->n == before + 1 && before > start)
			buf_cut(out, before); /* an empty line */
	}
}

struct str
text_shown_copy(struct arena *mem, struct str s)
{
	return text_made_copy(mem, s, text_shown, MAX_GROWTH);
}

/* s without the white space at its end. */
static struct str
trim_right(struct str s)
{
	struct str rest = s;
	uint32_t c;

	while (utf8_prev(&rest, &c) && is_space(c))
		s = rest;
	return s;
}

/* s without the characters at its end that are no white space. */
static struct str
drop_word(struct str s)
{
	struct str rest = s;
	uint32_t c;

	while (utf8_prev(&rest, &c) && !is_space(c))
		s = rest;
	return s;
}

struct str
text_cut_words(struct str s, size_t max)
{
	struct str head = utf8_first(s, max), words = head, rest;
	uint32_t c;

	if (head.n == s.n)
		return trim_right(s);
	/* a word may end right at the cut */
	rest = str_sub(s, head.n, s.n);
	if (utf8_next(&rest, &c) && !is_space(c))
		words = drop_word(head);
	words = trim_right(words);
	/* else one endless word: the head of it */
	return words.n > 0 ? words : head;
}

int
text_direction(struct str s)
{
	size_t left = 0, right = 0;

	for (size_t n = 0; n < DIRECTION_SAMPLE && s.n > 0; n++) {
		const utf8proc_property_t *p;
		uint32_t c;

		/* no table is needed for the bulk */
		if (s.n > 1 && is_arabic_letter((const unsigned char *)s.p)) {
			right++;
			s = (struct str){ s.p + 2, s.n - 2 };
			continue;
		}
		if (utf8_next_ascii(&s, &c)) {
			left += ascii_is_alpha((char)c);
			continue;
		}
		utf8_next(&s, &c);
		p = utf8proc_get_property((utf8proc_int32_t)c);
		left += p->bidi_class == UTF8PROC_BIDI_CLASS_L;
		right += p->bidi_class == UTF8PROC_BIDI_CLASS_R ||
		         p->bidi_class == UTF8PROC_BIDI_CLASS_AL;
	}
	if (left + right == 0)
		return -1;
	return right > left;
}
