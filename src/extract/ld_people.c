/*
 * Who schema.org data says wrote the article.
 */
#include "extract/ld_internal.h"

#define DEPTH_MAX 5u /* of lists in lists */
#define REFERENCES_MAX 24u /* of a page that are looked up */
#define IDS_MAX 4096u /* of objects that may be referred to */

/* What the objects of one "@id" are good for; 0: none is. */
struct ld_id {
	uint32_t by[LD_BY__COUNT];
};

static const struct str by_keys[LD_BY__COUNT] = {
	[LD_BY_NAME] = STR_INIT("name"),
	[LD_BY_URL] = STR_INIT("url"),
};

/* Its first "@id", and which of the members that are asked for it has. */
static uint32_t
read_id(const struct skim *j, uint32_t node, bool has[LD_BY__COUNT])
{
	uint32_t id = 0;

	for (uint32_t k = skim_begin(node); k < j->v[node].end;
	     k = skim_next(j, k)) {
		if (id == 0 && str_eq(j->v[k].key, STR("@id")))
			id = k;
		for (int b = 0; b < LD_BY__COUNT; b++)
			has[b] |= str_eq(j->v[k].key, by_keys[b]);
	}
	return id;
}

/* Every node is the child of one: linear. */
static void
gather_ids(struct ld_reader *r)
{
	const struct skim *j = &r->j;

	for (uint32_t i = 1; i < j->n; i++) {
		bool has[LD_BY__COUNT] = { false };
		struct ld_id *known;
		struct str id;

		if (skim_kind(j, i) != SKIM_OBJECT)
			continue;
		id = skim_string(j, read_id(j, i, has));
		if (id.n == 0 || !(has[LD_BY_NAME] || has[LD_BY_URL]))
			continue;
		known = map_get(&r->ids, id);
		if (known == NULL && r->ids.n == IDS_MAX) {
			r->cut = true;
			return;
		}
		if (known == NULL)
			known = ARENA_NEW(r->p->mem, struct ld_id);
		if (known == NULL || !map_put(&r->ids, id, known))
			return;
		for (int b = 0; b < LD_BY__COUNT; b++)
			if (has[b] && known->by[b] == 0)
				known->by[b] = i;
	}
}

uint32_t
ld_refer(struct ld_reader *r, uint32_t node, enum ld_by by)
{
	const struct skim *j = &r->j;
	struct str id = skim_string(j, skim_get(j, node, STR("@id")));
	const struct ld_id *known;

	/* what is found may be long, and is read each time */
	if (id.n == 0 || r->references++ >= REFERENCES_MAX)
		return 0;
	if (!r->has_ids)
		gather_ids(r);
	r->has_ids = true;
	known = map_get(&r->ids, id);
	return known == NULL ? 0 : known->by[by];
}

uint32_t
ld_named(struct ld_reader *r, uint32_t node)
{
	if (node == 0 || skim_kind(&r->j, node) != SKIM_OBJECT ||
	    skim_get(&r->j, node, STR("name")) != 0 ||
	    skim_get(&r->j, node, STR("@id")) == 0)
		return node;
	return ld_refer(r, node, LD_BY_NAME);
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
