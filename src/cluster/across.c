#include "cluster/window_internal.h"

#include <stdlib.h>
#include <string.h>

/*
 * Neighbours in other languages: an article leads to others by the names and
 * numbers it has, whose hashes are the same in all languages.
 */
#define LISTED_NAMES 6u   /* of an article that lead to it */
#define LISTED_NUMBERS 4u
#define POSTINGS_MAX 6000u /* looked at for one article, the rarest first */
#define COMPARED_MAX 16u   /* of those that share most */
#define CHANCE_MIN 0.3f    /* below it they are no neighbours */

/* What is in the title leads to it first. */
static void
list_kind(struct window *w, uint32_t slot, const struct terms *t,
          enum terms_kind kind, size_t max)
{
	struct member *m = &w->m[slot];
	size_t from = terms_from(t->n, kind), listed = 0;

	for (unsigned title = 0; title < 2; title++) {
		for (size_t i = from; i < from + t->n[kind]; i++) {
			bool in_title = t->v[i].head > 1;
			uint32_t number;
			size_t at = from;

			if (listed == max)
				return;
			if (in_title != (title == 0))
				continue;
			number = vocabulary_find(w->words, t->v[i].hash);
			while (m->term[at].number != number)
				at++;
			m->listed[at / 8] |= (uint8_t)(1u << at % 8);
			vocabulary_post(w->words, number,
			                (struct posting){ slot & 0xFFFFFF,
			                                  m->language });
			listed++;
		}
	}
}

void
across_list(struct window *w, uint32_t slot, const struct terms *t)
{
	list_kind(w, slot, t, TERMS_NAME, LISTED_NAMES);
	list_kind(w, slot, t, TERMS_NUMBER, LISTED_NUMBERS);
}

/* Names and numbers of an article, by number, the rarest first. */
static size_t
rarest(const struct window *w, const struct member *m, struct sorted *out)
{
	const float *logs = vocabulary_logs(w->words);
	float all = window_log_all(w);
	struct sorted spare[TERMS_ALL_MAX];
	size_t n = 0;

	for (int k = TERMS_NAME; k < TERMS_KIND__COUNT; k++) {
		size_t from = terms_from(m->term_n, k);

		if (k == TERMS_PLACE)
			continue;
		for (size_t i = from; i < from + m->term_n[k]; i++) {
			uint32_t number = m->term[i].number;
			float idf = all - logs[number];

			/* what is in all articles tells nothing */
			if (idf <= 0)
				continue;
			out[n++] = (struct sorted){
				sort_falling(idf) |
					vocabulary_hash(w->words, number),
				number
			};
		}
	}
	sort_by_key(out, spare, n);
	return n;
}

/* Add up what articles of other languages share with it. */
static void
add_up(struct window *w, const struct member *m)
{
	const float *logs = vocabulary_logs(w->words);
	float all = window_log_all(w);
	struct sorted term[TERMS_ALL_MAX];
	size_t n = rarest(w, m, term), looked = 0;

	for (size_t i = 0; i < n; i++) {
		float idf = all - logs[term[i].what];
		size_t count;
		const struct posting *p =
			vocabulary_list(w->words, term[i].what, &count);

		looked += count;
		if (looked > POSTINGS_MAX)
			return;
		for (size_t k = 0; k < count; k++) {
			struct score *s = &w->score[p[k].slot];

			if (p[k].weight == m->language)
				continue;
			if (s->sum == 0)
				slots_add(&w->found, p[k].slot);
			s->sum += idf;
		}
	}
}

size_t
across_find(struct window *w, const struct set_member *self,
            struct back_edge out[ACROSS_MAX])
{
	const struct member *m = &w->m[self->slot];
	uint32_t best[COMPARED_MAX];
	struct set_member *other = &w->set->v[1];
	size_t got, n = 0;

	if (w->per_language[m->language] == w->live_n)
		return 0;
	add_up(w, m);
	got = window_best(w, best, COMPARED_MAX, 0);
	for (size_t i = 0; i < got; i++) {
		struct window_likeness like;

		set_weigh(w, best[i], other);
		set_compare(w, self, other, &like);
		if (like.chance < CHANCE_MIN || n == ACROSS_MAX)
			continue;
		/* counted among nobody's crowd: those are of one language */
		out[n++] = (struct back_edge){ best[i],
			                       (uint8_t)(like.chance * 255.0f),
			                       0 };
	}
	return n;
}
