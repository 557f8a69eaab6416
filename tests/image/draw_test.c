#include "test.h"

#include "image/draw.h"
#include "image/hash.h"
#include "image/image.h"

#define SEEDS 6

static const struct str kinds[] = {
	STR_INIT("sea"),     STR_INIT("mountain"), STR_INIT("city"),
	STR_INIT("field"),   STR_INIT("stadium"),  STR_INIT("chart"),
	STR_INIT("book"),    STR_INIT("sky"),      STR_INIT("road"),
	STR_INIT("night"),
};

static void
draw(struct str kind, uint64_t seed, struct buf *out)
{
	struct draw_order order = { kind, seed, 480, 270 };

	assert_int_equal(image_draw(&order, out), ERR_OK);
}

TEST(the_same_order_gives_the_same_picture)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct buf a = BUF_INIT(1u << 20);
		struct buf b = BUF_INIT(1u << 20);

		draw(kinds[i], 7, &a);
		draw(kinds[i], 7, &b);
		assert_true(str_eq(buf_str(&a), buf_str(&b)));
		buf_release(&a);
		buf_release(&b);
	}
}

TEST(drawn_pictures_pass_as_images_and_are_told_apart)
{
	static const struct image_limits limits = IMAGE_LIMITS_DEFAULT;
	uint64_t seen[COUNT(kinds) * SEEDS];
	size_t n = 0;

	for (size_t i = 0; i < COUNT(kinds) * SEEDS; i++) {
		struct buf in = BUF_INIT(1u << 20);
		struct buf out = BUF_INIT(1u << 20);
		struct image_info info;

		draw(kinds[i / SEEDS], i, &in);
		assert_int_equal(image_remake(buf_str(&in), &limits, &out,
		                              &info), ERR_OK);
		assert_int_equal(info.width, 480);
		for (size_t k = 0; k < n; k++)
			if (info.hash == 0 || seen[k] == info.hash)
				fail_msg("picture %zu looks like %zu", i, k);
		seen[n++] = info.hash;
		buf_release(&in);
		buf_release(&out);
	}
}

TEST(unknown_kinds_and_odd_sizes_do_no_harm)
{
	static const struct { uint16_t w, h; enum err want; } rows[] = {
		{ 63, 200, ERR_LIMIT },  { 200, 63, ERR_LIMIT },
		{ 2049, 64, ERR_LIMIT }, { 0, 0, ERR_LIMIT },
		{ 64, 64, ERR_OK },      { 64, 700, ERR_OK },
		{ 1000, 64, ERR_OK },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		for (size_t k = 0; k <= COUNT(kinds); k++) {
			struct buf b = BUF_INIT(8u << 20);
			struct draw_order o = {
				k < COUNT(kinds) ? kinds[k] : STR("dragon"),
				1, rows[i].w, rows[i].h };

			assert_int_equal(image_draw(&o, &b), rows[i].want);
			buf_release(&b);
		}
}

RUN(CASE(the_same_order_gives_the_same_picture),
    CASE(drawn_pictures_pass_as_images_and_are_told_apart),
    CASE(unknown_kinds_and_odd_sizes_do_no_harm))
