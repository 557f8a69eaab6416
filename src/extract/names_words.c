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
	STR_INIT("super admin"), STR_INIT("name"),
	STR_INIT("google news"), STR_INIT("yahoo news"), STR_INIT("msn"),
	STR_INIT("facebook"), STR_INIT("facebook link"), STR_INIT("twitter"),
	STR_INIT("twitter link"), STR_INIT("linkedin"), STR_INIT("instagram"),
	STR_INIT("youtube"), STR_INIT("whatsapp"), STR_INIT("telegram"),
	STR_INIT("email"), STR_INIT("e mail"), STR_INIT("mail"),
	STR_INIT("contact"), STR_INIT("follow"), STR_INIT("follow us"),
	STR_INIT("following"), STR_INIT("subscribe"), STR_INIT("share"),
	STR_INIT("login"), STR_INIT("log in"), STR_INIT("sign in"),
	STR_INIT("sign up"), STR_INIT("register"),
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
	STR_INIT("admin"), STR_INIT("administrator"), STR_INIT("webmaster"),
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
	STR_INIT("القاهره"), STR_INIT("الرباط"), STR_INIT("الجزاءر"),
	STR_INIT("تونس"), STR_INIT("طرابلس"), STR_INIT("نواكشوط"),
	STR_INIT("الخرطوم"), STR_INIT("بيروت"), STR_INIT("دمشق"),
	STR_INIT("بغداد"), STR_INIT("عمان"), STR_INIT("القدس"),
	STR_INIT("غزه"), STR_INIT("الرياض"), STR_INIT("جده"), STR_INIT("دبي"),
	STR_INIT("الدوحه"), STR_INIT("الكويت"), STR_INIT("المنامه"),
	STR_INIT("مسقط"), STR_INIT("صنعاء"), STR_INIT("عدن"),
	STR_INIT("مراكش"), STR_INIT("طنجه"), STR_INIT("فاس"),
	STR_INIT("اكادير"), STR_INIT("وهران"), STR_INIT("الاسكندريه"),
	STR_INIT("حلب"), STR_INIT("الموصل"), STR_INIT("البصره"),
	STR_INIT("اربيل"), STR_INIT("لندن"), STR_INIT("باريس"),
	STR_INIT("واشنطن"), STR_INIT("موسكو"), STR_INIT("انقره"),
	STR_INIT("اسطنبول"), STR_INIT("طهران"), STR_INIT("بروكسل"),
	STR_INIT("برلين"), STR_INIT("مدريد"), STR_INIT("روما"),
	STR_INIT("جنيف"), STR_INIT("الشرق الاوسط"),
	STR_INIT("cairo"), STR_INIT("le caire"), STR_INIT("rabat"),
	STR_INIT("casablanca"), STR_INIT("algiers"), STR_INIT("alger"),
	STR_INIT("tunis"), STR_INIT("tripoli"), STR_INIT("nouakchott"),
	STR_INIT("khartoum"), STR_INIT("beirut"), STR_INIT("beyrouth"),
	STR_INIT("damascus"), STR_INIT("damas"), STR_INIT("baghdad"),
	STR_INIT("bagdad"), STR_INIT("amman"), STR_INIT("jerusalem"),
	STR_INIT("gaza"), STR_INIT("riyadh"), STR_INIT("riyad"),
	STR_INIT("jeddah"), STR_INIT("dubai"), STR_INIT("abu dhabi"),
	STR_INIT("doha"), STR_INIT("kuwait"), STR_INIT("manama"),
	STR_INIT("muscat"), STR_INIT("sanaa"), STR_INIT("aden"),
	STR_INIT("marrakech"), STR_INIT("tanger"), STR_INIT("agadir"),
	STR_INIT("oran"), STR_INIT("aleppo"), STR_INIT("alep"),
	STR_INIT("london"), STR_INIT("londres"), STR_INIT("washington"),
	STR_INIT("moscow"), STR_INIT("moscou"), STR_INIT("ankara"),
	STR_INIT("istanbul"), STR_INIT("tehran"), STR_INIT("teheran"),
	STR_INIT("brussels"), STR_INIT("bruxelles"), STR_INIT("berlin"),
	STR_INIT("madrid"), STR_INIT("rome"), STR_INIT("geneva"),
	STR_INIT("geneve"), STR_INIT("vienna"), STR_INIT("vienne"),
	STR_INIT("المغرب"), STR_INIT("مصر"), STR_INIT("السعوديه"),
	STR_INIT("الامارات"), STR_INIT("قطر"), STR_INIT("البحرين"),
	STR_INIT("سوريا"), STR_INIT("العراق"), STR_INIT("لبنان"),
	STR_INIT("فلسطين"), STR_INIT("اليمن"), STR_INIT("السودان"),
	STR_INIT("ليبيا"), STR_INIT("موريتانيا"), STR_INIT("فرنسا"),
	STR_INIT("المانيا"), STR_INIT("اسبانيا"), STR_INIT("بريطانيا"),
	STR_INIT("تركيا"), STR_INIT("ايران"), STR_INIT("روسيا"),
	STR_INIT("الصين"),
	STR_INIT("morocco"), STR_INIT("maroc"), STR_INIT("algeria"),
	STR_INIT("algerie"), STR_INIT("tunisia"), STR_INIT("tunisie"),
	STR_INIT("egypt"), STR_INIT("egypte"), STR_INIT("libya"),
	STR_INIT("libye"), STR_INIT("saudi arabia"),
	STR_INIT("arabie saoudite"), STR_INIT("qatar"), STR_INIT("syria"),
	STR_INIT("syrie"), STR_INIT("iraq"), STR_INIT("irak"),
	STR_INIT("lebanon"), STR_INIT("liban"), STR_INIT("palestine"),
	STR_INIT("yemen"), STR_INIT("sudan"), STR_INIT("soudan"),
	STR_INIT("mauritania"), STR_INIT("mauritanie"), STR_INIT("germany"),
	STR_INIT("allemagne"), STR_INIT("deutschland"), STR_INIT("france"),
	STR_INIT("spain"), STR_INIT("espagne"), STR_INIT("italy"),
	STR_INIT("italie"), STR_INIT("turkey"), STR_INIT("turquie"),
	STR_INIT("united kingdom"), STR_INIT("united states"),
	STR_INIT("etats unis"), STR_INIT("usa"), STR_INIT("frankfurt"),
	STR_INIT("munich"),
	STR_INIT("new york"), STR_INIT("los angeles"),
	STR_INIT("san francisco"), STR_INIT("washington dc"),
	STR_INIT("tel aviv"), STR_INIT("hong kong"), STR_INIT("new delhi"),
	STR_INIT("sao paulo"), STR_INIT("buenos aires"),
};

