/*
 * marsad's own index over made articles (lib/corpus.h): how fast it is built,
 * how large it is, and how long queries of each class take, warm, on one
 * core: the least of three runs of each, then the median and the 99th
 * percentile over the class.  As Lucene's half, without counting further than
 * the best ten; again with totals, and while 200 articles a second come in.
 *
 *	search [ARTICLES]
 *
 * bench/search.sh runs it beside Lucene on the same articles and queries.
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/io.h"
#include "lib/corpus.h"
#include "search/builder.h"
#include "search/find.h"
#include "search/merge.h"

#define ARTICLES 100000u
#define SEED 1u
#define SAMPLE 20000u
#define FANOUT 8u /* segments of a like size that become one */
#define SEGMENTS_MAX 128u
#define OLD_MAX 4096u /* replaced while others searched */
#define FOLDER "build/bench/search"
#define RUNS 3
#define TOP 10u
#define ADD_PER_S 200u
#define ADD_MS 250u
#define MEM_MAX_BYTES ((size_t)256 << 20)

/* A segment of the bench: on disk, or (path empty) in memory. */
struct piece {
	struct segment segment;
	struct arena mem;
	struct buf bytes;
	char path[64];
	unsigned level;
};

struct bench {
	struct corpus *corpus;
	struct builder *builder;
	uint32_t articles;
	struct piece *piece[SEGMENTS_MAX];
	size_t n;
	struct piece *old[OLD_MAX]; /* still read, maybe */
	size_t old_n;
	unsigned made; /* files, to name the next */
	double add_s, write_s, merge_s;
	bool count; /* totals are asked for */
	pthread_mutex_t lock; /* guards view */
	struct view view;
	struct view_part part[SEGMENTS_MAX];
};

static double
cpu_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Of this thread, as others run, too. */
static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
give_up(const char *what)
{
	fprintf(stderr, "search: %s\n", what);
	exit(1);
}

/* "jarida-07" is outlet 7. */
static uint32_t
outlet_of(struct str name)
{
	uint32_t n = 0;

	for (size_t i = 0; i < name.n; i++)
		if (ascii_is_digit(name.p[i]))
			n = n * 10 + (uint32_t)(name.p[i] - '0');
	return n;
}

static void
add_article(struct bench *b, struct builder *to, uint32_t number,
            struct corpus_article *a)
{
	struct index_article x;

	corpus_article(b->corpus, number, a);
	x = (struct index_article){
		.id = (int64_t)number + 1,
		.story = (int64_t)number + 1,
		.time_s = a->published_s,
		.outlet = outlet_of(a->outlet),
		.topic = a->topic,
		.language = STR("ar"),
		.author = a->author,
		.title = buf_str(&a->title),
		.text = buf_str(&a->text),
	};
	b->add_s -= cpu_s();
	if (builder_add(to, &x) != ERR_OK)
		give_up("an article is refused");
	b->add_s += cpu_s();
}

static void
open_piece(struct piece *p)
{
	struct str bytes = buf_str(&p->bytes);

	arena_init(&p->mem, ARENA_BLOCK, MEM_MAX_BYTES);
	if (p->path[0] != '\0') {
		int fd = open(p->path, O_RDONLY);
		struct stat st;
		void *at;

		if (fd < 0 || fstat(fd, &st) != 0)
			give_up("a segment is gone");
		at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd,
		          0);
		close(fd);
		if (at == MAP_FAILED)
			give_up("a segment cannot be mapped");
		bytes = (struct str){ at, (size_t)st.st_size };
	}
	if (segment_open(&p->mem, bytes, &p->segment) != ERR_OK)
		give_up("a segment is damaged");
}

static struct piece *
new_piece(struct bench *b, bool on_disk, unsigned level)
{
	struct piece *p = xcalloc(1, sizeof(*p));

	buf_init(&p->bytes, SINK_MAX_BYTES);
	p->level = level;
	if (on_disk)
		snprintf(p->path, sizeof(p->path), FOLDER "/%u.segment",
		         b->made++);
	return p;
}

static void
drop_piece(struct piece *p)
{
	if (p->path[0] != '\0') {
		munmap((void *)(uintptr_t)p->segment.bytes.p,
		       p->segment.bytes.n);
		unlink(p->path);
	}
	buf_release(&p->bytes);
	arena_release(&p->mem);
	free(p);
}

