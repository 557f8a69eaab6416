#include <math.h>

#include "analyse/internal.h"

/*
 * Numbers: digits and number words of Arabic, French and English (and the
 * scale words of Spanish and German), with thousands separators, decimals,
 * scales and percent.  The key is that of the value alone, so that one number
 * has the same in all languages.
 *
 * Left out: 0, 1 and 2, which are everywhere; days in front of a month's
 * name, times and dates in digits, for the day of an article is known
 * anyway.  Years stay: rare ones tell much, and common ones weigh little to
 * who weighs by frequency.
 */
#define VALUE_MAX 1e15
#define VALUE_MIN 3
#define DIGITS_MAX 15u
#define GROUP_DIGITS 3u
#define YEAR_MIN 1900.0
#define YEAR_MAX 2100.0

struct reader {
	const struct entity_text *t;
	size_t at;         /* the next word */
	bool english;      /* a point is the decimal one */
	bool long_scale;   /* a billion is a million millions */
};

struct number {
	double value;
	bool percent;
	bool digits; /* begins with digits */
	bool scaled;
};

static bool
all_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_digit(s.p[i]))
			return false;
	return s.n > 0 && s.n <= DIGITS_MAX;
}

/* Digits with "and" in front of them are one word: its digits. */
static struct str
without_and(struct str w)
{
	if (w.n > 2 && ascii_is_digit(w.p[2]))
		str_skip(&w, STR("\xD9\x88"));
	return w;
}

static double
digits_value(struct str s)
{
	double v = 0;

	for (size_t i = 0; i < s.n; i++)
		v = v * 10 + (s.p[i] - '0');
	return v;
}

/* What stands between two groups of digits: one separator, or 0. */
static char
separator(struct str gap)
{
	static const struct {
		struct str bytes;
		char is;
	} known[] = {
		{ STR_INIT("."), '.' },
		{ STR_INIT(","), ',' },
		{ STR_INIT("\xD9\xAB"), 'd' },     /* Arabic decimal */
		{ STR_INIT("\xD9\xAC"), 't' },     /* Arabic thousands */
		{ STR_INIT("\xD8\x8C"), ',' },     /* Arabic comma */
		{ STR_INIT("\xC2\xA0"), ' ' },     /* no-break space */
		{ STR_INIT("\xE2\x80\xAF"), ' ' }, /* narrow no-break */
		{ STR_INIT("\xE2\x80\x89"), ' ' }, /* thin space */
		{ STR_INIT(" "), ' ' },
		{ STR_INIT("'"), 't' },            /* Swiss thousands */
		{ STR_INIT(":"), ':' },
		{ STR_INIT("/"), '/' },
		{ STR_INIT("-"), '-' },
	};

	for (size_t i = 0; i < COUNT(known); i++)
		if (str_eq(gap, known[i].bytes))
			return known[i].is;
	return 0;
}

/* The separator in front of word i, if word i is all digits. */
static char
joint(const struct reader *r, size_t i)
{
	if (i >= r->t->n || !all_digits(r->t->words[i].folded))
		return 0;
	return separator(entity_gap(r->t, i));
}

/* Whether `sep` is that of thousands in front of the digits `next`. */
static bool
is_thousands(const struct reader *r, char sep, struct str next)
{
	if (sep == 0 || next.n != GROUP_DIGITS || sep == 'd')
		return false;
	return sep == ',' || sep == 't' || sep == ' ' ||
	       (sep == '.' && !r->english);
}

/* "20th", "1ere", "5bn": what follows the digits; false: no number. */
static bool
read_suffix(struct str *word, double *scale)
{
	static const struct {
		const char *letters;
		double scale;
	} known[] = {
		{ "th", 1 },  { "st", 1 },  { "nd", 1 }, { "rd", 1 },
		{ "e", 1 },   { "er", 1 },  { "eme", 1 }, { "bn", 1e9 },
		{ "mn", 1e6 },
	};
	size_t n = 0;

	*scale = 1;
	while (n < word->n && ascii_is_digit(word->p[n]))
		n++;
	if (n == word->n)
		return n <= DIGITS_MAX;
	for (size_t i = 0; i < COUNT(known); i++) {
		if (!str_eq(str_sub(*word, n, word->n),
		            str_from(known[i].letters)))
			continue;
		*scale = known[i].scale;
		*word = str_sub(*word, 0, n);
		return n <= DIGITS_MAX;
	}
	return false;
}

