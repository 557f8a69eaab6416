/*
 * Words that tell names from what stands beside them.  All are folded; lines
 * are sorted by language, as the press of the region and its sources use
 * them.
 */
#include "extract/names.h"

static const struct str nobody[] = {
	STR_INIT("admin"), STR_INIT("administrator"), STR_INIT("editor"),
	STR_INIT("editors"), STR_INIT("webmaster"), STR_INIT("author"),
	STR_INIT("authors"), STR_INIT("unknown"), STR_INIT("anonymous"),
	STR_INIT("user"), STR_INIT("root"), STR_INIT("web"), STR_INIT("null"),
	STR_INIT("none"), STR_INIT("undefined"), STR_INIT("guest"),
	STR_INIT("superadmin"), STR_INIT("super user"),
	STR_INIT("super admin"), STR_INIT("noc admin"), STR_INIT("name"),
	STR_INIT("facebook"), STR_INIT("facebook link"), STR_INIT("twitter"),
	STR_INIT("twitter link"), STR_INIT("linkedin"), STR_INIT("instagram"),
	STR_INIT("youtube"), STR_INIT("whatsapp"), STR_INIT("telegram"),
	STR_INIT("email"), STR_INIT("e mail"), STR_INIT("mail"),
	STR_INIT("contact"), STR_INIT("follow"), STR_INIT("follow us"),
	STR_INIT("following"), STR_INIT("subscribe"), STR_INIT("share"),
	STR_INIT("print"), STR_INIT("comments"), STR_INIT("profile"),
	STR_INIT("website"), STR_INIT("bio"), STR_INIT("about"),
	STR_INIT("about the author"), STR_INIT("about the authors"),
	STR_INIT("about author"), STR_INIT("read more"), STR_INIT("more"),
	STR_INIT("see all"), STR_INIT("see more"), STR_INIT("all posts"),
	STR_INIT("view all posts"), STR_INIT("view profile"),
	STR_INIT("written by"), STR_INIT("posted by"), STR_INIT("by"),
	STR_INIT("powered by"), STR_INIT("insights from"), STR_INIT("news"),
	STR_INIT("technology"), STR_INIT("politics"), STR_INIT("sports"),
	STR_INIT("business"), STR_INIT("opinion"), STR_INIT("world"),
	STR_INIT("staff"), STR_INIT("photo"), STR_INIT("image"),
	STR_INIT("source"), STR_INIT("copyright"), STR_INIT("updated"),
	STR_INIT("published"), STR_INIT("categories"), STR_INIT("category"),
	STR_INIT("tags"), STR_INIT("topics"), STR_INIT("filed under"),
	/* French */
	STR_INIT("redaction"), STR_INIT("la redaction"), STR_INIT("suivre"),
	STR_INIT("auteur"), STR_INIT("partager"), STR_INIT("s abonner"),
	/* German, Spanish */
	STR_INIT("redaktion"), STR_INIT("folgen"), STR_INIT("teilen"),
	STR_INIT("seguir"), STR_INIT("redaccion"),
	/* Arabic */
	STR_INIT("الكاتب"), STR_INIT("المولف"), STR_INIT("كاتب"),
	STR_INIT("تابعنا"), STR_INIT("تابع"), STR_INIT("شارك"),
	STR_INIT("مشاركه"), STR_INIT("متابعه"), STR_INIT("التحرير"),
	STR_INIT("المحرر"), STR_INIT("محرر"), STR_INIT("ادمن"),
	STR_INIT("المصدر"), STR_INIT("الموقع"), STR_INIT("فيسبوك"),
	STR_INIT("تويتر"), STR_INIT("واتساب"), STR_INIT("خاص"),
	STR_INIT("هيءه التحرير"), STR_INIT("اسره التحرير"),
	STR_INIT("قسم التحرير"), STR_INIT("فريق التحرير"),
	STR_INIT("غرفه الاخبار"), STR_INIT("كتاب"),
};

static const struct str roles[] = {
	STR_INIT("editor"), STR_INIT("editors"), STR_INIT("reporter"), STR_INIT("reporters"),
	STR_INIT("correspondent"), STR_INIT("writer"), STR_INIT("writers"),
	STR_INIT("journalist"), STR_INIT("columnist"), STR_INIT("analyst"),
	STR_INIT("contributor"), STR_INIT("producer"), STR_INIT("specialist"),
	STR_INIT("expert"), STR_INIT("director"), STR_INIT("manager"),
	STR_INIT("professor"), STR_INIT("phd"), STR_INIT("founder"),
	STR_INIT("cofounder"), STR_INIT("ceo"), STR_INIT("consultant"),
	STR_INIT("instructor"), STR_INIT("educator"), STR_INIT("educators"),
	STR_INIT("strategist"), STR_INIT("officer"), STR_INIT("president"),
	STR_INIT("photographer"),
	STR_INIT("coordinator"), STR_INIT("enthusiast"),
	STR_INIT("university"), STR_INIT("institute"), STR_INIT("minutes"),
	STR_INIT("says"), STR_INIT("lives"),
	STR_INIT("posts"), STR_INIT("comes"), STR_INIT("ago"),
	/* French */
	STR_INIT("journaliste"), STR_INIT("correspondant"),
	STR_INIT("correspondante"), STR_INIT("envoye"), STR_INIT("envoyee"),
	STR_INIT("redacteur"), STR_INIT("redactrice"),
	STR_INIT("chroniqueur"), STR_INIT("universite"),
	/* German, Spanish */
	STR_INIT("redakteur"), STR_INIT("redakteurin"),
	STR_INIT("korrespondent"), STR_INIT("korrespondentin"),
	STR_INIT("reporterin"), STR_INIT("periodista"),
	STR_INIT("corresponsal"),
};

