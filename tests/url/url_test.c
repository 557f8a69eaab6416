#include "test.h"

#include "url/url.h"

#define BASE "https://www.example.ma/ar/news/index.html?p=1"

TEST(reads_addresses_as_browsers_do)
{
	static const struct {
		const char *in, *want; /* NULL: refused */
	} rows[] = {
		{ "http://example.ma", "http://example.ma/" },
		{ " HTTP://Example.MA:80/a b?q=ك#x ",
		  "http://example.ma/a%20b?q=%D9%83" },
		{ "https://example.ma:443/", "https://example.ma/" },
		{ "https://example.ma:8443/", "https://example.ma:8443/" },
		{ "http://example.ma\\a\\..\\b", "http://example.ma/b" },
		{ "http://example.ma/a/./b/../c/..", "http://example.ma/a/" },
		{ "http://example.ma/a/%2e%2E/b", "http://example.ma/b" },
		{ "http://example.ma/../../x", "http://example.ma/x" },
		{ "http://exa\nmple.ma/\tx", "http://example.ma/x" },
		{ "http:////example.ma/x", "http://example.ma/x" },
		{ "http://example.ma?x", "http://example.ma/?x" },
		{ "http://example.ma/?", "http://example.ma/?" },
		{ "http://ex%61mple.ma./", "http://example.ma/" },
		{ "http://[::1]:8080/x", "http://[::1]:8080/x" },
		{ "http://مثال.إختبار/", "http://مثال.إختبار/" },
		{ "http://user:pw@example.ma/", NULL },
		{ "http://example.ma:99999/", NULL },
		{ "http://example.ma:0/", NULL },
		{ "http://exa mple.ma/", NULL },
		{ "http://a..b/", NULL },
		{ "http://a../", NULL },
		{ "http:///", NULL },
		{ "http://", NULL },
		{ "ftp://example.ma/", NULL },
		{ "javascript:alert(1)", NULL },
		{ "java\nscript:alert(1)", NULL },
		{ "data:text/html,x", NULL },
		{ "//example.ma/", NULL },
		{ "", NULL },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1 << 20);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct url u;
		enum err e = url_parse(&mem, str_from(rows[i].in), &u);

		if (rows[i].want == NULL) {
			if (e != ERR_FORMAT)
				fail_msg("accepted: %s", rows[i].in);
			continue;
		}
		if (e != ERR_OK)
			fail_msg("refused: %s", rows[i].in);
		assert_str(url_text(&mem, &u), rows[i].want);
	}
	arena_release(&mem);
}

TEST(keeps_the_parts)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1 << 20);
	struct url u;

	assert_int_equal(url_parse(&mem, STR("https://a.ma:81/p?q=1&r#f"), &u),
	                 ERR_OK);
	assert_str(u.scheme, "https");
	assert_str(u.host, "a.ma");
	assert_int_equal(u.port, 81);
	assert_str(u.path, "/p");
	assert_str(u.query, "q=1&r");
	assert_str(u.fragment, "f");
	assert_str(url_origin(&mem, &u), "https://a.ma:81");
	arena_release(&mem);
}

TEST(resolves_references)
{
	static const struct {
		const char *ref, *want;
	} rows[] = {
		{ "x.html", "https://www.example.ma/ar/news/x.html" },
		{ "./x", "https://www.example.ma/ar/news/x" },
		{ "../x", "https://www.example.ma/ar/x" },
		{ "../../../x", "https://www.example.ma/x" },
		{ "/x?y#z", "https://www.example.ma/x?y" },
		{ "//cdn.example.ma/x", "https://cdn.example.ma/x" },
		{ "\\\\cdn.example.ma\\x", "https://cdn.example.ma/x" },
		{ "?p=2", "https://www.example.ma/ar/news/index.html?p=2" },
		{ "#top", BASE },
		{ "", BASE },
		{ "http://other.ma/", "http://other.ma/" },
		{ "https:x", "https://www.example.ma/ar/news/x" },
		{ "ملف", "https://www.example.ma/ar/news/%D9%85%D9%84%D9%81" },
		{ "12:30-x", "https://www.example.ma/ar/news/12:30-x" },
		{ "mailto:a@b.ma", NULL },
		{ "javascript:x", NULL },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1 << 20);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str got = STR("untouched");
		enum err e = url_join(&mem, STR(BASE), str_from(rows[i].ref),
		                      &got);

		if (rows[i].want == NULL) {
			assert_int_equal(e, ERR_FORMAT);
			assert_str(got, "untouched");
			continue;
		}
		assert_int_equal(e, ERR_OK);
		assert_str(got, rows[i].want);
	}
	arena_release(&mem);
}

