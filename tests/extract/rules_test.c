/*
 * What is known of an outlet's other pages, at work on one page.
 */
#include "test.h"

#include <stdlib.h>

#include "base/buf.h"
#include "extract/extract.h"
#include "html/select.h"

#define FIRST "The mayor opened the new bridge on Monday, and a large crowd " \
	      "walked across it."
#define SECOND "It took four years to build, twice as long as had been " \
	       "planned, and cost a third more."
#define NOTE "Copyright of the Daily Gull; nothing may be copied, printed " \
	     "or sent on without a letter."
#define SLOGAN "First with the news of the harbour"

#define PAGE                                                            \
	"<html><head><title>New bridge opened</title></head><body>"     \
	"<h1>New bridge opened</h1><div class=text><p>" SLOGAN "</p>"   \
	"<p>" FIRST "</p><p>" SECOND "</p><div class=last><p>" NOTE     \
	"</p></div></div></body></html>"

struct fixture {
	struct arena mem;
	struct extract_rules rules;
	struct doc_article a;
	struct diags d;
};

static void
begin(struct fixture *f)
{
	*f = (struct fixture){ .mem = ARENA_INIT(ARENA_BLOCK, 64u << 20) };
}

static void
end(struct fixture *f)
{
	arena_release(&f->mem);
}

static const struct selector *
choose(struct fixture *f, const char *text)
{
	struct select_fault fault;
	const struct selector *s = NULL;

	if (text != NULL)
		assert_int_equal(select_parse(&f->mem, str_from(text), &s,
		                              &fault), ERR_OK);
	return s;
}

static void
extract(struct fixture *f, const char *page)
{
	struct extract_input in = { .text = str_from(page),
		                    .url = STR("https://gull.example/1"),
		                    .rules = &f->rules };

	f->d = (struct diags){ 0 };
	assert_int_equal(extract_page(&f->mem, &in, &f->a, &f->d), ERR_OK);
}

TEST(selectors_say_what_the_text_is)
{
	static const struct {
		const char *include, *exclude, *text;
		enum rule_outcome included, excluded;
	} rows[] = {
		{ NULL, NULL, SLOGAN "\n" FIRST "\n" SECOND "\n" NOTE,
		  RULE_NONE, RULE_NONE },
		{ ".last", NULL, NOTE, RULE_MATCHED, RULE_NONE },
		/* in the order of the page, each once */
		{ ".last, p, .text", NULL,
		  SLOGAN "\n" FIRST "\n" SECOND "\n" NOTE, RULE_MATCHED,
		  RULE_NONE },
		{ NULL, ".last", SLOGAN "\n" FIRST "\n" SECOND, RULE_NONE,
		  RULE_MATCHED },
		{ "body", ".last, h1", SLOGAN "\n" FIRST "\n" SECOND,
		  RULE_MATCHED, RULE_MATCHED },
		/* nothing there: the ordinary way */
		{ ".article-body", ".ad", SLOGAN "\n" FIRST "\n" SECOND "\n"
		                          NOTE, RULE_MISSED, RULE_MISSED },
		{ "head, title", NULL, SLOGAN "\n" FIRST "\n" SECOND "\n" NOTE,
		  RULE_MISSED, RULE_NONE },
		/* an inclusion whose text is excluded gives none */
		{ ".last", ".last p", SLOGAN "\n" FIRST "\n" SECOND,
		  RULE_MISSED, RULE_MATCHED },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;

		begin(&f);
		f.rules.include = choose(&f, rows[i].include);
		f.rules.exclude = choose(&f, rows[i].exclude);
		extract(&f, PAGE);
		assert_str(f.a.text, rows[i].text);
		assert_str(f.a.title, "New bridge opened");
		assert_int_equal(f.a.include, rows[i].included);
		assert_int_equal(f.a.exclude, rows[i].excluded);
		assert_int_equal(f.d.count[DIAG_RULE_NO_INCLUDE],
		                 rows[i].included == RULE_MISSED);
		assert_int_equal(f.d.count[DIAG_RULE_NO_EXCLUDE],
		                 rows[i].excluded == RULE_MISSED);
		end(&f);
	}
}

TEST(an_included_element_inside_a_line_is_all_of_the_text)
{
	struct fixture f;

	begin(&f);
	f.rules.include = choose(&f, "b");
	extract(&f, "<h1>A title</h1><p>before it <b>the words that were "
	            "asked for</b> after it</p>");
	assert_str(f.a.text, "the words that were asked for");
	end(&f);
}

