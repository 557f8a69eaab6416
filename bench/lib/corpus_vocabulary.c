/*
 * The word forms: roots in patterns give stems, clitics and endings forms.
 * A form's weight is its stem's (Zipf again) times that of the inflection,
 * shaken a little; sorted by weight, frequent stems have many forms among
 * the 253,000, rare ones only one or two.
 */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "lib/corpus_internal.h"

#define ROOTS 5000u
#define STEMS 90000u
#define STEM_LEAD 8.0        /* flattens the head of the stems */
#define CANDIDATES 290000u   /* some spell alike: more than CORPUS_FORMS */
#define CANDIDATES_MAX 400000u
#define LETTER_BYTES 2u      /* of every letter used here, in UTF-8 */
#define CONSONANT_LEAD 6.0

struct pattern {
	struct str text;
	unsigned weight;
};

struct inflection {
	struct str prefix, suffix;
	unsigned weight;
};

#define PATTERN(pattern, weight) { STR_INIT(pattern), weight },
static const struct pattern patterns[] = {
#include "lib/corpus_words.def"
};

#define INFLECTION(prefix, suffix, weight) \
	{ STR_INIT(prefix), STR_INIT(suffix), weight },
static const struct inflection inflections[] = {
#include "lib/corpus_words.def"
};

#define FREQUENT(word) STR_INIT(word),
static const struct str frequent[] = {
#include "lib/corpus_words.def"
};

/* Of roots, the more frequent first. */
static const char consonants[] = "ردنلمبسعقفحجكشطخصهزتغضذثظ";

#define CONSONANTS ((sizeof(consonants) - 1) / LETTER_BYTES)
#define PATTERNS (sizeof(patterns) / sizeof(patterns[0]))
#define INFLECTIONS (sizeof(inflections) / sizeof(inflections[0]))
#define FREQUENTS (sizeof(frequent) / sizeof(frequent[0]))

struct root {
	char letter[3][LETTER_BYTES];
};

struct candidate {
	float weight;
	uint32_t stem;
	uint32_t inflection;
};

/* What the making needs, and is not kept. */
struct making {
	struct corpus *c;
	struct arena mem;
	struct map known; /* forms */
	struct root *roots;
	struct str *stems;
	struct candidate *candidates;
	size_t n_candidates;
};

/*
 * No letter that would make a stem begin as with the article or end as with
 * an inflection: two stems would be one to an engine, and of that only the
 * engine knows.
 */
static bool
is_good(size_t place, const char *letter)
{
	static const char *const bad[3][3] = { { "ل" }, { NULL },
		                               { "ن", "ه", "ت" } };

	for (size_t i = 0; i < 3 && bad[place][i] != NULL; i++)
		if (memcmp(letter, bad[place][i], LETTER_BYTES) == 0)
			return false;
	return true;
}

static void
make_roots(struct making *m)
{
	struct rng r = corpus_rng(m->c->seed, 'r', 0);
	struct zipf z;

	zipf_init(&m->mem, &z, CONSONANTS, CONSONANT_LEAD, 1.0);
	for (size_t i = 0; i < ROOTS; i++) {
		const char *last = NULL, *letter;

		for (size_t k = 0; k < 3; k++) {
			do
				letter = consonants +
				         LETTER_BYTES *
				         zipf_draw(&z, (uint32_t)rng_next(&r));
			while (letter == last || !is_good(k, letter));
			memcpy(m->roots[i].letter[k], letter, LETTER_BYTES);
			last = letter;
		}
	}
}

static const struct pattern *
draw_pattern(struct rng *r)
{
	unsigned sum = 0;
	uint64_t left;
	size_t i = 0;

	for (size_t k = 0; k < PATTERNS; k++)
		sum += patterns[k].weight;
	left = rng_below(r, sum);
	while (left >= patterns[i].weight)
		left -= patterns[i++].weight;
	return &patterns[i];
}

/* The pattern with its three place holders replaced. */
static struct str
fill_pattern(struct arena *mem, struct str pattern, const struct root *root)
{
	static const char *const holder[3] = { "ف", "ع", "ل" };
	char word[32];

	for (size_t i = 0; i < pattern.n; i += LETTER_BYTES) {
		const char *from = pattern.p + i;

		for (size_t k = 0; k < 3; k++)
			if (memcmp(from, holder[k], LETTER_BYTES) == 0) {
				from = root->letter[k];
				break;
			}
		memcpy(word + i, from, LETTER_BYTES);
	}
	return str_copy(mem, (struct str){ word, pattern.n });
}

