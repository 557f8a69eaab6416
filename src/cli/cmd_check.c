#include "cli/cmd.h"

#include <unistd.h>

#include "analyse/analyse.h"
#include "base/clock.h"
#include "base/io.h"
#include "base/rng.h"
#include "cli/check_print.h"
#include "cli/check_story.h"
#include "crawl/fetch.h"
#include "extract/extract.h"
#include "html/select.h"
#include "pipeline/fetch_one.h"
#include "text/decode.h"

#define OUT_MAX_BYTES ((size_t)64 << 20)

struct check {
	struct cmd_context *c;
	struct str bytes, url, content_type;
	struct extract_rules rules;
	bool all;
	struct buf out;
};

static bool
is_address(struct str s)
{
	return str_starts_ci(s, STR("http://")) ||
	       str_starts_ci(s, STR("https://"));
}

/* The bytes of a file or of what stands at an address. */
static enum err
load(struct check *k, const char *what, struct buf *raw)
{
	struct fetch_answer a;
	enum err e;

	if (!is_address(str_from(what))) {
		e = cmd_read(what, raw);
		k->bytes = buf_str(raw);
		return e;
	}
	e = fetch_one(k->c->mem, &k->c->config, str_from(what), &a);
	if (e != ERR_OK) {
		cmd_failed("%s: %s", what, e == ERR_LIMIT ? err_str(e)
		                                : str_z(k->c->mem, a.detail));
		return e;
	}
	k->bytes = a.body;
	k->url = a.url;
	k->content_type = a.content_type;
	return ERR_OK;
}

static const char *
source_name(enum decode_source s)
{
	static const char *const names[] = {
		[DECODE_BY_BOM] = "byte order mark",
		[DECODE_BY_HTTP] = "HTTP header",
		[DECODE_BY_DOCUMENT] = "declaration in the document",
		[DECODE_BY_CONTENT] = "the bytes themselves",
	};

	return names[s];
}

static enum cmd_exit
check_page(struct check *k)
{
	struct doc *d = doc_new();
	struct arena trace_mem = ARENA_INIT(ARENA_BLOCK, TRACE_MAX_BYTES);
	struct extract_trace trace = { .mem = &trace_mem };
	struct decoded text;
	struct extract_input in = { .url = k->url, .rules = &k->rules,
		                    .trace = &trace,
		                    .now_s = clock_now_s() };
	enum cmd_exit code;
	enum err e;

	decode_bytes(d->mem, k->bytes, k->content_type, &text);
	in.text = text.text;
	rng_secret(&in.seed, sizeof(in.seed));
	if (text.replaced > 0)
		diag_add(&d->diags, DIAG_CHARSET_BAD_BYTES, 0);
	e = extract_page(d->mem, &in, &d->article, &d->diags);
	if (e == ERR_OK) {
		struct analyser *an = analyser_new();

		e = analyse_doc(an, d);
		analyser_free(an);
	}
	if (e != ERR_OK) {
		doc_free(d);
		arena_release(&trace_mem);
		return cmd_failed("%s", err_str(e));
	}
	buf_printf(&k->out, "page\n  %-14s %.*s (by %s)\n", "charset",
	           STR_ARG(text.charset), source_name(text.source));
	check_print_page(&k->out, d, &trace, k->all);
	check_print_diags(&k->out, &d->diags, text.text);
	if (e == ERR_OK && d->article.text.n > 0)
		check_story_page(&k->out, k->c, d);
	code = d->article.text.n > 0 ? CMD_DONE : CMD_NO;
	doc_free(d);
	arena_release(&trace_mem);
	return code;
}

static enum cmd_exit
check(struct check *k)
{
	struct feed feed;
	enum err e;

	e = feed_parse(k->c->mem, k->bytes, k->content_type, k->url, &feed);
	if (e == ERR_FORMAT)
		return check_page(k);
	if (e != ERR_OK)
		return cmd_failed("%s", err_str(e));
	check_print_feed(&k->out, k->c->mem, &feed);
	check_print_diags(&k->out, &feed.diags, k->bytes);
	return feed.item_count > 0 ? CMD_DONE : CMD_NO;
}

static bool
read_selector(struct check *k, const char *option, const char *text,
              const struct selector **out)
{
	struct select_fault fault;
	enum err e;

	if (text == NULL)
		return true;
	e = select_parse(k->c->mem, str_from(text), out, &fault);
	if (e == ERR_OK)
		return true;
	cmd_misuse("%s: %s at byte %zu", option, fault.why, fault.at);
	return false;
}

static enum cmd_exit
run(struct cmd_context *c)
{
	const char *url = NULL, *include = NULL, *exclude = NULL;
	const char *article = NULL;
	struct check k = { .c = c, .out = BUF_INIT(OUT_MAX_BYTES) };
	const struct cmd_option options[] = {
		{ "--url", &url, NULL },
		{ "--include", &include, NULL },
		{ "--exclude", &exclude, NULL },
		{ "--all", NULL, &k.all },
		{ "--article", &article, NULL },
		{ NULL, NULL, NULL },
	};
	struct buf raw = BUF_INIT(FETCH_FEED_MAX_BYTES);
	enum cmd_exit code = CMD_FAILED;

	if (!cmd_options(c, options))
		return CMD_MISUSE;
	if (article != NULL && c->argc == 0)
		return check_article(c, article);
	if (c->argc != 1)
		return cmd_misuse("check wants one address or file, or -");
	if (!read_selector(&k, "--include", include, &k.rules.include) ||
	    !read_selector(&k, "--exclude", exclude, &k.rules.exclude))
		return CMD_MISUSE;
	k.url = str_from(url);
	if (load(&k, c->argv[0], &raw) == ERR_OK)
		code = check(&k);
	if (code != CMD_FAILED &&
	    (k.out.err != ERR_OK ||
	     io_write_all(STDOUT_FILENO, buf_str(&k.out)) != ERR_OK))
		code = cmd_failed("could not write");
	buf_release(&raw);
	buf_release(&k.out);
	return code;
}

const struct cmd cmd_check = {
	.name = "check",
	.usage = "[--url U] [--include S] [--exclude S] [--all] URL|FILE|-\n"
	         "       marsad check --article ID",
	.summary = "explain what is made of a page or feed",
	.help = "Runs one page or feed through every stage, stores nothing, "
	        "and explains: each field\nwith all the page offers for it, "
	        "the elements that might hold the article with\ntheir points, "
	        "each block of text with why it was kept or left out, and "
	        "what the\noutlet's editor should know.  An address is fetched "
	        "as the crawler does it,\nrobots.txt first.  Exit status 1: "
	        "no article text, or a feed without items.\nOf an article it also "
	        "explains: the topic, the places, persons, numbers and the\n"
	        "agency it names; with a database, whose copy it is, which "
	        "story it tells and how\nnear its neighbours are, and its "
	        "importance.\n\n"
	        "  --url U      where a file came from\n"
	        "  --include S  try a selector of what the text is "
	        "(marsad outlet set)\n"
	        "  --exclude S  try a selector of what is never read\n"
	        "  --article ID explain an article of the database, by its "
	        "number\n"
	        "  --all        show the blocks before and behind the article "
	        "too",
	.run = run,
};
