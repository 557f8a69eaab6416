#include "cluster/terms.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "text/common.h"

/* Stems of more than a third of all articles tell nothing. */
#define COMMON_MAX (COMMON_OF / 3)

#define COUNT_MAX 255u
#define FORM 1 /* first byte of the written form */
#define TERM_BYTES 6u

struct counted {
	uint32_t stem; /* 0: a free slot */
	uint32_t head, whole;
	uint32_t name;
};

struct table {
	struct counted *v;
	size_t cap; /* a power of two, twice the words at least */
};

enum terms_language
terms_language(struct str code)
{
	static const struct {
		struct str code;
		enum terms_language is;
	} known[] = {
		{ STR_INIT("ar"), TERMS_ARABIC },
		{ STR_INIT("ary"), TERMS_ARABIC },
		{ STR_INIT("fr"), TERMS_FRENCH },
		{ STR_INIT("en"), TERMS_ENGLISH },
		{ STR_INIT("es"), TERMS_SPANISH },
	};

	for (size_t i = 0; i < COUNT(known); i++)
		if (str_eq(code, known[i].code))
			return known[i].is;
	return TERMS_OTHER;
}

float
terms_prior(uint32_t stem)
{
	/* what is not in the table stands in fewer than ten */
	unsigned in = common_in(stem);

	return logf((float)COMMON_OF / (float)(in > 10 ? in : 10));
}

/* Homographs of two languages are two terms; twice gives the stem. */
uint32_t
terms_stem(uint32_t hash, enum terms_language language)
{
	return hash ^ ((uint32_t)language * 0x9E3779B1u);
}

static void
count_words(struct table *t, const struct doc_words *w, uint32_t weight,
            size_t head_words)
{
	for (size_t i = 0; i < w->n; i++) {
		uint32_t stem = w->v[i].stem;
		size_t at = stem & (t->cap - 1);

		if (stem == 0)
			continue;
		while (t->v[at].stem != 0 && t->v[at].stem != stem)
			at = (at + 1) & (t->cap - 1);
		t->v[at].stem = stem;
		t->v[at].name = w->v[i].consonants;
		t->v[at].whole += weight;
		if (i < head_words)
			t->v[at].head += weight;
	}
}

static uint8_t
clip(uint32_t n)
{
	return (uint8_t)(n < COUNT_MAX ? n : COUNT_MAX);
}

static int
by_key(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? 1 : -(*x > *y);
}

/* The weight ahead of the place: weights are not negative, so bits compare. */
static uint64_t
key_of(float weight, size_t at)
{
	uint32_t bits;

	memcpy(&bits, &weight, sizeof(bits));
	return (uint64_t)bits << 32 | (UINT32_MAX - (uint32_t)at);
}

/*
 * Weigh what was counted: keys in falling order, their low halves being
 * places in the table.  The table is laid out by the stems' hashes, so equal
 * weights have an order that the text does not change.
 */
static size_t
rank(struct table *t, uint64_t *keys)
{
	size_t n = 0;

	for (size_t i = 0; i < t->cap; i++) {
		const struct counted *c = &t->v[i];
		float head = 0;

		if (c->stem == 0 || common_in(c->stem) > COMMON_MAX)
			continue;
		if (c->head > 0)
			head = 1 + logf((float)c->head);
		keys[n++] = key_of((2 * head + (float)c->whole / 2) *
		                           terms_prior(c->stem),
		                   i);
	}
	qsort(keys, n, sizeof(*keys), by_key);
	return n;
}

static void
add_name(struct terms *out, const struct counted *c)
{
	for (size_t i = 0; i < out->name_n; i++) {
		struct term *have = &out->name[i];

		if (have->hash != c->name)
			continue;
		have->whole = clip(have->whole + c->whole);
		have->head = clip(have->head + c->head);
		return;
	}
	if (out->name_n < TERMS_NAMES_MAX)
		out->name[out->name_n++] = (struct term){
			c->name, clip(c->head), clip(c->whole)
		};
}

static void
add_fact(struct terms *out, uint32_t key, bool in_title, uint32_t count)
{
	if (out->fact_n == TERMS_FACTS_MAX)
		return;
	out->fact[out->fact_n++] = (struct term){
		key, in_title ? TERMS_TITLE_WEIGHT : 1, clip(count)
	};
}

