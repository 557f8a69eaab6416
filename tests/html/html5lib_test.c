/*
 * The tokenizer against html5lib's tests, where they are: in
 * $MARSAD_SHARED/data/html5lib/tokenizer.  What fails is listed in
 * html5lib_known.txt, which may only shrink.
 */
#include "test.h"

#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/io.h"
#include "html/tokenizer.h"

#define FILE_MAX_BYTES (8u << 20)
#define KNOWN "tests/html/html5lib_known.txt"
#define KNOWN_SHARE 50u /* at most one test in so many may fail */

static const struct { const char *name; enum html_state state; } states[] = {
	{ "Data state", HTML_STATE_DATA },
	{ "RCDATA state", HTML_STATE_RCDATA },
	{ "RAWTEXT state", HTML_STATE_RAWTEXT },
	{ "Script data state", HTML_STATE_SCRIPT },
	{ "PLAINTEXT state", HTML_STATE_PLAINTEXT },
	{ "CDATA section state", HTML_STATE_CDATA },
};

struct result {
	unsigned passed, failed, unreadable;
	struct buf failures; /* lines "file number" */
};

/* Undo the \uHHHH that doubleEscaped strings carry. */
static json_t *
unescape(const json_t *value)
{
	const char *s = json_string_value(value);
	struct buf out = BUF_INIT(FILE_MAX_BYTES);
	json_t *made;

	for (; *s != '\0'; s++) {
		if (s[0] == '\\' && s[1] == 'u') {
			uint32_t c = 0;

			for (int i = 2; i < 6; i++)
				c = c * 16 + (uint32_t)ascii_hex(s[i]);
			buf_put_cp(&out, c);
			s += 5;
		} else {
			buf_put_char(&out, *s);
		}
	}
	made = json_stringn(out.p == NULL ? "" : out.p, out.n);
	buf_release(&out);
	return made;
}

static json_t *
unescape_all(json_t *v)
{
	json_t *made, *item;
	const char *key;
	size_t i;

	if (json_is_string(v))
		return unescape(v);
	if (json_is_array(v)) {
		made = json_array();
		json_array_foreach(v, i, item)
			json_array_append_new(made, unescape_all(item));
		return made;
	}
	if (json_is_object(v)) {
		made = json_object();
		json_object_foreach(v, key, item) {
			json_t *k = json_string(key), *plain = unescape(k);

			json_object_set_new(made, json_string_value(plain),
			                    unescape_all(item));
			json_decref(k);
			json_decref(plain);
		}
		return made;
	}
	return json_incref(v);
}

static json_t *
text_of(struct str s)
{
	return json_stringn_nocheck(s.n > 0 ? s.p : "", s.n);
}

static json_t *
optional(bool has, struct str s)
{
	return has ? text_of(s) : json_null();
}

static json_t *
start_tag(const struct html_token *t)
{
	json_t *attrs = json_object(), *out;
	char name[256];

	for (size_t i = 0; i < t->attr_count; i++) {
		snprintf(name, sizeof(name), "%.*s",
		         STR_ARG(t->attrs[i].name));
		json_object_set_new_nocheck(attrs, name,
		                            text_of(t->attrs[i].value));
	}
	out = json_pack("[s,o,o]", "StartTag", text_of(t->text), attrs);
	if (t->self_closing)
		json_array_append_new(out, json_true());
	return out;
}

/* Adjacent characters are one token in the tests. */
static void
add_text(json_t *tokens, struct str s)
{
	json_t *last = json_array_get(tokens, json_array_size(tokens) - 1);
	struct buf both = BUF_INIT(FILE_MAX_BYTES);
	json_t *old = json_array_get(last, 1);

	if (last == NULL || strcmp(json_string_value(json_array_get(last, 0)),
	                           "Character") != 0) {
		json_array_append_new(tokens, json_pack("[s,o]", "Character",
		                                        text_of(s)));
		return;
	}
	buf_put(&both, (struct str){ json_string_value(old),
	                             json_string_length(old) });
	buf_put(&both, s);
	json_array_set_new(last, 1, text_of(buf_str(&both)));
	buf_release(&both);
}

static json_t *
tokenize(struct arena *mem, struct str in, enum html_state state,
         struct str last)
{
	static struct html_tokenizer t;
	struct html_token k;
	json_t *out = json_array();

