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

#define SMALLEST ((size_t)128 << 10)
#define DOUBLINGS 3u
#define MEM_BYTES ((size_t)512 << 20)
#define ROUNDS 4
#define PASSES_MAX 5u
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

/* The least times of one more pass over the sizes; the bytes of the last. */
static size_t
pass(const struct adversary *a, work *run, double best[DOUBLINGS + 1])
{
	size_t bytes = 0;

	for (unsigned i = 0; i <= DOUBLINGS; i++) {
		struct buf page = BUF_INIT((size_t)64 << 20);
		double us;

		adversary_make(a, SMALLEST << i, &page);
		bytes = page.n;
		us = time_us(run, buf_str(&page));
		best[i] = us < best[i] ? us : best[i];
		buf_release(&page);
	}
	return bytes;
}

/* Growth over all doublings, as that of one of them. */
static double
measure(const struct adversary *a, const char *what, work *run)
{
	double best[DOUBLINGS + 1], growth = 0, speed;
	size_t bytes = 0;

	for (unsigned i = 0; i <= DOUBLINGS; i++)
		best[i] = 1e18;
	/* other programs disturb: what seems to grow is measured again */
	for (unsigned i = 0; i < PASSES_MAX && (i == 0 || growth > 2.1); i++) {
		bytes = pass(a, run, best);
		growth = pow(best[DOUBLINGS] / best[0], 1.0 / DOUBLINGS);
	}
	speed = (double)bytes / best[DOUBLINGS];
	printf("%-24s %-8s", a->name, what);
	for (unsigned i = 0; i <= DOUBLINGS; i++)
		printf(" %8.2f", best[i] / 1000);
	printf(" ms  x%.2f a doubling, %.0f MB/s%s\n", growth, speed,
	       speed < SLOW_MB_PER_S ? "  SLOW" : "");
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