/* Agencies sign beside people; alone they name nobody. */
static const struct str agencies[] = {
	STR_INIT("ap"), STR_INIT("pa"), STR_INIT("afp"), STR_INIT("dpa"),
	STR_INIT("reuters"), STR_INIT("map"), STR_INIT("aps"),
	STR_INIT("tap"), STR_INIT("spa"), STR_INIT("wam"), STR_INIT("qna"),
	STR_INIT("kuna"), STR_INIT("bna"), STR_INIT("mena"),
	STR_INIT("petra"), STR_INIT("nna"), STR_INIT("sana"), STR_INIT("efe"),
	STR_INIT("ansa"), STR_INIT("upi"), STR_INIT("tass"),
	STR_INIT("xinhua"), STR_INIT("anadolu"), STR_INIT("anadolu agency"),
	STR_INIT("aa"), STR_INIT("associated press"),
	STR_INIT("the associated press"), STR_INIT("agence france presse"),
	STR_INIT("france presse"), STR_INIT("press association"),
	STR_INIT("bloomberg"),
	STR_INIT("واس"), STR_INIT("وام"), STR_INIT("قنا"), STR_INIT("وات"),
	STR_INIT("سبا"), STR_INIT("سانا"), STR_INIT("كونا"), STR_INIT("بنا"),
	STR_INIT("بترا"), STR_INIT("رويترز"), STR_INIT("وكاله رويترز"),
	STR_INIT("الاناضول"), STR_INIT("وكاله الاناضول"),
	STR_INIT("فرانس برس"), STR_INIT("وكاله فرانس برس"),
	STR_INIT("اسوشيتد برس"), STR_INIT("شينخوا"), STR_INIT("سبوتنيك"),
	STR_INIT("ا ف ب"), STR_INIT("د ب ا"), STR_INIT("ا ب"),
	STR_INIT("ا ش ا"), STR_INIT("و م ع"), STR_INIT("و ا ج"),
	STR_INIT("ق ن ا"), STR_INIT("وكاله الانباء السعوديه"),
	STR_INIT("وكاله انباء الشرق الاوسط"),
	STR_INIT("وكاله المغرب العربي للانباء"),
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

/* Given names that have the article. */
static const struct str given_article[] = {
	STR_INIT("السيد"), STR_INIT("الحسين"), STR_INIT("الحسن"),
	STR_INIT("الطيب"), STR_INIT("الهادي"), STR_INIT("المهدي"),
	STR_INIT("المختار"), STR_INIT("الصادق"), STR_INIT("البشير"),
	STR_INIT("العربي"), STR_INIT("الطاهر"), STR_INIT("المصطفي"),
	STR_INIT("الفاتح"), STR_INIT("الامين"), STR_INIT("الحبيب"),
	STR_INIT("المنصف"), STR_INIT("الازهر"), STR_INIT("اليامين"),
	STR_INIT("العياشي"), STR_INIT("الزبير"), STR_INIT("الصديق"),
	STR_INIT("المعطي"), STR_INIT("الياس"), STR_INIT("الزهراء"),
	STR_INIT("الشريف"),
};

/*
 * Words of sentences, of offices and of what is written: they follow "wrote"
 * and "by" where no name does.
 */
static const struct str prose[] = {
	STR_INIT("في"), STR_INIT("من"), STR_INIT("الي"), STR_INIT("عن"),
	STR_INIT("ان"), STR_INIT("او"), STR_INIT("لا"), STR_INIT("ما"),
	STR_INIT("لم"), STR_INIT("لن"), STR_INIT("قد"), STR_INIT("كل"),
	STR_INIT("هو"), STR_INIT("هي"), STR_INIT("هم"), STR_INIT("هذا"),
	STR_INIT("هذه"), STR_INIT("ذلك"), STR_INIT("تلك"), STR_INIT("التي"),
	STR_INIT("الذي"), STR_INIT("الذين"), STR_INIT("بعد"), STR_INIT("قبل"),
	STR_INIT("مع"), STR_INIT("بين"), STR_INIT("حول"), STR_INIT("ضد"),
	STR_INIT("منذ"), STR_INIT("خلال"), STR_INIT("عند"), STR_INIT("حتي"),
	STR_INIT("الا"), STR_INIT("انه"), STR_INIT("انها"), STR_INIT("غير"),
	STR_INIT("ثم"), STR_INIT("رءيس"), STR_INIT("رءيسه"), STR_INIT("وزير"),
	STR_INIT("وزيره"), STR_INIT("وزاره"), STR_INIT("ناءب"),
	STR_INIT("مدير"), STR_INIT("مصدر"), STR_INIT("مصادر"),
	STR_INIT("شركه"), STR_INIT("صحيفه"), STR_INIT("صحف"),
	STR_INIT("جريده"), STR_INIT("مجله"), STR_INIT("موقع"),
	STR_INIT("وكاله"), STR_INIT("قناه"), STR_INIT("بيان"),
	STR_INIT("مكتب"), STR_INIT("سفير"), STR_INIT("جيش"), STR_INIT("قوات"),
	STR_INIT("مدرب"), STR_INIT("قاءد"), STR_INIT("عضو"), STR_INIT("حزب"),
	STR_INIT("جامعه"), STR_INIT("كتاب"), STR_INIT("رساله"),
	STR_INIT("تغريده"), STR_INIT("تدوينه"), STR_INIT("منشور"),
	STR_INIT("مقال"), STR_INIT("التاريخ"), STR_INIT("جديد"),
	STR_INIT("جديده"),
	/* English, French, German, Spanish */
	STR_INIT("the"), STR_INIT("a"), STR_INIT("an"), STR_INIT("this"),
	STR_INIT("that"), STR_INIT("his"), STR_INIT("her"), STR_INIT("their"),
	STR_INIT("our"), STR_INIT("its"), STR_INIT("all"), STR_INIT("any"),
	STR_INIT("no"), STR_INIT("order"), STR_INIT("law"),
	STR_INIT("nature"), STR_INIT("numbers"), STR_INIT("night"),
	STR_INIT("day"), STR_INIT("sea"), STR_INIT("land"), STR_INIT("air"),
	STR_INIT("train"), STR_INIT("car"), STR_INIT("hand"),
	STR_INIT("mistake"), STR_INIT("chance"), STR_INIT("design"),
	STR_INIT("default"), STR_INIT("popular"), STR_INIT("royal"),
	STR_INIT("special"), STR_INIT("demand"), STR_INIT("appointment"),
	STR_INIT("request"), STR_INIT("invitation"), STR_INIT("contrast"),
	STR_INIT("comparison"), STR_INIT("christmas"), STR_INIT("easter"),
	STR_INIT("ramadan"), STR_INIT("way"), STR_INIT("means"),
	STR_INIT("force"), STR_INIT("name"), STR_INIT("far"), STR_INIT("now"),
	STR_INIT("then"), STR_INIT("monday"), STR_INIT("tuesday"),
	STR_INIT("wednesday"), STR_INIT("thursday"), STR_INIT("friday"),
	STR_INIT("saturday"), STR_INIT("sunday"), STR_INIT("un"),
	STR_INIT("une"), STR_INIT("les"), STR_INIT("des"), STR_INIT("ce"),
	STR_INIT("cette"), STR_INIT("ces"), STR_INIT("son"), STR_INIT("sa"),
	STR_INIT("ses"), STR_INIT("leur"), STR_INIT("ici"),
	STR_INIT("hasard"), STR_INIT("exemple"), STR_INIT("contre"),
	STR_INIT("ailleurs"), STR_INIT("consequent"), STR_INIT("temps"),
	STR_INIT("avion"), STR_INIT("amour"), STR_INIT("peur"),
	STR_INIT("decret"), STR_INIT("ordre"), STR_INIT("jour"),
	STR_INIT("semaine"), STR_INIT("mois"), STR_INIT("heure"),
	STR_INIT("ein"), STR_INIT("eine"), STR_INIT("einem"), STR_INIT("los"),
	STR_INIT("las"), STR_INIT("una"), STR_INIT("fin"), STR_INIT("favor"),
};

/* Words of those who sign together. */
static const struct str newsroom[] = {
	STR_INIT("desk"), STR_INIT("newsroom"), STR_INIT("newsdesk"),
	STR_INIT("team"), STR_INIT("teams"), STR_INIT("agencies"),
	STR_INIT("wires"), STR_INIT("redaction"), STR_INIT("equipe"),
	STR_INIT("agences"), STR_INIT("redaktion"), STR_INIT("redaccion"),
	STR_INIT("collectif"),
	STR_INIT("وكالات"), STR_INIT("الوكالات"), STR_INIT("متابعات"),
	STR_INIT("فريق"), STR_INIT("هيءه"), STR_INIT("اسره"),
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
	[NAMES_GIVEN_ARTICLE] = { given_article, COUNT(given_article) },
	[NAMES_PROSE] = { prose, COUNT(prose) },
	[NAMES_NEWSROOM] = { newsroom, COUNT(newsroom) },
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
