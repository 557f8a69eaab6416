#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "demo/demo.h"
#include "text/decode.h"
#include "text/utf8.h"

/*
 * The demo outlets as a crawler and a reader meet them.
 */
#define EPOCH 1700000000
#define HOURS(n) ((int64_t)(n) * 3600)
#define MINUTES(n) ((int64_t)(n) * 60)
#define RUN_WORDS 8
#define MEM_MAX ((size_t)256 << 20)

static const struct demo demo = { .epoch_s = EPOCH, .port = 8090 };

static struct demo_answer
get(struct arena *mem, size_t outlet, struct str path, int64_t now_s)
{
	struct demo_request rq = { outlet, path, now_s };
	struct demo_answer a;

	assert_int_equal(demo_answer(&demo, &rq, mem, &a), ERR_OK);
	return a;
}

/* The path of an absolute address. */
static struct str
path_of(struct str url)
{
	url = str_sub(url, str_find(url, STR("//")) + 2, url.n);
	return str_sub(url, str_chr(url, '/'), url.n);
}

static bool
has(struct str body, struct str part)
{
	return str_find(body, part) != STR_NPOS;
}

static size_t
times(struct str body, struct str part)
{
	size_t n = 0;

	for (size_t at; (at = str_find(body, part)) != STR_NPOS; n++)
		body = str_sub(body, at + part.n, body.n);
	return n;
}

static size_t
outlet_named(struct str slug)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX);
	struct demo_outlet o;
	size_t i = 0;

	while (demo_outlet(&demo, i, &mem, &o) && !str_eq(o.slug, slug))
		i++;
	arena_release(&mem);
	return i;
}

TEST(ten_outlets_publish_two_hundred_articles)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX);
	struct demo_outlet o;
	int arabic = 0;
	int french = 0;

	for (size_t i = 0; demo_outlet(&demo, i, &mem, &o); i++) {
		arabic += str_eq(o.language, STR("ar"));
		french += str_eq(o.language, STR("fr"));
	}
	assert_true(arabic >= 8);
	assert_true(french >= 2);
	assert_true(demo_article_count() >= 200);
	arena_release(&mem);
}

TEST(every_kind_of_feed_is_served)
{
	static const struct { struct str kind, mark, item; } rows[] = {
		{ STR_INIT("rss2"), STR_INIT("<rss version=\"2.0\""),
		  STR_INIT("<item>") },
		{ STR_INIT("rss2-full"), STR_INIT("<content:encoded>"),
		  STR_INIT("<item>") },
		{ STR_INIT("rss091"), STR_INIT("<rss version=\"0.91\""),
		  STR_INIT("<item>") },
		{ STR_INIT("rdf"), STR_INIT("<rdf:RDF"),
		  STR_INIT("<item rdf:about") },
		{ STR_INIT("atom"), STR_INIT("<summary"), STR_INIT("<entry>") },
		{ STR_INIT("atom-full"), STR_INIT("<content type=\"html\">"),
		  STR_INIT("<entry>") },
		{ STR_INIT("json"), STR_INIT("https://jsonfeed.org/version/1"),
		  STR_INIT("\"date_published\"") },
		{ STR_INIT("json-front"),
		  STR_INIT("https://jsonfeed.org/version/1"),
		  STR_INIT("\"date_published\"") },
		{ STR_INIT("sitemap"), STR_INIT("<urlset"), STR_INIT("<url>") },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX);

	for (size_t k = 0; k < COUNT(rows); k++) {
		struct demo_outlet o;
		size_t i = 0;
		struct demo_answer a;

		while (demo_outlet(&demo, i, &mem, &o) &&
		       !str_eq(o.kind, rows[k].kind))
			i++;
		assert_true(i < demo_outlet_count());
		a = get(&mem, i, path_of(o.feed_url), EPOCH + HOURS(2));
		assert_int_equal(a.status, 200);
		assert_str(a.cache_control, "max-age=2");
		assert_true(has(a.body, rows[k].mark));
		assert_true(times(a.body, rows[k].item) >= 10);
		assert_true(times(a.body, rows[k].item) <= 40);
	}
	arena_release(&mem);
}

