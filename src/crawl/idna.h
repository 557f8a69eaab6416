#ifndef MARSAD_CRAWL_IDNA_H
#define MARSAD_CRAWL_IDNA_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/*
 * The ASCII form of a host name: labels with other letters become "xn--" and
 * their Punycode; a name that is ASCII already comes back as it is.  The
 * library could do it only in a UTF-8 locale, and we set none.  Letters are
 * taken as they are: the caller's lower case, no compatibility mappings.
 * ERR_FORMAT: not UTF-8, or a label that grows past 63 bytes.
 * Source: RFC 5891 s4.4, RFC 3492.
 */
enum err idna_host(struct arena *mem, struct str host,
                   struct str *out) MUST_CHECK;

#endif
