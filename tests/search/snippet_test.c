#include <string.h>

#include "base/arena.h"
#include "search/search.h"
#include "test.h"
#include "text/stem.h"

#define WORDS_MAX 8

/* A folded word as a term: with a star the head of one, else by its stem. */
static struct search_term
term(struct arena *mem, struct str word)
{
	struct stemmer *st = stemmer_new();
	struct str stem = str_copy(mem, stem_word(st, STEM_NONE, word));

	stemmer_free(st);
	if (str_ends(word, STR("*")))
		return (struct search_term){ SEARCH_HEAD,
			                     str_sub(word, 0, word.n - 1) };
	return (struct search_term){ SEARCH_STEM, stem };
}

/* A snippet as one text: marked pieces in brackets, "~" where it was cut. */
static struct str
snippet(struct arena *mem, struct str text, const char *words, size_t max)
{
	struct search_answer a = {
		.terms = ARENA_ARRAY(mem, struct search_term, WORDS_MAX)
	};
	struct str rest = str_from(words), all;
	struct search_snippet s;

	while (rest.n > 0 && a.term_count < WORDS_MAX)
		a.terms[a.term_count++] = term(mem, str_until(&rest, ' '));
	search_snippet(text, &a, max, &s);
	assert_in_range(s.n, 1, SEARCH_PIECES_MAX);
	all = s.cut_before ? STR("~") : STR_EMPTY;
	for (size_t i = 0; i < s.n; i++)
		all = str_fmt(mem, i % 2 == 1 ? "%.*s[%.*s]" : "%.*s%.*s",
		              STR_ARG(all), STR_ARG(s.piece[i]));
	return s.cut_after ? str_cat(mem, all, STR("~")) : all;
}

TEST(marks_the_words_as_they_stand_in_the_text)
{
	static const struct {
		const char *text, *words, *want;
	} rows[] = {
		{ "قال الوزير إن الأسعار سترتفع", "الاسعار",
		  "قال الوزير إن [الأسعار] سترتفع" },
		{ "Le Ministère, hier.", "ministere hier",
		  "Le [Ministère,] [hier.]" },
		{ "no such word", "absent", "no such word" },
		{ "first", "first", "[first]" },
		{ "كتاب وكتب وكتابة", "كتا*", "[كتاب] وكتب وكتابة" },
		{ "l'eau claire", "eau", "[l'eau] claire" },
		{ "", "x", "" },
		{ " \n ", "x", "" },
		{ "a a", "a", "[a] [a]" },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 8u << 20);

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_str(snippet(&mem, str_from(rows[i].text), rows[i].words,
		                   100),
		           rows[i].want);
	arena_release(&mem);
}

TEST(shows_the_passage_with_most_of_the_words)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 8u << 20);
	struct str text = STR("zero red one two three four five six seven "
	                      "eight nine ten red and blue end of the text "
	                      "that goes on");

	assert_str(snippet(&mem, text, "red blue", 30),
	           "~ten [red] and [blue] end of the~");
	assert_str(snippet(&mem, text, "zero", 12), "[zero] red one~");
	assert_str(snippet(&mem, text, "on", 30), "~goes [on]");
	assert_str(snippet(&mem, text, "none", 12), "zero red one~");
	arena_release(&mem);
}

TEST(many_hits_and_endless_words_stay_within_bounds)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 64u << 20);
	static char text[200000];
	struct str all = { text, sizeof(text) };

	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = i % 2 == 0 ? 'a' : ' ';
	snippet(&mem, all, "a", 200);
	memset(text, 'a', sizeof(text));
	assert_int_equal(snippet(&mem, all, "a", 200).n, 201);
	memset(text, '\xFF', sizeof(text));
	snippet(&mem, all, "a", 200);
	snippet(&mem, all, "a", 0);
	arena_release(&mem);
}

RUN(CASE(marks_the_words_as_they_stand_in_the_text),
    CASE(shows_the_passage_with_most_of_the_words),
    CASE(many_hits_and_endless_words_stay_within_bounds))
