# The store's SQL becomes C: statements and migrations.
SQL_FILES := $(sort $(wildcard src/store/sql/*.sql)) \
             $(sort $(wildcard src/store/sql/migrations/*.sql))
SQL_GEN = $(BUILD)/gen/store/sql_gen
GEN_SRC += $(SQL_GEN).c
GEN_HEADERS += $(SQL_GEN).h

$(BUILD)/tools/sqlgen: tools/sqlgen.c
	@mkdir -p $(@D)
	$(CC) -std=c17 -O1 -Wall -Wextra -Werror -D_GNU_SOURCE -o $@ $<

$(SQL_GEN).h $(SQL_GEN).c &: $(BUILD)/tools/sqlgen $(SQL_FILES)
	@mkdir -p $(BUILD)/gen/store
	$(BUILD)/tools/sqlgen $(BUILD)/gen/store $(SQL_FILES)
