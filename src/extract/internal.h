#ifndef MARSAD_EXTRACT_INTERNAL_H
#define MARSAD_EXTRACT_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/map.h"
#include "extract/extract.h"
#include "extract/trace.h"
#include "extract/vocabulary_table.h"
#include "html/tree.h"

/* ---- what words in class and id tell: vocabulary.c ---- */

#define VOCABULARY_RECENT 256u

/* Zeroed: values read lately, a page says the same ones again and again. */
struct vocabulary {
	struct { struct str value; unsigned flags; } recent[VOCABULARY_RECENT];
};

/* enum word: flags of all words of a class or id, which must outlive v. */
unsigned vocabulary_flags(struct vocabulary *v, struct str value);

/* ---- facts of each node: facts.c ---- */

enum fact {
	FACT_WEAK = 1 << 0,   /* probably no article text below */
	FACT_STRONG = 1 << 1, /* surely none, unless nearly all is */
	FACT_BODY = 1 << 2,
	FACT_DATE = 1 << 3,
	FACT_AUTHOR = 1 << 4,
	FACT_LEDE = 1 << 5,
	FACT_SKIP = 1 << 6, /* script and the like, not shown at all */
	FACT_LINK = 1 << 7, /* inside a link */
	FACT_DEAD = 1 << 8, /* cut off at the present try */
	FACT_TITLE = 1 << 9,
	FACT_ITEMBODY = 1 << 10, /* itemprop=articleBody */
	FACT_FIGURE = 1 << 11,   /* inside a figure */
	FACT_CAPTION = 1 << 12,  /* of an image */
	FACT_HIDDEN = 1 << 13,   /* not shown until a reader acts, if ever */
	FACT_FOLD = 1 << 14      /* part of what readers fold open */
};

/* What became of a block, and why. */
#define FATE_MAP(X)                                                   \
	X(OUTSIDE, "outside of the article's element")                \
	X(TAKEN, "taken")                                             \
	X(LEDE, "taken: standfirst before the body")                  \
	X(ABOVE, "above the title")                                   \
	X(DEAD, "its element's name or kind tells it is no text")     \
	X(LINKS, "mostly links")                                      \
	X(LIST, "in a list of links")                                 \
	X(TITLE, "the title again")                                   \
	X(REPEATED, "stood before")                                   \
	X(PROMO, "only leads elsewhere")                              \
	X(CAPTION, "of an image")                                     \
	X(DATELINE, "tells who and when")                             \
	X(COMMENTS, "readers' comments")                              \
	X(TAIL, "behind the last paragraph")                          \
	X(UNSTATED, "not in the text the page states")                 \
	X(EMPTY, "nothing to show")

#define X(name, text) FATE_##name,
enum fate { FATE_MAP(X) FATE__COUNT };
#undef X

/*
 * A block: a run of text and inline elements between two block edges or line
 * breaks.
 */
struct block {
	uint32_t first, end; /* nodes [first, end) */
	uint32_t host;       /* the block element it stands in */
	uint32_t len;        /* code points, white space runs as one */
	uint32_t link_len;   /* of them inside links */
	uint16_t commas;
	enum fate fate;
	bool verse; /* one of many short lines of one text */
	bool leads; /* a headline that links to another page of the site */
};

/* A line of the text and the block it came from. */
struct line {
	struct str text; /* shown form */
	struct block *block;
};

static inline bool fate_is_taken(enum fate f) { return f == FATE_TAKEN || f == FATE_LEDE; }

/* Where the text of the article came from. */
#define TEXT_MAP(X)                              \
	X(PAGE, "page")                          \
	X(STATED, "json-ld articleBody")         \
	X(FEED, "feed")                          \
	X(SCRIPT, "state carried in a script")   \
	X(RULES, "outlet's include selector")

#define X(name, text) TEXT_##name,
enum text_from { TEXT_MAP(X) TEXT__COUNT };
#undef X

/* What the page calls its site and section: site.c. */
#define SITE_NAMES_MAX 6u

struct site {
	struct arena *mem; /* NULL: not gathered yet */
	struct str names[SITE_NAMES_MAX]; /* folded, without spaces */
	unsigned n;
	unsigned stated_n; /* of them, those not taken from the address */
	struct str sections[2]; /* folded */
};

struct page {
	struct arena *mem;
	struct html_tree tree;
	struct str url;  /* the page's address, maybe only what it states */
	struct str base; /* for its relative addresses */
	const struct feed_item *hint; /* or NULL */
	uint64_t seed;
	int64_t now_s; /* 0: not known */
	const struct extract_rules *rules; /* or NULL */
	struct doc_article *out;
	struct diags *diags;
	struct vocabulary *words;
	uint16_t *facts; /* of each node */
	uint32_t *hosts; /* nearest block element at or above */
	uint32_t *para;  /* code points of paragraphs below */
	struct { struct block *v; size_t n, cap; } blocks;
	struct { struct line *v; size_t n, cap; } lines;
	uint32_t h1;   /* heading that is the title, 0: none found */
	uint32_t root; /* element that holds the article, 0: none found */
	enum text_from text_from;
	uint32_t root_end; /* node behind the article's last one */
	float *points;   /* of each node, from score_choose; or NULL */
	uint32_t *alive; /* code points of living paragraphs below; or NULL */
	struct page *inner; /* the one a script carries, if it was read */
	bool included; /* the article lies where the outlet's rules say */
	struct page_meta *meta;
	struct page_ld *ld;
	struct site site; /* ask site_get */
	const char *from[TRACE__COUNT]; /* tell page_from */
};

