/*
 * Names, places, numbers and agencies against shared data: how often they are
 * right, and what they cost.
 *
 *   entities [skeleton|xling|ner|cost]...   without: all of them
 *   entities show N [ARTICLES.jsonl]
 *
 * The data are ../shared, or where MARSAD_SHARED says.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "analyse/analyse.h"
#include "analyse/entities.h"
#include "model/places.h"
#include "base/io.h"
#include "pipeline/import_said.h"
#include "text/normalise.h"
#include "text/skeleton.h"

#define FILE_MAX_BYTES ((size_t)256 << 20)
#define PARAGRAPHS_MAX 400u
#define KEYS_MAX (DOC_NAMES_MAX + DOC_PLACES_MAX + DOC_NUMBERS_MAX)
#define NUMBER_SALT 0x9E3779B9u
#define PLACE_SALT 0x85EBCA6Bu
#define ROUNDS 5

static bool
load(const char *name, struct buf *out)
{
	const char *shared = getenv("MARSAD_SHARED");
	char path[4096];

	snprintf(path, sizeof(path), "%s/data/%s",
	         shared != NULL ? shared : "../shared", name);
	buf_clear(out);
	if (io_read_file_gz(path, out) == ERR_OK)
		return true;
	printf("entities: %s: skipped: no shared data\n", name);
	return false;
}

/* Skeletons of Latin and Arabic spellings of one name. */
static void
bench_skeleton(void)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, FILE_MAX_BYTES);
	struct buf file = BUF_INIT(FILE_MAX_BYTES);
	size_t n = 0, same = 0, near = 0;
	struct str rest;

	if (!load("arabic/names/wd_arabic_80", &file))
		goto out;
	rest = buf_str(&file);
	while (rest.n > 0) {
		struct str line = str_line(&rest);
		struct str latin = str_until(&line, '\t');
		struct str letters = str_until(&line, '\t');
		struct buf arabic = BUF_INIT(4096);
		struct skeleton a, b;

		while (letters.n > 0)
			buf_put(&arabic, str_until(&letters, ' '));
		latin = text_fold_copy(&mem, latin);
		a = skeleton_of(str_until(&latin, ' '));
		b = skeleton_of(text_fold_copy(&mem, buf_str(&arabic)));
		buf_release(&arabic);
		n++;
		same += skeleton_key(&a) == skeleton_key(&b);
		near += skeleton_near(&a, &b);
	}
	printf("skeleton: %zu pairs, %.3f the same, %.3f within one class\n",
	       n, (double)same / (double)n, (double)near / (double)n);
out:
	buf_release(&file);
	arena_release(&mem);
}

/* The next line's article, analysed; NULL at the end. */
static struct doc *
next_doc(struct analyser *an, struct str *rest, struct str language)
{
	while (rest->n > 0) {
		struct buf text = BUF_INIT(DOC_TEXT_MAX);
		struct doc *d = doc_new();
		struct import_said said;

		if (import_said_read(d->mem, str_line(rest), &said) != ERR_OK) {
			doc_free(d);
			continue;
		}
		d->article.title = text_shown_copy(d->mem, said.title);
		text_shown_lines(&text, said.text);
		d->article.text = buf_copy(d->mem, &text);
		d->article.language = language;
		buf_release(&text);
		if (analyse_doc(an, d) != ERR_OK)
			BUG("an article is too large");
		return d;
	}
	return NULL;
}

struct keys {
	uint32_t v[KEYS_MAX];
	size_t n;
};

enum what { ALL, NAMES, NUMBERS, PLACES, WHAT__COUNT };

static void
keys_of(const struct doc *d, enum what what, struct keys *k)
{
	const struct doc_analysis *a = &d->analysis;

	k->n = 0;
	if (what == ALL || what == NAMES)
		for (size_t i = 0; i < a->name_count; i++)
			k->v[k->n++] = a->names[i].key;
	if (what == ALL || what == NUMBERS)
		for (size_t i = 0; i < a->number_count; i++)
			k->v[k->n++] = a->numbers[i].key ^ NUMBER_SALT;
	if (what == ALL || what == PLACES)
		for (size_t i = 0; i < a->place_count; i++)
			k->v[k->n++] = a->places[i].place * PLACE_SALT;
}