TEST(home_pages_name_their_feed_or_robots_txt_does)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX);
	struct demo_outlet o;

	for (size_t i = 0; demo_outlet(&demo, i, &mem, &o); i++) {
		struct demo_answer home = get(&mem, i, STR("/"), EPOCH);
		struct demo_answer robots =
		        get(&mem, i, STR("/robots.txt"), EPOCH);
		struct str link = str_fmt(&mem, "href=\"%.*s\"",
		                          STR_ARG(path_of(o.feed_url)));
		bool linked = has(home.body, STR("rel=\"alternate\"")) &&
		              has(home.body, link);

		assert_true(linked || has(robots.body, o.feed_url));
		assert_true(has(robots.body, STR("Disallow: /private/")));
		assert_str(o.address, str_z(&mem, str_fmt(
		                   &mem, "127.8.0.%zu", i + 1)));
	}
	arena_release(&mem);
}

/* Every article at its time: there, complete, in words and in markup. */
TEST(articles_stand_at_their_address_with_all_their_text)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX);
	struct demo_article t;

	for (size_t i = 0;
	     demo_article(&demo, i, EPOCH + HOURS(24), &mem, &t); i++) {
		struct demo_answer a = get(&mem, t.outlet, path_of(t.url),
		                           EPOCH + HOURS(24));
		struct decoded d;
		struct str first = str_until(&t.text, '\n');

		assert_int_equal(a.status, 200);
		assert_int_equal(a.modified_s, t.modified_s);
		decode_bytes(&mem, a.body, a.content_type, &d);
		if (str_chr(first, '"') == STR_NPOS &&
		    str_chr(first, '&') == STR_NPOS && !has(d.text, first))
			fail_msg("%.*s lacks its first paragraph",
			         STR_ARG(t.url));
		assert_true(has(d.text, STR("</html>")));
		arena_release(&mem);
	}
}

TEST(nothing_of_the_future_is_served)
{
	static const int64_t offsets[] = { 0, MINUTES(5), MINUTES(30) };
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX);
	struct demo_article t;
	struct demo_outlet o;

	for (size_t k = 0; k < COUNT(offsets); k++) {
		int64_t now_s = EPOCH + offsets[k];
		size_t hidden = 0;

		for (size_t i = 0; demo_article(&demo, i, now_s, &mem, &t);
		     i++) {
			struct demo_answer feed;

			if (t.published_s <= now_s)
				continue;
			hidden++;
			assert_int_equal(get(&mem, t.outlet, path_of(t.url),
			                     now_s).status, 404);
			assert_true(demo_outlet(&demo, t.outlet, &mem, &o));
			feed = get(&mem, t.outlet, path_of(o.feed_url),
			           now_s);
			assert_false(has(feed.body, t.slug));
			feed = get(&mem, t.outlet, STR("/"), now_s);
			assert_false(has(feed.body, t.slug));
			arena_release(&mem);
		}
		assert_true(hidden > 0);
		arena_release(&mem);
	}
}

TEST(new_articles_appear_while_it_runs)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX);
	struct demo_article t;
	size_t at_start = 0;
	size_t in_ten = 0;
	size_t in_hour = 0;

	for (size_t i = 0; demo_article(&demo, i, EPOCH, &mem, &t); i++) {
		int64_t age_s = t.published_s - EPOCH;
		struct demo_outlet o;

		at_start += age_s <= 0;
		in_ten += age_s > 0 && age_s <= MINUTES(10);
		in_hour += age_s > 0 && age_s <= HOURS(1);
		if (age_s <= 0)
			continue;
		assert_true(demo_outlet(&demo, t.outlet, &mem, &o));
		assert_true(has(get(&mem, t.outlet, path_of(o.feed_url),
		                    t.published_s).body, t.slug));
	}
	assert_true(at_start >= 150);
	assert_true(in_ten >= 3);
	assert_true(in_hour >= 20);
	arena_release(&mem);
}

