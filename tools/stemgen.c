/*
 * Makes the tables of the stemmer from src/text/stem_words.def: whole words
 * (W) and families (F).  Writes C to standard output.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/stem_table.h"

static const char *const whole[] = {
#define W(words) words,
#define F(words)
#include "text/stem_words.def"
#undef W
#undef F
};

static const char *const families[] = {
#define W(words)
#define F(words) words,
#include "text/stem_words.def"
#undef W
#undef F
};

struct set {
	uint64_t keys[STEM_SLOTS];
	const char *value[STEM_SLOTS];
	unsigned used;
};

static void
die(const char *what, const char *word, size_t n)
{
	fprintf(stderr, "stemgen: %s: %.*s\n", what, (int)n, word);
	exit(1);
}

static uint64_t
key_of(const char *word, size_t n)
{
	unsigned char c[STEM_KEY_LETTERS] = { 0 };

	if (n == 0 || n % 2 != 0 || n / 2 > STEM_KEY_LETTERS)
		die("no stem of the right length", word, n);
	for (size_t i = 0; i < n; i += 2) {
		if ((word[i] & 0xFC) != 0xD8)
			die("no Arabic letter", word, n);
		c[i / 2] = (unsigned char)((word[i] & 3) << 6 |
		                           (word[i + 1] & 0x3F));
	}
	return stem_key(c, n / 2);
}

static void
add(struct set *s, const char *word, size_t n, const char *value)
{
	uint64_t key = key_of(word, n);
	size_t at = stem_slot(key);

	while (s->keys[at] != 0 && s->keys[at] != key)
		at = (at + 1) % STEM_SLOTS;
	if (s->keys[at] == key)
		die("twice", word, n);
	s->keys[at] = key;
	s->value[at] = value;
	if (++s->used * 2 > STEM_SLOTS)
		die("too many stems", word, n);
}

/* The words of a line; the first is left out when it is the value. */
static void
add_line(struct set *s, const char *line, int is_family)
{
	for (const char *p = line; *p != '\0';) {
		size_t n = strcspn(p, " ");

		if (!is_family || p != line)
			add(s, p, n, line);
		p += n;
		p += *p == ' ';
	}
}

static void
print_keys(const char *name, const struct set *s)
{
	printf("const uint64_t %s[STEM_SLOTS] = {\n", name);
	for (size_t i = 0; i < STEM_SLOTS; i++)
		printf("\t0x%llX,\n", (unsigned long long)s->keys[i]);
	printf("};\n\n");
}

int
main(void)
{
	static struct set wholes, members;

	for (size_t i = 0; i < sizeof(whole) / sizeof(*whole); i++)
		add_line(&wholes, whole[i], 0);
	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++)
		add_line(&members, families[i], 1);
	printf("/* Made by tools/stemgen of stem_words.def. */\n"
	       "#include \"text/stem_table.h\"\n\n");
	print_keys("stem_whole", &wholes);
	print_keys("stem_members", &members);
	printf("const struct stem_family stem_families[STEM_SLOTS] = {\n");
	for (size_t i = 0; i < STEM_SLOTS; i++)
		if (members.keys[i] != 0) {
			const char *v = members.value[i];
			int n = (int)strcspn(v, " ");

			printf("\t[%zu] = { \"%.*s\", %d },\n", i, n, v, n);
		}
	printf("};\n");
	return 0;
}
