# The stems that the stemmer knows by name become tables (stem_words.def).
STEM_GEN = $(BUILD)/gen/text/stem_table.c
GEN_SRC += $(STEM_GEN)

$(BUILD)/tools/stemgen: tools/stemgen.c src/text/stem_words.def \
    src/text/stem_table.h
	@mkdir -p $(@D)
	$(CC) $(WARN) -D_GNU_SOURCE -Isrc -O1 -o $@ $<

$(STEM_GEN): $(BUILD)/tools/stemgen
	@mkdir -p $(@D)
	$(BUILD)/tools/stemgen >$@.new
	mv $@.new $@
