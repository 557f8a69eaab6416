#include "test.h"

#include "base/buf.h"
#include "crawl/bed.h"

/* The fetcher's manners: robots.txt, pauses, redirects, its queue. */

/* "0/robots.txt 1/a": hosts and paths in the order they were asked for. */
static struct str
trail(struct bed *b)
{
	struct buf out = BUF_INIT(1u << 16);
	struct str s;

	for (size_t i = 0; i < b->sv->seen_n; i++)
		buf_printf(&out, "%s%zu%s", i > 0 ? " " : "",
		           b->sv->seen[i].host, b->sv->seen[i].path);
	s = buf_copy(&b->mem, &out);
	buf_release(&out);
	return s;
}

TEST(a_page_comes_with_its_head)
{
	struct fetch_config c = usual();
	struct bed b;
	struct str url;

	bed_init(&b, 1, &c);
	server_route(b.sv, 0, "/a?b=1", SERVER_REPLY,
	             STR("200 OK\r\nETag: \"x\"\r\nTDM-Reservation: 1\r\n"
	                 "X-Robots-Tag: noarchive\r\n"
	                 "Cache-Control: max-age=60\r\n"),
	             STR("hello"));
	ask(&b, 0, "/a?b=1#part", 1);
	work(&b);
	expect(&b, 1, FETCH_DONE, 200);
	url = server_url(&b.mem, b.sv, 0, "/a?b=1");
	assert_true(str_starts(b.got[0].url, url) && b.got[0].url.n > url.n);
	assert_true(str_eq(b.got[0].final_url, url));
	assert_int_equal(b.got[0].moved_url.n, 0);
	assert_str(b.got[0].body, "hello");
	assert_str(b.got[0].etag, "\"x\"");
	assert_int_equal(b.got[0].max_age_s, 60);
	assert_true(b.got[0].tdm && b.got[0].no_archive);
	assert_non_null(strstr(b.sv->seen[1].head,
	                       "User-Agent: marsad/0.1 (+https://"));
	assert_null(strstr(b.sv->seen[1].head, "Cookie"));
	bed_release(&b);
}

TEST(robots_txt_is_asked_for_first_and_obeyed)
{
	struct fetch_config c = usual();
	struct bed b;

	bed_init(&b, 1, &c);
	server_page(b.sv, 0, "/robots.txt",
	            "User-agent: marsad\nDisallow: /no\n");
	server_page(b.sv, 0, "/yes", "y");
	server_page(b.sv, 0, "/no", "n");
	ask(&b, 0, "/no", 1);
	ask(&b, 0, "/yes", 2);
	ask(&b, 0, "/no?x", 3);
	work(&b);
	expect(&b, 1, FETCH_ROBOTS, 0);
	expect(&b, 2, FETCH_DONE, 200);
	expect(&b, 3, FETCH_ROBOTS, 0);
	assert_int_equal(answer(&b, 1)->retry_after_s, 0);
	assert_str(trail(&b), "0/robots.txt 0/yes");
	bed_release(&b);
}

TEST(what_robots_txt_answers_decides)
{
	static const struct {
		const char *head, *body;
		enum fetch_outcome want;
		bool again;
	} rows[] = {
		{ "404 No\r\n", "", FETCH_DONE, false },
		{ "403 No\r\n", "", FETCH_DONE, false },
		{ "410 Gone\r\n", "User-agent: *\nDisallow: /", FETCH_DONE,
		  false },
		{ "500 Oops\r\n", "", FETCH_ROBOTS, true },
		{ "503 Later\r\n", "", FETCH_ROBOTS, true },
		{ "429 Slow\r\n", "", FETCH_ROBOTS, true },
		{ "200 OK\r\n", "<html>no such page</html>", FETCH_DONE,
		  false },
		{ "200 OK\r\n", "User-agent: *\nDisallow: /", FETCH_ROBOTS,
		  false },
		{ "302 Found\r\n", "", FETCH_DONE, false },
		{ "301 Loop\r\nLocation: /robots.txt\r\n", "", FETCH_DONE,
		  false },
		{ "301 Out\r\nLocation: ftp://x/\r\n", "", FETCH_DONE, false },
		{ "301 In\r\nLocation: http://10.0.0.1/\r\n", "", FETCH_ROBOTS,
		  true },
	};
	struct fetch_config c = usual();
	struct bed b;

	bed_init(&b, COUNT(rows), &c);
	for (size_t i = 0; i < COUNT(rows); i++) {
		server_route(b.sv, i, "/robots.txt", SERVER_REPLY,
		             str_from(rows[i].head), str_from(rows[i].body));
		server_page(b.sv, i, "/a", "a");
		ask(&b, i, "/a", (int64_t)i);
	}
	work(&b);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct got *g = answer(&b, (int64_t)i);

		expect(&b, (int64_t)i, rows[i].want,
		       rows[i].want == FETCH_DONE ? 200 : 0);
		assert_int_equal(g->retry_after_s > 0, rows[i].again);
		assert_int_equal(server_times(b.sv, i, "/a"),
		                 rows[i].want == FETCH_DONE);
	}
	bed_release(&b);
}