static inline const struct html_node *page_node(const struct page *p, uint32_t i) { return &p->tree.nodes[i]; }

/*
 * To be told by whoever chooses a field: where its value comes from, in
 * English for the outlet's editor; static or in p->mem.  The last word
 * counts; it is of no account where the field has no value.
 */
static inline void page_from(struct page *p, enum trace_field_name f, const char *from) { p->from[f] = from; }

/* Shown text below a node, on one line. */
struct str page_text(struct page *p, uint32_t node);

/* An absolute http(s) address from a reference of the page, or empty. */
struct str page_url(struct page *p, struct str ref);

/* Sets p->facts and p->hosts. */
void facts_gather(struct page *p);

/* What the length of the text below them tells of names; needs p->para. */
void facts_settle(struct page *p);

/* ---- the text: blocks.c, score.c, body.c, lines.c ---- */

#define BLOCKS_MAX 50000u

/* Sets p->blocks and p->para. */
void blocks_gather(struct page *p);

/* The raw text of a block with line feeds as spaces. */
void block_text(const struct page *p, const struct block *b, struct buf *out);

/* The facts of elements inside a block that are left out of its text. */
unsigned block_skips(const struct page *p, const struct block *b);

/* Append characters of the source: their line feeds are white space. */
void block_put_raw(struct buf *out, struct str s);

/* As block_text, without links in it that only lead elsewhere. */
void asides_cut(struct page *p, const struct block *b, struct buf *out);

/* Whether a block reads as a paragraph: long and not mainly links. */
bool block_is_paragraph(const struct block *b);

/* How much of it is links, 0 to 1. */
double block_link_share(const struct block *b);

bool block_is_heading(const struct page *p, const struct block *b);

/* Whether the element it stands in was cut off. */
bool block_is_dead(const struct page *p, const struct block *b);

/*
 * Marks as FACT_STRONG the items of lists of teasers: headlines that link to
 * other articles of the site, each with a few lines of text.
 */
void teasers_mark(struct page *p);

/* Chooses p->root and marks p->facts FACT_DEAD outside of what is read. */
void score_choose(struct page *p);

/* The points of a node with what its name adds; needs p->points. */
double score_points(const struct page *p, uint32_t node);

/* The body at work: body.c walks, judge.c decides, ledes.c looks before. */
struct body {
	struct page *p;
	uint32_t *list_len, *list_links; /* of the list each node stands in */
	struct buf raw;  /* one block */
	struct buf line; /* one block, shown */
	size_t bytes;    /* of the lines so far */
	size_t end;      /* lines up to the last one that is no heading */
	struct map seen; /* lines so far that are long enough to tell */
	bool begun;      /* a paragraph was taken */
	bool ended;      /* the readers' comments have begun */
	unsigned dated;  /* lines left out for the date in them */
};

/* Prepare what body_judge needs; false: mem is full. */
bool body_judge_init(struct body *y);

/* What becomes of a block of the article's element; *line when taken. */
enum fate body_judge(struct body *y, const struct block *b, struct str *line);

/* The same of a block elsewhere, by its line alone. */
enum fate body_judge_line(struct body *y, const struct block *b,
                          struct str line);

/* The block in shown form; borrowed until the next call. */
struct str body_line(struct body *y, const struct block *b);

/* Add a line; its block's fate is set. */
void body_put(struct body *y, struct str line, struct block *b);

/* Put what stands between title and body and belongs to both. */
void ledes_put(struct body *y);

/* Sets the fate of each block and p->lines, those of the article. */
void body_gather(struct page *p);

/* Takes out of the tree what the outlet's rules exclude: rules.c. */
enum err rules_exclude(struct page *p) MUST_CHECK;

/*
 * The text of the elements that the outlet's rules include, as body_text
 * gives it; empty when there is no such rule or nothing to be found, and
 * p is then as score_choose left it.  Tells the outcome in p->out.
 */
struct str rules_text(struct page *p);

/* The lines that are still taken, joined by "\n". */
struct str body_text(struct page *p);

/*
 * Hold the lines of the page against a text that is stated (HTML or plain)
 * by JSON-LD or the feed: lines it does not know are left out where it is
 * complete.  Where it is another and longer one, it is returned; else the
 * empty view.  Linear.
 */
struct str candidates_settle(struct page *p, struct str stated);

/*
 * The article's HTML as the page's scripts carry it for a program that fills
 * the page; empty when they carry none.  In p->mem; linear.
 */
