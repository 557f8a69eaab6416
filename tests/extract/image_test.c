#include "test.h"

#include "extract/read_page.h"

#define TEXT                                                        \
	"<h1>Bridge open</h1><article><p>The mayor opened the new " \
	"bridge on Monday, and a large crowd walked across it.</p>"  \
	"<img src=/i/body.jpg width=640><p>It took four years to "   \
	"build, twice as long as had been planned.</p></article>"
#define HEAD(address) \
	"<meta property=og:image content='" address "'>" TEXT
#define I "https://gull.example"

static struct str
image(const struct doc_article *a)
{
	return a->image;
}

TEST(pictures_of_the_head_come_first_and_logos_do_not_count)
{
	static const struct page_row rows[] = {
		{ HEAD("/i/mayor.jpg"), I "/i/mayor.jpg" },
		{ HEAD("/i/google-pixel-8.jpg"), I "/i/google-pixel-8.jpg" },
		{ HEAD("/i/silicon-valley.jpg"), I "/i/silicon-valley.jpg" },
		{ HEAD("/catalogo/i.jpg"), I "/catalogo/i.jpg" },
		{ HEAD("/logout/mayor.jpg"), I "/logout/mayor.jpg" },
		{ HEAD("/logo/2024/06/mayor.jpg"),
		  I "/logo/2024/06/mayor.jpg" },
		{ HEAD("/i/fashion-icon-dies.jpg"),
		  I "/i/fashion-icon-dies.jpg" },
		{ HEAD("/vi/a1/maxresdefault.jpg"),
		  I "/vi/a1/maxresdefault.jpg" },
		{ HEAD("/i/123456.jpg"), I "/i/123456.jpg" },
		{ HEAD("/i/mayor.jpg?fallback=logo.png"),
		  I "/i/mayor.jpg?fallback=logo.png" },
		{ HEAD("/i/site-logo.png"), I "/i/body.jpg" },
		{ HEAD("/i/Logo_2x.png"), I "/i/body.jpg" },
		{ HEAD("/logos/gull.png"), I "/i/body.jpg" },
		{ HEAD("/i/pixel.gif"), I "/i/body.jpg" },
		{ HEAD("/i/default-image.png"), I "/i/body.jpg" },
		{ HEAD("/i/no-image.png"), I "/i/body.jpg" },
		{ HEAD("/i/1x1.png"), I "/i/body.jpg" },
		{ HEAD("/i/mayor.svg"), I "/i/body.jpg" },
		{ HEAD("data:image/gif;base64,xx"), I "/i/body.jpg" },
		/* a logo is better than nothing */
		{ "<meta property=og:image content=/i/logo.png><h1>x</h1>",
		  I "/i/logo.png" },
	};

	check_rows(rows, COUNT(rows), image);
}

RUN(CASE(pictures_of_the_head_come_first_and_logos_do_not_count))
