#include "cluster/shingles.h"

#include <string.h>

#define FORM 1
#define LEVEL_MAX 8u
#define HEAD_BYTES 7u /* form, level, keys, shingles, total */

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

/* All shingles by rising value, each value once; returns how many. */
static size_t
hash_all(const struct doc_words *w, uint32_t *stems, uint32_t *out)
{
	size_t words = 0, n = 0, kept = 0;

	for (size_t i = 0; i < w->n; i++)
		if (w->v[i].stem != 0)
			stems[words++] = w->v[i].stem;
	for (size_t i = 0; i + SHINGLES_WORDS <= words; i++)
		out[n++] = mix(stems + i);
	sort_by(out, stems, n, 0);
	sort_by(stems, out, n, 8);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || value_of(out[kept - 1]) != value_of(out[i]))
			out[kept++] = out[i];
	return kept;
}

enum err
shingles_make(const struct doc *d, struct shingles *out)
{
	const struct doc_words *w = &d->analysis.text_words;
	uint32_t *stems = ARENA_ARRAY(d->mem, uint32_t, w->n + 1);
	uint32_t *all = ARENA_ARRAY(d->mem, uint32_t, w->n + 1);
	size_t n;

	*out = (struct shingles){ .total = 0 };
	if (arena_err(d->mem) != ERR_OK)
		return ERR_LIMIT;
	n = hash_all(w, stems, all);
	out->total = (uint16_t)(n < UINT16_MAX ? n : UINT16_MAX);
	while (out->level < LEVEL_MAX &&
	       n >> out->level > SHINGLES_MAX * 15 / 16)
		out->level++;
	for (size_t i = 0; i < n; i++) {
		uint16_t v = value_of(all[i]);

		if (all[i] % SHINGLES_KEY_OF == 0 &&
		    out->key_n < SHINGLES_KEYS_MAX)
			out->key[out->key_n++] = all[i];
		if ((v & ((1u << out->level) - 1)) == 0 &&
		    out->n < SHINGLES_MAX)
			out->v[out->n++] = v;
	}
	return ERR_OK;
}

void
shingles_write(struct buf *out, const struct shingles *s)
{
	char head[HEAD_BYTES] = { FORM, (char)s->level, (char)s->key_n };

	memcpy(head + 3, &s->n, sizeof(s->n));
	memcpy(head + 5, &s->total, sizeof(s->total));
	buf_put(out, (struct str){ head, sizeof(head) });
	buf_put(out, (struct str){ (const char *)s->v, s->n * sizeof(*s->v) });
	buf_put(out, (struct str){ (const char *)s->key,
	                           s->key_n * sizeof(*s->key) });
}

enum err
shingles_read(struct str *bytes, struct shingles *out)
{
	struct shingles s = { .total = 0 };
	const char *p = bytes->p;
	size_t need;

	if (bytes->n < HEAD_BYTES || p[0] != FORM)
		return ERR_FORMAT;
	s.level = (uint8_t)p[1];
	s.key_n = (uint8_t)p[2];
	memcpy(&s.n, p + 3, sizeof(s.n));
	memcpy(&s.total, p + 5, sizeof(s.total));
	need = HEAD_BYTES + s.n * sizeof(*s.v) + s.key_n * sizeof(*s.key);
	if (s.n > SHINGLES_MAX || s.key_n > SHINGLES_KEYS_MAX ||
	    s.level > LEVEL_MAX || bytes->n < need)
		return ERR_FORMAT;
	memcpy(s.v, p + HEAD_BYTES, s.n * sizeof(*s.v));
	memcpy(s.key, p + HEAD_BYTES + s.n * sizeof(*s.v),
	       s.key_n * sizeof(*s.key));
	for (size_t i = 1; i < s.n; i++)
		if (s.v[i - 1] > s.v[i])
			return ERR_FORMAT;
	*out = s;
	*bytes = str_sub(*bytes, need, bytes->n);
	return ERR_OK;
}
