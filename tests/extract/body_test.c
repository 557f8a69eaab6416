/*
 * What of a page is the article's text: one rule a row.
 */
#include "test.h"

#include <stdio.h>

#include "extract/extract.h"

#define P1 "أعلنت البلدية صباح اليوم أن أشغال الجسر الكبير ستنتهي قبل حلول " \
           "الشتاء، بعد تأخر دام سنتين."
#define P2 "وقال رئيس المجلس إن الشركة تعهدت باحترام الآجال، وإن لجنة تقنية " \
           "ستزور الورش كل أسبوع."
#define P3 "ويربط الجسر ضفتي النهر على طول ثلاثمئة متر، وسيخفف الضغط على " \
           "الطريق الوطنية القديمة."
#define LEDE "تعد البلدية السكان بجسر جديد يختصر الطريق بين الضفتين إلى " \
             "خمس دقائق فقط."
#define O1 "Le conseil régional a voté mardi le budget de la nouvelle ligne, " \
           "après trois heures de débat."
#define O2 "Les travaux doivent commencer au printemps, selon le calendrier " \
           "présenté par la région."
#define O3 "Plusieurs communes demandent toutefois des garanties, notamment " \
           "sur les correspondances."
#define O4 "Une enquête publique sera ouverte, et chacun pourra y déposer ses " \
           "remarques, promet le préfet."

#define H1 "<h1>الجسر الكبير يفتح قبل الشتاء</h1>"
#define TEXT P1 "\n" P2 "\n" P3
#define BODY "<p>" P1 "</p><p>" P2 "</p><p>" P3 "</p>"
#define OTHER "<p>" O1 "</p><p>" O2 "</p><p>" O3 "</p><p>" O4 "</p>"
#define PAGE(head, body)                                                 \
	"<html><head><title>الجسر الكبير يفتح قبل الشتاء</title>" head    \
	"</head><body>" body "</body></html>"

static void
check_text(const char *name, const char *html, const char *want)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 16u << 20);
	struct extract_input in = {
		.text = str_from(html),
		.url = STR("https://qandil.example/a/1"),
	};
	struct doc_article a = { 0 };
	struct diags d = { 0 };

	assert_int_equal(extract_page(&mem, &in, &a, &d), ERR_OK);
	if (!str_eq(a.text, str_from(want)))
		print_error("%s:\n%.*s\n", name, STR_ARG(a.text));
	assert_true(str_eq(a.text, str_from(want)));
	arena_release(&mem);
}

