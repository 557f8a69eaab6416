/*
 * Makes the tables that tell languages apart (docs/language.md), as C on
 * standard output:
 *
 *	langgen latin SAMPLE...       one a language of language_classes.def
 *	langgen arabic FIGURES        of what `train` wrote
 *	langgen train AR ARY MIXED    figures: Arabic, Darija, either
 *
 * A sample is text, one sentence a line; figures are an n-gram a line.
 * Deterministic.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/language_table.h"

#define GRAMS_MAX (1u << 19)
#define CLASSES (LANGUAGE__COUNT)
#define LINE_MAX_BYTES 65536u
#define FILL 0.75        /* of the slots of a table */
#define LATIN_STEP 0.5   /* nepers: what a figure of one means */
#define LATIN_WORST 15.0 /* four bits */
#define LATIN_SMOOTH 0.3 /* counts that an n-gram never seen is given */
#define ARABIC_STEP 0.05
#define ARABIC_WORST 127.0
#define ARABIC_SMOOTH 5.0
#define OWN_WEIGHT 8u /* our sentences are few, and sure */
#define ROUNDS 3      /* of sorting the mixed lines */

struct gram {
	uint32_t key;
	float count[CLASSES];
	float figure[CLASSES];
	double worth;
};

static struct gram grams[GRAMS_MAX]; /* open addressing; key 0 is free */
static double totals[CLASSES][LANGUAGE_GRAM + 1];
static double kinds[LANGUAGE_GRAM + 1]; /* distinct n-grams of a length */
static unsigned used;

static void
die(const char *what, const char *name)
{
	fprintf(stderr, "langgen: %s: %s\n", what, name);
	exit(1);
}

static struct gram *
find(uint32_t key)
{
	size_t at = language_slot(language_mix(key), GRAMS_MAX);

	while (grams[at].key != 0 && grams[at].key != key)
		at = (at + 1) % GRAMS_MAX;
	return &grams[at];
}

static unsigned
length_of(uint32_t key)
{
	unsigned n = 0;

	for (; key != 0; key >>= 8)
		n++;
	return n;
}

typedef void each_gram(uint32_t key, unsigned language, double weight);

static void
walk_text(struct str s, enum language_script script, each_gram *each,
          unsigned language, double weight)
{
	struct language_word w;

	while (language_next_word(&s, script, &w))
		for (size_t i = 0; i < w.n; i++) {
			uint32_t key = 0;

			for (size_t k = i; k < w.n && k < i + LANGUAGE_GRAM;
			     k++) {
				key = key << 8 | w.v[k];
				if (key != LANGUAGE_EDGE)
					each(key, language, weight);
			}
		}
}

static void
count_gram(uint32_t key, unsigned language, double weight)
{
	struct gram *g = find(key);
	unsigned n = length_of(key);

	if (g->key == 0) {
		if (++used > GRAMS_MAX / 4 * 3)
			die("too many n-grams", "enlarge GRAMS_MAX");
		g->key = key;
		kinds[n]++;
	}
	g->count[language] += (float)weight;
	totals[language][n] += weight;
}

typedef void each_line(struct str line, unsigned language);

static void
read_lines(const char *path, each_line *each, unsigned language)
{
	static char line[LINE_MAX_BYTES];
	FILE *f = fopen(path, "r");

	if (f == NULL)
		die("cannot read", path);
	while (fgets(line, sizeof(line), f) != NULL)
		each(str_from(line), language);
	fclose(f);
}

static double
log_share(const struct gram *g, unsigned language, double smooth)
{
	unsigned n = length_of(g->key);

	return log((g->count[language] + smooth) /
	           (totals[language][n] + smooth * kinds[n]));
}

static int
by_worth(const void *a, const void *b)
{
	const struct gram *x = a, *y = b;

	if (x->worth != y->worth)
		return x->worth < y->worth ? 1 : -1;
	return (x->key > y->key) - (x->key < y->key);
}