static bool
has_key(const struct keys *k, uint32_t key)
{
	for (size_t i = 0; i < k->n; i++)
		if (k->v[i] == key)
			return true;
	return false;
}

/* Share of a's paragraphs whose best match among b is their translation. */
static double
rank_first(const struct keys *a, const struct keys *b, size_t n)
{
	size_t right = 0;

	for (size_t i = 0; i < n; i++) {
		double best = -1;
		size_t at = 0, ties = 0;

		for (size_t j = 0; j < n; j++) {
			double sum = 0, norm = 0;

			for (size_t k = 0; k < b[j].n; k++) {
				size_t df = 0;
				double idf;

				for (size_t p = 0; p < n; p++)
					df += has_key(&b[p], b[j].v[k]);
				idf = log(1 + (double)n / (double)df);
				norm += idf * idf;
				if (has_key(&a[i], b[j].v[k]))
					sum += idf * idf;
			}
			sum = norm > 0 ? sum / sqrt(norm + 20) : 0;
			ties = sum == best ? ties + 1 : ties;
			if (sum > best) {
				best = sum;
				at = j;
				ties = 0;
			}
		}
		right += at == i && ties == 0;
	}
	return (double)right / (double)n;
}

static size_t
paragraphs(struct analyser *an, const char *language, struct doc **v)
{
	struct buf file = BUF_INIT(FILE_MAX_BYTES);
	char name[64];
	size_t n = 0;
	struct str rest;

	snprintf(name, sizeof(name), "arabic/xling/xquad.%s.jsonl", language);
	if (load(name, &file)) {
		rest = buf_str(&file);
		while (n < PARAGRAPHS_MAX &&
		       (v[n] = next_doc(an, &rest, str_from(language))) !=
		               NULL)
			n++;
	}
	buf_release(&file);
	return n;
}

static void
bench_xling(void)
{
	static const char *const languages[] = { "ar", "en", "es", "de" };
	static struct doc *docs[COUNT(languages)][PARAGRAPHS_MAX];
	static struct keys keys[COUNT(languages)][PARAGRAPHS_MAX];
	static const int pairs[][2] = { { 0, 1 }, { 1, 0 }, { 0, 2 },
		                        { 0, 3 }, { 1, 2 } };
	static const char *const names[] = { "all", "names", "numbers",
		                             "places" };
	struct analyser *an = analyser_new();
	size_t n = PARAGRAPHS_MAX;

	for (size_t i = 0; i < COUNT(languages); i++) {
		size_t got = paragraphs(an, languages[i], docs[i]);

		n = got < n ? got : n;
	}
	for (enum what w = ALL; n > 0 && w < WHAT__COUNT; w++) {
		printf("xling: R@1 by %-8s", names[w]);
		for (size_t i = 0; i < COUNT(languages); i++)
			for (size_t j = 0; j < n; j++)
				keys_of(docs[i][j], w, &keys[i][j]);
		for (size_t i = 0; i < COUNT(pairs); i++)
			printf("  %s->%s %.3f", languages[pairs[i][0]],
			       languages[pairs[i][1]],
			       rank_first(keys[pairs[i][0]],
			                  keys[pairs[i][1]], n));
		puts("");
	}
	for (size_t i = 0; i < COUNT(languages); i++)
		for (size_t j = 0; j < PARAGRAPHS_MAX; j++)
			doc_free(docs[i][j]);
	analyser_free(an);
}

/* A stretch of a text that is a name of one kind. */
struct stretch {
	size_t from, to;
	bool found;
};

struct stretches {
	struct stretch *v;
	size_t n, cap;
};

static void
add(struct arena *mem, struct stretches *s, size_t from, size_t to)
{
	if (s->n == s->cap) {
		size_t cap = 2 * s->cap + 1024;
		struct stretch *v = ARENA_ARRAY(mem, struct stretch, cap);

		if (s->n > 0)
			memcpy(v, s->v, s->n * sizeof(*v));
		s->v = v;
		s->cap = cap;
	}
	s->v[s->n++] = (struct stretch){ from, to, false };
}

