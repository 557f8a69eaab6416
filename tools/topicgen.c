/*
 * Makes the table of topics (src/analyse/topic_table.h) of
 * data/topics/model.txt on standard input.  Writes C to standard output.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/topic_table.h"
#include "base/str.h"

static void
die(const char *why)
{
	fprintf(stderr, "topicgen: %s\n", why);
	exit(1);
}

static int
byte_at(const char *line, size_t at)
{
	unsigned value = 0;

	for (size_t i = 2 * at; i < 2 * at + 2; i++) {
		const char *digits = "0123456789abcdef", *d;

		if (line[i] == '\0' || (d = strchr(digits, line[i])) == NULL)
			die("no hex digit");
		value = value * 16 + (unsigned)(d - digits);
	}
	return (int)value;
}

int
main(void)
{
	static const char *const names[] = {
#define X(name, text) text,
		TOPIC_MAP(X)
#undef X
	};
	int topics[TOPIC__COUNT], n = 0;
	char bias[TOPIC__COUNT][32] = { { 0 } }, step[32] = "";
	char *line = NULL;
	size_t cap = 0, buckets = 0;
	ssize_t got;

	printf("/* Made by tools/topicgen of data/topics/model.txt. */\n"
	       "#include \"analyse/topic_table.h\"\n\n"
	       "const struct topic_bucket topic_buckets[TOPIC_BUCKETS] = {\n");
	while ((got = getline(&line, &cap, stdin)) > 0) {
		struct str rest = str_trim((struct str){ line, (size_t)got });
		struct str word = str_until(&rest, ' ');

		if (word.n == 0 || word.p[0] == '#')
			continue;
		if (str_eq(word, STR("step"))) {
			snprintf(step, sizeof(step), "%.*s", STR_ARG(rest));
		} else if (str_eq(word, STR("topic"))) {
			struct str name = str_until(&rest, ' ');
			int t = 1;

			while (t < TOPIC__COUNT &&
			       !str_eq(name, str_from(names[t])))
				t++;
			if (t == TOPIC__COUNT || n == TOPIC__COUNT)
				die("no such topic");
			topics[n++] = t;
			snprintf(bias[t], sizeof(bias[t]), "%.*s",
			         STR_ARG(rest));
		} else {
			printf("\t{ %d, { ", byte_at(line, 0));
			for (int k = 0; k < n; k++)
				printf("[%d] = %d, ", topics[k],
				       (int)(signed char)byte_at(
				               line, (size_t)k + 1));
			printf("} },\n");
			buckets++;
		}
	}
	free(line);
	if (buckets != TOPIC_BUCKETS || step[0] == '\0')
		die("not a whole model");
	printf("};\n\nconst float topic_step = %sf;\n"
	       "const float topic_bias[TOPIC__COUNT] = {\n", step);
	for (int t = 0; t < TOPIC__COUNT; t++)
		printf("\t%s%s,\n", bias[t][0] != '\0' ? bias[t] : "-1e9",
		       "f");
	printf("};\n");
	return 0;
}
