/*
 * demogen: compiles the demo outlets of data/demo into C.
 *
 *	demogen outlets.conf words.conf comments.conf PAGE.html... TEXT.txt...
 *
 * Writes the C to standard output.  What is malformed is told as
 * "file:line: what" and fails the build.  The files' form: data/demo/README.md.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "demo/data.h"

#define SITES_MAX 64
#define WORDS_MAX 128
#define PAGES_MAX 16
#define PIECES_MAX 4096
#define PARAGRAPHS_MAX 64
#define FILE_MAX_BYTES (1u << 20)
#define LITERAL_MAX 3000u /* C promises 4095 */
#define COLUMNS_MAX 12
#define NESTING_MAX 4

struct where {
	struct str path;
	unsigned line;
};

struct piece {
	struct where at;
	struct demo_piece d;
	struct str paragraphs[2][PARAGRAPHS_MAX];
	bool has_at;
};

struct generator {
	struct arena mem;
	struct buf out;
	struct where at;
	struct str sites[SITES_MAX], site_templates[SITES_MAX];
	size_t site_count;
	struct str words[WORDS_MAX];
	size_t word_count;
	struct str pages[PAGES_MAX];
	size_t page_count;
	struct piece *pieces[PIECES_MAX];
	size_t piece_count;
};

#define SLOT(name) STR_INIT(#name),
static const struct str slots[] = {
#include "demo/slots.def"
};
#undef SLOT
#define SECTION(name) STR_INIT(#name),
static const struct str sections[] = {
#include "demo/slots.def"
};
#undef SECTION
#define X(name) STR_INIT(#name),
static const struct str topics[] = { DEMO_TOPIC_MAP(X) };
static const struct str fixed_words[] = {
	DEMO_TOPIC_MAP(X) DEMO_FIXED_WORD_MAP(X)
};
#undef X
static const struct str images[] = {
	STR_INIT("sea"),     STR_INIT("mountain"), STR_INIT("city"),
	STR_INIT("field"),   STR_INIT("stadium"),  STR_INIT("chart"),
	STR_INIT("book"),    STR_INIT("sky"),      STR_INIT("road"),
	STR_INIT("night"),
};
static const struct str languages[] = { STR_INIT("ar"), STR_INIT("fr") };
static const struct str kinds[] = {
	STR_INIT("rss2"),      STR_INIT("rss2-full"), STR_INIT("rss091"),
	STR_INIT("rdf"),       STR_INIT("atom"),      STR_INIT("atom-full"),
	STR_INIT("json"),      STR_INIT("json-front"), STR_INIT("sitemap"),
};
static const struct str markups[] = {
	STR_INIT("jsonld"), STR_INIT("og"), STR_INIT("microdata"),
	STR_INIT("graph"),  STR_INIT("none"),
};

static NORETURN PRINTF_LIKE(2, 3) void
fail(const struct where *at, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "%.*s:%u: ", STR_ARG(at->path), at->line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

/* Index of a name in a list; SIZE_MAX when it is not there. */
static size_t
find(const struct str *list, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(list[i], name))
			return i;
	return SIZE_MAX;
}

static size_t
want(const struct generator *g, const struct str *list, size_t n,
     struct str name)
{
	size_t i = find(list, n, name);

	if (i == SIZE_MAX)
		fail(&g->at, "unknown word \"%.*s\"", STR_ARG(name));
	return i;
}

static struct str
read_whole(struct generator *g, const char *path)
{
	FILE *f = fopen(path, "rb");
	char *text = arena_alloc(&g->mem, FILE_MAX_BYTES);
	size_t n;

	g->at = (struct where){ str_from(path), 0 };
	if (f == NULL || text == NULL)
		fail(&g->at, "cannot be read");
	n = fread(text, 1, FILE_MAX_BYTES, f);
	if (ferror(f) || n == FILE_MAX_BYTES)
		fail(&g->at, "cannot be read, or too large");
	fclose(f);
	return (struct str){ text, n };
}

