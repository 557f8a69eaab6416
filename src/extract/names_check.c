/*
 * Whether a text is a person's name.
 */
#include "extract/names_internal.h"

#include "text/normalise.h"
#include "text/utf8.h"

#define NAME_MAX_CP 60u
#define NAME_MAX_WORDS 7u
#define SHOWN_MAX_WORDS 5u /* of a name that is only shown */

/* A name's own small words, which may be written in lower case. */
static const struct str particles[] = {
	STR_INIT("de"),  STR_INIT("la"),  STR_INIT("le"),  STR_INIT("van"),
	STR_INIT("von"), STR_INIT("der"), STR_INIT("den"), STR_INIT("di"),
	STR_INIT("da"),  STR_INIT("du"),  STR_INIT("del"), STR_INIT("dos"),
	STR_INIT("bin"), STR_INIT("ben"), STR_INIT("al"),  STR_INIT("el"),
	STR_INIT("ibn"), STR_INIT("ter"), STR_INIT("ten"), STR_INIT("zu"),
	STR_INIT("af"),  STR_INIT("bint"), STR_INIT("d"),  STR_INIT("e"),
};

static bool
is_particle(struct str w)
{
	size_t mark = str_chr(w, '\'');

	/* "d'Arcy", "al-Hassan": the name follows the mark */
	if (mark != STR_NPOS || str_chr(w, '-') != STR_NPOS)
		return true;
	for (size_t i = 0; i < COUNT(particles); i++)
		if (str_eq(w, particles[i]))
			return true;
	return false;
}

/* Whether a word is one of a name, as its letters go. */
static bool
is_name_word(struct str w, enum names_trust trust)
{
	size_t dot = str_rchr(w, '.');

	/* "mdr.de", not a title such as "Ph.D" */
	if (dot != STR_NPOS && dot > 1 && w.n - dot > 2 &&
	    w.p[dot + 1] >= 'a' && w.p[dot + 1] <= 'z')
		return false;
	/* "REUTERS/Al Brown" is a picture's */
	if (ascii_is_digit(w.p[0]) || str_chr(w, '/') != STR_NPOS)
		return false;
	/* prose: what is shown as a name is written with capitals */
	return trust == NAMES_STATED || w.p[0] < 'a' || w.p[0] > 'z' ||
	       is_particle(w);
}

bool
names_has_role(struct str folded)
{
	struct str first = str_sub(folded, 0, str_chr(folded, ' '));

	if (names_is_in(NAMES_FIRST_ROLES, first))
		return true;
	while (folded.n > 0)
		if (names_is_in(NAMES_ROLES, str_until(&folded, ' ')))
			return true;
	return false;
}

/* No address of any kind, no question, no sentence. */
static bool
is_plain(struct str s)
{
	static const struct str signs[] = {
		STR_INIT("@"), STR_INIT("://"), STR_INIT("www."),
		STR_INIT(".com"), STR_INIT("..."), STR_INIT("…"),
		STR_INIT("{"), STR_INIT("<"), STR_INIT("="),
		STR_INIT("?"), STR_INIT("؟"), STR_INIT("!"),
		STR_INIT("("), STR_INIT(")"), STR_INIT(":"),
	};

	for (size_t i = 0; i < COUNT(signs); i++)
		if (str_find_ci(s, signs[i]) != STR_NPOS)
			return false;
	return true;
}

bool
names_is_together(struct str folded)
{
	if (names_is_in(NAMES_AGENCIES, folded))
		return true;
	while (folded.n > 0)
		if (names_is_in(NAMES_NEWSROOM, str_until(&folded, ' ')))
			return true;
	return false;
}

/* One word that is no person's: with the article, or with a figure in it. */
static bool
is_outlet_word(struct str folded)
{
	if (str_chr(folded, ' ') != STR_NPOS)
		return false;
	if (names_is_in(NAMES_NEWSROOM, folded))
		return true;
	for (size_t i = 0; i < folded.n; i++)
		if (ascii_is_digit(folded.p[i]))
			return true;
	return str_starts(folded, STR("ال"));
}

/* "X from Cairo": who has one word alone is an outlet. */
static bool
is_outlet_from(struct str folded)
{
	str_until(&folded, ' ');
	return str_eq(str_until(&folded, ' '), STR("من"));
}

bool
names_is_one(const struct names *a, struct str s, enum names_trust trust)
{
	struct str rest = s, folded;
	unsigned words = 0;

	if (s.n < 2 || utf8_count(s) > NAME_MAX_CP || !is_plain(s))
		return false;
	while (rest.n > 0) {
		struct str w = str_word(&rest);

		if (w.n == 0)
			continue;
		words++;
		if (!is_name_word(w, trust))
			return false;
	}
	if (words > (trust == NAMES_SHOWN ? SHOWN_MAX_WORDS : NAME_MAX_WORDS))
		return false;
	folded = text_fold_copy(a->mem, s);
	if (names_is_in(NAMES_AGENCIES, folded))
		return true;
	if (folded.n < 3 || names_is_in(NAMES_NOBODY, folded) ||
	    names_is_in(NAMES_PLACES, folded) || names_has_role(folded))
		return false;
	if (is_outlet_word(folded) || is_outlet_from(folded))
		return false;
	return !site_is_name(a->site, s);
}