TEST(the_article_with_the_title_is_the_one)
{
	static const struct { const char *name, *html; } rows[] = {
		{ "a longer article follows it",
		  PAGE("", "<article>" H1 "<div>" BODY "</div></article>"
		           "<article><h2>Une ligne nouvelle</h2><div>" OTHER
		           "</div></article>") },
		{ "notices of a consent manager are longer",
		  PAGE("", "<div><article>" H1 BODY "</article></div>"
		           "<div id=consent-box class=panel>" OTHER "</div>") },
		{ "the footer is longer",
		  PAGE("", H1 "<div class=text>" BODY "</div>"
		           "<div class=footer-wrap>" OTHER "</div>") },
		{ "a custom element holds a box of facts",
		  PAGE("", "<article>" H1 "<p>" P1 "</p><x-factbox "
		           "class=factbox><ul><li>" O1 "</li></ul>"
		           "</x-factbox><p>" P2 "</p><p>" P3
		           "</p></article>") },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check_text(rows[i].name, rows[i].html, TEXT);
}

TEST(misleading_names_cost_no_text)
{
	static const struct { const char *name, *html; } rows[] = {
		{ "a newsletter's own text",
		  PAGE("", "<div class=newsletter-wrap>" H1
		           "<article class=newsletter-content>" BODY
		           "</article></div><div class=related><p>" O1
		           "</p></div>") },
		{ "what stands beside the sidebar",
		  PAGE("", H1 "<div class=sidebar-content>" BODY "</div>"
		           "<div class=related><p>" O1 "</p></div>") },
		{ "overflow-hidden is shown",
		  PAGE("", "<article>" H1 "<p>" P1 "</p>"
		           "<div class=overflow-hidden><p>" P2
		           "</p></div><p>" P3 "</p></article>") },
		{ "an id made of a heading's words",
		  PAGE("", "<article>" H1 "<p>" P1 "</p>"
		           "<div id=more-on-menu-for-today><p>" P2
		           "</p></div><p>" P3 "</p></article>") },
		{ "a link called recommended inside a paragraph",
		  PAGE("", "<article>" H1 "<p>" P1 "</p><p>"
		           "<a class=recommended-link href=/x>"
		           "وقال رئيس المجلس</a> إن الشركة تعهدت باحترام "
		           "الآجال، وإن لجنة تقنية ستزور الورش كل أسبوع."
		           "</p><p>" P3 "</p></article>") },
		{ "hidden until a reader unfolds it",
		  PAGE("", "<article>" H1 "<p>" P1 "</p>"
		           "<div class=accordion-item hidden><p>" P2
		           "</p></div><p>" P3 "</p></article>") },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check_text(rows[i].name, rows[i].html, TEXT);
}

TEST(standfirsts_are_found_outside_the_body)
{
	static const struct { const char *name, *html; } rows[] = {
		{ "a heading the description begins like",
		  PAGE("<meta name=description content='" LEDE "'>",
		       "<header>" H1 "<h2>" LEDE "</h2></header>"
		       "<div class=article-body>" BODY "</div>") },
		{ "a full sentence in a paragraph",
		  PAGE("", "<div>" H1 "<p>" LEDE "</p></div>"
		           "<div class=article-body>" BODY "</div>") },
		{ "called teaser where it leads the article",
		  PAGE("", "<div>" H1 "<p class=teaser>" LEDE "</p></div>"
		           "<div class=article-body>" BODY "</div>") },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check_text(rows[i].name, rows[i].html, LEDE "\n" TEXT);
	check_text("a caption is none",
	           PAGE("", "<div>" H1 "<figure><figcaption>" LEDE
	                    "</figcaption></figure></div>"
	                    "<div class=article-body>" BODY "</div>"),
	           TEXT);
}

TEST(what_is_no_text_of_the_article_is_left_out)
{
	static const struct { const char *name, *html; } rows[] = {
		{ "a caption in a span",
		  PAGE("", "<article>" H1 "<p>" P1 "</p><div>"
		           "<span class=media-caption>" O1
		           "</span></div><p>" P2 "</p><p>" P3
		           "</p></article>") },
		{ "the same paragraph for phones",
		  PAGE("", "<article>" H1 "<p>" P1 " " P2 "</p>"
		           "<div class=mobile>" P1 " " P2 "</div><p>" P3
		           "</p></article>") },
		{ "an agency's credit",
		  PAGE("", "<article>" H1 BODY "<p>(Reporting by Sam Doe and "
		           "Ann Poe, editing by Joe Roe in the capital.)</p>"
		           "</article>") },
		{ "an invitation in italics at the end",
		  PAGE("", "<article>" H1 BODY "<p><em>الكاتب صحافي في "
		           "الجريدة، <a href='/me'>تابعوه من هنا</a>"
		           "</em></p></article>") },
		{ "a wall for those who have not paid",
		  PAGE("", "<article>" H1 BODY "<p>Il vous reste 57 % de cet "
		           "article à lire. La suite est réservée aux "
		           "abonnés.</p></article>") },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *want = i == 1 ? P1 " " P2 "\n" P3 : TEXT;

		check_text(rows[i].name, rows[i].html, want);
	}
}

TEST(ordinary_markup_costs_no_text)
{
	static const struct { const char *name, *html; } rows[] = {
		{ "WordPress tells of a post's state",
		  PAGE("", "<div class='post type-post status-publish hentry "
		           "category-foot tag-newsletter'>" H1 P1
		           "<br><br>" P2 "<br><br>" P3 "</div>") },
		{ "Drupal tells of a field's format",
		  PAGE("", "<article>" H1 "<div class='text-formatted "
		           "field--label-hidden field__item'>" BODY
		           "</div></article><div><p>" O1 "</p></div>") },
		{ "a layout without a sidebar",
		  PAGE("", "<div class='wrap no-sidebar'>" H1 BODY "</div>"
		           "<div class=about><p>" O1 "</p></div>") },
		{ "a link to the comments stands in a bar",
		  PAGE("", "<article>" H1 "<p>" P1 "</p><p>" P2 "</p>"
		           "<ul><li><a href='#c'>التعليقات (3)</a></li></ul>"
		           "<p>" P3 "</p></article>") },
		{ "a ticker above the title",
		  PAGE("", "<div class=main><div>الطقس: 24 درجة</div><div>"
		           "عاجل: افتتاح السوق</div>" H1 BODY "</div>") },
		{ "an Arabic date line",
		  PAGE("", "<article>" H1 "<div>الاثنين ٤ أبريل ٢٠٢٢</div>"
		           BODY "</article>") },
		{ "an invitation where a standfirst would be",
		  PAGE("", "<div>" H1 "<p>Sign up for our newsletter to get "
		           "the best stories of the week in your inbox.</p>"
		           "</div><div class=article-body>" BODY "</div>") },
		{ "a script with a banner's text",
		  PAGE("<script>var c={\"banner\":\"<p>" O1 " " O2 " " O3 " " O4
		       "</p><p>" O1 " " O2 " " O3 " " O4 "</p>\"}</script>",
		       "<article>" H1 BODY "</article>") },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check_text(rows[i].name, rows[i].html, TEXT);
	check_text("an h1 that is not the title",
	           PAGE("", "<article>" H1 "<p>" P1 "</p><h1>أرقام الجسر</h1>"
	                    "<p>" P2 "</p><p>" P3 "</p></article>"),
	           P1 "\nأرقام الجسر\n" P2 "\n" P3);
	check_text("a short item, and a banner in a script",
	           PAGE("<script>var c={\"banner\":\"<p>" O1 " " O2 " " O3 " " O4
	                "</p><p>" O1 " " O2 " " O3 "</p>\"}</script>",
	                "<article>" H1 "<p>" P1 "</p></article>"),
	           P1);
	check_text("a drawing in a script is longer than the article there",
	           PAGE("<script>s={\"svg\":\"<svg><path d='M0 0" O1 O2 O3 O4
	                O1 O2 O3 O4 O1 O2 O3 O4 "'></path></svg>\","
	                "\"html\":\"<p>" P1 "</p><p>" P2 "</p><p>" P3
	                "</p>\"}</script>",
	                "<div id=app></div>"),
	           TEXT);
}

TEST(a_poem_is_the_text_and_no_comment_is)
{
	static const char want[] = "يا جسرنا الكبير\nيا ضفة الأمل\n"
	                           "عبرت فوق ماء النهر\nوحدي مع السحر\n"
	                           "والريح حولي تنشد\nأغنية السفر\n"
	                           "يا جسرنا الكبير\nيا آخر الصور";
#define COMMENTS                                                             \
	"<div id=comments><h3>التعليقات</h3><div class=comment><p>القصيدة "  \
	"جميلة جدا وننتظر المزيد منها في الأعداد القادمة إن شاء الله"       \
	"</p></div></div>"

	check_text("a line break behind each verse",
	           PAGE("", "<div class=post>" H1 "<div class=txt>"
	                    "يا جسرنا الكبير<br>يا ضفة الأمل<br>"
	                    "عبرت فوق ماء النهر<br>وحدي مع السحر<br>"
	                    "والريح حولي تنشد<br>أغنية السفر<br>"
	                    "يا جسرنا الكبير<br>يا آخر الصور</div>" COMMENTS
	                    "</div>"),
	           want);
	check_text("a paragraph for each verse",
	           PAGE("", "<div class=post>" H1 "<div class=txt>"
	                    "<p>يا جسرنا الكبير<p>يا ضفة الأمل"
	                    "<p>عبرت فوق ماء النهر<p>وحدي مع السحر"
	                    "<p>والريح حولي تنشد<p>أغنية السفر"
	                    "<p>يا جسرنا الكبير<p>يا آخر الصور</div>"
	                    COMMENTS "</div>"),
	           want);
}

TEST(links_elsewhere_inside_a_paragraph_are_cut)
{
	static const struct { const char *name, *html; } rows[] = {
		{ "in brackets",
		  PAGE("", "<article>" H1 "<p>" P1 " (اقرأ أيضا: <a href=/x>"
		           "سوق جديدة <b>في المدينة</b></a>) </p><p>" P2
		           "</p><p>" P3 "</p></article>") },
		{ "behind the last sentence",
		  PAGE("", "<article>" H1 "<p>" P1 " Lire aussi : "
		           "<a href=/x>Un marché neuf</a></p><p>" P2
		           "</p><p>" P3 "</p></article>") },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check_text(rows[i].name, rows[i].html, TEXT);
	check_text("a link that is a part of its sentence stays",
	           PAGE("", "<article>" H1 "<p>" P1 " وقال (الرئيس: "
	                    "<a href=/x>فلان</a>) ذلك.</p><p>" P2 "</p><p>" P3
	                    "</p></article>"),
	           P1 " وقال (الرئيس: فلان) ذلك.\n" P2 "\n" P3);
}

TEST(tables_and_quotations_in_figures_belong_to_the_text)
{
	check_text("table",
	           PAGE("", "<article>" H1 BODY "<figure class=wp-block-table>"
	                    "<table><tr><td>طول الجسر</td><td>300 متر</td>"
	                    "</tr></table></figure><p>" LEDE
	                    "</p></article>"),
	           TEXT "\nطول الجسر\n300 متر\n" LEDE);
	check_text("quotation",
	           PAGE("", "<article>" H1 BODY "<figure><blockquote><p>" O1
	                    "</p></blockquote></figure><p>" LEDE
	                    "</p></article>"),
	           TEXT "\n" O1 "\n" LEDE);
}

TEST(a_complete_stated_text_tells_what_to_leave_out)
{
	static const char ld[] =
	        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
	        "\"headline\":\"الجسر الكبير يفتح قبل الشتاء\","
	        "\"articleBody\":\"" P1 " " P2 " " P3 " " LEDE "\"}</script>";
	static const char body[] =
	        "<article>" H1 "<p>" P1 "</p><p>" P2 "</p><div><p>"
	        "Un clic pour la protection des données"
	        "</p></div><h3>أرقام</h3><p>" P3 "</p><p>" LEDE
	        "</p></article>";
	char html[8192];

	snprintf(html, sizeof(html), PAGE("%s", "%s"), ld, body);
	check_text("a line it does not know, headings kept", html,
	           P1 "\n" P2 "\nأرقام\n" P3 "\n" LEDE);
}

TEST(an_article_only_a_script_carries_is_read)
{
	check_text(
	        "escaped HTML in a string",
	        PAGE("<script>window.state={\"id\":7,\"html\":\"\\u003cdiv "
	             "class=\\\"caption\\\"\\u003e" O1 "\\u003c/div\\u003e"
	             "\\u003cp\\u003e" P1 "\\u003c/p\\u003e\\u003cp\\u003e" P2
	             "\\u003c/p\\u003e\\u003cp\\u003e" P3 "\\u003c/p\\u003e"
	             "\"}</script>",
	             "<div id=app></div>"),
	        TEXT);
	check_text("a broken string is not",
	           PAGE("<script>x=\"\\u003cp\\u003e" P1 P2 P3 P1 P2 P3
	                "\\q\"</script>",
	                "<div id=app><p>" P1 "</p></div>"),
	           P1);
}

RUN(CASE(the_article_with_the_title_is_the_one),
    CASE(misleading_names_cost_no_text),
    CASE(standfirsts_are_found_outside_the_body),
    CASE(what_is_no_text_of_the_article_is_left_out),
    CASE(ordinary_markup_costs_no_text),
    CASE(a_poem_is_the_text_and_no_comment_is),
    CASE(links_elsewhere_inside_a_paragraph_are_cut),
    CASE(tables_and_quotations_in_figures_belong_to_the_text),
    CASE(a_complete_stated_text_tells_what_to_leave_out),
    CASE(an_article_only_a_script_carries_is_read))
