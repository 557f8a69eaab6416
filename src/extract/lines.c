/*
 * Short lines inside an article that are no text of it: they only lead
 * elsewhere, or tell of the article or the site.
 */
#include "extract/internal.h"

#include "text/normalise.h"
#include "text/utf8.h"

/* Longer lines are text, whatever they begin with. */
#define PROMO_MAX_BYTES 260u
#define NOTICE_MAX_BYTES 700u

/* No head is longer, folded or not. */
#define HEAD_MAX_BYTES 160u

/* Up to this length a line that begins so and is no sentence leads away. */
#define PROMO_SHORT_BYTES 70u

/* From this share on a line is made of links. */
#define PROMO_LINKS 0.3

#define HEADING_BYTES 70u
#define HEADS_MAX 77u

/* What a line that begins so is. */
enum head_kind {
	HEAD_LABEL,  /* nothing but a label, if it is the whole line */
	HEAD_LEAD,   /* it leads elsewhere, unless it goes on as a sentence */
	HEAD_VERB,   /* the same, but news begin so too: only with links */
	HEAD_NOTICE, /* a notice of the site, as long as it may be */
	HEAD_MARKED, /* the same, if a colon follows */
	HEAD_SHARE,  /* the same, if it tells a percentage */
	HEAD_CREDIT, /* who helped, where an article ends */
	HEAD__COUNT
};

/* Folded (the test checks that they are), each list sorted. */
static const struct str heads[HEAD__COUNT][HEADS_MAX] = {
	[HEAD_LABEL] = {
		STR_INIT("advertisement"),
		STR_INIT("advertising"),
		STR_INIT("anzeige"),
		STR_INIT("publicidad"),
		STR_INIT("publicite"),
		STR_INIT("recommended"),
		STR_INIT("related"),
		STR_INIT("sponsored"),
		STR_INIT("اعلان"),
	},
	[HEAD_LEAD] = {
		STR_INIT("a lire"),
		STR_INIT("a voir"),
		STR_INIT("abonnez vous"),
		STR_INIT("also read"),
		STR_INIT("article continues"),
		STR_INIT("continue reading"),
		STR_INIT("copier le lien"),
		STR_INIT("download the app"),
		STR_INIT("follow us"),
		STR_INIT("inscrivez vous"),
		STR_INIT("lea tambien"),
		STR_INIT("lee tambien"),
		STR_INIT("lees ook"),
		STR_INIT("leggi anche"),
		STR_INIT("leia mais"),
		STR_INIT("leia tambem"),
		STR_INIT("lesen sie auch"),
		STR_INIT("lire aussi"),
		STR_INIT("lire egalement"),
		STR_INIT("mehr zum thema"),
		STR_INIT("mots cles"),
		STR_INIT("partager cet article"),
		STR_INIT("partager sur"),
		STR_INIT("pour aller plus loin"),
		STR_INIT("read also"),
		STR_INIT("read more"),
		STR_INIT("read next"),
		STR_INIT("related article"),
		STR_INIT("related articles"),
		STR_INIT("related stories"),
		STR_INIT("related story"),
		STR_INIT("see also"),
		STR_INIT("share on"),
		STR_INIT("share this"),
		STR_INIT("story continues below"),
		STR_INIT("subscribe now"),
		STR_INIT("suivez nous"),
		STR_INIT("sur le meme sujet"),
		STR_INIT("te puede interesar"),
		STR_INIT("voir aussi"),
		STR_INIT("vous aimerez aussi"),
		STR_INIT("watch also"),
		STR_INIT("watch now"),
		STR_INIT("اخبار ذات صله"),
		STR_INIT("اخبار متعلقه"),
		STR_INIT("اقرءي ايضا"),
		STR_INIT("اقرا المزيد"),
		STR_INIT("اقرا ايضا"),
		STR_INIT("اقرا كذلك"),
		STR_INIT("اقراوا ايضا"),
		STR_INIT("الكلمات الدلاليه"),
		STR_INIT("الكلمات المفتاحيه"),
		STR_INIT("الوسوم"),
		STR_INIT("انسخ الرابط"),
		STR_INIT("تابع ايضا"),
		STR_INIT("تابعنا عبر"),
		STR_INIT("تابعنا علي"),
		STR_INIT("تابعونا عبر"),
		STR_INIT("تابعونا علي"),
		STR_INIT("تم نسخ الرابط"),
		STR_INIT("رابط مختصر"),
		STR_INIT("شارك الخبر"),
		STR_INIT("شارك المقال"),
		STR_INIT("شارك المقاله"),
		STR_INIT("شارك الموضوع"),
		STR_INIT("شاهد ايضا"),
		STR_INIT("طالع ايضا"),
		STR_INIT("كلمات دلاليه"),
		STR_INIT("كلمات مفتاحيه"),
		STR_INIT("لقراءه المزيد"),
		STR_INIT("مقالات ذات صله"),
		STR_INIT("مواضيع ذات صله"),
		STR_INIT("مواضيع متعلقه"),
		STR_INIT("مواضيع مرتبطه"),
		STR_INIT("موضوعات ذات صله"),
		STR_INIT("موضوعات متعلقه"),
		STR_INIT("وسوم"),
	},
	[HEAD_VERB] = {
		STR_INIT("click here"),
		STR_INIT("don t miss"),
		STR_INIT("get the latest"),
		STR_INIT("more from"),
		STR_INIT("more on this"),
		STR_INIT("most popular"),
		STR_INIT("most read"),
		STR_INIT("notre dossier"),
		STR_INIT("related content"),
		STR_INIT("sign up for"),
		STR_INIT("sign up to"),
		STR_INIT("subscribe to"),
		STR_INIT("support our journalism"),
		STR_INIT("اشترك في"),
		STR_INIT("اشتركوا في"),
		STR_INIT("انضم الي"),
		STR_INIT("انضموا الي"),
		STR_INIT("تابعوا اخبار"),
		STR_INIT("تابعوا اخر"),
		STR_INIT("حمل تطبيق"),
		STR_INIT("حملوا تطبيق"),
		STR_INIT("شارك علي"),
		STR_INIT("شارك هذا"),
		STR_INIT("شاهد الفيديو"),
		STR_INIT("شاهد بالفيديو"),
		STR_INIT("قد يعجبك"),
		STR_INIT("قد يهمك"),
		STR_INIT("للمزيد من"),
		STR_INIT("لمتابعه اخر"),
	},
	[HEAD_NOTICE] = {
		STR_INIT("all rights reserved"),
		STR_INIT("an dieser stelle finden sie"),
		STR_INIT("ce site utilise des cookies"),
		STR_INIT("cet article est reserve"),
		STR_INIT("download our"),
		STR_INIT("en poursuivant votre navigation"),
		STR_INIT("follow me on"),
		STR_INIT("follow us on"),
		STR_INIT("for more news"),
		STR_INIT("for the latest news"),
		STR_INIT("ich bin damit einverstanden"),
		STR_INIT("image credit"),
		STR_INIT("la suite est reservee"),
		STR_INIT("nous utilisons des cookies"),
		STR_INIT("photo credit"),
		STR_INIT("photo credits"),
		STR_INIT("pour lire la suite"),
		STR_INIT("sign up for our"),
		STR_INIT("sign up to our"),
		STR_INIT("subscribe to our"),
		STR_INIT("this article originally appeared"),
		STR_INIT("this article was originally published"),
		STR_INIT("this is a breaking news story"),
		STR_INIT("this is a developing story"),
		STR_INIT("this site uses cookies"),
		STR_INIT("this story originally appeared"),
		STR_INIT("this story was originally published"),
		STR_INIT("this website uses cookies"),
		STR_INIT("tous droits reserves"),
		STR_INIT("we use cookies"),
		STR_INIT("جميع الحقوق محفوظه"),
		STR_INIT("نستخدم ملفات تعريف الارتباط"),
		STR_INIT("هذا الموقع يستخدم ملفات تعريف"),
		STR_INIT("يستخدم موقعنا ملفات تعريف"),
		STR_INIT("يستخدم هذا الموقع ملفات تعريف"),
	},
	[HEAD_MARKED] = {
		STR_INIT("disclaimer"),
		STR_INIT("disclosure"),
	},
	[HEAD_SHARE] = {
		STR_INIT("il vous reste"),
	},
	[HEAD_CREDIT] = {
		STR_INIT("additional reporting by"),
		STR_INIT("editing by"),
		STR_INIT("reporting by"),
		STR_INIT("writing by"),
	},
};

