#include "feed/internal.h"

#include <jansson.h>

#include "text/dates.h"

#define AUTHORS_MAX 32u

static struct str
member(const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	if (!json_is_string(v))
		return STR_EMPTY;
	return (struct str){ json_string_value(v), json_string_length(v) };
}

static void
read_authors(struct arena *mem, const json_t *o, struct str *list)
{
	const json_t *authors = json_object_get(o, "authors"), *one;
	size_t i;

	json_array_foreach (authors, i, one) {
		if (i >= AUTHORS_MAX)
			break;
		feed_add_person(mem, list, feed_person(mem, member(one, "name")));
	}
	/* JSON Feed 1.0 had one author */
	feed_add_person(mem, list,
	                feed_person(mem, member(json_object_get(o, "author"),
	                                        "name")));
}

static void
read_attachment(struct feed_builder *b, const json_t *o, struct feed_item *it,
                struct feed_extra *x, struct str base)
{
	struct arena *mem = b->mem;
	struct str url = feed_resolve(mem, base, member(o, "url"));
	struct str type = str_copy(mem, member(o, "mime_type"));
	json_int_t size = json_integer_value(json_object_get(o,
	                                                     "size_in_bytes"));

	feed_add_attachment(mem, x, url, type,
	                    str_fmt(mem, "%lld", (long long)size));
	if (it->image.n == 0 && str_starts_ci(type, STR("image/")))
		it->image = url;
}

static void
read_lists(struct feed_builder *b, const json_t *o, struct feed_item *it,
           struct feed_extra *x, struct str base)
{
	const json_t *tags = json_object_get(o, "tags");
	const json_t *attachments = json_object_get(o, "attachments"), *one;
	size_t i;

	json_array_foreach (tags, i, one) {
		if (it->tag_count == DOC_TAGS_MAX)
			break;
		if (json_is_string(one))
			feed_add_tag(b->mem, it,
			             (struct str){ json_string_value(one),
			                           json_string_length(one) });
	}
	json_array_foreach (attachments, i, one) {
		if (x->attachment_count == FEED_ATTACHMENTS_MAX)
			break;
		read_attachment(b, one, it, x, base);
	}
}

static struct str
id_of(struct arena *mem, const json_t *o)
{
	const json_t *id = json_object_get(o, "id");

	if (json_is_integer(id))
		return str_fmt(mem, "%lld", (long long)json_integer_value(id));
	return str_copy(mem, member(o, "id"));
}

/* The first of some members that holds a usable address. */
static struct str
address(struct arena *mem, const json_t *o, struct str base, const char *names)
{
	struct str rest = str_from(names);

	while (rest.n > 0) {
		const char *name = str_z(mem, str_until(&rest, ' '));
		struct str url = feed_resolve(mem, base, member(o, name));

		if (url.n > 0)
			return url;
	}
	return STR_EMPTY;
}

static void
read_item(struct feed_builder *b, const json_t *o, struct str base)
{
	struct arena *mem = b->mem;
	struct feed_item it = { .id = id_of(mem, o) };
	struct feed_extra x = { 0 };

	it.url = address(mem, o, base, "url external_url");
	if (it.url.n == 0)
		it.url = feed_resolve(mem, STR_EMPTY, it.id);
	x.base_url = it.url;
	it.title = feed_line(mem, member(o, "title"));
	it.summary_html = feed_escape(mem, member(o, "summary"));
	it.content_html = str_copy(mem, member(o, "content_html"));
	if (it.content_html.n == 0)
		it.content_html = feed_escape(mem, member(o, "content_text"));
	it.image = address(mem, o, base, "image banner_image");
	it.language = feed_language(mem, member(o, "language"));
	it.has_published = dates_parse(member(o, "date_published"),
	                               &it.published);
	it.has_modified = dates_parse(member(o, "date_modified"),
	                              &it.modified);
	read_authors(mem, o, &it.author);
	read_lists(b, o, &it, &x, base);
	feed_add_item(b, &it, &x);
}

static void
read_hub(struct feed_builder *b, const json_t *root)
{
	const json_t *hub = json_array_get(json_object_get(root, "hubs"), 0);

	b->feed->hub_url = feed_resolve(b->mem, STR_EMPTY, member(hub, "url"));
}

enum err
feed_read_json(struct feed_builder *b, struct str text, struct str base_url)
{
	struct arena *mem = b->mem;
	struct feed *f = b->feed;
	json_t *root = json_loadb(text.p, text.n,
	                          JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL,
	                          NULL);
	const json_t *items = json_object_get(root, "items"), *one;
	size_t i;

	if (!json_is_array(items)) {
		json_decref(root);
		return ERR_FORMAT;
	}
	f->kind = FEED_JSON;
	f->title = feed_line(mem, member(root, "title"));
	f->description_html = feed_escape(mem, member(root, "description"));
	f->home_url = feed_resolve(mem, base_url, member(root, "home_page_url"));
	f->feed_url = feed_resolve(mem, base_url, member(root, "feed_url"));
	f->language = feed_language(mem, member(root, "language"));
	f->icon = address(mem, root, base_url, "icon favicon");
	read_hub(b, root);
	read_authors(mem, root, &f->author);
	json_array_foreach (items, i, one) {
		if (i > FEED_ITEMS_MAX)
			break; /* the first too many was counted */
		if (json_is_object(one))
			read_item(b, one, base_url);
	}
	json_decref(root);
	return arena_err(mem);
}
