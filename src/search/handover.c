#include "search/handover.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/buf.h"

#define SPARES_MAX 2u /* used batches that are kept to be filled again */

/* Where the words of a title or a text lie in their batch. */
struct span {
	size_t bytes, words, n;
};

struct entry {
	int64_t id;
	uint64_t text_hash;
	size_t shown, shown_n; /* the title */
	struct span title, text;
};

/* The articles of one transaction. */
struct batch {
	struct batch *next;
	struct buf bytes;
	uint16_t *words;
	size_t word_n, word_cap;
	struct entry *v;
	size_t n, cap;
};

struct handover {
	/* the storing thread's */
	struct batch *filling;
	size_t article_room, byte_room; /* as it began to be filled */
	int64_t last_id;                /* that was committed */

	/* the indexing thread's */
	struct batch *taking; /* or NULL */
	size_t at;            /* its entries before are passed */

	pthread_mutex_t lock; /* guards the rest */
	struct batch *first, **end; /* committed */
	size_t articles, bytes;     /* in these and in `taking` */
	struct batch *spare;
	size_t spare_n;
};

static struct batch *
batch_new(void)
{
	struct batch *b = xcalloc(1, sizeof(*b));

	buf_init(&b->bytes, HANDOVER_BYTES_MAX);
	return b;
}

static void
batch_free(struct batch *b)
{
	buf_release(&b->bytes);
	free(b->words);
	free(b->v);
	free(b);
}

static void
batch_clear(struct batch *b)
{
	b->next = NULL;
	buf_clear(&b->bytes);
	b->word_n = 0;
	b->n = 0;
}

static size_t
batch_bytes(const struct batch *b)
{
	return b->bytes.n + b->word_n * sizeof(*b->words);
}

static void
free_all(struct batch *b)
{
	while (b != NULL) {
		struct batch *next = b->next;

		batch_free(b);
		b = next;
	}
}

struct handover *
handover_new(void)
{
	struct handover *h = xcalloc(1, sizeof(*h));

	h->filling = batch_new();
	h->end = &h->first;
	if (pthread_mutex_init(&h->lock, NULL) != 0)
		BUG("cannot make a mutex");
	return h;
}

void
handover_free(struct handover *h)
{
	if (h == NULL)
		return;
	pthread_mutex_destroy(&h->lock);
	batch_free(h->filling);
	if (h->taking != NULL)
		batch_free(h->taking);
	free_all(h->first);
	free_all(h->spare);
	free(h);
}

static uint16_t *
room_for_words(struct batch *b, size_t n)
{
	if (b->word_cap - b->word_n < n) {
		b->word_cap = 2 * (b->word_cap + n);
		b->words = xrealloc(b->words,
		                    b->word_cap * sizeof(*b->words));
	}
	return b->words + b->word_n;
}

/* False: they are not as they are thought to be; nothing depends on it. */
static bool
put_words(struct batch *b, const struct doc_words *w, struct str folded,
          struct span *out)
{
	uint16_t *to = room_for_words(b, w->n);
	size_t at = 0;

	for (size_t i = 0; i < w->n; i++) {
		const struct doc_word *v = &w->v[i];

		if (v->folded.p != folded.p + at ||
		    v->folded.n > UINT16_MAX >> HANDED_SHIFT)
			return false;
		to[i] = (uint16_t)(v->folded.n << HANDED_SHIFT |
		                   (v->stem == 0 ? HANDED_ELIDED : 0));
		at += v->folded.n + 1;
	}
	*out = (struct span){ b->bytes.n, b->word_n, w->n };
	b->word_n += w->n;
	buf_put(&b->bytes, folded);
	return true;
}

static bool
put(struct batch *b, const struct doc *d, struct entry *out)
{
	const struct doc_analysis *a = &d->analysis;

	out->text_hash = a->text_hash;
	out->shown = b->bytes.n;
	out->shown_n = d->article.title.n;
	buf_put(&b->bytes, d->article.title);
	return put_words(b, &a->title_words, a->title_folded, &out->title) &&
	       put_words(b, &a->text_words, a->text_folded, &out->text) &&
	       b->bytes.err == ERR_OK;
}

/* How much the first article of a batch finds. */
static void
look_for_room(struct handover *h)
{
	pthread_mutex_lock(&h->lock);
	h->article_room = HANDOVER_ARTICLES_MAX - h->articles;
	h->byte_room = HANDOVER_BYTES_MAX - h->bytes;
	pthread_mutex_unlock(&h->lock);
}

void
handover_put(struct handover *h, int64_t id, const struct doc *d)
{
	struct batch *b = h->filling;
	size_t bytes = b->bytes.n, words = b->word_n;
	struct entry e = { .id = id };

	if (b->n == 0)
		look_for_room(h);
	if (b->n >= h->article_room ||
	    id <= (b->n == 0 ? h->last_id : b->v[b->n - 1].id))
		return;
	if (!put(b, d, &e) || batch_bytes(b) > h->byte_room) {
		buf_clear(&b->bytes);
		buf_wrote(&b->bytes, bytes);
		b->word_n = words;
		return;
	}
	if (b->n == b->cap) {
		b->cap = b->cap * 2 + 64;
		b->v = xrealloc(b->v, b->cap * sizeof(*b->v));
	}
	b->v[b->n++] = e;
}

void
handover_drop(struct handover *h)
{
	batch_clear(h->filling);
}

void
handover_commit(struct handover *h)
{
	struct batch *b = h->filling;

	if (b->n == 0)
		return;
	h->last_id = b->v[b->n - 1].id;
	pthread_mutex_lock(&h->lock);
	h->articles += b->n;
	h->bytes += batch_bytes(b);
	*h->end = b;
	h->end = &b->next;
	h->filling = h->spare;
	if (h->spare != NULL) {
		h->spare = h->spare->next;
		h->spare_n--;
	}
	pthread_mutex_unlock(&h->lock);
	if (h->filling == NULL)
		h->filling = batch_new();
	batch_clear(h->filling);
}

/* Go on to the next batch, the present one being used up; false: none. */
static bool
next_batch(struct handover *h)
{
	struct batch *used = h->taking;

	pthread_mutex_lock(&h->lock);
	if (used != NULL) {
		h->articles -= used->n;
		h->bytes -= batch_bytes(used);
	}
	if (used != NULL && h->spare_n < SPARES_MAX) {
		used->next = h->spare;
		h->spare = used;
		h->spare_n++;
		used = NULL;
	}
	h->taking = h->first;
	if (h->first != NULL && (h->first = h->first->next) == NULL)
		h->end = &h->first;
	pthread_mutex_unlock(&h->lock);
	if (used != NULL)
		batch_free(used);
	h->at = 0;
	return h->taking != NULL;
}

static struct handed_words
words_of(const struct batch *b, const struct span *s)
{
	return (struct handed_words){ b->bytes.p + s->bytes,
		                      b->words + s->words, s->n };
}

bool
handover_take(struct handover *h, int64_t id, struct handed *out)
{
	const struct batch *b;
	const struct entry *e;

	while (h->taking == NULL || h->at == h->taking->n ||
	       h->taking->v[h->at].id < id) {
		if (h->taking != NULL && h->at < h->taking->n)
			h->at++;
		else if (!next_batch(h))
			return false;
	}
	b = h->taking;
	e = &b->v[h->at];
	if (e->id != id)
		return false;
	*out = (struct handed){
		.id = id,
		.text_hash = e->text_hash,
		.title = { b->bytes.p + e->shown, e->shown_n },
		.title_words = words_of(b, &e->title),
		.text_words = words_of(b, &e->text),
	};
	return true;
}
