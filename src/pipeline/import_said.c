#include "pipeline/import_said.h"

#include "text/json_fields.h"
#include "text/dates.h"
#include "text/normalise.h"
#include "url/url.h"

enum err
import_said_read(struct arena *mem, struct str json,
                 struct import_said *out)
{
	const struct json_field fields[] = {
		{ STR("id"), &out->id },
		{ STR("outlet"), &out->outlet },
		{ STR("url"), &out->url },
		{ STR("title"), &out->title },
		{ STR("text"), &out->text },
		{ STR("date"), &out->date },
		{ STR("author"), &out->author },
		{ STR("language"), &out->language },
		{ STR("image"), &out->image },
		{ STR("topic"), &out->topic },
	};

	return json_fields_read(mem, json, fields, COUNT(fields));
}

const char *
import_said_fill(struct doc *d, const struct import_said *said)
{
	struct doc_article *a = &d->article;
	struct buf shown = BUF_INIT(DOC_TEXT_MAX);
	const char *why = NULL;

	if (url_canonical(d->mem, said->url, &d->source.url) != ERR_OK)
		return "url is no web address";
	if (!dates_parse(said->date, &a->published))
		return "date is none";
	a->has_published = true;
	d->source.final_url = d->source.url;
	a->canonical_url = d->source.url;
	a->title = text_shown_copy(d->mem, said->title);
	text_shown_lines(&shown, said->text);
	if (shown.err != ERR_OK)
		why = "text is too long";
	else if (shown.n == 0)
		why = "text is empty";
	a->text = buf_copy(d->mem, &shown);
	buf_release(&shown);
	a->byline = text_shown_copy(d->mem, said->author);
	a->language = said->language;
	a->image = said->image;
	/* the topic is as the outlet files it: one of ours, if it maps */
	a->section = text_shown_copy(d->mem, said->topic);
	a->excerpt = text_cut_words(a->text, DOC_EXCERPT_MAX);
	return why;
}
