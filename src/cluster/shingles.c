#include "cluster/shingles.h"

#include <stdlib.h>
#include <string.h>

#include "cluster/marks.h"
#include "text/common.h"

#define FORM 2
#define HEAD_BYTES 13u /* form, levels, key_n, rare_n, title_n, n, total ... */
#define LEVEL_MAX 8u

/* A stem in fewer than this of COMMON_OF articles is rare (1 %). */
#define RARE_BELOW 100u

/* The words of the text behind the title that marks are looked for in. */
#define MARKS_WORDS 30u
#define TITLE_LOOKED 32u /* rare words of a title that are looked at */

/* Finaliser of MurmurHash3 (Appleby), for four stems in a row. */
static uint32_t
mix(const uint32_t *stems)
{
	uint64_t h = 0;

	for (unsigned i = 0; i < SHINGLES_WORDS; i++) {
		h = (h ^ stems[i]) * 0xFF51AFD7ED558CCDu;
		h ^= h >> 33;
	}
	h *= 0xC4CEB9FE1A85EC53u;
	return (uint32_t)(h >> 32);
}

/* The sixteen bits by which shingles are compared; keys are told by others. */
static uint16_t
value_of(uint32_t hash)
{
	return (uint16_t)(hash >> 3);
}

/* One pass of a radix sort, by eight bits of the values. */
static void
sort_by(const uint32_t *in, uint32_t *out, size_t n, unsigned shift)
{
	uint32_t start[257] = { 0 };

	for (size_t i = 0; i < n; i++)
		start[(value_of(in[i]) >> shift & 0xFF) + 1]++;
	for (size_t i = 1; i < 257; i++)
		start[i] += start[i - 1];
	for (size_t i = 0; i < n; i++)
		out[start[value_of(in[i]) >> shift & 0xFF]++] = in[i];
}

/* Sort hashes by value, each value once; returns how many are left. */
static size_t
sort_values(uint32_t *v, uint32_t *spare, size_t n)
{
	size_t kept = 0;

	sort_by(v, spare, n, 0);
	sort_by(spare, v, n, 8);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || value_of(v[kept - 1]) != value_of(v[i]))
			v[kept++] = v[i];
	return kept;
}

/* The stems that words have, elided ones left out; returns how many. */
static size_t
stems_of(const struct doc_words *w, uint32_t *out)
{
	size_t n = 0;

	for (size_t i = 0; i < w->n; i++)
		if (w->v[i].stem != 0)
			out[n++] = w->v[i].stem;
	return n;
}

static size_t
hash_all(const struct doc_words *w, uint32_t *stems, uint32_t *out)
{
	size_t words = stems_of(w, stems), n = 0;

	for (size_t i = 0; i + SHINGLES_WORDS <= words; i++)
		out[n++] = mix(stems + i);
	return sort_values(out, stems, n);
}

static bool
is_rare(const struct doc_word *w)
{
	bool number = w->folded.n > 0 && w->folded.p[0] >= '0' &&
	              w->folded.p[0] <= '9';

	return w->stem != 0 && (number || common_in(w->stem) < RARE_BELOW);
}

static size_t
hash_rare(const struct doc_words *w, uint32_t *spare, uint32_t *out)
{
	size_t n = 0;

	for (size_t i = 0; i < w->n; i++)
		if (is_rare(&w->v[i]))
			out[n++] = w->v[i].stem * 0x9E3779B1u;
	return sort_values(out, spare, n);
}

/* A fixed share of values, at most max: one in 2^level; returns how many. */
static uint16_t
sample(const uint32_t *in, size_t n, size_t max, uint16_t *out,
       uint8_t *level)
{
	size_t kept = 0;

	/* a sixteenth of room for a share that is larger than it should */
	while (*level < LEVEL_MAX && n >> *level > max * 15 / 16)
		(*level)++;
	for (size_t i = 0; i < n && kept < max; i++)
		if ((value_of(in[i]) & ((1u << *level) - 1)) == 0)
			out[kept++] = value_of(in[i]);
	return (uint16_t)kept;
}

/* The values of a title that are among those of the text. */
static uint16_t
common_values(const uint16_t *title, size_t n, const uint32_t *text,
              size_t text_n, uint16_t out[SHINGLES_TITLE_MAX])
{
	uint16_t kept = 0;
	size_t i = 0, k = 0;

	while (i < n && k < text_n && kept < SHINGLES_TITLE_MAX) {
		uint16_t x = title[i], y = value_of(text[k]);

		if (x == y)
			out[kept++] = x;
		i += x <= y;
		k += y <= x;
	}
	return kept;
}

enum err
shingles_make(const struct doc *d, struct shingles *out)
{
	const struct doc_words *w = &d->analysis.text_words;
	const struct doc_words *title = &d->analysis.title_words;
	size_t max = (w->n > title->n ? w->n : title->n) + 1, n;
	uint32_t *spare = ARENA_ARRAY(d->mem, uint32_t, max);
	uint32_t *all = ARENA_ARRAY(d->mem, uint32_t, max);
	uint16_t words[TITLE_LOOKED];
	size_t words_n;

	*out = (struct shingles){ .total = 0 };
	if (arena_err(d->mem) != ERR_OK)
		return ERR_LIMIT;
	n = hash_rare(title, spare, all);
	for (size_t i = 0; i < n && i < TITLE_LOOKED; i++)
		words[i] = value_of(all[i]);
	words_n = n < TITLE_LOOKED ? n : TITLE_LOOKED;
	n = hash_rare(w, spare, all);
	out->title_n = common_values(words, words_n, all, n, out->title);
	out->rare_n = sample(all, n, SHINGLES_RARE_MAX, out->rare,
	                     &out->rare_level);
	n = hash_all(w, spare, all);
	out->total = (uint16_t)(n < UINT16_MAX ? n : UINT16_MAX);
	out->n = sample(all, n, SHINGLES_MAX, out->v, &out->level);
	for (size_t i = 0; i < n && out->key_n < SHINGLES_KEYS_MAX; i++)
		if (all[i] % SHINGLES_KEY_OF == 0)
			out->key[out->key_n++] = all[i];
	out->marks = marks_of(title, MARKS_WORDS) |
	             marks_of(w, MARKS_WORDS);
	return ERR_OK;
}

