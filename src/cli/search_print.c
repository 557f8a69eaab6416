#include "cli/search_print.h"

#include <stdio.h>

#include "store/outlets.h"

#define OUT_MAX_BYTES (16u << 20)
#define SNIPPET_MAX 240 /* code points, as on the page */
#define TITLE_MAX 10000

/* The id as exports give it: the imported one, else marsad's. */
static struct str
exported_id(struct arena *mem, const struct search_hit *h)
{
	if (h->import_id.n > 0)
		return h->import_id;
	return str_fmt(mem, "%lld", (long long)h->head.id);
}

static void
write_pieces(struct json *j, const char *key, const struct search_snippet *s)
{
	json_key(j, key);
	json_array(j);
	for (size_t i = 0; i < s->n; i++)
		json_str(j, s->piece[i]);
	json_array_end(j);
}

/* Title and passage: plain and marked pieces in turn. */
static void
write_marked(struct json *j, const struct search_print *p,
             const struct article_head *h)
{
	struct search_snippet s;
	struct str text = h->excerpt;
	struct article a;

	search_snippet(h->title, p->a, TITLE_MAX, &s);
	write_pieces(j, "title_pieces", &s);
	if (h->mode == OUTLET_FULL &&
	    store_article_by_id(p->st, p->mem, h->id, &a) == ERR_OK)
		text = a.text;
	search_snippet(text, p->a, SNIPPET_MAX, &s);
	json_key(j, "snippet");
	json_object(j);
	write_pieces(j, "pieces", &s);
	json_key_bool(j, "cut_before", s.cut_before);
	json_key_bool(j, "cut_after", s.cut_after);
	json_object_end(j);
}

static void
key_double(struct json *j, const char *key, double v)
{
	json_key(j, key);
	json_double(j, v);
}

static void
write_reasons(struct json *j, const struct search_hit *h)
{
	json_key(j, "why");
	json_object(j);
	json_key(j, "words");
	json_array(j);
	for (size_t i = 0; i < h->reason_n; i++) {
		const struct search_reason *r = &h->reasons[i];

		json_object(j);
		json_key_str(j, "word", r->word);
		json_key_int(j, "count", r->count);
		json_key_int(j, "exact", r->exact);
		json_key_bool(j, "title", r->title);
		json_key_bool(j, "lead", r->lead);
		json_key_int(j, "articles", (int64_t)r->docs);
		key_double(j, "worth", r->worth);
		json_object_end(j);
	}
	json_array_end(j);
	key_double(j, "neighbours", h->neighbours);
	key_double(j, "recency", h->recency);
	json_object_end(j);
}

static void
write_hit(struct json *j, const struct search_print *p,
          const struct search_hit *hit)
{
	const struct article_head *h = &hit->head;

	json_key_int(j, "marsad_id", h->id);
	json_key_str(j, "outlet", h->outlet_slug);
	json_key_str(j, "title", h->title);
	json_key_str(j, "excerpt", h->excerpt);
	json_key_str(j, "language", h->language);
	json_key_str(j, "published", datetime_rfc3339(p->mem, h->published));
	write_marked(j, p, h);
	if (p->rq->explain)
		write_reasons(j, hit);
}

void
search_print_hits(struct json *j, const struct search_print *p, bool full)
{
	json_key(j, "hits");
	json_array(j);
	for (size_t i = 0; i < p->a->n; i++) {
		json_object(j);
		json_key_str(j, "id", exported_id(p->mem, &p->a->hits[i]));
		key_double(j, "score", p->a->hits[i].score);
		if (full)
			write_hit(j, p, &p->a->hits[i]);
		json_object_end(j);
	}
	json_array_end(j);
}

/* The name of a value; an outlet's is its slug, a month's its number. */
static struct str
value_name(const struct search_print *p, const struct find_value *v,
           bool outlet, bool month)
{
	struct outlet o;

	if (month)
		return str_fmt(p->mem, "%04lld-%02lld",
		               (long long)(v->key / 12),
		               (long long)(v->key % 12 + 1));
	if (!outlet)
		return v->name;
	if (store_outlet_by_id(p->st, p->mem, v->key, &o) == ERR_OK)
		return o.slug;
	return str_fmt(p->mem, "%lld", (long long)v->key);
}

