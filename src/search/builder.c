#include "search/builder.h"

#include <stdlib.h>

#include "search/builder_internal.h"
#include "search/rank.h"

#define TEXT_MAX_BYTES (16u << 20) /* of a folded title or text */

#define AHEAD 64u /* words whose slots are fetched ahead */
#define KEYS_AHEAD (AHEAD / 2) /* and then the keys there */

struct builder *
builder_new(void)
{
	struct builder *b = xcalloc(1, sizeof(*b));

	builder_terms_init(&b->terms);
	tokens_init(&b->tokens, TEXT_MAX_BYTES);
	b->stemmer = stemmer_new();
	arena_init(&b->mem, ARENA_BLOCK, SIZE_MAX);
	return b;
}

void
builder_free(struct builder *b)
{
	if (b == NULL)
		return;
	builder_terms_release(&b->terms);
	tokens_release(&b->tokens);
	stemmer_free(b->stemmer);
	arena_release(&b->mem);
	free(b->handed);
	free(b->words);
	free(b->docs);
	free(b);
}

void
builder_clear(struct builder *b)
{
	builder_terms_clear(&b->terms);
	arena_release(&b->mem);
	b->word_n = 0;
	b->doc_n = 0;
	b->unordered = false;
	b->topics = b->languages = (struct builder_names){ 0 };
}

static int
by_id(const void *a, const void *b)
{
	const int64_t *id = a;
	const struct builder_doc *d = b;

	return (*id > d->id) - (*id < d->id);
}

static struct builder_doc *
find_doc(struct builder *b, int64_t id)
{
	if (b->doc_n == 0)
		return NULL;
	if (!b->unordered)
		return bsearch(&id, b->docs, b->doc_n, sizeof(*b->docs),
		               by_id);
	for (uint32_t i = 0; i < b->doc_n; i++)
		if (b->docs[i].id == id)
			return &b->docs[i];
	return NULL;
}

/* Its words stay where they are: none but the document leads to them. */
bool
builder_drop(struct builder *b, int64_t id)
{
	struct builder_doc *d = find_doc(b, id);

	if (d == NULL)
		return false;
	*d = b->docs[--b->doc_n];
	b->unordered = true;
	return true;
}

bool
builder_place(struct builder *b, int64_t id, int64_t story, bool copy)
{
	struct builder_doc *d = find_doc(b, id);

	if (d == NULL)
		return false;
	d->story = story;
	d->copy = copy;
	return true;
}

uint32_t
builder_docs(const struct builder *b)
{
	return b->doc_n;
}

bool
builder_is_full(const struct builder *b)
{
	return b->doc_n >= BUILDER_DOCS_MAX ||
	       b->word_n >= BUILDER_WORDS_MAX ||
	       b->terms.keys.n >= BUILDER_KEYS_BYTES;
}

/* The number of a name; that of the empty one when there are too many. */
static uint32_t
number_of(struct builder *b, struct builder_names *names, struct str name,
          size_t max)
{
	struct str *added;

	name = str_sub(name, 0, UINT8_MAX);
	for (size_t i = names->n; i > 0; i--)
		if (str_eq(names->v[i - 1], name))
			return (uint32_t)(i - 1);
	if (names->n == 0 && name.n > 0)
		number_of(b, names, STR_EMPTY, max);
	if (names->n >= max)
		return 0;
	if ((added = VEC_PUSH(&b->mem, names)) != NULL)
		*added = str_copy(&b->mem, name);
	return (uint32_t)names->n - 1;
}

/* The language whose stemmer a word needs; other scripts have one stem. */
static uint8_t
tag_of(struct str folded, enum stem_language language)
{
	return (unsigned char)folded.p[0] < 0x80 ? (uint8_t)language : 0;
}

/* The number of a new exact form's stem. */
static uint32_t
stem_of(struct builder *b, struct str folded, enum stem_language language)
{
	struct str stem = stem_word(b->stemmer, language, folded);
	bool added;

	return builder_terms_add(&b->terms,
	                         builder_terms_hash(TERM_STEM, stem, 0),
	                         TERM_STEM, stem, 0, &added);
}

static uint32_t
form_of(struct builder *b, struct str folded, enum stem_language language,
        uint64_t hash)
{
	bool added;
	uint32_t n = builder_terms_add(&b->terms, hash, TERM_EXACT, folded,
	                               tag_of(folded, language), &added);

	if (added) {
		uint32_t stem = stem_of(b, folded, language);

		b->terms.v[n].stem = stem;
	}
	return n;
}

static void
add_word(struct builder *b, uint32_t term)
{
	if (b->word_n == b->word_cap) {
		b->word_cap = b->word_cap * 2 + 4096;
		b->words = xrealloc(b->words, b->word_cap * sizeof(*b->words));
	}
	b->words[b->word_n++] = term;
}

/* Words of a title or text. */
struct told {
	const struct token *v;
	size_t n;
};

