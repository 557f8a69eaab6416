#include "base/map.h"

#include <assert.h>

#define FIRST_CAP 32

static struct map_slot *
find_slot(const struct map *m, struct str key)
{
	size_t i = str_hash_seed(key, m->seed) & (m->cap - 1);

	while (m->slots[i].value != NULL && !str_eq(m->slots[i].key, key))
		i = (i + 1) & (m->cap - 1);
	return &m->slots[i];
}

void *
map_get(const struct map *m, struct str key)
{
	if (m->cap == 0)
		return NULL;
	return find_slot(m, key)->value;
}

static bool
grow(struct map *m)
{
	struct map next = *m;

	next.cap = m->cap == 0 ? FIRST_CAP : m->cap * 2;
	next.slots = ARENA_ARRAY(m->mem, struct map_slot, next.cap);
	if (next.slots == NULL)
		return false;
	for (size_t i = 0; i < m->cap; i++)
		if (m->slots[i].value != NULL)
			*find_slot(&next, m->slots[i].key) = m->slots[i];
	*m = next;
	return true;
}

bool
map_put(struct map *m, struct str key, void *value)
{
	struct map_slot *s;

	assert(value != NULL);
	if ((m->n + 1) * 4 > m->cap * 3 && !grow(m))
		return false;
	s = find_slot(m, key);
	if (s->value == NULL)
		m->n++;
	*s = (struct map_slot){ key, value };
	return true;
}
