# The portal's templates and assets become C (STYLE 12).

TPL_PAGES := $(filter-out templates/_%,$(wildcard templates/*.html))
TPL_PARTS := $(wildcard templates/_*.html)
TPL_SRC := $(patsubst templates/%.html,$(BUILD)/gen/web/tpl_%.c,$(TPL_PAGES))
TPL_HEADER := $(BUILD)/gen/web/tpl.h
ASSET_FILES := $(sort $(wildcard assets/*.css assets/*.svg assets/*.png \
  assets/*.js assets/*.json))
ASSET_SRC := $(BUILD)/gen/web/assets_gen.c
ASSET_HEADER := $(BUILD)/gen/web/assets_gen.h

ifneq ($(TPL_PAGES),)
GEN_SRC += $(TPL_SRC) $(ASSET_SRC)
GEN_HEADERS += $(TPL_HEADER) $(ASSET_HEADER)
endif

$(BUILD)/tools/tmplc: tools/tmplc.c tools/tmplc_html.c tools/tmplc_html.h
	@mkdir -p $(@D)
	$(CC) $(WARN) -O1 -o $@ $(filter %.c,$^)

$(BUILD)/tools/assetc: tools/assetc.c
	@mkdir -p $(@D)
	$(CC) $(WARN) -O1 -o $@ $<

$(TPL_SRC): $(BUILD)/gen/web/tpl_%.c: templates/%.html $(TPL_PARTS) \
    $(BUILD)/tools/tmplc
	@mkdir -p $(@D)
	$(BUILD)/tools/tmplc page $< $@

# The list of pages is part of the header, so a new page makes it anew.
$(TPL_HEADER): $(TPL_PAGES) $(BUILD)/tools/tmplc
	@mkdir -p $(@D)
	$(BUILD)/tools/tmplc header $@ $(TPL_PAGES)

$(ASSET_SRC) $(ASSET_HEADER) &: $(ASSET_FILES) $(BUILD)/tools/assetc
	@mkdir -p $(@D)
	$(BUILD)/tools/assetc $(ASSET_SRC) $(ASSET_HEADER) $(ASSET_FILES)
