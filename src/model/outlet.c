#include "model/outlet.h"

#include "base/err.h"

struct str
outlet_mode_name(enum outlet_mode m)
{
#define X(name, text) [OUTLET_##name] = STR_INIT(text),
	static const struct str names[OUTLET_MODE__COUNT] = {
		OUTLET_MODE_MAP(X)
	};
#undef X

	if ((unsigned)m >= OUTLET_MODE__COUNT)
		return STR("full");
	return names[m];
}

bool
outlet_mode_parse(struct str name, enum outlet_mode *out)
{
	for (int m = 0; m < OUTLET_MODE__COUNT; m++) {
		if (str_eq(name, outlet_mode_name((enum outlet_mode)m))) {
			*out = (enum outlet_mode)m;
			return true;
		}
	}
	return false;
}

size_t
outlet_slug(struct str name, char out[OUTLET_SLUG_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < name.n && n < OUTLET_SLUG_MAX; i++) {
		char c = ascii_lower(name.p[i]);

		if (ascii_is_alnum(c))
			out[n++] = c;
		else if (n > 0 && out[n - 1] != '-')
			out[n++] = '-';
	}
	while (n > 0 && out[n - 1] == '-')
		n--;
	return n;
}

bool
outlet_slug_reserved(struct str slug)
{
	static const struct str words[] = {
		STR_INIT("about"),   STR_INIT("admin"),   STR_INIT("api"),
		STR_INIT("assets"),  STR_INIT("author"),  STR_INIT("bot"),
		STR_INIT("day"),     STR_INIT("favicon"), STR_INIT("healthz"),
		STR_INIT("image"),   STR_INIT("index"),   STR_INIT("metrics"),
		STR_INIT("opml"),
		STR_INIT("robots"),  STR_INIT("rss"),     STR_INIT("search"),
		STR_INIT("sitemap"), STR_INIT("sitemap-news"),
		STR_INIT("story"),   STR_INIT("takedown"), STR_INIT("topic"),
		STR_INIT("ar"),      STR_INIT("fr"),      STR_INIT("en"),
		STR_INIT("atom"),    STR_INIT("json"),    STR_INIT("strip"),
	};

	for (size_t i = 0; i < COUNT(words); i++)
		if (str_eq(slug, words[i]))
			return true;
	return false;
}
