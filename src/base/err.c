#include "base/err.h"

#include <stdio.h>
#include <stdlib.h>

const char *
err_str(enum err e)
{
#define X(name, text) [ERR_##name] = (text),
	static const char *const texts[ERR__COUNT] = {
		[ERR_OK] = "done",
		ERR_MAP(X)
	};
#undef X

	if ((unsigned)e >= ERR__COUNT)
		return "unknown error";
	return texts[e];
}

void
err_bug(const char *file, int line, const char *msg)
{
	fprintf(stderr, "marsad: bug at %s:%d: %s\n", file, line, msg);
	abort();
}
