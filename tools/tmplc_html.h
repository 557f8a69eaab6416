/*
 * Following a template's own HTML, to know where a field stands: text, a
 * quoted attribute, or a place where no field may stand.
 */
#ifndef MARSAD_TOOLS_TMPLC_HTML_H
#define MARSAD_TOOLS_TMPLC_HTML_H

#include <stdbool.h>

#define NAME_MAX_BYTES 64

enum place {
	IN_TEXT,
	IN_TAG_NAME,
	IN_TAG,       /* between attributes */
	IN_ATTR_NAME,
	IN_ATTR_EQ,   /* behind '=' */
	IN_VALUE,     /* quoted */
	IN_UNQUOTED,
	IN_DECLARATION, /* <!doctype ...> */
	IN_COMMENT,
	IN_RAW        /* script, style */
};

struct html {
	enum place place;
	char quote;
	bool closing;   /* </x> */
	bool value_begun; /* something stands in the value already */
	char tag[NAME_MAX_BYTES];
	char attr[NAME_MAX_BYTES];
};

/* Step over one character; false: a name is longer than is kept. */
bool html_step(struct html *h, const char *at);

/* A tag's or attribute's name ends where a block begins or ends. */
void html_end_name(struct html *h);

bool html_same_place(const struct html *a, const struct html *b);

/* href, src, action. */
bool html_attr_is_url(const char *name);

/* Attributes whose value is code or an address of a kind we do not write. */
bool html_attr_is_refused(const char *name);

#endif
