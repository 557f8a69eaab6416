#include "base/json.h"
#include "web/pages.h"
#include "web/story_cards.h"

static void
put_story(struct page *p, struct json *j, const struct story_card *c)
{
	struct str path = story_path(p, c->story.id);
	const struct article_head *from;

	json_object(j);
	json_key_int(j, "id", c->story.id);
	json_key_str(j, "url", page_absolute(p, path));
	json_key_str(j, "title", c->lead.title);
	json_key_str(j, "lead",
	             page_absolute(p, page_article_path(p, &c->lead)));
	json_key_str_opt(j, "gist",
	                 story_gist(p, &c->story, &c->lead, 1, &from));
	json_key_str_opt(j, "topic", c->story.topic);
	json_key_int(j, "outlets", c->story.outlets);
	json_key_int(j, "articles", c->story.articles);
	json_key_int(j, "copies", c->story.copies);
	json_key(j, "importance");
	json_double(j, c->face.importance);
	json_object_end(j);
}

enum err
page_api_stories(struct page *p)
{
	struct story_query q = { .language = text_lang_code(p->lang),
		                 .limit = PAGE_ARTICLES };
	struct str topic = page_param(p, "topic");
	struct json j = JSON_INIT(&p->out->buf);
	struct story_card *c;
	size_t n;
	enum err e;

	q.topic = topic_by_name(topic);
	if (topic.n > 0 && q.topic == TOPIC_NONE)
		return ERR_FORMAT;
	if ((e = store_story_list(p->store, p->mem, &q, &c, &n)) != ERR_OK)
		return e;
	json_object(&j);
	json_key(&j, "stories");
	json_array(&j);
	for (size_t i = 0; i < n; i++)
		put_story(p, &j, &c[i]);
	json_array_end(&j);
	json_object_end(&j);
	json_end(&j);
	if (p->out->buf.err != ERR_OK)
		return p->out->buf.err;
	return page_send(p, STR("application/json"), buf_str(&p->out->buf));
}
