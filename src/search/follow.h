#ifndef MARSAD_SEARCH_FOLLOW_H
#define MARSAD_SEARCH_FOLLOW_H

#include "search/builder.h"
#include "search/handover.h"
#include "search/view.h"
#include "store/log.h"

/*
 * Following the article log: what changed is deleted where it stands in the
 * index, and taken anew by a builder if readers may see it.  To follow an
 * entry twice does no harm, so whoever follows may begin at any entry before
 * the one he reached.
 */
#define FOLLOW_BATCH 256u /* entries read at a time */
#define FOLLOW_SETS_MAX 2u

struct follow {
	struct builder *builder;
	int64_t log;   /* followed up to here */
	int64_t first; /* behind which the builder's articles changed */
	uint32_t docs_max; /* the builder is to be emptied at so many */
	/* each is changed; borrowed */
	struct parts *set[FOLLOW_SETS_MAX];
	struct handover *handover; /* words told already; borrowed, or NULL */
	/* the present batch */
	struct arena batch_mem, article_mem;
	struct log_changes batch;
	size_t at; /* the next of its articles */
	int64_t id_max; /* greatest that the builder may have */
	/* ids of all that changed, when `list_touched` */
	bool list_touched;
	int64_t *touched;
	size_t touched_n, touched_cap;
};

enum follow_state {
	FOLLOW_MORE, /* call again */
	FOLLOW_FULL, /* empty the builder first */
	FOLLOW_END   /* there is nothing newer now */
};

/* Behind entry `log`. */
void follow_init(struct follow *f, int64_t log, uint32_t docs_max);
void follow_release(struct follow *f);

/* Forget what was taken and what is touched; go on behind entry `log`. */
void follow_reset(struct follow *f, int64_t log);

/*
 * Follow some entries, as of one moment.  ERR_DB, ERR_BUSY: follow_reset
 * before the next call.  About 30 us an article, less with handed words.
 */
enum err follow_step(struct follow *f, struct store *st,
                     enum follow_state *out) MUST_CHECK;

/*
 * Write what the builder has into a file, or into memory (path NULL), as a
 * new shard; ERR_ABSENT: it has nothing.  ERR_IO, ERR_FORMAT: follow_reset.
 */
enum err follow_write(struct follow *f, const char *path, uint64_t number,
                      struct shard **out) MUST_CHECK;

#endif
