/*
 * Who schema.org data says wrote the article.
 */
#include "extract/ld_internal.h"

#define DEPTH_MAX 5u /* of lists in lists */
#define REFERENCES_MAX 24u /* of a page that are looked up */

uint32_t
ld_refer(struct ld_reader *r, uint32_t node, struct str key)
{
	const struct skim *j = &r->j;
	struct str id = skim_string(j, skim_get(j, node, STR("@id")));

	if (id.n == 0 || r->references++ >= REFERENCES_MAX)
		return 0;
	for (uint32_t i = 1; i < j->n; i++)
		if (str_eq(j->v[i].key, STR("@id")) &&
		    str_eq(skim_string(j, i), id) &&
		    skim_get(j, j->v[i].parent, key) != 0)
			return j->v[i].parent;
	return 0;
}

uint32_t
ld_named(struct ld_reader *r, uint32_t node)
{
	if (node == 0 || skim_kind(&r->j, node) != SKIM_OBJECT ||
	    skim_get(&r->j, node, STR("name")) != 0 ||
	    skim_get(&r->j, node, STR("@id")) == 0)
		return node;
	return ld_refer(r, node, STR("name"));
}

static void
add(struct ld_reader *r, struct str name, enum ld_author kind)
{
	struct page_ld *ld = r->p->ld;

	if (name.n == 0 || ld->people_n == LD_PEOPLE_MAX)
		return;
	for (unsigned i = 0; i < ld->people_n; i++)
		if (str_eq(ld->people[i].name, name))
			return;
	ld->people[ld->people_n].name = name;
	ld->people[ld->people_n++].kind = kind;
}

/* A person whose name is in parts. */
static struct str
joined_name(struct ld_reader *r, uint32_t node)
{
	struct str given = ld_line(r, skim_get(&r->j, node, STR("givenName")));
	struct str family =
	        ld_line(r, skim_get(&r->j, node, STR("familyName")));

	if (given.n == 0 || family.n == 0)
		return STR_EMPTY;
	return str_fmt(r->p->mem, "%.*s %.*s", STR_ARG(given),
	               STR_ARG(family));
}

static void
read_author(struct ld_reader *r, uint32_t node, unsigned depth)
{
	const struct skim *j = &r->j;
	uint32_t name;
	struct str type;
	enum ld_author kind;

	if (node == 0 || depth == 0)
		return;
	if (skim_kind(j, node) == SKIM_ARRAY) {
		for (uint32_t k = skim_begin(node);
		     k < j->v[node].end && r->p->ld->people_n < LD_PEOPLE_MAX;
		     k = skim_next(j, k))
			read_author(r, k, depth - 1);
		return;
	}
	if (skim_kind(j, node) != SKIM_OBJECT ||
	    skim_get(j, node, STR("@value")) != 0) {
		add(r, ld_line(r, node), LD_AUTHOR_TEXT);
		return;
	}
	node = ld_named(r, node);
	if (node == 0)
		return;
	type = skim_string(j, skim_first(j, skim_get(j, node, STR("@type"))));
	kind = str_ends(type, STR("Organization")) ? LD_AUTHOR_GROUP
	                                           : LD_AUTHOR_PERSON;
	name = skim_get(j, node, STR("name"));
	if (name != 0 && skim_kind(j, name) == SKIM_ARRAY)
		read_author(r, name, depth - 1);
	else if (name != 0)
		add(r, ld_line(r, name), kind);
	else
		add(r, joined_name(r, node), kind);
}

void
ld_read_people(struct ld_reader *r, const uint32_t *at)
{
	static const enum ld_field order[] = { LD_AUTHOR, LD_CREATOR,
		                               LD_CONTRIBUTOR };

	for (size_t i = 0; i < COUNT(order) && r->p->ld->people_n == 0; i++)
		read_author(r, at[order[i]], DEPTH_MAX);
}
