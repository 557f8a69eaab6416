#ifndef MARSAD_SEARCH_MAPPED_H
#define MARSAD_SEARCH_MAPPED_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Mapped files that may fail while they are read: cut short by someone, or on
 * a disk that gives an error.  The kernel answers with SIGBUS, which would end
 * the process.  Within a range that was added, zeros take the place of what
 * cannot be read, up to the range's end, and the range is damaged from then
 * on; a reader must be one that survives any bytes.  A SIGBUS elsewhere does
 * what it would have done.
 */
#define MAPPED_MAX 4096 /* ranges at once; further ones are not guarded */
#define MAPPED_NONE (-1)

/*
 * Guard what was mapped, from p, at the beginning of a page, on.  Returns what
 * it is known by, or MAPPED_NONE when there is no room.  The handler
 * is installed unless it is.  Any thread.
 */
int mapped_add(const void *p, size_t bytes);

/* No more; before it is unmapped.  MAPPED_NONE is fine. */
void mapped_remove(int id);

/* Whether some of it could not be read.  MAPPED_NONE: false. */
bool mapped_is_damaged(int id);

#endif
