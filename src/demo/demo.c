#include "demo/demo.h"

#include "demo/internal.h"

#define LIVE STR("max-age=2")       /* feeds and lists: poll me often */
#define STEADY STR("max-age=300")   /* pictures do not change */

#define X(name) STR_INIT(#name),
static const struct str topic_keys[] = { DEMO_TOPIC_MAP(X) };
#undef X

int64_t
piece_published_s(const struct demo *d, const struct demo_piece *p)
{
	return d->epoch_s + (int64_t)p->at_min * 60;
}

static bool
is_corrected(const struct demo *d, const struct demo_piece *p, int64_t now_s)
{
	return p->corrected.n > 0 &&
	       d->epoch_s + (int64_t)p->corrected_min * 60 <= now_s;
}

int64_t
piece_modified_s(const struct demo *d, const struct demo_piece *p,
                 int64_t now_s)
{
	if (is_corrected(d, p, now_s))
		return d->epoch_s + (int64_t)p->corrected_min * 60;
	return piece_published_s(d, p);
}

const struct demo_text *
piece_text(const struct demo *d, const struct demo_piece *p, int64_t now_s)
{
	return is_corrected(d, p, now_s) ? &p->corrected : &p->text;
}

static struct str
path_of(const struct demo *d, const struct demo_piece *p, struct arena *mem)
{
	int64_t at_s = piece_published_s(d, p);
	int year, month, day;

	datetime_civil(at_s / 86400, &year, &month, &day);
	return str_fmt(mem, "/%04d/%02d/%02d/%.*s", year, month, day,
	               STR_ARG(p->slug));
}

struct str
piece_path(const struct view *v, const struct demo_piece *p)
{
	return path_of(v->d, p, v->mem);
}

struct str
piece_image_path(const struct view *v, const struct demo_piece *p)
{
	if (p->image.n == 0)
		return STR_EMPTY;
	return str_fmt(v->mem, "/img/%.*s.jpg", STR_ARG(p->slug));
}

size_t
demo_outlet_count(void)
{
	return demo_site_count;
}

static struct str
base_of(const struct demo *d, size_t i, struct arena *mem)
{
	return str_fmt(mem, "http://127.8.0.%zu:%u", i + 1,
	               (unsigned)d->port);
}

bool
demo_outlet(const struct demo *d, size_t i, struct arena *mem,
            struct demo_outlet *out)
{
	const struct demo_site *s = &demo_sites[i];
	struct str base;

	if (i >= demo_site_count)
		return false;
	base = base_of(d, i, mem);
	*out = (struct demo_outlet){
		.slug = s->slug,
		.name = s->name,
		.language = s->language == DEMO_AR ? STR("ar") : STR("fr"),
		.kind = s->kind,
		.address = str_fmt(mem, "127.8.0.%zu", i + 1),
		.home_url = str_cat(mem, base, STR("/")),
		.feed_url = str_cat(mem, base, feed_path(s->kind)),
	};
	return true;
}

size_t
demo_article_count(void)
{
	return demo_piece_count;
}

bool
demo_article(const struct demo *d, size_t i, int64_t now_s,
             struct arena *mem, struct demo_article *out)
{
	const struct demo_piece *p = &demo_pieces[i];
	const struct demo_text *t;
	struct buf b = BUF_INIT(DEMO_BODY_MAX);

	if (i >= demo_piece_count)
		return false;
	t = piece_text(d, p, now_s);
	for (size_t k = 0; k < t->n; k++) {
		if (k > 0)
			buf_put_char(&b, '\n');
		buf_put(&b, t->paragraphs[k]);
	}
	*out = (struct demo_article){
		.outlet = p->site,
		.slug = p->slug,
		.topic = topic_keys[p->topic],
		.event = p->event,
		.copy = p->copy,
		.title = t->title,
		.text = buf_copy(mem, &b),
		.url = str_cat(mem, base_of(d, p->site, mem),
		               path_of(d, p, mem)),
		.published_s = piece_published_s(d, p),
		.modified_s = piece_modified_s(d, p, now_s),
	};
	buf_release(&b);
	return true;
}

/* What an outlet shows now, newest first: demo_pieces' own order. */
static struct view *
view_new(const struct demo *d, const struct demo_request *rq,
         struct arena *mem)
{
	struct view *v = ARENA_NEW(mem, struct view);

	if (v == NULL)
		return NULL;
	v->d = d;
	v->site = &demo_sites[rq->outlet];
	v->base = base_of(d, rq->outlet, mem);
	v->feed_path = feed_path(v->site->kind);
	v->now_s = rq->now_s;
	v->mem = mem;
	for (size_t i = 0; i < demo_piece_count; i++) {
		const struct demo_piece *p = &demo_pieces[i];

		if (p->site == rq->outlet && v->n < DEMO_VISIBLE_MAX &&
		    piece_published_s(d, p) <= rq->now_s)
			v->pieces[v->n++] = p;
	}
	return v;
}

/* The body in the outlet's charset, into the answer. */
static void
set_body(const struct view *v, struct buf *b, const char *type,
         struct demo_answer *out)
{
	bool old = str_eq(v->site->charset, STR("windows-1256"));

	if (old) {
		struct buf bytes = BUF_INIT(DEMO_BODY_MAX);

		put_windows_1256(&bytes, buf_str(b));
		out->body = buf_copy(v->mem, &bytes);
		buf_release(&bytes);
	} else {
		out->body = buf_copy(v->mem, b);
	}
	/* An old system tells its charset in its pages only, not in HTTP. */
	out->content_type = old ? str_from(type)
	                        : str_fmt(v->mem, "%s; charset=utf-8", type);
}

