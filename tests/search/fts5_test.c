/*
 * Which articles match a boolean query, compared with SQLite's FTS5.  It gets
 * the articles analysed: a token for each stem and each form, so that what is
 * compared is the lists, positions, phrases, heads and the joining of parts,
 * not the stemmer.
 */
#include <sqlite3.h>

#include "collection.h"

#define TOKENS_MAX_BYTES (1u << 16)
#define QUERY_MAX_BYTES (1u << 20)
#define HITS_MAX 4096u

/* Columns of the table: stems and forms of title and text, the byline. */
#define TABLE                                                           \
	"CREATE VIRTUAL TABLE a USING fts5(st, sx, et, ex, au, co)"

struct peer {
	sqlite3 *db;
	sqlite3_stmt *add, *find;
};

static void
peer_open(struct peer *p)
{
	assert_int_equal(sqlite3_open(":memory:", &p->db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(p->db, TABLE, NULL, NULL, NULL),
	                 SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(p->db,
	                                    "INSERT INTO a(rowid, st, sx, et, "
	                                    "ex, au, co) VALUES "
	                                    "(?, ?, ?, ?, ?, ?, ?)",
	                                    -1, &p->add, NULL),
	                 SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(p->db,
	                                    "SELECT rowid FROM a WHERE a MATCH "
	                                    "? ORDER BY rowid",
	                                    -1, &p->find, NULL),
	                 SQLITE_OK);
}

static void
peer_close(struct peer *p)
{
	sqlite3_finalize(p->add);
	sqlite3_finalize(p->find);
	assert_int_equal(sqlite3_close(p->db), SQLITE_OK);
}

/* A word as a token: its bytes in letters, so that heads stay heads. */
static void
put_letters(struct buf *out, struct str word)
{
	buf_put_char(out, 'h');
	for (size_t i = 0; i < word.n; i++) {
		unsigned char c = (unsigned char)word.p[i];

		buf_put_char(out, (char)('a' + c / 16));
		buf_put_char(out, (char)('a' + c % 16));
	}
}

static void
put_form(struct trial *t, struct buf *out, unsigned word)
{
	put_letters(out, t->lexicon->v[t->lexicon->v[word].exact].folded);
	buf_put_char(out, ' ');
}

static void
bind(sqlite3_stmt *s, int column, struct buf *b)
{
	assert_int_equal(sqlite3_bind_text(s, column, b->p == NULL ? "" : b->p,
	                                   (int)b->n, SQLITE_TRANSIENT),
	                 SQLITE_OK);
	buf_release(b);
}

static void
peer_add(struct peer *p, struct trial *t, const struct brute_doc *d)
{
	struct buf column[6];

	for (size_t i = 0; i < COUNT(column); i++)
		buf_init(&column[i], TOKENS_MAX_BYTES);
	for (unsigned i = 0; i < brute_words(d); i++) {
		int text = i >= d->title_n;

		buf_printf(&column[text], "s%u ", brute_stem_at(&t->b, d, i));
		put_form(t, &column[2 + text], d->word[i]);
	}
	for (unsigned i = 0; i < d->author_n; i++)
		put_form(t, &column[4], d->author[i]);
	buf_printf(&column[5], "all o%u t%u l%u", d->outlet, d->topic,
	           d->language);
	sqlite3_bind_int64(p->add, 1, d->id);
	for (size_t i = 0; i < COUNT(column); i++)
		bind(p->add, (int)i + 2, &column[i]);
	assert_int_equal(sqlite3_step(p->add), SQLITE_DONE);
	sqlite3_reset(p->add);
}

/* Words side by side, each by any of its stems. */
static void
put_phrase(struct trial *t, struct buf *out, const struct brute_query *q,
           unsigned word, struct str before)
{
	unsigned stem[STEM__COUNT], n;

	if (word == q->word_n) {
		buf_printf(out, "%s\"%.*s\"",
		           str_ends(buf_str(out), STR("(")) ? "" : " OR ",
		           STR_ARG(before));
		return;
	}
	n = brute_stems(&t->b, q->word[word], stem);
	for (unsigned i = 0; i < n; i++)
		put_phrase(t, out, q, word + 1,
		           str_fmt(&t->mem, "%.*ss%u ", STR_ARG(before),
		                   stem[i]));
}

static void
put_words(struct trial *t, struct buf *out, const struct brute_query *q,
          unsigned from, unsigned to)
{
	struct brute_query part = *q;

	part.word_n = to - from;
	memcpy(part.word, q->word + from, part.word_n * sizeof(*part.word));
	buf_put(out, q->field == ASK_TITLE ? STR("{st} : (")
	                                   : STR("{st sx} : ("));
	put_phrase(t, out, &part, 0, STR_EMPTY);
	buf_put(out, STR(")"));
}

static void
put_leaf(struct trial *t, struct buf *out, const struct brute_query *q)
{
	struct str forms = q->field == ASK_TITLE ? STR("{et} : ")
	                                         : STR("{et ex} : ");

	if (q->field == ASK_AUTHOR) {
		buf_put(out, STR("{au} : ("));
		for (unsigned i = 0; i < q->word_n; i++) {
			buf_put(out, i > 0 ? STR(" AND ") : STR_EMPTY);
			put_form(t, out, q->word[i]);
		}
		buf_put(out, STR(")"));
	} else if (q->kind == ASK_PREFIX) {
		for (unsigned i = 0; i + 1 < q->word_n; i++) {
			put_words(t, out, q, i, i + 1);
			buf_put(out, STR(" AND "));
		}
		buf_put(out, forms);
		put_letters(out, q->head);
		buf_put(out, STR(" *"));
	} else if (q->kind == ASK_EXACT && q->word_n == 1) {
		buf_put(out, forms);
		put_form(t, out, q->word[0]);
	} else {
		put_words(t, out, q, 0, q->word_n);
	}
}

static void put_tree(struct trial *t, struct buf *out,
                     const struct brute_query *q);

/* What is wanted, then what is not: FTS5's NOT has two sides. */
static void
put_all(struct trial *t, struct buf *out, const struct brute_query *q)
{
	bool first = true;

	buf_put(out, STR("(("));
	for (unsigned i = 0; i < q->n; i++) {
		if (q->child[i]->kind == ASK_NOT)
			continue;
		buf_put(out, first ? STR_EMPTY : STR(" AND "));
		put_tree(t, out, q->child[i]);
		first = false;
	}
	buf_put(out, first ? STR("{co} : all)") : STR(")"));
	for (unsigned i = 0; i < q->n; i++) {
		if (q->child[i]->kind != ASK_NOT)
			continue;
		buf_put(out, STR(" NOT "));
		put_tree(t, out, q->child[i]->child[0]);
	}
	buf_put(out, STR(")"));
}

static void
put_tree(struct trial *t, struct buf *out, const struct brute_query *q)
{
	buf_put(out, STR("("));
	switch (q->kind) {
	case ASK_OUTLET:
		buf_printf(out, "{co} : o%u", q->number);
		break;
	case ASK_TOPIC:
		buf_printf(out, "{co} : t%u", q->number);
		break;
	case ASK_LANGUAGE: /* Arabic is Moroccan Arabic as well */
		buf_printf(out, q->number == 0 ? "{co} : (l%u OR l4)"
		                               : "{co} : l%u",
		           q->number);
		break;
	case ASK_TIME: /* all of them: see make_query below */
		buf_put(out, STR("{co} : all"));
		break;
	case ASK_ALL_OF:
	case ASK_LIST:
		put_all(t, out, q);
		break;
	case ASK_ANY_OF:
		for (unsigned i = 0; i < q->n; i++) {
			buf_put(out, i > 0 ? STR(" OR ") : STR_EMPTY);
			put_tree(t, out, q->child[i]);
		}
		break;
	case ASK_NOT:
		buf_put(out, STR("{co} : all NOT "));
		put_tree(t, out, q->child[0]);
		break;
	default:
		put_leaf(t, out, q);
	}
	buf_put(out, STR(")"));
}

static int
by_id(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

/* Times are not FTS5's matter. */
static void
open_times(struct brute_query *q)
{
	if (q->kind == ASK_TIME) {
		q->since_s = q->ask.since_s = ASK_NO_SINCE;
		q->until_s = q->ask.until_s = ASK_NO_UNTIL;
	}
	for (unsigned i = 0; i < q->n; i++)
		open_times(q->child[i]);
}

/* Of nothing but what must not stand; FTS5 has no word for all the rest. */
static bool
is_negative(const struct brute_query *q)
{
	for (unsigned i = 0; i < q->n; i++)
		if (q->child[i]->kind != ASK_NOT)
			return false;
	return true;
}

static void
compare(struct trial *t, struct peer *p, struct brute_query *q)
{
	struct buf match = BUF_INIT(QUERY_MAX_BYTES);
	struct find_request rq = { .root = &q->ask,
		                   .plan = { .stemmer = t->lexicon->stemmer,
		                             .outlets = find_outlets },
		                   .newest = true, .limit = HITS_MAX };
	struct find_answer a;
	size_t n = 0;
	bool same = true;
	int code;

	if (is_negative(q))
		return;
	open_times(q);
	put_tree(t, &match, q);
	assert_int_equal(find_run(&t->mem, t->view, &rq, &a), ERR_OK);
	qsort(a.v, a.n, sizeof(*a.v), by_id);
	sqlite3_bind_text(p->find, 1, match.p, (int)match.n, SQLITE_STATIC);
	while ((code = sqlite3_step(p->find)) == SQLITE_ROW) {
		same = same && n < a.n &&
		       a.v[n].id == sqlite3_column_int64(p->find, 0);
		n++;
	}
	if (code != SQLITE_DONE)
		print_error("%s\n", sqlite3_errmsg(p->db));
	if (!same || n != a.n || code != SQLITE_DONE) {
		print_error("seed %u: got %u, FTS5 %u: %.*s\nas %.*s\n",
		            (unsigned)t->seed, (unsigned)a.n, (unsigned)n,
		            STR_ARG(ask_write(&t->mem, &q->ask)),
		            STR_ARG(buf_str(&match)));
		fail();
	}
	sqlite3_reset(p->find);
	buf_release(&match);
	t->cases++;
	t->found += a.n > 0;
}

static void
try_shape(const struct shape *s)
{
	struct trial t = { .lexicon = lexicon_new(),
		           .builder = builder_new() };

	for (unsigned i = 0; i < s->collections; i++) {
		struct peer p;

		t.seed = first_seed() + i;
		t.rng.state = t.seed;
		open_collection(&t, s);
		peer_open(&p);
		for (unsigned k = 0; k < t.b.n; k++)
			if (!t.b.doc[k].gone && !t.b.doc[k].deleted)
				peer_add(&p, &t, &t.b.doc[k]);
		for (unsigned k = 0; k < s->queries; k++) {
			arena_init(&t.mem, ARENA_BLOCK, MEM_MAX_BYTES);
			compare(&t, &p, make_query(&t));
			arena_release(&t.mem);
		}
		peer_close(&p);
		close_collection(&t);
	}
	print_message("%s: %u cases, %u with hits\n", s->name, t.cases,
	              t.found);
	assert_true(t.found > t.cases / 3);
	builder_free(t.builder);
	lexicon_free(t.lexicon);
}

TEST(small_collections_match_as_fts5_does)
{
	try_shape(&(struct shape){ .name = "small", .collections = 40,
	                           .docs = 60, .parts = 4, .queries = 50,
	                           .text = 30, .times = 20, .deleted = 10,
	                           .merges = true });
}

TEST(segments_with_pairs_match_as_fts5_does)
{
	try_shape(&(struct shape){ .name = "pairs", .collections = 2,
	                           .docs = 3500, .parts = 2, .queries = 250,
	                           .text = 30, .times = 120, .deleted = 3 });
}

TEST(merged_pairs_match_as_fts5_does)
{
	try_shape(&(struct shape){ .name = "merged", .collections = 2,
	                           .docs = 3500, .parts = 5, .queries = 250,
	                           .text = 30, .times = 120, .deleted = 5,
	                           .merges = true });
}

RUN(CASE(small_collections_match_as_fts5_does),
    CASE(segments_with_pairs_match_as_fts5_does),
    CASE(merged_pairs_match_as_fts5_does))
