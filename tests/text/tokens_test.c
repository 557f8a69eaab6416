#include "test.h"

#include "base/buf.h"
#include "text/normalise.h"
#include "text/tokens.h"

#define MAX_BYTES ((size_t)1 << 20)

static const char *const texts[] = {
	"",
	"   ",
	"وزير",
	"  «الوزيرُ» قال: لا!  ",
	"قال الوزير إنّ المغرب، بلد ٢٠٢٦.",
	"L\xE2\x80\x99" "Élysée d'une œuvre",
	"a\xC2\xBD" "b \xEF\xB7\xBA \xEF\xB7\xB2x",
	"a\xFF" "b\xD8 \xD9",
	"مي\xE2\x80\x8C" "شود كـــتاب\xD9\x90",
	"شو\xD9\x94" "ون \xD9\x94 و\xD9\x94",
	"\xD9\x94",
	"نعم \xF0\x9F\x98\x80 لا",
	"e\xCC\x81t\xC3\xA9 ﷺ",
	"رقم12رقم",
};

/* The words joined by spaces. */
static void
join(const struct tokens *t, struct buf *out)
{
	for (size_t i = 0; i < t->n; i++) {
		if (i > 0)
			buf_put_char(out, ' ');
		buf_put(out, t->v[i].folded);
	}
}

static void
check_text(struct tokens *t, struct str text)
{
	struct buf want = BUF_INIT(MAX_BYTES), got = BUF_INIT(MAX_BYTES);

	text_fold(&want, text);
	assert_int_equal(tokens_take(t, text), ERR_OK);
	join(t, &got);
	assert_true(str_eq(buf_str(&got), buf_str(&want)));
	for (size_t i = 0; i < t->n; i++) {
		const struct token *w = &t->v[i];

		assert_true(w->start < w->end && w->end <= text.n);
		buf_clear(&got);
		text_fold(&got, str_sub(text, w->start, w->end));
		assert_true(str_find(buf_str(&got), w->folded) != STR_NPOS);
		assert_true(i == 0 || w->start >= w[-1].start);
	}
	buf_release(&want);
	buf_release(&got);
}

TEST(words_are_those_of_the_folded_text)
{
	struct tokens t;

	tokens_init(&t, MAX_BYTES);
	for (size_t i = 0; i < COUNT(texts); i++)
		check_text(&t, str_from(texts[i]));
	tokens_release(&t);
}

TEST(words_of_long_texts_are_found_across_runs)
{
	struct buf text = BUF_INIT(MAX_BYTES);
	struct tokens t;

	for (size_t i = 0; i < 4000; i++) {
		buf_put(&text, str_from(texts[i * 7 % COUNT(texts)]));
		if (i % 3 == 0)
			buf_put_char(&text, ' ');
	}
	tokens_init(&t, MAX_BYTES);
	check_text(&t, buf_str(&text));
	tokens_release(&t);
	buf_release(&text);
}

TEST(a_word_stands_where_it_was_shown)
{
	struct str text = str_from("«الوزيرُ» قال ﷲ");
	struct tokens t;

	tokens_init(&t, MAX_BYTES);
	assert_int_equal(tokens_take(&t, text), ERR_OK);
	assert_int_equal(t.n, 3);
	assert_str(t.v[0].folded, "الوزير");
	assert_str(str_sub(text, t.v[0].start, t.v[0].end), "الوزيرُ");
	assert_str(str_sub(text, t.v[1].start, t.v[1].end), "قال");
	assert_str(t.v[2].folded, "الله");
	assert_str(str_sub(text, t.v[2].start, t.v[2].end), "ﷲ");
	tokens_release(&t);
}

TEST(elided_words_are_told)
{
	static const struct {
		const char *text, *elided; /* a mark a word */
	} rows[] = {
		{ "l'école d\xE2\x80\x99une amie", "1010" "0" },
		{ "L\xCA\xBC" "Algérie", "10" },
		{ "aujourd'hui", "00" },
		{ "O'Brien", "00" },
		{ "lorsqu'il jusqu'à qu'on", "101010" },
		{ "qu' il", "00" },
		{ "don't", "00" },
		{ "the king's speech", "0010" },
		{ "s'est m'a n'a t'a c'est j'ai", "101010101010" },
		{ "rock'n'roll", "000" },
		{ "N'Golo", "00" },
		{ "l (a) d", "000" },
		{ "أنا l'ami", "010" },
	};
	struct tokens t;

	tokens_init(&t, MAX_BYTES);
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(tokens_take(&t, str_from(rows[i].text)),
		                 ERR_OK);
		for (size_t k = 0; k < t.n; k++)
			if (t.v[k].elided != (rows[i].elided[k] == '1'))
				fail_msg("%s: word %zu", rows[i].text, k);
		assert_int_equal(t.n, strlen(rows[i].elided));
	}
	tokens_release(&t);
}

TEST(too_long_a_text_is_refused)
{
	struct tokens t;

	tokens_init(&t, 4);
	assert_int_equal(tokens_take(&t, STR("one two")), ERR_LIMIT);
	assert_int_equal(t.n, 0);
	assert_int_equal(tokens_take(&t, STR("one")), ERR_OK);
	assert_int_equal(t.n, 1);
	tokens_release(&t);
}

RUN(CASE(words_are_those_of_the_folded_text),
    CASE(words_of_long_texts_are_found_across_runs),
    CASE(a_word_stands_where_it_was_shown), CASE(elided_words_are_told),
    CASE(too_long_a_text_is_refused))
