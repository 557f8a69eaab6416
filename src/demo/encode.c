#include "demo/internal.h"

#include "text/charset.h"
#include "text/utf8.h"

void
put_escaped(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		switch (s.p[i]) {
		case '&':
			buf_put(b, STR("&amp;"));
			break;
		case '<':
			buf_put(b, STR("&lt;"));
			break;
		case '>':
			buf_put(b, STR("&gt;"));
			break;
		case '"':
			buf_put(b, STR("&quot;"));
			break;
		default:
			buf_put_char(b, s.p[i]);
		}
}

void
put_form(struct buf *b, const char *form, const struct str *args)
{
	for (; *form != '\0'; form++) {
		bool mark = (*form == '$' || *form == '~') &&
		            ascii_is_digit(form[1]);

		if (!mark) {
			buf_put_char(b, *form);
			continue;
		}
		if (*form == '$')
			put_escaped(b, args[form[1] - '0']);
		else
			buf_put(b, args[form[1] - '0']);
		form++;
	}
}

/* The byte of a code point from 0x80 on; 0 when there is none. */
static unsigned
byte_1256(uint32_t c)
{
	for (unsigned i = 0; i < 128; i++)
		if (charset_1256[i] == c)
			return i + 128;
	return 0;
}

void
put_windows_1256(struct buf *b, struct str s)
{
	uint32_t c;

	while (utf8_next(&s, &c)) {
		unsigned byte = c < 128 ? c : byte_1256(c);

		if (byte != 0)
			buf_put_char(b, (char)byte);
		else
			buf_printf(b, "&#%u;", (unsigned)c);
	}
}
