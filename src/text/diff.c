#include "text/diff.h"

#include <stdlib.h>
#include <string.h>

/* A word with the white space behind it. */
struct piece {
	uint64_t hash; /* of the word alone */
	struct str all;
};

struct pieces {
	struct piece *v;
	size_t n;
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\n';
}

static enum err
cut(struct arena *mem, struct str s, struct pieces *out)
{
	size_t at = 0, max = 1;

	for (size_t i = 0; i < s.n; i++)
		max += is_space(s.p[i]);
	out->v = ARENA_ARRAY(mem, struct piece, max);
	out->n = 0;
	if (out->v == NULL)
		return ERR_LIMIT;
	while (at < s.n) {
		size_t end = at, next;

		while (end < s.n && !is_space(s.p[end]))
			end++;
		next = end + (end < s.n);
		out->v[out->n++] = (struct piece){
			str_hash(str_sub(s, at, end)), str_sub(s, at, next)
		};
		at = next;
	}
	return ERR_OK;
}

/* Add a piece to the spans: to the last one when it is of the same kind. */
static void
add(struct diff *d, enum diff_kind kind, struct str text)
{
	struct diff_span *last = d->n > 0 ? &d->v[d->n - 1] : NULL;

	if (text.n == 0)
		return;
	if (last != NULL && last->kind == kind &&
	    last->text.p + last->text.n == text.p)
		last->text.n += text.n;
	else
		d->v[d->n++] = (struct diff_span){ kind, text };
}

/* Lengths of the longest common sequences of the tails, row by row. */
static uint16_t *
table(const struct piece *a, size_t an, const struct piece *b, size_t bn)
{
	size_t w = bn + 1;
	uint16_t *t = xcalloc((an + 1) * w, sizeof(*t));

	for (size_t i = an; i-- > 0;)
		for (size_t k = bn; k-- > 0;) {
			uint16_t down = t[(i + 1) * w + k];
			uint16_t right = t[i * w + k + 1];

			if (a[i].hash == b[k].hash)
				t[i * w + k] = (uint16_t)(
				        t[(i + 1) * w + k + 1] + 1);
			else
				t[i * w + k] = down > right ? down : right;
		}
	return t;
}

static void
walk(struct diff *d, const struct piece *a, size_t an, const struct piece *b,
     size_t bn)
{
	uint16_t *t = table(a, an, b, bn);
	size_t w = bn + 1, i = 0, k = 0;

	while (i < an || k < bn) {
		if (i < an && k < bn && a[i].hash == b[k].hash) {
			add(d, DIFF_SAME, a[i].all);
			d->same_words++;
			i++;
			k++;
		} else if (k == bn || (i < an && t[(i + 1) * w + k] >=
		                                         t[i * w + k + 1])) {
			add(d, DIFF_ONLY_A, a[i++].all);
		} else {
			add(d, DIFF_ONLY_B, b[k++].all);
		}
	}
	free(t);
}

static void
add_all(struct diff *d, enum diff_kind kind, const struct piece *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		add(d, kind, v[i].all);
}

enum err
diff_texts(struct arena *mem, struct str a, struct str b, struct diff *out)
{
	struct pieces x, y;
	size_t head = 0, tail = 0, an, bn;
	struct diff d = { .n = 0 };

	if (cut(mem, a, &x) != ERR_OK || cut(mem, b, &y) != ERR_OK)
		return ERR_LIMIT;
	d.v = ARENA_ARRAY(mem, struct diff_span, x.n + y.n + 1);
	if (d.v == NULL)
		return ERR_LIMIT;
	d.a_words = x.n;
	d.b_words = y.n;
	while (head < x.n && head < y.n && x.v[head].hash == y.v[head].hash)
		head++;
	while (tail < x.n - head && tail < y.n - head &&
	       x.v[x.n - 1 - tail].hash == y.v[y.n - 1 - tail].hash)
		tail++;
	an = x.n - head - tail;
	bn = y.n - head - tail;
	add_all(&d, DIFF_SAME, x.v, head);
	d.same_words = head + tail;
	d.whole = an > 0 && bn > DIFF_CELLS_MAX / an;
	if (d.whole || an > UINT16_MAX || bn > UINT16_MAX) {
		d.whole = true;
		add_all(&d, DIFF_ONLY_A, x.v + head, an);
		add_all(&d, DIFF_ONLY_B, y.v + head, bn);
	} else {
		walk(&d, x.v + head, an, y.v + head, bn);
	}
	add_all(&d, DIFF_SAME, x.v + x.n - tail, tail);
	*out = d;
	return ERR_OK;
}
