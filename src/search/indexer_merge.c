/*
 * Joining segments: as many of a like size as make one of the next size.
 * Sizes grow by the fan-out, so an article is written again a few times in
 * all, and there are never many segments to search.
 */
#include "search/indexer_internal.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "search/merge.h"

/* So large a segment stays as it is: joining takes 12 bytes a document. */
#define MERGE_DOCS_MAX (1u << 22)
#define LEVELS_MAX 32u
#define REWRITE_DOCS_MIN 1024u /* a smaller one is soon joined anyway */
#define REWRITE_PARTS 3u       /* one in so many deleted: write it again */

/* A join under way: its inputs as they were when it began. */
struct joining {
	size_t n;
	struct shard *shard[MERGE_INPUTS_MAX];
	struct marks *marks[MERGE_INPUTS_MAX];
	uint64_t number;
	struct shard *made; /* NULL: every document was deleted */
	bool damaged;       /* one of the inputs is */
};

static uint32_t
docs_of(const struct view_part *part)
{
	return part->segment->facts.docs - part->deleted_n;
}

static unsigned
level_of(const struct indexer *x, uint32_t docs)
{
	uint64_t size = x->o.docs;
	unsigned level = 0;

	for (; docs >= size && level < LEVELS_MAX - 1; level++)
		size *= x->o.fanout;
	return level;
}

static bool
wants_rewrite(const struct view_part *part)
{
	uint32_t docs = part->segment->facts.docs;

	return docs >= REWRITE_DOCS_MIN &&
	       part->deleted_n >= docs / REWRITE_PARTS &&
	       part->deleted_n < docs;
}

/* The parts to join next, by number; returns how many, 0: none. */
static size_t
choose(const struct indexer *x, size_t out[MERGE_INPUTS_MAX])
{
	size_t count[LEVELS_MAX] = { 0 }, n = 0;
	unsigned level = 0;
	uint64_t docs = 0;

	for (size_t i = 0; i < x->parts.n; i++) {
		if (wants_rewrite(&x->parts.v[i])) {
			out[0] = i;
			return 1;
		}
		if (docs_of(&x->parts.v[i]) < MERGE_DOCS_MAX / 2)
			count[level_of(x, docs_of(&x->parts.v[i]))]++;
	}
	while (level < LEVELS_MAX && count[level] < x->o.fanout)
		level++;
	for (size_t i = 0; i < x->parts.n && n < MERGE_INPUTS_MAX; i++) {
		uint32_t here = docs_of(&x->parts.v[i]);

		if (here >= MERGE_DOCS_MAX / 2 || level_of(x, here) != level ||
		    docs + here > MERGE_DOCS_MAX)
			continue;
		docs += here;
		out[n++] = i;
	}
	return n >= 2 ? n : 0;
}

static bool
begin(struct indexer *x, struct joining *j)
{
	size_t chosen[MERGE_INPUTS_MAX];

	*j = (struct joining){ .n = x->broken ? 0 : choose(x, chosen) };
	if (j->n == 0)
		return false;
	for (size_t i = 0; i < j->n; i++) {
		j->shard[i] = shard_take(x->parts.v[chosen[i]].shard);
		j->marks[i] = marks_take(x->parts.v[chosen[i]].marks);
	}
	j->number = indexer_number(x);
	return true;
}

/* Without the lock: nothing here changes while it is read. */
static enum err
join(struct indexer *x, struct joining *j)
{
	struct arena mem = ARENA_INIT(INDEXER_PATH_BYTES, INDEXER_PATHS_BYTES);
	const char *path = directory_segment(&mem, x->dir, j->number);
	struct merge_input in[MERGE_INPUTS_MAX];
	enum err e = ERR_OK;

	for (size_t i = 0; i < j->n; i++) {
		in[i] = (struct merge_input){
			&j->shard[i]->segment,
			j->marks[i] == NULL ? NULL : j->marks[i]->bits,
		};
		/* damage must not be given new checksums */
		if (shard_check(j->shard[i]) != ERR_OK)
			j->damaged = true;
	}
	if (!j->damaged)
		e = merge_segments_until(in, j->n, path, &x->stop);
	/* nor what could not be read meanwhile */
	for (size_t i = 0; i < j->n; i++)
		j->damaged |= shard_is_damaged(j->shard[i]);
	if (e == ERR_OK && !j->damaged)
		e = shard_map(path, j->number, 0, 0, &j->made);
	arena_release(&mem);
	return e == ERR_ABSENT ? ERR_OK : e;
}

