/*
 * assetc: puts the files of assets/ into C.
 *
 *	assetc OUT.c OUT.h assets/portal.css assets/icon.svg ...
 *
 * Each becomes an entry of `assets` (web/assets.h) served under a name with
 * a hash of its content, /assets/portal-0123456789abcdef.css, so that it may
 * be cached for ever; and ASSET_PORTAL_CSS names the entry.
 */
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ASSET_MAX_BYTES (1 << 20)
#define BYTES_PER_LINE 12

static FILE *
open_or_die(const char *path, const char *mode)
{
	FILE *f = fopen(path, mode);

	if (f == NULL) {
		perror(path);
		exit(1);
	}
	return f;
}

/* FNV-1a, 64 bits: enough to tell two versions of a file apart. */
static uint64_t
hash_of(const unsigned char *p, size_t n)
{
	uint64_t h = 0xCBF29CE484222325u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ p[i]) * 0x100000001B3u;
	return h;
}

static const char *
mime_of(const char *ext)
{
	static const char *const types[][2] = {
		{ "css", "text/css; charset=utf-8" },
		{ "svg", "image/svg+xml" },
		{ "png", "image/png" },
		{ "ico", "image/x-icon" },
		{ "txt", "text/plain; charset=utf-8" },
		{ "js", "text/javascript; charset=utf-8" },
		{ "json", "application/json; charset=utf-8" },
	};

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(ext, types[i][0]) == 0)
			return types[i][1];
	fprintf(stderr, "assetc: no media type for .%s\n", ext);
	exit(1);
}

static void
put_bytes(FILE *c, int number, const unsigned char *p, size_t n)
{
	fprintf(c, "static const char bytes%d[] = {", number);
	for (size_t i = 0; i < n; i++)
		fprintf(c, "%s%d,", i % BYTES_PER_LINE == 0 ? "\n\t" : " ",
		        (int)(signed char)p[i]);
	fputs("\n};\n\n", c);
}

/* Write the bytes and the enum's line; the table's line into `row`. */
static void
embed(FILE *c, FILE *h, int number, const char *path, FILE *row)
{
	static unsigned char bytes[ASSET_MAX_BYTES];
	FILE *f = open_or_die(path, "rb");
	size_t n = fread(bytes, 1, sizeof(bytes), f);
	const char *base = strrchr(path, '/');
	const char *dot = strrchr(path, '.');

	if (n == 0 || n == sizeof(bytes) || base == NULL || dot == NULL ||
	    dot < base) {
		fprintf(stderr, "assetc: cannot embed %s\n", path);
		exit(1);
	}
	fclose(f);
	base++;
	put_bytes(c, number, bytes, n);
	fprintf(row,
	        "\t{ STR_INIT(\"/assets/%.*s-%016llx%s\"), "
	        "STR_INIT(\"%s\"), { bytes%d, %zu } },\n",
	        (int)(dot - base), base,
	        (unsigned long long)hash_of(bytes, n), dot, mime_of(dot + 1),
	        number, n);
	fputs("\tASSET_", h);
	for (const char *p = base; *p != '\0'; p++)
		fputc(isalnum((unsigned char)*p) ? toupper((unsigned char)*p)
		                                 : '_', h);
	fputs(",\n", h);
}

int
main(int argc, char **argv)
{
	FILE *c, *h, *row;
	int ch;

	if (argc < 4) {
		fputs("usage: assetc OUT.c OUT.h FILE...\n", stderr);
		return 2;
	}
	c = open_or_die(argv[1], "w");
	h = open_or_die(argv[2], "w");
	row = tmpfile();
	if (row == NULL)
		return 1;
	fputs("/* Made by: assetc.  Do not edit. */\n"
	      "#include \"web/assets.h\"\n\n", c);
	fputs("/* Made by: assetc.  Do not edit. */\n"
	      "#ifndef MARSAD_WEB_ASSETS_GEN_H\n"
	      "#define MARSAD_WEB_ASSETS_GEN_H\n\nenum asset_name {\n", h);
	for (int i = 3; i < argc; i++)
		embed(c, h, i, argv[i], row);
	fputs("\tASSET__COUNT\n};\n\n#endif\n", h);
	fputs("const struct asset assets[ASSET__COUNT] = {\n", c);
	rewind(row);
	while ((ch = fgetc(row)) != EOF)
		fputc(ch, c);
	fputs("};\n", c);
	fclose(row);
	return fclose(c) != 0 || fclose(h) != 0;
}
