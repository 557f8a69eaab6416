/*
 * Makes the table of common stems (src/text/common.h) of data/terms on
 * standard input: lines of a count and stems.  Writes C to standard output.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "text/common.h"
#include "text/common_table.h"
#include "text/stem.h"

static void
die(const char *why)
{
	fprintf(stderr, "commongen: %s\n", why);
	exit(1);
}

static struct common_slot slots[COMMON_SLOTS];

static void
table_line(char *line)
{
	struct str rest = str_trim(str_from(line)), word;
	uint64_t in;
	struct str number = str_until(&rest, ' ');

	if (number.n == 0 || number.p[0] == '#')
		return;
	if (!str_number(&number, &in, COMMON_OF))
		die("a line without a count");
	while ((word = str_until(&rest, ' ')).n > 0) {
		uint32_t h = stem_hash(word), at = h % COMMON_SLOTS;

		while (slots[at].stem != 0 && slots[at].stem != h)
			at = (at + 1) % COMMON_SLOTS;
		if (slots[at].in < in)
			slots[at] = (struct common_slot){ h, (uint16_t)in };
	}
}

int
main(void)
{
	char *line = NULL;
	size_t cap = 0, used = 0;

	while (getline(&line, &cap, stdin) > 0)
		table_line(line);
	free(line);
	printf("/* Made by tools/commongen of data/terms. */\n"
	       "#include \"text/common_table.h\"\n\n"
	       "const struct common_slot common_slots[COMMON_SLOTS] = {\n");
	for (size_t i = 0; i < COMMON_SLOTS; i++)
		if (slots[i].stem != 0) {
			printf("\t[%zu] = { 0x%Xu, %u },\n", i,
			       (unsigned)slots[i].stem, (unsigned)slots[i].in);
			used++;
		}
	printf("};\n");
	if (used > COMMON_SLOTS / 2)
		die("too many stems");
	return 0;
}
