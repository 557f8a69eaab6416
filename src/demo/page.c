#include "demo/internal.h"

#define NAV_TOPICS 5
#define RELATED 4u
#define POPULAR 5u
#define CARDS 24u
#define COMMENTS_MAX 3u
#define READ_ALSO_AFTER 1u /* paragraph the box stands behind, from 0 */

/* What the slots of a section are filled from. */
struct fill {
	const struct page *page;
	const struct demo_piece *piece; /* NULL: none */
	struct str title, url, text, who; /* of one thing in a list */
};

static void put_section(struct buf *b, const struct fill *f,
                        enum demo_section what);

static struct str
word(const struct view *v, size_t i)
{
	return demo_words[i][v->site->language];
}

#define X(name) STR_INIT(#name),
static const struct str topic_keys[] = { DEMO_TOPIC_MAP(X) };
#undef X

/* A slot that belongs to the whole page. */
static bool
page_value(const struct fill *f, enum demo_slot slot, struct str *out)
{
	const struct view *v = f->page->v;
	bool arabic = v->site->language == DEMO_AR;

	switch (slot) {
	case DEMO_SLOT_lang:
		*out = arabic ? STR("ar") : STR("fr");
		return true;
	case DEMO_SLOT_dir:
		*out = arabic ? STR("rtl") : STR("ltr");
		return true;
	case DEMO_SLOT_charset:
		*out = v->site->charset;
		return true;
	case DEMO_SLOT_site:
		*out = v->site->name;
		return true;
	case DEMO_SLOT_slogan:
		*out = v->site->slogan;
		return true;
	case DEMO_SLOT_home:
		*out = STR("/");
		return true;
	case DEMO_SLOT_about:
		*out = STR("/about");
		return true;
	case DEMO_SLOT_feed:
		*out = str_eq(v->site->kind, STR("sitemap")) ? STR_EMPTY
		                                            : v->feed_path;
		return true;
	case DEMO_SLOT_today:
		*out = words_date(v->mem, v->site->language, v->now_s, false);
		return true;
	case DEMO_SLOT_year:
		*out = str_sub(datetime_rfc3339(v->mem, demo_time(v->now_s)),
		               0, 4);
		return true;
	case DEMO_SLOT_microdata:
		*out = str_eq(v->site->markup, STR("microdata")) ? STR("1")
		                                                : STR_EMPTY;
		return true;
	default:
		return false;
	}
}

static struct str
piece_value(const struct fill *f, enum demo_slot slot)
{
	const struct view *v = f->page->v;
	const struct demo_piece *p = f->piece;
	int64_t at_s = piece_published_s(v->d, p);
	int64_t modified_s = piece_modified_s(v->d, p, v->now_s);
	const struct demo_text *t = piece_text(v->d, p, v->now_s);

	switch (slot) {
	case DEMO_SLOT_title:
		return t->title;
	case DEMO_SLOT_url:
		return piece_path(v, p);
	case DEMO_SLOT_date:
		return words_date(v->mem, v->site->language, at_s, true);
	case DEMO_SLOT_iso:
		return datetime_rfc3339(v->mem, demo_time(at_s));
	case DEMO_SLOT_updated:
		return modified_s == at_s ? STR_EMPTY
		        : words_date(v->mem, v->site->language, modified_s,
		                     true);
	case DEMO_SLOT_author:
		return p->author;
	case DEMO_SLOT_topic:
		return topic_keys[p->topic];
	case DEMO_SLOT_text:
		return word(v, DEMO_WORD_TOPIC(p->topic));
	case DEMO_SLOT_image:
		return piece_image_path(v, p);
	case DEMO_SLOT_caption:
		return p->caption;
	case DEMO_SLOT_summary:
		return t->paragraphs[0];
	case DEMO_SLOT_tags:
		return p->tags; /* as a condition */
	default:
		return STR_EMPTY;
	}
}

