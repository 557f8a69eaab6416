/*
 * Any bytes as a query.  Holds: the tree is within its bounds, each node of
 * its kind, all that is shown stands in the query; the canonical form, read
 * again, is the canonical form.
 */
#include "fuzz.h"

#include <stdlib.h>

#include "search/ask.h"
#include "text/utf8.h"

#define MEM_MAX_BYTES (16u << 20)
#define NODES_MAX (4u * ASK_MAX_TERMS)
#define TREE_DEPTH_MAX (4u * (ASK_MAX_DEPTH + 1u))

static const struct ask_setting setting = {
	.now_s = 1677240000,
	.offset_min = 60,
};

static void
check(bool holds)
{
	if (!holds)
		abort();
}

struct census {
	struct str typed;
	size_t leaves, nodes;
};

static void
check_leaf(const struct ask_node *n, struct census *c)
{
	const char *end = c->typed.p + c->typed.n;

	c->leaves++;
	check(n->n == 0);
	check(n->shown.p >= c->typed.p && n->shown.p + n->shown.n <= end);
	if (n->kind == ASK_TIME) {
		check(n->since_s <= n->until_s);
		check(n->since_s != ASK_NO_SINCE || n->until_s != ASK_NO_UNTIL);
		return;
	}
	check(n->folded.n > 0 && utf8_valid(n->folded));
	check(n->folded.p[0] != ' ' && n->folded.p[n->folded.n - 1] != ' ');
	check(str_find(n->folded, STR("  ")) == STR_NPOS);
	if (n->kind == ASK_EXACT || n->kind == ASK_PHRASE)
		check((str_chr(n->folded, ' ') == STR_NPOS) ==
		      (n->kind == ASK_EXACT));
}

static void
check_node(const struct ask_node *n, size_t depth, struct census *c)
{
	check(depth <= TREE_DEPTH_MAX);
	check(++c->nodes <= NODES_MAX);
	if (n->kind < ASK_ALL_OF) {
		check_leaf(n, c);
		return;
	}
	check(depth == 0 || n->n > 0);
	check(n->n <= ASK_MAX_TERMS);
	if (n->kind == ASK_NOT)
		check(n->n == 1 && n->child[0]->kind != ASK_NOT);
	if (n->kind == ASK_ANY_OF)
		check(n->n > 1);
	for (size_t i = 0; i < n->n; i++) {
		check(n->child[i]->kind != n->kind);
		check_node(n->child[i], depth + 1, c);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct census c = { .typed = { (const char *)data, size } };
	struct str once, twice;
	struct ask a, b;

	ask_parse(&mem, c.typed, &setting, &a);
	check(arena_err(&mem) == ERR_OK);
	check(a.root->kind == ASK_LIST);
	check_node(a.root, 0, &c);
	check(c.leaves <= ASK_MAX_TERMS);
	once = ask_write(&mem, a.root);
	if (once.n <= ASK_MAX_BYTES) {
		ask_parse(&mem, once, &setting, &b);
		twice = ask_write(&mem, b.root);
		check(str_eq(once, twice));
		check(!ask_noted(&b, ASK_NOTE_QUOTE) &&
		      !ask_noted(&b, ASK_NOTE_PAREN) &&
		      !ask_noted(&b, ASK_NOTE_OPERATOR));
	}
	arena_release(&mem);
	return 0;
}
