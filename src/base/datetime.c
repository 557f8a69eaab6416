#include "base/datetime.h"

#include <stdio.h>

#define DAY_S 86400

int64_t
datetime_days(int year, int month, int day)
{
	int64_t y = (int64_t)year - (month <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return era * 146097 + doe - 719468;
}

void
datetime_civil(int64_t days, int *year, int *month, int *day)
{
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;

	*day = (int)(doy - (153 * mp + 2) / 5 + 1);
	*month = (int)(mp < 10 ? mp + 3 : mp - 9);
	*year = (int)(yoe + era * 400 + (*month <= 2));
}

struct parts {
	int year, month, day, hour, minute, second, weekday;
};

static struct parts
parts_of(int64_t local_s)
{
	int64_t days = local_s / DAY_S - (local_s % DAY_S < 0);
	int s = (int)(local_s - days * DAY_S);
	struct parts p = { .hour = s / 3600, .minute = s / 60 % 60,
		           .second = s % 60 };

	datetime_civil(days, &p.year, &p.month, &p.day);
	p.weekday = (int)(((days + 4) % 7 + 7) % 7); /* 1970-01-01: Thursday */
	return p;
}

struct str
datetime_rfc3339(struct arena *mem, struct datetime d)
{
	struct parts p = parts_of(d.unix_s + (int64_t)d.offset_min * 60);
	int o = d.offset_min < 0 ? -d.offset_min : d.offset_min;

	if (!d.has_time)
		return str_fmt(mem, "%04d-%02d-%02d", p.year, p.month, p.day);
	if (o == 0)
		return str_fmt(mem, "%04d-%02d-%02dT%02d:%02d:%02dZ", p.year,
		               p.month, p.day, p.hour, p.minute, p.second);
	return str_fmt(mem, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", p.year,
	               p.month, p.day, p.hour, p.minute, p.second,
	               d.offset_min < 0 ? '-' : '+', o / 60, o % 60);
}

struct str
datetime_rfc5322(struct arena *mem, struct datetime d)
{
	static const char days[] = "SunMonTueWedThuFriSat";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	struct parts p = parts_of(d.unix_s + (int64_t)d.offset_min * 60);
	int o = d.offset_min < 0 ? -d.offset_min : d.offset_min;

	return str_fmt(mem, "%.3s, %02d %.3s %04d %02d:%02d:%02d %c%02d%02d",
	               days + 3 * p.weekday, p.day, months + 3 * (p.month - 1),
	               p.year, p.hour, p.minute, p.second,
	               d.offset_min < 0 ? '-' : '+', o / 60, o % 60);
}
