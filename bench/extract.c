/*
 * Extraction beside its peers, in one run over the same pages: the memchr
 * scan of their bytes, each stage of ours, the program as a whole (all its
 * CPU time, start included), and Readability.js.  Pages: set aeb of the
 * shared data ($MARSAD_SHARED or ../shared), else those of the demo outlets.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/io.h"
#include "demo/demo.h"
#include "extract/extract.h"
#include "html/tree.h"
#include "text/decode.h"

#define PAGES_MAX 1000u
#define PAGE_MAX_BYTES (32u << 20)
#define MEM_BYTES ((size_t)256 << 20)
#define KEEP_BYTES ((size_t)16 << 20)
#define ROUNDS 9       /* over all pages; the fastest counts */
#define RUNS 15        /* of the program */
#define DEMO_PAGES 100u
#define DEMO_EPOCH_S 1767225600 /* 2026-01-01 */
#define DEMO_DAY_S 86400

#define OUT "build/bench/pages"
#define PEER "build/bench/readability"

struct pages {
	struct { struct str raw, url; } v[PAGES_MAX];
	size_t n, bytes;
	struct arena mem;
};

static void
add_page(struct pages *p, struct str raw)
{
	if (p->n == PAGES_MAX || raw.n == 0)
		return;
	p->v[p->n].raw = str_copy(&p->mem, raw);
	p->v[p->n++].url = STR_EMPTY;
	p->bytes += raw.n;
}

static bool
load_shared(struct pages *p)
{
	const char *shared = getenv("MARSAD_SHARED");
	struct dirent **names;
	char folder[512], path[1024];
	int n;

	snprintf(folder, sizeof(folder), "%s/data/extraction/html/aeb",
	         shared != NULL ? shared : "../shared");
	if ((n = scandir(folder, &names, NULL, alphasort)) < 0)
		return false;
	for (int i = 0; i < n; i++) {
		struct buf raw = BUF_INIT(PAGE_MAX_BYTES);

		snprintf(path, sizeof(path), "%s/%s", folder,
		         names[i]->d_name);
		if (names[i]->d_name[0] != '.' &&
		    io_read_file_gz(path, &raw) == ERR_OK)
			add_page(p, buf_str(&raw));
		buf_release(&raw);
		free(names[i]);
	}
	free(names);
	return p->n > 0;
}

static void
load_demo(struct pages *p)
{
	struct demo d = { .epoch_s = DEMO_EPOCH_S, .port = 8000 };
	struct demo_article a;
	int64_t now_s = DEMO_EPOCH_S + DEMO_DAY_S;

	for (size_t i = 0; i < DEMO_PAGES &&
	                   demo_article(&d, i, now_s, &p->mem, &a);
	     i++) {
		struct demo_request rq = { .outlet = a.outlet, .now_s = now_s };
		struct demo_answer answer;
		size_t at = str_find(a.url, STR("://"));

		rq.path = str_sub(a.url, at + 3, a.url.n);
		rq.path = str_sub(rq.path, str_chr(rq.path, '/'), rq.path.n);
		if (demo_answer(&d, &rq, &p->mem, &answer) == ERR_OK)
			add_page(p, answer.body);
	}
}

/* As files, for the programs; their list for a command line. */
static void
write_pages(const struct pages *p, struct buf *list)
{
	if (system("rm -rf " OUT " && mkdir -p " OUT) != 0)
		BUG("no folder for the pages");
	for (size_t i = 0; i < p->n; i++) {
		char path[256];
		FILE *f;

		snprintf(path, sizeof(path), OUT "/%04zu.html", i);
		if ((f = fopen(path, "wb")) == NULL)
			BUG("cannot write a page");
		fwrite(p->v[i].raw.p, 1, p->v[i].raw.n, f);
		fclose(f);
		buf_printf(list, " %s", path);
	}
}

typedef size_t stage(struct arena *mem, struct str raw);

static size_t
run_scan(struct arena *mem, struct str raw)
{
	size_t n = 0;

	(void)mem;
	while (raw.n > 0) {
		str_until(&raw, '<');
		n++;
	}
	return n;
}

static size_t
run_decode(struct arena *mem, struct str raw)
{
	struct decoded text;

	decode_bytes(mem, raw, STR_EMPTY, &text);
	return text.text.n;
}

