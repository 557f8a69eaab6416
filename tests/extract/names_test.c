#include "test.h"

#include "extract/names.h"

#include "text/normalise.h"

static struct str
join(struct names *a)
{
	struct str out = STR_EMPTY;

	for (unsigned i = 0; i < a->n; i++)
		out = str_fmt(a->mem, "%.*s%s%.*s", STR_ARG(out),
		              i > 0 ? "|" : "", STR_ARG(a->v[i]));
	return out;
}

static void
check(const char *line, enum names_trust trust, const char *want)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 4u << 20);
	struct site site = { .mem = &mem };
	struct names a = { .mem = &mem, .site = &site };

	site.names[0] = STR("thegull");
	site.names[1] = STR("gull"); /* of the address */
	site.n = 2;
	site.stated_n = 1;
	names_add(&a, str_from(line), trust);
	if (!str_eq(join(&a), str_from(want)))
		print_error("%s\n", line);
	assert_str(join(&a), want);
	arena_release(&mem);
}

TEST(lines_give_names_and_nothing_else)
{
	static const struct { const char *line, *want; } rows[] = {
		{ "By Jane Whitmore", "Jane Whitmore" },
		{ "JANE WHITMORE", "JANE WHITMORE" },
		{ "Recueilli par Anne MOREL.", "Anne MOREL" },
		{ "Al Brown Jr.", "Al Brown Jr." },
		{ "Jane Whitmore For Gull.Com", "Jane Whitmore" },
		{ "By Jane Whitmore / Gull Staff Writers", "Jane Whitmore" },
		{ "Kommentar von Lia Ott", "Lia Ott" },
		{ "By Jane Whitmore and Al Brown", "Jane Whitmore|Al Brown" },
		{ "By Jane Whitmore, Al Brown and Li Wei",
		  "Jane Whitmore|Al Brown|Li Wei" },
		{ "Jane Whitmore, Political Editor", "Jane Whitmore" },
		{ "Jane Whitmore, Correspondent in Paris", "Jane Whitmore" },
		{ "Jane Whitmore in Paris", "Jane Whitmore" },
		{ "By Jane Whitmore on Monday, 12 May 2024",
		  "Jane Whitmore" },
		{ "Jane Whitmore December 3, 2024", "Jane Whitmore" },
		{ "Dec 19, 2024", "" },
		{ "This post was written by Jane Whitmore", "Jane Whitmore" },
		{ "J. Smith (js)", "J. Smith" },
		{ "Jane Whitmore | The Gull", "Jane Whitmore" },
		{ "Par Anne Morel et Karim Benali",
		  "Anne Morel|Karim Benali" },
		{ "Propos recueillis par Anne Morel, envoyée spéciale",
		  "Anne Morel" },
		{ "Von Uwe Kranz und Lia Ott", "Uwe Kranz|Lia Ott" },
		{ "Por Ana Ruiz y Luis Gil", "Ana Ruiz|Luis Gil" },
		{ "Maria de la Cruz", "Maria de la Cruz" },
		{ "بقلم: سعيد الحسني", "سعيد الحسني" },
		{ "كتب – أحمد علي", "أحمد علي" },
		{ "كتب ضحى عرفة", "ضحى عرفة" },
		{ "إعداد: ورد الشامي و محمد علي", "ورد الشامي|محمد علي" },
		{ "أحمد علي ومحمد حسن", "أحمد علي|محمد حسن" },
		{ "سامي وليد", "سامي وليد" },
		{ "سعود كاتب", "سعود كاتب" },
		{ "Edith Head", "Edith Head" },
		{ "Jane Whitmore, Head of Sales, Roads and Bridges",
		  "Jane Whitmore" },
		{ "Jane Whitmore, Editor, and Al Brown",
		  "Jane Whitmore|Al Brown" },
		{ "By Jane Whitmore, in News, Town", "Jane Whitmore" },
		{ "Dec. 19, 2024 · Jane Whitmore on behalf of the town",
		  "Jane Whitmore" },
		{ "القاهرة - حسام أبو العلا", "حسام أبو العلا" },
		{ "حسام أبو العلا - مكة المكرمة", "حسام أبو العلا" },
		{ "حاوره: سعيد الحسني", "سعيد الحسني" },
		{ "حوار ـ محمد المرحبي", "محمد المرحبي" },
		{ "القاهرة: أحمد علي", "أحمد علي" },
		{ "أحمد علي | الرباط", "أحمد علي" },
		{ "أ.د عبد الله الدائل", "أ.د عبد الله الدائل" },
		{ "بقلم/ أحمد علي", "أحمد علي" },
		{ "أحمد علي - تصوير: محمد حسن", "أحمد علي" },
		{ "أحمد علي (القاهرة) رويترز", "أحمد علي" },
		{ "Jane Whitmore, AFP", "Jane Whitmore|AFP" },
		/* how Saudi papers sign, kept as signed */
		{ "محمد هجرس ـ القاهرة", "محمد هجرس ـ القاهرة" },
		{ "هشام محمود من لندن", "هشام محمود من لندن" },
		{ "서윤 기자", "서윤" },
		{ "Jane WhitmoreJane Whitmore", "Jane Whitmore" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check(rows[i].line, NAMES_SHOWN, rows[i].want);
}

TEST(what_is_no_name_is_left_out)
{
	static const char *const lines[] = {
		"https://facebook.com/someone", "Facebook link", "admin",
		"editor@gull.example", "www.gull.example", "gull.example",
		"The Gull", "Follow us", "View all posts by", "Staff Writer",
		"3 min read", "Did you know?", "Comments", "مراسل", "تابعنا",
		"المحرر", "La rédaction", "Folgen", "12345", "-", "",
		"REUTERS/Al Brown", "(Image: Getty Images)", "Section: Town", "هيئة التحرير",
		"خاص", "Written by", "By", "Google News", "Web Admin",
		/* places and outlets */
		"Cairo", "القاهرة", "الشرق الأوسط", "المرصد", "مراسل النورس",
		"النورس من الرباط", "نورس من الرباط", "Gull24", "TEAM",
		"وكالات", "خاص - المرصد",
	};

	for (size_t i = 0; i < COUNT(lines); i++) {
		check(lines[i], NAMES_STATED, "");
		check(lines[i], NAMES_SHOWN, "");
	}
	/* prose is no name where it is only shown */
	check("visualize, confidence", NAMES_SHOWN, "");
	check("We have consulted many experts there", NAMES_SHOWN, "");
	check("sara whitmore", NAMES_STATED, "sara whitmore");
}

TEST(lines_that_begin_as_bylines_are_known)
{
	static const struct row {
		const char *line;
		enum names_begin want;
	} rows[] = {
		{ "By Jane Whitmore", NAMES_BEGIN_MAYBE },
		{ "By: Jane Whitmore", NAMES_BEGIN_SURELY },
		{ "Written by Jane Whitmore", NAMES_BEGIN_SURELY },
		{ "Bytes and bits", NAMES_BEGIN_NOT },
		{ "كتب سعيد الحسني", NAMES_BEGIN_MAYBE },
		{ "كتب: سعيد الحسني", NAMES_BEGIN_SURELY },
		{ "بقلم سعيد الحسني", NAMES_BEGIN_SURELY },
		{ "حوار: سعيد الحسني", NAMES_BEGIN_SURELY },
		{ "حوار بين الطرفين", NAMES_BEGIN_NOT },
		{ "Author: Jane", NAMES_BEGIN_SURELY },
		{ "Author of many books", NAMES_BEGIN_NOT },
		{ "By", NAMES_BEGIN_NOT },
		{ "", NAMES_BEGIN_NOT },
	}, alone[] = {
		{ "بقلم:", NAMES_BEGIN_SURELY },
		{ "Written by", NAMES_BEGIN_SURELY },
		{ "By", NAMES_BEGIN_MAYBE },
		{ "إعداد", NAMES_BEGIN_MAYBE },
		{ "تقرير", NAMES_BEGIN_NOT },
		{ "تغطية", NAMES_BEGIN_NOT },
		{ "المصدر", NAMES_BEGIN_NOT },
		{ "Written by Jane", NAMES_BEGIN_NOT },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(names_begins(str_from(rows[i].line)),
		                 rows[i].want);
	for (size_t i = 0; i < COUNT(alone); i++)
		assert_int_equal(names_introduces(&mem,
		                                  str_from(alone[i].line)),
		                 alone[i].want);
	assert_true(names_is_lead(&mem, STR(" Written by: ")));
	assert_true(names_is_lead(&mem, STR("بقلم")));
	assert_false(names_is_lead(&mem, STR("Written by Jane")));
	arena_release(&mem);
}

TEST(agencies_and_teams_sign_beside_people_only)
{
	static const struct { const char *line, *want; } rows[] = {
		{ "AFP", "" },
		{ "أ ف ب", "" },
		{ "رويترز - القاهرة", "" },
		{ "Agence France-Presse", "" },
		{ "Equipe web", "" },
		{ "Gull Sports Desk", "" },
		{ "Jane Whitmore, AFP", "Jane Whitmore|AFP" },
		{ "أحمد علي - وكالات", "أحمد علي" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena mem = ARENA_INIT(ARENA_BLOCK, 4u << 20);
		struct site site = { .mem = &mem };
		struct names a = { .mem = &mem, .site = &site };

		names_add(&a, str_from(rows[i].line), NAMES_STATED);
		names_keep_people(&a);
		assert_str(join(&a), rows[i].want);
		arena_release(&mem);
	}
}

TEST(names_of_people_are_told_from_sentences)
{
	static const struct { const char *name; bool want; } rows[] = {
		{ "Jane Whitmore", true },
		{ "Maria de la Cruz", true },
		{ "J. R. Whitmore Brown", true },
		{ "Jane Day", true },
		{ "ضحى عرفة", true },
		{ "د. أحمد علي", true },
		{ "عبد الرحيم الكومي", true },
		{ "السيد عبد العال", true },
		{ "محمد بن سلمان", true },
		{ "منى نور الدين", true },
		{ "Christmas", false },
		{ "Royal Appointment", false },
		{ "The Numbers", false },
		{ "جديدة", false },
		{ "جديدة في المعرض", false },
		{ "الرئيس تدوينة غاضبة", false },
		{ "الصحف العبرية", false },
		{ "محمد سالم تدوينة غاضبة", false },
		{ "وزير الصحة", false },
		{ "سعيد والحكومة", false },
		{ "أحمد الصحف العبرية", false },
		{ "واحد اثنان ثلاثون أربعون خمسون", false },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);

	for (size_t i = 0; i < COUNT(rows); i++)
		if (names_is_person(&mem, str_from(rows[i].name)) !=
		    rows[i].want)
			fail_msg("%s", rows[i].name);
	arena_release(&mem);
}

TEST(tables_are_written_folded)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 4u << 20);

	for (unsigned t = 0; t < NAMES_TABLE__COUNT; t++) {
		const struct str *v;
		size_t n = names_words((enum names_table)t, &v);

		for (size_t i = 0; i < n; i++)
			test_str(text_fold_copy(&mem, v[i]), v[i], __FILE__,
			         __LINE__);
	}
	arena_release(&mem);
}

RUN(CASE(lines_give_names_and_nothing_else),
    CASE(what_is_no_name_is_left_out),
    CASE(lines_that_begin_as_bylines_are_known),
    CASE(agencies_and_teams_sign_beside_people_only),
    CASE(names_of_people_are_told_from_sentences),
    CASE(tables_are_written_folded))
