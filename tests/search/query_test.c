#include "search/query.h"
#include "search/search.h"
#include "test.h"

static struct str
expression(struct arena *mem, struct str typed, bool any)
{
	struct query q;

	query_parse(mem, typed, &q);
	return query_expression(mem, &q, any);
}

TEST(words_phrases_prefixes_and_exclusions_are_told_apart)
{
	static const struct {
		const char *typed, *all, *any;
	} rows[] = {
		{ "كلمة", "(\"كلمه\")", "((\"كلمه\"))" },
		{ "one two", "(\"one\" AND \"two\")", "((\"one\" OR \"two\"))" },
		{ "\"one two\" three", "(\"one two\" AND \"three\")",
		  "((\"one two\") AND (\"one two\" OR \"three\"))" },
		{ "«واحد اثنان»", "(\"واحد اثنان\")",
		  "((\"واحد اثنان\") AND (\"واحد اثنان\"))" },
		{ "one -two", "(\"one\") NOT \"two\"",
		  "((\"one\")) NOT \"two\"" },
		{ "one -\"two three\"", "(\"one\") NOT \"two three\"",
		  "((\"one\")) NOT \"two three\"" },
		{ "مغر*", "(\"مغر\" *)", "((\"مغر\" *))" },
		{ "x*", "(\"x\")", "((\"x\"))" },
		{ "l'eau", "(\"l eau\")", "((\"l eau\"))" },
		{ "من هو الوزير؟", "(\"من\" AND \"هو\" AND \"الوزير\")",
		  "((\"الوزير\"))" },
		{ "الإمام علي", "(\"الامام\" AND \"علي\")",
		  "((\"الامام\" OR \"علي\"))" },
		{ "To be or not to be",
		  "(\"to\" AND \"be\" AND \"or\" AND \"not\" AND \"to\" "
		  "AND \"be\")",
		  "((\"to\" OR \"be\" OR \"or\" OR \"not\" OR \"to\" OR "
		  "\"be\"))" },
		{ "\"من هو\" ما", "(\"من هو\" AND \"ما\")",
		  "((\"من هو\") AND (\"من هو\"))" },
		{ "one - two", "(\"one\" AND \"two\")",
		  "((\"one\" OR \"two\"))" },
		{ "one\"two", "(\"one\" AND \"two\")",
		  "((\"two\") AND (\"one\" OR \"two\"))" },
		{ "-one", "", "" },
		{ "", "", "" },
		{ "  \t\n ", "", "" },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 8u << 20);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str typed = str_from(rows[i].typed);

		assert_str(expression(&mem, typed, false), rows[i].all);
		assert_str(expression(&mem, typed, true), rows[i].any);
	}
	arena_release(&mem);
}

TEST(operators_of_the_index_are_words_like_any_other)
{
	static const struct {
		const char *typed, *all;
	} rows[] = {
		{ "a AND b", "(\"a\" AND \"and\" AND \"b\")" },
		{ "NOT", "(\"not\")" },
		{ "NEAR(a b, 5)", "(\"near a\" AND \"b\" AND \"5\")" },
		{ "title:x", "(\"title x\")" },
		{ "^first", "(\"first\")" },
		{ "{title text}:x", "(\"title\" AND \"text x\")" },
		{ "a + b", "(\"a\" AND \"b\")" },
		{ "a' OR '1'='1", "(\"a\" AND \"or\" AND \"1 1\")" },
		{ "'; DROP TABLE article; --",
		  "(\"drop\" AND \"table\" AND \"article\")" },
		{ "\"\"\"\"", "" },
		{ "-", "" },
		{ "--", "" },
		{ "* ** -* \"*\"", "" },
		{ "()[]{}<>!؟،؛«»", "" },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 8u << 20);

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_str(expression(&mem, str_from(rows[i].typed), false),
		           rows[i].all);
	arena_release(&mem);
}

TEST(what_is_too_much_is_left_out)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 8u << 20);
	char many[4000];
	struct query q;

	for (size_t i = 0; i < sizeof(many); i++)
		many[i] = i % 2 == 0 ? 'a' : ' ';
	query_parse(&mem, (struct str){ many, sizeof(many) }, &q);
	assert_int_equal(q.n, SEARCH_TERMS_MAX);
	memset(many, 'a', sizeof(many));
	query_parse(&mem, (struct str){ many, sizeof(many) }, &q);
	assert_int_equal(q.n, 1);
	assert_int_equal(q.terms[0].folded.n, SEARCH_QUERY_MAX);
	arena_release(&mem);
}

RUN(CASE(words_phrases_prefixes_and_exclusions_are_told_apart),
    CASE(operators_of_the_index_are_words_like_any_other),
    CASE(what_is_too_much_is_left_out))
