#include "test.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "web/httpd.h"

/* Over loopback: the one place where the server itself is tested. */
#define REPLY_MAX 65536u
#define BODY_LIMIT 1000u

/* Answers with what it was asked. */
static void
echo(void *arg, const struct httpd_request *rq, struct httpd_response *out)
{
	static const char *const methods[] = { "GET", "HEAD", "POST", "?" };

	(void)arg;
	if (rq->body_too_large)
		out->status = 413;
	httpd_put_header(out, STR("X-Bad"), STR("a\r\nSet-Cookie: x"));
	httpd_put_header(out, STR("X-Good"), STR("yes"));
	out->body = str_fmt(rq->mem, "%s|%.*s|%.*s|%.*s|%.*s|%u.%u",
	                    methods[rq->method], STR_ARG(rq->path),
	                    STR_ARG(rq->query), STR_ARG(rq->body),
	                    STR_ARG(httpd_header(rq, STR("x-test"))),
	                    rq->peer.byte[12], rq->peer.byte[15]);
}

static struct httpd *
start(void)
{
	struct httpd_config c = {
		.listen = STR("127.0.0.1:0"),
		.threads = 2,
		.body_max = BODY_LIMIT,
		.handler = { echo, NULL },
	};
	struct httpd *h;

	assert_int_equal(httpd_start(&c, &h), ERR_OK);
	assert_true(httpd_port(h) > 0);
	return h;
}

/* Send bytes, read until the server hangs up. */
static void
talk(const struct httpd *h, struct str bytes, struct buf *reply)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	char part[4096];
	ssize_t n;

	at.sin_port = htons(httpd_port(h));
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_true(fd >= 0);
	assert_int_equal(connect(fd, (struct sockaddr *)&at, sizeof(at)), 0);
	while (bytes.n > 0 &&
	       (n = send(fd, bytes.p, bytes.n, MSG_NOSIGNAL)) > 0)
		bytes = str_sub(bytes, (size_t)n, bytes.n);
	while ((n = recv(fd, part, sizeof(part), 0)) > 0)
		buf_put(reply, (struct str){ part, (size_t)n });
	close(fd);
}

static bool
says(const struct buf *reply, const char *what)
{
	return str_find(buf_str(reply), str_from(what)) != STR_NPOS;
}

TEST(requests_reach_the_handler_as_they_were_sent)
{
	static const struct { const char *send, *want; } rows[] = {
		{ "GET /a%20b/%2e%2e?q=%D8+x HTTP/1.1\r\nHost: x\r\n"
		  "X-Test: yes\r\nConnection: close\r\n\r\n",
		  "GET|/a%20b/%2e%2e|q=%D8+x||yes|127.1" },
		{ "POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
		  "Connection: close\r\n\r\na=1", "POST|/p||a=1||127.1" },
		{ "DELETE /p HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
		  "?|/p|" },
		{ "POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 999999\r\n"
		  "Connection: close\r\n\r\n", "413" },
	};
	struct httpd *h = start();

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf reply = BUF_INIT(REPLY_MAX);

		talk(h, str_from(rows[i].send), &reply);
		assert_true(says(&reply, rows[i].want));
		assert_true(says(&reply, "X-Good: yes"));
		assert_false(says(&reply, "Set-Cookie"));
		buf_release(&reply);
	}
	httpd_stop(h);
}

TEST(head_has_a_length_but_no_body)
{
	struct httpd *h = start();
	struct buf reply = BUF_INIT(REPLY_MAX);

	talk(h, STR("HEAD /abc HTTP/1.1\r\nHost: x\r\n"
	            "Connection: close\r\n\r\n"), &reply);
	assert_true(says(&reply, "Content-Length: 18"));
	assert_false(says(&reply, "HEAD|"));
	buf_release(&reply);
	httpd_stop(h);
}

TEST(a_body_past_the_limit_is_refused_without_its_length_known)
{
	struct httpd *h = start();
	struct buf reply = BUF_INIT(REPLY_MAX);
	struct buf rq = BUF_INIT(REPLY_MAX);

	buf_put(&rq, STR("POST /p HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
	                 "Transfer-Encoding: chunked\r\n\r\n7d0\r\n"));
	for (int i = 0; i < 2000; i++)
		buf_put_char(&rq, 'x');
	buf_put(&rq, STR("\r\n0\r\n\r\n"));
	talk(h, buf_str(&rq), &reply);
	assert_true(says(&reply, " 413 "));
	assert_false(says(&reply, "xxxx"));
	buf_release(&rq);
	buf_release(&reply);
	httpd_stop(h);
}

TEST(only_numeric_addresses_are_listened_on)
{
	static const struct { const char *at; enum err want; } rows[] = {
		{ "127.0.0.1:0", ERR_OK },     { "localhost:0", ERR_OK },
		{ "127.0.0.1", ERR_FORMAT },   { ":80", ERR_FORMAT },
		{ "::1:80", ERR_FORMAT },      { "example.com:80", ERR_FORMAT },
		{ "127.0.0.1:x", ERR_FORMAT }, { "", ERR_FORMAT },
		{ "127.0.0.1:65536", ERR_FORMAT },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		int fd = -1;

		assert_int_equal(httpd_listen(str_from(rows[i].at), &fd),
		                 rows[i].want);
		if (fd >= 0)
			close(fd);
	}
}

TEST(a_given_socket_is_served)
{
	struct httpd_config c = { .has_listen_fd = true,
		                  .handler = { echo, NULL } };
	struct buf reply = BUF_INIT(REPLY_MAX);
	struct httpd *h;
	uint16_t port;

	assert_int_equal(httpd_listen(STR("127.0.0.1:0"), &c.listen_fd),
	                 ERR_OK);
	port = httpd_fd_port(c.listen_fd);
	assert_int_equal(httpd_start(&c, &h), ERR_OK);
	assert_int_equal(httpd_port(h), port);
	talk(h, STR("GET / HTTP/1.0\r\n\r\n"), &reply);
	assert_true(says(&reply, "GET|/|"));
	buf_release(&reply);
	httpd_stop(h);
}

RUN(CASE(requests_reach_the_handler_as_they_were_sent),
    CASE(head_has_a_length_but_no_body),
    CASE(a_body_past_the_limit_is_refused_without_its_length_known),
    CASE(only_numeric_addresses_are_listened_on),
    CASE(a_given_socket_is_served))
