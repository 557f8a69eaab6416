/*
 * Dates that a page shows its readers, where it states none for machines:
 * those of short lines near the title, told apart by what stands before
 * them ("Published", "Updated") and by where they stand.
 */
#include "extract/internal.h"

#include "text/dates.h"
#include "text/normalise.h"

#define LINE_MIN 6u   /* code points of a line with a date */
#define LINE_MAX 160u
#define AFTER_MAX 40u     /* blocks looked at behind the title */
#define PARAGRAPHS_MAX 2u /* paragraphs of text among them */
#define BEFORE_MAX 8u     /* and before it */
#define END_MAX 8u        /* and behind the article */
#define REST_MAX 24u      /* code points that may follow a date */
#define HOLDERS_MAX 4u    /* elements round a line whose names count */
#define ZONE_MAX 5u        /* letters of a zone's name */
#define RAW_MAX 4096u
#define DATES_MAX 4u      /* of one line */
#define STAMP_REST_MAX 60u /* bytes that may follow a day and time */
#define OTHER_MAX 48u     /* bytes of a label that we do not know */

/* What one line shows. */
struct shown {
	bool has_published, has_updated, has_other;
	struct datetime published, updated;
	struct datetime other; /* behind words that are no label we know */
};

/* A zone's name at the end that dates do not know: "IST". */
static bool
is_zone_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < 'A' || s.p[i] > 'Z')
			return false;
	return s.n <= ZONE_MAX;
}

/* Whether what follows a date may follow the date of a page. */
static bool
may_follow(struct str tail, bool sure)
{
	struct str rest = str_trim_left(tail);
	char c;

	if (rest.n == 0 || sure)
		return true;
	c = rest.p[0];
	if (is_zone_name(rest))
		return true;
	if (str_starts(rest, STR("·")) || str_starts(rest, STR("•")) ||
	    str_starts(rest, STR("–")) || str_starts(rest, STR("—")))
		return true;
	if (str_chr(STR("|-/)("), c) != STR_NPOS)
		return true;
	return tail.n <= REST_MAX && (unsigned char)c < 0x80 &&
	       !ascii_is_alpha(c);
}

/* A day and time at the front of a short line: no sentence begins so. */
static bool
is_stamp(struct str line, const struct date_found *d)
{
	return d->start == 0 && d->precision >= DATES_MINUTE &&
	       line.n - d->end <= STAMP_REST_MAX;
}

/*
 * Whether a line is a few words and a date, as labels in languages that we do
 * not know are, and no sentence that goes on.
 */
static bool
may_be_label(struct str line, const struct date_found *d)
{
	struct str head = str_sub(line, 0, d->start);

	return d->end == line.n && head.n <= OTHER_MAX &&
	       str_chr(head, '.') == STR_NPOS &&
	       str_chr(head, ',') == STR_NPOS && !str_ends(head, STR("("));
}

/*
 * The dates of a line.  sure: its element is called a date, so that other
 * words may stand beside the date.
 */
static bool
read_line(struct page *p, struct str line, bool sure, struct shown *out)
{
	struct dates_setting setting = { .has_now = false };
	struct dates_scan *scan;
	struct date_found d;
	size_t from = 0;
	bool any = false;

	setting.persian = str_starts_ci(p->meta->lang, STR("fa"));
	setting.month_first = str_starts_ci(p->meta->lang, STR("en-us"));
	scan = dates_begin(p->mem, line, &setting);
	for (unsigned n = 0; n < DATES_MAX && dates_next(scan, &d); n++) {
		struct str head = str_sub(line, from, d.start);
		enum label label = date_label(p, head);
		struct datetime when;

		from = d.end;
		if (label == LABEL_OTHER && !(sure && n == 0)) {
			if (!out->has_other && n == 0 &&
			    may_be_label(line, &d))
				out->has_other = date_plausible(p, &d,
				                                &out->other);
			continue;
		}
		if (!date_plausible(p, &d, &when) ||
		    !may_follow(str_sub(line, d.end, line.n),
		                sure || label != LABEL_NONE ||
		                        is_stamp(line, &d)))
			continue;
		if (label == LABEL_UPDATED && !out->has_updated) {
			out->updated = when;
			out->has_updated = true;
			any = true;
		} else if (label != LABEL_UPDATED && !out->has_published) {
			out->published = when;
			out->has_published = true;
			any = true;
		}
	}
	return any;
}