static size_t
run_tree(struct arena *mem, struct str raw)
{
	struct html_tree t;

	return html_tree_parse(mem, raw, &t) == ERR_OK ? t.n : 0;
}

static size_t
run_page(struct arena *mem, struct str raw)
{
	struct doc_article a = { 0 };
	struct diags d = { 0 };
	struct extract_input in = { 0 };
	struct decoded text;

	decode_bytes(mem, raw, STR_EMPTY, &text);
	in.text = text.text;
	if (extract_page(mem, &in, &a, &d) != ERR_OK)
		return 0;
	return a.text.n;
}

static void
print_row(const struct pages *p, const char *name, double us, double scan_us)
{
	printf("%-26s %9.1f MB/s %9.0f pages/s  %7.3f ms/page  %7.1f times "
	       "the scan\n",
	       name, (double)p->bytes / us, (double)p->n * 1e6 / us,
	       us / 1000 / (double)p->n, us / scan_us);
}

/* Microseconds for all pages, the least of some rounds. */
static double
time_stage(const struct pages *p, stage *run)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_BYTES);
	volatile size_t result = 0;
	double best = 1e18;

	for (int r = 0; r < ROUNDS; r++) {
		int64_t start = clock_steady_us();

		for (size_t i = 0; i < p->n; i++) {
			result += run(&mem, p->v[i].raw);
			arena_clear(&mem, KEEP_BYTES);
		}
		if ((double)(clock_steady_us() - start) < best)
			best = (double)(clock_steady_us() - start);
	}
	arena_release(&mem);
	return best;
}

static double
us_of(struct timeval t)
{
	return (double)t.tv_sec * 1e6 + (double)t.tv_usec;
}

/* CPU microseconds of a command; negative when it fails. */
static double
time_command(const char *command, int runs)
{
	double best = 1e18;

	for (int i = 0; i < runs; i++) {
		struct rusage before, after;
		double us;

		getrusage(RUSAGE_CHILDREN, &before);
		if (system(command) != 0)
			return -1;
		getrusage(RUSAGE_CHILDREN, &after);
		us = us_of(after.ru_utime) + us_of(after.ru_stime) -
		     us_of(before.ru_utime) - us_of(before.ru_stime);
		best = us < best ? us : best;
	}
	return best;
}

static bool
has_peer(void)
{
	return system("mkdir -p " PEER " && cp bench/readability/* " PEER
	              " && cd " PEER " && { cmp -s package-lock.json "
	              "node_modules/.of || { npm ci --silent --no-audit "
	              "--no-fund && cp package-lock.json node_modules/.of; }; "
	              "} >/dev/null 2>&1") == 0;
}

int
main(void)
{
	static struct pages p = { .mem = ARENA_INIT(1u << 20, MEM_BYTES) };
	struct buf list = BUF_INIT(1u << 20);
	double scan_us, ours_us, us;
	bool shared = load_shared(&p);

	if (!shared)
		load_demo(&p);
	buf_printf(&list, "exec ./marsad extract");
	write_pages(&p, &list);
	buf_printf(&list, " >/dev/null%c", '\0');
	printf("extract: %zu pages, %.1f MB, %s\n", p.n, (double)p.bytes / 1e6,
	       shared ? "set aeb of the shared data"
	              : "of the demo (no shared data)");
	scan_us = time_stage(&p, run_scan);
	print_row(&p, "memchr scan for '<'", scan_us, scan_us);
	print_row(&p, "decode", time_stage(&p, run_decode), scan_us);
	print_row(&p, "html tree", time_stage(&p, run_tree), scan_us);
	print_row(&p, "decode + extract_page", time_stage(&p, run_page),
	          scan_us);
	fflush(stdout);
	ours_us = time_command(list.p, RUNS);
	print_row(&p, "marsad extract, all CPU", ours_us, scan_us);
	fflush(stdout);
	us = has_peer() ? time_command("exec node " PEER "/run.mjs " OUT
	                               " >/dev/null", 1)
	                : -1;
	if (us < 0)
		puts("Readability.js: skipped, npm cannot install it");
	else
		print_row(&p, "Readability.js, all CPU", us, scan_us);
	if (us > 0)
		printf("marsad takes 1/%.0f of the CPU time of Readability.js\n",
		       us / ours_us);
	buf_release(&list);
	arena_release(&p.mem);
	return 0;
}
