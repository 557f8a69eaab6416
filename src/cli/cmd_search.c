#include "cli/cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/clock.h"
#include "base/json.h"
#include "cli/index_options.h"
#include "cli/search_print.h"
#include "search/suggest.h"
#include "store/outlets.h"
#include "web/when.h"

#define OUT_MAX_BYTES (16u << 20)
#define REQUEST_MEM_MAX_BYTES (256u << 20)
#define BATCH_LIMIT 100
#define BATCH_LINE_MAX_BYTES (64u << 10)
#define DEFAULT_LIMIT 20

/* One line {"qid","query"} in, one line {"qid","hits"} out. */
static enum err
batch_line(struct index *ix, struct store *st, const char *line, size_t n,
           struct search_request rq)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, REQUEST_MEM_MAX_BYTES);
	struct buf out = BUF_INIT(OUT_MAX_BYTES);
	struct json j = JSON_INIT(&out);
	json_t *in = json_loadb(line, n, JSON_REJECT_DUPLICATES, NULL);
	const char *qid = json_string_value(json_object_get(in, "qid"));
	const char *query = json_string_value(json_object_get(in, "query"));
	struct search_answer a = { .view = NULL };
	struct search_print print = { &mem, st, &rq, &a, STR_EMPTY };
	enum err e = ERR_FORMAT;

	if (qid == NULL || query == NULL)
		goto out;
	rq.query = str_from(query);
	if ((e = search_run(ix, st, &mem, &rq, &a)) != ERR_OK)
		goto out;
	json_object(&j);
	json_key_str(&j, "qid", str_from(qid));
	search_print_hits(&j, &print, false);
	json_object_end(&j);
	json_end(&j);
	printf("%.*s\n", STR_ARG(buf_str(&out)));
out:
	search_end(&a);
	json_decref(in);
	buf_release(&out);
	arena_release(&mem);
	return e;
}

static enum cmd_exit
batch(struct index *ix, struct store *st, const struct search_request *rq)
{
	char *line = xmalloc(BATCH_LINE_MAX_BYTES);
	unsigned number = 0;
	enum cmd_exit code = CMD_DONE;

	while (fgets(line, (int)BATCH_LINE_MAX_BYTES, stdin) != NULL) {
		size_t n = strlen(line);
		enum err e;

		number++;
		if (str_trim((struct str){ line, n }).n == 0)
			continue;
		e = batch_line(ix, st, line, n, *rq);
		if (e == ERR_FORMAT)
			code = cmd_misuse("line %u: expected "
			                  "{\"qid\":..,\"query\":..}",
			                  number);
		else if (e != ERR_OK)
			code = cmd_failed("line %u: %s", number, err_str(e));
	}
	free(line);
	return code;
}

/* The arguments as one query. */
static struct str
query_of(const struct cmd_context *c)
{
	struct str query = str_from(c->argv[0]);

	for (int i = 1; i < c->argc; i++)
		query = str_fmt(c->mem, "%.*s %s", STR_ARG(query), c->argv[i]);
	return query;
}

static enum cmd_exit
single(struct cmd_context *c, struct index *ix, struct store *st,
       struct search_request *rq, bool json)
{
	struct search_answer a;
	struct search_print print = { c->mem, st, rq, &a, STR_EMPTY };
	enum cmd_exit code;
	enum err e;

	rq->query = query_of(c);
	e = search_run(ix, st, c->mem, rq, &a);
	code = a.n > 0 ? CMD_DONE : CMD_NO;
	if (e == ERR_OK) {
		print.suggestion = search_suggest(c->mem, ix, st, &a.ask);
		if (json)
			search_print_json(&print);
		else
			search_print_text(&print);
	} else {
		code = cmd_failed("search: %s", e == ERR_LIMIT
		                                        ? err_str(e)
		                                        : store_errmsg(st));
	}
	search_end(&a);
	return code;
}

static enum cmd_exit
complete(struct cmd_context *c, struct index *ix, struct store *st,
         size_t max)
{
	struct str out[COMPLETE_MAX];
	size_t n = search_complete(c->mem, ix, st, query_of(c), out,
	                           max < COMPLETE_MAX ? max : COMPLETE_MAX);

	for (size_t i = 0; i < n; i++)
		printf("%.*s\n", STR_ARG(out[i]));
	return n > 0 ? CMD_DONE : CMD_NO;
}

/* What the command line says. */
struct wish {
	const char *sort, *limit, *outlet, *topic, *lang, *since, *until;
	bool json, batch, every, all, ageless, facets, why, complete;
	struct search_request rq;
};

static bool
read_options(struct cmd_context *c, struct wish *w)
{
	const struct cmd_option options[] = {
		{ "--sort", &w->sort, NULL },
		{ "--limit", &w->limit, NULL },
		{ "--outlet", &w->outlet, NULL },
		{ "--topic", &w->topic, NULL },
		{ "--lang", &w->lang, NULL },
		{ "--since", &w->since, NULL },
		{ "--until", &w->until, NULL },
		{ "--json", NULL, &w->json },
		{ "--batch", NULL, &w->batch },
		{ "--every", NULL, &w->every },
		{ "--no-collapse", NULL, &w->every },
		{ "--all", NULL, &w->all },
		{ "--ageless", NULL, &w->ageless },
		{ "--facets", NULL, &w->facets },
		{ "--why", NULL, &w->why },
		{ "--complete", NULL, &w->complete },
		{ NULL, NULL, NULL },
	};

	return cmd_options(c, options);
}

