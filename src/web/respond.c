#include <libdeflate.h>

#include "web/portal_internal.h"

#define GZIP_LEVEL 4        /* past it time doubles for a few per cent */
#define GZIP_MIN_BYTES 860u /* less fits one packet as it is */

#define CSP_PAGE                                                      \
	"default-src 'none'; style-src 'self'; img-src 'self'; "      \
	"script-src 'self'; connect-src 'self'; "                     \
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
#define CSP_BYTES "default-src 'none'; frame-ancestors 'none'; sandbox"

static struct str
response_header(const struct httpd_response *out, struct str name)
{
	for (size_t i = 0; i < out->header_count; i++)
		if (str_eq_ci(out->headers[i].name, name))
			return out->headers[i].value;
	return STR_EMPTY;
}

static void
put_security(struct httpd_response *out, struct str mime)
{
	bool page = str_starts(mime, STR("text/html"));

	httpd_put_header(out, STR("Content-Security-Policy"),
	                 page ? STR(CSP_PAGE) : STR(CSP_BYTES));
	httpd_put_header(out, STR("X-Content-Type-Options"), STR("nosniff"));
	httpd_put_header(out, STR("Referrer-Policy"),
	                 STR("strict-origin-when-cross-origin"));
	httpd_put_header(out, STR("X-Frame-Options"), STR("DENY"));
}

/* Whether If-None-Match names the tag (weak comparison, RFC 9110 s13.1.2). */
static bool
matches(struct str list, struct str tag)
{
	list = str_trim(list);
	if (str_eq(list, STR("*")))
		return true;
	str_skip(&tag, STR("W/"));
	while (list.n > 0) {
		struct str one = str_trim(str_until(&list, ','));

		str_skip(&one, STR("W/"));
		if (str_eq(one, tag))
			return true;
	}
	return false;
}

/* Whether Accept-Encoding takes gzip (RFC 9110 s12.5.3; q=0 refuses it). */
static bool
takes_gzip(struct str list)
{
	while (list.n > 0) {
		struct str params = str_until(&list, ',');
		struct str name = str_trim(str_until(&params, ';'));

		params = str_trim(params);
		if (!str_eq_ci(name, STR("gzip")))
			continue;
		if (!str_skip_ci(&params, STR("q=")))
			return true;
		/* "0", "0.", "0.000" */
		for (size_t i = 0; i < params.n; i++)
			if (params.p[i] >= '1' && params.p[i] <= '9')
				return true;
		return false;
	}
	return false;
}

static bool
is_text(struct str mime)
{
	return str_starts(mime, STR("text/")) ||
	       str_find(mime, STR("xml")) != STR_NPOS ||
	       str_find(mime, STR("json")) != STR_NPOS;
}

static void
compress(struct worker *w, const struct httpd_request *rq,
         struct httpd_response *out)
{
	size_t room, n;
	char *p;

	if (w->gzip == NULL)
		w->gzip = libdeflate_alloc_compressor(GZIP_LEVEL);
	if (w->gzip == NULL)
		return;
	room = libdeflate_gzip_compress_bound(w->gzip, out->body.n);
	p = arena_alloc(rq->mem, room);
	if (p == NULL)
		return;
	n = libdeflate_gzip_compress(w->gzip, out->body.p, out->body.n, p,
	                             room);
	if (n == 0 || n >= out->body.n)
		return;
	out->body = (struct str){ p, n };
	httpd_put_header(out, STR("Content-Encoding"), STR("gzip"));
}

void
respond_finish(struct worker *w, const struct httpd_request *rq,
               struct httpd_response *out, unsigned cache_s)
{
	struct str mime = response_header(out, STR("Content-Type"));
	bool cached = response_header(out, STR("Cache-Control")).n > 0;
	struct str tag;

	put_security(out, mime);
	if (!cached && out->status == 200 && cache_s > 0)
		httpd_put_header(out, STR("Cache-Control"),
		                 str_fmt(rq->mem, "public, max-age=%u",
		                         cache_s));
	else if (!cached)
		httpd_put_header(out, STR("Cache-Control"), STR("no-cache"));
	if (is_text(mime))
		httpd_put_header(out, STR("Vary"), STR("Accept-Encoding"));
	if (out->status == 200) {
		/* weak: gzip or not, it is the same answer */
		tag = str_fmt(rq->mem, "W/\"%016llx\"",
		              (unsigned long long)str_hash(out->body));
		httpd_put_header(out, STR("ETag"), tag);
		if (matches(httpd_header(rq, STR("If-None-Match")), tag)) {
			out->status = 304;
			out->body = STR_EMPTY;
			return;
		}
	}
	if (out->body.n >= GZIP_MIN_BYTES && is_text(mime) &&
	    takes_gzip(httpd_header(rq, STR("Accept-Encoding"))))
		compress(w, rq, out);
}
