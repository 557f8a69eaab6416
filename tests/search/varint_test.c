#include "search/varint.h"

#include <string.h>

#include "test.h"

/* A number as it is read again, from just its bytes and from one fewer. */
static void
check_number(uint64_t v, unsigned bytes)
{
	uint8_t to[VARINT_MAX_BYTES];
	const uint8_t *p = to;
	uint64_t back = ~v;

	assert_int_equal(varint_write(to, v), bytes);
	assert_true(varint_read(&p, to + bytes, &back));
	assert_true(back == v);
	assert_ptr_equal(p, to + bytes);
	p = to;
	assert_false(varint_read(&p, to + bytes - 1, &back));
	assert_ptr_equal(p, to);
}

TEST(numbers_take_a_byte_for_seven_bits)
{
	check_number(0, 1);
	for (unsigned bits = 1; bits < 64; bits++) {
		uint64_t v = (uint64_t)1 << bits;

		check_number(v - 1, (bits + 6) / 7);
		check_number(v, bits / 7 + 1);
	}
	check_number(UINT64_MAX, VARINT_MAX_BYTES);
}

TEST(what_has_too_many_bits_is_refused_and_not_stepped_over)
{
	static const struct {
		const char *name;
		uint8_t bytes[VARINT_MAX_BYTES + 2];
	} rows[] = {
		{ "eleven bytes",
		  { 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 1 } },
		{ "the 65th bit",
		  { 255, 255, 255, 255, 255, 255, 255, 255, 255, 2 } },
		{ "no end",
		  { 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
		    255 } },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const uint8_t *p = rows[i].bytes;
		uint64_t v = 5;

		if (varint_read(&p, p + sizeof(rows[i].bytes), &v))
			print_error("%s\n", rows[i].name);
		assert_ptr_equal(p, rows[i].bytes);
		assert_int_equal(v, 5);
	}
}

TEST(numbers_follow_each_other)
{
	uint8_t to[3 * VARINT_MAX_BYTES];
	const uint8_t *p = to, *end;
	uint64_t v;
	unsigned n = varint_write(to, 300);

	n += varint_write(to + n, 0);
	n += varint_write(to + n, UINT64_MAX);
	end = to + n;
	assert_true(varint_read(&p, end, &v) && v == 300);
	assert_true(varint_read(&p, end, &v) && v == 0);
	assert_true(varint_read(&p, end, &v) && v == UINT64_MAX);
	assert_false(varint_read(&p, end, &v));
}

RUN(CASE(numbers_take_a_byte_for_seven_bits),
    CASE(what_has_too_many_bits_is_refused_and_not_stepped_over),
    CASE(numbers_follow_each_other))
