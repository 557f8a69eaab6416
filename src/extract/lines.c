/*
 * Short lines inside an article that only lead elsewhere.
 */
#include "extract/internal.h"

#include "text/normalise.h"
#include "text/utf8.h"

/* Longer lines are text, whatever they begin with. */
#define PROMO_MAX_BYTES 260u
#define NOTE_MAX_BYTES 700u

/* No head is longer, folded or not. */
#define HEAD_MAX_BYTES 160u

/* Up to this length a line that begins so is nothing else. */
#define PROMO_SHORT_BYTES 70u

/*
 * How such lines begin, folded (the test checks that they are), sorted.
 */
static const struct str heads[] = {
	STR_INIT("a lire"),
	STR_INIT("a voir"),
	STR_INIT("abonnez vous"),
	STR_INIT("advertisement"),
	STR_INIT("advertising"),
	STR_INIT("also read"),
	STR_INIT("anzeige"),
	STR_INIT("article continues"),
	STR_INIT("click here"),
	STR_INIT("continue reading"),
	STR_INIT("don t miss"),
	STR_INIT("download the app"),
	STR_INIT("follow us"),
	STR_INIT("get the latest"),
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
	STR_INIT("more from"),
	STR_INIT("more on this"),
	STR_INIT("most popular"),
	STR_INIT("most read"),
	STR_INIT("mots cles"),
	STR_INIT("notre dossier"),
	STR_INIT("partager cet article"),
	STR_INIT("pour aller plus loin"),
	STR_INIT("publicidad"),
	STR_INIT("publicite"),
	STR_INIT("read also"),
	STR_INIT("read more"),
	STR_INIT("read next"),
	STR_INIT("recommended"),
	STR_INIT("related"),
	STR_INIT("related article"),
	STR_INIT("related articles"),
	STR_INIT("related content"),
	STR_INIT("related stories"),
	STR_INIT("related story"),
	STR_INIT("see also"),
	STR_INIT("share on"),
	STR_INIT("share this"),
	STR_INIT("sign up for"),
	STR_INIT("sign up to"),
	STR_INIT("sponsored"),
	STR_INIT("story continues below"),
	STR_INIT("subscribe now"),
	STR_INIT("subscribe to"),
	STR_INIT("suivez nous"),
	STR_INIT("support our journalism"),
	STR_INIT("sur le meme sujet"),
	STR_INIT("te puede interesar"),
	STR_INIT("voir aussi"),
	STR_INIT("vous aimerez aussi"),
	STR_INIT("watch also"),
	STR_INIT("watch now"),
	STR_INIT("اخبار ذات صله"),
	STR_INIT("اخبار متعلقه"),
	STR_INIT("اشترك في"),
	STR_INIT("اشتركوا في"),
	STR_INIT("اعلان"),
	STR_INIT("اقرءي ايضا"),
	STR_INIT("اقرا المزيد"),
	STR_INIT("اقرا ايضا"),
	STR_INIT("اقرا كذلك"),
	STR_INIT("اقراوا ايضا"),
	STR_INIT("الكلمات الدلاليه"),
	STR_INIT("الكلمات المفتاحيه"),
	STR_INIT("الوسوم"),
	STR_INIT("انضم الي"),
	STR_INIT("انضموا الي"),
	STR_INIT("تابع ايضا"),
	STR_INIT("تابعنا عبر"),
	STR_INIT("تابعنا علي"),
	STR_INIT("تابعوا اخبار"),
	STR_INIT("تابعوا اخر"),
	STR_INIT("تابعونا عبر"),
	STR_INIT("تابعونا علي"),
	STR_INIT("حمل تطبيق"),
	STR_INIT("حملوا تطبيق"),
	STR_INIT("شارك علي"),
	STR_INIT("شارك هذا"),
	STR_INIT("شاهد الفيديو"),
	STR_INIT("شاهد ايضا"),
	STR_INIT("شاهد بالفيديو"),
	STR_INIT("طالع ايضا"),
	STR_INIT("قد يعجبك"),
	STR_INIT("قد يهمك"),
	STR_INIT("كلمات دلاليه"),
	STR_INIT("كلمات مفتاحيه"),
	STR_INIT("لقراءه المزيد"),
	STR_INIT("للمزيد من"),
	STR_INIT("لمتابعه اخر"),
	STR_INIT("مقالات ذات صله"),
	STR_INIT("مواضيع ذات صله"),
	STR_INIT("مواضيع متعلقه"),
	STR_INIT("مواضيع مرتبطه"),
	STR_INIT("موضوعات ذات صله"),
	STR_INIT("موضوعات متعلقه"),
	STR_INIT("وسوم"),
};

/* How notes about the article begin, folded, sorted: whole lines. */
static const struct str notes[] = {
	STR_INIT("additional reporting by"),
	STR_INIT("an dieser stelle finden sie"),
	STR_INIT("cet article est reserve"),
	STR_INIT("disclaimer"),
	STR_INIT("disclosure"),
	STR_INIT("download our"),
	STR_INIT("editing by"),
	STR_INIT("follow me on"),
	STR_INIT("follow us on"),
	STR_INIT("for the latest news"),
	STR_INIT("for more news"),
	STR_INIT("ich bin damit einverstanden"),
	STR_INIT("il vous reste"),
	STR_INIT("image credit"),
	STR_INIT("la suite est reservee"),
	STR_INIT("photo credit"),
	STR_INIT("photo credits"),
	STR_INIT("pour lire la suite"),
	STR_INIT("reporting by"),
	STR_INIT("sign up for our"),
	STR_INIT("sign up to our"),
	STR_INIT("subscribe to our"),
	STR_INIT("this article originally appeared"),
	STR_INIT("this article was originally published"),
	STR_INIT("this is a breaking news story"),
	STR_INIT("this is a developing story"),
	STR_INIT("this story originally appeared"),
	STR_INIT("this story was originally published"),
	STR_INIT("writing by"),
};

size_t
lines_promo_heads(const struct str **out)
{
	*out = heads;
	return COUNT(heads);
}

size_t
lines_promo_notes(const struct str **out)
{
	*out = notes;
	return COUNT(notes);
}

/* The longest of `from` that `folded` begins with, ended by a word's end. */
static size_t
head_of(struct str folded, const struct str *from, size_t n)
{
	size_t best = 0;

	for (size_t i = 0; i < n; i++) {
		struct str h = from[i];

		if (h.n > best && str_starts(folded, h) &&
		    (folded.n == h.n || folded.p[h.n] == ' '))
			best = h.n;
	}
	return best;
}

/* Whether a colon stands in the first bytes: "Lire aussi : ..." */
static bool
has_early_colon(struct str shown, size_t within)
{
	return str_chr(str_sub(shown, 0, within), ':') != STR_NPOS;
}

bool
lines_is_promo(struct arena *mem, struct str shown, double link_share)
{
	struct str head, folded;
	size_t n;

	if (shown.n == 0 || shown.n > NOTE_MAX_BYTES)
		return false;
	head = utf8_head(shown, HEAD_MAX_BYTES);
	folded = text_fold_copy(mem, head);
	if (head_of(folded, notes, COUNT(notes)) > 0)
		return true;
	if (shown.n > PROMO_MAX_BYTES)
		return false;
	n = head_of(folded, heads, COUNT(heads));
	if (n == 0)
		return false;
	return (folded.n == n && head.n == shown.n) || link_share > 0.3 ||
	       shown.n <= PROMO_SHORT_BYTES ||
	       has_early_colon(shown, n + n / 2 + 8);
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

	if (shown.n > PROMO_SHORT_BYTES)
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
