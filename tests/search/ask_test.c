#include "search/ask.h"
#include "test.h"

/* Friday 24 February 2023, 12:00 in Morocco (UTC+1 then). */
static const struct ask_setting setting = {
	.now_s = 1677236400,
	.offset_min = 60,
};

#define MEM_MAX_BYTES (8u << 20)

static struct ask
parse(struct arena *mem, struct str typed)
{
	struct ask a;

	ask_parse(mem, typed, &setting, &a);
	assert_int_equal(arena_err(mem), ERR_OK);
	return a;
}

/* A query and its canonical form, which must be its own. */
struct row {
	const char *typed, *want;
};

static void
check_rows(const struct row *rows, size_t n)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);

	for (size_t i = 0; i < n; i++) {
		struct ask a = parse(&mem, str_from(rows[i].typed));
		struct str written = ask_write(&mem, a.root);

		if (!str_eq(written, str_from(rows[i].want)))
			print_error("typed %s\n", rows[i].typed);
		assert_str(written, rows[i].want);
		a = parse(&mem, written);
		assert_str(ask_write(&mem, a.root), rows[i].want);
		arena_clear(&mem, ARENA_BLOCK);
	}
	arena_release(&mem);
}

#define CHECK_ROWS(rows) check_rows((rows), COUNT(rows))

TEST(words_and_quoted_words_are_told_apart)
{
	static const struct row rows[] = {
		{ "كلمة أخرى", "كلمه اخري" },
		{ "covid-19 l'eau 12:30", "covid-19 l-eau 12-30" },
		{ "\"one two\" three", "\"one two\" three" },
		{ "«واحد اثنان»", "\"واحد اثنان\"" },
		{ "“a b” ”a b“ „a b“ „a b”", "\"a b\" \"a b\" \"a b\" \"a b\"" },
		{ "‹a b› ›a b‹ »a b« »a b»", "\"a b\" \"a b\" \"a b\" \"a b\"" },
		{ "« على »", "\"على\"" },
		{ "\"كـــتاب!\"", "\"كـــتاب!\"" },
		{ "«قال \"نعم\" ثم»", "\"قال نعم ثم\"" },
		{ "un\"deux trois\"quatre", "un \"deux trois\" quatre" },
		{ "l'un et 'l'autre'", "l-un et l-autre" },
		{ "\\و \\since \\title:x", "\\و \\since title-x" },
		{ "", "" },
		{ "  \t\n ", "" },
		{ "؟! ... -- * « »", "" },
	};

	CHECK_ROWS(rows);
}

TEST(operators_bind_as_in_other_engines)
{
	static const struct row rows[] = {
		{ "a b OR c d", "a (b OR c) d" },
		{ "a OR b AND c", "a OR (b AND c)" },
		{ "a AND b c", "(a AND b) c" },
		{ "NOT a AND b", "NOT a AND b" },
		{ "NOT (a AND b)", "NOT (a AND b)" },
		{ "a (b OR (c AND -d))", "a (b OR (c AND NOT d))" },
		{ "a AND (b AND c) AND +d", "a AND b AND c AND d" },
		{ "a OR (b OR c) OR +d", "a OR b OR c OR d" },
		{ "a (b c) d", "a b c d" },
		{ "a OR (b c)", "a OR (b c)" },
		{ "+a b +(c d) -(e f)", "+a b +(c d) NOT (e f)" },
		{ "-a -\"b c\" -title:d", "NOT a NOT \"b c\" NOT title:d" },
		{ "a | b || c & d && e", "a OR b OR (c AND d AND e)" },
		{ "a|b a&b AT&T", "(a OR b) a-b at-t" },
		{ "a - b a-b a -b", "a b a-b a NOT b" },
		{ "--a +-b C++", "a b c" },
		{ "مغر* l'ea* x*", "مغر* l-ea* x" },
	};

	CHECK_ROWS(rows);
}

TEST(operators_are_known_in_three_languages)
{
	static const struct row rows[] = {
		{ "a AND b", "a AND b" },
		{ "a ET b", "a AND b" },
		{ "زلزال و فيضان", "زلزال AND فيضان" },
		{ "a OR b", "a OR b" },
		{ "a OU b", "a OR b" },
		{ "زلزال أو فيضان", "زلزال OR فيضان" },
		{ "زلزال او «موج بحر»", "زلزال OR \"موج بحر\"" },
		{ "a NOT b", "a NOT b" },
		{ "a SAUF b", "a NOT b" },
		{ "a NON b", "a NOT b" },
		{ "زلزال و ليس فيضان", "زلزال AND NOT فيضان" },
		{ "«كرة القدم» ليس شاطئية", "\"كره القدم\" NOT شاطءيه" },
		{ "(زلزال أو هزة) و (الحوز أو طاطا)",
		  "(زلزال OR هزه) AND (الحوز OR طاطا)" },
		{ "a and b et c ou d or e not f", "a and b et c ou d or e not f" },
		{ "And Or Not", "and or not" },
	};

	CHECK_ROWS(rows);
}