TEST(a_rule_that_finds_no_text_changes_nothing)
{
	static const char page[] =
		"<h1>New bridge opened</h1><p>" FIRST " <b class=x>New bridge "
		"opened</b></p><p>" SECOND "</p>";
	struct fixture f;
	struct str plain;

	begin(&f);
	extract(&f, page);
	plain = f.a.text;
	assert_true(str_starts(plain, STR(FIRST)));
	f.rules.include = choose(&f, ".x");
	extract(&f, page);
	assert_true(str_eq(f.a.text, plain) || f.a.include == RULE_MATCHED);
	f.rules.include = choose(&f, ".nothing");
	extract(&f, page);
	assert_true(str_eq(f.a.text, plain));
	assert_int_equal(f.a.include, RULE_MISSED);
	end(&f);
}

TEST(what_is_excluded_is_not_read_for_anything)
{
	static const char rich[] =
		"<h1>New bridge opened</h1><div class=c><script type="
		"'application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":"
		"{\"@type\":\"Person\",\"name\":\"Mary Brown\"},"
		"\"datePublished\":\"2026-03-02\"}</script>"
		"<meta property='article:section' content=Harbour>"
		"<a rel=tag href=/t/1>bridges</a>"
		"<img src=https://gull.example/b.jpg width=900 height=600>"
		"</div><p>" FIRST "</p><p>" SECOND "</p>";
	static const char page[] =
		"<h1>New bridge opened</h1><p class=by>By Mary Brown</p>"
		"<p class=when><time datetime='2026-03-02'>2 March</time></p>"
		"<p>" FIRST "</p><p>" SECOND "</p>";
	struct fixture f;

	begin(&f);
	extract(&f, page);
	assert_str(f.a.byline, "Mary Brown");
	assert_true(f.a.has_published);
	f.rules.exclude = choose(&f, ".by, .when");
	extract(&f, page);
	assert_str(f.a.byline, "");
	assert_false(f.a.has_published);
	f.rules.exclude = NULL;
	extract(&f, rich);
	assert_str(f.a.byline, "Mary Brown");
	assert_str(f.a.section, "Harbour");
	f.rules.exclude = choose(&f, ".c");
	extract(&f, rich);
	assert_str(f.a.byline, "");
	assert_false(f.a.has_published);
	assert_str(f.a.section, "");
	assert_str(f.a.image, "");
	assert_int_equal(f.a.tag_count, 0);
	end(&f);
}

static int
by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

/* Makes the lines of the article just read that are in `list` boilerplate. */
static void
learn(struct fixture *f, const char *const *list, size_t n)
{
	uint64_t *set = ARENA_ARRAY(&f->mem, uint64_t, n);
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < f->a.line_count; k++)
			if (str_eq(f->a.lines[k].text, str_from(list[i])))
				set[found++] = f->a.lines[k].print;
	assert_int_equal(found, n);
	qsort(set, n, sizeof(*set), by_number);
	f->rules.boilerplate = set;
	f->rules.boilerplate_n = n;
}

TEST(boilerplate_is_left_out_and_still_told)
{
	static const char *const known[] = { SLOGAN };
	struct fixture f;

	begin(&f);
	extract(&f, PAGE);
	assert_int_equal(f.a.line_count, 4);
	learn(&f, known, 1);
	extract(&f, PAGE);
	assert_str(f.a.text, FIRST "\n" SECOND "\n" NOTE);
	assert_true(str_starts(f.a.excerpt, STR(FIRST)));
	assert_int_equal(f.a.line_count, 4);
	assert_true(f.a.lines[0].dropped);
	assert_false(f.a.lines[1].dropped);
	assert_int_equal(f.d.count[DIAG_BOILERPLATE], 1);
	end(&f);
}

TEST(an_article_published_before_is_not_emptied)
{
	static const char *const known[] = { FIRST, SECOND, NOTE, SLOGAN };
	struct fixture f;

	begin(&f);
	extract(&f, PAGE);
	learn(&f, known, COUNT(known));
	extract(&f, PAGE);
	assert_str(f.a.text, SLOGAN "\n" FIRST "\n" SECOND "\n" NOTE);
	assert_false(f.a.lines[0].dropped);
	assert_int_equal(f.d.count[DIAG_BOILERPLATE], 0);
	end(&f);
}

