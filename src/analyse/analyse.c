#include "analyse/analyse.h"

#include "text/normalise.h"

#define LANGUAGE_SAMPLE_BYTES 4000u

/* "ar" of "ar-MA", "AR", "ar_MA"; empty when it is no language code. */
static struct str
primary_subtag(struct arena *mem, struct str tag)
{
	size_t n = 0;

	while (n < tag.n && ascii_is_alpha(tag.p[n]))
		n++;
	if (n < 2 || n > 3)
		return STR_EMPTY;
	return str_lower(mem, str_sub(tag, 0, n));
}

static struct str
language_of(struct doc *d)
{
	struct str sample = text_cut_words(d->article.text,
	                                   LANGUAGE_SAMPLE_BYTES);
	struct str lang = text_language(
	        str_fmt(d->mem, "%.*s %.*s", STR_ARG(d->article.title),
	                STR_ARG(sample)));

	if (lang.n == 0 && text_may_be(sample, d->article.language))
		lang = primary_subtag(d->mem, d->article.language);
	if (lang.n == 0 && text_may_be(sample, d->source.item.language))
		lang = primary_subtag(d->mem, d->source.item.language);
	return lang;
}

/* Words are separated by single spaces in folded text. */
static uint32_t
count_words(struct str folded)
{
	uint32_t n = folded.n > 0;

	for (size_t i = 0; i < folded.n; i++)
		n += folded.p[i] == ' ';
	return n;
}

enum err
analyse_doc(struct doc *d)
{
	struct doc_analysis *a = &d->analysis;
	int direction;

	a->language = language_of(d);
	direction = text_direction(d->article.text);
	if (direction < 0)
		direction = text_direction(d->article.title);
	a->direction = direction > 0;
	a->title_folded = text_fold_copy(d->mem, d->article.title);
	a->text_folded = text_fold_copy(d->mem, d->article.text);
	a->text_hash = str_hash(a->text_folded);
	a->word_count = count_words(a->text_folded);
	return arena_err(d->mem);
}
