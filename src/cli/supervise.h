#ifndef MARSAD_CLI_SUPERVISE_H
#define MARSAD_CLI_SUPERVISE_H

#include <stdatomic.h>
#include <stdint.h>
#include <sys/types.h>

#include "cli/cmd.h"

/*
 * Child processes that are started, watched, started again when they die,
 * and stopped together.
 */
#define SUPERVISE_MAX 4

struct part {
	const char *name;
	enum cmd_exit (*run)(struct cmd_context *c, void *arg);
	void *arg;

	pid_t pid; /* 0: not running */
	int64_t started_ms;
	int64_t again_ms; /* start no sooner */
	unsigned deaths;  /* in a row */
};

/*
 * Run all parts until *stop, or until one of them fails at its first start
 * (its exit code is then returned).  All are stopped before it returns.
 * Call before any thread is made.
 */
enum cmd_exit supervise(struct cmd_context *c, struct part *parts, size_t n,
                        const atomic_bool *stop);

#endif
