/*
 * What columns tell: outlet, topic, language, time.
 */
#include "search/match.h"

#include "text/normalise.h"

struct match_column {
	struct matcher m;
	const struct plan_node *node;
	uint32_t from, to; /* documents that may match */
	/* which numbers of topics or languages match; NULL: outlets */
	bool *number;
	const uint8_t *bytes;
	const uint16_t *shorts;
};

static bool
has_outlet(const struct match_column *c, uint32_t doc)
{
	uint32_t outlet = c->m.segment->outlet[doc];

	for (size_t i = 0; i < c->node->outlet_n; i++)
		if (c->node->outlet[i] == (int64_t)outlet)
			return true;
	return false;
}

static bool
matches(const struct match_column *c, uint32_t doc)
{
	if (c->bytes != NULL)
		return c->number[c->bytes[doc]];
	if (c->shorts != NULL)
		return c->number[c->shorts[doc]];
	return c->node->kind != PLAN_OUTLET || has_outlet(c, doc);
}

static uint32_t
column_advance(struct matcher *m, uint32_t target)
{
	struct match_column *c = (struct match_column *)m;
	uint32_t doc = target > c->from ? target : c->from;

	while (doc < c->to && !matches(c, doc))
		doc++;
	return doc < c->to ? doc : MATCH_NONE;
}

static float
column_score(struct matcher *m, float need)
{
	(void)m;
	(void)need;
	return 0;
}

static float
column_bound(struct matcher *m, uint32_t target, uint32_t *upto, bool wide)
{
	(void)m;
	(void)target;
	(void)wide;
	*upto = MATCH_NONE;
	return 0;
}

static const struct match_ops column_ops = { column_advance, column_score,
	                                     column_bound, NULL, NULL };

/* Readers of Arabic are given Moroccan Arabic in its letters, too. */
static bool
is_meant(const struct plan_node *n, struct str name)
{
	return str_eq(name, n->name) ||
	       (n->kind == PLAN_LANGUAGE && str_eq(n->name, STR("ar")) &&
	        str_eq(name, STR("ary")));
}

/* Which of a segment's names are meant; false when none is. */
static bool
find_names(struct match_context *c, struct match_column *m,
           const struct str *names, size_t n, size_t numbers)
{
	bool any = false;

	m->number = ARENA_ARRAY(c->mem, bool, numbers);
	for (size_t i = 0; m->number != NULL && i < n; i++) {
		struct str name = text_fold_copy(c->mem, names[i]);

		m->number[i] = name.n > 0 && is_meant(m->node, name);
		any = any || m->number[i];
	}
	return any;
}

static bool
prepare(struct match_context *c, struct match_column *m)
{
	const struct segment *s = m->m.segment;

	m->to = s->facts.docs;
	switch (m->node->kind) {
	case PLAN_TIME:
		if (m->node->until_s != ASK_NO_UNTIL)
			m->from = segment_before(s, m->node->until_s);
		if (m->node->since_s != ASK_NO_SINCE)
			m->to = segment_before(s, m->node->since_s);
		return m->from < m->to;
	case PLAN_TOPIC:
		m->shorts = s->topic;
		return find_names(c, m, s->topics, s->topic_count,
		                  UINT16_MAX + 1u);
	case PLAN_LANGUAGE:
		m->bytes = s->language;
		return find_names(c, m, s->languages, s->language_count,
		                  UINT8_MAX + 1u);
	default:
		return m->node->outlet_n > 0;
	}
}

struct matcher *
match_column_new(struct match_context *c, const struct plan_node *n,
                 size_t part)
{
	struct match_column *m = match_alloc(c, &column_ops, part,
	                                     sizeof(*m));

	if (m == NULL)
		return NULL;
	m->node = n;
	if (!prepare(c, m))
		return NULL;
	m->m.cost = m->to - m->from;
	m->m.doc = column_advance(&m->m, c->from);
	return &m->m;
}

static const struct plan_node every = { .kind = PLAN_EVERY };

struct matcher *
match_every_new(struct match_context *c, size_t part)
{
	struct match_column *m = match_alloc(c, &column_ops, part,
	                                     sizeof(*m));

	if (m == NULL)
		return NULL;
	m->node = &every;
	m->to = m->m.segment->facts.docs;
	m->m.cost = m->to;
	return &m->m;
}
