#include "web/portal.h"

#include <libdeflate.h>
#include <pthread.h>

#include "base/clock.h"
#include "base/log.h"
#include "search/index.h"
#include "store/reports.h"
#include "web/pages.h"
#include "web/params.h"
#include "web/portal_internal.h"
#include "web/when.h"

#define WORKERS_KEPT 32u   /* idle ones; more are closed after use */
#define STRIP_AGE_MS 1000  /* how old a strip may be */
#define STRIP_ARENA_MAX (4u << 20)
#define DAY_S 86400

/* A strip as it was chosen last. */
struct cached_strip {
	struct arena mem;
	struct strip_list list;
	int64_t made_ms;
	bool made;
};

struct portal {
	const struct config *config;
	const char *db_path;
	struct index *index; /* of the articles, for search */
	struct arena mem;
	struct str base;
	struct client_networks trusted;
	enum text_lang default_lang;

	pthread_mutex_t idle_lock; /* guards idle, idle_n */
	struct worker *idle[WORKERS_KEPT];
	size_t idle_n;

	pthread_mutex_t strip_lock; /* guards strip */
	struct cached_strip strip[TEXT_LANG__COUNT];

	pthread_mutex_t report_lock; /* guards reports */
	struct store *reports;       /* opened by the first report */
};

/* "https://HOST" of the first of edition.hosts; with a port: http. */
static struct str
base_of(struct arena *mem, const struct config *c, struct str fallback)
{
	struct str hosts = c->value[CONFIG_EDITION_HOSTS];
	struct str host = str_word(&hosts);
	size_t colon = str_rchr(host, ':');
	bool port = colon != STR_NPOS && host.p[host.n - 1] != ']';

	if (host.n == 0)
		return str_copy(mem, fallback);
	return str_cat(mem, port ? STR("http://") : STR("https://"), host);
}

/* The first of edition.languages that the portal has words for. */
static enum text_lang
first_language(const struct config *c)
{
	struct str list = c->value[CONFIG_EDITION_LANGUAGES];
	struct str code;
	enum text_lang lang;

	while ((code = str_word(&list)).n > 0)
		if (text_lang_find(code, &lang))
			return lang;
	return TEXT_AR;
}

enum err
portal_new(const struct config *config, const char *db_path, struct str base,
           struct portal **out)
{
	struct str nets = config->value[CONFIG_LISTEN_TRUSTED_PROXIES];
	struct client_networks trusted;
	struct portal *p;
	enum err e;

	if ((e = client_networks_parse(nets, &trusted)) != ERR_OK)
		return e;
	p = xcalloc(1, sizeof(*p));
	p->config = config;
	p->db_path = db_path;
	index_open(db_path, &p->index);
	p->trusted = trusted;
	p->default_lang = first_language(config);
	arena_init(&p->mem, 1024, ARENA_BLOCK);
	p->base = base_of(&p->mem, config, base);
	pthread_mutex_init(&p->idle_lock, NULL);
	pthread_mutex_init(&p->strip_lock, NULL);
	pthread_mutex_init(&p->report_lock, NULL);
	for (size_t i = 0; i < TEXT_LANG__COUNT; i++)
		arena_init(&p->strip[i].mem, ARENA_BLOCK, STRIP_ARENA_MAX);
	*out = p;
	return ERR_OK;
}

static void
worker_free(struct worker *w)
{
	if (w->store != NULL)
		store_close(w->store);
	if (w->gzip != NULL)
		libdeflate_free_compressor(w->gzip);
	free(w);
}

void
portal_free(struct portal *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < p->idle_n; i++)
		worker_free(p->idle[i]);
	for (size_t i = 0; i < TEXT_LANG__COUNT; i++)
		arena_release(&p->strip[i].mem);
	if (p->reports != NULL)
		store_close(p->reports);
	pthread_mutex_destroy(&p->idle_lock);
	pthread_mutex_destroy(&p->strip_lock);
	pthread_mutex_destroy(&p->report_lock);
	index_close(p->index);
	arena_release(&p->mem);
	free(p);
}

struct str
portal_base(const struct portal *portal)
{
	return portal->base;
}

struct index *
portal_index(const struct portal *portal)
{
	return portal->index;
}

