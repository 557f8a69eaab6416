#include "base/json.h"
#include "web/assets.h"
#include "web/page_search.h"
#include "web/params.h"

/*
 * The search for programs, in JSON.  What it takes and gives is described in
 * assets/openapi.json, which is served beside it.
 */
#define LIMIT_MAX 100
#define MIME_JSON STR("application/json; charset=utf-8")

static void
put_snippet(struct json *j, const struct hit *h)
{
	json_key(j, "snippet");
	json_array(j);
	for (size_t i = 0; i < h->pieces.n; i++) {
		if (h->pieces.v[i].plain.n > 0) {
			json_object(j);
			json_key_str(j, "text", h->pieces.v[i].plain);
			json_key_bool(j, "match", false);
			json_object_end(j);
		}
		if (h->pieces.v[i].marked.n > 0) {
			json_object(j);
			json_key_str(j, "text", h->pieces.v[i].marked);
			json_key_bool(j, "match", true);
			json_object_end(j);
		}
	}
	json_array_end(j);
}

static void
put_reason(struct json *j, const struct search_reason *r)
{
	json_object(j);
	json_key_str(j, "word", r->word);
	json_key_int(j, "count", r->count);
	json_key_int(j, "exact", r->exact);
	json_key_bool(j, "title", r->title);
	json_key_bool(j, "lead", r->lead);
	json_key_int(j, "articles", (int64_t)r->docs);
	json_key(j, "worth");
	json_double(j, r->worth);
	json_object_end(j);
}

static void
put_why(struct json *j, const struct search_hit *h)
{
	json_key(j, "why");
	json_object(j);
	json_key(j, "words");
	json_array(j);
	for (size_t i = 0; i < h->reason_n; i++)
		put_reason(j, &h->reasons[i]);
	json_array_end(j);
	json_key(j, "neighbours");
	json_double(j, h->neighbours);
	json_key(j, "recency");
	json_double(j, h->recency);
	json_object_end(j);
}

static void
put_hit(struct page *p, struct json *j, const struct search_hit *h,
        const struct hit *shown)
{
	const struct article_head *a = &h->head;

	json_object(j);
	json_key_int(j, "id", a->id);
	json_key_str(j, "url", page_absolute(p, page_article_path(p, a)));
	json_key_str(j, "title", a->title);
	json_key_str(j, "outlet", a->outlet_slug);
	json_key_str(j, "outlet_name", a->outlet_name);
	json_key_str(j, "language", a->language);
	json_key_str(j, "published", datetime_rfc3339(p->mem, a->published));
	json_key_int(j, "story", shown->story_id);
	json_key(j, "score");
	json_double(j, h->score);
	put_snippet(j, shown);
	if (shown->why)
		put_why(j, h);
	json_object_end(j);
}

static void
put_value(struct json *j, struct str value, struct str name, uint64_t docs)
{
	json_object(j);
	json_key_str(j, "value", value);
	if (name.n > 0)
		json_key_str(j, "name", name);
	json_key_int(j, "articles", (int64_t)docs);
	json_object_end(j);
}

static void
put_outlets(struct json *j, const struct asked *a,
            const struct find_values *values)
{
	json_key(j, "outlets");
	json_array(j);
	for (size_t i = 0; i < values->n; i++)
		for (size_t k = 0; k < a->outlet_n; k++)
			if (a->outlets[k].id == values->v[i].key)
				put_value(j, a->outlets[k].slug,
				          a->outlets[k].name,
				          values->v[i].docs);
	json_array_end(j);
}

static void
put_names(struct json *j, const char *key, const struct find_values *values)
{
	json_key(j, key);
	json_array(j);
	for (size_t i = 0; i < values->n; i++)
		put_value(j, values->v[i].name, STR_EMPTY, values->v[i].docs);
	json_array_end(j);
}

static void
put_months(struct page *p, struct json *j, const struct find_values *values)
{
	json_key(j, "months");
	json_array(j);
	for (size_t i = 0; i < values->n; i++) {
		int year = (int)(values->v[i].key / 12);
		int month = (int)(values->v[i].key % 12) + 1;

		put_value(j, str_fmt(p->mem, "%04d-%02d", year, month),
		          STR_EMPTY, values->v[i].docs);
	}
	json_array_end(j);
}

static void
put_facets(struct page *p, struct json *j, const struct asked *a,
           const struct find_facets *f)
{
	json_key(j, "facets");
	json_object(j);
	json_key_bool(j, "exact", f->exact);
	put_outlets(j, a, &f->outlets);
	put_names(j, "topics", &f->topics);
	put_names(j, "languages", &f->languages);
	put_months(p, j, &f->months);
	json_object_end(j);
}

static void
put_notes(struct json *j, const struct ask *ask)
{
	json_key(j, "notes");
	json_array(j);
	for (size_t i = 0; i < ASK_NOTE__COUNT; i++)
		if (ask_noted(ask, (enum ask_note)i))
			json_str(j, ask_note_name((enum ask_note)i));
	json_array_end(j);
}

static enum err
put_answer(struct page *p, const struct asked *a,
           const struct search_answer *answer)
{
	struct json j = JSON_INIT(&p->out->buf);
	struct hit_list hits = { .n = 0 };
	enum err e = search_hits_fill(p, a, answer, &hits);

	if (e != ERR_OK)
		return e;
	json_object(&j);
	json_key_str(&j, "query", a->query);
	json_key_str(&j, "sort",
	             asked_by_date(a) ? STR("newest") : STR("relevance"));
	json_key_int(&j, "page", a->page);
	json_key_int(&j, "total", answer->total);
	json_key_bool(&j, "total_exact", answer->total_exact);
	json_key_bool(&j, "cut", answer->cut);
	json_key_bool(&j, "partial", answer->partial);
	json_key_bool(&j, "behind", answer->behind);
	put_notes(&j, &answer->ask);
	json_key(&j, "hits");
	json_array(&j);
	for (size_t i = 0; i < answer->n; i++)
		put_hit(p, &j, &answer->hits[i], &hits.v[i]);
	json_array_end(&j);
	put_facets(p, &j, a, &answer->facets);
	json_object_end(&j);
	json_end(&j);
	buf_put_char(&p->out->buf, '\n');
	return p->out->buf.err;
}

enum err
page_api_search(struct page *p)
{
	int64_t limit = params_number(p->mem, p->rq->query, STR("limit"),
	                              LIMIT_MAX);
	struct search_request rq = { .facets = true };
	struct search_answer answer;
	struct asked a;
	enum err e;

	if ((e = asked_read(p, &a)) != ERR_OK)
		return e;
	rq.limit = limit > 0 ? (size_t)limit : ASKED_PAGE_SIZE;
	rq.offset = (size_t)(a.page - 1) * rq.limit;
	rq.explain = a.why;
	e = asked_run(p, &a, rq, &answer);
	if (e == ERR_OK)
		e = put_answer(p, &a, &answer);
	search_end(&answer);
	if (e != ERR_OK)
		return e;
	return page_send(p, MIME_JSON, buf_str(&p->out->buf));
}

enum err
page_openapi(struct page *p)
{
	return page_send(p, MIME_JSON, assets[ASSET_OPENAPI_JSON].bytes);
}
