#include "cluster/copies.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "cluster/copy_index.h"
#include "cluster/copy_text.h"

/* Keys that two texts must share to be compared; two short ones fewer. */
#define KEYS_MIN 2u
#define SHORT_KEYS 8u

/* A composite: it is longer than several that share less than this. */
#define LONGER(a, b) ((a) * 10u > (b) * 11u)
#define APART_MAX 32u /* 0.125 */
#define APART_LOOKED 16u /* of its shorter ones that are compared */
#define EQUAL_ALIKE 102u /* 0.4: may be the same, composite or not */

#define GROUP_COMPARES_MAX 1000u /* for one group, by composites */

/* Whether a text is a composite, as far as that is known. */
enum whole { WHOLE_UNKNOWN, WHOLE_YES, WHOLE_COMPOSITE };

struct text {
	struct copy_text kept;
	struct copy_link *links;
	uint32_t age; /* the higher, the newer */
	uint32_t mark; /* scratch: of groups */
	uint16_t link_n, link_cap;
	uint8_t whole;
	uint8_t shared; /* scratch: keys shared, 0 between uses */
};

#define FOUND_MAX (SHINGLES_KEYS_MAX * COPIES_BOILERPLATE)

struct copies {
	struct text *t;
	uint32_t slots_max, age, marker;
	unsigned compares; /* of the group that is looked at */
	struct copy_index *index;
	size_t bytes; /* of what texts own */
	uint32_t found[FOUND_MAX]; /* scratch */
};

const char *
copy_verdict_name(enum copy_verdict v)
{
	static const char *const names[] = {
		[COPY_OTHER] = "other",
		[COPY_RELATED] = "related",
		[COPY_EMBEDDED] = "embedded",
		[COPY_TEMPLATE] = "template",
		[COPY_SAME] = "same",
	};

	return names[v];
}

struct copies *
copies_new(uint32_t slots_max)
{
	struct copies *c = xcalloc(1, sizeof(*c));

	c->slots_max = slots_max;
	c->t = xcalloc(slots_max, sizeof(*c->t));
	c->index = copy_index_new(slots_max);
	return c;
}

void
copies_free(struct copies *c)
{
	if (c == NULL)
		return;
	for (uint32_t i = 0; i < c->slots_max; i++) {
		copy_text_release(&c->t[i].kept);
		free(c->t[i].links);
	}
	copy_index_free(c->index);
	free(c->t);
	free(c);
}

/* How many keys tell that two texts are worth comparing. */
static unsigned
keys_needed(size_t a, size_t b)
{
	return a < SHORT_KEYS && b < SHORT_KEYS ? 1 : KEYS_MIN;
}

struct candidate {
	uint32_t slot, age;
	uint8_t shared;
};

static int
by_shared(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->shared != y->shared)
		return x->shared < y->shared ? 1 : -1;
	return x->age < y->age ? 1 : -1;
}

/* Keep the best in order; the last one goes if there is no room. */
static size_t
insert(struct candidate *v, size_t n, struct candidate x)
{
	size_t at;

	if (n == COPIES_COMPARED_MAX && by_shared(&v[n - 1], &x) < 0)
		return n;
	n += n < COPIES_COMPARED_MAX;
	for (at = n - 1; at > 0 && by_shared(&v[at - 1], &x) > 0; at--)
		v[at] = v[at - 1];
	v[at] = x;
	return n;
}

/* Texts that share keys, the most first. */
static size_t
candidates(struct copies *c, const struct shingles *s,
           struct candidate out[COPIES_COMPARED_MAX])
{
	size_t n = 0, kept = 0;

	copy_index_fetch(c->index, s->key, s->key_n);
	for (size_t i = 0; i < s->key_n; i++)
		n += copy_index_find(c->index, s->key[i], c->found + n,
		                     COPIES_BOILERPLATE);
	for (size_t i = 0; i < n; i++)
		__builtin_prefetch(&c->t[c->found[i]].shared);
	for (size_t i = 0; i < n; i++)
		c->t[c->found[i]].shared++; /* at most one a key: 96 */
	for (size_t i = 0; i < n; i++) {
		struct text *t = &c->t[c->found[i]];
		struct candidate x = { c->found[i], t->age, t->shared };

		t->shared = 0;
		if (x.shared >= keys_needed(s->key_n, t->kept.key_n) &&
		    x.shared > 0)
			kept = insert(out, kept, x);
	}
	return kept;
}

