#include "model/topic.h"

#include "base/err.h"

#define X(name, text) [TOPIC_##name] = (text),
static const char *const names[TOPIC__COUNT] = { TOPIC_MAP(X) };
#undef X

struct str
topic_name(enum topic t)
{
	if ((unsigned)t >= TOPIC__COUNT)
		BUG("no such topic");
	return str_from(names[t]);
}

enum topic
topic_by_name(struct str name)
{
	for (int t = TOPIC_NONE + 1; t < TOPIC__COUNT; t++)
		if (str_eq(name, str_from(names[t])))
			return (enum topic)t;
	return TOPIC_NONE;
}
