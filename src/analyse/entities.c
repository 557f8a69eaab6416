#include "analyse/entities.h"

#include "analyse/internal.h"
#include "text/utf8.h"

#define FORM_MIN_BYTES 4u  /* two letters must be left of a word */
#define FORM_MAX_BYTES 64u /* longer words are no names */

/* Letters as the two bytes of UTF-8 that folded text has. */
#define LAM "\xD9\x84"
#define ALEF "\xD8\xA7"
#define AIN "\xD8\xB9"
#define YEH "\xD9\x8A"
#define ALEF_MAQSURA "\xD9\x89"

/* The same as numbers: letter_of. */
enum letter {
	LETTER_BEH = 0xD8A8,
	LETTER_FEH = 0xD981,
	LETTER_KAF = 0xD983,
	LETTER_LAM = 0xD984,
	LETTER_WAW = 0xD988,
};

/* The two bytes at the front of w, which are one letter; 0: it has less. */
static unsigned
letter_of(struct str w)
{
	return w.n < 2 ? 0
	               : (unsigned)(unsigned char)w.p[0] << 8 |
	                         (unsigned char)w.p[1];
}

struct str
entity_gap(const struct entity_text *t, size_t i)
{
	size_t from = i > 0 ? t->words[i - 1].end : 0;
	size_t to = i < t->n ? t->words[i].start : t->shown.n;

	/* a word of several folded ones has one place */
	return str_sub(t->shown, from < to ? from : to, to);
}

struct lexicon_match
entity_match(const struct entity_text *t, size_t i, enum lexicon_kind kind)
{
	struct lexicon_match best = { .entry = NULL };
	const struct word_mark *m = &t->marks[i];

	for (unsigned form = 0; form < m->forms; form++) {
		uint32_t hash = m->hash[form];
		const struct lexicon_entry *e = lexicon_get(hash, kind);

		for (size_t n = 1; e != NULL; n++) {
			if ((e->flags & LEXICON_ENDS) != 0 && n > best.words)
				best = (struct lexicon_match){ e, hash, n,
					                       form };
			if ((e->flags & LEXICON_MORE) == 0 ||
			    i + n >= t->n)
				break;
			hash = lexicon_step(hash, t->words[i + n].folded);
			e = lexicon_get(hash, kind);
		}
	}
	return best;
}

/* A hash of which mark_kinds will ask the lexicon: it is fetched meanwhile. */
static uint32_t
mark_hash(struct str form)
{
	uint32_t hash = lexicon_step(0, form);

	lexicon_expect(hash);
	return hash;
}

static void
add_form(struct word_mark *m, struct str form)
{
	if (m->forms < ENTITY_FORMS_MAX && form.n >= FORM_MIN_BYTES)
		m->hash[m->forms++] = mark_hash(form);
}

/*
 * Without "and", then without a preposition; lam and the article are written
 * as two lams, of which the article is made again.
 */
static void
arabic_forms(struct word_mark *m, struct str w)
{
	char made[FORM_MAX_BYTES + 2];
	unsigned first = letter_of(w);

	if (first == LETTER_WAW || first == LETTER_FEH) {
		w = str_sub(w, 2, w.n);
		first = letter_of(w);
		add_form(m, w);
	}
	if (first == LETTER_LAM && str_starts(w, STR(LAM LAM))) {
		memcpy(made, ALEF, 2);
		memcpy(made + 2, w.p + 2, w.n - 2);
		m->more |= MORE_PREPOSITION;
		add_form(m, (struct str){ made, w.n });
		return;
	}
	if (first == LETTER_BEH || first == LETTER_LAM ||
	    first == LETTER_KAF) {
		m->more |= MORE_PREPOSITION;
		add_form(m, str_sub(w, 2, w.n));
	}
}

/* A letter of Latin script that has a small one; s is of at least a byte. */
static bool
is_capital(struct str s)
{
	unsigned char a = (unsigned char)s.p[0];
	uint32_t c = 0;

	if (a < 0x80)
		return a >= 'A' && a <= 'Z';
	if (!utf8_next(&s, &c) || c < 0xC0 || c > 0x17D)
		return false;
	if (c < 0x100)
		return c <= 0xDE && c != 0xD7;
	/* Latin Extended-A: capitals are even, but for two stretches */
	if ((c >= 0x139 && c <= 0x148) || c >= 0x179)
		return c % 2 == 1;
	return c % 2 == 0;
}

static bool
all_capitals(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= 'a' && s.p[i] <= 'z')
			return false;
		n += s.p[i] >= 'A' && s.p[i] <= 'Z';
	}
	return n >= 2;
}

/* What the bytes in front of a word say. */
static uint8_t
gap_flags(struct str gap, uint8_t before)
{
	uint8_t flags = before & MARK_OPEN;
	uint32_t c;

	while (utf8_next(&gap, &c)) {
		switch (c) {
		case ' ':
		case '-':
		case '\'':
		case 0x2019: /* an apostrophe */
		case 0xA0:
			break;
		case '.':
		case '!':
		case '?':
		case '\n':
		case 0x61F: /* Arabic question mark */
		case 0x2026: /* ellipsis */
			flags |= MARK_START | MARK_BREAK;
			break;
		case '(':
		case '[':
			flags |= MARK_OPEN | MARK_BREAK;
			break;
		case ')':
		case ']':
			flags = (uint8_t)((flags & ~MARK_OPEN) | MARK_BREAK);
			break;
		case ':':
		case '"':
		case 0x201C: /* quotation marks open */
		case 0xAB:
			flags |= MARK_START | MARK_BREAK;
			break;
		default:
			flags |= MARK_BREAK;
		}
	}
	return flags;
}

