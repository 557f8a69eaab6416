#ifndef MARSAD_WEB_CLIENT_H
#define MARSAD_WEB_CLIENT_H

#include "web/httpd.h"

/*
 * Who a reader is, as far as a report needs it: an address, kept nowhere,
 * and a fingerprint of it that changes every day.
 */
#define CLIENT_HOPS_MAX 32u  /* entries of X-Forwarded-For that are read */
#define CLIENT_NETWORKS_MAX 64u
#define CLIENT_KEY_BYTES 32
#define CLIENT_PRINT_BYTES 16

struct client_network {
	struct httpd_address base;
	unsigned bits; /* of 128: IPv4 networks stand under ::ffff:0:0/96 */
};

struct client_networks {
	struct client_network v[CLIENT_NETWORKS_MAX];
	size_t n;
};

/* "192.0.2.1", "2001:db8::1", "[2001:db8::1]"; with a port or without. */
bool client_address_parse(struct str s, struct httpd_address *out);

/*
 * "10.0.0.0/8 ::1 192.0.2.7", separated by spaces or commas.  ERR_FORMAT: a
 * word is no network; ERR_LIMIT: more than CLIENT_NETWORKS_MAX.
 */
enum err client_networks_parse(struct str list, struct client_networks *out)
        MUST_CHECK;

/* Whether an address lies in one of the networks. */
bool client_networks_have(const struct client_networks *nets,
                          const struct httpd_address *a);

/*
 * The address a request really comes from: the peer's, unless the peer is a
 * trusted proxy; then the rightmost address in X-Forwarded-For that is not
 * trusted itself.  An entry that is no address ends the walk: what stands
 * left of it was written by somebody unknown.
 */
struct httpd_address client_address(const struct httpd_request *rq,
                                    const struct client_networks *trusted);

/*
 * The fingerprint of an address on a day (days since 1970 UTC): the head of
 * HMAC-SHA256 under the database's secret.  IPv6 counts by /64: that is what
 * one household has.
 */
void client_print(const uint8_t key[CLIENT_KEY_BYTES],
                  const struct httpd_address *a, int64_t day,
                  uint8_t out[CLIENT_PRINT_BYTES]);

/*
 * Whether a POST comes from a page of this site: Sec-Fetch-Site when the
 * browser sends it, else Origin against Host and `hosts` (names separated by
 * spaces).  Neither header: not a browser, allowed.
 */
bool client_same_site(const struct httpd_request *rq, struct str hosts);

#endif
