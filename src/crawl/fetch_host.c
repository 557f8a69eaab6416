#include "crawl/fetch_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/rng.h"
#include "crawl/idna.h"
#include "url/url.h"

#define FIRST_BUCKETS 256u
#define EVICT_TRIES 16 /* hosts looked at when room is needed */
#define MS 1000

/* robots.txt first, then by priority, then first come first served. */
static bool
job_before(const void *a, const void *b)
{
	const struct fetch_job *x = a, *y = b;
	bool xr = x->robots_of != NULL, yr = y->robots_of != NULL;

	if (xr != yr)
		return xr;
	if (x->priority != y->priority)
		return x->priority < y->priority;
	return x->order < y->order;
}

static bool
host_before(const void *a, const void *b)
{
	const struct host *x = a, *y = b;

	if (x->due_ms != y->due_ms)
		return x->due_ms < y->due_ms;
	return x->turn < y->turn;
}

void
hosts_init(struct fetcher *f)
{
	rng_secret(&f->seed, sizeof(f->seed));
	f->bucket_count = FIRST_BUCKETS;
	f->buckets = xcalloc(f->bucket_count, sizeof(*f->buckets));
	f->due.before = host_before;
}

static void
unlink_use(struct fetcher *f, struct host *h)
{
	if (h->newer != NULL)
		h->newer->older = h->older;
	else
		f->newest = h->older;
	if (h->older != NULL)
		h->older->newer = h->newer;
	else
		f->oldest = h->newer;
	h->newer = NULL;
	h->older = NULL;
}

static void
link_use(struct fetcher *f, struct host *h)
{
	h->older = f->newest;
	if (f->newest != NULL)
		f->newest->newer = h;
	else
		f->oldest = h;
	f->newest = h;
}

static void
host_free(struct fetcher *f, struct host *h)
{
	struct fetch_job *job;

	while ((job = heap_pop(&h->queue)) != NULL)
		fetch_job_free(job);
	for (size_t i = 0; i < COUNT(h->robots); i++)
		robots_entry_clear(f, &h->robots[i]);
	free(h);
}

void
hosts_release(struct fetcher *f)
{
	struct host *h = f->newest;

	while (h != NULL) {
		struct host *older = h->older;

		host_free(f, h);
		h = older;
	}
	heap_release(&f->due);
	free(f->buckets);
}

static bool
is_idle(const struct host *h)
{
	return h->queue.n == 0 && !h->active && !h->listed &&
	       h->robots[0].state != ROBOTS_PENDING &&
	       h->robots[1].state != ROBOTS_PENDING;
}

static void
forget(struct fetcher *f, struct host *h)
{
	struct host **at = &f->buckets[h->hash & (f->bucket_count - 1)];

	while (*at != h)
		at = &(*at)->next;
	*at = h->next;
	unlink_use(f, h);
	f->host_count--;
	host_free(f, h);
}

/* Forget idle hosts, the oldest in use first, while there are too many. */
static void
make_room(struct fetcher *f)
{
	struct host *h = f->oldest;

	for (int i = 0; i < EVICT_TRIES && h != NULL; i++) {
		struct host *newer = h->newer;

		if (f->host_count < HOSTS_MAX &&
		    f->robots_bytes < ROBOTS_CACHE_MAX_BYTES)
			return;
		if (is_idle(h)) {
			forget(f, h);
		} else {
			/* in use: not the oldest any more */
			unlink_use(f, h);
			link_use(f, h);
		}
		h = newer;
	}
}

static void
grow_buckets(struct fetcher *f)
{
	size_t n = f->bucket_count * 2;
	struct host **next = xcalloc(n, sizeof(*next));

	for (struct host *h = f->newest; h != NULL; h = h->older) {
		h->next = next[h->hash & (n - 1)];
		next[h->hash & (n - 1)] = h;
	}
	free(f->buckets);
	f->buckets = next;
	f->bucket_count = n;
}

static struct host *
host_new(struct fetcher *f, struct str key, uint64_t hash, struct str name)
{
	struct host *h = xcalloc(1, sizeof(*h) + key.n);
	struct address a;

	memcpy(h->name, key.p, key.n);
	h->key = (struct str){ h->name, key.n };
	h->hash = hash;
	h->queue.before = job_before;
	h->undelayed = address_parse(name, &a) &&
	               networks_have(&f->undelayed, &a);
	make_room(f);
	if (f->host_count >= f->bucket_count)
		grow_buckets(f);
	h->next = f->buckets[hash & (f->bucket_count - 1)];
	f->buckets[hash & (f->bucket_count - 1)] = h;
	f->host_count++;
	link_use(f, h);
	return h;
}

