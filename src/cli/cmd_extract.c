#include "cli/cmd.h"

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/io.h"
#include "base/json.h"
#include "base/rng.h"
#include "extract/extract.h"
#include "text/decode.h"
#include "text/normalise.h"

#define PAGE_MAX_BYTES (32u << 20)
#define LINE_MAX_BYTES (8u << 20)
#define KEEP_BYTES (8u << 20) /* of memory from one page to the next */
#define THREADS_MAX 64u
#define WINDOW_PER_THREAD 8u /* pages begun before the first is written */
#define WINDOW_MAX (WINDOW_PER_THREAD * THREADS_MAX)
#define OUTPUT_BYTES (64u << 10)
#define PROGRESS_US 100000 /* between two lines of progress */

/* What became of one file, until it is written. */
struct result {
	struct buf line;
	enum err err;
	bool done;
};

/*
 * Files are taken and written in their order; between the two there are at
 * most `window`, so a run over any number of them takes the same memory.
 * Whoever has done a file writes what is ready, unless another does already.
 */
struct extract_run {
	char **paths;
	size_t n;
	struct str url;     /* --url, or empty */
	bool shows;         /* progress on the terminal */
	size_t window;
	pthread_mutex_t lock; /* guards all below */
	pthread_cond_t room;  /* something was written */
	size_t next;          /* file to begin */
	size_t written;       /* files that are done with */
	bool writing;
	bool good;            /* nothing has failed so far */
	int64_t shown_us;     /* when progress was shown last */
	struct result results[WINDOW_MAX]; /* of file i at i % window */
};

/* What one thread uses for all its pages. */
struct worker {
	struct arena mem;
	struct buf raw;
	uint64_t seed; /* of the extractor's tables */
	int64_t now_s;
};

static void
put_date(struct json *j, struct arena *mem, const char *key, bool has,
         struct datetime d)
{
	json_key_str_opt(j, key, has ? datetime_rfc3339(mem, d) : STR_EMPTY);
}

