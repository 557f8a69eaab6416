#include "analyse/internal.h"
#include "text/skeleton.h"

/*
 * Names of persons and others.  A name begins at a first name of the lexicon,
 * behind a role ("president", "Mr"), at a capital inside a sentence, or at an
 * Arabic word that is no ordinary one; it goes on over words of the same
 * kinds and over links (bin, abu, de).  Each of its words has a key of its
 * own, for versions of one event have the last name in common more often
 * than the whole one.
 */
#define SPAN_MAX 6u        /* words of a name */
#define SEEN_MAX 128u      /* keys of an article before the choice */
#define KEY_MIN 2u         /* classes that a key must have */
#define ROLE_REACH 4u      /* words from a role to the name */
#define UNKNOWN_MIN 6u     /* bytes: three Arabic letters */
#define SURNAMES_MAX 64u
#define RANK_NAME 3u  /* of a mention of a name */
#define RANK_VAGUE 1u /* of an unknown word */
#define RANK_TITLE 2u /* more in the title */
#define JOINED_MAX 96u     /* bytes of a link and its word */

#define ALEF_LAM "\xD8\xA7\xD9\x84"
#define YEH "\xD9\x8A"
#define WAW "\xD9\x88"

struct seen {
	struct doc_name name;
	uint16_t rank;
	uint8_t words; /* of name.shown */
};

/* The last word of a person's name: alone it is the person again. */
struct surname {
	uint32_t hash; /* of the folded word */
	uint32_t seen; /* index */
};

struct namer {
	const struct entity_text *t;
	struct seen v[SEEN_MAX];
	size_t n;
	struct surname surnames[SURNAMES_MAX];
	size_t surname_n;
	uint64_t bloom; /* of their hashes: most words are ruled out by it */
};

/* Words [from, to) of a text; `first` is that without particles. */
struct span {
	size_t from, to;
	struct str first;
	bool person; /* begins with a first name or behind a role */
	bool vague;  /* an unknown word, no more */
};

static bool
is_kind(const struct entity_text *t, size_t i, enum lexicon_kind kind)
{
	return (t->marks[i].kinds & 1u << kind) != 0;
}

/* Whether word i is that of the lexicon itself, without losing particles. */
static bool
is_plain(const struct entity_text *t, size_t i, enum lexicon_kind kind)
{
	return is_kind(t, i, kind) && t->marks[i].forms > 0 &&
	       lexicon_get(t->marks[i].hash[0], kind) != NULL;
}

/*
 * The entry of a kind of word i and the form that has it, "and" and a
 * preposition left out if need be.
 */
static const struct lexicon_entry *
entry_of(const struct entity_text *t, size_t i, enum lexicon_kind kind,
         unsigned *form)
{
	const struct lexicon_entry *e = NULL;

	for (*form = 0; *form < t->marks[i].forms && e == NULL; ++*form)
		e = lexicon_get(t->marks[i].hash[*form], kind);
	if (e != NULL)
		--*form;
	return e;
}

/* Kinds of words that are in no name. */
#define NO_NAME                                                     \
	(1u << LEXICON_ROLE | 1u << LEXICON_NUMBER | 1u << LEXICON_STOP | \
	 1u << LEXICON_CUE)

/* The same behind a link, where a role is a name: ben al-Wali. */
#define NO_PART (NO_NAME & ~(1u << LEXICON_ROLE))

/* An Arabic word that nothing is known of. */
static bool
is_unknown(const struct entity_text *t, size_t i)
{
	return t->words[i].folded.n >= UNKNOWN_MIN &&
	       (t->marks[i].kinds & NO_NAME) == 0 &&
	       !lexicon_is_common(t->words[i].stem);
}

static uint64_t
bloom_bit(uint32_t hash)
{
	return (uint64_t)1 << (hash & 63);
}

/* Whether word i alone says that it is a name: no ordinary word is it. */
static bool
is_telling(const struct entity_text *t, size_t i)
{
	const struct lexicon_entry *e;

	if ((t->marks[i].flags & MARK_ARABIC) == 0)
		return true;
	if ((t->marks[i].kinds & NO_NAME) != 0)
		return false;
	e = lexicon_get(t->marks[i].hash[0], LEXICON_FIRST);
	if (e != NULL)
		return (e->flags & LEXICON_MAYBE) == 0;
	return is_unknown(t, i) ||
	       str_starts(t->words[i].folded, STR(ALEF_LAM));
}

