#include "search/builder_terms.h"

#include <stdlib.h>

#include "search/terms.h"

#define SLOTS_FIRST (1u << 12)
#define KEYS_MAX_BYTES (1u << 30)
#define HEAD_BYTES 6u /* in front of a key */

#define SORT_BITS 11u /* of a head, in each of six passes */
#define SORT_SLOTS (1u << SORT_BITS)
#define INSERTION_MAX 16u

_Static_assert(SEGMENT_TERM_MAX <= UINT8_MAX, "a key's length is one byte");

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

static struct str
cut(struct str word)
{
	return str_sub(word, 0, SEGMENT_TERM_MAX - 1);
}

uint64_t
builder_terms_hash(enum term_kind kind, struct str word, uint8_t tag)
{
	return str_hash_seed(cut(word), (uint64_t)kind << 8 | tag);
}

static struct builder_slot *
free_slot(struct builder_terms *t, uint64_t hash)
{
	uint64_t mask = t->slot_count - 1;

	while (t->slots[hash & mask].key != 0)
		hash++;
	return &t->slots[hash & mask];
}

/* Twice the slots, each term in its new one. */
static void
grow(struct builder_terms *t)
{
	t->slot_count *= 2;
	free(t->slots);
	t->slots = xcalloc(t->slot_count, sizeof(*t->slots));
	for (uint32_t i = 0; i < t->n; i++) {
		const struct builder_term *v = &t->v[i];

		*free_slot(t, v->hash) = (struct builder_slot){
			(uint32_t)(v->hash >> 32), v->key
		};
	}
}

static uint32_t
append(struct builder_terms *t, uint64_t hash, char kind, struct str word,
       uint8_t tag)
{
	if (t->n == t->cap) {
		t->cap = t->cap * 2 + 1024;
		t->v = xrealloc(t->v, t->cap * sizeof(*t->v));
	}
	t->v[t->n] = (struct builder_term){
		.hash = hash,
		.key = (uint32_t)t->keys.n + HEAD_BYTES,
	};
	buf_put(&t->keys, (struct str){ (char *)&t->n, sizeof(t->n) });
	buf_put_char(&t->keys, (char)tag);
	buf_put_char(&t->keys, (char)(word.n + 1));
	buf_put_char(&t->keys, kind);
	buf_put(&t->keys, word);
	return t->n++;
}

static uint8_t
tag_of(const struct builder_terms *t, uint32_t key)
{
	return (uint8_t)t->keys.p[key - 2];
}

/* Whether a slot is that of a term. */
static bool
is_it(const struct builder_terms *t, const struct builder_slot *s,
      uint64_t hash, char kind, struct str word, uint8_t tag)
{
	struct str key;

	if (s->hash != (uint32_t)(hash >> 32))
		return false;
	key = builder_terms_key(t, s->key);
	return key.n == word.n + 1 && tag_of(t, s->key) == tag &&
	       key.p[0] == kind && memcmp(key.p + 1, word.p, word.n) == 0;
}

uint32_t
builder_terms_add(struct builder_terms *t, uint64_t hash, enum term_kind kind,
                  struct str word, uint8_t tag, bool *added)
{
	uint64_t mask = t->slot_count - 1, at = hash;
	struct builder_slot *s;
	uint32_t number;

	word = cut(word);
	for (; (s = &t->slots[at & mask])->key != 0; at++) {
		if (is_it(t, s, hash, (char)kind, word, tag)) {
			*added = false;
			memcpy(&number, t->keys.p + s->key - HEAD_BYTES,
			       sizeof(number));
			return number;
		}
	}
	number = append(t, hash, (char)kind, word, tag);
	*s = (struct builder_slot){ (uint32_t)(hash >> 32),
		                    t->v[number].key };
	*added = true;
	if (t->n > t->slot_count / 2)
		grow(t);
	return number;
}

/* A term with the first bytes of its key as numbers, which mostly settle. */
struct ordered {
	uint64_t head, next;
	uint32_t key, number;
};

static int
by_rest(const void *a, const void *b, void *arg)
{
	const struct builder_terms *t = arg;
	const struct ordered *x = a, *y = b;
	int order;

	if (x->next != y->next)
		return x->next < y->next ? -1 : 1;
	order = str_cmp(builder_terms_key(t, x->key),
	                builder_terms_key(t, y->key));
	if (order != 0)
		return order;
	return (int)tag_of(t, x->key) - (int)tag_of(t, y->key);
}

/* One pass of a stable sort by some bits of the heads. */
static void
sort_pass(const struct ordered *from, struct ordered *to, uint32_t n,
          unsigned shift)
{
	uint32_t at[SORT_SLOTS] = { 0 }, sum = 0;

	for (uint32_t i = 0; i < n; i++)
		at[from[i].head >> shift & (SORT_SLOTS - 1)]++;
	for (uint32_t i = 0; i < SORT_SLOTS; i++) {
		uint32_t here = at[i];

		at[i] = sum;
		sum += here;
	}
	for (uint32_t i = 0; i < n; i++)
		to[at[from[i].head >> shift & (SORT_SLOTS - 1)]++] = from[i];
}

/* Terms of one head, mostly few. */
static void
sort_rest(struct builder_terms *t, struct ordered *v, uint32_t n)
{
	if (n > INSERTION_MAX) {
		qsort_r(v, n, sizeof(*v), by_rest, t);
		return;
	}
	for (uint32_t i = 1; i < n; i++) {
		struct ordered now = v[i];
		uint32_t at = i;

		for (; at > 0 && by_rest(&v[at - 1], &now, t) > 0; at--)
			v[at] = v[at - 1];
		v[at] = now;
	}
}

/* All of them; `v` and `spare` have room for all, the result is in `v`. */
static void
sort(const struct builder_terms *t, struct ordered *v, struct ordered *spare)
{
	struct builder_terms copy = *t;
	uint32_t to;

	for (uint32_t i = 0; i < t->n; i++) {
		struct str key = builder_terms_key(t, t->v[i].key);

		v[i].key = t->v[i].key;
		v[i].head = terms_head(key);
		v[i].next = terms_head(str_sub(key, sizeof(v->head), key.n));
		v[i].number = i;
	}
	for (unsigned shift = 0; shift < 64; shift += 2 * SORT_BITS) {
		sort_pass(v, spare, t->n, shift);
		sort_pass(spare, v, t->n, shift + SORT_BITS);
	}
	for (uint32_t i = 0; i < t->n; i = to) {
		for (to = i + 1; to < t->n && v[to].head == v[i].head;)
			to++;
		sort_rest(&copy, v + i, to - i);
	}
}

static bool
have_one_key(const struct builder_terms *t, const struct ordered *a,
             const struct ordered *b)
{
	return a->head == b->head && a->next == b->next &&
	       str_eq(builder_terms_key(t, a->key),
	              builder_terms_key(t, b->key));
}

uint32_t
builder_terms_sort(const struct builder_terms *t, struct builder_key *order,
                   uint32_t *same)
{
	struct ordered *v = xmalloc((t->n + 1) * sizeof(*v));
	struct ordered *spare = xmalloc((t->n + 1) * sizeof(*v));
	uint32_t n = 0;

	sort(t, v, spare);
	for (uint32_t i = 0; i < t->n; i++) {
		if (i == 0 || !have_one_key(t, &v[i - 1], &v[i]))
			order[n++] = (struct builder_key){ v[i].key,
				                           v[i].number };
		same[v[i].number] = order[n - 1].term;
	}
	free(v);
	free(spare);
	return n;
}
