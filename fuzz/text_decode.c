/*
 * Bytes to text and on to both its forms.  The first byte chooses the
 * Content-Type.  Holds: the text is valid UTF-8 without NUL; folding and
 * showing twice change nothing; a cut is a head of what was cut; a language
 * is one that is known, of bytes too that are no text.
 */
#include "fuzz.h"

#include <stdlib.h>

#include "text/dates.h"
#include "text/decode.h"
#include "text/normalise.h"
#include "text/utf8.h"

#define MEMORY_MAX ((size_t)64 << 20)
#define CUT_CP 40

typedef struct str form(struct arena *mem, struct str s);

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static void
check_form(struct arena *mem, form *make, struct str text)
{
	struct str once = make(mem, text), twice = make(mem, once);

	check(arena_err(mem) != ERR_OK || str_eq(once, twice));
	check(utf8_valid(once));
}

static void
check_language(struct str s)
{
	static const char known[] = "ar ary ary-Latn fr en es zgh";
	struct str language = text_language(s), list = str_from(known);
	bool found = language.n == 0;

	while (list.n > 0)
		found = str_eq(str_word(&list), language) || found;
	check(found);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct str types[] = {
		STR_INIT(""),
		STR_INIT("text/html; charset=utf-8"),
		STR_INIT("text/html; charset=windows-1256"),
		STR_INIT("text/html; charset=iso-8859-6"),
		STR_INIT("text/html; charset=utf-16"),
		STR_INIT("text/html; charset=shift_jis"),
		STR_INIT("text/html; charset=gbk"),
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEMORY_MAX);
	struct datetime when;
	struct decoded d;
	struct str cut;

	if (size == 0)
		return 0;
	decode_bytes(&mem, (struct str){ (const char *)data + 1, size - 1 },
	             types[data[0] % COUNT(types)], &d);
	check(utf8_valid(d.text) && str_chr(d.text, '\0') == STR_NPOS);
	check_form(&mem, text_fold_copy, d.text);
	check_form(&mem, text_shown_copy, d.text);
	cut = text_cut_words(d.text, CUT_CP);
	check(str_starts(d.text, cut) && utf8_count(cut) <= CUT_CP);
	if (dates_parse(d.text, &when))
		check(datetime_rfc3339(&mem, when).n > 0);
	check_language(d.text);
	check_language((struct str){ (const char *)data, size });
	text_direction(d.text);
	arena_release(&mem);
	return 0;
}
