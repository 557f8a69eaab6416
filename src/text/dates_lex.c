/*
 * A text as words, numbers and marks, the words looked up among those of
 * dates with their Arabic prefixes taken off.
 */
#include "text/dates_internal.h"

#include <string.h>

#include "text/fold.h"
#include "text/utf8.h"

#define CP_ALEF 0x0627u

/* U+00C0 to U+017F without their accents; '*' are no letters. */
static const char latin[] =
	"aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty"
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkk"
	"llllllllllnnnnnnnnnoooooooorrrrrrsssssssstttttt"
	"uuuuuuuuuuuuwwyyyzzzzzzs";

enum class {
	CLASS_SPACE,
	CLASS_BREAK,
	CLASS_NOTHING, /* not seen: bidi marks, a soft hyphen */
	CLASS_DIGIT,
	CLASS_LETTER,
	CLASS_SIGN, /* harakat, tatweel, accents: part of the letter before */
	CLASS_MARK
};

static enum class
class_arabic(uint32_t c)
{
	uint16_t f = fold_arabic[c - 0x0600];

	if (c == 0x061C)
		return CLASS_NOTHING;
	if (f == 0)
		return CLASS_SIGN;
	if (f == ' ')
		return CLASS_MARK;
	return f < 0x80 ? CLASS_DIGIT : CLASS_LETTER;
}

static enum class
class_punctuation(uint32_t c)
{
	if (c == 0x2028 || c == 0x2029)
		return CLASS_BREAK;
	if (c <= 0x200B || c == 0x202F || c == 0x205F)
		return CLASS_SPACE;
	if ((c >= 0x200C && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	    (c >= 0x2060 && c <= 0x206F))
		return CLASS_NOTHING;
	return CLASS_MARK;
}

static enum class
class_ascii(uint32_t c)
{
	if (c == '\n' || c == '\r')
		return CLASS_BREAK;
	if (c <= ' ' || c == 0x7F)
		return CLASS_SPACE;
	if (ascii_is_digit((char)c))
		return CLASS_DIGIT;
	return ascii_is_alpha((char)c) ? CLASS_LETTER : CLASS_MARK;
}

static enum class
class_of(uint32_t c)
{
	if (c < 0x80)
		return class_ascii(c);
	if (c >= 0x0600 && c <= 0x06FF)
		return class_arabic(c);
	if (c < 0xC0) {
		if (c == 0xA0 || c <= 0x9F)
			return CLASS_SPACE;
		return c == 0xAD ? CLASS_NOTHING : CLASS_MARK;
	}
	if (c <= 0x017F)
		return latin[c - 0xC0] == '*' ? CLASS_MARK : CLASS_LETTER;
	if (c >= 0x0300 && c <= 0x036F)
		return CLASS_SIGN;
	if (c >= 0x2000 && c <= 0x2BFF)
		return class_punctuation(c);
	if (c == 0x3000)
		return CLASS_SPACE;
	if (c == 0xFEFF)
		return CLASS_NOTHING;
	if (c == CP_REPLACEMENT || (c >= 0x3001 && c <= 0x3020) ||
	    (c >= 0xFF01 && c <= 0xFF20 && !(c >= 0xFF10 && c <= 0xFF19)))
		return CLASS_MARK; /* those of East Asian writing too */
	return CLASS_LETTER;
}

static void
fold_put(struct folding *f, uint32_t c, size_t at)
{
	if (f->n + 2 > DATE_WORD_MAX) {
		f->too_long = true;
		return;
	}
	if (f->n <= PREFIX_MAX)
		f->source[f->n / 2] = at;
	if (c >= 0x80) {
		f->p[f->n++] = (char)(0xC0 | c >> 6);
		c = 0x80 | (c & 0x3F);
	}
	f->p[f->n++] = (char)c;
}

static void
fold_letter(struct folding *f, uint32_t c, size_t at)
{
	if (c < 0x80)
		fold_put(f, (unsigned char)ascii_lower((char)c), at);
	else if (c >= 0x0600 && c <= 0x06FF)
		fold_put(f, fold_arabic[c - 0x0600], at);
	else if (c >= 0xC0 && c <= 0x017F)
		fold_put(f, (unsigned char)latin[c - 0xC0], at);
	else
		f->too_long = true; /* no word of ours has such letters */
}

/* Tanwin's alef, and teh marbuta: the noun behind a number ends so. */
static bool
ends_counted(uint32_t last)
{
	return last == 0x0629 || last == CP_ALEF;
}

static bool
is_capital(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE);
}

/*
 * The hot loop: ASCII letters and U+0600..U+06FF, from byte `at` of the text
 * on.  Stops in front of anything else, or when f may be full; returns where.
 * Everything is in locals: what is written through a char pointer might be
 * any of it.
 */
