#include "pipeline/job.h"

#include "pipeline/schedule.h"
#include "store/frontier.h"

/* What it belongs to was removed while it was on its way: no failure. */
static enum err
drop(struct job *j)
{
	j->verdict = JOB_DROP;
	j->detail = STR("its outlet is gone");
	return ERR_OK;
}

static enum err
keep_poll(struct store *st, struct job *j, const struct config *config,
          int64_t now_s)
{
	struct feed_source f = j->source;
	struct schedule_hints hints = {
		.interval_s = config_number(config, CONFIG_FETCH_INTERVAL),
		.ttl_s = j->feed.ttl_s,
		.max_age_s = j->max_age_s,
		.retry_after_s = j->retry_after_s,
		.quick = j->quick,
	};

	f.last_status = j->status;
	if (j->verdict == JOB_KEEP || j->verdict == JOB_SAME) {
		f.failures = 0;
		f.last_ok_s = now_s;
		f.interval_s = schedule_after_poll(&hints);
		if (j->moved_url.n > 0)
			f.url = j->moved_url;
	} else {
		f.failures++;
		f.interval_s = schedule_after_failure(&hints, f.failures);
	}
	if (j->verdict == JOB_KEEP) {
		f.etag = j->etag;
		f.last_modified = j->last_modified;
	}
	f.next_due_s = now_s + f.interval_s;
	return store_feed_polled(st, &f);
}

/* What the outlet shows further up than before weighs more from now on. */
static enum err
rank_address(struct job_writer *w, const struct list_place *p, int64_t now_s)
{
	int64_t id;
	enum err e;

	if (p->list_rank == 0)
		return ERR_OK;
	e = store_list_rank(w->st, p, now_s, &id);
	if (e == ERR_OK && id > 0)
		gather_rank(w->gather, id, p->list_rank);
	return e;
}

static enum err
offer_items(struct job_writer *w, struct job *j, int64_t now_s)
{
	for (size_t i = 0; i < j->item_count; i++) {
		struct job_item *it = &j->items[i];
		struct frontier_entry f = {
			.outlet_id = j->outlet_id,
			.feed_id = j->source.id,
			.url = it->item->url,
			.item = *it->item,
			.due_s = now_s,
		};
		struct list_place place = { it->key, j->outlet_id,
			                    it->item->list_rank };
		enum frontier_outcome what;
		enum err e = store_frontier_offer(w->st, &f, it->key,
		                                  it->fingerprint, &what);

		if (e == ERR_ABSENT)
			return drop(j);
		if (e == ERR_OK)
			e = rank_address(w, &place, now_s);
		if (e != ERR_OK)
			return e;
		j->new_items += what != FRONTIER_KNOWN;
	}
	return ERR_OK;
}

static enum err
keep_feed(struct job_writer *w, struct job *j, int64_t now_s)
{
	int64_t id;
	enum err e;

	if (j->verdict == JOB_KEEP &&
	    (e = offer_items(w, j, now_s)) != ERR_OK)
		return e;
	if (j->discovered.n > 0) {
		e = store_feed_add(w->st, j->outlet_id, j->discovered, now_s,
		                   &id);
		if (e != ERR_OK && e != ERR_EXISTS)
			return e;
		j->new_items += e == ERR_OK;
	}
	return keep_poll(w->st, j, w->config, now_s);
}

/*
 * An article with the best place that its address was seen at, also by polls
 * that came while the page was on its way.
 */
static enum err
keep_article(struct job_writer *w, struct job *j, int64_t now_s, int64_t *id)
{
	struct doc_source *s = &j->doc->source;
	struct list_place place = { j->keys.key[0], j->outlet_id, 0 };
	enum err e = store_frontier_rank(w->st, s->frontier_id,
	                                 &place.list_rank);

	if (e != ERR_OK)
		return e;
	if (place.list_rank > 0)
		s->item.list_rank = place.list_rank;
	e = store_article_put(w->st, j->doc, &j->keys, now_s, id, &j->outcome);
	if (e == ERR_OK && j->outcome != ARTICLE_SAME)
		e = gather_article(w->gather, w->st, j->doc, *id,
		                   j->outcome == ARTICLE_REVISED);
	if (e == ERR_OK && j->outcome != ARTICLE_NEW)
		e = rank_address(w, &place, now_s);
	return e;
}

static enum err
keep_page(struct job_writer *w, struct job *j, int64_t now_s)
{
	struct store *st = w->st;
	int64_t id, wait_s;
	enum err e;

	switch (j->verdict) {
	case JOB_KEEP:
		if ((e = keep_article(w, j, now_s, &id)) == ERR_ABSENT)
			return drop(j);
		return e == ERR_OK ? job_learn(w, j, id, now_s) : e;
	case JOB_RETRY:
		wait_s = schedule_page_retry(j->tries + 1, j->retry_after_s);
		if (wait_s < 0)
			break;
		return store_frontier_retry(st, j->tag, now_s + wait_s);
	case JOB_SAME:
	case JOB_DROP:
		break;
	}
	return store_frontier_settle(st, j->tag);
}

static enum err
keep_image(struct store *st, struct job *j, int64_t now_s)
{
	struct image_row im = {
		.id = j->tag,
		.mime = j->info.mime,
		.bytes = buf_str(&j->remade),
		.width = j->info.width,
		.height = j->info.height,
		.hash = j->info.hash,
	};
	int64_t wait_s;
	enum err e;

	switch (j->verdict) {
	case JOB_KEEP:
		e = store_image_put(st, &im);
		return e == ERR_ABSENT ? drop(j) : e;
	case JOB_RETRY:
		wait_s = schedule_page_retry(j->tries + 1, j->retry_after_s);
		if (wait_s < 0)
			break;
		return store_image_retry(st, j->tag, now_s + wait_s);
	case JOB_SAME:
	case JOB_DROP:
		break;
	}
	return store_image_failed(st, j->tag);
}

enum err
job_keep(struct job_writer *w, struct job *j, int64_t now_s)
{
	static const enum stage in_transaction[JOB__COUNT] = {
		[JOB_FEED] = STAGE_FEED_OFFERED,
		[JOB_PAGE] = STAGE_PAGE_PUT,
		[JOB_IMAGE] = STAGE_IMAGE_PUT,
	};
	enum err e = ERR_OK;

	j->new_items = 0;
	switch (j->kind) {
	case JOB_FEED:
		e = keep_feed(w, j, now_s);
		break;
	case JOB_PAGE:
		e = keep_page(w, j, now_s);
		break;
	case JOB_IMAGE:
		e = keep_image(w->st, j, now_s);
		break;
	case JOB__COUNT:
		BUG("no such kind of job");
	}
	stages_pass(w->stages, in_transaction[j->kind]);
	return e;
}
