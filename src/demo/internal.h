#ifndef MARSAD_DEMO_INTERNAL_H
#define MARSAD_DEMO_INTERNAL_H

#include "base/buf.h"
#include "base/datetime.h"
#include "demo/data.h"
#include "demo/demo.h"

#define DEMO_BODY_MAX (4u << 20)
#define DEMO_VISIBLE_MAX 512u /* articles of one outlet */
#define DEMO_FEED_ITEMS 40u
#define DEMO_OFFSET_MIN 60    /* the demo's newspapers stand at UTC+1 */

/* One outlet's site at one moment. */
struct view {
	const struct demo *d;
	const struct demo_site *site;
	struct str base; /* "http://127.8.0.1:8090" */
	struct str feed_path;
	int64_t now_s;
	struct arena *mem;
	const struct demo_piece *pieces[DEMO_VISIBLE_MAX]; /* newest first */
	size_t n;
};

/* When an article appears, and when its text at now was last changed. */
int64_t piece_published_s(const struct demo *d, const struct demo_piece *p);
int64_t piece_modified_s(const struct demo *d, const struct demo_piece *p,
                         int64_t now_s);

/* Its text at now: as published or as corrected. */
const struct demo_text *piece_text(const struct demo *d,
                                   const struct demo_piece *p,
                                   int64_t now_s);

/* "/2026/01/31/slug", in mem, and "/img/slug.jpg" or "". */
struct str piece_path(const struct view *v, const struct demo_piece *p);
struct str piece_image_path(const struct view *v, const struct demo_piece *p);

/* A moment as the outlet's zone writes it. */
struct datetime demo_time(int64_t unix_s);

/* The feed's address and type of a feed kind. */
struct str feed_path(struct str kind);
struct str feed_mime(struct str kind);

/* The newest articles as the outlet's feed. */
void feed_put(struct buf *b, const struct view *v);

/* A page: `what` names its main section. */
struct page {
	const struct view *v;
	enum demo_section what;
	const struct demo_piece *piece; /* of an article page; else NULL */
	int topic;                      /* of a home page; -1: all */
	struct str title, text;         /* of a note */
	struct str path;
};
void page_put(struct buf *b, const struct page *p);

/* What stands in <head>: title, description, addresses, markup. */
void head_put(struct buf *b, const struct page *p);

/* Dates in words: "الثلاثاء 24 نونبر 2026 - 09:12", "mardi 24 novembre". */
struct str words_date(struct arena *mem, enum demo_language l, int64_t at_s,
                      bool with_time);

/*
 * HTML or XML text with a few marks: "$0" to "$9" put args[i] escaped for
 * text and quoted attributes, "~0" to "~9" put it as it is.
 */
void put_form(struct buf *b, const char *form, const struct str *args);
void put_escaped(struct buf *b, struct str s);

/*
 * UTF-8 as windows-1256; what it lacks as "&#1234;".  Only for HTML and XML.
 * Source: WHATWG Encoding, the encoder's error mode "html".
 */
void put_windows_1256(struct buf *b, struct str s);

#endif
