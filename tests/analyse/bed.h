#ifndef MARSAD_TESTS_ANALYSE_BED_H
#define MARSAD_TESTS_ANALYSE_BED_H

#include <stdlib.h>

#include "analyse/analyse.h"
#include "test.h"

/* An article of a title and a text, analysed; doc_free it. */
static inline struct doc *
analysed(const char *language, const char *title, const char *text)
{
	struct analyser *an = analyser_new();
	struct doc *d = doc_new();

	d->article.title = str_from(title);
	d->article.text = str_from(text);
	d->article.language = str_from(language);
	assert_int_equal(analyse_doc(an, d), ERR_OK);
	analyser_free(an);
	return d;
}

#endif
