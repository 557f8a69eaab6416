#include "test.h"

#include "text/decode.h"
#include "text/utf8.h"

struct row {
	const char *name;
	struct str raw;
	const char *content_type, *want, *charset;
	enum decode_source source;
};

static const struct row rows[] = { /* long: table */
	{ "plain ascii",
	  STR_INIT("hello"),
	  "",
	  "hello",
	  "utf-8", DECODE_BY_CONTENT },
	{ "utf-8 undeclared",
	  STR_INIT("\xD8\xA3\xD8\xB9\xD9\x84\xD9\x86 \xD8\xB1\xD8\xA6\xD9\x8A"
	           "\xD8\xB3 \xD8\xA7\xD9\x84\xD8\xAD\xD9\x83\xD9\x88\xD9\x85"
	           "\xD8\xA9 \xD8\xA7\xD9\x84\xD9\x8A\xD9\x88\xD9\x85 \xD8\xB9"
	           "\xD9\x86 \xD8\xA8\xD8\xB1\xD9\x86\xD8\xA7\xD9\x85\xD8\xAC "
	           "\xD8\xAC\xD8\xAF\xD9\x8A\xD8\xAF"),
	  "",
	  "أعلن رئيس الحكومة اليوم عن برنامج جديد",
	  "utf-8", DECODE_BY_CONTENT },
	{ "byte order mark wins",
	  STR_INIT("\xEF\xBB\xBF\xD8\xA3\xD8\xB9\xD9\x84\xD9\x86 \xD8\xB1\xD8"
	           "\xA6\xD9\x8A\xD8\xB3 \xD8\xA7\xD9\x84\xD8\xAD\xD9\x83\xD9"
	           "\x88\xD9\x85\xD8\xA9 \xD8\xA7\xD9\x84\xD9\x8A\xD9\x88\xD9"
	           "\x85 \xD8\xB9\xD9\x86 \xD8\xA8\xD8\xB1\xD9\x86\xD8\xA7\xD9"
	           "\x85\xD8\xAC \xD8\xAC\xD8\xAF\xD9\x8A\xD8\xAF"),
	  "text/html; charset=windows-1256",
	  "أعلن رئيس الحكومة اليوم عن برنامج جديد",
	  "utf-8", DECODE_BY_BOM },
	{ "1256 by header",
	  STR_INIT("\xC3\xDA\xE1\xE4 \xD1\xC6\xED\xD3 \xC7\xE1\xCD\xDF\xE6\xE3"
	           "\xC9 \xC7\xE1\xED\xE6\xE3 \xDA\xE4 \xC8\xD1\xE4\xC7\xE3"
	           "\xCC \xCC\xCF\xED\xCF"),
	  "text/html; charset=windows-1256",
	  "أعلن رئيس الحكومة اليوم عن برنامج جديد",
	  "windows-1256", DECODE_BY_HTTP },
	{ "1256 by label and quotes",
	  STR_INIT("\xC3\xDA\xE1\xE4 \xD1\xC6\xED\xD3 \xC7\xE1\xCD\xDF\xE6\xE3"
	           "\xC9 \xC7\xE1\xED\xE6\xE3 \xDA\xE4 \xC8\xD1\xE4\xC7\xE3"
	           "\xCC \xCC\xCF\xED\xCF"),
	  "text/xml; Charset=\"CP1256\"",
	  "أعلن رئيس الحكومة اليوم عن برنامج جديد",
	  "windows-1256", DECODE_BY_HTTP },
	{ "8859-6 by xml declaration",
	  STR_INIT("<?xml version='1.0' encoding='ISO-8859-6'?>\xC3\xD9\xE4"
	           "\xE6 \xD1\xC6\xEA\xD3 \xC7\xE4\xCD\xE3\xE8\xE5\xC9 \xC7"
	           "\xE4\xEA\xE8\xE5 \xD9\xE6 \xC8\xD1\xE6\xC7\xE5\xCC \xCC"
	           "\xCF\xEA\xCF"),
	  "",
	  "<?xml version='1.0' encoding='ISO-8859-6'?>أعلن رئيس الحكومة اليوم عن برنامج جديد",
	  "iso-8859-6", DECODE_BY_DOCUMENT },
	{ "1256 by meta",
	  STR_INIT("<html><meta charset=windows-1256>\xC3\xDA\xE1\xE4 \xD1\xC6"
	           "\xED\xD3 \xC7\xE1\xCD\xDF\xE6\xE3\xC9 \xC7\xE1\xED\xE6\xE3"
	           " \xDA\xE4 \xC8\xD1\xE4\xC7\xE3\xCC \xCC\xCF\xED\xCF"),
	  "",
	  "<html><meta charset=windows-1256>أعلن رئيس الحكومة اليوم عن برنامج جديد",
	  "windows-1256", DECODE_BY_DOCUMENT },
	{ "1256 by http-equiv",
	  STR_INIT("<meta http-equiv=Content-Type content=\x22text/html; chars"
	           "et=windows-1256\x22>\xC3\xDA\xE1\xE4 \xD1\xC6\xED\xD3 \xC7"
	           "\xE1\xCD\xDF\xE6\xE3\xC9 \xC7\xE1\xED\xE6\xE3 \xDA\xE4 "
	           "\xC8\xD1\xE4\xC7\xE3\xCC \xCC\xCF\xED\xCF"),
	  "text/html",
	  "<meta http-equiv=Content-Type content=\"text/html; charset=windows-1256\">أعلن رئيس الحكومة اليوم عن برنامج جديد",
	  "windows-1256", DECODE_BY_DOCUMENT },
	{ "1256 by its letters",
	  STR_INIT("\xC3\xDA\xE1\xE4 \xD1\xC6\xED\xD3 \xC7\xE1\xCD\xDF\xE6\xE3"
	           "\xC9 \xC7\xE1\xED\xE6\xE3 \xDA\xE4 \xC8\xD1\xE4\xC7\xE3"
	           "\xCC \xCC\xCF\xED\xCF"),
	  "",
	  "أعلن رئيس الحكومة اليوم عن برنامج جديد",
	  "windows-1256", DECODE_BY_CONTENT },
	{ "8859-6 by its letters",
	  STR_INIT("\xC3\xD9\xE4\xE6 \xD1\xC6\xEA\xD3 \xC7\xE4\xCD\xE3\xE8\xE5"
	           "\xC9 \xC7\xE4\xEA\xE8\xE5 \xD9\xE6 \xC8\xD1\xE6\xC7\xE5"
	           "\xCC \xCC\xCF\xEA\xCF"),
	  "",
	  "أعلن رئيس الحكومة اليوم عن برنامج جديد",
	  "iso-8859-6", DECODE_BY_CONTENT },
	{ "1252 by its letters",
	  STR_INIT("Le pr\xE9sident a \xE9t\xE9 re\xE7u \xE0 l'\xC9lys\xE9" "e"),
	  "",
	  "Le président a été reçu à l'Élysée",
	  "windows-1252", DECODE_BY_CONTENT },
	{ "header says latin1, bytes are utf-8",
	  STR_INIT("\xD8\xA3\xD8\xB9\xD9\x84\xD9\x86 \xD8\xB1\xD8\xA6\xD9\x8A"
	           "\xD8\xB3 \xD8\xA7\xD9\x84\xD8\xAD\xD9\x83\xD9\x88\xD9\x85"
	           "\xD8\xA9 \xD8\xA7\xD9\x84\xD9\x8A\xD9\x88\xD9\x85 \xD8\xB9"
	           "\xD9\x86 \xD8\xA8\xD8\xB1\xD9\x86\xD8\xA7\xD9\x85\xD8\xAC "
	           "\xD8\xAC\xD8\xAF\xD9\x8A\xD8\xAF"),
	  "text/html; charset=iso-8859-1",
	  "أعلن رئيس الحكومة اليوم عن برنامج جديد",
	  "utf-8", DECODE_BY_CONTENT },
	{ "header says utf-8, bytes are 1256",
	  STR_INIT("\xC3\xDA\xE1\xE4 \xD1\xC6\xED\xD3 \xC7\xE1\xCD\xDF\xE6\xE3"
	           "\xC9 \xC7\xE1\xED\xE6\xE3 \xDA\xE4 \xC8\xD1\xE4\xC7\xE3"
	           "\xCC \xCC\xCF\xED\xCF"),
	  "text/html; charset=utf-8",
	  "أعلن رئيس الحكومة اليوم عن برنامج جديد",
	  "windows-1256", DECODE_BY_CONTENT },
	{ "header says latin1, bytes are 1256",
	  STR_INIT("\xC3\xDA\xE1\xE4 \xD1\xC6\xED\xD3 \xC7\xE1\xCD\xDF\xE6\xE3"
	           "\xC9 \xC7\xE1\xED\xE6\xE3 \xDA\xE4 \xC8\xD1\xE4\xC7\xE3"
	           "\xCC \xCC\xCF\xED\xCF"),
	  "text/html; charset=iso-8859-1",
	  "أعلن رئيس الحكومة اليوم عن برنامج جديد",
	  "windows-1256", DECODE_BY_CONTENT },
	{ "unknown label counts as none",
	  STR_INIT("\xC3\xDA\xE1\xE4 \xD1\xC6\xED\xD3 \xC7\xE1\xCD\xDF\xE6\xE3"
	           "\xC9 \xC7\xE1\xED\xE6\xE3 \xDA\xE4 \xC8\xD1\xE4\xC7\xE3"
	           "\xCC \xCC\xCF\xED\xCF"),
	  "text/html; charset=x-none",
	  "أعلن رئيس الحكومة اليوم عن برنامج جديد",
	  "windows-1256", DECODE_BY_CONTENT },
	{ "utf-16 with mark",
	  STR_INIT("\xFF\xFE#\x06" "9\x06" "D\x06" "F\x06 \x00" "1\x06&\x06J"
	           "\x06" "3\x06 \x00'\x06" "D\x06-\x06" "C\x06H\x06" "E\x06)"
	           "\x06 \x00'\x06" "D\x06J\x06H\x06" "E\x06 \x00" "9\x06" "F"
	           "\x06 \x00(\x06" "1\x06" "F\x06'\x06" "E\x06,\x06 \x00,\x06"
	           "/\x06J\x06/\x06"),
	  "",
	  "أعلن رئيس الحكومة اليوم عن برنامج جديد",
	  "utf-16le", DECODE_BY_BOM },
	{ "utf-16 without mark",
	  STR_INIT("\x00<\x00?\x00x\x00m\x00l\x00 \x00v\x00" "e\x00r\x00s\x00i"
	           "\x00o\x00n\x00=\x00'\x00" "1\x00.\x00" "0\x00'\x00?\x00>"
	           "\x06("),
	  "",
	  "<?xml version='1.0'?>ب",
	  "utf-16be", DECODE_BY_DOCUMENT },
	{ "utf-16 declared in bytes",
	  STR_INIT("<?xml version='1.0' encoding='utf-16'?><a/>"),
	  "",
	  "<?xml version='1.0' encoding='utf-16'?><a/>",
	  "utf-8", DECODE_BY_DOCUMENT },
	{ "rare charset by iconv",
	  STR_INIT("\xED\xCF\xD3\xCB\xD7\xC1"),
	  "text/plain; charset=koi8-r",
	  "Москва",
	  "koi8-r", DECODE_BY_HTTP },
	{ "shift_jis",
	  STR_INIT("\x93\xFA\x96{"),
	  "text/plain; charset=Shift_JIS",
	  "日本",
	  "shift_jis", DECODE_BY_HTTP },
};

