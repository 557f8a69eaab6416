#ifndef MARSAD_BASE_LOG_H
#define MARSAD_BASE_LOG_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Events as logfmt lines on standard error: one line an event, a constant
 * message, the facts as typed pairs.  Escaping and cutting long values is
 * done here.  Never log bodies, cookies or secrets.  Safe from any thread:
 * one write(2) a line.  Only for the rooms that do I/O.
 */
enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };

struct log_kv {
	const char *key;
	struct str text; /* when is_int is 0 */
	int64_t number;
	int is_int;
};

#define KV_STR(k, s) ((struct log_kv){ .key = (k), .text = (s) })
#define KV_Z(k, z) ((struct log_kv){ .key = (k), .text = str_from(z) })
#define KV_INT(k, v) \
	((struct log_kv){ .key = (k), .number = (int64_t)(v), .is_int = 1 })

/* Show events up to this level; LOG_INFO until set.  Call before threads. */
void log_set_level(enum log_level level);

/* LOG(LOG_WARN, "feed skipped", KV_STR("outlet", slug)): one pair at least. */
#define LOG(level, message, ...)                                       \
	log_event((level), (message), (struct log_kv[]){ __VA_ARGS__ }, \
	          sizeof((struct log_kv[]){ __VA_ARGS__ }) /            \
	              sizeof(struct log_kv))
void log_event(enum log_level level, const char *message,
               const struct log_kv *pairs, size_t count);

#endif
