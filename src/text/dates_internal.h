#ifndef MARSAD_TEXT_DATES_INTERNAL_H
#define MARSAD_TEXT_DATES_INTERNAL_H

#include "text/dates.h"
#include "text/dates_words.h"

/* ---- a text as words, numbers and marks: dates_lex.c ---- */

enum token_kind {
	TOKEN_END,   /* of the text */
	TOKEN_BREAK, /* end of a line: no date goes over it */
	TOKEN_NUMBER,
	TOKEN_WORD,
	TOKEN_MARK
};

enum token_flag {
	TOKEN_GLUED = 1 << 0,    /* nothing stands before it */
	TOKEN_CAPITAL = 1 << 1,  /* begins with a capital letter */
	TOKEN_DEFINITE = 1 << 2, /* has the Arabic article */
	TOKEN_AND = 1 << 3,      /* has the prefix wa- */
	TOKEN_ARABIC = 1 << 4,
	TOKEN_TANWIN = 1 << 5,  /* ends in alef or teh marbuta: counted */
	TOKEN_PERSIAN = 1 << 6, /* a number in Persian digits */
	TOKEN_CLITIC = 1 << 7   /* has a prefix that is a preposition */
};

struct token {
	size_t start, end; /* bytes; a prefix that is a word is left out */
	const struct date_word *word; /* NULL: no word of dates */
	uint32_t value;    /* of a number, cut at NUMBER_MAX; a mark itself */
	uint8_t kind;
	uint8_t flags;
	uint16_t digits; /* of a number */
};

#define NUMBER_MAX 999999999u

/*
 * Tokens are made as they are asked for and kept while a rule may look at
 * them: BEHIND before the present one, AHEAD of it.  Past AHEAD the text
 * seems to end, so that each rule is bounded.
 */
#define RING 128u
#define AHEAD 100u
#define BEHIND 20u

#define FOUND_MAX 16u /* dates of one list: "12, 13 and 14 May" */

struct dates_scan {
	struct str text;
	size_t lexed; /* bytes made into tokens */
	size_t at, have; /* token to look at next; tokens made */
	bool whole;      /* the text is one date: weak evidence will do */
	signed char order; /* 1 month first, -1 day first, 0 not looked yet */
	signed char french; /* 1 the text may be, -1 is not, 0 as above */
	struct dates_setting setting;
	int64_t today; /* day of setting.now in its own zone */
	struct token ring[RING];
	struct date_found found[FOUND_MAX];
	unsigned found_n, found_at;
	size_t last_end; /* bytes: end of the date found last */
	bool last_year;  /* which was a bare year */
};

/* Start over a text; no memory of its own. */
void dates_scan_init(struct dates_scan *s, struct str text,
                     const struct dates_setting *setting);

#define PREFIX_MAX 10u /* bytes of a folded word that may be prefixes */

/* A word as it is being folded. */
struct folding {
	char p[DATE_WORD_MAX];
	size_t n;
	size_t source[PREFIX_MAX / 2 + 1]; /* of byte 0, 2, 4 ... of p */
	uint32_t last; /* letter, as it stands in the text */
	bool too_long;
};

/* Look a folded word up: sets the token's word, start and flags. */
void dates_look_up(struct token *t, const struct folding *f);

/* Make the next token. */
void dates_lex(struct dates_scan *s, struct token *t);

/* Token k, which must be at most BEHIND before s->at. */
const struct token *dates_tok(struct dates_scan *s, size_t k);

static inline bool tok_has(const struct token *t, enum date_role r) { return t->word != NULL && (t->word->roles >> r & 1) != 0; }
static inline int tok_val(const struct token *t, enum date_role r) { return t->word->value[r]; }
static inline bool tok_is(const struct token *t, enum date_role r, int v) { return tok_has(t, r) && t->word->value[r] == v; }
static inline bool tok_mark(const struct token *t, uint32_t c) { return t->kind == TOKEN_MARK && t->value == c; }
static inline bool tok_glued(const struct token *t) { return (t->flags & TOKEN_GLUED) != 0; }

/* "-" and the dashes that stand for it. */
bool tok_dash(const struct token *t);

/* ---- what has been read of one date ---- */

#define UNKNOWN (-1)
#define NO_SHIFT 9

