#include "text/month.h"

#include "text/normalise.h"

#define WORD_MAX 64u

struct name {
	struct str word; /* folded */
	int month;
};

/* Levantine names of two words: the first, then which one. */
static const struct {
	struct str first, second;
	int month;
} pairs[] = {
	{ STR_INIT("كانون"), STR_INIT("الثاني"), 1 },
	{ STR_INIT("كانون"), STR_INIT("الاول"), 12 },
	{ STR_INIT("تشرين"), STR_INIT("الاول"), 10 },
	{ STR_INIT("تشرين"), STR_INIT("الثاني"), 11 },
};

static const struct name names[] = { /* long: table */
	{ STR_INIT("january"), 1 },   { STR_INIT("february"), 2 },
	{ STR_INIT("march"), 3 },     { STR_INIT("april"), 4 },
	{ STR_INIT("may"), 5 },       { STR_INIT("june"), 6 },
	{ STR_INIT("july"), 7 },      { STR_INIT("august"), 8 },
	{ STR_INIT("september"), 9 }, { STR_INIT("october"), 10 },
	{ STR_INIT("november"), 11 }, { STR_INIT("december"), 12 },
	{ STR_INIT("jan"), 1 },       { STR_INIT("feb"), 2 },
	{ STR_INIT("mar"), 3 },       { STR_INIT("apr"), 4 },
	{ STR_INIT("jun"), 6 },       { STR_INIT("jul"), 7 },
	{ STR_INIT("aug"), 8 },       { STR_INIT("sep"), 9 },
	{ STR_INIT("sept"), 9 },      { STR_INIT("oct"), 10 },
	{ STR_INIT("nov"), 11 },      { STR_INIT("dec"), 12 },
	{ STR_INIT("janvier"), 1 },   { STR_INIT("fevrier"), 2 },
	{ STR_INIT("mars"), 3 },      { STR_INIT("avril"), 4 },
	{ STR_INIT("mai"), 5 },       { STR_INIT("juin"), 6 },
	{ STR_INIT("juillet"), 7 },   { STR_INIT("aout"), 8 },
	{ STR_INIT("septembre"), 9 }, { STR_INIT("octobre"), 10 },
	{ STR_INIT("novembre"), 11 }, { STR_INIT("decembre"), 12 },
	{ STR_INIT("janv"), 1 },      { STR_INIT("fevr"), 2 },
	{ STR_INIT("fev"), 2 },       { STR_INIT("avr"), 4 },
	{ STR_INIT("juil"), 7 },
	/* Egypt, the Gulf, Sudan, Libya */
	{ STR_INIT("يناير"), 1 },     { STR_INIT("فبراير"), 2 },
	{ STR_INIT("مارس"), 3 },      { STR_INIT("ابريل"), 4 },
	{ STR_INIT("مايو"), 5 },      { STR_INIT("يونيو"), 6 },
	{ STR_INIT("يونيه"), 6 },     { STR_INIT("يوليو"), 7 },
	{ STR_INIT("يوليه"), 7 },     { STR_INIT("اغسطس"), 8 },
	{ STR_INIT("سبتمبر"), 9 },    { STR_INIT("اكتوبر"), 10 },
	{ STR_INIT("نوفمبر"), 11 },   { STR_INIT("ديسمبر"), 12 },
	/* Morocco */
	{ STR_INIT("ماي"), 5 },       { STR_INIT("يوليوز"), 7 },
	{ STR_INIT("غشت"), 8 },       { STR_INIT("شتنبر"), 9 },
	{ STR_INIT("نونبر"), 11 },    { STR_INIT("دجنبر"), 12 },
	/* Algeria, Tunisia */
	{ STR_INIT("جانفي"), 1 },     { STR_INIT("فيفري"), 2 },
	{ STR_INIT("افريل"), 4 },     { STR_INIT("جوان"), 6 },
	{ STR_INIT("جويليه"), 7 },    { STR_INIT("اوت"), 8 },
	/* Mauritania */
	{ STR_INIT("ابريلي"), 4 },    { STR_INIT("اغشت"), 8 },
	{ STR_INIT("شتمبر"), 9 },     { STR_INIT("نوفمر"), 11 },
	{ STR_INIT("دجمبر"), 12 },
	/* the Levant, Iraq */
	{ STR_INIT("شباط"), 2 },      { STR_INIT("اذار"), 3 },
	{ STR_INIT("نيسان"), 4 },     { STR_INIT("ايار"), 5 },
	{ STR_INIT("حزيران"), 6 },    { STR_INIT("تموز"), 7 },
	{ STR_INIT("اب"), 8 },        { STR_INIT("ايلول"), 9 },
};

