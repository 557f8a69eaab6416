#include "pipeline/subscribe.h"

#include "feed/discover.h"
#include "feed/feed.h"
#include "pipeline/fetch_one.h"
#include "text/decode.h"
#include "url/url.h"

static void
describe(struct arena *mem, const struct feed *feed, struct str url,
         struct subscription *out)
{
	struct url u;

	out->feed_url = url;
	out->outlet.active = true;
	out->outlet.name = feed->title;
	out->outlet.language = feed->language;
	out->outlet.home_url = feed->home_url;
	if (url_parse(mem, url, &u) != ERR_OK)
		return;
	if (out->outlet.name.n == 0)
		out->outlet.name = u.host;
	if (out->outlet.home_url.n == 0)
		out->outlet.home_url = str_cat(mem, url_origin(mem, &u),
		                               STR("/"));
}

enum err
subscribe_discover(struct arena *mem, const struct config *config,
                   struct str url, struct subscription *out,
                   struct str *detail)
{
	struct fetch_answer a;
	struct decoded text;
	struct feed feed;
	enum err e;

	/* a page may lead to a feed, but a feed's address to no further one */
	for (int hop = 0; hop < 2; hop++) {
		if ((e = fetch_one(mem, config, url, &a)) != ERR_OK) {
			*detail = a.detail;
			return e;
		}
		e = feed_parse(mem, a.body, a.content_type, a.url, &feed);
		if (e == ERR_OK) {
			describe(mem, &feed, a.url, out);
			return ERR_OK;
		}
		decode_bytes(mem, a.body, a.content_type, &text);
		if (!feed_discover(mem, text.text, a.url, &url))
			return ERR_ABSENT;
	}
	return ERR_ABSENT;
}

enum err
subscribe_store(struct store *st, const struct subscription *s,
                int64_t now_s, int64_t *out_id)
{
	struct arena mem = ARENA_INIT(4096, 1u << 20);
	struct outlet known;
	int64_t feed_id;
	bool made = false;
	enum err e = ERR_ABSENT;

	if (s->outlet.home_url.n > 0)
		e = store_outlet_by_home(st, &mem, s->outlet.home_url, &known);
	if (e == ERR_OK)
		*out_id = known.id;
	else if (e == ERR_ABSENT)
		made = (e = store_outlet_add(st, &s->outlet, out_id)) == ERR_OK;
	if (e == ERR_OK)
		e = store_feed_add(st, *out_id, s->feed_url, now_s, &feed_id);
	/* a feed that is known has its outlet already: make no empty one */
	if (e == ERR_EXISTS && made && store_outlet_remove(st, *out_id) ==
	                                       ERR_DB)
		e = ERR_DB;
	arena_release(&mem);
	return e;
}