static void
add_surname(struct namer *w, uint32_t hash, uint32_t seen)
{
	for (size_t i = 0; i < w->surname_n; i++)
		if (w->surnames[i].hash == hash)
			return;
	if (w->surname_n == SURNAMES_MAX)
		return;
	w->surnames[w->surname_n++] = (struct surname){ hash, seen };
	w->bloom |= bloom_bit(hash);
}

static void
see(struct namer *w, struct str word, const struct span *s, bool last)
{
	struct skeleton k = skeleton_of(word);
	uint32_t key = skeleton_key(&k);
	struct str shown = str_slice(w->t->shown, w->t->words[s->from].start,
	                             w->t->words[s->to - 1].end);
	struct seen *e = NULL;
	uint8_t words = (uint8_t)(s->to - s->from);
	bool person = s->person && last;

	if (k.n < KEY_MIN)
		return;
	for (size_t i = 0; i < w->n && e == NULL; i++)
		if (w->v[i].name.key == key)
			e = &w->v[i];
	if (e == NULL) {
		if (w->n == SEEN_MAX)
			return;
		e = &w->v[w->n++];
		*e = (struct seen){ .name = { .shown = shown, .key = key },
			            .words = words };
	} else if (person && (!e->name.person || words > e->words)) {
		e->name.shown = shown;
		e->words = words;
	}
	e->name.count++;
	e->name.person |= person;
	e->name.in_title |= w->t->title;
	e->rank = (uint16_t)(e->rank + (s->vague ? RANK_VAGUE : RANK_NAME) +
	                     (w->t->title ? RANK_TITLE : 0));
	if (person && is_telling(w->t, s->to - 1))
		add_surname(w, w->t->marks[s->to - 1].hash[0],
		            (uint32_t)(e - w->v));
}

/* Link and word as one, in `joined`; the link alone when it is too long. */
static struct str
join(char joined[JOINED_MAX], struct str link, struct str word, unsigned how)
{
	if (how == LEXICON_LINK_BARE)
		str_skip(&word, STR(ALEF_LAM));
	if (link.n + word.n > JOINED_MAX)
		return word;
	memcpy(joined, link.p, link.n);
	memcpy(joined + link.n, word.p, word.n);
	return (struct str){ joined, link.n + word.n };
}

/* The keys of a name's words. */
static void
keep(struct namer *w, const struct span *s)
{
	const struct entity_text *t = w->t;
	char joined[2][JOINED_MAX];
	struct str link = STR_EMPTY;
	unsigned how = LEXICON_LINK_DROP, side = 0, form;

	if (s->person)
		entity_tell(t, ENTITY_PERSON, s->from, s->to);
	for (size_t i = s->from; i < s->to; i++) {
		struct str word = i == s->from ? s->first : t->words[i].folded;
		const struct lexicon_entry *e =
		        i + 1 < s->to && is_kind(t, i, LEXICON_LINK)
		                ? entry_of(t, i, LEXICON_LINK, &form)
		                : NULL;

		if (link.n > 0)
			word = join(joined[side ^= 1], link, word, how);
		link = STR_EMPTY;
		if (!s->vague)
			t->marks[i].more |= MORE_NAME;
		if (e != NULL && e->value == LEXICON_LINK_DROP)
			continue;
		if (e != NULL) {
			link = word;
			how = e->value;
			continue;
		}
		see(w, word, s, i + 1 == s->to);
	}
}

/* Whether a name may go on over word i: nothing is between. */
static bool
follows(const struct entity_text *t, size_t i, unsigned script)
{
	return i < t->n && (t->marks[i].flags & script) != 0 &&
	       (t->marks[i].flags & (MARK_BREAK | MARK_PLACE)) == 0;
}

/* An Arabic word that may stand behind a first name. */
static bool
may_go_on(const struct entity_text *t, size_t i)
{
	struct str w = t->words[i].folded;

	if (is_plain(t, i, LEXICON_FIRST) || is_unknown(t, i))
		return true;
	return str_starts(w, STR(ALEF_LAM)) && str_ends(w, STR(YEH)) &&
	       (t->marks[i].kinds &
	        (1u << LEXICON_ROLE | 1u << LEXICON_STOP)) == 0;
}