/* The closest first; of those equally close the one that leads here most. */
static size_t
insert_link(struct copy_link *v, size_t n, struct copy_link x)
{
	size_t at;

	if (n == COPIES_LINKS_MAX && v[n - 1].alike >= x.alike)
		return n;
	n += n < COPIES_LINKS_MAX;
	for (at = n - 1; at > 0 && v[at - 1].alike < x.alike; at--)
		v[at] = v[at - 1];
	v[at] = x;
	return n;
}

size_t
copies_find(struct copies *c, const struct shingles *s,
            struct copy_link out[COPIES_LINKS_MAX])
{
	struct candidate near[COPIES_COMPARED_MAX];
	size_t got = candidates(c, s, near), n = 0;
	struct copy_spread spread;

	if (got == 0)
		return 0;
	copy_spread_init(&spread, s);
	for (size_t i = 0; i < got; i++) {
		struct copy_link l = { .slot = near[i].slot };

		copy_text_compare(&spread, &c->t[l.slot].kept, &l);
		if (l.verdict == COPY_SAME)
			n = insert_link(out, n, l);
	}
	return n;
}

static void
add_link(struct copies *c, struct text *t, struct copy_link l)
{
	if (t->link_n == t->link_cap) {
		uint16_t cap =
		        (uint16_t)(t->link_cap == 0 ? 2 : 2 * t->link_cap);

		c->bytes += (size_t)(cap - t->link_cap) * sizeof(l);
		t->links = xrealloc(t->links, cap * sizeof(l));
		t->link_cap = cap;
	}
	t->links[t->link_n++] = l;
	t->whole = WHOLE_UNKNOWN;
}

static void
take_link(struct text *t, uint32_t slot)
{
	for (size_t i = 0; i < t->link_n; i++) {
		if (t->links[i].slot != slot)
			continue;
		memmove(&t->links[i], &t->links[i + 1],
		        (size_t)(t->link_n - i - 1) * sizeof(*t->links));
		t->link_n--;
		t->whole = WHOLE_UNKNOWN;
		return;
	}
}

void
copies_add(struct copies *c, uint32_t slot, const struct shingles *s,
           const struct copy_link *links, size_t n)
{
	struct text *t = &c->t[slot];

	*t = (struct text){ .age = ++c->age };
	copy_text_init(&t->kept, s);
	c->bytes += copy_text_bytes(&t->kept);
	copy_index_add(c->index, slot, s->key, s->key_n);
	for (size_t i = 0; i < n; i++) {
		struct text *o = &c->t[links[i].slot];
		struct copy_link back = links[i];

		/* a link stands at both ends or at none */
		if (o->link_n == COPIES_LINKED_MAX)
			continue;
		back.slot = slot;
		add_link(c, t, links[i]);
		add_link(c, o, back);
	}
}

void
copies_drop(struct copies *c, uint32_t slot)
{
	struct text *t = &c->t[slot];

	for (size_t i = 0; i < t->link_n; i++)
		take_link(&c->t[t->links[i].slot], slot);
	c->bytes -= copy_text_bytes(&t->kept) +
	            t->link_cap * sizeof(*t->links);
	copy_index_drop(c->index, slot, t->kept.key_n);
	copy_text_release(&t->kept);
	free(t->links);
	*t = (struct text){ .links = NULL };
}

void
copies_shingles(const struct copies *c, uint32_t slot, struct shingles *out)
{
	copy_text_unpack(&c->t[slot].kept, out);
}

void
copies_compare(const struct copies *c, uint32_t a, uint32_t b,
               struct copy_link *out)
{
	struct shingles s;
	struct copy_spread spread;

	copies_shingles(c, a, &s);
	copy_spread_init(&spread, &s);
	out->slot = b;
	copy_text_compare(&spread, &c->t[b].kept, out);
}

void
copies_explain(const struct copies *c, uint32_t a, uint32_t b,
               struct copy_facts *out)
{
	struct shingles s;
	struct copy_spread spread;

