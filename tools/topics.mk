# The model of topics becomes a table.
TOPIC_GEN = $(BUILD)/gen/analyse/topic_table.c
GEN_SRC += $(TOPIC_GEN)

$(BUILD)/tools/topicgen: tools/topicgen.c src/base/str.c \
    src/analyse/topic_table.h src/model/topic.h
	@mkdir -p $(@D)
	$(CC) $(WARN) -D_GNU_SOURCE -Isrc -O1 -o $@ $(filter %.c,$^) -lxxhash

$(TOPIC_GEN): $(BUILD)/tools/topicgen data/topics/model.txt
	@mkdir -p $(@D)
	$(BUILD)/tools/topicgen <data/topics/model.txt >$@.new
	mv $@.new $@

# Trained anew, and tested, by hand with the shared data at hand.
CORPORA = $(or $(MARSAD_SHARED),../shared)/data/arabic/corpora
TOPIC_SETS = $(BUILD)/topics/ant11.jsonl $(BUILD)/topics/sanad7.jsonl
$(BUILD)/topics/%.jsonl:
	@mkdir -p $(@D)
	xzcat $(CORPORA)/$*.jsonl.xz >$@

$(BUILD)/tools/topictrain: tools/topictrain.c all
	@mkdir -p $(@D)
	$(CC) $(WARN) -D_GNU_SOURCE -Isrc -O2 -o $@ $< -Wl,--start-group \
	  $(OUT)/libanalyse.a $(OUT)/libmodel.a $(OUT)/libtext.a \
	  $(OUT)/libbase.a -Wl,--end-group $(LIBS)

.PHONY: topics-model topics-test
topics-model: $(BUILD)/tools/topictrain $(TOPIC_SETS)
	$(BUILD)/tools/topictrain ship $(TOPIC_SETS) >$(BUILD)/topics/model.new
	mv $(BUILD)/topics/model.new data/topics/model.txt
topics-test: $(BUILD)/tools/topictrain $(TOPIC_SETS) \
    $(BUILD)/topics/ant21.jsonl
	$(BUILD)/tools/topictrain test $(BUILD)/topics/ant21.jsonl $(TOPIC_SETS)
