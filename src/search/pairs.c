#include "search/pairs.h"

#include <stdlib.h>

void
pairs_init(struct pairs *p, uint32_t docs, uint32_t stem_n)
{
	*p = (struct pairs){ .docs = docs };
	p->number = xcalloc((size_t)stem_n + 1, sizeof(*p->number));
	p->stem = xcalloc(PAIRS_STEMS_MAX, sizeof(*p->stem));
}

void
pairs_release(struct pairs *p)
{
	free(p->number);
	free(p->stem);
}

bool
pairs_is_frequent(uint32_t docs, uint32_t having)
{
	return docs >= PAIRS_DOCS_MIN && having >= docs / PAIRS_SHARE;
}

void
pairs_offer(struct pairs *p, uint32_t stem, uint32_t having, struct str key)
{
	if (!pairs_is_frequent(p->docs, having) || p->n == PAIRS_STEMS_MAX ||
	    key.n > SEGMENT_TERM_MAX / 2)
		return;
	p->stem[p->n] = str_sub(key, 1, key.n);
	p->number[stem] = ++p->n;
}

bool
pairs_term(struct str first, struct str second, struct buf *out)
{
	if (first.n + second.n + 2 > SEGMENT_TERM_MAX)
		return false;
	buf_put_char(out, TERM_PAIR);
	buf_put(out, first);
	buf_put_char(out, ' ');
	buf_put(out, second);
	return true;
}

void
pairs_name(const struct pairs *p, uint32_t pair, struct buf *out)
{
	uint32_t second = pair % (p->n + 1);

	pairs_term(p->stem[pair / (p->n + 1)],
	           second == 0 ? STR_EMPTY : p->stem[second - 1], out);
}