/* Next line of a file, counted. */
static bool
next_line(struct generator *g, struct str *rest, struct str *line)
{
	if (rest->n == 0)
		return false;
	*line = str_line(rest);
	g->at.line++;
	for (size_t i = 0; i < line->n; i++)
		if ((unsigned char)line->p[i] < ' ' && line->p[i] != '\t')
			fail(&g->at, "control character");
	return true;
}

/* A C initialiser of a struct str. */
static void
put_str(struct buf *b, struct str s)
{
	buf_put(b, STR("STR_INIT(\""));
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '"' || c == '\\' || c == '?')
			buf_put_char(b, '\\');
		if (c == '\n')
			buf_put(b, STR("\\n"));
		else if (c == '\t')
			buf_put(b, STR("\\t"));
		else
			buf_put_char(b, c);
	}
	buf_put(b, STR("\")"));
}

static void
put_field(struct buf *b, const char *name, struct str s)
{
	buf_printf(b, " .%s = ", name);
	put_str(b, s);
	buf_put_char(b, ',');
}

/* "a | b | c" of a .conf file; comments and empty lines are skipped. */
static bool
next_row(struct generator *g, struct str *rest, struct str *column, size_t n)
{
	struct str line;

	while (next_line(g, rest, &line)) {
		size_t i = 0;

		if (str_trim(line).n == 0 || line.p[0] == '#')
			continue;
		while (line.n > 0 && i < n)
			column[i++] = str_trim(str_until(&line, '|'));
		if (i != n || line.n > 0)
			fail(&g->at, "%zu columns are wanted", n);
		return true;
	}
	return false;
}

static void
read_sites(struct generator *g, struct str text)
{
	struct str c[COLUMNS_MAX];
	struct buf *b = &g->out;

	buf_put(b, STR("const struct demo_site demo_sites[] = {\n"));
	while (next_row(g, &text, c, 9)) {
		if (g->site_count == SITES_MAX)
			fail(&g->at, "too many outlets");
		if (find(g->sites, g->site_count, c[0]) != SIZE_MAX)
			fail(&g->at, "outlet named twice");
		g->sites[g->site_count] = c[0];
		g->site_templates[g->site_count++] = c[5];
		(void)want(g, kinds, COUNT(kinds), c[3]);
		(void)want(g, markups, COUNT(markups), c[6]);
		buf_put(b, STR("\t{"));
		put_field(b, "slug", c[0]);
		put_field(b, "name", c[1]);
		put_field(b, "kind", c[3]);
		put_field(b, "charset", c[4]);
		put_field(b, "markup", c[6]);
		put_field(b, "slogan", c[7]);
		put_field(b, "about", c[8]);
		buf_printf(b, " .language = %zu, .template = PAGE_%.*s },\n",
		           want(g, languages, COUNT(languages), c[2]),
		           STR_ARG(c[5]));
	}
	buf_printf(b, "};\nconst size_t demo_site_count = %zu;\n\n",
	           g->site_count);
}

static void
read_words(struct generator *g, struct str text)
{
	struct str c[COLUMNS_MAX];
	struct buf *b = &g->out;

	buf_put(b, STR("const struct str demo_words[][DEMO_LANGUAGE__COUNT] "
	               "= {\n"));
	while (next_row(g, &text, c, 3)) {
		size_t i = g->word_count;

		if (i == WORDS_MAX)
			fail(&g->at, "too many words");
		if (i < COUNT(fixed_words) && !str_eq(c[0], fixed_words[i]))
			fail(&g->at, "\"%.*s\" must stand here",
			     STR_ARG(fixed_words[i]));
		g->words[g->word_count++] = c[0];
		buf_put(b, STR("\t{ "));
		put_str(b, c[1]);
		buf_put(b, STR(", "));
		put_str(b, c[2]);
		buf_put(b, STR(" },\n"));
	}
	if (g->word_count < COUNT(fixed_words))
		fail(&g->at, "words are missing");
	buf_put(b, STR("};\n\n"));
}

