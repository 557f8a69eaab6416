#ifndef MARSAD_CLI_OUTLET_PRINT_H
#define MARSAD_CLI_OUTLET_PRINT_H

#include "store/outlets.h"

/*
 * Outlets as `marsad outlet` prints them.
 */

/*
 * One line of an outlet, and below it, each after a tab, its feeds and its
 * rules with what they matched and their alarm.  mem takes what is read.
 */
enum err outlet_print(struct store *st, struct arena *mem,
                      const struct outlet *o) MUST_CHECK;

/* The lines that were found to be boilerplate, below that. */
enum err outlet_print_lines(struct store *st, struct arena *mem,
                            const struct outlet *o) MUST_CHECK;

#endif
