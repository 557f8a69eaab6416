/*
 * Makes the table of the languages' words from src/text/language_words.def.
 * Writes C to standard output.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/language_table.h"

static const char *const lists[] = {
#define X(name, code, words) words,
#include "text/language_words.def"
#undef X
};

static uint64_t keys[LANGUAGE_SLOTS];
static unsigned sets[LANGUAGE_SLOTS];
static unsigned used;

static void
die(const char *what, const char *word, size_t n)
{
	fprintf(stderr, "langgen: %s: %.*s\n", what, (int)n, word);
	exit(1);
}

static void
add_word(const char *word, size_t n, unsigned language)
{
	uint64_t key = language_key(word, n);
	size_t at = language_slot(key);

	if (n == 0 || n > LANGUAGE_KEY_BYTES)
		die("no word of the right length", word, n);
	while (keys[at] != 0 && keys[at] != key)
		at = (at + 1) % LANGUAGE_SLOTS;
	if (sets[at] >> language & 1)
		die("twice in one list", word, n);
	used += keys[at] == 0;
	if (used * 4 > LANGUAGE_SLOTS * 3)
		die("too many words", word, n);
	keys[at] = key;
	sets[at] |= 1u << language;
}

int
main(void)
{
	for (unsigned i = 0; i < LANGUAGE__COUNT; i++)
		for (const char *p = lists[i]; *p != '\0';) {
			size_t n = strcspn(p, " ");

			add_word(p, n, i);
			p += n;
			p += *p == ' ';
		}
	printf("/* Made by tools/langgen of language_words.def. */\n"
	       "#include \"text/language_table.h\"\n\n"
	       "const uint64_t language_keys[LANGUAGE_SLOTS] = {\n");
	for (unsigned i = 0; i < LANGUAGE_SLOTS; i++)
		printf("\t0x%llX,\n", (unsigned long long)keys[i]);
	printf("};\n\n"
	       "const uint8_t language_sets[LANGUAGE_SLOTS] = {\n");
	for (unsigned i = 0; i < LANGUAGE_SLOTS; i++)
		printf("\t0x%X,\n", sets[i]);
	printf("};\n");
	return 0;
}
