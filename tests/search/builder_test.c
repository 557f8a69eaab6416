#include "search/builder.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "search/pairs.h"
#include "search/postings.h"
#include "search/rank.h"
#include "test.h"
#include "text/stem.h"

#define MEM_MAX_BYTES (64u << 20)
#define POSITIONS_MAX 100u

/* A segment as it is built, with what it needs to be read. */
struct built {
	struct arena mem;
	struct builder *builder;
	struct buf bytes;
	struct segment s;
};

static struct built
built_open(void)
{
	return (struct built){ .mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES),
		               .builder = builder_new(),
		               .bytes = BUF_INIT(SINK_MAX_BYTES) };
}

static void
add(struct built *b, struct index_article a)
{
	assert_int_equal(builder_add(b->builder, &a), ERR_OK);
}

static void
build(struct built *b)
{
	buf_clear(&b->bytes);
	assert_int_equal(builder_write(b->builder, NULL, 3, 9, &b->bytes),
	                 ERR_OK);
	assert_int_equal(segment_open(&b->mem, buf_str(&b->bytes), &b->s),
	                 ERR_OK);
	assert_int_equal(segment_check(&b->s), ERR_OK);
	assert_int_equal(builder_docs(b->builder), 0);
}

static void
built_close(struct built *b)
{
	builder_free(b->builder);
	buf_release(&b->bytes);
	arena_release(&b->mem);
}

/* How a term stands in a document, as text: "2 title lead: 0 9". */
static struct str
sight(struct built *b, const char *key, uint32_t doc)
{
	uint32_t position[POSITIONS_MAX], code;
	struct postings p;
	struct term t;
	struct str all;
	size_t n;

	if (!terms_find(&b->s, str_from(key), &t))
		return STR("no term");
	postings_open(&p, &b->s, &t, key[0] == TERM_STEM);
	if (postings_advance(&p, doc) != doc)
		return STR("not here");
	code = postings_code(&p);
	all = str_fmt(&b->mem, "%u%s%s", code_count(code),
	              (code & CODE_TITLE) != 0 ? " title" : "",
	              (code & CODE_LEAD) != 0 ? " lead" : "");
	n = postings_positions(&p, position, POSITIONS_MAX);
	for (size_t i = 0; i < n; i++)
		all = str_fmt(&b->mem, "%.*s%s%u", STR_ARG(all),
		              i == 0 ? ": " : " ", position[i]);
	return all;
}

TEST(title_and_text_are_told_apart_and_stand_apart)
{
	struct built b = built_open();

	add(&b, (struct index_article){ .id = 1, .title = STR("red sky"),
		                        .text = STR("sky, red red") });
	build(&b);
	assert_str(sight(&b, "sred", 0), "3 title lead: 0 11 12");
	assert_str(sight(&b, "ssky", 0), "2 title lead: 1 10");
	assert_str(sight(&b, "ered", 0), "3 title lead");
	assert_int_equal(b.s.title[0], 2);
	assert_int_equal(b.s.length[0], 5);
	built_close(&b);
}

TEST(the_first_words_of_the_text_are_its_lead)
{
	struct built b = built_open();
	struct buf text = BUF_INIT(4096);

	for (unsigned i = 0; i <= RANK_LEAD_WORDS; i++)
		buf_printf(&text, "w%u ", i);
	add(&b, (struct index_article){ .id = 1, .text = buf_str(&text) });
	build(&b);
	assert_str(sight(&b, "sw0", 0), "1 lead: 8");
	assert_str(sight(&b, "sw19", 0), "1 lead: 27");
	assert_str(sight(&b, "sw20", 0), "1: 28");
	buf_release(&text);
	built_close(&b);
}

TEST(elided_words_are_left_out_and_take_no_place)
{
	struct built b = built_open();

	add(&b, (struct index_article){ .id = 1, .language = STR("fr"),
		                        .text = STR("de l'eau d'ici") });
	build(&b);
	assert_str(sight(&b, "eeau", 0), "1 lead");
	assert_str(sight(&b, "el", 0), "no term");
	assert_str(sight(&b, "seau", 0), "1 lead: 9");
	assert_str(sight(&b, "sici", 0), "1 lead: 10");
	assert_int_equal(b.s.length[0], 3);
	built_close(&b);
}