/* Bring the n-grams to the front, the worthiest first. */
static void
sort_grams(void)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < GRAMS_MAX; i++)
		if (grams[i].key != 0)
			grams[n++] = grams[i];
	qsort(grams, n, sizeof(grams[0]), by_worth);
}

/*
 * A table of `slots`: each the number of a sorted n-gram, from one, or 0.
 * One that would be taken for a worthier is left out.
 */
static void
place(uint32_t slots, uint32_t *places)
{
	unsigned kept = 0;

	for (uint32_t i = 0; i < used && kept < slots * FILL; i++) {
		uint32_t mix = language_mix(grams[i].key);
		size_t at = language_slot(mix, slots);
		bool taken = false;

		for (; places[at] != 0; at = (at + 1) % slots) {
			uint32_t other = grams[places[at] - 1].key;

			taken |= language_tag(language_mix(other)) ==
			         language_tag(mix);
		}
		if (taken)
			continue;
		places[at] = i + 1;
		kept++;
	}
}

static void
put_tags(const char *name, const char *size, uint32_t slots,
         const uint32_t *places)
{
	printf("const uint16_t %s[%s] = {", name, size);
	for (uint32_t i = 0; i < slots; i++) {
		unsigned tag = 0;

		if (places[i] != 0)
			tag = language_tag(
				language_mix(grams[places[i] - 1].key));
		printf("%s%u,", i % 12 == 0 ? "\n\t" : " ", tag);
	}
	printf("\n};\n\n");
}

static void
count_latin(struct str line, unsigned language)
{
	walk_text(line, LANGUAGE_LATIN, count_gram, language, 1);
}

/* Figures, and worth: how often it is met times how much it then tells. */
static void
judge_latin(struct gram *g)
{
	double v[CLASSES], most = -1e9, sum = 0;

	for (unsigned c = 0; c < CLASSES; c++) {
		v[c] = log_share(g, c, LATIN_SMOOTH);
		most = fmax(most, v[c]);
	}
	for (unsigned c = 0; c < CLASSES; c++) {
		double steps = (most - v[c]) / LATIN_STEP;

		g->figure[c] = (float)fmin(round(steps), LATIN_WORST);
		sum += g->figure[c];
	}
	for (unsigned c = 0; c < CLASSES; c++)
		if (g->count[c] > 0)
			g->worth += exp(v[c]) * (sum / CLASSES - g->figure[c]);
}

static void
make_latin(char **samples, int n)
{
	static uint32_t places[LANGUAGE_LATIN_SLOTS];

	if (n != CLASSES)
		die("wants one sample a language", "latin");
	for (unsigned i = 0; i < CLASSES; i++)
		read_lines(samples[i], count_latin, i);
	for (size_t i = 0; i < GRAMS_MAX; i++)
		if (grams[i].key != 0)
			judge_latin(&grams[i]);
	sort_grams();
	place(LANGUAGE_LATIN_SLOTS, places);
	printf("/* Made by tools/langgen latin of data/language. */\n"
	       "#include \"text/language_table.h\"\n\n");
	put_tags("language_latin_tags", "LANGUAGE_LATIN_SLOTS",
	         LANGUAGE_LATIN_SLOTS, places);
	printf("const uint64_t language_latin_rare[LANGUAGE_LATIN_SLOTS] = "
	       "{\n");
	for (uint32_t i = 0; i < LANGUAGE_LATIN_SLOTS; i++) {
		uint64_t all = 0;

		for (unsigned c = 0; c < CLASSES && places[i] != 0; c++)
			all |= (uint64_t)grams[places[i] - 1].figure[c]
			       << 4 * c;
		printf("\t0x%llXu,\n", (unsigned long long)all);
	}
	printf("};\n");
}

enum { AR, ARY };

static void
count_arabic(struct str line, unsigned language)
{
	walk_text(line, LANGUAGE_ARABIC, count_gram, language, 1);
}

static void
count_own(struct str line, unsigned language)
{
	walk_text(line, LANGUAGE_ARABIC, count_gram, language, OWN_WEIGHT);
}

static double odds; /* of the line at hand: positive for Darija */

