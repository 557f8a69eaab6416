#include "crawl/heap.h"

#include <stdlib.h>

#include "base/arena.h"

#define FIRST_CAP 4

void
heap_push(struct heap *h, void *item)
{
	size_t i = h->n++;

	if (i == h->cap) {
		h->cap = i == 0 ? FIRST_CAP : i * 2;
		h->v = xrealloc(h->v, h->cap * sizeof(*h->v));
	}
	while (i > 0 && h->before(item, h->v[(i - 1) / 2])) {
		h->v[i] = h->v[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	h->v[i] = item;
}

void *
heap_top(const struct heap *h)
{
	return h->n > 0 ? h->v[0] : NULL;
}

void *
heap_pop(struct heap *h)
{
	void *top = heap_top(h), *last;
	size_t i = 0, child;

	if (top == NULL)
		return NULL;
	last = h->v[--h->n];
	while ((child = 2 * i + 1) < h->n) {
		if (child + 1 < h->n && h->before(h->v[child + 1], h->v[child]))
			child++;
		if (!h->before(h->v[child], last))
			break;
		h->v[i] = h->v[child];
		i = child;
	}
	h->v[i] = last;
	if (h->n == 0)
		heap_release(h);
	return top;
}

void
heap_release(struct heap *h)
{
	free(h->v);
	h->v = NULL;
	h->n = 0;
	h->cap = 0;
}