size_t
lines_heads(size_t kind, const struct str **out)
{
	size_t n = 0;

	if (kind >= HEAD__COUNT)
		return 0;
	*out = heads[kind];
	while (n < HEADS_MAX && heads[kind][n].n > 0)
		n++;
	return n;
}

/* The longest head that a line begins with, up to a word's end; 0: none. */
static size_t
head_of(struct str folded, enum head_kind *kind)
{
	size_t best = 0;

	if (folded.n < 2)
		return 0;
	for (int k = 0; k < HEAD__COUNT; k++) {
		for (size_t i = 0; i < HEADS_MAX && heads[k][i].n > 0; i++) {
			struct str h = heads[k][i];

			/* two bytes: an Arabic letter */
			if (h.p[0] != folded.p[0] || h.p[1] != folded.p[1] ||
			    h.n <= best || !str_starts(folded, h) ||
			    (folded.n > h.n && folded.p[h.n] != ' '))
				continue;
			best = h.n;
			*kind = (enum head_kind)k;
		}
	}
	return best;
}

static size_t
count_words(struct str folded)
{
	size_t n = folded.n > 0;

	for (size_t i = 0; i < folded.n; i++)
		n += folded.p[i] == ' ';
	return n;
}

/* Whether a colon or bar stands right behind the first words of a line. */
static bool
is_marked_off(struct str shown, size_t words)
{
	struct str rest = shown, word = STR_EMPTY;

	while (words-- > 0)
		word = str_word(&rest);
	rest = str_trim_left(rest);
	return str_ends(word, STR(":")) || str_starts(rest, STR(":")) ||
	       str_starts(rest, STR("|")) ||
	       str_starts(rest, STR("\xC2\xBB")); /* U+00BB */
}