/* Join the last FANOUT pieces when they are of one level. */
static void
join(struct bench *b, bool on_disk)
{
	struct merge_input in[FANOUT];
	struct piece *made;

	while (b->n >= FANOUT) {
		size_t from = b->n - FANOUT;

		if (b->piece[from]->level != b->piece[b->n - 1]->level ||
		    (b->piece[from]->path[0] != '\0') != on_disk)
			return;
		for (size_t i = 0; i < FANOUT; i++)
			in[i].segment = &b->piece[from + i]->segment,
			in[i].deleted = NULL;
		made = new_piece(b, on_disk, b->piece[from]->level + 1);
		b->merge_s -= cpu_s();
		if (merge_segments(in, FANOUT, on_disk ? made->path : NULL,
		                   &made->bytes) != ERR_OK)
			give_up("merging failed");
		b->merge_s += cpu_s();
		open_piece(made);
		pthread_mutex_lock(&b->lock);
		for (size_t i = from; i < b->n; i++) {
			if (on_disk || b->old_n == OLD_MAX)
				drop_piece(b->piece[i]);
			else
				b->old[b->old_n++] = b->piece[i];
		}
		b->n = from;
		b->piece[b->n++] = made;
		pthread_mutex_unlock(&b->lock);
	}
}

static void
write_piece(struct bench *b, struct builder *from, bool on_disk)
{
	struct piece *p = new_piece(b, on_disk, 0);

	b->write_s -= cpu_s();
	if (builder_write(from, on_disk ? p->path : NULL, 0, 0, &p->bytes) !=
	    ERR_OK)
		give_up("a segment cannot be written");
	b->write_s += cpu_s();
	open_piece(p);
	pthread_mutex_lock(&b->lock);
	b->piece[b->n++] = p;
	pthread_mutex_unlock(&b->lock);
	join(b, on_disk);
}

/* The view of the moment, the newest first; under the lock. */
static void
look(struct bench *b)
{
	b->view = (struct view){ .part = b->part, .n = b->n };
	for (size_t i = 0; i < b->n; i++)
		b->part[i] = (struct view_part){
			.segment = &b->piece[b->n - 1 - i]->segment
		};
}

static void
build(struct bench *b)
{
	struct corpus_article a;
	uint64_t bytes = 0;
	double all;

	corpus_article_init(&a);
	for (uint32_t i = 0; i < b->articles; i++) {
		add_article(b, b->builder, i, &a);
		if (builder_is_full(b->builder) || i + 1 == b->articles)
			write_piece(b, b->builder, true);
	}
	corpus_article_release(&a);
	for (size_t i = 0; i < b->n; i++)
		bytes += b->piece[i]->segment.bytes.n;
	all = b->add_s + b->write_s + b->merge_s;
	printf("marsad index articles %u in %zu segments\n", b->articles,
	       b->n);
	printf("marsad index articles_per_cpu_s %.0f  (us each: analyse %.1f "
	       "write %.1f merge %.1f)\n",
	       b->articles / all, b->add_s * 1e6 / b->articles,
	       b->write_s * 1e6 / b->articles,
	       b->merge_s * 1e6 / b->articles);
	printf("marsad index bytes_each %.0f\n",
	       (double)bytes / b->articles);
}

static void
find_outlet(void *arg, struct arena *mem, struct str folded,
            const int64_t **out, size_t *n)
{
	int64_t *id = ARENA_NEW(mem, int64_t);

	(void)arg;
	*n = id == NULL ? 0 : 1;
	if (id != NULL)
		*id = outlet_of(folded);
	*out = id;
}

/* The query as a reader types it. */
static struct str
typed(struct arena *mem, const struct corpus_query *q)
{
	struct buf line = BUF_INIT(4096);
	struct str fields, words, outlet, from;

	if (q->class == CORPUS_PHRASE || q->class == CORPUS_HARDPHRASE)
		return str_fmt(mem, "\"%.*s\"", STR_ARG(q->words));
	if (q->class != CORPUS_FILTER)
		return q->words;
	corpus_query_line(q, &line);
	fields = str_trim(str_copy(mem, buf_str(&line)));
	buf_release(&line);
	str_until(&fields, '\t');
	words = str_until(&fields, '\t');
	outlet = str_until(&fields, '\t');
	from = str_until(&fields, '\t');
	return str_fmt(mem, "%.*s outlet:%.*s date:%.*s..%.*s", STR_ARG(words),
	               STR_ARG(outlet), STR_ARG(from), STR_ARG(fields));
}

/* One query, from the text typed to the best ten; returns what was found. */
static uint64_t
ask(struct bench *b, const struct corpus_query *q, bool newest, bool count)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct ask_setting setting = { .now_s = CORPUS_END_S };
	struct find_request rq = { .newest = newest,
		                   .recency = true,
		                   .collapse = true,
		                   .count = count,
		                   .facets = q->class == CORPUS_FACETS,
		                   .now_s = CORPUS_END_S,
		                   .limit = TOP };
	struct ask parsed;
	struct find_answer a;
	uint64_t total;

	rq.plan.stemmer = stemmer_new();
	rq.plan.outlets = find_outlet;
	ask_parse(&mem, typed(&mem, q), &setting, &parsed);
	rq.root = parsed.root;
	if (find_run(&mem, &b->view, &rq, &a) != ERR_OK)
		give_up("a query failed");
	total = a.total;
	stemmer_free(rq.plan.stemmer);
	arena_release(&mem);
	return total;
}

