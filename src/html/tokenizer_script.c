/*
 * Script data, with its escaped and double escaped states: inside a comment
 * in a script, "<script" makes the next "</script" part of the text.
 * HTML Living Standard, 13.2.5.4 and 13.2.5.15 to 13.2.5.31.
 */
#include <string.h>

#include "html/tokenizer_internal.h"

enum escape { ESCAPE_NONE, ESCAPE_ONCE, ESCAPE_TWICE };

/* Whether "script" and then a space, '/' or '>' stands at `at`. */
static bool
is_script_name(struct str in, size_t at)
{
	struct str s = str_sub(in, at, in.n);

	return s.n > 6 && str_starts_ci(s, STR("script")) &&
	       (tok_is_space(s.p[6]) || s.p[6] == '/' || s.p[6] == '>');
}

/* The next byte that can change the state: '<', or the first of "-->". */
static size_t
next_special(struct str in, size_t at, enum escape e)
{
	if (e == ESCAPE_NONE) {
		const char *lt = at < in.n ? memchr(in.p + at, '<', in.n - at)
		                           : NULL;

		return lt == NULL ? in.n : (size_t)(lt - in.p);
	}
	while (at < in.n && in.p[at] != '<' && in.p[at] != '-')
		at++;
	return at;
}

/* The state behind the '<' at `at`, which is no end of the script. */
static enum escape
after_less_than(struct str in, size_t at, enum escape e)
{
	if (e == ESCAPE_NONE &&
	    str_starts(str_sub(in, at, in.n), STR("<!--")))
		return ESCAPE_ONCE;
	if (e == ESCAPE_ONCE && is_script_name(in, at + 1))
		return ESCAPE_TWICE;
	if (e == ESCAPE_TWICE && at + 1 < in.n && in.p[at + 1] == '/' &&
	    is_script_name(in, at + 2))
		return ESCAPE_ONCE;
	return e;
}

size_t
tok_script_end(const struct html_tokenizer *t, size_t from)
{
	enum escape e = ESCAPE_NONE;
	size_t at = from;

	while ((at = next_special(t->in, at, e)) < t->in.n) {
		if (t->in.p[at] == '-') {
			if (str_starts(str_sub(t->in, at, t->in.n),
			               STR("-->")))
				e = ESCAPE_NONE;
			at++;
			continue;
		}
		if (e != ESCAPE_TWICE && tok_is_end_tag(t, at))
			return at;
		if (e == ESCAPE_NONE) {
			e = after_less_than(t->in, at, e);
			/* "<!-->" ends what it begins: look at its dashes */
			at += e == ESCAPE_ONCE ? 2 : 1;
			continue;
		}
		e = after_less_than(t->in, at, e);
		at++;
	}
	return t->in.n;
}
