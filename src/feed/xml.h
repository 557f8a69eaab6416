#ifndef MARSAD_FEED_XML_H
#define MARSAD_FEED_XML_H

#include "feed/internal.h"

/*
 * The reader of the XML dialects: expat's events, turned into "an element of
 * this name began, with these attributes" and "it ended, and this stood in
 * it".  Names are known by one spelling: lower case, RSS and Atom without a
 * prefix ("title"), others with the customary one ("dc:creator"), unknown
 * vocabularies as "other:...".
 */
#define XML_BINDINGS_MAX 64u /* namespace declarations in force */
#define XML_NAME_MAX 48u     /* bytes; longer names are none of ours */

/* An open element. */
struct xml_level {
	struct str name; /* in text */
	char text[XML_NAME_MAX];
	struct str base; /* xml:base in force; empty: none was stated */
	struct str type; /* Atom: text, html, xhtml, a media type */
	struct str mode; /* Atom 0.3: escaped, xml, base64 */
	bool atom;       /* of Atom's vocabulary */
	bool permalink;  /* guid: not isPermaLink="false" */
};

/* A namespace declaration. */
struct xml_binding {
	struct str prefix; /* as the feed writes it; empty: the default */
	struct str known;  /* as we write it */
	bool atom;
	unsigned depth; /* of the element that declares it */
};

/* Which of several elements a field's value is of: the greatest wins. */
enum xml_field {
	XML_ID,
	XML_URL,
	XML_TITLE,
	XML_AUTHOR,
	XML_SUMMARY,
	XML_CONTENT,
	XML_IMAGE,
	XML_LANGUAGE,
	XML_PUBLISHED,
	XML_MODIFIED,
	XML_FIELD__COUNT
};

struct xml_reader {
	struct feed_builder b;
	void *parser; /* XML_Parser */
	struct str base_url;
	struct xml_level stack[FEED_DEPTH_MAX]; /* [0]: the document */
	unsigned depth; /* elements open, also those past the stack */
	struct xml_binding bindings[XML_BINDINGS_MAX];
	size_t binding_count;
	struct buf content;  /* what stood in the innermost element so far */
	unsigned take_depth; /* of the element whose content is its value */
	bool markup;         /* text is escaped: it stands beside tags */
	bool is_feed, root_seen, root_closed;
	bool id_is_no_url; /* the item's guid says so */
	unsigned item_depth; /* of the open item; 0: none */
	struct feed_item item;
	struct feed_extra extra;
	uint8_t item_rank[XML_FIELD__COUNT];
	uint8_t feed_rank[XML_FIELD__COUNT];
};

/* Forget the bindings of the element that ends; see xml_name. */
void xml_unbind(struct xml_reader *r);

/* Take the xmlns attributes of a starting element into account. */
void xml_bind(struct xml_reader *r, const char *name, const char **attrs);

/* Set e->name to the known spelling of an element's name, and e->atom. */
void xml_name(const struct xml_reader *r, const char *raw,
              struct xml_level *e);

/* A name without its prefix. */
struct str xml_local(const char *raw);

/* The value of an attribute, its name as written in any case; or empty. */
struct str xml_attr(const char **attrs, const char *name);

/* What relative addresses in an element are relative to. */
struct str xml_base(const struct xml_reader *r, const struct xml_level *e);

/* Whether the element around the current one has one of these names. */
bool xml_is_in(const struct xml_reader *r, const char *names);

/* Whether a name is one of a list separated by spaces. */
bool xml_is_one_of(struct str name, const char *names);

/* Whether a value of this rank beats what is there; remembers it if so. */
bool xml_beats(uint8_t *ranks, enum xml_field f, int rank);

/* The content of an element as HTML, or as one line of plain text, in mem. */
struct str xml_html(struct xml_reader *r, const struct xml_level *e,
                    struct str content);
struct str xml_line(struct xml_reader *r, const struct xml_level *e,
                    struct str content);

/* An element began or ended in an item (xml_item.c), or outside any. */
void xml_item_start(struct xml_reader *r, const struct xml_level *e,
                    const char **attrs);
void xml_item_end(struct xml_reader *r, const struct xml_level *e,
                  struct str content);
void xml_feed_start(struct xml_reader *r, const struct xml_level *e,
                    const char **attrs);
void xml_feed_end(struct xml_reader *r, const struct xml_level *e,
                  struct str content);

/* The item itself began, with its attributes; it ended. */
void xml_item_open(struct xml_reader *r, const struct xml_level *e,
                   const char **attrs);
void xml_item_close(struct xml_reader *r);

#endif
