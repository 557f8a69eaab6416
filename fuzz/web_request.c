#include "fuzz.h"

#include <assert.h>
#include <string.h>

#include "text/utf8.h"
#include "web/client.h"
#include "web/feed_out.h"
#include "web/escape.h"
#include "web/params.h"
#include "web/route.h"
#include "web/when.h"

/*
 * What a reader's request can carry, line by line: path, query, two
 * X-Forwarded-For lines, Origin, a list of networks, and any text that ends
 * up on a page.
 */
#define OUT_MAX (1u << 20)
#define ARENA_MAX (16u << 20)

static bool
has_any(struct str s, const char *chars)
{
	for (size_t i = 0; i < s.n; i++)
		if (strchr(chars, s.p[i]) != NULL && s.p[i] != '\0')
			return true;
	return false;
}

static void
check_writers(struct str s)
{
	struct buf b = BUF_INIT(OUT_MAX);

	escape_put_text(&b, s);
	assert(!has_any(buf_str(&b), "<>") && utf8_valid(buf_str(&b)));
	buf_clear(&b);
	escape_put_attr(&b, s);
	assert(!has_any(buf_str(&b), "<>\"'"));
	buf_clear(&b);
	escape_put_url(&b, s);
	assert(b.n > 0 && !has_any(buf_str(&b), "<>\"' \n\t"));
	assert(strchr("#?/hH", b.p[0]) != NULL);
	assert(!str_starts(buf_str(&b), STR("//")));
	buf_clear(&b);
	feed_out_xml(&b, s);
	assert(!has_any(buf_str(&b), "<>\"\x01\x0b"));
	buf_release(&b);
}

static void
check_request(struct arena *mem, struct str path, struct str query,
              const struct httpd_request *rq, struct str nets)
{
	struct client_networks trusted = { .n = 0 };
	const struct route *r;
	struct route_params p;
	struct when_day day;
	struct str allow;

	if (route_find(HTTPD_GET, path, &r, &p, &allow) == ROUTE_FOUND)
		assert(r->pattern.n > 0 && escape_url_ok(path));
	(void)params_get(mem, query, STR("q"));
	(void)params_number(mem, query, STR("page"), 50);
	(void)params_without(mem, query, STR("lang"), STR("page"));
	(void)when_iso_parse(params_get(mem, query, STR("from")), &day);
	if (client_networks_parse(nets, &trusted) != ERR_OK)
		trusted.n = 0;
	(void)client_address(rq, &trusted);
	(void)client_same_site(rq, STR("press.example"));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, ARENA_MAX);
	struct str all = { (const char *)data, size };
	struct str path = str_until(&all, '\n');
	struct str query = str_until(&all, '\n');
	struct httpd_header headers[] = {
		{ STR("X-Forwarded-For"), str_until(&all, '\n') },
		{ STR("X-Forwarded-For"), str_until(&all, '\n') },
		{ STR("Origin"), str_until(&all, '\n') },
		{ STR("Host"), STR("press.example") },
	};
	struct httpd_request rq = { .headers = headers,
		                    .header_count = COUNT(headers) };
	struct str nets = str_until(&all, '\n');

	check_request(&mem, path, query, &rq, nets);
	check_writers(all);
	arena_release(&mem);
	return 0;
}
