/*
 * Pages made to be slow take work and memory in proportion to their size.
 * Work is counted, not timed: tokens, nodes, bytes of the arena.  Times are
 * bench/linear's.
 */
#include "test.h"

#include "adversary.h"
#include "html/text.h"
#include "html/tree.h"

#define SMALL_BYTES ((size_t)64 << 10)
#define MEMORY_RATIO_MAX 64u /* "<b>": nodes of 32 bytes, tables that double */
#define MEM_BYTES ((size_t)256 << 20)

struct cost {
	size_t bytes, tokens, nodes, memory;
};

static struct cost
cost_of(const struct adversary *a, size_t bytes)
{
	static struct html_tokenizer t;
	struct arena mem = ARENA_INIT(4096, MEM_BYTES);
	struct buf page = BUF_INIT(MEM_BYTES);
	struct html_token token;
	struct html_tree tree;
	struct cost c = { 0 };

	adversary_make(a, bytes, &page);
	c.bytes = page.n;
	html_tokenizer_init(&t, &mem, buf_str(&page));
	for (size_t at = 0; html_tokenizer_next(&t, &token); at = t.at) {
		assert_true(t.at > at); /* every token takes bytes */
		if (token.kind == HTML_TOKEN_START)
			t.state = html_content_state(token.tag);
		c.tokens++;
	}
	assert_int_equal(html_tree_parse(&mem, buf_str(&page), &tree), ERR_OK);
	c.nodes = tree.n;
	html_to_text(&mem, buf_str(&page));
	c.memory = mem.used_bytes;
	arena_release(&mem);
	buf_release(&page);
	return c;
}

static void
check_growth(const char *name, const char *what, size_t one, size_t two)
{
	if (two > 2 * one + 16)
		fail_msg("%s: %s grow from %zu to %zu", name, what, one, two);
}

TEST(work_and_memory_double_with_the_page)
{
	for (size_t i = 0; i < COUNT(adversaries); i++) {
		const char *name = adversaries[i].name;
		struct cost one = cost_of(&adversaries[i], SMALL_BYTES);
		struct cost two = cost_of(&adversaries[i], 2 * SMALL_BYTES);

		if (one.tokens > one.bytes || one.nodes > one.tokens + 1)
			fail_msg("%s: %zu tokens, %zu nodes of %zu bytes",
			         name, one.tokens, one.nodes, one.bytes);
		if (one.memory > MEMORY_RATIO_MAX * one.bytes ||
		    two.memory > MEMORY_RATIO_MAX * two.bytes)
			fail_msg("%s: %zu bytes of memory", name, two.memory);
		check_growth(name, "tokens", one.tokens, two.tokens);
		check_growth(name, "nodes", one.nodes, two.nodes);
	}
}

RUN(CASE(work_and_memory_double_with_the_page))
