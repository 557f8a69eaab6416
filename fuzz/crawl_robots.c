#include "fuzz.h"

#include <stdlib.h>

#include "crawl/robots.h"

#define MEM_MAX_BYTES (16u << 20)

static void
check(bool ok)
{
	if (!ok)
		abort();
}

/*
 * First line: the path; the rest: robots.txt.  What is read must stay the
 * same when it is written as a file of its own and read again, and no rule
 * may depend on the case of the agent.
 */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct str text = { (const char *)data, size };
	struct str path = str_line(&text), again = STR("User-agent: *\n");
	struct robots a, b;
	bool allowed;

	robots_parse(&mem, text, STR("marsad"), &a);
	allowed = robots_allowed(&a, path);
	check(a.n <= ROBOTS_RULES_MAX);
	check(a.delay_s >= 0 && a.delay_s <= ROBOTS_DELAY_MAX_S);
	check(robots_allowed(&a, STR("/robots.txt")));
	robots_parse(&mem, text, STR("MARSAD/1.0"), &b);
	check(a.n == b.n && a.delay_s == b.delay_s);
	check(robots_allowed(&b, path) == allowed);
	for (size_t i = 0; i < a.n && i < 64; i++)
		again = str_fmt(&mem, "%.*s%s: %.*s\n", STR_ARG(again),
		                a.rules[i].allow ? "Allow" : "Disallow",
		                STR_ARG(a.rules[i].pattern));
	if (a.n <= 64) {
		robots_parse(&mem, again, STR("other"), &b);
		check(a.n == b.n);
		check(robots_allowed(&b, path) == allowed);
	}
	arena_release(&mem);
	return 0;
}