/* These are also people's names, but not their first. */
static const struct str first_roles[] = {
	STR_INIT("head"), STR_INIT("fellow"), STR_INIT("chief"),
	STR_INIT("photo"), STR_INIT("photos"), STR_INIT("photographs"),
	STR_INIT("credit"), STR_INIT("credits"), STR_INIT("illustration"),
	STR_INIT("تصوير"), STR_INIT("عدسه"), STR_INIT("رسم"),
	STR_INIT("مراسل"), STR_INIT("مراسله"), STR_INIT("محرر"),
	STR_INIT("صحفي"), STR_INIT("صحافي"), STR_INIT("صحفيه"),
	STR_INIT("صحافيه"), STR_INIT("كاتب"), STR_INIT("كاتبه"),
	STR_INIT("مقالات"), STR_INIT("المزيد"), STR_INIT("دقاءق"),
};

static const struct str places[] = {
	STR_INIT("مكه المكرمه"), STR_INIT("المدينه المنوره"),
	STR_INIT("حفر الباطن"), STR_INIT("ابو ظبي"), STR_INIT("شرم الشيخ"),
	STR_INIT("الدار البيضاء"), STR_INIT("بني ملال"),
	STR_INIT("سيدي بوزيد"), STR_INIT("تل ابيب"), STR_INIT("نيويورك"),
	STR_INIT("راس الخيمه"), STR_INIT("كفر الشيخ"), STR_INIT("بني سويف"),
	STR_INIT("خان يونس"), STR_INIT("رام الله"), STR_INIT("بيت لحم"),
	STR_INIT("new york"), STR_INIT("los angeles"),
	STR_INIT("san francisco"), STR_INIT("washington dc"),
	STR_INIT("tel aviv"), STR_INIT("hong kong"), STR_INIT("new delhi"),
	STR_INIT("sao paulo"), STR_INIT("buenos aires"),
};

static const struct str agencies[] = {
	STR_INIT("ap"), STR_INIT("pa"), STR_INIT("واس"), STR_INIT("وام"),
	STR_INIT("قنا"), STR_INIT("وات"), STR_INIT("سبا"), STR_INIT("سانا"),
	STR_INIT("afp"), STR_INIT("dpa"), STR_INIT("reuters"),
	STR_INIT("رويترز"),
};

static const struct str given[] = {
	STR_INIT("محمد"), STR_INIT("احمد"), STR_INIT("محمود"),
	STR_INIT("مصطفي"), STR_INIT("علي"), STR_INIT("حسن"),
	STR_INIT("حسين"), STR_INIT("عبدالله"), STR_INIT("عبدالرحمن"),
	STR_INIT("عبدالعزيز"), STR_INIT("عبد"), STR_INIT("ابراهيم"),
	STR_INIT("اسماعيل"), STR_INIT("خالد"), STR_INIT("خليل"),
	STR_INIT("فهد"), STR_INIT("فيصل"), STR_INIT("سعد"),
	STR_INIT("سعيد"), STR_INIT("سعود"), STR_INIT("سلطان"),
	STR_INIT("سالم"), STR_INIT("سامي"), STR_INIT("سمير"),
	STR_INIT("سليمان"), STR_INIT("صالح"), STR_INIT("طارق"),
	STR_INIT("عادل"), STR_INIT("عمر"), STR_INIT("عمرو"),
	STR_INIT("عماد"), STR_INIT("فاطمه"), STR_INIT("فاروق"),
	STR_INIT("كريم"), STR_INIT("كمال"), STR_INIT("ماجد"),
	STR_INIT("مريم"), STR_INIT("مني"), STR_INIT("ناصر"),
	STR_INIT("نادر"), STR_INIT("نوره"), STR_INIT("هاني"),
	STR_INIT("هدي"), STR_INIT("هشام"), STR_INIT("ياسر"),
	STR_INIT("ياسين"), STR_INIT("يوسف"), STR_INIT("يحيي"),
	STR_INIT("زينب"), STR_INIT("رامي"), STR_INIT("رشيد"),
	STR_INIT("ساره"), STR_INIT("جمال"), STR_INIT("بدر"),
	STR_INIT("امين"), STR_INIT("اشرف"), STR_INIT("ايمن"),
	STR_INIT("بندر"), STR_INIT("تركي"), STR_INIT("ليلي"),
};

static const struct str labels[] = {
	STR_INIT("written by"), STR_INIT("author"), STR_INIT("authors"),
	STR_INIT("by"), STR_INIT("ecrit par"), STR_INIT("redige par"),
	STR_INIT("auteur"), STR_INIT("verfasst von"),
	STR_INIT("geschrieben von"), STR_INIT("autor"),
	STR_INIT("escrito por"), STR_INIT("كتب بواسطه"),
	STR_INIT("بواسطه"), STR_INIT("الكاتب"), STR_INIT("كتبه"),
};

static const struct { const struct str *v; size_t n; } tables[] = {
	[NAMES_NOBODY] = { nobody, COUNT(nobody) },
	[NAMES_ROLES] = { roles, COUNT(roles) },
	[NAMES_FIRST_ROLES] = { first_roles, COUNT(first_roles) },
	[NAMES_PLACES] = { places, COUNT(places) },
	[NAMES_AGENCIES] = { agencies, COUNT(agencies) },
	[NAMES_GIVEN] = { given, COUNT(given) },
	[NAMES_LABELS] = { labels, COUNT(labels) },
};

size_t
names_words(enum names_table table, const struct str **out)
{
	*out = tables[table].v;
	return tables[table].n;
}

bool
names_is_in(enum names_table table, struct str folded)
{
	for (size_t i = 0; i < tables[table].n; i++)
		if (str_eq(tables[table].v[i], folded))
			return true;
	return false;
}