TEST(everyday_words_stay_words)
{
	static const struct row rows[] = {
		{ "- من هو الوزير؟", "من هو الوزير" },
		{ "متى ضم العثمانيون الشام و مصر؟",
		  "متي ضم العثمانيون الشام \\و مصر" },
		{ "هل كرة القدم رياضة جماعية او فردية؟",
		  "هل كره القدم رياضه جماعيه \\او فرديه" },
		{ "من كان قائد قريش و حلفائها",
		  "من كان قاءد قريش \\و حلفاءها" },
		{ "قال و ما زال", "قال \\و ما زال" },
		{ "نيمار ليس جاهزا", "نيمار \\ليس جاهزا" },
		{ "ليس", "\\ليس" },
		{ "و", "\\و" },
		{ "و ماذا تكون", "\\و ماذا تكون" },
		{ "تشلسي و\"معضلة التحكيم\"", "تشلسي \\و \"معضله التحكيم\"" },
		{ "لاعب ليفربول: من \"الحماقة\" أن ينتقل صلاح إلى مدريد أو "
		  "برشلونة",
		  "لاعب ليفربول من \"الحماقة\" ان ينتقل صلاح الي مدريد \\او "
		  "برشلونه" },
		{ "صحيفة: ترامب يلتقي بوتين في قمة تاريخية قريبا",
		  "صحيفه ترامب يلتقي بوتين في قمه تاريخيه قريبا" },
		{ "ما معنى لقب (روتشيلد)؟", "ما معني لقب روتشيلد" },
		{ "معرض\" أفد\" لدعم التصنيع", "معرض \"أفد\" لدعم التصنيع" },
		{ "To be or not to be", "to be or not to be" },
	};

	CHECK_ROWS(rows);
}

TEST(fields_are_known_in_three_languages)
{
	static const struct row rows[] = {
		{ "title:a titre:b Title:c", "title:a title:b title:c" },
		{ "عنوان:أ العنوان:ب عُنوان: ج", "title:ا title:ب title:ج" },
		{ "author:a auteur:b كاتب:ج", "author:a author:b author:ج" },
		{ "outlet:a source:b journal:c site:d",
		  "outlet:a outlet:b outlet:c outlet:d" },
		{ "منبر:أ صحيفة:ب صحيفه:ج جريدة: د",
		  "outlet:ا outlet:ب outlet:ج outlet:د" },
		{ "topic:a sujet:b thème:c THEME:d rubrique:e موضوع:ف",
		  "topic:a topic:b topic:c topic:d topic:e topic:ف" },
		{ "lang:ar langue:fr language:EN لغة:es lang:ary لغة:zgh",
		  "language:ar language:fr language:en language:es "
		  "language:ary language:zgh" },
		{ "lang:العربية lang:الفرنسية lang:الإنجليزية lang:français "
		  "lang:English langue:arabe lang:الأمازيغية",
		  "language:ar language:fr language:en language:fr "
		  "language:en language:ar language:zgh" },
		{ "title:\"a b\" عنوان: «أ ب» titre:c*",
		  "title:\"a b\" title:\"ا ب\" title:c" },
		{ "title:(a OR \"b c\") author:(x -y)",
		  "(title:a OR title:\"b c\") author:x NOT author:y" },
		{ "title:(a author:(b c) d)", "title:a author:b author:c title:d" },
		{ "outlet:hespress.com outlet:\"اليوم 24\"",
		  "outlet:\"hespress com\" outlet:\"اليوم 24\"" },
		{ "outlet:(a b) lang:(fr ar)",
		  "(outlet:a OR outlet:b) (language:fr OR language:ar)" },
		{ "title:AND title:-x title:و", "title:and title:x title:و" },
	};

	CHECK_ROWS(rows);
}

