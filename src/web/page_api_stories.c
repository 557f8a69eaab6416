#include "base/json.h"
#include "web/pages.h"
#include "web/params.h"
#include "web/story_cards.h"

#define LIMIT_MAX 100
#define MIME_JSON STR("application/json; charset=utf-8")

static void
put_lines(struct json *j, const char *key, struct str lines, char by)
{
	json_key(j, key);
	json_array(j);
	while (lines.n > 0) {
		struct str one = str_until(&lines, by);

		if (one.n > 0)
			json_str(j, one);
	}
	json_array_end(j);
}

/* What both answers say of a story, without its end. */
static void
put_head(struct page *p, struct json *j, const struct story *s,
         struct str title, struct str gist)
{
	json_object(j);
	json_key_int(j, "id", s->id);
	json_key_str(j, "url", page_absolute(p, story_path(p, s->id)));
	json_key_str(j, "title", title);
	json_key_str_opt(j, "gist", gist);
	json_key_str_opt(j, "topic", s->topic);
	json_key_int(j, "outlets", s->outlets);
	json_key_int(j, "articles", s->articles);
	json_key_int(j, "copies", s->copies);
}

static void
put_card(struct page *p, struct json *j, const struct story_card *c)
{
	const struct article_head *from;

	put_head(p, j, &c->story, c->lead.title,
	         story_gist(p, &c->story, &c->lead, 1, &from));
	json_key_str(j, "lead",
	             page_absolute(p, page_article_path(p, &c->lead)));
	json_key(j, "importance");
	json_double(j, c->face.importance);
	json_object_end(j);
}

static enum err
send(struct page *p, const struct json *j)
{
	json_end(j);
	buf_put_char(&p->out->buf, '\n');
	if (p->out->buf.err != ERR_OK)
		return p->out->buf.err;
	return page_send(p, MIME_JSON, buf_str(&p->out->buf));
}

/* What the parameters ask for.  ERR_FORMAT: a topic that is none. */
static enum err
read_query(struct page *p, struct story_query *out)
{
	struct str topic = page_param(p, "topic");
	int64_t limit = params_number(p->mem, p->rq->query, STR("limit"),
	                              LIMIT_MAX);
	struct story_query q = {
		.language = text_lang_code(p->lang),
		.topic = topic_by_name(topic),
		.limit = limit > 0 ? (size_t)limit : PAGE_ARTICLES,
	};

	if (topic.n > 0 && q.topic == TOPIC_NONE)
		return ERR_FORMAT;
	/* a topic has no order of its own for what rises */
	if (str_eq(page_param(p, "order"), STR("rising")) && topic.n == 0) {
		q.order = STORY_RISING;
		q.outlets_min = STORY_RISING_OUTLETS;
		q.since_s = p->rq->now_s - STORY_RISING_S;
	}
	*out = q;
	return ERR_OK;
}

enum err
page_api_stories(struct page *p)
{
	struct json j = JSON_INIT(&p->out->buf);
	struct story_query q;
	struct story_card *c;
	size_t n;
	enum err e;

	if ((e = read_query(p, &q)) != ERR_OK)
		return e;
	if ((e = store_story_list(p->store, p->mem, &q, &c, &n)) != ERR_OK)
		return e;
	json_object(&j);
	json_key(&j, "stories");
	json_array(&j);
	for (size_t i = 0; i < n; i++)
		put_card(p, &j, &c[i]);
	json_array_end(&j);
	json_object_end(&j);
	return send(p, &j);
}

static void
put_version(struct page *p, struct json *j, const struct story *s,
            const struct article_head *a)
{
	json_object(j);
	json_key_int(j, "id", a->id);
	json_key_str(j, "url", page_absolute(p, page_article_path(p, a)));
	json_key_str(j, "title", a->title);
	json_key_str(j, "outlet", a->outlet_slug);
	json_key_str(j, "outlet_name", a->outlet_name);
	json_key_str(j, "language", a->language);
	json_key_str(j, "published", datetime_rfc3339(p->mem, a->published));
	json_key_str_opt(j, "agency", a->agency);
	json_key_bool(j, "first", a->id == s->first_id);
	json_key(j, "copy_of");
	if (a->copy_of != 0)
		json_int(j, a->copy_of);
	else
		json_null(j);
	json_object_end(j);
}

enum err
page_api_story(struct page *p)
{
	struct json j = JSON_INIT(&p->out->buf);
	const struct article_head *from;
	struct article_head *v;
	struct str gist;
	struct story s;
	size_t n;
	enum err e;

	if ((e = story_load(p, &s, &v, &n)) != ERR_OK)
		return e;
	if (n == 0)
		return story_elsewhere(p, &s, "/api/v1/story", "");
	gist = story_gist(p, &s, v, n, &from);
	put_head(p, &j, &s, v[0].title, gist);
	put_lines(&j, "terms", s.terms, '\n');
	put_lines(&j, "places", s.places, ' ');
	json_key(&j, "versions");
	json_array(&j);
	for (size_t i = 0; i < n; i++)
		put_version(p, &j, &s, &v[i]);
	json_array_end(&j);
	json_object_end(&j);
	return send(p, &j);
}
