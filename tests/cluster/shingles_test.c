#include "cluster/wire.h"

#include <string.h>

#define TITLE "المدرسة الجديدة في حي الرمان تستقبل تلاميذها"
#define TEXT                                                             \
	"استقبلت المدرسة الجديدة في حي الرمان صباح الاثنين أربعمئة تلميذ " \
	"كانوا يقطعون خمسة كيلومترات كل يوم، حسب جمعية الآباء التي طالبت " \
	"ببنائها منذ 2009. وقالت المديرة نعيمة الصفريوي إن الأقسام مجهزة."

static size_t
shared(const struct shingles *a, const struct shingles *b)
{
	size_t n = 0;

	for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
		n += a->v[i] == b->v[k];
		if (a->v[i] <= b->v[k])
			i++;
		else
			k++;
	}
	return n;
}

TEST(spelling_and_clitics_do_not_matter)
{
	struct shingles a = wire_shingles(TITLE, TEXT);
	struct shingles b = wire_shingles(
	        TITLE,
	        "إستقبلت المدرسةُ الجديدة فى حي الرمان صباحَ الإثنين اربعمئة "
	        "تلميذ كانوا يقطعون خمسة كيلومترات كل يوم ، حسب جمعية الآباء "
	        "التى طالبت ببنائها منذ ٢٠٠٩. وقالت المديرة نعيمة الصفريوي "
	        "ان الأقسام مجهّزة");

	assert_in_range(a.n, 25, 40);
	assert_int_equal(shared(&a, &b), a.n);
}

TEST(a_changed_word_costs_four_shingles)
{
	struct shingles a = wire_shingles(TITLE, TEXT);
	struct shingles b = wire_shingles(
	        TITLE,
	        "استقبلت المدرسة الجديدة في حي الرمان صباح الاثنين أربعمئة "
	        "تلميذ كانوا يقطعون سبعة كيلومترات كل يوم، حسب جمعية الآباء "
	        "التي طالبت ببنائها منذ 2009. وقالت المديرة نعيمة الصفريوي "
	        "إن الأقسام مجهزة.");

	assert_int_equal(a.n - shared(&a, &b), SHINGLES_WORDS);
}

TEST(texts_without_four_words_have_none)
{
	struct shingles none = wire_shingles("", "");
	struct shingles three = wire_shingles("عنوان", "ثلاث كلمات فقط");

	assert_int_equal(none.n + none.key_n + none.rare_n, 0);
	assert_int_equal(three.n + three.key_n, 0);
}

/* A text of many words, the same for the same seed. */
static struct shingles
long_text(size_t words, uint32_t seed, size_t from)
{
	struct doc *d = doc_new();
	struct doc_word *v = ARENA_ARRAY(d->mem, struct doc_word, words);
	struct shingles s;

	for (size_t i = 0; i < words; i++)
		v[i].stem = (uint32_t)((i + from) * 2654435761u) ^ seed;
	d->analysis.text_words = (struct doc_words){ v, words };
	assert_int_equal(shingles_make(d, &s), ERR_OK);
	doc_free(d);
	return s;
}

TEST(of_long_texts_the_same_share_is_kept)
{
	struct shingles whole = long_text(4000, 1, 0);
	struct shingles half = long_text(2000, 1, 0);
	size_t mask = (1u << whole.level) - 1, n = 0;

	assert_in_range(whole.n, SHINGLES_MAX / 3, SHINGLES_MAX);
	assert_in_range(whole.total, 3700, 3997);
	for (size_t i = 0; i < half.n; i++)
		n += (half.v[i] & mask) == 0;
	/* what the half has of that share, the whole has all of */
	assert_in_range(n, 50, half.n);
	assert_int_equal(shared(&half, &whole), n);
}

