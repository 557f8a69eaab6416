# The words of class and id become a table (vocabulary_words.def).
VOCABULARY_GEN = $(BUILD)/gen/extract/vocabulary_table.c
GEN_SRC += $(VOCABULARY_GEN)

$(BUILD)/tools/vocabgen: tools/vocabgen.c src/extract/vocabulary_words.def \
    src/extract/vocabulary_table.h
	@mkdir -p $(@D)
	$(CC) $(WARN) -D_GNU_SOURCE -Isrc -O1 -o $@ $<

$(VOCABULARY_GEN): $(BUILD)/tools/vocabgen
	@mkdir -p $(@D)
	$(BUILD)/tools/vocabgen >$@.new
	mv $@.new $@
