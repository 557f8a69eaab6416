#include "analyse/topic.h"

#include "text/normalise.h"

#define SECTION_MAX_BYTES 120u

static const struct {
	struct str name;
	enum topic topic;
} sections[] = {
#define S(topic, name) { STR_INIT(name), TOPIC_##topic },
#include "analyse/topic_sections.def"
#undef S
};

/* Without the articles of its words: "the arabs and the world". */
static struct str
without_articles(struct str folded, char out[SECTION_MAX_BYTES])
{
	struct str rest = folded, al = STR("\xD8\xA7\xD9\x84"); /* alef lam */
	size_t n = 0;

	while (rest.n > 0) {
		struct str word = str_until(&rest, ' ');

		bool joined = str_starts(word, STR("\xD9\x88")) && /* waw */
		              str_starts(str_sub(word, 2, word.n), al);

		if (n > 0)
			out[n++] = ' ';
		if (joined) {
			out[n++] = word.p[0];
			out[n++] = word.p[1];
			word = str_sub(word, 2, word.n);
		}
		if (str_starts(word, al) && word.n > al.n + 2)
			word = str_sub(word, al.n, word.n);
		for (size_t i = 0; i < word.n; i++)
			out[n++] = word.p[i];
	}
	return (struct str){ out, n };
}

static enum topic
look_up(struct str name)
{
	for (size_t i = 0; i < COUNT(sections); i++)
		if (str_eq(sections[i].name, name))
			return sections[i].topic;
	return TOPIC_NONE;
}

/* Words of headlines on weather and accidents, folded, without article. */
static const struct str accident_words[] = {
	STR_INIT("طقس"),      STR_INIT("ارصاد"),    STR_INIT("امطار"),
	STR_INIT("زلزال"),    STR_INIT("فيضان"),    STR_INIT("فيضانات"),
	STR_INIT("سيول"),     STR_INIT("اعصار"),    STR_INIT("عاصفه"),
	STR_INIT("عواصف"),    STR_INIT("حريق"),     STR_INIT("حراءق"),
	STR_INIT("اصطدام"),   STR_INIT("دهس"),      STR_INIT("غرق"),
	STR_INIT("رعديه"),    STR_INIT("ثلوج"),     STR_INIT("انهيار"),
	STR_INIT("مروري"),    STR_INIT("بركان"),    STR_INIT("تسونامي"),
	STR_INIT("جفاف"),     STR_INIT("زلازل"),    STR_INIT("هزه"),
};

/* One such word says little, two say it. */
#define ACCIDENT_WORDS_MIN 2u

bool
topic_is_accident(const struct doc_words *title)
{
	struct str al = STR("\xD8\xA7\xD9\x84");
	size_t n = 0;

	for (size_t i = 0; i < title->n; i++) {
		struct str w = title->v[i].folded;

		if (str_starts(w, al))
			w = str_sub(w, al.n, w.n);
		for (size_t k = 0; k < COUNT(accident_words); k++)
			n += str_eq(w, accident_words[k]);
	}
	return n >= ACCIDENT_WORDS_MIN;
}

enum topic
topic_of_section(struct str shown)
{
	struct arena mem = ARENA_INIT(1024, 64u << 10);
	char bare[SECTION_MAX_BYTES];
	enum topic t = topic_by_name(shown);
	struct str folded;

	if (t != TOPIC_NONE || shown.n == 0 || shown.n > SECTION_MAX_BYTES)
		return t;
	folded = text_fold_copy(&mem, shown);
	t = look_up(folded);
	if (t == TOPIC_NONE && folded.n < SECTION_MAX_BYTES)
		t = look_up(without_articles(folded, bare));
	arena_release(&mem);
	return t;
}