/* A worker for this request; its store stays NULL when it cannot open. */
static struct worker *
worker_take(struct portal *p)
{
	struct worker *w = NULL;

	pthread_mutex_lock(&p->idle_lock);
	if (p->idle_n > 0)
		w = p->idle[--p->idle_n];
	pthread_mutex_unlock(&p->idle_lock);
	if (w == NULL)
		w = xcalloc(1, sizeof(*w));
	if (w->store == NULL &&
	    store_open(p->db_path, STORE_READ, &w->store) != ERR_OK)
		w->store = NULL;
	return w;
}

static void
worker_give(struct portal *p, struct worker *w)
{
	bool kept = false;

	pthread_mutex_lock(&p->idle_lock);
	if (p->idle_n < WORKERS_KEPT) {
		p->idle[p->idle_n++] = w;
		kept = true;
	}
	pthread_mutex_unlock(&p->idle_lock);
	if (!kept)
		worker_free(w);
}

/* Choose the strip anew into the cache's own arena.  Under strip_lock. */
static enum err
strip_remake(struct page *p, struct cached_strip *c)
{
	struct str language = text_lang_code(p->lang);
	size_t want = (size_t)config_number(p->config, CONFIG_STRIP_HEADLINES);
	struct strip_list list = { .n = 0 };
	enum err e;

	arena_release(&c->mem);
	c->made = false;
	e = portal_strip_load(p->store, &c->mem, language, want, &list);
	if (e != ERR_OK)
		return e;
	c->list = list;
	c->made_ms = clock_steady_ms();
	c->made = true;
	return ERR_OK;
}

/* The cached texts as this request's own.  Under strip_lock. */
static enum err
strip_copy(struct page *p, const struct cached_strip *c,
           struct strip_list *out)
{
	out->v = ARENA_ARRAY(p->mem, struct strip_item, c->list.n);
	if (out->v == NULL)
		return ERR_LIMIT;
	out->n = c->list.n;
	for (size_t i = 0; i < c->list.n; i++) {
		const struct strip_item *s = &c->list.v[i];

		out->v[i] = (struct strip_item){
			.url = page_link(p, str_copy(p->mem, s->url)),
			.title = str_copy(p->mem, s->title),
			.outlet = str_copy(p->mem, s->outlet),
			.clock = str_copy(p->mem, s->clock),
		};
	}
	return arena_err(p->mem);
}

enum err
portal_strip(struct page *p, struct strip_list *out)
{
	struct portal *portal = p->portal;
	struct cached_strip *c = &portal->strip[p->lang];
	enum err e = ERR_OK;

	pthread_mutex_lock(&portal->strip_lock);
	if (!c->made || clock_steady_ms() - c->made_ms >= STRIP_AGE_MS)
		e = strip_remake(p, c);
	if (e == ERR_OK)
		e = strip_copy(p, c, out);
	pthread_mutex_unlock(&portal->strip_lock);
	return e;
}

/* What was hidden must not stand on a cached strip. */
static void
strip_forget(struct portal *p)
{
	pthread_mutex_lock(&p->strip_lock);
	for (size_t i = 0; i < TEXT_LANG__COUNT; i++)
		p->strip[i].made = false;
	pthread_mutex_unlock(&p->strip_lock);
}

/* Write one report.  Under report_lock. */
static enum err
report_write(struct page *p, enum report_kind kind, int64_t target)
{
	struct portal *portal = p->portal;
	struct httpd_address who = client_address(p->rq, &portal->trusted);
	uint8_t key[STORE_SECRET_BYTES];
	uint8_t print[CLIENT_PRINT_BYTES];
	struct report_result result;
	int64_t now_s = p->rq->now_s;
	enum err e = ERR_OK;

	_Static_assert(CLIENT_KEY_BYTES == STORE_SECRET_BYTES, "one key");
	_Static_assert(CLIENT_PRINT_BYTES == REPORTER_BYTES, "one print");
	if (portal->reports == NULL)
		e = store_open(portal->db_path, STORE_WRITE, &portal->reports);
	if (e != ERR_OK ||
	    (e = store_secret(portal->reports, key)) != ERR_OK)
		return e;
	client_print(key, &who, now_s / DAY_S, print);
	e = store_report_add(portal->reports, kind, target, print, now_s,
	                     config_number(p->config,
	                                   CONFIG_REPORT_THRESHOLD),
	                     &result);
	if (e == ERR_OK && result.hidden)
		strip_forget(portal);
	if (e == ERR_OK)
		LOG(LOG_INFO, "report", KV_INT("target", target),
		    KV_INT("people", result.people),
		    KV_INT("hidden", result.hidden));
	else if (e != ERR_ABSENT)
		LOG(LOG_ERROR, "report not kept",
		    KV_Z("why", store_errmsg(portal->reports)));
	return e;
}

