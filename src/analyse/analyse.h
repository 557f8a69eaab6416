#ifndef MARSAD_ANALYSE_ANALYSE_H
#define MARSAD_ANALYSE_ANALYSE_H

#include "base/err.h"
#include "model/doc.h"

/*
 * The working memory of the analysis: word buffers and a stemmer with its
 * cache.  A thread needs its own and keeps it.  analyser_free(NULL) is fine.
 */
struct analyser;
struct analyser *analyser_new(void);
void analyser_free(struct analyser *an);

/*
 * The analysis stage: from d->article to d->analysis.  Language from the
 * text, else as the page or the feed declares it; direction; folded title
 * and text with their words and stems; hash; word count.  ERR_LIMIT when the
 * document's arena is full.  O(length).
 */
enum err analyse_doc(struct analyser *an, struct doc *d) MUST_CHECK;

/*
 * The words alone, of an article whose language is known
 * (d->analysis.language is set): what explanations need.
 */
enum err analyse_words(struct analyser *an, struct doc *d) MUST_CHECK;

#endif