static size_t
fold_run(struct str text, struct token *t, struct folding *f, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p;
	char folded[DATE_WORD_MAX];
	size_t n = 0, end = at, from = at;
	uint32_t last = 0;

	while (at < text.n && n + 2 <= DATE_WORD_MAX) {
		unsigned c = p[at], to;

		if (c < 0x80) {
			if ((c | 32) - 'a' >= 26u)
				break;
			last = c | 32;
			if (n <= PREFIX_MAX)
				f->source[n / 2] = at;
			folded[n++] = (char)last;
			end = ++at;
			continue;
		}
		if (c < 0xD8 || c > 0xDB || at + 1 >= text.n ||
		    (p[at + 1] & 0xC0) != 0x80)
			break;
		c = (c & 0x1F) << 6 | (p[at + 1] & 0x3Fu);
		to = fold_arabic[c - 0x0600];
		if (to < 0x80) {
			if (to != 0 || c == 0x061C)
				break;
			end = at += 2;
			continue;
		}
		if (n <= PREFIX_MAX)
			f->source[n / 2] = at;
		folded[n++] = (char)(0xC0 | to >> 6);
		folded[n++] = (char)(0x80 | (to & 0x3F));
		last = c;
		end = at += 2;
	}
	memcpy(f->p, folded, n);
	f->n = n;
	f->last = last;
	t->end = end;
	if (n > 0 && (unsigned char)folded[n - 1] >= 0x80)
		t->flags |= TOKEN_ARABIC;
	if (end > from && p[from] >= 'A' && p[from] <= 'Z')
		t->flags |= TOKEN_CAPITAL;
	return at;
}

static void
lex_word(struct dates_scan *s, struct token *t, size_t start)
{
	struct folding f;
	size_t at;
	struct str rest, after;
	uint32_t c;

	f.too_long = false; /* fold_run sets the rest that is read */
	at = fold_run(s->text, t, &f, start);
	rest = after = str_sub(s->text, at, s->text.n);
	for (; utf8_next(&after, &c); rest = after) {
		enum class k = class_of(c);

		if (k == CLASS_LETTER) {
			if (f.last == 0 && is_capital(c))
				t->flags |= TOKEN_CAPITAL;
			if (c >= 0x0600 && c <= 0x06FF)
				t->flags |= TOKEN_ARABIC;
			fold_letter(&f, c, s->text.n - rest.n);
			f.last = c;
		} else if (k != CLASS_SIGN && k != CLASS_NOTHING) {
			break;
		}
		if (k != CLASS_NOTHING)
			t->end = s->text.n - after.n;
	}
	s->lexed = t->end;
	t->kind = TOKEN_WORD;
	if (ends_counted(f.last))
		t->flags |= TOKEN_TANWIN;
	if (!f.too_long && f.n > 0)
		dates_look_up(t, &f);
}

static uint32_t
digit_value(uint32_t c)
{
	return c < 0x80 ? c - '0' : fold_arabic[c - 0x0600] - (uint32_t)'0';
}

static void
lex_number(struct dates_scan *s, struct token *t, struct str rest)
{
	uint32_t c, script = 0;

	while (utf8_next(&rest, &c) && class_of(c) == CLASS_DIGIT) {
		if (script == 0)
			script = c & ~0xFu;
		else if (script != (c & ~0xFu))
			break; /* digits of two scripts are two numbers */
		if (t->value <= NUMBER_MAX / 10 - 1)
			t->value = t->value * 10 + digit_value(c);
		else
			t->value = NUMBER_MAX;
		if (t->digits < 100)
			t->digits++;
		if (c >= 0x06F0)
			t->flags |= TOKEN_PERSIAN;
		t->end = s->text.n - rest.n;
	}
	t->kind = TOKEN_NUMBER;
	s->lexed = t->end;
}

void
dates_lex(struct dates_scan *s, struct token *t)
{
	struct str rest = str_sub(s->text, s->lexed, s->text.n);
	struct str before = rest;
	unsigned flags = TOKEN_GLUED;
	enum class k = CLASS_SPACE;
	uint32_t c;

	while (before.n > 0 && before.p[0] == ' ') {
		before = str_sub(before, 1, before.n);
		flags = 0;
	}
	s->lexed = s->text.n - before.n;
	for (rest = before; utf8_next(&rest, &c); before = rest) {
		k = class_of(c);
		if (k == CLASS_SPACE)
			flags = 0;
		else if (k != CLASS_NOTHING && k != CLASS_SIGN)
			break;
		s->lexed = s->text.n - rest.n;
	}
	*t = (struct token){ .start = s->lexed, .end = s->text.n - rest.n,
		             .flags = (uint8_t)flags };
	if (before.n == 0) {
		t->kind = TOKEN_END;
		t->end = t->start;
	} else if (k == CLASS_DIGIT) {
		lex_number(s, t, before);
	} else if (k == CLASS_LETTER) {
		lex_word(s, t, t->start);
	} else {
		t->kind = k == CLASS_BREAK ? TOKEN_BREAK : TOKEN_MARK;
		t->value = c;
		s->lexed = t->end;
	}
}

const struct token *
dates_tok(struct dates_scan *s, size_t k)
{
	static const struct token end = { .kind = TOKEN_END };

	if (k > s->at + AHEAD)
		return &end;
	while (s->have <= k)
		dates_lex(s, &s->ring[s->have++ % RING]);
	return &s->ring[k % RING];
}

bool
tok_dash(const struct token *t)
{
	return t->kind == TOKEN_MARK &&
	       (t->value == '-' || (t->value >= 0x2010 && t->value <= 0x2015) ||
	        t->value == 0x2212);
}
