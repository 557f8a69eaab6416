#include "search/handover.h"

#include <pthread.h>
#include <sched.h>

#include "analyse/analyse.h"
#include "base/io.h"
#include "search/bed.h"

#define BATCH 200
#define FILE_MAX_BYTES (16u << 20)

/* An analysed article at an address of its own. */
static struct doc *
article(int64_t outlet, const char *url, const char *title, const char *text)
{
	struct analyser *an = analyser_new();
	struct doc *d = sample_doc(outlet, url, title, text);

	ok(analyse_doc(an, d));
	analyser_free(an);
	return d;
}

static void
put(struct handover *h, int64_t id, const char *title, const char *text)
{
	struct doc *d = article(1, "u", title, text);

	handover_put(h, id, d);
	doc_free(d);
}

/* Words as text, those that are elided in brackets. */
static struct str
told(struct arena *mem, const struct handed_words *w)
{
	struct str all = STR_EMPTY;
	const char *at = w->folded;

	for (size_t i = 0; i < w->n; i++) {
		struct str word = { at, w->word[i] >> HANDED_SHIFT };
		bool elided = (w->word[i] & HANDED_ELIDED) != 0;

		all = str_fmt(mem, elided ? "%.*s(%.*s)" : "%.*s[%.*s]",
		              STR_ARG(all), STR_ARG(word));
		at += word.n + 1;
	}
	return all;
}

TEST(what_was_put_is_taken_when_it_is_committed)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);
	struct handover *h = handover_new();
	struct handed out;

	put(h, 5, "Été", "De l'eau d'ici.");
	put(h, 7, "", "أَخْبَار");
	assert_false(handover_take(h, 5, &out));
	handover_commit(h);
	assert_true(handover_take(h, 5, &out));
	assert_int_equal(out.id, 5);
	assert_str(out.title, "Été");
	assert_int_equal(out.text_hash, str_hash(STR("de l eau d ici")));
	assert_str(told(&mem, &out.title_words), "[ete]");
	assert_str(told(&mem, &out.text_words), "[de](l)[eau](d)[ici]");
	assert_true(handover_take(h, 7, &out));
	assert_int_equal(out.title_words.n, 0);
	assert_str(told(&mem, &out.text_words), "[اخبار]");
	assert_false(handover_take(h, 8, &out));
	handover_free(h);
	arena_release(&mem);
}

TEST(what_was_dropped_is_gone_and_its_id_free)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);
	struct handover *h = handover_new();
	struct handed out;

	put(h, 1, "", "one");
	handover_drop(h);
	handover_commit(h);
	assert_false(handover_take(h, 1, &out));
	put(h, 1, "", "two");
	handover_commit(h);
	put(h, 2, "", "three");
	handover_drop(h);
	assert_true(handover_take(h, 1, &out));
	assert_str(told(&mem, &out.text_words), "[two]");
	assert_false(handover_take(h, 2, &out));
	handover_free(h);
	arena_release(&mem);
}

TEST(lower_ids_are_passed_over_and_never_come_back)
{
	struct handover *h = handover_new();
	struct handed out;

	for (int64_t id = 10; id < 40; id += 10) {
		put(h, id, "", "word");
		if (id != 20)
			handover_commit(h);
	}
	assert_false(handover_take(h, 5, &out));
	assert_false(handover_take(h, 15, &out));
	assert_false(handover_take(h, 10, &out));
	assert_true(handover_take(h, 20, &out));
	assert_false(handover_take(h, 25, &out));
	assert_true(handover_take(h, 30, &out));
	/* put again, it is refused: it could not be found */
	put(h, 30, "", "word");
	put(h, 40, "", "word");
	put(h, 40, "", "other");
	handover_commit(h);
	assert_true(handover_take(h, 40, &out));
	assert_int_equal(str_hash(STR("word")), out.text_hash);
	handover_free(h);
}

TEST(articles_past_the_bound_are_left_out_until_there_is_room)
{
	const int64_t all = HANDOVER_ARTICLES_MAX;
	struct handover *h = handover_new();
	struct doc *d = article(1, "u", "", "word");
	struct handed out;

	for (int64_t id = 1; id <= all + BATCH; id++) {
		handover_put(h, id, d);
		if (id % BATCH == 0)
			handover_commit(h);
	}
	handover_commit(h);
	for (int64_t id = 1; id <= all; id++)
		assert_true(handover_take(h, id, &out));
	assert_false(handover_take(h, all + 1, &out));
	handover_put(h, all + BATCH + 1, d);
	handover_commit(h);
	assert_true(handover_take(h, all + BATCH + 1, &out));
	doc_free(d);
	handover_free(h);
}

TEST(words_past_the_bound_are_left_out_until_there_is_room)
{
	struct buf text = BUF_INIT(DOC_TEXT_MAX);
	struct handover *h = handover_new();
	struct handed out;
	struct doc *d;
	int64_t held = 0;

	while (text.n + 8 < DOC_TEXT_MAX)
		buf_put(&text, STR("evening "));
	buf_put_char(&text, '\0');
	d = article(1, "u", "", text.p);
	for (int64_t id = 1; id <= 40; id++) {
		handover_put(h, id, d);
		if (id % 3 == 0)
			handover_commit(h);
	}
	handover_commit(h);
	for (int64_t id = 1; id <= 40; id++)
		held += handover_take(h, id, &out);
	assert_in_range(held, 8, HANDOVER_BYTES_MAX / DOC_TEXT_MAX);
	handover_put(h, 41, d);
	handover_commit(h);
	assert_true(handover_take(h, 41, &out));
	assert_int_equal(out.text_words.n, text.n / 8);
	doc_free(d);
	buf_release(&text);
	handover_free(h);
}

