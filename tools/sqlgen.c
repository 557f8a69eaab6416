/*
 * Compiles the SQL of the store: sqlgen OUT_DIR FILE.sql...
 *
 * A file whose name starts with four digits is a migration and taken whole;
 * they are numbered from 0001 without a gap, and their comments are kept in
 * the database's own schema.  Any other file holds named statements:
 *
 *	-- NAME(:param type, ...) -> column type, ...   what it is for
 *	SELECT ...;
 *
 * What several statements say alike is a passage: named once, behind "-- @",
 * up to an empty line, and put wherever a later line begins with its name:
 *
 *	-- @head_columns   what it is
 *	a.id, a.title
 *
 * Writes OUT_DIR/sql_gen.h (the enum) and OUT_DIR/sql_gen.c (the texts).
 * Comment lines between statements are left out.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAMES_MAX 256
#define NAME_MAX_BYTES 64
#define LINE_MAX_BYTES 1024
#define PASSAGES_MAX 16
#define PASSAGE_LINES_MAX 24

static __attribute__((noreturn)) void
fail(const char *file, int line, const char *why)
{
	fprintf(stderr, "%s:%d: %s\n", file, line, why);
	exit(1);
}

/* "-- NAME(": copies the name; false for any other line. */
static bool
is_header(const char *line, char name[NAME_MAX_BYTES])
{
	size_t n = 0;

	if (strncmp(line, "-- ", 3) != 0)
		return false;
	line += 3;
	while (n + 1 < NAME_MAX_BYTES &&
	       (isupper((unsigned char)line[n]) || line[n] == '_' ||
	        isdigit((unsigned char)line[n]))) {
		name[n] = line[n];
		n++;
	}
	name[n] = '\0';
	return n > 1 && line[n] == '(';
}

static bool
is_blank(const char *line)
{
	return line[strspn(line, " \t\r\n")] == '\0';
}

/* One line of SQL as a C string literal that ends in a line feed. */
static void
put_literal(FILE *out, const char *line)
{
	size_t n = strcspn(line, "\r\n");

	fputs("\t\"", out);
	for (size_t i = 0; i < n; i++) {
		if (line[i] == '"' || line[i] == '\\')
			fputc('\\', out);
		if (line[i] == '\t')
			fputs("\\t", out);
		else
			fputc(line[i], out);
	}
	fputs("\\n\"\n", out);
}

static bool
is_migration(const char *path)
{
	const char *base = strrchr(path, '/');

	base = base == NULL ? path : base + 1;
	return strspn(base, "0123456789") == 4;
}

static FILE *
open_or_fail(const char *path, const char *mode)
{
	FILE *f = fopen(path, mode);

	if (f == NULL)
		fail(path, 0, "cannot be opened");
	return f;
}

struct names {
	char name[NAMES_MAX][NAME_MAX_BYTES];
	int n;
};

static void
add_name(struct names *names, const char *name, const char *file, int line)
{
	for (int i = 0; i < names->n; i++)
		if (strcmp(names->name[i], name) == 0)
			fail(file, line, "a statement of that name exists");
	if (names->n == NAMES_MAX)
		fail(file, line, "too many statements");
	snprintf(names->name[names->n++], NAME_MAX_BYTES, "%s", name);
}

struct passage {
	char name[NAME_MAX_BYTES];
	char line[PASSAGE_LINES_MAX][LINE_MAX_BYTES];
	int lines;
};

struct passages {
	struct passage v[PASSAGES_MAX];
	int n;
};

/* The bytes of a passage's name at the head of s. */
static size_t
name_length(const char *s)
{
	size_t n = 0;

	while (islower((unsigned char)s[n]) || s[n] == '_')
		n++;
	return n < NAME_MAX_BYTES ? n : NAME_MAX_BYTES - 1;
}

/* "-- @name": the passage that begins; NULL for any other line. */
static struct passage *
begin_passage(struct passages *all, const char *line, const char *file,
              int number)
{
	struct passage *p;

	if (strncmp(line, "-- @", 4) != 0)
		return NULL;
	if (all->n == PASSAGES_MAX)
		fail(file, number, "too many passages");
	p = &all->v[all->n++];
	memcpy(p->name, line + 4, name_length(line + 4));
	return p;
}

static void
add_line(struct passage *p, const char *line, const char *file, int number)
{
	if (p->lines == PASSAGE_LINES_MAX)
		fail(file, number, "passage too long");
	snprintf(p->line[p->lines++], LINE_MAX_BYTES, "%s", line);
}

/* A line of SQL; one that begins with a passage's name is that passage. */
static void
put_line(FILE *out, const struct passages *all, const char *line,
         const char *file, int number)
{
	const char *at = line + strspn(line, " \t");
	size_t n;

	if (*at != '@') {
		put_literal(out, line);
		return;
	}
	n = name_length(++at);
	for (int i = 0; i < all->n; i++) {
		const struct passage *p = &all->v[i];

		if (strlen(p->name) != n || strncmp(p->name, at, n) != 0)
			continue;
		for (int k = 0; k < p->lines; k++)
			put_literal(out, p->line[k]);
		if (!is_blank(at + n))
			put_literal(out, at + n);
		return;
	}
	fail(file, number, "no passage of that name is above");
}