/* Whether an element called a date is in the block, or holds it closely. */
static bool
is_called_date(const struct page *p, const struct block *b)
{
	uint32_t node = b->first;

	for (uint32_t i = b->first; i < b->end; i++)
		if (p->facts[i] & FACT_DATE)
			return true;
	for (unsigned up = 0; up < HOLDERS_MAX && node != 0; up++) {
		if (p->facts[node] & FACT_DATE)
			return true;
		node = page_node(p, node)->parent;
	}
	return false;
}

/*
 * The text of a block, one that is no part of the article too.  What stands
 * in elements of its own is apart: often only a style sheet keeps a date from
 * the next words.
 */
static void
line_text(const struct page *p, const struct block *b, struct buf *out)
{
	for (uint32_t i = b->first; i < b->end; i++) {
		if (p->facts[i] & FACT_SKIP)
			i = page_node(p, i)->end - 1;
		else if (page_node(p, i)->tag == HTML_TAG_TEXT)
			buf_put(out, page_node(p, i)->text);
		else
			buf_put_char(out, ' ');
	}
}

/* Whether there is a digit of any script: no date is without. */
static bool
has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i], next = 0;

		if (i + 1 < s.n)
			next = (unsigned char)s.p[i + 1];
		if (ascii_is_digit(s.p[i]) ||
		    (c == 0xD9 && next >= 0xA0 && next <= 0xA9) ||
		    (c == 0xDB && next >= 0xB0 && next <= 0xB9))
			return true; /* U+0660..0669, U+06F0..06F9 */
	}
	return false;
}

/* The dates of a block of the page. */
static bool
read_block(struct page *p, const struct block *b, struct shown *out)
{
	struct buf raw = BUF_INIT(RAW_MAX);
	bool found = false;

	if (b->len < LINE_MIN || b->len > LINE_MAX || b->leads ||
	    (p->facts[b->first] & (FACT_SKIP | FACT_STRONG)))
		return false;
	line_text(p, b, &raw);
	if (raw.err == ERR_OK && has_digit(buf_str(&raw)))
		found = read_line(p, text_shown_copy(p->mem, buf_str(&raw)),
		                  is_called_date(p, b), out);
	buf_release(&raw);
	return found;
}

/* The block that the title, or else the article, begins with. */
static size_t
anchor(const struct page *p)
{
	uint32_t node = p->h1 != 0 ? p->h1 : p->root;
	size_t i = 0;

	while (i < p->blocks.n && p->blocks.v[i].first < node)
		i++;
	return i;
}

/* From the title on, until the text is well under way. */
static bool
read_after(struct page *p, size_t from, struct shown *out)
{
	unsigned paragraphs = 0;

	for (size_t i = from; i < p->blocks.n && i < from + AFTER_MAX; i++) {
		const struct block *b = &p->blocks.v[i];

		read_block(p, b, out);
		if (out->has_published)
			return true;
		/* titles, standfirsts and captions are paragraphs as well */
		if (b->len > LINE_MAX && block_is_paragraph(b) &&
		    (p->facts[b->first] & FACT_FIGURE) == 0 &&
		    ++paragraphs > PARAGRAPHS_MAX)
			break;
	}
	return false;
}

/* Before the title, the nearest first. */
static bool
read_before(struct page *p, size_t from, struct shown *out)
{
	for (size_t n = 1; n <= BEFORE_MAX && n <= from; n++) {
		read_block(p, &p->blocks.v[from - n], out);
		if (out->has_published)
			return true;
	}
	return false;
}

/* Behind the article: what is called a date, or labelled as its own. */
static bool
read_end(struct page *p, struct shown *out)
{
	unsigned seen = 0;

	if (p->root == 0)
		return false;
	for (size_t i = 0; i < p->blocks.n && seen < END_MAX; i++) {
		const struct block *b = &p->blocks.v[i];

		if (b->first < p->root_end)
			continue;
		seen++;
		if (is_called_date(p, b) && b->link_len == 0 &&
		    read_block(p, b, out) && out->has_published)
			return true;
	}
	return false;
}

bool
date_shown(struct page *p, struct datetime *published,
           struct datetime *updated, bool *has_updated)
{
	struct shown s = { .has_published = false };
	size_t from = anchor(p);
	bool found = read_after(p, from, &s) || read_before(p, from, &s) ||
	             read_end(p, &s);

	if (found)
		*published = s.published;
	else if (s.has_other && !s.has_updated)
		*published = s.other;
	*has_updated = s.has_updated;
	if (s.has_updated)
		*updated = s.updated;
	return found || (s.has_other && !s.has_updated);
}
