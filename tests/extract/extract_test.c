/*
 * Pages in tests/data/extract with what must come out of them: NAME.html and
 * NAME.json.  "text" is the whole text, "has" and "lacks" parts of it;
 * "include" and "exclude" are rules of the outlet.
 */
#include "test.h"

#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/io.h"
#include "extract/extract.h"
#include "extract/trace.h"
#include "html/select.h"

#define FOLDER "tests/data/extract"

struct fixture {
	struct arena mem;
	struct buf raw;
	struct doc_article a;
	struct diags d;
};

static void
begin(struct fixture *f)
{
	*f = (struct fixture){ .mem = ARENA_INIT(ARENA_BLOCK, 64u << 20),
		               .raw = BUF_INIT(8u << 20) };
}

static void
end(struct fixture *f)
{
	buf_release(&f->raw);
	arena_release(&f->mem);
}

static void
extract(struct fixture *f, struct str page, const char *url,
        const struct feed_item *hint)
{
	struct extract_input in = { .text = page, .url = str_from(url),
		                    .hint = hint };

	assert_int_equal(extract_page(&f->mem, &in, &f->a, &f->d), ERR_OK);
}

static const struct selector *
selector(struct fixture *f, const char *text)
{
	struct select_fault fault;
	const struct selector *s;

	if (text == NULL)
		return NULL;
	assert_int_equal(select_parse(&f->mem, str_from(text), &s, &fault),
	                 ERR_OK);
	return s;
}

static const struct selector *
rule(struct fixture *f, json_t *want, const char *key)
{
	return selector(f, json_string_value(json_object_get(want, key)));
}

static struct str
wanted(json_t *want, const char *key)
{
	return str_from(json_string_value(json_object_get(want, key)));
}

static void
check_field(json_t *want, const char *key, struct str got)
{
	if (json_object_get(want, key) == NULL)
		return;
	if (!str_eq(got, wanted(want, key)))
		print_error("%s:\n", key);
	assert_str(got, json_string_value(json_object_get(want, key)));
}

static void
check_date(struct fixture *f, json_t *want, const char *key, bool has,
           struct datetime d)
{
	struct str got = has ? datetime_rfc3339(&f->mem, d) : STR_EMPTY;
	struct str w = wanted(want, key);

	/* a day is enough where only the day is stated */
	if (w.n == 10 && got.n > 10)
		got.n = 10;
	check_field(want, key, got);
}

static void
check_parts(json_t *list, struct str text, bool there)
{
	json_t *part;
	size_t i;

	json_array_foreach(list, i, part) {
		struct str s = str_from(json_string_value(part));

		if ((str_find(text, s) != STR_NPOS) != there)
			fail_msg("%s: \"%s\" in\n%.*s",
			         there ? "missing" : "unwanted", s.p,
			         STR_ARG(text));
	}
}

static struct str
joined_tags(struct fixture *f)
{
	struct str out = STR_EMPTY;

	for (size_t i = 0; i < f->a.tag_count; i++)
		out = i == 0 ? f->a.tags[0]
		             : str_fmt(&f->mem, "%.*s|%.*s", STR_ARG(out),
		                       STR_ARG(f->a.tags[i]));
	return out;
}

/* A misspelt field would be one that is never checked. */
static void
check_keys(const char *name, json_t *want)
{
	static const char *const known[] = {
		"url", "include", "exclude", "title", "byline", "text",
		"image", "caption", "section", "site_name", "language",
		"canonical_url", "tags", "published", "modified", "has",
		"lacks", "no_archive", "diag",
	};
	const char *key;
	json_t *value;

	json_object_foreach(want, key, value) {
		size_t i = 0;

		while (i < COUNT(known) && strcmp(key, known[i]) != 0)
			i++;
		if (i == COUNT(known))
			fail_msg("%s.json: unknown field %s", name, key);
	}
}

static void
check_page(const char *name)
{
	struct extract_rules rules = { 0 };
	struct extract_input in = { 0 };
	struct fixture f;
	char path[512];
	json_t *want;

	snprintf(path, sizeof(path), "%s/%s.json", FOLDER, name);
	want = json_load_file(path, 0, NULL);
	assert_non_null(want);
	check_keys(name, want);
	begin(&f);
	snprintf(path, sizeof(path), "%s/%s.html", FOLDER, name);
	assert_int_equal(io_read_file(path, &f.raw), ERR_OK);
	rules.include = rule(&f, want, "include");
	rules.exclude = rule(&f, want, "exclude");
	in.url = wanted(want, "url");
	in.text = buf_str(&f.raw);
	in.rules = &rules;
	assert_int_equal(extract_page(&f.mem, &in, &f.a, &f.d), ERR_OK);
	check_field(want, "title", f.a.title);
	check_field(want, "byline", f.a.byline);
	check_field(want, "text", f.a.text);
	check_field(want, "image", f.a.image);
	check_field(want, "caption", f.a.caption);
	check_field(want, "section", f.a.section);
	check_field(want, "site_name", f.a.site_name);
	check_field(want, "language", f.a.language);
	check_field(want, "canonical_url", f.a.canonical_url);
	check_field(want, "tags", joined_tags(&f));
	check_date(&f, want, "published", f.a.has_published, f.a.published);
	check_date(&f, want, "modified", f.a.has_modified, f.a.modified);
	check_parts(json_object_get(want, "has"), f.a.text, true);
	check_parts(json_object_get(want, "lacks"), f.a.text, false);
	assert_int_equal(f.a.no_archive,
	                 json_is_true(json_object_get(want, "no_archive")));
	if (json_object_get(want, "diag") != NULL)
		assert_true(f.d.count[DIAG_PAGE_BAD_CANONICAL] > 0);
	end(&f);
	json_decref(want);
}

