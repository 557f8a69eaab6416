/*
 * A page gives the same article in whatever charset it comes: the Arabic
 * pages of tests/data/extract, and those of $MARSAD_SHARED/data/extraction
 * where they are, are written in windows-1256 and ISO-8859-6, what these
 * cannot hold as numeric references, with the charset declared, kept quiet
 * or stated wrongly.
 */
#include "test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/io.h"
#include "extract/read_page.h"
#include "text/charset.h"
#include "text/decode.h"
#include "text/utf8.h"

#define OWN "tests/data/extract"
#define PAGE_MAX_BYTES (32u << 20)

/* What the page says of its charset. */
enum statement { SAYS_IT, SAYS_NOTHING, SAYS_UTF8, SAYS_LATIN1 };

static const struct target {
	const char *label;
	const uint16_t *table;
} targets[] = {
	{ "windows-1256", charset_1256 },
	{ "iso-8859-6", charset_8859_6 },
};

static void
put_encoded(struct buf *out, uint32_t c, const uint16_t *table)
{
	if (c < 0x80) {
		buf_put_char(out, (char)c);
		return;
	}
	for (unsigned i = 0; i < 128; i++) {
		if (table[i] == c && c != CP_REPLACEMENT) {
			buf_put_char(out, (char)(0x80 + i));
			return;
		}
	}
	buf_printf(out, "&#%u;", (unsigned)c);
}

/* The page in another charset; declarations of UTF-8 are changed. */
static void
transcode(struct buf *out, struct str page, const struct target *to,
          enum statement says)
{
	uint32_t c;

	if (says == SAYS_IT)
		buf_printf(out, "<meta charset=%s>", to->label);
	while (page.n > 0) {
		if (says != SAYS_UTF8 &&
		    str_starts_ci(page, STR("charset"))) {
			str_skip_ci(&page, STR("charset"));
			buf_put(out, says == SAYS_LATIN1
			                     ? STR("charset=iso-8859-1 x")
			                     : STR("x-said"));
		}
		if (utf8_next(&page, &c))
			put_encoded(out, c, to->table);
	}
}

/* The article's fields, one a line. */
static void
read_article(struct buf *out, struct str raw)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 4u * DOC_MAX_BYTES);
	struct doc_article a = { 0 };
	struct diags d = { 0 };
	struct decoded text;

	decode_bytes(&mem, raw, STR_EMPTY, &text);
	assert_int_equal(read_page(&mem, text.text, STR_EMPTY, &a, &d),
	                 ERR_OK);
	buf_printf(out, "%.*s\n%.*s\n%.*s\n", STR_ARG(a.title),
	           STR_ARG(a.byline), STR_ARG(a.text));
	arena_release(&mem);
}

static bool
is_arabic(struct str s)
{
	size_t n = 0;
	uint32_t c;

	while (utf8_next(&s, &c))
		n += c >= 0x620 && c <= 0x64A;
	return n > 200;
}

static void
check_page(const char *name, struct str page)
{
	struct buf want = BUF_INIT(PAGE_MAX_BYTES);

	read_article(&want, page);
	for (size_t i = 0; i < COUNT(targets); i++) {
		for (int says = SAYS_IT; says <= SAYS_LATIN1; says++) {
			struct buf bytes = BUF_INIT(PAGE_MAX_BYTES);
			struct buf got = BUF_INIT(PAGE_MAX_BYTES);

			transcode(&bytes, page, &targets[i],
			          (enum statement)says);
			read_article(&got, buf_str(&bytes));
			if (!str_eq(buf_str(&got), buf_str(&want)))
				fail_msg("%s in %s, statement %d: %.*s", name,
				         targets[i].label, says,
				         STR_ARG(buf_str(&got)));
			buf_release(&bytes);
			buf_release(&got);
		}
	}
	buf_release(&want);
}

/* Checks the Arabic pages in UTF-8 of a folder; -1: there is none such. */
static int
check_folder(const char *folder)
{
	struct dirent **names;
	int n = scandir(folder, &names, NULL, alphasort), checked = 0;

	for (int i = 0; i < n; i++) {
		struct buf raw = BUF_INIT(PAGE_MAX_BYTES);
		char path[1024];

		snprintf(path, sizeof(path), "%s/%s", folder,
		         names[i]->d_name);
		if (strstr(path, ".html") != NULL &&
		    io_read_file_gz(path, &raw) == ERR_OK &&
		    utf8_valid(buf_str(&raw)) && is_arabic(buf_str(&raw))) {
			check_page(path, buf_str(&raw));
			checked++;
		}
		buf_release(&raw);
		free(names[i]);
	}
	if (n < 0)
		return -1;
	free(names);
	return checked;
}

TEST(our_pages_read_the_same_in_arabic_charsets)
{
	assert_true(check_folder(OWN) >= 4);
}

TEST(pages_of_the_press_read_the_same_in_arabic_charsets)
{
	const char *shared = getenv("MARSAD_SHARED");
	char folder[512];
	int n;

	snprintf(folder, sizeof(folder), "%s/data/extraction/html/arabic",
	         shared != NULL ? shared : "");
	n = shared == NULL ? -1 : check_folder(folder);
	if (n <= 0) {
		print_message("skipped: no shared pages\n");
		skip();
	}
	print_message("transcoded: %d pages\n", n);
}

RUN(CASE(our_pages_read_the_same_in_arabic_charsets),
    CASE(pages_of_the_press_read_the_same_in_arabic_charsets))
