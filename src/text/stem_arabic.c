#include "text/stem.h"

#include "base/err.h"

#define HEAD(s) STR_INIT(s)

/* Folded letters, two bytes each. */
#define A "\xD8\xA7" /* alef */
#define B "\xD8\xA8" /* beh */
#define H "\xD9\x87" /* heh */
#define K "\xD9\x83" /* kaf */
#define L "\xD9\x84" /* lam */
#define M "\xD9\x85" /* meem */
#define N "\xD9\x86" /* noon */
#define S "\xD8\xB3" /* seen */
#define T "\xD8\xAA" /* teh */
#define W "\xD9\x88" /* waw */
#define Y "\xD9\x8A" /* yeh */
#define F "\xD9\x81" /* feh */

/* Bytes: stems of two and of three letters. */
#define TWO 4u
#define THREE 6u

static const struct str articles[] = {
	HEAD(W B A L), HEAD(F B A L), HEAD(W K A L), HEAD(W A L), HEAD(B A L),
	HEAD(K A L),   HEAD(F A L),   HEAD(W L L),   HEAD(F L L), HEAD(L L),
	HEAD(A L),
};

static const struct str particles[] = {
	HEAD(F), HEAD(B), HEAD(L), HEAD(S), HEAD(K),
};

static const struct str endings[] = {
	HEAD(H M A), HEAD(K M A), HEAD(H M), HEAD(H N), HEAD(H A), HEAD(N A),
	HEAD(K M),   HEAD(W A),   HEAD(A T), HEAD(A N), HEAD(W N), HEAD(Y N),
	HEAD(Y H),   HEAD(T H),   HEAD(H),   HEAD(Y),   HEAD(A),
};

static struct str
without_head(struct str w)
{
	for (size_t i = 0; i < COUNT(articles); i++)
		if (str_starts(w, articles[i]) && w.n - articles[i].n >= TWO)
			return str_sub(w, articles[i].n, w.n);
	if (str_starts(w, STR(W)) && w.n >= 8)
		w = str_sub(w, 2, w.n);
	for (size_t i = 0; i < COUNT(particles); i++)
		if (str_starts(w, particles[i]) && w.n >= 10)
			return str_sub(w, particles[i].n, w.n);
	return w;
}

struct str
stem_arabic(struct str folded)
{
	struct str w = without_head(folded);

	for (size_t i = 0; i < COUNT(endings); i++)
		if (str_ends(w, endings[i]) && w.n - endings[i].n >= THREE)
			w.n -= endings[i].n;
	return w;
}
