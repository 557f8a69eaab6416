#ifndef MARSAD_BENCH_CORPUS_INTERNAL_H
#define MARSAD_BENCH_CORPUS_INTERNAL_H

#include "base/arena.h"
#include "base/rng.h"
#include "lib/corpus.h"

#define CORPUS_FORMS 253000u
#define CORPUS_SUBJECTS 800u
#define CORPUS_SUBJECT_WORDS 300u
#define CORPUS_SEQUENCES 4000u
#define CORPUS_SEQUENCE_MAX 3u
#define CORPUS_OUTLETS 40u
#define CORPUS_TOPICS 9u
#define CORPUS_AUTHORS 500u

/* Of 65536 draws: 24 % of the subject, 2 % in sequences, 1 % numbers. */
#define CORPUS_DRAWS 65536u
#define CORPUS_DRAWS_SUBJECT 15729u
#define CORPUS_DRAWS_SEQUENCE 546u /* times 2.4 words */
#define CORPUS_DRAWS_NUMBER 655u
#define CORPUS_DRAWS_OTHER \
	(CORPUS_DRAWS_SUBJECT + CORPUS_DRAWS_SEQUENCE + CORPUS_DRAWS_NUMBER)

#define CORPUS_WORD_MAX_BYTES 48u /* the longest form with its space */

#define CORPUS_GUIDE_BITS 14

/*
 * Numbers below n, number i with a weight of 1 / (i + lead)^s.  Drawn by
 * their summed weights, the search in which begins at a guide's entry.
 */
struct zipf {
	uint32_t *sum; /* of the weights up to i, all of them being 2^32 - 1 */
	uint32_t *guide;
	uint32_t n;
};

struct corpus_sequence {
	uint32_t form[CORPUS_SEQUENCE_MAX];
	uint32_t n;
};

struct corpus {
	uint64_t seed;
	uint32_t articles;
	struct arena mem;

	/* forms, the most frequent first, each followed by a space */
	char *bytes;
	uint32_t *at;     /* where a form begins in bytes */
	uint8_t *length;  /* without the space */
	uint32_t *family; /* number of the form's stem */
	uint32_t forms, families;

	struct zipf form, subject, subject_word, sequence, outlet;
	uint32_t *subject_words; /* CORPUS_SUBJECT_WORDS a subject */
	struct corpus_sequence *sequences;
	struct str outlets[CORPUS_OUTLETS], authors[CORPUS_AUTHORS];
};

/* Numbers below n; lead > 0.  Everything in mem. */
void zipf_init(struct arena *mem, struct zipf *z, uint32_t n, double lead,
               double s);

/* The number that 32 random bits stand for. */
uint32_t zipf_draw(const struct zipf *z, uint32_t bits);

/* The part of all draws that gives i. */
double zipf_part(const struct zipf *z, uint32_t i);

/* A generator for one purpose: nearby numbers give unrelated ones. */
struct rng corpus_rng(uint64_t seed, uint64_t purpose, uint64_t number);

/* A number in [0, 1). */
double corpus_unit(struct rng *r);

/* Fill in the forms of a corpus; the arena must have room. */
void corpus_make_words(struct corpus *c);

#endif
