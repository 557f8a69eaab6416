#include "test.h"

#include "base/datetime.h"

TEST(days_and_civil_dates_are_inverse)
{
	for (int64_t d = -800000; d < 800000; d += 97) {
		int y, m, day;

		datetime_civil(d, &y, &m, &day);
		assert_true(m >= 1 && m <= 12 && day >= 1 && day <= 31);
		assert_true(datetime_days(y, m, day) == d);
	}
	assert_int_equal(datetime_days(1970, 1, 1), 0);
	assert_int_equal(datetime_days(2000, 3, 1), 11017);
}

TEST(writes_the_source_s_own_zone)
{
	static const struct {
		struct datetime d;
		const char *iso, *mail;
	} rows[] = {
		{ { 0, 0, true, true }, "1970-01-01T00:00:00Z",
		  "Thu, 01 Jan 1970 00:00:00 +0000" },
		{ { 1769846700, 60, true, true }, "2026-01-31T09:05:00+01:00",
		  "Sat, 31 Jan 2026 09:05:00 +0100" },
		{ { 1769846700, -210, true, true },
		  "2026-01-31T04:35:00-03:30",
		  "Sat, 31 Jan 2026 04:35:00 -0330" },
		{ { 1769817600, 0, false, false }, "2026-01-31",
		  "Sat, 31 Jan 2026 00:00:00 +0000" },
		{ { -1, 0, true, true }, "1969-12-31T23:59:59Z",
		  "Wed, 31 Dec 1969 23:59:59 +0000" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena mem = ARENA_INIT(1024, 8192);

		assert_str(datetime_rfc3339(&mem, rows[i].d), rows[i].iso);
		assert_str(datetime_rfc5322(&mem, rows[i].d), rows[i].mail);
		arena_release(&mem);
	}
}

RUN(CASE(days_and_civil_dates_are_inverse),
    CASE(writes_the_source_s_own_zone))
