#include "test.h"

#include "extract/internal.h"
#include "text/normalise.h"

TEST(heads_are_written_folded)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);
	const struct str *heads;
	size_t n, all = 0;

	for (size_t kind = 0; (n = lines_heads(kind, &heads)) > 0; kind++) {
		for (size_t i = 0; i < n; i++)
			assert_true(str_eq(text_fold_copy(&mem, heads[i]),
			                   heads[i]));
		all += n;
	}
	assert_true(all > 100);
	arena_release(&mem);
}

TEST(knows_lines_that_lead_elsewhere)
{
	static const struct {
		const char *line;
		double links;
		bool want;
	} rows[] = {
		{ "اقرأ أيضًا: أسعار الخضر تنخفض", 0.6, true },
		{ "إقرأ أيضا", 0, true },
		{ "Lire aussi : la pêche suspendue jusqu’en juin", 0, true },
		{ "ADVERTISEMENT", 0, true },
		{ "Read more about it", 0.9, true },
		{ "اقرأ أيضا", 1, true },
		{ "قال الوزير إن الأسعار لن ترتفع هذا العام", 0, false },
		{ "Related to the king by marriage, the duke was sent to the "
		  "north, where he spent the next ten years.",
		  0, false },
		/* news that begin as such lines do */
		{ "انضم إلى صفوف الجيش عام 1990.", 0, false },
		{ "شارك هذا العام 300 عارض في المعرض", 0, false },
		{ "اشترك في الهجوم عشرة مسلحين.", 0, false },
		{ "شاهد الفيديو ملايين الناس", 0, false },
		{ "تابعوا أخبار الحرب من الملاجئ.", 0, false },
		{ "إعلان حالة الطوارئ في البلاد", 0, false },
		{ "Publicité et enfance", 0, false },
		{ "Recommended doses vary with age", 0, false },
		{ "A lire certains commentaires, on croit rêver.", 0, false },
		{ "Il vous reste trois jours pour déposer votre dossier", 0,
		  false },
		{ "Disclosure of the bank records was ordered by a judge", 0,
		  false },
		{ "Reporting by the Gazette found that", 0, false },
		/* and the lines themselves */
		{ "شاهد الفيديو: لحظة سقوط الجسر", 0, true },
		{ "تابعوا آخر الأخبار على تطبيقنا", 0.6, true },
		{ "تابعونا على قناتنا!", 0, true },
		{ "إعلان", 0, true },
		{ "Il vous reste 57 % de cet article à lire.", 0, true },
		{ "Disclosure: the author owns shares of the company.", 0,
		  true },
		{ "نستخدم ملفات تعريف الارتباط لتحسين تجربتكم", 0, true },
		{ "Ce site utilise des cookies pour mesurer l’audience", 0,
		  true },
		{ "جميع الحقوق محفوظة © 2024", 0, true },
		{ "(Reporting by Ann Poe; editing by Joe Roe)", 0, true },
		{ "", 0, false },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(lines_is_promo(&mem, str_from(rows[i].line),
		                                rows[i].links),
		                 rows[i].want);
	arena_release(&mem);
}

TEST(knows_a_heading_of_comments_from_a_line_of_text)
{
	static const struct {
		const char *line;
		bool want;
	} rows[] = {
		{ "تعليقات القراء", true },
		{ "التعليقات (12)", true },
		{ "أضف تعليقا", true },
		{ "Vos commentaires", true },
		{ "Comments", false }, /* a link of many share bars */
		{ "تعليقات القراء على القرار كانت غاضبة أمس", false },
		{ "", false },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena mem = ARENA_INIT(1024, 1u << 20);

		assert_int_equal(lines_is_comments(&mem,
		                                   str_from(rows[i].line)),
		                 rows[i].want);
		arena_release(&mem);
	}
}

RUN(CASE(knows_a_heading_of_comments_from_a_line_of_text),
    CASE(heads_are_written_folded), CASE(knows_lines_that_lead_elsewhere))
