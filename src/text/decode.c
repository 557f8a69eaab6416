#include "text/decode.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/buf.h"
#include "text/charset.h"
#include "text/utf8.h"

#define PRESCAN_BYTES 4096u  /* read for a declaration */
#define GUESS_BYTES 65536u   /* read to guess by content */
#define HIGH_BITS 0x8080808080808080u
#define ARABIC_BYTES_MIN 8u  /* fewer high bytes prove nothing */

struct str
decode_charset_of(struct str content_type)
{
	static const struct str key = STR_INIT("charset");
	size_t at;

	while ((at = str_find_ci(content_type, key)) != STR_NPOS) {
		struct str v;

		content_type = str_sub(content_type, at + key.n,
		                       content_type.n);
		v = str_trim_left(content_type);
		if (v.n == 0 || v.p[0] != '=')
			continue;
		v = str_trim_left(str_sub(v, 1, v.n));
		if (v.n > 0 && (v.p[0] == '"' || v.p[0] == '\'')) {
			char quote = v.p[0];

			v = str_sub(v, 1, v.n);
			return str_trim(str_until(&v, quote));
		}
		for (size_t i = 0; i < v.n; i++)
			if (v.p[i] == ';' || v.p[i] == ',' ||
			    v.p[i] == '"' || v.p[i] == '\'' ||
			    v.p[i] == '>' || v.p[i] == '/' ||
			    ascii_is_space(v.p[i]))
				return str_sub(v, 0, i);
		return v;
	}
	return STR_EMPTY;
}

/* Which charset, and who said so. */
struct verdict {
	const struct charset *charset;
	enum decode_source source;
	size_t skip; /* bytes of byte order mark */
	bool valid;  /* known to be UTF-8 without a bad byte */
};

static const struct charset *
utf8_charset(void)
{
	return charset_find(STR("utf-8"));
}

static bool
by_mark(struct str raw, struct verdict *v)
{
	static const struct {
		struct str mark;
		const char *name;
		size_t skip;
	} marks[] = {
		{ STR_INIT("\xEF\xBB\xBF"), "utf-8", 3 },
		{ STR_INIT("\xFF\xFE\0\0"), "utf-32le", 4 },
		{ STR_INIT("\0\0\xFE\xFF"), "utf-32be", 4 },
		{ STR_INIT("\xFF\xFE"), "utf-16le", 2 },
		{ STR_INIT("\xFE\xFF"), "utf-16be", 2 },
	};

	for (size_t i = 0; i < COUNT(marks); i++) {
		if (!str_starts(raw, marks[i].mark))
			continue;
		v->charset = charset_find(str_from(marks[i].name));
		v->skip = marks[i].skip;
		v->source = DECODE_BY_BOM;
		return true;
	}
	return false;
}

/* "<?" or "<h" in 16 or 32 bits, as XML 1.0 appendix F tells them. */
static const char *
wide_name(struct str raw)
{
	const char *p = raw.p;

	if (raw.n < 4)
		return NULL;
	if (p[0] == '<' && p[1] == 0 && p[2] != 0 && p[3] == 0)
		return "utf-16le";
	if (p[0] == 0 && p[1] == '<' && p[2] == 0 && p[3] != 0)
		return "utf-16be";
	if (p[0] == '<' && p[1] == 0 && p[2] == 0 && p[3] == 0)
		return "utf-32le";
	if (p[0] == 0 && p[1] == 0 && p[2] == 0 && p[3] == '<')
		return "utf-32be";
	return NULL;
}

/* The encoding of an XML declaration; empty if there is none. */
static struct str
xml_encoding(struct str head)
{
	struct str v;
	size_t at;

	head = str_trim_left(head);
	if (!str_starts_ci(head, STR("<?xml")))
		return STR_EMPTY;
	head = str_until(&head, '>');
	if ((at = str_find_ci(head, STR("encoding"))) == STR_NPOS)
		return STR_EMPTY;
	v = str_trim_left(str_sub(head, at + 8, head.n));
	if (v.n < 2 || v.p[0] != '=')
		return STR_EMPTY;
	v = str_trim_left(str_sub(v, 1, v.n));
	if (v.n > 1 && (v.p[0] == '"' || v.p[0] == '\'')) {
		char quote = v.p[0];

		v = str_sub(v, 1, v.n);
		return str_until(&v, quote);
	}
	return STR_EMPTY;
}

/* What <meta charset> or http-equiv says (HTML standard 13.2.3.2). */
static struct str
meta_charset(struct str head)
{
	size_t at;

	while ((at = str_find_ci(head, STR("<meta"))) != STR_NPOS) {
		struct str tag, label;

		head = str_sub(head, at + 5, head.n);
		tag = str_until(&head, '>');
		label = decode_charset_of(tag);
		if (charset_find(label) != NULL)
			return label;
	}
	return STR_EMPTY;
}

