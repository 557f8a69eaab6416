#include "search/segment.h"

#include "base/vec.h"
#include "search/terms.h"

/* Bytes of one document in each column; 0: no column. */
static const unsigned column_bytes[SECTION__COUNT] = {
	[SECTION_TIME] = 8,  [SECTION_ID] = 8,       [SECTION_STORY] = 8,
	[SECTION_BY_ID] = 4, [SECTION_OUTLET] = 4,   [SECTION_LENGTH] = 2,
	[SECTION_TOPIC] = 2, [SECTION_LANGUAGE] = 1, [SECTION_TITLE] = 1,
	[SECTION_COPY] = 1,
};

static enum err
read_footer(struct str bytes, struct segment_footer *out)
{
	struct str body;

	if (bytes.n < sizeof(*out) || (uintptr_t)bytes.p % 8 != 0)
		return ERR_FORMAT;
	memcpy(out, bytes.p + bytes.n - sizeof(*out), sizeof(*out));
	body = (struct str){ (const char *)out,
		             offsetof(struct segment_footer, sum) };
	if (out->magic != SEGMENT_MAGIC || out->version != SEGMENT_VERSION ||
	    out->sum != str_hash(body))
		return ERR_FORMAT;
	return ERR_OK;
}

/* Every section inside the file, every column as long as it must be. */
static enum err
find_sections(struct segment *s)
{
	size_t end = s->bytes.n - sizeof(struct segment_footer);

	for (int i = 0; i < SECTION__COUNT; i++) {
		struct extent e = s->extent[i];

		if (e.at > end || e.bytes > end - e.at || e.at % 8 != 0)
			return ERR_FORMAT;
		if (column_bytes[i] > 0 &&
		    e.bytes != (uint64_t)s->facts.docs * column_bytes[i])
			return ERR_FORMAT;
		s->section[i] = str_sub(s->bytes, (size_t)e.at,
		                        (size_t)(e.at + e.bytes));
	}
	s->block_count = s->section[SECTION_BLOCKS].n /
	                 sizeof(struct term_block);
	if (s->block_count != (s->facts.terms + TERM_BLOCK - 1) / TERM_BLOCK)
		return ERR_FORMAT;
	return ERR_OK;
}

static const void *
column(const struct segment *s, enum section which)
{
	return s->section[which].p;
}

static enum err
read_names(struct arena *mem, struct str section, struct str **out, size_t *n)
{
	struct { struct str *v; size_t n, cap; } list = { 0 };

	while (section.n > 0) {
		size_t length = (unsigned char)section.p[0];
		struct str *name;

		if (length > section.n - 1)
			return ERR_FORMAT;
		if ((name = VEC_PUSH(mem, &list)) == NULL)
			return ERR_LIMIT;
		*name = str_sub(section, 1, 1 + length);
		section = str_sub(section, 1 + length, section.n);
	}
	*out = list.v;
	*n = list.n;
	return ERR_OK;
}

enum err
segment_open(struct arena *mem, struct str bytes, struct segment *out)
{
	struct segment s = { .bytes = bytes };
	struct segment_footer f;
	enum err e;

	if ((e = read_footer(bytes, &f)) != ERR_OK)
		return e;
	s.facts = f.facts;
	memcpy(s.extent, f.extent, sizeof(s.extent));
	if (s.facts.docs == 0 || s.facts.docs > SEGMENT_DOCS_MAX)
		return ERR_FORMAT;
	if ((e = find_sections(&s)) != ERR_OK)
		return e;
	s.time_s = column(&s, SECTION_TIME);
	s.id = column(&s, SECTION_ID);
	s.story = column(&s, SECTION_STORY);
	s.by_id = column(&s, SECTION_BY_ID);
	s.outlet = column(&s, SECTION_OUTLET);
	s.length = column(&s, SECTION_LENGTH);
	s.topic = column(&s, SECTION_TOPIC);
	s.language = column(&s, SECTION_LANGUAGE);
	s.title = column(&s, SECTION_TITLE);
	s.copy = column(&s, SECTION_COPY);
	s.blocks = column(&s, SECTION_BLOCKS);
	s.words_mean = segment_words_mean(&s.facts);
	e = read_names(mem, s.section[SECTION_TOPICS], &s.topics,
	               &s.topic_count);
	if (e == ERR_OK)
		e = read_names(mem, s.section[SECTION_LANGUAGES],
		               &s.languages, &s.language_count);
	if (e == ERR_OK && (s.topic_count > SEGMENT_TOPICS_MAX ||
	                    s.language_count > SEGMENT_LANGUAGES_MAX))
		e = ERR_FORMAT;
	if (e != ERR_OK)
		return e;
	terms_index(mem, &s);
	*out = s;
	return ERR_OK;
}

/* Between sections, which begin at multiples of 8, stand zeros. */
static bool
is_padded(const struct segment *s, struct extent e)
{
	size_t end = s->bytes.n - sizeof(struct segment_footer);

	for (size_t i = (size_t)(e.at + e.bytes); i % 8 != 0 && i < end; i++)
		if (s->bytes.p[i] != 0)
			return false;
	return true;
}

enum err
segment_check(const struct segment *s)
{
	for (int i = 0; i < SECTION__COUNT; i++)
		if (str_hash(s->section[i]) != s->extent[i].sum ||
		    !is_padded(s, s->extent[i]))
			return ERR_FORMAT;
	return ERR_OK;
}

uint32_t
segment_find(const struct segment *s, int64_t id)
{
	uint32_t low = 0, high = s->facts.docs;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		uint32_t doc = s->by_id[middle];

		if (doc >= s->facts.docs)
			return SEGMENT_NO_DOC;
		if (s->id[doc] == id)
			return doc;
		if (s->id[doc] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return SEGMENT_NO_DOC;
}

uint32_t
segment_before(const struct segment *s, int64_t time_s)
{
	uint32_t low = 0, high = s->facts.docs;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (s->time_s[middle] < time_s)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}
