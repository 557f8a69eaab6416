#include "web/story_chart.h"

#include "web/chart.h"
#include "web/when.h"

#define DESCRIPTION_MAX_BYTES 8192u

struct span {
	int64_t first, last;
	bool one_day; /* then the day needs no saying */
};

static struct span
span_of(const struct article_head *v, size_t n)
{
	struct span s = { INT64_MAX, INT64_MIN, false };
	struct when_day a, b;

	for (size_t i = 0; i < n; i++) {
		int64_t at = v[i].published.unix_s;

		s.first = at < s.first ? at : s.first;
		s.last = at > s.last ? at : s.last;
	}
	if (n == 0)
		return s;
	a = when_day_of(s.first, NULL, NULL);
	b = when_day_of(s.last, NULL, NULL);
	s.one_day = a.year == b.year && a.month == b.month && a.day == b.day;
	return s;
}

static struct str
moment(const struct page *p, int64_t at, bool with_day)
{
	struct str clock = when_clock(p->mem, at);
	struct str day;

	if (!with_day)
		return clock;
	day = when_words(p->mem, p->lang, when_day_of(at, NULL, NULL));
	return str_fmt(p->mem, "%.*s %.*s", STR_ARG(day), STR_ARG(clock));
}

static enum chart_part
part_of(const struct article_head *a)
{
	if (a->copy_of != 0)
		return CHART_COPY;
	if (str_eq(a->language, STR("ar")) || str_eq(a->language, STR("ary")))
		return CHART_AR;
	if (str_eq(a->language, STR("fr")))
		return CHART_FR;
	return str_eq(a->language, STR("en")) ? CHART_EN : CHART_OTHER;
}

/* What the bars say, one by one and all together. */
static void
say_bars(const struct page *p, const struct span *s, struct chart *c)
{
	struct buf all = BUF_INIT(DESCRIPTION_MAX_BYTES);
	int64_t span = s->last - s->first + 1;

	for (size_t i = 0; i < CHART_BARS; i++) {
		struct chart_bar *b = &c->bar[i];
		int64_t n = 0;

		for (size_t k = 0; k < CHART__COUNT; k++)
			n += b->n[k];
		if (n == 0)
			continue;
		b->said = text_fill(
		        p->mem, text_of(p->lang, TEXT_COVERAGE_BAR),
		        moment(p, s->first + (int64_t)i * span / CHART_BARS,
		               !s->one_day),
		        text_articles(p->mem, p->lang, n));
		if (all.n > 0)
			buf_put(&all, STR(" · "));
		buf_put(&all, b->said);
	}
	c->description = buf_copy(p->mem, &all);
	buf_release(&all);
}

/* The parts that are there, if the colours need explaining. */
static enum err
fill_legend(const struct page *p, const struct chart *c,
            struct legend_list *out)
{
	static const enum text_key words[CHART__COUNT] = {
		[CHART_AR] = TEXT_LANGUAGE_AR,
		[CHART_FR] = TEXT_LANGUAGE_FR,
		[CHART_EN] = TEXT_LANGUAGE_EN,
		[CHART_OTHER] = TEXT_OTHER_LANGUAGE,
		[CHART_COPY] = TEXT_COPIES,
	};

	out->v = ARENA_ARRAY(p->mem, struct legend, CHART__COUNT);
	if (out->v == NULL)
		return ERR_LIMIT;
	for (size_t k = 0; k < CHART__COUNT; k++) {
		size_t i = 0;

		while (i < CHART_BARS && c->bar[i].n[k] == 0)
			i++;
		if (i < CHART_BARS)
			out->v[out->n++] = (struct legend){
				chart_class((enum chart_part)k),
				text_of(p->lang, words[k]),
			};
	}
	if (out->n < 2)
		out->n = 0;
	return ERR_OK;
}

enum err
story_chart_fill(const struct page *p, const struct article_head *v, size_t n,
                 struct coverage *out)
{
	struct chart c = { .mirrored = p->lang == TEXT_AR,
		           .title = text_of(p->lang, TEXT_COVERAGE) };
	struct span s = span_of(v, n);

	*out = (struct coverage){ .from = STR_EMPTY };
	if (n == 0)
		return ERR_OK;
	out->said = moment(p, s.first, true);
	if (s.last <= s.first)
		return ERR_OK;
	for (size_t i = 0; i < n; i++) {
		int64_t at = (v[i].published.unix_s - s.first) * CHART_BARS /
		             (s.last - s.first + 1);

		c.bar[at].n[part_of(&v[i])]++;
	}
	say_bars(p, &s, &c);
	out->chart = chart_draw(p->mem, &c);
	out->from = moment(p, s.first, !s.one_day);
	out->to = moment(p, s.last, !s.one_day);
	out->said = str_fmt(p->mem, "%.*s – %.*s", STR_ARG(out->said),
	                    STR_ARG(out->to));
	return fill_legend(p, &c, &out->legend);
}
