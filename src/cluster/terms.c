#include "cluster/terms.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cluster/sort.h"
#include "text/common.h"

/* Stems of more than a third of all articles tell nothing. */
#define COMMON_MAX (COMMON_OF / 3)

#define COUNT_MAX 255u
#define FORM 2 /* first byte of the written form */
#define TERM_BYTES 6u

static const uint8_t most[TERMS_KIND__COUNT] = {
	TERMS_MAX, TERMS_NAMES_MAX, TERMS_PLACES_MAX, TERMS_NUMBERS_MAX
};

/* What sets terms of one kind apart from those of the others. */
static const uint32_t salt[TERMS_KIND__COUNT] = {
	0, 0x2545F491u, 0x85EBCA6Bu, 0xC2B2AE35u
};

struct counted {
	uint32_t stem; /* 0: a free slot */
	uint32_t head, whole;
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

/* By how many of COMMON_OF articles it is in. */
static float
prior_of(unsigned in)
{
	/* what is not in the table stands in fewer than ten */
	return logf((float)COMMON_OF / (float)(in > 10 ? in : 10));
}

float
terms_prior(uint32_t stem)
{
	return prior_of(common_in(stem));
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

/*
 * Weigh what was counted: places in the table, the heaviest first.  The table
 * is laid out by the stems' hashes, so equal weights have an order that the
 * text does not change.
 */
static size_t
rank(const struct table *t, struct sorted *keys, struct sorted *spare)
{
	size_t n = 0;

	for (uint32_t i = 0; i < t->cap; i++) {
		const struct counted *c = &t->v[i];
		float head = 0;
		unsigned in;

		if (c->stem == 0)
			continue;
		in = common_in(c->stem);
		if (in > COMMON_MAX)
			continue;
		if (c->head > 0)
			head = 1 + logf((float)c->head);
		keys[n++] = (struct sorted){
			sort_falling((2 * head + (float)c->whole / 2) *
			             prior_of(in)),
			i
		};
	}
	sort_by_key(keys, spare, n);
	return n;
}

size_t
terms_from(const uint8_t n[TERMS_KIND__COUNT], enum terms_kind kind)
{
	size_t at = 0;

	for (int k = 0; k < (int)kind; k++)
		at += n[k];
	return at;
}

/* Kinds are added one after the other. */
static void
add(struct terms *out, enum terms_kind kind, struct term t)
{
	size_t from = terms_from(out->n, kind);

	t.hash ^= salt[kind];
	for (size_t i = 0; i < out->n[kind]; i++) {
		struct term *have = &out->v[from + i];

		if (have->hash != t.hash)
			continue;
		have->whole = clip((uint32_t)have->whole + t.whole);
		have->head = have->head > t.head ? have->head : t.head;
		return;
	}
	if (out->n[kind] < most[kind])
		out->v[from + out->n[kind]++] = t;
}

uint32_t
terms_name(uint32_t key)
{
	return key ^ salt[TERMS_NAME];
}

static struct term
named(uint32_t hash, bool in_title, uint32_t count)
{
	return (struct term){ hash, in_title ? TERMS_TITLE_WEIGHT : 1,
		              clip(count) };
}

static void
add_named(struct terms *out, const struct doc_analysis *a)
{
	struct str codes = a->place_codes;

	for (size_t i = 0; i < a->name_count; i++)
		add(out, TERMS_NAME, named(a->names[i].key,
		                          a->names[i].in_title,
		                          a->names[i].count));
	/* by code: the numbers of places are those of one build */
	for (size_t i = 0; i < a->place_count && codes.n > 0; i++)
		add(out, TERMS_PLACE,
		    named((uint32_t)str_hash(str_until(&codes, ' ')),
		          a->places[i].in_title, a->places[i].count));
	for (size_t i = 0; i < a->number_count; i++)
		add(out, TERMS_NUMBER, named(a->numbers[i].key,
		                            a->numbers[i].in_title,
		                            a->numbers[i].count));
}

enum err
terms_make(const struct doc *d, struct terms *out)
{
	const struct doc_analysis *a = &d->analysis;
	struct table t = { .cap = 64 };
	struct sorted *keys, *spare;
	size_t n;

	while (t.cap < 2 * (a->title_words.n + a->text_words.n))
		t.cap *= 2;
	t.v = ARENA_ARRAY(d->mem, struct counted, t.cap);
	keys = arena_raw(d->mem, t.cap / 2 * sizeof(*keys));
	spare = arena_raw(d->mem, t.cap / 2 * sizeof(*spare));
	if (arena_err(d->mem) != ERR_OK)
		return ERR_LIMIT;
	count_words(&t, &a->title_words, TERMS_TITLE_WEIGHT, SIZE_MAX);
	count_words(&t, &a->text_words, 1, TERMS_HEAD_WORDS);
	n = rank(&t, keys, spare);
	out->language = terms_language(a->language);
	memset(out->n, 0, sizeof(out->n));
	for (size_t i = 0; i < n && i < TERMS_MAX; i++) {
		const struct counted *c = &t.v[keys[i].what];

		out->v[out->n[TERMS_STEM]++] = (struct term){
			terms_stem(c->stem, out->language), clip(c->head),
			clip(c->whole)
		};
	}
	add_named(out, a);
	return ERR_OK;
}

static void
write_list(struct buf *out, const struct term *v, size_t n)
{
	char *p = buf_reserve(out, 1 + n * TERM_BYTES);

	if (p == NULL)
		return;
	*p++ = (char)n;
	for (size_t i = 0; i < n; i++, p += TERM_BYTES) {
		memcpy(p, &v[i].hash, sizeof(v[i].hash));
		p[4] = (char)v[i].head;
		p[5] = (char)v[i].whole;
	}
	buf_wrote(out, 1 + n * TERM_BYTES);
}

void
terms_write(struct buf *out, const struct terms *t)
{
	buf_put_char(out, FORM);
	buf_put_char(out, (char)t->language);
	for (int k = 0; k < TERMS_KIND__COUNT; k++)
		write_list(out, t->v + terms_from(t->n, k), t->n[k]);
}

static enum err
read_list(struct str *in, struct term *v, size_t max, uint8_t *n)
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
	*n = (uint8_t)count;
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
	memset(t.n, 0, sizeof(t.n));
	for (int k = 0; k < TERMS_KIND__COUNT; k++) {
		e = read_list(&in, t.v + terms_from(t.n, k), most[k], &t.n[k]);
		if (e != ERR_OK)
			return e;
	}
	*out = t;
	*bytes = in;
	return ERR_OK;
}
