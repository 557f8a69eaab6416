/*
 * Dates found in running text: each row is a text and the dates it holds,
 * "DATE=words" separated by " | ".  The reference is Friday 2023-02-24, noon.
 */
#include "test.h"

#include "base/buf.h"
#include "text/dates.h"

#define OUT_MAX 4096u

struct row {
	const char *in, *want;
};

static void
find(struct arena *mem, struct buf *out, struct str text, bool month_first)
{
	struct dates_setting setting = { .has_now = true,
		                         .month_first = month_first };
	struct dates_scan *s;
	struct date_found d;
	bool any = false;

	assert_true(dates_parse(STR("2023-02-24T12:00:00Z"), &setting.now));
	s = dates_begin(mem, text, &setting);
	while (dates_next(s, &d)) {
		if (any)
			buf_put(out, STR(" | "));
		any = true;
		buf_put(out, dates_iso(mem, &d));
		buf_put_char(out, '=');
		buf_put(out, str_sub(text, d.start, d.end));
		if (d.calendar != CALENDAR_GREGORIAN)
			buf_printf(out, "(%s)", calendar_name(d.calendar));
	}
}

static void
check(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct arena mem = ARENA_INIT(ARENA_BLOCK, 1 << 20);
		struct buf out = BUF_INIT(OUT_MAX);

		find(&mem, &out, str_from(rows[i].in), false);
		if (!str_eq(buf_str(&out), str_from(rows[i].want)))
			fail_msg("%s\n got  %.*s\n want %s", rows[i].in,
			         STR_ARG(buf_str(&out)), rows[i].want);
		buf_release(&out);
		arena_release(&mem);
	}
}

#define CHECK(rows) check((rows), COUNT(rows))

TEST(keeps_the_precision_of_the_text)
{
	static const struct row rows[] = {
		{ "توقف عام 2000.", "2000=2000" },
		{ "وقع في نونبر 2021 اتفاقا", "2021-11=نونبر 2021" },
		{ "وفي 12 شتنبر 2022، حل",
		  "2022-09-12=12 شتنبر 2022" },
		{ "on 12 September 2022 at 10:30 they met",
		  "2022-09-12T10:30=12 September 2022 at 10:30" },
		{ "le 12 septembre 2022 à 10h", "2022-09-12T10="
		                                "12 septembre 2022 à 10h" },
		{ "2022-09-12T10:30:05+01:00",
		  "2022-09-12T10:30:05+01:00=2022-09-12T10:30:05+01:00" },
	};

	CHECK(rows);
}

TEST(reads_every_numeric_order)
{
	static const struct row rows[] = {
		{ "2022-09-12", "2022-09-12=2022-09-12" },
		{ "2022/9/12", "2022-09-12=2022/9/12" },
		{ "12/09/2022", "2022-09-12=12/09/2022" },
		{ "12 - 09 - 2022", "2022-09-12=12 - 09 - 2022" },
		{ "12.09.2022", "2022-09-12=12.09.2022" },
		{ "12/9/22", "2022-09-12=12/9/22" },
		{ "09/25/2022", "2022-09-25=09/25/2022" },
		{ "١٢ / ٩ / ٢٠٢٢", "2022-09-12=١٢ / ٩ / ٢٠٢٢" },
		{ "Monday, 9/12/2022", "2022-09-12=Monday, 9/12/2022" },
		{ "9/12/2022 10:30 am EST",
		  "2022-09-12T10:30-05:00=9/12/2022 10:30 am EST" },
		/* one of the text's dates shows the order of the others */
		{ "9/12/2022, 9/25/2022",
		  "2022-09-12=9/12/2022 | 2022-09-25=9/25/2022" },
		{ "12-Sep-22 and 12/Sep/2022:10:30:00 +0100",
		  "2022-09-12=12-Sep-22 | 2022-09-12T10:30:00+01:00="
		  "12/Sep/2022:10:30:00 +0100" },
		{ "12/2020", "2020-12=12/2020" },
		{ "2021-11", "2021-11=2021-11" },
	};

	CHECK(rows);
}

TEST(takes_a_number_for_a_year_where_something_says_so)
{
	static const struct row rows[] = {
		{ "بعام 1848 وسنة 2021", "1848=1848 | 2021=2021" },
		{ "بحلول 2030", "2030=2030" },
		{ "تنظيم نسخة 2028", "2028=2028" },
		{ "من مواليد 1991،", "1991=1991" },
		{ "(1956 و1957 و1958)", "1956=1956 | 1957=1957 | 1958=1958" },
		{ "مونديال روسيا 2018 بدأ", "2018=2018" },
		{ "أحد المعاهدتين 1959 و1969", "1959=1959 | 1969=1969" },
		{ "in 1834, since 1905, by 2032", "1834=1834 | 1905=1905 | "
		                                  "2032=2032" },
		{ "the Disqualification Act 1975 and", "1975=1975" },
		{ "l'an 2000, mi-2023, fin 2022",
		  "2000=2000 | 2023=2023 | 2022=2022" },
		{ "عينة من 2008 نساء", "" },
		{ "أكثر من 2000 شخص، بلغ 2018", "" },
		{ "in the 1930's, by 1920 pixels", "" },
		{ "Boeing737, v2020, $2020, 2,020 and 2020.5", "" },
	};

	CHECK(rows);
}

