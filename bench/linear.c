/*
 * What pages made to be slow cost: html_tree_parse and extract_page over
 * each at growing sizes, and by how much the time grows when the size
 * doubles.  Linear work doubles; the worst of all is printed last.
 * With an argument, only the cases that hold it in their names.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "adversary.h"
#include "extract/extract.h"
#include "html/tree.h"
#include "text/decode.h"

#define SMALLEST ((size_t)256 << 10)
#define DOUBLINGS 3u
#define MEM_BYTES ((size_t)512 << 20)
#define ROUNDS 5
#define SLOW_MB_PER_S 2.0 /* below it a case is pointed out */

typedef void work(struct arena *mem, struct str page);

static void
parse(struct arena *mem, struct str page)
{
	struct html_tree t;

	if (html_tree_parse(mem, page, &t) != ERR_OK)
		fputs("(memory is full) ", stdout);
}

static void
extract(struct arena *mem, struct str page)
{
	const struct extract_input in = { .text = page,
		                          .url = STR("https://x.example/a") };
	struct doc_article a = { 0 };
	struct diags d = { 0 };

	if (extract_page(mem, &in, &a, &d) != ERR_OK)
		fputs("(memory is full) ", stdout);
}

/* CPU time: other programs run too. */
static double
cpu_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static double
time_us(work *run, struct str page)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_BYTES);
	double best = 1e18;

	for (int i = 0; i < ROUNDS; i++) {
		double start = cpu_us(), took;
		struct decoded d;

		decode_bytes(&mem, page, STR("text/html; charset=utf-8"), &d);
		run(&mem, d.text);
		took = cpu_us() - start;
		best = took < best ? took : best;
		arena_clear(&mem, (size_t)64 << 20);
		if (took > 1000000)
			break;
	}
	arena_release(&mem);
	return best;
}

/* Growth over all doublings, as that of one of them. */
static double
measure(const struct adversary *a, const char *what, work *run)
{
	double first = 0, last = 0, growth;
	size_t n = SMALLEST, bytes = 0;

	printf("%-24s %-8s", a->name, what);
	for (unsigned i = 0; i <= DOUBLINGS; i++, n *= 2) {
		struct buf page = BUF_INIT((size_t)64 << 20);

		adversary_make(a, n, &page);
		bytes = page.n;
		last = time_us(run, buf_str(&page));
		if (i == 0)
			first = last;
		printf(" %8.1f", last / 1000);
		buf_release(&page);
	}
	growth = pow(last / first, 1.0 / DOUBLINGS);
	printf(" ms  x%.2f a doubling, %.0f MB/s%s\n", growth,
	       (double)bytes / last,
	       (double)bytes / last < SLOW_MB_PER_S ? "  SLOW" : "");
	return growth;
}

int
main(int argc, char **argv)
{
	double worst = 0;
	const char *name = "";

	for (size_t i = 0; i < COUNT(adversaries); i++) {
		const struct adversary *a = &adversaries[i];

		if (argc > 1 && strstr(a->name, argv[1]) == NULL)
			continue;
		for (int k = 0; k < 2; k++) {
			double x = measure(a, k == 0 ? "tree" : "extract",
			                   k == 0 ? parse : extract);

			if (x > worst) {
				worst = x;
				name = a->name;
			}
		}
		fflush(stdout);
	}
	printf("worst growth: x%.2f a doubling (%s)\n", worst, name);
	return 0;
}
