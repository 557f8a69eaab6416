#include "test.h"

#include "feed/feed.h"
#include "text/utf8.h"

#define BASE "https://www.example.ma/feed/"
#define RSS(items) "<rss version='2.0'><channel>" items "</channel></rss>"
#define ITEM(fields) RSS("<item>" fields "</item>")
#define ATOM_NS "xmlns='http://www.w3.org/2005/Atom'"
#define ENTRY(fields) "<feed " ATOM_NS "><entry>" fields "</entry></feed>"

static struct arena mem = ARENA_INIT(ARENA_BLOCK, (size_t)64 << 20);

static struct feed
read_bytes(struct str raw)
{
	struct feed f;

	if (feed_parse(&mem, raw, STR_EMPTY, STR(BASE), &f) != ERR_OK)
		fail_msg("refused: %.*s", STR_ARG(raw));
	return f;
}

static struct feed
read_text(const char *text)
{
	return read_bytes(str_from(text));
}

static struct feed_item
only_item(const char *text)
{
	struct feed f = read_text(text);

	if (f.item_count != 1)
		fail_msg("%zu items in %s", f.item_count, text);
	return f.items[0];
}

static void
check(const char *name, const char *in, struct str got, const char *want)
{
	if (!str_eq(got, str_from(want)))
		fail_msg("%s: got \"%.*s\", want \"%s\" of %s", name,
		         STR_ARG(got), want, in);
}

struct row {
	const char *in, *want;
};

