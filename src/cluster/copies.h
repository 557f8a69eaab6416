#ifndef MARSAD_CLUSTER_COPIES_H
#define MARSAD_CLUSTER_COPIES_H

#include "cluster/shingles.h"

/*
 * Which articles of a window carry the same text: wholly, with edits, or one
 * in the other.  Two that are the same by copies_verdict are linked; what is
 * linked, directly or through others, is one text.  An article that holds
 * several others which have nothing in common (a digest, a composite) does
 * not make them one: it is the same as what it is mostly made of, if any.
 *
 * The verdict on a pair is symmetric and depends on these two alone.  Links
 * are found when an article comes and kept; the groups follow from the links
 * alone.  So, but for texts that more than COPIES_BOILERPLATE articles carry,
 * the order of articles does not matter.
 * How it was chosen: docs/copies.md.
 */
#define COPIES_LINKS_MAX 24u     /* found of one article, closest first */
#define COPIES_BOILERPLATE 40u   /* newest articles with a key looked at */
#define COPIES_COMPARED_MAX 64u  /* candidates compared, of one article */
#define COPIES_LINKED_MAX 1000u  /* links of one article, later ones too */
#define COPIES_GROUP_MAX 200u    /* articles looked at for one group */

struct copies;

/* What a pair of texts is. */
enum copy_verdict {
	COPY_OTHER,    /* little or nothing in common */
	COPY_RELATED,  /* passages in common, too few */
	COPY_EMBEDDED, /* one is in the other, which is several times longer */
	COPY_TEMPLATE, /* written alike on different things */
	COPY_SAME
};

/*
 * What two texts share.  rare: share of the rare words and numbers of the one
 * that has fewer; 255 too where they are too few to tell.
 */
struct copy_link {
	uint32_t slot;
	uint8_t contained; /* share of the shorter's shingles, 255: all */
	uint8_t alike;     /* of both together (Jaccard) */
	uint8_t rare;
	uint8_t verdict;   /* enum copy_verdict */
};

/* "template"; what explanations call it. */
const char *copy_verdict_name(enum copy_verdict v);

/* Slots are the caller's numbers, below slots_max (2^24 at most). */
struct copies *copies_new(uint32_t slots_max);
/* NULL is fine. */
void copies_free(struct copies *c);

/*
 * The links of a text that comes, to those that are there; closest first, of
 * those equally close the newest.
 */
size_t copies_find(struct copies *c, const struct shingles *s,
                   struct copy_link out[COPIES_LINKS_MAX]);

/* It is there from now on, with these links (copied); or no longer. */
void copies_add(struct copies *c, uint32_t slot, const struct shingles *s,
                const struct copy_link *links, size_t n);
void copies_drop(struct copies *c, uint32_t slot);

/*
 * The slots of the same text as this one, itself among them, into out; and
 * all that their links lead to, other groups' included, behind them: *reached
 * of all.  Returns how many are of the text.
 */
size_t copies_group(struct copies *c, uint32_t slot,
                    uint32_t out[COPIES_GROUP_MAX], size_t *reached);

/* The links of a slot; *n of them. */
const struct copy_link *copies_links(const struct copies *c, uint32_t slot,
                                     size_t *n);

/* How much two texts share, and what they are; linked or not. */
void copies_compare(const struct copies *c, uint32_t a, uint32_t b,
                    struct copy_link *out);

/*
 * Why two texts are what they are: shared of the shingles that both samples
 * could share, and which of the guards against templates spoke.  Guards are
 * asked of texts that share enough only.
 */
struct copy_facts {
	struct copy_link link;
	unsigned shared, a_n, b_n; /* shingles compared */
	bool rare_differ;   /* the rare words of the one are not the other's */
	bool marks_differ;  /* ordinals or days of the lead */
	bool titles_differ; /* each names what the other nowhere has */
};
void copies_explain(const struct copies *c, uint32_t a, uint32_t b,
                    struct copy_facts *out);

/* What is kept of a text, for shingles_unshared; without its keys. */
void copies_shingles(const struct copies *c, uint32_t slot,
                     struct shingles *out);

/* All memory of it. */
size_t copies_bytes(const struct copies *c);

#endif
