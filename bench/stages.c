/*
 * The pure stages on one core, each beside the memchr scan of the same bytes
 * in the same run: MB/s, and how many times slower than the scan it is.
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/rng.h"
#include "extract/extract.h"
#include "feed/feed.h"
#include "text/dates.h"
#include "text/decode.h"
#include "text/normalise.h"

#define ROUNDS 7
#define ROUND_US 60000
#define TEXT_BYTES (256u << 10)
#define MEM_BYTES ((size_t)256 << 20)

struct bench_case {
	const char *name;
	struct str in;
	void (*run)(struct arena *mem, struct str in);
};

static void
run_scan(struct arena *mem, struct str in)
{
	size_t n = 0;

	while (in.n > 0) {
		str_until(&in, '<');
		n++;
	}
	*ARENA_NEW(mem, size_t) = n; /* the result is used */
}

static void
run_fold(struct arena *mem, struct str in)
{
	text_fold_copy(mem, in);
}

static void
run_shown(struct arena *mem, struct str in)
{
	text_shown_copy(mem, in);
}

static void
run_decode(struct arena *mem, struct str in)
{
	struct decoded d;

	decode_bytes(mem, in, STR("text/html; charset=windows-1256"), &d);
}

static void
run_extract(struct arena *mem, struct str in)
{
	struct extract_input page = { .text = in,
		                      .url = STR("https://x.example/a/1") };
	struct doc_article a = { 0 };
	struct diags d = { 0 };

	if (extract_page(mem, &page, &a, &d) != ERR_OK)
		BUG("the page is too large");
}

static void
run_dates(struct arena *mem, struct str in)
{
	const struct dates_setting setting = { .has_now = true };
	struct dates_scan *s = dates_begin(mem, in, &setting);
	struct date_found d;

	while (dates_next(s, &d))
		;
}

static void
run_feed(struct arena *mem, struct str in)
{
	struct feed f;

	if (feed_parse(mem, in, STR_EMPTY, STR("https://x.example/feed"),
	               &f) != ERR_OK)
		BUG("the feed is none");
}

/* Microseconds of one run, the least of some rounds. */
static double
time_one(const struct bench_case *c, double *spread)
{
	double best = 1e18, worst = 0;

	for (int r = 0; r < ROUNDS; r++) {
		int64_t start = clock_steady_us(), now = start;
		int n = 0;

		for (; now - start < ROUND_US; now = clock_steady_us(), n++) {
			struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_BYTES);

			c->run(&mem, c->in);
			arena_release(&mem);
		}
		if ((double)(now - start) / n < best)
			best = (double)(now - start) / n;
		if ((double)(now - start) / n > worst)
			worst = (double)(now - start) / n;
	}
	*spread = 100 * (worst - best) / best;
	return best;
}

static void
measure(const struct bench_case *c)
{
	struct bench_case scan = { "scan", c->in, run_scan };
	double spread, ignored;
	double scan_us = time_one(&scan, &ignored);
	double us = time_one(c, &spread);

	printf("%-14s %8.0f MB/s  +%2.0f %%  %6.0f times the memchr scan  "
	       "(%.0f us for %zu KB)\n",
	       c->name, (double)c->in.n / us, spread, us / scan_us, us,
	       c->in.n >> 10);
}

/* Arabic words made of letters with their own frequencies; repeatable. */
static void
put_words(struct buf *out, size_t bytes, struct rng *r)
{
	static const uint32_t letters[] = {
		0x627, 0x644, 0x645, 0x64A, 0x646, 0x648, 0x631, 0x62A, 0x628,
		0x639, 0x62F, 0x633, 0x641, 0x643, 0x642, 0x62D, 0x629, 0x623,
	};
	size_t end = out->n + bytes;

	while (out->n < end) {
		size_t n = 3 + rng_below(r, 6);

		for (size_t i = 0; i < n; i++)
			buf_put_cp(out, letters[rng_below(r, 18)]);
		buf_put_char(out, ' ');
	}
}

static void
make_page(struct buf *out, struct rng *r)
{
	buf_put(out, STR("<!doctype html><html><head><meta charset=utf-8>"
	                 "<title>t</title></head><body><nav><ul>"));
	for (int i = 0; i < 60; i++)
		buf_put(out, STR("<li class=\"menu-item\"><a href=\"/x\">link"
		                 "</a></li>"));
	buf_put(out, STR("</ul></nav><article><h1>"));
	put_words(out, 80, r);
	buf_put(out, STR("</h1>"));
	for (int i = 0; i < 12; i++) {
		buf_put(out, STR("<p>"));
		put_words(out, 600, r);
		buf_put(out, STR("</p>\n"));
	}
	buf_put(out, STR("</article><aside>"));
	for (int i = 0; i < 200; i++)
		buf_put(out, STR("<div class=\"card\"><a href=\"/y\"><img src="
		                 "\"/i.png\" alt=\"\"><span>more</span></a>"
		                 "</div>\n"));
	buf_put(out, STR("</aside></body></html>"));
}

static void
make_feed(struct buf *out, struct rng *r)
{
	buf_put(out, STR("<?xml version=\"1.0\"?><rss version=\"2.0\">"
	                 "<channel><title>t</title>"));
	for (int i = 0; i < 200; i++) {
		buf_put(out, STR("<item><title>"));
		put_words(out, 80, r);
		buf_printf(out, "</title><link>https://x.example/%d</link>", i);
		buf_put(out, STR("<pubDate>Sat, 31 Jan 2026 09:05:00 +0100"
		                 "</pubDate><description>"));
		put_words(out, 1500, r);
		buf_put(out, STR("</description></item>"));
	}
	buf_put(out, STR("</channel></rss>"));
}

int
main(void)
{
	struct buf words = BUF_INIT(1u << 20), page = BUF_INIT(1u << 20);
	struct buf feed = BUF_INIT(1u << 20), bytes = BUF_INIT(1u << 20);
	struct rng r = { 1 };

	put_words(&words, TEXT_BYTES, &r);
	make_page(&page, &r);
	make_feed(&feed, &r);
	for (size_t i = 0; i < TEXT_BYTES; i++)
		buf_put_char(&bytes, (char)(i % 7 == 0 ? ' ' : 0xC7 + i % 20));
	const struct bench_case cases[] = {
		{ "fold", buf_str(&words), run_fold },
		{ "shown", buf_str(&words), run_shown },
		{ "decode_1256", buf_str(&bytes), run_decode },
		{ "dates", buf_str(&words), run_dates },
		{ "feed_parse", buf_str(&feed), run_feed },
		{ "extract", buf_str(&page), run_extract },
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		measure(&cases[i]);
	buf_release(&words);
	buf_release(&page);
	buf_release(&feed);
	buf_release(&bytes);
	return 0;
}
