#include "base/lib.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

#define EXIT_NO_LIBRARY 3 /* the world failed */

static NORETURN void
fail(const char *what)
{
	const char *why = dlerror();

	fprintf(stderr, "marsad: %s\n", why != NULL ? why : what);
	exit(EXIT_NO_LIBRARY);
}

void
lib_load(const char *const *sonames, const struct lib_symbol *symbols,
         size_t n)
{
	void *lib = NULL;

	for (size_t i = 0; lib == NULL && sonames[i] != NULL; i++)
		lib = dlopen(sonames[i], RTLD_LAZY | RTLD_LOCAL);
	if (lib == NULL)
		fail("a library is missing");
	for (size_t i = 0; i < n; i++) {
		void *f = dlsym(lib, symbols[i].name);

		if (f == NULL)
			fail(symbols[i].name);
		memcpy(symbols[i].at, &f, sizeof(f));
	}
}