static size_t
place_of(const struct indexer *x, const struct shard *s)
{
	for (size_t i = 0; i < x->parts.n; i++)
		if (x->parts.v[i].shard == s)
			return i;
	return SIZE_MAX;
}

static void
lose_damaged(struct indexer *x, struct joining *j)
{
	for (size_t i = 0; i < j->n; i++) {
		size_t at = place_of(x, j->shard[i]);

		if (at != SIZE_MAX && shard_check(j->shard[i]) != ERR_OK)
			indexer_lose(x, at);
	}
}

/* What was deleted in an input while it was joined. */
static void
carry_deletions(const struct view_part *input, const struct marks *before,
                struct view_part *made)
{
	for (uint32_t doc = 0; doc < input->segment->facts.docs; doc++) {
		uint32_t to;

		if (!bit_is_set(input->deleted, doc) ||
		    (before != NULL && bit_is_set(before->bits, doc)))
			continue;
		to = segment_find(made->segment, input->segment->id[doc]);
		if (to != SEGMENT_NO_DOC)
			parts_mark(made, to);
	}
}

/* The inputs give way to what they became, unless one of them is gone. */
static enum err
finish(struct indexer *x, struct joining *j)
{
	struct view_part *made = NULL;
	bool damaged = false;

	for (size_t i = 0; i < j->n; i++)
		if (place_of(x, j->shard[i]) == SIZE_MAX)
			return ERR_OK;
	if (j->made != NULL) {
		indexer_add(x, shard_take(j->made));
		made = &x->parts.v[x->parts.n - 1];
	}
	for (size_t i = 0; i < j->n && made != NULL; i++)
		carry_deletions(&x->parts.v[place_of(x, j->shard[i])],
		                j->marks[i], made);
	/* a deletion that could not be carried would come back */
	for (size_t i = 0; i < j->n; i++)
		damaged |= shard_is_damaged(j->shard[i]);
	if (damaged && made != NULL)
		indexer_remove(x, x->parts.n - 1);
	for (size_t i = 0; i < j->n && !damaged; i++)
		indexer_remove(x, place_of(x, j->shard[i]));
	return indexer_commit(x);
}

static void
release(struct indexer *x, struct joining *j)
{
	if (j->made == NULL || place_of(x, j->made) == SIZE_MAX)
		indexer_forget(x, j->number);
	for (size_t i = 0; i < j->n; i++) {
		shard_give(j->shard[i]);
		marks_give(j->marks[i]);
	}
	shard_give(j->made);
}

/* After a failure: later again, or when told to stop. */
static void
rest(struct indexer *x, enum err e)
{
	int64_t until_ms = clock_steady_ms() + INDEXER_RETRY_MS;

	LOG(LOG_ERROR, "cannot join segments of the index",
	    KV_Z("index", x->dir), KV_Z("why", err_str(e)));
	while (!atomic_load(&x->stop) &&
	       clock_wait_until(&x->turn, &x->lock, until_ms))
		;
}

void *
indexer_merger(void *arg)
{
	struct indexer *x = arg;
	struct joining j;

	pthread_mutex_lock(&x->lock);
	while (!atomic_load(&x->stop)) {
		enum err e;

		x->merging = begin(x, &j);
		pthread_cond_broadcast(&x->turn);
		if (!x->merging) {
			pthread_cond_wait(&x->turn, &x->lock);
			continue;
		}
		pthread_mutex_unlock(&x->lock);
		e = join(x, &j);
		indexer_pass(x, INDEXER_MERGED);
		pthread_mutex_lock(&x->lock);
		if (e == ERR_OK && j.damaged)
			lose_damaged(x, &j);
		else if (e == ERR_OK)
			e = finish(x, &j);
		release(x, &j);
		x->merge_failed = e != ERR_OK;
		if (e != ERR_OK && !atomic_load(&x->stop))
			rest(x, e);
	}
	x->merging = false;
	pthread_cond_broadcast(&x->turn);
	pthread_mutex_unlock(&x->lock);
	return NULL;
}