static void
read_comments(struct generator *g, struct str text)
{
	struct str c[COLUMNS_MAX];
	struct buf *b = &g->out;
	size_t n = 0;

	buf_put(b, STR("const struct demo_comment demo_comments[] = {\n"));
	for (; next_row(g, &text, c, 3); n++) {
		buf_printf(b, "\t{ .language = %zu,",
		           want(g, languages, COUNT(languages), c[0]));
		put_field(b, "who", c[1]);
		put_field(b, "text", c[2]);
		buf_put(b, STR(" },\n"));
	}
	buf_printf(b, "};\nconst size_t demo_comment_count = %zu;\n\n", n);
}

static void
put_token(struct buf *b, const char *kind, size_t what, struct str text)
{
	while (text.n > LITERAL_MAX) {
		size_t n = LITERAL_MAX;

		while (((unsigned char)text.p[n] & 0xC0) == 0x80)
			n--;
		put_token(b, kind, what, str_sub(text, 0, n));
		text = str_sub(text, n, text.n);
	}
	buf_printf(b, "\t{ .kind = %s, .what = %zu, .text = ", kind, what);
	put_str(b, text);
	buf_put(b, STR(" },\n"));
}

/* What "{...}" at the front of s is; 0 bytes: plain text. */
static size_t
brace_at(struct str s, struct str *name)
{
	size_t n = 1;

	if (n < s.n && (s.p[n] == '@' || s.p[n] == '?' || s.p[n] == '/'))
		n++;
	while (n < s.n && ((s.p[n] >= 'a' && s.p[n] <= 'z') ||
	                   s.p[n] == '_'))
		n++;
	if (n >= s.n || s.p[n] != '}' || n < 2)
		return 0;
	*name = str_sub(s, 1, n);
	return n + 1;
}

/* The conditions that are open. */
struct open {
	struct str name[NESTING_MAX];
	size_t n;
};

static void
put_brace(struct generator *g, struct str name, struct open *open)
{
	char sign = name.p[0];
	struct str rest = str_sub(name, 1, name.n);

	if (sign == '@') {
		put_token(&g->out, "DEMO_WORD",
		          want(g, g->words, g->word_count, rest), STR_EMPTY);
	} else if (sign == '?') {
		if (open->n == NESTING_MAX)
			fail(&g->at, "conditions nested too deep");
		open->name[open->n++] = rest;
		put_token(&g->out, "DEMO_IF",
		          want(g, slots, COUNT(slots), rest), STR_EMPTY);
	} else if (sign == '/') {
		if (open->n == 0 || !str_eq(open->name[--open->n], rest))
			fail(&g->at, "{/%.*s} closes nothing", STR_ARG(rest));
		put_token(&g->out, "DEMO_END", 0, STR_EMPTY);
	} else {
		put_token(&g->out, "DEMO_VALUE",
		          want(g, slots, COUNT(slots), name), STR_EMPTY);
	}
}

/* One line of a section into tokens. */
static void
put_template_line(struct generator *g, struct str line, struct open *open)
{
	size_t from = 0;

	for (size_t i = 0; i < line.n; i++) {
		struct str name;
		size_t n = line.p[i] == '{'
		        ? brace_at(str_sub(line, i, line.n), &name)
		        : 0;

		if (n == 0)
			continue;
		if (i > from)
			put_token(&g->out, "DEMO_TEXT", 0,
			          str_sub(line, from, i));
		put_brace(g, name, open);
		from = i + n;
		i = from - 1;
	}
	line = str_cat(&g->mem, str_sub(line, from, line.n), STR("\n"));
	put_token(&g->out, "DEMO_TEXT", 0, line);
}

