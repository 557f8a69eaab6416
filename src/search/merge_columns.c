#include <stdlib.h>

#include "search/merge_internal.h"

/* A column whose values stay what they are. */
static void
copy_column(struct merge *m, enum section which, size_t bytes)
{
	segment_write_column(m->w);
	for (uint32_t i = 0; i < m->docs; i++) {
		struct merge_doc d = m->order[i];
		struct str column = m->in[d.input].segment->section[which];

		segment_write_bytes(m->w, column.p + d.doc * bytes, bytes);
	}
	segment_write_column_end(m->w, which);
}

/* Documents in the order of their ids: the inputs' orders, merged. */
static void
merge_by_id(struct merge *m)
{
	uint32_t at[MERGE_INPUTS_MAX] = { 0 };

	segment_write_column(m->w);
	for (;;) {
		size_t best = SIZE_MAX;
		int64_t least = 0;

		for (size_t i = 0; i < m->n; i++) {
			const struct segment *s = m->in[i].segment;
			uint32_t doc;

			if (at[i] >= s->facts.docs)
				continue;
			doc = s->by_id[at[i]] % s->facts.docs;
			if (best == SIZE_MAX || s->id[doc] < least) {
				best = i;
				least = s->id[doc];
			}
		}
		if (best == SIZE_MAX)
			break;
		const struct segment *s = m->in[best].segment;
		uint32_t doc = s->by_id[at[best]++] % s->facts.docs;
		uint32_t number = m->map[best][doc];

		if (number != SEGMENT_NO_DOC)
			segment_write_bytes(m->w, &number, sizeof(number));
	}
	segment_write_column_end(m->w, SECTION_BY_ID);
}

/* Names of all inputs, each once, and what each input's numbers become. */
struct names {
	struct str v[SEGMENT_TOPICS_MAX];
	size_t n;
	uint16_t *map[MERGE_INPUTS_MAX];
};

static uint16_t
number_of(struct names *all, struct str name, size_t max)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->v[i], name))
			return (uint16_t)i;
	if (all->n >= max)
		return 0;
	all->v[all->n] = name;
	return (uint16_t)all->n++;
}

static void
collect_names(struct merge *m, struct names *all, bool topics, size_t max)
{
	number_of(all, STR_EMPTY, max);
	for (size_t i = 0; i < m->n; i++) {
		const struct segment *s = m->in[i].segment;
		size_t n = topics ? s->topic_count : s->language_count;

		all->map[i] = xcalloc(n + 1, sizeof(*all->map[i]));
		for (size_t j = 0; j < n; j++)
			all->map[i][j] = number_of(all,
			                           topics ? s->topics[j]
			                                  : s->languages[j],
			                           max);
	}
}

static void
write_names(struct merge *m, struct names *all, enum section which)
{
	segment_write_column(m->w);
	for (size_t i = 0; i < all->n; i++) {
		uint8_t n = (uint8_t)all->v[i].n;

		segment_write_bytes(m->w, &n, 1);
		segment_write_bytes(m->w, all->v[i].p, n);
	}
	segment_write_column_end(m->w, which);
	for (size_t i = 0; i < m->n; i++)
		free(all->map[i]);
	all->n = 0;
}

/* The new number of a document's topic; damaged ones become the first. */
static void
write_topics(struct merge *m, const struct names *all)
{
	segment_write_column(m->w);
	for (uint32_t i = 0; i < m->docs; i++) {
		struct merge_doc d = m->order[i];
		const struct segment *s = m->in[d.input].segment;
		uint16_t old = s->topic[d.doc], new = 0;

		if (old < s->topic_count)
			new = all->map[d.input][old];
		segment_write_bytes(m->w, &new, sizeof(new));
	}
	segment_write_column_end(m->w, SECTION_TOPIC);
}

static void
write_languages(struct merge *m, const struct names *all)
{
	segment_write_column(m->w);
	for (uint32_t i = 0; i < m->docs; i++) {
		struct merge_doc d = m->order[i];
		const struct segment *s = m->in[d.input].segment;
		uint8_t old = s->language[d.doc], new = 0;

		if (old < s->language_count)
			new = (uint8_t)all->map[d.input][old];
		segment_write_bytes(m->w, &new, sizeof(new));
	}
	segment_write_column_end(m->w, SECTION_LANGUAGE);
}

static void
merge_names(struct merge *m)
{
	struct names *all = xcalloc(1, sizeof(*all));

	collect_names(m, all, true, SEGMENT_TOPICS_MAX);
	write_topics(m, all);
	write_names(m, all, SECTION_TOPICS);
	collect_names(m, all, false, SEGMENT_LANGUAGES_MAX);
	write_languages(m, all);
	write_names(m, all, SECTION_LANGUAGES);
	free(all);
}

void
merge_columns(struct merge *m)
{
	copy_column(m, SECTION_TIME, sizeof(int64_t));
	copy_column(m, SECTION_ID, sizeof(int64_t));
	copy_column(m, SECTION_STORY, sizeof(int64_t));
	merge_by_id(m);
	copy_column(m, SECTION_OUTLET, sizeof(uint32_t));
	copy_column(m, SECTION_LENGTH, sizeof(uint16_t));
	copy_column(m, SECTION_TITLE, sizeof(uint8_t));
	copy_column(m, SECTION_COPY, sizeof(uint8_t));
	merge_names(m);
}
