#include "text/fold.h"

/*
 * What U+00A0 to U+017F are folded to: " " is a break between words, "" is
 * left to the long way by Unicode's tables (fractions, signs that are
 * dropped).  A test compares each with what that gives.
 * Source: Unicode 15, decompositions and case folding; the letters without a
 * decomposition are spelled as in fold.c.
 */
const char fold_latin[FOLD_LATIN_END - FOLD_LATIN_START][3] = {
	/* 0A0 */ " ", " ", " ", " ", " ", " ", " ", " ",
	/* 0A8 */ " ", " ", "a", " ", " ", "", " ", " ",
	/* 0B0 */ " ", " ", "2", "3", " ", "", " ", " ",
	/* 0B8 */ " ", "1", "o", " ", "", "", "", " ",
	/* 0C0 */ "a", "a", "a", "a", "a", "a", "ae", "c",
	/* 0C8 */ "e", "e", "e", "e", "i", "i", "i", "i",
	/* 0D0 */ "d", "n", "o", "o", "o", "o", "o", " ",
	/* 0D8 */ "o", "u", "u", "u", "u", "y", "th", "ss",
	/* 0E0 */ "a", "a", "a", "a", "a", "a", "ae", "c",
	/* 0E8 */ "e", "e", "e", "e", "i", "i", "i", "i",
	/* 0F0 */ "d", "n", "o", "o", "o", "o", "o", " ",
	/* 0F8 */ "o", "u", "u", "u", "u", "y", "th", "y",
	/* 100 */ "a", "a", "a", "a", "a", "a", "c", "c",
	/* 108 */ "c", "c", "c", "c", "c", "c", "d", "d",
	/* 110 */ "d", "d", "e", "e", "e", "e", "e", "e",
	/* 118 */ "e", "e", "e", "e", "g", "g", "g", "g",
	/* 120 */ "g", "g", "g", "g", "h", "h", "h", "h",
	/* 128 */ "i", "i", "i", "i", "i", "i", "i", "i",
	/* 130 */ "i", "i", "ij", "ij", "j", "j", "k", "k",
	/* 138 */ "", "l", "l", "l", "l", "l", "l", "",
	/* 140 */ "", "l", "l", "n", "n", "n", "n", "n",
	/* 148 */ "n", "", "", "", "o", "o", "o", "o",
	/* 150 */ "o", "o", "oe", "oe", "r", "r", "r", "r",
	/* 158 */ "r", "r", "s", "s", "s", "s", "s", "s",
	/* 160 */ "s", "s", "t", "t", "t", "t", "t", "t",
	/* 168 */ "u", "u", "u", "u", "u", "u", "u", "u",
	/* 170 */ "u", "u", "u", "u", "w", "w", "y", "y",
	/* 178 */ "y", "z", "z", "z", "z", "z", "z", "s",
};
