#ifndef MARSAD_STORE_IMAGES_H
#define MARSAD_STORE_IMAGES_H

#include "store/articles.h"

/*
 * Images: one row per image address, shared by the articles that show it.
 * The bytes are marsad's own re-encoding, never the outlet's.
 */
struct image_row {
	int64_t id;
	struct str url;
	enum image_state state;
	struct str mime;  /* "image/jpeg", "image/png", "image/webp" */
	struct str bytes; /* empty unless asked for */
	uint16_t width, height;
	uint64_t hash; /* perceptual; see image/hash.h */
	int64_t tries, due_s;
	int64_t outlet_id; /* of an article that shows it */
};

/* With bytes.  ERR_ABSENT. */
enum err store_image_by_id(struct store *st, struct arena *mem, int64_t id,
                           struct image_row *out) MUST_CHECK;

/* WANTED images due at now_s with id > after_id, in order of id; no bytes. */
enum err store_image_due(struct store *st, struct arena *mem, int64_t now_s,
                         int64_t after_id, size_t limit,
                         struct image_row **out, size_t *n) MUST_CHECK;

/* Number of WANTED images and the earliest due_s (0: none). */
enum err store_image_state(struct store *st, int64_t *count,
                           int64_t *next_due_s) MUST_CHECK;

/*
 * Keep fetched bytes: sets mime, bytes, width, height, hash, state SHOWN;
 * but BANNED when an image with the same hash is banned (hash 0 never
 * matches).  A HIDDEN or BANNED image keeps its state.
 */
enum err store_image_put(struct store *st, const struct image_row *im)
        MUST_CHECK;

/* Could not be had: state FAILED. */
enum err store_image_failed(struct store *st, int64_t id) MUST_CHECK;
enum err store_image_retry(struct store *st, int64_t id, int64_t due_s)
        MUST_CHECK;

/*
 * A moderator's decision: IMAGE_SHOWN restores (reports so far no longer
 * count; one never fetched becomes WANTED), IMAGE_BANNED bans, with every
 * image of the same hash (hash 0 never matches).  ERR_ABSENT.
 */
enum err store_image_set_state(struct store *st, int64_t id,
                               enum image_state s) MUST_CHECK;

#endif
