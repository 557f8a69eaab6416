#include "web/story_versions.h"

#include "web/when.h"

#define COPIES_OPEN 3u /* more are folded away */

size_t
story_outlets(const struct article_head *v, size_t n)
{
	size_t outlets = 0;

	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (k < i && v[k].outlet_id != v[i].outlet_id)
			k++;
		outlets += k == i;
	}
	return outlets;
}

static void
fill_copy(const struct page *p, const struct article_head *a,
          struct copy *out)
{
	struct str path = page_article_path(p, a);

	*out = (struct copy){
		.url = page_link(p, path),
		.outlet = a->outlet_name,
		.day = when_words(p->mem, p->lang,
		                  when_published(a->published)),
		.iso = datetime_rfc3339(p->mem, a->published),
		.diff_url = page_link(p, str_cat(p->mem, path, STR("/diff"))),
	};
	if (a->published.has_time)
		out->clock = when_clock(p->mem, a->published.unix_s);
}

/* "Also published by N outlets", or by the same one again. */
static struct str
copies_said(const struct page *p, const struct article_head *v, size_t n,
            int64_t own)
{
	size_t others = story_outlets(v, n);

	for (size_t i = 0; i < n; i++)
		if (v[i].outlet_id == own) {
			others--;
			break;
		}
	if (others == 0)
		return text_of(p->lang, TEXT_ALSO_SAME);
	return text_fill(p->mem, text_of(p->lang, TEXT_ALSO_IN),
	                 text_outlets(p->mem, p->lang, (int64_t)others),
	                 STR_EMPTY);
}

enum err
story_copies_fill(const struct page *p, const struct article_head *v, size_t n,
                  int64_t own, struct copies *out)
{
	*out = (struct copies){ .open = n <= COPIES_OPEN };
	if (n == 0)
		return ERR_OK;
	out->list.v = ARENA_ARRAY(p->mem, struct copy, n);
	if (out->list.v == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < n; i++)
		fill_copy(p, &v[i], &out->list.v[out->list.n++]);
	out->said = copies_said(p, v, n, own);
	return arena_err(p->mem);
}

static void
fill_version(const struct page *p, const struct article_head *a,
             struct version *out)
{
	*out = (struct version){
		.url = page_link(p, page_article_path(p, a)),
		.title = a->title,
		.lang = a->language,
		.dir = a->direction == 1 ? STR("rtl") : STR("ltr"),
		.outlet = a->outlet_name,
		.outlet_url =
		        page_link(p, page_outlet_path(p, a->outlet_slug)),
		.day = when_words(p->mem, p->lang,
		                  when_published(a->published)),
		.iso = datetime_rfc3339(p->mem, a->published),
	};
	if (a->published.has_time)
		out->clock = when_clock(p->mem, a->published.unix_s);
	if (a->agency.n > 0)
		out->agency = text_fill(p->mem, text_of(p->lang, TEXT_TEXT_BY),
		                        a->agency, STR_EMPTY);
}

/* The version that article i stands under: its head's, or its own. */
static size_t
stands_under(const struct article_head *v, size_t n, size_t i)
{
	for (size_t k = 0; k < n && v[i].copy_of != 0; k++)
		if (v[k].id == v[i].copy_of)
			/* a copy of a copy is not lost: it stands alone */
			return v[k].copy_of == 0 ? k : i;
	return i;
}

/* One version and the copies under it. */
static enum err
fill_one(const struct page *p, const struct article_head *v, size_t n,
         const size_t *under, size_t i, struct version *out)
{
	struct article_head *copies;
	size_t k = 0, count = 0;

	fill_version(p, &v[i], out);
	for (size_t c = 0; c < n; c++)
		count += under[c] == i && c != i;
	if (count == 0)
		return arena_err(p->mem);
	copies = ARENA_ARRAY(p->mem, struct article_head, count);
	if (copies == NULL)
		return ERR_LIMIT;
	for (size_t c = 0; c < n; c++)
		if (under[c] == i && c != i)
			copies[k++] = v[c];
	return story_copies_fill(p, copies, count, v[i].outlet_id,
	                         &out->copies);
}

enum err
story_versions_fill(const struct page *p, const struct article_head *v,
                    size_t n, int64_t first_id, struct version_list *out)
{
	size_t *under = ARENA_ARRAY(p->mem, size_t, n);
	enum err e;

	out->v = ARENA_ARRAY(p->mem, struct version, n);
	if (arena_err(p->mem) != ERR_OK)
		return ERR_LIMIT;
	for (size_t i = 0; i < n; i++)
		under[i] = stands_under(v, n, i);
	for (size_t i = 0; i < n; i++) {
		struct version *w = &out->v[out->n];

		if (under[i] != i)
			continue;
		if ((e = fill_one(p, v, n, under, i, w)) != ERR_OK)
			return e;
		w->first = v[i].id == first_id && n > 1;
		out->n++;
	}
	return ERR_OK;
}
