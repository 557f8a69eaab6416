#include "pipeline/crawl_internal.h"

#include "base/clock.h"
#include "base/log.h"
#include "store/frontier.h"

#define SCAN_PAGE 256      /* rows of one look into the store */
#define SCAN_MEM_MAX_BYTES (256u << 20)
#define RESCAN_MS 1000     /* between looks that find nothing */
#define RESCAN_SOON_MS 20  /* when something was settled */

static size_t
inflight_count(const struct crawl *c)
{
	size_t n = 0;

	for (int k = 0; k < JOB__COUNT; k++)
		n += c->inflight[k].n;
	return n;
}

static bool
has_room(const struct crawl *c, int64_t outlet_id)
{
	int64_t load = 0;

	if (outlet_id > 0)
		idmap_get(&c->load, outlet_id, &load);
	return load < CRAWL_OUTLET_MAX &&
	       inflight_count(c) < CRAWL_INFLIGHT_MAX;
}

static void
submit(struct crawl *c, enum job_kind kind, int64_t outlet_id,
       struct fetch_request *rq)
{
	static const char *const accept[JOB__COUNT] = {
		[JOB_FEED] = "application/atom+xml, application/rss+xml, "
		             "application/feed+json, application/xml;q=0.9, "
		             "text/html;q=0.5, */*;q=0.1",
		[JOB_PAGE] = "text/html, application/xhtml+xml;q=0.9, "
		             "*/*;q=0.1",
		[JOB_IMAGE] = "image/webp, image/png, image/jpeg, */*;q=0.1",
	};
	static const size_t max_bytes[JOB__COUNT] = {
		[JOB_FEED] = FETCH_FEED_MAX_BYTES,
		[JOB_PAGE] = FETCH_PAGE_MAX_BYTES,
		[JOB_IMAGE] = FETCH_IMAGE_MAX_BYTES,
	};

	rq->kind = kind;
	rq->priority = (int)kind; /* feeds, then pages, then images */
	rq->max_bytes = max_bytes[kind];
	rq->accept = str_from(accept[kind]);
	idmap_put(&c->inflight[kind], rq->tag, outlet_id);
	if (outlet_id > 0)
		idmap_add(&c->load, outlet_id, 1);
	fetcher_submit(c->fetcher, rq);
}

static enum err
scan_feeds(struct crawl *c, struct arena *mem, bool *more)
{
	struct feed_source *f;
	size_t n;
	enum err e;

	e = store_feed_due(c->reader, mem, clock_now_s(), CRAWL_INFLIGHT_MAX,
	                   &f, &n);
	for (size_t i = 0; e == ERR_OK && i < n; i++) {
		struct fetch_request rq = {
			.url = f[i].url,
			.etag = f[i].etag,
			.last_modified = f[i].last_modified,
			.tag = f[i].id,
		};

		if (idmap_get(&c->inflight[JOB_FEED], f[i].id, NULL) ||
		    idmap_get(&c->polled, f[i].id, NULL))
			continue;
		submit(c, JOB_FEED, 0, &rq);
	}
	*more = false;
	return e;
}

static enum err
scan_pages(struct crawl *c, struct arena *mem, bool *more)
{
	struct frontier_entry *f;
	size_t n;
	enum err e;

	e = store_frontier_due(c->reader, mem, clock_now_s(),
	                       c->cursor[JOB_PAGE], SCAN_PAGE, &f, &n);
	for (size_t i = 0; e == ERR_OK && i < n; i++) {
		struct fetch_request rq = { .url = f[i].url, .tag = f[i].id };

		c->cursor[JOB_PAGE] = f[i].id;
		if (!idmap_get(&c->inflight[JOB_PAGE], f[i].id, NULL) &&
		    has_room(c, f[i].outlet_id))
			submit(c, JOB_PAGE, f[i].outlet_id, &rq);
	}
	*more = e == ERR_OK && n == SCAN_PAGE;
	return e;
}

static enum err
scan_images(struct crawl *c, struct arena *mem, bool *more)
{
	struct image_row *im;
	size_t n;
	enum err e;

	*more = false;
	if (!config_bool(c->o->config, CONFIG_FETCH_IMAGES))
		return ERR_OK;
	e = store_image_due(c->reader, mem, clock_now_s(),
	                    c->cursor[JOB_IMAGE], SCAN_PAGE, &im, &n);
	for (size_t i = 0; e == ERR_OK && i < n; i++) {
		struct fetch_request rq = { .url = im[i].url,
			                    .tag = im[i].id };

		c->cursor[JOB_IMAGE] = im[i].id;
		if (!idmap_get(&c->inflight[JOB_IMAGE], im[i].id, NULL) &&
		    has_room(c, im[i].outlet_id))
			submit(c, JOB_IMAGE, im[i].outlet_id, &rq);
	}
	*more = e == ERR_OK && n == SCAN_PAGE;
	return e;
}

enum err
crawl_scan(struct crawl *c)
{
	static enum err (*const scans[JOB__COUNT])(struct crawl *,
	                                           struct arena *, bool *) = {
		[JOB_FEED] = scan_feeds,
		[JOB_PAGE] = scan_pages,
		[JOB_IMAGE] = scan_images,
	};

	c->eager = false;
	for (int k = 0; k < JOB__COUNT; k++) {
		struct arena mem = ARENA_INIT(ARENA_BLOCK, SCAN_MEM_MAX_BYTES);
		int64_t start_ms = clock_steady_ms();
		bool more;
		enum err e;

		if (start_ms < c->rescan_ms[k] ||
		    inflight_count(c) >= CRAWL_INFLIGHT_MAX)
			continue;
		if (c->cursor[k] == 0)
			c->scan_cost_ms[k] = 0;
		e = scans[k](c, &mem, &more);
		arena_release(&mem);
		if (e != ERR_OK)
			return e;
		c->scan_cost_ms[k] += clock_steady_ms() - start_ms;
		c->eager |= more;
		if (more)
			continue;
		c->cursor[k] = 0;
		c->rescan_ms[k] = start_ms + RESCAN_MS;
	}
	return ERR_OK;
}

