#include "store/internal.h"

#include <zstd.h>

#define ZSTD_LEVEL 3

void
pack_init(struct pack *p)
{
	*p = (struct pack){ ZSTD_createCCtx(), ZSTD_createDCtx() };
	if (p->in == NULL || p->out == NULL)
		BUG("out of memory");
}

void
pack_release(struct pack *p)
{
	ZSTD_freeCCtx(p->in);
	ZSTD_freeDCtx(p->out);
}

enum err
store_pack(struct store *st, struct str text, struct buf *out)
{
	size_t bound = ZSTD_compressBound(text.n);
	char *at = buf_reserve(out, bound);
	size_t n;

	if (at == NULL)
		return out->err;
	n = ZSTD_compressCCtx(st->pack.in, at, bound, text.p, text.n,
	                      ZSTD_LEVEL);
	if (ZSTD_isError(n))
		return ERR_DB;
	buf_wrote(out, n);
	return ERR_OK;
}

enum err
store_unpack(struct store *st, struct arena *mem, struct str bytes,
             int64_t size, struct str *out)
{
	char *p;
	size_t n;

	if (size < 0 || size > (int64_t)DOC_TEXT_MAX * 4)
		return ERR_FORMAT;
	if ((p = arena_alloc(mem, (size_t)size)) == NULL)
		return ERR_LIMIT;
	n = ZSTD_decompressDCtx(st->pack.out, p, (size_t)size, bytes.p,
	                        bytes.n);
	if (ZSTD_isError(n) || n != (size_t)size)
		return ERR_FORMAT;
	*out = (struct str){ p, n };
	return ERR_OK;
}
