/*
 * Makes the table of the words of dates: src/text/dates_words.def with the
 * rows of each word joined, and a hash over it.  Writes C to standard output.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/dates_words.h"

#define WORDS_MAX 4000u

static const struct row {
	const char *word;
	enum date_role role;
	int value;
} rows[] = {
#define X(word, role, value) { word, DATE_##role, value },
#include "text/dates_words.def"
#undef X
};

static struct word {
	const char *word;
	unsigned long long roles;
	int value[DATE_VALUES];
} words[WORDS_MAX];
static unsigned words_n;

static void
die(const char *what, const char *word)
{
	fprintf(stderr, "dategen: %s: %s\n", what, word);
	exit(1);
}

static struct word *
word_of(const char *text)
{
	for (unsigned i = 0; i < words_n; i++)
		if (strcmp(words[i].word, text) == 0)
			return &words[i];
	if (words_n == WORDS_MAX)
		die("too many words", text);
	words[words_n].word = text;
	return &words[words_n++];
}

static void
join_rows(void)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct word *w = word_of(rows[i].word);

		if (strlen(rows[i].word) > DATE_WORD_MAX)
			die("too long", rows[i].word);
		if (w->roles >> rows[i].role & 1)
			die("twice in one role", rows[i].word);
		w->roles |= 1ull << rows[i].role;
		if (rows[i].role < DATE_VALUES)
			w->value[rows[i].role] = rows[i].value;
	}
}

static uint32_t
hash_of(const char *text)
{
	uint32_t h = DATE_HASH_SEED;

	for (size_t n = strlen(text); n > 0; n--)
		h = date_hash_step(h, (unsigned char)text[n - 1]);
	return h;
}

static void
write_slots(void)
{
	static uint32_t slots[DATE_SLOTS];

	for (unsigned i = 0; i < words_n; i++) {
		uint32_t h = hash_of(words[i].word);
		uint32_t at = date_hash_slot(h);

		while (slots[at] != 0)
			at = (at + 1) & (DATE_SLOTS - 1);
		slots[at] = date_hash_tag(h) | (i + 1);
	}
	printf("const uint32_t date_slots[DATE_SLOTS] = {");
	for (unsigned i = 0; i < DATE_SLOTS; i++)
		printf("%s0x%lX,", i % 6 == 0 ? "\n\t" : " ",
		       (unsigned long)slots[i]);
	printf("\n};\n");
}

static void
write_words(void)
{
	printf("const struct date_word date_words[] = {\n");
	for (unsigned i = 0; i < words_n; i++) {
		printf("\t{ STR_INIT(\"%s\"), 0x%llXull, {", words[i].word,
		       words[i].roles);
		for (unsigned r = 0; r < DATE_VALUES; r++)
			printf("%s%d", r > 0 ? ", " : " ", words[i].value[r]);
		printf(" } },\n");
	}
	printf("};\n\nconst unsigned date_words_n = %u;\n\n", words_n);
}

int
main(void)
{
	join_rows();
	printf("/* Made by tools/dategen from src/text/dates_words.def. */\n"
	       "#include \"text/dates_words.h\"\n\n");
	write_words();
	write_slots();
	return 0;
}