/*
 * Something was settled, so there may be room or new work: look again soon,
 * but never spend more than a tenth of the time on looking.
 */
static void
hasten(struct crawl *c)
{
	int64_t now_ms = clock_steady_ms();

	for (int k = 0; k < JOB__COUNT; k++) {
		int64_t soon_ms = now_ms + RESCAN_SOON_MS +
		                  10 * c->scan_cost_ms[k];

		if (c->rescan_ms[k] > soon_ms)
			c->rescan_ms[k] = soon_ms;
	}
}

void
crawl_drain(struct crawl *c)
{
	pthread_mutex_lock(&c->lock);
	for (size_t i = 0; i < c->settled_n; i++) {
		const struct crawl_settled *s = &c->settled[i];
		int64_t outlet_id = 0;

		idmap_get(&c->inflight[s->kind], s->tag, &outlet_id);
		idmap_remove(&c->inflight[s->kind], s->tag);
		if (outlet_id > 0 && idmap_add(&c->load, outlet_id, -1) <= 0)
			idmap_remove(&c->load, outlet_id);
		if (s->kind == JOB_FEED && s->finished && c->o->once)
			idmap_put(&c->polled, s->tag, 1);
	}
	if (c->settled_n > 0)
		hasten(c);
	c->settled_n = 0;
	pthread_mutex_unlock(&c->lock);
}

/* Load what the store knows about the thing that was asked for. */
static enum err
recall(struct crawl *c, struct job *j)
{
	struct doc *d = j->doc;
	struct frontier_entry *f;
	struct image_row *im;
	size_t n;
	enum err e = ERR_OK;

	switch (j->kind) {
	case JOB_FEED:
		e = store_feed_by_id(c->reader, d->mem, j->tag, &j->source);
		j->outlet_id = j->source.outlet_id;
		j->quick = fetcher_is_undelayed(c->fetcher, j->url);
		break;
	case JOB_PAGE:
		e = store_frontier_due(c->reader, d->mem, INT64_MAX,
		                       j->tag - 1, 1, &f, &n);
		if (e == ERR_OK && (n == 0 || f[0].id != j->tag))
			e = ERR_ABSENT;
		if (e != ERR_OK)
			break;
		j->outlet_id = f[0].outlet_id;
		j->tries = f[0].tries;
		d->source.outlet_id = f[0].outlet_id;
		d->source.feed_id = f[0].feed_id;
		d->source.frontier_id = f[0].id;
		d->source.url = f[0].url;
		d->source.final_url = j->final_url;
		d->source.content_type = j->content_type;
		d->source.bytes = j->body;
		d->source.fetched_s = j->fetched_s;
		d->source.item = f[0].item;
		e = job_recall_rules(c->reader, j);
		break;
	case JOB_IMAGE:
		e = store_image_due(c->reader, d->mem, INT64_MAX, j->tag - 1, 1,
		                    &im, &n);
		if (e == ERR_OK && (n == 0 || im->id != j->tag))
			e = ERR_ABSENT;
		if (e == ERR_OK)
			j->tries = im->tries;
		break;
	case JOB__COUNT:
		BUG("no such kind of job");
	}
	return e;
}

void
crawl_answered(const struct fetch_result *r, void *arg)
{
	struct crawl *c = arg;
	struct job *j = job_new((enum job_kind)r->kind, r, clock_now_s());
	enum err e = recall(c, j);

	LOG(LOG_INFO, "fetched", KV_Z("kind", job_kind_name(j->kind)),
	    KV_INT("http", r->status), KV_INT("bytes", r->body.n),
	    KV_STR("url", r->url), KV_STR("detail", j->detail));
	if (e != ERR_OK) {
		/* gone meanwhile: the outlet was removed, say */
		struct crawl_settled gone = { j->kind, r->tag, true };

		pthread_mutex_lock(&c->lock);
		c->settled[c->settled_n++] = gone;
		pthread_mutex_unlock(&c->lock);
		job_free(j);
		return;
	}
	if (!queue_push(c->work, j))
		job_free(j);
}

enum err
crawl_is_idle(struct crawl *c, bool *idle)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, SCAN_MEM_MAX_BYTES);
	int64_t soon_s = clock_now_s() + CRAWL_ONCE_WAIT_S;
	int64_t pages, page_s, images, image_s;
	struct feed_source *f;
	size_t n, feeds = 0;
	enum err e = ERR_OK;

	*idle = false;
	if (inflight_count(c) > 0)
		goto out;
	if ((e = store_frontier_state(c->reader, &pages, &page_s)) != ERR_OK)
		goto out;
	if ((e = store_image_state(c->reader, &images, &image_s)) != ERR_OK)
		goto out;
	e = store_feed_due(c->reader, &mem, soon_s, CRAWL_INFLIGHT_MAX, &f, &n);
	if (e != ERR_OK)
		goto out;
	for (size_t i = 0; i < n; i++)
		feeds += !idmap_get(&c->polled, f[i].id, NULL);
	if (!config_bool(c->o->config, CONFIG_FETCH_IMAGES))
		images = 0;
	*idle = feeds == 0 && (pages == 0 || page_s > soon_s) &&
	        (images == 0 || image_s > soon_s);
out:
	arena_release(&mem);
	return e;
}
