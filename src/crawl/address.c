#include "crawl/address.h"

#include <string.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#define V4_BITS 96u /* of the prefix under which IPv4 stands */
#define TEXT_MAX_BYTES 64u

static const uint8_t v4_prefix[12] = { 0, 0, 0, 0, 0,    0,
	                               0, 0, 0, 0, 0xFF, 0xFF };

static bool
is_v4(const struct address *a)
{
	return memcmp(a->byte, v4_prefix, sizeof(v4_prefix)) == 0;
}

static struct address
from_v4(const uint8_t v4[4])
{
	struct address a;

	memcpy(a.byte, v4_prefix, sizeof(v4_prefix));
	memcpy(a.byte + sizeof(v4_prefix), v4, 4);
	return a;
}

bool
address_parse(struct str s, struct address *out)
{
	char text[TEXT_MAX_BYTES];
	uint8_t v4[4];

	if (s.n >= 2 && s.p[0] == '[' && s.p[s.n - 1] == ']')
		s = str_sub(s, 1, s.n - 1);
	if (s.n == 0 || s.n >= sizeof(text) || str_chr(s, '\0') != STR_NPOS)
		return false;
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	if (inet_pton(AF_INET, text, v4) == 1) {
		*out = from_v4(v4);
		return true;
	}
	return inet_pton(AF_INET6, text, out->byte) == 1;
}

bool
address_from_socket(const struct sockaddr *sa, struct address *out,
                    uint16_t *port)
{
	struct sockaddr_in in;
	struct sockaddr_in6 in6;

	switch (sa->sa_family) {
	case AF_INET:
		memcpy(&in, sa, sizeof(in));
		*out = from_v4((const uint8_t *)&in.sin_addr);
		*port = ntohs(in.sin_port);
		return true;
	case AF_INET6:
		memcpy(&in6, sa, sizeof(in6));
		memcpy(out->byte, &in6.sin6_addr, sizeof(out->byte));
		*port = ntohs(in6.sin6_port);
		return true;
	default:
		return false;
	}
}

/* "10.0.0.0/8" or one address. */
static bool
parse_network(struct str s, struct network *out)
{
	struct str base = str_until(&s, '/');
	uint64_t bits = 128;
	unsigned whole;

	if (!address_parse(base, &out->base))
		return false;
	/* the text decides what the length counts, not the value */
	whole = str_chr(base, ':') == STR_NPOS ? 32 : 128;
	if (base.p + base.n == s.p && s.n == 0)
		bits = whole;
	else if (!str_number(&s, &bits, whole) || s.n > 0)
		return false;
	out->bits = (unsigned)bits + (whole == 32 ? V4_BITS : 0);
	return true;
}

enum err
networks_parse(struct str list, struct networks *out)
{
	enum err e = ERR_OK;

	out->n = 0;
	while (list.n > 0) {
		struct str part = str_until(&list, ',');
		struct str word;

		while ((word = str_word(&part)).n > 0) {
			struct network n;

			if (!parse_network(word, &n))
				e = ERR_FORMAT;
			else if (out->n >= ADDRESS_NETWORKS_MAX)
				return ERR_LIMIT;
			else
				out->v[out->n++] = n;
		}
	}
	return e;
}

static bool
network_has(const struct network *n, const struct address *a)
{
	unsigned whole = n->bits / 8, rest = n->bits % 8;
	unsigned mask = 0xFFu << (8 - rest) & 0xFFu;

	if (memcmp(n->base.byte, a->byte, whole) != 0)
		return false;
	return rest == 0 ||
	       ((unsigned)(n->base.byte[whole] ^ a->byte[whole]) & mask) == 0;
}

bool
networks_have(const struct networks *nets, const struct address *a)
{
	for (size_t i = 0; i < nets->n; i++)
		if (network_has(&nets->v[i], a))
			return true;
	return false;
}

bool
address_in_networks(struct str address, struct str networks)
{
	struct networks nets;
	struct address a;

	if (!address_parse(address, &a))
		return false;
	/* what is no network holds no address */
	if (networks_parse(networks, &nets) != ERR_OK && nets.n == 0)
		return false;
	return networks_have(&nets, &a);
}

/* IANA IPv4 special-purpose registry, multicast, and former class E. */
static bool
v4_is_special(const uint8_t b[4])
{
	static const struct { uint8_t base[4]; unsigned bits; } table[] = {
		{ { 0, 0, 0, 0 }, 8 },       /* this network, RFC 791 */
		{ { 10, 0, 0, 0 }, 8 },      /* private, RFC 1918 */
		{ { 100, 64, 0, 0 }, 10 },   /* shared, RFC 6598 */
		{ { 127, 0, 0, 0 }, 8 },     /* loopback, RFC 1122 */
		{ { 169, 254, 0, 0 }, 16 },  /* link local, RFC 3927 */
		{ { 172, 16, 0, 0 }, 12 },   /* private, RFC 1918 */
		{ { 192, 0, 0, 0 }, 24 },    /* protocols, RFC 6890 */
		{ { 192, 0, 2, 0 }, 24 },    /* documentation, RFC 5737 */
		{ { 192, 31, 196, 0 }, 24 }, /* AS112, RFC 7535 */
		{ { 192, 52, 193, 0 }, 24 }, /* AMT, RFC 7450 */
		{ { 192, 88, 99, 0 }, 24 },  /* 6to4 relays, RFC 7526 */
		{ { 192, 168, 0, 0 }, 16 },  /* private, RFC 1918 */
		{ { 192, 175, 48, 0 }, 24 }, /* AS112, RFC 7534 */
		{ { 198, 18, 0, 0 }, 15 },   /* benchmarks, RFC 2544 */
		{ { 198, 51, 100, 0 }, 24 }, /* documentation, RFC 5737 */
		{ { 203, 0, 113, 0 }, 24 },  /* documentation, RFC 5737 */
		{ { 224, 0, 0, 0 }, 4 },     /* multicast, RFC 5771 */
		{ { 240, 0, 0, 0 }, 4 },     /* reserved and broadcast */
	};
	struct address a = from_v4(b);

	for (size_t i = 0; i < COUNT(table); i++) {
		struct network n = { from_v4(table[i].base),
			             table[i].bits + V4_BITS };

		if (network_has(&n, &a))
			return true;
	}
	return false;
}

bool
address_is_special(const struct address *a)
{
	static const struct network translated = {
		{ { 0, 0x64, 0xFF, 0x9B } }, 96 /* NAT64, RFC 6052 */
	};
	static const struct network global = { { { 0x20 } }, 3 };
	static const struct network inside[] = {
		{ { { 0x20, 0x01, 0x00 } }, 23 },       /* protocols, Teredo */
		{ { { 0x20, 0x01, 0x0D, 0xB8 } }, 32 }, /* RFC 3849 */
		{ { { 0x20, 0x02 } }, 16 },             /* 6to4, RFC 3056 */
		{ { { 0x26, 0x20, 0x00, 0x4F, 0x80 } }, 48 }, /* AS112 */
		{ { { 0x3F, 0xFF } }, 20 },             /* RFC 9637 */
		{ { { 0x3F, 0xFE } }, 16 },             /* 6bone, RFC 3701 */
	};

	if (is_v4(a) || network_has(&translated, a))
		return v4_is_special(a->byte + 12);
	/*
	 * All that was ever given out is in 2000::/3; loopback, unique local,
	 * link-local, multicast and the other IPv4 forms are outside of it.
	 */
	if (!network_has(&global, a))
		return true;
	for (size_t i = 0; i < COUNT(inside); i++)
		if (network_has(&inside[i], a))
			return true;
	return false;
}
