#include "search/suggest_internal.h"

#include "base/err.h"
#include "text/utf8.h"

/* Folded letters. */
#define A "\xD8\xA7" /* alef */
#define B "\xD8\xA8" /* beh */
#define F "\xD9\x81" /* feh */
#define H "\xD9\x87" /* heh */
#define K "\xD9\x83" /* kaf */
#define L "\xD9\x84" /* lam */
#define M "\xD9\x85" /* meem */
#define N "\xD9\x86" /* noon */
#define S "\xD8\xB3" /* seen */
#define W "\xD9\x88" /* waw */

#define BARE_MIN_BYTES 6u /* three Arabic letters */
#define BARE_MIN_PARTICLE 8u

/* The longer ones first. */
static const struct str heads[] = {
	STR_INIT(W B A L), STR_INIT(F B A L), STR_INIT(W K A L),
	STR_INIT(W L L),   STR_INIT(F L L),   STR_INIT(W A L),
	STR_INIT(F A L),   STR_INIT(B A L),   STR_INIT(K A L),
	STR_INIT(L L),     STR_INIT(A L),
};

static const struct str particles[] = {
	STR_INIT(W B), STR_INIT(W L), STR_INIT(W S), STR_INIT(F S),
	STR_INIT(W),   STR_INIT(F),   STR_INIT(B),   STR_INIT(L),
	STR_INIT(K),   STR_INIT(S),
};

static const struct str tails[] = {
	STR_INIT(H M A), STR_INIT(K M A), STR_INIT(H M), STR_INIT(H N),
	STR_INIT(H A),   STR_INIT(N A),   STR_INIT(K M), STR_INIT(H),
};

size_t
clitics_head(struct str w)
{
	for (size_t i = 0; i < COUNT(heads); i++)
		if (str_starts(w, heads[i]) &&
		    w.n >= heads[i].n + BARE_MIN_BYTES)
			return heads[i].n;
	for (size_t i = 0; i < COUNT(particles); i++)
		if (str_starts(w, particles[i]) &&
		    w.n >= particles[i].n + BARE_MIN_PARTICLE)
			return particles[i].n;
	return 0;
}

size_t
clitics_tail(struct str w)
{
	for (size_t i = 0; i < COUNT(tails); i++)
		if (str_ends(w, tails[i]) &&
		    w.n >= tails[i].n + BARE_MIN_BYTES)
			return tails[i].n;
	return 0;
}

bool
clitics_defines(struct str head)
{
	return str_ends(head, STR(A L)) || str_ends(head, STR(L L));
}