static void
make_stems(struct making *m)
{
	struct rng r = corpus_rng(m->c->seed, 's', 0);
	struct map known = MAP_INIT(&m->mem, 0);

	for (size_t i = 0; i < STEMS;) {
		const struct root *root = &m->roots[rng_below(&r, ROOTS)];
		struct str stem = fill_pattern(&m->mem, draw_pattern(&r)->text,
		                               root);

		if (map_get(&known, stem) != NULL)
			continue;
		m->stems[i++] = stem;
		if (!map_put(&known, stem, m))
			BUG("corpus: memory is full");
	}
}

/* The weight of a form; 0 when it cannot be as much as `least`. */
static double
weigh(const struct corpus *c, uint32_t stem, uint32_t inflection, double least)
{
	double most = inflections[inflection].weight / (stem + STEM_LEAD);
	struct rng r;

	if (most < least)
		return 0;
	r = corpus_rng(c->seed, stem, inflection);
	return most * (0.25 + 0.75 * corpus_unit(&r));
}

/* All candidates of at least that weight. */
static void
gather(struct making *m, double least)
{
	m->n_candidates = 0;
	for (uint32_t s = 0; s < STEMS; s++)
		for (uint32_t i = 0; i < INFLECTIONS; i++) {
			double w = weigh(m->c, s, i, least);

			if (w < least || m->n_candidates == CANDIDATES_MAX)
				continue;
			m->candidates[m->n_candidates++] = (struct candidate){
				.weight = (float)w, .stem = s, .inflection = i
			};
		}
}

/* The heavier first; a stable order for those that weigh the same. */
static int
compare(const void *x, const void *y)
{
	const struct candidate *a = x, *b = y;

	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	if (a->stem != b->stem)
		return a->stem < b->stem ? -1 : 1;
	return a->inflection < b->inflection ? -1 : 1;
}

/* Append a form, unless one is spelt like it. */
static void
put_form(struct making *m, struct str form, uint32_t family)
{
	struct corpus *c = m->c;
	uint32_t at = c->forms == 0 ? 0
	                            : c->at[c->forms - 1] +
	                                      c->length[c->forms - 1] + 1u;

	if (map_get(&m->known, form) != NULL)
		return;
	if (form.n >= CORPUS_WORD_MAX_BYTES)
		BUG("corpus: a form is too long");
	memcpy(c->bytes + at, form.p, form.n);
	c->bytes[at + form.n] = ' ';
	c->at[c->forms] = at;
	c->length[c->forms] = (uint8_t)form.n;
	c->family[c->forms] = family;
	form.p = c->bytes + at;
	if (!map_put(&m->known, form, m))
		BUG("corpus: memory is full");
	c->forms++;
}

static void
put_candidate(struct making *m, const struct candidate *k)
{
	const struct inflection *i = &inflections[k->inflection];
	struct buf form = BUF_INIT(256);

	buf_put(&form, i->prefix);
	buf_put(&form, m->stems[k->stem]);
	buf_put(&form, i->suffix);
	put_form(m, buf_str(&form), (uint32_t)FREQUENTS + k->stem);
	buf_release(&form);
}

static void
alloc_forms(struct corpus *c)
{
	c->bytes = ARENA_ARRAY(&c->mem, char,
	                       (CORPUS_FORMS + 1) * CORPUS_WORD_MAX_BYTES);
	c->at = ARENA_ARRAY(&c->mem, uint32_t, CORPUS_FORMS);
	c->length = ARENA_ARRAY(&c->mem, uint8_t, CORPUS_FORMS);
	c->family = ARENA_ARRAY(&c->mem, uint32_t, CORPUS_FORMS);
	c->families = (uint32_t)FREQUENTS + STEMS;
}

void
corpus_make_words(struct corpus *c)
{
	struct making m = {
		.c = c,
		.mem = ARENA_INIT(1u << 20, (size_t)512 << 20),
	};
	double least = 0.0009;

	m.known = (struct map)MAP_INIT(&m.mem, 0);
	m.roots = ARENA_ARRAY(&m.mem, struct root, ROOTS);
	m.stems = ARENA_ARRAY(&m.mem, struct str, STEMS);
	m.candidates = ARENA_ARRAY(&m.mem, struct candidate, CANDIDATES_MAX);
	alloc_forms(c);
	if (arena_err(&m.mem) != ERR_OK || arena_err(&c->mem) != ERR_OK)
		BUG("corpus: memory is full");
	make_roots(&m);
	make_stems(&m);
	for (gather(&m, least); m.n_candidates < CANDIDATES; gather(&m, least))
		least *= 0.8;
	qsort(m.candidates, m.n_candidates, sizeof(m.candidates[0]), compare);
	for (size_t i = 0; i < FREQUENTS; i++)
		put_form(&m, frequent[i], (uint32_t)i);
	for (size_t i = 0; i < m.n_candidates && c->forms < CORPUS_FORMS; i++)
		put_candidate(&m, &m.candidates[i]);
	if (c->forms < CORPUS_FORMS)
		BUG("corpus: too few forms");
	arena_release(&m.mem);
}
