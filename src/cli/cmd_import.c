#include "cli/cmd.h"

#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "cli/index_options.h"
#include "pipeline/indexing.h"
#include "store/articles.h"
#include "pipeline/import.h"

#define FILE_MAX_BYTES ((size_t)2 << 30)
#define BATCH_LINES 1000
#define PROGRESS_LINES 5000
#define PROGRESS_MS 500

/* Import one file's lines in transactions of BATCH_LINES. */
static enum err
import_lines(struct import *im, struct store *st, struct indexing *indexing,
             struct str text, const char *path)
{
	enum err e = ERR_OK;
	size_t number = 0;

	while (text.n > 0 && e == ERR_OK) {
		if ((e = import_begin(im, st)) != ERR_OK)
			break;
		for (int i = 0; i < BATCH_LINES && text.n > 0; i++) {
			struct str line = str_line(&text);

			number++;
			e = import_line(im, st, line, clock_now_s());
			if (e == ERR_FORMAT) {
				fprintf(stderr, "marsad: %s:%zu: %s\n", path,
				        number, import_why(im));
				e = ERR_OK;
			}
			if (e != ERR_OK)
				break;
			if (number % PROGRESS_LINES == 0 &&
			    isatty(STDERR_FILENO))
				fprintf(stderr, "\r%s: %zu lines", path,
				        number);
		}
		if (e == ERR_OK)
			e = import_commit(im, st, clock_now_s());
		else
			import_rollback(im, st);
		/* it follows while the words are there to be handed over */
		indexing_wake(indexing);
	}
	if (number >= PROGRESS_LINES && isatty(STDERR_FILENO))
		fputc('\n', stderr);
	return e;
}

/* Wait for the index to have all of it. */
static void
finish_index(struct indexing *in, struct store *st)
{
	bool shown = false;
	int64_t head = 0;

	if (store_log_head(st, &head) != ERR_OK)
		head = 0;
	while (!indexing_finish(in, true, PROGRESS_MS)) {
		int64_t log = indexing_log(in);

		if (!isatty(STDERR_FILENO) || log < 0 || head == 0)
			continue;
		fprintf(stderr, "\rindex: %lld %%", (long long)(log * 100 / head));
		shown = true;
	}
	if (shown)
		fputc('\n', stderr);
}

static enum cmd_exit
run(struct cmd_context *c)
{
	static const struct cmd_option none[] = { { NULL, NULL, NULL } };
	struct indexer_options how = *index_options();
	struct indexing *indexing;
	struct handover *words;
	struct import_counts n;
	struct import *im;
	struct store *st;
	enum err e = ERR_OK;

	if (!cmd_options(c, none))
		return CMD_MISUSE;
	if (c->argc == 0)
		return cmd_misuse("import wants files, or - for standard input");
	if (cmd_store(c, STORE_WRITE, &st) != ERR_OK)
		return CMD_FAILED;
	how.bulk = how.docs == 0; /* tests want small segments */
	how.handover = words = handover_new();
	indexing = indexing_start(c->db_path, &how);
	im = import_new(config_mode(&c->config, CONFIG_MODE_DEFAULT));
	import_hand_over(im, words);
	for (int i = 0; i < c->argc && e == ERR_OK; i++) {
		struct buf raw = BUF_INIT(FILE_MAX_BYTES);

		e = cmd_read(c->argv[i], &raw);
		if (e == ERR_OK &&
		    (e = import_lines(im, st, indexing, buf_str(&raw),
		                      c->argv[i])) != ERR_OK)
			cmd_failed("%s: %s", c->argv[i], store_errmsg(st));
		buf_release(&raw);
	}
	import_counts(im, &n);
	fprintf(stderr,
	        "marsad: %zu new, %zu changed, %zu known, %zu refused\n",
	        n.added, n.revised, n.known, n.refused);
	import_free(im);
	finish_index(indexing, st);
	handover_free(words);
	store_close(st);
	if (e != ERR_OK)
		return CMD_FAILED;
	return n.refused > 0 ? CMD_NO : CMD_DONE;
}

const struct cmd cmd_import = {
	.name = "import",
	.usage = "FILE.jsonl...|-",
	.summary = "keep articles from JSON lines, without crawling",
	.help = "Reads one article a line (plain or gzip): id? outlet url "
	        "title text date author?\nlanguage? image? topic?.  Outlets "
	        "that are not known are made.  An article whose\naddress is "
	        "known is changed, not repeated.  Lines that are no articles "
	        "are named\non standard error and left out; the exit status is "
	        "then 1.",
	.run = run,
};
