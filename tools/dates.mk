# The words of dates become a table (src/text/dates_words.def).
DATE_GEN = $(BUILD)/gen/text/dates_table.c
GEN_SRC += $(DATE_GEN)

$(BUILD)/tools/dategen: tools/dategen.c src/text/dates_words.def \
    src/text/dates_words.h
	@mkdir -p $(@D)
	$(CC) $(WARN) -D_GNU_SOURCE -Isrc -O1 -o $@ $<

$(DATE_GEN): $(BUILD)/tools/dategen
	@mkdir -p $(@D)
	$(BUILD)/tools/dategen >$@.new
	mv $@.new $@
