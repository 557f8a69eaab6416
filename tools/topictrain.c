/*
 * Trains the linear model of topics (docs/topics.md): multinomial logistic
 * regression on hashed stems by stochastic gradient descent, averaged over the
 * last half of its steps; deterministic.
 *
 *   topictrain ship FILE...     JSON lines of ant11 and sanad7; prints
 *                               data/topics/model.txt and, on standard error,
 *                               how it does on every tenth article, held out
 *   topictrain test ANT FILE... trains on FILE..., and tests on the last fifth
 *                               in time of ANT v2.1; trains the same learner
 *                               and naive Bayes on its first four fifths and
 *                               tests these on the rest
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "analyse/analyse.h"
#include "analyse/topic.h"
#include "analyse/topic_table.h"
#include "base/rng.h"
#include "text/normalise.h"

#define LABELS_MAX 16
#define ROUNDS 12
#define RATE 10.0
#define DECAY 2e-6
#define WORDS_MAX 500u

struct feature {
	uint32_t bucket;
	float value;
};

struct example {
	struct feature *f;
	size_t n;
	int label;
	char time[24];
};

struct set {
	struct example *v;
	size_t n, cap;
	const char *labels[LABELS_MAX];
	int label_n;
};

struct model {
	int labels;
	float idf[TOPIC_BUCKETS];
	float w[LABELS_MAX][TOPIC_BUCKETS];
	float bias[LABELS_MAX];
};

/* Labels of the corpora that may be shipped, as topics; NULL: left out. */
static const char *
shipped_label(const char *label)
{
	static const char *const map[][2] = {
		{ "politic", "politics" }, { "economy", "economy" },
		{ "society", "society" }, { "localNews", "society" },
		{ "internationalNews", "world" }, { "sport", "sport" },
		{ "culture", "culture" }, { "technology", "science" },
		{ "Politics", "world" }, { "Finance", "economy" },
		{ "Religion", "society" }, { "Sports", "sport" },
		{ "Culture", "culture" }, { "Tech", "science" },
		{ "Medical", "science" },
	};

	for (size_t i = 0; i < COUNT(map); i++)
		if (strcmp(map[i][0], label) == 0)
			return map[i][1];
	return NULL;
}

static const char *
own_label(const char *label)
{
	return *label != '\0' ? label : NULL;
}

static int
label_number(struct set *s, const char *label)
{
	for (int i = 0; i < s->label_n; i++)
		if (strcmp(s->labels[i], label) == 0)
			return i;
	if (s->label_n == LABELS_MAX)
		exit(1);
	s->labels[s->label_n] = strdup(label);
	return s->label_n++;
}

static void
count(struct example *e, float *counts, uint32_t bucket)
{
	if (counts[bucket]++ == 0)
		e->f[e->n++].bucket = bucket;
}

static void
read_features(struct example *e, const struct doc *d, float *counts)
{
	const struct doc_words *t = &d->analysis.title_words;
	const struct doc_words *x = &d->analysis.text_words;

	e->f = xcalloc(4 * WORDS_MAX, sizeof(*e->f));
	for (size_t i = 0; i < t->n && i < WORDS_MAX; i++) {
		if (t->v[i].stem == 0)
			continue;
		count(e, counts, topic_bucket(t->v[i].stem, 0));
		count(e, counts, topic_bucket(t->v[i].stem, 1));
	}
	for (size_t i = 0; i < x->n && i < WORDS_MAX; i++)
		if (x->v[i].stem != 0)
			count(e, counts, topic_bucket(x->v[i].stem, 0));
	for (size_t i = 0; i < e->n; i++) {
		e->f[i].value = counts[e->f[i].bucket];
		counts[e->f[i].bucket] = 0;
	}
	e->f = xrealloc(e->f, (e->n + 1) * sizeof(*e->f));
}

