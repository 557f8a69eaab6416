#ifndef MARSAD_TESTS_WEB_FIXTURE_H
#define MARSAD_TESTS_WEB_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

#include "base/log.h"
#include "model/config.h"
#include "store/articles.h"
#include "store/images.h"
#include "store/outlets.h"
#include "store/reports.h"
#include "text/normalise.h"
#include "web/portal.h"

/*
 * A portal over a database of its own, called as a function: no sockets.
 */
#define FIXTURE_NOW 1700000000 /* 2023-11-14 22:13:20 UTC */
#define FIXTURE_ARENA (256u << 20)

struct fixture {
	char path[64];
	struct arena mem;
	struct config config;
	struct store *st;
	struct portal *portal;
};

/* What an article is made from; empty fields take what makes sense. */
struct fixture_article {
	const char *outlet; /* slug; the outlet is made when need be */
	const char *url;
	const char *title;
	const char *text;
	const char *excerpt;
	const char *byline;
	const char *language; /* "ar" */
	const char *topic;
	const char *places;   /* codes */
	const char *image;    /* address; the image is fetched already */
	int64_t published_s;
	bool no_archive;
};

static inline void
fixture_open(struct fixture *f)
{
	int fd;

	*f = (struct fixture){ .path = P_tmpdir "/marsad-web-XXXXXX" };
	log_set_level(LOG_ERROR);
	setenv("TZ", "UTC", 1);
	tzset();
	fd = mkstemp(f->path);
	assert_true(fd >= 0);
	close(fd);
	unlink(f->path);
	arena_init(&f->mem, ARENA_BLOCK, FIXTURE_ARENA);
	config_init(&f->config);
	assert_int_equal(store_open(f->path, STORE_WRITE, &f->st), ERR_OK);
}

static inline void
fixture_set(struct fixture *f, enum config_key k, const char *value)
{
	assert_int_equal(config_set(&f->mem, &f->config, k, str_from(value),
	                            CONFIG_FLAG, NULL),
	                 ERR_OK);
}

/* After the configuration was set. */
static inline void
fixture_start(struct fixture *f)
{
	assert_int_equal(portal_new(&f->config, f->path,
	                            STR("http://127.0.0.1:8080"), &f->portal),
	                 ERR_OK);
}

static inline void
fixture_close(struct fixture *f)
{
	static const char *const tails[] = { "", "-wal", "-shm" };
	char path[80];

	portal_free(f->portal);
	store_close(f->st);
	arena_release(&f->mem);
	for (size_t i = 0; i < COUNT(tails); i++) {
		snprintf(path, sizeof(path), "%s%s", f->path, tails[i]);
		unlink(path);
	}
}

static inline struct str
fixture_or(const char *z, const char *fallback)
{
	return str_from(z != NULL ? z : fallback);
}

static inline int64_t
fixture_outlet(struct fixture *f, const char *slug, const char *name)
{
	struct outlet o = {
		.slug = str_from(slug),
		.name = str_from(name),
		.home_url = str_fmt(&f->mem, "https://%s.example/", slug),
		.language = STR("ar"),
		.active = true,
	};
	struct outlet known;
	int64_t id;

	if (store_outlet_by_slug(f->st, &f->mem, o.slug, &known) == ERR_OK)
		return known.id;
	assert_int_equal(store_outlet_add(f->st, &o, &id), ERR_OK);
	return id;
}

static inline void
fixture_fetch_image(struct fixture *f, int64_t article)
{
	struct article a;
	struct image_row im = {
		.mime = STR("image/png"),
		.bytes = STR("\x89PNG not really"),
		.width = 640,
		.height = 360,
	};

	assert_int_equal(
	        store_article_by_id(f->st, &f->mem, article, &a), ERR_OK);
	im.id = a.head.image_id;
	im.url = a.image_url;
	assert_int_equal(store_image_put(f->st, &im), ERR_OK);
}

