#include "search/builder_terms.h"

#include <stdlib.h>

#define SLOTS_FIRST (1u << 12)
#define KEYS_MAX_BYTES (1u << 30)

void
builder_terms_init(struct builder_terms *t)
{
	*t = (struct builder_terms){ .slot_count = SLOTS_FIRST };
	buf_init(&t->keys, KEYS_MAX_BYTES);
	t->slots = xcalloc(t->slot_count, sizeof(*t->slots));
}

void
builder_terms_release(struct builder_terms *t)
{
	buf_release(&t->keys);
	free(t->v);
	free(t->slots);
}

void
builder_terms_clear(struct builder_terms *t)
{
	builder_terms_release(t);
	builder_terms_init(t);
}

struct str
builder_terms_key(const struct builder_terms *t, uint32_t number)
{
	return (struct str){ t->keys.p + t->v[number].key,
		             t->v[number].key_n };
}

static uint64_t
hash_of(char kind, struct str word, uint8_t tag)
{
	return str_hash_seed(word, (uint64_t)(unsigned char)kind << 8 | tag);
}

/* Twice the slots, each term in its new one. */
static void
grow(struct builder_terms *t)
{
	t->slot_count *= 2;
	free(t->slots);
	t->slots = xcalloc(t->slot_count, sizeof(*t->slots));
	for (uint32_t i = 0; i < t->n; i++) {
		struct str key = builder_terms_key(t, i);
		uint64_t at = hash_of(key.p[0], str_sub(key, 1, key.n),
		                      t->v[i].tag);

		while (t->slots[at % t->slot_count] != 0)
			at++;
		t->slots[at % t->slot_count] = i + 1;
	}
}

static uint32_t
append(struct builder_terms *t, char kind, struct str word, uint8_t tag)
{
	if (t->n == t->cap) {
		t->cap = t->cap * 2 + 1024;
		t->v = xrealloc(t->v, t->cap * sizeof(*t->v));
	}
	t->v[t->n] = (struct builder_term){
		.key = (uint32_t)t->keys.n,
		.key_n = (uint16_t)(word.n + 1),
		.tag = tag,
	};
	buf_put_char(&t->keys, kind);
	buf_put(&t->keys, word);
	return t->n++;
}

uint32_t
builder_terms_add(struct builder_terms *t, enum term_kind kind,
                  struct str word, uint8_t tag, bool *added)
{
	char first = (char)kind;
	uint64_t at;

	word = str_sub(word, 0, SEGMENT_TERM_MAX - 1);
	at = hash_of(first, word, tag);
	for (; t->slots[at % t->slot_count] != 0; at++) {
		uint32_t number = t->slots[at % t->slot_count] - 1;
		struct str key = builder_terms_key(t, number);

		if (t->v[number].tag == tag && key.n == word.n + 1 &&
		    key.p[0] == first &&
		    memcmp(key.p + 1, word.p, word.n) == 0) {
			*added = false;
			return number;
		}
	}
	*added = true;
	t->slots[at % t->slot_count] = t->n + 1;
	append(t, first, word, tag);
	if (t->n > t->slot_count / 2)
		grow(t);
	return t->n - 1;
}

static int
by_key(const void *a, const void *b, void *arg)
{
	const struct builder_terms *t = arg;
	uint32_t x, y;
	int order;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	order = str_cmp(builder_terms_key(t, x), builder_terms_key(t, y));
	if (order != 0)
		return order;
	return (t->v[x].tag > t->v[y].tag) - (t->v[x].tag < t->v[y].tag);
}

void
builder_terms_sort(const struct builder_terms *t, uint32_t *out)
{
	struct builder_terms copy = *t;

	for (uint32_t i = 0; i < t->n; i++)
		out[i] = i;
	qsort_r(out, t->n, sizeof(*out), by_key, &copy);
}
