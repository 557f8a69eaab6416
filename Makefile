# marsad: one Makefile.  `make run` and `make test` also install what is
# missing; plain `make` builds ./marsad.

MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all
.PHONY: all run test check san tsan fuzz bench lint install analyze clean \
        units browser crash replay

LISTEN ?= 127.0.0.1:8080
PREFIX ?= /usr/local
BUILD ?= build
CC = gcc
VARIANT ?= release

WARN = -std=c17 -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
       -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2 -Wcast-qual \
       -Wwrite-strings -Wundef -Wduplicated-cond -Wlogical-op \
       -Wnull-dereference -Wno-overlength-strings -Werror
INCLUDE = -Isrc -Itests -Ifuzz -Ibench -I$(BUILD)/gen
DEFS = -D_GNU_SOURCE -include src/base/banned.h
FLAGS_release = -O2 -g -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fPIE
LINK_release = -pie
FLAGS_san = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
            -fno-sanitize-recover=undefined
LINK_san = -fsanitize=address,undefined
FLAGS_tsan = -O1 -g -fsanitize=thread
LINK_tsan = -fsanitize=thread
CFLAGS_ALL = $(WARN) $(INCLUDE) $(DEFS) $(FLAGS_$(VARIANT)) -MMD -MP
# libcurl and libmicrohttpd are opened when used: src/base/lib.h
LIBS = -lexpat -lsqlite3 -lzstd -ldeflate -lxxhash -ljansson -lyajl -ljpeg \
       -lpng -lwebp -lutf8proc -lstemmer -lnettle -lm -lpthread
OUT = $(BUILD)/$(VARIANT)

# Everything but main.c goes into one archive a folder; test programs link
# the archives of their folder's DEPS only.
FOLDERS := $(shell awk -F: '!/^\#/ && NF == 2 { print $$1 }' src/DEPS)
SRC := $(wildcard src/*/*.c)
GEN_SRC :=
-include $(wildcard tools/*.mk)
lib = $(OUT)/lib$(1).a
objs = $(patsubst %.c,$(OUT)/%.o,$(filter-out src/cli/main.c,\
       $(filter src/$(1)/%,$(SRC)))) \
       $(patsubst $(BUILD)/gen/%.c,$(OUT)/gen/%.o,\
       $(filter $(BUILD)/gen/$(1)/%,$(GEN_SRC)))
deps = $(strip $(shell awk -F: '$$1 == "$(1)" { print $$2 }' src/DEPS))

all: marsad

marsad: $(BUILD)/release/marsad
	ln -f $< $@ 2>/dev/null || cp $< $@

$(OUT)/marsad: $(OUT)/src/cli/main.o $(foreach f,$(FOLDERS),$(call lib,$(f)))
	$(CC) $(FLAGS_$(VARIANT)) $(LINK_$(VARIANT)) -o $@ $< -Wl,--start-group \
	  $(foreach f,$(FOLDERS),$(call lib,$(f))) -Wl,--end-group $(LIBS)

define folder_rules
$(call lib,$(1)): $(call objs,$(1))
	@mkdir -p $$(@D)
	@rm -f $$@
	ar rcsD $$@ $$^
endef
$(foreach f,$(FOLDERS),$(eval $(call folder_rules,$(f))))

$(OUT)/%.o: %.c | $(GEN_HEADERS)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -c -o $@ $<

$(OUT)/gen/%.o: $(BUILD)/gen/%.c | $(GEN_HEADERS)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -c -o $@ $<

# Tests: tests/<folder>/<module>_test.c, linked with the folder's DEPS.
TESTS := $(wildcard tests/*/*_test.c)
TEST_BINS = $(patsubst tests/%.c,$(OUT)/tests/%,$(TESTS))
folder_of = $(word 2,$(subst /, ,$(1)))
define test_rules
$(OUT)/$(patsubst %.c,%,$(1)): $(OUT)/$(patsubst %.c,%.o,$(1)) \
    $(call lib,$(call folder_of,$(1))) \
    $(foreach f,$(call deps,$(call folder_of,$(1))),$(call lib,$(f)))
	@mkdir -p $$(@D)
	$(CC) $(FLAGS_$(VARIANT)) $(LINK_$(VARIANT)) -o $$@ $$< \
	  -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group -lcmocka $(LIBS)
endef
$(foreach t,$(TESTS),$(eval $(call test_rules,$(t))))