TEST(a_word_of_several_languages_has_one_form_and_its_stems)
{
	static const char *const languages[] = { "en", "fr", "", "ar" };
	struct built b = built_open();
	struct stemmer *st = stemmer_new();
	struct term t;

	for (int i = 0; i < 4; i++)
		add(&b, (struct index_article){
		                .id = i, .time_s = -i,
		                .language = str_from(languages[i]),
		                .text = STR("nationales") });
	build(&b);
	assert_true(terms_find(&b.s, STR("enationales"), &t));
	assert_int_equal(t.docs, 4);
	for (int i = 0; i < 4; i++) {
		struct str code = str_from(languages[i]);
		struct str stem = str_cat(&b.mem, STR("s"),
		                          stem_word(st, stem_language(code),
		                                    STR("nationales")));

		assert_str(sight(&b, str_z(&b.mem, stem), (uint32_t)i),
		           "1 lead: 8");
	}
	stemmer_free(st);
	built_close(&b);
}

TEST(authors_have_words_of_their_own)
{
	struct built b = built_open();

	add(&b, (struct index_article){ .id = 1, .author = STR("Zaki Alami"),
		                        .text = STR("zaki") });
	add(&b, (struct index_article){ .id = 0, .text = STR("alami") });
	build(&b);
	assert_str(str_sub(sight(&b, "aalami", 0), 0, 1), "1");
	assert_str(str_sub(sight(&b, "azaki", 0), 0, 1), "1");
	assert_str(sight(&b, "aalami", 1), "not here");
	assert_str(sight(&b, "ealami", 0), "not here");
	assert_int_equal(b.s.length[0], 1);
	built_close(&b);
}

TEST(documents_lie_from_the_newest_then_by_the_higher_id)
{
	static const struct { int64_t id, time_s; } rows[] = {
		{ 5, 10 }, { 9, -3 }, { 7, 10 }, { 2, 30 }, { 6, 10 },
	};
	static const int64_t want[] = { 2, 7, 6, 5, 9 };
	struct built b = built_open();

	for (size_t i = 0; i < COUNT(rows); i++)
		add(&b, (struct index_article){ .id = rows[i].id,
			                        .time_s = rows[i].time_s,
			                        .story = rows[i].id * 2,
			                        .outlet = 40,
			                        .copy = rows[i].id == 6,
			                        .topic = STR("t"),
			                        .language = STR("fr") });
	build(&b);
	assert_int_equal(b.s.facts.docs, COUNT(want));
	assert_int_equal(b.s.facts.first_log, 3);
	assert_int_equal(b.s.facts.last_log, 9);
	for (uint32_t i = 0; i < COUNT(want); i++) {
		assert_int_equal(b.s.id[i], want[i]);
		assert_int_equal(b.s.story[i], want[i] * 2);
		assert_int_equal(b.s.outlet[i], 40);
		assert_int_equal(b.s.copy[i], want[i] == 6);
		assert_str(b.s.topics[b.s.topic[i]], "t");
		assert_str(b.s.languages[b.s.language[i]], "fr");
		assert_int_equal(segment_find(&b.s, want[i]), i);
	}
	assert_int_equal(segment_find(&b.s, 8), SEGMENT_NO_DOC);
	assert_int_equal(segment_find(&b.s, INT64_MIN), SEGMENT_NO_DOC);
	assert_int_equal(segment_before(&b.s, 31), 0);
	assert_int_equal(segment_before(&b.s, 30), 1);
	assert_int_equal(segment_before(&b.s, 10), 4);
	assert_int_equal(segment_before(&b.s, -3), 5);
	built_close(&b);
}

