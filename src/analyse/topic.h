#ifndef MARSAD_ANALYSE_TOPIC_H
#define MARSAD_ANALYSE_TOPIC_H

#include "base/err.h"
#include "model/doc.h"

/*
 * What an article is about (model/topic.h): by the outlet's own section, its
 * tags or the folders of the article's address where these are known words;
 * else, of an Arabic text, by words of its title that speak of weather and
 * accidents, which the model was never shown, or by a linear model over its
 * stems, when that is sure enough.  Else it is TOPIC_NONE: honestly unknown.
 *
 * d   borrowed; needs the words.  Sets analysis.topic and topic_by.
 *
 * Cost: about 10 us for 300 words.  Source: docs/topics.md.
 */
void topic_decide(struct doc *d);

/* The topic of a section, tag or folder as outlets name them, or NONE. */
enum topic topic_of_section(struct str shown);

/* Whether an Arabic title speaks of weather or accidents. */
bool topic_is_accident(const struct doc_words *title);

/* What the model says, for explanations. */
struct topic_verdict {
	enum topic topic;
	float chance; /* of it, 0..1; below TOPIC_SURE nothing is said */
	enum topic second;
	float second_chance;
	struct str words[5]; /* that speak most for it, borrowed */
	size_t word_n;
};
#define TOPIC_SURE 0.5f
void topic_explain(const struct doc *d, struct topic_verdict *out);

#endif
