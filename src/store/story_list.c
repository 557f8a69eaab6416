#include "base/vec.h"
#include "store/internal.h"
#include "store/stories.h"

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
	if (sq->place.n > 0)
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
		stmt_bind_str(q, ":place", sq->place);
		stmt_bind_int(q, ":within", sq->place_within);
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