TEST(keys_rise_however_long_they_begin_alike)
{
	static const char alike[] = "kkkkkkkkkkkkkkkk";
	struct built b = built_open();
	struct buf text = BUF_INIT(1u << 16);
	struct buf last = BUF_INIT(SEGMENT_TERM_MAX);
	struct terms_walk w;

	/* few and many words that are told apart by any of their bytes */
	for (unsigned i = 0; i < 1000; i++)
		buf_printf(&text, "%.*sz%u ", (int)(i * 7 % sizeof(alike)),
		           alike, i * 7919 % 1000);
	add(&b, (struct index_article){ .id = 1, .language = STR("en"),
		                        .text = buf_str(&text) });
	add(&b, (struct index_article){ .id = 2, .language = STR("fr"),
		                        .text = buf_str(&text) });
	build(&b);
	terms_seek(&b.s, STR_EMPTY, &w);
	while (terms_next(&w)) {
		assert_true(str_cmp(buf_str(&last), terms_key(&w)) < 0);
		assert_int_equal(w.term.docs, 2);
		buf_clear(&last);
		buf_put(&last, terms_key(&w));
	}
	assert_int_equal(b.s.facts.terms, 2 * 1000);
	buf_release(&text);
	buf_release(&last);
	built_close(&b);
}

TEST(what_is_dropped_or_cleared_is_not_written)
{
	struct built b = built_open();

	for (int i = 1; i <= 3; i++)
		add(&b, (struct index_article){ .id = i, .time_s = -i,
			                        .text = i == 2 ? STR("two")
			                                       : STR("red") });
	assert_false(builder_drop(b.builder, 4));
	assert_true(builder_drop(b.builder, 2));
	assert_false(builder_drop(b.builder, 2));
	build(&b);
	assert_int_equal(b.s.facts.docs, 2);
	assert_int_equal(b.s.facts.words, 2);
	assert_str(sight(&b, "etwo", 0), "no term");
	assert_str(sight(&b, "ered", 1), "1 lead");
	add(&b, (struct index_article){ .id = 7, .text = STR("gone") });
	builder_clear(b.builder);
	add(&b, (struct index_article){ .id = 8, .text = STR("here") });
	build(&b);
	assert_str(sight(&b, "egone", 0), "no term");
	assert_int_equal(b.s.id[0], 8);
	built_close(&b);
}

TEST(an_article_may_be_placed_anew)
{
	static const int64_t ids[] = { 2, 4, 6, 1, 3 };
	struct built b = built_open();

	assert_false(builder_place(b.builder, 2, 9, true));
	for (size_t n = 0; n < COUNT(ids); n++) {
		add(&b, (struct index_article){ .id = ids[n], .story = 7,
			                        .text = STR("red") });
		for (size_t i = 0; i < COUNT(ids); i++)
			assert_int_equal(builder_place(b.builder, ids[i],
			                               ids[i] * 10, i == 1),
			                 i <= n);
		assert_false(builder_place(b.builder, 5, 9, true));
	}
	assert_true(builder_drop(b.builder, 2));
	assert_false(builder_place(b.builder, 2, 9, true));
	build(&b);
	for (uint32_t doc = 0; doc < 4; doc++) {
		assert_int_equal(b.s.story[doc], b.s.id[doc] * 10);
		assert_int_equal(b.s.copy[doc], b.s.id[doc] == 4);
	}
	built_close(&b);
}

/* The same word so many times. */
static struct str
repeated(struct buf *out, const char *word, size_t n)
{
	buf_clear(out);
	for (size_t i = 0; i < n; i++)
		buf_put(out, str_from(word));
	return buf_str(out);
}

TEST(long_articles_and_titles_are_counted_as_far_as_columns_reach)
{
	struct built b = built_open();
	struct buf text = BUF_INIT(64u << 20);

	add(&b, (struct index_article){ .id = 2, .time_s = 2,
		                        .text = repeated(&text, "a ",
		                                         UINT16_MAX + 9u) });
	add(&b, (struct index_article){ .id = 1, .time_s = 1,
		                        .title = repeated(&text, "b ",
		                                          300) });
	build(&b);
	assert_int_equal(b.s.length[0], UINT16_MAX);
	assert_int_equal(b.s.length[1], 300);
	assert_int_equal(b.s.title[1], UINT8_MAX);
	assert_str(str_sub(sight(&b, "ea", 0), 0, 10), "65544 lead");
	assert_str(sight(&b, "eb", 1), "300 title");
	buf_release(&text);
	built_close(&b);
}

