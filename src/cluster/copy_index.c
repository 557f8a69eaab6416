#include "cluster/copy_index.h"

#include <stdlib.h>

#include "base/arena.h"

#define NONE UINT32_MAX
#define LISTS_PER_SLOT 16u
#define LISTS_MAX (1u << 24)
#define ENTRIES_FIRST 256u
#define GENERATION_NEVER 255u /* no entry has it */

struct entry {
	uint32_t slot : 24;
	uint32_t generation : 8;
	uint32_t next; /* in its list, or of those that are free; or NONE */
};

struct copy_index {
	uint32_t *list; /* the newest entry of each, + 1; 0: empty */
	uint32_t list_n; /* a power of two */
	uint8_t *generation; /* by slot: of its keys */
	uint32_t slots_max;
	struct entry *v;
	uint32_t cap, free, free_n;
	uint32_t stale_n; /* entries that a sweep would give back */
};

struct copy_index *
copy_index_new(uint32_t slots_max)
{
	struct copy_index *x = xcalloc(1, sizeof(*x));

	x->slots_max = slots_max;
	x->list_n = 1024;
	while (x->list_n < LISTS_MAX &&
	       x->list_n / LISTS_PER_SLOT < slots_max)
		x->list_n *= 2;
	x->list = xcalloc(x->list_n, sizeof(*x->list));
	x->generation = xcalloc(slots_max, sizeof(*x->generation));
	x->free = NONE;
	return x;
}

void
copy_index_free(struct copy_index *x)
{
	if (x == NULL)
		return;
	free(x->list);
	free(x->generation);
	free(x->v);
	free(x);
}

/* Keys are one in eight by their lowest bits: those say nothing. */
static uint32_t *
list_of(const struct copy_index *x, uint32_t key)
{
	return &x->list[key >> 3 & (x->list_n - 1)];
}

static bool
is_stale(const struct copy_index *x, const struct entry *e)
{
	return x->generation[e->slot] != e->generation;
}

static void
give_back(struct copy_index *x, uint32_t at)
{
	x->v[at].next = x->free;
	x->free = at;
	x->free_n++;
}

/*
 * Take the entry behind a place out of a list; the place is the list's head
 * or an entry's next, which are an index + 1 both.
 */
static void
unlink_at(struct copy_index *x, uint32_t *place)
{
	uint32_t at = *place - 1;

	*place = x->v[at].next;
	x->stale_n--;
	give_back(x, at);
}

static void
sweep(struct copy_index *x)
{
	for (uint32_t i = 0; i < x->list_n; i++) {
		uint32_t *place = &x->list[i];

		while (*place != 0) {
			if (is_stale(x, &x->v[*place - 1]))
				unlink_at(x, place);
			else
				place = &x->v[*place - 1].next;
		}
	}
}

/* A quarter more, so that little lies idle. */
static void
grow(struct copy_index *x)
{
	uint32_t cap = x->cap + x->cap / 4 + ENTRIES_FIRST;

	x->v = xrealloc(x->v, cap * sizeof(*x->v));
	for (uint32_t i = cap; i-- > x->cap;)
		give_back(x, i);
	x->cap = cap;
}

static void
make_room(struct copy_index *x)
{
	if (x->free_n > 0)
		return;
	if (x->stale_n > 0)
		sweep(x);
	if (x->free_n <= x->cap / 8)
		grow(x);
}

void
copy_index_add(struct copy_index *x, uint32_t slot, const uint32_t *keys,
               size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t *list = list_of(x, keys[i]);
		uint32_t at;

		make_room(x);
		at = x->free;
		x->free = x->v[at].next;
		x->free_n--;
		x->v[at] = (struct entry){
			.slot = slot & 0xFFFFFF,
			.generation = x->generation[slot],
			.next = *list,
		};
		*list = at + 1;
	}
}

void
copy_index_drop(struct copy_index *x, uint32_t slot, size_t n)
{
	x->stale_n += (uint32_t)n;
	/* before a generation comes again, none of its entries may be left */
	if (++x->generation[slot] == GENERATION_NEVER) {
		sweep(x);
		x->generation[slot] = 0;
	}
}

void
copy_index_fetch(const struct copy_index *x, const uint32_t *keys, size_t n)
{
	for (size_t i = 0; i < n; i++)
		__builtin_prefetch(list_of(x, keys[i]));
	for (size_t i = 0; i < n; i++) {
		uint32_t first = *list_of(x, keys[i]);

		if (first != 0)
			__builtin_prefetch(&x->v[first - 1]);
	}
}

size_t
copy_index_find(struct copy_index *x, uint32_t key, uint32_t *out, size_t max)
{
	uint32_t *place = list_of(x, key);
	size_t n = 0;

	while (*place != 0 && n < max) {
		const struct entry *e = &x->v[*place - 1];

		if (is_stale(x, e)) {
			unlink_at(x, place);
			continue;
		}
		out[n++] = e->slot;
		place = &x->v[*place - 1].next;
	}
	return n;
}

size_t
copy_index_bytes(const struct copy_index *x)
{
	return sizeof(*x) + x->list_n * sizeof(*x->list) +
	       x->slots_max * sizeof(*x->generation) +
	       x->cap * sizeof(*x->v);
}