/* Groups of digits from the front; false: a date, a time or no number. */
static bool
read_digits(struct reader *r, double *out)
{
	struct str w = without_and(r->t->words[r->at].folded);
	size_t i = r->at + 1;
	double scale;
	char sep, used = 0;

	if (!read_suffix(&w, &scale)) {
		r->at++;
		return false;
	}
	*out = digits_value(w);
	if (w.n <= GROUP_DIGITS && w.p[0] != '0')
		while ((sep = joint(r, i)) != 0 &&
		       is_thousands(r, sep, r->t->words[i].folded) &&
		       (used == 0 || used == sep)) {
			*out = *out * 1000 +
			       digits_value(r->t->words[i].folded);
			used = sep;
			i++;
		}
	sep = joint(r, i);
	if (sep == 'd' || ((sep == '.' || sep == ',') && sep != used)) {
		struct str part = r->t->words[i].folded;

		*out += digits_value(part) / pow(10, (double)part.n);
		used = sep;
		sep = joint(r, ++i);
	}
	r->at = i;
	*out *= scale;
	if (sep == ':' || sep == '/' || (sep == '.' && used == '.') ||
	    (sep == '-' && joint(r, i + 1) == '-')) {
		while (joint(r, r->at) == sep)
			r->at++;
		return false;
	}
	return *out <= VALUE_MAX;
}

/* The number word at i, LEXICON_HALF + 99 when there is none. */
#define NO_WORD 12099u

static unsigned
word_at(const struct reader *r, size_t i, size_t *words)
{
	struct lexicon_match m;

	*words = 0;
	if (i >= r->t->n ||
	    (r->t->marks[i].kinds & 1u << LEXICON_NUMBER) == 0)
		return NO_WORD;
	m = entity_match(r->t, i, LEXICON_NUMBER);
	if (m.entry == NULL)
		return NO_WORD;
	*words = m.words;
	return m.entry->value;
}

static double
scale_of(const struct reader *r, unsigned word)
{
	unsigned power = word % 1000;

	if (word < LEXICON_SCALE || word >= LEXICON_HALF)
		return 0;
	/* 912 is a billion, which languages disagree about */
	if (power == 912)
		power = r->long_scale ? 12 : 9;
	return pow(10, power) * (word >= LEXICON_DUAL ? 2 : 1);
}

/* Whether word i may go on a number of words: nothing breaks it off. */
static bool
goes_on(const struct reader *r, size_t i)
{
	return i < r->t->n && (r->t->marks[i].flags & MARK_BREAK) == 0;
}

/* Whether it begins with waw, "and", and is known without it. */
static bool
has_and(const struct reader *r, size_t i)
{
	struct str w = r->t->words[i].folded;

	return str_starts(w, STR("\xD9\x88")) &&
	       lexicon_get(r->t->marks[i].hash[0], LEXICON_NUMBER) == NULL;
}

/*
 * Whether word w goes on a number below a thousand whose last word was `last`
 * (1000: none): smaller ones follow greater ones, and in Arabic the tens
 * follow the units behind "and".
 */
static bool
adds_up(const struct reader *r, unsigned last, unsigned w)
{
	if (last == 1000 || w == 100)
		return true;
	if (last < 20 && w < 20)
		return false;
	return has_and(r, r->at) || (w < last && last % 10 == 0);
}

/*
 * Number words from the front: parts below a thousand add up, a scale
 * multiplies them.  `value` is what digits said before, 0: nothing.
 */
static double
read_words(struct reader *r, double value, bool *scaled)
{
	double total = 0, part = value;
	size_t words, start = r->at;
	double last_scale = VALUE_MAX * 10;
	unsigned last = 1000;

	for (;;) {
		unsigned w = word_at(r, r->at, &words);
		double scale = scale_of(r, w);

		if (r->at > start && !goes_on(r, r->at))
			break;
		if (scale > 0 && (scale < last_scale || part == 0)) {
			part = (part == 0 ? 1 : part) * scale;
			*scaled = true;
			last_scale = scale;
			last = 1000;
		} else if (w == LEXICON_HALF && *scaled) {
			part += last_scale / 2;
			r->at += words;
			break;
		} else if (w < 1000 && value == 0 && adds_up(r, last, w)) {
			if (*scaled && part != 0) {
				total += part;
				part = 0;
			}
			if (w == 100 && part > 0 && part < 10)
				part *= 100;
			else
				part += w;
			last = w;
		} else {
			break;
		}
		r->at += words;
	}
	return total + part;
}

