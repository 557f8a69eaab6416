# The languages' frequent words become a table (language_words.def).
LANGUAGE_GEN = $(BUILD)/gen/text/language_table.c
GEN_SRC += $(LANGUAGE_GEN)

$(BUILD)/tools/langgen: tools/langgen.c src/text/language_words.def \
    src/text/language_table.h
	@mkdir -p $(@D)
	$(CC) $(WARN) -D_GNU_SOURCE -Isrc -O1 -o $@ $<

$(LANGUAGE_GEN): $(BUILD)/tools/langgen
	@mkdir -p $(@D)
	$(BUILD)/tools/langgen >$@.new
	mv $@.new $@
