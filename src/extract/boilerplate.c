#include "extract/boilerplate.h"

#include "base/buf.h"
#include "text/normalise.h"
#include "text/utf8.h"

/* Of a long text the lines at its ends are compared: slogans lead, notes on
   rights and invitations close. */
#define HEAD_LINES 8u
#define TAIL_LINES 12u

#define LEAD_LINES_MAX 3u /* that may stand before a text and its title */
#define SECTION_MAX 30u   /* code points of a section's name */

struct line {
	struct str text;
	uint64_t print; /* 0: none */
	uint64_t pair;  /* of a tiny line and the one above; 0: none */
	uint32_t len;
	bool known; /* in the set */
};

struct lines {
	struct line *v;
	size_t n;
	uint64_t len, known_len;
};

static bool
has_letter(struct str folded)
{
	for (size_t i = 0; i < folded.n; i++)
		if (!ascii_is_digit(folded.p[i]) && folded.p[i] != ' ')
			return true;
	return false;
}

static bool
set_has(const struct extract_rules *r, uint64_t print)
{
	size_t from = 0, to = r->boilerplate_n;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		if (r->boilerplate[mid] == print)
			return print != 0;
		if (r->boilerplate[mid] < print)
			from = mid + 1;
		else
			to = mid;
	}
	return false;
}

static size_t
count_lines(struct str text)
{
	size_t n = 0;

	while (text.n > 0) {
		str_until(&text, '\n');
		n++;
	}
	return n;
}

static bool
is_compared(size_t i, size_t n)
{
	return i < HEAD_LINES || i + TAIL_LINES >= n;
}

static uint64_t
print_of(struct str folded)
{
	return has_letter(folded) ? str_hash(folded) : 0;
}

/*
 * above: hash of the folded line above; 0: there is none.  A single word is
 * an agency's credit or closing mark as often as not: it is told by what
 * stands above alone.
 */
static void
read_line(const struct extract_rules *r, struct str folded, uint64_t above,
          struct line *l)
{
	l->print = print_of(folded);
	if (l->len <= DOC_LINE_TINY_MAX) {
		if (l->print != 0 && above != 0)
			l->pair = str_hash_seed(folded, above);
		if (str_chr(folded, ' ') == STR_NPOS)
			l->print = 0;
	}
	l->known = set_has(r, l->print) || set_has(r, l->pair);
}

static bool
read_lines(struct arena *mem, const struct extract_rules *r, struct str text,
           struct lines *out)
{
	struct buf folded = BUF_INIT(DOC_TEXT_MAX);
	size_t n = count_lines(text);
	uint64_t above = 0;

	out->v = ARENA_ARRAY(mem, struct line, n);
	if (out->v == NULL)
		return false;
	while (text.n > 0) {
		struct line *l = &out->v[out->n];

		l->text = str_until(&text, '\n');
		l->len = (uint32_t)utf8_count(l->text);
		out->len += l->len;
		/* the line above a compared one makes a pair with it */
		if (r->boilerplate_n > 0 || is_compared(out->n, n) ||
		    is_compared(out->n + 1, n)) {
			buf_clear(&folded);
			text_fold(&folded, l->text);
			read_line(r, buf_str(&folded), above, l);
			above = str_hash(buf_str(&folded));
		}
		out->known_len += l->known ? l->len : 0;
		out->n++;
	}
	buf_release(&folded);
	return true;
}

static bool
is_listed(const struct doc_article *a, uint64_t print)
{
	for (size_t i = 0; i < a->line_count; i++)
		if (a->lines[i].print == print)
			return true;
	return false;
}

static void
list(struct doc_article *a, const struct doc_line *l)
{
	if (l->print != 0 && a->line_count < DOC_LINES_MAX &&
	    !is_listed(a, l->print))
		a->lines[a->line_count++] = *l;
}

static void
list_lines(const struct lines *l, bool drop, struct doc_article *a)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct line *from = &l->v[i];
		struct doc_line to = {
			.print = from->print,
			.span = from->len,
			.len = from->len,
			.dropped = drop && from->known,
			.text = from->text,
		};

		if (!is_compared(i, l->n))
			continue;
		list(a, &to);
		if (from->pair == 0)
			continue;
		to.span += l->v[i - 1].len;
		to.len = from->print != 0 ? 0 : from->len;
		to.print = from->pair;
		list(a, &to);
	}
}

static struct str
join_unknown(struct arena *mem, const struct lines *l, size_t max_bytes)
{
	struct buf text = BUF_INIT(max_bytes);
	struct str out;

	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].known)
			continue;
		if (text.n > 0)
			buf_put_char(&text, '\n');
		buf_put(&text, l->v[i].text);
	}
	out = buf_copy(mem, &text);
	buf_release(&text);
	return out;
}

void
boilerplate_drop(struct arena *mem, const struct extract_rules *rules,
                 struct doc_article *a, struct diags *d)
{
	struct lines l = { 0 };
	struct str text;
	bool drop;

	a->line_count = 0;
	a->lines = ARENA_ARRAY(mem, struct doc_line, DOC_LINES_MAX);
	if (a->lines == NULL || !read_lines(mem, rules, a->text, &l))
		return;
	drop = l.known_len > 0 && (double)l.known_len <=
	                BOILERPLATE_SHARE_MAX * (double)l.len;
	list_lines(&l, drop, a);
	if (!drop)
		return;
	text = join_unknown(mem, &l, a->text.n);
	if (text.n == 0)
		return;
	a->text = text;
	diag_add(d, DIAG_BOILERPLATE, 0);
}

void
boilerplate_excerpt(struct arena *mem, const struct extract_rules *rules,
                    struct doc_article *a, struct str stated)
{
	struct str head = text_cut_words(stated, DOC_EXCERPT_MAX);
	struct doc_line l = { .text = head };

	if (rules != NULL && a->lines != NULL && head.n > 0) {
		l.print = print_of(text_fold_copy(mem, head));
		l.span = (uint32_t)utf8_count(head);
		l.dropped = set_has(rules, l.print);
		list(a, &l);
	}
	a->excerpt = head.n > 0 && !l.dropped
	                     ? head
	                     : text_cut_words(a->text, DOC_EXCERPT_MAX);
}

struct str
boilerplate_drop_title(struct arena *mem, struct str text, struct str title)
{
	struct str folded = text_fold_copy(mem, title), rest = text;

	for (unsigned i = 0; i < LEAD_LINES_MAX && rest.n > 0; i++) {
		struct str line = str_until(&rest, '\n');

		if (folded.n > 0 &&
		    str_eq(text_fold_copy(mem, line), folded))
			return rest.n > 0 ? rest : text;
		if (utf8_count(line) > SECTION_MAX)
			break;
	}
	return text;
}
