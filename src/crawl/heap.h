#ifndef MARSAD_CRAWL_HEAP_H
#define MARSAD_CRAWL_HEAP_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A priority queue of borrowed pointers: binary heap, O(log n) in and out.
 * What decides an item's place must not change while it is inside.
 */
struct heap {
	void **v;
	size_t n, cap;
	bool (*before)(const void *a, const void *b);
};

/* Put an item in. */
void heap_push(struct heap *h, void *item);

/* The first item, left in or taken out; NULL when there is none. */
void *heap_top(const struct heap *h);
void *heap_pop(struct heap *h);

/* Free the table; the items are the caller's. */
void heap_release(struct heap *h);

#endif
