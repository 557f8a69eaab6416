#include "pipeline/import.h"

#include <stdlib.h>

#include <jansson.h>

#include "analyse/analyse.h"
#include "base/map.h"
#include "pipeline/gather.h"
#include "store/articles.h"
#include "store/outlets.h"
#include "text/dates.h"
#include "text/normalise.h"
#include "url/url.h"

#define OUTLETS_MEM_MAX_BYTES (64u << 20)

struct import {
	enum outlet_mode mode;
	struct analyser *analyser;
	struct gather *gather;
	struct arena mem;   /* of the table of outlets */
	struct map outlets; /* name in the file -> struct outlet */
	struct import_counts counts;
	const char *why;
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

static struct str
text_of(const json_t *line, const char *key)
{
	const json_t *v = json_object_get(line, key);

	if (!json_is_string(v))
		return STR_EMPTY;
	return (struct str){ json_string_value(v), json_string_length(v) };
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

/* From a parsed line to the sections before the analysis; NULL: fine. */
static const char *
fill_doc(struct doc *d, const json_t *line)
{
	struct doc_article *a = &d->article;
	struct buf shown = BUF_INIT(DOC_TEXT_MAX);
	struct str url = text_of(line, "url"), date = text_of(line, "date");
	const char *why = NULL;

	if (url_canonical(d->mem, url, &d->source.url) != ERR_OK)
		return "url is no web address";
	if (!dates_parse(date, &a->published))
		return "date is none";
	a->has_published = true;
	d->source.final_url = d->source.url;
	a->canonical_url = d->source.url;
	a->title = text_shown_copy(d->mem, text_of(line, "title"));
	text_shown_lines(&shown, text_of(line, "text"));
	if (shown.err != ERR_OK)
		why = "text is too long";
	else if (shown.n == 0)
		why = "text is empty";
	a->text = buf_copy(d->mem, &shown);
	buf_release(&shown);
	a->byline = text_shown_copy(d->mem, text_of(line, "author"));
	a->language = str_copy(d->mem, text_of(line, "language"));
	a->image = str_copy(d->mem, text_of(line, "image"));
	/* the topic is as the outlet files it: one of ours, if it maps */
	a->section = text_shown_copy(d->mem, text_of(line, "topic"));
	a->excerpt = text_cut_words(a->text, DOC_EXCERPT_MAX);
	return why;
}

static enum err
keep(struct import *im, struct store *st, struct doc *d, const json_t *line)
{
	struct article_keys keys = { .n = 1 };
	enum article_outcome outcome;
	struct outlet *o;
	int64_t id;
	enum err e;

	e = find_outlet(im, st, text_of(line, "outlet"), d->source.url, &o);
	if (e != ERR_OK)
		return e;
	d->source.outlet_id = o->id;
	if ((e = url_key(d->mem, d->source.url, &keys.key[0])) != ERR_OK)
		return e;
	if ((e = analyse_doc(im->analyser, d)) != ERR_OK)
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
	return store_article_imported(st, id, text_of(line, "id"));
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

enum err
import_commit(struct import *im, struct store *st, int64_t now_s)
{
	enum err e = gather_flush(im->gather, st, now_s);

	if (e != ERR_OK) {
		import_rollback(im, st);
		return e;
	}
	if ((e = store_commit(st)) != ERR_OK)
		gather_lose(im->gather);
	return e;
}

void
import_rollback(struct import *im, struct store *st)
{
	store_rollback(st);
	gather_lose(im->gather);
}

enum err
import_line(struct import *im, struct store *st, struct str line,
            int64_t now_s)
{
	struct doc *d;
	json_t *v;
	const char *why;
	enum err e;

	line = str_trim(line);
	if (line.n == 0)
		return ERR_OK;
	v = json_loadb(line.p, line.n, JSON_ALLOW_NUL, NULL);
	if (!json_is_object(v)) {
		json_decref(v);
		return refuse(im, "not a JSON object");
	}
	d = doc_new();
	d->source.fetched_s = now_s;
	if (text_of(v, "outlet").n == 0)
		why = "outlet is missing";
	else
		why = fill_doc(d, v);
	if (why != NULL)
		e = refuse(im, why);
	else if ((e = keep(im, st, d, v)) == ERR_LIMIT)
		e = refuse(im, "article is too large");
	doc_free(d);
	json_decref(v);
	return e;
}
