#ifndef MARSAD_BASE_IO_H
#define MARSAD_BASE_IO_H

#include "base/buf.h"
#include "base/err.h"

/*
 * Whole files in and out.
 */

/*
 * Append the whole of a file to `out`; path "-" is standard input.
 * ERR_ABSENT: no such file.  ERR_LIMIT: larger than out->max.  ERR_IO else.
 */
enum err io_read_file(const char *path, struct buf *out) MUST_CHECK;

/* As io_read_file, and gunzip the bytes first if they are gzip (RFC 1952). */
enum err io_read_file_gz(const char *path, struct buf *out) MUST_CHECK;

/* Write all of s to a descriptor, restarting after signals. */
enum err io_write_all(int fd, struct str s) MUST_CHECK;

#endif
