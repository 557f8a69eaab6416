#include "test.h"

#include "base/buf.h"
#include "crawl/bed.h"

/* What the fetcher refuses, stops, and tells apart. */

TEST(private_addresses_are_refused_however_written)
{
	static const char *const hosts[] = {
		"127.0.0.1", "localhost", "LOCALHOST.", "2130706433", "0x7f.1",
		"0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]",
		"[::ffff:7f00:1]", "0.0.0.0", "0", "[::]", "%31%32%37.0.0.1",
	};
	struct fetch_config c = usual();
	struct bed b;

	c.allow = STR("10.9.8.7/32");
	bed_init(&b, 1, &c);
	server_page(b.sv, 0, "/", "secret");
	for (size_t i = 0; i < COUNT(hosts); i++)
		ask_url(&b, str_fmt(&b.mem, "http://%s:%u/", hosts[i],
		                    b.sv->port[0]),
		        (int64_t)i);
	work(&b);
	for (size_t i = 0; i < COUNT(hosts); i++)
		expect(&b, (int64_t)i, FETCH_REFUSED, 0);
	assert_int_equal(b.sv->seen_n, 0);
	bed_release(&b);
}

TEST(unusable_addresses_and_ports_are_refused)
{
	static const char *const urls[] = {
		"", "x", "/a", "ftp://x.example/", "file:///etc/passwd",
		"gopher://127.0.0.1/", "javascript:1", "http://", "http://?a",
		"http://u:p@127.0.0.1/", "http://10.0.0.1/",
		"http://192.168.0.1:8080/", "http://169.254.169.254/latest",
		"https://[fe80::1]/", "http://[fc00::1]/",
		/* public, but no port of the web: refused before connecting */
		"http://8.8.8.8:25/", "http://8.8.8.8:6379/",
	};
	struct fetch_config c = usual();
	struct bed b;

	bed_init(&b, 1, &c);
	for (size_t i = 0; i < COUNT(urls); i++)
		ask_url(&b, str_from(urls[i]), (int64_t)i);
	assert_int_equal(fetcher_pending(b.f), COUNT(urls));
	work(&b);
	for (size_t i = 0; i < COUNT(urls); i++)
		expect(&b, (int64_t)i, FETCH_REFUSED, 0);
	bed_release(&b);
}

TEST(a_redirect_leads_to_no_private_address)
{
	struct fetch_config c = usual();
	struct bed b;

	c.allow = STR("127.0.0.1/32");
	bed_init(&b, 1, &c);
	route_redirect(&b, 0, "/a", "302 Found",
	               str_fmt(&b.mem, "http://127.0.0.2:%u/", b.sv->port[0]));
	route_redirect(&b, 0, "/b", "302 Found", STR("http://[::1]:1/"));
	ask(&b, 0, "/a", 1);
	ask(&b, 0, "/b", 2);
	work(&b);
	expect(&b, 1, FETCH_REFUSED, 0);
	expect(&b, 2, FETCH_REFUSED, 0);
	bed_release(&b);
}

/* Bits for a deflate stream, the lowest first (RFC 1951 s3.1.1). */
struct bits {
	struct buf *out;
	unsigned held, n;
};

/* A Huffman code: its highest bit first. */
static void
put_code(struct bits *b, unsigned code, unsigned n)
{
	while (n-- > 0) {
		b->held |= (code >> n & 1) << b->n++;
		if (b->n < 8)
			continue;
		buf_put_char(b->out, (char)b->held);
		b->held = 0;
		b->n = 0;
	}
}

/* gzip of 1 + 258 x `copies` zero bytes: 159 times larger unpacked. */
static void
make_bomb(struct buf *out, size_t copies)
{
	struct bits b = { .out = out };

	buf_put(out, STR("\x1F\x8B\x08\0\0\0\0\0\x02\x03"));
	put_code(&b, 1, 1);       /* last block */
	put_code(&b, 2, 2);       /* fixed codes: 01, written low bit first */
	put_code(&b, 0x30, 8);    /* literal 0 */
	for (size_t i = 0; i < copies; i++) {
		put_code(&b, 0xC5, 8); /* length 258 */
		put_code(&b, 0, 5);    /* distance 1 */
	}
	put_code(&b, 0, 7); /* end of block */
	put_code(&b, 0, 7);
}

TEST(packed_bodies_are_unpacked)
{
	/* the word "marhaba " twenty times, in Arabic */
	static const char packed[] =
	        "\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03\xBB\xD9\x7A\x63\xE3"
	        "\x8D\xB5\x37\x56\xDC\x58\xAE\x70\x73\xB8\x31\x01\x6A\x27\x32"
	        "\xE9\xDC\x00\x00\x00";
	struct fetch_config c = usual();
	struct bed b;

	bed_init(&b, 1, &c);
	server_route(b.sv, 0, "/a", SERVER_REPLY,
	             STR("200 OK\r\nContent-Encoding: gzip\r\n"),
	             (struct str){ packed, sizeof(packed) - 1 });
	ask(&b, 0, "/a", 1);
	work(&b);
	expect(&b, 1, FETCH_DONE, 200);
	assert_int_equal(b.got[0].body.n, 220);
	assert_true(str_starts(b.got[0].body, STR("مرحبا مرحبا ")));
	assert_non_null(strstr(b.sv->seen[1].head, "gzip"));
	bed_release(&b);
}