TEST(ordinals_and_days_of_the_lead_are_marks)
{
	struct shingles none = wire_shingles("خبر", "وصل أحد الركاب إلى المطار");
	struct shingles fifth =
	        wire_shingles("الطائرة الخامسة", "وصلت إلى المطار يوم السبت");
	struct shingles same = wire_shingles(
	        "Un vol", "Le cinquième avion est arrivé samedi matin");

	assert_int_equal(none.marks, 0);
	assert_int_not_equal(fifth.marks, 0);
	assert_int_equal(fifth.marks, same.marks);
}

TEST(what_another_text_lacks_is_shown_word_by_word)
{
	struct doc *d = wire_doc(TITLE, STR(TEXT " وستفتح مكتبة عمومية في "
	                                         "الطابق الأول خلال الربيع."));
	struct shingles other = wire_shingles(TITLE, TEXT);
	const struct doc_words *w = &d->analysis.text_words;
	bool *lacks;
	size_t n = 0;

	assert_int_equal(shingles_unshared(d, &other, &lacks), ERR_OK);
	for (size_t i = 0; i < w->n; i++)
		n += lacks[i];
	assert_int_equal(n, 8);
	assert_false(lacks[w->n - 9]);
	assert_true(lacks[w->n - 8]);
	doc_free(d);
}

static void
check_same(const struct shingles *s)
{
	struct buf out = BUF_INIT(SHINGLES_BYTES_MAX), again = out;
	struct shingles back;
	struct str in;

	shingles_write(&out, s);
	buf_put(&out, STR("rest"));
	assert_int_equal(out.err, ERR_OK);
	in = buf_str(&out);
	assert_int_equal(shingles_read(&in, &back), ERR_OK);
	assert_str(in, "rest");
	shingles_write(&again, &back);
	buf_put(&again, STR("rest"));
	assert_true(str_eq(buf_str(&again), buf_str(&out)));
	buf_release(&out);
	buf_release(&again);
}

TEST(what_is_written_is_read_again)
{
	struct shingles some = wire_shingles(TITLE, TEXT);
	struct shingles none = wire_shingles("", "");
	struct shingles most = long_text(200000, 3, 0);

	check_same(&some);
	check_same(&none);
	check_same(&most);
}

TEST(bytes_that_were_cut_or_changed_do_no_harm)
{
	struct shingles s = wire_shingles(TITLE, TEXT), back = { .total = 7 };
	struct buf out = BUF_INIT(SHINGLES_BYTES_MAX);
	struct str in;
	char *p;

	shingles_write(&out, &s);
	for (size_t n = 0; n < out.n; n++) {
		in = str_sub(buf_str(&out), 0, n);
		assert_int_equal(shingles_read(&in, &back), ERR_FORMAT);
		assert_int_equal(in.n, n);
	}
	assert_int_equal(back.total, 7);
	p = out.p;
	p[0] ^= 1; /* another form */
	in = buf_str(&out);
	assert_int_equal(shingles_read(&in, &back), ERR_FORMAT);
	buf_release(&out);
}

TEST(a_full_arena_is_an_error)
{
	struct doc d = { .mem = NULL };
	struct arena mem = ARENA_INIT(64, 128);
	struct doc_word v[64] = { { .stem = 1 } };
	struct shingles s;

	d.mem = &mem;
	d.analysis.text_words = (struct doc_words){ v, COUNT(v) };
	assert_int_equal(shingles_make(&d, &s), ERR_LIMIT);
	arena_release(&mem);
}

RUN(CASE(spelling_and_clitics_do_not_matter),
    CASE(a_changed_word_costs_four_shingles),
    CASE(texts_without_four_words_have_none),
    CASE(of_long_texts_the_same_share_is_kept),
    CASE(ordinals_and_days_of_the_lead_are_marks),
    CASE(what_another_text_lacks_is_shown_word_by_word),
    CASE(what_is_written_is_read_again),
    CASE(bytes_that_were_cut_or_changed_do_no_harm),
    CASE(a_full_arena_is_an_error))
