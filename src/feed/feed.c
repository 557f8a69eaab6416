#include "feed/feed.h"

#include "feed/internal.h"
#include "html/text.h"
#include "text/decode.h"
#include "text/normalise.h"

void
feed_add_item(struct feed_builder *b, const struct feed_item *it,
              const struct feed_extra *x)
{
	struct feed_extra *extra;
	struct feed_item *item;

	if (b->items.n >= FEED_ITEMS_MAX) {
		diag_add(&b->feed->diags, DIAG_FEED_TOO_MANY, 0);
		return;
	}
	if ((extra = VEC_PUSH(b->mem, &b->extras)) == NULL)
		return;
	if ((item = VEC_PUSH(b->mem, &b->items)) == NULL) {
		b->extras.n--;
		return;
	}
	*item = *it;
	*extra = *x;
}

static void
count_gaps(struct feed *f)
{
	for (size_t i = 0; i < f->item_count; i++) {
		const struct feed_item *it = &f->items[i];

		if (it->url.n == 0)
			diag_add(&f->diags, DIAG_FEED_NO_LINK, i);
		if (it->title.n == 0)
			diag_add(&f->diags, DIAG_FEED_NO_TITLE, i);
		if (!it->has_published && !it->has_modified)
			diag_add(&f->diags, DIAG_FEED_NO_DATE, i);
	}
}

/* What no field of an item said can often be had from its HTML. */
static void
fill_images(struct arena *mem, struct feed *f)
{
	for (size_t i = 0; i < f->item_count; i++) {
		struct feed_item *it = &f->items[i];
		struct str base = f->extras[i].base_url;

		if (it->image.n == 0)
			it->image = feed_first_image(mem, it->content_html,
			                             base);
		if (it->image.n == 0)
			it->image = feed_first_image(mem, it->summary_html,
			                             base);
	}
}

enum err
feed_parse(struct arena *mem, struct str raw, struct str content_type,
           struct str base_url, struct feed *out)
{
	struct feed f = { 0 };
	struct feed_builder b = { .mem = mem, .feed = &f };
	struct decoded d;
	struct str text;
	enum err e;

	decode_bytes(mem, raw, content_type, &d);
	if (d.replaced > 0)
		diag_add(&f.diags, DIAG_CHARSET_BAD_BYTES, 0);
	if (d.source == DECODE_BY_CONTENT &&
	    decode_charset_of(content_type).n > 0)
		diag_add(&f.diags, DIAG_CHARSET_WRONG, 0);
	text = str_trim_left(d.text);
	if (str_starts(text, STR("{")))
		e = feed_read_json(&b, text, base_url);
	else
		e = feed_read_xml(&b, text, base_url);
	if (e != ERR_OK)
		return e;
	f.items = b.items.v;
	f.extras = b.extras.v;
	f.item_count = b.items.n;
	fill_images(mem, &f);
	count_gaps(&f);
	if ((e = arena_err(mem)) == ERR_OK)
		*out = f;
	return e;
}