TEST(bombs_and_giants_are_stopped)
{
	struct fetch_config c = usual();
	struct buf bomb = BUF_INIT(1u << 20), large = BUF_INIT(1u << 20);
	struct bed b;

	bed_init(&b, 1, &c);
	make_bomb(&bomb, 400000); /* 103 MB out of 650 KB */
	while (large.n < 300000)
		buf_put(&large, STR("0123456789"));
	server_route(b.sv, 0, "/bomb", SERVER_REPLY,
	             STR("200 OK\r\nContent-Encoding: gzip\r\n"),
	             buf_str(&bomb));
	server_route(b.sv, 0, "/stated", SERVER_REPLY, STR("200 OK\r\n"),
	             buf_str(&large));
	server_route(b.sv, 0, "/unstated", SERVER_RAW,
	             STR("HTTP/1.1 200 OK\r\n\r\n"), buf_str(&large));
	server_route(b.sv, 0, "/exact", SERVER_REPLY, STR("200 OK\r\n"),
	             str_sub(buf_str(&large), 0, 100000));
	server_route(b.sv, 0, "/head", SERVER_RAW,
	             STR("HTTP/1.1 200 OK\r\nX: "), buf_str(&large));
	for (size_t i = 0; i + 1 < b.sv->routes; i++) {
		struct fetch_request rq = {
			.url = server_url(&b.mem, b.sv, 0, b.sv->route[i].path),
			.max_bytes = 100000,
			.tag = (int64_t)i,
		};

		fetcher_submit(b.f, &rq);
	}
	ask(&b, 0, "/head", 4);
	work(&b);
	for (int64_t i = 0; i < 3; i++) {
		expect(&b, i, FETCH_TOO_LARGE, 200);
		assert_int_equal(answer(&b, i)->body.n, 0);
	}
	expect(&b, 3, FETCH_DONE, 200);
	assert_int_equal(answer(&b, 3)->body.n, 100000);
	assert_true(answer(&b, 4)->outcome != FETCH_DONE);
	buf_release(&bomb);
	buf_release(&large);
	bed_release(&b);
}

TEST(a_cut_answer_is_told_from_a_whole_one)
{
	struct fetch_config c = usual();
	struct bed b;

	bed_init(&b, 1, &c);
	server_route(b.sv, 0, "/length", SERVER_RAW,
	             STR("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"),
	             STR("half"));
	server_route(b.sv, 0, "/chunks", SERVER_RAW,
	             STR("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
	                 "\r\n"),
	             STR("4\r\nhalf\r\n"));
	server_route(b.sv, 0, "/whole", SERVER_RAW,
	             STR("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
	                 "\r\n"),
	             STR("5\r\nwhole\r\n0\r\n\r\n"));
	server_route(b.sv, 0, "/nothing", SERVER_RAW, STR_EMPTY, STR_EMPTY);
	ask(&b, 0, "/length", 1);
	ask(&b, 0, "/chunks", 2);
	ask(&b, 0, "/whole", 3);
	ask(&b, 0, "/nothing", 4);
	work(&b);
	expect(&b, 1, FETCH_CUT, 200);
	expect(&b, 2, FETCH_CUT, 200);
	expect(&b, 3, FETCH_DONE, 200);
	assert_str(answer(&b, 3)->body, "whole");
	expect(&b, 4, FETCH_FAILED, 0);
	bed_release(&b);
}

TEST(slow_servers_time_out)
{
	struct fetch_config c = usual();
	struct bed b;

	c.total_timeout_ms = 150;
	bed_init(&b, 2, &c);
	server_route(b.sv, 0, "/hang", SERVER_HANG, STR_EMPTY, STR_EMPTY);
	server_route(b.sv, 1, "/drip", SERVER_DRIP, STR_EMPTY, STR_EMPTY);
	ask(&b, 0, "/hang", 1);
	ask(&b, 1, "/drip", 2);
	work(&b);
	expect(&b, 1, FETCH_TIMEOUT, 0);
	expect(&b, 2, FETCH_TIMEOUT, 200);
	bed_release(&b);
}

TEST(too_long_a_queue_is_refused)
{
	enum { OVER = 4196 };
	struct fetch_config c = usual();
	size_t full = 0;
	struct bed b;

	c.allow = STR_EMPTY;
	bed_init(&b, 1, &c);
	for (int i = 0; i < OVER; i++)
		ask(&b, 0, "/a", i);
	assert_int_equal(fetcher_pending(b.f), OVER);
	work(&b);
	for (size_t i = 0; i < b.n; i++) {
		if (b.got[i].outcome != FETCH_FAILED)
			continue;
		assert_str(b.got[i].detail, "queue full");
		full++;
	}
	assert_int_equal(b.n, OVER);
	assert_int_equal(full, 100);
	bed_release(&b);
}

RUN(CASE(private_addresses_are_refused_however_written),
    CASE(unusable_addresses_and_ports_are_refused),
    CASE(a_redirect_leads_to_no_private_address),
    CASE(packed_bodies_are_unpacked), CASE(bombs_and_giants_are_stopped),
    CASE(a_cut_answer_is_told_from_a_whole_one), CASE(slow_servers_time_out),
    CASE(too_long_a_queue_is_refused))
