#ifndef MARSAD_CLUSTER_VOCABULARY_H
#define MARSAD_CLUSTER_VOCABULARY_H

#include <stddef.h>
#include <stdint.h>

/*
 * The terms of a window of articles: how many articles have each, and which.
 * A term is known by its number, which is free for another once no article
 * has it.
 */
struct vocabulary;

struct posting {
	uint32_t slot : 24;  /* of the article */
	uint32_t weight : 8; /* times at its head */
};

/* One without terms; vocabulary_free(NULL) is fine. */
struct vocabulary *vocabulary_new(void);
void vocabulary_free(struct vocabulary *v);

/* The number of a term, made when need be; it has an article more. */
uint32_t vocabulary_add(struct vocabulary *v, uint32_t hash, float prior);

/*
 * Say that a term will be wanted in a moment: where it is, is a long way in a
 * large vocabulary.  First its bucket, then, when that has come, the rest.
 */
void vocabulary_fetch_bucket(const struct vocabulary *v, uint32_t hash);
void vocabulary_fetch(const struct vocabulary *v, uint32_t hash);
void vocabulary_fetch_number(const struct vocabulary *v, uint32_t number);

/* The number of a term, UINT32_MAX when no article has it. */
uint32_t vocabulary_find(const struct vocabulary *v, uint32_t hash);

/* The hash that a term was made of. */
uint32_t vocabulary_hash(const struct vocabulary *v, uint32_t number);

/* It has an article less. */
void vocabulary_drop(struct vocabulary *v, uint32_t number);

/*
 * By number: ln of how many articles have a term, `prior` among them:
 * articles that were read before the window, as many as the caller thinks.
 * Borrowed until a term is added.
 */
const float *vocabulary_logs(const struct vocabulary *v);

/* The articles that have a term, as they were listed; *n of them. */
const struct posting *vocabulary_list(const struct vocabulary *v,
                                      uint32_t number, size_t *n);

/* An article is listed under a term, or no longer. */
void vocabulary_post(struct vocabulary *v, uint32_t number, struct posting p);
void vocabulary_unpost(struct vocabulary *v, uint32_t number, uint32_t slot);

/* All numbers are below this. */
size_t vocabulary_numbers(const struct vocabulary *v);

/* Bytes of memory. */
size_t vocabulary_bytes(const struct vocabulary *v);

#endif