TEST(what_is_no_field_is_words)
{
	static const struct row rows[] = {
		{ "http://example.com/a", "http-example-com-a" },
		{ "12:30 a:b :c d:", "12-30 a-b c d" },
		{ "title:", "title" },
		{ "title: ", "title" },
		{ "title:) a", "title a" },
		{ "title:\"\" a", "a" },
		{ "titles:a subtitle:b", "titles-a subtitle-b" },
		{ "lang:klingon", "klingon" },
		{ "since:tomorrowland", "since-tomorrowland" },
		{ "قبل: المباراة", "قبل المباراه" },
		{ "في: المغرب", "في المغرب" },
	};

	CHECK_ROWS(rows);
}

TEST(dates_are_moments_in_the_zone_of_the_edition)
{
	static const struct row rows[] = {
		{ "since:2022-09-12", "since:2022-09-11T23:00:00Z" },
		{ "after:2022-09 depuis:2022",
		  "since:2022-08-31T23:00:00Z since:2021-12-31T23:00:00Z" },
		{ "منذ:2022 منذ: ٢٠٢١",
		  "since:2021-12-31T23:00:00Z since:2020-12-31T23:00:00Z" },
		{ "before:2022-09 avant:12/09/2022",
		  "before:2022-08-31T23:00:00Z before:2022-09-11T23:00:00Z" },
		{ "قبل: 12 شتنبر 2022", "before:2022-09-11T23:00:00Z" },
		{ "until:2022-09 حتى:2022",
		  "before:2022-09-30T23:00:00Z before:2022-12-31T23:00:00Z" },
		{ "date:2022-09-12", "date:2022-09-11T23:00:00Z.."
		                     "2022-09-12T23:00:00Z" },
		{ "le:hier", "date:2023-02-22T23:00:00Z..2023-02-23T23:00:00Z" },
		{ "on:yesterday",
		  "date:2023-02-22T23:00:00Z..2023-02-23T23:00:00Z" },
		{ "تاريخ:أمس", "date:2023-02-22T23:00:00Z..2023-02-23T23:00:00Z" },
		{ "في: الأسبوع الماضي",
		  "date:2023-02-12T23:00:00Z..2023-02-19T23:00:00Z" },
		{ "date:\"تشرين الأول 2022\" x",
		  "date:2022-09-30T23:00:00Z..2022-10-31T23:00:00Z x" },
		{ "date:(رمضان 1443)",
		  "date:2022-04-01T23:00:00Z..2022-05-01T23:00:00Z" },
		{ "since:1444", "since:2022-07-29T23:00:00Z" },
		{ "since:2022-09-12T10:30:05Z", "since:2022-09-12T10:30:05Z" },
		{ "since:نونبر", "since:2022-10-31T23:00:00Z" },
		{ "since:\"3 days\" depuis: 3 jours",
		  "since:2023-02-20T23:00:00Z since:2023-02-20T23:00:00Z" },
		{ "a -date:2022",
		  "a NOT date:2021-12-31T23:00:00Z..2022-12-31T23:00:00Z" },
	};

	CHECK_ROWS(rows);
}

TEST(ranges_go_from_the_start_of_one_to_the_end_of_the_other)
{
	static const struct row rows[] = {
		{ "date:2023-01..2023-03",
		  "date:2022-12-31T23:00:00Z..2023-03-31T23:00:00Z" },
		{ "2023-01..2023-03 x",
		  "date:2022-12-31T23:00:00Z..2023-03-31T23:00:00Z x" },
		{ "2021..2022",
		  "date:2020-12-31T23:00:00Z..2022-12-31T23:00:00Z" },
		{ "date:12/09/2022..20/09/2022",
		  "date:2022-09-11T23:00:00Z..2022-09-20T23:00:00Z" },
		{ "date: 2022-09 .. 2022-10 x",
		  "date:2022-08-31T23:00:00Z..2022-10-31T23:00:00Z x" },
		{ "date:2022-09.. x", "since:2022-08-31T23:00:00Z x" },
		{ "date:..2022-09 x", "before:2022-09-30T23:00:00Z x" },
		{ "2022-09..", "since:2022-08-31T23:00:00Z" },
		{ "..2022-09", "before:2022-09-30T23:00:00Z" },
		{ "date:2023..2022",
		  "date:2021-12-31T23:00:00Z..2023-12-31T23:00:00Z" },
		{ "تاريخ: من 1 شتنبر إلى 15 شتنبر 2022",
		  "date:2022-08-31T23:00:00Z..2022-09-15T23:00:00Z" },
		{ "date:\"من 1 إلى 15 شتنبر 2022\" x",
		  "date:2022-08-31T23:00:00Z..2022-09-15T23:00:00Z x" },
		{ "date:\"du 1 mars 2022 au 4 avril 2022\"",
		  "date:2022-02-28T23:00:00Z..2022-04-04T23:00:00Z" },
		{ "كأس العالم 2022.. المغرب", "كاس العالم 2022 المغرب" },
		{ "لأول مرة.. اطبع بيتك", "لاول مره اطبع بيتك" },
		{ "..2022", "2022" },
	};

	CHECK_ROWS(rows);
}

