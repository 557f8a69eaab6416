#include "base/log.h"

#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"

#define LINE_MAX_BYTES 4096u
#define VALUE_MAX_BYTES 512u

/* The one setting of the process; written before threads start. */
static atomic_int shown = LOG_INFO;

void
log_set_level(enum log_level level)
{
	atomic_store(&shown, (int)level);
}

static void
put_value(struct buf *b, struct str s)
{
	if (s.n > VALUE_MAX_BYTES)
		s.n = VALUE_MAX_BYTES;
	buf_put_char(b, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '"' || c == '\\')
			buf_put_char(b, '\\');
		if (c < 0x20 || c == 0x7F)
			buf_printf(b, "\\x%02x", c);
		else
			buf_put_char(b, (char)c);
	}
	buf_put_char(b, '"');
}

void
log_event(enum log_level level, const char *message,
          const struct log_kv *pairs, size_t count)
{
	static const char *const names[] = { "error", "warn", "info", "debug" };
	struct buf line = BUF_INIT(LINE_MAX_BYTES);
	struct timespec now;
	struct tm tm;
	char when[32];
	ssize_t done;

	if ((int)level > atomic_load(&shown))
		return;
	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &tm);
	strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%S", &tm);
	buf_printf(&line, "t=%s.%03ldZ level=%s msg=", when,
	           now.tv_nsec / 1000000, names[level]);
	put_value(&line, str_from(message));
	for (size_t i = 0; i < count; i++) {
		buf_printf(&line, " %s=", pairs[i].key);
		if (pairs[i].is_int != 0)
			buf_put_int(&line, pairs[i].number);
		else
			put_value(&line, pairs[i].text);
	}
	line.err = ERR_OK; /* a line that was too long is cut, not lost */
	if (line.n == LINE_MAX_BYTES)
		line.n--;
	buf_put_char(&line, '\n');
	done = write(STDERR_FILENO, line.p, line.n);
	(void)done; /* nowhere left to say that standard error is gone */
	buf_release(&line);
}
