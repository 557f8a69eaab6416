/*
 * How many documents there are, and how they spread.  A part with too many is
 * counted at the beginning of several stretches of it; the rest is told by
 * proportion, and the answer says so.
 */
#include "search/find_internal.h"

#include <stdlib.h>

#include "base/datetime.h"
#include "base/vec.h"

#define OUTLETS_MAX 65536u /* ids below it are told apart */
#define MONTHS_MAX 4096u
#define MONTH_FIRST (1800 * 12) /* month 0 of the table */
#define DAY_S 86400
#define TIME_MAX_S (INT64_C(1) << 36) /* some two thousand years */
/* Of a part that is not counted whole; more where many documents match. */
#define STRETCHES 32u
#define STRETCHES_SPARSE 4u
#define DENSE 8u /* one document in so many */

#define QUOTA_MIN 64u /* counted of any part */

struct tally {
	struct find_value *v;
	size_t n, cap;
};

struct counter {
	struct arena *mem;
	uint32_t *outlets, *topics, *languages, *months; /* of the part */
	struct tally all_outlets, all_topics, all_languages, all_months;
	int64_t offset_s;      /* of the zone */
	int64_t month_start_s; /* of the present month, in that zone */
	int32_t month;
};

/* Days before 1970 round down as well. */
static int64_t
day_of(int64_t time_s)
{
	return time_s / DAY_S - (time_s % DAY_S < 0);
}

/* Times fall from document to document, so a month is worked out once. */
static void
count_month(struct counter *c, int64_t time_s)
{
	int year, month, day;
	int64_t number;

	if (time_s < -TIME_MAX_S || time_s > TIME_MAX_S)
		time_s = 0; /* damaged */
	time_s += c->offset_s;
	if (time_s < c->month_start_s) {
		datetime_civil(day_of(time_s), &year, &month, &day);
		number = (int64_t)year * 12 + month - 1 - MONTH_FIRST;
		c->month_start_s = datetime_days(year, month, 1) * DAY_S;
		c->month = number < 0 || number >= MONTHS_MAX
		                   ? 0
		                   : (int32_t)number;
	}
	c->months[c->month]++;
}

static void
count_facets(struct counter *c, const struct segment *s, uint32_t doc)
{
	if (s->outlet[doc] < OUTLETS_MAX)
		c->outlets[s->outlet[doc]]++;
	if (s->topic[doc] < SEGMENT_TOPICS_MAX)
		c->topics[s->topic[doc]]++;
	c->languages[s->language[doc]]++;
	count_month(c, s->time_s[doc]);
}

static void
add(struct counter *c, struct tally *t, int64_t key, struct str name,
    double docs)
{
	struct find_value *v = NULL;

	for (size_t i = 0; i < t->n && v == NULL; i++)
		if (t->v[i].key == key && str_eq(t->v[i].name, name))
			v = &t->v[i];
	if (v == NULL && (v = VEC_PUSH(c->mem, t)) != NULL) {
		v->key = key;
		v->name = name;
	}
	if (v != NULL)
		v->docs += (uint64_t)(docs + 0.5);
}

/* The part's counts, times what the rest of the part is thought to hold. */
static void
add_part(struct counter *c, const struct segment *s, double times)
{
	for (uint32_t i = 0; i < OUTLETS_MAX; i++)
		if (c->outlets[i] > 0)
			add(c, &c->all_outlets, i, STR_EMPTY,
			    c->outlets[i] * times);
	for (size_t i = 0; i < s->topic_count; i++)
		if (c->topics[i] > 0 && s->topics[i].n > 0)
			add(c, &c->all_topics, 0, s->topics[i],
			    c->topics[i] * times);
	for (size_t i = 0; i < s->language_count; i++)
		if (c->languages[i] > 0 && s->languages[i].n > 0)
			add(c, &c->all_languages, 0, s->languages[i],
			    c->languages[i] * times);
	for (uint32_t i = 0; i < MONTHS_MAX; i++)
		if (c->months[i] > 0)
			add(c, &c->all_months, (int64_t)i + MONTH_FIRST,
			    STR_EMPTY, c->months[i] * times);
}

static void
clear_part(struct counter *c)
{
	memset(c->outlets, 0, OUTLETS_MAX * sizeof(*c->outlets));
	memset(c->topics, 0, SEGMENT_TOPICS_MAX * sizeof(*c->topics));
	memset(c->languages, 0, (UINT8_MAX + 1) * sizeof(*c->languages));
	memset(c->months, 0, MONTHS_MAX * sizeof(*c->months));
	c->month_start_s = INT64_MAX;
}

/* How much of a part is counted: documents, and the work's mark to end at. */
struct quota {
	uint64_t docs, work;
};

/* A stretch of a part's documents. */
struct stretch {
	uint32_t from, to;
};

/*
 * Count a stretch until it ends or the quota is used up; returns how many
 * there are, and how much of the stretch was looked at.
 */
static uint64_t
count_stretch(struct finder *f, struct matcher *m, struct counter *c,
              struct stretch s, struct quota quota, double *share)
{
	uint32_t doc = match_advance(m, s.from);
	uint64_t n = 0;

