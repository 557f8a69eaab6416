#include "cluster/copy_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "cluster/marks.h"

#define GAP_MORE 255u /* this much, and what the next byte says */

/* Why these: docs/copies.md.  Shares are of 255. */
#define SHARE_MIN 148u /* 0.58: contained, and a quarter of alike */
#define ALIKE_PART 4u
#define RELATED_MIN 51u /* 0.2 */

/* Texts with fewer shingles are copies only if they are nearly equal. */
#define SHORT_TOTAL 12u
#define SHORT_ALIKE 200u

/* What is in a text so many times as long is part of it, and no copy. */
#define LONGER_TIMES 8u

/* What tells a template; of so few rare words nothing is told. */
#define TEMPLATE_CONTAINED 204u /* 0.8: more is a copy whatever differs */
#define LIKE_SIZE 5u /* of texts longer than 5/2 of the other no guard */
#define LIKE_SIZE_OF 2u /* but the rare words is asked */
#define RARE_LEAST 3u
#define RARE_MIN 133u /* 0.52 */

/* Gaps of values that rise; returns how many bytes. */
static size_t
pack(const uint16_t *v, size_t n, uint8_t *out)
{
	size_t at = 0;
	unsigned last = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned gap = v[i] - last;

		for (; gap >= GAP_MORE; gap -= GAP_MORE)
			out[at++] = GAP_MORE;
		out[at++] = (uint8_t)gap;
		last = v[i];
	}
	return at;
}

#define GAPS_MAX (SHINGLES_MAX + UINT16_MAX / GAP_MORE + 1)

void
copy_text_init(struct copy_text *t, const struct shingles *s)
{
	uint8_t gaps[GAPS_MAX];
	size_t n = pack(s->v, s->n, gaps);
	size_t rare = s->rare_n * sizeof(*s->rare);
	size_t title = s->title_n * sizeof(*s->title);

	*t = (struct copy_text){
		.packed = xmalloc(n + rare + title + 1),
		.marks = s->marks,
		.total = s->total,
		.n = s->n,
		.gap_bytes = (uint16_t)n,
		.key_n = (uint8_t)s->key_n,
		.rare_n = (uint8_t)s->rare_n,
		.title_n = (uint8_t)s->title_n,
		.level = s->level,
		.rare_level = s->rare_level,
	};
	memcpy(t->packed, gaps, n);
	memcpy(t->packed + n, s->rare, rare);
	memcpy(t->packed + n + rare, s->title, title);
}

void
copy_text_release(struct copy_text *t)
{
	free(t->packed);
	*t = (struct copy_text){ .packed = NULL };
}

size_t
copy_text_bytes(const struct copy_text *t)
{
	return t->gap_bytes + (t->rare_n + t->title_n) * sizeof(uint16_t) + 1u;
}

/* All but the shingles. */
static void
unpack_rest(const struct copy_text *t, struct shingles *out)
{
	size_t rare = t->rare_n * sizeof(*out->rare);

	out->total = t->total;
	out->n = t->n;
	out->key_n = 0;
	out->rare_n = t->rare_n;
	out->title_n = t->title_n;
	out->level = t->level;
	out->rare_level = t->rare_level;
	out->marks = t->marks;
	if (t->packed == NULL)
		return;
	memcpy(out->rare, t->packed + t->gap_bytes, rare);
	memcpy(out->title, t->packed + t->gap_bytes + rare,
	       t->title_n * sizeof(*out->title));
}

void
copy_text_unpack(const struct copy_text *t, struct shingles *out)
{
	const uint8_t *p = t->packed;
	unsigned v = 0;

	unpack_rest(t, out);
	for (size_t i = 0; i < t->n; i++) {
		for (; *p == GAP_MORE; p++)
			v += GAP_MORE;
		v += *p++;
		out->v[i] = (uint16_t)v;
	}
}

void
copy_spread_init(struct copy_spread *a, const struct shingles *s)
{
	memset(a->has, 0, sizeof(a->has));
	a->s = s;
	for (size_t i = 0; i < s->n; i++)
		a->has[s->v[i] / 64] |= (uint64_t)1 << s->v[i] % 64;
}

/* How many of each of two samples, and of both, on the coarser's level. */
struct counts {
	unsigned a, b, both, less;
};

static struct counts
intersect(const uint16_t *a, size_t an, const uint16_t *b, size_t bn,
          unsigned level)
{
	unsigned mask = (1u << level) - 1;
	struct counts c = { 0, 0, 0, 0 };
	size_t i = 0, k = 0;

	while (i < an && k < bn) {
		unsigned x = a[i], y = b[k];

		c.both += x == y && (x & mask) == 0;
		c.a += x <= y && (x & mask) == 0;
		c.b += y <= x && (y & mask) == 0;
		i += x <= y;
		k += y <= x;
	}
	for (; i < an; i++)
		c.a += (a[i] & mask) == 0;
	for (; k < bn; k++)
		c.b += (b[k] & mask) == 0;
	c.less = c.a < c.b ? c.a : c.b;
	return c;
}