static void
add_odds(uint32_t key, unsigned language, double weight)
{
	const struct gram *g = find(key);

	(void)language;
	(void)weight;
	if (g->key != 0)
		odds += g->figure[AR];
}

/* A mixed line counts as what it was found to be, in the round before. */
static void
sort_mixed(struct str line, unsigned language)
{
	(void)language;
	odds = 0;
	walk_text(line, LANGUAGE_ARABIC, add_odds, 0, 0);
	if (odds != 0)
		walk_text(line, LANGUAGE_ARABIC, count_gram,
		          odds > 0 ? ARY : AR, 1);
}

static void
judge_arabic(struct gram *g)
{
	double ar = log_share(g, AR, ARABIC_SMOOTH);
	double ary = log_share(g, ARY, ARABIC_SMOOTH);
	double steps = round((ary - ar) / ARABIC_STEP);

	g->figure[AR] = (float)fmax(fmin(steps, ARABIC_WORST), -ARABIC_WORST);
	g->worth = (exp(ar) + exp(ary)) * fabs(ary - ar);
}

static void
forget_counts(void)
{
	for (size_t i = 0; i < GRAMS_MAX; i++)
		memset(grams[i].count, 0, sizeof(grams[i].count));
	memset(totals, 0, sizeof(totals));
}

static void
train_arabic(char **samples)
{
	for (int round = 0; round <= ROUNDS; round++) {
		forget_counts();
		read_lines(samples[0], count_arabic, AR);
		read_lines(samples[1], count_own, ARY);
		if (round > 0)
			read_lines(samples[2], sort_mixed, ARY);
		for (size_t i = 0; i < GRAMS_MAX; i++)
			if (grams[i].key != 0)
				judge_arabic(&grams[i]);
	}
	sort_grams();
	printf("# Made by tools/langgen train: figures, not to be edited.  Of "
	       "what: README.md\n"
	       "# n-gram (its letters less U+0600, hexadecimal), figure\n");
	for (uint32_t i = 0; i < used && i < LANGUAGE_ARABIC_SLOTS * FILL; i++)
		printf("%X %d\n", grams[i].key, (int)grams[i].figure[AR]);
}

static void
read_figure(struct str line, unsigned language)
{
	char *end;
	uint32_t key = (uint32_t)strtoul(line.p, &end, 16);
	struct gram *g = find(key);

	(void)language;
	if (line.p[0] == '#')
		return;
	if (key == 0 || g->key != 0)
		die("no new n-gram", line.p);
	g->key = key;
	g->figure[AR] = (float)strtol(end, NULL, 10);
	g->worth = -(double)used++; /* in the order of the file */
}

static void
make_arabic(const char *figures)
{
	static uint32_t places[LANGUAGE_ARABIC_SLOTS];

	read_lines(figures, read_figure, AR);
	sort_grams();
	place(LANGUAGE_ARABIC_SLOTS, places);
	printf("/* Made by tools/langgen arabic of data/language. */\n"
	       "#include \"text/language_table.h\"\n\n");
	put_tags("language_arabic_tags", "LANGUAGE_ARABIC_SLOTS",
	         LANGUAGE_ARABIC_SLOTS, places);
	printf("const int8_t language_arabic_odds[LANGUAGE_ARABIC_SLOTS] = {");
	for (uint32_t i = 0; i < LANGUAGE_ARABIC_SLOTS; i++) {
		uint32_t at = places[i];

		printf("%s%d,", i % 16 == 0 ? "\n\t" : " ",
		       at == 0 ? 0 : (int)grams[at - 1].figure[AR]);
	}
	printf("\n};\n");
}

int
main(int argc, char **argv)
{
	if (argc > 2 && strcmp(argv[1], "latin") == 0)
		make_latin(argv + 2, argc - 2);
	else if (argc == 3 && strcmp(argv[1], "arabic") == 0)
		make_arabic(argv[2]);
	else if (argc == 5 && strcmp(argv[1], "train") == 0)
		train_arabic(argv + 2);
	else
		die("usage", "langgen latin|arabic|train FILE...");
	return 0;
}
