#ifndef MARSAD_ANALYSE_TOPIC_TABLE_H
#define MARSAD_ANALYSE_TOPIC_TABLE_H

#include <stdint.h>

#include "model/topic.h"

/*
 * The linear model of topics: features are hashed into buckets, each with a
 * weight a topic.  Made by tools/topictrain, see docs/topics.md.
 */
#define TOPIC_BUCKETS 16384u
#define TOPIC_IDF_STEP 0.05f /* of an idf byte */

struct topic_bucket {
	uint8_t idf; /* in steps of TOPIC_IDF_STEP */
	int8_t weight[TOPIC__COUNT]; /* in steps of topic_step */
};

extern const struct topic_bucket topic_buckets[TOPIC_BUCKETS];
extern const float topic_step;
extern const float topic_bias[TOPIC__COUNT]; /* topics it knows: not -inf */

/* The bucket of a stem; a stem of the title is a feature of its own too. */
static inline uint32_t topic_bucket(uint32_t stem, int title) { return (stem ^ (title ? 0x5BD1E995u : 0)) * 0x9E3779B1u >> 18; }

#endif
