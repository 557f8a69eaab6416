#ifndef MARSAD_BASE_CLOCK_H
#define MARSAD_BASE_CLOCK_H

#include <stdint.h>

/*
 * Time for the rooms that do I/O; the pure rooms take it as an argument.
 */

/* Wall clock: seconds since 1970-01-01 UTC. */
int64_t clock_now_s(void);

/* Wall clock in milliseconds since 1970-01-01 UTC. */
int64_t clock_now_ms(void);

/* A clock that never jumps, in milliseconds since some moment. */
int64_t clock_steady_ms(void);
int64_t clock_steady_us(void);

#endif