static bool
says_percent(const struct reader *r, size_t before, size_t *words)
{
	struct str gap = entity_gap(r->t, r->at);
	struct str front = entity_gap(r->t, before);

	*words = 0;
	if (str_find(gap, STR("%")) != STR_NPOS ||
	    str_find(gap, STR("\xD9\xAA")) != STR_NPOS ||
	    str_ends(front, STR("%")) || str_ends(front, STR("\xD9\xAA")))
		return true;
	if (word_at(r, r->at, words) == LEXICON_PERCENT)
		return true;
	*words = 0;
	return false;
}

/* "3 million and 200 thousand": what "and" adds to a scaled number. */
static double
read_more(struct reader *r, double value)
{
	struct reader ahead = *r;
	double more;
	bool scaled = false;
	struct str w;

	if (!goes_on(r, r->at))
		return value;
	w = r->t->words[r->at].folded;
	if (without_and(w).n == w.n || !read_digits(&ahead, &more))
		return value;
	more = read_words(&ahead, more, &scaled);
	if (!scaled || more * 2 > value)
		return value;
	r->at = ahead.at;
	return value + more;
}

/*
 * The number that begins at the next word; false: none, and the next word is
 * another.
 */
static bool
read_number(struct reader *r, struct number *out)
{
	const struct word_mark *m = &r->t->marks[r->at];
	size_t start = r->at, words;
	unsigned w;

	*out = (struct number){ .digits = (m->flags & MARK_DIGITS) != 0 };
	if (out->digits) {
		if (!read_digits(r, &out->value))
			return false;
		if (goes_on(r, r->at))
			out->value = read_words(r, out->value, &out->scaled);
		if (out->scaled)
			out->value = read_more(r, out->value);
	} else {
		w = word_at(r, r->at, &words);
		if (w >= LEXICON_HALF) {
			r->at++;
			return false;
		}
		out->value = read_words(r, 0, &out->scaled);
		if (r->at == start)
			r->at++;
		if (out->scaled)
			out->value = read_more(r, out->value);
	}
	out->percent = says_percent(r, start, &words);
	r->at += words;
	if (!out->percent && !out->scaled && out->value <= 31 &&
	    word_at(r, r->at, &words) == LEXICON_MONTH)
		return false;
	return out->percent || out->value >= VALUE_MIN;
}

static uint32_t
number_key(const struct number *n)
{
	int64_t thousandths = (int64_t)llround(n->value * 1000);
	uint64_t h = str_hash_seed((struct str){ (const char *)&thousandths,
	                                         sizeof(thousandths) },
	                           n->percent ? '%' : 0);

	return (uint32_t)(h >> 32) != 0 ? (uint32_t)(h >> 32) : 1;
}

static void
keep(struct doc_analysis *a, const struct number *found, bool title)
{
	uint32_t key = number_key(found);
	struct doc_number *n;

	for (size_t i = 0; i < a->number_count; i++) {
		n = &a->numbers[i];
		if (n->key != key)
			continue;
		if (n->count < UINT16_MAX)
			n->count++;
		return;
	}
	if (a->number_count == DOC_NUMBERS_MAX)
		return;
	a->numbers[a->number_count++] = (struct doc_number){
		.value = found->value,
		.key = key,
		.percent = found->percent,
		.count = 1,
		.in_title = title,
	};
}

void
numbers_take(struct doc *d, const struct entity_text t[ENTITY_TEXTS])
{
	struct doc_analysis *a = &d->analysis;
	struct str language = a->language;

	a->number_count = 0;
	a->numbers = ARENA_ARRAY(d->mem, struct doc_number, DOC_NUMBERS_MAX);
	if (a->numbers == NULL)
		return;
	for (size_t k = 0; k < ENTITY_TEXTS; k++) {
		struct reader r = {
			.t = &t[k],
			.english = str_eq(language, STR("en")),
			.long_scale = !str_eq(language, STR("en")) &&
			              !str_starts(language, STR("ar")),
		};
		struct number n;

		while (r.at < r.t->n) {
			const struct word_mark *m = &r.t->marks[r.at];

			if ((m->flags & MARK_DIGITS) == 0 &&
			    (m->kinds & 1u << LEXICON_NUMBER) == 0) {
				r.at++;
				continue;
			}
			if (read_number(&r, &n))
				keep(a, &n, t[k].title);
		}
	}
}
