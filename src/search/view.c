#include "search/view.h"

#include <stdlib.h>

#include "search/merge.h"

struct view *
view_take(struct view *v)
{
	atomic_fetch_add(&v->holders, 1);
	return v;
}

static void
give_part(struct view_part *part)
{
	shard_give(part->shard);
	marks_give(part->marks);
}

void
view_give(struct view *v)
{
	if (v == NULL || atomic_fetch_sub(&v->holders, 1) != 1)
		return;
	for (size_t i = 0; i < v->n; i++)
		give_part(&v->part[i]);
	free(v->part);
	free(v);
}

/* The marks as searching sees them. */
static void
show_marks(struct view_part *part)
{
	part->deleted = part->marks == NULL ? NULL : part->marks->bits;
	part->deleted_n = part->marks == NULL ? 0 : part->marks->n;
}

void
parts_add(struct parts *p, struct shard *shard, struct marks *marks)
{
	if (p->n == p->cap) {
		p->cap = p->cap * 2 + 16;
		p->v = xrealloc(p->v, p->cap * sizeof(*p->v));
	}
	p->v[p->n] = (struct view_part){ .segment = &shard->segment,
		                         .shard = shard,
		                         .marks = marks };
	show_marks(&p->v[p->n++]);
}

void
parts_remove(struct parts *p, size_t i)
{
	give_part(&p->v[i]);
	p->n--;
	memmove(&p->v[i], &p->v[i + 1], (p->n - i) * sizeof(*p->v));
}

void
parts_release(struct parts *p)
{
	for (size_t i = 0; i < p->n; i++)
		give_part(&p->v[i]);
	free(p->v);
	*p = (struct parts){ 0 };
}

void
parts_mark(struct view_part *part, uint32_t doc)
{
	marks_set(&part->marks, part->segment->facts.docs, doc);
	show_marks(part);
}

/* Most articles that come are newer than all there are: one look tells. */
static bool
may_have(const struct segment *s, int64_t id)
{
	uint32_t last = s->by_id[s->facts.docs - 1];

	return last >= s->facts.docs || id <= s->id[last];
}

unsigned
parts_delete(struct parts *p, int64_t id)
{
	unsigned n = 0;

	for (size_t i = 0; i < p->n; i++) {
		struct view_part *part = &p->v[i];
		uint32_t doc;

		if (!may_have(part->segment, id))
			continue;
		doc = segment_find(part->segment, id);
		if (doc == SEGMENT_NO_DOC || bit_is_set(part->deleted, doc))
			continue;
		parts_mark(part, doc);
		n++;
	}
	return n;
}

static int
newest_first(const void *a, const void *b)
{
	const struct view_part *x = a, *y = b;
	int64_t s = x->segment->time_s[0], t = y->segment->time_s[0];

	return (s < t) - (s > t);
}

static void
show_parts(struct view *v, const struct parts *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct view_part *part = &v->part[v->n];

		if (p->v[i].deleted_n == p->v[i].segment->facts.docs)
			continue;
		*part = p->v[i];
		shard_take(part->shard);
		marks_take(part->marks);
		v->docs += part->segment->facts.docs - part->deleted_n;
		v->n++;
	}
}

struct view *
view_new(const struct parts *a, const struct parts *b)
{
	struct view *v = xcalloc(1, sizeof(*v));

	atomic_init(&v->holders, 1);
	v->part = xcalloc(a->n + b->n + 1, sizeof(*v->part));
	show_parts(v, a);
	show_parts(v, b);
	qsort(v->part, v->n, sizeof(*v->part), newest_first);
	return v;
}
