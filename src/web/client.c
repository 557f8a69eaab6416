#include "web/client.h"

#include <arpa/inet.h>
#include <nettle/hmac.h>

#define V4_BITS 96u /* of ::ffff:0:0/96 */

static bool
is_v4(const struct httpd_address *a)
{
	static const uint8_t mapped[12] = { [10] = 0xFF, [11] = 0xFF };

	return memcmp(a->byte, mapped, sizeof(mapped)) == 0;
}

/* A bare address without port or brackets. */
static bool
parse_bare(struct str s, struct httpd_address *out)
{
	char z[INET6_ADDRSTRLEN];
	struct httpd_address a = { { [10] = 0xFF, [11] = 0xFF } };

	if (s.n == 0 || s.n >= sizeof(z))
		return false;
	memcpy(z, s.p, s.n);
	z[s.n] = '\0';
	if (inet_pton(AF_INET, z, a.byte + 12) != 1 &&
	    inet_pton(AF_INET6, z, a.byte) != 1)
		return false;
	*out = a;
	return true;
}

bool
client_address_parse(struct str s, struct httpd_address *out)
{
	size_t colon;

	s = str_trim(s);
	if (s.n > 0 && s.p[0] == '[') {
		size_t end = str_chr(s, ']');

		if (end == STR_NPOS)
			return false;
		return parse_bare(str_sub(s, 1, end), out);
	}
	colon = str_chr(s, ':');
	if (colon != STR_NPOS && colon == str_rchr(s, ':'))
		s = str_sub(s, 0, colon);
	return parse_bare(s, out);
}

static bool
parse_network(struct str word, struct client_network *out)
{
	struct client_network net;
	size_t slash = str_chr(word, '/');
	struct str bits = str_sub(word, slash + 1, word.n);
	uint64_t n;
	unsigned before;

	if (!client_address_parse(str_sub(word, 0, slash), &net.base))
		return false;
	before = is_v4(&net.base) ? V4_BITS : 0;
	net.bits = 128;
	if (slash != STR_NPOS) {
		if (!str_number(&bits, &n, 128 - before) || bits.n > 0)
			return false;
		net.bits = before + (unsigned)n;
	}
	*out = net;
	return true;
}

enum err
client_networks_parse(struct str list, struct client_networks *out)
{
	struct client_networks nets = { .n = 0 };
	struct str word;

	while ((word = str_word(&list)).n > 0) {
		while (word.n > 0) {
			struct str one = str_until(&word, ',');

			if (one.n == 0)
				continue;
			if (nets.n == CLIENT_NETWORKS_MAX)
				return ERR_LIMIT;
			if (!parse_network(one, &nets.v[nets.n++]))
				return ERR_FORMAT;
		}
	}
	*out = nets;
	return ERR_OK;
}

static bool
network_has(const struct client_network *net, const struct httpd_address *a)
{
	unsigned bytes = net->bits / 8;
	unsigned rest = net->bits % 8;
	unsigned mask = 0xFFu << (8 - rest);

	if (memcmp(net->base.byte, a->byte, bytes) != 0)
		return false;
	return rest == 0 ||
	       ((net->base.byte[bytes] ^ a->byte[bytes]) & mask & 0xFFu) == 0;
}

bool
client_networks_have(const struct client_networks *nets,
                     const struct httpd_address *a)
{
	for (size_t i = 0; i < nets->n; i++)
		if (network_has(&nets->v[i], a))
			return true;
	return false;
}

struct httpd_address
client_address(const struct httpd_request *rq,
               const struct client_networks *trusted)
{
	struct httpd_address at = rq->peer;
	size_t hops = 0;

	/* Several header lines are one list, the last line at the right. */
	for (size_t i = rq->header_count; i > 0; i--) {
		struct str list = rq->headers[i - 1].value;

		if (!str_eq_ci(rq->headers[i - 1].name,
		               STR("X-Forwarded-For")))
			continue;
		while (list.n > 0) {
			size_t comma = str_rchr(list, ',');
			size_t from = comma == STR_NPOS ? 0 : comma + 1;
			struct str entry = str_sub(list, from, list.n);

			if (!client_networks_have(trusted, &at) ||
			    ++hops > CLIENT_HOPS_MAX ||
			    !client_address_parse(entry, &at))
				return at;
			list = str_sub(list, 0, from == 0 ? 0 : from - 1);
		}
	}
	return at;
}

void
client_print(const uint8_t key[CLIENT_KEY_BYTES],
             const struct httpd_address *a, int64_t day,
             uint8_t out[CLIENT_PRINT_BYTES])
{
	static const char purpose[] = "marsad report";
	uint8_t text[sizeof(purpose) + sizeof(day) + sizeof(a->byte)] = { 0 };
	uint8_t mac[SHA256_DIGEST_SIZE];
	struct hmac_sha256_ctx ctx;
	size_t kept = is_v4(a) ? sizeof(a->byte) : 8;

	memcpy(text, purpose, sizeof(purpose));
	memcpy(text + sizeof(purpose), &day, sizeof(day));
	memcpy(text + sizeof(purpose) + sizeof(day), a->byte, kept);
	hmac_sha256_set_key(&ctx, CLIENT_KEY_BYTES, key);
	hmac_sha256_update(&ctx, sizeof(text), text);
	hmac_sha256_digest(&ctx, sizeof(mac), mac);
	memcpy(out, mac, CLIENT_PRINT_BYTES);
}

/* The "host:port" of an origin; empty for "null" and other things. */
static struct str
authority_of(struct str origin)
{
	if (str_skip_ci(&origin, STR("https://")) ||
	    str_skip_ci(&origin, STR("http://")))
		return origin;
	return STR_EMPTY;
}

bool
client_same_site(const struct httpd_request *rq, struct str hosts)
{
	struct str site = httpd_header(rq, STR("Sec-Fetch-Site"));
	struct str origin = httpd_header(rq, STR("Origin"));
	struct str authority, host;

	if (site.n > 0)
		return str_eq(site, STR("same-origin")) ||
		       str_eq(site, STR("none"));
	if (origin.n == 0)
		return true;
	authority = authority_of(origin);
	if (authority.n == 0)
		return false;
	if (str_eq_ci(authority, httpd_header(rq, STR("Host"))))
		return true;
	while ((host = str_word(&hosts)).n > 0)
		if (str_eq_ci(host, authority))
			return true;
	return false;
}
