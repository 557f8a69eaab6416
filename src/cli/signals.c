#include "cli/signals.h"

#include <poll.h>
#include <signal.h>
#include <stddef.h>

/* A signal handler can reach nothing but a static flag. */
static atomic_bool stopped;

static void
on_signal(int number)
{
	(void)number;
	atomic_store(&stopped, 1);
}

const atomic_bool *
signals_catch(void)
{
	struct sigaction sa = { .sa_handler = on_signal };

	sigemptyset(&sa.sa_mask);
	sigaction(SIGINT, &sa, NULL);
	sigaction(SIGTERM, &sa, NULL);
	return &stopped;
}

_Bool
signals_wait(int ms)
{
	if (!atomic_load(&stopped))
		poll(NULL, 0, ms);
	return atomic_load(&stopped);
}
