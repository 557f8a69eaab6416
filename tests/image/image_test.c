#include "test.h"

#include "image/hash.h"
#include "image/image.h"
#include "make.h"

static const struct image_limits limits = IMAGE_LIMITS_DEFAULT;

enum form { JPEG, JPEG_PROGRESSIVE, PNG, PNG_INTERLACED, WEBP, WEBP_LOSSLESS,
	    FORM__COUNT };

static void
encode(const struct sketch *s, enum form form, struct buf *out)
{
	switch (form) {
	case JPEG:
	case JPEG_PROGRESSIVE:
		sketch_jpeg(s, 0, form == JPEG_PROGRESSIVE, out);
		break;
	case PNG:
	case PNG_INTERLACED:
		sketch_png(s, form == PNG_INTERLACED, out);
		break;
	default:
		sketch_webp(s, form == WEBP_LOSSLESS, out);
	}
}

static enum err
remake(const struct sketch *s, enum form form, struct buf *out,
       struct image_info *info)
{
	struct buf in = BUF_INIT(64u << 20);
	enum err e;

	encode(s, form, &in);
	e = image_remake(buf_str(&in), &limits, out, info);
	buf_release(&in);
	return e;
}

/* Within what lossy encoding and shrinking may change. */
static void
check_pixel(const struct sketch *s, uint32_t x, uint32_t y,
            const uint8_t *want)
{
	const uint8_t *p = sketch_at(s, x, y);

	for (int c = 0; c < 3; c++)
		if (abs(p[c] - want[c]) > 14)
			fail_msg("pixel %u,%u is %d %d %d, want %d %d %d", x,
			         y, p[0], p[1], p[2], want[0], want[1],
			         want[2]);
}

TEST(every_format_is_remade_smaller_and_alike)
{
	struct sketch s = sketch_scene(1600, 900);

	for (int f = 0; f < FORM__COUNT; f++) {
		struct buf out = BUF_INIT(4u << 20);
		struct image_info info;
		struct sketch got;

		assert_int_equal(remake(&s, (enum form)f, &out, &info),
		                 ERR_OK);
		assert_str(info.mime, "image/jpeg");
		assert_int_equal(info.width, 960);
		assert_int_equal(info.height, 540);
		got = sketch_read(buf_str(&out));
		assert_int_equal(got.w, 960);
		assert_int_equal(got.h, 540);
		check_pixel(&got, 672, 135, (uint8_t[]){ 250, 250, 250 });
		check_pixel(&got, 96, 300, sketch_at(&s, 160, 500));
		check_pixel(&got, 860, 480, sketch_at(&s, 1433, 800));
		free(got.rgba);
		buf_release(&out);
	}
	free(s.rgba);
}

TEST(small_images_keep_their_size)
{
	struct sketch s = sketch_scene(120, 90);
	struct buf out = BUF_INIT(1u << 20);
	struct image_info info;

	assert_int_equal(remake(&s, PNG, &out, &info), ERR_OK);
	assert_int_equal(info.width, 120);
	assert_int_equal(info.height, 90);
	buf_release(&out);
	free(s.rgba);
}

TEST(tall_images_fit_the_height)
{
	struct sketch s = sketch_scene(500, 2000);
	struct buf out = BUF_INIT(1u << 20);
	struct image_info info;

	assert_int_equal(remake(&s, JPEG, &out, &info), ERR_OK);
	assert_int_equal(info.width, 240);
	assert_int_equal(info.height, 960);
	buf_release(&out);
	free(s.rgba);
}

TEST(transparent_images_stay_transparent)
{
	struct sketch s = sketch_scene(200, 100);
	struct buf out = BUF_INIT(1u << 20);
	struct image_info info;
	struct sketch got;

	for (uint32_t y = 0; y < 100; y++)
		for (uint32_t x = 0; x < 100; x++)
			sketch_at(&s, x, y)[3] = 0;
	assert_int_equal(remake(&s, PNG, &out, &info), ERR_OK);
	assert_str(info.mime, "image/webp");
	got = sketch_read(buf_str(&out));
	assert_true(sketch_at(&got, 20, 50)[3] < 10);
	assert_true(sketch_at(&got, 180, 50)[3] > 245);
	free(got.rgba);
	buf_release(&out);
	free(s.rgba);
}

TEST(colour_under_transparency_does_not_bleed_when_shrunk)
{
	struct sketch s = sketch_new(1920, 1080);
	struct buf out = BUF_INIT(1u << 20);
	struct image_info info;
	struct sketch got;

	/* columns of opaque white and of invisible red */
	for (uint32_t y = 0; y < s.h; y++)
		for (uint32_t x = 0; x < s.w; x++)
			memcpy(sketch_at(&s, x, y),
			       x % 2 == 0 ? "\xFF\xFF\xFF\xFF"
			                  : "\xFF\0\0\0", 4);
	assert_int_equal(remake(&s, PNG, &out, &info), ERR_OK);
	got = sketch_read(buf_str(&out));
	check_pixel(&got, 400, 300, (uint8_t[]){ 255, 255, 255 });
	free(got.rgba);
	buf_release(&out);
	free(s.rgba);
}