static void
add_facts(struct terms *out, const struct doc_analysis *a)
{
	for (size_t i = 0; i < a->number_count; i++)
		add_fact(out, a->numbers[i].key, a->numbers[i].in_title,
		         a->numbers[i].count);
	for (size_t i = 0; i < a->place_count; i++)
		add_fact(out, (a->places[i].place + 1u) * 0x85EBCA6Bu,
		         a->places[i].in_title, a->places[i].count);
}

enum err
terms_make(const struct doc *d, struct terms *out)
{
	const struct doc_analysis *a = &d->analysis;
	struct table t = { .cap = 64 };
	uint64_t *keys;
	size_t n;

	while (t.cap < 2 * (a->title_words.n + a->text_words.n))
		t.cap *= 2;
	t.v = ARENA_ARRAY(d->mem, struct counted, t.cap);
	keys = ARENA_ARRAY(d->mem, uint64_t, t.cap / 2);
	if (arena_err(d->mem) != ERR_OK)
		return ERR_LIMIT;
	count_words(&t, &a->title_words, TERMS_TITLE_WEIGHT, SIZE_MAX);
	count_words(&t, &a->text_words, 1, TERMS_HEAD_WORDS);
	n = rank(&t, keys);
	out->language = terms_language(a->language);
	out->stem_n = out->name_n = out->fact_n = 0;
	for (size_t i = 0; i < n; i++) {
		const struct counted *c =
		        &t.v[UINT32_MAX - (uint32_t)keys[i]];

		if (out->stem_n < TERMS_MAX)
			out->stem[out->stem_n++] = (struct term){
				terms_stem(c->stem, out->language),
				clip(c->head), clip(c->whole)
			};
		if (c->name != 0)
			add_name(out, c);
	}
	add_facts(out, a);
	return ERR_OK;
}

static void
write_list(struct buf *out, const struct term *v, uint16_t n)
{
	buf_put_char(out, (char)n);
	for (size_t i = 0; i < n; i++) {
		char b[TERM_BYTES];

		memcpy(b, &v[i].hash, sizeof(v[i].hash));
		b[4] = (char)v[i].head;
		b[5] = (char)v[i].whole;
		buf_put(out, (struct str){ b, sizeof(b) });
	}
}

void
terms_write(struct buf *out, const struct terms *t)
{
	buf_put_char(out, FORM);
	buf_put_char(out, (char)t->language);
	write_list(out, t->stem, t->stem_n);
	write_list(out, t->name, t->name_n);
	write_list(out, t->fact, t->fact_n);
}

static enum err
read_list(struct str *in, struct term *v, size_t max, uint16_t *n)
{
	size_t count;

	if (in->n == 0)
		return ERR_FORMAT;
	count = (uint8_t)in->p[0];
	if (count > max || in->n < 1 + TERM_BYTES * count)
		return ERR_FORMAT;
	for (size_t i = 0; i < count; i++) {
		const char *p = in->p + 1 + TERM_BYTES * i;

		memcpy(&v[i].hash, p, sizeof(v[i].hash));
		v[i].head = (uint8_t)p[4];
		v[i].whole = (uint8_t)p[5];
		for (size_t k = 0; k < i; k++)
			if (v[k].hash == v[i].hash)
				return ERR_FORMAT;
	}
	*n = (uint16_t)count;
	*in = str_sub(*in, 1 + TERM_BYTES * count, in->n);
	return ERR_OK;
}

enum err
terms_read(struct str *bytes, struct terms *out)
{
	struct str in = *bytes;
	struct terms t;
	enum err e;

	if (in.n < 2 || in.p[0] != FORM ||
	    (uint8_t)in.p[1] >= TERMS_LANGUAGE__COUNT)
		return ERR_FORMAT;
	t.language = (enum terms_language)in.p[1];
	in = str_sub(in, 2, in.n);
	e = read_list(&in, t.stem, TERMS_MAX, &t.stem_n);
	if (e == ERR_OK)
		e = read_list(&in, t.name, TERMS_NAMES_MAX, &t.name_n);
	if (e == ERR_OK)
		e = read_list(&in, t.fact, TERMS_FACTS_MAX, &t.fact_n);
	if (e != ERR_OK)
		return e;
	*out = t;
	*bytes = in;
	return ERR_OK;
}