/* An article into the store, its words (those of `said`) handed over. */
static int64_t
store_and_put(struct bed *b, struct handover *h, struct doc *d,
              const struct doc *said)
{
	struct article_keys keys = { { d->source.url }, 1 };
	enum article_outcome what;
	int64_t id;

	d->article.has_published = true;
	d->article.published = (struct datetime){ .unix_s = NOW - b->number,
		                                  .has_zone = true };
	ok(store_article_put(b->st, d, &keys, NOW, &id, &what));
	assert_int_equal(what, ARTICLE_NEW);
	handover_put(h, id, said);
	handover_commit(h);
	return id;
}

TEST(who_follows_takes_the_words_if_they_are_those_of_the_row)
{
	static const struct { const char *title, *text, *shown; } rows[] = {
		{ "name", "row", "handed" },
		{ "other", "row", "row" },
		{ "name", "changed", "row" },
	};
	struct bed b = bed_open();
	struct handover *h = handover_new();
	struct indexer_options o = bed_small;

	o.handover = h;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *url = i == 0 ? "u1" : i == 1 ? "u2" : "u3";
		struct doc *d = article(b.outlet, url, "name", "row");
		struct doc *said = article(b.outlet, url, rows[i].title,
		                           "handed");
		int64_t id;

		/* words are believed by the hash that goes with them */
		said->analysis.text_hash = str_hash(str_from(rows[i].text));
		id = store_and_put(&b, h, d, said);
		ok(indexer_catch_up(b.db, b.st, &o));
		assert_int_equal(bed_shown(&b, id, rows[i].shown), 1);
		doc_free(d);
		doc_free(said);
	}
	handover_free(h);
	bed_close(&b);
}

/* The first segment of a database of some articles. */
static void
write_one(bool handed, struct buf *out)
{
	static const char *const texts[] = {
		"De l'eau d'ici, jusqu'à l'Été.", "أَخْبَار المدينة ﷺ",
		"The mayor's office, 3.5 %", "x", "aujourd'hui",
	};
	struct bed b = bed_open();
	struct handover *h = handover_new();
	struct indexer_options o = { .handover = handed ? h : NULL };

	for (size_t i = 0; i < 3 * COUNT(texts); i++) {
		struct str url = str_fmt(&b.mem, "u%d", ++b.number);
		struct doc *d = article(b.outlet, str_z(&b.mem, url),
		                        texts[i / 3], texts[i % 5]);

		d->article.byline = STR("Zaki O'Brien");
		store_and_put(&b, h, d, d);
		doc_free(d);
	}
	bed_sql(b.db, "UPDATE article SET state = 1 WHERE id = 4");
	ok(indexer_catch_up(b.db, b.st, &o));
	ok(io_read_file(directory_segment(&b.mem, b.dir, 1), out));
	handover_free(h);
	bed_close(&b);
}

TEST(the_index_is_the_same_with_and_without)
{
	struct buf with = BUF_INIT(FILE_MAX_BYTES);
	struct buf without = BUF_INIT(FILE_MAX_BYTES);

	write_one(true, &with);
	write_one(false, &without);
	assert_true(with.n > 0);
	assert_true(str_eq(buf_str(&with), buf_str(&without)));
	buf_release(&with);
	buf_release(&without);
}

#define RACE_ARTICLES 20000
#define RACE_FIRST 100

struct taker {
	struct handover *h;
	size_t taken, wrong;
};

static void *
take_all(void *arg)
{
	struct taker *t = arg;
	struct handed out;

	for (int64_t id = 1; id <= RACE_ARTICLES; id++) {
		if (!handover_take(t->h, id, &out)) {
			sched_yield();
			continue;
		}
		t->taken++;
		t->wrong += out.id != id || out.text_words.n != 2;
	}
	return NULL;
}

TEST(one_may_put_while_one_takes)
{
	struct handover *h = handover_new();
	struct doc *d = article(1, "u", "name", "two words");
	struct taker t = { .h = h };
	pthread_t taker;
	struct handed out;

	/* these are there before it starts */
	for (int64_t id = 1; id <= RACE_FIRST; id++)
		handover_put(h, id, d);
	handover_commit(h);
	assert_int_equal(pthread_create(&taker, NULL, take_all, &t), 0);
	for (int64_t id = RACE_FIRST + 1; id <= RACE_ARTICLES; id++) {
		handover_put(h, id, d);
		if (id % 7 == 0)
			handover_commit(h);
		if (id % 31 == 0)
			handover_drop(h);
	}
	assert_int_equal(pthread_join(taker, NULL), 0);
	assert_int_equal(t.wrong, 0);
	assert_true(t.taken >= RACE_FIRST);
	assert_false(handover_take(h, RACE_ARTICLES + 1, &out));
	handover_put(h, RACE_ARTICLES + 1, d);
	handover_commit(h);
	assert_true(handover_take(h, RACE_ARTICLES + 1, &out));
	doc_free(d);
	handover_free(h);
}

RUN(CASE(what_was_put_is_taken_when_it_is_committed),
    CASE(what_was_dropped_is_gone_and_its_id_free),
    CASE(lower_ids_are_passed_over_and_never_come_back),
    CASE(articles_past_the_bound_are_left_out_until_there_is_room),
    CASE(words_past_the_bound_are_left_out_until_there_is_room),
    CASE(who_follows_takes_the_words_if_they_are_those_of_the_row),
    CASE(the_index_is_the_same_with_and_without),
    CASE(one_may_put_while_one_takes))
