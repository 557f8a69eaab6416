#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATH_SIZE 4096
#define COMMAND_SIZE (3 * PATH_SIZE)

/*
 * The template compiler as the build runs it.  The program stands beside the
 * build's marsad, whose place the environment names; without it there is
 * nothing to test.
 */
static bool
find_tmplc(char out[PATH_SIZE])
{
	const char *marsad = getenv("MARSAD");
	const char *slash = marsad == NULL ? NULL : strrchr(marsad, '/');

	if (slash == NULL)
		return false;
	snprintf(out, PATH_SIZE, "%.*s/../tools/tmplc",
	         (int)(slash - marsad), marsad);
	return access(out, X_OK) == 0;
}

/* Whether a template compiles; what it became is left in `out`. */
static bool
compiles(const char *tmplc, const char *text, char *out, size_t size)
{
	char dir[] = P_tmpdir "/marsad-tmplc-XXXXXX";
	char in[PATH_SIZE], c[PATH_SIZE], part[PATH_SIZE];
	char command[COMMAND_SIZE];
	FILE *f;
	int code;
	size_t n;

	assert_non_null(mkdtemp(dir));
	snprintf(in, sizeof(in), "%s/x.html", dir);
	snprintf(part, sizeof(part), "%s/_part.html", dir);
	snprintf(c, sizeof(c), "%s/x.c", dir);
	f = fopen(in, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	f = fopen(part, "w");
	assert_non_null(f);
	fputs("<i>{{ inner }}</i>", f);
	fclose(f);
	snprintf(command, sizeof(command), "'%s' page %s %s 2>/dev/null",
	         tmplc, in, c);
	code = system(command);
	out[0] = '\0';
	f = fopen(c, "r");
	if (f != NULL) {
		n = fread(out, 1, size - 1, f);
		out[n] = '\0';
		fclose(f);
	}
	unlink(in);
	unlink(part);
	unlink(c);
	rmdir(dir);
	return code == 0;
}

TEST(fields_are_escaped_for_the_place_they_stand_in)
{
	static const struct { const char *text, *want; } rows[] = {
		{ "<p>{{ a.b }}</p>", "ESCAPE_TEXT(o, s0->a.b);" },
		{ "<p class=\"x {{ a }}\">", "ESCAPE_ATTR(o, s0->a);" },
		{ "<a href='{{ a }}'>", "ESCAPE_URL(o, s0->a);" },
		{ "<a href=\"{{ a }}#b\">", "ESCAPE_URL(o, s0->a);" },
		{ "<title>{{ a }}</title>", "ESCAPE_TEXT(o, s0->a);" },
		{ "{{{ a }}}", "ESCAPE_RAW(o, s0->a);" },
		{ "{{@ key_1 }}", "text_of(v->page.lang, TEXT_KEY_1)" },
		{ "{{# l }}{{ a }}{{ .b }}{{/ l }}", "ESCAPE_TEXT(o, s1->a);" },
		{ "{{# l }}{{ a }}{{ .b }}{{/ l }}", "ESCAPE_TEXT(o, v->b);" },
		{ "{{^ a }}x{{/ a }}", "if (!ESCAPE_IS(s0->a))" },
		{ "<a{{? a }} hidden{{/ a }}>{{ b }}", "ESCAPE_TEXT(o, s0->b)" },
		{ "{{> part }}", "ESCAPE_TEXT(o, s0->inner);" },
		{ "{{! a word }}x", "STR(\"x\")" },
		{ "a\"b\\c", "STR(\"a\\\"b\\\\c\")" },
	};
	char tmplc[PATH_SIZE], out[65536];

	if (!find_tmplc(tmplc))
		skip();
	for (size_t i = 0; i < COUNT(rows); i++) {
		bool ok = compiles(tmplc, rows[i].text, out, sizeof(out));

		if (!ok || strstr(out, rows[i].want) == NULL)
			print_error("%s\n%s\n", rows[i].text, out);
		assert_true(ok);
		assert_non_null(strstr(out, rows[i].want));
	}
}

TEST(fields_are_refused_where_escaping_cannot_help)
{
	static const char *const rows[] = {
		"<script>{{ a }}</script>",
		"<SCRIPT type=\"x\">{{ a }}</SCRIPT>",
		"<style>{{ a }}</style>",
		"<!-- {{ a }} -->",
		"<p class={{ a }}>",
		"<p {{ a }}>",
		"<{{ a }}>",
		"<p {{ a }}=\"x\">",
		"<p onclick=\"{{ a }}\">",
		"<p style=\"{{ a }}\">",
		"<img srcset=\"{{ a }}\">",
		"<iframe srcdoc=\"{{ a }}\">",
		"<a href=\"/x/{{ a }}\">",
		"<a href=\"{{ a }}{{ b }}\">",
		"<p class=\"{{{ a }}}\">",
		"<script>{{@ key }}</script>",
		"<!doctype {{ a }}>",
		"{{# a }}<p {{/ a }}>",
		"{{? a }}<!-- {{/ a }} -->",
		"{{# a }}{{/ b }}",
		"{{# a }}",
		"{{/ a }}",
		"{{ a",
		"{{ a; b }}",
		"{{ a) }}",
		"{{ }}",
		"<p",
		"<!--",
	};
	char tmplc[PATH_SIZE], out[65536];

	if (!find_tmplc(tmplc))
		skip();
	for (size_t i = 0; i < COUNT(rows); i++) {
		bool ok = compiles(tmplc, rows[i], out, sizeof(out));

		if (ok)
			print_error("compiled: %s\n", rows[i]);
		assert_false(ok);
	}
}

RUN(CASE(fields_are_escaped_for_the_place_they_stand_in),
    CASE(fields_are_refused_where_escaping_cannot_help))
