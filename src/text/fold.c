#include "text/fold.h"

#include <utf8proc.h>

#include "base/arena.h"
#include "text/fold_marks.h"
#include "text/made.h"
#include "text/normalise.h"
#include "text/utf8.h"

#define CP_HAMZA 0x0621u
#define CP_WAW 0x0648u
#define CP_YEH 0x064Au
#define CP_HAMZA_ABOVE 0x0654u

#define RUN_BYTES 256u   /* written without asking for room again */
#define MAX_GROWTH 12u   /* of bytes: U+FDFA, from 3 to 33 */
#define DECOMPOSED_MAX 18 /* code points of U+FDFA, the longest of all */

/* A text being folded: a break is written only once a letter follows. */
struct folder {
	struct buf *out;
	size_t start; /* of this text in out */
	bool broken;  /* a break is due */
	bool any;     /* a letter was written */
	bool here;    /* one was written for the character at `at` */
	const char *text;
	size_t at, after; /* the character being folded, in the text */
	struct fold_marks *marks; /* NULL: nobody wants them */
};

/* Room for n more marks; the next one, NULL if nobody wants them. */
static struct token *
marks_room(struct fold_marks *m, size_t n)
{
	if (m == NULL)
		return NULL;
	if (m->n + n > m->cap) {
		m->cap = (m->n + n) * 2;
		m->v = (struct token *)xrealloc(m->v, m->cap * sizeof(*m->v));
	}
	return m->v + m->n;
}

static void
mark_start(struct token *w, size_t out, size_t at)
{
	w->folded.n = out;
	w->start = (uint32_t)at;
}

static void
put(struct folder *f, uint32_t c)
{
	if (f->broken && f->any)
		buf_put_char(f->out, ' ');
	if (f->marks != NULL && (f->broken || !f->any)) {
		struct token *w = marks_room(f->marks, 1);

		mark_start(w, f->out->n - f->start, f->at);
		f->marks->n++;
	}
	f->broken = false;
	f->any = f->here = true;
	buf_put_cp(f->out, c);
}

static void
put_break(struct folder *f)
{
	if (f->marks != NULL && f->any && !f->broken)
		f->marks->v[f->marks->n - 1].end =
			(uint32_t)(f->here ? f->after : f->at);
	f->broken = true;
}

/* Letters with no decomposition that are spelled out in plain Latin. */
static const struct {
	uint32_t c;
	char plain[3];
} latin[] = {
	{ 0x00E6, "ae" }, { 0x00F0, "d" },  { 0x00F8, "o" },
	{ 0x00FE, "th" }, { 0x0111, "d" },  { 0x0127, "h" },
	{ 0x0131, "i" },  { 0x0142, "l" },  { 0x0153, "oe" },
	{ 0x0167, "t" },  { 0x0259, "e" },
};

/* Moroccan gaf and its like in the Arabic Supplement block. */
static uint32_t
fold_supplement(uint32_t c)
{
	switch (c) {
	case 0x0762:
	case 0x0763:
	case 0x0764:
	case 0x077F:
		return 0x0643; /* kaf */
	case 0x0760:
	case 0x0761:
		return 0x0641; /* feh */
	default:
		return c;
	}
}

static bool
is_dropped(uint32_t c)
{
	return c == 0x00AD || c == 0x034F || c == 0x180E ||
	       (c >= 0x0300 && c <= 0x036F) || (c >= 0x0591 && c <= 0x05BD) ||
	       (c >= 0x0890 && c <= 0x0891) || (c >= 0x0897 && c <= 0x089F) ||
	       (c >= 0x08CA && c <= 0x08FF) ||
	       (c >= 0x02BB && c <= 0x02BF && c != 0x02BC) ||
	       (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) ||
	       (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2060 && c <= 0x206F) || (c >= 0x20D0 && c <= 0x20FF) ||
	       (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFE20 && c <= 0xFE2F) ||
	       c == 0xFEFF || (c >= 0xE0000 && c <= 0xE01EF);
}

static bool
is_word(uint32_t c)
{
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN: /* vowel signs of Indic scripts */
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return c != 0x02BC; /* an apostrophe */
	default:
		return false;
	}
}

