#ifndef MARSAD_SEARCH_DIRECTORY_H
#define MARSAD_SEARCH_DIRECTORY_H

#include <sys/stat.h>

#include "search/manifest.h"
#include "search/shard.h"

/*
 * The directory of an index, DATABASE.index/:
 *
 *	manifest   what the index is made of at this moment
 *	7.segment  segments and
 *	9.deleted  the bits of what is deleted in one, by numbers never reused
 *	lock       held by the one process that writes
 *	rebuild    there: someone asks the writer to begin anew
 *
 * The manifest is written aside, synced and renamed, after all it names was
 * synced, so that it is whole at any moment.  What it does not name is of no
 * use and removed by the writer.  Its form: search/manifest.h.
 */
/* The path of the directory of a database, in mem. */
const char *directory_path(struct arena *mem, const char *db_path);

/*
 * Make the directory unless it is there.  It gets the permissions and the
 * group of the database's file, for it holds its texts.  ERR_IO.
 */
enum err directory_make(const char *dir, const char *db_path) MUST_CHECK;

/*
 * Make a file, or open it and empty it with O_TRUNC among the flags; who may
 * read and write is as in its directory.  A descriptor, or -1.
 */
int directory_create(const char *path, int flags);

/* Paths of its files, in mem. */
const char *directory_segment(struct arena *mem, const char *dir,
                              uint64_t number);
const char *directory_deletions(struct arena *mem, const char *dir,
                                uint64_t number);

/*
 * Read the manifest; its entries are in mem.  ERR_ABSENT: there is none, or
 * only one of another version; ERR_FORMAT: damaged; ERR_IO; ERR_LIMIT.
 */
enum err directory_read(const char *dir, struct arena *mem,
                        struct manifest *out) MUST_CHECK;

/*
 * Replace the manifest; everything it names must be synced but for the names
 * in the directory.  After an error the old one stands.  ERR_IO.
 */
enum err directory_write(const char *dir, const struct manifest *m)
        MUST_CHECK;

/* The manifest's file as stat tells; all zero when it cannot be had. */
void directory_stamp(const char *dir, struct stat *out);
bool directory_same_stamp(const struct stat *a, const struct stat *b);

/*
 * The bits of one segment.  read: ERR_ABSENT; ERR_FORMAT: damaged, or not of
 * that segment.  write syncs the file.
 */
enum err directory_read_marks(const char *path, uint64_t segment,
                              uint32_t docs, struct marks **out) MUST_CHECK;
enum err directory_write_marks(const char *path, uint64_t segment,
                               const struct marks *m) MUST_CHECK;

/*
 * Be the one who writes; a descriptor to be closed.  ERR_BUSY: another is;
 * ERR_IO.
 */
enum err directory_lock(const char *dir, int *out) MUST_CHECK;

/*
 * Remove all files that look like ours and that m does not name; m->next
 * becomes greater than any number seen.  Only by who holds the lock.
 */
void directory_clean(const char *dir, struct manifest *m);

/* Ask the writer to begin anew; whether that was asked; it is done. */
enum err directory_ask_rebuild(const char *dir) MUST_CHECK;
bool directory_wants_rebuild(const char *dir);
void directory_rebuilt(const char *dir);

#endif
