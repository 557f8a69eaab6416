#include "web/mhd_lib.h"

#include "base/err.h"
#include "base/lib.h"

void
mhd_lib_load(struct mhd_lib *lib)
{
	static const char *const sonames[] = { "libmicrohttpd.so.12", NULL };
#define X(name) { "MHD_" #name, &lib->name },
	const struct lib_symbol symbols[] = { MHD_LIB_MAP(X) };
#undef X

	lib_load(sonames, symbols, COUNT(symbols));
}
