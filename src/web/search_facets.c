#include "base/datetime.h"
#include "web/number.h"
#include "web/page_search.h"
#include "web/when.h"

#define FACETS 4u        /* outlets, topics, languages, months */
#define FIRST_VALUES 8u  /* shown at once, the rest folded */
#define CHIPS_MAX 6u
#define YEAR_FIRST 1900 /* what is older has a date that is none */

/* What turns a value of the index into a link. */
typedef bool value_reader(struct page *p, const struct find_value *v,
                          struct asked *a, struct str *label);

static bool
read_outlet(struct page *p, const struct find_value *v, struct asked *a,
            struct str *label)
{
	(void)p;
	for (size_t i = 0; i < a->outlet_n; i++)
		if (a->outlets[i].id == v->key)
			a->outlet = &a->outlets[i];
	if (a->outlet == NULL)
		return false;
	*label = a->outlet->name;
	return true;
}

/* A topic as readers call it; what is none of ours, as it is. */
static struct str
topic_label(const struct page *p, struct str name)
{
	enum topic t = topic_by_name(name);

	return t == TOPIC_NONE ? name : text_topic(p->lang, t);
}

static bool
read_topic(struct page *p, const struct find_value *v, struct asked *a,
           struct str *label)
{
	if (v->name.n > ASKED_TOPIC_MAX)
		return false;
	a->topic = str_copy(p->mem, v->name);
	*label = topic_label(p, a->topic);
	return true;
}

static bool
read_language(struct page *p, const struct find_value *v, struct asked *a,
              struct str *label)
{
	a->language = str_copy(p->mem, v->name);
	*label = page_language_name(p, a->language);
	return true;
}

void
search_month_days(struct arena *mem, int year, int month, struct str *from,
                  struct str *to)
{
	struct when_day first = { year, month, 1 }, last;
	int64_t days = month == 12 ? datetime_days(year + 1, 1, 1)
	                           : datetime_days(year, month + 1, 1);

	datetime_civil(days - 1, &last.year, &last.month, &last.day);
	*from = when_iso(mem, first);
	*to = when_iso(mem, last);
}

static bool
read_month(struct page *p, const struct find_value *v, struct asked *a,
           struct str *label)
{
	int year = (int)(v->key / 12), month = (int)(v->key % 12) + 1;

	if (year < YEAR_FIRST)
		return false;
	search_month_days(p->mem, year, month, &a->from, &a->to);
	*label = when_month(p->mem, p->lang, year, month);
	return true;
}

/* One facet: how it is called, what is in it, how it is read. */
struct facet_source {
	enum text_key heading;
	const struct find_values *values;
	value_reader *read;
	bool bars;
};

static uint64_t
greatest(const struct find_values *values)
{
	uint64_t most = 1;

	for (size_t i = 0; i < values->n; i++)
		if (values->v[i].docs > most)
			most = values->v[i].docs;
	return most;
}

/* A share of the greatest in hundredths; what there is is seen. */
static int64_t
share_of(uint64_t docs, uint64_t most)
{
	int64_t share = (int64_t)(100.0 * (double)docs / (double)most);

	return share > 0 ? share : 1;
}

static enum err
fill_facet(struct page *p, const struct asked *asked,
           const struct facet_source *s, struct facet *out)
{
	const struct find_values *values = s->values;
	struct facet_value *v = ARENA_ARRAY(p->mem, struct facet_value,
	                                    values->n);
	uint64_t most = greatest(values);
	size_t n = 0;

	if (v == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < values->n; i++) {
		const struct find_value *from = &values->v[i];
		struct asked a = *asked;

		a.page = 1;
		if (!s->read(p, from, &a, &v[n].label))
			continue;
		v[n].url = asked_link(p, STR("/search"), &a);
		v[n].count = number_grouped(p->mem, p->lang,
		                            (int64_t)from->docs);
		v[n].share = s->bars ? share_of(from->docs, most) : 0;
		n++;
	}
	out->heading = text_of(p->lang, s->heading);
	out->first.v = v;
	out->first.n = n < FIRST_VALUES + 2 ? n : FIRST_VALUES;
	out->rest.v = v + out->first.n;
	out->rest.n = n - out->first.n;
	return ERR_OK;
}