TEST(a_correction_appears_at_its_time)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX);
	struct demo_article old, new;
	size_t corrected = 0;

	for (size_t i = 0; demo_article(&demo, i, EPOCH + HOURS(24), &mem,
	                                &new); i++) {
		struct demo_answer a, b;

		if (new.modified_s == new.published_s)
			continue;
		corrected++;
		assert_true(demo_article(&demo, i, new.modified_s - 1, &mem,
		                         &old));
		assert_false(str_eq(old.text, new.text));
		a = get(&mem, new.outlet, path_of(new.url),
		        new.modified_s - 1);
		b = get(&mem, new.outlet, path_of(new.url), new.modified_s);
		assert_false(str_eq(a.etag, b.etag));
		assert_true(a.modified_s < b.modified_s);
		assert_true(new.modified_s > EPOCH);
	}
	assert_true(corrected >= 1);
	arena_release(&mem);
}

TEST(the_same_page_has_the_same_etag)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX);

	for (size_t i = 0; i < demo_outlet_count(); i++) {
		struct demo_answer a = get(&mem, i, STR("/"), EPOCH);
		struct demo_answer b = get(&mem, i, STR("/"), EPOCH);

		assert_true(str_eq(a.etag, b.etag));
		assert_true(a.etag.n > 2 && a.etag.p[0] == '"');
	}
	arena_release(&mem);
}

TEST(the_old_outlet_writes_windows_1256)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX);
	size_t i = outlet_named(STR("diffa"));
	struct demo_outlet o;
	static const char *const paths[] = { "/", NULL };

	assert_true(demo_outlet(&demo, i, &mem, &o));
	for (size_t k = 0; k < COUNT(paths); k++) {
		struct str path = paths[k] != NULL ? str_from(paths[k])
		                                   : path_of(o.feed_url);
		struct demo_answer a = get(&mem, i, path, EPOCH);
		struct decoded d;

		assert_false(utf8_valid(a.body));
		decode_bytes(&mem, a.body, a.content_type, &d);
		assert_str(d.charset, "windows-1256");
		assert_int_equal(d.replaced, 0);
		assert_true(has(d.text, o.name));
	}
	arena_release(&mem);
}

TEST(everything_else_is_utf_8)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX);
	struct demo_outlet o;

	for (size_t i = 0; demo_outlet(&demo, i, &mem, &o); i++) {
		if (str_eq(o.slug, STR("diffa")))
			continue;
		assert_true(utf8_valid(get(&mem, i, STR("/"), EPOCH).body));
		assert_true(utf8_valid(get(&mem, i, path_of(o.feed_url),
		                           EPOCH).body));
	}
	arena_release(&mem);
}

/* The images a page shows are ordered from the drawer. */
TEST(images_of_articles_are_pictures)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX);
	size_t pictures = 0;

	for (size_t i = 0; i < demo_outlet_count(); i++) {
		struct str body = get(&mem, i, STR("/"), EPOCH).body;
		size_t at;

		while ((at = str_find(body, STR("/img/"))) != STR_NPOS) {
			struct demo_answer a;
			struct str path;

			body = str_sub(body, at, body.n);
			path = str_until(&body, '"');
			a = get(&mem, i, path, EPOCH);
			assert_int_equal(a.status, 200);
			assert_true(a.picture_kind.n > 0);
			pictures++;
		}
	}
	assert_true(pictures >= 50);
	arena_release(&mem);
}

TEST(what_is_not_there_is_a_404_page)
{
	static const char *const paths[] = {
		"", "x", "/nothing", "/img/", "/img/x.jpg", "/section/",
		"/section/x", "/2023/11/14/", "/2023/11/14/none", "//",
		"/../etc/passwd", "/%00", "/private/list", "/about/",
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX);

	for (size_t i = 0; i < COUNT(paths); i++) {
		struct demo_answer a = get(&mem, 0, str_from(paths[i]), EPOCH);

		assert_int_equal(a.status, 404);
		assert_true(has(a.body, STR("</html>")));
	}
	assert_int_equal(get(&mem, 0, STR("/about"), EPOCH).status, 200);
	assert_int_equal(get(&mem, 0, STR("/section/economy"), EPOCH).status,
	                 200);
	arena_release(&mem);
}

