#include "cli/cmd.h"

#include <unistd.h>

#include "base/clock.h"
#include "base/io.h"
#include "base/json.h"
#include "store/stories.h"

#define LIMIT_DEFAULT 30
#define LIMIT_MAX 100000
#define OUT_MAX_BYTES (64u << 20)
#define STORY_MEM_MAX_BYTES (64u << 20)
#define RISING_S 21600

struct listing {
	struct store *st;
	struct buf out;
	bool json;
};

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

static void
put_article_json(struct json *j, const struct article_head *a,
                 struct arena *mem)
{
	json_object(j);
	json_key_int(j, "id", a->id);
	json_key_str(j, "outlet", a->outlet_slug);
	json_key_str(j, "title", a->title);
	json_key_str(j, "published", datetime_rfc3339(mem, a->published));
	json_key_str_opt(j, "language", a->language);
	json_key(j, "copy_of");
	if (a->copy_of != 0)
		json_int(j, a->copy_of);
	else
		json_null(j);
	json_object_end(j);
}

static void
put_story_json(struct listing *l, const struct story_card *c,
               const struct article_head *v, size_t n, struct arena *mem)
{
	struct json j = JSON_INIT(&l->out);

	json_object(&j);
	json_key_int(&j, "id", c->story.id);
	json_key_str(&j, "title", c->lead.title);
	json_key_str_opt(&j, "gist", c->story.gist);
	json_key_str_opt(&j, "topic", c->story.topic);
	json_key_int(&j, "outlets", c->story.outlets);
	json_key_int(&j, "articles", c->story.articles);
	json_key_int(&j, "copies", c->story.copies);
	json_key(&j, "importance");
	json_double(&j, c->face.importance);
	put_lines(&j, "terms", c->story.terms, '\n');
	put_lines(&j, "places", c->story.places, ' ');
	json_key(&j, "versions");
	json_array(&j);
	for (size_t i = 0; i < n; i++)
		put_article_json(&j, &v[i], mem);
	json_array_end(&j);
	json_object_end(&j);
	json_end(&j);
	buf_put_char(&l->out, '\n');
}

static void
put_story_text(struct listing *l, const struct story_card *c,
               const struct article_head *v, size_t n, struct arena *mem)
{
	buf_printf(&l->out,
	           "%lld  %.*s\n    %u outlets, %u articles, %u copies%s%.*s\n",
	           (long long)c->story.id, STR_ARG(c->lead.title),
	           c->story.outlets, c->story.articles, c->story.copies,
	           c->story.topic.n > 0 ? ", " : "", STR_ARG(c->story.topic));
	for (size_t i = 0; i < n; i++)
		buf_printf(&l->out, "    %.*s  %.*s%s: %.*s\n",
		           STR_ARG(datetime_rfc3339(mem, v[i].published)),
		           STR_ARG(v[i].outlet_slug),
		           v[i].copy_of != 0 ? " (copy)" : "",
		           STR_ARG(v[i].title));
}

static enum err
put_story(struct listing *l, const struct story_card *c)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, STORY_MEM_MAX_BYTES);
	struct article_head *v;
	size_t n;
	enum err e = store_story_articles(l->st, &mem, c->story.id, &v, &n);

	if (e == ERR_OK && l->json)
		put_story_json(l, c, v, n, &mem);
	else if (e == ERR_OK)
		put_story_text(l, c, v, n, &mem);
	arena_release(&mem);
	if (e == ERR_OK && l->out.err != ERR_OK)
		e = l->out.err;
	if (e == ERR_OK)
		e = io_write_all(STDOUT_FILENO, buf_str(&l->out));
	buf_clear(&l->out);
	return e;
}

static enum cmd_exit
list(struct cmd_context *c, struct listing *l, const struct story_query *q)
{
	struct story_card *cards;
	size_t n = 0;
	enum err e = store_story_list(l->st, c->mem, q, &cards, &n);

	for (size_t i = 0; i < n && e == ERR_OK; i++)
		e = put_story(l, &cards[i]);
	if (e == ERR_DB)
		return cmd_failed("stories: %s", store_errmsg(l->st));
	if (e != ERR_OK)
		return cmd_failed("stories: %s", err_str(e));
	return n == 0 ? CMD_NO : CMD_DONE;
}

static enum cmd_exit
run(struct cmd_context *c)
{
	const char *since = NULL, *topic = NULL, *limit = NULL, *lang = NULL;
	bool rising = false;
	struct listing l = { .out = BUF_INIT(OUT_MAX_BYTES) };
	const struct cmd_option options[] = {
		{ "--since", &since, NULL }, { "--topic", &topic, NULL },
		{ "--limit", &limit, NULL }, { "--lang", &lang, NULL },
		{ "--json", NULL, &l.json }, { "--rising", NULL, &rising },
		{ NULL, NULL, NULL },
	};
	struct story_query q = { .limit = LIMIT_DEFAULT };
	struct str number;
	uint64_t n = LIMIT_DEFAULT;
	enum cmd_exit code;

	if (!cmd_options(c, options))
		return CMD_MISUSE;
	if (c->argc > 0)
		return cmd_misuse("stories takes no arguments");
	if (rising) {
		q.order = STORY_RISING;
		q.outlets_min = 2;
		q.since_s = clock_now_s() - RISING_S;
	}
	if (since != NULL && !cmd_moment(since, clock_now_s(), &q.since_s))
		return cmd_misuse("--since wants a date or 2h, 3d ...");
	q.topic = topic_by_name(str_from(topic));
	if (topic != NULL && q.topic == TOPIC_NONE)
		return cmd_misuse("no such topic; there are politics economy "
		                  "society world sport culture science "
		                  "accidents opinion");
	number = str_from(limit);
	if (limit != NULL && (!str_number(&number, &n, LIMIT_MAX) ||
	                      number.n > 0 || n == 0))
		return cmd_misuse("--limit wants a number");
	q.limit = (size_t)n;
	q.language = str_from(lang);
	if (cmd_store(c, STORE_READ, &l.st) != ERR_OK)
		return CMD_FAILED;
	code = list(c, &l, &q);
	store_close(l.st);
	buf_release(&l.out);
	return code;
}

const struct cmd cmd_stories = {
	.name = "stories",
	.usage = "[--json] [--since MOMENT] [--topic TOPIC] [--lang LANG] "
	         "[--rising] [--limit N]",
	.summary = "list the stories by importance, with their articles",
	.help = "Prints the stories, the most important first, each with its "
	        "articles in the order\nof their publication.\n\n"
	        "  --json          one JSON object a line\n"
	        "  --since MOMENT  that have an article since: a date (RFC "
	        "3339), or 2h, 3d ago\n"
	        "  --topic TOPIC   politics, economy, society, world, sport, "
	        "culture, science,\n                  accidents or opinion\n"
	        "  --lang LANG     that have an article in this language\n"
	        "  --rising        those of the last six hours that grow "
	        "most\n"
	        "  --limit N       at most so many (default 30)",
	.run = run,
};
