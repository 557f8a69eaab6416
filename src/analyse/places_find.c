#include "analyse/internal.h"
#include "base/buf.h"
#include "model/places.h"

/*
 * Places and nisbas in a text.  All phrases of the gazetteer are found first
 * (the longest at each word); then those that are also other words are kept
 * if something speaks for them, and of several places of one name that one is
 * taken whose country the article names most.
 */
#define HITS_MAX 400u
#define CODE_MAX_BYTES 64u

struct hit {
	const struct lexicon_entry *entry; /* first of those of its name */
	size_t at;       /* word */
	uint8_t words;
	uint8_t text;    /* which */
	uint8_t cue;     /* enum lexicon_cue or 0 */
	bool nisba;
};

struct finder {
	struct entity_text *t;
	struct hit hits[HITS_MAX];
	size_t n;
	/* how often each country is named beyond doubt */
	struct {
		uint16_t country, count;
	} sure[DOC_PLACES_MAX];
	size_t sure_count;
};

static bool
is_kind(const struct entity_text *t, size_t i, enum lexicon_kind kind)
{
	return (t->marks[i].kinds & 1u << kind) != 0;
}

/* What stands in front of a place and says that it is one. */
static uint8_t
cue_at(const struct entity_text *t, size_t i, unsigned form)
{
	const struct word_mark *m = &t->marks[i];
	const struct lexicon_entry *e;
	uint8_t cue = 0;

	if (form > 0 && (m->more & MORE_PREPOSITION) != 0 &&
	    form + 1u == m->forms)
		cue = LEXICON_CUE_WEAK;
	if (i == 0 || (m->flags & MARK_BREAK) != 0)
		return cue;
	for (unsigned k = 0; k < t->marks[i - 1].forms; k++) {
		e = lexicon_get(t->marks[i - 1].hash[k], LEXICON_CUE);
		if (e != NULL && e->value > cue)
			cue = (uint8_t)e->value;
	}
	return cue;
}

/* Whether it is the name of a person: "Michael Jordan", "Khalid al-Masri". */
static bool
is_of_person(const struct entity_text *t, size_t i, const struct hit *h)
{
	const struct word_mark *m = &t->marks[i];
	const struct word_mark *before = m - 1;

	if (i == 0 || (m->flags & MARK_BREAK) != 0)
		return false;
	if ((m->flags & MARK_ARABIC) != 0)
		return h->nisba && is_kind(t, i - 1, LEXICON_FIRST) &&
		       !is_kind(t, i - 1, LEXICON_ROLE);
	if ((before->flags & MARK_CAPITAL) == 0 || t->shouts)
		return false;
	return is_kind(t, i - 1, LEXICON_FIRST) ||
	       ((h->entry->flags & LEXICON_MAYBE) != 0 &&
	        (before->flags & MARK_START) == 0);
}

static bool
has_capital(const struct entity_text *t, size_t i)
{
	return t->shouts || (t->marks[i].flags & MARK_LATIN) == 0 ||
	       (t->marks[i].flags & MARK_CAPITAL) != 0;
}

/* The place or nisba at word i; h->words is 0 when there is none. */
static void
hit_at(const struct entity_text *t, size_t i, struct hit *h)
{
	struct lexicon_match place = { .entry = NULL }, nisba = place, m;

	*h = (struct hit){ .at = i };
	if (is_kind(t, i, LEXICON_PLACE))
		place = entity_match(t, i, LEXICON_PLACE);
	if (is_kind(t, i, LEXICON_NISBA))
		nisba = entity_match(t, i, LEXICON_NISBA);
	m = nisba.words > place.words ? nisba : place;
	if (m.entry == NULL ||
	    ((m.entry->flags & LEXICON_CAPITAL) != 0 && !has_capital(t, i)))
		return;
	h->entry = m.entry;
	h->nisba = m.entry == nisba.entry;
	h->cue = cue_at(t, i, m.form);
	if (!is_of_person(t, i, h))
		h->words = (uint8_t)m.words;
}

static bool
is_sure(const struct hit *h)
{
	if ((h->entry->flags & LEXICON_HARDLY) != 0)
		return h->cue == LEXICON_CUE_STRONG;
	return (h->entry->flags & LEXICON_MAYBE) == 0 || h->cue > 0;
}

