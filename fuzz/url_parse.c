/*
 * Addresses: "BASE<line feed>REFERENCE".  Holds: what was accepted is
 * accepted again and means the same; canonical form and key are stable.
 */
#include "fuzz.h"

#include <stdlib.h>

#include "url/url.h"

#define MEMORY_MAX ((size_t)16 << 20)

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static void
check_one(struct arena *mem, struct str s)
{
	struct str text, canonical, again, key, key_again;
	struct url u, v;

	if (url_parse(mem, s, &u) != ERR_OK)
		return;
	check(u.host.n > 0 && u.port > 0 && str_starts(u.path, STR("/")));
	text = url_text(mem, &u);
	/* percent-encoding may have made it longer than is read */
	if (text.n > URL_MAX_BYTES)
		return;
	check(url_parse(mem, text, &v) == ERR_OK);
	check(str_eq(url_text(mem, &v), text));
	if (url_canonical(mem, text, &canonical) == ERR_LIMIT)
		return;
	check(url_canonical(mem, canonical, &again) == ERR_OK);
	check(str_eq(canonical, again));
	check(url_key(mem, text, &key) == ERR_OK);
	check(url_key(mem, canonical, &key_again) == ERR_OK);
	check(str_eq(key, key_again));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEMORY_MAX);
	struct str rest = { (const char *)data, size };
	struct str base = str_until(&rest, '\n'), joined;

	check_one(&mem, base);
	if (url_join(&mem, base, rest, &joined) == ERR_OK)
		check_one(&mem, joined);
	url_decode(&mem, rest);
	check(str_eq(url_decode(&mem, url_encode(&mem, STR("a b/%"))),
	             STR("a b/%")));
	arena_release(&mem);
	return 0;
}