static int
rising(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static int
rising_count(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
measure(struct bench *b, const struct corpus_query *q, size_t n, bool newest,
        const char *when)
{
	double ms[CORPUS_QUERIES_MAX];
	uint64_t found[CORPUS_QUERIES_MAX];
	bool facets = q[0].class == CORPUS_FACETS;

	for (size_t i = 0; i < n; i++) {
		ms[i] = 1e9;
		for (int run = 0; run < RUNS + 1; run++) {
			double from;

			pthread_mutex_lock(&b->lock);
			look(b);
			pthread_mutex_unlock(&b->lock);
			from = now_ms();
			found[i] = ask(b, &q[i], newest, b->count);
			from = now_ms() - from;
			if (run > 0 && from < ms[i]) /* the first one warms */
				ms[i] = from;
		}
	}
	qsort(ms, n, sizeof(*ms), rising);
	qsort(found, n, sizeof(*found), rising_count);
	printf("%s %s %s %.3f %.3f ms  %zu queries, %llu found each\n", when,
	       corpus_class_name(q[0].class),
	       facets ? "count" : newest ? "newest" : "relevance", ms[n / 2],
	       ms[(n - 1) * 99 / 100], n,
	       (unsigned long long)found[n / 2]);
	fflush(stdout);
}

static void
measure_all(struct bench *b, const char *when)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct corpus_counts *counts = corpus_count(&mem, b->corpus, SAMPLE);
	static struct corpus_query q[CORPUS_QUERIES_MAX];

	for (int class = 0; class < CORPUS_CLASS__COUNT; class++) {
		size_t n = corpus_queries(&mem, b->corpus, counts,
		                          (enum corpus_class)class, q);

		measure(b, q, n, false, when);
		if (class != CORPUS_FACETS)
			measure(b, q, n, true, when);
	}
	arena_release(&mem);
}

/* Articles that come in while others search. */
struct stream {
	struct bench *b;
	atomic_bool stop;
};

static void *
add_stream(void *arg)
{
	struct stream *s = arg;
	struct builder *builder = builder_new();
	struct corpus_article a;
	uint32_t next = s->b->articles;

	corpus_article_init(&a);
	while (!atomic_load(&s->stop)) {
		double from = now_ms(), left;

		for (uint32_t i = 0; i < ADD_PER_S * ADD_MS / 1000; i++)
			add_article(s->b, builder, next++, &a);
		write_piece(s->b, builder, false);
		left = ADD_MS - (now_ms() - from);
		if (left > 0)
			usleep((useconds_t)(left * 1e3));
	}
	printf("marsad adding articles %u\n", next - s->b->articles);
	corpus_article_release(&a);
	builder_free(builder);
	return NULL;
}

static void
measure_adding(struct bench *b)
{
	struct stream s = { .b = b };
	pthread_t thread;

	atomic_init(&s.stop, false);
	if (pthread_create(&thread, NULL, add_stream, &s) != 0)
		give_up("no thread");
	measure_all(b, "marsad-adding");
	atomic_store(&s.stop, true);
	pthread_join(thread, NULL);
}

static void
print_memory(void)
{
	struct buf status = BUF_INIT(1u << 16);
	struct str rest, line;

	if (io_read_file("/proc/self/status", &status) == ERR_OK) {
		rest = buf_str(&status);
		while ((line = str_line(&rest)).n > 0)
			if (str_skip(&line, STR("RssAnon:")))
				printf("marsad index heap_resident %.*s\n",
				       STR_ARG(str_trim(line)));
	}
	buf_release(&status);
}

int
main(int argc, char **argv)
{
	struct bench b = { .articles = ARTICLES };
	uint64_t n;

	if (argc > 1) {
		struct str text = str_from(argv[1]);

		if (!str_number(&text, &n, UINT32_MAX / 2) || n == 0)
			give_up("expected a number of articles");
		b.articles = (uint32_t)n;
	}
	mkdir("build/bench", 0755);
	mkdir(FOLDER, 0755);
	pthread_mutex_init(&b.lock, NULL);
	b.corpus = corpus_new(SEED, b.articles);
	b.builder = builder_new();
	build(&b);
	builder_free(b.builder);
	measure_all(&b, "marsad");
	b.count = true;
	measure_all(&b, "marsad-total");
	b.count = false;
	print_memory();
	measure_adding(&b);
	print_memory();
	for (size_t i = 0; i < b.n; i++)
		drop_piece(b.piece[i]);
	for (size_t i = 0; i < b.old_n; i++)
		drop_piece(b.old[i]);
	corpus_free(b.corpus);
	return 0;
}
