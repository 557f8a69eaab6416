#include "cluster/copies.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* Share of the shorter text that makes a link, of 255. */
#define CONTAINED_MIN 140u /* 0.55 */

/* Keys that two texts must share to be compared; of short ones fewer. */
#define KEYS_MIN 2u
#define SHORT_KEYS 8u

/* Texts with fewer shingles are copies only if they are nearly equal. */
#define SHORT_TOTAL 12u
#define SHORT_ALIKE 200u

/* A composite: it is longer than several that share less than this. */
#define LINKED_MAX 250u /* texts linked to one, those that came later too */
#define LONGER(a, b) ((a) * 10u > (b) * 11u)
#define APART_MAX 26u /* 0.1 */
#define APART_LOOKED 24u /* of its shorter ones that are compared */
#define EQUAL_ALIKE 102u /* 0.4: linked, composite or not */

struct text {
	uint16_t total;
	uint16_t n, link_cap;
	uint8_t level, link_n, generation;
	uint16_t *v;
	struct copy_link *links;
};

/* It is stale once its slot has another generation: another text's. */
struct key_slot {
	uint32_t key; /* 0: free */
	uint32_t slot : 24;
	uint32_t generation : 8;
};

struct copies {
	struct text *t;
	uint32_t slots_max;
	struct key_slot *keys; /* open addressing; a key may stand often */
	size_t key_n, key_cap;
	uint8_t *shared;  /* scratch by slot: keys shared */
	uint32_t *mark;   /* scratch by slot */
	uint32_t marker;
	size_t bytes;
};

struct copies *
copies_new(uint32_t slots_max)
{
	struct copies *c = xcalloc(1, sizeof(*c));

	c->slots_max = slots_max;
	c->t = xcalloc(slots_max, sizeof(*c->t));
	c->shared = xcalloc(slots_max, sizeof(*c->shared));
	c->mark = xcalloc(slots_max, sizeof(*c->mark));
	c->key_cap = 1024;
	c->keys = xcalloc(c->key_cap, sizeof(*c->keys));
	return c;
}

void
copies_free(struct copies *c)
{
	if (c == NULL)
		return;
	for (uint32_t i = 0; i < c->slots_max; i++) {
		free(c->t[i].v);
		free(c->t[i].links);
	}
	free(c->t);
	free(c->shared);
	free(c->mark);
	free(c->keys);
	free(c);
}

static size_t
home_of(const struct copies *c, uint32_t key)
{
	return (size_t)(key * 0x9E3779B1u) & (c->key_cap - 1);
}

static bool
is_stale(const struct copies *c, struct key_slot k)
{
	return c->t[k.slot].generation != k.generation;
}

static void
put_key(struct copies *c, struct key_slot k)
{
	size_t at = home_of(c, k.key);

	while (c->keys[at].key != 0)
		at = (at + 1) & (c->key_cap - 1);
	c->keys[at] = k;
	c->key_n++;
}

/* Room for one more: without the stale ones, in twice the room if need be. */
static void
make_room(struct copies *c)
{
	struct key_slot *old = c->keys;
	size_t cap = c->key_cap, live = 0;

	if ((c->key_n + 1) * 4 <= cap * 3)
		return;
	for (size_t i = 0; i < cap; i++)
		live += old[i].key != 0 && !is_stale(c, old[i]);
	if (live * 8 > cap * 5)
		c->key_cap *= 2;
	c->key_n = 0;
	c->keys = xcalloc(c->key_cap, sizeof(*c->keys));
	for (size_t i = 0; i < cap; i++)
		if (old[i].key != 0 && !is_stale(c, old[i]))
			put_key(c, old[i]);
	free(old);
}

/* How many of two samples are the same, on the coarser one's level. */
static void
intersect(const uint16_t *a, size_t an, const uint16_t *b, size_t bn,
          unsigned level, unsigned count[3])
{
	uint16_t mask = (uint16_t)((1u << level) - 1);
	size_t i = 0, k = 0;

	count[0] = count[1] = count[2] = 0;
	for (size_t x = 0; x < an; x++)
		count[0] += (a[x] & mask) == 0;
	for (size_t x = 0; x < bn; x++)
		count[1] += (b[x] & mask) == 0;
	while (i < an && k < bn) {
		if (a[i] < b[k]) {
			i++;
		} else if (a[i] > b[k]) {
			k++;
		} else {
			count[2] += (a[i] & mask) == 0;
			i++;
			k++;
		}
	}
}

