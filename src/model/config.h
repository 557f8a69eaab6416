#ifndef MARSAD_MODEL_CONFIG_H
#define MARSAD_MODEL_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/outlet.h"

/*
 * The configuration: lines "key = value", '#' starts a comment.  Defaults in
 * code < file < environment (MARSAD_EDITION_NAME for edition.name) < flags.
 * One table (config.c) names every key, its default, its form and its help.
 */
#define CONFIG_FILE_MAX_BYTES (256u << 10)

enum config_from { CONFIG_DEFAULT, CONFIG_FILE, CONFIG_ENV, CONFIG_FLAG };

#define CONFIG_MAP(X)                                                          \
	X(LISTEN, "listen", "127.0.0.1:8080", ADDRESS,                         \
	  "address and port of the portal")                                    \
	X(LISTEN_TRUSTED_PROXIES, "listen.trusted_proxies", "", NETWORKS,      \
	  "networks of proxies whose X-Forwarded-For is believed")             \
	X(EDITION_NAME, "edition.name", "مرصد", TEXT, "name of the portal")    \
	X(EDITION_LANGUAGES, "edition.languages", "ar fr en", LANGUAGES,       \
	  "interface languages, the default first")                            \
	X(EDITION_TIMEZONE, "edition.timezone", "Africa/Casablanca", TIMEZONE, \
	  "time zone in which dates are shown")                                \
	X(EDITION_HOSTS, "edition.hosts", "", HOSTS,                           \
	  "host names of the portal; the first one makes absolute addresses")  \
	X(EDITION_CONTACT, "edition.contact", "", TEXT,                        \
	  "e-mail address shown on /about and /bot")                           \
	X(STRIP_HEADLINES, "strip.headlines", "57", NUMBER,                    \
	  "headlines on the strip")                                            \
	X(REPORT_THRESHOLD, "report.threshold", "3", NUMBER,                   \
	  "people whose reports hide an image")                                \
	X(FETCH_ALLOW, "fetch.allow", "", NETWORKS,                            \
	  "networks that may be fetched though private")                       \
	X(FETCH_DELAY, "fetch.delay", "5", SECONDS,                            \
	  "seconds between requests to one host")                              \
	X(FETCH_USER_AGENT, "fetch.user_agent",                                \
	  "marsad/0.1 (+https://marsad.invalid/bot)", TEXT,                    \
	  "how the crawler names itself")                                      \
	X(FETCH_IMAGES, "fetch.images", "yes", BOOL,                           \
	  "whether lead images are fetched and re-served")                     \
	X(FETCH_INTERVAL, "fetch.interval", "600", NUMBER,                     \
	  "seconds between polls of a feed that states no interval")           \
	X(MODE_DEFAULT, "mode.default", "full", MODE,                          \
	  "publication mode of outlets: full, excerpt or headline")

#define X(name, key, value, form, help) CONFIG_##name,
enum config_key { CONFIG_MAP(X) CONFIG__COUNT };
#undef X

struct config {
	struct str value[CONFIG__COUNT];
	enum config_from from[CONFIG__COUNT];
	struct str origin[CONFIG__COUNT]; /* "marsad.conf:12", else empty */
};

/* The defaults; values are static. */
void config_init(struct config *c);

/* "strip.headlines", and what it is for in English. */
const char *config_key_name(enum config_key k);
const char *config_key_help(enum config_key k);

/* The key of that name; false when there is none. */
bool config_key_find(struct str name, enum config_key *out);

/*
 * Set one value, copied into mem, after checking its form.  ERR_FORMAT: the
 * value is not of the key's form; the old one stays and *why, if not NULL,
 * tells the expected form in English.
 */
enum err config_set(struct arena *mem, struct config *c, enum config_key k,
                    struct str value, enum config_from from,
                    const char **why) MUST_CHECK;

/*
 * Read a whole file's text; `path` is for origins and messages.  On
 * ERR_FORMAT *message (in mem) is "path:line: what is wrong"; lines before it
 * were taken.
 */
enum err config_read(struct arena *mem, struct config *c, struct str text,
                     struct str path, struct str *message) MUST_CHECK;

/* Values in their own types; the forms were checked when they were set. */
int64_t config_number(const struct config *c, enum config_key k);
int64_t config_ms(const struct config *c, enum config_key k); /* SECONDS */
bool config_bool(const struct config *c, enum config_key k);
enum outlet_mode config_mode(const struct config *c, enum config_key k);

#endif