struct str state_html(struct page *p);

/*
 * Whether a line in shown form is none of the article's: it leads elsewhere
 * ("اقرأ أيضا", "Lire aussi"), is a label or a notice of the site.
 * link_share: how much of it is links, 0 to 1.
 */
bool lines_is_promo(struct arena *mem, struct str shown, double link_share);

/* Whether it says "read also" and the like and nothing else. */
bool lines_is_lead(struct arena *mem, struct str shown);

/* Whether it begins as an agency's credits do: "Reporting by ...". */
bool lines_is_credit(struct arena *mem, struct str shown);

/*
 * Whether a line is the heading of readers' comments and nothing else: what
 * follows it is no longer the article.
 */
bool lines_is_comments(struct arena *mem, struct str shown);

/* Whether a line ends as sentences do, closing quotes aside. */
bool lines_ends_sentence(struct str shown);

/* The heads of lines of one kind, for the test; 0: there is no such kind. */
size_t lines_heads(size_t kind, const struct str **out);

/* ---- what the page says about itself: meta.c, jsonld.c ---- */

enum meta_key {
	META_TITLE,
	META_DESCRIPTION,
	META_SITE,
	META_PUBLISHED,
	META_MODIFIED,
	META_AUTHOR,
	META_SECTION,
	META_KEYWORDS,
	META_IMAGE,
	META_URL,
	META_LOCALE,
	META_ROBOTS,
	META_TDM,
	META_LABEL, /* what META_LABELLED is */
	META_LABELLED,
	META_HEADLINE, /* without the site's name, as a rule */
	META_TAG, /* article:tag: each occurrence is one */
	META__COUNT
};

#define META_VALUES_MAX 48u /* of one key */
#define META_RANK_MAX 5u

struct page_meta {
	struct {
		struct str v[META_VALUES_MAX];
		uint8_t rank[META_VALUES_MAX]; /* smaller: more trusted */
		const char *from[META_VALUES_MAX]; /* its name, static */
		unsigned n;
	} key[META__COUNT];
	struct str head_title; /* <title> */
	struct str canonical;
	struct str lang;
};

void meta_gather(struct page *p);

/* The most trusted value of a key, shown form; empty when there is none. */
struct str meta_get(struct page *p, enum meta_key key);

/* Where that stands: "og:title", "meta author"; NULL when there is none. */
const char *meta_from(struct page *p, enum meta_key key);

/* The same of one value of the key. */
const char *meta_name_of(struct page *p, enum meta_key key, unsigned i);

#define LD_PEOPLE_MAX 16u
#define LD_TAGS_MAX 32u
#define LD_CRUMBS_MAX 8u

/* How JSON-LD states an author. */
enum ld_author {
	LD_AUTHOR_PERSON,
	LD_AUTHOR_GROUP, /* an Organization of some kind */
	LD_AUTHOR_TEXT   /* a string, maybe of several names */
};

/* What schema.org data says of the article. */
struct page_ld {
	struct str headline;
	struct str published;
	struct str modified;
	struct {
		struct str name;
		enum ld_author kind;
	} people[LD_PEOPLE_MAX];
	unsigned people_n;
	struct str publisher;
	struct str section;
	struct str tags[LD_TAGS_MAX];
	unsigned tag_n;
	struct str crumbs[LD_CRUMBS_MAX]; /* of the way from home to here */
	unsigned crumb_n;
	struct str image;
	struct str body; /* articleBody, as it stands there */
	struct str description;
	struct str url;
	struct str language;
	int score; /* how sure we are that this is the article; 0: nothing */
	bool is_news; /* typed as news, not as any article */
	bool is_live; /* typed as a ticker of news */
};

void jsonld_gather(struct page *p);

/* ---- one field each ---- */

void title_choose(struct page *p);
void text_choose(struct page *p); /* and excerpt */
void byline_choose(struct page *p);
void date_choose(struct page *p);

/*
 * What the page shows its readers near the title: when it was published, and
 * when updated where a line says so.  date_shown.c
 */
bool date_shown(struct page *p, struct datetime *published,
                struct datetime *updated, bool *has_updated);

enum label { LABEL_NONE, LABEL_PUBLISHED, LABEL_UPDATED, LABEL_OTHER };

/* What the text before a date says it is; LABEL_OTHER: another text. */
enum label date_label(struct page *p, struct str head);

/* Whether the text before a date says it is that of a change: "Updated". */
bool date_label_is_update(struct page *p, struct str text);

struct date_found;

/* A found date of a day or less as a moment a page may have. */
bool date_plausible(const struct page *p, const struct date_found *d,
                    struct datetime *out);
void image_choose(struct page *p);
void address_choose(struct page *p); /* canonical_url */
void labels_choose(struct page *p); /* site, section, language, tags */

/* Tell how all of it was found. */
void trace_write(struct page *p, struct extract_trace *t);

/* Whether two texts are the same when folded. */
bool fold_eq(struct arena *mem, struct str a, struct str b);

#endif