TEST(an_unreachable_robots_txt_is_no_licence)
{
	struct fetch_config c = usual();
	struct bed b;

	c.total_timeout_ms = 200;
	bed_init(&b, 3, &c);
	server_route(b.sv, 0, "/robots.txt", SERVER_HANG, STR_EMPTY, STR_EMPTY);
	server_route(b.sv, 1, "/robots.txt", SERVER_RAW,
	             STR("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"),
	             STR("User-agent: *\n"));
	close(b.sv->listener[2]);
	b.sv->listener[2] = -1;
	for (size_t i = 0; i < 3; i++) {
		ask(&b, i, "/a", (int64_t)(2 * i));
		ask(&b, i, "/b", (int64_t)(2 * i + 1));
	}
	work(&b);
	for (int64_t i = 0; i < 6; i++) {
		expect(&b, i, FETCH_ROBOTS, 0);
		assert_true(answer(&b, i)->retry_after_s > 0);
		assert_true(answer(&b, i)->detail.n > 0);
	}
	/* and it is not asked for again at once */
	assert_str(trail(&b), "0/robots.txt 1/robots.txt");
	bed_release(&b);
}

TEST(robots_redirects_count_for_the_first_host)
{
	struct fetch_config c = usual();
	struct bed b;

	bed_init(&b, 2, &c);
	server_route(b.sv, 0, "/robots.txt", SERVER_REPLY,
	             str_fmt(&b.mem, "301 Moved\r\nLocation: %.*s\r\n",
	                     STR_ARG(server_url(&b.mem, b.sv, 1, "/r"))),
	             STR_EMPTY);
	server_page(b.sv, 1, "/r", "User-agent: *\nDisallow: /a\n");
	ask(&b, 0, "/a", 1);
	ask(&b, 0, "/b", 2);
	work(&b);
	expect(&b, 1, FETCH_ROBOTS, 0);
	expect(&b, 2, FETCH_DONE, 404);
	assert_str(trail(&b), "0/robots.txt 1/r 0/b");
	bed_release(&b);
}

TEST(two_hosts_may_keep_their_robots_txt_at_each_other)
{
	struct fetch_config c = usual();
	struct bed b;

	bed_init(&b, 2, &c);
	for (size_t i = 0; i < 2; i++) {
		struct str to = server_url(&b.mem, b.sv, 1 - i, "/r");

		server_route(b.sv, i, "/robots.txt", SERVER_REPLY,
		             str_fmt(&b.mem, "302 There\r\nLocation: %.*s\r\n",
		                     STR_ARG(to)),
		             STR_EMPTY);
		server_page(b.sv, i, "/r", "User-agent: *\nDisallow: /a\n");
		ask(&b, i, "/a", (int64_t)i);
	}
	work(&b);
	expect(&b, 0, FETCH_ROBOTS, 0);
	expect(&b, 1, FETCH_ROBOTS, 0);
	bed_release(&b);
}

/* The smallest time between two requests of one host. */
static int64_t
least_gap_ms(const struct bed *b, size_t host)
{
	int64_t last = -1, least = INT64_MAX;

	for (size_t i = 0; i < b->sv->seen_n; i++) {
		const struct server_seen *s = &b->sv->seen[i];

		if (s->host != host)
			continue;
		if (last >= 0 && s->ms - last < least)
			least = s->ms - last;
		last = s->ms;
	}
	return least;
}

