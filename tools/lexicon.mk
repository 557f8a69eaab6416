# Places, names and number words become tables (docs/entities.md).
LEXICON_DATA := $(sort $(wildcard data/places/*.txt)) \
                $(sort $(wildcard data/lexicon/*.txt)) \
                data/lexicon/common.stems
LEXICON_GEN = $(BUILD)/gen/analyse/lexicon_table.c
PLACES_GEN = $(BUILD)/gen/model/places_table.c
GEN_SRC += $(LEXICON_GEN) $(PLACES_GEN)

$(BUILD)/tools/lexgen: tools/lexgen.c src/analyse/lexicon.h \
    src/model/places_table.h \
    $(addprefix src/text/,fold.c fold_arabic.c fold_latin.c utf8.c normalise.c) \
    $(addprefix src/base/,str.c buf.c arena.c err.c)
	@mkdir -p $(@D)
	$(CC) $(WARN) -D_GNU_SOURCE -Isrc -O1 -o $@ $(filter %.c,$^) \
	  -lxxhash -lutf8proc

$(LEXICON_GEN): $(BUILD)/tools/lexgen $(LEXICON_DATA)
	@mkdir -p $(@D)
	$(BUILD)/tools/lexgen lexicon $(LEXICON_DATA) >$@.new
	mv $@.new $@

$(PLACES_GEN): $(BUILD)/tools/lexgen $(LEXICON_DATA)
	@mkdir -p $(@D)
	$(BUILD)/tools/lexgen places $(LEXICON_DATA) >$@.new
	mv $@.new $@
