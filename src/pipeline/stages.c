#include "pipeline/stages.h"

#include <signal.h>
#include <unistd.h>

#include "base/err.h"

const char *
stage_name(enum stage at)
{
#define X(name, text) [STAGE_##name] = (text),
	static const char *const names[STAGE__COUNT] = { STAGE_MAP(X) };
#undef X

	if ((unsigned)at >= STAGE__COUNT)
		BUG("no such stage");
	return names[at];
}

void
stages_init(struct stages *s)
{
	for (int i = 0; i < STAGE__COUNT; i++)
		atomic_init(&s->passed[i], 0);
	s->kill_at = STAGE__COUNT;
	s->kill_nth = 0;
}

bool
stages_plan(struct stages *s, struct str plan)
{
	struct str name = str_until(&plan, ':');
	uint64_t nth;

	if (!str_number(&plan, &nth, UINT32_MAX) || plan.n > 0 || nth == 0)
		return false;
	for (int i = 0; i < STAGE__COUNT; i++) {
		if (str_eq(name, str_from(stage_name((enum stage)i)))) {
			s->kill_at = (enum stage)i;
			s->kill_nth = (unsigned)nth;
			return true;
		}
	}
	return false;
}

void
stages_pass(struct stages *s, enum stage at)
{
	unsigned n = atomic_fetch_add(&s->passed[at], 1) + 1;

	if (at == s->kill_at && n == s->kill_nth)
		kill(getpid(), SIGKILL);
}
