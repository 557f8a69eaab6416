#ifndef MARSAD_SEARCH_AGREE_H
#define MARSAD_SEARCH_AGREE_H

#include "search/index.h"

/*
 * Whether the index is sound.
 */
#define AGREE_WHY_BYTES 256u

/*
 * Check every checksum of the files of a database's index.  No index at all
 * is sound.  ERR_FORMAT: damaged, `why` tells what; ERR_DB, ERR_IO.  Reads
 * all of it.
 */
enum err agree_files(const char *db_path, struct store *st,
                     char why[AGREE_WHY_BYTES]) MUST_CHECK;

/*
 * Compare the index with the store: every SHOWN article must be in exactly
 * one document, with its time and outlet, and nothing else may.  ix is
 * refreshed; what changes meanwhile is left out.  ERR_FORMAT: they do not
 * agree, `why` tells; ERR_BUSY: the index is too far behind to be compared;
 * ERR_DB, ERR_IO.  O(articles), in order; small memory.
 */
enum err agree_store(struct index *ix, struct store *st,
                     char why[AGREE_WHY_BYTES]) MUST_CHECK;

#endif