/* Keep an article; returns its id. */
static inline int64_t
fixture_put(struct fixture *f, const struct fixture_article *in)
{
	struct article_keys keys = { .n = 1 };
	struct doc *d = doc_new();
	struct str url = fixture_or(in->url, "https://a.example/1");
	enum article_outcome what;
	int64_t id;

	keys.key[0] = url;
	d->source.outlet_id = fixture_outlet(f, in->outlet, in->outlet);
	d->source.url = d->source.final_url = url;
	d->source.fetched_s = FIXTURE_NOW;
	d->article.canonical_url = url;
	d->article.title = fixture_or(in->title, "عنوان الخبر");
	d->article.text = fixture_or(in->text, "فقرة أولى.\nفقرة ثانية.");
	d->article.excerpt = fixture_or(in->excerpt, "مقتطف قصير");
	d->article.byline = fixture_or(in->byline, "");
	d->article.image = fixture_or(in->image, "");
	d->article.no_archive = in->no_archive;
	d->article.has_published = true;
	d->article.published = (struct datetime){
		.unix_s = in->published_s != 0 ? in->published_s
		                               : FIXTURE_NOW - 3600,
		.has_zone = true,
		.has_time = true,
	};
	d->analysis.language = fixture_or(in->language, "ar");
	d->analysis.topic = topic_by_name(fixture_or(in->topic, ""));
	d->analysis.place_codes = fixture_or(in->places, "");
	d->analysis.direction = str_eq(d->analysis.language, STR("ar"));
	d->analysis.title_folded = text_fold_copy(d->mem, d->article.title);
	d->analysis.text_folded = text_fold_copy(d->mem, d->article.text);
	d->analysis.text_hash = str_hash(d->analysis.text_folded);
	assert_int_equal(store_article_put(f->st, d, &keys, FIXTURE_NOW, &id,
	                                   &what),
	                 ERR_OK);
	doc_free(d);
	if (in->image != NULL)
		fixture_fetch_image(f, id);
	return id;
}

/* One request; its views live as long as the fixture. */
struct asking {
	enum httpd_method method;
	const char *target; /* path and query */
	struct httpd_header headers[6];
	size_t header_count;
	const char *body;
	const char *peer; /* last four bytes of an IPv4 address, "1.2.3.4" */
	bool too_large;
};

static inline struct httpd_response
fixture_ask(struct fixture *f, const struct asking *a)
{
	struct str target = str_from(a->target);
	struct httpd_request rq = {
		.mem = &f->mem,
		.method = a->method,
		.headers = a->headers,
		.header_count = a->header_count,
		.body = str_from(a->body),
		.body_too_large = a->too_large,
		.peer = { { [10] = 0xFF, [11] = 0xFF, 127, 0, 0, 1 } },
		.now_s = FIXTURE_NOW,
	};
	struct httpd_response out = { .status = 200 };
	unsigned b[4];

	if (a->peer != NULL &&
	    sscanf(a->peer, "%u.%u.%u.%u", b, b + 1, b + 2, b + 3) == 4)
		for (size_t i = 0; i < 4; i++)
			rq.peer.byte[12 + i] = (uint8_t)b[i];
	rq.path = str_until(&target, '?');
	rq.query = target;
	buf_init(&out.buf, HTTPD_ARENA_MAX);
	portal_handle(f->portal, &rq, &out);
	out.body = str_copy(&f->mem, out.body);
	for (size_t i = 0; i < out.header_count; i++)
		out.headers[i].value =
		        str_copy(&f->mem, out.headers[i].value);
	buf_release(&out.buf);
	return out;
}

static inline struct httpd_response
fixture_get(struct fixture *f, const char *target)
{
	struct asking a = { .method = HTTPD_GET, .target = target };

	return fixture_ask(f, &a);
}

static inline struct str
fixture_header(const struct httpd_response *r, const char *name)
{
	for (size_t i = 0; i < r->header_count; i++)
		if (str_eq_ci(r->headers[i].name, str_from(name)))
			return r->headers[i].value;
	return STR_EMPTY;
}

static inline bool
fixture_says(const struct httpd_response *r, const char *what)
{
	return str_find(r->body, str_from(what)) != STR_NPOS;
}

/* Fails and shows the page when it does not say something. */
#define assert_says(r, what)                                          \
	do {                                                          \
		if (!fixture_says((r), (what))) {                     \
			print_error("no \"%s\" in:\n%.*s\n", (what),  \
			            STR_ARG((r)->body));              \
			fail();                                       \
		}                                                     \
	} while (0)
#define assert_silent(r, what)                                        \
	do {                                                          \
		if (fixture_says((r), (what))) {                      \
			print_error("\"%s\" in:\n%.*s\n", (what),     \
			            STR_ARG((r)->body));              \
			fail();                                       \
		}                                                     \
	} while (0)

#endif
