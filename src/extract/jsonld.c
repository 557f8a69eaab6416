/*
 * schema.org data in <script type="application/ld+json">.
 * Source: JSON-LD 1.1, schema.org Article and Person; what the press makes
 * of them: lists instead of objects, names instead of persons, references.
 */
#include <jansson.h>

#include "extract/internal.h"

#include "html/text.h"
#include "text/utf8.h"

#define SCRIPTS_MAX 32u
#define SCRIPT_MAX_BYTES (2u << 20)
#define DEPTH_MAX 6u
#define OBJECTS_MAX 400u
#define LINE_MAX_BYTES 4096u

struct reader {
	struct page *p;
	json_t *root;      /* of the script at hand */
	unsigned objects;  /* looked at so far */
};

static struct str
string_of(const json_t *v)
{
	if (!json_is_string(v))
		return STR_EMPTY;
	return (struct str){ json_string_value(v), json_string_length(v) };
}

/* One line of shown text; references in it are resolved, tags dropped. */
static struct str
line_of(struct reader *r, const json_t *v)
{
	if (json_is_array(v))
		v = json_array_get(v, 0);
	if (json_is_object(v)) {
		const json_t *at = json_object_get(v, "@value");

		v = at != NULL ? at : json_object_get(v, "name");
	}
	return html_to_line(r->p->mem,
	                    utf8_head(string_of(v), LINE_MAX_BYTES));
}

static bool
type_ends(const json_t *type, struct str tail)
{
	const json_t *one;
	size_t i;

	if (json_is_array(type)) {
		json_array_foreach(type, i, one)
			if (str_ends(string_of(one), tail))
				return true;
		return false;
	}
	return str_ends(string_of(type), tail);
}

/* How much an object looks like the article of this page. */
static int
article_score(const json_t *o)
{
	const json_t *type = json_object_get(o, "@type");
	int score = 0;

	if (type_ends(type, STR("Article")) ||
	    type_ends(type, STR("BlogPosting")) ||
	    type_ends(type, STR("Report")))
		score = 10;
	else if (type_ends(type, STR("WebPage")) ||
	         type_ends(type, STR("VideoObject")) ||
	         type_ends(type, STR("CreativeWork")))
		score = 2;
	if (score == 0)
		return 0;
	score += json_object_get(o, "headline") != NULL ? 3 : 0;
	score += json_object_get(o, "datePublished") != NULL ? 3 : 0;
	score += json_object_get(o, "author") != NULL ? 2 : 0;
	score += json_object_get(o, "articleBody") != NULL ? 2 : 0;
	return score;
}

/* The object of the script that carries this @id and a name. */
static const json_t *
find_id(const json_t *v, struct str id, unsigned depth)
{
	const json_t *one, *found;
	size_t i;

	if (json_is_object(v)) {
		if (str_eq(string_of(json_object_get(v, "@id")), id) &&
		    json_object_get(v, "name") != NULL)
			return v;
		v = json_object_get(v, "@graph");
	}
	if (depth == 0)
		return NULL;
	json_array_foreach(v, i, one) {
		if (i >= OBJECTS_MAX)
			break;
		found = find_id(one, id, depth - 1);
		if (found != NULL)
			return found;
	}
	return NULL;
}

static void
add_person(struct reader *r, struct str name)
{
	struct page_ld *ld = r->p->ld;

	if (name.n == 0 || ld->people_n == LD_PEOPLE_MAX)
		return;
	for (unsigned i = 0; i < ld->people_n; i++)
		if (str_eq(ld->people[i], name))
			return;
	ld->people[ld->people_n++] = name;
}

static void
read_people(struct reader *r, const json_t *v, unsigned depth)
{
	const json_t *one, *name;
	size_t i;

	if (json_is_array(v) && depth > 0) {
		json_array_foreach(v, i, one) {
			if (i >= LD_PEOPLE_MAX)
				break;
			read_people(r, one, depth - 1);
		}
	} else if (json_is_object(v)) {
		name = json_object_get(v, "name");
		one = name == NULL
		              ? find_id(r->root,
		                        string_of(json_object_get(v, "@id")),
		                        2)
		              : NULL;
		if (one != NULL)
			name = json_object_get(one, "name");
		if (json_is_array(name) && depth > 0)
			read_people(r, name, depth - 1);
		else
			add_person(r, line_of(r, name));
	} else {
		add_person(r, line_of(r, v));
	}
}

static struct str
read_image(const json_t *v)
{
	for (unsigned i = 0; i < 3; i++) {
		if (json_is_array(v))
			v = json_array_get(v, 0);
		else if (json_is_object(v))
			v = json_object_get(v, json_object_get(v, "url")
			                               ? "url"
			                               : "contentUrl");
	}
	return string_of(v);
}

static void
read_tags(struct reader *r, const json_t *v)
{
	struct page_ld *ld = r->p->ld;
	const json_t *one;
	size_t i;

	if (json_is_string(v)) {
		struct str rest = string_of(v);

		while (rest.n > 0 && ld->tag_n < LD_TAGS_MAX)
			ld->tags[ld->tag_n++] = html_to_line(
			        r->p->mem, str_until(&rest, ','));
		return;
	}
	json_array_foreach(v, i, one)
		if (ld->tag_n < LD_TAGS_MAX)
			ld->tags[ld->tag_n++] = line_of(r, one);
}