/*
 * Whether it is the word for "upon", which folding makes the name Ali: there
 * are no dots below its last letter.
 */
static bool
is_upon(const struct entity_text *t, size_t i)
{
	struct str folded = t->words[i].folded;
	struct str shown = str_sub(t->shown, t->words[i].start,
	                           t->words[i].end);

	return str_ends(folded, STR(AIN LAM YEH)) && folded.n <= 8 &&
	       str_ends(shown, STR(ALEF_MAQSURA));
}

/* What stands in front of word i says; mostly it is a space. */
static uint8_t
front_flags(const struct entity_text *t, size_t i)
{
	const struct doc_word *w = &t->words[i];
	uint8_t before;

	if (i == 0)
		return gap_flags(entity_gap(t, i), 0) | MARK_START |
		       MARK_BREAK;
	before = t->marks[i - 1].flags;
	if (w->start == w[-1].end + 1 && t->shown.p[w[-1].end] == ' ')
		return before & MARK_OPEN;
	return gap_flags(entity_gap(t, i), before);
}

/* All of a word but what the lexicon says. */
static void
mark_word(struct entity_text *t, size_t i)
{
	struct word_mark *m = &t->marks[i];
	struct str folded = t->words[i].folded;
	struct str shown = str_sub(t->shown, t->words[i].start,
	                           t->words[i].end);
	unsigned char first = folded.n > 0 ? (unsigned char)folded.p[0] : 0;

	*m = (struct word_mark){ .flags = front_flags(t, i) };
	if (folded.n == 0 || folded.n > FORM_MAX_BYTES)
		return;
	m->hash[m->forms++] = mark_hash(folded);
	if (first >= 0xD8 && first <= 0xDB) {
		/* "and 200" is one word */
		m->flags |= folded.n > 2 && ascii_is_digit(folded.p[2]) &&
		                            letter_of(folded) == LETTER_WAW
		                    ? MARK_DIGITS
		                    : MARK_ARABIC;
		arabic_forms(m, folded);
	} else if (first >= '0' && first <= '9') {
		m->flags |= MARK_DIGITS;
	} else if (first >= 'a' && first <= 'z' && shown.n > 0) {
		m->flags |= MARK_LATIN;
		if (is_capital(shown)) {
			m->flags |= MARK_CAPITAL;
			if (all_capitals(shown))
				m->more |= MORE_UPPER;
		}
	}
}

/* What the lexicon says of a marked word. */
static void
mark_kinds(struct entity_text *t, size_t i)
{
	struct word_mark *m = &t->marks[i];
	unsigned kinds = 0;

	for (unsigned k = 0; k < m->forms; k++)
		kinds |= lexicon_kinds(m->hash[k]);
	if (kinds != 0 && is_upon(t, i))
		kinds = 0;
	m->kinds = (uint16_t)kinds;
	lexicon_expect_common(t->words[i].stem);
}

/* More than two in three Latin words of a headline have capitals. */
static bool
does_shout(const struct entity_text *t)
{
	size_t latin = 0, capital = 0;

	for (size_t i = 0; i < t->n; i++) {
		latin += (t->marks[i].flags & MARK_LATIN) != 0;
		capital += (t->marks[i].flags & MARK_CAPITAL) != 0;
	}
	return latin > 4 && capital * 3 > latin * 2;
}

static struct entity_text
text_of(struct arena *mem, struct str shown, const struct doc_words *w)
{
	struct entity_text t = { .shown = shown, .words = w->v };
	size_t n = w->n < ENTITY_WORDS_MAX ? w->n : ENTITY_WORDS_MAX;

	t.marks = arena_raw(mem, n * sizeof(*t.marks));
	t.n = t.marks != NULL ? n : 0;
	for (size_t i = 0; i < t.n; i++)
		mark_word(&t, i);
	for (size_t i = 0; i < t.n; i++)
		mark_kinds(&t, i);
	t.shouts = does_shout(&t);
	return t;
}

void
entity_tell(const struct entity_text *t, enum entity_kind kind, size_t from,
            size_t to)
{
	if (t->each != NULL)
		t->each(t->arg, kind, t->words[from].start,
		        t->words[to - 1].end);
}

void
entities_each(struct doc *d, entity_each *each, void *arg)
{
	struct entity_text t[ENTITY_TEXTS] = {
		text_of(d->mem, d->article.title, &d->analysis.title_words),
		text_of(d->mem, d->article.text, &d->analysis.text_words),
	};

	t[0].title = true;
	t[1].each = each;
	t[1].arg = arg;
	places_take(d, t);
	numbers_take(d, t);
	names_take(d, t);
	agency_take(d, t);
}

void
entities_take(struct doc *d)
{
	entities_each(d, NULL, NULL);
}
