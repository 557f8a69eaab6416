#ifndef MARSAD_FEED_INTERNAL_H
#define MARSAD_FEED_INTERNAL_H

#include "base/buf.h"
#include "base/vec.h"
#include "feed/feed.h"

/*
 * Shared by the readers of the feed dialects.
 */
struct feed_builder {
	struct arena *mem;
	struct feed *feed;
	struct { struct feed_item *v; size_t n, cap; } items;
	struct { struct feed_extra *v; size_t n, cap; } extras;
};

/* Add a finished item; past a limit it is counted and dropped. */
void feed_add_item(struct feed_builder *b, const struct feed_item *it,
                   const struct feed_extra *x);

/* Text as readers see it: tags gone, references resolved, one line. */
struct str feed_line(struct arena *mem, struct str html);

/*
 * A person out of what author fields hold: "a@b (Name)", "Name <a@b>";
 * addresses and links alone give nothing.
 */
struct str feed_person(struct arena *mem, struct str raw);

/* Add a person to a list of names, once. */
void feed_add_person(struct arena *mem, struct str *list, struct str name);

/* Add a tag, once, up to DOC_TAGS_MAX. */
void feed_add_tag(struct arena *mem, struct feed_item *it, struct str tag);

/* Add an attachment, up to FEED_ATTACHMENTS_MAX; url and type are in mem. */
void feed_add_attachment(struct arena *mem, struct feed_extra *x,
                         struct str url, struct str type, struct str length);

/* Whether an address ends like that of a picture. */
bool feed_names_image(struct str url);

/* The first picture of a fragment that is no tracking pixel; or empty. */
struct str feed_first_image(struct arena *mem, struct str html,
                            struct str base);

/*
 * ref against base, in mem; as it was written when it is absolute, empty when
 * it is none of http(s).
 */
struct str feed_resolve(struct arena *mem, struct str base, struct str ref);

/* "ar_MA" is how some write ar-MA (BCP 47); empty when it is no tag. */
struct str feed_language(struct arena *mem, struct str tag);

/* Plain text as HTML that shows it, line ends kept, in mem. */
struct str feed_escape(struct arena *mem, struct str text);

/*
 * The HTML without the tags of embedded objects: their content is what
 * readers without the plug-in see.
 */
struct str feed_unwrap(struct arena *mem, struct str html);

/*
 * Rewrite what is not well-formed so that expat reads it (feed/repair.c):
 * forbidden characters and entity declarations dropped, unknown entities and
 * bare ampersands escaped, tags balanced, attributes quoted.  Elements still
 * open at the end stay open: what was cut off is not made up.  Linear.
 */
void feed_repair(struct str text, struct buf *out);

/* The XML dialects (feed/xml.c) and JSON Feed (feed/json.c). */
enum err feed_read_xml(struct feed_builder *b, struct str text,
                       struct str base_url) MUST_CHECK;
enum err feed_read_json(struct feed_builder *b, struct str text,
                        struct str base_url) MUST_CHECK;

#endif
