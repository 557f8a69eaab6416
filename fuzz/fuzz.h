#ifndef MARSAD_FUZZ_FUZZ_H
#define MARSAD_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/*
 * The entry point of a fuzz target, as libFuzzer calls it.  Built by clang it
 * fuzzes; built by gcc with fuzz/replay.c it replays its corpus
 * (fuzz/corpus/<target>/) in `make check`.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
