/*
 * The values of feed fields, made fit for the model.
 */
#include "feed/internal.h"

#include "html/text.h"
#include "text/normalise.h"
#include "url/url.h"

#define PERSON_MAX_BYTES 160u
#define PEOPLE_MAX_BYTES 800u
#define LANGUAGE_MAX_BYTES 35u /* RFC 5646 s4.4.1 */
#define ESCAPE_FACTOR 6u       /* "&quot;" */
#define IMAGES_LOOKED_AT 16
#define RESOLVE_BLOCK 8192u
#define RESOLVE_MAX_BYTES (64u * URL_MAX_BYTES)

struct str
feed_line(struct arena *mem, struct str html)
{
	struct str line;

	if (str_chr(html, '<') == STR_NPOS && str_chr(html, '&') == STR_NPOS)
		return text_shown_copy(mem, html);
	line = html_to_line(mem, feed_unwrap(mem, html));
	/* titles are often encoded twice: "&amp;quot;" */
	if (str_chr(line, '&') != STR_NPOS && str_chr(line, ';') != STR_NPOS)
		line = html_to_line(mem, line);
	return line;
}

static bool
is_address(struct str s)
{
	return str_chr(s, '@') != STR_NPOS ||
	       str_find(s, STR("://")) != STR_NPOS ||
	       str_starts_ci(s, STR("www.")) ||
	       str_starts_ci(s, STR("mailto:"));
}

/* What publishing systems put in when nobody signed. */
static bool
is_nobody(struct str s)
{
	static const struct str names[] = {
		STR_INIT("admin"),     STR_INIT("administrator"),
		STR_INIT("webmaster"), STR_INIT("noreply"),
		STR_INIT("no-reply"),  STR_INIT("unknown"),
		STR_INIT("anonymous"), STR_INIT("null"),
	};

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq_ci(s, names[i]))
			return true;
	return false;
}

struct str
feed_person(struct arena *mem, struct str raw)
{
	struct str s = str_trim(raw);
	size_t open, close;

	/* "Name <a@b>", before the address is read as a tag */
	open = str_chr(s, '<');
	if (open != STR_NPOS && open > 0 &&
	    str_chr(str_sub(s, open, s.n), '@') != STR_NPOS)
		s = str_sub(s, 0, open);
	s = feed_line(mem, s);
	open = str_chr(s, '(');
	close = str_rchr(s, ')');
	if (is_address(s) && open != STR_NPOS && close != STR_NPOS &&
	    close > open) {
		struct str before = str_trim(str_sub(s, 0, open));
		struct str inside = str_trim(str_sub(s, open + 1, close));

		/* "a@b (Name)" or "Name (a@b)" */
		s = is_address(before) || before.n == 0 ? inside : before;
	}
	if (is_address(s) || is_nobody(s) || s.n > PERSON_MAX_BYTES)
		return STR_EMPTY;
	return s;
}

void
feed_add_person(struct arena *mem, struct str *list, struct str name)
{
	struct str rest = *list;

	if (name.n == 0 || list->n + name.n > PEOPLE_MAX_BYTES)
		return;
	while (rest.n > 0)
		if (str_eq(str_trim(str_until(&rest, ',')), name))
			return;
	if (list->n == 0)
		*list = name;
	else
		*list = str_fmt(mem, "%.*s, %.*s", STR_ARG(*list),
		                STR_ARG(name));
}

void
feed_add_tag(struct arena *mem, struct feed_item *it, struct str tag)
{
	if (it->tag_count == DOC_TAGS_MAX)
		return;
	tag = feed_line(mem, tag);
	if (tag.n == 0)
		return;
	for (size_t i = 0; i < it->tag_count; i++)
		if (str_eq(it->tags[i], tag))
			return;
	if (it->tags == NULL)
		it->tags = ARENA_ARRAY(mem, struct str, DOC_TAGS_MAX);
	if (it->tags != NULL)
		it->tags[it->tag_count++] = tag;
}

void
feed_add_attachment(struct arena *mem, struct feed_extra *x, struct str url,
                    struct str type, struct str length)
{
	uint64_t size = 0;

	if (url.n == 0 || x->attachment_count == FEED_ATTACHMENTS_MAX)
		return;
	if (x->attachments == NULL)
		x->attachments = ARENA_ARRAY(mem, struct feed_attachment,
		                             FEED_ATTACHMENTS_MAX);
	if (x->attachments == NULL)
		return;
	length = str_trim(length);
	str_number(&length, &size, INT64_MAX);
	x->attachments[x->attachment_count++] =
		(struct feed_attachment){ url, type, (int64_t)size };
}

bool
feed_names_image(struct str url)
{
	static const struct str ends[] = {
		STR_INIT(".jpg"), STR_INIT(".jpeg"), STR_INIT(".png"),
		STR_INIT(".webp"),
	};
	struct str path = str_until(&url, '?');

	for (size_t i = 0; i < COUNT(ends); i++)
		if (str_ends_ci(path, ends[i]))
			return true;
	return false;
}

