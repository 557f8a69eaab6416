/*
 * The name of the site, and titles without it.
 */
#include "extract/meta_internal.h"

#include "text/normalise.h"
#include "url/url.h"

#define CUT_ROUNDS 3u
#define NAME_MAX_BYTES 120u

/* s without spaces, for "The Guardian" and theguardian. */
static struct str
condense(struct arena *mem, struct str s)
{
	char *to = arena_alloc(mem, s.n);
	size_t n = 0;

	for (size_t i = 0; to != NULL && i < s.n; i++)
		if (s.p[i] != ' ')
			to[n++] = s.p[i];
	return (struct str){ to, n };
}

static struct str
key_of(const struct site *s, struct str text)
{
	return condense(s->mem, text_fold_copy(s->mem, text));
}

static void
add_name(struct site *s, struct str name)
{
	struct str key = key_of(s, name);

	if (key.n == 0 || key.n > NAME_MAX_BYTES || s->n == SITE_NAMES_MAX)
		return;
	for (unsigned i = 0; i < s->n; i++)
		if (str_eq(s->names[i], key))
			return;
	s->names[s->n++] = key;
}

/* "www.hespress.com" is known as "hespress.com" and as "hespress". */
static void
add_host(struct page *p, struct site *s)
{
	struct url u;
	struct str host;

	if (p->url.n == 0 || url_parse(p->mem, p->url, &u) != ERR_OK)
		return;
	host = u.host;
	str_skip(&host, STR("www."));
	add_name(s, host);
	add_name(s, str_until(&host, '.'));
}

const struct site *
site_get(struct page *p)
{
	struct site *s = &p->site;

	if (s->mem != NULL)
		return s;
	s->mem = p->mem;
	add_name(s, meta_get(p, META_SITE));
	add_name(s, p->ld->publisher);
	s->stated_n = s->n;
	add_host(p, s);
	s->sections[0] = text_fold_copy(p->mem, meta_get(p, META_SECTION));
	s->sections[1] = text_fold_copy(p->mem, p->ld->section);
	return s;
}

bool
site_is_name(const struct site *s, struct str text)
{
	struct str key = key_of(s, text);
	/* "erinspain.com" is hers: a name of two words is not the host's */
	unsigned n = str_chr(text, ' ') == STR_NPOS ? s->n : s->stated_n;

	for (unsigned i = 0; i < n; i++)
		if (str_eq(s->names[i], key))
			return true;
	return false;
}

bool
site_is(const struct site *s, struct str text)
{
	struct str key = key_of(s, text);

	if (key.n == 0)
		return true;
	for (unsigned i = 0; i < s->n; i++) {
		struct str name = s->names[i];

		if (str_eq(key, name))
			return true;
		/* "BBC News" for bbc, "Le Monde.fr" for Le Monde */
		if (name.n >= 3 && key.n <= 2 * name.n + 8 &&
		    (str_starts(key, name) || str_ends(key, name)))
			return true;
		if (key.n >= 5 && str_starts(name, key))
			return true;
	}
	return false;
}

static bool
is_section(const struct site *s, struct str text)
{
	struct str f = text_fold_copy(s->mem, text);

	return f.n > 0 && (str_eq(f, s->sections[0]) ||
	                   str_eq(f, s->sections[1]));
}

/*
 * Bytes of the separator at s.p[at], 0: none.  Most stand between spaces;
 * "Words-Section" is divided by a bare hyphen only for the section.
 */
static size_t
separator(struct str s, size_t at)
{
	static const struct str seps[] = {
		STR_INIT(" - "),  STR_INIT(" | "),  STR_INIT(" – "),
		STR_INIT(" — "),  STR_INIT(" :: "), STR_INIT(" » "),
		STR_INIT(" « "),  STR_INIT(" · "),  STR_INIT(" • "),
		STR_INIT(" / "),  STR_INIT(" > "),  STR_INIT(" : "),
		STR_INIT(" -- "), STR_INIT("| "),   STR_INIT(" |"),
		STR_INIT(" ‹ "),  STR_INIT(" ~ "),  STR_INIT(" › "),
		STR_INIT("｜"),   STR_INIT("："),   STR_INIT("ㅣ"),
	};
	unsigned char c = (unsigned char)s.p[at];

	/* what none of them begins with */
	if (c != ' ' && c != '|' && c != 0xEF && c != 0xE3)
		return 0;
	for (size_t i = 0; i < COUNT(seps); i++)
		if (str_starts(str_sub(s, at, s.n), seps[i]))
			return seps[i].n;
	return 0;
}

struct ends {
	size_t first, first_n, last, last_n; /* separators; STR_NPOS: none */
};

static struct ends
find_ends(struct str s)
{
	struct ends e = { STR_NPOS, 0, STR_NPOS, 0 };

	for (size_t i = 1; i < s.n; i++) {
		size_t n = separator(s, i);

		if (n == 0)
			continue;
		if (e.first == STR_NPOS) {
			e.first = i;
			e.first_n = n;
		}
		e.last = i;
		e.last_n = n;
	}
	return e;
}

/* "Words-Politics", when the section is Politics. */
static struct str
cut_section(const struct site *s, struct str title)
{
	size_t at = str_rchr(title, '-');

	if (at == STR_NPOS || at == 0 ||
	    !is_section(s, str_sub(title, at + 1, title.n)))
		return title;
	return str_trim(str_sub(title, 0, at));
}

struct str
site_cut(const struct site *s, struct str title)
{
	bool was_site = false;

	for (unsigned round = 0; round < CUT_ROUNDS; round++) {
		struct ends e = find_ends(title);
		struct str head, tail;

		if (e.last == STR_NPOS)
			break;
		head = str_sub(title, 0, e.first);
		tail = str_sub(title, e.last + e.last_n, title.n);
		if (site_is(s, tail)) {
			title = str_trim(str_sub(title, 0, e.last));
			was_site = true;
		} else if (was_site && is_section(s, tail)) {
			title = str_trim(str_sub(title, 0, e.last));
		} else if (site_is(s, head)) {
			title = str_trim(str_sub(title, e.first + e.first_n,
			                         title.n));
		} else {
			break;
		}
	}
	return was_site ? cut_section(s, title) : title;
}
