#include "base/clock.h"

#include <time.h>

#include "base/err.h"

static int64_t
read_us(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t
clock_now_s(void)
{
	return read_us(CLOCK_REALTIME) / 1000000;
}

int64_t
clock_now_ms(void)
{
	return read_us(CLOCK_REALTIME) / 1000;
}

int64_t
clock_steady_ms(void)
{
	return read_us(CLOCK_MONOTONIC) / 1000;
}

int64_t
clock_steady_us(void)
{
	return read_us(CLOCK_MONOTONIC);
}

void
clock_cond_init(pthread_cond_t *c)
{
	pthread_condattr_t steady;

	if (pthread_condattr_init(&steady) != 0 ||
	    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC) != 0 ||
	    pthread_cond_init(c, &steady) != 0)
		BUG("cannot make a condition");
	pthread_condattr_destroy(&steady);
}

bool
clock_wait_until(pthread_cond_t *c, pthread_mutex_t *m, int64_t until_ms)
{
	struct timespec until = { .tv_sec = (time_t)(until_ms / 1000),
		                  .tv_nsec = until_ms % 1000 * 1000000 };

	return pthread_cond_timedwait(c, m, &until) == 0;
}
