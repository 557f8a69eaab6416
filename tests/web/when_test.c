#include "test.h"

#include <stdlib.h>
#include <time.h>

#include "web/when.h"

TEST(dates_are_written_as_each_language_writes_them)
{
	static const struct {
		int month;
		const char *ar, *fr, *en;
	} rows[] = {
		{ 1, "3 يناير 2023", "3 janvier 2023", "3 January 2023" },
		{ 5, "3 ماي 2023", "3 mai 2023", "3 May 2023" },
		{ 7, "3 يوليوز 2023", "3 juillet 2023", "3 July 2023" },
		{ 8, "3 غشت 2023", "3 août 2023", "3 August 2023" },
		{ 9, "3 شتنبر 2023", "3 septembre 2023", "3 September 2023" },
		{ 11, "3 نونبر 2023", "3 novembre 2023", "3 November 2023" },
		{ 12, "3 دجنبر 2023", "3 décembre 2023", "3 December 2023" },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct when_day d = { 2023, rows[i].month, 3 };

		assert_str(when_words(&mem, TEXT_AR, d), rows[i].ar);
		assert_str(when_words(&mem, TEXT_FR, d), rows[i].fr);
		assert_str(when_words(&mem, TEXT_EN, d), rows[i].en);
	}
	assert_str(when_dashes(&mem, (struct when_day){ 2023, 2, 4 }),
	           "04 - 02 - 2023");
	arena_release(&mem);
}

TEST(an_article_keeps_the_day_it_was_printed)
{
	/* 2023-02-24 23:30 UTC: the 25th in the edition's zone, UTC+2 */
	static const struct { struct datetime d; int day; } rows[] = {
		{ { 1677281400, 0, true, true }, 25 },
		{ { 1677281400, -300, true, true }, 25 },
		{ { 1677281400, 0, false, true }, 24 },  /* as written */
		{ { 1677196800, 0, true, false }, 24 },  /* a day alone */
		{ { 1677196800 - 3600, 60, true, false }, 24 },
	};

	setenv("TZ", "<+02>-2", 1);
	tzset();
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(when_published(rows[i].d).day, rows[i].day);
	setenv("TZ", "UTC", 1);
	tzset();
}

TEST(only_days_of_the_calendar_are_read)
{
	static const struct { const char *in; bool ok; } rows[] = {
		{ "2024-02-29", true },  { "2023-02-29", false },
		{ "2023-13-01", false }, { "2023-00-01", false },
		{ "2023-1-01", false },  { "2023-01-01x", false },
		{ "", false },           { "0000-01-01", false },
		{ "2023-04-31", false }, { "2023-12-31", true },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct when_day d;

		assert_int_equal(when_iso_parse(str_from(rows[i].in), &d),
		                 rows[i].ok);
	}
}

TEST(people_are_counted_as_each_language_counts)
{
	static const struct { int64_t n; const char *ar, *fr, *en; } rows[] = {
		{ 1, "شخص واحد", "une personne", "one person" },
		{ 2, "شخصان", "deux personnes", "two people" },
		{ 3, "3 أشخاص", "3 personnes", "3 people" },
		{ 10, "10 أشخاص", "10 personnes", "10 people" },
		{ 11, "11 شخصا", "11 personnes", "11 people" },
		{ 105, "105 أشخاص", "105 personnes", "105 people" },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);

	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_str(text_people(&mem, TEXT_AR, rows[i].n), rows[i].ar);
		assert_str(text_people(&mem, TEXT_FR, rows[i].n), rows[i].fr);
		assert_str(text_people(&mem, TEXT_EN, rows[i].n), rows[i].en);
	}
	arena_release(&mem);
}

RUN(CASE(dates_are_written_as_each_language_writes_them),
    CASE(an_article_keeps_the_day_it_was_printed),
    CASE(only_days_of_the_calendar_are_read),
    CASE(people_are_counted_as_each_language_counts))
