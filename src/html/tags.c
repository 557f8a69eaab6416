#include "html/tags.h"

#define X(name, text, traits) [HTML_TAG_##name] = STR_INIT(text),
static const struct str names[HTML_TAG__COUNT] = { HTML_TAG_MAP(X) };
#undef X

#define X(name, text, traits) [HTML_TAG_##name] = (traits),
static const uint16_t traits_of[HTML_TAG__COUNT] = {
	[HTML_TAG_ROOT] = HTML_BLOCK | HTML_SCOPE,
	HTML_TAG_MAP(X)
};
#undef X

/* Spreads the names above over the slots; all of them are short. */
static unsigned
slot_of(struct str name)
{
	unsigned h = (unsigned)name.n * 131;

	for (size_t i = 0; i < name.n && i < 10; i++)
		h = h * 31 + (unsigned char)name.p[i];
	return (h ^ h >> 9) % HTML_TAG_SLOTS;
}

void
html_tag_table_init(struct html_tag_table *t)
{
	*t = (struct html_tag_table){ 0 };
	for (unsigned tag = HTML_TAG_TEXT + 1; tag < HTML_TAG__COUNT; tag++) {
		unsigned i = slot_of(names[tag]);

		while (t->slot[i] != 0)
			i = (i + 1) % HTML_TAG_SLOTS;
		t->slot[i] = (uint8_t)tag;
	}
}

enum html_tag
html_tag_find(const struct html_tag_table *t, struct str name)
{
	unsigned i = slot_of(name);

	while (t->slot[i] != 0) {
		if (str_eq(names[t->slot[i]], name))
			return (enum html_tag)t->slot[i];
		i = (i + 1) % HTML_TAG_SLOTS;
	}
	return HTML_TAG_OTHER;
}

struct str
html_tag_name(enum html_tag tag)
{
	return names[tag];
}

unsigned
html_tag_traits(enum html_tag tag)
{
	return traits_of[tag];
}
