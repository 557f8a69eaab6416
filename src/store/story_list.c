#include "base/vec.h"
#include "store/internal.h"
#include "store/stories.h"

/* Whether a code is one of a set, or (within) is "CODE-..." of one. */
static bool
is_among(struct str code, struct str set, bool within)
{
	while (set.n > 0) {
		struct str one = str_until(&set, ' ');
		struct str rest = code;

		if (one.n == 0 || !str_skip(&rest, one))
			continue;
		if (rest.n == 0 || (within && rest.p[0] == '-'))
			return true;
	}
	return false;
}

static struct str
text_argument(sqlite3_value *v)
{
	const void *p = sqlite3_value_blob(v);
	int n = sqlite3_value_bytes(v);

	return p == NULL || n <= 0 ? STR_EMPTY : (struct str){ p, (size_t)n };
}

/* code_among(codes, set, within): whether one of the codes is. */
static void
code_among(sqlite3_context *out, int n, sqlite3_value **v)
{
	struct str codes = text_argument(v[0]), set = text_argument(v[1]);
	bool within = sqlite3_value_int(v[2]) != 0, found = false;

	(void)n;
	while (codes.n > 0 && !found)
		found = is_among(str_until(&codes, ' '), set, within);
	sqlite3_result_int(out, found);
}

enum err
store_list_functions(struct store *st)
{
	int rc = sqlite3_create_function(
	        st->db, "code_among", 3,
	        SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
	        code_among, NULL, NULL);

	return rc == SQLITE_OK ? ERR_OK : store_fail(st, rc);
}

/* The columns of a story and of its face, ahead of those of its lead. */
static int
read_story(struct stmt *q, struct arena *mem, struct story_card *out)
{
	out->story = (struct story){
		.id = stmt_int(q, 0),
		.articles = (uint32_t)stmt_int(q, 1),
		.copies = (uint32_t)stmt_int(q, 2),
		.outlets = (uint32_t)stmt_int(q, 3),
		.first_id = stmt_int(q, 4),
		.first_s = stmt_int(q, 5),
		.last_s = stmt_int(q, 6),
		.topic = stmt_str(q, mem, 7),
		.gist = stmt_str(q, mem, 8),
		.terms = stmt_str(q, mem, 9),
		.places = stmt_str(q, mem, 10),
		.reason = stmt_str(q, mem, 11),
		.rise = stmt_real(q, 15),
	};
	out->face = (struct story_face){
		.language = stmt_str(q, mem, 12),
		.lead_id = stmt_int(q, 13),
		.importance = stmt_real(q, 14),
	};
	return 16;
}

static enum sql_query
list_query(const struct story_query *sq)
{
	if (sq->order == STORY_RISING)
		return Q_STORY_LIST_RISING;
	if (sq->places.n > 0)
		return Q_STORY_LIST_PLACE;
	if (sq->language.n == 0)
		return sq->topic == TOPIC_NONE && !sq->untold
		               ? Q_STORY_LIST_MAIN
		               : Q_STORY_LIST_MAIN_TOPIC;
	return sq->topic == TOPIC_NONE && !sq->untold
	               ? Q_STORY_LIST_LANGUAGE
	               : Q_STORY_LIST_TOPIC;
}

static struct stmt *
begin_list(struct store *st, const struct story_query *sq)
{
	enum sql_query which = list_query(sq);
	struct stmt *q = stmt_begin(st, which);

	if (which != Q_STORY_LIST_MAIN && which != Q_STORY_LIST_MAIN_TOPIC)
		stmt_bind_str(q, ":language", sq->language);
	if (which == Q_STORY_LIST_TOPIC || which == Q_STORY_LIST_MAIN_TOPIC)
		stmt_bind_str(q, ":topic", topic_name(sq->topic));
	if (which == Q_STORY_LIST_PLACE) {
		stmt_bind_str(q, ":places", sq->places);
		stmt_bind_int(q, ":within", sq->places_within);
		stmt_bind_int(q, ":scan", STORY_PLACE_SCAN);
	}
	if (which != Q_STORY_LIST_RISING) {
		bool on = sq->before_id > 0;

		stmt_bind_real(q, ":before", on ? sq->before : 1e300);
		stmt_bind_int(q, ":before_id", on ? sq->before_id : INT64_MAX);
	}
	stmt_bind_int(q, ":since", sq->since_s == 0 ? INT64_MIN : sq->since_s);
	stmt_bind_int(q, ":outlets", sq->outlets_min);
	stmt_bind_int(q, ":limit", (int64_t)sq->limit);
	return q;
}

enum err
store_story_list(struct store *st, struct arena *mem,
                 const struct story_query *sq, struct story_card **out,
                 size_t *n)
{
	struct { struct story_card *v; size_t n, cap; } list = { 0 };
	struct stmt *q = begin_list(st, sq);
	enum err e;

	while ((e = stmt_row(q)) == ERR_OK) {
		struct story_card *c = VEC_PUSH(mem, &list);

		if (c == NULL)
			break;
		store_read_head_at(q, mem, read_story(q, mem, c), &c->lead);
	}
	stmt_end(q);
	if (e != ERR_ABSENT && e != ERR_OK)
		return e;
	*out = list.v;
	*n = list.n;
	return arena_err(mem);
}