static void
add_line(struct set *s, struct analyser *an, const json_t *v, float *counts,
         const char *(*map)(const char *))
{
	const char *topic = json_string_value(json_object_get(v, "topic"));
	const char *title = json_string_value(json_object_get(v, "title"));
	const char *text = json_string_value(json_object_get(v, "text"));
	const char *time = json_string_value(json_object_get(v, "time"));
	struct doc *d;
	struct example *e;

	if (topic == NULL || text == NULL || (topic = map(topic)) == NULL)
		return;
	if (s->n == s->cap) {
		s->cap = s->cap == 0 ? 1024 : 2 * s->cap;
		s->v = xrealloc(s->v, s->cap * sizeof(*s->v));
	}
	d = doc_new();
	e = &s->v[s->n++];
	*e = (struct example){ .label = label_number(s, topic) };
	snprintf(e->time, sizeof(e->time), "%s", time != NULL ? time : "");
	d->article.title = text_shown_copy(d->mem, str_from(title));
	d->article.text = text_shown_copy(d->mem, str_from(text));
	d->analysis.language = STR("ar");
	if (analyse_words(an, d) == ERR_OK)
		read_features(e, d, counts);
	doc_free(d);
}

static void
read_file(struct set *s, const char *path, const char *(*map)(const char *))
{
	struct analyser *an = analyser_new();
	float *counts = xcalloc(TOPIC_BUCKETS, sizeof(*counts));
	FILE *f = fopen(path, "r");
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;

	if (f == NULL) {
		perror(path);
		exit(1);
	}
	while ((n = getline(&line, &cap, f)) > 0) {
		json_t *v = json_loadb(line, (size_t)n, 0, NULL);

		add_line(s, an, v, counts, map);
		json_decref(v);
	}
	fclose(f);
	free(line);
	free(counts);
	analyser_free(an);
}

static void
weigh(struct model *m, const struct set *s, const uint8_t *held)
{
	float n = 0;

	memset(m->idf, 0, sizeof(m->idf));
	for (size_t i = 0; i < s->n; i++) {
		if (held != NULL && held[i])
			continue;
		n++;
		for (size_t k = 0; k < s->v[i].n; k++)
			m->idf[s->v[i].f[k].bucket]++;
	}
	for (size_t b = 0; b < TOPIC_BUCKETS; b++) {
		float idf = logf((n + 1) / (m->idf[b] + 1));

		/* as the shipped table will have it */
		m->idf[b] = roundf(idf / TOPIC_IDF_STEP) * TOPIC_IDF_STEP;
	}
}

static float
values(const struct model *m, const struct example *e, float *out)
{
	float norm = 0;

	for (size_t i = 0; i < e->n; i++) {
		out[i] = (1 + logf(e->f[i].value)) * m->idf[e->f[i].bucket];
		norm += out[i] * out[i];
	}
	return norm > 0 ? 1 / sqrtf(norm) : 0;
}

static int
predict(const struct model *m, const struct example *e, float *chance)
{
	static float v[4 * WORDS_MAX];
	float norm = values(m, e, v), most, sum = 0;
	int best = 0;

	for (int c = 0; c < m->labels; c++) {
		chance[c] = 0;
		for (size_t i = 0; i < e->n; i++)
			chance[c] += v[i] * m->w[c][e->f[i].bucket];
		chance[c] = chance[c] * norm + m->bias[c];
		if (chance[c] > chance[best])
			best = c;
	}
	most = chance[best];
	for (int c = 0; c < m->labels; c++) {
		chance[c] = expf(chance[c] - most);
		sum += chance[c];
	}
	for (int c = 0; c < m->labels; c++)
		chance[c] /= sum;
	return best;
}

static void
learn_one(struct model *m, const struct example *e, float rate)
{
	static float v[4 * WORDS_MAX];
	float chance[LABELS_MAX], norm;

	predict(m, e, chance);
	norm = values(m, e, v);
	for (int c = 0; c < m->labels; c++) {
		float step = rate * ((c == e->label) - chance[c]);

		if (fabsf(step) < 1e-5f)
			continue;
		for (size_t i = 0; i < e->n; i++)
			m->w[c][e->f[i].bucket] += step * v[i] * norm;
		m->bias[c] += step * 0.1f;
	}
}