static void
answer_page(const struct view *v, const struct page *p,
            struct demo_answer *out)
{
	struct buf b = BUF_INIT(DEMO_BODY_MAX);

	page_put(&b, p);
	set_body(v, &b, "text/html", out);
	buf_release(&b);
}

static void
answer_feed(const struct view *v, struct demo_answer *out)
{
	struct buf b = BUF_INIT(DEMO_BODY_MAX);
	struct str mime = feed_mime(v->site->kind);

	feed_put(&b, v);
	set_body(v, &b, str_z(v->mem, mime), out);
	buf_release(&b);
}

static void
answer_robots(const struct view *v, struct demo_answer *out)
{
	out->content_type = STR("text/plain; charset=utf-8");
	out->body = STR("User-agent: *\nDisallow: /private/\n"
	                "Disallow: /search\n");
	if (str_eq(v->site->kind, STR("sitemap")))
		out->body = str_fmt(v->mem, "%.*sSitemap: %.*s%.*s\n",
		                    STR_ARG(out->body), STR_ARG(v->base),
		                    STR_ARG(v->feed_path));
}

static struct str
fixed_word(const struct view *v, enum demo_word w)
{
	return demo_words[w][v->site->language];
}

static void
answer_note(const struct view *v, bool about, struct demo_answer *out)
{
	struct page p = { .v = v, .what = DEMO_SECTION_note, .topic = -1 };

	if (about) {
		p.title = fixed_word(v, DEMO_WORD_about);
		p.text = str_fmt(v->mem, "%.*s: %.*s. %.*s",
		                 STR_ARG(v->site->name),
		                 STR_ARG(v->site->about),
		                 STR_ARG(fixed_word(v,
		                                    DEMO_WORD_about_text)));
	} else {
		p.title = fixed_word(v, DEMO_WORD_missing);
		p.text = fixed_word(v, DEMO_WORD_missing_text);
	}
	answer_page(v, &p, out);
}

static bool
answer_topic(const struct view *v, struct str path, struct demo_answer *out)
{
	struct page p = { .v = v, .what = DEMO_SECTION_home, .topic = -1,
		          .path = path };

	if (!str_skip(&path, STR("/section/")))
		return false;
	for (int t = 0; t < DEMO_TOPIC__COUNT; t++)
		if (str_eq(path, topic_keys[t]))
			p.topic = t;
	if (p.topic < 0)
		return false;
	p.title = demo_words[DEMO_WORD_TOPIC(p.topic)][v->site->language];
	answer_page(v, &p, out);
	return true;
}

/* An article or its picture. */
static bool
answer_piece(const struct view *v, struct str path, struct demo_answer *out)
{
	for (size_t i = 0; i < v->n; i++) {
		const struct demo_piece *p = v->pieces[i];

		out->modified_s = piece_modified_s(v->d, p, v->now_s);
		if (str_eq(path, piece_path(v, p))) {
			struct page page = { .v = v, .piece = p,
				             .what = DEMO_SECTION_article,
				             .topic = -1, .path = path };

			answer_page(v, &page, out);
			return true;
		}
		if (p->image.n > 0 && str_eq(path, piece_image_path(v, p))) {
			out->picture_kind = p->image;
			out->picture_seed = str_hash_seed(p->slug, p->site);
			out->cache_control = STEADY;
			return true;
		}
	}
	return false;
}

static void
set_etag(const struct view *v, struct demo_answer *out)
{
	uint64_t h = out->picture_kind.n > 0
	        ? str_hash_seed(out->picture_kind, out->picture_seed)
	        : str_hash(out->body);

	out->etag = str_fmt(v->mem, "\"%016llx\"", (unsigned long long)h);
}

/* Lists change when any of their articles does. */
static int64_t
latest_s(const struct view *v)
{
	int64_t last_s = v->n > 0 ? INT64_MIN : v->d->epoch_s;

	for (size_t i = 0; i < v->n; i++) {
		int64_t s = piece_modified_s(v->d, v->pieces[i], v->now_s);

		last_s = s > last_s ? s : last_s;
	}
	return last_s;
}

enum err
demo_answer(const struct demo *d, const struct demo_request *rq,
            struct arena *mem, struct demo_answer *out)
{
	struct demo_answer a = { .status = 200, .cache_control = LIVE };
	struct view *v;

	if (rq->outlet >= demo_site_count)
		return ERR_ABSENT;
	if ((v = view_new(d, rq, mem)) == NULL)
		return ERR_LIMIT;
	a.modified_s = latest_s(v);
	if (str_eq(rq->path, STR("/"))) {
		struct page home = { .v = v, .what = DEMO_SECTION_home,
			             .topic = -1, .path = rq->path };

		answer_page(v, &home, &a);
	} else if (str_eq(rq->path, v->feed_path)) {
		answer_feed(v, &a);
	} else if (str_eq(rq->path, STR("/robots.txt"))) {
		answer_robots(v, &a);
	} else if (str_eq(rq->path, STR("/about"))) {
		answer_note(v, true, &a);
	} else if (!answer_topic(v, rq->path, &a) &&
	           !answer_piece(v, rq->path, &a)) {
		a.status = 404;
		a.modified_s = d->epoch_s;
		answer_note(v, false, &a);
	}
	set_etag(v, &a);
	if (arena_err(mem) != ERR_OK)
		return ERR_LIMIT;
	*out = a;
	return ERR_OK;
}