/* One word of a text, without punctuation; false at the end. */
static bool
next_word(struct str *rest, struct str *word)
{
	static const char *const marks[] = {
		" ", "\n", ".", ",", ":", ";", "!", "?", "(", ")", "\"", "'",
		"-", "\xD8\x8C", "\xD8\x9B", "\xD8\x9F", "\xC2\xAB",
		"\xC2\xBB", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\xA6",
		"\xE2\x80\x99", "\xC2\xA0", "\xE2\x80\xAF",
	};
	size_t n = 0;

	while (rest->n > n) {
		struct str tail = str_sub(*rest, n, rest->n);
		size_t mark = 0;

		for (size_t i = 0; i < COUNT(marks) && mark == 0; i++)
			if (str_starts(tail, str_from(marks[i])))
				mark = strlen(marks[i]);
		if (mark == 0) {
			n++;
			continue;
		}
		*word = str_sub(*rest, 0, n);
		*rest = str_sub(*rest, n + mark, rest->n);
		n = 0;
		if (word->n > 0)
			return true;
	}
	*word = *rest;
	*rest = STR_EMPTY;
	return word->n > 0;
}

struct seen {
	size_t article;
};

static bool
may_share(const struct demo_article *a, const struct demo_article *b)
{
	return (a->event.n > 0 && str_eq(a->event, b->event)) ||
	       (a->copy.n > 0 && str_eq(a->copy, b->copy));
}

/* Run the last RUN_WORDS words past the table of all runs so far. */
static void
check_run(struct map *runs, const struct demo_article *list, size_t me,
          const struct str *words)
{
	struct str run = STR_EMPTY;
	struct seen *s;

	for (size_t i = 0; i < RUN_WORDS; i++)
		run = str_fmt(runs->mem, "%.*s %.*s", STR_ARG(run),
		              STR_ARG(words[i]));
	s = map_get(runs, run);
	if (s == NULL) {
		s = ARENA_NEW(runs->mem, struct seen);
		s->article = me;
		assert_true(map_put(runs, run, s));
	} else if (s->article != me && !may_share(&list[s->article],
	                                          &list[me])) {
		fail_msg("%.*s and %.*s share \"%.*s\"",
		         STR_ARG(list[s->article].slug),
		         STR_ARG(list[me].slug), STR_ARG(run));
	}
}

TEST(unrelated_articles_share_no_run_of_eight_words)
{
	struct arena mem = ARENA_INIT(1u << 20, MEM_MAX);
	size_t n = demo_article_count();
	struct demo_article *list = ARENA_ARRAY(&mem, struct demo_article, n);
	struct map runs = MAP_INIT(&mem, 1);

	for (size_t i = 0; i < n; i++) {
		struct str words[RUN_WORDS] = { { NULL, 0 } };
		struct str rest, word;
		size_t count = 0;

		assert_true(demo_article(&demo, i, EPOCH, &mem, &list[i]));
		rest = list[i].text;
		while (next_word(&rest, &word)) {
			memmove(words, words + 1, sizeof(words) -
			        sizeof(words[0]));
			words[RUN_WORDS - 1] = word;
			if (++count >= RUN_WORDS)
				check_run(&runs, list, i, words);
		}
		assert_true(count >= 40);
	}
	arena_release(&mem);
}

TEST(titles_are_distinct)
{
	struct arena mem = ARENA_INIT(1u << 20, MEM_MAX);
	struct map titles = MAP_INIT(&mem, 1);
	struct demo_article t;

	for (size_t i = 0; demo_article(&demo, i, EPOCH, &mem, &t); i++) {
		if (map_get(&titles, t.title) != NULL)
			fail_msg("title stands twice: %.*s", STR_ARG(t.title));
		assert_true(map_put(&titles, t.title, &titles));
	}
	arena_release(&mem);
}

