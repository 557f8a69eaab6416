#ifndef MARSAD_TESTS_ADVERSARY_H
#define MARSAD_TESTS_ADVERSARY_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/* More than are looked up. */
#define REFERENCES_8 \
	"{\"@id\":\"a\"},{\"@id\":\"a\"},{\"@id\":\"a\"},{\"@id\":\"a\"}," \
	"{\"@id\":\"a\"},{\"@id\":\"a\"},{\"@id\":\"a\"},{\"@id\":\"a\"}"
#define REFERENCES \
	REFERENCES_8 "," REFERENCES_8 "," REFERENCES_8 "," REFERENCES_8

/*
 * Pages made to be slow: each is a head, something again and again, and a
 * tail.  '#' in what is repeated becomes the number of the repetition.
 */
static const struct adversary {
	const char *name, *head, *again, *tail;
} adversaries[] = {
	{ "less-than signs", "", "<", "" },
	{ "ampersands", "", "&", "" },
	{ "half references", "", "&CounterClockwiseContourIntegra", "" },
	{ "endless number", "&#", "9", ";" },
	{ "references", "", "&amp;&eacute;&#1575;", "" },
	{ "carriage returns", "", "a\r", "" },
	{ "open comment", "<!--", " -- >", "" },
	{ "comments", "", "<!-->", "" },
	{ "comment starts", "", "<!--", "" },
	{ "declarations", "", "<!doctype", "" },
	{ "instructions", "", "<?x>", "" },
	{ "CDATA", "<svg>", "<![CDATA[x]]>", "" },
	{ "open script", "<script>", "</scrip ", "" },
	{ "script in comment", "<script><!--", "<script></script>-", "" },
	{ "open title", "<title>", "</titl &amp ", "" },
	{ "open textarea", "<textarea>", "</textare &", "" },
	{ "open quotes", "", "<a href=\"", "" },
	{ "open quotes, equal ones", "", "<a b='\" c=\"", "" },
	{ "huge value", "<p class=\"", "related ", "\">x</p>" },
	{ "huge value, no space", "<p class=\"", "x-", "\">x</p>" },
	{ "huge name", "<p ", "a", ">x</p>" },
	{ "huge tag", "<", "a", ">" },
	{ "attributes", "<p ", " a#=1", ">x</p>" },
	{ "same attribute", "<p ", " a=1", ">x</p>" },
	{ "attributes of many", "", "<p a=1 b=2 c=3 class=x id=y>", "" },
	{ "open div", "", "<div>", "" },
	{ "open div, text", "", "<div>text, ", "" },
	{ "open span", "", "<span>", "" },
	{ "open p", "", "<p>", "" },
	{ "open a", "", "<a href=/#>", "" },
	{ "open formats", "", "<b><i><u>", "" },
	{ "formats over blocks", "", "<b><div></b>", "" },
	{ "crossed formats", "", "<b><i></b></i>", "" },
	{ "open li", "", "<li>", "" },
	{ "nested lists", "", "<ul><li>", "" },
	{ "nested lists in divs", "<li>", "<div>", "<li><li><li>" },
	{ "li in many divs", "", "<li><div><p>", "" },
	{ "nested dl", "", "<dl><dt><dd>", "" },
	{ "nested tables", "", "<table><tr><td>", "" },
	{ "cells", "<table>", "<td>", "" },
	{ "rows over tables", "", "<table><tr></table></tr>", "" },
	{ "options", "<select>", "<option>", "" },
	{ "buttons", "", "<button>", "" },
	{ "svg", "", "<svg><g>", "" },
	{ "svg with html", "", "<svg><foreignObject><div>", "" },
	{ "own elements", "", "<x-#>", "" },
	{ "own elements closed", "", "<x-#></x-1>", "" },
	{ "stray ends", "", "</div>", "" },
	{ "stray ends below", "<div><b><i><p>", "</b></x></h1>", "" },
	{ "stray ends, deep", "", "<div></b></x-1>", "" },
	{ "headings", "", "<h2>A title of #</h2>", "" },
	{ "open headings", "", "<h1>A title, ", "" },
	{ "bodies", "", "<body><html><head>", "" },
	{ "NUL bytes", "", "", "" }, /* see adversary_make */
	{ "line breaks", "", "<br>", "" },
	{ "short lines", "", "a line,<br>", "" },
	{ "spaces", "<p>", " \n", "" },
	{ "one word", "<p>", "a", "" },
	{ "one Arabic word", "<p>", "ب", "" },
	{ "commas", "<p>", "، ", "" },
	{ "marks", "<p>a", "\xCC\x81\xCC\xA3", "" },
	{ "Arabic marks", "<p>ب", "\xD9\x91\xD9\x8E\xD9\x94", "" },
	{ "paragraphs", "<article>",
	  "<p>A sentence of some length, and then another one, #.</p>", "" },
	{ "one paragraph", "<article><p>", "A sentence of length, ", "" },
	{ "promises", "<article>",
	  "<p>Read also: <a href=/a#>a headline that is long</a></p>", "" },
	{ "teasers", "",
	  "<li><a href=/a#><h3>A headline that is rather long</h3></a>"
	  "<p>A few words on it.</p></li>", "" },
	{ "links", "", "<a href=/a-title-of-some-length-#.html>more #</a>",
	  "" },
	{ "images", "<article>", "<img src=/i#.jpg width=640>", "" },
	{ "times", "", "<time datetime=2020-01-01>1 January 2020</time> ",
	  "" },
	{ "dates", "", "<p class=date>Published 1 January 20#</p>", "" },
	{ "authors", "", "<p class=author>By John Smith #</p>", "" },
	{ "metas", "", "<meta property=\"article:tag\" content=\"t #\">", "" },
	{ "meta titles", "", "<meta property=\"og:title\" content=\"t #\">",
	  "" },
	{ "keywords", "<meta name=keywords content=\"", "word #, ", "\">" },
	{ "titles", "", "<title>A title | of # - a site</title>", "" },
	{ "one title", "<title>", "A | b - ", "</title><h1>x</h1>" },
	{ "one heading", "<h1>", "word # ", "</h1>" },
	{ "JSON-LD scripts", "",
	  "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\","
	  "\"headline\":\"h #\",\"author\":{\"name\":\"n\"}}</script>", "" },
	{ "JSON-LD open lists", "<script type=\"application/ld+json\">", "[",
	  "</script>" },
	{ "JSON-LD list", "<script type=\"application/ld+json\">[",
	  "{\"@type\":\"NewsArticle\",\"@id\":\"#\"},", "0]</script>" },
	{ "JSON-LD ids of one",
	  "<script type=\"application/ld+json\">[{\"@type\":"
	  "\"NewsArticle\",\"headline\":\"h\",\"author\":[" REFERENCES
	  "]},{",
	  "\"@id\":\"a\",", "\"x\":0}]</script><h1>h</h1><p>x</p>" },
	{ "JSON-LD ids of many",
	  "<script type=\"application/ld+json\">[{\"@type\":"
	  "\"NewsArticle\",\"headline\":\"h\",\"author\":[" REFERENCES
	  "]},",
	  "{\"@id\":\"\\u0061#\",\"name\":\"n\"},",
	  "0]</script><h1>h</h1><p>x</p>" },
	{ "JSON-LD body",
	  "<p>x</p><script type=\"application/ld+json\">{\"@type\":"
	  "\"NewsArticle\",\"articleBody\":\"",
	  "A sentence, and a second one #. ", "\"}</script>" },
	{ "JSON-LD body of one word",
	  "<p>x</p><script type=\"application/ld+json\">{\"@type\":"
	  "\"NewsArticle\",\"articleBody\":\"",
	  "a ", "\"}</script>" },
	{ "text of one word beside another's",
	  "<script type=\"application/ld+json\">{\"@type\":"
	  "\"NewsArticle\",\"articleBody\":\"b b b b b b b b\"}</script>"
	  "<article><p>",
	  "a ", "</p></article>" },
};

/* The page of that kind that is about n bytes long. */
static inline void
adversary_make(const struct adversary *a, size_t n, struct buf *out)
{
	struct str again = str_eq(str_from(a->name), STR("NUL bytes"))
	                           ? STR("<a\0b>")
	                           : str_from(a->again);

	buf_put(out, str_from(a->head));
	for (int64_t i = 0; out->n < n; i++) {
		struct str rest = again;

		while (rest.n > 0) {
			size_t at = str_chr(rest, '#');

			/* "&#" is no place for a number */
			if (at > 0 && at != STR_NPOS && rest.p[at - 1] == '&')
				at = STR_NPOS;
			buf_put(out, str_sub(rest, 0, at));
			if (at != STR_NPOS)
				buf_put_int(out, i);
			rest = str_sub(rest, at == STR_NPOS ? rest.n : at + 1,
			               rest.n);
		}
	}
	buf_put(out, str_from(a->tail));
}

#endif