/* Tokens and tags become a text and the stretches of one kind. */
static void
read_gold(struct arena *mem, struct str rest, const char *kind,
          struct stretches *gold, struct buf *text)
{
	struct str want = str_from(kind);
	bool open = false;

	gold->n = 0;
	buf_clear(text);
	while (rest.n > 0) {
		struct str line = str_line(&rest);
		struct str token = str_until(&line, ' ');
		struct str tag = str_trim(line);
		size_t from = text->n;
		bool is = tag.n > 2 && str_starts(str_sub(tag, 2, tag.n),
		                                  want);

		if (token.n == 0) {
			buf_put_char(text, '\n');
			continue;
		}
		/* a full stop belongs to the word in front of it */
		buf_put(text, token);
		if (is && tag.p[0] == 'I' && open)
			gold->v[gold->n - 1].to = text->n;
		else if (is)
			add(mem, gold, from, text->n);
		open = is;
		buf_put_char(text, ' ');
	}
}

/* With MARSAD_ENTITIES_LIST set: what is found wrongly and what is not. */
static void
list(const char *kind, const struct buf *text, const struct stretch *s,
     const char *how)
{
	if (getenv("MARSAD_ENTITIES_LIST") != NULL)
		printf("%s %s: %.*s\n", kind, how, (int)(s->to - s->from),
		       text->p + s->from);
}

static int
by_from(const void *a, const void *b)
{
	const struct stretch *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from;
}

static void
sort(struct stretches *s)
{
	qsort(s->v, s->n, sizeof(*s->v), by_from);
}

static void
report(const char *kind, struct stretches *gold, struct stretches *ours,
       const struct buf *text)
{
	size_t exact = 0, right = 0, hit = 0, g = 0;

	for (size_t i = 0; i < ours->n; i++) {
		struct stretch *o = &ours->v[i];
		bool met = false;

		while (g < gold->n && gold->v[g].to <= o->from)
			g++;
		for (size_t k = g; k < gold->n && gold->v[k].from < o->to;
		     k++) {
			gold->v[k].found = true;
			met = true;
			exact += gold->v[k].from == o->from &&
			         gold->v[k].to == o->to;
		}
		right += met;
		if (!met)
			list(kind, text, o, "wrong");
	}
	for (size_t k = 0; k < gold->n; k++) {
		hit += gold->v[k].found;
		if (!gold->v[k].found)
			list(kind, text, &gold->v[k], "missed");
	}
	printf("ner: %s: %zu gold, %zu found; overlap P %.3f R %.3f; exact "
	       "P %.3f R %.3f\n",
	       kind, gold->n, ours->n, (double)right / (double)ours->n,
	       (double)hit / (double)gold->n,
	       (double)exact / (double)ours->n,
	       (double)exact / (double)gold->n);
}

struct ner {
	struct arena mem;
	struct stretches persons, places;
	size_t base; /* where the piece begins in the whole text */
};

static void
on_span(void *arg, enum entity_kind kind, size_t from, size_t to)
{
	struct ner *n = arg;

	if (kind == ENTITY_NISBA)
		return;
	add(&n->mem, kind == ENTITY_PERSON ? &n->persons : &n->places,
	    n->base + from, n->base + to);
}

static void
bench_ner(void)
{
	struct ner n = { .mem = ARENA_INIT(ARENA_BLOCK, FILE_MAX_BYTES) };
	struct buf file = BUF_INIT(FILE_MAX_BYTES);
	struct buf text = BUF_INIT(FILE_MAX_BYTES);
	struct stretches gold = { .v = NULL };
	struct analyser *an = analyser_new();
	struct str rest;

	if (!load("arabic/ner/cleananercorp_TRAIN.txt", &file))
		goto out;
	read_gold(&n.mem, buf_str(&file), "PERS", &gold, &text);
	rest = buf_str(&text);
	while (rest.n > 0) {
		/* pieces of some sentences, as long as an article */
		size_t cut = rest.n < 3000 ? rest.n : 3000;
		struct doc *d = doc_new();

		while (cut < rest.n && !(rest.p[cut - 1] == ' ' &&
		                         rest.p[cut - 2] == '.'))
			cut++;
		d->article.text = str_sub(rest, 0, cut);
		d->article.language = STR("ar");
		if (analyse_doc(an, d) != ERR_OK)
			BUG("a piece is too large");
		n.base = text.n - rest.n;
		entities_each(d, on_span, &n);
		doc_free(d);
		rest = str_sub(rest, cut, rest.n);
	}
	sort(&n.persons);
	sort(&n.places);
	report("PERS", &gold, &n.persons, &text);
	read_gold(&n.mem, buf_str(&file), "LOC", &gold, &text);
	report("LOC", &gold, &n.places, &text);
out:
	analyser_free(an);
	buf_release(&file);
	buf_release(&text);
	arena_release(&n.mem);
}