static struct str
slot_value(const struct fill *f, enum demo_slot slot)
{
	struct str s = STR_EMPTY;

	if (page_value(f, slot, &s))
		return s;
	if (slot == DEMO_SLOT_text && f->text.n > 0)
		return f->text;
	if (slot == DEMO_SLOT_title && f->title.n > 0)
		return f->title;
	if (slot == DEMO_SLOT_url && f->url.n > 0)
		return f->url;
	if (slot == DEMO_SLOT_who)
		return f->who;
	return f->piece == NULL ? STR_EMPTY : piece_value(f, slot);
}

static void
put_piece(struct buf *b, const struct fill *f, const struct demo_piece *p,
          enum demo_section what)
{
	struct fill inner = { .page = f->page, .piece = p };

	put_section(b, &inner, what);
}

/* Scrambled, but always the same for one article: whatever lists need. */
static uint64_t
piece_number(const struct demo_piece *p, uint64_t salt)
{
	return str_hash_seed(p->slug, salt);
}

/* An older article, of the same topic if there is one. */
static const struct demo_piece *
older_piece(const struct view *v, const struct demo_piece *p)
{
	const struct demo_piece *any = NULL;
	bool behind = false;

	for (size_t i = 0; i < v->n; i++) {
		if (behind && v->pieces[i]->topic == p->topic)
			return v->pieces[i];
		if (behind && any == NULL)
			any = v->pieces[i];
		behind = behind || v->pieces[i] == p;
	}
	return any;
}

static void
put_paragraphs(struct buf *b, const struct fill *f)
{
	const struct view *v = f->page->v;
	const struct demo_text *t = piece_text(v->d, f->piece, v->now_s);
	const struct demo_piece *also = older_piece(v, f->piece);

	for (size_t i = 0; i < t->n; i++) {
		struct fill inner = { .page = f->page,
			              .text = t->paragraphs[i] };

		put_section(b, &inner, DEMO_SECTION_paragraph);
		if (i == READ_ALSO_AFTER && i + 1 < t->n && also != NULL)
			put_piece(b, f, also, DEMO_SECTION_read_also);
	}
}

/* Tags and authors are separated by Arabic commas. */
static struct str
next_name(struct str *rest)
{
	struct str comma = STR("\xD8\x8C"); /* U+060C */
	size_t at = str_find(*rest, comma);
	struct str name;

	if (at == STR_NPOS)
		at = rest->n;
	name = str_trim(str_sub(*rest, 0, at));
	*rest = str_sub(*rest, at + comma.n, rest->n);
	return name;
}

static void
put_tags(struct buf *b, const struct fill *f)
{
	struct str rest = f->piece->tags;

	while (rest.n > 0) {
		struct fill inner = { .page = f->page,
			              .text = next_name(&rest) };

		put_section(b, &inner, DEMO_SECTION_tag);
	}
}

static void
put_related(struct buf *b, const struct fill *f)
{
	const struct view *v = f->page->v;
	size_t put = 0;

	for (size_t i = 0; i < v->n && put < RELATED; i++) {
		if (v->pieces[i] == f->piece ||
		    v->pieces[i]->topic != f->piece->topic)
			continue;
		put_piece(b, f, v->pieces[i], DEMO_SECTION_link);
		put++;
	}
}

/* The most read: those of the largest numbers, whatever these mean. */
static void
put_popular(struct buf *b, const struct fill *f)
{
	const struct view *v = f->page->v;
	uint64_t below = UINT64_MAX;

	for (size_t put = 0; put < POPULAR && put < v->n; put++) {
		const struct demo_piece *best = NULL;

		for (size_t i = 0; i < v->n; i++) {
			uint64_t n = piece_number(v->pieces[i], 1);

			if (n < below && (best == NULL ||
			                  n > piece_number(best, 1)))
				best = v->pieces[i];
		}
		if (best == NULL)
			return;
		below = piece_number(best, 1);
		put_piece(b, f, best, DEMO_SECTION_link);
	}
}

