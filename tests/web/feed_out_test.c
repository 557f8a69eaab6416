#include "test.h"

#include "web/feed_out.h"

#define FEED_MAX 65536u

static void
write(enum feed_kind kind, const struct feed_out *f, struct buf *o)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);

	feed_out_write(&mem, kind, f, o);
	assert_int_equal(o->err, ERR_OK);
	arena_release(&mem);
}

/* Every tag that is opened is closed, in order; no raw < or & in text. */
static void
check_well_formed(struct str s)
{
	struct str open[16];
	size_t depth = 0;

	while (s.n > 0) {
		struct str text = str_until(&s, '<');
		struct str tag, name;

		while (text.n > 0) {
			size_t at = str_chr(text, '&');

			if (at == STR_NPOS)
				break;
			text = str_sub(text, at, text.n);
			at = str_chr(text, ';');
			assert_true(at != STR_NPOS && at < 8);
			text = str_sub(text, at, text.n);
		}
		if (s.n == 0)
			break;
		tag = str_until(&s, '>');
		if (tag.p[0] == '?' || str_ends(tag, STR("/")))
			continue;
		name = str_word(&tag);
		if (name.p[0] != '/') {
			assert_true(depth < COUNT(open));
			open[depth++] = name;
			continue;
		}
		assert_true(depth > 0);
		depth--;
		assert_true(str_eq(str_sub(name, 1, name.n), open[depth]));
	}
	assert_int_equal(depth, 0);
}

TEST(feeds_stay_well_formed_whatever_they_hold)
{
	static const char *const nasty[] = {
		"plain", "<b>&amp; ]]> \"'", "\x01\x0b\x1f", "\xff\xfe\xc3",
		"\xef\xbf\xbe\xef\xbf\xbf", "خبر", "",
		"</title></item></channel></rss>", "<!--", "<?xml",
	};

	for (size_t i = 0; i < COUNT(nasty); i++) {
		struct str s = str_from(nasty[i]);
		struct feed_entry e = { .url = s, .title = s, .outlet = s,
			                .byline = s, .lang = s, .summary = s,
			                .image = s };
		struct feed_out f = { .title = s, .description = s, .home = s,
			              .self = s, .lang = s, .v = &e, .n = 1 };

		for (int kind = FEED_RSS; kind <= FEED_ATOM; kind++) {
			struct buf o = BUF_INIT(FEED_MAX);

			write((enum feed_kind)kind, &f, &o);
			check_well_formed(buf_str(&o));
			assert_true(str_find(buf_str(&o), STR("\x01")) ==
			            STR_NPOS);
			assert_true(str_find(buf_str(&o),
			                     STR("\xef\xbf\xbe")) == STR_NPOS);
			buf_release(&o);
		}
	}
}

TEST(html_in_a_feed_is_escaped_once_more)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);
	struct feed_entry e = {
		.title = STR("a < b"),
		.content = escape_paragraphs(&mem, STR("x & y")),
	};
	struct feed_out f = { .v = &e, .n = 1 };
	struct buf o = BUF_INIT(FEED_MAX);

	feed_out_write(&mem, FEED_RSS, &f, &o);
	assert_true(str_find(buf_str(&o), STR("<title>a &lt; b</title>")) !=
	            STR_NPOS);
	assert_true(str_find(buf_str(&o), STR("&gt;x &amp;amp; y&lt;/p&gt;")) !=
	            STR_NPOS);
	buf_release(&o);
	arena_release(&mem);
}

TEST(a_day_without_a_time_becomes_midnight)
{
	struct feed_entry e = {
		.published = { .unix_s = 1677196800, .has_zone = true },
	};
	struct feed_out f = { .v = &e, .n = 1 };
	struct buf o = BUF_INIT(FEED_MAX);

	write(FEED_ATOM, &f, &o);
	assert_true(str_find(buf_str(&o),
	                     STR("<published>2023-02-24T00:00:00Z")) !=
	            STR_NPOS);
	buf_clear(&o);
	write(FEED_RSS, &f, &o);
	assert_true(str_find(buf_str(&o),
	                     STR("Fri, 24 Feb 2023 00:00:00 +0000")) !=
	            STR_NPOS);
	buf_release(&o);
}

RUN(CASE(feeds_stay_well_formed_whatever_they_hold),
    CASE(html_in_a_feed_is_escaped_once_more),
    CASE(a_day_without_a_time_becomes_midnight))
