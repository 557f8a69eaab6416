#include "base/clock.h"

#include "test.h"

TEST(a_wait_ends_when_its_time_is_over)
{
	pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	int64_t begun_ms = clock_steady_ms();
	pthread_cond_t turn;

	clock_cond_init(&turn);
	pthread_mutex_lock(&lock);
	assert_false(clock_wait_until(&turn, &lock, begun_ms - 1));
	assert_true(clock_steady_ms() < begun_ms + 60000);
	while (clock_wait_until(&turn, &lock, begun_ms + 20))
		;
	assert_true(clock_steady_ms() >= begun_ms + 20);
	pthread_mutex_unlock(&lock);
	pthread_cond_destroy(&turn);
}

struct bell {
	pthread_mutex_t lock; /* guards rung */
	pthread_cond_t turn;
	bool rung;
};

static void *
ring(void *arg)
{
	struct bell *b = arg;

	pthread_mutex_lock(&b->lock);
	b->rung = true;
	pthread_cond_signal(&b->turn);
	pthread_mutex_unlock(&b->lock);
	return NULL;
}

TEST(a_wait_is_woken)
{
	struct bell b = { .lock = PTHREAD_MUTEX_INITIALIZER };
	int64_t until_ms = clock_steady_ms() + 3600000;
	pthread_t ringer;
	bool woken = true;

	clock_cond_init(&b.turn);
	pthread_mutex_lock(&b.lock);
	assert_int_equal(pthread_create(&ringer, NULL, ring, &b), 0);
	while (!b.rung && woken)
		woken = clock_wait_until(&b.turn, &b.lock, until_ms);
	pthread_mutex_unlock(&b.lock);
	assert_true(woken);
	pthread_join(ringer, NULL);
	pthread_cond_destroy(&b.turn);
}

RUN(CASE(a_wait_ends_when_its_time_is_over), CASE(a_wait_is_woken))
