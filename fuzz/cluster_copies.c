/*
 * Any bytes as shingles of articles that come and go.  Holds: what can be read
 * is written as it was read, links stand at both ends, an article is of its
 * own group, and what was dropped leaves nothing to be found.
 */
#include "fuzz.h"

#include <stdlib.h>

#include "cluster/copies.h"

#define SLOTS 16u
#define STEPS_MAX 256u

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static void
check_read(struct str before, struct str after, const struct shingles *s)
{
	struct buf out = BUF_INIT(SHINGLES_BYTES_MAX);

	shingles_write(&out, s);
	check(out.err == ERR_OK);
	check(str_eq(buf_str(&out), str_sub(before, 0, before.n - after.n)));
	buf_release(&out);
}

static void
check_links(struct copies *c, const bool *there)
{
	uint32_t group[COPIES_GROUP_MAX];
	size_t n, back, reached;

	for (uint32_t i = 0; i < SLOTS; i++) {
		const struct copy_link *l = copies_links(c, i, &n);
		size_t ends = 0;

		check(there[i] || n == 0);
		for (size_t k = 0; k < n; k++) {
			const struct copy_link *o =
			        copies_links(c, l[k].slot, &back);

			check(there[l[k].slot] && l[k].slot != i);
			for (size_t x = 0; x < back; x++)
				ends += o[x].slot == i;
		}
		check(ends == n);
		n = copies_group(c, i, group, &reached);
		check(n >= 1 && reached >= n && group[0] == i);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str in = { (const char *)data, size };
	struct copies *c = copies_new(SLOTS);
	struct copy_link links[COPIES_LINKS_MAX];
	bool there[SLOTS] = { false };
	struct shingles s;

	for (unsigned step = 0; step < STEPS_MAX && in.n > 0; step++) {
		uint32_t slot = (uint8_t)in.p[0] % SLOTS;
		struct str before = str_sub(in, 1, in.n);
		size_t n;

		in = before;
		if (there[slot])
			copies_drop(c, slot);
		there[slot] = false;
		if (shingles_read(&in, &s) != ERR_OK)
			continue;
		check_read(before, in, &s);
		n = copies_find(c, &s, links);
		for (size_t i = 0; i < n; i++)
			check(there[links[i].slot]);
		copies_add(c, slot, &s, links, n);
		there[slot] = true;
	}
	check_links(c, there);
	copies_free(c);
	return 0;
}
