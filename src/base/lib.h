#ifndef MARSAD_BASE_LIB_H
#define MARSAD_BASE_LIB_H

#include <stddef.h>

/*
 * Shared libraries that only some commands need.  The dynamic linker loads
 * what a program is linked with before main, and libcurl alone brings thirty
 * libraries with it; opened here, only commands that use them pay for them.
 */
struct lib_symbol {
	const char *name;
	void *at; /* the function pointer to set */
};

/*
 * Open the first of these libraries there is (sonames, the last one NULL)
 * and set its functions.  It stays open.  Without it, or one of the
 * functions, the program stops with a message, as it would at its start if
 * it were linked with it.
 */
void lib_load(const char *const *sonames, const struct lib_symbol *symbols,
              size_t n);

#endif
