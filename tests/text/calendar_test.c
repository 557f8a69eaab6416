#include "test.h"

#include "base/datetime.h"
#include "text/calendar.h"

struct row {
	enum calendar c;
	int year, month, day;
	int gregorian[3];
};

/*
 * Days that are known from elsewhere: announcements of the months by the
 * Saudi press agency, Nowruz as the calendar centre in Tehran gives it.
 */
static const struct row rows[] = {
	{ CALENDAR_HIJRI, 1356, 1, 1, { 1937, 3, 13 } },
	{ CALENDAR_HIJRI, 1400, 1, 1, { 1979, 11, 20 } },
	{ CALENDAR_HIJRI, 1445, 9, 1, { 2024, 3, 11 } },
	{ CALENDAR_HIJRI, 1445, 9, 15, { 2024, 3, 25 } },
	{ CALENDAR_HIJRI, 1446, 1, 1, { 2024, 7, 7 } },
	{ CALENDAR_HIJRI, 1501, 1, 1, { 2077, 11, 17 } },
	{ CALENDAR_HIJRI, 1, 1, 1, { 622, 7, 19 } },
	{ CALENDAR_PERSIAN, 1400, 1, 1, { 2021, 3, 21 } },
	{ CALENDAR_PERSIAN, 1399, 12, 30, { 2021, 3, 20 } },
	{ CALENDAR_PERSIAN, 1402, 5, 12, { 2023, 8, 3 } },
	{ CALENDAR_PERSIAN, 1357, 11, 22, { 1979, 2, 11 } },
	{ CALENDAR_GREGORIAN, 2024, 2, 29, { 2024, 2, 29 } },
};

TEST(knows_days_of_history)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct row *r = &rows[i];
		int64_t d;

		assert_true(calendar_to_days(r->c, r->year, r->month, r->day,
		                             &d));
		if (d != datetime_days(r->gregorian[0], r->gregorian[1],
		                       r->gregorian[2]))
			fail_msg("%s %d-%d-%d is day %lld",
			         calendar_name(r->c), r->year, r->month,
			         r->day, (long long)d);
	}
}

TEST(refuses_days_that_do_not_exist)
{
	int64_t d = 7;

	assert_false(calendar_to_days(CALENDAR_GREGORIAN, 2023, 2, 29, &d));
	assert_false(calendar_to_days(CALENDAR_HIJRI, 1445, 9, 31, &d));
	assert_false(calendar_to_days(CALENDAR_HIJRI, 1445, 13, 1, &d));
	assert_false(calendar_to_days(CALENDAR_HIJRI, 0, 1, 1, &d));
	assert_false(calendar_to_days(CALENDAR_PERSIAN, 1400, 12, 30, &d));
	assert_false(calendar_to_days(CALENDAR_PERSIAN, 1400, 7, 31, &d));
	assert_int_equal(d, 7);
}

/* Every day there and back, none left out and none named twice. */
static void
check_round_trip(enum calendar c, int64_t first, int64_t last)
{
	for (int64_t day = first; day <= last; day++) {
		int y, m, d;
		int64_t back;

		calendar_from_days(c, day, &y, &m, &d);
		if (!calendar_to_days(c, y, m, d, &back) || back != day)
			fail_msg("%s: day %lld is %d-%d-%d, that is %lld",
			         calendar_name(c), (long long)day, y, m, d,
			         (long long)back);
	}
}

TEST(goes_there_and_back)
{
	/* over both ends of the table */
	check_round_trip(CALENDAR_HIJRI, datetime_days(1930, 1, 1),
	                 datetime_days(2085, 1, 1));
	check_round_trip(CALENDAR_PERSIAN, datetime_days(1920, 1, 1),
	                 datetime_days(2030, 1, 1));
	check_round_trip(CALENDAR_HIJRI, datetime_days(622, 7, 19),
	                 datetime_days(660, 1, 1));
}

TEST(keeps_within_its_years)
{
	int y, m, d;

	calendar_from_days(CALENDAR_HIJRI, -1000000, &y, &m, &d);
	assert_int_equal(y * 10000 + m * 100 + d, 10101);
	calendar_from_days(CALENDAR_PERSIAN, 1000000, &y, &m, &d);
	assert_int_equal(y * 100 + m, 170012);
}

TEST(names_weekdays_and_weeks)
{
	int y, w;

	assert_int_equal(calendar_weekday(0), 4);
	assert_int_equal(calendar_weekday(-1), 3);
	assert_int_equal(calendar_weekday(datetime_days(2023, 2, 24)), 5);
	calendar_week(datetime_days(2023, 2, 24), &y, &w);
	assert_int_equal(y * 100 + w, 202308);
	calendar_week(datetime_days(2021, 1, 3), &y, &w);
	assert_int_equal(y * 100 + w, 202053);
	calendar_week(datetime_days(2024, 12, 30), &y, &w);
	assert_int_equal(y * 100 + w, 202501);
}

RUN(CASE(knows_days_of_history), CASE(refuses_days_that_do_not_exist),
    CASE(goes_there_and_back), CASE(keeps_within_its_years),
    CASE(names_weekdays_and_weeks))