static size_t
arabic_end(const struct entity_text *t, size_t from)
{
	size_t end = from + 1, i = end;

	if (is_kind(t, from, LEXICON_LINK) && follows(t, i, MARK_ARABIC) &&
	    (t->marks[i].kinds & NO_PART) == 0)
		end = ++i;
	while (i < from + SPAN_MAX && follows(t, i, MARK_ARABIC)) {
		if (is_plain(t, i, LEXICON_LINK)) {
			if (!follows(t, i + 1, MARK_ARABIC) ||
			    (t->marks[i + 1].kinds & NO_PART) != 0)
				break;
			i += 2;
		} else if (may_go_on(t, i)) {
			i++;
		} else {
			break;
		}
		end = i;
	}
	return end;
}

/*
 * Whether a role stands in front of word i, with what it is of between.  In
 * front of an article it must be the very word before, with its own.
 */
static bool
is_behind_role(const struct entity_text *t, size_t i)
{
	if (str_starts(t->words[i].folded, STR(ALEF_LAM)))
		return i > 0 && is_kind(t, i - 1, LEXICON_ROLE) &&
		       (t->marks[i].flags & MARK_BREAK) == 0 &&
		       str_find(t->words[i - 1].folded, STR(ALEF_LAM)) <= 2;
	for (size_t k = 1; k <= ROLE_REACH && k <= i; k++) {
		const struct word_mark *m = &t->marks[i - k + 1];

		if ((m->flags & MARK_BREAK) != 0)
			return false;
		if (is_kind(t, i - k, LEXICON_ROLE))
			return true;
		if (is_kind(t, i - k, LEXICON_STOP) ||
		    is_kind(t, i - k, LEXICON_CUE))
			return false;
	}
	return false;
}

/* The word without "and" in front, which names have no letter of. */
static struct str
without_and(const struct entity_text *t, size_t i)
{
	struct str w = t->words[i].folded;

	if (w.n > UNKNOWN_MIN && t->marks[i].forms > 1)
		str_skip(&w, STR(WAW));
	return w;
}

/* What form of word i is, as text: its last bytes. */
static struct str
form_text(const struct entity_text *t, size_t i, unsigned form)
{
	struct str w = t->words[i].folded;

	/* a particle has two bytes; lam before the article is none */
	return str_sub(w, 2 * (size_t)form, w.n);
}

/* Whether what stands behind a first name in doubt speaks for a name. */
static bool
may_begin(const struct entity_text *t, size_t i, size_t to)
{
	return to > i + 1 &&
	       (is_plain(t, i + 1, LEXICON_FIRST) ||
	        is_plain(t, i + 1, LEXICON_LINK) || is_unknown(t, i + 1));
}

static size_t
arabic_name(struct namer *w, size_t i)
{
	const struct entity_text *t = w->t;
	struct span s = { .from = i, .to = i + 1,
		          .first = t->words[i].folded };
	const struct lexicon_entry *e = NULL;
	unsigned form = 0;

	if (is_kind(t, i, LEXICON_FIRST))
		e = entry_of(t, i, LEXICON_FIRST, &form);
	else if (is_kind(t, i, LEXICON_LINK))
		e = entry_of(t, i, LEXICON_LINK, &form);
	if (e != NULL && e->kind == LEXICON_LINK &&
	    e->value == LEXICON_LINK_DROP)
		e = NULL;
	if (e != NULL && (e->flags & LEXICON_HARDLY) != 0)
		e = NULL;
	if (e != NULL) {
		s.to = arabic_end(t, i);
		s.first = form_text(t, i, form);
		s.person = (e->flags & LEXICON_MAYBE) == 0 ||
		           may_begin(t, i, s.to) || is_behind_role(t, i);
		if (!s.person || (e->kind == LEXICON_LINK && s.to == i + 1))
			return i + 1;
	} else if (is_unknown(t, i)) {
		s.first = without_and(t, i);
		s.person = is_behind_role(t, i);
		s.vague = !s.person;
		if (s.person)
			s.to = arabic_end(t, i);
	} else {
		return i + 1;
	}
	keep(w, &s);
	return s.to;
}

/* A capital that says something: not that of every sentence. */
static bool
is_name_capital(const struct entity_text *t, size_t i)
{
	const struct word_mark *m = &t->marks[i];

	return (m->flags & MARK_CAPITAL) != 0 &&
	       !is_kind(t, i, LEXICON_STOP);
}

/* "W." between names breaks nothing. */
static bool
is_initial(const struct entity_text *t, size_t i)
{
	return t->words[i].folded.n == 1 &&
	       str_starts(entity_gap(t, i + 1), STR("."));
}

