/*
 * The manifest of an index: as it is, and with the checksum it should have, so
 * that the lines behind it are reached.  What is read prints and reads back.
 */
#include "fuzz.h"

#include <stdio.h>

#include "search/manifest.h"

#define MEM_BYTES (1u << 20)

static void
check(struct str text)
{
	struct arena mem = ARENA_INIT(4096, MEM_BYTES);
	struct buf out = BUF_INIT(MANIFEST_MAX_BYTES);
	struct manifest m, again;

	if (manifest_parse(&mem, text, &m) == ERR_OK) {
		manifest_print(&m, &out);
		if (out.err != ERR_OK ||
		    manifest_parse(&mem, buf_str(&out), &again) != ERR_OK)
			BUG("what was printed does not read back");
		if (again.n != m.n || again.log != m.log ||
		    again.mark != m.mark || again.next != m.next)
			BUG("it reads back as something else");
	}
	buf_release(&out);
	arena_release(&mem);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct buf summed = BUF_INIT(MANIFEST_MAX_BYTES);

	check(text);
	buf_put(&summed, text);
	buf_printf(&summed, "sum %016llx\n",
	           (unsigned long long)str_hash(text));
	if (summed.err == ERR_OK)
		check(buf_str(&summed));
	buf_release(&summed);
	return 0;
}
