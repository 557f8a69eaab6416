#include "feed/feed.h"

#include "base/json.h"
#include "feed/internal.h"
#include "html/sanitise.h"
#include "html/text.h"

#define HTML_FACTOR 8 /* sanitised HTML grows by escaping */
#define HTML_EXTRA 256

static void
key_html(struct json *j, struct arena *mem, const char *key, struct str html,
         struct str base)
{
	struct buf safe = BUF_INIT(html.n * HTML_FACTOR + HTML_EXTRA);

	if (html.n == 0)
		return;
	html_sanitise(mem, feed_unwrap(mem, html), base, &safe);
	json_key_str(j, key, buf_str(&safe));
	buf_release(&safe);
}

static void
key_text(struct json *j, const char *key, struct str s)
{
	if (s.n > 0)
		json_key_str(j, key, s);
}

static void
write_authors(struct json *j, struct str names)
{
	if (names.n == 0)
		return;
	json_key(j, "authors");
	json_array(j);
	while (names.n > 0) {
		json_object(j);
		json_key_str(j, "name", str_trim(str_until(&names, ',')));
		json_object_end(j);
	}
	json_array_end(j);
}

static void
write_lists(struct json *j, const struct feed_item *it,
            const struct feed_extra *x)
{
	if (it->tag_count > 0) {
		json_key(j, "tags");
		json_array(j);
		for (size_t i = 0; i < it->tag_count; i++)
			json_str(j, it->tags[i]);
		json_array_end(j);
	}
	if (x->attachment_count == 0)
		return;
	json_key(j, "attachments");
	json_array(j);
	for (size_t i = 0; i < x->attachment_count; i++) {
		const struct feed_attachment *a = &x->attachments[i];

		json_object(j);
		json_key_str(j, "url", a->url);
		key_text(j, "mime_type", a->mime_type);
		if (a->size_bytes > 0)
			json_key_int(j, "size_in_bytes", a->size_bytes);
		json_object_end(j);
	}
	json_array_end(j);
}

/*
 * A moment as RFC 3339 wants it, always with its time, in UTC: readers
 * compare feeds by these.
 */
static void
key_moment(struct json *j, struct arena *mem, const char *key,
           struct datetime d)
{
	d.offset_min = 0;
	d.has_time = true;
	json_key_str(j, key, datetime_rfc3339(mem, d));
}

/* What tells an item from the others, never empty if anything does. */
static struct str
id_of(const struct feed_item *it, const struct feed_extra *x)
{
	if (it->id.n > 0)
		return it->id;
	if (it->url.n > 0)
		return it->url;
	return x->attachment_count > 0 ? x->attachments[0].url : it->title;
}

static void
write_item(struct json *j, struct arena *mem, const struct feed_item *it,
           const struct feed_extra *x)
{
	json_object(j);
	json_key_str(j, "id", id_of(it, x));
	key_text(j, "url", it->url);
	key_text(j, "title", it->title);
	key_html(j, mem, "content_html", it->content_html, x->base_url);
	if (it->content_html.n == 0)
		json_key_str(j, "content_text",
		             html_to_text(mem, it->summary_html));
	/* a summary is plain text in JSON Feed, but what feeds carry is HTML */
	key_html(j, mem, "summary", it->summary_html, x->base_url);
	key_text(j, "image", it->image);
	if (it->has_published)
		key_moment(j, mem, "date_published", it->published);
	if (it->has_modified)
		key_moment(j, mem, "date_modified", it->modified);
	write_authors(j, it->author);
	key_text(j, "language", it->language);
	write_lists(j, it, x);
	json_object_end(j);
}

static void
write_hub(struct json *j, struct str url)
{
	if (url.n == 0)
		return;
	json_key(j, "hubs");
	json_array(j);
	json_object(j);
	json_key_str(j, "type", STR("WebSub"));
	json_key_str(j, "url", url);
	json_object_end(j);
	json_array_end(j);
}

void
feed_write_json(struct arena *mem, const struct feed *f, struct buf *out)
{
	struct json j = JSON_INIT(out);

	json_object(&j);
	json_key_str(&j, "version", STR("https://jsonfeed.org/version/1.1"));
	json_key_str(&j, "title", f->title);
	key_text(&j, "home_page_url", f->home_url);
	key_text(&j, "feed_url", f->feed_url);
	key_html(&j, mem, "description", f->description_html, f->home_url);
	key_text(&j, "icon", f->icon);
	key_text(&j, "language", f->language);
	write_authors(&j, f->author);
	write_hub(&j, f->hub_url);
	json_key(&j, "items");
	json_array(&j);
	for (size_t i = 0; i < f->item_count; i++)
		write_item(&j, mem, &f->items[i], &f->extras[i]);
	json_array_end(&j);
	json_object_end(&j);
	json_end(&j);
}
