#ifndef MARSAD_WEB_TEXTS_H
#define MARSAD_WEB_TEXTS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/topic.h"

/*
 * The portal's own words in its languages (texts.def).
 */
enum text_lang { TEXT_AR, TEXT_FR, TEXT_EN, TEXT_LANG__COUNT };

#define TEXT(key, ar, fr, en) TEXT_##key,
enum text_key {
#include "web/texts.def"
	TEXT__COUNT
};
#undef TEXT

/* Never empty. */
struct str text_of(enum text_lang lang, enum text_key key);

/* The text with %1 and %2 filled in, in mem. */
struct str text_fill(struct arena *mem, struct str text, struct str one,
                     struct str two);

/* "ar", "fr", "en". */
struct str text_lang_code(enum text_lang lang);

/* The name a language has in itself: "العربية", "Français", "English". */
struct str text_lang_self(enum text_lang lang);

/* "rtl" or "ltr". */
struct str text_lang_dir(enum text_lang lang);

/* The language of that code; false when the portal has no words for it. */
bool text_lang_find(struct str code, enum text_lang *out);

/* The same of outlets and of articles. */
struct str text_outlets(struct arena *mem, enum text_lang lang, int64_t n);
struct str text_articles(struct arena *mem, enum text_lang lang, int64_t n);

/* What readers call a topic; "Other news" for TOPIC_NONE. */
struct str text_topic(enum text_lang lang, enum topic t);

/* "one person", "3 people", as each language counts; in mem. */
struct str text_people(struct arena *mem, enum text_lang lang, int64_t n);

#endif