TEST(pages_give_what_is_expected)
{
	struct dirent **names;
	int n = scandir(FOLDER, &names, NULL, alphasort), pages = 0;

	assert_true(n > 0);
	for (int i = 0; i < n; i++) {
		char *dot = strstr(names[i]->d_name, ".html");

		if (dot != NULL) {
			*dot = '\0';
			print_message("%s\n", names[i]->d_name);
			check_page(names[i]->d_name);
			pages++;
		}
		free(names[i]);
	}
	free(names);
	assert_true(pages > 5);
}

#define PAGE(head, body)                                            \
	"<html><head>" head "</head><body>" body                    \
	"<p>The mayor opened the new bridge on Monday, and a large " \
	"crowd walked across it.</p><p>It took four years to build, " \
	"twice as long as had been planned.</p></body></html>"

TEST(titles_lose_the_name_of_the_site)
{
	static const struct { const char *page, *want; } rows[] = {
		{ PAGE("<title>New bridge opened | The Daily Gull</title>"
		       "<meta property=og:site_name content='The Daily Gull'>",
		       ""),
		  "New bridge opened" },
		{ PAGE("<title>Gull - New bridge opened</title>", ""),
		  "New bridge opened" },
		{ PAGE("<title>New bridge opened - gull.example</title>", ""),
		  "New bridge opened" },
		{ PAGE("<title>Gull</title>",
		       "<h1>Gull</h1><h1>New bridge opened</h1>"),
		  "New bridge opened" },
		{ PAGE("<title>A - B - C</title>", ""), "A - B - C" },
		{ PAGE("<meta property=og:title content='Bridge &amp; "
		       "road'><title>x</title>",
		       "<h2>Bridge &amp; road</h2>"),
		  "Bridge & road" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;

		begin(&f);
		extract(&f, str_from(rows[i].page), "https://gull.example/a",
		        NULL);
		assert_str(f.a.title, rows[i].want);
		end(&f);
	}
}

TEST(bylines_are_people)
{
	static const struct { const char *author, *want; } rows[] = {
		{ "By Jane Whitmore", "Jane Whitmore" },
		{ "Par Anne Morel et Karim Benali",
		  "Anne Morel, Karim Benali" },
		{ "بقلم: سعيد الحسني", "سعيد الحسني" },
		{ "كتب ضحى عرفة", "ضحى عرفة" },
		{ "القاهرة - حسام أبو العلا", "حسام أبو العلا" },
		{ "حوار ـ محمد المرحبي", "محمد المرحبي" },
		{ "https://facebook.com/someone", "" },
		{ "admin", "" },
		{ "editor@gull.example", "" },
		{ "The Gull", "" },
		{ "J. Smith (js)", "J. Smith" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;
		struct str page;

		begin(&f);
		page = str_fmt(&f.mem,
		               "<meta name=author content=\"%s\"><meta "
		               "property=og:site_name content='The Gull'>",
		               rows[i].author);
		extract(&f, page, "https://gull.example/a", NULL);
		assert_str(f.a.byline, rows[i].want);
		end(&f);
	}
}

TEST(visible_dates_are_read_where_nothing_else_is_stated)
{
	static const struct { const char *html, *want; } rows[] = {
		{ "<span class=date>12 شتنبر 2022</span>", "2022-09-12" },
		{ "<div>نشر في: 10 دجنبر 2020</div>", "2020-12-10" },
		{ "<p>Publié le 14 mai 2024</p>", "2024-05-14" },
		{ "<div class=info>Anna | 2021-03-04 10:00</div>",
		  "2021-03-04" },
		{ "<time datetime=2019-08-07T06:05:04Z>x</time>",
		  "2019-08-07" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;
		struct str got;

		begin(&f);
		extract(&f, str_fmt(&f.mem, "<title>T</title><h1>T</h1>%s",
		                    rows[i].html),
		        "https://gull.example/a", NULL);
		assert_true(f.a.has_published);
		got = datetime_rfc3339(&f.mem, f.a.published);
		assert_str(str_sub(got, 0, 10), rows[i].want);
		end(&f);
	}
}

TEST(the_feed_helps_where_the_page_is_silent)
{
	struct feed_item hint = {
		.title = STR("New bridge opened"),
		.author = STR("Jane Whitmore"),
		.published = { .unix_s = 1600000000, .has_time = true },
		.has_published = true,
		.content_html = STR("<p>From the feed.</p>"),
		.image = STR("https://gull.example/i.jpg"),
	};
	struct fixture f;

	begin(&f);
	extract(&f, STR("<title>New bridge opened ~ what a gull</title>"),
	        "https://gull.example/a", &hint);
	assert_str(f.a.title, "New bridge opened");
	assert_str(f.a.byline, "Jane Whitmore");
	assert_str(f.a.text, "From the feed.");
	assert_str(f.a.image, "https://gull.example/i.jpg");
	assert_int_equal(f.a.published.unix_s, 1600000000);
	end(&f);
	begin(&f); /* what is only shown weighs less than the feed */
	extract(&f, STR("<h1>New bridge opened</h1><p class=date>1 May "
	                "2001</p><p class=author>Follow us there</p>"),
	        "https://gull.example/a", &hint);
	assert_str(f.a.byline, "Jane Whitmore");
	assert_int_equal(f.a.published.unix_s, 1600000000);
	end(&f);
	begin(&f); /* what is stated for machines weighs more */
	extract(&f, STR("<meta property=article:published_time "
	                "content=2019-01-02T03:04:05Z><meta name=author "
	                "content='Al Brown'>"),
	        "https://gull.example/a", &hint);
	assert_str(f.a.byline, "Al Brown");
	assert_int_equal(f.a.published.unix_s, 1546398245);
	end(&f);
}

TEST(robots_and_tdm_are_obeyed)
{
	static const struct {
		const char *page;
		bool archive, index;
	} rows[] = {
		{ "<meta name=robots content='index, follow'>", 0, 0 },
		{ "<meta name=ROBOTS content=NOINDEX>", 0, 1 },
		{ "<meta name=robots content=none>", 1, 1 },
		{ "<meta name=robots content='nosnippet'>", 1, 0 },
		{ "<meta name=tdm-reservation content=1>", 1, 0 },
		{ "<meta name=tdm-reservation content=0>", 0, 0 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;

		begin(&f);
		extract(&f, str_from(rows[i].page), "", NULL);
		assert_int_equal(f.a.no_archive, rows[i].archive);
		assert_int_equal(f.a.no_index, rows[i].index);
		end(&f);
	}
}

TEST(pages_without_html_and_body_are_read)
{
	struct fixture f;

	begin(&f);
	extract(&f, STR("<title>A bridge</title><h1>A bridge</h1><p>The mayor "
	                "opened the bridge on Monday, with a large crowd."),
	        "", NULL);
	assert_str(f.a.text, "The mayor opened the bridge on Monday, with a "
	                     "large crowd.");
	end(&f);
}

/* Small blocks: the maximum is then met at many places. */
#define FULL_BLOCK 512u
#define FULL_FIRST ((size_t)4 << 10)
#define FULL_STEP 311u

/* Whether a page fits an arena of that many bytes; then it is well read. */
static bool
fits(struct extract_input *in, size_t max, struct str want)
{
	struct arena mem = ARENA_INIT(FULL_BLOCK, max);
	struct doc_article a = { 0 };
	struct extract_trace trace = { .mem = NULL };
	struct diags d = { 0 };
	enum err e;

	in->trace = &trace;
	e = extract_page(&mem, in, &a, &d);
	if (e == ERR_OK)
		assert_true(str_eq(a.text, want));
	else
		assert_int_equal(e, ERR_LIMIT);
	arena_release(&mem);
	return e == ERR_OK;
}

TEST(a_full_arena_is_an_error_wherever_it_is_met)
{
	static const char *const pages[] = { "ar_rules", "ar_wordpress",
		                             "en_teasers", "fr_article",
		                             "fr_jsonld_only" };

	for (size_t i = 0; i < 2 * COUNT(pages); i++) {
		struct extract_rules rules = { 0 };
		struct extract_input in = { .rules = &rules };
		struct fixture f;
		char path[512];
		size_t max = FULL_FIRST, failed = 0;

		begin(&f);
		snprintf(path, sizeof(path), "%s/%s.html", FOLDER,
		         pages[i / 2]);
		assert_int_equal(io_read_file(path, &f.raw), ERR_OK);
		in.text = buf_str(&f.raw);
		in.url = STR("https://gull.example/2022/09/a");
		rules.exclude = selector(&f, "aside, .share, script");
		if (i % 2 == 1)
			rules.include = selector(&f, "article, .text");
		assert_int_equal(extract_page(&f.mem, &in, &f.a, &f.d),
		                 ERR_OK);
		for (; !fits(&in, max, f.a.text); max += FULL_STEP)
			failed++;
		assert_true(failed > 10);
		end(&f);
	}
}

RUN(CASE(pages_give_what_is_expected), CASE(titles_lose_the_name_of_the_site),
    CASE(bylines_are_people),
    CASE(visible_dates_are_read_where_nothing_else_is_stated),
    CASE(the_feed_helps_where_the_page_is_silent),
    CASE(robots_and_tdm_are_obeyed),
    CASE(pages_without_html_and_body_are_read), 
    CASE(a_full_arena_is_an_error_wherever_it_is_met))