	copies_shingles(c, a, &s);
	copy_spread_init(&spread, &s);
	copy_text_explain(&spread, &c->t[b].kept, out);
	out->link.slot = b;
}

const struct copy_link *
copies_links(const struct copies *c, uint32_t slot, size_t *n)
{
	*n = c->t[slot].link_n;
	return c->t[slot].links;
}

/* Whether two of the parts are not linked and share next to nothing. */
static bool
stand_apart(const struct copies *c, const uint32_t *part, size_t n)
{
	struct shingles s;
	struct copy_spread spread;
	struct copy_link l;

	for (size_t i = 0; i + 1 < n; i++) {
		copies_shingles(c, part[i], &s);
		copy_spread_init(&spread, &s);
		for (size_t k = i + 1; k < n; k++) {
			l.slot = part[k];
			copy_text_compare(&spread, &c->t[l.slot].kept, &l);
			if (l.contained < APART_MAX)
				return true;
		}
	}
	return false;
}

/*
 * Whether a text holds several that have nothing in common: two of those it
 * is linked to and longer than.
 */
static bool
is_composite(struct copies *c, uint32_t slot)
{
	struct text *t = &c->t[slot];
	uint32_t part[APART_LOOKED];
	size_t n = 0;

	for (size_t i = 0; i < t->link_n && n < APART_LOOKED &&
	                   t->whole == WHOLE_UNKNOWN; i++)
		if (LONGER(t->kept.total, c->t[t->links[i].slot].kept.total))
			part[n++] = t->links[i].slot;
	if (t->whole == WHOLE_UNKNOWN)
		t->whole = stand_apart(c, part, n) ? WHOLE_COMPOSITE
		                                   : WHOLE_YES;
	return t->whole == WHOLE_COMPOSITE;
}

/* The slot that a text shares most with; it has links. */
static uint32_t
closest_of(const struct text *t)
{
	const struct copy_link *best = &t->links[0];

	for (size_t i = 1; i < t->link_n; i++)
		if (t->links[i].alike > best->alike)
			best = &t->links[i];
	return best->slot;
}

/*
 * Whether a link joins a text to what it is linked to.  A composite is only
 * the same as what it is mostly made of: of what has nothing in common with
 * that it is not, be it as much.
 */
static bool
joins_from(struct copies *c, uint32_t slot, const struct copy_link *l,
           uint32_t other)
{
	uint32_t closest;
	struct copy_link with;

	if (!is_composite(c, slot))
		return true;
	if (l->alike < EQUAL_ALIKE)
		return false;
	closest = closest_of(&c->t[slot]);
	if (closest == other)
		return true;
	if (c->compares == GROUP_COMPARES_MAX)
		return false;
	c->compares++;
	copies_compare(c, closest, other, &with);
	return with.contained >= APART_MAX;
}

static bool
joins(struct copies *c, uint32_t slot, const struct copy_link *l)
{
	return joins_from(c, slot, l, l->slot) &&
	       joins_from(c, l->slot, l, slot);
}

/* The slots that the links of one lead to, if they are not marked yet. */
static size_t
follow(struct copies *c, uint32_t slot, bool all, uint32_t *out, size_t n)
{
	const struct text *t = &c->t[slot];

	for (size_t i = 0; i < t->link_n && n < COPIES_GROUP_MAX; i++) {
		const struct copy_link *l = &t->links[i];

		if (c->t[l->slot].mark == c->marker ||
		    (!all && !joins(c, slot, l)))
			continue;
		c->t[l->slot].mark = c->marker;
		out[n++] = l->slot;
	}
	return n;
}

size_t
copies_group(struct copies *c, uint32_t slot, uint32_t out[COPIES_GROUP_MAX],
             size_t *reached)
{
	size_t n = 1, all;

	c->marker++;
	c->compares = 0;
	out[0] = slot;
	c->t[slot].mark = c->marker;
	for (size_t i = 0; i < n; i++)
		n = follow(c, out[i], false, out, n);
	all = n;
	for (size_t i = 0; i < n; i++)
		all = follow(c, out[i], true, out, all);
	*reached = all;
	return n;
}

size_t
copies_bytes(const struct copies *c)
{
	return sizeof(*c) + c->slots_max * sizeof(*c->t) + c->bytes +
	       copy_index_bytes(c->index);
}
