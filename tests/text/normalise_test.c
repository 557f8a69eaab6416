#include "test.h"

#include <utf8proc.h>

#include "text/normalise.h"
#include "text/utf8.h"

typedef void form(struct buf *out, struct str s);

static void
check(form *make, const char *name, const char *in, const char *want)
{
	struct buf b = BUF_INIT(4096);

	make(&b, str_from(in));
	if (!str_eq(buf_str(&b), str_from(want)))
		fail_msg("%s: got \"%.*s\", want \"%s\"", name,
		         STR_ARG(buf_str(&b)), want);
	buf_release(&b);
}

struct row {
	const char *name, *in, *want;
};

TEST(folds_spelling_variants)
{
	static const struct row rows[] = {
		{ "tatweel", "كـــتاب", "كتاب" },
		{ "hamza alef", "أخبار", "اخبار" },
		{ "madda", "آخر", "اخر" },
		{ "hamza below", "إلى", "الي" },
		{ "wasla", "ٱلله", "الله" },
		{ "harakat", "مُحَمَّدٌ", "محمد" },
		{ "teh marbuta", "مدينة", "مدينه" },
		{ "farsi yeh and keheh", "کتابی", "كتابي" },
		{ "yeh hamza", "شئون", "شءون" },
		{ "waw hamza", "شؤون", "شءون" },
		{ "combining hamza", "شو\xD9\x94" "ون", "شءون" },
		{ "moroccan g", "أݣادير", "اكادير" },
		{ "arabic digits", "٢٠٢٦", "2026" },
		{ "persian digits", "۲۰۲۶", "2026" },
		{ "presentation forms", "\xEF\xBB\xBB\xEF\xBA\x8E", "لاا" },
		{ "ligature", "\xEF\xB7\xB2", "الله" },
		{ "punctuation", "«قال: لا!»، ثم؟", "قال لا ثم" },
		{ "zero width", "مي\xE2\x80\x8C" "شود", "ميشود" },
		{ "bidi marks", "\xE2\x80\x8F" "abc\xE2\x80\x8E", "abc" },
		{ "french", "L\xE2\x80\x99" "Élysée — Œuvre", "l elysee oeuvre" },
		{ "sharp s", "Straße", "strasse" },
		{ "decomposed accent", "e\xCC\x81t\xC3\xA9", "ete" },
		{ "turkish", "İstanbul ılık", "istanbul ilik" },
		{ "russian", "Йод", "иод" },
		{ "full width", "ＡＢＣ１", "abc1" },
		{ "emoji", "نعم \xF0\x9F\x98\x80 لا", "نعم لا" },
		{ "only marks", " .,! ", "" },
		{ "invalid bytes", "a\xFF" "b", "a b" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check(text_fold, rows[i].name, rows[i].in, rows[i].want);
}

TEST(folding_twice_changes_nothing)
{
	struct buf one = BUF_INIT(256), two = BUF_INIT(512);

	for (uint32_t c = 1; c < 0x30000; c++) {
		buf_clear(&one);
		buf_put(&one, STR("x"));
		buf_put_cp(&one, c);
		buf_put(&one, STR(" y"));
		buf_clear(&two);
		text_fold(&two, buf_str(&one));
		buf_clear(&one);
		text_fold(&one, buf_str(&two));
		if (!str_eq(buf_str(&one), buf_str(&two)))
			fail_msg("U+%04X: \"%.*s\" then \"%.*s\"", c,
			         STR_ARG(buf_str(&two)),
			         STR_ARG(buf_str(&one)));
	}
	buf_release(&one);
	buf_release(&two);
}

TEST(folds_long_texts_across_its_steps)
{
	struct buf in = BUF_INIT(1 << 16), out = BUF_INIT(1 << 16);

	for (int i = 0; i < 1000; i++)
		buf_put(&in, STR("أحمد، Été  "));
	text_fold(&out, buf_str(&in));
	assert_int_equal(out.n, 1000 * (8 + 1 + 3 + 1) - 1);
	assert_true(str_ends(buf_str(&out), STR("ete احمد ete")));
	buf_release(&in);
	buf_release(&out);
}

TEST(stops_at_the_buffers_maximum)
{
	struct buf b = BUF_INIT(8);

	text_fold(&b, STR("سلام"));
	assert_int_equal(b.err, ERR_OK);
	assert_str(buf_str(&b), "سلام");
	text_fold(&b, STR("x"));
	assert_int_equal(b.err, ERR_LIMIT);
	buf_clear(&b);
	text_shown(&b, STR("سلام"));
	assert_int_equal(b.err, ERR_OK);
	text_shown(&b, STR("x"));
	assert_int_equal(b.err, ERR_LIMIT);
	buf_release(&b);
}

TEST(shows_what_the_outlet_wrote)
{
	static const struct row rows[] = {
		{ "white space", "  a \t b\n\n c\xC2\xA0 d ", "a b c d" },
		{ "arabic as written", "«أهلاً» بالـعالم؟", "«أهلاً» بالـعالم؟" },
		{ "bidi controls", "a\xE2\x80\xAE" "b\xE2\x81\xA6" "c", "abc" },
		{ "controls", "a\x01" "b\x7F" "c\xC2\x85" "d", "abc d" },
		{ "composes latin", "e\xCC\x81t\xC3\xA9", "été" },
		{ "composes hamza", "ا\xD9\x94" "خبار", "أخبار" },
		{ "orders marks", "شد\xD9\x91\xD9\x8E" "ة",
		  "شد\xD9\x8E\xD9\x91" "ة" },
		{ "joiners stay", "مي\xE2\x80\x8C" "شود",
		  "مي\xE2\x80\x8C" "شود" },
		{ "zero width space", "a\xE2\x80\x8B" "b", "ab" },
		{ "angstrom", "\xE2\x84\xAB", "\xC3\x85" },
		{ "hidden between spaces", "a \xE2\x80\x8E b", "a b" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check(text_shown, rows[i].name, rows[i].in, rows[i].want);
}

TEST(shows_paragraphs_one_a_line)
{
	check(text_shown_lines, "lines", "\n  a  b \n \n\nc\r\nd\n\n",
	      "a b\nc\nd");
	check(text_shown_lines, "none", " \n \n", "");
}

TEST(cuts_between_words)
{
	static const struct {
		const char *in;
		size_t max;
		const char *want;
	} rows[] = {
		{ "واحد اثنان ثلاثة", 11, "واحد اثنان" },
		{ "واحد اثنان ثلاثة", 10, "واحد اثنان" },
		{ "واحد اثنان ثلاثة", 9, "واحد" },
		{ "واحد اثنان", 99, "واحد اثنان" },
		{ "طويييييييل", 4, "طويي" },
		{ "a b", 0, "" },
		{ "", 5, "" },
		{ "one  two", 4, "one" },
		{ "one  two", 5, "one" },
		{ "one two ", 9, "one two" },
		{ "one two ", 7, "one two" },
		{ "  words", 4, "  wo" },
		{ "    ", 2, "  " },
		{ "    ", 9, "" },
		{ "one\xC2\xA0two", 5, "one" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_str(text_cut_words(str_from(rows[i].in), rows[i].max),
		           rows[i].want);
}

TEST(direction_is_that_of_the_first_letter)
{
	assert_int_equal(text_direction(STR("12 - سلام abc")), 1);
	assert_int_equal(text_direction(STR("AFP - أعلنت الحكومة")), 1);
	assert_int_equal(text_direction(STR("Le mot «سلام» est arabe")), 0);
	assert_int_equal(text_direction(STR("123 !")), -1);
	assert_int_equal(text_direction(STR("123 \xD9\xA3\xD9\x8E")), -1);
	assert_int_equal(text_direction(STR("12 \xD7\x90 \xDB\x8C a")), 1);
}

/* What a code point is folded to when only Unicode's tables are asked. */
static void
fold_decomposed(struct buf *out, uint32_t c)
{
	utf8proc_int32_t d[8];
	struct buf in = BUF_INIT(64);
	int boundary = 0;
	utf8proc_ssize_t n = utf8proc_decompose_char(
	        (utf8proc_int32_t)c, d, 8,
	        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD,
	        &boundary);

	assert_in_range(n, 0, 8);
	for (utf8proc_ssize_t i = 0; i < n; i++)
		buf_put_cp(&in, (uint32_t)d[i]);
	text_fold(out, buf_str(&in));
	buf_release(&in);
}

TEST(latin_letters_fold_as_their_decompositions)
{
	for (uint32_t c = 0xA0; c < 0x180; c++) {
		struct buf in = BUF_INIT(64), got = BUF_INIT(64);
		struct buf want = BUF_INIT(64);

		buf_put_cp(&in, c);
		text_fold(&got, buf_str(&in));
		fold_decomposed(&want, c);
		buf_put_char(&want, '\0');
		assert_str(buf_str(&got), want.p);
		buf_release(&in);
		buf_release(&got);
		buf_release(&want);
	}
}

TEST(letters_with_marks_apart_are_shown_composed)
{
	static const struct { const char *in, *want; } rows[] = {
		{ "e\xCC\x81t\xC3\xA9", "été" },
		{ "\xE2\x80\x9C" "e\xCC\x81\xE2\x80\x9D", "“é”" },
		{ "\xC3\xA9\xCC\xA3", "\xE1\xBA\xB9\xCC\x81" },
		{ "c\xC2\xA0o\xC2\xAD" "de", "c ode" },
		{ "\xE2\x80\x94\xE2\x80\xA8x", "— x" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = BUF_INIT(256);

		text_shown(&out, str_from(rows[i].in));
		assert_str(buf_str(&out), rows[i].want);
		buf_release(&out);
	}
}

TEST(a_letter_keeps_thirty_marks)
{
	struct buf in = BUF_INIT(1u << 20), once = BUF_INIT(1u << 20);
	struct buf twice = BUF_INIT(1u << 20);

	buf_put(&in, STR("ب"));
	for (int i = 0; i < 50000; i++)
		buf_put(&in, STR("\xCC\x81\xCC\xA3\xCD\x84"));
	buf_put(&in, STR("ت"));
	text_shown(&once, buf_str(&in));
	text_shown(&twice, buf_str(&once));
	buf_put_char(&twice, '\0');
	assert_str(buf_str(&once), twice.p);
	assert_int_equal(utf8_count(buf_str(&once)), 32);
	buf_release(&in);
	buf_release(&once);
	buf_release(&twice);
}

/*
 * Near its maximum a buffer is written character by character, not by blocks
 * and runs: the same comes of it, whatever stands where.
 */
TEST(shows_blocks_as_it_shows_characters)
{
	static const struct str odd[] = {
		STR_INIT("  "), STR_INIT(" \t "), STR_INIT("\n"),
		STR_INIT("\x7F"), STR_INIT("\x01 "), STR_INIT("\xC2\xA0 "),
		STR_INIT("\xD8\x9F"), STR_INIT("\xD8\xA0"),
		STR_INIT("\xD9\x8A"), STR_INIT("\xD9\x8B"),
		STR_INIT("\xD9\x93"), STR_INIT("\xDA\xA9"),
		STR_INIT("\xE2\x80\x93"), STR_INIT("\xC3\xA9"),
		STR_INIT("e\xCC\x81"), STR_INIT("\xE2\x80\x8F"),
	};
	struct str plain = STR("وزير من 12 abc في المدينة a و b قال إن 3.");

	for (size_t i = 0; i < COUNT(odd) * COUNT(odd) * plain.n; i++) {
		struct buf in = BUF_INIT(240), slow = BUF_INIT(250);
		struct buf fast = BUF_INIT(4096);
		size_t at = i / COUNT(odd) / COUNT(odd);

		if ((plain.p[at] & 0xC0) == 0x80)
			continue;
		buf_put(&in, odd[i / COUNT(odd) % COUNT(odd)]);
		buf_put(&in, str_sub(plain, 0, at));
		buf_put(&in, odd[i % COUNT(odd)]);
		buf_put(&in, str_sub(plain, at, plain.n));
		buf_put(&in, plain);
		text_shown(&slow, buf_str(&in));
		text_shown(&fast, buf_str(&in));
		assert_true(in.err == ERR_OK && slow.err == ERR_OK);
		assert_true(str_eq(buf_str(&fast), buf_str(&slow)));
		buf_release(&in);
		buf_release(&slow);
		buf_release(&fast);
	}
}

RUN(CASE(shows_blocks_as_it_shows_characters),
    CASE(a_letter_keeps_thirty_marks),
    CASE(latin_letters_fold_as_their_decompositions),
    CASE(letters_with_marks_apart_are_shown_composed),
    CASE(folds_spelling_variants), CASE(folding_twice_changes_nothing),
    CASE(folds_long_texts_across_its_steps),
    CASE(stops_at_the_buffers_maximum), CASE(shows_what_the_outlet_wrote),
    CASE(shows_paragraphs_one_a_line), CASE(cuts_between_words),
    CASE(direction_is_that_of_the_first_letter))
