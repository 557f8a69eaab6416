/*
 * Runs a fuzz target once over every file named on the command line: the
 * kept corpus is a regression test for builds without libFuzzer.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/io.h"
#include "fuzz.h"

#define INPUT_MAX_BYTES (4u << 20)

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		struct buf raw = BUF_INIT(INPUT_MAX_BYTES);

		if (io_read_file(argv[i], &raw) != ERR_OK) {
			fprintf(stderr, "cannot read %s\n", argv[i]);
			return 1;
		}
		LLVMFuzzerTestOneInput((const uint8_t *)raw.p, raw.n);
		buf_release(&raw);
	}
	printf("%s: %d inputs replayed\n", argv[0], argc - 1);
	return 0;
}
