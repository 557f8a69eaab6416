#include "web/texts.h"

#include "base/buf.h"
#include "base/err.h"

#define FILL_MAX_BYTES 4096u

/* An empty text is a missing one: the build stops here. */
#define TEXT(key, ar, fr, en)                                           \
	_Static_assert(sizeof(ar) > 1 && sizeof(fr) > 1 && sizeof(en) > 1, \
	               "text " #key " is missing in a language");
#include "web/texts.def"
#undef TEXT

#define TEXT(key, ar, fr, en)              \
	[TEXT_##key] = {                   \
		[TEXT_AR] = STR_INIT(ar),  \
		[TEXT_FR] = STR_INIT(fr),  \
		[TEXT_EN] = STR_INIT(en),  \
	},
static const struct str texts[TEXT__COUNT][TEXT_LANG__COUNT] = {
#include "web/texts.def"
};
#undef TEXT

static const struct {
	struct str code, self, dir;
} langs[TEXT_LANG__COUNT] = {
	[TEXT_AR] = { STR_INIT("ar"), STR_INIT("العربية"), STR_INIT("rtl") },
	[TEXT_FR] = { STR_INIT("fr"), STR_INIT("Français"), STR_INIT("ltr") },
	[TEXT_EN] = { STR_INIT("en"), STR_INIT("English"), STR_INIT("ltr") },
};

struct str
text_of(enum text_lang lang, enum text_key key)
{
	return texts[key][lang];
}

struct str
text_fill(struct arena *mem, struct str text, struct str one, struct str two)
{
	struct buf b = BUF_INIT(FILL_MAX_BYTES);
	struct str out;

	for (size_t i = 0; i < text.n; i++) {
		char next = i + 1 < text.n ? text.p[i + 1] : '\0';

		if (text.p[i] == '%' && (next == '1' || next == '2')) {
			buf_put(&b, next == '1' ? one : two);
			i++;
		} else {
			buf_put_char(&b, text.p[i]);
		}
	}
	out = buf_copy(mem, &b);
	buf_release(&b);
	return out;
}

struct str
text_lang_code(enum text_lang lang)
{
	return langs[lang].code;
}

struct str
text_lang_self(enum text_lang lang)
{
	return langs[lang].self;
}

struct str
text_lang_dir(enum text_lang lang)
{
	return langs[lang].dir;
}

bool
text_lang_find(struct str code, enum text_lang *out)
{
	for (size_t i = 0; i < TEXT_LANG__COUNT; i++) {
		if (str_eq(langs[i].code, code)) {
			*out = (enum text_lang)i;
			return true;
		}
	}
	return false;
}

/*
 * How languages count; the forms of one word stand in a row from `one` on.
 * Arabic: 3 to 10, and what ends so, take the plural (CLDR "few").
 */
static struct str
counted(struct arena *mem, enum text_lang lang, enum text_key one, int64_t n)
{
	struct str number = str_fmt(mem, "%lld", (long long)n);
	int form = 3;

	if (n == 1)
		form = 0;
	else if (n == 2)
		form = 1;
	else if (n % 100 >= 3 && n % 100 <= 10)
		form = 2;
	return text_fill(mem, text_of(lang, (enum text_key)((int)one + form)),
	                 number, STR_EMPTY);
}

struct str
text_people(struct arena *mem, enum text_lang lang, int64_t n)
{
	return counted(mem, lang, TEXT_PEOPLE_ONE, n);
}

struct str
text_outlets(struct arena *mem, enum text_lang lang, int64_t n)
{
	return counted(mem, lang, TEXT_OUTLETS_ONE, n);
}

struct str
text_articles(struct arena *mem, enum text_lang lang, int64_t n)
{
	return counted(mem, lang, TEXT_ARTICLES_ONE, n);
}

struct str
text_topic(enum text_lang lang, enum topic t)
{
#define X(name, text) [TOPIC_##name] = TEXT_TOPIC_##name,
	static const enum text_key keys[TOPIC__COUNT] = { TOPIC_MAP(X) };
#undef X

	return text_of(lang, keys[t]);
}