TEST(a_host_rests_while_the_others_go_on)
{
	struct fetch_config c = usual();
	struct bed b;
	size_t last_of_0 = 0, first_of_1 = SIZE_MAX;

	c.delay_ms = 60;
	bed_init(&b, 2, &c);
	for (int i = 0; i < 4; i++) {
		ask(&b, 0, i % 2 == 0 ? "/a" : "/b", i);
		ask(&b, 1, "/c", 10 + i);
	}
	work(&b);
	assert_int_equal(b.n, 8);
	assert_true(least_gap_ms(&b, 0) >= c.delay_ms);
	assert_true(least_gap_ms(&b, 1) >= c.delay_ms);
	for (size_t i = 0; i < b.sv->seen_n; i++) {
		if (b.sv->seen[i].host == 0)
			last_of_0 = i;
		else if (first_of_1 == SIZE_MAX)
			first_of_1 = i;
	}
	assert_true(first_of_1 < last_of_0);
	bed_release(&b);
}

TEST(the_longer_crawl_delay_is_kept)
{
	struct fetch_config c = usual();
	struct bed b;

	c.delay_ms = 10;
	bed_init(&b, 1, &c);
	server_page(b.sv, 0, "/robots.txt", "User-agent: *\nCrawl-delay: 1\n");
	ask(&b, 0, "/a", 1);
	work(&b);
	assert_int_equal(b.sv->seen_n, 2);
	assert_true(least_gap_ms(&b, 0) >= 1000);
	bed_release(&b);
}

TEST(undelayed_networks_know_no_delay)
{
	struct fetch_config c = usual();
	struct bed b;

	c.delay_ms = 3600000;
	c.undelayed = STR("127.0.0.0/8");
	bed_init(&b, 1, &c);
	server_page(b.sv, 0, "/robots.txt", "User-agent: *\nCrawl-delay: 9\n");
	for (int i = 0; i < 5; i++)
		ask(&b, 0, "/a", i);
	work(&b);
	assert_int_equal(b.n, 5);
	assert_true(fetcher_is_undelayed(b.f, STR("http://127.0.0.1:1/x")));
	assert_false(fetcher_is_undelayed(b.f, STR("http://localhost/x")));
	assert_false(fetcher_is_undelayed(b.f, STR("http://10.0.0.1/x")));
	assert_false(fetcher_is_undelayed(b.f, STR("nonsense")));
	bed_release(&b);
}

TEST(lower_priorities_go_first_within_a_host)
{
	static const int priority[] = { 2, 0, 1, 0 };
	static const char *const path[] = { "/2", "/0a", "/1", "/0b" };
	struct fetch_config c = usual();
	struct bed b;

	bed_init(&b, 1, &c);
	for (size_t i = 0; i < COUNT(path); i++) {
		struct fetch_request rq = {
			.url = server_url(&b.mem, b.sv, 0, path[i]),
			.priority = priority[i],
		};

		fetcher_submit(b.f, &rq);
	}
	work(&b);
	assert_str(trail(&b), "0/robots.txt 0/0a 0/0b 0/1 0/2");
	bed_release(&b);
}

TEST(redirects_are_followed_hop_by_hop)
{
	struct fetch_config c = usual();
	struct bed b;

	bed_init(&b, 3, &c);
	route_redirect(&b, 0, "/a", "301 Moved",
	               server_url(&b.mem, b.sv, 1, "/b"));
	route_redirect(&b, 1, "/b", "308 Moved",
	               server_url(&b.mem, b.sv, 2, "/c"));
	server_page(b.sv, 2, "/c", "here");
	route_redirect(&b, 2, "/d", "302 Found", STR("c?x"));
	server_page(b.sv, 2, "/c?x", "there");
	ask(&b, 0, "/a", 1);
	ask(&b, 2, "/d", 2);
	work(&b);
	expect(&b, 1, FETCH_DONE, 200);
	assert_str(answer(&b, 1)->body, "here");
	assert_true(str_eq(answer(&b, 1)->final_url,
	                   server_url(&b.mem, b.sv, 2, "/c")));
	assert_true(str_eq(answer(&b, 1)->moved_url,
	                   server_url(&b.mem, b.sv, 2, "/c")));
	expect(&b, 2, FETCH_DONE, 200);
	assert_str(answer(&b, 2)->body, "there");
	assert_int_equal(answer(&b, 2)->moved_url.n, 0);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(server_times(b.sv, i, "/robots.txt"), 1);
	bed_release(&b);
}

