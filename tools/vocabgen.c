/*
 * Makes the table of the words of class and id from
 * src/extract/vocabulary_words.def.  Writes C to standard output.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "extract/vocabulary_table.h"

static const struct {
	unsigned flags;
	const char *words;
} lists[] = {
#define X(what, words) { WORD_##what, words },
#include "extract/vocabulary_words.def"
#undef X
};

static uint32_t hashes[VOCABULARY_SLOTS];
static unsigned tells[VOCABULARY_SLOTS];
static unsigned used;
static struct vocabulary_begin begins[VOCABULARY_BEGINS];

static void
die(const char *what, const char *word, size_t n)
{
	fprintf(stderr, "vocabgen: %s: %.*s\n", what, (int)n, word);
	exit(1);
}

/* Returns whether the word was not there with these flags. */
static int
add_hash(uint32_t h, unsigned flags)
{
	uint32_t i = h % VOCABULARY_SLOTS;

	while (tells[i] != 0 && hashes[i] != h)
		i = (i + 1) % VOCABULARY_SLOTS;
	if (tells[i] & flags)
		return 0;
	used += tells[i] == 0;
	hashes[i] = h;
	tells[i] |= flags;
	return 1;
}

static void
add_word(const char *word, size_t n, unsigned flags)
{
	int prefix = word[n - 1] == VOCABULARY_PREFIX;
	size_t letters = prefix ? n - 1 : n;
	char begin[VOCABULARY_BEGIN] = { 0 };
	uint32_t h = VOCABULARY_HASH_START, key;
	struct vocabulary_begin *b;

	if (letters > VOCABULARY_WORD_MAX)
		die("too long", word, n);
	if (prefix && letters < VOCABULARY_BEGIN)
		die("too short for a prefix", word, n);
	memcpy(begin, word, letters < sizeof(begin) ? letters : sizeof(begin));
	for (size_t i = 0; i < n; i++)
		h = vocabulary_hash_step(h, word[i]);
	if (!add_hash(h, flags))
		die("twice in one list", word, n);
	if (used * 4 > VOCABULARY_SLOTS * 3)
		die("too many words", word, n);
	key = vocabulary_begin_key(begin, letters);
	b = &begins[vocabulary_begin_slot(key)];
	if (prefix)
		b->prefixes |= 1u << letters;
	else
		b->words |= 1u << letters;
}

static void
add_words(const char *words, unsigned flags)
{
	for (const char *p = words; *p != '\0';) {
		size_t n = strcspn(p, " ");

		if (n == 0)
			die("two spaces before", p, strlen(p));
		add_word(p, n, flags);
		p += n;
		p += *p == ' ';
	}
}

int
main(void)
{
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		add_words(lists[i].words, lists[i].flags);
	printf("/* Made by tools/vocabgen of vocabulary_words.def. */\n"
	       "#include \"extract/vocabulary_table.h\"\n\n"
	       "const uint32_t vocabulary_hashes[VOCABULARY_SLOTS] = {\n");
	for (unsigned i = 0; i < VOCABULARY_SLOTS; i++)
		printf("\t0x%lX,\n", (unsigned long)hashes[i]);
	printf("};\n\n"
	       "const uint16_t vocabulary_tells[VOCABULARY_SLOTS] = {\n");
	for (unsigned i = 0; i < VOCABULARY_SLOTS; i++)
		printf("\t0x%X,\n", tells[i]);
	printf("};\n\n"
	       "const struct vocabulary_begin "
	       "vocabulary_begins[VOCABULARY_BEGINS] = {\n");
	for (unsigned i = 0; i < VOCABULARY_BEGINS; i++)
		printf("\t{ 0x%lX, 0x%lX },\n", (unsigned long)begins[i].words,
		       (unsigned long)begins[i].prefixes);
	printf("};\n");
	return 0;
}
