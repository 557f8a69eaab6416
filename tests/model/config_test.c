#include "test.h"

#include "model/config.h"

TEST(refuses_values_of_the_wrong_form)
{
	static const struct {
		enum config_key key;
		const char *value;
		enum err want;
	} rows[] = {
		{ CONFIG_LISTEN, "127.0.0.1:8080", ERR_OK },
		{ CONFIG_LISTEN, "[::1]:0", ERR_OK },
		{ CONFIG_LISTEN, "8080", ERR_FORMAT },
		{ CONFIG_LISTEN, "127.0.0.1:70000", ERR_FORMAT },
		{ CONFIG_LISTEN, "127.0.0.1:80x", ERR_FORMAT },
		{ CONFIG_FETCH_DELAY, "0", ERR_OK },
		{ CONFIG_FETCH_DELAY, "0.25", ERR_OK },
		{ CONFIG_FETCH_DELAY, "-1", ERR_FORMAT },
		{ CONFIG_FETCH_DELAY, "1.2345", ERR_FORMAT },
		{ CONFIG_FETCH_DELAY, "", ERR_FORMAT },
		{ CONFIG_FETCH_ALLOW, "127.0.0.0/8 ::1/128", ERR_OK },
		{ CONFIG_FETCH_ALLOW, "", ERR_OK },
		{ CONFIG_FETCH_ALLOW, "127.0.0.0/8; rm", ERR_FORMAT },
		{ CONFIG_REPORT_THRESHOLD, "3", ERR_OK },
		{ CONFIG_REPORT_THRESHOLD, "three", ERR_FORMAT },
		{ CONFIG_EDITION_TIMEZONE, "Africa/Casablanca", ERR_OK },
		{ CONFIG_EDITION_TIMEZONE, "/etc/passwd", ERR_FORMAT },
		{ CONFIG_EDITION_NAME, "مرصد المغرب", ERR_OK },
		{ CONFIG_EDITION_NAME, "a\x01z", ERR_FORMAT },
		{ CONFIG_MODE_DEFAULT, "excerpt", ERR_OK },
		{ CONFIG_MODE_DEFAULT, "some", ERR_FORMAT },
		{ CONFIG_FETCH_IMAGES, "no", ERR_OK },
		{ CONFIG_FETCH_IMAGES, "maybe", ERR_FORMAT },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena mem = ARENA_INIT(1024, 1u << 20);
		const char *why = NULL;
		struct config c;

		config_init(&c);
		assert_int_equal(config_set(&mem, &c, rows[i].key,
		                            str_from(rows[i].value),
		                            CONFIG_FLAG, &why),
		                 rows[i].want);
		assert_true((why != NULL) == (rows[i].want != ERR_OK));
		arena_release(&mem);
	}
}

TEST(every_default_has_its_own_form)
{
	struct arena mem = ARENA_INIT(1024, 1u << 20);
	struct config c;

	config_init(&c);
	for (int k = 0; k < CONFIG__COUNT; k++) {
		struct str v = c.value[k];

		assert_int_equal(config_set(&mem, &c, (enum config_key)k, v,
		                            CONFIG_FLAG, NULL),
		                 ERR_OK);
	}
	assert_int_equal(config_number(&c, CONFIG_STRIP_HEADLINES), 57);
	assert_int_equal(config_number(&c, CONFIG_REPORT_THRESHOLD), 3);
	assert_int_equal(config_ms(&c, CONFIG_FETCH_DELAY), 5000);
	arena_release(&mem);
}

TEST(reads_a_file_and_names_the_line_that_is_wrong)
{
	struct arena mem = ARENA_INIT(1024, 1u << 20);
	struct str message;
	struct config c;

	config_init(&c);
	assert_int_equal(
	        config_read(&mem, &c,
	                    STR("\xEF\xBB\xBF# mine\n\nfetch.delay = 1.5 # s\r\n"
	                        "edition.name=  صحافة = اليوم \n"),
	                    STR("my.conf"), &message),
	        ERR_OK);
	assert_int_equal(config_ms(&c, CONFIG_FETCH_DELAY), 1500);
	assert_str(c.value[CONFIG_EDITION_NAME], "صحافة = اليوم");
	assert_str(c.origin[CONFIG_FETCH_DELAY], "my.conf:3");
	assert_int_equal(c.from[CONFIG_FETCH_DELAY], CONFIG_FILE);

	assert_int_equal(config_read(&mem, &c, STR("fetch.delay=2\nnothing\n"),
	                             STR("b.conf"), &message),
	                 ERR_FORMAT);
	assert_str(message, "b.conf:2: expected key = value");
	assert_int_equal(config_read(&mem, &c, STR("fetch.dealy = 2\n"),
	                             STR("b.conf"), &message),
	                 ERR_FORMAT);
	assert_str(message, "b.conf:1: unknown key");
	arena_release(&mem);
}

RUN(CASE(refuses_values_of_the_wrong_form),
    CASE(every_default_has_its_own_form),
    CASE(reads_a_file_and_names_the_line_that_is_wrong))
