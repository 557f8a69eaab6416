/*
 * Words looked up among those of dates, with their Arabic prefixes taken off:
 * wa- and fa-, then bi-, li- and ka-, then the article.
 */
#include "text/dates_internal.h"

#define CP_ALEF 0x0627u
#define CP_BEH 0x0628u
#define CP_FEH 0x0641u
#define CP_KAF 0x0643u
#define CP_LAM 0x0644u
#define CP_WAW 0x0648u

/* The letter of two bytes at a place of a folded word. */
static uint32_t
letter_at(const struct folding *f, size_t at)
{
	if (at + 2 > f->n || (unsigned char)f->p[at] < 0xC0)
		return 0; /* a word of two scripts has none there */
	return ((uint32_t)(unsigned char)f->p[at] & 0x1F) << 6 |
	       ((uint32_t)(unsigned char)f->p[at + 1] & 0x3F);
}

struct lookup {
	const struct folding *f;
	const uint32_t *hash; /* of the word from byte 0, 2, 4 ... on */
	struct token *t;
};

/* The word from byte `at` on, if it is one of dates. */
static bool
find_from(struct lookup *l, size_t at, unsigned flags)
{
	const struct folding *f = l->f;
	const struct date_word *w;

	/* what is left behind a prefix is more than one letter */
	if (at > PREFIX_MAX || at + (at > 0 ? 4 : 1) > f->n)
		return false;
	w = date_word_find((struct str){ f->p + at, f->n - at },
	                   l->hash[at / 2]);
	if (w == NULL)
		return false;
	l->t->word = w;
	l->t->flags |= (uint8_t)flags;
	return true;
}

/* The word at a place, with or without the article before it. */
static bool
find_article(struct lookup *l, size_t at, unsigned flags)
{
	if (find_from(l, at, flags))
		return true;
	return letter_at(l->f, at) == CP_ALEF &&
	       letter_at(l->f, at + 2) == CP_LAM &&
	       find_from(l, at + 4, flags | TOKEN_DEFINITE);
}

/* With or without a preposition: bi-, li-, ka-. */
static bool
find_preposition(struct lookup *l, size_t at, unsigned flags)
{
	uint32_t c = letter_at(l->f, at);
	size_t from = at;

	if (find_article(l, at, flags))
		return true;
	if (c != CP_BEH && c != CP_LAM && c != CP_KAF)
		return false;
	from = at + 2;
	flags |= TOKEN_CLITIC;
	if (c == CP_LAM && letter_at(l->f, from) == CP_LAM) {
		/* li- and the article make one letter of two */
		if (!find_from(l, at + 4, flags | TOKEN_DEFINITE))
			return false;
	} else if (!find_article(l, from, flags)) {
		return false;
	}
	l->t->start = l->f->source[from / 2];
	return true;
}

static void
find_arabic(struct lookup *l)
{
	uint32_t c = letter_at(l->f, 0);

	if (find_preposition(l, 0, 0))
		return;
	if (c == CP_WAW || c == CP_FEH) {
		size_t start = l->t->start;

		l->t->start = l->f->source[1];
		if (!find_preposition(l, 2, c == CP_WAW ? TOKEN_AND : 0))
			l->t->start = start;
	}
}

void
dates_look_up(struct token *t, const struct folding *f)
{
	uint32_t hash[PREFIX_MAX / 2 + 1], h = DATE_HASH_SEED;
	struct lookup l = { .f = f, .hash = hash, .t = t };
	unsigned char first = (unsigned char)f->p[0];

	for (size_t i = f->n; i > 0; i--) {
		h = date_hash_step(h, (unsigned char)f->p[i - 1]);
		if (i - 1 <= PREFIX_MAX && (i - 1) % 2 == 0)
			hash[(i - 1) / 2] = h;
	}
	if (first < 0x80) {
		find_from(&l, 0, 0);
		return;
	}
	if (letter_at(f, 0) == CP_ALEF && letter_at(f, 2) == CP_LAM)
		t->flags |= TOKEN_DEFINITE;
	find_arabic(&l);
}
