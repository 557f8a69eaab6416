#include "crawl/curl_lib.h"

#include "base/err.h"
#include "base/lib.h"

void
curl_lib_load(struct curl_lib *lib)
{
	/* Debian's two builds of it; either will do. */
	static const char *const sonames[] = { "libcurl-gnutls.so.4",
		                               "libcurl.so.4", NULL };
#define X(name) { "curl_" #name, &lib->name },
	const struct lib_symbol symbols[] = { CURL_LIB_MAP(X) };
#undef X

	lib_load(sonames, symbols, COUNT(symbols));
}
