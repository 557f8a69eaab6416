#include "extract/boilerplate.h"

#include "base/buf.h"
#include "text/normalise.h"
#include "text/utf8.h"

/* Of a long text the lines at its ends are compared: slogans lead, notes on
   rights and invitations close. */
#define HEAD_LINES 8u
#define TAIL_LINES (DOC_LINES_MAX - HEAD_LINES)

#define LINE_MAX_BYTES DOC_TEXT_MAX

struct line {
	struct str text;
	uint64_t print; /* 0: none */
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
			return true;
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

static bool
read_lines(struct arena *mem, const struct extract_rules *r, struct str text,
           struct lines *out)
{
	struct buf folded = BUF_INIT(LINE_MAX_BYTES);
	size_t n = count_lines(text);

	out->v = ARENA_ARRAY(mem, struct line, n);
	if (out->v == NULL)
		return false;
	while (text.n > 0) {
		struct line *l = &out->v[out->n];

		l->text = str_until(&text, '\n');
		l->len = (uint32_t)utf8_count(l->text);
		if (r->boilerplate_n > 0 || is_compared(out->n, n)) {
			buf_clear(&folded);
			text_fold(&folded, l->text);
			if (has_letter(buf_str(&folded)))
				l->print = str_hash(buf_str(&folded));
		}
		l->known = l->print != 0 && set_has(r, l->print);
		out->len += l->len;
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
list_lines(const struct lines *l, bool drop, struct doc_article *a)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct line *from = &l->v[i];

		if (!is_compared(i, l->n) || from->print == 0 ||
		    is_listed(a, from->print))
			continue;
		a->lines[a->line_count++] = (struct doc_line){
			.print = from->print,
			.len = from->len,
			.dropped = drop && from->known,
			.text = from->text,
		};
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
