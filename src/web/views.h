#ifndef MARSAD_WEB_VIEWS_H
#define MARSAD_WEB_VIEWS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "web/escape.h"
#include "web/texts.h"

/*
 * What the templates show: plain structs, filled by the pages, read by the
 * compiled templates.  All text is borrowed from the request's arena.
 * Addresses of this site carry ?lang= already where the language is not the
 * default one.
 */
struct link {
	struct str url;
	struct str label;
	struct str lang; /* of the label; may be empty */
	bool current;
};

struct link_list {
	struct link *v;
	size_t n;
};

struct strip_item {
	struct str url;
	struct str title;
	struct str outlet;
	struct str clock; /* "14:05" */
};

struct strip_list {
	struct strip_item *v;
	size_t n;
};

/* What every page has. */
struct page_view {
	enum text_lang lang;
	struct str lang_code;
	struct str dir;
	struct str lang_param; /* value of ?lang=, empty for the default */
	struct str site;       /* edition.name */
	struct str title;      /* of the document */
	struct str description;
	struct str canonical;  /* absolute */
	struct str image;      /* absolute, for previews; may be empty */
	bool noindex;
	struct str css, icon, script;
	struct str opensearch; /* address of the description */
	bool boxed; /* the page has a search box of its own */
	struct str home, search, about, bot, opml;
	struct str rss, atom, json; /* of this list; empty: none */
	struct str query;           /* what the search box holds */
	struct link_list languages;
	struct strip_list strip;
};

/* One article in a list. */
struct card {
	struct str url;
	struct str title;
	struct str excerpt;
	struct str lang;
	struct str dir;
	struct str outlet;
	struct str outlet_url;
	struct str day; /* in words; empty under a day's heading */
	struct str iso;
	struct str clock; /* empty when only the day is known */
	struct str image; /* address, or empty */
	size_t width, height;
	struct str told, told_url; /* "5 outlets", their story; or empty */
};

struct card_list {
	struct card *v;
	size_t n;
};

struct day {
	struct str heading;
	struct str iso;
	struct card_list cards;
};

struct day_list {
	struct day *v;
	size_t n;
};

/* Stories of one topic on the front page. */
struct front_section {
	struct str heading;
	struct str url; /* of all of them; or empty */
	struct card_list cards;
};

struct front_section_list {
	struct front_section *v;
	size_t n;
};

struct front_view {
	struct page_view page;
	struct link_list topics;
	bool told; /* there are stories; else `days` is what there is */
	struct card_list top; /* stories by importance, without the lead */
	struct card_list rising;
	struct front_section_list sections;
	struct str latest; /* address of the list of all, or empty */
	struct card_list lead; /* none or one */
	struct day_list days;
	struct link_list outlets;
	struct str older, newest; /* addresses, or empty */
};

struct outlet_view {
	struct page_view page;
	struct str name;
	struct str home; /* its own site, or empty */
	struct day_list days;
	struct str older, newest;
};

/* An article that carries the text of another. */
struct copy {
	struct str url, outlet;
	struct str day, clock, iso;
	struct str diff_url; /* what it changed */
};

struct copy_list {
	struct copy *v;
	size_t n;
};

struct copies {
	struct str said; /* "also published by 3 outlets"; or empty */
	bool open;       /* few enough to stand there unfolded */
	struct copy_list list;
};

/* One article of a story. */
struct version {
	struct str url, title, lang, dir;
	struct str outlet, outlet_url;
	struct str day, clock, iso;
	struct str agency; /* "text by MAP"; or empty */
	bool first;        /* of all, to be published */
	struct copies copies;
};

struct version_list {
	struct version *v;
	size_t n;
};

/* What a colour of the drawing means. */
struct legend {
	struct str name; /* class of the style sheet */
	struct str label;
};

struct legend_list {
	struct legend *v;
	size_t n;
};

struct coverage {
	struct str said;        /* the first and the last moment */
	struct safe_html chart; /* empty: all came at one moment */
	struct str from, to;    /* the two ends of its line */
	struct legend_list legend;
};

struct line {
	struct str text;
};

struct line_list {
	struct line *v;
	size_t n;
};

struct story_view {
	struct page_view page;
	struct str title, lang, dir;
	struct str gist, gist_lang, gist_dir;
	struct str counts; /* "5 outlets, 9 articles" */
	struct str topic, topic_url;
	struct str image; /* address, or empty */
	size_t image_width, image_height;
	struct link_list terms; /* with searches for them */
	struct link_list places;
	struct coverage coverage;
	struct version_list versions;
	struct line_list why; /* its rank; none of single articles */
};

/* One of two texts that are compared. */
struct compared {
	struct str url, outlet, title, lang, dir;
	struct str day, clock, iso;
};

struct diff_view {
	struct page_view page;
	struct str title, lang, dir;
	struct compared copy, head;
	struct str same;      /* "93 %" of the copy's words; or empty */
	struct str mode_note; /* why there is not all of it; or empty */
	struct safe_html body;
};

struct topic_view {
	struct page_view page;
	struct link_list topics;
	struct str name;
	struct card_list cards;
	struct str older, newest;
};

struct article_view {
	struct page_view page;
	struct str story, story_url; /* "the whole story in 5 outlets" */
	struct str head, head_url;   /* whose text it has; or empty */
	struct str diff_url;         /* of the differences to it */
	struct copies copies;        /* others that have it too */
	struct str topic, topic_url;
	struct str agency;           /* "text by MAP"; or empty */
	struct link_list places;
	struct str title;
	struct str lang, dir;
	struct str outlet, outlet_url;
	bool dated; /* the source stated the date */
	struct str date; /* "24 - 02 - 2023" */
	struct str iso;
	struct str byline;
	struct str section;
	struct safe_html body;
	struct str mode_note; /* why there is not all of it; or empty */
	struct str changed;   /* "the outlet changed ..."; or empty */
	struct str source_url;
	struct str image; /* address, or empty */
	struct str caption;
	size_t image_width, image_height;
	struct str image_report; /* address */
	int64_t id;
	struct str image_note; /* thanks, or that it is hidden */
	struct str article_report;
	struct str article_note; /* thanks */
};

struct about_view {
	struct page_view page;
	struct str contact;
	struct link_list outlets;
};

struct bot_view {
	struct page_view page;
	struct str agent;  /* the whole User-Agent */
	struct str token;  /* what robots.txt calls it */
	struct str manners; /* delay, filled in */
	struct str contact;
};

struct error_view {
	struct page_view page;
	struct str status;
	struct str heading;
	struct str why;
};

#include "web/views_search.h"

#endif