static void
compare(const uint16_t *av, size_t an, unsigned alevel, const struct text *b,
        struct copy_link *out)
{
	unsigned level = alevel > b->level ? alevel : b->level;
	unsigned count[3], less, all;

	intersect(av, an, b->v, b->n, level, count);
	less = count[0] < count[1] ? count[0] : count[1];
	all = count[0] + count[1] - count[2];
	out->contained = (uint8_t)(less == 0 ? 0 : count[2] * 255 / less);
	out->alike = (uint8_t)(all == 0 ? 0 : count[2] * 255 / all);
}

/* Whether what two share makes them one text. */
static bool
is_link(const struct copy_link *l, uint16_t a_total, uint16_t b_total)
{
	uint16_t less = a_total < b_total ? a_total : b_total;

	if (less < SHORT_TOTAL)
		return l->alike >= SHORT_ALIKE;
	return l->contained >= CONTAINED_MIN;
}

struct candidate {
	uint32_t slot;
	uint8_t shared;
};

static int
by_shared(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->shared != y->shared)
		return x->shared < y->shared ? 1 : -1;
	return x->slot < y->slot ? -1 : x->slot > y->slot;
}

#define FOUND_MAX (SHINGLES_KEYS_MAX * COPIES_BOILERPLATE)

/* Texts that share keys, the most first. */
static size_t
candidates(struct copies *c, const struct shingles *s,
           struct candidate out[COPIES_COMPARED_MAX])
{
	static const size_t room = FOUND_MAX;
	uint32_t *found = xmalloc(room * sizeof(*found));
	unsigned least = s->key_n < SHORT_KEYS ? 1 : KEYS_MIN;
	struct candidate *all;
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < s->key_n; i++) {
		size_t at = home_of(c, s->key[i]), k = 0;

		for (; c->keys[at].key != 0; at = (at + 1) & (c->key_cap - 1))
			if (c->keys[at].key == s->key[i] &&
			    !is_stale(c, c->keys[at]) &&
			    k++ < COPIES_BOILERPLATE)
				found[n++] = c->keys[at].slot;
	}
	all = xmalloc((n + 1) * sizeof(*all));
	for (size_t i = 0; i < n; i++)
		if (c->shared[found[i]] < UINT8_MAX)
			c->shared[found[i]]++;
	for (size_t i = 0; i < n; i++) {
		uint8_t shared = c->shared[found[i]];

		c->shared[found[i]] = 0;
		if (shared >= least)
			all[kept++] = (struct candidate){ found[i], shared };
	}
	qsort(all, kept, sizeof(*all), by_shared);
	if (kept > COPIES_COMPARED_MAX)
		kept = COPIES_COMPARED_MAX;
	memcpy(out, all, kept * sizeof(*out));
	free(all);
	free(found);
	return kept;
}

static int
by_alike(const void *a, const void *b)
{
	const struct copy_link *x = a, *y = b;

	if (x->alike != y->alike)
		return x->alike < y->alike ? 1 : -1;
	return x->slot < y->slot ? -1 : x->slot > y->slot;
}

size_t
copies_find(struct copies *c, const struct shingles *s,
            struct copy_link out[COPIES_LINKS_MAX])
{
	struct candidate near[COPIES_COMPARED_MAX];
	size_t got = candidates(c, s, near), n = 0;

	for (size_t i = 0; i < got && n < COPIES_LINKS_MAX; i++) {
		const struct text *t = &c->t[near[i].slot];

		compare(s->v, s->n, s->level, t, &out[n]);
		out[n].slot = near[i].slot;
		n += is_link(&out[n], s->total, t->total);
	}
	qsort(out, n, sizeof(*out), by_alike);
	return n;
}

static void
add_link(struct copies *c, uint32_t slot, struct copy_link l)
{
	struct text *t = &c->t[slot];

	if (t->link_n == t->link_cap) {
		uint16_t cap =
		        (uint16_t)(t->link_cap == 0 ? 2 : 2 * t->link_cap);

		c->bytes += (size_t)(cap - t->link_cap) * sizeof(l);
		t->links = xrealloc(t->links, cap * sizeof(l));
		t->link_cap = cap;
	}
	t->links[t->link_n++] = l;
}