TEST(robots_txt_of_the_target_is_obeyed)
{
	struct fetch_config c = usual();
	struct bed b;

	bed_init(&b, 2, &c);
	route_redirect(&b, 0, "/a", "302 Found",
	               server_url(&b.mem, b.sv, 1, "/b"));
	server_page(b.sv, 1, "/robots.txt", "User-agent: *\nDisallow: /b");
	ask(&b, 0, "/a", 1);
	work(&b);
	expect(&b, 1, FETCH_ROBOTS, 0);
	assert_int_equal(server_times(b.sv, 1, "/b"), 0);
	bed_release(&b);
}

TEST(redirects_end)
{
	struct fetch_config c = usual();
	struct bed b;

	bed_init(&b, 2, &c);
	route_redirect(&b, 0, "/a", "302 Found",
	               server_url(&b.mem, b.sv, 1, "/b"));
	route_redirect(&b, 1, "/b", "302 Found",
	               server_url(&b.mem, b.sv, 0, "/a"));
	route_redirect(&b, 0, "/self", "302 Found", STR("/self"));
	route_redirect(&b, 0, "/ftp", "302 Found", STR("ftp://x.example/"));
	ask(&b, 0, "/a", 1);
	ask(&b, 0, "/self", 2);
	ask(&b, 0, "/ftp", 3);
	work(&b);
	expect(&b, 1, FETCH_FAILED, 302);
	assert_int_equal(server_times(b.sv, 0, "/a") +
	                         server_times(b.sv, 1, "/b"),
	                 1 + FETCH_REDIRECTS_MAX);
	expect(&b, 2, FETCH_FAILED, 302);
	assert_int_equal(server_times(b.sv, 0, "/self"), 1);
	expect(&b, 3, FETCH_REFUSED, 302);
	bed_release(&b);
}

TEST(validators_are_sent_and_304_is_an_answer)
{
	struct fetch_config c = usual();
	struct bed b;
	struct fetch_request rq = {
		.etag = STR("W/\"1\""),
		.last_modified = STR("Sun, 09 Sep 2001 01:46:40 GMT"),
		.accept = STR("text/html"),
		.tag = 1,
	};
	struct fetch_request bad = { .etag = STR("a\r\nX-Bad: 1"), .tag = 2 };

	bed_init(&b, 1, &c);
	server_route(b.sv, 0, "/a", SERVER_RAW,
	             STR("HTTP/1.1 304 Not Modified\r\n\r\n"), STR_EMPTY);
	rq.url = server_url(&b.mem, b.sv, 0, "/a");
	bad.url = server_url(&b.mem, b.sv, 0, "/b");
	fetcher_submit(b.f, &rq);
	fetcher_submit(b.f, &bad);
	work(&b);
	expect(&b, 1, FETCH_DONE, 304);
	assert_non_null(strstr(b.sv->seen[1].head,
	                       "If-None-Match: W/\"1\"\r\n"));
	assert_non_null(strstr(b.sv->seen[1].head,
	                       "If-Modified-Since: Sun, 09 Sep 2001"));
	assert_non_null(strstr(b.sv->seen[1].head, "Accept: text/html\r\n"));
	assert_null(strstr(b.sv->seen[2].head, "X-Bad"));
	bed_release(&b);
}

TEST(retry_after_makes_the_host_wait)
{
	struct fetch_config c = usual();
	struct bed b;

	bed_init(&b, 1, &c);
	server_route(b.sv, 0, "/a", SERVER_REPLY,
	             STR("503 Later\r\nRetry-After: 1\r\n"), STR_EMPTY);
	ask(&b, 0, "/a", 1);
	ask(&b, 0, "/b", 2);
	work(&b);
	expect(&b, 1, FETCH_DONE, 503);
	assert_int_equal(answer(&b, 1)->retry_after_s, 1);
	expect(&b, 2, FETCH_DONE, 404);
	assert_true(b.sv->seen[2].ms - b.sv->seen[1].ms >= 1000);
	bed_release(&b);
}