static void
put_comments(struct buf *b, const struct fill *f)
{
	uint64_t n = piece_number(f->piece, 2);
	size_t left = n % (COMMENTS_MAX + 1);
	size_t at = (size_t)(n >> 8) % demo_comment_count;

	for (size_t i = 0; i < demo_comment_count && left > 0; i++) {
		const struct demo_comment *c =
		        &demo_comments[(at + i) % demo_comment_count];
		struct fill inner = { .page = f->page, .who = c->who,
			              .text = c->text };

		if (c->language != f->page->v->site->language)
			continue;
		put_section(b, &inner, DEMO_SECTION_comment);
		left--;
	}
}

static void
put_cards(struct buf *b, const struct fill *f)
{
	const struct view *v = f->page->v;
	size_t put = 0;

	for (size_t i = 0; i < v->n && put < CARDS; i++) {
		if (f->page->topic >= 0 &&
		    (int)v->pieces[i]->topic != f->page->topic)
			continue;
		put_piece(b, f, v->pieces[i], DEMO_SECTION_card);
		put++;
	}
}

/* The topics this outlet writes about. */
static void
put_nav(struct buf *b, const struct fill *f)
{
	const struct view *v = f->page->v;
	int put = 0;

	for (size_t t = 0; t < DEMO_TOPIC__COUNT && put < NAV_TOPICS; t++) {
		struct fill inner = { .page = f->page,
			.title = word(v, DEMO_WORD_TOPIC(t)),
			.url = str_fmt(v->mem, "/section/%.*s",
			               STR_ARG(topic_keys[t])) };
		bool used = false;

		for (size_t i = 0; i < v->n; i++)
			used = used || v->pieces[i]->topic == t;
		if (!used)
			continue;
		put_section(b, &inner, DEMO_SECTION_nav_link);
		put++;
	}
}

static void
put_main(struct buf *b, const struct fill *f)
{
	struct fill inner = { .page = f->page, .piece = f->page->piece,
		              .title = f->page->title,
		              .text = f->page->text };

	put_section(b, &inner, f->page->what);
}

static void
put_value(struct buf *b, const struct fill *f, enum demo_slot slot)
{
	static void (*const lists[DEMO_SLOT__COUNT])(struct buf *,
	                                             const struct fill *) = {
		[DEMO_SLOT_main] = put_main,
		[DEMO_SLOT_nav] = put_nav,
		[DEMO_SLOT_paragraphs] = put_paragraphs,
		[DEMO_SLOT_tags] = put_tags,
		[DEMO_SLOT_related] = put_related,
		[DEMO_SLOT_popular] = put_popular,
		[DEMO_SLOT_comments] = put_comments,
		[DEMO_SLOT_cards] = put_cards,
	};

	if (slot == DEMO_SLOT_head)
		head_put(b, f->page);
	else if (lists[slot] != NULL)
		lists[slot](b, f);
	else
		put_escaped(b, slot_value(f, slot));
}

static void
put_section(struct buf *b, const struct fill *f, enum demo_section what)
{
	const struct view *v = f->page->v;
	const struct demo_template *t = &demo_templates[v->site->template];
	struct demo_tokens k = t->section[what];
	size_t off = 0; /* conditions open since one did not hold */

	for (size_t i = 0; i < k.n; i++) {
		const struct demo_token *tok = &k.t[i];

		if (tok->kind == DEMO_IF) {
			if (off > 0 ||
			    slot_value(f, (enum demo_slot)tok->what).n == 0)
				off++;
		} else if (tok->kind == DEMO_END) {
			off -= off > 0;
		} else if (off > 0) {
			continue;
		} else if (tok->kind == DEMO_TEXT) {
			buf_put(b, tok->text);
		} else if (tok->kind == DEMO_WORD) {
			put_escaped(b, word(v, (size_t)tok->what));
		} else {
			put_value(b, f, (enum demo_slot)tok->what);
		}
	}
}

void
page_put(struct buf *b, const struct page *p)
{
	struct fill f = { .page = p, .piece = p->piece };

	put_section(b, &f, DEMO_SECTION_page);
}
