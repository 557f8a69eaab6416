/*
 * tmplc: compiles the HTML templates of templates/ to C.
 *
 *	tmplc page templates/front.html OUT.c    one template
 *	tmplc header OUT.h templates/a.html ...  the prototypes of all
 *
 * A template x.html becomes void tpl_x(struct buf *o, const struct x_view
 * *v).  In it:
 *
 *	{{ a.b }}            a field, escaped for the place it stands in
 *	{{{ a }}}            a field of type struct safe_html, as it is
 *	{{# a }} {{/ a }}    once for each element of a list { T *v; size_t n; }
 *	{{? a }} {{/ a }}    if a is true, not empty, not zero
 *	{{^ a }} {{/ a }}    if it is not
 *	{{> a }}             the file _a.html, as if it stood here
 *	{{@ key }}           the interface text `key` in the page's language
 *	{{! words }}         nothing
 *
 * Names are looked up in the innermost list element, with a dot in front in
 * the whole view; the compiler of the generated C checks them.  The place is
 * known because this program follows the HTML as it copies it: text, quoted
 * attribute, or quoted attribute that holds an address (there the field must
 * be the head of the value, so that its scheme can be checked).  Everywhere
 * else {{ }} is refused, and blocks must end in the place they began in.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tmplc_html.h"

#define FILE_MAX_BYTES (1 << 20)
#define NEST_MAX 16
#define PARTIAL_DEPTH_MAX 4
#define PATH_MAX_BYTES 512

struct block {
	char kind; /* '#', '?' or '^' */
	char path[NAME_MAX_BYTES];
	struct html at;
};

struct compiler {
	FILE *out;
	const char *dir;
	const char *file;
	int line;
	struct html html;
	struct block block[NEST_MAX];
	int depth;
	int loops;   /* open ones: the innermost element is s<loops> */
	int partials;
	bool quoted; /* a string literal is open in the output */
};

static _Noreturn void die(const struct compiler *c, const char *fmt, ...)
        __attribute__((format(printf, 2, 3)));

