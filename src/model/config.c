#include "model/config.h"

#include <assert.h>

#define SECONDS_MAX 86400
#define NUMBER_MAX 1000000
#define LIST_MAX 64u

enum form {
	FORM_ADDRESS,
	FORM_NETWORKS,
	FORM_TEXT,
	FORM_LANGUAGES,
	FORM_TIMEZONE,
	FORM_HOSTS,
	FORM_NUMBER,
	FORM_SECONDS,
	FORM_BOOL,
	FORM_MODE,
	FORM__COUNT
};

static const struct {
	const char *name;
	struct str value;
	enum form form;
	const char *help;
} keys[CONFIG__COUNT] = {
#define X(name, key, value, form, help) \
	[CONFIG_##name] = { key, STR_INIT(value), FORM_##form, help },
	CONFIG_MAP(X)
#undef X
};

void
config_init(struct config *c)
{
	*c = (struct config){ 0 };
	for (int k = 0; k < CONFIG__COUNT; k++)
		c->value[k] = keys[k].value;
}

const char *
config_key_name(enum config_key k)
{
	assert((unsigned)k < CONFIG__COUNT);
	return keys[k].name;
}

const char *
config_key_help(enum config_key k)
{
	assert((unsigned)k < CONFIG__COUNT);
	return keys[k].help;
}

bool
config_key_find(struct str name, enum config_key *out)
{
	for (int k = 0; k < CONFIG__COUNT; k++) {
		if (str_eq(name, str_from(keys[k].name))) {
			*out = (enum config_key)k;
			return true;
		}
	}
	return false;
}

/* "127.0.0.1:8080", "[::1]:8080", "localhost:0" */
static bool
is_address(struct str v)
{
	size_t colon = str_rchr(v, ':');
	struct str port;
	uint64_t n;

	if (colon == STR_NPOS || colon == 0)
		return false;
	port = str_sub(v, colon + 1, v.n);
	return str_number(&port, &n, 65535) && port.n == 0;
}

static bool
is_ascii_word(struct str w, const char *more)
{
	for (size_t i = 0; i < w.n; i++)
		if (!ascii_is_alnum(w.p[i]) &&
		    str_chr(str_from(more), w.p[i]) == STR_NPOS)
			return false;
	return w.n > 0;
}

/* Every word of a list is made of letters, digits and `more`. */
static bool
is_list(struct str v, const char *more, size_t word_max)
{
	size_t n = 0;

	for (struct str w = str_word(&v); w.n > 0; w = str_word(&v))
		if (++n > LIST_MAX || w.n > word_max ||
		    !is_ascii_word(w, more))
			return false;
	return true;
}

static bool
is_number(struct str v)
{
	uint64_t n;

	return str_number(&v, &n, NUMBER_MAX) && v.n == 0;
}

/* Milliseconds of "5", "0.25"; false for anything else. */
static bool
read_ms(struct str v, int64_t *out)
{
	static const int64_t scale[] = { 1000, 100, 10, 1 };
	uint64_t whole, part = 0;
	size_t digits = 0;

	if (!str_number(&v, &whole, SECONDS_MAX))
		return false;
	if (str_skip(&v, STR("."))) {
		digits = v.n;
		if (digits > 3 || !str_number(&v, &part, 999))
			return false;
	}
	if (v.n > 0)
		return false;
	*out = (int64_t)whole * 1000 + (int64_t)part * scale[digits];
	return true;
}

static bool
read_bool(struct str v, bool *out)
{
	*out = str_eq(v, STR("yes")) || str_eq(v, STR("true")) ||
	       str_eq(v, STR("on")) || str_eq(v, STR("1"));
	return *out || str_eq(v, STR("no")) || str_eq(v, STR("false")) ||
	       str_eq(v, STR("off")) || str_eq(v, STR("0"));
}

/* One line of printable text. */
static bool
is_text(struct str v)
{
	for (size_t i = 0; i < v.n; i++)
		if ((unsigned char)v.p[i] < 0x20 || v.p[i] == 0x7F)
			return false;
	return true;
}

static bool
has_form(enum form form, struct str v)
{
	enum outlet_mode mode;
	int64_t ms;
	bool b;

	switch (form) {
	case FORM_ADDRESS:
		return is_address(v);
	case FORM_NETWORKS:
		return is_list(v, ".:/", 49);
	case FORM_TEXT:
		return is_text(v);
	case FORM_LANGUAGES:
		return v.n > 0 && is_list(v, "", 3);
	case FORM_TIMEZONE:
		return is_ascii_word(v, "/_+-") && v.p[0] != '/';
	case FORM_HOSTS:
		return is_list(v, ".-:[]", 253);
	case FORM_NUMBER:
		return is_number(v);
	case FORM_SECONDS:
		return read_ms(v, &ms);
	case FORM_BOOL:
		return read_bool(v, &b);
	case FORM_MODE:
		return outlet_mode_parse(v, &mode);
	case FORM__COUNT:
		break;
	}
	return false;
}

static const char *
form_text(enum form form)
{
	static const char *const texts[FORM__COUNT] = {
		[FORM_ADDRESS] = "expected ADDRESS:PORT",
		[FORM_NETWORKS] = "expected networks such as 10.0.0.0/8",
		[FORM_TEXT] = "expected one line of text",
		[FORM_LANGUAGES] = "expected language codes such as ar fr",
		[FORM_TIMEZONE] = "expected a zone such as Africa/Casablanca",
		[FORM_HOSTS] = "expected host names",
		[FORM_NUMBER] = "expected a whole number",
		[FORM_SECONDS] = "expected seconds such as 5 or 0.5",
		[FORM_BOOL] = "expected yes or no",
		[FORM_MODE] = "expected full, excerpt or headline",
	};

	return texts[form];
}

enum err
config_set(struct arena *mem, struct config *c, enum config_key k,
           struct str value, enum config_from from, const char **why)
{
	assert((unsigned)k < CONFIG__COUNT);
	value = str_trim(value);
	if (!has_form(keys[k].form, value)) {
		if (why != NULL)
			*why = form_text(keys[k].form);
		return ERR_FORMAT;
	}
	c->value[k] = str_copy(mem, value);
	c->from[k] = from;
	c->origin[k] = STR_EMPTY;
	return arena_err(mem);
}

/* One line; NULL when it is fine, else what is wrong with it. */
static const char *
read_line(struct arena *mem, struct config *c, struct str line, struct str at)
{
	struct str value = str_trim(str_until(&line, '#'));
	struct str key;
	const char *why;
	enum config_key k;

	if (value.n == 0)
		return NULL;
	if (str_chr(value, '=') == STR_NPOS)
		return "expected key = value";
	key = str_trim(str_until(&value, '='));
	if (!config_key_find(key, &k))
		return "unknown key";
	if (config_set(mem, c, k, value, CONFIG_FILE, &why) != ERR_OK)
		return why;
	c->origin[k] = at;
	return NULL;
}

enum err
config_read(struct arena *mem, struct config *c, struct str text,
            struct str path, struct str *message)
{
	const char *why;

	str_skip(&text, STR("\xEF\xBB\xBF"));
	for (unsigned number = 1; text.n > 0; number++) {
		struct str line = str_line(&text);
		struct str at = str_fmt(mem, "%.*s:%u", STR_ARG(path), number);

		if ((why = read_line(mem, c, line, at)) != NULL) {
			*message = str_fmt(mem, "%.*s: %s", STR_ARG(at), why);
			return ERR_FORMAT;
		}
	}
	return arena_err(mem);
}

int64_t
config_number(const struct config *c, enum config_key k)
{
	struct str v = c->value[k];
	uint64_t n = 0;

	if (!str_number(&v, &n, NUMBER_MAX))
		BUG("config_number: value was not checked");
	return (int64_t)n;
}

int64_t
config_ms(const struct config *c, enum config_key k)
{
	int64_t ms = 0;

	if (!read_ms(c->value[k], &ms))
		BUG("config_ms: value was not checked");
	return ms;
}

bool
config_bool(const struct config *c, enum config_key k)
{
	bool b;

	if (!read_bool(c->value[k], &b))
		BUG("config_bool: value was not checked");
	return b;
}

enum outlet_mode
config_mode(const struct config *c, enum config_key k)
{
	enum outlet_mode m = OUTLET_FULL;

	if (!outlet_mode_parse(c->value[k], &m))
		BUG("config_mode: value was not checked");
	return m;
}
