#include "pipeline/schedule.h"

#define QUICK_MIN_S 1
#define INTERVAL_MIN_S 5
#define FEED_RETRY_S 5
#define PAGE_RETRY_S 3
#define MONTH_S (30 * 86400)
#define RETRY_AFTER_MAX_S 86400

static int64_t
larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t
smaller(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

int64_t
schedule_after_poll(const struct schedule_hints *h)
{
	int64_t s = larger(h->interval_s, INTERVAL_MIN_S);

	if (h->quick && h->max_age_s >= 0)
		return larger(h->max_age_s, QUICK_MIN_S);
	s = larger(s, h->ttl_s);
	s = larger(s, h->max_age_s);
	s = larger(s, h->retry_after_s);
	return smaller(s, SCHEDULE_INTERVAL_MAX_S);
}

int64_t
schedule_after_failure(const struct schedule_hints *h, int64_t failures)
{
	int64_t s = FEED_RETRY_S;

	if (failures >= SCHEDULE_FEED_FAILURES_MAX)
		return MONTH_S;
	for (int64_t i = 1; i < failures && s < SCHEDULE_INTERVAL_MAX_S; i++)
		s *= 3;
	s = larger(s, smaller(h->retry_after_s, RETRY_AFTER_MAX_S));
	return smaller(s, SCHEDULE_INTERVAL_MAX_S);
}

int64_t
schedule_page_retry(int64_t tries, int64_t retry_after_s)
{
	int64_t s = PAGE_RETRY_S;

	if (tries >= SCHEDULE_PAGE_TRIES_MAX)
		return -1;
	for (int64_t i = 1; i < tries; i++)
		s *= 4;
	s = larger(s, smaller(retry_after_s, RETRY_AFTER_MAX_S));
	return smaller(s, SCHEDULE_INTERVAL_MAX_S);
}

bool
schedule_is_passing(int status)
{
	return status == 0 || status == 408 || status == 425 ||
	       status == 429 || status >= 500;
}