static void
die(const struct compiler *c, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "%s:%d: ", c->file, c->line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

static char *
read_file(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	char *p = malloc(FILE_MAX_BYTES + 1);

	if (f == NULL || p == NULL) {
		perror(path);
		exit(1);
	}
	*n = fread(p, 1, FILE_MAX_BYTES, f);
	if (ferror(f) || !feof(f)) {
		fprintf(stderr, "%s: cannot be read whole\n", path);
		exit(1);
	}
	fclose(f);
	p[*n] = '\0';
	return p;
}

/* The writer for a field that stands here; dies where none may stand. */
static const char *
writer_here(const struct compiler *c)
{
	const struct html *h = &c->html;

	if (h->place == IN_TEXT)
		return "ESCAPE_TEXT";
	if (h->place != IN_VALUE)
		die(c, "{{ }} may not stand here (script, style, comment, "
		       "tag or unquoted attribute)");
	if (html_attr_is_refused(h->attr))
		die(c, "{{ }} may not stand in attribute %s", h->attr);
	if (!html_attr_is_url(h->attr))
		return "ESCAPE_ATTR";
	if (h->value_begun)
		die(c, "{{ }} must be the head of %s", h->attr);
	return "ESCAPE_URL";
}

/* Writing C --------------------------------------------------------------- */

static void
close_literal(struct compiler *c)
{
	if (c->quoted)
		fputs("\"));\n", c->out);
	c->quoted = false;
}

static void
copy_char(struct compiler *c, const char *at)
{
	unsigned char ch = (unsigned char)at[0];

	if (!html_step(&c->html, at))
		die(c, "a name is too long");
	if (!c->quoted)
		fputs("\tbuf_put(o, STR(\"", c->out);
	c->quoted = true;
	if (ch == '\n') {
		fputs("\\n", c->out);
		close_literal(c);
	} else if (ch == '"' || ch == '\\' || ch == '?') {
		fprintf(c->out, "\\%c", ch);
	} else {
		fputc(ch, c->out);
	}
}

/* The C expression of a name: "s1->a.b", ".x" is "v->x". */
static void
put_path(const struct compiler *c, const char *path)
{
	if (path[0] == '.')
		fprintf(c->out, "v->%s", path + 1);
	else
		fprintf(c->out, "s%d->%s", c->loops, path);
}

static void
check_path(const struct compiler *c, const char *path)
{
	const char *p = path[0] == '.' ? path + 1 : path;

	if (*p == '\0')
		die(c, "a name is missing");
	for (; *p != '\0'; p++)
		if (!islower((unsigned char)*p) && *p != '_' && *p != '.' &&
		    !isdigit((unsigned char)*p))
			die(c, "not a name: %s", path);
}

static void
open_block(struct compiler *c, char kind, const char *path)
{
	struct block *b;

	check_path(c, path);
	html_end_name(&c->html);
	if (c->depth == NEST_MAX)
		die(c, "nested too deep");
	b = &c->block[c->depth++];
	b->kind = kind;
	snprintf(b->path, sizeof(b->path), "%s", path);
	b->at = c->html;
	if (kind != '#') {
		fprintf(c->out, "\tif (%sESCAPE_IS(", kind == '^' ? "!" : "");
		put_path(c, path);
		fputs(")) {\n", c->out);
		return;
	}
	fprintf(c->out, "\tfor (size_t i%d = 0; i%d < ", c->loops + 1,
	        c->loops + 1);
	put_path(c, path);
	fprintf(c->out, ".n; i%d++) {\n\tconst __typeof__(*", c->loops + 1);
	put_path(c, path);
	fprintf(c->out, ".v) *s%d = &", c->loops + 1);
	put_path(c, path);
	fprintf(c->out, ".v[i%d];\n\n\t(void)s%d;\n", c->loops + 1,
	        c->loops + 1);
	c->loops++;
}

static void
close_block(struct compiler *c, const char *path)
{
	struct block *b;

	if (c->depth == 0)
		die(c, "nothing to end here: %s", path);
	b = &c->block[--c->depth];
	html_end_name(&c->html);
	if (strcmp(b->path, path) != 0)
		die(c, "%s ends where %s is open", path, b->path);
	if (!html_same_place(&b->at, &c->html))
		die(c, "%s begins and ends in different places", path);
	if (b->kind == '#')
		c->loops--;
	fputs("\t}\n", c->out);
}

static void
put_field(struct compiler *c, const char *writer, const char *path)
{
	check_path(c, path);
	fprintf(c->out, "\t%s(o, ", writer);
	put_path(c, path);
	fputs(");\n", c->out);
	c->html.value_begun = true;
}

static void
put_text(struct compiler *c, const char *key)
{
	check_path(c, key);
	fprintf(c->out, "\t%s(o, text_of(v->page.lang, TEXT_", writer_here(c));
	for (; *key != '\0'; key++)
		fputc(toupper((unsigned char)*key), c->out);
	fputs("));\n", c->out);
	c->html.value_begun = true;
}

static void compile(struct compiler *c, const char *file);

static void
include(struct compiler *c, const char *name)
{
	char path[PATH_MAX_BYTES];
	const char *file = c->file;
	int line = c->line;

	check_path(c, name);
	if (c->partials == PARTIAL_DEPTH_MAX)
		die(c, "files include each other");
	c->partials++;
	snprintf(path, sizeof(path), "%s/_%s.html", c->dir, name);
	compile(c, path);
	c->partials--;
	c->file = file;
	c->line = line;
}

/* What stands between {{ and }}, trimmed, is `body`. */
static void
directive(struct compiler *c, char kind, const char *body)
{
	if (kind == '!')
		return;
	close_literal(c);
	switch (kind) {
	case '#':
	case '?':
	case '^':
		open_block(c, kind, body);
		break;
	case '/':
		close_block(c, body);
		break;
	case '>':
		include(c, body);
		break;
	case '@':
		put_text(c, body);
		break;
	case '{':
		if (c->html.place != IN_TEXT)
			die(c, "{{{ }}} may stand in text only");
		put_field(c, "ESCAPE_RAW", body);
		break;
	default:
		put_field(c, writer_here(c), body);
		break;
	}
}

/* Take one directive at p ("{{..."); returns what stands behind it. */
static const char *
take_directive(struct compiler *c, const char *p)
{
	char body[NAME_MAX_BYTES] = "";
	bool raw = p[2] == '{';
	const char *end = strstr(p, raw ? "}}}" : "}}");
	const char *from = p + 2;
	char kind = *from;
	size_t n;

	if (end == NULL)
		die(c, "{{ without }}");
	if (strchr("#?^/>@!{", kind) != NULL)
		from++;
	else
		kind = ' ';
	while (from < end && isspace((unsigned char)*from))
		from++;
	n = (size_t)(end - from);
	while (n > 0 && isspace((unsigned char)from[n - 1]))
		n--;
	if (kind != '!') {
		if (n >= sizeof(body))
			die(c, "too long between {{ and }}");
		memcpy(body, from, n);
	}
	directive(c, kind, body);
	for (; p < end; p++)
		c->line += *p == '\n';
	return end + (raw ? 3 : 2);
}

static void
compile(struct compiler *c, const char *file)
{
	size_t n;
	char *text = read_file(file, &n);
	const char *p = text;
	bool line_start = true;
	int depth = c->depth;

	c->file = file;
	c->line = 1;
	while (*p != '\0') {
		/* indentation is for the designer, not for readers */
		if (line_start && (*p == ' ' || *p == '\t')) {
			p++;
			continue;
		}
		line_start = *p == '\n';
		c->line += *p == '\n';
		if (strncmp(p, "{{", 2) == 0)
			p = take_directive(c, p);
		else
			copy_char(c, p++);
	}
	close_literal(c);
	if (c->depth != depth)
		die(c, "%s is never ended", c->block[c->depth - 1].path);
	free(text);
}

/* "templates/front.html" gives "front". */
static void
stem_of(const char *path, char out[NAME_MAX_BYTES])
{
	const char *slash = strrchr(path, '/');
	const char *from = slash == NULL ? path : slash + 1;

	snprintf(out, NAME_MAX_BYTES, "%.*s", (int)strcspn(from, "."), from);
}

static void
compile_page(const char *in, const char *out_path)
{
	struct compiler c = { .file = in };
	char dir[PATH_MAX_BYTES];
	char name[NAME_MAX_BYTES];

	snprintf(dir, sizeof(dir), "%s", in);
	*strrchr(dir, '/') = '\0';
	c.dir = dir;
	c.out = fopen(out_path, "w");
	if (c.out == NULL) {
		perror(out_path);
		exit(1);
	}
	stem_of(in, name);
	fprintf(c.out,
	        "/* Made by: tmplc page %s.  Do not edit. */\n"
	        "#include \"web/tpl.h\"\n\n#include \"web/escape.h\"\n"
	        "#include \"web/texts.h\"\n\nvoid\n"
	        "tpl_%s(struct buf *o, const struct %s_view *v)\n{\n"
	        "\tconst struct %s_view *s0 = v;\n\n\t(void)s0;\n",
	        in, name, name, name);
	compile(&c, in);
	if (c.html.place != IN_TEXT)
		die(&c, "ends inside a tag or comment");
	fputs("}\n", c.out);
	if (fclose(c.out) != 0) {
		perror(out_path);
		exit(1);
	}
}

static void
write_header(const char *out_path, int n, char **in)
{
	FILE *out = fopen(out_path, "w");
	char name[NAME_MAX_BYTES];

	if (out == NULL) {
		perror(out_path);
		exit(1);
	}
	fputs("/* Made by: tmplc header.  Do not edit. */\n"
	      "#ifndef MARSAD_WEB_TPL_H\n#define MARSAD_WEB_TPL_H\n\n"
	      "#include \"base/buf.h\"\n#include \"web/views.h\"\n\n",
	      out);
	for (int i = 0; i < n; i++) {
		stem_of(in[i], name);
		fprintf(out,
		        "void tpl_%s(struct buf *o, const struct %s_view *v);\n",
		        name, name);
	}
	fputs("\n#endif\n", out);
	if (fclose(out) != 0) {
		perror(out_path);
		exit(1);
	}
}

int
main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "page") == 0) {
		compile_page(argv[2], argv[3]);
	} else if (argc >= 3 && strcmp(argv[1], "header") == 0) {
		write_header(argv[2], argc - 3, argv + 3);
	} else {
		fputs("usage: tmplc page IN.html OUT.c | "
		      "tmplc header OUT.h IN.html...\n", stderr);
		return 2;
	}
	return 0;
}