/* Not so when it is one value that all articles have. */
static bool
says_something(const struct find_values *values,
               const struct search_answer *answer)
{
	return values->n > 1 ||
	       (values->n == 1 &&
	        (int64_t)values->v[0].docs < answer->total);
}

enum err
search_facets_fill(struct page *p, const struct asked *a,
                   const struct search_answer *answer, struct search_view *v)
{
	const struct find_facets *f = &answer->facets;
	bool dated = a->from.n > 0 || a->to.n > 0;
	const struct {
		struct facet_source source;
		bool narrowed; /* by it already: a chip says so */
	} sources[FACETS] = {
		{ { TEXT_OUTLET, &f->outlets, read_outlet, false },
		  a->outlet != NULL },
		{ { TEXT_TOPIC, &f->topics, read_topic, false },
		  a->topic.n > 0 },
		{ { TEXT_LANGUAGE, &f->languages, read_language, false },
		  a->language.n > 0 },
		{ { TEXT_MONTH, &f->months, read_month, true },
		  dated && f->months.n < 2 },
	};
	enum err e;

	v->facets.v = ARENA_ARRAY(p->mem, struct facet, FACETS);
	if (v->facets.v == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < FACETS; i++) {
		struct facet *out = &v->facets.v[v->facets.n];

		if (sources[i].narrowed ||
		    !says_something(sources[i].source.values, answer))
			continue;
		e = fill_facet(p, a, &sources[i].source, out);
		if (e != ERR_OK)
			return e;
		v->facets.n += out->first.n > 0;
	}
	if (v->facets.n > 0 && !f->exact)
		v->facets_note = text_of(p->lang, TEXT_FACETS_ABOUT);
	return ERR_OK;
}

static struct str
day_words(const struct page *p, struct str iso)
{
	struct when_day d;

	return when_iso_parse(iso, &d) ? when_words(p->mem, p->lang, d) : iso;
}

/* "November 2023" for a whole month, else from and to in words. */
static struct str
dates_label(const struct page *p, const struct asked *a)
{
	struct str from = day_words(p, a->from), to = day_words(p, a->to);
	struct str first, last;
	struct when_day d;

	if (when_iso_parse(a->from, &d)) {
		search_month_days(p->mem, d.year, d.month, &first, &last);
		if (str_eq(first, a->from) && str_eq(last, a->to))
			return when_month(p->mem, p->lang, d.year, d.month);
	}
	if (to.n == 0)
		return text_fill(p->mem, text_of(p->lang, TEXT_RANGE_FROM),
		                 from, STR_EMPTY);
	if (from.n == 0)
		return text_fill(p->mem, text_of(p->lang, TEXT_RANGE_TO), to,
		                 STR_EMPTY);
	return text_fill(p->mem, text_of(p->lang, TEXT_RANGE), from, to);
}

/* A chip; without: the search as it is when the chip is taken off. */
static void
chip_add(const struct page *p, struct chip_list *list, enum text_key kind,
         struct str label, struct asked without)
{
	without.page = 1;
	list->v[list->n++] = (struct chip){
		.url = asked_link(p, STR("/search"), &without),
		.kind = text_of(p->lang, kind),
		.label = label,
	};
}

enum err
search_chips_fill(struct page *p, const struct asked *a,
                  struct search_view *v)
{
	struct chip_list *out = &v->chips;
	struct asked outlet = *a, topic = *a, language = *a, dates = *a;
	struct asked ageless = *a;

	out->v = ARENA_ARRAY(p->mem, struct chip, CHIPS_MAX);
	if (out->v == NULL)
		return ERR_LIMIT;
	outlet.outlet = NULL;
	topic.topic = language.language = dates.from = dates.to = STR_EMPTY;
	ageless.ageless = false;
	if (a->outlet != NULL)
		chip_add(p, out, TEXT_OUTLET, a->outlet->name, outlet);
	if (a->topic.n > 0)
		chip_add(p, out, TEXT_TOPIC, topic_label(p, a->topic),
		         topic);
	if (a->language.n > 0)
		chip_add(p, out, TEXT_LANGUAGE,
		         page_language_name(p, a->language), language);
	if (a->from.n > 0 || a->to.n > 0)
		chip_add(p, out, TEXT_DATES, dates_label(p, a), dates);
	if (a->ageless && !a->newest)
		chip_add(p, out, TEXT_SORT, text_of(p->lang, TEXT_AGELESS),
		         ageless);
	return ERR_OK;
}
