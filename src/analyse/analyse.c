#include "analyse/analyse.h"

#include <stdlib.h>

#include "analyse/entities.h"
#include "analyse/topic.h"
#include "analyse/words.h"
#include "text/normalise.h"

#define LANGUAGE_SAMPLE_BYTES 4000u
#define FOLDED_MAX_BYTES (16u << 20) /* of a title or text */

struct analyser {
	struct tokens tokens;
	struct stemmer *stemmer;
};

struct analyser *
analyser_new(void)
{
	struct analyser *an = xcalloc(1, sizeof(*an));

	tokens_init(&an->tokens, FOLDED_MAX_BYTES);
	an->stemmer = stemmer_new();
	return an;
}

void
analyser_free(struct analyser *an)
{
	if (an == NULL)
		return;
	tokens_release(&an->tokens);
	stemmer_free(an->stemmer);
	free(an);
}

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
	struct str head = str_cat(d->mem, d->article.title, STR(" "));
	struct str lang = text_language(str_cat(d->mem, head, sample));

	if (lang.n == 0 && text_may_be(sample, d->article.language))
		lang = primary_subtag(d->mem, d->article.language);
	if (lang.n == 0 && text_may_be(sample, d->source.item.language))
		lang = primary_subtag(d->mem, d->source.item.language);
	return lang;
}

enum err
analyse_words(struct analyser *an, struct doc *d)
{
	struct doc_analysis *a = &d->analysis;
	enum stem_language stems = stem_language(a->language);
	enum err e;

	e = words_of(d->mem, &an->tokens, an->stemmer, stems, d->article.title,
	             &a->title_words, &a->title_folded);
	if (e == ERR_OK)
		e = words_of(d->mem, &an->tokens, an->stemmer, stems,
		             d->article.text, &a->text_words, &a->text_folded);
	return e;
}

enum err
analyse_doc(struct analyser *an, struct doc *d)
{
	struct doc_analysis *a = &d->analysis;
	int direction;
	enum err e;

	a->language = language_of(d);
	direction = text_direction(d->article.text);
	if (direction < 0)
		direction = text_direction(d->article.title);
	a->direction = direction > 0;
	if ((e = analyse_words(an, d)) != ERR_OK)
		return e;
	a->text_hash = str_hash(a->text_folded);
	a->word_count = (uint32_t)a->text_words.n;
	entities_take(d);
	topic_decide(d);
	return arena_err(d->mem);
}
