#ifndef MARSAD_BASE_CLOCK_H
#define MARSAD_BASE_CLOCK_H

#include <pthread.h>
#include <stdbool.h>
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

/* Make a condition for clock_wait_until; aborts when there is no memory. */
void clock_cond_init(pthread_cond_t *c);

/*
 * Wait as pthread_cond_wait does, but no longer than until clock_steady_ms
 * reaches until_ms.  false: it has.
 */
bool clock_wait_until(pthread_cond_t *c, pthread_mutex_t *m, int64_t until_ms);

#endif
