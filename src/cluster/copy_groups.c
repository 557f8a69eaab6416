#include "cluster/window_internal.h"

/*
 * The head of a group of copies is the one published first; of several of one
 * moment, the one that came first.
 */
static uint32_t
head_of(const struct window *w, const uint32_t *slots, size_t n)
{
	uint32_t head = slots[0];

	for (size_t i = 1; i < n; i++) {
		const struct member *m = &w->m[slots[i]], *h = &w->m[head];

		if (m->when_s < h->when_s ||
		    (m->when_s == h->when_s && m->id < h->id))
			head = slots[i];
	}
	return head;
}

static void
set_head(struct window *w, uint32_t slot, int64_t head)
{
	if (w->m[slot].copy_of == head)
		return;
	w->m[slot].copy_of = head;
	window_moved(w, slot);
	window_touch(w, slot);
}

/* Give the group of a slot its head. */
static void
name_group(struct window *w, uint32_t slot)
{
	uint32_t group[COPIES_GROUP_MAX];
	size_t reached, n = copies_group(w->copies, slot, group, &reached);
	uint32_t head = head_of(w, group, n);

	for (size_t i = 0; i < n; i++)
		set_head(w, group[i],
		         group[i] == head ? 0 : w->m[head].id);
}

void
copy_groups_find(struct window *w, uint32_t slot)
{
	uint32_t near[COPIES_GROUP_MAX];
	size_t reached, n;

	if (w->link_n == 0) {
		set_head(w, slot, 0);
		return;
	}
	n = copies_group(w->copies, slot, near, &reached);
	name_group(w, slot);
	/* what it is a composite of, or was held together by, may part */
	for (size_t i = n; i < reached; i++)
		name_group(w, near[i]);
}