TEST(words_behind_the_greatest_position_are_left_out)
{
	struct built b = built_open();
	struct buf title = BUF_INIT(64u << 20);

	repeated(&title, "a ", SEGMENT_POSITION_MAX - 2);
	add(&b, (struct index_article){ .id = 2, .time_s = 2,
		                        .title = buf_str(&title),
		                        .text = STR("far") });
	add(&b, (struct index_article){ .id = 1, .time_s = 1,
		                        .text = STR("near") });
	build(&b);
	assert_str(sight(&b, "sfar", 0), "no term");
	assert_str(sight(&b, "snear", 0), "not here");
	assert_str(sight(&b, "snear", 1), "1 lead: 8");
	buf_release(&title);
	built_close(&b);
}

TEST(words_longer_than_a_key_are_cut)
{
	struct built b = built_open();
	struct buf text = BUF_INIT(4096);
	struct term t;
	struct str key;

	repeated(&text, "x", 3 * SEGMENT_TERM_MAX);
	add(&b, (struct index_article){ .id = 1, .text = buf_str(&text) });
	build(&b);
	key = str_cat(&b.mem, STR("e"),
	              str_sub(buf_str(&text), 0, SEGMENT_TERM_MAX - 1));
	assert_int_equal(key.n, SEGMENT_TERM_MAX);
	assert_true(terms_find(&b.s, key, &t));
	buf_release(&text);
	built_close(&b);
}

TEST(names_past_the_bound_have_none)
{
	struct built b = built_open();

	for (unsigned i = 0; i < SEGMENT_LANGUAGES_MAX + 5; i++)
		add(&b, (struct index_article){
		                .id = i, .time_s = -(int64_t)i,
		                .language = str_fmt(&b.mem, "l%u", i) });
	build(&b);
	assert_int_equal(b.s.language_count, SEGMENT_LANGUAGES_MAX);
	assert_str(b.s.languages[b.s.language[0]], "l0");
	assert_str(b.s.languages[b.s.language[SEGMENT_LANGUAGES_MAX + 4]],
	           "");
	built_close(&b);
}

TEST(an_article_without_words_is_a_document)
{
	struct built b = built_open();

	add(&b, (struct index_article){ .id = 4 });
	build(&b);
	assert_int_equal(b.s.facts.docs, 1);
	assert_int_equal(b.s.facts.terms, 0);
	assert_int_equal(b.s.length[0], 0);
	assert_int_equal(segment_find(&b.s, 4), 0);
	built_close(&b);
}

TEST(frequent_neighbours_have_lists_in_great_segments_only)
{
	for (uint32_t docs = PAIRS_DOCS_MIN - 1; docs <= PAIRS_DOCS_MIN;
	     docs++) {
		struct built b = built_open();
		const char *few = docs < PAIRS_DOCS_MIN ? "no term" : "1";

		for (uint32_t i = 0; i < docs; i++)
			add(&b, (struct index_article){
			                .id = i, .time_s = -(int64_t)i,
			                .title = i == 3 ? STR("red") : STR_EMPTY,
			                .text = i % 6 != 0 ? STR("sea sky")
			                        : i == 0   ? STR("blue sky red")
			                                   : STR("sky red") });
		build(&b);
		assert_str(sight(&b, "wred sky", 3), "no term");
		assert_str(sight(&b, "wsky red", 6), few);
		assert_str(sight(&b, "wsky red", 0), few);
		assert_str(sight(&b, "wsea sky", 1), few);
		assert_str(sight(&b, "wblue sky", 0), "no term");
		assert_str(sight(&b, "wblue ", 0), "no term");
		built_close(&b);
	}
}

RUN(CASE(title_and_text_are_told_apart_and_stand_apart),
    CASE(the_first_words_of_the_text_are_its_lead),
    CASE(elided_words_are_left_out_and_take_no_place),
    CASE(a_word_of_several_languages_has_one_form_and_its_stems),
    CASE(authors_have_words_of_their_own),
    CASE(documents_lie_from_the_newest_then_by_the_higher_id),
    CASE(keys_rise_however_long_they_begin_alike),
    CASE(what_is_dropped_or_cleared_is_not_written),
    CASE(an_article_may_be_placed_anew),
    CASE(long_articles_and_titles_are_counted_as_far_as_columns_reach),
    CASE(words_behind_the_greatest_position_are_left_out),
    CASE(words_longer_than_a_key_are_cut),
    CASE(names_past_the_bound_have_none),
    CASE(an_article_without_words_is_a_document),
    CASE(frequent_neighbours_have_lists_in_great_segments_only))