	*share = 1;
	for (; doc < s.to; doc = match_next(m)) {
		if (n == quota.docs || f->context->work >= quota.work ||
		    !match_work(f->context, 1)) {
			*share = (doc - s.from + 0.5) / (s.to - s.from);
			break;
		}
		if (!finder_takes(f, doc))
			continue;
		n++;
		if (c != NULL)
			count_facets(c, f->segment, doc);
	}
	return n;
}

/*
 * Count a part in stretches, for what is asked for may lie close together in
 * time; returns how many there are, by proportion where *exact is false.
 */
static double
count_part(struct finder *f, struct counter *c, struct quota quota,
           bool *exact)
{
	struct matcher *m = finder_stream(f);
	uint32_t docs = f->segment->facts.docs;
	uint32_t n = 1;
	uint64_t start = f->context->work;
	double total = 0;

	if (m == NULL)
		return 0;
	if (docs > FIND_COUNT_SMALL && (c == NULL || m->cost > quota.docs))
		n = m->cost > docs / DENSE ? STRETCHES : STRETCHES_SPARSE;
	for (uint32_t i = 0; i < n; i++) {
		struct stretch s = { (uint32_t)((uint64_t)docs * i / n),
			             (uint32_t)((uint64_t)docs * (i + 1) / n) };
		struct quota part = quota;
		double share;
		uint64_t got;

		if (n > 1) {
			part.docs = quota.docs / n;
			part.work = start + (quota.work - start) / n * (i + 1);
		}
		if (c != NULL)
			clear_part(c);
		got = count_stretch(f, m, c, s, part, &share);
		total += (double)got / share;
		*exact = *exact && share >= 1;
		if (c != NULL)
			add_part(c, f->segment, 1 / share);
	}
	return total;
}


static int
most_first(const void *a, const void *b)
{
	const struct find_value *x = a, *y = b;

	if (x->docs != y->docs)
		return x->docs < y->docs ? 1 : -1;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return str_cmp(x->name, y->name);
}

static int
latest_first(const void *a, const void *b)
{
	const struct find_value *x = a, *y = b;

	return (x->key < y->key) - (x->key > y->key);
}

static struct find_values
values_of(struct tally *t, int (*order)(const void *, const void *))
{
	if (t->n > 1)
		qsort(t->v, t->n, sizeof(*t->v), order);
	return (struct find_values){ t->v, t->n < FIND_FACET_VALUES
		                                   ? t->n
		                                   : FIND_FACET_VALUES };
}

static struct counter *
counter_new(struct arena *mem, int16_t offset_min)
{
	struct counter *c = ARENA_NEW(mem, struct counter);

	if (c == NULL)
		return NULL;
	c->mem = mem;
	c->offset_s = (int64_t)offset_min * 60;
	c->outlets = ARENA_ARRAY(mem, uint32_t, OUTLETS_MAX);
	c->topics = ARENA_ARRAY(mem, uint32_t, SEGMENT_TOPICS_MAX);
	c->languages = ARENA_ARRAY(mem, uint32_t, UINT8_MAX + 1);
	c->months = ARENA_ARRAY(mem, uint32_t, MONTHS_MAX);
	return arena_err(mem) == ERR_OK ? c : NULL;
}

static void
finish(struct counter *c, struct find_answer *out)
{
	out->facets = (struct find_facets){
		.outlets = values_of(&c->all_outlets, most_first),
		.topics = values_of(&c->all_topics, most_first),
		.languages = values_of(&c->all_languages, most_first),
		.months = values_of(&c->all_months, latest_first),
		.exact = out->total_exact,
	};
}

/* A part's share of what is counted in all. */
static struct quota
part_of(struct quota all, const struct finder *f,
        const struct match_context *c)
{
	uint64_t docs = f->segment->facts.docs;
	struct quota q = { all.docs * docs / c->plan->docs,
		           all.work * docs / c->plan->docs };

	if (docs <= FIND_COUNT_SMALL)
		return (struct quota){ docs, UINT64_MAX };
	q.docs = q.docs < QUOTA_MIN ? QUOTA_MIN : q.docs;
	q.work = c->work + (q.work < QUOTA_MIN ? QUOTA_MIN : q.work);
	return q;
}

void
find_count(struct arena *mem, struct match_context *c,
           const struct find_request *rq, struct find_answer *out)
{
	struct counter *counter =
	        rq->facets ? counter_new(mem, rq->offset_min) : NULL;
	struct quota most = { FIND_COUNT_MAX, FIND_COUNT_MAX };

	if (rq->facets)
		most = (struct quota){ FIND_FACET_DOCS, 2 * FIND_FACET_DOCS };

	for (size_t i = 0; i < c->plan->view->n; i++) {
		struct finder f = { .context = c, .rq = rq, .plan = c->plan };
		struct quota quota;

		match_part_begin(c, i);
		if (finder_open(&f, i)) {
			quota = part_of(most, &f, c);
			out->total += (uint64_t)(0.5 + count_part(&f, counter,
			                         quota, &out->total_exact));
		}
		match_part_end(c);
	}
	out->total_exact = out->total_exact && !c->cut;
	if (counter != NULL)
		finish(counter, out);
}
