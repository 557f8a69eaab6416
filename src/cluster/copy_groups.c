#include "cluster/window_internal.h"

/* Published earlier; of two of one moment, the one that came first. */
static bool
is_before(const struct member *a, const struct member *b)
{
	return a->when_s != b->when_s ? a->when_s < b->when_s : a->id < b->id;
}

/*
 * The head of a group of copies is the one published first.  It stays so when
 * it has grown old and left the window: it is still the one that is shown.
 * Of a group too large to be looked at whole, the heads that its articles
 * have are asked too, or each part would have its own.
 */
static int64_t
head_of(const struct window *w, const uint32_t *slots, size_t n)
{
	const struct member *head = &w->m[slots[0]];
	int64_t left = 0;

	for (size_t i = 0; i < n; i++) {
		const struct member *m = &w->m[slots[i]];
		uint32_t at;

		if (is_before(m, head))
			head = m;
		if (m->copy_of == 0)
			continue;
		at = window_find(w, m->copy_of);
		if (at == WINDOW_NONE && (left == 0 || m->copy_of < left))
			left = m->copy_of;
		if (at != WINDOW_NONE && n == COPIES_GROUP_MAX &&
		    is_before(&w->m[at], head))
			head = &w->m[at];
	}
	return left != 0 ? left : head->id;
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
	int64_t head = head_of(w, group, n);

	for (size_t i = 0; i < n; i++)
		set_head(w, group[i], w->m[group[i]].id == head ? 0 : head);
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

size_t
copy_groups_around(struct window *w, uint32_t slot,
                   uint32_t out[COPIES_GROUP_MAX])
{
	size_t reached;

	copies_group(w->copies, slot, out, &reached);
	return reached;
}

void
copy_groups_part(struct window *w, int64_t id, const uint32_t *slots,
                 size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (w->m[slots[i]].live && w->m[slots[i]].copy_of == id)
			set_head(w, slots[i], 0);
	for (size_t i = 0; i < n; i++)
		if (w->m[slots[i]].live)
			name_group(w, slots[i]);
}
