#include "pipeline/idmap.h"

#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"

#define FIRST_CAP 64

void
idmap_release(struct idmap *m)
{
	free(m->slots);
	*m = (struct idmap){ 0 };
}

static size_t
home_of(const struct idmap *m, int64_t id)
{
	return (size_t)((uint64_t)id * 0x9E3779B97F4A7C15u >> 20) &
	       (m->cap - 1);
}

static size_t
find(const struct idmap *m, int64_t id)
{
	size_t i = home_of(m, id);

	while (m->slots[i].id != 0 && m->slots[i].id != id)
		i = (i + 1) & (m->cap - 1);
	return i;
}

bool
idmap_get(const struct idmap *m, int64_t id, int64_t *value)
{
	size_t i;

	if (m->cap == 0)
		return false;
	i = find(m, id);
	if (m->slots[i].id == 0)
		return false;
	if (value != NULL)
		*value = m->slots[i].value;
	return true;
}

static void
grow(struct idmap *m)
{
	struct idmap next = { .cap = m->cap == 0 ? FIRST_CAP : m->cap * 2,
		              .n = m->n };

	next.slots = xcalloc(next.cap, sizeof(*next.slots));
	for (size_t i = 0; i < m->cap; i++)
		if (m->slots[i].id != 0)
			next.slots[find(&next, m->slots[i].id)] = m->slots[i];
	free(m->slots);
	*m = next;
}

void
idmap_put(struct idmap *m, int64_t id, int64_t value)
{
	size_t i;

	assert(id > 0);
	if ((m->n + 1) * 4 > m->cap * 3)
		grow(m);
	i = find(m, id);
	if (m->slots[i].id == 0)
		m->n++;
	m->slots[i] = (struct idmap_slot){ id, value };
}

int64_t
idmap_add(struct idmap *m, int64_t id, int64_t more)
{
	int64_t value = 0;

	idmap_get(m, id, &value);
	idmap_put(m, id, value + more);
	return value + more;
}

/* Linear probing: what stands behind the hole may have to move into it. */
void
idmap_remove(struct idmap *m, int64_t id)
{
	size_t hole, i;

	if (!idmap_get(m, id, NULL))
		return;
	hole = i = find(m, id);
	for (;;) {
		size_t home;

		i = (i + 1) & (m->cap - 1);
		if (m->slots[i].id == 0)
			break;
		home = home_of(m, m->slots[i].id);
		if (((i - home) & (m->cap - 1)) >=
		    ((i - hole) & (m->cap - 1))) {
			m->slots[hole] = m->slots[i];
			hole = i;
		}
	}
	m->slots[hole] = (struct idmap_slot){ 0 };
	m->n--;
}
