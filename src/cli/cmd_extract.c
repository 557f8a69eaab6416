#include "cli/cmd.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#include "base/io.h"
#include "base/json.h"
#include "extract/extract.h"
#include "text/decode.h"
#include "text/normalise.h"

#define PAGE_MAX_BYTES (32u << 20)
#define LINE_MAX_BYTES (8u << 20)
#define THREADS_MAX 64

/* One file of the command line; `done` is guarded by run.lock. */
struct task {
	const char *path;
	struct buf line;
	enum err err;
	bool done;
};

struct extract_run {
	struct task *tasks;
	size_t n;
	struct str url;       /* --url, or empty */
	atomic_size_t next;   /* task to begin */
	pthread_mutex_t lock; /* guards task.done */
	pthread_cond_t done;
};

static void
put_date(struct json *j, struct arena *mem, const char *key, bool has,
         struct datetime d)
{
	json_key_str_opt(j, key, has ? datetime_rfc3339(mem, d) : STR_EMPTY);
}

static void
put_article(struct json *j, struct arena *mem, const struct task *t,
            const struct doc_article *a, struct str url)
{
	struct str language = text_language(a->text);
	int direction = text_direction(a->text.n > 0 ? a->text : a->title);

	if (language.n == 0)
		language = a->language;
	json_object(j);
	json_key_str(j, "file", str_from(t->path));
	json_key_str(j, "url", url.n > 0 ? url : a->canonical_url);
	json_key_str_opt(j, "canonical_url", a->canonical_url);
	json_key_str_opt(j, "title", a->title);
	json_key_str_opt(j, "byline", a->byline);
	put_date(j, mem, "published", a->has_published, a->published);
	put_date(j, mem, "modified", a->has_modified, a->modified);
	json_key_str_opt(j, "language", language);
	json_key_str(j, "direction",
	             direction == 1 ? STR("rtl") : STR("ltr"));
	json_key_str_opt(j, "site_name", a->site_name);
	json_key_str_opt(j, "section", a->section);
	json_key_str_opt(j, "image", a->image);
	json_key(j, "tags");
	json_array(j);
	for (size_t i = 0; i < a->tag_count; i++)
		json_str(j, a->tags[i]);
	json_array_end(j);
	json_key_str_opt(j, "excerpt", a->excerpt);
	json_key_str(j, "text", a->text);
	json_object_end(j);
	json_end(j);
	buf_put_char(j->out, '\n');
}

static void
extract_file(struct task *t, struct str url)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 4 * DOC_MAX_BYTES);
	struct buf raw = BUF_INIT(PAGE_MAX_BYTES);
	struct json j = JSON_INIT(&t->line);
	struct doc_article article = { 0 };
	struct diags diags = { 0 };
	struct decoded text;

	t->err = io_read_file_gz(t->path, &raw);
	if (t->err == ERR_OK) {
		decode_bytes(&mem, buf_str(&raw), STR_EMPTY, &text);
		t->err = extract_page(&mem, text.text, url, NULL, &article,
		                      &diags);
	}
	if (t->err == ERR_OK) {
		put_article(&j, &mem, t, &article, url);
		t->err = t->line.err;
	}
	buf_release(&raw);
	arena_release(&mem);
}

static void *
work(void *arg)
{
	struct extract_run *r = arg;
	size_t i;

	while ((i = atomic_fetch_add(&r->next, 1)) < r->n) {
		extract_file(&r->tasks[i], r->url);
		pthread_mutex_lock(&r->lock);
		r->tasks[i].done = true;
		pthread_cond_signal(&r->done);
		pthread_mutex_unlock(&r->lock);
	}
	return NULL;
}

/* Write the lines in the order of the files; false: something failed. */
static bool
write_all(struct extract_run *r)
{
	bool good = true;

	for (size_t i = 0; i < r->n; i++) {
		struct task *t = &r->tasks[i];

		pthread_mutex_lock(&r->lock);
		while (!t->done)
			pthread_cond_wait(&r->done, &r->lock);
		pthread_mutex_unlock(&r->lock);
		if (t->err != ERR_OK) {
			cmd_failed("%s: %s", t->path, err_str(t->err));
			good = false;
		} else if (fwrite(t->line.p, 1, t->line.n, stdout) !=
		           t->line.n) {
			good = false;
		}
		buf_release(&t->line);
	}
	return fflush(stdout) == 0 && good;
}

static long
thread_count(size_t files)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	if (n < 1)
		n = 1;
	if (n > THREADS_MAX)
		n = THREADS_MAX;
	return (size_t)n > files ? (long)files : n;
}

static enum cmd_exit
run(struct cmd_context *c)
{
	const char *url = "";
	const struct cmd_option options[] = { { "--url", &url, NULL },
		                              { NULL, NULL, NULL } };
	struct extract_run r = { .lock = PTHREAD_MUTEX_INITIALIZER,
		                 .done = PTHREAD_COND_INITIALIZER };
	pthread_t threads[THREADS_MAX];
	long count, started;
	bool good;

	if (!cmd_options(c, options))
		return CMD_MISUSE;
	if (c->argc < 1)
		return cmd_misuse("extract wants a file, or - for standard "
		                  "input");
	r.n = (size_t)c->argc;
	r.url = str_from(url);
	r.tasks = xcalloc(r.n, sizeof(*r.tasks));
	for (size_t i = 0; i < r.n; i++) {
		r.tasks[i].path = c->argv[i];
		buf_init(&r.tasks[i].line, LINE_MAX_BYTES);
	}
	count = thread_count(r.n);
	for (started = 0; started < count; started++)
		if (pthread_create(&threads[started], NULL, work, &r) != 0)
			break;
	if (started == 0)
		work(&r);
	good = write_all(&r);
	for (long i = 0; i < started; i++)
		pthread_join(threads[i], NULL);
	free(r.tasks);
	return good ? CMD_DONE : CMD_FAILED;
}

const struct cmd cmd_extract = {
	.name = "extract",
	.usage = "[--url U] FILE...|-",
	.summary = "print the articles of HTML pages as JSON lines",
	.help = "Reads HTML pages (plain or gzip) and prints one JSON object "
	        "a line and a file, in\ntheir order: file, url, "
	        "canonical_url, title, byline, published, modified, "
	        "language,\ndirection, site_name, section, image, tags, "
	        "excerpt, text.  Text is paragraphs\njoined by line feeds, "
	        "dates are RFC 3339, what a page does not tell is null.\n\n"
	        "--url U   the address of the page; without it, what the page "
	        "states itself.",
	.run = run,
};
