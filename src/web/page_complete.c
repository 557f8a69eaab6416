#include "base/json.h"
#include "search/suggest.h"
#include "text/utf8.h"
#include "web/asked.h"

#define COMPLETIONS 8u

/*
 * How a query may go on, as browsers ask for it: ["typed", ["one", "two"]].
 * Source: OpenSearch suggestions extension 1.1 draft 1.
 */
enum err
page_search_complete(struct page *p)
{
	struct str typed = utf8_head(page_param(p, "q"), ASKED_QUERY_MAX);
	struct json j = JSON_INIT(&p->out->buf);
	struct str words[COMPLETIONS];
	struct index *ix;
	size_t n;
	enum err e;

	if ((e = asked_index(p, &ix)) != ERR_OK)
		return e;
	n = search_complete(p->mem, ix, p->store, typed, words, COMPLETIONS);
	json_array(&j);
	json_str(&j, typed);
	json_array(&j);
	for (size_t i = 0; i < n; i++)
		json_str(&j, words[i]);
	json_array_end(&j);
	json_array_end(&j);
	json_end(&j);
	if (p->out->buf.err != ERR_OK)
		return p->out->buf.err;
	return page_send(p, STR("application/x-suggestions+json"),
	                 buf_str(&p->out->buf));
}