TEST(finds_the_charset_and_decodes)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1 << 20);

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct row *r = &rows[i];
		struct decoded d;

		decode_bytes(&mem, r->raw, str_from(r->content_type), &d);
		if (!str_eq(d.text, str_from(r->want)) ||
		    !str_eq(d.charset, str_from(r->charset)) ||
		    d.source != r->source || d.replaced != 0)
			fail_msg("%s: got \"%.*s\" (%.*s, %d)", r->name,
			         STR_ARG(d.text), STR_ARG(d.charset),
			         (int)d.source);
	}
	arena_release(&mem);
}

TEST(bad_bytes_become_replacements)
{
	static const struct {
		const char *name;
		struct str raw;
		const char *content_type, *want;
		size_t replaced;
	} bad[] = {
		{ "utf-8 cut short", STR_INIT("\xD8\xB3\xD8\xB4\xD8"),
		  "text/html; charset=utf-8", "سش\xEF\xBF\xBD", 1 },
		{ "open place of 8859-6",
		  STR_INIT("\xC7\xA1\xC8\xD1"),
		  "text/html; charset=iso-8859-6", "ا\xEF\xBF\xBD" "بر", 1 },
		{ "half of a pair in utf-16", STR_INIT("\xFF\xFE\x00\xD8" "a\0"),
		  "", "\xEF\xBF\xBD" "a", 1 },
		{ "NUL is dropped", STR_INIT("a\0b"), "", "ab", 0 },
		{ "NUL in 1256", STR_INIT("\xC7\0\xC8"),
		  "text/html; charset=windows-1256", "اب", 0 },
		{ "nothing", STR_INIT(""), "", "", 0 },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1 << 20);

	for (size_t i = 0; i < COUNT(bad); i++) {
		struct decoded d;

		decode_bytes(&mem, bad[i].raw, str_from(bad[i].content_type),
		             &d);
		if (!str_eq(d.text, str_from(bad[i].want)) ||
		    d.replaced != bad[i].replaced || !utf8_valid(d.text))
			fail_msg("%s: got \"%.*s\" %zu", bad[i].name,
			         STR_ARG(d.text), d.replaced);
	}
	arena_release(&mem);
}

TEST(valid_text_is_borrowed)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1 << 20);
	struct str raw = STR("نص صالح");
	struct decoded d;

	decode_bytes(&mem, raw, STR_EMPTY, &d);
	assert_ptr_equal(d.text.p, raw.p);
	arena_release(&mem);
}

TEST(reads_the_charset_parameter)
{
	static const struct {
		const char *in, *want;
	} params[] = {
		{ "text/html; charset=utf-8", "utf-8" },
		{ "text/html;charset = \"a b\" ; x=y", "a b" },
		{ "text/html; CHARSET='x'", "x" },
		{ "text/html; charset=", "" },
		{ "text/html; charset", "" },
		{ "text/html; notcharset; charset=b;c", "b" },
		{ "text/html", "" },
		{ "", "" },
	};

	for (size_t i = 0; i < COUNT(params); i++)
		assert_str(decode_charset_of(str_from(params[i].in)),
		           params[i].want);
}

RUN(CASE(finds_the_charset_and_decodes), CASE(bad_bytes_become_replacements),
    CASE(valid_text_is_borrowed), CASE(reads_the_charset_parameter))
