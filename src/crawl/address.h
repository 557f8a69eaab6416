#ifndef MARSAD_CRAWL_ADDRESS_H
#define MARSAD_CRAWL_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct sockaddr;

/*
 * Addresses of hosts, and which of them a crawler has no business with.
 * IPv4 stands inside IPv6, under ::ffff:0:0/96, so there is one form.
 */
#define ADDRESS_NETWORKS_MAX 64u

struct address {
	uint8_t byte[16];
};

struct network {
	struct address base;
	unsigned bits; /* of 128 */
};

struct networks {
	struct network v[ADDRESS_NETWORKS_MAX];
	size_t n;
};

/*
 * A literal address: "192.0.2.1", "2001:db8::1", "[2001:db8::1]".  False for
 * anything else; names and other spellings of numbers are the resolver's.
 */
bool address_parse(struct str s, struct address *out);

/*
 * Address and port of a socket address; false when it is neither IPv4 nor
 * IPv6.
 */
bool address_from_socket(const struct sockaddr *sa, struct address *out,
                         uint16_t *port);

/*
 * Read "10.0.0.0/8 ::1 192.0.2.7", separated by spaces or commas; a network
 * without a length is one address.  Words that are no network, and those
 * behind ADDRESS_NETWORKS_MAX, are passed over: ERR_FORMAT and ERR_LIMIT say
 * so, the others are in *out in any case.
 */
enum err networks_parse(struct str list, struct networks *out) MUST_CHECK;

/* Whether an address is in one of the networks. */
bool networks_have(const struct networks *nets, const struct address *a);

/* Whether a literal address is in a list of networks, both as text. */
bool address_in_networks(struct str address, struct str networks);

/*
 * Whether an address is of a special network: private, loopback, link-local,
 * shared, documentation, multicast, reserved, or an IPv6 form that carries
 * such an IPv4 address.
 * Source: IANA special-purpose address registries (RFC 6890 and updates).
 */
bool address_is_special(const struct address *a);

#endif