static unsigned
coarser(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

/* The same for the shingles of two texts. */
static struct counts
count_shared(const struct copy_spread *a, const struct copy_text *b)
{
	unsigned mask = (1u << coarser(a->s->level, b->level)) - 1, v = 0;
	struct counts c = { 0, 0, 0, 0 };

	for (size_t i = 0; i < a->s->n; i++)
		c.a += (a->s->v[i] & mask) == 0;
	/*
	 * A third of the gaps take more than a byte, as good as at random:
	 * what stands behind a byte that goes on is looked up like the rest,
	 * and not counted.
	 */
	for (size_t i = 0; i < b->gap_bytes; i++) {
		unsigned ends = b->packed[i] != GAP_MORE, has;

		v += b->packed[i];
		ends &= (v & mask) == 0;
		has = a->has[v / 64] >> v % 64 & 1;
		c.b += ends;
		c.both += ends & has;
	}
	c.less = c.a < c.b ? c.a : c.b;
	return c;
}

/* Both name some of these (ordinals, days), and none is the same. */
static bool
marks_differ(uint32_t a, uint32_t b, uint32_t of)
{
	return (a & of) != 0 && (b & of) != 0 && (a & b & of) == 0;
}

/* A title is about something that the other article nowhere has. */
static bool
title_misses(const struct shingles *a, const struct shingles *b)
{
	return intersect(a->title, a->title_n, b->rare, b->rare_n, 0).both <
	       a->title_n;
}

/* Of long texts there are samples only: they are no templates. */
static bool
titles_differ(const struct shingles *a, const struct shingles *b)
{
	return a->rare_level == 0 && b->rare_level == 0 &&
	       title_misses(a, b) && title_misses(b, a);
}

/* Whether they are written alike on different things. */
static bool
is_template(const struct shingles *a, const struct shingles *b,
            struct copy_facts *f)
{
	unsigned less = a->total < b->total ? a->total : b->total;
	unsigned more = a->total > b->total ? a->total : b->total;

	bool like_size = more * LIKE_SIZE_OF <= less * LIKE_SIZE;

	/* the sixth flight is told as the fifth was, to the word */
	f->marks_differ = like_size &&
	                  marks_differ(a->marks, b->marks, MARKS_ORDINALS);
	if (f->link.contained >= TEMPLATE_CONTAINED)
		return f->marks_differ;
	f->rare_differ = f->link.rare < RARE_MIN;
	if (like_size) {
		f->marks_differ |= marks_differ(a->marks, b->marks,
		                                MARKS_WEEKDAYS);
		f->titles_differ = titles_differ(a, b);
	}
	return f->rare_differ || f->marks_differ || f->titles_differ;
}

static enum copy_verdict
judge(const struct shingles *a, const struct shingles *b,
      struct copy_facts *f)
{
	const struct copy_link *l = &f->link;
	unsigned less = a->total < b->total ? a->total : b->total;
	unsigned more = a->total > b->total ? a->total : b->total;

	if (less < SHORT_TOTAL)
		return l->alike >= SHORT_ALIKE ? COPY_SAME : COPY_OTHER;
	if (l->contained + l->alike / ALIKE_PART < SHARE_MIN)
		return l->contained < RELATED_MIN ? COPY_OTHER : COPY_RELATED;
	if (more > less * LONGER_TIMES)
		return COPY_EMBEDDED;
	return is_template(a, b, f) ? COPY_TEMPLATE : COPY_SAME;
}

void
copy_text_explain(const struct copy_spread *with, const struct copy_text *b,
                  struct copy_facts *out)
{
	const struct shingles *a = with->s;
	struct copy_facts f = { .shared = 0 };
	struct copy_link *l = &f.link;
	struct shingles s;
	struct counts c;
	unsigned all;

	unpack_rest(b, &s);
	c = count_shared(with, b);
	all = c.a + c.b - c.both;
	f.shared = c.both;
	f.a_n = c.a;
	f.b_n = c.b;
	l->contained = (uint8_t)(c.less == 0 ? 0 : c.both * 255 / c.less);
	l->alike = (uint8_t)(all == 0 ? 0 : c.both * 255 / all);
	c = intersect(a->rare, a->rare_n, s.rare, s.rare_n,
	              coarser(a->rare_level, s.rare_level));
	l->rare = (uint8_t)(c.less < RARE_LEAST ? 255 : c.both * 255 / c.less);
	l->verdict = (uint8_t)judge(a, &s, &f);
	*out = f;
}

void
copy_text_compare(const struct copy_spread *a, const struct copy_text *b,
                  struct copy_link *out)
{
	uint32_t slot = out->slot;
	struct copy_facts f;

	copy_text_explain(a, b, &f);
	*out = f.link;
	out->slot = slot;
}
