# How common stems are becomes a table.
COMMON_GEN = $(BUILD)/gen/text/common_table.c
COMMON_TEXTS := data/terms/common.txt data/terms/function_words.txt
GEN_SRC += $(COMMON_GEN)

$(BUILD)/tools/commongen: tools/commongen.c src/base/str.c \
    src/text/stem_hash.c src/text/common_table.h
	@mkdir -p $(@D)
	$(CC) $(WARN) -D_GNU_SOURCE -Isrc -O1 -o $@ $(filter %.c,$^) -lxxhash

$(COMMON_GEN): $(BUILD)/tools/commongen $(COMMON_TEXTS)
	@mkdir -p $(@D)
	cat $(COMMON_TEXTS) | $(BUILD)/tools/commongen >$@.new
	mv $@.new $@

# Learnt anew by hand, with the shared data at hand: make common-terms.
.PHONY: common-terms
common-terms: SHARED = $(or $(MARSAD_SHARED),../shared)
common-terms: tools/commonlearn.c all
	@mkdir -p $(BUILD)/tools
	$(CC) $(WARN) -D_GNU_SOURCE -Isrc -O1 -o $(BUILD)/tools/commonlearn \
	  $< -Wl,--start-group $(OUT)/libtext.a $(OUT)/libbase.a \
	  -Wl,--end-group $(LIBS)
	for c in ant11 sanad7 marsum; do \
	  xzcat $(SHARED)/data/arabic/corpora/$$c.jsonl.xz; done | \
	  $(BUILD)/tools/commonlearn >$(BUILD)/common.new
	mv $(BUILD)/common.new data/terms/common.txt