static struct host *
host_get(struct fetcher *f, struct str key, struct str name)
{
	uint64_t hash = str_hash_seed(key, f->seed);
	struct host *h = f->buckets[hash & (f->bucket_count - 1)];

	while (h != NULL && !(h->hash == hash && str_eq(h->key, key)))
		h = h->next;
	if (h == NULL)
		return host_new(f, key, hash, name);
	unlink_use(f, h);
	link_use(f, h);
	return h;
}

bool
host_aim(struct fetcher *f, struct fetch_job *job, struct str url)
{
	struct str key, path, text, wire;
	struct url u;

	if (url_parse(&job->mem, url, &u) != ERR_OK)
		return false;
	path = u.has_query ? str_fmt(&job->mem, "%.*s?%.*s", STR_ARG(u.path),
	                             STR_ARG(u.query))
	                   : u.path;
	text = url_text(&job->mem, &u);
	if (idna_host(&job->mem, u.host, &u.host) != ERR_OK)
		return false;
	wire = url_text(&job->mem, &u);
	key = str_fmt(&job->mem, "%.*s:%u", STR_ARG(u.host), (unsigned)u.port);
	if (arena_err(&job->mem) != ERR_OK || key.n == 0)
		return false;
	job->url = text;
	job->wire_url = wire;
	job->path = path;
	job->secure = str_eq(u.scheme, STR("https"));
	job->host = host_get(f, key, u.host);
	return true;
}

/* Answer a job that its host does not want now. */
static void
dismiss(struct fetcher *f, struct fetch_job *job, int64_t wait_ms)
{
	static const struct str why = STR_INIT("the host asked to wait");

	if (job->robots_of != NULL) {
		robots_failed(f, job, why);
		return;
	}
	job->retry_after_s = wait_ms / MS + 1;
	fetch_answer_later(f, job, FETCH_FAILED, why);
}

void
host_dismiss(struct fetcher *f, struct host *h, int64_t now_ms)
{
	struct fetch_job *job;

	while ((job = heap_pop(&h->queue)) != NULL)
		dismiss(f, job, h->due_ms - now_ms);
}

void
host_queue(struct fetcher *f, struct fetch_job *job)
{
	struct host *h = job->host;
	int64_t now_ms = clock_steady_ms();

	if (h->due_ms - now_ms > HOLD_MAX_MS) {
		dismiss(f, job, h->due_ms - now_ms);
		return;
	}
	if (h->queue.n >= HOST_QUEUE_MAX && job->robots_of == NULL) {
		fetch_answer_later(f, job, FETCH_FAILED, STR("queue full"));
		return;
	}
	heap_push(&h->queue, job);
	host_schedule(f, h);
}

/* Whether the first job of the queue could start, but for the time. */
static bool
is_ready(const struct host *h)
{
	const struct fetch_job *job = heap_top(&h->queue);

	if (job == NULL || h->active)
		return false;
	return job->robots_of != NULL ||
	       h->robots[job->secure].state != ROBOTS_PENDING;
}

void
host_schedule(struct fetcher *f, struct host *h)
{
	if (h->listed || !is_ready(h))
		return;
	h->listed = true;
	h->turn = f->next_turn++;
	heap_push(&f->due, h);
}

struct host *
host_take_due(struct fetcher *f, int64_t now_ms)
{
	struct host *h;

	while ((h = heap_top(&f->due)) != NULL && h->due_ms <= now_ms) {
		heap_pop(&f->due);
		h->listed = false;
		if (is_ready(h))
			return h;
	}
	return NULL;
}

void
host_rest(struct fetcher *f, struct host *h, int64_t now_ms, int64_t hold_s)
{
	int64_t delay_ms = f->delay_ms;

	for (size_t i = 0; i < COUNT(h->robots); i++) {
		const struct robots_entry *e = &h->robots[i];

		if (e->state == ROBOTS_KNOWN &&
		    e->rules.delay_s * MS > delay_ms)
			delay_ms = e->rules.delay_s * MS;
	}
	if (h->undelayed)
		delay_ms = 0;
	if (hold_s * MS > delay_ms)
		delay_ms = hold_s * MS;
	/* one more: now_ms was rounded down */
	h->due_ms = now_ms + delay_ms + (delay_ms > 0 ? 1 : 0);
	h->active = false;
	if (delay_ms > HOLD_MAX_MS)
		host_dismiss(f, h, now_ms);
	host_schedule(f, h);
}
