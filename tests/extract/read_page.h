#ifndef MARSAD_TESTS_EXTRACT_READ_PAGE_H
#define MARSAD_TESTS_EXTRACT_READ_PAGE_H

#include "test.h"

#include "extract/extract.h"

/* The article of a page of which nothing else is known. */
static inline enum err
read_page(struct arena *mem, struct str text, struct str url,
          struct doc_article *out, struct diags *d)
{
	const struct extract_input in = { .text = text, .url = url };

	return extract_page(mem, &in, out, d);
}

/* A page at PAGE_URL and what a field of its article must be. */
#define PAGE_URL "https://gull.example/a/1"

struct page_row {
	const char *page, *want;
};

static inline void
check_rows(const struct page_row *rows, size_t n,
           struct str (*field)(const struct doc_article *))
{
	for (size_t i = 0; i < n; i++) {
		struct arena mem = ARENA_INIT(ARENA_BLOCK, 8u << 20);
		struct doc_article a = { 0 };
		struct diags d = { 0 };

		assert_int_equal(read_page(&mem, str_from(rows[i].page),
		                           STR(PAGE_URL), &a, &d),
		                 ERR_OK);
		if (!str_eq(field(&a), str_from(rows[i].want)))
			print_error("%s\n", rows[i].page);
		assert_str(field(&a), rows[i].want);
		arena_release(&mem);
	}
}

#endif
