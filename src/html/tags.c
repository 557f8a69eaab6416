#include "html/tags.h"

#define HTML_TAG_NAME_MAX 10u /* "blockquote" */

#define X(name, text, traits) [HTML_TAG_##name] = STR_INIT(text),
const struct str html_tag_names[HTML_TAG__COUNT] = { HTML_TAG_MAP(X) };
#undef X

#define X(name, text, traits) [HTML_TAG_##name] = (traits),
const uint16_t html_tag_traits[HTML_TAG__COUNT] = {
	[HTML_TAG_ROOT] = HTML_BLOCK | HTML_SCOPE,
	HTML_TAG_MAP(X)
};
#undef X

/* Lower case of letters and digits; of what else may stand there, anything. */
static unsigned
lower(char c)
{
	return (unsigned char)c | 0x20u;
}

static unsigned
slot_of(struct str name)
{
	const uint16_t *f = html_tag_factors;

	return (lower(name.p[0]) * f[0] + lower(name.p[name.n / 2]) * f[1] +
	        lower(name.p[name.n - 1]) * f[2] + (unsigned)name.n * f[3]) %
	       HTML_TAG_SLOTS;
}

enum html_tag
html_tag_find(struct str name)
{
	enum html_tag tag;
	struct str known;

	if (name.n == 0 || name.n > HTML_TAG_NAME_MAX)
		return HTML_TAG_OTHER;
	tag = html_tag_slots[slot_of(name)];
	known = html_tag_names[tag];
	if (known.n != name.n)
		return HTML_TAG_OTHER;
	for (size_t i = 0; i < known.n; i++)
		if (name.p[i] != known.p[i] &&
		    ascii_lower(name.p[i]) != known.p[i])
			return HTML_TAG_OTHER;
	return tag;
}
