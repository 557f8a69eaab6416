#include "text/diff.h"

#include <string.h>

#include "text/diff_match.h"

/* A text cut into words; a word takes the white space behind it along. */
struct side {
	uint64_t *hash; /* of each word alone */
	struct str *all;
	size_t n;
	uint64_t *part_hash; /* of each paragraph's words */
	uint32_t *part;      /* its first word; one more at the end */
	size_t part_n;
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\n';
}

static enum err
side_make(struct arena *mem, struct str s, struct side *out)
{
	size_t words = 1, parts = 1;

	for (size_t i = 0; i < s.n; i++) {
		words += is_space(s.p[i]);
		parts += s.p[i] == '\n';
	}
	out->hash = ARENA_ARRAY(mem, uint64_t, words);
	out->all = ARENA_ARRAY(mem, struct str, words);
	out->part_hash = ARENA_ARRAY(mem, uint64_t, parts);
	out->part = ARENA_ARRAY(mem, uint32_t, parts + 1);
	out->n = out->part_n = 0;
	return arena_err(mem);
}

static void
side_cut(struct side *x, struct str s)
{
	uint64_t hash = 0;
	size_t at = 0;

	while (at < s.n) {
		size_t end = at, next;

		while (end < s.n && !is_space(s.p[end]))
			end++;
		next = end + (end < s.n);
		x->hash[x->n] = str_hash(str_sub(s, at, end));
		hash = (hash ^ x->hash[x->n]) * 0x9E3779B97F4A7C15u + 1;
		x->all[x->n++] = str_sub(s, at, next);
		if (next == s.n || s.p[end] == '\n') {
			x->part_hash[x->part_n++] = hash;
			x->part[x->part_n] = (uint32_t)x->n;
			hash = 0;
		}
		at = next;
	}
}

/* The words between two places that paragraphs hold. */
static void
match_words(struct diff_match *words, const struct side *x,
            const struct side *y, struct diff_part parts)
{
	size_t a = x->part[parts.a], b = y->part[parts.b];

	diff_match(words, (struct diff_part){
	                          a, x->part[parts.a + parts.an] - a, b,
	                          y->part[parts.b + parts.bn] - b });
}

/* Find the words that are the same, into words->with. */
static enum err
match(struct arena *mem, const struct side *x, const struct side *y,
      struct diff_match *words)
{
	struct diff_match *m = ARENA_NEW(mem, struct diff_match);
	uint32_t *with = ARENA_ARRAY(mem, uint32_t, x->part_n + 1);
	struct diff_part gap = { 0, 0, 0, 0 };

	if (arena_err(mem) != ERR_OK)
		return ERR_LIMIT;
	m->a = x->part_hash;
	m->b = y->part_hash;
	m->with = with;
	diff_match(m, (struct diff_part){ 0, x->part_n, 0, y->part_n });
	words->a = x->hash;
	words->b = y->hash;
	for (size_t i = 0; i < x->part_n; i++) {
		if (with[i] == 0)
			continue;
		gap.an = i - gap.a;
		gap.bn = with[i] - 1 - gap.b;
		match_words(words, x, y, gap);
		match_words(words, x, y,
		            (struct diff_part){ i, 1, with[i] - 1u, 1 });
		gap.a = i + 1;
		gap.b = with[i];
	}
	gap.an = x->part_n - gap.a;
	gap.bn = y->part_n - gap.b;
	match_words(words, x, y, gap);
	return ERR_OK;
}

static bool
goes_on(struct str before, struct str s)
{
	return before.p + before.n == s.p;
}

/* Add words to the spans: to the last one when it goes on in both texts. */
static void
add(struct diff *d, enum diff_kind kind, struct str text, struct str other)
{
	struct diff_span *last = d->n > 0 ? &d->v[d->n - 1] : NULL;

	if (last == NULL || last->kind != kind || !goes_on(last->text, text) ||
	    (kind == DIFF_SAME && !goes_on(last->other, other))) {
		d->v[d->n++] = (struct diff_span){ kind, text, other };
		return;
	}
	last->text.n += text.n;
	last->other.n += other.n;
}

static void
tell(struct diff *d, const struct side *x, const struct side *y,
     const uint32_t *with)
{
	size_t k = 0;

	for (size_t i = 0; i < x->n; i++) {
		if (with[i] == 0) {
			add(d, DIFF_ONLY_A, x->all[i], STR_EMPTY);
			continue;
		}
		for (; k + 1 < with[i]; k++)
			add(d, DIFF_ONLY_B, y->all[k], STR_EMPTY);
		add(d, DIFF_SAME, x->all[i], y->all[k++]);
		d->same_words++;
	}
	for (; k < y->n; k++)
		add(d, DIFF_ONLY_B, y->all[k], STR_EMPTY);
}

enum err
diff_texts(struct arena *mem, struct str a, struct str b, struct diff *out)
{
	struct diff_match *words = ARENA_NEW(mem, struct diff_match);
	struct diff d = { .n = 0 };
	struct side x, y;

	if (side_make(mem, a, &x) != ERR_OK || side_make(mem, b, &y) != ERR_OK)
		return ERR_LIMIT;
	side_cut(&x, a);
	side_cut(&y, b);
	words->with = ARENA_ARRAY(mem, uint32_t, x.n + 1);
	d.v = ARENA_ARRAY(mem, struct diff_span, x.n + y.n + 1);
	if (arena_err(mem) != ERR_OK || match(mem, &x, &y, words) != ERR_OK)
		return ERR_LIMIT;
	d.a_words = x.n;
	d.b_words = y.n;
	tell(&d, &x, &y, words->with);
	d.whole = words->whole;
	*out = d;
	return ERR_OK;
}