bool
lines_is_promo(struct arena *mem, struct str shown, double link_share)
{
	struct str head, folded;
	enum head_kind kind = HEAD_LABEL;
	bool whole, marked;
	size_t n;

	if (shown.n == 0 || shown.n > NOTICE_MAX_BYTES)
		return false;
	head = utf8_head(shown, HEAD_MAX_BYTES);
	folded = text_fold_copy(mem, head);
	n = head_of(folded, &kind);
	if (n == 0)
		return false;
	marked = is_marked_off(shown, count_words(str_sub(folded, 0, n)));
	if (kind == HEAD_NOTICE)
		return true;
	if (kind == HEAD_MARKED)
		return marked;
	if (kind == HEAD_SHARE)
		return str_chr(shown, '%') != STR_NPOS;
	if (kind == HEAD_CREDIT || shown.n > PROMO_MAX_BYTES)
		return kind == HEAD_CREDIT && shown.p[0] == '(';
	whole = folded.n == n && head.n == shown.n;
	if (whole || marked || kind == HEAD_LABEL)
		return whole || marked;
	return link_share > PROMO_LINKS ||
	       (kind == HEAD_LEAD && shown.n <= PROMO_SHORT_BYTES &&
	        (!lines_ends_sentence(shown) || str_ends(shown, STR("!"))));
}

bool
lines_is_lead(struct arena *mem, struct str shown)
{
	struct str folded;
	enum head_kind kind = HEAD_LABEL;
	size_t n;

	if (shown.n > PROMO_SHORT_BYTES)
		return false;
	folded = text_fold_copy(mem, shown);
	n = head_of(folded, &kind);
	return kind == HEAD_LEAD && n == folded.n && n > 0;
}

bool
lines_is_credit(struct arena *mem, struct str shown)
{
	enum head_kind kind = HEAD_LABEL;

	if (shown.n == 0 || shown.n > NOTICE_MAX_BYTES)
		return false;
	shown = utf8_head(shown, HEAD_MAX_BYTES);
	return head_of(text_fold_copy(mem, shown), &kind) > 0 &&
	       kind == HEAD_CREDIT;
}

bool
lines_ends_sentence(struct str shown)
{
	static const struct str closers[] = {
		STR_INIT("\""), STR_INIT("'"), STR_INIT(")"),
		STR_INIT("\xC2\xBB"),     /* U+00BB, angle quote */
		STR_INIT("\xE2\x80\x9D"), /* U+201D, double quote */
		STR_INIT("\xE2\x80\x9C"), /* U+201C, as German closes */
		STR_INIT("\xE2\x80\x99"), /* U+2019, single quote */
	};
	static const struct str ends[] = {
		STR_INIT("."), STR_INIT("!"), STR_INIT("?"),
		STR_INIT("\xD8\x9F"),     /* U+061F, Arabic question mark */
		STR_INIT("\xE2\x80\xA6"), /* U+2026, ellipsis */
		STR_INIT("\xE3\x80\x82"), /* U+3002, CJK full stop */
	};

	for (unsigned k = 0; k < 2; k++)
		for (size_t i = 0; i < COUNT(closers); i++)
			if (str_ends(shown, closers[i]))
				shown.n -= closers[i].n;
	for (size_t i = 0; i < COUNT(ends); i++)
		if (str_ends(shown, ends[i]))
			return true;
	return false;
}

bool
lines_is_comments(struct arena *mem, struct str shown)
{
	static const struct str headings[] = { /* folded */
		STR_INIT("تعليقات القراء"), STR_INIT("تعليقات الزوار"),
		STR_INIT("التعليقات"),      STR_INIT("تعليقات"),
		STR_INIT("اراء القراء"),    STR_INIT("ردود القراء"),
		STR_INIT("اضف تعليقا"),     STR_INIT("اضف تعليق"),
		STR_INIT("اترك تعليقا"),
		STR_INIT("vos commentaires"),
		STR_INIT("reader comments"), STR_INIT("leave a comment"),
		STR_INIT("laisser un commentaire"),
	};
	struct str folded;

	if (shown.n > HEADING_BYTES)
		return false;
	folded = text_fold_copy(mem, shown);
	/* a bare "comments" is often a link of the share bar: not here */
	while (folded.n > 0 && ascii_is_digit(folded.p[0]))
		folded = str_trim_left(str_sub(folded, 1, folded.n));
	while (folded.n > 0 && ascii_is_digit(folded.p[folded.n - 1]))
		folded = str_trim_right(str_sub(folded, 0, folded.n - 1));
	for (size_t i = 0; i < COUNT(headings); i++)
		if (str_eq(folded, headings[i]))
			return true;
	return false;
}
