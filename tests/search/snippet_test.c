#include <string.h>

#include "base/arena.h"
#include "search/search.h"
#include "test.h"
#include "text/normalise.h"
#include "text/stem.h"

#define WORDS_MAX 12

/*
 * The words of a query as terms: "word*" the head of one, "=word" as it
 * stands, "&word" the next one of a phrase, "!word" a rare one, else by all
 * stems of it.
 */
static void
add_terms(struct arena *mem, struct search_answer *a, struct str word,
          unsigned number)
{
	struct search_term t = { .word = number, .rarity = 1 };
	bool latin;

	t.follows = str_skip(&word, STR("&"));
	t.rarity = str_skip(&word, STR("!")) ? 9 : 1;
	t.kind = str_skip(&word, STR("=")) ? SEARCH_EXACT : SEARCH_STEM;
	if (str_ends(word, STR("*")))
		t.kind = SEARCH_HEAD;
	word = t.folded = text_fold_copy(mem, word);
	latin = word.n > 0 && (signed char)word.p[0] >= 0;
	for (int i = 0; i < (latin ? STEM__COUNT : 1); i++) {
		if (t.kind == SEARCH_STEM)
			t.folded = str_copy(mem, stem_word(a->stemmer,
			                        (enum stem_language)i,
			                        word));
		a->terms[a->term_count++] = t;
	}
}

/* A snippet as one text: marked pieces in brackets, "~" where it was cut. */
static struct str
snippet(struct arena *mem, struct str text, const char *words, size_t max)
{
	struct search_answer a = {
		.terms = ARENA_ARRAY(mem, struct search_term,
		                     WORDS_MAX * STEM__COUNT),
		.stemmer = stemmer_new(),
	};
	struct str rest = str_from(words), all;
	struct search_snippet s;

	for (unsigned i = 0; rest.n > 0 && i < WORDS_MAX; i++)
		add_terms(mem, &a, str_until(&rest, ' '), i);
	search_snippet(text, &a, max, &s);
	search_end(&a);
	assert_in_range(s.n, 1, SEARCH_PIECES_MAX);
	assert_int_equal(s.n % 2, 1);
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
		/* with what is glued to them, without punctuation */
		{ "استعان وبالكتاب، ثم «كتابه».", "كتاب",
		  "استعان [وبالكتاب]، ثم «[كتابه]»." },
		{ "الكِتَابُ: قرأتُهُ", "كتاب", "[الكِتَابُ]: قرأتُهُ" },
		{ "(كـــتاب)", "كتاب", "([كـــتاب])" },
		{ "أخبار المدرسةِ.", "مدرسه", "أخبار [المدرسةِ]." },
		{ "Le Ministère, hier.", "ministere hier",
		  "Le [Ministère], [hier]." },
		{ "no such word", "absent", "no such word" },
		{ "first", "first", "[first]" },
		{ "كتاب وكتب وكتابة", "كتا*", "[كتاب] وكتب وكتابة" },
		{ "l'eau claire, l’Eau", "eau", "l'[eau] claire, l’[Eau]" },
		{ "aujourd'hui", "hui", "aujourd'[hui]" },
		{ "the reporters' reports", "report",
		  "the [reporters]' [reports]" },
		{ "dying to die, dyed", "die", "[dying] to [die], dyed" },
		{ "Les réformes électorales", "réforme électoral",
		  "Les [réformes] [électorales]" },
		{ "elections, election", "=election",
		  "elections, [election]" },
		{ "سنة ٢٠٢٦!", "2026", "سنة [٢٠٢٦]!" },
		{ "covid-19 AT&T", "19 t", "covid-[19] AT&[T]" },
		{ "", "x", "" },
		{ " \n ", "x", "" },
		{ "a a", "a", "[a] [a]" },
		{ "plain", "", "plain" },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 8u << 20);

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_str(snippet(&mem, str_from(rows[i].text), rows[i].words,
		                   100),
		           rows[i].want);
	arena_release(&mem);
}

TEST(words_of_a_phrase_have_one_mark)
{
	static const struct {
		const char *text, *words, *want;
	} rows[] = {
		{ "هز زلزال الحوز المنطقة", "زلزال &الحوز",
		  "هز [زلزال الحوز] المنطقة" },
		{ "الحوز زلزال", "زلزال &الحوز", "[الحوز] [زلزال]" },
		{ "زلزال في الحوز", "زلزال &الحوز",
		  "[زلزال] في [الحوز]" },
		{ "زلزال الحوز", "زلزال الحوز", "[زلزال] [الحوز]" },
		{ "the red blue green sky", "red &blue &green",
		  "the [red blue green] sky" },
		{ "couleur de l'eau", "couleur &de &eau",
		  "[couleur de l'eau]" },
		{ "red ........... blue", "red &blue",
		  "[red] ........... [blue]" },
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
	static const char long_text[] =
		"zero red one two three four five six seven eight nine ten "
		"red and blue end of the text that goes on";
	static const struct {
		const char *text, *words;
		size_t max;
		const char *want;
	} rows[] = {
		{ long_text, "red blue", 30,
		  "~ten [red] and [blue] end of the~" },
		{ long_text, "zero", 12, "[zero] red one~" },
		{ long_text, "on", 30, "~end of the text that goes [on]" },
		{ long_text, "none", 12, "zero red one~" },
		/* one word ten times is less than two words */
		{ "red red red red red. Here are some other words. "
		  "And red or blue now.", "red blue", 30,
		  "~And [red] or [blue] now." },
		/* the rare one */
		{ "common is this part of it all. Then comes another, rare "
		  "part.", "common !rare", 40, "~it all. Then comes another, [rare] part." },
		/* closer together */
		{ "red a b c d e blue x x x x x x x x x x. So red blue it is",
		  "red blue", 30, "~So [red] [blue] it is" },
		/* from the start of a sentence, the first of several */
		{ "Some words first. The red sky. And then. The red sea.",
		  "red", 24, "~The [red] sky. And then.~" },
		{ "قال. هل عاد؟ نعم عاد الوزير أمس إلى الرباط", "الوزير", 28,
		  "~نعم عاد [الوزير] أمس إلى~" },
		{ "one\nred two", "red", 9, "~[red] two" },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 8u << 20);

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_str(snippet(&mem, str_from(rows[i].text), rows[i].words,
		                   rows[i].max),
		           rows[i].want);
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
	snippet(&mem, all, "a", SIZE_MAX);
	memset(text, 'a', sizeof(text));
	assert_int_equal(snippet(&mem, all, "a", 200).n, 201);
	memset(text, '\xFF', sizeof(text));
	snippet(&mem, all, "a", 200);
	snippet(&mem, all, "a", 0);
	memset(text, '.', sizeof(text));
	memcpy(text, "a ", 2);
	snippet(&mem, all, "a b", 0);
	arena_release(&mem);
}

RUN(CASE(marks_the_words_as_they_stand_in_the_text),
    CASE(words_of_a_phrase_have_one_mark),
    CASE(shows_the_passage_with_most_of_the_words),
    CASE(many_hits_and_endless_words_stay_within_bounds))
