# What tells languages apart: tables of n-grams (docs/language.md).  That of
# Latin letters is made of our samples, that of Arabic letters of figures.
LANGUAGE_LATIN = $(BUILD)/gen/text/language_latin.c
LANGUAGE_ARABIC = $(BUILD)/gen/text/language_arabic.c
LANGUAGE_FIGURES := data/language/arabic.figures
LANGUAGE_SAMPLES := $(patsubst %,data/language/%.txt,\
    $(shell sed -n 's/^X(.*"\([^"]*\)")$$/\1/p' src/text/language_classes.def))
GEN_SRC += $(LANGUAGE_LATIN) $(LANGUAGE_ARABIC)

$(BUILD)/tools/langgen: tools/langgen.c src/text/language_word.c \
    src/text/utf8.c src/base/str.c src/text/language_classes.def \
    src/text/language_table.h
	@mkdir -p $(@D)
	$(CC) $(WARN) -D_GNU_SOURCE -Isrc -O1 -o $@ $(filter %.c,$^) \
	  -lxxhash -lm

$(LANGUAGE_LATIN): $(BUILD)/tools/langgen $(LANGUAGE_SAMPLES)
	@mkdir -p $(@D)
	$(BUILD)/tools/langgen latin $(LANGUAGE_SAMPLES) >$@.new
	mv $@.new $@

$(LANGUAGE_ARABIC): $(BUILD)/tools/langgen $(LANGUAGE_FIGURES)
	@mkdir -p $(@D)
	$(BUILD)/tools/langgen arabic $(LANGUAGE_FIGURES) >$@.new
	mv $@.new $@

# The figures are kept: what they come from may not be.  Made anew by hand,
# with the shared data at hand: make language-figures.
.PHONY: language-figures
language-figures: SHARED = $(or $(MARSAD_SHARED),../shared)
language-figures: $(BUILD)/tools/langgen
	@mkdir -p $(BUILD)/language
	python3 tools/language_lines.py $(SHARED) $(BUILD)/language
	$(BUILD)/tools/langgen train $(BUILD)/language/ar.txt \
	  data/language/ary.txt $(BUILD)/language/mixed.txt \
	  >$(BUILD)/language/arabic.figures
	mv $(BUILD)/language/arabic.figures $(LANGUAGE_FIGURES)