static void
write_facets(struct json *j, const struct search_print *p)
{
	const struct find_facets *f = &p->a->facets;
	const struct {
		const char *key;
		const struct find_values *values;
	} kinds[] = {
		{ "outlets", &f->outlets },
		{ "topics", &f->topics },
		{ "languages", &f->languages },
		{ "months", &f->months },
	};

	json_key(j, "facets");
	json_object(j);
	json_key_bool(j, "exact", f->exact);
	for (size_t i = 0; i < COUNT(kinds); i++) {
		const struct find_values *values = kinds[i].values;

		json_key(j, kinds[i].key);
		json_array(j);
		for (size_t k = 0; k < values->n; k++) {
			json_object(j);
			json_key_str(j, "value",
			             value_name(p, &values->v[k],
			                        values == &f->outlets,
			                        values == &f->months));
			json_key_int(j, "count", (int64_t)values->v[k].docs);
			json_object_end(j);
		}
		json_array_end(j);
	}
	json_object_end(j);
}

static void
write_notes(struct json *j, const struct ask *ask)
{
	json_key(j, "notes");
	json_array(j);
	for (int i = 0; i < ASK_NOTE__COUNT; i++)
		if (ask_noted(ask, (enum ask_note)i))
			json_str(j, ask_note_name((enum ask_note)i));
	json_array_end(j);
}

void
search_print_json(const struct search_print *p)
{
	struct buf out = BUF_INIT(OUT_MAX_BYTES);
	struct json j = JSON_INIT(&out);

	json_object(&j);
	json_key_str(&j, "query", p->rq->query);
	json_key_int(&j, "total", p->a->total);
	json_key_bool(&j, "total_exact", p->a->total_exact);
	json_key_bool(&j, "cut", p->a->cut);
	json_key_bool(&j, "partial", p->a->partial);
	json_key_bool(&j, "behind", p->a->behind);
	write_notes(&j, &p->a->ask);
	json_key_str_opt(&j, "suggestion", p->suggestion);
	if (p->rq->facets)
		write_facets(&j, p);
	search_print_hits(&j, p, true);
	json_object_end(&j);
	json_end(&j);
	printf("%.*s\n", STR_ARG(buf_str(&out)));
	buf_release(&out);
}

static void
print_reasons(const struct search_hit *h)
{
	for (size_t i = 0; i < h->reason_n; i++) {
		const struct search_reason *r = &h->reasons[i];

		printf("\t%.3f\t%.*s\t%u times, %u as typed%s%s; in %llu "
		       "articles\n",
		       r->worth, STR_ARG(r->word), (unsigned)r->count,
		       (unsigned)r->exact, r->title ? ", in the title" : "",
		       r->lead ? ", in the lead" : "",
		       (unsigned long long)r->docs);
	}
	printf("\t%.3f\tside by side\n\t%.3f\ttimes, for its age\n",
	       h->neighbours, h->recency);
}

static void
print_facets(const struct search_print *p)
{
	const struct find_facets *f = &p->a->facets;
	const struct find_values *const kinds[] = {
		&f->outlets, &f->topics, &f->languages, &f->months,
	};

	for (size_t i = 0; i < COUNT(kinds); i++)
		for (size_t k = 0; k < kinds[i]->n; k++)
			printf("# %llu\t%.*s\n",
			       (unsigned long long)kinds[i]->v[k].docs,
			       STR_ARG(value_name(p, &kinds[i]->v[k],
			                          kinds[i] == &f->outlets,
			                          kinds[i] == &f->months)));
}

/* What was left out of the query, or read in another way than typed. */
static void
print_notes(const struct ask *ask)
{
	for (int i = 0; i < ASK_NOTE__COUNT; i++)
		if (ask_noted(ask, (enum ask_note)i))
			fprintf(stderr, "note: %.*s\n",
			        STR_ARG(ask_note_text((enum ask_note)i)));
}

void
search_print_text(const struct search_print *p)
{
	const struct search_answer *a = p->a;

	for (size_t i = 0; i < a->n; i++) {
		const struct article_head *h = &a->hits[i].head;

		printf("%lld\t%.*s\t%.*s\t%.*s\n", (long long)h->id,
		       STR_ARG(datetime_rfc3339(p->mem, h->published)),
		       STR_ARG(h->outlet_name), STR_ARG(h->title));
		if (p->rq->explain)
			print_reasons(&a->hits[i]);
	}
	if (p->rq->facets)
		print_facets(p);
	fprintf(stderr, "%s%lld found%s%s%s\n", a->total_exact ? "" : "about ",
	        (long long)a->total,
	        a->cut ? "; the query asks too much, not all was looked at"
	               : "",
	        a->partial ? "; a part of the index is damaged" : "",
	        a->behind ? "; the newest are not in the index yet" : "");
	print_notes(&a->ask);
	if (p->suggestion.n > 0)
		fprintf(stderr, "did you mean: %.*s\n",
		        STR_ARG(p->suggestion));
}
