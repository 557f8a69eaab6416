#include "cli/cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/clock.h"
#include "base/json.h"
#include "cli/index_options.h"
#include "search/search.h"
#include "store/outlets.h"

#define OUT_MAX_BYTES (16u << 20)
#define REQUEST_MEM_MAX_BYTES (256u << 20)
#define BATCH_LIMIT 100
#define BATCH_LINE_MAX_BYTES (64u << 10)
#define DEFAULT_LIMIT 20

static void
print_text(const struct search_answer *a, struct arena *mem)
{
	for (size_t i = 0; i < a->n; i++) {
		const struct article_head *h = &a->hits[i].head;

		printf("%lld\t%.*s\t%.*s\t%.*s\n", (long long)h->id,
		       STR_ARG(datetime_rfc3339(mem, h->published)),
		       STR_ARG(h->outlet_name), STR_ARG(h->title));
	}
}

/* The id as exports give it: the imported one, else marsad's. */
static struct str
exported_id(struct arena *mem, const struct search_hit *h)
{
	if (h->import_id.n > 0)
		return h->import_id;
	return str_fmt(mem, "%lld", (long long)h->head.id);
}

static void
write_hits(struct json *j, struct arena *mem, const struct search_answer *a,
           bool full)
{
	json_key(j, "hits");
	json_array(j);
	for (size_t i = 0; i < a->n; i++) {
		const struct article_head *h = &a->hits[i].head;

		json_object(j);
		json_key_str(j, "id", exported_id(mem, &a->hits[i]));
		json_key(j, "score");
		json_double(j, a->hits[i].score);
		if (full) {
			json_key_int(j, "marsad_id", h->id);
			json_key_str(j, "outlet", h->outlet_slug);
			json_key_str(j, "title", h->title);
			json_key_str(j, "excerpt", h->excerpt);
			json_key_str(j, "published",
			             datetime_rfc3339(mem, h->published));
		}
		json_object_end(j);
	}
	json_array_end(j);
}

static void
print_json(struct arena *mem, struct str query,
           const struct search_answer *a)
{
	struct buf out = BUF_INIT(OUT_MAX_BYTES);
	struct json j = JSON_INIT(&out);

	json_object(&j);
	json_key_str(&j, "query", query);
	json_key_int(&j, "total", a->total);
	json_key_bool(&j, "total_exact", a->total_exact);
	write_hits(&j, mem, a, true);
	json_object_end(&j);
	json_end(&j);
	printf("%.*s\n", STR_ARG(buf_str(&out)));
	buf_release(&out);
}

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
	enum err e = ERR_FORMAT;

	if (qid == NULL || query == NULL)
		goto out;
	rq.query = str_from(query);
	if ((e = search_run(ix, st, &mem, &rq, &a)) != ERR_OK)
		goto out;
	json_object(&j);
	json_key_str(&j, "qid", str_from(qid));
	write_hits(&j, &mem, &a, false);
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

static enum cmd_exit
single(struct cmd_context *c, struct index *ix, struct store *st,
       struct search_request *rq, bool json)
{
	struct search_answer a;
	enum err e;

	rq->query = str_from(c->argv[0]);
	for (int i = 1; i < c->argc; i++)
		rq->query = str_fmt(c->mem, "%.*s %s", STR_ARG(rq->query),
		                    c->argv[i]);
	if ((e = search_run(ix, st, c->mem, rq, &a)) != ERR_OK)
		return cmd_failed("search: %s", store_errmsg(st));
	if (json)
		print_json(c->mem, rq->query, &a);
	else
		print_text(&a, c->mem);
	search_end(&a);
	return a.n > 0 ? CMD_DONE : CMD_NO;
}

static enum cmd_exit
run(struct cmd_context *c)
{
	const char *sort = NULL, *limit = NULL;
	bool json = false, batching = false, no_collapse = false;
	const struct cmd_option options[] = {
		{ "--sort", &sort, NULL },
		{ "--limit", &limit, NULL },
		{ "--json", NULL, &json },
		{ "--batch", NULL, &batching },
		{ "--no-collapse", NULL, &no_collapse },
		{ NULL, NULL, NULL },
	};
	struct search_request rq = { .any_word = true };
	struct index *ix;
	struct store *st;
	int64_t most = DEFAULT_LIMIT;
	enum cmd_exit code;

	if (!cmd_options(c, options))
		return CMD_MISUSE;
	if (batching ? c->argc > 0 : c->argc == 0)
		return cmd_misuse(batching ? "--batch reads standard input"
		                           : "search wants a query");
	if (sort != NULL && strcmp(sort, "newest") == 0)
		rq.newest = true;
	else if (sort != NULL && strcmp(sort, "relevance") != 0)
		return cmd_misuse("--sort wants relevance or newest");
	if (batching)
		most = BATCH_LIMIT;
	if (limit != NULL &&
	    (!cmd_number(limit, SEARCH_LIMIT_MAX, &most) || most == 0))
		return cmd_misuse("--limit wants a number from 1 to %u",
		                  SEARCH_LIMIT_MAX);
	rq.limit = (size_t)most;
	rq.any_word = !rq.newest;
	if (cmd_store(c, STORE_READ, &st) != ERR_OK)
		return CMD_FAILED;
	rq.every = no_collapse;
	rq.now_s = clock_now_s();
	if (index_open_fresh(c->db_path, st, &ix) != ERR_OK)
		code = cmd_failed("search: %s", store_errmsg(st));
	else
		code = batching ? batch(ix, st, &rq)
		                : single(c, ix, st, &rq, json);
	index_close(ix);
	store_close(st);
	return code;
}

const struct cmd cmd_search = {
	.name = "search",
	.usage = "[--json] [--sort relevance|newest] [--limit N] QUERY... | "
	         "--batch",
	.summary = "search the articles",
	.help = "Searches titles and texts; spelling variants of Arabic "
	        "letters meet.  Words,\n\"phrases\", -without, prefix*.  Exit "
	        "status 1 when nothing was found.\n\n"
	        "  --sort ORDER   relevance (any of the words) or newest (all "
	        "of them)\n"
	        "  --limit N      at most N hits (default 20)\n"
	        "  --json         one JSON object instead of lines\n"
	        "  --no-collapse  every article; today copies and stories are "
	        "not folded\n                 together in any case\n"
	        "  --batch        JSON lines {\"qid\",\"query\"} in, JSON lines "
	        "{\"qid\",\"hits\"} out",
	.run = run,
};