void
copies_add(struct copies *c, uint32_t slot, const struct shingles *s,
           const struct copy_link *links, size_t n)
{
	struct text *t = &c->t[slot];

	*t = (struct text){ .total = s->total, .n = s->n, .level = s->level,
		            .generation = t->generation };
	t->v = xmalloc(s->n * sizeof(*t->v) + 1);
	memcpy(t->v, s->v, s->n * sizeof(*t->v));
	c->bytes += s->n * sizeof(*t->v);
	for (size_t i = 0; i < s->key_n; i++) {
		make_room(c);
		if (s->key[i] != 0)
			put_key(c, (struct key_slot){ s->key[i],
			                              slot & 0xFFFFFF,
			                              t->generation });
	}
	for (size_t i = 0; i < n; i++) {
		struct text *o = &c->t[links[i].slot];
		struct copy_link back = links[i];

		/* a link stands at both ends or at none */
		if (t->link_n == COPIES_KEPT_MAX || o->link_n == LINKED_MAX)
			continue;
		back.slot = slot;
		add_link(c, slot, links[i]);
		add_link(c, links[i].slot, back);
	}
}

void
copies_drop(struct copies *c, uint32_t slot)
{
	struct text *t = &c->t[slot];

	for (size_t i = 0; i < t->link_n; i++) {
		struct text *o = &c->t[t->links[i].slot];

		for (size_t k = 0; k < o->link_n; k++) {
			if (o->links[k].slot != slot)
				continue;
			memmove(&o->links[k], &o->links[k + 1],
			        (size_t)(o->link_n - k - 1) *
			                sizeof(*o->links));
			o->link_n--;
			break;
		}
	}
	c->bytes -= t->n * sizeof(*t->v) + t->link_cap * sizeof(*t->links);
	free(t->v);
	free(t->links);
	*t = (struct text){ .generation = (uint8_t)(t->generation + 1) };
}

void
copies_compare(const struct copies *c, uint32_t a, uint32_t b,
               struct copy_link *out)
{
	compare(c->t[a].v, c->t[a].n, c->t[a].level, &c->t[b], out);
	out->slot = b;
}

const struct copy_link *
copies_links(const struct copies *c, uint32_t slot, size_t *n)
{
	*n = c->t[slot].link_n;
	return c->t[slot].links;
}

/*
 * Whether a text holds several that have nothing in common: among those it is
 * linked to and longer than, two that are not linked and share next to
 * nothing.
 */
static bool
is_composite(const struct copies *c, uint32_t slot)
{
	const struct text *t = &c->t[slot];
	uint32_t part[APART_LOOKED];
	size_t n = 0;

	for (size_t i = 0; i < t->link_n && n < APART_LOOKED; i++)
		if (LONGER(t->total, c->t[t->links[i].slot].total))
			part[n++] = t->links[i].slot;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = i + 1; k < n; k++) {
			struct copy_link l;

			copies_compare(c, part[i], part[k], &l);
			if (l.contained < APART_MAX)
				return true;
		}
	}
	return false;
}

size_t
copies_group(struct copies *c, uint32_t slot, uint32_t out[COPIES_GROUP_MAX],
             size_t *reached)
{
	uint32_t same = ++c->marker, near = ++c->marker;
	size_t n = 1, all;

	out[0] = slot;
	c->mark[slot] = same;
	for (size_t i = 0; i < n; i++) {
		const struct text *t = &c->t[out[i]];
		bool whole = is_composite(c, out[i]);

		for (size_t k = 0; k < t->link_n; k++) {
			const struct copy_link *l = &t->links[k];

			if (n == COPIES_GROUP_MAX || c->mark[l->slot] == same ||
			    (l->alike < EQUAL_ALIKE &&
			     (whole || is_composite(c, l->slot))))
				continue;
			c->mark[l->slot] = same;
			out[n++] = l->slot;
		}
	}
	all = n;
	for (size_t i = 0; i < n; i++) {
		const struct text *t = &c->t[out[i]];

		for (size_t k = 0; k < t->link_n; k++) {
			uint32_t s = t->links[k].slot;

			if (all == COPIES_GROUP_MAX || c->mark[s] == same ||
			    c->mark[s] == near)
				continue;
			c->mark[s] = near;
			out[all++] = s;
		}
	}
	*reached = all;
	return n;
}

size_t
copies_bytes(const struct copies *c)
{
	return c->bytes + c->key_cap * sizeof(*c->keys);
}