TEST(titles_are_plain_text)
{
	static const struct row rows[] = {
		{ ITEM("<title>أخبار  اليوم </title>"), "أخبار اليوم" },
		{ ITEM("<title>&lt;b&gt;خبر&lt;/b&gt; عاجل</title>"),
		  "خبر عاجل" },
		{ ITEM("<title><![CDATA[A &amp; B]]></title>"), "A & B" },
		{ ITEM("<title>A &amp;amp; &amp;quot;B&amp;quot;</title>"),
		  "A & \"B\"" },
		{ ITEM("<title>1 &lt; 2</title>"), "1 < 2" },
		{ ITEM("<title>x<script>y</script>z</title>"), "xz" },
		{ ITEM("<title>a <i>b</i> c</title>"), "a b c" },
		{ ITEM("<title/><media:title xmlns:media="
		       "'http://search.yahoo.com/mrss/'>m</media:title>"),
		  "m" },
		{ ENTRY("<title>1 &lt;b&gt; 2</title>"), "1 <b> 2" },
		{ ENTRY("<title type='html'>a &lt;b&gt;c&lt;/b&gt;</title>"),
		  "a c" },
		{ ENTRY("<title type='xhtml'><div xmlns='http://www.w3.org/"
		        "1999/xhtml'>a <em>c</em> &lt;d&gt;</div></title>"),
		  "a c <d>" },
		{ ENTRY("<title>a</title><source><title>b</title></source>"),
		  "a" },
		{ ENTRY("<source><title>b</title></source><title>a</title>"),
		  "a" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check("title", rows[i].in, only_item(rows[i].in).title,
		      rows[i].want);
}

TEST(addresses_are_absolute)
{
	static const struct row rows[] = {
		{ ITEM("<link>http://a.ma/1</link>"), "http://a.ma/1" },
		{ ITEM("<link> /ar/1 </link>"), "https://www.example.ma/ar/1" },
		{ RSS("<link>http://home.ma/x/</link><item><link>1.html</link>"
		      "</item>"),
		  "http://home.ma/x/1.html" },
		{ ITEM("<link>www.a.ma/1</link>"), "http://www.a.ma/1" },
		{ ITEM("<link>http://a.ma/خبر</link>"),
		  "http://a.ma/%D8%AE%D8%A8%D8%B1" },
		{ ITEM("<link>javascript:alert(1)</link>"), "" },
		{ ITEM("<guid>http://a.ma/1</guid>"), "http://a.ma/1" },
		{ ITEM("<guid isPermaLink='false'>http://a.ma/1</guid>"), "" },
		{ ITEM("<guid>http://g.ma/</guid><link>http://a.ma/</link>"),
		  "http://a.ma/" },
		{ ITEM("<link>http://f.ma/</link><f:origLink xmlns:f='http://"
		       "rssnamespace.org/feedburner/ext/1.0'>http://a.ma/"
		       "</f:origLink>"),
		  "http://a.ma/" },
		{ "<feed " ATOM_NS " xml:base='http://b.ma/x/'><entry xml:base="
		  "'y/'><link href='z'/></entry></feed>",
		  "http://b.ma/x/y/z" },
		{ ENTRY("<link rel='self' href='http://a.ma/s'/>"
		        "<link rel='alternate' type='text/html' "
		        "href='http://a.ma/1'/>"),
		  "http://a.ma/1" },
		{ ENTRY("<link rel='alternate' type='application/pdf' "
		        "href='/p'/><link rel='alternate' href='/h'/>"),
		  "https://www.example.ma/h" },
		{ ENTRY("<id>http://a.ma/id</id>"), "http://a.ma/id" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check("url", rows[i].in,
		      only_item(rows[i].in).url, rows[i].want);
}

TEST(junk_is_no_author)
{
	static const struct row rows[] = {
		{ ITEM("<author>a@b.ma (سعيد العلوي)</author>"),
		  "سعيد العلوي" },
		{ ITEM("<author>سعيد (a@b.ma)</author>"), "سعيد" },
		{ ITEM("<author>Said &lt;a@b.ma&gt;</author>"), "Said" },
		{ ITEM("<author>a@b.ma</author>"), "" },
		{ ITEM("<author>https://www.facebook.com/x</author>"), "" },
		{ ITEM("<author>admin</author>"), "" },
		{ ITEM("<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>"
		       "<![CDATA[هسبريس]]></dc:creator>"),
		  "هسبريس" },
		{ ENTRY("<author><name>A</name><email>a@b.ma</email></author>"
		        "<author><name>B</name></author>"
		        "<contributor><name>C</name></contributor>"),
		  "A, B" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check("author", rows[i].in, only_item(rows[i].in).author,
		      rows[i].want);
}

TEST(picks_the_best_image)
{
	static const struct row rows[] = {
		{ ITEM("<media:thumbnail url='/t.jpg'/>"
		       "<media:content url='/s.jpg' width='200'/>"
		       "<media:content url='/l.jpg' width='1200'/>"
		       "<media:content url='/v.mp4' type='video/mp4'/>"),
		  "https://www.example.ma/l.jpg" },
		{ ITEM("<enclosure url='/a.mp3' type='audio/mpeg'/>"
		       "<enclosure url='/b.jpg' type='image/jpeg'/>"),
		  "https://www.example.ma/b.jpg" },
		{ ITEM("<link>http://a.ma/x/1</link><description>&lt;img width="
		       "'1' src='/pixel.gif'&gt;&lt;img class=x src=\"i.jpg\""
		       "&gt;</description>"),
		  "http://a.ma/x/i.jpg" },
		{ ITEM("<description>none &lt;img src='data:x'&gt;"
		       "</description>"),
		  "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check("image", rows[i].in, only_item(rows[i].in).image,
		      rows[i].want);
}

TEST(content_keeps_its_markup)
{
	static const struct row rows[] = {
		{ ITEM("<content:encoded><![CDATA[<p>نص</p>]]>"
		       "</content:encoded>"),
		  "<p>نص</p>" },
		{ ENTRY("<content type='xhtml'><div xmlns='http://www.w3.org/"
		        "1999/xhtml'><p class=\"c\">a &amp; b<br/>c</p></div>"
		        "</content>"),
		  "<div><p class=\"c\">a &amp; b<br>c</p></div>" },
		{ ENTRY("<content type='text'>a &lt; b</content>"),
		  "a &lt; b" },
		{ "<feed xmlns='http://purl.org/atom/ns#'><entry><content "
		  "type='text/html' mode='base64'>PHA+eDwvcD4=</content></entry>"
		  "</feed>",
		  "<p>x</p>" },
		{ ENTRY("<content type='image/png'>aGVsbG8=</content>"), "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check("content", rows[i].in, only_item(rows[i].in).content_html,
		      rows[i].want);
}

TEST(reads_every_dialect)
{
	static const struct {
		const char *in;
		enum feed_kind kind;
		const char *feed_title, *title, *url;
	} rows[] = {
		{ RSS("<title>F</title><item><title>T</title>"
		      "<link>http://a.ma/</link></item>"),
		  FEED_RSS, "F", "T", "http://a.ma/" },
		{ "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/"
		  "22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
		  "<channel><title>F</title></channel><image><title>I</title>"
		  "</image><item rdf:about='http://a.ma/x'><title>T</title>"
		  "<link>http://a.ma/</link></item></rdf:RDF>",
		  FEED_RDF, "F", "T", "http://a.ma/" },
		{ "<feed " ATOM_NS "><title>F</title><entry><title>T</title>"
		  "<link href='http://a.ma/'/></entry></feed>",
		  FEED_ATOM, "F", "T", "http://a.ma/" },
		{ "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>F"
		  "</a:title><a:entry><a:title>T</a:title><a:link href="
		  "'http://a.ma/'/></a:entry></a:feed>",
		  FEED_ATOM, "F", "T", "http://a.ma/" },
		{ "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":"
		  "\"F\",\"items\":[{\"id\":1,\"title\":\"T\",\"url\":"
		  "\"http://a.ma/\"}]}",
		  FEED_JSON, "F", "T", "http://a.ma/" },
		{ "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
		  "xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
		  "<url><loc>http://a.ma/</loc><n:news><n:publication><n:name>"
		  "P</n:name></n:publication><n:title>T</n:title></n:news></url>"
		  "</urlset>",
		  FEED_SITEMAP, "", "T", "http://a.ma/" },
		{ "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap"
		  "/0.9'><sitemap><loc>http://a.ma/</loc></sitemap>"
		  "</sitemapindex>",
		  FEED_SITEMAP_INDEX, "", "", "http://a.ma/" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct feed f = read_text(rows[i].in);

		assert_int_equal(f.kind, rows[i].kind);
		assert_int_equal(f.item_count, 1);
		check("feed", rows[i].in, f.title, rows[i].feed_title);
		check("title", rows[i].in, f.items[0].title, rows[i].title);
		check("url", rows[i].in, f.items[0].url, rows[i].url);
	}
}

TEST(reads_what_a_news_sitemap_says)
{
	struct feed_item it = only_item(
	        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
	        "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9' "
	        "xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'>"
	        "<url><loc>http://a.ma/1</loc><lastmod>2026-01-31</lastmod>"
	        "<news:news><news:publication><news:language>ar</news:language>"
	        "</news:publication><news:publication_date>"
	        "2026-01-30T10:00:00+01:00</news:publication_date><news:title>"
	        "خبر</news:title><news:keywords>أ، ب, ج</news:keywords>"
	        "</news:news><image:image><image:loc>http://a.ma/i.jpg"
	        "</image:loc></image:image></url></urlset>");

	assert_str(it.url, "http://a.ma/1");
	assert_str(it.title, "خبر");
	assert_str(it.language, "ar");
	assert_str(it.image, "http://a.ma/i.jpg");
	assert_int_equal(it.tag_count, 3);
	assert_str(it.tags[1], "ب");
	assert_int_equal(it.published.unix_s, 1769763600);
	assert_true(it.has_modified);
}

TEST(reads_what_a_feed_says_of_itself)
{
	struct feed f = read_text(RSS(
	        "<title>جريدة</title><link>http://a.ma/</link>"
	        "<description>&lt;b&gt;وصف&lt;/b&gt;</description>"
	        "<language>ar_MA</language><ttl>15</ttl>"
	        "<image><url>/logo.png</url><title>x</title>"
	        "<link>http://b.ma/</link></image>"
	        "<atom:link rel='self' href='http://a.ma/feed'/>"
	        "<atom:link rel='hub' href='http://hub.ma/'/>"));

	assert_str(f.title, "جريدة");
	assert_str(f.home_url, "http://a.ma/");
	assert_str(f.description_html, "<b>وصف</b>");
	assert_str(f.language, "ar-MA");
	assert_int_equal(f.ttl_s, 900);
	assert_str(f.icon, "http://a.ma/logo.png");
	assert_str(f.feed_url, "http://a.ma/feed");
	assert_str(f.hub_url, "http://hub.ma/");
}

TEST(dates_fall_back_on_each_other)
{
	static const struct {
		const char *in;
		int64_t published_s, modified_s; /* 0: none */
	} rows[] = {
		{ ITEM("<pubDate>Sat, 31 Jan 2026 09:05:00 +0100</pubDate>"),
		  1769846700, 0 },
		{ ITEM("<dc:date>2026-01-31T09:05:00+01:00</dc:date>"),
		  1769846700, 0 },
		{ ITEM("<pubDate>31 يناير 2026 08:05</pubDate>"), 1769846700,
		  0 },
		{ ITEM("<pubDate>soon</pubDate>"), 0, 0 },
		{ ENTRY("<updated>2026-01-31T09:05:00+01:00</updated>"), 0,
		  1769846700 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct feed_item it = only_item(rows[i].in);

		assert_int_equal(it.has_published, rows[i].published_s != 0);
		assert_int_equal(it.has_modified, rows[i].modified_s != 0);
		assert_int_equal(it.published.unix_s, rows[i].published_s);
		assert_int_equal(it.modified.unix_s, rows[i].modified_s);
	}
}

TEST(broken_feeds_are_read)
{
	static const struct {
		const char *name, *in, *titles; /* joined by '|' */
	} rows[] = {
		{ "bare ampersand", ITEM("<title>A & B</title>"), "A & B" },
		{ "ampersand in an address",
		  ITEM("<link>http://a.ma/?a=1&b=2</link><title>T</title>"),
		  "T" },
		{ "HTML entity", ITEM("<title>caf&eacute;&nbsp;x</title>"),
		  "café x" },
		{ "unknown entity", ITEM("<title>a &foo; b</title>"),
		  "a &foo; b" },
		{ "warnings in front", "\n<br />\n<b>Warning</b>: x<br />\n"
		  "<?xml version='1.0'?>" ITEM("<title>T</title>"), "T" },
		{ "text in front", "\n Warning!\n<?xml version='1.0'?>"
		  ITEM("<title>T</title>"), "T" },
		{ "junk behind", ITEM("<title>T</title>") "<script>x", "T" },
		{ "control characters", ITEM("<title>a\x01\x0B" "b</title>"),
		  "ab" },
		{ "forbidden reference", ITEM("<title>a&#x1;b&#0;c</title>"),
		  "abc" },
		{ "undeclared prefix", ITEM("<dc:title>T</dc:title><x:y/>"),
		  "T" },
		{ "tags not closed",
		  ITEM("<title>T</title><description><p>a<br>b"
		       "</description>") , "T" },
		{ "item not closed", RSS("<item><title>A</title>"
		  "<item><title>B</title></item>"), "A|B" },
		{ "closed twice", ITEM("<title>T</title></title>"), "T" },
		{ "attribute without quotes",
		  ITEM("<title>T</title><guid isPermaLink=false>x</guid>"),
		  "T" },
		{ "attribute twice",
		  ITEM("<enclosure url='a' url='b'/><title>T</title>"), "T" },
		{ "cut off",
		  "<rss><channel><item><title>A</title></item><item><title>B",
		  "A" },
		{ "cut off inside CDATA",
		  "<rss><channel><item><title>A</title></item><item><title>"
		  "<![CDATA[B", "A" },
		{ "less-than sign", ITEM("<title>1 < 2</title>"), "1 < 2" },
		{ "CDATA end in text", ITEM("<title>a ]]> b</title>"),
		  "a ]]> b" },
		{ "upper case", "<RSS><CHANNEL><ITEM><TITLE>T</TITLE></ITEM>"
		  "</CHANNEL></RSS>", "T" },
		{ "two declarations", "<?xml version='1.0'?>"
		  "<?xml version='1.0'?>" ITEM("<title>T</title>"), "T" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str want = str_from(rows[i].titles);
		struct feed f = read_text(rows[i].in);

		for (size_t k = 0; k < f.item_count; k++)
			if (!str_eq(f.items[k].title, str_until(&want, '|')))
				fail_msg("%s: \"%.*s\"", rows[i].name,
				         STR_ARG(f.items[k].title));
		if (want.n > 0)
			fail_msg("%s: items are missing", rows[i].name);
	}
}

TEST(repairs_are_counted)
{
	struct feed f = read_text(ITEM("<title>A & B</title>"));

	assert_true(f.diags.count[DIAG_FEED_ILL_FORMED] > 0);
	assert_int_equal(f.diags.count[DIAG_FEED_NO_LINK], 1);
	assert_int_equal(f.diags.count[DIAG_FEED_NO_DATE], 1);
	f = read_text(ITEM("<title>A</title>"));
	assert_int_equal(f.diags.count[DIAG_FEED_ILL_FORMED], 0);
}

TEST(entities_are_never_expanded)
{
	struct feed_item it = only_item(
	        "<!DOCTYPE rss [<!ENTITY a 'boom'><!ENTITY b '&a;&a;'>"
	        "<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
	        ITEM("<title>x &b; &f; y</title>"));

	assert_str(it.title, "x &b; &f; y");
	it = only_item("<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' "
	               "'http://my.netscape.com/rss-0.91.dtd'>"
	               ITEM("<title>a&eacute;b</title>"));
	assert_str(it.title, "aéb");
}

TEST(old_arabic_charsets_are_read)
{
	static const struct {
		const char *name;
		struct str raw;
	} rows[] = {
		{ "windows-1256 declared",
		  STR_INIT("<?xml version='1.0' encoding='windows-1256'?><rss>"
		           "<channel><item><title>\xE3\xCF\xED\xE4\xC9"
		           "</title></item></channel></rss>") },
		{ "ISO-8859-6 declared",
		  STR_INIT("<?xml version='1.0' encoding='ISO-8859-6'?><rss>"
		           "<channel><item><title>\xE5\xCF\xEA\xE6\xC9"
		           "</title></item></channel></rss>") },
		{ "utf-8 declared as latin1",
		  STR_INIT("<?xml version='1.0' encoding='ISO-8859-1'?><rss>"
		           "<channel><item><title>مدينة</title></item>"
		           "</channel></rss>") },
		{ "byte order mark",
		  STR_INIT("\xEF\xBB\xBF<rss><channel><item><title>مدينة"
		           "</title></item></channel></rss>") },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct feed f = read_bytes(rows[i].raw);

		assert_int_equal(f.item_count, 1);
		check(rows[i].name, "", f.items[0].title, "مدينة");
	}
}

TEST(what_is_no_feed_is_refused)
{
	static const char *const rows[] = {
		"", "   ", "hello", "<html><body><item/></body></html>",
		"<!DOCTYPE html><p>x & y", "{}", "{\"items\":1}", "[]",
		"{\"items\":[", "<opml/>", "<", "<!--", "<?xml", "\xFF\xFE",
	};
	struct feed f = { .item_count = 7 };

	for (size_t i = 0; i < COUNT(rows); i++) {
		if (feed_parse(&mem, str_from(rows[i]), STR_EMPTY, STR_EMPTY,
		               &f) != ERR_FORMAT)
			fail_msg("accepted: %s", rows[i]);
		assert_int_equal(f.item_count, 7);
	}
}

TEST(deep_nesting_is_survived)
{
	struct buf b = BUF_INIT(8 << 20);

	buf_put(&b, STR("<rss><channel><item><title>T</title></item>"));
	for (int i = 0; i < 200000; i++)
		buf_put(&b, STR("<item><x>"));
	assert_true(read_bytes(buf_str(&b)).item_count >= 1);
	buf_release(&b);
}

TEST(a_small_arena_is_a_limit)
{
	struct arena small = ARENA_INIT(1024, 4096);
	struct buf b = BUF_INIT(1 << 20);
	struct feed f;

	buf_put(&b, STR("<rss><channel>"));
	for (int i = 0; i < 500; i++)
		buf_put(&b, STR("<item><title>a title of some bytes</title>"
		                "</item>"));
	buf_put(&b, STR("</channel></rss>"));
	assert_int_equal(feed_parse(&small, buf_str(&b), STR_EMPTY, STR_EMPTY,
	                            &f), ERR_LIMIT);
	arena_release(&small);
	buf_release(&b);
}

TEST(writes_json_feed_with_safe_html)
{
	struct feed f = read_text(
	        RSS("<title>F</title><item><guid isPermaLink='false'>7</guid>"
	            "<title>T</title><link>http://a.ma/x/1</link>"
	            "<pubDate>Sat, 31 Jan 2026 09:05:00 +0100</pubDate>"
	            "<category>سياسة</category><content:encoded><![CDATA["
	            "<p onclick='x()'>a<script>b</script><a href='2'>c</a></p>"
	            "]]></content:encoded></item>"));
	struct buf out = BUF_INIT(1 << 16);

	feed_write_json(&mem, &f, &out);
	assert_str(buf_str(&out),
	           "{\"version\":\"https://jsonfeed.org/version/1.1\","
	           "\"title\":\"F\",\"items\":[{\"id\":\"7\","
	           "\"url\":\"http://a.ma/x/1\",\"title\":\"T\","
	           "\"content_html\":\"\\u003cp>a\\u003ca href=\\\""
	           "http://a.ma/x/2\\\">c\\u003c/a>\\u003c/p>\","
	           "\"date_published\":\"2026-01-31T08:05:00Z\","
	           "\"tags\":[\"سياسة\"]}]}");
	buf_release(&out);
}

TEST(what_is_written_is_read_again)
{
	struct feed f = read_text(
	        RSS("<title>F</title><link>http://h.ma/</link><item>"
	            "<title>T &amp;lt; U</title><link>http://a.ma/1</link>"
	            "<author>A</author><description>d &lt;b&gt;e&lt;/b&gt;"
	            "</description><enclosure url='http://a.ma/i.jpg' "
	            "type='image/jpeg' length='5'/></item>")), g;
	struct buf out = BUF_INIT(1 << 16);

	feed_write_json(&mem, &f, &out);
	g = read_bytes(buf_str(&out));
	assert_int_equal(g.kind, FEED_JSON);
	assert_int_equal(g.item_count, 1);
	check("feed", "", g.title, "F");
	check("home", "", g.home_url, "http://h.ma/");
	check("title", "", g.items[0].title, "T < U");
	check("url", "", g.items[0].url, "http://a.ma/1");
	check("author", "", g.items[0].author, "A");
	check("image", "", g.items[0].image, "http://a.ma/i.jpg");
	assert_int_equal(g.extras[0].attachments[0].size_bytes, 5);
	buf_release(&out);
}

static int
release(void **state)
{
	(void)state;
	arena_release(&mem);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(titles_are_plain_text),
		CASE(addresses_are_absolute),
		CASE(junk_is_no_author),
		CASE(picks_the_best_image),
		CASE(content_keeps_its_markup),
		CASE(reads_every_dialect),
		CASE(reads_what_a_news_sitemap_says),
		CASE(reads_what_a_feed_says_of_itself),
		CASE(dates_fall_back_on_each_other),
		CASE(broken_feeds_are_read),
		CASE(repairs_are_counted),
		CASE(entities_are_never_expanded),
		CASE(old_arabic_charsets_are_read),
		CASE(what_is_no_feed_is_refused),
		CASE(deep_nesting_is_survived),
		CASE(a_small_arena_is_a_limit),
		CASE(writes_json_feed_with_safe_html),
		CASE(what_is_written_is_read_again),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