TEST(reads_times_with_their_half_of_day_and_zone)
{
	static const struct row rows[] = {
		{ "الخميس 10 دجنبر 2020 على الساعة 09:30 مساءً",
		  "2020-12-10T21:30=الخميس 10 دجنبر 2020 على الساعة "
		  "09:30 مساءً" },
		{ "07 أكتوبر 2020 12:19 م",
		  "2020-10-07T12:19=07 أكتوبر 2020 12:19 م" },
		{ "02:00 الثلاثاء ١ / ١٢ / ٢٠٢٠",
		  "2020-12-01T02:00=02:00 الثلاثاء ١ / ١٢ / ٢٠٢٠" },
		{ "Mon, 12 Sep 2022 10:30:00 +0100",
		  "2022-09-12T10:30:00+01:00="
		  "Mon, 12 Sep 2022 10:30:00 +0100" },
		{ "12 Sep 2022 12:05 AM",
		  "2022-09-12T00:05=12 Sep 2022 12:05 AM" },
		{ "3 مارس 2021 الساعة 10:00 بتوقيت غرينتش",
		  "2021-03-03T10:00Z=3 مارس 2021 الساعة 10:00 بتوقيت "
		  "غرينتش" },
	};

	CHECK(rows);
}

TEST(reads_hijri_and_mixed_dates)
{
	static const struct row rows[] = {
		{ "15 رمضان 1445 هـ", "2024-03-25=15 رمضان 1445 هـ(hijri)" },
		{ "15 رمضان 1445 هـ الموافق 25 مارس 2024",
		  "2024-03-25=15 رمضان 1445 هـ الموافق 25 مارس "
		  "2024(hijri)" },
		{ "الإثنين 25 مارس 2024م الموافق لـ 15 رمضان 1445هـ",
		  "2024-03-25=الإثنين 25 مارس 2024م الموافق لـ 15 رمضان "
		  "1445هـ" },
		/* where the moon was seen a day later, Gregorian says so */
		{ "14 رمضان 1445 الموافق 25 مارس 2024",
		  "2024-03-25=14 رمضان 1445 الموافق 25 مارس 2024(hijri)" },
		{ "رمضان 1445", "2024-03-11/2024-04-09=رمضان 1445(hijri)" },
		{ "عام 1445 هـ", "2023-07-19/2024-07-06=1445 هـ(hijri)" },
		{ "17/03/1446", "2024-09-20=17/03/1446(hijri)" },
		{ "۱۴۰۲/۰۵/۱۲", "2023-08-03=۱۴۰۲/۰۵/۱۲(persian)" },
		{ "۱۲ مهر ۱۴۰۲ ساعت ۱۰:۳۰",
		  "2023-10-04T10:30=۱۲ مهر ۱۴۰۲ ساعت ۱۰:۳۰(persian)" },
	};

	CHECK(rows);
}

TEST(gives_each_member_of_a_range)
{
	static const struct row rows[] = {
		{ "du 12 au 15 mars 2024",
		  "2024-03-12=12 | 2024-03-15=15 mars 2024" },
		{ "من 12 إلى 15 مارس 2024",
		  "2024-03-12=12 | 2024-03-15=15 مارس 2024" },
		{ "12 و13 مارس 2024",
		  "2024-03-12=12 | 2024-03-13=13 مارس 2024" },
		{ "March 12-15, 2024",
		  "2024-03-12=March 12 | 2024-03-15=15, 2024" },
		{ "from 28 December to 3 January 2024",
		  "2023-12-28=28 December | 2024-01-03=3 January 2024" },
		{ "بين مارس وأبريل 2024",
		  "2024-03=مارس | 2024-04=أبريل 2024" },
		{ "من الأول إلى الخامس من مارس 2023",
		  "2023-03-01=الأول | 2023-03-05=الخامس من مارس 2023" },
		{ "demain, après-demain, lundi prochain",
		  "2023-02-25=demain | 2023-02-26=après-demain | "
		  "2023-02-27=lundi prochain" },
		{ "بين 2010 و2015", "2010=2010 | 2015=2015" },
		{ "2016-2020", "2016=2016 | 2020=2020" },
	};

	CHECK(rows);
}