static void
read_page(struct generator *g, struct str text)
{
	struct str name = g->at.path;
	struct open open = { .n = 0 };
	struct str line;
	bool seen[COUNT(sections)] = { false };
	bool inside = false;

	name = str_sub(name, str_rchr(name, '/') + 1, name.n);
	name = str_until(&name, '.');
	g->pages[g->page_count++] = name;
	while (next_line(g, &text, &line)) {
		size_t i;

		if (!str_skip(&line, STR("@section "))) {
			if (!inside)
				fail(&g->at, "text before a section");
			put_template_line(g, line, &open);
			continue;
		}
		if (open.n > 0)
			fail(&g->at, "{?%.*s} is not closed",
			     STR_ARG(open.name[open.n - 1]));
		i = want(g, sections, COUNT(sections), str_trim(line));
		if (seen[i])
			fail(&g->at, "section stands twice");
		seen[i] = true;
		buf_printf(&g->out, "%sstatic const struct demo_token "
		           "%.*s_%.*s[] = {\n", inside ? "};\n" : "",
		           STR_ARG(name), STR_ARG(sections[i]));
		inside = true;
	}
	for (size_t i = 0; i < COUNT(sections); i++)
		if (!seen[i])
			fail(&g->at, "section %.*s is missing",
			     STR_ARG(sections[i]));
	if (open.n > 0)
		fail(&g->at, "{?%.*s} is not closed",
		     STR_ARG(open.name[open.n - 1]));
	buf_put(&g->out, STR("};\n\n"));
}

static void
put_pages(struct generator *g)
{
	struct buf *b = &g->out;

	for (size_t i = 0; i < g->site_count; i++)
		if (find(g->pages, g->page_count, g->site_templates[i]) ==
		    SIZE_MAX)
			fail(&g->at, "no page template \"%.*s\"",
			     STR_ARG(g->site_templates[i]));
	buf_put(b, STR("const struct demo_template demo_templates[] = {\n"));
	for (size_t i = 0; i < g->page_count; i++) {
		struct str name = g->pages[i];

		buf_printf(b, "\t[PAGE_%.*s] = {", STR_ARG(name));
		put_field(b, "name", name);
		buf_put(b, STR(" .section = {\n"));
		for (size_t k = 0; k < COUNT(sections); k++)
			buf_printf(b, "\t\t[DEMO_SECTION_%.*s] = { %.*s_%.*s,"
			           " sizeof(%.*s_%.*s) / "
			           "sizeof(struct demo_token) },\n",
			           STR_ARG(sections[k]), STR_ARG(name),
			           STR_ARG(sections[k]), STR_ARG(name),
			           STR_ARG(sections[k]));
		buf_put(b, STR("\t} },\n"));
	}
	buf_put(b, STR("};\n\n"));
}

static int32_t
minutes(const struct generator *g, struct str s)
{
	int64_t v;

	if (!str_int64(s, &v) || v < -100000 || v > 100000)
		fail(&g->at, "not a number of minutes");
	return (int32_t)v;
}

/* A header line into its field. */
static void
read_header(struct generator *g, struct piece *p, struct str line)
{
	struct str key = str_trim(str_until(&line, ':'));
	struct str value = str_trim(line);
	struct {
		struct str key;
		struct str *field;
	} plain[] = {
		{ STR("slug"), &p->d.slug },     { STR("event"), &p->d.event },
		{ STR("copy"), &p->d.copy },     { STR("author"), &p->d.author },
		{ STR("image"), &p->d.image },   { STR("tags"), &p->d.tags },
		{ STR("caption"), &p->d.caption },
		{ STR("title"), &p->d.text.title },
	};

	if (value.n == 0)
		fail(&g->at, "a header line \"key: value\" is wanted");
	for (size_t i = 0; i < COUNT(plain); i++)
		if (str_eq(key, plain[i].key)) {
			if (plain[i].field->n > 0)
				fail(&g->at, "header stands twice");
			*plain[i].field = value;
			return;
		}
	if (str_eq(key, STR("outlet"))) {
		p->d.site = want(g, g->sites, g->site_count, value);
	} else if (str_eq(key, STR("topic"))) {
		p->d.topic = (enum demo_topic)want(g, topics, COUNT(topics),
		                                   value);
	} else if (str_eq(key, STR("at"))) {
		p->d.at_min = minutes(g, value);
		p->has_at = true;
	} else {
		fail(&g->at, "unknown header \"%.*s\"", STR_ARG(key));
	}
}