TEST(since_needs_no_colon_beside_a_few_keywords)
{
	static const struct row rows[] = {
		{ "زلزال منذ أمس", "زلزال since:2023-02-22T23:00:00Z" },
		{ "منذ الأسبوع الماضي زلزال",
		  "since:2023-02-12T23:00:00Z زلزال" },
		{ "inflation depuis le 12 mars 2022",
		  "inflation since:2022-03-11T23:00:00Z" },
		{ "Since 2022 covid", "since:2021-12-31T23:00:00Z covid" },
		{ "covid after 2022-03", "covid since:2022-02-28T23:00:00Z" },
		{ "منذ الاستقلال", "\\منذ الاستقلال" },
		{ "before midnight", "before midnight" },
		{ "قبل المباراة", "قبل المباراه" },
		{ "before 2022", "before 2022" },
		{ "المغرب منذ 1956 دولة مستقلة",
		  "المغرب \\منذ 1956 دوله مستقله" },
		{ "في أي صحيفة قام بكتابة عمود منذ عام 2017؟",
		  "في اي صحيفه قام بكتابه عمود \\منذ عام 2017" },
		{ "الدولار في أعلى مستوى له منذ أسبوعين",
		  "الدولار في اعلي مستوي له \\منذ اسبوعين" },
	};

	CHECK_ROWS(rows);
}

TEST(broken_queries_are_mended_and_noted)
{
	static const struct {
		const char *typed, *want;
		unsigned notes;
	} rows[] = {
		{ "\"a b", "\"a b\"", 1u << ASK_NOTE_QUOTE },
		{ "a b\"", "a b", 1u << ASK_NOTE_QUOTE },
		{ "5\" écran", "5 ecran", 1u << ASK_NOTE_QUOTE },
		{ "“a b\" c", "\"a b\" c", 1u << ASK_NOTE_QUOTE },
		{ ") a (b", "a b", 1u << ASK_NOTE_PAREN },
		{ "a (b OR c", "a (b OR c)", 1u << ASK_NOTE_PAREN },
		{ "a OR", "a", 1u << ASK_NOTE_OPERATOR },
		{ "AND a", "a", 1u << ASK_NOTE_OPERATOR },
		{ "a NOT", "a", 1u << ASK_NOTE_OPERATOR },
		{ "a OR AND b", "a OR b", 1u << ASK_NOTE_OPERATOR },
		{ "(OR) a AND ()", "a", 1u << ASK_NOTE_OPERATOR },
		{ "OR", "or", 0 },
		{ "NOT", "not", 0 },
		{ "-\"\" b", "b", 0 },
		{ "since:x", "since-x", 1u << ASK_NOTE_DATE },
		{ "since:2022/5", "since-2022-5", 1u << ASK_NOTE_DATE },
		{ "lang:x", "x", 1u << ASK_NOTE_LANGUAGE },
		{ "x*", "x", 1u << ASK_NOTE_PREFIX },
		{ "((((((((((a OR b))))))))))", "a OR b",
		  1u << ASK_NOTE_DEPTH },
		{ "a\x01" "b \xFF" "c\xD9 \x7F", "a b c", 0 },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct ask a = parse(&mem, str_from(rows[i].typed));

		assert_str(ask_write(&mem, a.root), rows[i].want);
		assert_int_equal(a.notes, rows[i].notes);
	}
	arena_release(&mem);
}

TEST(a_query_is_boolean_when_a_sign_says_so)
{
	static const struct {
		const char *typed;
		bool boolean;
	} rows[] = {
		{ "a b", false },          { "a (b) c", false },
		{ "- من هو الوزير؟", false }, { "covid-19 a*", false },
		{ "نيمار ليس جاهزا", false }, { "http://a.b", false },
		{ "\"a b\"", true },       { "a OR b", true },
		{ "a -b", true },          { "+a", true },
		{ "title:a", true },       { "زلزال منذ أمس", true },
		{ "زلزال أو فيضان", true },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);

	for (size_t i = 0; i < COUNT(rows); i++)
		if (parse(&mem, str_from(rows[i].typed)).boolean !=
		    rows[i].boolean)
			fail_msg("%s", rows[i].typed);
	arena_release(&mem);
}