static size_t
latin_end(const struct entity_text *t, size_t from)
{
	size_t end = from + 1, i = end;

	while (i < from + SPAN_MAX && i < t->n) {
		bool open = follows(t, i, MARK_LATIN) || is_initial(t, i - 1);

		if (!open)
			break;
		if (is_name_capital(t, i)) {
			end = ++i;
		} else if (is_plain(t, i, LEXICON_LINK) &&
		           follows(t, i + 1, MARK_LATIN) &&
		           (is_name_capital(t, i + 1) ||
		            is_kind(t, i + 1, LEXICON_LINK))) {
			i++;
		} else {
			break;
		}
	}
	return end;
}

static size_t
latin_name(struct namer *w, size_t i)
{
	const struct entity_text *t = w->t;
	struct span s = { .from = i, .first = t->words[i].folded };
	bool first = is_kind(t, i, LEXICON_FIRST);

	if (!is_name_capital(t, i) || is_kind(t, i, LEXICON_ROLE))
		return i + 1;
	s.to = latin_end(t, i);
	s.person = (first && s.to > i + 1) || is_behind_role(t, i);
	if (t->shouts && !first)
		return i + 1;
	/* a capital that a sentence gives says little */
	s.vague = !s.person && (t->marks[i].flags & MARK_START) != 0 &&
	          s.to == i + 1;
	keep(w, &s);
	return s.to;
}

static void
find(struct namer *w, const struct entity_text *t)
{
	size_t i = 0;

	w->t = t;
	while (i < t->n) {
		unsigned flags = t->marks[i].flags;

		if ((flags & MARK_PLACE) != 0)
			i++;
		else if ((flags & MARK_ARABIC) != 0)
			i = arabic_name(w, i);
		else if ((flags & MARK_LATIN) != 0)
			i = latin_name(w, i);
		else
			i++;
	}
}

/* The surname that word i is alone, NULL: none. */
static const struct surname *
surname_at(const struct namer *w, const struct word_mark *m)
{
	for (unsigned k = 0; k < m->forms; k++) {
		if ((w->bloom & bloom_bit(m->hash[k])) == 0)
			continue;
		for (size_t i = 0; i < w->surname_n; i++)
			if (w->surnames[i].hash == m->hash[k])
				return &w->surnames[i];
	}
	return NULL;
}

/*
 * Count the surnames that stand alone.  Words that nothing was known of were
 * counted when they were seen, as such.
 */
static void
find_surnames(struct namer *w, const struct entity_text *t)
{
	for (size_t i = 0; i < t->n; i++) {
		struct word_mark *m = &t->marks[i];
		const struct surname *s;
		struct seen *e;

		if ((m->more & MORE_NAME) != 0 || (m->flags & MARK_PLACE) != 0)
			continue;
		s = surname_at(w, m);
		if (s == NULL || ((m->flags & MARK_LATIN) != 0 &&
		                  (m->flags & MARK_CAPITAL) == 0))
			continue;
		e = &w->v[s->seen];
		e->rank = (uint16_t)(e->rank + RANK_NAME);
		if (!is_unknown(t, i) && e->name.count < UINT16_MAX)
			e->name.count++;
		e->name.in_title |= t->title;
		entity_tell(t, ENTITY_PERSON, i, i + 1);
	}
}

/* The most telling first; of equal ones the first stays first. */
static void
sort(struct seen *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct seen s = v[i];
		size_t k = i;

		for (; k > 0 && v[k - 1].rank < s.rank; k--)
			v[k] = v[k - 1];
		v[k] = s;
	}
}

void
names_take(struct doc *d, struct entity_text t[ENTITY_TEXTS])
{
	struct doc_analysis *a = &d->analysis;
	struct namer w;
	size_t n;

	w.n = w.surname_n = 0;
	w.bloom = 0;
	for (size_t i = 0; i < ENTITY_TEXTS; i++)
		find(&w, &t[i]);
	for (size_t i = 0; i < ENTITY_TEXTS && w.surname_n > 0; i++)
		find_surnames(&w, &t[i]);
	sort(w.v, w.n);
	n = w.n < DOC_NAMES_MAX ? w.n : DOC_NAMES_MAX;
	a->name_count = 0;
	a->names = ARENA_ARRAY(d->mem, struct doc_name, n);
	for (size_t i = 0; i < n && a->names != NULL; i++)
		a->names[a->name_count++] = w.v[i].name;
}
