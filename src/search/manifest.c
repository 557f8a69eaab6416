#include "search/manifest.h"

#include "base/vec.h"
#include "search/segment.h"

#define HEX_DIGITS 16u
#define VERSION 1u

/* "key N" and the space or the end behind it. */
static bool
take_number(struct str *line, struct str key, uint64_t *out)
{
	str_skip(line, STR(" "));
	return str_skip(line, key) && str_skip(line, STR(" ")) &&
	       str_number(line, out, INT64_MAX);
}

static bool
take_hex(struct str *line, struct str key, uint64_t *out)
{
	uint64_t v = 0;

	str_skip(line, STR(" "));
	if (!str_skip(line, key) || !str_skip(line, STR(" ")) ||
	    line->n < HEX_DIGITS)
		return false;
	for (size_t i = 0; i < HEX_DIGITS; i++) {
		int digit = ascii_hex(line->p[i]);

		if (digit < 0)
			return false;
		v = v << 4 | (uint64_t)digit;
	}
	*line = str_sub(*line, HEX_DIGITS, line->n);
	*out = v;
	return true;
}

static bool
take_entry(struct str line, struct manifest_entry *e)
{
	return take_number(&line, STR("segment"), &e->number) &&
	       take_number(&line, STR("bytes"), &e->bytes) &&
	       take_hex(&line, STR("sum"), &e->sum) &&
	       take_number(&line, STR("docs"), &e->docs) &&
	       take_number(&line, STR("deleted"), &e->deleted) &&
	       take_number(&line, STR("by"), &e->deletions) && line.n == 0;
}

/* The first line tells of which versions it is and its segments are. */
static bool
is_ours(struct str line)
{
	uint64_t version, segments;

	return take_number(&line, STR("marsad index"), &version) &&
	       take_number(&line, STR("segments"), &segments) &&
	       line.n == 0 && version == VERSION &&
	       segments == SEGMENT_VERSION;
}

/* The other lines before the segments. */
static bool
take_head(struct str *text, struct manifest *m)
{
	struct str generation = str_line(text);
	struct str log = str_line(text), mark = str_line(text);
	struct str next = str_line(text);
	uint64_t seq;

	if (!take_number(&generation, STR("generation"), &m->generation) ||
	    !take_number(&log, STR("log"), &seq) ||
	    !take_hex(&mark, STR("mark"), &m->mark) ||
	    !take_number(&next, STR("next"), &m->next))
		return false;
	m->log = (int64_t)seq;
	return true;
}

/* The last line, which must be right of all before it; it is cut off. */
static bool
check_sum(struct str *text)
{
	size_t n = sizeof("sum \n") - 1 + HEX_DIGITS;
	uint64_t sum;
	struct str last;

	if (text->n < n)
		return false;
	last = str_sub(*text, text->n - n, text->n - 1);
	if (text->p[text->n - 1] != '\n' || !take_hex(&last, STR("sum"), &sum))
		return false;
	*text = str_sub(*text, 0, text->n - n);
	return str_hash(*text) == sum;
}

enum err
manifest_parse(struct arena *mem, struct str text, struct manifest *out)
{
	struct { struct manifest_entry *v; size_t n, cap; } list = { 0 };
	struct manifest m = { 0 };

	if (!check_sum(&text))
		return ERR_FORMAT;
	if (!is_ours(str_line(&text)))
		return ERR_ABSENT;
	if (!take_head(&text, &m))
		return ERR_FORMAT;
	while (text.n > 0) {
		struct manifest_entry e;

		if (!take_entry(str_line(&text), &e))
			return ERR_FORMAT;
		if (list.n == MANIFEST_SEGMENTS_MAX ||
		    VEC_PUSH(mem, &list) == NULL)
			return ERR_LIMIT;
		list.v[list.n - 1] = e;
	}
	m.entry = list.v;
	m.n = list.n;
	*out = m;
	return ERR_OK;
}

void
manifest_print(const struct manifest *m, struct buf *out)
{
	buf_printf(out,
	           "marsad index %u segments %u\ngeneration %llu\n"
	           "log %lld\nmark %016llx\nnext %llu\n",
	           VERSION, SEGMENT_VERSION,
	           (unsigned long long)m->generation, (long long)m->log,
	           (unsigned long long)m->mark, (unsigned long long)m->next);
	for (size_t i = 0; i < m->n; i++) {
		const struct manifest_entry *e = &m->entry[i];

		buf_printf(out,
		           "segment %llu bytes %llu sum %016llx docs %llu "
		           "deleted %llu by %llu\n",
		           (unsigned long long)e->number,
		           (unsigned long long)e->bytes,
		           (unsigned long long)e->sum,
		           (unsigned long long)e->docs,
		           (unsigned long long)e->deleted,
		           (unsigned long long)e->deletions);
	}
	buf_printf(out, "sum %016llx\n",
	           (unsigned long long)str_hash(buf_str(out)));
}
