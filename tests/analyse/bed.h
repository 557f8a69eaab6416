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

/* A text, and what is found in it. */
struct row {
	const char *language, *text, *want;
};

static inline void
check_rows_of(const struct row *rows, size_t n,
              struct str (*found)(const struct doc *d))
{
	for (size_t i = 0; i < n; i++) {
		struct doc *d = analysed(rows[i].language, "", rows[i].text);

		if (!str_eq(found(d), str_from(rows[i].want)))
			print_error("in %s\n", rows[i].text);
		assert_str(found(d), rows[i].want);
		doc_free(d);
	}
}

#endif