# Fuzz targets replay their corpus in `make check`; `make fuzz` fuzzes.
FUZZ := $(filter-out fuzz/replay.c,$(wildcard fuzz/*.c))
FUZZ_BINS = $(patsubst fuzz/%.c,$(OUT)/fuzz/%,$(FUZZ))
$(OUT)/fuzz/%: $(OUT)/fuzz/%.o $(OUT)/fuzz/replay.o \
    $(foreach f,$(filter-out cli,$(FOLDERS)),$(call lib,$(f)))
	$(CC) $(FLAGS_$(VARIANT)) $(LINK_$(VARIANT)) -o $@ $< \
	  $(OUT)/fuzz/replay.o -Wl,--start-group $(filter %.a,$^) \
	  -Wl,--end-group $(LIBS)

units: $(TEST_BINS) $(FUZZ_BINS) $(OUT)/marsad
	MARSAD=$(abspath $(OUT)/marsad) sh tests/run.sh $(OUT)

check:
	$(MAKE) units VARIANT=release

san:
	$(MAKE) units VARIANT=san

tsan:
	$(MAKE) units VARIANT=tsan

# The main job, for a newcomer: installs what is missing, builds, starts
# crawler and portal with the demo outlets, runs until Ctrl-C.
run:
	@scripts/setup.sh build
	@$(MAKE) --no-print-directory -s -j2 all
	@exec ./marsad run --demo --listen $(LISTEN) --db $(DB)

DB ?= demo.db

test:
	@scripts/setup.sh test
	@MAKE=$(MAKE) scripts/test.sh

lint:
	@tools/lint.sh

crash: marsad
	python3 tests/crash/crash_test.py ./marsad build/test/crash
	python3 tests/crash/index_test.py ./marsad

replay: marsad
	sh tests/replay/run.sh ./marsad build/test/replay

browser: marsad
	sh tests/browser/run.sh ./marsad build/test/browser

# Figures, as ratios to a peer or a limit in one run; never a test.
# What several of them need is in bench/lib.
BENCH := $(wildcard bench/*.c)
BENCH_LIB = $(patsubst %.c,$(BUILD)/release/%.o,$(wildcard bench/lib/*.c))
$(BUILD)/release/libbench.a: $(BENCH_LIB)
	@mkdir -p $(@D)
	@rm -f $@
	ar rcsD $@ $^

$(BUILD)/release/bench/%: $(BUILD)/release/bench/%.o \
    $(BUILD)/release/libbench.a \
    $(foreach f,$(FOLDERS),$(BUILD)/release/lib$(f).a)
	$(CC) $(FLAGS_release) $(LINK_release) -o $@ $< -Wl,--start-group \
	  $(filter %.a,$^) -Wl,--end-group $(LIBS)

bench: marsad $(patsubst bench/%.c,$(BUILD)/release/bench/%,$(BENCH))
	@for b in $(filter $(BUILD)/release/bench/%,$^); do $$b || exit 1; done
	@for b in $(wildcard bench/*.sh); do sh $$b ./marsad || exit 1; done

# A minute of fuzzing a target, from its corpus (needs clang).
FUZZ_S ?= 60
fuzz:
	@for t in $(basename $(notdir $(FUZZ))); do \
	  sh fuzz/run.sh $$t $(FUZZ_S) || exit 1; done

analyze:
	$(MAKE) BUILD=$(BUILD)/analyze CC="gcc -fanalyzer" \
	  $(BUILD)/analyze/release/marsad

install: marsad
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 \
	  $(DESTDIR)$(PREFIX)/lib/systemd/system \
	  $(DESTDIR)$(PREFIX)/share/marsad
	install -m 755 marsad $(DESTDIR)$(PREFIX)/bin/marsad
	install -m 644 docs/marsad.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	sed 's|@PREFIX@|$(PREFIX)|' docs/marsad.service \
	  >$(DESTDIR)$(PREFIX)/lib/systemd/system/marsad.service
	install -m 644 editions/ma.conf editions/ma.opml \
	  $(DESTDIR)$(PREFIX)/share/marsad/

clean:
	rm -rf $(BUILD) marsad

-include $(wildcard $(OUT)/src/*/*.d $(OUT)/tests/*/*.d $(OUT)/fuzz/*.d \
           $(OUT)/bench/*.d $(OUT)/bench/*/*.d $(OUT)/gen/*/*.d)
.PRECIOUS: $(OUT)/%.o $(OUT)/gen/%.o