	html_tokenizer_init(&t, mem, in);
	t.state = state;
	t.last_start = last;
	while (html_tokenizer_next(&t, &k)) {
		switch (k.kind) {
		case HTML_TOKEN_TEXT:
			add_text(out, k.text);
			break;
		case HTML_TOKEN_START:
			json_array_append_new(out, start_tag(&k));
			break;
		case HTML_TOKEN_END:
			json_array_append_new(
			        out, json_pack("[s,o]", "EndTag",
			                       text_of(k.text)));
			break;
		case HTML_TOKEN_COMMENT:
			json_array_append_new(
			        out, json_pack("[s,o]", "Comment",
			                       text_of(k.text)));
			break;
		case HTML_TOKEN_DOCTYPE:
			json_array_append_new(
			        out,
			        json_pack("[s,o,o,o,b]", "DOCTYPE",
			                  optional(k.doctype.has_name, k.text),
			                  optional(k.doctype.has_public_id,
			                           k.doctype.public_id),
			                  optional(k.doctype.has_system_id,
			                           k.doctype.system_id),
			                  !k.doctype.force_quirks));
			break;
		}
	}
	return out;
}

static enum html_state
state_of(const json_t *name)
{
	for (size_t i = 0; i < COUNT(states); i++)
		if (strcmp(states[i].name, json_string_value(name)) == 0)
			return states[i].state;
	fail_msg("unknown state %s", json_string_value(name));
	return HTML_STATE_DATA;
}

static bool
passes(json_t *test, enum html_state state)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 16u << 20);
	json_t *in = json_incref(json_object_get(test, "input"));
	json_t *want = json_incref(json_object_get(test, "output")), *got;
	struct str last = str_from(
	        json_string_value(json_object_get(test, "lastStartTag")));
	bool same;

	if (json_is_true(json_object_get(test, "doubleEscaped"))) {
		json_t *a = unescape_all(in), *b = unescape_all(want);

		json_decref(in);
		json_decref(want);
		in = a;
		want = b;
	}
	got = tokenize(&mem, (struct str){ json_string_value(in),
	                                   json_string_length(in) },
	               state, last);
	same = json_equal(got, want);
	json_decref(got);
	json_decref(in);
	json_decref(want);
	arena_release(&mem);
	return same;
}

static void
run_file(const char *folder, const char *name, struct result *r)
{
	char path[1024];
	json_t *root, *tests, *test;
	size_t i;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	root = json_load_file(path, JSON_ALLOW_NUL, NULL);
	if (root == NULL) {
		r->unreadable++;
		return;
	}
	tests = json_object_get(root, "tests");
	json_array_foreach(tests, i, test) {
		json_t *in = json_object_get(test, "initialStates"), *s;
		bool ok = true;
		size_t k;

		if (in == NULL)
			ok = passes(test, HTML_STATE_DATA);
		json_array_foreach(in, k, s)
			ok &= passes(test, state_of(s));
		r->passed += ok;
		r->failed += !ok;
		if (!ok)
			buf_printf(&r->failures, "%s %zu\n", name, i);
	}
	json_decref(root);
}

/* Every failure is a line of the list, every line a failure. */
static void
compare_known(struct result *r)
{
	struct buf known = BUF_INIT(FILE_MAX_BYTES);

	assert_int_equal(io_read_file(KNOWN, &known), ERR_OK);
	assert_str(buf_str(&r->failures),
	           known.n == 0 ? "" : (buf_put_char(&known, '\0'), known.p));
	buf_release(&known);
}

TEST(tokens_are_those_of_html5lib)
{
	const char *shared = getenv("MARSAD_SHARED");
	struct result r = { .failures = BUF_INIT(FILE_MAX_BYTES) };
	struct dirent **names;
	char folder[512];
	int n;

	snprintf(folder, sizeof(folder), "%s/data/html5lib/tokenizer",
	         shared != NULL ? shared : "");
	n = shared == NULL ? -1 : scandir(folder, &names, NULL, alphasort);
	if (n < 0) {
		print_message("skipped: no shared data\n");
		skip();
	}
	for (int i = 0; i < n; i++) {
		if (strstr(names[i]->d_name, ".test") != NULL)
			run_file(folder, names[i]->d_name, &r);
		free(names[i]);
	}
	free(names);
	print_message("html5lib: %u passed, %u failed, %u files unreadable\n",
	              r.passed, r.failed, r.unreadable);
	assert_int_equal(r.unreadable, 0);
	assert_true(r.failed * KNOWN_SHARE <= r.passed + r.failed);
	compare_known(&r);
	buf_release(&r.failures);
}

RUN(CASE(tokens_are_those_of_html5lib))