/* A decomposed, case-folded code point. */
static void
fold_one(struct folder *f, uint32_t c)
{
	if (c >= 0x0600 && c <= 0x06FF)
		c = fold_arabic[c - 0x0600];
	else if (c >= 0x0750 && c <= 0x077F)
		c = fold_supplement(c);
	else if (is_dropped(c))
		c = 0;
	else if (!is_word(c))
		c = ' ';
	if (c == ' ') {
		put_break(f);
		return;
	}
	for (size_t i = 0; i < COUNT(latin); i++)
		if (latin[i].c == c) {
			put(f, (unsigned char)latin[i].plain[0]);
			c = (unsigned char)latin[i].plain[1];
			break;
		}
	if (c != 0)
		put(f, c);
}

/* Waw or yeh with a combining hamza is the hamza itself. */
static bool
fold_hamza(struct folder *f)
{
	struct buf *o = f->out;
	struct str s = str_sub(buf_str(o), f->start, o->n);
	uint32_t last;

	if (f->broken || !utf8_prev(&s, &last) ||
	    (last != CP_WAW && last != CP_YEH))
		return false;
	buf_cut(o, o->n - 2);
	buf_put_cp(o, CP_HAMZA);
	return true;
}

/* Any code point, the long way. */
static void
fold_cp(struct folder *f, uint32_t c)
{
	utf8proc_int32_t d[DECOMPOSED_MAX];
	int boundary = 0;
	utf8proc_ssize_t n;

	if (c >= 0x0600 && c <= 0x06FF) {
		if (c != CP_HAMZA_ABOVE || !fold_hamza(f))
			fold_one(f, c);
		return;
	}
	n = utf8proc_decompose_char((utf8proc_int32_t)c, d, DECOMPOSED_MAX,
	                            UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
	                                    UTF8PROC_CASEFOLD,
	                            &boundary);
	for (utf8proc_ssize_t i = 0; i < n && i < DECOMPOSED_MAX; i++)
		fold_one(f, (uint32_t)d[i]);
}

/* Where a run is read and written; what it writes fits. */
struct run {
	const unsigned char *p, *end;
	char *to;
	bool broken; /* as in struct folder */
	bool any;
	const unsigned char *text; /* offsets of marks are from here */
	char *out;
	struct token *mark; /* the next one, NULL: nobody wants them */
};

static inline void
run_start(struct run *r)
{
	if (r->any)
		*r->to++ = ' ';
	if (r->mark != NULL)
		mark_start(r->mark++, (size_t)(r->to - r->out),
		           (size_t)(r->p - r->text));
	r->broken = false;
	r->any = true;
}

static inline void
run_put(struct run *r, unsigned c)
{
	if (r->broken || !r->any)
		run_start(r);
	if (c >= 0x80) {
		*r->to++ = (char)(0xC0 | c >> 6);
		c = 0x80 | (c & 0x3F);
	}
	*r->to++ = (char)c;
}

static inline void
run_break(struct run *r)
{
	if (r->mark != NULL && r->any && !r->broken)
		r->mark[-1].end = (uint32_t)(r->p - r->text);
	r->broken = true;
}

/* A letter of U+00A0 to U+017F at r->p, if the table knows it. */
static bool
run_latin(struct run *r)
{
	const unsigned char *p = r->p;
	unsigned c = (p[0] & 0x1Fu) << 6 | (p[1] & 0x3F);
	const char *spelt = c < FOLD_LATIN_START
	                            ? ""
	                            : fold_latin[c - FOLD_LATIN_START];

	if (spelt[0] == '\0')
		return false;
	if (spelt[0] == ' ')
		run_break(r);
	for (; *spelt > ' '; spelt++)
		run_put(r, (unsigned char)*spelt);
	r->p += 2;
	return true;
}

/*
 * The character of two or three bytes at r->p, if a table or a range knows
 * it: U+00A0 to U+017F, U+0600 to U+06FF, and the dashes, quotes and points
 * from U+2010 to U+2027, which are all breaks.
 */
static bool
run_wide(struct run *r)
{
	const unsigned char *p = r->p;
	unsigned c;

	if (r->end - p < 2 || (p[1] & 0xC0) != 0x80)
		return false;
	if (p[0] >= 0xD8 && p[0] <= 0xDB) {
		c = fold_arabic[(p[0] & 3) << 6 | (p[1] & 0x3F)];
		if (p[0] == 0xD9 && p[1] == 0x94) /* may change a seat */
			return false;
		if (c == ' ')
			run_break(r);
		else if (c != 0)
			run_put(r, c);
		r->p += 2;
		return true;
	}
	if (p[0] >= 0xC2 && p[0] <= 0xC5)
		return run_latin(r);
	if (p[0] == 0xE2 && p[1] == 0x80 && r->end - p > 2 && p[2] >= 0x90 &&
	    p[2] <= 0xA7) {
		run_break(r);
		r->p += 3;
		return true;
	}
	return false;
}