static int
by_value(const void *a, const void *b)
{
	return *(const uint16_t *)a - *(const uint16_t *)b;
}

enum err
shingles_unshared(const struct doc *d, const struct shingles *other,
                  bool **out)
{
	const struct doc_words *w = &d->analysis.text_words;
	uint32_t *stems = ARENA_ARRAY(d->mem, uint32_t, w->n + 1);
	size_t *place = ARENA_ARRAY(d->mem, size_t, w->n + 1);
	bool *v = ARENA_ARRAY(d->mem, bool, w->n + 1);
	size_t n = 0;

	if (arena_err(d->mem) != ERR_OK)
		return ERR_LIMIT;
	for (size_t i = 0; i < w->n; i++) {
		if (w->v[i].stem == 0)
			continue;
		place[n] = i;
		v[i] = true;
		stems[n++] = w->v[i].stem;
	}
	for (size_t i = 0; i + SHINGLES_WORDS <= n; i++) {
		uint16_t x = value_of(mix(stems + i));

		if ((x & ((1u << other->level) - 1)) == 0 &&
		    bsearch(&x, other->v, other->n, sizeof(x), by_value) ==
		            NULL)
			continue;
		for (size_t k = 0; k < SHINGLES_WORDS; k++)
			v[place[i + k]] = false;
	}
	*out = v;
	return ERR_OK;
}

/* Numbers are written low byte first. */
static void
put(char **p, uint32_t v, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		*(*p)++ = (char)(v >> 8 * i & 0xFF);
}

static uint32_t
take(const char **p, unsigned bytes)
{
	uint32_t v = 0;

	for (unsigned i = 0; i < bytes; i++)
		v |= (uint32_t)(uint8_t)*(*p)++ << 8 * i;
	return v;
}

static size_t
written_bytes(const struct shingles *s)
{
	return HEAD_BYTES + s->n * 2u + s->rare_n * 2u + s->title_n * 2u +
	       s->key_n * 4u;
}

void
shingles_write(struct buf *out, const struct shingles *s)
{
	char *to = buf_reserve(out, written_bytes(s)), *p = to;

	if (to == NULL)
		return;
	put(&p, FORM, 1);
	put(&p, (uint32_t)s->level << 4 | s->rare_level, 1);
	put(&p, s->key_n, 1);
	put(&p, s->rare_n, 1);
	put(&p, s->title_n, 1);
	put(&p, s->n, 2);
	put(&p, s->total, 2);
	put(&p, s->marks, 4);
	for (size_t i = 0; i < s->n; i++)
		put(&p, s->v[i], 2);
	for (size_t i = 0; i < s->rare_n; i++)
		put(&p, s->rare[i], 2);
	for (size_t i = 0; i < s->title_n; i++)
		put(&p, s->title[i], 2);
	for (size_t i = 0; i < s->key_n; i++)
		put(&p, s->key[i], 4);
	buf_wrote(out, (size_t)(p - to));
}

/* Values that rise, each once, and are of the level's share. */
static bool
take_values(const char **p, uint16_t *v, size_t n, unsigned level)
{
	for (size_t i = 0; i < n; i++) {
		v[i] = (uint16_t)take(p, 2);
		if ((i > 0 && v[i - 1] >= v[i]) ||
		    (v[i] & ((1u << level) - 1)) != 0)
			return false;
	}
	return true;
}

/* What the head says that the rest is. */
static bool
take_head(const char **p, struct shingles *s)
{
	uint8_t levels;

	if (take(p, 1) != FORM)
		return false;
	levels = (uint8_t)take(p, 1);
	s->level = levels >> 4;
	s->rare_level = levels & 15;
	s->key_n = (uint16_t)take(p, 1);
	s->rare_n = (uint16_t)take(p, 1);
	s->title_n = (uint16_t)take(p, 1);
	s->n = (uint16_t)take(p, 2);
	s->total = (uint16_t)take(p, 2);
	s->marks = take(p, 4);
	return s->n <= SHINGLES_MAX && s->key_n <= SHINGLES_KEYS_MAX &&
	       s->rare_n <= SHINGLES_RARE_MAX &&
	       s->title_n <= SHINGLES_TITLE_MAX && s->n <= s->total &&
	       s->level <= LEVEL_MAX && s->rare_level <= LEVEL_MAX;
}

enum err
shingles_read(struct str *bytes, struct shingles *out)
{
	struct shingles s = { .total = 0 };
	const char *p = bytes->p;
	size_t need;

	if (bytes->n < HEAD_BYTES || !take_head(&p, &s))
		return ERR_FORMAT;
	need = written_bytes(&s);
	if (bytes->n < need || !take_values(&p, s.v, s.n, s.level) ||
	    !take_values(&p, s.rare, s.rare_n, s.rare_level) ||
	    !take_values(&p, s.title, s.title_n, 0))
		return ERR_FORMAT;
	for (size_t i = 0; i < s.key_n; i++)
		s.key[i] = take(&p, 4);
	*out = s;
	*bytes = str_sub(*bytes, need, bytes->n);
	return ERR_OK;
}