static void
check_piece(const struct generator *g, const struct piece *p)
{
	const struct demo_piece *d = &p->d;

	if (d->slug.n == 0 || d->text.title.n == 0 || !p->has_at ||
	    d->site == SIZE_MAX || d->topic == DEMO_TOPIC__COUNT)
		fail(&p->at, "outlet, slug, topic, at and title are wanted");
	if (d->text.n == 0)
		fail(&p->at, "an article without text");
	for (size_t i = 0; i < d->slug.n; i++)
		if (!ascii_is_alnum(d->slug.p[i]) && d->slug.p[i] != '-')
			fail(&p->at, "slug is not of a-z, 0-9 and -");
	if (d->image.n > 0 && find(images, COUNT(images), d->image) ==
	    SIZE_MAX)
		fail(&p->at, "unknown image \"%.*s\"", STR_ARG(d->image));
	if (d->caption.n > 0 && d->image.n == 0)
		fail(&p->at, "a caption without image");
	if (d->corrected.n > 0 && (d->corrected.title.n == 0 ||
	                           d->corrected_min <= d->at_min))
		fail(&p->at, "a correction needs a title and a later time");
	for (size_t i = 0; i < g->piece_count; i++)
		if (g->pieces[i] != p && g->pieces[i]->d.site == d->site &&
		    str_eq(g->pieces[i]->d.slug, d->slug))
			fail(&p->at, "slug stands in %.*s:%u too",
			     STR_ARG(g->pieces[i]->at.path),
			     g->pieces[i]->at.line);
}

static struct piece *
new_piece(struct generator *g)
{
	struct piece *p = ARENA_NEW(&g->mem, struct piece);

	if (p == NULL || g->piece_count == PIECES_MAX)
		fail(&g->at, "too many articles");
	p->at = g->at;
	p->d.site = SIZE_MAX;
	p->d.topic = DEMO_TOPIC__COUNT;
	g->pieces[g->piece_count++] = p;
	return p;
}

/* A line of text is a paragraph. */
static void
add_paragraph(struct generator *g, struct piece *p, bool corrected,
              struct str line)
{
	struct demo_text *t = corrected ? &p->d.corrected : &p->d.text;

	if (t->n == PARAGRAPHS_MAX || line.n > LITERAL_MAX)
		fail(&g->at, "too many paragraphs, or too long a one");
	p->paragraphs[corrected][t->n++] = line;
}

static void
read_pieces(struct generator *g, struct str text)
{
	struct piece *p = NULL;
	bool headers = false;
	bool corrected = false;
	struct str line;

	while (next_line(g, &text, &line)) {
		line = str_trim(line);
		if (str_eq(line, STR("@article"))) {
			if (p != NULL)
				check_piece(g, p);
			p = new_piece(g);
			headers = true;
			corrected = false;
		} else if (p == NULL) {
			fail(&g->at, "text before the first @article");
		} else if (str_skip(&line, STR("@corrected "))) {
			if (corrected)
				fail(&g->at, "corrected twice");
			corrected = true;
			headers = true;
			p->d.corrected_min = minutes(g, str_trim(line));
		} else if (line.n == 0) {
			headers = false;
		} else if (line.p[0] == '@') {
			fail(&g->at, "unknown line");
		} else if (headers && corrected) {
			if (!str_skip(&line, STR("title:")))
				fail(&g->at, "only a title may stand here");
			p->d.corrected.title = str_trim(line);
		} else if (headers) {
			read_header(g, p, line);
		} else {
			add_paragraph(g, p, corrected, line);
		}
	}
	if (p != NULL)
		check_piece(g, p);
}

static int
by_site_and_time(const void *a, const void *b)
{
	const struct piece *p = *(struct piece *const *)a;
	const struct piece *q = *(struct piece *const *)b;

	if (p->d.site != q->d.site)
		return p->d.site < q->d.site ? -1 : 1;
	if (p->d.at_min != q->d.at_min)
		return p->d.at_min > q->d.at_min ? -1 : 1;
	return str_cmp(p->d.slug, q->d.slug);
}

static void
put_text(struct buf *b, const char *field, const struct demo_text *t,
         size_t i, char which)
{
	buf_printf(b, "\n\t  .%s = {", field);
	put_field(b, "title", t->title);
	buf_printf(b, " .paragraphs = text_%zu%c, .n = %zu },", i, which,
	           t->n);
}