/* ASCII at r->p: a letter or digit stays, in lower case, all else breaks. */
static void
run_ascii(struct run *r, const char *full)
{
	struct run in = *r; /* kept in registers */

	for (; in.p < in.end && *in.p < 0x80 && in.to < full; in.p++) {
		unsigned c = *in.p;

		if (c - 'A' < 26u)
			c += 32;
		if (c - 'a' >= 26u && c - '0' >= 10u)
			run_break(&in);
		else
			run_put(&in, c);
	}
	*r = in;
}

/* What the two bytes at p are folded to; less than 0x80: no Arabic letter. */
static inline unsigned
arabic_at(const unsigned char *p)
{
	if ((p[0] & 0xFC) != 0xD8 || (p[1] & 0xC0) != 0x80)
		return 0;
	return fold_arabic[(p[0] & 3) << 6 | (p[1] & 0x3F)];
}

/*
 * Arabic letters at r->p and the spaces between them, up to anything that is
 * dropped, breaks a word otherwise or is a digit.
 */
static void
run_arabic(struct run *r, const char *full)
{
	struct run in = *r; /* kept in registers */
	const unsigned char *last = in.end - 1;

	while (in.p < last && in.to < full) {
		unsigned c;

		if (*in.p == ' ') {
			run_break(&in);
			in.p++;
			continue;
		}
		if ((c = arabic_at(in.p)) < 0x80)
			break;
		if (in.broken || !in.any)
			run_start(&in);
		do {
			in.to[0] = (char)(0xC0 | c >> 6);
			in.to[1] = (char)(0x80 | (c & 0x3F));
			in.to += 2;
			in.p += 2;
			c = in.p < last ? arabic_at(in.p) : 0;
		} while (c >= 0x80 && in.to < full);
	}
	*r = in;
}

/*
 * The hot loop: what no table of Unicode's is needed for, and never grows.
 * Stops in front of anything else, or when `to` may be full; returns how
 * much was written.
 */
static size_t
fold_run(struct folder *f, struct str *rest, char *to)
{
	const unsigned char *p = (const unsigned char *)rest->p;
	struct run r = { .p = p,
		         .end = p + rest->n,
		         .to = to,
		         .broken = f->broken,
		         .any = f->any,
		         .text = (const unsigned char *)f->text,
		         .out = f->out->p + f->start,
		         .mark = marks_room(f->marks, RUN_BYTES) };
	const char *full = to + RUN_BYTES;

	while (r.p < r.end && r.to < full) {
		if (*r.p < 0x80)
			run_ascii(&r, full);
		else if (run_wide(&r))
			run_arabic(&r, full);
		else
			break;
	}
	f->broken = r.broken;
	f->any = r.any;
	if (f->marks != NULL)
		f->marks->n = (size_t)(r.mark - f->marks->v);
	rest->n = (size_t)(r.end - r.p);
	rest->p = (const char *)r.p;
	return (size_t)(r.to - to);
}

void
fold_marked(struct buf *out, struct str s, struct fold_marks *marks)
{
	struct folder f = { .out = out,
		            .start = out->n,
		            .text = s.p,
		            .marks = marks };
	uint32_t c;

	if (out->max - out->n >= s.n + RUN_BYTES + 4)
		buf_reserve(out, s.n + RUN_BYTES + 4); /* mostly all of it */
	while (s.n > 0 && out->err == ERR_OK) {
		if (out->max - out->n >= RUN_BYTES + 4) {
			char *to = buf_reserve(out, RUN_BYTES + 4);

			if (to == NULL)
				return;
			buf_wrote(out, fold_run(&f, &s, to));
		}
		f.at = (size_t)(s.p - f.text);
		if (!utf8_next(&s, &c))
			break;
		f.after = (size_t)(s.p - f.text);
		f.here = false;
		fold_cp(&f, c);
	}
	if (marks != NULL && f.any && !f.broken)
		marks->v[marks->n - 1].end = (uint32_t)(s.p - f.text);
}

void
text_fold(struct buf *out, struct str s)
{
	fold_marked(out, s, NULL);
}

struct str
text_fold_copy(struct arena *mem, struct str s)
{
	return text_made_copy(mem, s, text_fold, MAX_GROWTH);
}
