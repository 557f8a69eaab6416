#ifndef MARSAD_WEB_STORY_VERSIONS_H
#define MARSAD_WEB_STORY_VERSIONS_H

#include "web/pages.h"

/*
 * The articles of a story as readers see them: versions in the order of
 * publication, the copies of a text under the version they carry.
 */

/*
 * Versions of v[0..n), which stand in the order of publication; a copy whose
 * head is not among them is a version too, so none is lost.  first_id: the
 * article that is marked as the first, if there are several.
 * O(n * copies) time, O(n) memory of the request.  ERR_LIMIT.
 */
enum err story_versions_fill(const struct page *p,
                             const struct article_head *v, size_t n,
                             int64_t first_id, struct version_list *out)
        MUST_CHECK;

/*
 * The copies v[0..n) of one text as links, and the sentence above them; both
 * empty when n is 0.  own: the outlet whose text it is, which is not among
 * the "N outlets" that have it too.
 */
enum err story_copies_fill(const struct page *p, const struct article_head *v,
                           size_t n, int64_t own, struct copies *out)
        MUST_CHECK;

/* How many outlets v[0..n) are of. */
size_t story_outlets(const struct article_head *v, size_t n);

#endif
