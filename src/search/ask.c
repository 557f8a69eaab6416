#include "search/ask.h"

#include "base/vec.h"
#include "search/stopwords.h"
#include "text/normalise.h"
#include "text/utf8.h"

struct parts {
	struct ask_node **v;
	size_t n, cap;
};

static void
add_leaf(struct arena *mem, struct parts *parts, enum ask_kind kind,
         struct str shown)
{
	struct ask_node *leaf, **at;
	struct str folded = text_fold_copy(mem, shown);

	if (folded.n == 0 || parts->n == ASK_MAX_TERMS)
		return;
	if (kind == ASK_PHRASE && str_chr(folded, ' ') == STR_NPOS)
		kind = ASK_EXACT;
	leaf = ARENA_NEW(mem, struct ask_node);
	at = leaf == NULL ? NULL : VEC_PUSH(mem, parts);
	if (at == NULL)
		return;
	*leaf = (struct ask_node){
		.kind = kind,
		.shown = shown,
		.folded = folded,
		.common = kind == ASK_WORD && stopword(shown),
	};
	*at = leaf;
}

void
ask_parse(struct arena *mem, struct str typed,
          const struct ask_setting *setting, struct ask *out)
{
	struct str s = utf8_head(typed, ASK_MAX_BYTES);
	struct ask_node *root = ARENA_NEW(mem, struct ask_node);
	struct parts parts = { .n = 0 };

	(void)setting;
	*out = (struct ask){ .none = { .kind = ASK_LIST } };
	while ((s = str_trim_left(s)).n > 0) {
		if (str_skip(&s, STR("\""))) {
			out->boolean = true;
			add_leaf(mem, &parts, ASK_PHRASE, str_until(&s, '"'));
		} else {
			add_leaf(mem, &parts, ASK_WORD, str_word(&s));
		}
	}
	out->root = root == NULL ? &out->none : root;
	*out->root = (struct ask_node){
		.kind = ASK_LIST, .child = parts.v, .n = parts.n,
	};
}

struct str
ask_write(struct arena *mem, const struct ask_node *n)
{
	struct str all = n->folded;

	for (size_t i = 0; i < n->n; i++)
		all = str_fmt(mem, "%.*s%s%.*s", STR_ARG(all),
		              i > 0 ? " " : "",
		              STR_ARG(n->child[i]->folded));
	return all;
}