/* Says what is wrong with the wish, if anything is. */
static enum cmd_exit
fill_request(struct wish *w)
{
	int64_t most = w->batch ? BATCH_LIMIT : DEFAULT_LIMIT;
	struct search_request *rq = &w->rq;

	rq->now_s = clock_now_s();
	rq->offset_min = when_offset_min(rq->now_s);
	if (w->sort != NULL && strcmp(w->sort, "newest") == 0)
		rq->newest = true;
	else if (w->sort != NULL && strcmp(w->sort, "relevance") != 0)
		return cmd_misuse("--sort wants relevance or newest");
	if (w->limit != NULL &&
	    (!cmd_number(w->limit, SEARCH_LIMIT_MAX, &most) || most == 0))
		return cmd_misuse("--limit wants a number from 1 to %u",
		                  SEARCH_LIMIT_MAX);
	if ((w->since != NULL &&
	     !cmd_moment(w->since, rq->now_s, &rq->since_s)) ||
	    (w->until != NULL &&
	     !cmd_moment(w->until, rq->now_s, &rq->until_s)))
		return cmd_misuse("--since and --until want a moment");
	if (w->topic != NULL)
		rq->topic = str_from(w->topic);
	if (w->lang != NULL)
		rq->language = str_from(w->lang);
	rq->limit = (size_t)most;
	rq->any_word = !rq->newest && !w->all;
	rq->every = w->every;
	rq->ageless = w->ageless;
	rq->facets = w->facets;
	rq->explain = w->why;
	return CMD_DONE;
}

static enum cmd_exit
answer(struct cmd_context *c, struct wish *w, struct store *st)
{
	struct index *ix = NULL;
	struct outlet o;
	enum cmd_exit code;

	if (w->outlet != NULL) {
		if (store_outlet_by_slug(st, c->mem, str_from(w->outlet),
		                         &o) != ERR_OK)
			return cmd_misuse("no outlet %s", w->outlet);
		w->rq.outlet_id = o.id;
	}
	if (index_open_fresh(c->db_path, st, &ix) != ERR_OK)
		code = cmd_failed("search: %s", store_errmsg(st));
	else if (w->batch)
		code = batch(ix, st, &w->rq);
	else if (w->complete)
		code = complete(c, ix, st, w->rq.limit);
	else
		code = single(c, ix, st, &w->rq, w->json);
	index_close(ix);
	return code;
}

static enum cmd_exit
run(struct cmd_context *c)
{
	struct wish w = { .sort = NULL };
	struct store *st;
	enum cmd_exit code;

	if (!read_options(c, &w))
		return CMD_MISUSE;
	if (w.batch ? c->argc > 0 : c->argc == 0)
		return cmd_misuse(w.batch ? "--batch reads standard input"
		                          : "search wants a query");
	when_set_zone(c->mem, c->config.value[CONFIG_EDITION_TIMEZONE]);
	if ((code = fill_request(&w)) != CMD_DONE)
		return code;
	if (cmd_store(c, STORE_READ, &st) != ERR_OK)
		return CMD_FAILED;
	code = answer(c, &w, st);
	store_close(st);
	return code;
}

const struct cmd cmd_search = {
	.name = "search",
	.usage = "[--json] [--sort relevance|newest] [--limit N] [FILTERS] "
	         "QUERY... | --complete QUERY... | --batch",
	.summary = "search the articles",
	.help = "Searches titles and texts; forms of a word and spelling "
	        "variants meet.  Words,\n\"phrases\", -without, prefix*, "
	        "title:, since: and more: docs/search_language.md.\nHow many "
	        "there are, and what may have been meant, is said on standard "
	        "error.\nExit status 1 when nothing was found.\n\n"
	        "  --sort ORDER   relevance (any of the words) or newest (all "
	        "of them)\n"
	        "  --all          by relevance: all of the words\n"
	        "  --limit N      at most N hits (default 20)\n"
	        "  --outlet SLUG, --topic NAME, --lang CODE\n"
	        "  --since MOMENT, --until MOMENT   published then; the end "
	        "is left out\n"
	        "  --every, --no-collapse   copies too, and all articles of a "
	        "story\n"
	        "  --ageless      by relevance: the new ones gain nothing\n"
	        "  --facets       outlets, topics, languages and months of "
	        "all hits\n"
	        "  --why          what each hit's score is made of\n"
	        "  --json         one JSON object instead of lines\n"
	        "  --complete     how the last word of the query may go on, "
	        "one a line\n"
	        "  --batch        JSON lines {\"qid\",\"query\"} in, JSON lines "
	        "{\"qid\",\"hits\"} out",
	.run = run,
};