TEST(refuses_what_is_too_long)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1 << 20);
	static char text[URL_MAX_BYTES + 8] = "http://a.ma/";
	struct str s = { text, sizeof(text) };
	struct url u;

	for (size_t i = 12; i < sizeof(text); i++)
		text[i] = 'x';
	assert_int_equal(url_parse(&mem, s, &u), ERR_LIMIT);
	arena_release(&mem);
}

TEST(canonical_drops_what_says_where_a_reader_came_from)
{
	static const struct {
		const char *in, *want;
	} rows[] = {
		{ "http://a.ma/x?utm_source=rss&id=5&fbclid=Z#c",
		  "http://a.ma/x?id=5" },
		{ "http://a.ma/x?utm_source=rss", "http://a.ma/x" },
		{ "http://a.ma/x?", "http://a.ma/x" },
		{ "http://a.ma/x?b=2&a=1", "http://a.ma/x?b=2&a=1" },
		{ "http://a.ma/%d9%83%41?q=%7e", "http://a.ma/%D9%83A?q=~" },
		{ "http://a.ma/x?utm%5Fsource=rss", "http://a.ma/x" },
		{ "http://www.a.ma/", "http://www.a.ma/" },
		{ "http://a.ma/50%", "http://a.ma/50%25" },
		{ "http://a.ma/a/.%2e/b", "http://a.ma/b" },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1 << 20);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str once, twice;

		assert_int_equal(url_canonical(&mem, str_from(rows[i].in),
		                               &once), ERR_OK);
		assert_str(once, rows[i].want);
		assert_int_equal(url_canonical(&mem, once, &twice), ERR_OK);
		assert_true(str_eq(once, twice));
	}
	arena_release(&mem);
}

TEST(spellings_of_one_address_share_a_key)
{
	static const char *const groups[][4] = {
		{ "http://www.a.ma/x/", "https://a.ma/x", "https://m.a.ma/x#c",
		  "http://amp.a.ma/x?utm_medium=feed" },
		{ "http://a.ma", "https://www.a.ma/", "http://a.ma/?",
		  "https://a.ma:443" },
		{ "http://a.ma/%D9%83", "http://a.ma/%d9%83", "http://a.ma/ك",
		  "https://a.ma/ك/" },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1 << 20);
	struct str first, other;

	for (size_t i = 0; i < COUNT(groups); i++) {
		assert_int_equal(url_key(&mem, str_from(groups[i][0]), &first),
		                 ERR_OK);
		for (size_t k = 1; k < 4; k++) {
			assert_int_equal(url_key(&mem, str_from(groups[i][k]),
			                         &other), ERR_OK);
			if (!str_eq(first, other))
				fail_msg("%s: %.*s", groups[i][k],
				         STR_ARG(other));
		}
	}
	assert_int_equal(url_key(&mem, STR("http://m.ma/x"), &other), ERR_OK);
	assert_str(other, "m.ma/x");
	assert_int_equal(url_key(&mem, STR("http://a.ma/x?id=2"), &first),
	                 ERR_OK);
	assert_str(first, "a.ma/x?id=2");
	arena_release(&mem);
}

TEST(encodes_and_decodes)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1 << 20);

	assert_str(url_encode(&mem, STR("a b/ك~")), "a%20b%2F%D9%83~");
	assert_str(url_decode(&mem, STR("a%20b%2f%D9%83+%zz%4")),
	           "a b/ك+%zz%4");
	assert_str(url_decode(&mem, STR("a%00b")), "ab");
	arena_release(&mem);
}

RUN(CASE(reads_addresses_as_browsers_do), CASE(keeps_the_parts),
    CASE(resolves_references), CASE(refuses_what_is_too_long),
    CASE(canonical_drops_what_says_where_a_reader_came_from),
    CASE(spellings_of_one_address_share_a_key), CASE(encodes_and_decodes))