TEST(a_long_wait_is_given_back_to_the_caller)
{
	struct fetch_config c = usual();
	struct bed b;

	c.retry_cap_s = 4000;
	bed_init(&b, 2, &c);
	server_route(b.sv, 0, "/a", SERVER_REPLY,
	             STR("429 Slow\r\nRetry-After: 99999\r\n"), STR_EMPTY);
	ask(&b, 0, "/a", 1);
	ask(&b, 0, "/b", 2);
	ask(&b, 1, "/c", 3);
	work(&b);
	ask(&b, 0, "/d", 4);
	finish(&b);
	assert_int_equal(answer(&b, 1)->retry_after_s, 4000);
	expect(&b, 2, FETCH_FAILED, 0);
	assert_true(answer(&b, 2)->retry_after_s > 3900);
	expect(&b, 3, FETCH_DONE, 404);
	expect(&b, 4, FETCH_FAILED, 0);
	assert_true(answer(&b, 4)->retry_after_s > 3900);
	assert_int_equal(server_times(b.sv, 0, "/b"), 0);
	bed_release(&b);
}

static void *
wake(void *arg)
{
	usleep(20000);
	fetcher_wakeup(arg);
	return NULL;
}

TEST(a_run_waits_and_can_be_woken)
{
	struct fetch_config c = usual();
	int64_t start_ms;
	pthread_t thread;
	struct bed b;

	bed_init(&b, 1, &c);
	start_ms = clock_steady_ms();
	assert_int_equal(fetcher_run(b.f, 50), 0);
	assert_true(clock_steady_ms() - start_ms >= 50);
	assert_int_equal(pthread_create(&thread, NULL, wake, b.f), 0);
	start_ms = clock_steady_ms();
	fetcher_run(b.f, 60000);
	assert_true(clock_steady_ms() - start_ms < 30000);
	pthread_join(thread, NULL);
	fetcher_wakeup(b.f);
	fetcher_run(b.f, 60000); /* woken before it waits */
	bed_release(&b);
}

TEST(a_callback_may_submit)
{
	struct fetch_config c = usual();
	struct bed b;

	bed_init(&b, 2, &c);
	b.then = server_url(&b.mem, b.sv, 1, "/next");
	ask(&b, 0, "/first", 1);
	work(&b);
	expect(&b, 1, FETCH_DONE, 404);
	expect(&b, 99, FETCH_DONE, 404);
	bed_release(&b);
}

TEST(what_is_pending_may_be_dropped)
{
	struct fetch_config c = usual();
	struct bed b;

	bed_init(&b, 2, &c);
	server_route(b.sv, 0, "/hang", SERVER_HANG, STR_EMPTY, STR_EMPTY);
	ask(&b, 0, "/hang", 1);
	ask(&b, 0, "/b", 2);
	ask(&b, 1, "/c", 3);
	ask_url(&b, STR("nonsense"), 4);
	server_start(b.sv);
	fetcher_run(b.f, 50);
	ask_url(&b, STR("nonsense"), 5);
	assert_true(fetcher_pending(b.f) >= 3);
	bed_release(&b);
}

RUN(CASE(a_page_comes_with_its_head),
    CASE(robots_txt_is_asked_for_first_and_obeyed),
    CASE(what_robots_txt_answers_decides),
    CASE(an_unreachable_robots_txt_is_no_licence),
    CASE(robots_redirects_count_for_the_first_host),
    CASE(two_hosts_may_keep_their_robots_txt_at_each_other),
    CASE(a_host_rests_while_the_others_go_on),
    CASE(the_longer_crawl_delay_is_kept),
    CASE(undelayed_networks_know_no_delay),
    CASE(lower_priorities_go_first_within_a_host),
    CASE(redirects_are_followed_hop_by_hop),
    CASE(robots_txt_of_the_target_is_obeyed), CASE(redirects_end),
    CASE(validators_are_sent_and_304_is_an_answer),
    CASE(retry_after_makes_the_host_wait),
    CASE(a_long_wait_is_given_back_to_the_caller),
    CASE(a_run_waits_and_can_be_woken), CASE(a_callback_may_submit),
    CASE(what_is_pending_may_be_dropped))