TEST(orientation_of_the_camera_is_honoured)
{
	/* where the upper left corner of the stored image is to be seen */
	static const struct { unsigned how; bool right, low, turned; } rows[] =
	{
		{ 1, false, false, false }, { 2, true, false, false },
		{ 3, true, true, false },   { 4, false, true, false },
		{ 5, false, false, true },  { 6, true, false, true },
		{ 7, true, true, true },    { 8, false, true, true },
	};
	struct sketch s = sketch_new(200, 100);

	sketch_fill(&s, 20, 20, 20, 255);
	for (uint32_t y = 0; y < 50; y++)
		for (uint32_t x = 0; x < 100; x++)
			memset(sketch_at(&s, x, y), 240, 3);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf in = BUF_INIT(1u << 20);
		struct buf out = BUF_INIT(1u << 20);
		struct image_info info;
		struct sketch got;

		sketch_jpeg(&s, rows[i].how, false, &in);
		assert_int_equal(image_remake(buf_str(&in), &limits, &out,
		                              &info), ERR_OK);
		assert_int_equal(info.width, rows[i].turned ? 100 : 200);
		got = sketch_read(buf_str(&out));
		check_pixel(&got, got.w * (rows[i].right ? 3 : 1) / 4,
		            got.h * (rows[i].low ? 3 : 1) / 4,
		            (uint8_t[]){ 240, 240, 240 });
		check_pixel(&got, got.w * (rows[i].right ? 1 : 3) / 4,
		            got.h * (rows[i].low ? 3 : 1) / 4,
		            (uint8_t[]){ 20, 20, 20 });
		free(got.rgba);
		buf_release(&out);
		buf_release(&in);
	}
	free(s.rgba);
}

TEST(nothing_of_the_metadata_survives)
{
	struct sketch s = sketch_scene(200, 100);
	struct buf in = BUF_INIT(1u << 20);
	struct buf out = BUF_INIT(1u << 20);
	struct image_info info;

	sketch_jpeg(&s, 1, false, &in);
	assert_true(str_find(buf_str(&in), STR("Exif")) != STR_NPOS);
	assert_int_equal(image_remake(buf_str(&in), &limits, &out, &info),
	                 ERR_OK);
	assert_true(str_find(buf_str(&out), STR("Exif")) == STR_NPOS);
	buf_release(&out);
	buf_release(&in);
	free(s.rgba);
}

TEST(what_is_no_image_is_refused)
{
	static const struct { const char *name; struct str bytes; } rows[] = {
		{ "nothing", { NULL, 0 } },
		{ "html", STR_INIT("<!DOCTYPE html><html><body>404") },
		{ "svg", STR_INIT("<svg xmlns='http://www.w3.org/2000/svg'>") },
		{ "gif", STR_INIT("GIF89a\1\0\1\0\0\0\0;") },
		{ "jpeg mark only", STR_INIT("\xFF\xD8\xFF\xE0") },
		{ "png mark only", STR_INIT("\x89PNG\r\n\x1A\n") },
		{ "riff, not webp", STR_INIT("RIFF\4\0\0\0WAVEfmt ") },
	};
	struct buf out = BUF_INIT(1u << 20);
	struct image_info info;

	for (size_t i = 0; i < COUNT(rows); i++)
		if (image_remake(rows[i].bytes, &limits, &out, &info) !=
		    ERR_FORMAT)
			fail_msg("%s was taken", rows[i].name);
	assert_int_equal(out.n, 0);
	buf_release(&out);
}

TEST(truncated_images_are_refused)
{
	struct sketch s = sketch_scene(320, 180);

	for (int f = 0; f < FORM__COUNT; f++) {
		struct buf in = BUF_INIT(1u << 20);
		struct buf out = BUF_INIT(1u << 20);
		struct image_info info;

		encode(&s, (enum form)f, &in);
		for (size_t n = 0; n < in.n * 9 / 10; n += 1 + in.n / 37)
			assert_int_equal(
			        image_remake(str_sub(buf_str(&in), 0, n),
			                     &limits, &out, &info),
			        ERR_FORMAT);
		buf_release(&in);
		buf_release(&out);
	}
	free(s.rgba);
}

