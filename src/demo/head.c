#include "demo/internal.h"

#include "base/json.h"

/*
 * What machines read in the head of a page.  Each outlet has its own kind of
 * markup, as in life: JSON-LD, an @graph of it, OpenGraph, microdata in the
 * text itself, or nothing.
 */
static struct str
absolute(const struct view *v, struct str path)
{
	return path.n == 0 ? path : str_cat(v->mem, v->base, path);
}

static void
put_feed_link(struct buf *b, const struct page *p)
{
	const struct view *v = p->v;

	if (str_eq(v->site->kind, STR("sitemap")))
		return;
	put_form(b, "<link rel=\"alternate\" type=\"$0\" title=\"$1\" "
	            "href=\"$2\">\n",
	         (struct str[]){ feed_mime(v->site->kind), v->site->name,
	                         v->feed_path });
}

static void
put_open_graph(struct buf *b, const struct page *p)
{
	const struct view *v = p->v;
	const struct demo_text *t = piece_text(v->d, p->piece, v->now_s);
	int64_t at_s = piece_published_s(v->d, p->piece);
	int64_t modified_s = piece_modified_s(v->d, p->piece, v->now_s);
	struct str image = absolute(v, piece_image_path(v, p->piece));
	struct str args[] = {
		t->title, v->site->name, t->paragraphs[0],
		absolute(v, p->path),
		datetime_rfc3339(v->mem, demo_time(at_s)),
		datetime_rfc3339(v->mem, demo_time(modified_s)),
		image, p->piece->author,
	};

	put_form(b, "<meta property=\"og:type\" content=\"article\">\n"
	            "<meta property=\"og:title\" content=\"$0\">\n"
	            "<meta property=\"og:site_name\" content=\"$1\">\n"
	            "<meta property=\"og:description\" content=\"$2\">\n"
	            "<meta property=\"og:url\" content=\"$3\">\n"
	            "<meta property=\"article:published_time\" "
	            "content=\"$4\">\n"
	            "<meta property=\"article:modified_time\" "
	            "content=\"$5\">\n", args);
	if (image.n > 0)
		put_form(b, "<meta property=\"og:image\" content=\"$6\">\n",
		         args);
	if (p->piece->author.n > 0)
		put_form(b, "<meta name=\"author\" content=\"$7\">\n", args);
}

static void
ld_people(struct json *j, struct str authors)
{
	struct str comma = STR("\xD8\x8C"); /* U+060C */

	json_key(j, "author");
	json_array(j);
	while (authors.n > 0) {
		size_t at = str_find(authors, comma);

		at = at == STR_NPOS ? authors.n : at;
		json_object(j);
		json_key_str(j, "@type", STR("Person"));
		json_key_str(j, "name", str_trim(str_sub(authors, 0, at)));
		json_object_end(j);
		authors = str_sub(authors, at + comma.n, authors.n);
	}
	json_array_end(j);
}

static void
ld_publisher(struct json *j, const struct view *v)
{
	json_object(j);
	json_key_str(j, "@type", STR("NewsMediaOrganization"));
	json_key_str(j, "name", v->site->name);
	json_key_str(j, "url", str_cat(v->mem, v->base, STR("/")));
	json_object_end(j);
}

static void
ld_article(struct json *j, const struct page *p)
{
	const struct view *v = p->v;
	const struct demo_text *t = piece_text(v->d, p->piece, v->now_s);
	int64_t modified_s = piece_modified_s(v->d, p->piece, v->now_s);
	struct str image = absolute(v, piece_image_path(v, p->piece));

	json_object(j);
	json_key_str(j, "@context", STR("https://schema.org"));
	json_key_str(j, "@type", STR("NewsArticle"));
	json_key_str(j, "headline", t->title);
	json_key_str(j, "datePublished", datetime_rfc3339(
	        v->mem, demo_time(piece_published_s(v->d, p->piece))));
	json_key_str(j, "dateModified",
	             datetime_rfc3339(v->mem, demo_time(modified_s)));
	if (image.n > 0)
		json_key_str(j, "image", image);
	if (p->piece->author.n > 0)
		ld_people(j, p->piece->author);
	json_key_str(j, "mainEntityOfPage", absolute(v, p->path));
	json_key_str(j, "inLanguage",
	             v->site->language == DEMO_AR ? STR("ar") : STR("fr"));
	json_key(j, "publisher");
	ld_publisher(j, v);
	json_object_end(j);
}

static void
put_json_ld(struct buf *b, const struct page *p, bool graph)
{
	struct json j = JSON_INIT(b);

	buf_put(b, STR("<script type=\"application/ld+json\">"));
	if (graph) {
		json_object(&j);
		json_key_str(&j, "@context", STR("https://schema.org"));
		json_key(&j, "@graph");
		json_array(&j);
		ld_publisher(&j, p->v);
	}
	ld_article(&j, p);
	if (graph) {
		json_array_end(&j);
		json_object_end(&j);
	}
	json_end(&j);
	buf_put(b, STR("</script>\n"));
}

void
head_put(struct buf *b, const struct page *p)
{
	const struct view *v = p->v;
	struct str markup = v->site->markup;
	struct str title = p->title;

	if (p->piece != NULL)
		title = piece_text(v->d, p->piece, v->now_s)->title;
	if (title.n > 0)
		put_form(b, "<title>$0 - $1</title>\n",
		         (struct str[]){ title, v->site->name });
	else
		put_form(b, "<title>$0 - $1</title>\n",
		         (struct str[]){ v->site->name, v->site->slogan });
	put_feed_link(b, p);
	if (p->piece == NULL || str_eq(markup, STR("none")))
		return;
	put_form(b, "<link rel=\"canonical\" href=\"$0\">\n",
	         (struct str[]){ absolute(v, p->path) });
	if (!str_eq(markup, STR("microdata")))
		put_open_graph(b, p);
	if (str_eq(markup, STR("jsonld")) || str_eq(markup, STR("graph")))
		put_json_ld(b, p, str_eq(markup, STR("graph")));
}
