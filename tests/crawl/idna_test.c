#include "test.h"

#include "crawl/idna.h"

TEST(names_become_ascii)
{
	static const struct { const char *host, *want; } rows[] = {
		{ "x.example", "x.example" },
		{ "[::1]", "[::1]" },
		{ "مثال.إختبار", "xn--mgbh0fb.xn--kgbechtv" },
		{ "www.bücher.example", "www.xn--bcher-kva.example" },
		{ "مصر", "xn--wgbh1c" },
		{ "المغرب", "xn--mgbc0a9azcg" },
		{ "例え.テスト", "xn--r8jz45g.xn--zckzah" },
		/* RFC 3492 s7.1 (L) and (N), lower case */
		{ "3年b組金八先生", "xn--3b-ww4c5e180e575a65lsy2b" },
		{ "hello-another-way-それぞれの場所",
		  "xn--hello-another-way--fc4qua05auwb3674vfr0b" },
	};
	struct arena mem = ARENA_INIT(4096, 1u << 20);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str got;

		assert_int_equal(idna_host(&mem, str_from(rows[i].host), &got),
		                 ERR_OK);
		assert_str(got, rows[i].want);
	}
	arena_release(&mem);
}

TEST(what_is_no_name_is_refused)
{
	static const char *const rows[] = {
		"\xFF.example",     "\xC0\xAF.example", "\xE0\x80\xAF",
		"\xED\xA0\x80",     "\xD9",             "\xF4\x90\x80\x80",
		"مممممممممممممممممممممممممممممممممممممممممممممممممممممممممممممممممممم",
		"كلمةطويلةجدالايمكنانتكونجزءامناسمنطاقلانهااطولمنالحدالمسموحبهفي",
	};
	struct arena mem = ARENA_INIT(4096, 1u << 20);
	struct str got;

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(idna_host(&mem, str_from(rows[i]), &got),
		                 ERR_FORMAT);
	arena_release(&mem);
}

RUN(CASE(names_become_ascii), CASE(what_is_no_name_is_refused))
