/*
 * What an article costs on its way in, stage by stage, in microseconds of CPU
 * and as a share of the whole: JSON, shown text, analysis, terms, the row and
 * its print, the window of 50,000 articles, stories written, commit, words
 * handed over, index.
 *
 *   ingest ARTICLES.jsonl [DATABASE [AFTER]]
 *
 * The articles are those of `marsad import`, plain.  The database is made, and
 * must not exist; without one it is in memory and there is no index.  Costs
 * are counted after so many articles, once the window is as full as it is to
 * be; those of the index are always of all.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "analyse/analyse.h"
#include "base/io.h"
#include "cluster/window.h"
#include "pipeline/gather.h"
#include "pipeline/import_said.h"
#include "search/indexer.h"
#include "store/articles.h"
#include "store/outlets.h"
#include "url/url.h"

#define FILE_MAX_BYTES ((size_t)2 << 30)
#define BATCH 1000u
#define OUTLETS_MAX 512u

#define STAGE_MAP(X)                         \
	X(JSON, "json")                      \
	X(SHOWN, "shown text")               \
	X(ANALYSE, "analysis")               \
	X(PUT, "article row")                \
	X(WINDOW, "copies, story, topic")    \
	X(FLUSH, "stories written")          \
	X(COMMIT, "commit")                  \
	X(HAND, "words handed over")         \
	X(INDEX, "index")

#define X(name, text) STEP_##name,
enum step { STAGE_MAP(X) STEP__COUNT };
#undef X

struct ingest {
	struct store *st;
	struct analyser *analyser;
	struct gather *gather;
	struct handover *handover;
	struct indexer *x; /* NULL: no index */
	struct arena mem;
	struct { struct str name; int64_t id; } outlets[OUTLETS_MAX];
	size_t outlet_n, articles;
	size_t after; /* articles that are not counted */
	double spent[STEP__COUNT], mark;
};

static double
cpu_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* What passed since the last call was this step's. */
static void
passed(struct ingest *in, enum step s)
{
	double now = cpu_s();

	if (s == STEP_INDEX || in->articles >= in->after)
		in->spent[s] += now - in->mark;
	in->mark = now;
}

static void
must(enum err e, const char *what)
{
	if (e == ERR_OK)
		return;
	fprintf(stderr, "ingest: %s: %s\n", what, err_str(e));
	exit(1);
}

static int64_t
outlet_of(struct ingest *in, struct str name)
{
	struct outlet o = { .name = name, .active = true };
	size_t i = 0;

	while (i < in->outlet_n && !str_eq(in->outlets[i].name, name))
		i++;
	if (i < in->outlet_n)
		return in->outlets[i].id;
	if (i == OUTLETS_MAX)
		must(ERR_LIMIT, "outlets");
	in->outlets[i].name = str_copy(&in->mem, name);
	must(store_outlet_add(in->st, &o, &in->outlets[i].id), "outlet");
	in->outlet_n++;
	return in->outlets[i].id;
}

static void
take(struct ingest *in, struct str line, int64_t now_s)
{
	struct article_keys keys = { .n = 1 };
	struct doc *d = doc_new();
	struct import_said said;
	enum article_outcome what;
	int64_t id;

	must(import_said_read(d->mem, line, &said), "line");
	passed(in, STEP_JSON);
	d->source.outlet_id = outlet_of(in, said.outlet);
	if (import_said_fill(d, &said) == NULL) {
		passed(in, STEP_SHOWN);
		must(analyse_doc(in->analyser, d), "analyse");
		passed(in, STEP_ANALYSE);
		must(url_key(d->mem, d->source.url, &keys.key[0]), "key");
		must(store_article_put(in->st, d, &keys, now_s, &id, &what),
		     "put");
		passed(in, STEP_PUT);
		if (what == ARTICLE_NEW)
			must(gather_article(in->gather, in->st, d, id, false),
			     "gather");
		passed(in, STEP_WINDOW);
		if (what == ARTICLE_NEW)
			handover_put(in->handover, id, d);
		passed(in, STEP_HAND);
		in->articles++;
	}
	doc_free(d);
	passed(in, STEP_JSON);
}

/* As far as the log goes; here in turns with what writes it. */
static void
follow(struct ingest *in, bool last)
{
	bool more = in->x != NULL;

	while (more)
		must(indexer_step(in->x, in->st, last, &more), "index");
	passed(in, STEP_INDEX);
}

static void
take_all(struct ingest *in, struct str text, int64_t now_s)
{
	while (text.n > 0) {
		must(store_begin(in->st), "begin");
		must(gather_begin(in->gather, in->st), "gather");
		passed(in, STEP_COMMIT);
		for (unsigned i = 0; i < BATCH && text.n > 0; i++)
			take(in, str_line(&text), now_s);
		must(gather_flush(in->gather, in->st, now_s), "flush");
		passed(in, STEP_FLUSH);
		must(store_commit(in->st), "commit");
		passed(in, STEP_COMMIT);
		handover_commit(in->handover);
		passed(in, STEP_HAND);
		follow(in, false);
	}
}

static void
end_index(struct ingest *in)
{
	follow(in, true);
	if (in->x != NULL)
		indexer_settle(in->x);
	indexer_close(in->x);
	passed(in, STEP_INDEX);
}

static void
print(const struct ingest *in)
{
#define X(name, text) [STEP_##name] = (text),
	static const char *const names[STEP__COUNT] = { STAGE_MAP(X) };
#undef X
	double counted = (double)(in->articles - in->after), all = 0;
	double each[STEP__COUNT];
	struct window *w = gather_window(in->gather);

	for (int i = 0; i < STEP__COUNT; i++) {
		each[i] = in->spent[i] / (i == STEP_INDEX
		                                  ? (double)in->articles
		                                  : counted);
		all += each[i];
	}
	for (int i = 0; i < STEP__COUNT; i++)
		printf("ingest %-22s %7.1f us  %4.1f %%\n", names[i],
		       each[i] * 1e6, 100 * each[i] / all);
	printf("ingest %-22s %7.1f us  %.0f articles a CPU-second\n", "all",
	       all * 1e6, 1 / all);
	printf("ingest window: %u articles, %.0f bytes each\n",
	       window_count(w),
	       (double)window_bytes(w) / (double)window_count(w));
}

int
main(int argc, char **argv)
{
	struct ingest in = { .handover = handover_new() };
	struct indexer_options how = { .bulk = true,
		                       .handover = in.handover };
	struct buf raw = BUF_INIT(FILE_MAX_BYTES);
	const char *path = argc > 2 ? argv[2] : ":memory:";

	if (argc < 2) {
		puts("ingest: skipped: wants a file of articles");
		return 0;
	}
	must(io_read_file(argv[1], &raw), argv[1]);
	must(store_open(path, STORE_WRITE, &in.st), path);
	arena_init(&in.mem, ARENA_BLOCK, 64u << 20);
	in.analyser = analyser_new();
	in.gather = gather_new();
	if (argc > 3)
		in.after = strtoul(argv[3], NULL, 10);
	in.mark = cpu_s();
	if (argc > 2)
		must(indexer_open(path, in.st, &how, &in.x), "index");
	passed(&in, STEP_INDEX);
	take_all(&in, buf_str(&raw), (int64_t)time(NULL));
	end_index(&in);
	if (in.articles > in.after)
		print(&in);
	else
		puts("ingest: no articles to be counted");
	handover_free(in.handover);
	gather_free(in.gather);
	analyser_free(in.analyser);
	arena_release(&in.mem);
	store_close(in.st);
	buf_release(&raw);
	return 0;
}