enum err
portal_report(struct page *p, int kind, int64_t target)
{
	enum err e;

	pthread_mutex_lock(&p->portal->report_lock);
	e = report_write(p, (enum report_kind)kind, target);
	pthread_mutex_unlock(&p->portal->report_lock);
	return e;
}

/* ?lang= if the portal has words for it, else the edition's first. */
static enum text_lang
language_of(const struct portal *p, struct arena *mem, struct str query)
{
	enum text_lang lang = p->default_lang;

	(void)text_lang_find(params_get(mem, query, STR("lang")), &lang);
	return lang;
}

static unsigned
status_of(enum err e)
{
	switch (e) {
	case ERR_ABSENT:
		return 404;
	case ERR_FORMAT:
		return 400;
	case ERR_DENIED:
		return 403;
	case ERR_DB:
	case ERR_BUSY:
		return 503;
	default:
		return 500;
	}
}

/* What is embedded in the program is served without a database too. */
static bool
needs_store(const struct route *r)
{
	return r->handle != page_asset && r->handle != page_favicon &&
	       r->handle != page_robots && r->handle != page_openapi &&
	       r->handle != page_opensearch;
}

/* Run the handler of a route; what fails becomes an error page. */
static enum err
run_route(struct page *p, const struct route *r)
{
	bool html = r->method == HTTPD_GET && r->cache_s == 0;
	struct store *st = p->store;
	enum err e;

	p->html = html || r->method == HTTPD_POST;
	if (st == NULL && needs_store(r))
		return page_error(p, 503, STR_EMPTY);
	if ((e = r->handle(p)) == ERR_OK)
		return ERR_OK;
	if (status_of(e) >= 500)
		LOG(LOG_ERROR, "page failed", KV_STR("path", p->rq->path),
		    KV_Z("error", err_str(e)),
		    KV_Z("store", store_errmsg(st)));
	return page_error(p, status_of(e), STR_EMPTY);
}

static enum err
answer(struct page *p, unsigned *cache_s)
{
	const struct route *r;
	struct str allow;

	p->html = true;
	*cache_s = 0;
	if (p->rq->body_too_large)
		return page_error(p, 413, STR_EMPTY);
	if (p->rq->path.n + p->rq->query.n > HTTPD_TARGET_MAX)
		return page_error(p, 400, STR_EMPTY);
	switch (route_find(p->rq->method, p->rq->path, &r, &p->params,
	                   &allow)) {
	case ROUTE_NONE:
		return page_error(p, 404, STR_EMPTY);
	case ROUTE_METHOD:
		httpd_put_header(p->out, STR("Allow"), allow);
		return page_error(p, 405, STR_EMPTY);
	default:
		*cache_s = r->cache_s;
		return run_route(p, r);
	}
}

void
portal_handle(void *arg, const struct httpd_request *rq,
              struct httpd_response *out)
{
	struct portal *portal = arg;
	struct worker *w = worker_take(portal);
	unsigned cache_s;
	struct page p = {
		.portal = portal,
		.config = portal->config,
		.rq = rq,
		.out = out,
		.mem = rq->mem,
		.store = w->store,
		.lang = language_of(portal, rq->mem, rq->query),
		.default_lang = portal->default_lang,
	};
	enum err e = answer(&p, &cache_s);

	if (e != ERR_OK) {
		/* not even an error page could be made */
		out->status = 500;
		out->body = STR("error\n");
	}
	if (out->status >= 500 && w->store != NULL) {
		store_close(w->store); /* a fresh one for the next request */
		w->store = NULL;
	}
	respond_finish(w, rq, out, p.fleeting ? 0 : cache_s);
	worker_give(portal, w);
}
