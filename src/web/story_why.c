#include "web/story_why.h"

#include <jansson.h>

#include "web/number.h"
#include "web/when.h"

#define LINES_MAX 6u
#define NUMBER_MAX 1000000000
#define GROWTH_S 21600 /* the memory of cluster/importance.h */

/* A number of the reason, 0 when it is not there. */
static int64_t
number_of(const json_t *reason, const char *key)
{
	json_int_t n = json_integer_value(json_object_get(reason, key));

	return n < 0 || n > NUMBER_MAX ? 0 : n;
}

static void
add(const struct page *p, struct line_list *out, enum text_key key,
    struct str one, struct str two)
{
	out->v[out->n++].text =
	        text_fill(p->mem, text_of(p->lang, key), one, two);
}

static void
add_growth(const struct page *p, const struct article_head *v, size_t n,
           struct line_list *out)
{
	int64_t newest = INT64_MIN;
	struct str day, clock;
	int64_t grown = 0;

	for (size_t i = 0; i < n; i++)
		if (v[i].sort_s > newest)
			newest = v[i].sort_s;
	for (size_t i = 0; i < n; i++)
		grown += newest - v[i].sort_s < GROWTH_S;
	add(p, out, TEXT_WHY_GROWTH, text_articles(p->mem, p->lang, grown),
	    STR_EMPTY);
	day = when_words(p->mem, p->lang, when_day_of(newest, NULL, NULL));
	clock = when_clock(p->mem, newest);
	add(p, out, TEXT_WHY_NEWEST,
	    str_fmt(p->mem, "%.*s %.*s", STR_ARG(day), STR_ARG(clock)),
	    STR_EMPTY);
}

enum err
story_why_fill(const struct page *p, const struct story *s,
               const struct article_head *v, size_t n, struct line_list *out)
{
	json_t *reason = json_loadb(s->reason.p, s->reason.n, 0, NULL);
	int64_t percent = number_of(reason, "weight_percent");
	int64_t outlets = number_of(reason, "outlets");
	int64_t own = number_of(reason, "independent");
	int64_t copies = number_of(reason, "copies");
	int64_t listed = number_of(reason, "listed");
	int64_t rank = number_of(reason, "list_rank");

	json_decref(reason);
	if (percent == 0 || n < 2)
		return ERR_OK;
	out->v = ARENA_ARRAY(p->mem, struct line, LINES_MAX);
	if (out->v == NULL)
		return ERR_LIMIT;
	add(p, out, TEXT_WHY_OUTLETS, text_outlets(p->mem, p->lang, outlets),
	    number_grouped(p->mem, p->lang, own));
	if (copies > 0)
		add(p, out, TEXT_WHY_COPIES,
		    number_grouped(p->mem, p->lang, copies), STR_EMPTY);
	if (listed > 0)
		add(p, out, TEXT_WHY_LISTED,
		    number_grouped(p->mem, p->lang, listed),
		    number_grouped(p->mem, p->lang, rank));
	add_growth(p, v, n, out);
	add(p, out, TEXT_WHY_WEIGHT,
	    number_decimal(p->mem, p->lang, (double)percent / 100),
	    STR_EMPTY);
	return arena_err(p->mem);
}