static const struct str fillers[] = {
	STR_INIT("monday"),   STR_INIT("tuesday"),  STR_INIT("wednesday"),
	STR_INIT("thursday"), STR_INIT("friday"),   STR_INIT("saturday"),
	STR_INIT("sunday"),   STR_INIT("mon"),      STR_INIT("tue"),
	STR_INIT("tues"),     STR_INIT("wed"),      STR_INIT("thu"),
	STR_INIT("thur"),     STR_INIT("thurs"),    STR_INIT("fri"),
	STR_INIT("sat"),      STR_INIT("sun"),      STR_INIT("lundi"),
	STR_INIT("mardi"),    STR_INIT("mercredi"), STR_INIT("jeudi"),
	STR_INIT("vendredi"), STR_INIT("samedi"),   STR_INIT("dimanche"),
	STR_INIT("lun"),      STR_INIT("mer"),      STR_INIT("jeu"),
	STR_INIT("ven"),      STR_INIT("sam"),      STR_INIT("dim"),
	STR_INIT("at"),       STR_INIT("on"),       STR_INIT("a"),
	STR_INIT("le"),       STR_INIT("of"),       STR_INIT("the"),
	STR_INIT("الاثنين"),  STR_INIT("الاتنين"),  STR_INIT("الثلاثاء"),
	STR_INIT("الاربعاء"), STR_INIT("الخميس"),   STR_INIT("الجمعه"),
	STR_INIT("السبت"),    STR_INIT("الاحد"),    STR_INIT("اثنين"),
	STR_INIT("ثلاثاء"),   STR_INIT("اربعاء"),   STR_INIT("خميس"),
	STR_INIT("جمعه"),     STR_INIT("سبت"),      STR_INIT("احد"),
	STR_INIT("يوم"),      STR_INIT("بتاريخ"),   STR_INIT("الساعه"),
	STR_INIT("في"),       STR_INIT("على"),      STR_INIT("علي"),
	STR_INIT("من"),
};

/* The folded form of a word in `out`. */
static struct str
fold_word(struct str word, struct buf *out)
{
	buf_clear(out);
	text_fold(out, word);
	return buf_str(out);
}

/* The word after `rest`'s white space, and where it ends. */
static struct str
peek_word(struct str rest, size_t *used)
{
	struct str word = str_trim_left(rest);
	size_t n = 0;

	while (n < word.n && !ascii_is_space(word.p[n]) &&
	       str_chr(STR("/,-()."), word.p[n]) == STR_NPOS)
		n++;
	*used = rest.n - word.n + n;
	return str_sub(word, 0, n);
}

static int
pair_month(struct str first, struct str *rest, struct buf *work)
{
	size_t used;
	struct str second = peek_word(*rest, &used);

	second = fold_word(second, work);
	for (size_t i = 0; i < COUNT(pairs); i++) {
		if (str_eq(first, pairs[i].first) &&
		    str_eq(second, pairs[i].second)) {
			*rest = str_sub(*rest, used, rest->n);
			return pairs[i].month;
		}
	}
	return 0;
}

int
month_by_name(struct str word, struct str *rest)
{
	struct buf a = BUF_INIT(WORD_MAX * 6), b = BUF_INIT(WORD_MAX * 6);
	struct str folded;
	int month = 0;

	if (word.n > WORD_MAX)
		return 0;
	folded = fold_word(word, &a);
	for (size_t i = 0; i < COUNT(names) && month == 0; i++)
		if (str_eq(folded, names[i].word))
			month = names[i].month;
	if (month == 0)
		month = pair_month(folded, rest, &b);
	buf_release(&a);
	buf_release(&b);
	return month;
}

bool
month_is_filler(struct str word)
{
	struct buf a = BUF_INIT(WORD_MAX * 6);
	struct str folded;
	bool found = false;

	if (word.n > WORD_MAX)
		return false;
	folded = fold_word(word, &a);
	for (size_t i = 0; i < COUNT(fillers) && !found; i++)
		found = str_eq(folded, fillers[i]);
	buf_release(&a);
	return found || folded.n == 0;
}