/* The value of an attribute in the text of a tag. */
static struct str
tag_attribute(struct str tag, struct str name)
{
	for (size_t at; (at = str_find_ci(tag, name)) != STR_NPOS;) {
		bool whole = at > 0 && ascii_is_space(tag.p[at - 1]);
		struct str v;

		tag = str_sub(tag, at + name.n, tag.n);
		v = str_trim_left(tag);
		if (!whole || v.n < 2 || v.p[0] != '=')
			continue;
		v = str_trim_left(str_sub(v, 1, v.n));
		if (v.n > 0 && (v.p[0] == '"' || v.p[0] == '\'')) {
			char quote = v.p[0];

			v = str_sub(v, 1, v.n);
			return str_until(&v, quote);
		}
		return str_word(&v);
	}
	return STR_EMPTY;
}

struct str
feed_first_image(struct arena *mem, struct str html, struct str base)
{
	for (int i = 0; i < IMAGES_LOOKED_AT; i++) {
		size_t at = str_find_ci(html, STR("<img"));
		struct str tag, src, width;

		if (at == STR_NPOS)
			break;
		html = str_sub(html, at + 4, html.n);
		tag = str_until(&html, '>');
		width = tag_attribute(tag, STR("width"));
		if (str_eq(width, STR("1")) || str_eq(width, STR("0")))
			continue; /* it counts readers */
		src = feed_resolve(mem, base,
		                   feed_line(mem, tag_attribute(tag,
		                                                STR("src"))));
		if (src.n > 0)
			return src;
	}
	return STR_EMPTY;
}

/* Whether an address is written so that every reader takes it the same. */
static bool
is_clean(struct str s)
{
	struct str rest = s;

	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' ||
		    (unsigned char)s.p[i] > '~' || s.p[i] == '\\')
			return false;
	return (str_skip(&rest, STR("http://")) ||
	        str_skip(&rest, STR("https://"))) &&
	       !str_starts(rest, STR("/"));
}

static struct str
resolve(struct arena *work, struct str base, struct str ref)
{
	struct url u;
	struct str out;

	if (str_starts_ci(ref, STR("www.")))
		ref = str_cat(work, STR("http://"), ref);
	if (url_parse(work, ref, &u) == ERR_OK)
		return is_clean(ref) ? ref : url_text(work, &u);
	if (base.n > 0 && url_join(work, base, ref, &out) == ERR_OK)
		return out;
	return STR_EMPTY;
}

struct str
feed_resolve(struct arena *mem, struct str base, struct str ref)
{
	/* a sitemap has 50,000 of them: the parts are not kept */
	struct arena work = ARENA_INIT(RESOLVE_BLOCK, RESOLVE_MAX_BYTES);
	struct str out;

	ref = str_trim(ref);
	if (ref.n == 0)
		return STR_EMPTY;
	out = str_copy(mem, resolve(&work, base, ref));
	arena_release(&work);
	return out;
}

struct str
feed_language(struct arena *mem, struct str tag)
{
	char *p;

	tag = str_trim(tag);
	if (tag.n == 0 || tag.n > LANGUAGE_MAX_BYTES ||
	    (p = arena_alloc(mem, tag.n)) == NULL)
		return STR_EMPTY;
	for (size_t i = 0; i < tag.n; i++) {
		p[i] = tag.p[i] == '_' ? '-' : tag.p[i];
		if (!ascii_is_alnum(p[i]) && p[i] != '-')
			return STR_EMPTY;
	}
	return (struct str){ p, tag.n };
}

struct str
feed_escape(struct arena *mem, struct str text)
{
	struct buf b = BUF_INIT(text.n * ESCAPE_FACTOR + 1);
	struct str made;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '<')
			buf_put(&b, STR("&lt;"));
		else if (text.p[i] == '>')
			buf_put(&b, STR("&gt;"));
		else if (text.p[i] == '&')
			buf_put(&b, STR("&amp;"));
		else if (text.p[i] == '\n')
			buf_put(&b, STR("<br>\n"));
		else
			buf_put_char(&b, text.p[i]);
	}
	made = buf_copy(mem, &b);
	buf_release(&b);
	return made;
}

/* Length of a tag of an embedded object at the front of s; 0: none. */
static size_t
object_tag(struct str s)
{
	static const struct str names[] = {
		STR_INIT("object"), STR_INIT("applet"),
	};
	struct str name = str_sub(s, 1, s.n);

	str_skip(&name, STR("/"));
	for (size_t i = 0; i < COUNT(names); i++) {
		size_t end;

		if (!str_starts_ci(name, names[i]) ||
		    (name.n > names[i].n &&
		     ascii_is_alnum(name.p[names[i].n])))
			continue;
		end = str_chr(name, '>');
		return end == STR_NPOS ? s.n : s.n - name.n + end + 1;
	}
	return 0;
}

struct str
feed_unwrap(struct arena *mem, struct str html)
{
	char *p;
	size_t n = 0;

	if (str_find_ci(html, STR("object")) == STR_NPOS &&
	    str_find_ci(html, STR("applet")) == STR_NPOS)
		return html;
	if ((p = arena_alloc(mem, html.n)) == NULL)
		return STR_EMPTY;
	for (size_t i = 0; i < html.n;) {
		size_t skip = 0;

		if (html.p[i] == '<')
			skip = object_tag(str_sub(html, i, html.n));
		if (skip > 0)
			i += skip;
		else
			p[n++] = html.p[i++];
	}
	return (struct str){ p, n };
}
