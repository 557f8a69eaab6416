#include "base/buf.h"
#include "search/ask_internal.h"
#include "text/normalise.h"

#define WRITTEN_MAX_BYTES (64u << 10)

struct writer {
	struct buf out;
	struct arena *mem;
	bool plain; /* no parentheses but those that are needed */
	size_t depth, deepest;
};

/* A word of several parts stays one word: "covid-19". */
static void
put_joined(struct buf *out, struct str folded)
{
	for (size_t i = 0; i < folded.n; i++)
		buf_put_char(out, folded.p[i] == ' ' ? '-' : folded.p[i]);
}

static void
put_word(struct buf *out, const struct ask_node *n)
{
	if (n->field == ASK_ANYWHERE && n->kind == ASK_WORD &&
	    (ask_everyday(n->folded, n->folded) != WORDS_NONE ||
	     ask_words_has(WORDS_SINCE_BARE, n->folded)))
		buf_put_char(out, '\\');
	put_joined(out, n->folded);
	if (n->kind == ASK_PREFIX)
		buf_put_char(out, '*');
}

static void
put_quoted(struct buf *out, struct str s)
{
	buf_put_char(out, '"');
	buf_put(out, s);
	buf_put_char(out, '"');
}

/* As written, if that folds to the same again. */
static void
put_exact(struct writer *w, const struct ask_node *n)
{
	struct str shown = text_shown_copy(w->mem, n->shown);
	bool same = str_chr(shown, '"') == STR_NPOS &&
	            str_eq(text_fold_copy(w->mem, shown), n->folded);

	put_quoted(&w->out, same ? shown : n->folded);
}

static void
put_moment(struct writer *w, int64_t s)
{
	struct datetime utc = { .unix_s = s, .has_zone = true,
		                .has_time = true };

	buf_put(&w->out, datetime_rfc3339(w->mem, utc));
}

static void
put_time(struct writer *w, const struct ask_node *n)
{
	if (n->until_s == ASK_NO_UNTIL) {
		buf_put(&w->out, STR("since:"));
		put_moment(w, n->since_s);
		return;
	}
	buf_put(&w->out, n->since_s == ASK_NO_SINCE ? STR("before:")
	                                            : STR("date:"));
	if (n->since_s != ASK_NO_SINCE) {
		put_moment(w, n->since_s);
		buf_put(&w->out, STR(".."));
	}
	put_moment(w, n->until_s);
}

static void
put_named(struct buf *out, struct str name, struct str folded)
{
	buf_put(out, name);
	if (str_chr(folded, ' ') == STR_NPOS)
		buf_put(out, folded);
	else
		put_quoted(out, folded);
}

static void
put_leaf(struct writer *w, const struct ask_node *n)
{
	static const struct str fields[] = {
		[ASK_ANYWHERE] = STR_INIT(""),
		[ASK_TITLE] = STR_INIT("title:"),
		[ASK_AUTHOR] = STR_INIT("author:"),
	};

	buf_put(&w->out, fields[n->field]);
	switch (n->kind) {
	case ASK_EXACT:
		put_exact(w, n);
		break;
	case ASK_PHRASE:
		put_quoted(&w->out, n->folded);
		break;
	case ASK_OUTLET:
		put_named(&w->out, STR("outlet:"), n->folded);
		break;
	case ASK_TOPIC:
		put_named(&w->out, STR("topic:"), n->folded);
		break;
	case ASK_LANGUAGE:
		put_named(&w->out, STR("language:"), n->folded);
		break;
	case ASK_TIME:
		put_time(w, n);
		break;
	default:
		put_word(&w->out, n);
	}
}

static bool
is_must(const struct ask_node *n)
{
	return n->kind == ASK_ALL_OF && n->n == 1;
}

/*
 * Whether a part stands in parentheses: because it must, or, where room is
 * left, so that nobody has to know which operator binds first.
 */
static bool
in_parentheses(const struct writer *w, const struct ask_node *n,
               const struct ask_node *parent)
{
	bool spare = !w->plain &&
	             (parent->kind != ASK_LIST || parent->n > 1);

	switch (n->kind) {
	case ASK_LIST:
		return true;
	case ASK_ANY_OF:
		return spare || (parent->kind != ASK_LIST &&
		                 parent->kind != ASK_ANY_OF);
	case ASK_ALL_OF:
		return !is_must(n) && (spare || parent->kind == ASK_NOT);
	default:
		return false;
	}
}

static void put_node(struct writer *w, const struct ask_node *n,
                     const struct ask_node *parent);

static void
put_children(struct writer *w, const struct ask_node *n)
{
	struct str joint = STR(" ");

	if (n->kind == ASK_ANY_OF)
		joint = STR(" OR ");
	else if (n->kind == ASK_ALL_OF)
		joint = STR(" AND ");
	if (n->kind == ASK_NOT)
		buf_put(&w->out, STR("NOT "));
	else if (is_must(n))
		buf_put_char(&w->out, '+');
	for (size_t i = 0; i < n->n; i++) {
		if (i > 0)
			buf_put(&w->out, joint);
		put_node(w, n->child[i], n);
	}
}

/* As deep as the tree is, which ask_parse bounds. */
static void
put_node(struct writer *w, const struct ask_node *n,
         const struct ask_node *parent)
{
	bool paren = parent != NULL && in_parentheses(w, n, parent);

	if (n->kind < ASK_ALL_OF) {
		put_leaf(w, n);
		return;
	}
	if (paren) {
		buf_put_char(&w->out, '(');
		w->depth++;
		if (w->depth > w->deepest)
			w->deepest = w->depth;
	}
	put_children(w, n);
	if (paren) {
		buf_put_char(&w->out, ')');
		w->depth--;
	}
}

struct str
ask_write(struct arena *mem, const struct ask_node *n)
{
	struct writer w = { .out = BUF_INIT(WRITTEN_MAX_BYTES), .mem = mem };
	struct str written;

	put_node(&w, n, NULL);
	if (w.deepest > ASK_MAX_DEPTH) {
		buf_clear(&w.out);
		w.plain = true;
		put_node(&w, n, NULL);
	}
	written = buf_copy(mem, &w.out);
	buf_release(&w.out);
	return written;
}

static const struct {
	struct str name, text;
} notes[ASK_NOTE__COUNT] = {
	[ASK_NOTE_QUOTE] = { STR_INIT("quote"),
		             STR_INIT("a quote has no partner") },
	[ASK_NOTE_PAREN] = { STR_INIT("paren"),
		             STR_INIT("a parenthesis has no partner") },
	[ASK_NOTE_OPERATOR] = { STR_INIT("operator"),
		                STR_INIT("an operator joins nothing") },
	[ASK_NOTE_DATE] = { STR_INIT("date"),
		            STR_INIT("a date was not understood: plain words") },
	[ASK_NOTE_LANGUAGE] = { STR_INIT("language"),
		                STR_INIT("no such language: plain words") },
	[ASK_NOTE_PREFIX] = { STR_INIT("prefix"),
		              STR_INIT("too few letters before the star") },
	[ASK_NOTE_BYTES] = { STR_INIT("bytes"),
		             STR_INIT("too long: the end was left out") },
	[ASK_NOTE_TERMS] = { STR_INIT("terms"),
		             STR_INIT("too many terms: some were left out") },
	[ASK_NOTE_DEPTH] = { STR_INIT("depth"),
		             STR_INIT("parentheses too deep: left out") },
};

struct str
ask_note_name(enum ask_note n)
{
	return notes[n].name;
}

struct str
ask_note_text(enum ask_note n)
{
	return notes[n].text;
}
