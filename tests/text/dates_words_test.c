/*
 * The words of dates: the months as each country's press names them, and
 * what holds of the whole table.
 */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "text/dates.h"
#include "text/dates_words.h"
#include "text/normalise.h"

#define TEXT_MAX 200u

struct country {
	const char *name, *months[12];
};

static const struct country countries[] = {
	{ "Morocco",
	  { "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز",
	    "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر" } },
	{ "Algeria",
	  { "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية",
	    "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر" } },
	{ "Tunisia",
	  { "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية",
	    "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر" } },
	{ "Egypt",
	  { "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو",
	    "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر" } },
	{ "Egypt, older",
	  { "يناير", "فبراير", "مارس", "إبريل", "مايو", "يونيه", "يوليه",
	    "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر" } },
	{ "Levant",
	  { "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
	    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني",
	    "كانون الأول" } },
	{ "Levant, in numbers",
	  { "كانون ٢", "شباط", "آذار", "نيسان", "ايار", "حزيران", "تموز",
	    "اب", "ايلول", "تشرين ١", "تشرين ٢", "كانون ١" } },
	{ "both names",
	  { "كانون الثاني/يناير", "شباط/فبراير", "آذار / مارس",
	    "نيسان/أبريل", "أيار (مايو)", "حزيران/يونيو", "يوليو تموز",
	    "آب / أغسطس", "سبتمبر/أيلول", "تشرين الأول (أكتوبر)",
	    "نوفمبر/تشرين الثاني", "كانون الأول - ديسمبر" } },
	{ "Mauritania",
	  { "يناير", "فبراير", "مارس", "إبريل", "مايو", "يونيو", "يوليو",
	    "أغشت", "شتمبر", "أكتوبر", "نوفمبر", "دجمبر" } },
	{ "French",
	  { "janvier", "février", "mars", "avril", "mai", "juin", "juillet",
	    "août", "septembre", "octobre", "novembre", "décembre" } },
	{ "French, short",
	  { "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août",
	    "sept.", "oct.", "nov.", "déc." } },
	{ "English",
	  { "January", "February", "March", "April", "May", "June", "July",
	    "August", "September", "October", "November", "December" } },
	{ "English, short",
	  { "Jan.", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug.", "Sept.",
	    "Oct", "Nov", "Dec" } },
	{ "Spanish",
	  { "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio",
	    "agosto", "septiembre", "octubre", "noviembre", "diciembre" } },
	{ "German",
	  { "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli",
	    "August", "September", "Oktober", "November", "Dezember" } },
	{ "Italian",
	  { "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
	    "luglio", "agosto", "settembre", "ottobre", "novembre",
	    "dicembre" } },
	{ "Portuguese",
	  { "janeiro", "fevereiro", "março", "abril", "maio", "junho",
	    "julho", "agosto", "setembro", "outubro", "novembro",
	    "dezembro" } },
	{ "Turkish",
	  { "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz",
	    "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık" } },
	{ "Persian",
	  { "ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت",
	    "سپتامبر", "اکتبر", "نوامبر", "دسامبر" } },
};

static void
check_day(const char *country, const char *text, int month)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1 << 20);
	struct datetime d;
	char want[16];

	snprintf(want, sizeof(want), "2021-%02d-13", month);
	if (!dates_parse(str_from(text), &d))
		fail_msg("%s: refused: %s", country, text);
	if (!str_eq(datetime_rfc3339(&mem, d), str_from(want)))
		fail_msg("%s: %s is not %s", country, text, want);
	arena_release(&mem);
}

TEST(knows_the_months_of_every_country)
{
	for (size_t c = 0; c < COUNT(countries); c++) {
		for (int m = 0; m < 12; m++) {
			const char *name = countries[c].months[m];
			char text[TEXT_MAX];

			snprintf(text, sizeof(text), "13 %s 2021", name);
			check_day(countries[c].name, text, m + 1);
			snprintf(text, sizeof(text), "١٣ %s ٢٠٢١", name);
			check_day(countries[c].name, text, m + 1);
			snprintf(text, sizeof(text), "۱۳ %s ۲۰۲۱", name);
			check_day(countries[c].name, text, m + 1);
		}
	}
}

static const struct country others[] = {
	{ "hijri",
	  { "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى",
	    "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال", "ذي القعدة",
	    "ذو الحجة" } },
	{ "persian",
	  { "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر",
	    "آبان", "آذر", "دی", "بهمن", "اسفند" } },
};

TEST(knows_the_months_of_other_calendars)
{
	for (int c = 0; c < 2; c++) {
		enum calendar cal = c == 0 ? CALENDAR_HIJRI : CALENDAR_PERSIAN;

		for (int m = 0; m < 12; m++) {
			char text[TEXT_MAX];
			struct datetime d;
			int64_t day;

			snprintf(text, sizeof(text), "13 %s 1401",
			         others[c].months[m]);
			assert_true(calendar_to_days(cal, 1401, m + 1, 13,
			                             &day));
			if (!dates_parse(str_from(text), &d) ||
			    d.unix_s != day * 86400)
				fail_msg("%s: %s", others[c].name, text);
		}
	}
}

TEST(keeps_its_words_folded_and_findable)
{
	for (unsigned i = 0; i < date_words_n; i++) {
		struct buf folded = BUF_INIT(TEXT_MAX);
		const struct date_word *w = &date_words[i];

		text_fold(&folded, w->word);
		if (!str_eq(buf_str(&folded), w->word))
			fail_msg("not folded: %.*s", STR_ARG(w->word));
		if (date_word_find(w->word, date_word_hash(w->word)) != w)
			fail_msg("not found: %.*s", STR_ARG(w->word));
		buf_release(&folded);
	}
	assert_null(date_word_find(STR("harbour"),
	                           date_word_hash(STR("harbour"))));
}

TEST(never_gives_one_word_two_months)
{
	static const enum date_role calendars[] = {
		DATE_MONTH, DATE_HIJRI, DATE_PERSIAN, DATE_PAIR,
	};

	for (unsigned i = 0; i < date_words_n; i++) {
		unsigned n = 0;

		for (size_t c = 0; c < COUNT(calendars); c++)
			n += (unsigned)(date_words[i].roles >>
			                calendars[c] & 1);
		if (n > 1)
			fail_msg("two months: %.*s",
			         STR_ARG(date_words[i].word));
	}
}

RUN(CASE(knows_the_months_of_every_country),
    CASE(knows_the_months_of_other_calendars),
    CASE(keeps_its_words_folded_and_findable),
    CASE(never_gives_one_word_two_months))
