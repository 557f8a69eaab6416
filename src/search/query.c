#include "search/query.h"

#include "base/buf.h"
#include "search/search.h"
#include "search/stopwords.h"
#include "text/normalise.h"
#include "text/utf8.h"

#define EXPRESSION_MAX_BYTES (64u << 10)

/* A shorter head stands for too many words to be of use to anyone. */
#define PREFIX_MIN_LETTERS 2u

/* What opens a phrase and what closes it, as readers of all languages type. */
struct quotes {
	struct str open, close;
};

static const struct quotes quote_pairs[] = {
	{ STR_INIT("\""), STR_INIT("\"") },
	{ STR_INIT("\xC2\xAB"), STR_INIT("\xC2\xBB") },         /* U+00AB, BB */
	{ STR_INIT("\xE2\x80\x9C"), STR_INIT("\xE2\x80\x9D") }, /* U+201C, 1D */
	{ STR_INIT("\xE2\x80\x9E"), STR_INIT("\xE2\x80\x9C") }, /* U+201E, 1C */
};

static const struct quotes *
quote_at(struct str s)
{
	for (size_t i = 0; i < COUNT(quote_pairs); i++)
		if (str_starts(s, quote_pairs[i].open))
			return &quote_pairs[i];
	return NULL;
}

static void
add_term(struct arena *mem, struct query *q, enum query_kind kind,
         struct str typed)
{
	struct str folded = text_fold_copy(mem, typed);

	if (folded.n == 0 || q->n == SEARCH_TERMS_MAX || q->terms == NULL)
		return;
	if (kind == QUERY_PREFIX && utf8_count(folded) < PREFIX_MIN_LETTERS)
		kind = QUERY_WORD;
	q->terms[q->n++] = (struct query_term){
		.kind = kind,
		.folded = folded,
		.common = kind == QUERY_WORD && stopword(typed),
	};
}

/* Up to the closing quote, or to the end. */
static struct str
take_quoted(struct str *s, const struct quotes *q)
{
	struct str inside = str_sub(*s, q->open.n, s->n);
	size_t end = str_find(inside, q->close);

	if (end == STR_NPOS)
		end = inside.n;
	*s = str_sub(inside, end + q->close.n, inside.n);
	return str_sub(inside, 0, end);
}

/* Up to white space or an opening quote; at least one byte. */
static struct str
take_word(struct str *s)
{
	struct str all = *s;
	size_t n = 1;

	while (n < all.n && !ascii_is_space(all.p[n]) &&
	       quote_at(str_sub(all, n, all.n)) == NULL)
		n++;
	*s = str_sub(all, n, all.n);
	return str_sub(all, 0, n);
}

void
query_parse(struct arena *mem, struct str typed, struct query *out)
{
	struct str s = utf8_head(typed, SEARCH_QUERY_MAX);

	*out = (struct query){
		.terms = ARENA_ARRAY(mem, struct query_term, SEARCH_TERMS_MAX),
	};
	while ((s = str_trim_left(s)).n > 0) {
		bool negative = s.n > 1 && s.p[0] == '-' &&
		                !ascii_is_space(s.p[1]);
		enum query_kind kind = QUERY_WORD;
		const struct quotes *q;
		struct str part;

		if (negative)
			s = str_sub(s, 1, s.n);
		if ((q = quote_at(s)) != NULL) {
			part = take_quoted(&s, q);
			kind = QUERY_PHRASE;
		} else {
			part = take_word(&s);
			if (str_ends(part, STR("*")))
				kind = QUERY_PREFIX;
		}
		add_term(mem, out, negative ? QUERY_NOT : kind, part);
	}
}

/* Folded text holds letters, digits and spaces only: quoting is enough. */
static void
put_term(struct buf *b, const struct query_term *t)
{
	buf_put_char(b, '"');
	buf_put(b, t->folded);
	buf_put_char(b, '"');
	if (t->kind == QUERY_PREFIX)
		buf_put(b, STR(" *"));
}

static bool
is_plain(const struct query_term *t)
{
	return t->kind == QUERY_WORD || t->kind == QUERY_PREFIX;
}

enum pick { PICK_ALL, PICK_PHRASES, PICK_UNCOMMON };

static bool
is_picked(const struct query_term *t, enum pick which)
{
	if (t->kind == QUERY_NOT)
		return false;
	if (which == PICK_PHRASES)
		return !is_plain(t);
	return which == PICK_ALL || !t->common;
}

/* What must or may stand, joined; returns the number of terms. */
static size_t
put_terms(struct buf *b, const struct query *q, enum pick which,
          const char *joint)
{
	size_t n = 0;

	for (size_t i = 0; i < q->n; i++) {
		const struct query_term *t = &q->terms[i];

		if (!is_picked(t, which))
			continue;
		if (n++ > 0)
			buf_put(b, str_from(joint));
		put_term(b, t);
	}
	return n;
}

/*
 * Any: the phrases must stand, and the words are worth something beside
 * them: P AND (P OR word OR word).
 */
static size_t
put_wanted(struct buf *b, const struct query *q, bool any)
{
	size_t phrases, n;

	if (!any)
		return put_terms(b, q, PICK_ALL, " AND ");
	buf_put_char(b, '(');
	phrases = put_terms(b, q, PICK_PHRASES, " AND ");
	if (phrases > 0)
		buf_put(b, STR(") AND ("));
	n = put_terms(b, q, PICK_UNCOMMON, " OR ");
	if (n == 0)
		n = put_terms(b, q, PICK_ALL, " OR ");
	buf_put_char(b, ')');
	return n;
}

struct str
query_expression(struct arena *mem, const struct query *q, bool any)
{
	struct buf b = BUF_INIT(EXPRESSION_MAX_BYTES);
	struct str made = STR_EMPTY;
	bool asks;

	buf_put_char(&b, '(');
	asks = put_wanted(&b, q, any) > 0;
	buf_put_char(&b, ')');
	for (size_t i = 0; i < q->n; i++) {
		if (q->terms[i].kind != QUERY_NOT)
			continue;
		buf_put(&b, STR(" NOT "));
		put_term(&b, &q->terms[i]);
	}
	if (asks && b.err == ERR_OK)
		made = buf_copy(mem, &b);
	buf_release(&b);
	return made;
}
