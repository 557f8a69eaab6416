#include "cluster/vocabulary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"

#define FIRST_CAP 1024u

/* One article that has a term it never had weighs as much as this. */
#define UNSEEN 0.5f

struct entry {
	uint32_t hash;
	uint32_t articles; /* 0: the number is free */
	float prior;
	struct posting *list;
	uint32_t n, cap;
	uint32_t next;     /* in its bucket, or in the list of free numbers */
};

struct vocabulary {
	struct entry *entries;
	float *logs; /* by number: ln(prior + articles + UNSEEN) */
	uint32_t *buckets; /* number of the first entry; NONE */
	uint32_t n, cap;   /* entries made, room; as many buckets as room */
	uint32_t free;     /* first free number; NONE */
	size_t list_bytes;
};

#define NONE UINT32_MAX

struct vocabulary *
vocabulary_new(void)
{
	struct vocabulary *v = xcalloc(1, sizeof(*v));

	v->cap = FIRST_CAP;
	v->entries = xcalloc(v->cap, sizeof(*v->entries));
	v->logs = xcalloc(v->cap, sizeof(*v->logs));
	v->buckets = xmalloc(v->cap * sizeof(*v->buckets));
	memset(v->buckets, 0xFF, v->cap * sizeof(*v->buckets));
	v->free = NONE;
	return v;
}

void
vocabulary_free(struct vocabulary *v)
{
	if (v == NULL)
		return;
	for (uint32_t i = 0; i < v->n; i++)
		free(v->entries[i].list);
	free(v->entries);
	free(v->logs);
	free(v->buckets);
	free(v);
}

static void
grow(struct vocabulary *v)
{
	v->cap *= 2;
	v->entries = xrealloc(v->entries, v->cap * sizeof(*v->entries));
	v->logs = xrealloc(v->logs, v->cap * sizeof(*v->logs));
	v->buckets = xrealloc(v->buckets, v->cap * sizeof(*v->buckets));
	memset(v->buckets, 0xFF, v->cap * sizeof(*v->buckets));
	for (uint32_t i = 0; i < v->n; i++) {
		struct entry *e = &v->entries[i];
		uint32_t *head = &v->buckets[e->hash & (v->cap - 1)];

		if (e->articles == 0)
			continue; /* it stays in the list of free ones */
		e->next = *head;
		*head = i;
	}
}

void
vocabulary_fetch_number(const struct vocabulary *v, uint32_t number)
{
	__builtin_prefetch(&v->entries[number]);
	__builtin_prefetch(&v->logs[number]);
}

void
vocabulary_fetch_bucket(const struct vocabulary *v, uint32_t hash)
{
	__builtin_prefetch(&v->buckets[hash & (v->cap - 1)]);
}

void
vocabulary_fetch(const struct vocabulary *v, uint32_t hash)
{
	uint32_t at = v->buckets[hash & (v->cap - 1)];

	if (at != NONE)
		vocabulary_fetch_number(v, at);
}

uint32_t
vocabulary_find(const struct vocabulary *v, uint32_t hash)
{
	uint32_t at = v->buckets[hash & (v->cap - 1)];

	while (at != NONE && v->entries[at].hash != hash)
		at = v->entries[at].next;
	return at;
}

static uint32_t
make(struct vocabulary *v, uint32_t hash, float prior)
{
	uint32_t at = v->free, *head;

	if (at != NONE) {
		v->free = v->entries[at].next;
	} else {
		if (v->n == v->cap)
			grow(v);
		at = v->n++;
	}
	head = &v->buckets[hash & (v->cap - 1)];
	v->entries[at] = (struct entry){ .hash = hash, .prior = prior,
		                         .next = *head };
	*head = at;
	return at;
}

static void
weigh(struct vocabulary *v, uint32_t number)
{
	const struct entry *e = &v->entries[number];

	v->logs[number] = logf(e->prior + (float)e->articles + UNSEEN);
}

uint32_t
vocabulary_add(struct vocabulary *v, uint32_t hash, float prior)
{
	uint32_t at = vocabulary_find(v, hash);

	if (at == NONE)
		at = make(v, hash, prior);
	v->entries[at].articles++;
	weigh(v, at);
	return at;
}

static void
forget(struct vocabulary *v, uint32_t number)
{
	struct entry *e = &v->entries[number];
	uint32_t *link = &v->buckets[e->hash & (v->cap - 1)];

	while (*link != number)
		link = &v->entries[*link].next;
	*link = e->next;
	v->list_bytes -= e->cap * sizeof(*e->list);
	free(e->list);
	*e = (struct entry){ .next = v->free };
	v->free = number;
}

void
vocabulary_drop(struct vocabulary *v, uint32_t number)
{
	struct entry *e = &v->entries[number];

	if (e->articles == 0)
		BUG("a term that no article has");
	e->articles--;
	if (e->articles == 0)
		forget(v, number);
	else
		weigh(v, number);
}

uint32_t
vocabulary_hash(const struct vocabulary *v, uint32_t number)
{
	return v->entries[number].hash;
}

const float *
vocabulary_logs(const struct vocabulary *v)
{
	return v->logs;
}

const struct posting *
vocabulary_list(const struct vocabulary *v, uint32_t number, size_t *n)
{
	*n = v->entries[number].n;
	return v->entries[number].list;
}

void
vocabulary_post(struct vocabulary *v, uint32_t number, struct posting p)
{
	struct entry *e = &v->entries[number];

	if (e->n == e->cap) {
		uint32_t cap = e->cap + (e->cap + 4) / 4;

		e->list = xrealloc(e->list, cap * sizeof(*e->list));
		v->list_bytes += (cap - e->cap) * sizeof(*e->list);
		e->cap = cap;
	}
	e->list[e->n++] = p;
}

/* Articles leave in about the order in which they came: look from there. */
void
vocabulary_unpost(struct vocabulary *v, uint32_t number, uint32_t slot)
{
	struct entry *e = &v->entries[number];

	for (uint32_t i = 0; i < e->n; i++) {
		if (e->list[i].slot != slot)
			continue;
		memmove(&e->list[i], &e->list[i + 1],
		        (e->n - i - 1) * sizeof(*e->list));
		e->n--;
		return;
	}
	BUG("an article that has not the term");
}

size_t
vocabulary_numbers(const struct vocabulary *v)
{
	return v->n;
}

size_t
vocabulary_bytes(const struct vocabulary *v)
{
	return v->cap * (sizeof(*v->entries) + sizeof(*v->buckets) +
	                 sizeof(*v->logs)) +
	       v->list_bytes;
}