static void
put_paragraphs(struct buf *b, const struct str *p, size_t n, size_t i,
               char which)
{
	buf_printf(b, "static const struct str text_%zu%c[] = {\n", i, which);
	for (size_t k = 0; k < n; k++) {
		buf_put_char(b, '\t');
		put_str(b, p[k]);
		buf_put(b, STR(",\n"));
	}
	buf_put(b, STR("};\n"));
}

static void
put_piece(struct buf *b, const struct demo_piece *d, size_t i)
{
	buf_printf(b, "\t{ .site = %zu, .topic = %d, .at_min = %d,", d->site,
	           (int)d->topic, (int)d->at_min);
	put_field(b, "slug", d->slug);
	put_field(b, "event", d->event);
	put_field(b, "copy", d->copy);
	put_field(b, "author", d->author);
	put_field(b, "image", d->image);
	put_field(b, "caption", d->caption);
	put_field(b, "tags", d->tags);
	put_text(b, "text", &d->text, i, 'a');
	if (d->corrected.n > 0) {
		buf_printf(b, "\n\t  .corrected_min = %d,",
		           (int)d->corrected_min);
		put_text(b, "corrected", &d->corrected, i, 'b');
	}
	buf_put(b, STR(" },\n"));
}

static void
put_pieces(struct generator *g)
{
	struct buf *b = &g->out;

	qsort(g->pieces, g->piece_count, sizeof(g->pieces[0]),
	      by_site_and_time);
	for (size_t i = 0; i < g->piece_count; i++) {
		const struct piece *p = g->pieces[i];

		put_paragraphs(b, p->paragraphs[0], p->d.text.n, i, 'a');
		if (p->d.corrected.n > 0)
			put_paragraphs(b, p->paragraphs[1], p->d.corrected.n,
			               i, 'b');
	}
	buf_put(b, STR("\nconst struct demo_piece demo_pieces[] = {\n"));
	for (size_t i = 0; i < g->piece_count; i++)
		put_piece(b, &g->pieces[i]->d, i);
	buf_printf(b, "};\nconst size_t demo_piece_count = %zu;\n",
	           g->piece_count);
}

/* The numbers of the page templates, in the order of the command line. */
static void
put_page_numbers(struct generator *g, int argc, char **argv)
{
	buf_put(&g->out, STR("/* Made by demogen from data/demo. */\n"
	                     "#include \"demo/data.h\"\n\nenum {\n"));
	for (int i = 0; i < argc; i++) {
		struct str name = str_from(argv[i]);

		if (!str_ends(name, STR(".html")))
			continue;
		name = str_sub(name, str_rchr(name, '/') + 1, name.n - 5);
		buf_printf(&g->out, "\tPAGE_%.*s,\n", STR_ARG(name));
	}
	buf_put(&g->out, STR("};\n\n"));
}

int
main(int argc, char **argv)
{
	static struct generator g;
	static void (*const conf[])(struct generator *, struct str) = {
		read_sites, read_words, read_comments,
	};

	if (argc < 4) {
		fputs("usage: demogen outlets words comments pages articles\n",
		      stderr);
		return 2;
	}
	arena_init(&g.mem, ARENA_BLOCK, (size_t)1 << 30);
	buf_init(&g.out, 64u << 20);
	put_page_numbers(&g, argc, argv);
	for (int i = 1; i < argc; i++) {
		struct str text = read_whole(&g, argv[i]);

		if (i <= (int)COUNT(conf))
			conf[i - 1](&g, text);
		else if (str_ends(g.at.path, STR(".html")))
			read_page(&g, text);
		else
			read_pieces(&g, text);
	}
	put_pages(&g);
	put_pieces(&g);
	if (g.out.err != ERR_OK ||
	    fwrite(g.out.p, 1, g.out.n, stdout) != g.out.n ||
	    fflush(stdout) != 0)
		return 1;
	buf_release(&g.out);
	arena_release(&g.mem);
	return 0;
}
