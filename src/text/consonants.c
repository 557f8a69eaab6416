#include "text/consonants.h"

#include "text/stem.h"
#include "text/utf8.h"

#define LEAST 3u
#define MOST 32u

/*
 * Consonants that transliterations confuse, by one letter each; vowels and
 * what is seldom written are left out: U+0621 hamza, U+0627 alef, U+0629 teh
 * marbuta, U+062D hah, U+0639 ain, U+0647 heh, U+0648 waw, U+0649 and U+064A
 * yeh.
 */
static char
class_of(uint32_t cp)
{
	switch (cp) {
	case 0x0628: case 0x067E: return 'b'; /* beh, peh */
	case 0x062A: case 0x062B: case 0x0637: return 't'; /* teh theh tah */
	case 0x062C: case 0x063A: case 0x06AF: return 'j'; /* jeem ghain gaf */
	case 0x062E: case 0x0643: case 0x0642: return 'k'; /* khah kaf qaf */
	case 0x062F: case 0x0630: case 0x0636: return 'd'; /* dal thal dad */
	case 0x0631: return 'r';
	case 0x0632: case 0x0638: return 'z'; /* zain zah */
	case 0x0633: case 0x0635: return 's'; /* seen sad */
	case 0x0634: return 'S'; /* sheen */
	case 0x0641: case 0x06A4: return 'f'; /* feh veh */
	case 0x0644: return 'l';
	case 0x0645: return 'm';
	case 0x0646: return 'n';
	default: return '\0';
	}
}

uint32_t
consonants_hash(struct str folded)
{
	char out[MOST];
	size_t n = 0;
	uint32_t cp;

	while (utf8_next(&folded, &cp) && n < MOST) {
		char c = class_of(cp);

		if (c != '\0' && (n == 0 || out[n - 1] != c))
			out[n++] = c;
	}
	return n >= LEAST ? stem_hash((struct str){ out, n }) : 0;
}
