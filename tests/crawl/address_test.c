#include "test.h"

#include "crawl/address.h"

TEST(special_addresses_are_known_in_every_form)
{
	static const struct { const char *text; bool want; } rows[] = {
		{ "0.0.0.0", true },        { "0.1.2.3", true },
		{ "10.0.0.1", true },       { "10.255.255.255", true },
		{ "11.0.0.0", false },      { "9.255.255.255", false },
		{ "100.63.255.255", false }, { "100.64.0.0", true },
		{ "100.127.255.255", true }, { "100.128.0.0", false },
		{ "127.0.0.1", true },      { "127.255.255.255", true },
		{ "128.0.0.1", false },     { "169.254.169.254", true },
		{ "169.253.1.1", false },   { "172.15.255.255", false },
		{ "172.16.0.0", true },     { "172.31.255.255", true },
		{ "172.32.0.0", false },    { "192.0.0.8", true },
		{ "192.0.2.1", true },      { "192.88.99.1", true },
		{ "192.168.1.1", true },    { "192.169.0.0", false },
		{ "198.18.0.1", true },     { "198.19.255.255", true },
		{ "198.20.0.0", false },    { "198.51.100.1", true },
		{ "203.0.113.1", true },    { "224.0.0.1", true },
		{ "240.0.0.1", true },      { "255.255.255.255", true },
		{ "8.8.8.8", false },       { "223.255.255.255", false },
		{ "::", true },             { "::1", true },
		{ "::127.0.0.1", true },    { "::ffff:127.0.0.1", true },
		{ "::ffff:10.0.0.1", true }, { "::ffff:8.8.8.8", false },
		{ "::ffff:0:127.0.0.1", true }, { "64:ff9b::127.0.0.1", true },
		{ "64:ff9b::10.0.0.1", true },
		{ "64:ff9b::8.8.8.8", false }, { "64:ff9b:1::1", true },
		{ "100::1", true },         { "2001::1", true },
		{ "2001:10::1", true },     { "2001:db8::1", true },
		{ "2002:7f00:1::", true },  { "3fff::1", true },
		{ "5f00::1", true },        { "fc00::1", true },
		{ "fdff::1", true },        { "fe80::1", true },
		{ "fec0::1", true },        { "ff02::1", true },
		{ "4000::1", true },        { "2a00:1450:4007::1", false },
		{ "2606:4700::1111", false }, { "2c0f:fb50::1", false },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct address a;

		assert_true(address_parse(str_from(rows[i].text), &a));
		if (address_is_special(&a) == rows[i].want)
			continue;
		print_error("%s\n", rows[i].text);
		fail();
	}
}

TEST(only_plain_literals_are_addresses)
{
	static const char *const none[] = {
		"", "localhost", "127.1", "2130706433", "0x7f.0.0.1",
		"0177.0.0.1x", "1.2.3.4.5", "1.2.3", "::1%eth0", "[::1",
		":::", "1.2.3.4 ", "256.1.1.1",
	};
	struct address a;

	for (size_t i = 0; i < COUNT(none); i++)
		assert_false(address_parse(str_from(none[i]), &a));
	assert_true(address_parse(STR("[2001:db8::1]"), &a));
}

TEST(addresses_are_found_in_networks)
{
	static const struct {
		const char *address, *networks;
		bool want;
	} rows[] = {
		{ "127.0.0.1", "127.0.0.0/8", true },
		{ "128.0.0.1", "127.0.0.0/8", false },
		{ "::1", "127.0.0.0/8 ::1/128", true },
		{ "[::1]", "::1", true },
		{ "::2", "::1", false },
		{ "10.1.2.3", "192.168.0.0/16,10.0.0.0/8", true },
		{ "10.1.2.3", " 10.1.2.3 ", true },
		{ "10.1.2.4", "10.1.2.3", false },
		{ "10.1.2.130", "10.1.2.128/25", true },
		{ "10.1.2.127", "10.1.2.128/25", false },
		{ "8.8.8.8", "0.0.0.0/0", true },
		{ "2001:db8::1", "0.0.0.0/0", false },
		{ "2001:db8::1", "::/0", true },
		{ "::ffff:127.0.0.1", "127.0.0.0/8", true },
		{ "127.0.0.1", "", false },
		{ "127.0.0.1", "nonsense 127.0.0.0/8", true },
		{ "127.0.0.1", "127.0.0.0/33", false },
		{ "127.0.0.1", "127.0.0.0/", false },
		{ "127.0.0.1", "127.0.0.0/8x", false },
		{ "localhost", "127.0.0.0/8", false },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		if (address_in_networks(str_from(rows[i].address),
		                        str_from(rows[i].networks)) ==
		    rows[i].want)
			continue;
		print_error("%s in %s\n", rows[i].address, rows[i].networks);
		fail();
	}
}

TEST(bad_and_too_many_networks_are_reported)
{
	struct networks n;
	char many[ADDRESS_NETWORKS_MAX * 4 + 8];
	size_t len = 0;

	assert_int_equal(networks_parse(STR("::1 10.0.0.0/8"), &n), ERR_OK);
	assert_int_equal(n.n, 2);
	assert_int_equal(networks_parse(STR("x ::1"), &n), ERR_FORMAT);
	assert_int_equal(n.n, 1);
	while (len + 4 < sizeof(many)) {
		many[len++] = ':';
		many[len++] = ':';
		many[len++] = '1';
		many[len++] = ' ';
	}
	assert_int_equal(networks_parse((struct str){ many, len }, &n),
	                 ERR_LIMIT);
	assert_int_equal(n.n, ADDRESS_NETWORKS_MAX);
}

RUN(CASE(special_addresses_are_known_in_every_form),
    CASE(only_plain_literals_are_addresses),
    CASE(addresses_are_found_in_networks),
    CASE(bad_and_too_many_networks_are_reported))