static const struct charset *
by_document(struct str raw)
{
	struct str head = str_sub(raw, 0, PRESCAN_BYTES);
	const char *wide = wide_name(raw);
	const struct charset *c;

	if (wide != NULL)
		return charset_find(str_from(wide));
	if ((c = charset_find(xml_encoding(head))) == NULL)
		c = charset_find(meta_charset(head));
	/* it was readable as bytes, so it is not made of 16-bit units */
	if (c != NULL && c->kind == CHARSET_ICONV &&
	    (str_starts(c->name, STR("utf-16")) ||
	     str_starts(c->name, STR("utf-32"))))
		return utf8_charset();
	return c;
}

/* What the bytes look like. */
struct census {
	size_t valid;   /* multi-byte UTF-8 sequences */
	size_t invalid; /* bytes in none */
	size_t high;    /* bytes from 0x80 on */
	size_t in_runs; /* of these, those beside another */
	size_t byte[128];
};

static bool
has_high(struct str s)
{
	size_t i = 0;
	uint64_t w;

	for (; s.n - i >= sizeof(w); i += sizeof(w)) {
		memcpy(&w, s.p + i, sizeof(w));
		if ((w & HIGH_BITS) != 0)
			return true;
	}
	for (; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return true;
	return false;
}

static void
take_census(struct str raw, struct census *c)
{
	const unsigned char *p = (const unsigned char *)raw.p;
	struct str rest = raw;
	uint32_t cp;

	if (utf8_valid(raw)) {
		c->valid = has_high(raw);
		c->high = c->valid;
		return;
	}
	for (const char *at = rest.p; utf8_next(&rest, &cp); at = rest.p) {
		if (rest.p - at > 1)
			c->valid++;
		else if ((unsigned char)*at >= 0x80)
			c->invalid++;
	}
	for (size_t i = 0; i < raw.n && i < GUESS_BYTES; i++) {
		if (p[i] < 0x80)
			continue;
		c->high++;
		c->byte[p[i] - 0x80]++;
		c->in_runs += (i > 0 && p[i - 1] >= 0x80) ||
		              (i + 1 < raw.n && p[i + 1] >= 0x80);
	}
}

/*
 * The Arabic single-byte charset the bytes read as, or NULL.  Arabic words
 * are runs of high bytes; European ones have single ones.  Alef, lam, meem
 * and yeh, a third of any Arabic text, tell the two charsets apart.
 */
static const struct charset *
guess_arabic(const struct census *c)
{
	const size_t *b = c->byte;
	size_t windows = b[0x47] + b[0x61] + b[0x63] + b[0x6D];
	size_t iso = b[0x47] + b[0x64] + b[0x65] + b[0x6A];

	if (c->high < ARABIC_BYTES_MIN || c->in_runs * 10 < c->high * 8)
		return NULL;
	if (windows * 4 < c->high && iso * 4 < c->high)
		return NULL;
	if (b[0x61] + b[0x63] + b[0x6D] >= b[0x67] + b[0x68] + b[0x6A])
		return charset_find(STR("windows-1256"));
	return charset_find(STR("iso-8859-6"));
}

static const struct charset *
by_content(const struct census *c)
{
	const struct charset *arabic;

	if (c->valid > c->invalid || c->high == 0)
		return utf8_charset();
	if ((arabic = guess_arabic(c)) != NULL)
		return arabic;
	return charset_find(STR("windows-1252"));
}

/* Whether the declared charset cannot be what the bytes are in. */
static bool
is_contradicted(const struct charset *said, const struct census *c)
{
	if (said->kind == CHARSET_UTF8)
		return c->invalid > 0 && c->valid <= c->invalid;
	if (c->valid > 0 && c->invalid * 20 <= c->valid)
		return true; /* nothing else looks like UTF-8 by chance */
	return said->table == charset_1252 && guess_arabic(c) != NULL;
}

static struct verdict
find_charset(struct str raw, struct str content_type)
{
	struct verdict v = { 0 };
	struct census c = { 0 };

	if (by_mark(raw, &v))
		return v;
	v.charset = charset_find(decode_charset_of(content_type));
	v.source = DECODE_BY_HTTP;
	if (v.charset == NULL || v.charset == charset_find(STR("utf-16le"))) {
		const struct charset *in_document = by_document(raw);

		if (in_document != NULL || v.charset == NULL) {
			v.charset = in_document;
			v.source = DECODE_BY_DOCUMENT;
		}
	}
	if (v.charset != NULL && v.charset->kind == CHARSET_ICONV &&
	    (str_starts(v.charset->name, STR("utf-")) ||
	     str_starts(v.charset->name, STR("iso-2022"))))
		return v;
	take_census(raw, &c);
	v.valid = c.invalid == 0;
	if (v.charset == NULL || is_contradicted(v.charset, &c)) {
		v.charset = by_content(&c);
		v.source = DECODE_BY_CONTENT;
	}
	return v;
}

static void
decode_utf8(struct arena *mem, struct str raw, bool valid, struct decoded *out)
{
	struct buf b = BUF_INIT(raw.n * 3);
	struct str rest = raw;
	uint32_t c;

	if ((valid || utf8_valid(raw)) && str_chr(raw, '\0') == STR_NPOS) {
		out->text = raw;
		return;
	}
	for (const char *at = rest.p; utf8_next(&rest, &c); at = rest.p) {
		size_t n = (size_t)(rest.p - at);

		if (c == CP_REPLACEMENT && n == 1)
			out->replaced++;
		if (c != 0)
			buf_put_cp(&b, c);
	}
	out->text = buf_copy(mem, &b);
	buf_release(&b);
}

static void
decode_table(struct arena *mem, const uint16_t *table, struct str raw,
             struct decoded *out)
{
	const unsigned char *p = (const unsigned char *)raw.p;
	size_t n = 0, k = 0;
	char *to;

	for (size_t i = 0; i < raw.n; i++) {
		n += p[i] != 0;
		if (p[i] >= 0x80)
			n += table[p[i] - 0x80] < 0x800 ? 1 : 2;
	}
	if (raw.n > 0 && n == raw.n &&
	    str_chr(raw, '\0') == STR_NPOS) {
		out->text = raw; /* plain ASCII */
		return;
	}
	if ((to = arena_alloc(mem, n)) == NULL)
		return;
	for (size_t i = 0; i < raw.n; i++) {
		unsigned c = p[i] < 0x80 ? p[i] : table[p[i] - 0x80];

		out->replaced += c == CP_REPLACEMENT;
		if (c == 0)
			continue;
		if (c < 0x80) {
			to[k++] = (char)c;
			continue;
		}
		if (c < 0x800) {
			to[k++] = (char)(0xC0 | c >> 6);
		} else {
			to[k++] = (char)(0xE0 | c >> 12);
			to[k++] = (char)(0x80 | (c >> 6 & 0x3F));
		}
		to[k++] = (char)(0x80 | (c & 0x3F));
	}
	out->text = (struct str){ to, k };
}

/*
 * iconv with U+FFFD for what it refuses, a unit of the charset at a time.
 * Every turn of the loop takes input or ends it.
 */
static void
decode_iconv(struct arena *mem, const struct charset *charset, struct str raw,
             struct decoded *out)
{
	size_t unit = 1, left = raw.n;
	struct buf b = BUF_INIT(raw.n * 4 + 8);
	char *in = (char *)(uintptr_t)raw.p; /* iconv does not write there */
	iconv_t cd = iconv_open("UTF-8", charset->iconv);
	struct decoded utf8 = { 0 };

	if (cd == (iconv_t)-1) {
		/* glibc without its modules */
		decode_utf8(mem, raw, false, out);
		return;
	}
	if (str_starts(charset->name, STR("utf-16")))
		unit = 2;
	else if (str_starts(charset->name, STR("utf-32")))
		unit = 4;
	while (left > 0) {
		size_t room = left * 4 + 8, before = left, bad;
		char *to = buf_reserve(&b, room), *end = to;
		int why = 0;

		if (to == NULL)
			break;
		if (iconv(cd, &in, &left, &end, &room) == (size_t)-1)
			why = errno;
		buf_wrote(&b, (size_t)(end - to));
		if (why == EINVAL)
			unit = left; /* cut inside the last character */
		if (left == 0 || (why == E2BIG && left < before))
			continue;
		bad = unit < left ? unit : left;
		in += bad;
		left -= bad;
		buf_put_cp(&b, CP_REPLACEMENT);
		out->replaced++;
	}
	iconv_close(cd);
	/* drops NUL; takes nothing for granted */
	decode_utf8(mem, buf_copy(mem, &b), false, &utf8);
	out->text = utf8.text;
	buf_release(&b);
}

void
decode_bytes(struct arena *mem, struct str raw, struct str content_type,
             struct decoded *out)
{
	struct verdict v = find_charset(raw, content_type);

	*out = (struct decoded){ .charset = v.charset->name,
		                 .source = v.source };
	raw = str_sub(raw, v.skip, raw.n);
	if (v.charset->kind == CHARSET_UTF8)
		decode_utf8(mem, raw, v.valid, out);
	else if (v.charset->kind == CHARSET_TABLE)
		decode_table(mem, v.charset->table, raw, out);
	else
		decode_iconv(mem, v.charset, raw, out);
}
