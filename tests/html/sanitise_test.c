#include "test.h"

#include "base/rng.h"
#include "html/sanitise.h"

#define BASE "https://news.example/a/b.html"

static void
sanitise(struct str in, struct buf *out)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 64u << 20);

	html_sanitise(&mem, in, STR(BASE), out);
	assert_int_equal(out->err, ERR_OK);
	arena_release(&mem);
}

static void
check(const char *in, const char *want)
{
	struct buf out = BUF_INIT(1u << 20);

	sanitise(str_from(in), &out);
	assert_str(buf_str(&out), want);
	buf_release(&out);
}

TEST(keeps_what_articles_need)
{
	static const struct { const char *in, *want; } rows[] = {
		{ "<p>خبر <strong>مهم</strong></p>",
		  "<p>خبر <strong>مهم</strong></p>" },
		{ "<a href='/x?a=1&b=2' target=_blank>y</a>",
		  "<a href=\"https://news.example/x?a=1&amp;b=2\">y</a>" },
		{ "<img src=i.png alt='a\"b' onerror=x()>",
		  "<img alt=\"a&quot;b\" "
		  "src=\"https://news.example/a/i.png\">" },
		{ "<article>a</article><section>b</section>",
		  "<div>a</div><div>b</div>" },
		{ "<p dir=rtl lang=ar style='x' class=y id=z>a",
		  "<p dir=\"rtl\" lang=\"ar\">a</p>" },
		{ "a &lt;b&gt; &amp; \"c\"",
		  "a &lt;b&gt; &amp; &quot;c&quot;" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check(rows[i].in, rows[i].want);
}

TEST(drops_what_is_dangerous)
{
	static const struct { const char *in, *want; } rows[] = {
		{ "<script>alert(1)</script>x", "x" },
		{ "<SCRIPT SRC=//evil/x.js></SCRIPT>x", "x" },
		{ "<a href=\"javascript:alert(1)\">x</a>", "x" },
		{ "<a href=\" java\nscript:alert(1)\">x</a>", "x" },
		{ "<a href=\"&#106;avascript:alert(1)\">x</a>", "x" },
		{ "<a href=data:text/html,x>x</a>", "x" },
		{ "<img src=x onerror=alert(1)>",
		  "<img src=\"https://news.example/a/x\">" },
		{ "<img src=data:image/png;base64,x>y", "y" },
		{ "<svg onload=x><script>y</script><a>z</a></svg>w", "w" },
		{ "<math><mi>x</mi></math>w", "w" },
		{ "<iframe src=//evil></iframe><object>y</object>x", "x" },
		{ "<form action=/x><input name=a>y</form>x", "x" },
		{ "<style>p{}</style><link rel=stylesheet href=x>x", "x" },
		{ "<p style=\"background:url(javascript:x)\">x</p>",
		  "<p>x</p>" },
		{ "<scr<script>ipt>alert(1)</scr</script>ipt>",
		  "ipt&gt;alert(1)ipt&gt;" },
		{ "<!--[if IE]><script>x</script><![endif]-->x", "x" },
		{ "<template><img src=a></template>x", "x" },
		{ "<noscript><p title=\"</noscript><img src=x onerror=y>\">",
		  "<p title=\"&lt;/noscript&gt;&lt;img src=x onerror=y&gt;\">"
		  "</p>" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check(rows[i].in, rows[i].want);
}

/* Random mixtures of pieces that trouble parsers. */
static void
make_soup(struct rng *r, struct buf *out)
{
	static const char *const pieces[] = {
		"<p>", "</p>", "<div>", "</div>", "<a href=/x>", "</a>",
		"<b>", "</b>", "<table>", "<tr>", "<td>", "</td>", "</table>",
		"<li>", "<ul>", "</ul>", "<h1>", "<h2>", "</h1>", "<button>",
		"</button>", "<form>", "</form>", "<script>", "</script>",
		"<style>", "</style>", "<svg>", "</svg>", "<title>",
		"</title>", "<!--", "-->", "<section>", "</section>", "x",
		" & ", "<", ">", "\"", "'", "<img src=y>", "<i title='",
		"<select>", "<option>", "<center>", "<dl>", "<dt>", "<dd>",
		"<pre>", "\n", "&lt;", "&#13;", "<noscript>", "<template>",
		"</template>", "<object>", "<caption>", "<span onclick=x>",
		"<math>", "<foreignObject>", "javascript:", "<a href=",
	};
	uint64_t n = rng_below(r, 60);

	while (n-- > 0)
		buf_put(out,
		        str_from(pieces[rng_below(r, COUNT(pieces))]));
}

/* No tag of the output is one that was not written by us. */
static void
assert_harmless(struct str s)
{
	static const char *const bad[] = {
		"<script", "<style", "<svg", "<math", "<iframe", "<object",
		"<form", "<button", "<select", "<template", "<!--", "<title",
		"<span onclick", "href=\"javascript", "=\"data:",
	};

	for (size_t i = 0; i < COUNT(bad); i++)
		assert_true(str_find_ci(s, str_from(bad[i])) == STR_NPOS);
}

TEST(sanitising_twice_changes_nothing)
{
	struct rng r = { 7 };

	for (int i = 0; i < 20000; i++) {
		struct buf in = BUF_INIT(1u << 20), once = BUF_INIT(1u << 20),
		           twice = BUF_INIT(1u << 20);

		make_soup(&r, &in);
		sanitise(buf_str(&in), &once);
		sanitise(buf_str(&once), &twice);
		assert_harmless(buf_str(&once));
		if (!str_eq(buf_str(&once), buf_str(&twice)))
			print_error("in    %.*s\n", STR_ARG(buf_str(&in)));
		buf_put_char(&once, '\0');
		assert_str(buf_str(&twice), once.p);
		buf_release(&in);
		buf_release(&once);
		buf_release(&twice);
	}
}

TEST(depth_of_the_result_is_bounded)
{
	struct buf in = BUF_INIT(1u << 20), out = BUF_INIT(1u << 20);
	size_t n = 0;

	for (int i = 0; i < 3000; i++)
		buf_put(&in, STR("<div>"));
	sanitise(buf_str(&in), &out);
	for (struct str s = buf_str(&out); s.n > 0; n++)
		str_until(&s, '/');
	assert_true(n <= HTML_SANITISE_DEPTH + 1);
	buf_release(&in);
	buf_release(&out);
}

/* Found by fuzzing: percent-encoding made an address too long to read. */
TEST(an_address_that_encoding_makes_too_long_is_dropped)
{
	struct buf in = BUF_INIT(1u << 20), once = BUF_INIT(1u << 20);

	buf_put(&in, STR("<a href='/"));
	for (int i = 0; i < 1500; i++)
		buf_put(&in, STR("ب"));
	buf_put(&in, STR("'>x</a>"));
	sanitise(buf_str(&in), &once);
	assert_str(buf_str(&once), "x");
	buf_release(&in);
	buf_release(&once);
}

TEST(without_a_base_only_absolute_addresses_stay)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);
	struct buf out = BUF_INIT(1u << 20);

	html_sanitise(&mem, STR("<a href=/x>a</a><a href=http://e.x/>b</a>"),
	              STR_EMPTY, &out);
	assert_str(buf_str(&out), "a<a href=\"http://e.x/\">b</a>");
	buf_release(&out);
	arena_release(&mem);
}

RUN(CASE(keeps_what_articles_need), CASE(drops_what_is_dangerous),
    CASE(sanitising_twice_changes_nothing),
    CASE(depth_of_the_result_is_bounded),
    CASE(an_address_that_encoding_makes_too_long_is_dropped),
    CASE(without_a_base_only_absolute_addresses_stay))