/* Statements of one file as entries of the C table. */
static void
put_statements(FILE *out, const char *path, struct names *names,
               struct passages *all)
{
	char line[LINE_MAX_BYTES], name[NAME_MAX_BYTES];
	FILE *in = open_or_fail(path, "r");
	struct passage *passage = NULL, *begun;
	bool open = false;
	int number = 0;

	while (fgets(line, sizeof(line), in) != NULL) {
		number++;
		if (strchr(line, '\n') == NULL)
			fail(path, number, "line too long");
		if ((begun = begin_passage(all, line, path, number)) != NULL) {
			passage = begun;
		} else if (is_header(line, name)) {
			fputs(open ? "\t},\n" : "", out);
			add_name(names, name, path, number);
			fprintf(out, "\t[Q_%s] = { \"%s\",\n", name, name);
			open = true;
			passage = NULL;
		} else if (is_blank(line)) {
			passage = NULL;
		} else if (passage != NULL) {
			add_line(passage, line, path, number);
		} else if (strncmp(line, "--", 2) != 0) {
			if (!open)
				fail(path, number, "SQL without a name");
			put_line(out, all, line, path, number);
		}
	}
	fputs(open ? "\t},\n" : "", out);
	fclose(in);
}

static void
put_migration(FILE *out, const char *path)
{
	char line[LINE_MAX_BYTES];
	FILE *in = open_or_fail(path, "r");
	int number = 0;

	while (fgets(line, sizeof(line), in) != NULL) {
		number++;
		if (strchr(line, '\n') == NULL)
			fail(path, number, "line too long");
		if (!is_blank(line))
			put_literal(out, line);
	}
	fputs("\t,\n", out);
	fclose(in);
}

/* The command that made the file, as its first lines. */
static void
put_command(FILE *out, int argc, char **argv)
{
	fputs("/*\n * Do not edit.  Made by:\n", out);
	for (int i = 0; i < argc; i++)
		fprintf(out, " * %s%s\n", i == 0 ? "" : "    ", argv[i]);
	fputs(" */\n", out);
}

/* Migrations come in order; a gap would shift every later version. */
static void
check_number(const char *path, int want)
{
	const char *base = strrchr(path, '/');
	int have = (int)strtol(base == NULL ? path : base + 1, NULL, 10);

	if (have != want)
		fail(path, 0, "is not the next migration");
}

static void
put_source(FILE *out, int argc, char **argv, struct names *names)
{
	static struct passages passages;
	int migrations = 0;

	put_command(out, argc, argv);
	fputs("#include \"store/sql_gen.h\"\n\n"
	      "const struct sql_statement sql_statements[Q__COUNT] = {\n",
	      out);
	for (int i = 2; i < argc; i++)
		if (!is_migration(argv[i]))
			put_statements(out, argv[i], names, &passages);
	fputs("};\n\nconst char *const sql_migrations[] = {\n", out);
	for (int i = 2; i < argc; i++)
		if (is_migration(argv[i])) {
			check_number(argv[i], ++migrations);
			put_migration(out, argv[i]);
		}
	fputs("};\n\nconst int sql_migration_count =\n"
	      "\t(int)(sizeof(sql_migrations) / sizeof(sql_migrations[0]));\n",
	      out);
}

static void
put_header(FILE *out, int argc, char **argv, const struct names *names)
{
	put_command(out, argc, argv);
	fputs("#ifndef MARSAD_STORE_SQL_GEN_H\n"
	      "#define MARSAD_STORE_SQL_GEN_H\n\n"
	      "/* A named statement of the store. */\nstruct sql_statement {\n"
	      "\tconst char *name;\n"
	      "\tconst char *text;\n"
	      "};\n\nenum sql_query {\n",
	      out);
	for (int i = 0; i < names->n; i++)
		fprintf(out, "\tQ_%s,\n", names->name[i]);
	fputs("\tQ__COUNT\n};\n\n"
	      "extern const struct sql_statement sql_statements[Q__COUNT];\n"
	      "extern const char *const sql_migrations[];\n"
	      "extern const int sql_migration_count;\n\n#endif\n",
	      out);
}

int
main(int argc, char **argv)
{
	static struct names names;
	char path[4096];
	FILE *out;

	if (argc < 3) {
		fprintf(stderr, "usage: sqlgen OUT_DIR FILE.sql...\n");
		return 2;
	}
	snprintf(path, sizeof(path), "%s/sql_gen.c", argv[1]);
	out = open_or_fail(path, "w");
	put_source(out, argc, argv, &names);
	if (fclose(out) != 0)
		fail(path, 0, "cannot be written");
	snprintf(path, sizeof(path), "%s/sql_gen.h", argv[1]);
	out = open_or_fail(path, "w");
	put_header(out, argc, argv, &names);
	if (fclose(out) != 0)
		fail(path, 0, "cannot be written");
	return 0;
}
