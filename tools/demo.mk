# The demo outlets' articles and pages become C (data/demo/README.md).
DEMO_DATA := $(addprefix data/demo/,outlets.conf words.conf comments.conf) \
             $(sort $(wildcard data/demo/pages/*.html)) \
             $(sort $(wildcard data/demo/*.txt))
DEMO_GEN = $(BUILD)/gen/demo/demo_data.c
GEN_SRC += $(DEMO_GEN)

$(BUILD)/tools/demogen: tools/demogen.c src/demo/slots.def src/demo/data.h \
    $(addprefix src/base/,str.c buf.c arena.c err.c)
	@mkdir -p $(@D)
	$(CC) $(WARN) -D_GNU_SOURCE -Isrc -O1 -o $@ $(filter %.c,$^) -lxxhash

$(DEMO_GEN): $(BUILD)/tools/demogen $(DEMO_DATA)
	@mkdir -p $(@D)
	$(BUILD)/tools/demogen $(DEMO_DATA) >$@.new
	mv $@.new $@
