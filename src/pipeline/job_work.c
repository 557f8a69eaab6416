#include "pipeline/job.h"

#include "analyse/analyse.h"
#include "base/rng.h"
#include "extract/boilerplate.h"
#include "feed/discover.h"
#include "html/text.h"
#include "text/decode.h"
#include "text/normalise.h"
#include "url/url.h"

static void
drop(struct job *j, const char *why)
{
	j->verdict = JOB_DROP;
	j->detail = str_from(why);
}

/*
 * What tells that an outlet changed an article: its stated modification
 * time if it states one, else the words of the item.
 */
static uint64_t
fingerprint_of(const struct feed_item *it)
{
	uint64_t h = str_hash(it->title);

	if (it->has_modified)
		return h ^ (uint64_t)it->modified.unix_s * 0x9E3779B97F4A7C15u;
	h = str_hash_seed(it->summary_html, h);
	return str_hash_seed(it->content_html, h);
}

static void
work_feed(struct job *j, struct stages *s)
{
	struct doc *d = j->doc;
	size_t n = 0;
	bool ranked;
	enum err e;

	stages_pass(s, STAGE_FEED_FETCHED);
	e = feed_parse(d->mem, j->body, j->content_type, j->final_url,
	               &j->feed);
	if (e != ERR_OK) {
		struct decoded text;

		decode_bytes(d->mem, j->body, j->content_type, &text);
		drop(j, "not a feed");
		if (feed_discover(d->mem, text.text, j->final_url,
		                  &j->discovered))
			j->detail = STR("a page; its feed was found");
		return;
	}
	ranked = feed_is_ranked(&j->feed);
	j->items = ARENA_ARRAY(d->mem, struct job_item, j->feed.item_count);
	for (size_t i = 0; i < j->feed.item_count && j->items != NULL; i++) {
		struct job_item *it = &j->items[n];

		it->item = &j->feed.items[i];
		it->fingerprint = fingerprint_of(it->item);
		if (ranked && i < LIST_RANK_MAX)
			it->item->list_rank = (uint32_t)i + 1;
		n += url_key(d->mem, it->item->url, &it->key) == ERR_OK;
	}
	j->item_count = n;
	if (arena_err(d->mem) != ERR_OK)
		drop(j, "feed too large");
	stages_pass(s, STAGE_FEED_PARSED);
}

static void
add_key(struct arena *mem, struct article_keys *keys, struct str url)
{
	struct str key;

	if (url.n == 0 || keys->n == COUNT(keys->key) ||
	    url_key(mem, url, &key) != ERR_OK)
		return;
	for (size_t i = 0; i < keys->n; i++)
		if (str_eq(keys->key[i], key))
			return;
	keys->key[keys->n++] = key;
}

/* What the page left open is filled from what the feed said. */
static void
fill_from_feed(struct job *j)
{
	struct doc *d = j->doc;
	struct doc_article *a = &d->article;
	const struct feed_item *it = &d->source.item;

	if (a->title.n == 0)
		a->title = it->title;
	if (a->byline.n == 0)
		a->byline = it->author;
	if (a->image.n == 0)
		a->image = it->image;
	if (a->text.n == 0) {
		a->text = html_to_text(d->mem, it->content_html.n > 0
		                                       ? it->content_html
		                                       : it->summary_html);
		boilerplate_drop(d->mem, &j->rules, a, &d->diags);
	}
	if (it->has_published &&
	    (!a->has_published || !a->published.has_time)) {
		a->published = it->published;
		a->has_published = true;
	}
	/* Atom may state the last change alone (RFC 4287 s4.2.15) */
	if (!a->has_published && it->has_modified) {
		a->published = it->modified;
		a->has_published = true;
	}
	if (a->excerpt.n == 0)
		a->excerpt = text_cut_words(a->text, DOC_EXCERPT_MAX);
	if (a->tag_count == 0) {
		a->tags = it->tags;
		a->tag_count = it->tag_count;
	}
}

static void
work_page(struct analyser *an, struct job *j, struct stages *s)
{
	struct doc *d = j->doc;
	struct extract_input in = { .url = j->final_url,
		                    .hint = &d->source.item,
		                    .rules = &j->rules,
		                    .now_s = j->fetched_s };
	struct decoded text;
	enum err e;

	stages_pass(s, STAGE_PAGE_FETCHED);
	decode_bytes(d->mem, j->body, j->content_type, &text);
	d->article.charset = text.charset;
	in.text = text.text;
	rng_secret(&in.seed, sizeof(in.seed));
	e = extract_page(d->mem, &in, &d->article, &d->diags);
	if (e != ERR_OK) {
		drop(j, "page too large");
		return;
	}
	stages_pass(s, STAGE_PAGE_EXTRACTED);
	d->article.no_archive |= j->no_archive;
	fill_from_feed(j);
	if (d->article.no_index) {
		drop(j, "the page asks not to be indexed");
		return;
	}
	if (d->article.title.n == 0 || d->article.text.n == 0) {
		drop(j, "no article found");
		return;
	}
	add_key(d->mem, &j->keys, d->article.canonical_url);
	add_key(d->mem, &j->keys, j->final_url);
	add_key(d->mem, &j->keys, d->source.url);
	if (analyse_doc(an, d) != ERR_OK || j->keys.n == 0)
		drop(j, "article too large");
	stages_pass(s, STAGE_PAGE_ANALYSED);
}

/*
 * A page that cannot be had (403, 404, a wall) is no loss when the feed
 * carried the text itself.
 */
static void
rescue_page(struct analyser *an, struct job *j)
{
	struct doc *d = j->doc;
	const struct feed_item *it = &d->source.item;

	if (it->content_html.n == 0 || it->title.n == 0)
		return;
	fill_from_feed(j);
	add_key(d->mem, &j->keys, d->source.url);
	if (d->article.text.n > 0 && j->keys.n > 0 &&
	    analyse_doc(an, d) == ERR_OK)
		j->verdict = JOB_KEEP;
}

static void
work_image(struct job *j, struct stages *s)
{
	static const struct image_limits limits = IMAGE_LIMITS_DEFAULT;

	stages_pass(s, STAGE_IMAGE_FETCHED);
	if (image_remake(j->body, &limits, &j->remade, &j->info) != ERR_OK)
		drop(j, "not a usable image");
	stages_pass(s, STAGE_IMAGE_REMADE);
}

void
job_work(struct analyser *an, struct job *j, struct stages *s)
{
	if (j->verdict == JOB_KEEP) {
		switch (j->kind) {
		case JOB_FEED:
			work_feed(j, s);
			break;
		case JOB_PAGE:
			work_page(an, j, s);
			break;
		case JOB_IMAGE:
			work_image(j, s);
			break;
		case JOB__COUNT:
			BUG("no such kind of job");
		}
	} else if (j->kind == JOB_PAGE && j->verdict == JOB_DROP &&
	           j->status >= 400) {
		rescue_page(an, j);
	}
}
