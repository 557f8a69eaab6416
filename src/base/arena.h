#ifndef MARSAD_BASE_ARENA_H
#define MARSAD_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/*
 * Memory that dies together: one arena a document, one a request, one a
 * command.  Allocation moves a pointer; arena_release is the only free.
 *
 * An arena has a maximum.  What goes past it is too much input, not a lack
 * of memory: arena_alloc then returns NULL and the arena remembers it, and
 * stages report ERR_LIMIT (arena_err).  When the system itself has no memory
 * the program stops with a message: that path is not tested a thousand times
 * badly.  Fresh memory is zeroed.  Under ASan, memory not handed out is
 * poisoned.
 */
#define ARENA_BLOCK (64u << 10) /* bytes asked of the system at a time */

struct arena_block;

struct arena {
	struct arena_block *head; /* newest block */
	size_t block_bytes;
	size_t max_bytes;
	size_t used_bytes; /* of all blocks, headers included */
	bool over;         /* an allocation was refused */
};

#define ARENA_INIT(block, max) \
	{ .block_bytes = (block), .max_bytes = (max) }

/* An empty arena; nothing is allocated yet.  See ARENA_INIT. */
void arena_init(struct arena *mem, size_t block_bytes, size_t max_bytes);

/* Give everything back; the arena is as after arena_init. */
void arena_release(struct arena *mem);

/*
 * Empty for the next document, as arena_release, but one block of the system's
 * memory, big enough for what was used, is kept: at most `keep_bytes`.
 */
void arena_clear(struct arena *mem, size_t keep_bytes);

/*
 * n zeroed bytes, aligned for any type; NULL when the arena's maximum would
 * be passed (mem->over is then set).  n == 0 gives a valid pointer.
 */
void *arena_alloc(struct arena *mem, size_t n);

/*
 * The same, not zeroed: for those who write all of it, or count what they
 * wrote.
 */
void *arena_raw(struct arena *mem, size_t n);

/*
 * Give back all but the first n bytes of p, which must be the newest
 * allocation of mem and at least as long.
 */
void arena_trim(struct arena *mem, void *p, size_t n);

/* count zeroed objects; NULL past the maximum or on overflow. */
void *arena_array(struct arena *mem, size_t count, size_t size);

#define ARENA_NEW(mem, type) ((type *)arena_alloc((mem), sizeof(type)))
#define ARENA_ARRAY(mem, type, count) \
	((type *)arena_array((mem), (count), sizeof(type)))

/* ERR_LIMIT once an allocation was refused, else ERR_OK. */
enum err arena_err(const struct arena *mem);

/* A copy of s inside mem; the empty view when the maximum is reached. */
struct str str_copy(struct arena *mem, struct str s);

/*
 * A NUL-terminated copy, for the edge of a C library; bytes from the first
 * NUL on are lost.  Never NULL: "" when the maximum is reached.
 */
const char *str_z(struct arena *mem, struct str s);

/* a and b joined in mem. */
struct str str_cat(struct arena *mem, struct str a, struct str b);

/* printf into mem; the empty view when the maximum is reached. */
struct str str_fmt(struct arena *mem, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* ASCII lower case copy. */
struct str str_lower(struct arena *mem, struct str s);

/* malloc and friends that stop the program instead of returning NULL. */
void *xmalloc(size_t n);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *p, size_t n);

#endif