static struct str
copy(struct reader *r, const json_t *v)
{
	return str_copy(r->p->mem, str_trim(string_of(v)));
}

/* `v` unless a surer object has set the field already. */
static void
set(struct str *field, struct str v, bool surer)
{
	if (v.n > 0 && (surer || field->n == 0))
		*field = v;
}

static void
read_article(struct reader *r, const json_t *o, int score)
{
	struct page_ld *ld = r->p->ld;
	bool surer = score > ld->score;
	const json_t *v;

	set(&ld->headline, line_of(r, json_object_get(o, "headline")), surer);
	set(&ld->published, copy(r, json_object_get(o, "datePublished")),
	    surer);
	set(&ld->published, copy(r, json_object_get(o, "dateCreated")),
	    false);
	set(&ld->modified, copy(r, json_object_get(o, "dateModified")), surer);
	set(&ld->publisher, line_of(r, json_object_get(o, "publisher")),
	    surer);
	set(&ld->section, line_of(r, json_object_get(o, "articleSection")),
	    surer);
	set(&ld->description, line_of(r, json_object_get(o, "description")),
	    surer);
	set(&ld->body, copy(r, json_object_get(o, "articleBody")), surer);
	set(&ld->language, copy(r, json_object_get(o, "inLanguage")), surer);
	set(&ld->image,
	    str_copy(r->p->mem, read_image(json_object_get(o, "image"))),
	    surer);
	v = json_object_get(o, "mainEntityOfPage");
	if (json_is_object(v))
		v = json_object_get(v, "@id");
	set(&ld->url, copy(r, json_object_get(o, "url")), surer);
	set(&ld->url, copy(r, v), false);
	v = json_object_get(o, "author");
	if (v == NULL)
		v = json_object_get(o, "creator");
	if (v != NULL && score >= 10 && (surer || ld->people_n == 0)) {
		ld->people_n = 0;
		read_people(r, v, 3);
	}
	if (ld->tag_n == 0)
		read_tags(r, json_object_get(o, "keywords"));
	if (surer) {
		ld->score = score;
		ld->is_news = type_ends(json_object_get(o, "@type"),
		                        STR("NewsArticle"));
	}
}

static void
walk(struct reader *r, const json_t *v, unsigned depth)
{
	static const char *const inner[] = { "@graph", "mainEntity",
		                             "mainEntityOfPage" };
	const json_t *one;
	size_t i;
	int score;

	if (depth == 0 || r->objects >= OBJECTS_MAX)
		return;
	if (json_is_array(v)) {
		json_array_foreach(v, i, one)
			walk(r, one, depth - 1);
		return;
	}
	if (!json_is_object(v))
		return;
	r->objects++;
	score = article_score(v);
	if (score > 0)
		read_article(r, v, score);
	for (i = 0; i < COUNT(inner); i++)
		walk(r, json_object_get(v, inner[i]), depth - 1);
}

/*
 * JSON as pages have it: raw line ends and tabs inside strings, commas
 * before closing brackets, comments round it all.
 */
static struct str
repair(struct arena *mem, struct str s)
{
	char *to = arena_alloc(mem, s.n);
	size_t n = 0, comma = STR_NPOS;
	bool in_string = false;

	if (to == NULL)
		return STR_EMPTY;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if ((unsigned char)c < 0x20)
			c = ' ';
		if (in_string && c == '\\' && i + 1 < s.n) {
			to[n++] = c;
			to[n++] = s.p[++i];
			continue;
		}
		if (c == '"')
			in_string = !in_string;
		if (!in_string && (c == '}' || c == ']') &&
		    comma != STR_NPOS)
			to[comma] = ' ';
		if (!in_string && c == ',')
			comma = n;
		else if (c != ' ' || in_string)
			comma = STR_NPOS;
		to[n++] = c;
	}
	return (struct str){ to, n };
}

/* What stands between the first bracket and the last. */
static struct str
bare(struct str s)
{
	size_t from = 0;

	while (from < s.n && s.p[from] != '{' && s.p[from] != '[')
		from++;
	while (s.n > from && s.p[s.n - 1] != '}' && s.p[s.n - 1] != ']')
		s.n--;
	return str_sub(s, from, s.n);
}

static void
read_script(struct page *p, uint32_t node)
{
	struct reader r = { .p = p };
	struct str s = bare(html_node_text(p->mem, &p->tree, node));

	if (s.n == 0 || s.n > SCRIPT_MAX_BYTES)
		return;
	r.root = json_loadb(s.p, s.n, JSON_ALLOW_NUL, NULL);
	if (r.root == NULL) {
		diag_add(p->diags, DIAG_PAGE_BAD_JSONLD, 0);
		s = repair(p->mem, s);
		r.root = json_loadb(s.p, s.n,
		                    JSON_ALLOW_NUL | JSON_DISABLE_EOF_CHECK,
		                    NULL);
	}
	walk(&r, r.root, DEPTH_MAX);
	json_decref(r.root);
}

void
jsonld_gather(struct page *p)
{
	unsigned scripts = 0;

	for (uint32_t i = 1; i < p->tree.n && scripts < SCRIPTS_MAX; i++) {
		if (page_node(p, i)->tag != HTML_TAG_SCRIPT ||
		    str_find_ci(html_attr(&p->tree, i, STR("type")),
		                STR("ld+json")) == STR_NPOS)
			continue;
		read_script(p, i);
		scripts++;
	}
}