static void
count_country(struct finder *f, uint16_t country)
{
	size_t i = 0;

	while (i < f->sure_count && f->sure[i].country != country)
		i++;
	if (i == COUNT(f->sure) || country == 0)
		return;
	if (i == f->sure_count) {
		f->sure[f->sure_count].country = country;
		f->sure[f->sure_count++].count = 0;
	}
	f->sure[i].count++;
}

static unsigned
country_count(const struct finder *f, uint16_t country)
{
	for (size_t i = 0; i < f->sure_count; i++)
		if (f->sure[i].country == country)
			return f->sure[i].count;
	return 0;
}

static void
find(struct finder *f, uint8_t text)
{
	const struct entity_text *t = &f->t[text];

	for (size_t i = 0; i < t->n && f->n < HITS_MAX; i++) {
		struct hit h;

		if (!is_kind(t, i, LEXICON_PLACE) &&
		    !is_kind(t, i, LEXICON_NISBA))
			continue;
		hit_at(t, i, &h);
		if (h.words == 0)
			continue;
		h.text = text;
		i += h.words - 1;
		if (h.entry->value == 0)
			continue; /* known to be no place */
		f->hits[f->n++] = h;
		if (is_sure(&h) && lexicon_next(h.entry) == NULL)
			count_country(f, places_country(h.entry->value));
	}
}

/* Of the places of one name, that of the country named most. */
static uint16_t
choose(const struct finder *f, const struct hit *h)
{
	uint16_t best = h->entry->value;
	unsigned most = country_count(f, places_country(best));

	for (const struct lexicon_entry *e = lexicon_next(h->entry); e != NULL;
	     e = lexicon_next(e)) {
		unsigned n = country_count(f, places_country(e->value));

		if (n > most) {
			best = e->value;
			most = n;
		}
	}
	if (is_sure(h) ||
	    (most > 0 && (h->entry->flags & LEXICON_HARDLY) == 0))
		return best;
	return 0;
}

/* Names weigh 2, nisbas 1, until all are counted. */
static void
keep(struct doc_analysis *a, uint16_t place, const struct hit *h)
{
	struct doc_place *p = NULL;

	for (size_t i = 0; i < a->place_count && p == NULL; i++)
		if (a->places[i].place == place)
			p = &a->places[i];
	if (p == NULL) {
		if (a->place_count == DOC_PLACES_MAX)
			return;
		p = &a->places[a->place_count++];
		p->place = place;
	}
	p->count = (uint16_t)(p->count + (h->nisba ? 1 : 2));
	p->in_title |= h->text == 0;
}

/* Most often named first; few, and of equal ones the first stays first. */
static void
sort(struct doc_place *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct doc_place p = v[i];
		size_t k = i;

		for (; k > 0 && v[k - 1].count < p.count; k--)
			v[k] = v[k - 1];
		v[k] = p;
	}
}

/* The codes, separated by spaces, in the order of the places. */
static struct str
codes(struct arena *mem, const struct doc_analysis *a)
{
	struct buf b = BUF_INIT(DOC_PLACES_MAX * CODE_MAX_BYTES);
	struct str all;

	for (size_t i = 0; i < a->place_count; i++) {
		if (i > 0)
			buf_put_char(&b, ' ');
		buf_put(&b, places_code(a->places[i].place));
	}
	all = buf_copy(mem, &b);
	buf_release(&b);
	return all;
}

void
places_take(struct doc *d, struct entity_text t[ENTITY_TEXTS])
{
	struct doc_analysis *a = &d->analysis;
	struct finder f;

	f.t = t;
	f.n = f.sure_count = 0;
	a->place_count = 0;
	a->places = ARENA_ARRAY(d->mem, struct doc_place, DOC_PLACES_MAX);
	if (a->places == NULL)
		return;
	for (uint8_t i = 0; i < ENTITY_TEXTS; i++)
		find(&f, i);
	for (size_t i = 0; i < f.n; i++) {
		const struct hit *h = &f.hits[i];
		uint16_t place = choose(&f, h);

		if (place == 0)
			continue;
		for (size_t k = h->at; k < h->at + h->words; k++)
			t[h->text].marks[k].flags |= MARK_PLACE;
		keep(a, place, h);
		entity_tell(&t[h->text], h->nisba ? ENTITY_NISBA : ENTITY_PLACE,
		            h->at, h->at + h->words);
	}
	for (size_t i = 0; i < a->place_count; i++)
		a->places[i].count = (uint16_t)((a->places[i].count + 1) / 2);
	sort(a->places, a->place_count);
	a->place_codes = codes(d->mem, a);
}
