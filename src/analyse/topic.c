#include "analyse/topic.h"

#include <math.h>
#include <string.h>

#include "analyse/topic_table.h"

/* Words looked at: the head of a text tells what it is about. */
#define WORDS_MAX 1000u

/* Of fewer stems the model is not asked: it would guess. */
#define STEMS_MIN 8u

struct features {
	uint8_t count[TOPIC_BUCKETS];
	uint16_t bucket[2 * WORDS_MAX];
	size_t n;
};

static void
count(struct features *f, uint32_t bucket)
{
	if (f->count[bucket] == 0) {
		/* judge will want it: fetched from memory meanwhile */
		__builtin_prefetch(&topic_buckets[bucket]);
		f->bucket[f->n++] = (uint16_t)bucket;
	}
	if (f->count[bucket] < UINT8_MAX)
		f->count[bucket]++;
}

static void
count_words(struct features *f, const struct doc_words *w, bool title)
{
	for (size_t i = 0; i < w->n && i < WORDS_MAX / 2; i++) {
		if (w->v[i].stem == 0)
			continue;
		count(f, topic_bucket(w->v[i].stem, 0));
		if (title)
			count(f, topic_bucket(w->v[i].stem, 1));
	}
}

/* The chances of all topics, by a softmax over the scores. */
static void
softmax(float *score)
{
	float most = score[1], sum = 0;

	for (int t = 1; t < TOPIC__COUNT; t++)
		most = score[t] > most ? score[t] : most;
	for (int t = 1; t < TOPIC__COUNT; t++) {
		score[t] = expf(score[t] - most);
		sum += score[t];
	}
	for (int t = 1; t < TOPIC__COUNT; t++)
		score[t] /= sum;
	score[0] = 0;
}

static bool
is_enough(const struct doc *d)
{
	return d->analysis.title_words.n + d->analysis.text_words.n >=
	       STEMS_MIN;
}

/* What a stem's count is worth; most are 1, whose logarithm is 0. */
static float
weight(unsigned n)
{
	return n == 1 ? 1 : 1 + logf((float)n);
}

static void
judge(const struct doc *d, float chance[TOPIC__COUNT])
{
	struct features f;
	float sum[TOPIC__COUNT] = { 0 }; /* no byte of the model is in it */
	float norm = 0;

	memset(f.count, 0, sizeof(f.count));
	f.n = 0;
	count_words(&f, &d->analysis.title_words, true);
	count_words(&f, &d->analysis.text_words, false);
	for (size_t i = 0; i < f.n; i++) {
		const struct topic_bucket *b = &topic_buckets[f.bucket[i]];
		float value = weight(f.count[f.bucket[i]]) * (float)b->idf *
		              TOPIC_IDF_STEP;

		norm += value * value;
		for (int t = 1; t < TOPIC__COUNT; t++)
			sum[t] += value * (float)b->weight[t];
	}
	norm = norm > 0 ? topic_step / sqrtf(norm) : 0;
	for (int t = 1; t < TOPIC__COUNT; t++)
		chance[t] = sum[t] * norm + topic_bias[t];
	softmax(chance);
}

static bool
is_arabic(const struct doc *d)
{
	return str_eq(d->analysis.language, STR("ar")) ||
	       str_eq(d->analysis.language, STR("ary"));
}

static void
best_two(const float *chance, struct topic_verdict *out)
{
	out->topic = out->second = TOPIC_NONE;
	for (int t = 1; t < TOPIC__COUNT; t++) {
		if (chance[t] > chance[out->topic]) {
			out->second = out->topic;
			out->topic = (enum topic)t;
		} else if (chance[t] > chance[out->second]) {
			out->second = (enum topic)t;
		}
	}
	out->chance = chance[out->topic];
	out->second_chance = chance[out->second];
}

/* The folders of an address: /sport/football/1.html has two. */
static enum topic
topic_of_address(struct str url)
{
	size_t at = str_find(url, STR("://"));
	enum topic found = TOPIC_NONE;
	struct str rest;

	if (at == STR_NPOS)
		return TOPIC_NONE;
	rest = str_sub(url, at + 3, url.n);
	str_until(&rest, '/'); /* the host */
	while (rest.n > 0 && found == TOPIC_NONE) {
		struct str folder = str_until(&rest, '/');

		if (rest.n > 0) /* else it is the article itself */
			found = topic_of_section(folder);
	}
	return found;
}

static enum topic
topic_of_tags(const struct str *tags, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		enum topic t = topic_of_section(tags[i]);

		if (t != TOPIC_NONE)
			return t;
	}
	return TOPIC_NONE;
}

static enum topic
topic_by_outlet(const struct doc *d)
{
	enum topic t = topic_of_section(d->article.section);

	if (t == TOPIC_NONE)
		t = topic_of_address(d->article.canonical_url.n > 0
		                             ? d->article.canonical_url
		                             : d->source.final_url);
	if (t == TOPIC_NONE)
		t = topic_of_tags(d->article.tags, d->article.tag_count);
	if (t == TOPIC_NONE)
		t = topic_of_tags(d->source.item.tags,
		                  d->source.item.tag_count);
	return t;
}

void
topic_decide(struct doc *d)
{
	struct topic_verdict v;
	float chance[TOPIC__COUNT];

	d->analysis.topic = topic_by_outlet(d);
	d->analysis.topic_by = TOPIC_BY_SECTION;
	if (d->analysis.topic != TOPIC_NONE)
		return;
	d->analysis.topic_by = TOPIC_BY_NONE;
	if (!is_arabic(d))
		return;
	if (topic_is_accident(&d->analysis.title_words)) {
		d->analysis.topic = TOPIC_ACCIDENTS;
		d->analysis.topic_by = TOPIC_BY_MODEL;
		return;
	}
	if (!is_enough(d))
		return;
	judge(d, chance);
	best_two(chance, &v);
	if (v.chance < TOPIC_SURE)
		return;
	d->analysis.topic = v.topic;
	d->analysis.topic_by = TOPIC_BY_MODEL;
}

/* Keep the words that speak most for a topic, each stem once. */
static void
add_word(struct topic_verdict *out, float *weights, struct str word, float w)
{
	size_t at = out->word_n;

	for (size_t i = 0; i < out->word_n; i++)
		if (str_eq(out->words[i], word))
			return;
	if (at == COUNT(out->words) && weights[at - 1] >= w)
		return;
	at -= at == COUNT(out->words);
	for (; at > 0 && weights[at - 1] < w; at--) {
		weights[at] = weights[at - 1];
		out->words[at] = out->words[at - 1];
	}
	weights[at] = w;
	out->words[at] = word;
	out->word_n += out->word_n < COUNT(out->words);
}

void
topic_explain(const struct doc *d, struct topic_verdict *out)
{
	const struct doc_words *w = &d->analysis.text_words;
	float chance[TOPIC__COUNT], weights[COUNT(out->words)];

	*out = (struct topic_verdict){ .topic = TOPIC_NONE };
	if (!is_arabic(d))
		return;
	judge(d, chance);
	best_two(chance, out);
	for (size_t i = 0; i < w->n && i < WORDS_MAX / 2; i++) {
		const struct topic_bucket *b =
		        &topic_buckets[topic_bucket(w->v[i].stem, 0)];
		float weight = (float)b->idf * (float)b->weight[out->topic];

		if (w->v[i].stem != 0 && weight > 0)
			add_word(out, weights, w->v[i].folded, weight);
	}
}
