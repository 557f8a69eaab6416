/* What the words in class and id tell; the words: vocabulary_words.def. */
#include "extract/internal.h"

#define VALUE_MAX 400u /* bytes of a class value that are looked at */

static unsigned
lookup(uint32_t h)
{
	uint32_t i = h % VOCABULARY_SLOTS;

	for (; vocabulary_tells[i] != 0; i = (i + 1) % VOCABULARY_SLOTS)
		if (vocabulary_hashes[i] == h)
			return vocabulary_tells[i];
	return 0;
}

/*
 * Flags of a word and of its beginnings: those whose lengths, as bits, are
 * in `prefixes` and `words`.  Cost: the longest of them.
 */
static unsigned
look_up_all(const char *p, uint32_t prefixes, uint32_t words)
{
	uint32_t h = VOCABULARY_HASH_START, lengths = prefixes | words;
	unsigned flags = 0;

	for (unsigned i = 1; i <= VOCABULARY_WORD_MAX && lengths >> i; i++) {
		h = vocabulary_hash_step(h, p[i - 1]);
		if (prefixes >> i & 1)
			flags |= lookup(vocabulary_hash_step(
				h, VOCABULARY_PREFIX));
		if (words >> i & 1)
			flags |= lookup(h);
	}
	return flags;
}

/*
 * Flags of the n letters at p, in lower case and VOCABULARY_BEGIN of them
 * readable.  Mostly no word of the lists begins like them and is as short.
 */
static inline unsigned
word_flags(const char *p, size_t n)
{
	uint32_t key = vocabulary_begin_key(p, n);
	struct vocabulary_begin b =
		vocabulary_begins[vocabulary_begin_slot(key)];

	if (n < VOCABULARY_WORD_MAX)
		b.prefixes &= (2u << n) - 1;
	b.words &= n <= VOCABULARY_WORD_MAX ? 1u << n : 0;
	if ((b.words | b.prefixes) == 0)
		return 0;
	return look_up_all(p, b.prefixes, b.words);
}

/*
 * WordPress names on each post its kind, state, categories and tags: these
 * are the words of its editors.  Source: its post_class().
 */
static bool
is_post_label(struct str class, struct str value)
{
	static const struct str heads[] = {
		STR_INIT("category-"), STR_INIT("tag-"), STR_INIT("type-"),
		STR_INIT("status-"), STR_INIT("format-"),
		STR_INIT("post_format-"), STR_INIT("has-"),
	};

	for (size_t i = 0; i < COUNT(heads); i++)
		if (class.p[0] == heads[i].p[0] && str_starts(class, heads[i]))
			return str_find(value, STR("hentry")) != STR_NPOS ||
			       str_find(value, STR("status-publish")) !=
			               STR_NPOS;
	return false;
}

static size_t
class_end(struct str s)
{
	size_t n = 0;

	while (n < s.n && !ascii_is_space(s.p[n]))
		n++;
	return n;
}

/* What the words of a value have told so far. */
struct reading {
	/* of its words, in lower case; some more can be read */
	char letters[VALUE_MAX + VOCABULARY_BEGIN];
	size_t before;           /* where the last word of this class begins */
	size_t word;             /* where the one being read does */
	size_t end;
	unsigned last; /* what the last word told */
	unsigned flags;
	unsigned undo; /* the flags without the last word */
};

enum letter { LETTER_NONE, LETTER_LOWER, LETTER_UPPER, LETTER_DIGIT };

static enum letter
letter_of(unsigned char c)
{
	if ((c | 0x20u) - 'a' < 26u)
		return c >= 'a' ? LETTER_LOWER : LETTER_UPPER;
	return c - '0' + 0u < 10u ? LETTER_DIGIT : LETTER_NONE;
}

/*
 * Letters and digits from s on, up to a letter of upper case behind one of
 * lower.  Returns how many; all are read.
 */
static size_t
read_letters(struct reading *r, struct str s)
{
	char *to = r->letters + r->end;
	enum letter last = LETTER_NONE;
	size_t n;

	for (n = 0; n < s.n; n++) {
		enum letter l = letter_of((unsigned char)s.p[n]);

		if (l == LETTER_NONE ||
		    (l == LETTER_UPPER && last == LETTER_LOWER))
			break;
		last = l;
		to[n] = (char)(s.p[n] | 0x20);
	}
	r->word = r->end;
	r->end += n;
	return n;
}

/* The words that follow are not of the class of those before. */
static void
end_class(struct reading *r)
{
	r->before = r->end;
	r->last = 0;
}

/*
 * Two neighbours that together say "story text" count as such, and are also
 * looked up as one word ("sr-only", "related-posts"); a pair that is neutral
 * says nothing, whatever its words say ("overflow-hidden").
 */
static void
end_word(struct reading *r)
{
	const char *word = r->letters + r->word;
	const char *before = r->letters + r->before;
	const char *end = r->letters + r->end;
	unsigned own = word_flags(word, (size_t)(end - word)), pair = 0;

	if (before < word)
		pair = word_flags(before, (size_t)(end - before)) &
		       ~(unsigned)(WORD_STORY | WORD_TEXT);
	if (pair & WORD_NEUTRAL) {
		r->flags = r->undo;
		end_class(r);
		return;
	}
	r->undo = r->flags;
	if ((r->last & WORD_STORY) && (own & WORD_TEXT))
		r->flags |= WORD_BODY;
	r->flags |= own | pair;
	r->before = r->word;
	r->last = own;
}

/* Words end at anything but a letter or digit, and inside aB. */
static unsigned
read_words(struct str value)
{
	struct reading r;
	bool begins = true; /* a class */

	r.before = r.word = r.end = 0;
	r.last = r.flags = r.undo = 0;
	for (struct str s = value; s.n > 0;) {
		size_t n;

		if (begins && is_post_label(s, value))
			n = class_end(s);
		else if ((n = read_letters(&r, s)) > 0)
			end_word(&r);
		else
			n = 1;
		begins = n == 1 && ascii_is_space(s.p[0]);
		if (begins)
			end_class(&r);
		s = str_sub(s, n, s.n);
	}
	return r.flags;
}

unsigned
vocabulary_flags(struct vocabulary *v, struct str value)
{
	const unsigned char *p = (const unsigned char *)value.p;
	size_t at;

	if (value.n == 0)
		return 0;
	value = str_sub(value, 0, VALUE_MAX);
	at = (value.n * 37 + p[0] + 5u * p[value.n / 2] + 3u * p[value.n - 1]) %
	     VOCABULARY_RECENT;
	if (!str_eq(v->recent[at].value, value)) {
		v->recent[at].flags = read_words(value);
		v->recent[at].value = value;
	}
	return v->recent[at].flags;
}
