#include "test.h"

#include "base/rng.h"
#include "crawl/heap.h"

#define MANY 1000

static bool
smaller(const void *a, const void *b)
{
	return *(const uint64_t *)a < *(const uint64_t *)b;
}

TEST(the_smallest_comes_first_whatever_the_order)
{
	struct heap h = { .before = smaller };
	static uint64_t values[MANY];
	struct rng r = { 3 };
	uint64_t last = 0, *v;
	size_t n = 0;

	assert_null(heap_top(&h));
	assert_null(heap_pop(&h));
	for (size_t i = 0; i < MANY; i++) {
		values[i] = rng_below(&r, MANY / 2);
		heap_push(&h, &values[i]);
	}
	while ((v = heap_pop(&h)) != NULL) {
		assert_true(*v >= last);
		last = *v;
		n++;
	}
	assert_int_equal(n, MANY);
	heap_push(&h, &values[0]);
	assert_ptr_equal(heap_top(&h), &values[0]);
	heap_release(&h);
}

RUN(CASE(the_smallest_comes_first_whatever_the_order))
