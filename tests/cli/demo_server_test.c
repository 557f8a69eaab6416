#include "test.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/io.h"
#include "cli/demo_server.h"

static struct demo_server *
start(uint16_t port)
{
	struct demo_server *s;

	assert_int_equal(demo_server_bind(clock_now_s(), port, &s), ERR_OK);
	assert_int_equal(demo_server_serve(s), ERR_OK);
	return s;
}

static uint16_t
port_of(const struct demo_server *s)
{
	struct demo_server_outlet o;
	struct str rest;
	uint64_t port = 0;

	assert_true(demo_server_outlet(s, 0, &o));
	rest = str_sub(o.home_url, STR("http://127.8.0.1:").n, o.home_url.n);
	assert_true(str_number(&rest, &port, 65535));
	return (uint16_t)port;
}

/* One request to the i-th outlet; the whole answer in `out`. */
static struct str
ask(const struct demo_server *s, unsigned i, const char *request,
    struct buf *out)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		                  .sin_port = htons(port_of(s)) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	ssize_t n = 1;

	at.sin_addr.s_addr = htonl(0x7F080001u + i);
	assert_int_equal(connect(fd, (struct sockaddr *)&at, sizeof(at)), 0);
	assert_int_equal(io_write_all(fd, str_from(request)), ERR_OK);
	buf_clear(out);
	while (n > 0) {
		char *room = buf_reserve(out, 65536);

		assert_non_null(room);
		n = read(fd, room, 65536);
		if (n > 0)
			buf_wrote(out, (size_t)n);
	}
	close(fd);
	return buf_str(out);
}

#define TAIL " HTTP/1.1\r\nHost: demo\r\nConnection: close\r\n"

/* The value of a header in an answer. */
static struct str
header(struct str answer, const char *name)
{
	size_t at = str_find_ci(answer, str_from(name));

	assert_true(at != STR_NPOS);
	answer = str_sub(answer, at + strlen(name), answer.n);
	return str_trim(str_line(&answer));
}

TEST(each_outlet_answers_on_an_address_of_its_own)
{
	struct demo_server *s = start(0);
	struct buf b = BUF_INIT(4u << 20);
	struct demo_server_outlet o;
	unsigned i;

	for (i = 0; demo_server_outlet(s, i, &o); i++) {
		struct str a = ask(s, i, "GET /about" TAIL "\r\n", &b);

		assert_true(str_starts(a, STR("HTTP/1.1 200")));
		if (!str_eq(o.slug, STR("diffa"))) /* not UTF-8 */
			assert_true(str_find(a, o.name) != STR_NPOS);
	}
	assert_true(i >= 10);
	demo_server_stop(s);
	buf_release(&b);
}

TEST(what_is_known_by_its_etag_is_not_sent_again)
{
	struct demo_server *s = start(0);
	struct buf b = BUF_INIT(4u << 20);
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);
	struct str etag, date, a;

	a = ask(s, 0, "GET /rss.xml" TAIL "\r\n", &b);
	assert_true(str_starts(a, STR("HTTP/1.1 200")));
	assert_str(header(a, "Cache-Control:"), "max-age=2");
	etag = str_copy(&mem, header(a, "ETag:"));
	date = str_copy(&mem, header(a, "Last-Modified:"));
	assert_true(str_ends(date, STR(" GMT")));
	a = ask(s, 0, str_z(&mem, str_fmt(&mem, "GET /rss.xml" TAIL
	        "If-None-Match: %.*s\r\n\r\n", STR_ARG(etag))), &b);
	assert_true(str_starts(a, STR("HTTP/1.1 304")));
	assert_true(str_ends(a, STR("\r\n\r\n")));
	a = ask(s, 0, str_z(&mem, str_fmt(&mem, "GET /rss.xml" TAIL
	        "If-Modified-Since: %.*s\r\n\r\n", STR_ARG(date))), &b);
	assert_true(str_starts(a, STR("HTTP/1.1 304")));
	a = ask(s, 0, "GET /rss.xml" TAIL "If-None-Match: \"x\"\r\n\r\n", &b);
	assert_true(str_starts(a, STR("HTTP/1.1 200")));
	demo_server_stop(s);
	arena_release(&mem);
	buf_release(&b);
}

TEST(images_are_drawn_when_asked_for)
{
	struct demo_server *s = start(0);
	struct buf b = BUF_INIT(4u << 20);
	struct buf c = BUF_INIT(4u << 20);
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);
	struct str a = ask(s, 0, "GET /" TAIL "\r\n", &b);
	size_t at = str_find(a, STR("/img/"));
	const char *request;

	assert_true(at != STR_NPOS);
	a = str_sub(a, at, a.n);
	a = str_until(&a, '"');
	request = str_z(&mem, str_fmt(&mem, "GET %.*s" TAIL "\r\n",
	                              STR_ARG(a)));
	a = ask(s, 0, request, &b);
	assert_true(str_starts(a, STR("HTTP/1.1 200")));
	assert_str(header(a, "Content-Type:"), "image/jpeg");
	assert_true(a.n > 10000);
	/* the second time from memory, byte for byte */
	a = ask(s, 0, request, &c);
	at = str_find(a, STR("\r\n\r\n"));
	assert_true(str_ends(buf_str(&b), str_sub(a, at, a.n)));
	demo_server_stop(s);
	arena_release(&mem);
	buf_release(&b);
	buf_release(&c);
}

TEST(only_reading_is_allowed)
{
	struct demo_server *s = start(0);
	struct buf b = BUF_INIT(1u << 20);
	struct str a = ask(s, 1, "HEAD /" TAIL "\r\n", &b);

	assert_true(str_starts(a, STR("HTTP/1.1 200")));
	assert_true(str_ends(a, STR("\r\n\r\n")));
	a = ask(s, 1, "POST /" TAIL "Content-Length: 2\r\n\r\nhi", &b);
	assert_true(str_starts(a, STR("HTTP/1.1 405")));
	a = ask(s, 1, "GET /nothing?x=1" TAIL "\r\n", &b);
	assert_true(str_starts(a, STR("HTTP/1.1 404")));
	demo_server_stop(s);
	buf_release(&b);
}

TEST(a_taken_port_means_the_next_one)
{
	struct demo_server *one, *two;

	assert_int_equal(demo_server_bind(0, 18290, &one), ERR_OK);
	assert_int_equal(demo_server_bind(0, port_of(one), &two), ERR_OK);
	assert_true(port_of(two) > port_of(one));
	demo_server_stop(one);
	demo_server_stop(two);
}

RUN(CASE(each_outlet_answers_on_an_address_of_its_own),
    CASE(what_is_known_by_its_etag_is_not_sent_again),
    CASE(images_are_drawn_when_asked_for), CASE(only_reading_is_allowed),
    CASE(a_taken_port_means_the_next_one))
