#ifndef MARSAD_TESTS_PIPELINE_BED_H
#define MARSAD_TESTS_PIPELINE_BED_H

#include "test.h"

#include "pipeline/job.h"

/*
 * Answers of one outlet on their way to the store, as the crawler takes them.
 */
#define NOW_S 1790000000

struct fixture {
	struct store *st;
	struct job_writer writer;
	struct stages stages;
	struct config config;
	struct arena mem;
	int64_t outlet;
	int64_t now_s;
	/* of the last page */
	enum article_outcome outcome;
	enum rule_news news;
	size_t learnt, corrected;
};

static inline void
begin(struct fixture *f)
{
	struct outlet o = { .name = STR("المرفأ"), .slug = STR("marfa"),
		            .active = true };

	*f = (struct fixture){ .mem = ARENA_INIT(ARENA_BLOCK, 64u << 20),
		               .now_s = NOW_S };
	stages_init(&f->stages);
	config_init(&f->config);
	assert_int_equal(store_open(":memory:", STORE_WRITE, &f->st), ERR_OK);
	assert_int_equal(store_outlet_add(f->st, &o, &f->outlet), ERR_OK);
	f->writer = (struct job_writer){ .st = f->st,
		                         .analyser = analyser_new(),
		                         .gather = gather_new(),
		                         .config = &f->config,
		                         .stages = &f->stages };
}

static inline void
end(struct fixture *f)
{
	assert_int_equal(store_verify(f->st), ERR_OK);
	gather_free(f->writer.gather);
	analyser_free(f->writer.analyser);
	store_close(f->st);
	arena_release(&f->mem);
}

/* What was made of an answer, in a transaction of its own; frees j. */
static inline void
keep(struct fixture *f, struct job *j)
{
	assert_int_equal(store_begin(f->st), ERR_OK);
	assert_int_equal(gather_begin(f->writer.gather, f->st), ERR_OK);
	assert_int_equal(job_keep(&f->writer, j, f->now_s), ERR_OK);
	assert_int_equal(gather_flush(f->writer.gather, f->st, f->now_s),
	                 ERR_OK);
	assert_int_equal(store_commit(f->st), ERR_OK);
	assert_int_equal(j->verdict, JOB_KEEP);
	f->outcome = j->outcome;
	f->news = j->rule_news[OUTLET_INCLUDE];
	f->learnt = j->lines_learnt;
	f->corrected = j->texts_corrected;
	job_free(j);
}

#endif
