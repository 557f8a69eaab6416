#ifndef MARSAD_TESTS_CLUSTER_PRESS_H
#define MARSAD_TESTS_CLUSTER_PRESS_H

#include "test.h"

#include "base/buf.h"
#include "cluster/window.h"
#include "text/stem.h"
#include "text/tokens.h"

/*
 * A made-up press: events of made-up words, articles on them.  Words of one
 * event are drawn from its own forty, and from four hundred that all share;
 * an event has a place and three names, of which each article has two.
 */
#define PRESS_START 1790000000
#define PRESS_WORDS 60u

struct press_article {
	struct terms terms;
	struct shingles shingles;
	struct window_article a;
};

static inline uint32_t
press_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Who and where. */
static inline void
press_name(struct doc *d, unsigned event, uint32_t seed)
{
	struct doc_analysis *a = &d->analysis;

	a->names = ARENA_ARRAY(d->mem, struct doc_name, 2);
	a->places = ARENA_ARRAY(d->mem, struct doc_place, 1);
	a->name_count = 2;
	a->place_count = 1;
	for (unsigned i = 0; i < 2; i++)
		a->names[i] = (struct doc_name){
			.key = (event * 3 + (seed + i) % 3 + 1) * 2246822519u,
			.count = 2, .in_title = i == 0,
		};
	a->places[0] = (struct doc_place){ .place = 1, .count = 1 };
	a->place_codes = str_fmt(d->mem, "MA-%u", event);
}

/* The words of an article: seeded, so the same seed is the same text. */
static inline void
press_write(struct doc *d, unsigned event, uint32_t seed)
{
	struct doc_word *t = ARENA_ARRAY(d->mem, struct doc_word, 6);
	struct doc_word *x = ARENA_ARRAY(d->mem, struct doc_word, PRESS_WORDS);

	for (size_t i = 0; i < 6; i++)
		t[i].stem = (event * 40 + press_random(&seed) % 40 + 7) *
		            2654435761u;
	for (size_t i = 0; i < PRESS_WORDS; i++) {
		bool own = press_random(&seed) % 2 == 0;

		x[i].stem = (own ? event * 40 + press_random(&seed) % 40 + 7
		                 : 900000 + press_random(&seed) % 400) *
		            2654435761u;
	}
	d->analysis.title_words = (struct doc_words){ t, 6 };
	d->analysis.text_words = (struct doc_words){ x, PRESS_WORDS };
	d->analysis.language = STR("ar");
	press_name(d, event, seed);
}

/* An article of an event; copies have the seed of what they copy. */
static inline void
press_make(struct press_article *out, int64_t id, unsigned event,
           uint32_t seed)
{
	struct doc *d = doc_new();

	press_write(d, event, seed);
	assert_int_equal(terms_make(d, &out->terms), ERR_OK);
	assert_int_equal(shingles_make(d, &out->shingles), ERR_OK);
	out->a = (struct window_article){
		.id = id,
		.outlet = id % 7,
		.sort_s = PRESS_START + id * 60,
		.when_s = PRESS_START + id * 60,
		.language = STR("ar"),
		.terms = &out->terms,
		.shingles = &out->shingles,
	};
	doc_free(d);
}

/* Story of an article by its id. */
static inline int64_t
press_story(const struct window *w, int64_t id)
{
	struct window_member m;
	uint32_t slot = window_find(w, id);

	assert_true(slot != WINDOW_NONE);
	window_get(w, slot, &m);
	return m.story;
}

static inline int64_t
press_copy_of(const struct window *w, int64_t id)
{
	struct window_member m;

	window_get(w, window_find(w, id), &m);
	return m.copy_of;
}

#endif