static void
average(struct model *sum, const struct model *m, float share)
{
	for (int c = 0; c < m->labels; c++) {
		for (size_t b = 0; b < TOPIC_BUCKETS; b++)
			sum->w[c][b] += m->w[c][b] * share;
		sum->bias[c] += m->bias[c] * share;
	}
}

static void
shrink(struct model *m, float by)
{
	for (int c = 0; c < m->labels; c++)
		for (size_t b = 0; b < TOPIC_BUCKETS; b++)
			m->w[c][b] *= by;
}

/* held: not learnt from; NULL: all are. */
static void
learn(struct model *out, const struct set *s, const uint8_t *held)
{
	struct model *m = xcalloc(1, sizeof(*m));
	size_t *order = xcalloc(s->n, sizeof(*order)), n = 0;
	struct rng r = { .state = 20261126 };

	m->labels = out->labels = s->label_n;
	weigh(m, s, held);
	memset(out->w, 0, sizeof(out->w));
	memset(out->bias, 0, sizeof(out->bias));
	memcpy(out->idf, m->idf, sizeof(out->idf));
	for (size_t i = 0; i < s->n; i++)
		if (held == NULL || !held[i])
			order[n++] = i;
	for (int round = 0; round < ROUNDS; round++) {
		for (size_t i = n; i > 1; i--) {
			size_t k = rng_below(&r, i), t = order[k];

			order[k] = order[i - 1];
			order[i - 1] = t;
		}
		for (size_t i = 0; i < n; i++)
			learn_one(m, &s->v[order[i]],
			          (float)(RATE / (1 + round)) * 0.1f);
		shrink(m, (float)(1 - DECAY * (double)n));
		if (round >= ROUNDS / 2)
			average(out, m, 2.0f / ROUNDS);
	}
	free(order);
	free(m);
}

static int
by_time(const void *a, const void *b)
{
	const struct example *x = a, *y = b;

	return strcmp(x->time, y->time);
}

/* Multinomial naive Bayes with Lidstone smoothing, counts as they are. */
static void
naive_bayes(struct model *m, const struct set *s, size_t n)
{
	double total[LABELS_MAX] = { 0 }, docs[LABELS_MAX] = { 0 };

	m->labels = s->label_n;
	memset(m->w, 0, sizeof(m->w));
	for (size_t i = 0; i < n; i++) {
		const struct example *e = &s->v[i];

		docs[e->label]++;
		for (size_t k = 0; k < e->n; k++) {
			m->w[e->label][e->f[k].bucket] += e->f[k].value;
			total[e->label] += e->f[k].value;
		}
	}
	for (int c = 0; c < m->labels; c++) {
		m->bias[c] = (float)log(docs[c] / (double)n);
		for (size_t b = 0; b < TOPIC_BUCKETS; b++)
			m->w[c][b] = (float)log(
			        (m->w[c][b] + 0.1) /
			        (total[c] + 0.1 * TOPIC_BUCKETS));
	}
}

static int
predict_bayes(const struct model *m, const struct example *e)
{
	int best = 0;
	double most = -INFINITY;

	for (int c = 0; c < m->labels; c++) {
		double sum = m->bias[c];

		for (size_t i = 0; i < e->n; i++)
			sum += e->f[i].value * m->w[c][e->f[i].bucket];
		if (sum > most) {
			most = sum;
			best = c;
		}
	}
	return best;
}

/* Whether a topic of ours is right for a label of ANT. */
static bool
agrees(const char *topic, const char *label)
{
	static const char *const map[][2] = {
		{ "sport", "sport" }, { "economy", "economy" },
		{ "science", "technology" }, { "culture", "culture" },
		{ "world", "middleEast" }, { "world", "internationalNews" },
		{ "politics", "middleEast" },
		{ "politics", "internationalNews" },
	};

	for (size_t i = 0; i < COUNT(map); i++)
		if (strcmp(map[i][0], topic) == 0 &&
		    strcmp(map[i][1], label) == 0)
			return true;
	return false;
}

