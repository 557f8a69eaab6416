#ifndef MARSAD_EXTRACT_LD_INTERNAL_H
#define MARSAD_EXTRACT_LD_INTERNAL_H

#include "extract/meta_internal.h"
#include "extract/skim.h"

/*
 * What jsonld.c and ld_people.c share.
 */
enum ld_field {
	LD_TYPE,
	LD_ID,
	LD_HEADLINE,
	LD_PUBLISHED,
	LD_CREATED,
	LD_MODIFIED,
	LD_AUTHOR,
	LD_CREATOR,
	LD_CONTRIBUTOR,
	LD_PUBLISHER,
	LD_SECTION,
	LD_KEYWORDS,
	LD_IMAGE,
	LD_THUMBNAIL,
	LD_BODY,
	LD_DESCRIPTION,
	LD_URL,
	LD_PAGE,
	LD_LANGUAGE,
	LD_GRAPH,
	LD_MAIN,
	LD_CRUMBS,
	LD__COUNT
};

#define LD_FOUND_MAX 64u
#define LD_IS_ARTICLE 10 /* score of what is typed as an article */
#define LD_SURE_SCORE 10 /* what is believed about authors */
#define LD_HEADLINE_MIN 16u /* bytes of one told from a title's middle */
#define LD_OWN_WEIGHT 12 /* for the page's own address or headline */

struct ld_found {
	uint32_t node;
	int score;
	bool is_article;
};

struct ld_reader {
	struct page *p;
	struct skim j; /* of all scripts: they refer to each other */
	struct str url, canonical; /* of the page */
	struct str titles[2]; /* og:title and <title>, folded */
	unsigned references;       /* looked up so far */
	struct map ids; /* of "@id" to what it is good for, once asked for */
	bool has_ids;
	bool cut; /* a bound cut something off */
	struct ld_found found[LD_FOUND_MAX];
	unsigned found_n;
};

/* One line of shown text: of a string, or the name of an object. */
struct str ld_line(struct ld_reader *r, uint32_t node);

/* What an object that is referred to must have. */
enum ld_by { LD_BY_NAME, LD_BY_URL, LD_BY__COUNT };

/*
 * The first object with such a member that the @id of `node` refers to, in
 * any of the page's scripts, which must all be read; 0: none.  Linear in
 * these once, then in the members of `node`.
 */
uint32_t ld_refer(struct ld_reader *r, uint32_t node, enum ld_by by);

/* The node itself, or the object with a name that it refers to. */
uint32_t ld_named(struct ld_reader *r, uint32_t node);

/* Sets the people of p->ld from author, creator or contributor. */
void ld_read_people(struct ld_reader *r, const uint32_t *at);

#endif
