#ifndef MARSAD_DEMO_DEMO_H
#define MARSAD_DEMO_DEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/*
 * The demo outlets: fictional newspapers compiled into the program, each a
 * web site of its own on an address of its own (127.8.0.1, 127.8.0.2, ...).
 * Articles are dated from the demo's start and appear when their time comes.
 * Pure: a request in, an answer out; sockets and pictures are the caller's.
 */
struct demo {
	int64_t epoch_s; /* the demo's start, Unix seconds */
	uint16_t port;   /* of every outlet */
};

struct demo_outlet {
	struct str slug, name, language; /* static */
	struct str kind;                 /* of the feed: "rss2", "atom" ... */
	struct str address;              /* "127.8.0.1" */
	struct str home_url, feed_url;
};

/* Number of outlets. */
size_t demo_outlet_count(void);

/* The i-th outlet, its addresses made in mem; false past the last one. */
bool demo_outlet(const struct demo *d, size_t i, struct arena *mem,
                 struct demo_outlet *out);

struct demo_request {
	size_t outlet;   /* whose site is asked */
	struct str path; /* as in the request line, without query */
	int64_t now_s;
};

struct demo_answer {
	unsigned status;         /* 200 or 404 */
	struct str content_type;
	struct str cache_control;
	struct str body;         /* in mem; empty for a picture */
	struct str etag;         /* quoted; of what the body is made from */
	int64_t modified_s;
	struct str picture_kind; /* not empty: draw this (image/draw.h) */
	uint64_t picture_seed;
};

/*
 * Answer a request, with memory from mem: home page, topics, articles,
 * images, about, feed, robots.txt; 404 for what is not there or not there
 * yet.  Conditional requests are the caller's work, by etag.
 * ERR_LIMIT: mem is full.  ERR_ABSENT: no such outlet.  About 0.1 ms.
 */
enum err demo_answer(const struct demo *d, const struct demo_request *rq,
                     struct arena *mem, struct demo_answer *out) MUST_CHECK;

/* One article, for tests and tools. */
struct demo_article {
	size_t outlet;
	struct str slug, topic, event, copy; /* keys; event, copy may be "" */
	struct str title, text;  /* as at now_s, paragraphs joined by "\n" */
	struct str url;
	int64_t published_s;
	int64_t modified_s;      /* of the text as at now_s */
};

/* Number of articles, those to come included. */
size_t demo_article_count(void);

/* The i-th article as at now_s, in mem; false past the last one. */
bool demo_article(const struct demo *d, size_t i, int64_t now_s,
                  struct arena *mem, struct demo_article *out);

#endif