static void
take_handed(struct builder *b, const struct handed_words *w, struct told *out)
{
	const char *at = w->folded;

	if (w->n > b->handed_cap) {
		b->handed_cap = 2 * w->n;
		b->handed = xrealloc(b->handed,
		                     b->handed_cap * sizeof(*b->handed));
	}
	for (size_t i = 0; i < w->n; i++) {
		struct str folded = { at, w->word[i] >> HANDED_SHIFT };
		bool elided = (w->word[i] & HANDED_ELIDED) != 0;

		b->handed[i] = (struct token){ .folded = folded,
			                       .elided = elided };
		at += folded.n + 1;
	}
	*out = (struct told){ b->handed, w->n };
}

/* The words as they were told already, or of the shown text. */
static enum err
take_words(struct builder *b, struct str shown, const struct handed_words *w,
           struct told *out)
{
	enum err e;

	if (w != NULL) {
		take_handed(b, w, out);
		return ERR_OK;
	}
	if ((e = tokens_take(&b->tokens, shown)) == ERR_OK)
		*out = (struct told){ b->tokens.v, b->tokens.n };
	return e;
}

/*
 * The words of a title or text whose first has a position; returns how many
 * there are, those behind the greatest position left out.
 * Hashes go a few words ahead, so that memory is asked before it is needed.
 */
static uint32_t
add_text(struct builder *b, enum stem_language language, uint32_t position,
         struct told t)
{
	uint64_t hash[AHEAD] = { 0 };
	size_t before = b->word_n;

	for (size_t i = 0; i < t.n + AHEAD; i++) {
		const struct token *now = i < AHEAD ? NULL : &t.v[i - AHEAD];
		uint64_t due = hash[i % AHEAD];

		if (i < t.n) {
			struct str next = t.v[i].folded;

			hash[i % AHEAD] = builder_terms_hash(
			        TERM_EXACT, next, tag_of(next, language));
			builder_terms_fetch(&b->terms, hash[i % AHEAD]);
		}
		builder_terms_fetch_key(&b->terms,
		                        hash[(i + KEYS_AHEAD) % AHEAD]);
		if (now == NULL || now->elided)
			continue;
		if (position >= SEGMENT_POSITION_MAX)
			break;
		add_word(b, form_of(b, now->folded, language, due));
		position++;
	}
	return (uint32_t)(b->word_n - before);
}

static void
add_author(struct builder *b)
{
	for (size_t i = 0; i < b->tokens.n; i++) {
		struct str word = b->tokens.v[i].folded;
		uint64_t hash = builder_terms_hash(TERM_AUTHOR, word, 0);
		bool added;

		add_word(b, builder_terms_add(&b->terms, hash, TERM_AUTHOR,
		                              word, 0, &added));
	}
}

static struct builder_doc *
new_doc(struct builder *b, const struct index_article *a)
{
	struct builder_doc *d;

	if (b->doc_n == b->doc_cap) {
		b->doc_cap = b->doc_cap * 2 + 256;
		b->docs = xrealloc(b->docs, b->doc_cap * sizeof(*b->docs));
	}
	if (b->doc_n > 0 && a->id <= b->docs[b->doc_n - 1].id)
		b->unordered = true;
	d = &b->docs[b->doc_n++];
	*d = (struct builder_doc){
		.id = a->id,
		.story = a->story,
		.time_s = a->time_s,
		.outlet = a->outlet,
		.copy = a->copy,
		.words_at = b->word_n,
	};
	d->topic = (uint16_t)number_of(b, &b->topics, a->topic,
	                               SEGMENT_TOPICS_MAX);
	d->language = (uint8_t)number_of(b, &b->languages, a->language,
	                                 SEGMENT_LANGUAGES_MAX);
	return d;
}

enum err
builder_add(struct builder *b, const struct index_article *a)
{
	enum stem_language language = stem_language(a->language);
	size_t words = b->word_n;
	struct builder_doc *d = new_doc(b, a);
	struct told told;
	uint32_t all;
	enum err e;

	if ((e = tokens_take(&b->tokens, a->author)) != ERR_OK)
		goto refuse;
	add_author(b);
	d->author_n = (uint32_t)(b->word_n - words);
	if ((e = take_words(b, a->title, a->title_words, &told)) != ERR_OK)
		goto refuse;
	d->title_n = add_text(b, language, 0, told);
	d->title = d->title_n < UINT8_MAX ? (uint8_t)d->title_n : UINT8_MAX;
	if ((e = take_words(b, a->text, a->text_words, &told)) != ERR_OK)
		goto refuse;
	d->text_n = add_text(b, language, d->title_n + BUILDER_TITLE_GAP,
	                     told);
	all = d->title_n + d->text_n;
	d->length = all < UINT16_MAX ? (uint16_t)all : UINT16_MAX;
	return ERR_OK;
refuse:
	b->word_n = words;
	b->doc_n--;
	return e;
}
