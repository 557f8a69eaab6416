/*
 * Any bytes as a segment.  An even first byte: the rest is one; an odd one:
 * the rest changes a good one, three bytes a change.  The footer's checksum
 * is put right, so that everything behind it is reached.
 *
 * Holds: nothing is read outside, lists rise and stay in the segment, bounds
 * and positions in theirs, searching and merging end; what a merge makes of
 * it can be read again.  A good segment that was changed is found to be so.
 */
#include "fuzz.h"

#include <stdlib.h>

#include "base/vec.h"
#include "search/builder.h"
#include "search/find.h"
#include "search/merge.h"
#include "search/postings.h"

#define MEM_MAX_BYTES (64u << 20)
#define BYTES_MAX (1u << 16) /* of a segment */
#define DOCS 140u            /* of the good one: some have a whole block */
#define CHANGE_BYTES 3u
#define POSITIONS_MAX 4096u
#define LISTS_WORK_MAX 2000000u /* documents looked at in all lists */
#define NOW_S 1768478400

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static void
add_article(struct builder *b, unsigned i)
{
	static const char *const words[] = { "خبر", "prices", "زلزال الحوز",
		                             "l'eau", "ministre", "2026" };
	struct buf text = BUF_INIT(1u << 16);
	struct index_article a = {
		.id = i * 3 + 1, .story = i / 2, .outlet = i % 3,
		.time_s = NOW_S - i / 2 * 86400, .copy = i % 11 == 0,
		.topic = i % 2 == 0 ? STR("sport") : STR_EMPTY,
		.language = i % 2 == 0 ? STR("fr") : STR("ar"),
		.author = STR("Zaki"),
		.title = str_from(words[i % COUNT(words)]),
	};

	for (unsigned k = 0; k < 3 + i % 5; k++) {
		buf_put(&text, str_from(words[(i + k * k) % COUNT(words)]));
		buf_put(&text, i == 7 ? STR(" خبر خبر خبر ") : STR(" "));
	}
	a.text = buf_str(&text);
	check(builder_add(b, &a) == ERR_OK);
	buf_release(&text);
}

/* A good segment, made once a process. */
static struct str
good_segment(void)
{
	static struct buf bytes;
	struct builder *b;

	if (bytes.n > 0)
		return buf_str(&bytes);
	buf_init(&bytes, SINK_MAX_BYTES);
	b = builder_new();
	for (unsigned i = 0; i < DOCS; i++)
		add_article(b, i);
	check(builder_write(b, NULL, 1, 2, &bytes) == ERR_OK);
	builder_free(b);
	return buf_str(&bytes);
}

/* Make the checksum of a footer right, whatever it says. */
static void
mend_footer(char *p, size_t n)
{
	struct segment_footer f;

	if (n < sizeof(f))
		return;
	memcpy(&f, p + n - sizeof(f), sizeof(f));
	f.version = SEGMENT_VERSION;
	f.magic = SEGMENT_MAGIC;
	f.sum = str_hash((struct str){ (char *)&f,
	                               offsetof(struct segment_footer, sum) });
	memcpy(p + n - sizeof(f), &f, sizeof(f));
}

/* The input as a segment, in memory of its own, to be freed. */
static char *
make_bytes(const uint8_t *data, size_t size, size_t *n)
{
	struct str good = good_segment();
	bool edits = (data[0] & 1) != 0;
	char *p;

	*n = edits ? good.n : str_least(size - 1, BYTES_MAX);
	p = xmalloc(*n + 1);
	memcpy(p, edits ? good.p : (const char *)data + 1, *n);
	for (size_t i = 1; edits && i + CHANGE_BYTES <= size;
	     i += CHANGE_BYTES) {
		size_t at = (size_t)(data[i] | data[i + 1] << 8) % *n;

		p[at] = (char)data[i + 2];
	}
	mend_footer(p, *n);
	return p;
}

/* The good one with some bytes in front of its footer changed: it is found. */
static void
check_damage(const struct segment *s)
{
	struct str good = good_segment();
	size_t footer = good.n - sizeof(struct segment_footer);

	if (s->bytes.n != good.n ||
	    memcmp(s->bytes.p + footer, good.p + footer,
	           sizeof(struct segment_footer)) != 0)
		return;
	check((segment_check(s) == ERR_OK) ==
	      (memcmp(s->bytes.p, good.p, footer) == 0));
}