struct reading {
	int year, month, day; /* UNKNOWN where nothing was said */
	int hour, minute, second;
	int offset_min;
	bool has_zone;
	bool american; /* the zone is one of the United States */
	bool numeric;  /* day and month may be the other way round */
	bool vague;    /* the month's name is short or a common word */
	bool abbreviated; /* the year has two digits */
	bool nearest; /* a month alone: that of the nearest year */
	int weekday;   /* 0: none was said */
	int shift;     /* -1 past, 0 this, 1 next year, or NO_SHIFT */
	enum calendar calendar, shown; /* of the numbers; of the text */
	bool week;        /* `first` is any day of the week meant */
	int64_t absolute; /* a day worked out already, else DAY_NONE */
	bool relative;    /* it was, from the reference */
};

#define DAY_NONE INT64_MIN

void reading_init(struct reading *r);

/*
 * The readers: each looks at token k and, when what it reads stands there,
 * fills r and returns the token behind it; else 0, with r in no known state.
 */

/* 2022-09-12, 12/09/2022, 12 - 09 - 2022, 09/2022: dates_numeric.c */
size_t read_numeric(struct dates_scan *s, size_t k, struct reading *r);

/* 12 March 2024, March 12, 2024, March 2024, 15 Ramadan: dates_named.c */
size_t read_named(struct dates_scan *s, size_t k, struct reading *r);

/* A day of the month in Arabic words; only r->day is set. */
size_t read_day_words(struct dates_scan *s, size_t k, struct reading *r);

/* A month's name, of two words or said twice included: dates_month.c */
size_t read_month(struct dates_scan *s, size_t k, struct reading *r);

/* A year behind a month: "2024", "of last year", "1445 AH". */
size_t read_year(struct dates_scan *s, size_t k, struct reading *r);

/* An era behind a year: sets r->calendar; returns k when there is none. */
size_t read_era(struct dates_scan *s, size_t k, struct reading *r);

/* Any of read_numeric and read_named. */
size_t read_date(struct dates_scan *s, size_t k, struct reading *r);

/* 10:30, 10h30, 10 am, with half of the day and zone: dates_time.c */
size_t read_time(struct dates_scan *s, size_t k, struct reading *r);

/* The same with "at" and marks before it, behind a date at k; or k. */
size_t read_time_behind(struct dates_scan *s, size_t k, struct reading *r);

/* "last week", "this year", "March last": dates_relative.c */
size_t read_unit(struct dates_scan *s, size_t k, struct reading *r);

/* "3 hours ago", "since two days". */
size_t read_ago(struct dates_scan *s, size_t k, struct reading *r);

/* "yesterday", "the day before yesterday"; the day in r->absolute. */
size_t read_day(struct dates_scan *s, size_t k, struct reading *r);

/* How the weekday of token k is qualified: r->shift; returns its end. */
size_t read_weekday(struct dates_scan *s, size_t k, struct reading *r);

/* Steps over marks and words that may stand before a date. */
size_t skip_open(struct dates_scan *s, size_t k);

/* ---- rules over readers: dates_rules.c ---- */

/*
 * Find what begins at token k; queues it and returns the token behind it,
 * or 0 when nothing begins there.
 */
size_t rule_at(struct dates_scan *s, size_t k);

/* A list or a range whose first member is token k: dates_range.c */
size_t rule_range(struct dates_scan *s, size_t k);

/* A year alone, where something says that it is one: dates_year.c */
size_t rule_year(struct dates_scan *s, size_t k);

/* The bytes of tokens [k, end) and a date for them. */
bool dates_queue(struct dates_scan *s, const struct reading *r, size_t k,
                 size_t end);

/* ---- a reading as a day: dates_settle.c ---- */

/*
 * The date of a reading: fills in the year of one that has none from the
 * reference, turns month and day round where the weekday or the text's other
 * dates say so.  False when there is no such day, or no year to be had.
 */
bool reading_settle(struct dates_scan *s, const struct reading *r,
                    struct date_found *out);

/* A year of two digits, by RFC 5322 s4.3. */
int year_full(int y);

/* Whether the numeric dates of the text put the month first. */
bool dates_month_first(struct dates_scan *s);

#endif