static double
cpu_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void
bench_cost(void)
{
	struct buf file = BUF_INIT(FILE_MAX_BYTES);
	struct analyser *an = analyser_new();
	double best = 1e18;
	size_t n = 0, words = 0;

	if (!load("stories/day-2015-08-08.jsonl.gz", &file))
		goto out;
	for (int round = 0; round < ROUNDS; round++) {
		struct str rest = buf_str(&file);
		double spent = 0;
		struct doc *d;

		for (n = words = 0;
		     (d = next_doc(an, &rest, STR("ar"))) != NULL; n++) {
			double start = cpu_us();

			entities_take(d);
			spent += cpu_us() - start;
			words += d->analysis.text_words.n;
			doc_free(d);
		}
		best = spent < best ? spent : best;
	}
	printf("cost: %.1f us an article of %.0f words, %.1f us in 300\n",
	       best / (double)n, (double)words / (double)n,
	       best / (double)words * 300);
out:
	buf_release(&file);
	analyser_free(an);
}

/*
 * Every N-th article of the day, or of a file of the same form, with what
 * was found, for eyes.
 */
static void
show(size_t step, const char *path)
{
	struct buf file = BUF_INIT(FILE_MAX_BYTES);
	struct analyser *an = analyser_new();
	struct str rest;
	struct doc *d;

	if (path != NULL ? io_read_file_gz(path, &file) != ERR_OK
	                 : !load("stories/day-2015-08-08.jsonl.gz", &file))
		goto out;
	rest = buf_str(&file);
	for (size_t n = 0; (d = next_doc(an, &rest, STR("ar"))) != NULL; n++) {
		const struct doc_analysis *a = &d->analysis;
		struct str text = d->article.text;
		struct str head = text_cut_words(text, 160);
		size_t tail = text.n > 160 ? text.n - 160 : 0;

		if (n % step == 0) {
			printf("\n== %.*s\nHEAD %.*s\nTAIL %.*s\nAGENCY "
			       "[%.*s]\nPLACES %.*s\nNAMES",
			       STR_ARG(d->article.title), STR_ARG(head),
			       (int)(text.n - tail), text.p + tail,
			       STR_ARG(a->agency), STR_ARG(a->place_codes));
			for (size_t i = 0; i < a->name_count; i++)
				printf(" |%s%.*s",
				       a->names[i].person ? "*" : "",
				       STR_ARG(a->names[i].shown));
			puts("");
		}
		doc_free(d);
	}
out:
	buf_release(&file);
	analyser_free(an);
}

static const struct {
	const char *name;
	void (*run)(void);
} parts[] = {
	{ "skeleton", bench_skeleton },
	{ "xling", bench_xling },
	{ "ner", bench_ner },
	{ "cost", bench_cost },
};

int
main(int argc, char **argv)
{
	if (argc >= 3 && strcmp(argv[1], "show") == 0) {
		int64_t step = 1;

		if (str_int64(str_from(argv[2]), &step) && step > 0)
			show((size_t)step, argv[3]);
		return 0;
	}
	for (size_t i = 0; i < COUNT(parts); i++) {
		bool run = argc == 1;

		for (int k = 1; k < argc; k++)
			run |= strcmp(argv[k], parts[i].name) == 0;
		if (run)
			parts[i].run();
	}
	return 0;
}