TEST(counting_pixels_are_refused)
{
	static const uint32_t sizes[][2] = { { 1, 1 }, { 31, 200 },
		                             { 200, 31 } };

	for (size_t i = 0; i < COUNT(sizes); i++) {
		struct sketch s = sketch_scene(sizes[i][0], sizes[i][1]);
		struct buf out = BUF_INIT(1u << 20);
		struct image_info info;

		assert_int_equal(remake(&s, PNG, &out, &info), ERR_FORMAT);
		free(s.rgba);
		buf_release(&out);
	}
}

TEST(header_bombs_are_refused_before_decoding)
{
	/* sizes are promised by the header, nothing follows */
	static const struct { const char *name; struct str bytes; } rows[] = {
		{ "png of 60000 x 60000", STR_INIT("\x89PNG\r\n\x1A\n"
		  "\0\0\0\rIHDR\0\0\xEA\x60\0\0\xEA\x60\x8\x6\0\0\0"
		  "\0\0\0\0") },
		{ "png of 2^31 x 2^31", STR_INIT("\x89PNG\r\n\x1A\n"
		  "\0\0\0\rIHDR\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x8\x6\0\0\0"
		  "\0\0\0\0") },
	};
	struct buf out = BUF_INIT(1u << 20);
	struct image_info info;

	for (size_t i = 0; i < COUNT(rows); i++)
		if (image_remake(rows[i].bytes, &limits, &out, &info) !=
		    ERR_LIMIT)
			fail_msg("%s was not a limit", rows[i].name);
	buf_release(&out);
}

TEST(pixels_past_the_limit_are_refused_in_every_format)
{
	const struct image_limits tight = { .max_pixels = 320 * 200,
		.max_held_pixels = 320 * 200, .max_width = 100,
		.max_height = 100, .min_side = 32, .quality = 80 };
	struct sketch s = sketch_scene(321, 200);

	for (int f = 0; f < FORM__COUNT; f++) {
		struct buf in = BUF_INIT(1u << 20);
		struct buf out = BUF_INIT(1u << 20);
		struct image_info info;

		encode(&s, (enum form)f, &in);
		assert_int_equal(image_remake(buf_str(&in), &tight, &out,
		                              &info), ERR_LIMIT);
		buf_release(&in);
		buf_release(&out);
	}
	free(s.rgba);
}

TEST(a_full_buffer_is_a_limit_and_keeps_what_was_in_it)
{
	struct sketch s = sketch_scene(320, 200);
	struct buf out = BUF_INIT(500);
	struct image_info info;

	buf_put(&out, STR("before"));
	assert_int_equal(remake(&s, JPEG, &out, &info), ERR_LIMIT);
	assert_str(buf_str(&out), "before");
	buf_release(&out);
	free(s.rgba);
}

static uint64_t
hash_of(const struct sketch *s, enum form form)
{
	struct buf out = BUF_INIT(4u << 20);
	struct image_info info;

	assert_int_equal(remake(s, form, &out, &info), ERR_OK);
	buf_release(&out);
	return info.hash;
}

TEST(the_hash_knows_a_picture_in_another_size_and_format)
{
	struct sketch large = sketch_scene(1600, 900);
	struct sketch small = sketch_scene(400, 225);
	uint64_t h = hash_of(&large, JPEG);

	assert_true(h != 0);
	assert_true(image_hash_distance(h, hash_of(&large, PNG)) <= 2);
	assert_true(image_hash_distance(h, hash_of(&small, WEBP)) <= 4);
	free(large.rgba);
	free(small.rgba);
}

TEST(plain_images_have_no_hash)
{
	struct sketch s = sketch_new(200, 200);

	sketch_fill(&s, 240, 240, 240, 255);
	assert_int_equal(hash_of(&s, PNG), 0);
	for (uint32_t y = 0; y < 200; y++) /* a ramp is no picture either */
		for (uint32_t x = 0; x < 200; x++)
			memset(sketch_at(&s, x, y), (int)x, 3);
	assert_int_equal(hash_of(&s, PNG), 0);
	assert_int_equal(image_hash_distance(0, 0), 64);
	free(s.rgba);
}

RUN(CASE(every_format_is_remade_smaller_and_alike),
    CASE(small_images_keep_their_size), CASE(tall_images_fit_the_height),
    CASE(transparent_images_stay_transparent),
    CASE(colour_under_transparency_does_not_bleed_when_shrunk),
    CASE(orientation_of_the_camera_is_honoured),
    CASE(nothing_of_the_metadata_survives),
    CASE(what_is_no_image_is_refused), CASE(truncated_images_are_refused),
    CASE(counting_pixels_are_refused),
    CASE(header_bombs_are_refused_before_decoding),
    CASE(pixels_past_the_limit_are_refused_in_every_format),
    CASE(a_full_buffer_is_a_limit_and_keeps_what_was_in_it),
    CASE(the_hash_knows_a_picture_in_another_size_and_format),
    CASE(plain_images_have_no_hash))