static void
test_shipped(const struct model *m, const struct set *ours,
             const struct set *ant, size_t from)
{
	size_t right = 0, unknown = 0, n = ant->n - from;

	for (size_t i = from; i < ant->n; i++) {
		float chance[LABELS_MAX];
		int c = predict(m, &ant->v[i], chance);

		if (chance[c] < TOPIC_SURE)
			unknown++;
		else
			right += agrees(ours->labels[c],
			                ant->labels[ant->v[i].label]);
	}
	printf("topics shipped model on ANT: %.4f right, %.4f unknown, "
	       "%.4f of those told\n",
	       (double)right / (double)n, (double)unknown / (double)n,
	       (double)right / (double)(n - unknown));
}

static int
test(int argc, char **argv)
{
	struct set ant = { .n = 0 }, ours = { .n = 0 };
	struct model *m = xcalloc(1, sizeof(*m));
	size_t from, right = 0, bayes = 0;

	read_file(&ant, argv[0], own_label);
	qsort(ant.v, ant.n, sizeof(*ant.v), by_time);
	from = ant.n * 4 / 5;
	for (int i = 1; i < argc; i++)
		read_file(&ours, argv[i], shipped_label);
	learn(m, &ours, NULL);
	test_shipped(m, &ours, &ant, from);
	ant.n = from;
	learn(m, &ant, NULL);
	ant.n = from * 5 / 4 + (from * 5 % 4 != 0);
	for (size_t i = from; i < ant.n; i++) {
		float chance[LABELS_MAX];

		right += predict(m, &ant.v[i], chance) == ant.v[i].label;
	}
	naive_bayes(m, &ant, from);
	for (size_t i = from; i < ant.n; i++)
		bayes += predict_bayes(m, &ant.v[i]) == ant.v[i].label;
	printf("topics same learner, first 80 %%: %.4f right, naive Bayes "
	       "%.4f\n",
	       (double)right / (double)(ant.n - from),
	       (double)bayes / (double)(ant.n - from));
	return 0;
}

static void
print_model(const struct model *m, const struct set *s)
{
	float most = 0;

	for (int c = 0; c < m->labels; c++)
		for (size_t b = 0; b < TOPIC_BUCKETS; b++)
			most = fmaxf(most, fabsf(m->w[c][b]));
	printf("# weights in steps of\nstep %.6f\n", (double)most / 127);
	for (int c = 0; c < m->labels; c++)
		printf("topic %s %.4f\n", s->labels[c], (double)m->bias[c]);
	printf("# a bucket a line: idf and a weight a topic, two hex digits "
	       "each\n");
	for (size_t b = 0; b < TOPIC_BUCKETS; b++) {
		printf("%02x", (unsigned)lroundf(m->idf[b] / TOPIC_IDF_STEP));
		for (int c = 0; c < m->labels; c++)
			printf("%02x", (unsigned)lroundf(m->w[c][b] / most *
			                                 127) &
			                       0xFF);
		printf("\n");
	}
}

static int
ship(int argc, char **argv)
{
	struct set s = { .n = 0 };
	struct model *m = xcalloc(1, sizeof(*m));
	uint8_t *held;
	size_t right = 0, told = 0, n = 0;

	for (int i = 0; i < argc; i++)
		read_file(&s, argv[i], shipped_label);
	held = xcalloc(s.n, 1);
	for (size_t i = 0; i < s.n; i += 10)
		held[i] = 1;
	learn(m, &s, held);
	for (size_t i = 0; i < s.n; i += 10) {
		float chance[LABELS_MAX];
		int c = predict(m, &s.v[i], chance);

		n++;
		if (chance[c] < TOPIC_SURE)
			continue;
		told++;
		right += c == s.v[i].label;
	}
	fprintf(stderr, "held out: %zu, told %.4f, right of these %.4f\n", n,
	        (double)told / (double)n, (double)right / (double)told);
	learn(m, &s, NULL);
	print_model(m, &s);
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc > 2 && strcmp(argv[1], "ship") == 0)
		return ship(argc - 2, argv + 2);
	if (argc > 3 && strcmp(argv[1], "test") == 0)
		return test(argc - 2, argv + 2);
	fprintf(stderr, "usage: topictrain ship FILE... | test ANT FILE...\n");
	return 1;
}
