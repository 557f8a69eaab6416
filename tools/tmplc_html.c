#include "tmplc_html.h"

#include <ctype.h>
#include <string.h>

static bool
name_add(char *name, char ch)
{
	size_t n = strlen(name);

	if (n + 1 >= NAME_MAX_BYTES)
		return false;
	name[n] = (char)tolower((unsigned char)ch);
	name[n + 1] = '\0';
	return true;
}

static bool
is_raw_tag(const char *tag)
{
	return strcmp(tag, "script") == 0 || strcmp(tag, "style") == 0;
}

static void
html_tag_end(struct html *h)
{
	h->place = IN_TEXT;
	if (!h->closing && is_raw_tag(h->tag))
		h->place = IN_RAW;
}

static void
html_in_text(struct html *h, const char *at)
{
	if (strncmp(at, "<!--", 4) == 0) {
		h->place = IN_COMMENT;
	} else if (at[0] == '<' && at[1] == '!') {
		h->place = IN_DECLARATION;
	} else if (at[0] == '<') {
		h->place = IN_TAG_NAME;
		h->closing = false;
		h->tag[0] = '\0';
	}
}

static bool
html_in_tag(struct html *h, char ch)
{
	if (ch == '>') {
		html_tag_end(h);
	} else if (!isspace((unsigned char)ch) && ch != '/') {
		h->place = IN_ATTR_NAME;
		h->attr[0] = '\0';
		return name_add(h->attr, ch);
	}
	return true;
}

static bool
html_in_attr_name(struct html *h, char ch)
{
	if (ch == '=')
		h->place = IN_ATTR_EQ;
	else if (ch == '>')
		html_tag_end(h);
	else if (isspace((unsigned char)ch))
		h->place = IN_TAG;
	else
		return name_add(h->attr, ch);
	return true;
}

bool
html_step(struct html *h, const char *at)
{
	char ch = at[0];

	switch (h->place) {
	case IN_TEXT:
		html_in_text(h, at);
		break;
	case IN_TAG_NAME:
		if (ch == '/' && h->tag[0] == '\0')
			h->closing = true;
		else if (isalnum((unsigned char)ch))
			return name_add(h->tag, ch);
		else if (ch == '>')
			html_tag_end(h);
		else
			h->place = IN_TAG;
		break;
	case IN_TAG:
		return html_in_tag(h, ch);
	case IN_ATTR_NAME:
		return html_in_attr_name(h, ch);
	case IN_ATTR_EQ:
		h->quote = ch;
		h->value_begun = false;
		h->place = ch == '"' || ch == '\'' ? IN_VALUE : IN_UNQUOTED;
		break;
	case IN_VALUE:
		if (ch == h->quote)
			h->place = IN_TAG;
		h->value_begun = true;
		break;
	case IN_UNQUOTED:
		if (ch == '>')
			html_tag_end(h);
		else if (isspace((unsigned char)ch))
			h->place = IN_TAG;
		break;
	case IN_DECLARATION:
		if (ch == '>')
			h->place = IN_TEXT;
		break;
	case IN_COMMENT:
		if (strncmp(at, "-->", 3) == 0)
			h->place = IN_TEXT;
		break;
	case IN_RAW:
		if (at[0] == '<' && at[1] == '/')
			html_in_text(h, at);
		break;
	}
	return true;
}

void
html_end_name(struct html *h)
{
	if (h->place == IN_ATTR_NAME ||
	    (h->place == IN_TAG_NAME && h->tag[0] != '\0'))
		h->place = IN_TAG;
}

bool
html_same_place(const struct html *a, const struct html *b)
{
	if (a->place != b->place)
		return false;
	return a->place != IN_VALUE || strcmp(a->attr, b->attr) == 0;
}

bool
html_attr_is_url(const char *name)
{
	return strcmp(name, "href") == 0 || strcmp(name, "src") == 0 ||
	       strcmp(name, "action") == 0;
}

bool
html_attr_is_refused(const char *name)
{
	static const char *const names[] = {
		"style", "srcset", "srcdoc", "formaction", "poster", "data",
		"cite", "background", "ping", "http-equiv",
	};

	if (strncmp(name, "on", 2) == 0)
		return true;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}