static void
put_article(struct json *j, struct arena *mem, const char *path,
            const struct doc_article *a, struct str url)
{
	struct str language = text_language(a->text);
	int direction = text_direction(a->text.n > 0 ? a->text : a->title);

	if (language.n == 0 && text_may_be(a->text, a->language))
		language = a->language;
	json_object(j);
	json_key_str(j, "file", str_from(path));
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

static enum err
extract_file(struct worker *w, const char *path, struct str url,
             struct buf *line)
{
	struct json j = JSON_INIT(line);
	struct doc_article article = { 0 };
	struct diags diags = { 0 };
	struct extract_input in = { .url = url, .now_s = w->now_s };
	struct decoded text;
	enum err e;

	if ((e = io_read_file_gz(path, &w->raw)) != ERR_OK)
		return e;
	decode_bytes(&w->mem, buf_str(&w->raw), STR_EMPTY, &text);
	in.text = text.text;
	in.seed = w->seed;
	e = extract_page(&w->mem, &in, &article, &diags);
	if (e != ERR_OK)
		return e;
	put_article(&j, &w->mem, path, &article, url);
	return line->err;
}

/* Ready for the next page; what a huge one took is given back. */
static void
worker_clear(struct worker *w)
{
	arena_clear(&w->mem, KEEP_BYTES);
	if (w->raw.cap > KEEP_BYTES)
		buf_release(&w->raw);
	buf_clear(&w->raw);
}

/* "\r" and the end of the line erased: messages go over the progress. */
static void
show_progress(struct extract_run *r, size_t count)
{
	int64_t now_us = clock_steady_us();

	if (!r->shows || now_us - r->shown_us < PROGRESS_US)
		return;
	r->shown_us = now_us;
	fprintf(stderr, "\r\033[Kextract: %zu of %zu pages", count, r->n);
}

static void
end_progress(const struct extract_run *r)
{
	if (r->shows && r->shown_us != 0)
		fputs("\r\033[K", stderr);
}

/* One file's line or message; false: something failed. */
static bool
write_result(struct extract_run *r, size_t i)
{
	struct result *t = &r->results[i % r->window];
	bool good = true;

	if (t->err != ERR_OK) {
		end_progress(r);
		cmd_failed("%s: %s", r->paths[i], err_str(t->err));
		good = false;
	} else if (fwrite(t->line.p, 1, t->line.n, stdout) != t->line.n) {
		good = false;
	}
	if (t->line.cap > KEEP_BYTES)
		buf_release(&t->line);
	buf_clear(&t->line);
	show_progress(r, i + 1);
	return good;
}

/* Write what is ready; r->lock is held, but not while writing. */
static void
write_ready(struct extract_run *r)
{
	if (r->writing)
		return;
	r->writing = true;
	while (r->written < r->n && r->results[r->written % r->window].done) {
		size_t i = r->written;
		bool good;

		pthread_mutex_unlock(&r->lock);
		good = write_result(r, i);
		pthread_mutex_lock(&r->lock);
		r->good &= good;
		if (ferror(stdout))
			r->n = r->next; /* nobody reads on */
		r->results[i % r->window].done = false;
		r->written++;
		pthread_cond_broadcast(&r->room);
	}
	r->writing = false;
}

static void *
work(void *arg)
{
	struct extract_run *r = arg;
	struct worker w = { .mem = ARENA_INIT(ARENA_BLOCK, 4 * DOC_MAX_BYTES),
		            .raw = BUF_INIT(PAGE_MAX_BYTES),
		            .now_s = clock_now_s() };

	rng_secret(&w.seed, sizeof(w.seed));
	pthread_mutex_lock(&r->lock);
	while (r->next < r->n) {
		struct result *t = &r->results[r->next % r->window];
		const char *path = r->paths[r->next];

		if (r->next - r->written >= r->window) {
			pthread_cond_wait(&r->room, &r->lock);
			continue;
		}
		r->next++;
		pthread_mutex_unlock(&r->lock);
		t->err = extract_file(&w, path, r->url, &t->line);
		worker_clear(&w);
		pthread_mutex_lock(&r->lock);
		t->done = true;
		write_ready(r);
	}
	pthread_mutex_unlock(&r->lock);
	buf_release(&w.raw);
	arena_release(&w.mem);
	return NULL;
}

static size_t
thread_count(size_t files)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t n = cores < 1 ? 1 : (size_t)cores;

	if (n > THREADS_MAX)
		n = THREADS_MAX;
	return n > files ? files : n;
}

/* The calling thread works too; all files are written at the end. */
static void
run_all(struct extract_run *r)
{
	pthread_t threads[THREADS_MAX];
	size_t count = thread_count(r->n), started = 0;

	r->window = count * WINDOW_PER_THREAD;
	for (size_t i = 0; i < r->window; i++)
		buf_init(&r->results[i].line, LINE_MAX_BYTES);
	while (started + 1 < count &&
	       pthread_create(&threads[started], NULL, work, r) == 0)
		started++;
	work(r);
	for (size_t i = 0; i < started; i++)
		pthread_join(threads[i], NULL);
	for (size_t i = 0; i < r->window; i++)
		buf_release(&r->results[i].line);
}

static enum cmd_exit
run(struct cmd_context *c)
{
	const char *url = "";
	const struct cmd_option options[] = { { "--url", &url, NULL },
		                              { NULL, NULL, NULL } };
	struct extract_run *r;
	bool good;

	if (!cmd_options(c, options))
		return CMD_MISUSE;
	if (c->argc < 1)
		return cmd_misuse("extract wants a file, or - for standard "
		                  "input");
	r = ARENA_NEW(c->mem, struct extract_run);
	if (r == NULL)
		return cmd_failed("%s", err_str(ERR_LIMIT));
	pthread_mutex_init(&r->lock, NULL);
	pthread_cond_init(&r->room, NULL);
	r->paths = c->argv;
	r->n = (size_t)c->argc;
	r->url = str_from(url);
	r->shows = r->n > 1 && isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
	r->good = true;
	if (!isatty(STDOUT_FILENO))
		setvbuf(stdout, NULL, _IOFBF, OUTPUT_BYTES);
	run_all(r);
	end_progress(r);
	good = r->good;
	if (fflush(stdout) != 0 || ferror(stdout))
		good = false; /* main says so */
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