TEST(leaves_tell_what_was_typed)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct ask a = parse(&mem, STR("من title:\"أخبار\" since:2022"));
	const struct ask_node *word = a.root->child[0];
	const struct ask_node *exact = a.root->child[1];
	const struct ask_node *time = a.root->child[2];

	assert_int_equal(a.root->n, 3);
	assert_true(word->common && word->kind == ASK_WORD);
	assert_int_equal(exact->kind, ASK_EXACT);
	assert_int_equal(exact->field, ASK_TITLE);
	assert_str(exact->shown, "أخبار");
	assert_str(exact->folded, "اخبار");
	assert_int_equal(time->kind, ASK_TIME);
	assert_str(time->shown, "since:2022");
	assert_int_equal(time->since_s, 1640991600);
	assert_true(time->until_s == ASK_NO_UNTIL);
	arena_release(&mem);
}

static size_t
count_leaves(const struct ask_node *n)
{
	size_t all = n->kind < ASK_ALL_OF ? 1 : 0;

	for (size_t i = 0; i < n->n; i++)
		all += count_leaves(n->child[i]);
	return all;
}

TEST(what_is_too_much_is_left_out)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	char many[ASK_MAX_BYTES + 100];
	struct ask a;

	for (size_t i = 0; i < sizeof(many); i++)
		many[i] = i % 2 == 0 ? 'a' : ' ';
	a = parse(&mem, (struct str){ many, ASK_MAX_BYTES });
	assert_int_equal(count_leaves(a.root), ASK_MAX_TERMS);
	assert_int_equal(a.notes, 1u << ASK_NOTE_TERMS);
	memset(many, 'a', sizeof(many));
	a = parse(&mem, (struct str){ many, sizeof(many) });
	assert_int_equal(a.root->n, 1);
	assert_int_equal(a.root->child[0]->folded.n, ASK_MAX_BYTES);
	assert_int_equal(a.notes, 1u << ASK_NOTE_BYTES);
	arena_release(&mem);
}

/* Memory is what shows that no byte past the limit has been looked at. */
TEST(megabytes_cost_what_their_head_costs)
{
	static const char *const floods[] = {
		"(",     "\"a ",       "a\"",  "-",     "NOT ",  "a OR ",
		"(a|",   "title:",     "\xFF", "..",    "since ", "منذ ",
		"date:", "since:2022 ", "«a ",  "((a) ", "a* ",   "و ",
	};
	size_t big = 1u << 20;
	char *text = xmalloc(big);

	for (size_t i = 0; i < COUNT(floods); i++) {
		struct arena a = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
		struct arena b = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
		size_t n = strlen(floods[i]);

		for (size_t at = 0; at < big; at++)
			text[at] = floods[i][at % n];
		parse(&a, (struct str){ text, big });
		parse(&b, (struct str){ text, ASK_MAX_BYTES });
		assert_int_equal(a.used_bytes, b.used_bytes);
		arena_release(&a);
		arena_release(&b);
	}
	free(text);
}

TEST(a_full_arena_gives_an_empty_tree)
{
	for (size_t room = 0; room < 32768; room += 64) {
		struct arena mem = ARENA_INIT(64, room);
		struct ask a;

		ask_parse(&mem, STR("a (b OR \"c d\") title:e since:2022 -f"),
		          &setting, &a);
		assert_int_equal(a.root->kind, ASK_LIST);
		if (arena_err(&mem) != ERR_OK)
			assert_int_equal(a.root->n, 0);
		else
			assert_int_equal(a.root->n, 5);
		arena_release(&mem);
	}
}

RUN(CASE(words_and_quoted_words_are_told_apart),
    CASE(operators_bind_as_in_other_engines),
    CASE(operators_are_known_in_three_languages),
    CASE(everyday_words_stay_words),
    CASE(fields_are_known_in_three_languages),
    CASE(what_is_no_field_is_words),
    CASE(dates_are_moments_in_the_zone_of_the_edition),
    CASE(ranges_go_from_the_start_of_one_to_the_end_of_the_other),
    CASE(since_needs_no_colon_beside_a_few_keywords),
    CASE(broken_queries_are_mended_and_noted),
    CASE(a_query_is_boolean_when_a_sign_says_so),
    CASE(leaves_tell_what_was_typed), CASE(what_is_too_much_is_left_out),
    CASE(megabytes_cost_what_their_head_costs),
    CASE(a_full_arena_gives_an_empty_tree))
