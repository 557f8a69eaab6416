/*
 * Any text as title and article: what is found has its bounds, stands in the
 * text, and is the same when it is looked for again.
 */
#include "analyse/analyse.h"
#include "analyse/entities.h"
#include "model/places.h"
#include "base/err.h"
#include "fuzz.h"
#include "text/normalise.h"
#include "text/utf8.h"

static void
check_names(const struct doc *d)
{
	const struct doc_analysis *a = &d->analysis;
	struct str texts[2] = { d->article.title, d->article.text };

	if (a->name_count > DOC_NAMES_MAX ||
	    a->number_count > DOC_NUMBERS_MAX ||
	    a->place_count > DOC_PLACES_MAX)
		BUG("more is found than is kept");
	for (size_t i = 0; i < a->name_count; i++) {
		struct str s = a->names[i].shown;
		bool within = false;

		for (size_t k = 0; k < 2; k++)
			within |= texts[k].n > 0 && s.p >= texts[k].p &&
			          s.p + s.n <= texts[k].p + texts[k].n;
		if (!within || s.n == 0 || a->names[i].key == 0)
			BUG("a name is not in the text");
	}
	for (size_t i = 0; i < a->place_count; i++)
		if (a->places[i].place == 0 ||
		    a->places[i].place > places_count() ||
		    a->places[i].count == 0)
			BUG("there is no such place");
	for (size_t i = 0; i < a->number_count; i++)
		if (a->numbers[i].key == 0 || a->numbers[i].count == 0)
			BUG("there is no such number");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct analyser *an;
	struct doc *d = doc_new();
	struct str all = text_shown_copy(
	        d->mem, (struct str){ (const char *)data, size });
	struct str codes;
	size_t names;

	if (an == NULL)
		an = analyser_new();
	d->article.title = utf8_head(all, all.n / 8);
	d->article.text = str_sub(all, d->article.title.n, all.n);
	if (analyse_doc(an, d) == ERR_OK) {
		check_names(d);
		codes = d->analysis.place_codes;
		names = d->analysis.name_count;
		entities_take(d);
		if (!str_eq(codes, d->analysis.place_codes) ||
		    names != d->analysis.name_count)
			BUG("a second look finds something else");
	}
	doc_free(d);
	return 0;
}
