#include "test.h"

#include <string.h>

#include "web/client.h"

static struct httpd_address
address(const char *s)
{
	struct httpd_address a;

	assert_true(client_address_parse(str_from(s), &a));
	return a;
}

TEST(reads_addresses_with_and_without_ports)
{
	static const struct { const char *in, *same; } rows[] = {
		{ "192.0.2.1", "::ffff:192.0.2.1" },
		{ "192.0.2.1:8080", "192.0.2.1" },
		{ " 2001:db8::1 ", "[2001:db8::1]" },
		{ "[2001:db8::1]:443", "2001:db8::1" },
		{ "", NULL },         { "unknown", NULL },
		{ "192.0.2", NULL },  { "192.0.2.256", NULL },
		{ "_hidden", NULL },  { "[::1", NULL },
		{ "1.2.3.4.5", NULL }, { "::1%eth0", NULL },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct httpd_address a, b;
		bool ok = client_address_parse(str_from(rows[i].in), &a);

		assert_int_equal(ok, rows[i].same != NULL);
		if (!ok)
			continue;
		b = address(rows[i].same);
		assert_memory_equal(a.byte, b.byte, 16);
	}
}

TEST(networks_hold_what_they_say)
{
	static const struct { const char *nets, *a; bool in; } rows[] = {
		{ "10.0.0.0/8", "10.255.1.2", true },
		{ "10.0.0.0/8", "11.0.0.1", false },
		{ "10.0.0.0/8, ::1", "::1", true },
		{ "192.0.2.128/25", "192.0.2.127", false },
		{ "192.0.2.128/25", "192.0.2.128", true },
		{ "192.0.2.7", "192.0.2.7", true },
		{ "192.0.2.7", "192.0.2.8", false },
		{ "0.0.0.0/0", "203.0.113.5", true },
		{ "0.0.0.0/0", "2001:db8::1", false },
		{ "2001:db8::/32", "2001:db8:ffff::1", true },
		{ "2001:db8::/32", "2001:db9::1", false },
		{ "", "127.0.0.1", false },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct client_networks nets;
		struct httpd_address a = address(rows[i].a);

		assert_int_equal(client_networks_parse(
		                         str_from(rows[i].nets), &nets),
		                 ERR_OK);
		assert_int_equal(client_networks_have(&nets, &a), rows[i].in);
	}
}

TEST(malformed_networks_are_refused)
{
	static const char *const rows[] = { "10.0.0.0/33", "::/129", "x",
		                            "10.0.0.0/", "10.0.0.0/8x" };

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct client_networks nets;

		assert_int_equal(
		        client_networks_parse(str_from(rows[i]), &nets),
		        ERR_FORMAT);
	}
}

TEST(the_client_is_the_rightmost_address_nobody_vouches_for)
{
	static const struct {
		const char *peer, *first, *second, *want;
	} rows[] = {
		{ "203.0.113.9", "198.51.100.1", NULL, "203.0.113.9" },
		{ "10.0.0.1", "198.51.100.1", NULL, "198.51.100.1" },
		{ "10.0.0.1", "6.6.6.6, 198.51.100.1", NULL, "198.51.100.1" },
		{ "10.0.0.1", "198.51.100.1, 10.0.0.2", NULL, "198.51.100.1" },
		{ "10.0.0.1", "6.6.6.6", "198.51.100.1", "198.51.100.1" },
		{ "10.0.0.1", "198.51.100.1", "10.0.0.3", "198.51.100.1" },
		{ "10.0.0.1", "10.0.0.5, 10.0.0.4", NULL, "10.0.0.5" },
		{ "10.0.0.1", "198.51.100.1, junk", NULL, "10.0.0.1" },
		{ "10.0.0.1", "6.6.6.6,junk,10.0.0.4", NULL, "10.0.0.4" },
		{ "10.0.0.1", "", NULL, "10.0.0.1" },
		{ "10.0.0.1", NULL, NULL, "10.0.0.1" },
		{ "10.0.0.1", "[2001:db8::5]:1234", NULL, "2001:db8::5" },
	};
	struct client_networks nets;

	assert_int_equal(client_networks_parse(STR("10.0.0.0/8"), &nets),
	                 ERR_OK);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct httpd_header h[2];
		struct httpd_request rq = { .headers = h };
		struct httpd_address got, want = address(rows[i].want);

		rq.peer = address(rows[i].peer);
		if (rows[i].first != NULL)
			h[rq.header_count++] = (struct httpd_header){
				STR("X-Forwarded-For"), str_from(rows[i].first)
			};
		if (rows[i].second != NULL)
			h[rq.header_count++] = (struct httpd_header){
				STR("x-forwarded-for"), str_from(rows[i].second)
			};
		got = client_address(&rq, &nets);
		if (memcmp(got.byte, want.byte, 16) != 0)
			print_error("row %zu\n", i);
		assert_memory_equal(got.byte, want.byte, 16);
	}
}

TEST(a_print_changes_with_day_key_and_household_only)
{
	static const struct {
		const char *a, *b;
		int days;
		bool same;
	} rows[] = {
		{ "192.0.2.1", "192.0.2.1", 0, true },
		{ "192.0.2.1", "192.0.2.2", 0, false },
		{ "192.0.2.1", "192.0.2.1", 1, false },
		{ "2001:db8:1:2::1", "2001:db8:1:2:ffff::9", 0, true },
		{ "2001:db8:1:2::1", "2001:db8:1:3::1", 0, false },
	};
	uint8_t key[CLIENT_KEY_BYTES] = { 1 }, other[CLIENT_KEY_BYTES] = { 2 };

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct httpd_address a = address(rows[i].a);
		struct httpd_address b = address(rows[i].b);
		uint8_t p[CLIENT_PRINT_BYTES], q[CLIENT_PRINT_BYTES];

		client_print(key, &a, 19000, p);
		client_print(key, &b, 19000 + rows[i].days, q);
		assert_int_equal(memcmp(p, q, sizeof(p)) == 0, rows[i].same);
		client_print(other, &a, 19000, q);
		assert_memory_not_equal(p, q, sizeof(p));
	}
}

RUN(CASE(reads_addresses_with_and_without_ports),
    CASE(networks_hold_what_they_say), CASE(malformed_networks_are_refused),
    CASE(the_client_is_the_rightmost_address_nobody_vouches_for),
    CASE(a_print_changes_with_day_key_and_household_only))