TEST(resolves_what_is_relative)
{
	static const struct row rows[] = {
		{ "قبل 12 دقيقة", "2023-02-24T11:48Z=قبل 12 دقيقة" },
		{ "منذ يومين", "2023-02-22=منذ يومين" },
		{ "منذ ثلاث سنوات", "2020=منذ ثلاث سنوات" },
		{ "أول أمس", "2023-02-22=أول أمس" },
		{ "أمس الأول", "2023-02-22=أمس الأول" },
		{ "مساء أمس الخميس", "2023-02-23=أمس الخميس" },
		{ "الأسبوع الماضي", "2023-W07=الأسبوع الماضي" },
		{ "الشهر المقبل", "2023-03=الشهر المقبل" },
		{ "منذ مطلع العام الجاري", "2023=العام الجاري" },
		{ "il y a 3 heures", "2023-02-24T09Z=il y a 3 heures" },
		{ "avant-hier", "2023-02-22=avant-hier" },
		{ "aujourd'hui", "2023-02-24=aujourd'hui" },
		{ "la semaine dernière", "2023-W07=semaine dernière" },
		{ "3 hours ago", "2023-02-24T09Z=3 hours ago" },
		{ "last week", "2023-W07=last week" },
		{ "yesterday at 5 pm", "2023-02-23T17=yesterday at 5 pm" },
		/* the nearest weekday in the past, unless it is to come */
		{ "أعلنت الأربعاء", "2023-02-22=الأربعاء" },
		{ "يوم الجمعة", "2023-02-24=الجمعة" },
		{ "الخميس المقبل", "2023-03-02=الخميس المقبل" },
		{ "next Monday", "2023-02-27=next Monday" },
		/* a date with no year: the nearest, or the side that is told */
		{ "12 مارس", "2023-03-12=12 مارس" },
		{ "12 شتنبر الماضي", "2022-09-12=12 شتنبر الماضي" },
		{ "في الثاني عشر من يونيو الجاري",
		  "2023-06-12=الثاني عشر من يونيو الجاري" },
		{ "الحادي والعشرين من مارس 2020",
		  "2020-03-21=الحادي والعشرين من مارس 2020" },
		{ "فاتح ماي", "2023-05-01=فاتح ماي" },
		{ "في دجنبر وبعد أبريل", "2022-12=دجنبر | 2023-04=أبريل" },
		{ "mardi 5 mai", "2020-05-05=mardi 5 mai" },
		{ "dans 3 jours", "2023-02-27=dans 3 jours" },
		{ "الخميس 23 فبراير", "2023-02-23=الخميس 23 فبراير" },
		{ "شتنبر من العام الماضي",
		  "2022-09=شتنبر من العام الماضي" },
	};

	CHECK(rows);
}

TEST(leaves_alone_what_is_no_date)
{
	static const struct row rows[] = {
		{ "متابعة 154 رئيس جماعة و6 مليارات مشاهدة", "" },
		{ "متجاوزا 5200 دولار خلال ال24 ساعة الماضية", "" },
		{ "بلغ 2000 شخص في 2000 منزل", "" },
		{ "192.168.1.1 06-61-22-33-44 1/2/3/4", "" },
		{ "القانون رقم 12-09-2021", "" },
		{ "in 2024 people came", "" },
		{ "اليوم العالمي للمرأة", "" },
		{ "في ذلك اليوم", "" },
		{ "صلاة الجمعة", "" },
		{ "every Friday, USA Today", "" },
		{ "قبل يومين من الانتخابات", "" },
		{ "31/02/2022 and 30 February 2022", "" },
		{ "https://example.com/2022/09/12/slug", "" },
		{ "version 2.10.2022", "" },
		{ "May I ask?", "" },
		{ "فاز 2-صفر", "" },
		{ "حركة 20 فبراير وشارع 7 نوفمبر وهجمات 11 سبتمبر", "" },
		{ "in today's world, Last Week Tonight", "" },
		{ "rolled out in 20180, set of 2018 people", "" },
	};

	CHECK(rows);
}

TEST(gives_offsets_in_mixed_text_with_harakat)
{
	static const struct row rows[] = {
		{ "كَتَبَ (Le Matin) في 12 شُتَنْبَر 2022!",
		  "2022-09-12=12 شُتَنْبَر 2022" },
		{ "لhأمس 12 شتنبر 2022", "2022-09-12=12 شتنبر 2022" },
		{ "يوم 12 شـتـنـبـر 2022 هنا", "2022-09-12=12 شـتـنـبـر 2022" },
		{ "ونونبر 2021 وبنونبر 2020",
		  "2021-11=نونبر 2021 | 2020-11=نونبر 2020" },
	};

	CHECK(rows);
}

RUN(CASE(keeps_the_precision_of_the_text), CASE(reads_every_numeric_order),
    CASE(takes_a_number_for_a_year_where_something_says_so),
    CASE(reads_times_with_their_half_of_day_and_zone),
    CASE(reads_hijri_and_mixed_dates), CASE(gives_each_member_of_a_range),
    CASE(resolves_what_is_relative), CASE(leaves_alone_what_is_no_date),
    CASE(gives_offsets_in_mixed_text_with_harakat))