/* One list, from its beginning to its end. */
static void
walk_list(const struct segment *s, const struct term *t, bool positions,
          uint64_t *work)
{
	uint32_t out[POSITIONS_MAX], last, upto, n = 0;
	struct postings p;

	postings_open(&p, s, t, positions);
	for (last = p.doc; p.doc != POSTINGS_END; last = p.doc) {
		check(p.doc < s->facts.docs);
		postings_bound(&p, p.doc, &upto);
		check(upto >= p.doc);
		postings_group_bound(&p, p.doc, &upto);
		check(upto >= p.doc);
		postings_code(&p);
		check(postings_positions(&p, out, COUNT(out)) <= COUNT(out));
		postings_advance(&p, n++ % 3 == 0 ? p.doc + 100 : p.doc + 1);
		check(p.doc > last);
		if (++*work > LISTS_WORK_MAX)
			return;
	}
}

static void
walk_terms(const struct segment *s)
{
	struct terms_walk w;
	uint64_t work = 0;

	terms_seek(s, STR_EMPTY, &w);
	while (terms_next(&w) && ++work <= LISTS_WORK_MAX) {
		struct str key = terms_key(&w);

		check(key.n <= SEGMENT_TERM_MAX);
		walk_list(s, &w.term, key.n > 0 && key.p[0] == TERM_STEM,
		          &work);
	}
	for (uint32_t i = 0; i < s->facts.docs; i += 7) {
		uint32_t doc = segment_find(s, s->id[i]);

		check(doc == SEGMENT_NO_DOC || s->id[doc] == s->id[i]);
		check(segment_before(s, s->time_s[i]) <= s->facts.docs);
	}
}

static void
no_outlets(void *arg, struct arena *mem, struct str folded,
           const int64_t **out, size_t *n)
{
	static const int64_t id = 1;

	(void)arg;
	(void)mem;
	(void)folded;
	*out = &id;
	*n = 1;
}

static void
search(const struct segment *s, const char *typed, bool newest)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct ask_setting setting = { .now_s = NOW_S };
	struct view_part part = { .segment = s };
	struct view view = { .part = &part, .n = 1, .docs = s->facts.docs };
	struct find_request rq = {
		.plan = { .any_word = !newest, .stemmer = stemmer_new(),
			  .outlets = no_outlets },
		.newest = newest, .recency = true, .collapse = newest,
		.facets = true, .count = true, .now_s = NOW_S, .limit = 10,
	};
	struct find_answer a;
	struct ask ask;

	ask_parse(&mem, str_from(typed), &setting, &ask);
	rq.root = ask.root;
	if (find_run(&mem, &view, &rq, &a) == ERR_OK) {
		check(a.n <= rq.limit);
		for (size_t i = 0; i < a.n; i++)
			check(a.v[i].doc < s->facts.docs);
	}
	stemmer_free(rq.plan.stemmer);
	arena_release(&mem);
}

/* With a good one and itself; the result is read again, if it is one. */
static void
merge(const struct segment *s)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct buf out = BUF_INIT(MEM_MAX_BYTES);
	struct segment good, merged;
	uint64_t *deleted = xcalloc(s->facts.docs / 64 + 1, sizeof(*deleted));
	struct merge_input in[] = { { s, deleted }, { &good, NULL } };

	deleted[0] = 0x5;
	check(segment_open(&mem, good_segment(), &good) == ERR_OK);
	if (merge_segments(in, COUNT(in), NULL, &out) == ERR_OK &&
	    segment_open(&mem, buf_str(&out), &merged) == ERR_OK) {
		check(segment_check(&merged) == ERR_OK);
		walk_terms(&merged);
	}
	free(deleted);
	buf_release(&out);
	arena_release(&mem);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const typed[] = {
		"خبر prices", "\"زلزال الحوز\"", "pri* -خبر", "title:eau",
		"lang:fr topic:sport", "source:x author:zaki",
		"since:2025-12-01 ministre", "\"2026\" OR (خبر AND prices)",
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct segment s;
	size_t n;
	char *bytes;

	if (size == 0)
		return 0;
	bytes = make_bytes(data, size, &n);
	if (segment_open(&mem, (struct str){ bytes, n }, &s) == ERR_OK) {
		check_damage(&s);
		walk_terms(&s);
		search(&s, typed[data[0] / 2 % COUNT(typed)], false);
		search(&s, typed[size % COUNT(typed)], true);
		merge(&s);
	}
	arena_release(&mem);
	free(bytes);
	return 0;
}