TEST(spelling_and_punctuation_do_not_hide_a_line)
{
	struct fixture f;
	uint64_t print;

	begin(&f);
	extract(&f, "<h1>خبر</h1><p>كُونوا معنا على قناتنا!</p><p>نص الخبر طويل "
	            "بما يكفي ليعد فقرة من فقرات هذه الصفحة، وفيه فاصلة.</p>");
	print = f.a.lines[0].print;
	extract(&f, "<h1>خبر</h1><p>كونوا معنا على قناتنا</p><p>نص الخبر طويل "
	            "بما يكفي ليعد فقرة من فقرات هذه الصفحة، وفيه فاصلة.</p>");
	assert_true(f.a.lines[0].print == print);
	end(&f);
}

TEST(lines_without_a_letter_are_not_compared)
{
	struct fixture f;

	begin(&f);
	extract(&f, "<h1>Score</h1><p>3 - 1</p><p>***</p><p>" FIRST "</p>"
	            "<p>2026</p><p>" SECOND "</p>");
	assert_int_equal(f.a.line_count, 2);
	end(&f);
}

TEST(a_tiny_line_is_told_with_the_one_above_too)
{
	struct fixture f;
	uint64_t pair;

	begin(&f);
	extract(&f, "<h1>Score</h1><p>" FIRST "</p><p>Write to us</p>"
	            "<p>Telephone 12</p>");
	assert_int_equal(f.a.line_count, 5);
	assert_str(f.a.lines[3].text, "Telephone 12");
	assert_str(f.a.lines[4].text, "Telephone 12");
	assert_int_equal(f.a.lines[4].span, 12 + 11);
	assert_int_equal(f.a.lines[4].len, 0);
	pair = f.a.lines[4].print;
	assert_true(pair != f.a.lines[3].print);
	f.rules.boilerplate = &pair;
	f.rules.boilerplate_n = 1;
	/* below another line it is none */
	extract(&f, "<h1>Score</h1><p>" FIRST "</p><p>Telephone 12</p>");
	assert_str(f.a.text, FIRST "\nTelephone 12");
	extract(&f, "<h1>Score</h1><p>" SECOND "</p><p>Write to us</p>"
	            "<p>Telephone 12</p>");
	assert_str(f.a.text, SECOND "\nWrite to us");
	assert_true(f.a.lines[3].dropped && f.a.lines[4].dropped);
	end(&f);
}

/* An agency signs all of its texts; the word alone is never learnt. */
TEST(a_single_word_is_told_by_the_line_above_alone)
{
	struct fixture f;
	uint64_t pair;

	begin(&f);
	extract(&f, "<h1>Score</h1><p>" FIRST "</p><p>(Reuters)</p>");
	assert_int_equal(f.a.line_count, 2);
	pair = f.a.lines[1].print;
	assert_int_equal(f.a.lines[1].len, 9);
	extract(&f, "<h1>Score</h1><p>" SECOND "</p><p>(Reuters)</p>");
	assert_int_equal(f.a.line_count, 2);
	assert_true(f.a.lines[1].print != pair);
	extract(&f, "<h1>Score</h1><p>Reuters</p><p>" SECOND "</p>");
	assert_int_equal(f.a.line_count, 1);
	end(&f);
}

TEST(of_a_long_text_both_ends_are_compared)
{
	struct fixture f;
	struct buf page = BUF_INIT(1u << 20);

	begin(&f);
	buf_put(&page, STR("<h1>A long one</h1>"));
	for (int i = 0; i < 100; i++)
		buf_printf(&page, "<p>Paragraph number %d of this article, "
		                  "which goes on, and on, and on.</p>", i);
	buf_put_char(&page, '\0');
	extract(&f, page.p);
	assert_int_equal(f.a.line_count, 8 + 12);
	assert_true(str_starts(f.a.lines[0].text, STR("Paragraph number 0 ")));
	assert_true(str_starts(f.a.lines[19].text,
	                       STR("Paragraph number 99 ")));
	buf_release(&page);
	end(&f);
}

RUN(CASE(selectors_say_what_the_text_is),
    CASE(an_included_element_inside_a_line_is_all_of_the_text),
    CASE(a_rule_that_finds_no_text_changes_nothing),
    CASE(what_is_excluded_is_not_read_for_anything),
    CASE(boilerplate_is_left_out_and_still_told),
    CASE(an_article_published_before_is_not_emptied),
    CASE(spelling_and_punctuation_do_not_hide_a_line),
    CASE(lines_without_a_letter_are_not_compared),
    CASE(a_tiny_line_is_told_with_the_one_above_too),
    CASE(a_single_word_is_told_by_the_line_above_alone),
    CASE(of_a_long_text_both_ends_are_compared))
