#include "search/find_internal.h"

#include <math.h>

float
find_recency(int64_t now_s, int64_t time_s)
{
	/* of damaged times, too, the distance is a number without a sign */
	uint64_t ago = (uint64_t)now_s - (uint64_t)time_s;
	float age = now_s > time_s ? (float)ago : 0;

	return 1 + FIND_RECENCY_GAIN * exp2f(-age / FIND_RECENCY_HALF_S);
}

bool
finder_open(struct finder *f, size_t part)
{
	const struct plan *p = f->plan;
	struct match_context *c = f->context;

	f->part = part;
	f->segment = p->view->part[part].segment;
	f->deleted = p->view->part[part].deleted;
	f->must = p->must != NULL ? match_new(c, p->must, part) : NULL;
	f->not = p->not != NULL ? match_new(c, p->not, part) : NULL;
	f->should_n = 0;
	f->should = ARENA_ARRAY(c->mem, struct matcher *, p->should_n);
	if (f->should == NULL || (p->must != NULL && f->must == NULL))
		return false;
	for (size_t i = 0; i < p->should_n; i++) {
		struct matcher *m = match_new(c, p->should[i], part);

		if (m != NULL)
			f->should[f->should_n++] = m;
	}
	return p->need_should ? f->should_n > 0 : f->must != NULL;
}

bool
finder_takes(struct finder *f, uint32_t doc)
{
	if (f->deleted != NULL && (f->deleted[doc / 64] >> doc % 64 & 1) != 0)
		return false;
	if (f->rq->collapse && f->segment->copy[doc] != 0)
		return false;
	return f->not == NULL || match_advance(f->not, doc) != doc;
}

void
finder_offer(struct finder *f, uint32_t doc, float score)
{
	struct found it = {
		.score = score,
		.part = (uint32_t)f->part,
		.doc = doc,
		.time_s = f->segment->time_s[doc],
		.id = f->segment->id[doc],
		.story = f->segment->story[doc],
	};

	top_offer(f->top, &it);
}

struct matcher *
finder_stream(struct finder *f)
{
	struct match_context *c = f->context;
	struct matcher **both = ARENA_ARRAY(c->mem, struct matcher *, 2);
	struct matcher *any;

	if (!f->plan->need_should)
		return f->must;
	any = f->should_n == 1 ? f->should[0]
	                       : match_any_new(c, f->should, f->should_n);
	if (f->must == NULL || any == NULL || both == NULL)
		return any;
	both[0] = any;
	both[1] = f->must;
	return match_all_new(c, both, 2);
}

/* The newest of a part; it ends as soon as the rest is older than all kept. */
static void
newest_of_part(struct finder *f)
{
	struct matcher *m = finder_stream(f);

	for (uint32_t doc = 0; m != NULL; doc++) {
		const struct found *worst = top_worst(f->top);

		doc = match_advance(m, doc);
		if (doc == MATCH_NONE || !match_work(f->context, 1) ||
		    (worst != NULL &&
		     f->segment->time_s[doc] < worst->time_s))
			break;
		if (finder_takes(f, doc))
			finder_offer(f, doc, 0);
	}
}

/* Whether all of a part is older than the newest that were found. */
static bool
is_too_old(const struct finder *f, size_t part)
{
	const struct segment *s = f->plan->view->part[part].segment;
	const struct found *worst = top_worst(f->top);

	return f->rq->newest && worst != NULL && s->time_s[0] < worst->time_s;
}

static void
find_best(struct match_context *c, const struct find_request *rq,
          struct top *top)
{
	for (size_t part = 0; part < c->plan->view->n; part++) {
		struct finder f = { .context = c, .rq = rq, .plan = c->plan,
			            .top = top };

		if (is_too_old(&f, part))
			continue;
		match_part_begin(c, part);
		if (!finder_open(&f, part))
			;
		else if (rq->newest)
			newest_of_part(&f);
		else
			find_rank_part(&f);
		match_part_end(c);
	}
	if (!rq->newest)
		find_pairs(c, rq, top);
}

enum err
find_run(struct arena *mem, const struct view *view,
         const struct find_request *rq, struct find_answer *out)
{
	struct find_answer a = { .total_exact = true };
	struct arena work = ARENA_INIT(ARENA_BLOCK, FIND_MEM_BYTES);
	struct match_context c = { .mem = &work, .ranked = !rq->newest,
		                   .work_all = FIND_WORK_MAX };
	struct plan_setting setting = rq->plan;
	struct top top = { .max = rq->limit, .collapse = rq->collapse };

	*out = a;
	setting.unranked = rq->newest;
	plan_make(mem, rq->root, view, &setting, &out->plan);
	c.plan = &out->plan;
	if (!rq->newest && top.max > 0 && top.max < FIND_WINDOW)
		top.max = FIND_WINDOW;
	top.v = ARENA_ARRAY(mem, struct found, top.max + 1);
	if (arena_err(mem) != ERR_OK)
		return ERR_LIMIT;
	find_best(&c, rq, &top);
	out->v = top.v;
	out->n = top.n < rq->limit ? top.n : rq->limit;
	c.ranked = false;
	if (rq->count || rq->facets)
		find_count(mem, &c, rq, out);
	arena_release(&work);
	out->work = c.work;
	out->cut = c.cut;
	return arena_err(mem);
}
