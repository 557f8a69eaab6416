#include "html/writer.h"

static struct str
reference(char c)
{
	switch (c) {
	case '&':
		return STR("&amp;");
	case '<':
		return STR("&lt;");
	case '>':
		return STR("&gt;");
	case '"':
		return STR("&quot;");
	case '\'':
		return STR("&#39;");
	default:
		return STR_EMPTY;
	}
}

void
html_put_text(struct buf *out, struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		struct str r = reference(s.p[i]);

		if (r.n == 0 && s.p[i] != '\0')
			continue;
		buf_put(out, str_sub(s, from, i));
		buf_put(out, r);
		from = i + 1;
	}
	buf_put(out, str_sub(s, from, s.n));
}

void
html_put_attr(struct buf *out, struct str name, struct str value)
{
	buf_put_char(out, ' ');
	buf_put(out, name);
	buf_put(out, STR("=\""));
	html_put_text(out, value);
	buf_put_char(out, '"');
}