/* Part of a's runs of three words that b has too, in percent. */
static size_t
shared_percent(struct arena *mem, struct str a, struct str b)
{
	struct map runs = MAP_INIT(mem, 1);
	struct str w[3] = { { NULL, 0 } };
	size_t all = 0;
	size_t shared = 0;

	for (int pass = 0; pass < 2; pass++) {
		struct str rest = pass == 0 ? b : a;
		struct str word;

		while (next_word(&rest, &word)) {
			struct str run;

			w[0] = w[1];
			w[1] = w[2];
			w[2] = word;
			run = str_fmt(mem, "%.*s %.*s %.*s", STR_ARG(w[0]),
			              STR_ARG(w[1]), STR_ARG(w[2]));
			all += pass == 1;
			shared += pass == 1 && map_get(&runs, run) != NULL;
			if (pass == 0)
				assert_true(map_put(&runs, run, &runs));
		}
	}
	return all == 0 ? 0 : shared * 100 / all;
}

TEST(copies_of_an_agency_share_most_words_with_each_other)
{
	struct arena mem = ARENA_INIT(1u << 20, MEM_MAX);
	size_t n = demo_article_count();
	size_t pairs = 0;

	for (size_t i = 0; i < n; i++) {
		struct demo_article a, b;

		assert_true(demo_article(&demo, i, EPOCH, &mem, &a));
		for (size_t k = i + 1; a.copy.n > 0 && k < n; k++) {
			size_t ab, ba;

			assert_true(demo_article(&demo, k, EPOCH, &mem, &b));
			if (!str_eq(a.copy, b.copy))
				continue;
			pairs++;
			ab = shared_percent(&mem, a.text, b.text);
			ba = shared_percent(&mem, b.text, a.text);
			if (ab < 50 && ba < 50)
				fail_msg("%.*s and %.*s share %zu / %zu %%",
				         STR_ARG(a.slug), STR_ARG(b.slug), ab,
				         ba);
			assert_int_not_equal(a.outlet, b.outlet);
		}
		arena_release(&mem);
		arena_init(&mem, 1u << 20, MEM_MAX);
	}
	assert_true(pairs >= 6);
	arena_release(&mem);
}

TEST(events_are_told_by_several_outlets)
{
	struct arena mem = ARENA_INIT(1u << 20, MEM_MAX);
	struct map first = MAP_INIT(&mem, 1);
	size_t n = demo_article_count();
	struct demo_article *list = ARENA_ARRAY(&mem, struct demo_article, n);
	size_t shared = 0;

	for (size_t i = 0; i < n; i++) {
		struct demo_article *other;

		assert_true(demo_article(&demo, i, EPOCH, &mem, &list[i]));
		if (list[i].event.n == 0)
			continue;
		other = map_get(&first, list[i].event);
		if (other == NULL)
			assert_true(map_put(&first, list[i].event, &list[i]));
		else if (other->outlet != list[i].outlet)
			shared++;
	}
	assert_true(shared >= 10);
	arena_release(&mem);
}

TEST(a_full_arena_is_a_limit)
{
	struct demo_request rq = { 0, STR("/"), EPOCH };
	struct arena mem = ARENA_INIT(4096, 16384);
	struct demo_answer a;

	assert_int_equal(demo_answer(&demo, &rq, &mem, &a), ERR_LIMIT);
	arena_release(&mem);
}

RUN(CASE(ten_outlets_publish_two_hundred_articles),
    CASE(every_kind_of_feed_is_served),
    CASE(home_pages_name_their_feed_or_robots_txt_does),
    CASE(articles_stand_at_their_address_with_all_their_text),
    CASE(nothing_of_the_future_is_served),
    CASE(new_articles_appear_while_it_runs),
    CASE(a_correction_appears_at_its_time),
    CASE(the_same_page_has_the_same_etag),
    CASE(the_old_outlet_writes_windows_1256), CASE(everything_else_is_utf_8),
    CASE(images_of_articles_are_pictures),
    CASE(what_is_not_there_is_a_404_page),
    CASE(unrelated_articles_share_no_run_of_eight_words),
    CASE(titles_are_distinct),
    CASE(copies_of_an_agency_share_most_words_with_each_other),
    CASE(events_are_told_by_several_outlets), CASE(a_full_arena_is_a_limit))
