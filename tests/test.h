#ifndef MARSAD_TESTS_TEST_H
#define MARSAD_TESTS_TEST_H

/* cmocka 1.1.5 does not include what it needs itself. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/str.h"

/*
 * A test program is a list of TEST functions, each named as a fact, and one
 * RUN line at its end:
 *
 *	TEST(folds_hamza_on_alef) { ... }
 *	RUN(CASE(folds_hamza_on_alef), CASE(...))
 */
#define TEST(name) static void name(__attribute__((unused)) void **state)
#define CASE(name) cmocka_unit_test(name)
#define RUN(...)                                                         \
	int main(void)                                                   \
	{                                                                \
		const struct CMUnitTest tests[] = { __VA_ARGS__ };       \
		return cmocka_run_group_tests_name(__FILE__, tests, NULL, \
		                                   NULL);                \
	}

/* Fail with both texts shown when a view differs from what is wanted. */
#define assert_str(got, want) \
	test_str((got), str_from(want), __FILE__, __LINE__)

static inline void
test_str(struct str got, struct str want, const char *file, int line)
{
	if (str_eq(got, want))
		return;
	print_error("got  \"%.*s\"\nwant \"%.*s\"\n", STR_ARG(got),
	            STR_ARG(want));
	_fail(file, line);
}

/* Fail when two numbers are further apart than rounding explains. */
#define assert_near(got, want) test_near((got), (want), __FILE__, __LINE__)

static inline void
test_near(double got, double want, const char *file, int line)
{
	double apart = got > want ? got - want : want - got;

	if (apart < 1e-6)
		return;
	print_error("got  %.9f\nwant %.9f\n", got, want);
	_fail(file, line);
}

#endif
