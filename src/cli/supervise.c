#include "cli/supervise.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "cli/signals.h"

#define WATCH_MS 100
#define STEADY_MS 10000    /* a part that lived so long has started well */
#define BACKOFF_MAX_MS 30000
#define STOP_MS 15000      /* patience before SIGKILL */

static void
start(struct cmd_context *c, struct part *p)
{
	pid_t parent = getpid();
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid < 0) {
		LOG(LOG_ERROR, "cannot fork", KV_Z("part", p->name));
		p->again_ms = clock_steady_ms() + BACKOFF_MAX_MS;
		return;
	}
	if (pid == 0) {
		/* a part must not outlive a supervisor that was killed */
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		if (getppid() != parent)
			_exit(CMD_FAILED);
		exit((int)p->run(c, p->arg));
	}
	p->pid = pid;
	p->started_ms = clock_steady_ms();
}

static void
plan_restart(struct part *p)
{
	int64_t now_ms = clock_steady_ms(), wait_ms = 500;

	if (now_ms - p->started_ms > STEADY_MS)
		p->deaths = 0;
	p->deaths++;
	for (unsigned i = 1; i < p->deaths && wait_ms < BACKOFF_MAX_MS; i++)
		wait_ms *= 2;
	p->pid = 0;
	p->again_ms = now_ms + wait_ms;
}

/*
 * Note who died.  Returns the exit code of a part that failed at its first
 * start (a port in use, an unreadable database: trying again is no help),
 * else CMD_DONE.
 */
static enum cmd_exit
reap(struct part *parts, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct part *p = &parts[i];
		int status;
		bool young;

		if (p->pid == 0 || waitpid(p->pid, &status, WNOHANG) != p->pid)
			continue;
		young = p->deaths == 0 &&
		        clock_steady_ms() - p->started_ms < STEADY_MS;
		plan_restart(p);
		if (WIFEXITED(status) && WEXITSTATUS(status) != 0 && young)
			return (enum cmd_exit)WEXITSTATUS(status);
		LOG(LOG_ERROR, "a part ended, starting it again",
		    KV_Z("part", p->name), KV_INT("status", status));
	}
	return CMD_DONE;
}

static bool
any_left(struct part *parts, size_t n)
{
	bool left = false;

	for (size_t i = 0; i < n; i++) {
		if (parts[i].pid == 0)
			continue;
		if (waitpid(parts[i].pid, NULL, WNOHANG) != 0)
			parts[i].pid = 0;
		else
			left = true;
	}
	return left;
}

static void
signal_all(struct part *parts, size_t n, int number)
{
	for (size_t i = 0; i < n; i++)
		if (parts[i].pid > 0)
			kill(parts[i].pid, number);
}

static void
stop_all(struct part *parts, size_t n)
{
	int64_t until_ms = clock_steady_ms() + STOP_MS;
	struct timespec nap = { .tv_nsec = 20000000 };

	signal_all(parts, n, SIGTERM);
	while (any_left(parts, n)) {
		if (clock_steady_ms() > until_ms)
			signal_all(parts, n, SIGKILL);
		nanosleep(&nap, NULL);
	}
}

enum cmd_exit
supervise(struct cmd_context *c, struct part *parts, size_t n,
          const atomic_bool *stop)
{
	enum cmd_exit code = CMD_DONE;

	while (!atomic_load(stop) && code == CMD_DONE) {
		int64_t now_ms = clock_steady_ms();

		for (size_t i = 0; i < n; i++)
			if (parts[i].pid == 0 && now_ms >= parts[i].again_ms)
				start(c, &parts[i]);
		signals_wait(WATCH_MS);
		if (!atomic_load(stop))
			code = reap(parts, n);
	}
	stop_all(parts, n);
	return code;
}
