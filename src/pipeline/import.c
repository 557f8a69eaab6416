#include "pipeline/import.h"

#include <stdlib.h>

#include "analyse/analyse.h"
#include "base/map.h"
#include "pipeline/gather.h"
#include "pipeline/import_said.h"
#include "store/articles.h"
#include "store/outlets.h"
#include "text/utf8.h"
#include "url/url.h"

#define OUTLETS_MEM_MAX_BYTES (64u << 20)

/*
 * Stories are told at least once a day of news: behind the window of four days
 * nothing tells what their articles share, and of an archive a transaction
 * may have months.
 */
#define TELL_EVERY_S 86400

struct import {
	enum outlet_mode mode;
	struct analyser *analyser;
	struct gather *gather;
	struct handover *handover; /* or NULL */
	struct arena mem;   /* of the table of outlets */
	struct map outlets; /* name in the file -> struct outlet */
	struct import_counts counts;
	const char *why;
	int64_t told_s; /* newest date when stories were told; 0: never */
};

struct import *
import_new(enum outlet_mode mode)
{
	struct import *im = xcalloc(1, sizeof(*im));

	im->mode = mode;
	im->analyser = analyser_new();
	im->gather = gather_new();
	arena_init(&im->mem, ARENA_BLOCK, OUTLETS_MEM_MAX_BYTES);
	im->outlets = (struct map)MAP_INIT(&im->mem, 0);
	return im;
}

void
import_free(struct import *im)
{
	if (im == NULL)
		return;
	gather_free(im->gather);
	analyser_free(im->analyser);
	arena_release(&im->mem);
	free(im);
}

void
import_hand_over(struct import *im, struct handover *h)
{
	im->handover = h;
}

const char *
import_why(const struct import *im)
{
	return im->why;
}

void
import_counts(const struct import *im, struct import_counts *out)
{
	*out = im->counts;
}

/* The outlet a line names: by slug, else made with that name. */
static enum err
find_outlet(struct import *im, struct store *st, struct str name,
            struct str url, struct outlet **out)
{
	struct outlet *o = map_get(&im->outlets, name);
	char slug[OUTLET_SLUG_MAX];
	enum err e;

	if (o != NULL) {
		*out = o;
		return ERR_OK;
	}
	if ((o = ARENA_NEW(&im->mem, struct outlet)) == NULL)
		return ERR_LIMIT;
	e = store_outlet_by_slug(
	        st, &im->mem,
	        (struct str){ slug, outlet_slug(name, slug) }, o);
	if (e == ERR_ABSENT) {
		*o = (struct outlet){ .name = str_copy(&im->mem, name),
			              .mode = im->mode,
			              .active = true };
		e = url_join(&im->mem, url, STR("/"), &o->home_url);
		if (e == ERR_OK)
			e = store_outlet_add(st, o, &o->id);
	}
	if (e != ERR_OK)
		return e;
	if (!map_put(&im->outlets, str_copy(&im->mem, name), o))
		return ERR_LIMIT;
	*out = o;
	return ERR_OK;
}

/* Ahead of an article that is newer than what was told by a day or more. */
static enum err
tell_older(struct import *im, struct store *st, const struct doc *d)
{
	int64_t now_s = d->source.fetched_s;
	int64_t date_s = d->article.published.unix_s;
	int64_t when_s = date_s < now_s ? date_s : now_s;
	bool due = im->told_s != 0 && when_s - im->told_s >= TELL_EVERY_S;

	if (im->told_s == 0 || due)
		im->told_s = when_s;
	return due ? gather_flush(im->gather, st, now_s) : ERR_OK;
}

static enum err
keep(struct import *im, struct store *st, struct doc *d,
     const struct import_said *said)
{
	struct article_keys keys = { .n = 1 };
	enum article_outcome outcome;
	struct outlet *o;
	int64_t id;
	enum err e;

	e = find_outlet(im, st, said->outlet, d->source.url, &o);
	if (e != ERR_OK)
		return e;
	d->source.outlet_id = o->id;
	if ((e = url_key(d->mem, d->source.url, &keys.key[0])) != ERR_OK)
		return e;
	if ((e = analyse_doc(im->analyser, d)) != ERR_OK)
		return e;
	if ((e = tell_older(im, st, d)) != ERR_OK)
		return e;
	e = store_article_put(st, d, &keys, d->source.fetched_s, &id, &outcome);
	if (e != ERR_OK)
		return e;
	if (outcome != ARTICLE_SAME)
		e = gather_article(im->gather, st, d, id,
		                   outcome == ARTICLE_REVISED);
	if (e != ERR_OK)
		return e;
	im->counts.added += outcome == ARTICLE_NEW;
	im->counts.revised += outcome == ARTICLE_REVISED;
	im->counts.known += outcome == ARTICLE_SAME;
	if (outcome == ARTICLE_NEW && im->handover != NULL)
		handover_put(im->handover, id, d);
	return store_article_imported(st, id, said->id);
}

static enum err
refuse(struct import *im, const char *why)
{
	im->why = why;
	im->counts.refused++;
	return ERR_FORMAT;
}

enum err
import_begin(struct import *im, struct store *st)
{
	enum err e = store_begin(st);

	if (e != ERR_OK)
		return e;
	if ((e = gather_begin(im->gather, st)) != ERR_OK)
		store_rollback(st);
	return e;
}

/* What was gathered for rows that are no more, outlets among them. */
static void
lose(struct import *im)
{
	im->outlets = (struct map)MAP_INIT(&im->mem, 0);
	gather_lose(im->gather);
	if (im->handover != NULL)
		handover_drop(im->handover);
}

enum err
import_commit(struct import *im, struct store *st, int64_t now_s)
{
	enum err e = gather_flush(im->gather, st, now_s);

	if (e != ERR_OK) {
		import_rollback(im, st);
		return e;
	}
	if ((e = store_commit(st)) != ERR_OK)
		lose(im);
	else if (im->handover != NULL)
		handover_commit(im->handover);
	return e;
}

void
import_rollback(struct import *im, struct store *st)
{
	store_rollback(st);
	lose(im);
}

enum err
import_line(struct import *im, struct store *st, struct str line,
            int64_t now_s)
{
	struct import_said said;
	struct doc *d;
	const char *why = NULL;
	enum err e;

	line = str_trim(line);
	if (line.n == 0)
		return ERR_OK;
	d = doc_new();
	d->source.fetched_s = now_s;
	e = import_said_read(d->mem, line, &said);
	if (e == ERR_FORMAT)
		why = utf8_valid(line) ? "not a JSON object"
		                       : "not UTF-8";
	else if (e == ERR_OK && said.outlet.n == 0)
		why = "outlet is missing";
	else if (e == ERR_OK)
		why = import_said_fill(d, &said);
	if (why == NULL && e == ERR_OK)
		e = keep(im, st, d, &said);
	if (why == NULL && e == ERR_LIMIT)
		why = "article is too large";
	doc_free(d);
	return why != NULL ? refuse(im, why) : e;
}
