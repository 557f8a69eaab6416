#ifndef MARSAD_URL_URL_H
#define MARSAD_URL_URL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Web addresses: http and https only, everything else is refused.
 * Source: RFC 3986 and, where the web differs, the WHATWG URL standard
 * (white space and control characters removed, backslash read as slash, host
 * lower case, default port dropped, dot segments resolved, non-ASCII
 * percent-encoded as UTF-8).  Hosts that are not ASCII are kept as written in
 * lower case UTF-8, percent-decoded; libcurl makes them IDNA.
 */
#define URL_MAX_BYTES 4096u

struct url {
	struct str scheme; /* "http" or "https" */
	struct str host;   /* lower case, without port; IPv6 with brackets */
	uint16_t port;     /* always set: 80 or 443 when not written */
	struct str path;   /* starts with '/' */
	struct str query;  /* without '?' */
	bool has_query;
	struct str fragment; /* without '#' */
};

/*
 * Parse an absolute address.  ERR_FORMAT: not one, credentials in it, or not
 * http(s); ERR_LIMIT: longer than URL_MAX_BYTES.  Parts are made in mem.
 */
enum err url_parse(struct arena *mem, struct str s, struct url *out) MUST_CHECK;

/* Resolve a reference against an absolute base (RFC 3986 s5.2). */
enum err url_resolve(struct arena *mem, const struct url *base, struct str ref,
                     struct url *out) MUST_CHECK;

/* Resolve a reference against a base given as text; result as text. */
enum err url_join(struct arena *mem, struct str base, struct str ref,
                  struct str *out) MUST_CHECK;

/* The address as text, without its fragment. */
struct str url_text(struct arena *mem, const struct url *u);

/* "http://host:port", the port only when it is not the scheme's own. */
struct str url_origin(struct arena *mem, const struct url *u);

/*
 * The address articles are known by: fragment and tracking parameters
 * (utm_*, fbclid, gclid, and the like: see url_canonical.c) dropped, other
 * parameters kept in order, percent-encoding in one form (upper case hex,
 * unreserved characters decoded).  Scheme and "www." are kept: they may lead
 * elsewhere.  Idempotent.  ERR_FORMAT as url_parse; ERR_LIMIT also when
 * encoding makes it longer than URL_MAX_BYTES.
 */
enum err url_canonical(struct arena *mem, struct str s, struct str *out)
        MUST_CHECK;

/*
 * The key of an address: what two spellings of one address have in common.
 * The canonical address without scheme, "www.", "m." or "amp." label, and
 * trailing slash; http and https meet here.
 */
enum err url_key(struct arena *mem, struct str s, struct str *out) MUST_CHECK;

/* Percent-decode; '+' is kept.  Bytes that decode to NUL are dropped. */
struct str url_decode(struct arena *mem, struct str s);

/* Percent-encode all but unreserved characters (RFC 3986 s2.3). */
struct str url_encode(struct arena *mem, struct str s);

#endif
