/*
 * Makes the tables of the gazetteer and of the words known by name from
 * data/places and data/lexicon, whose form docs/entities.md tells.  Writes C
 * to standard output.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/lexicon.h"
#include "model/places_table.h"
#include "base/arena.h"
#include "text/normalise.h"

#define PLACES_MAX 2000u
#define AGENCIES_MAX 64u
#define FILE_MAX_BYTES (4u << 20)
#define MEM_MAX_BYTES (64u << 20)

struct place {
	struct str code, kind, parent;
	struct str names[3];
	int parent_row;
};

static struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
static struct place places[PLACES_MAX] = { { .code = STR_INIT("") } };
static unsigned place_count = 1;
static struct lexicon_entry table[LEXICON_SLOTS];
static unsigned used;
static struct str agencies[AGENCIES_MAX];
static unsigned agency_count = 1;
static uint32_t common[LEXICON_COMMON_SLOTS];
static unsigned common_used;

static void
die(const char *what, struct str where)
{
	fprintf(stderr, "lexgen: %s: %.*s\n", what, STR_ARG(where));
	exit(1);
}

static void
add_entry(struct lexicon_entry e)
{
	size_t i = lexicon_slot(e.hash);

	for (; table[i].hash != 0; i = (i + 1) % LEXICON_SLOTS) {
		if (table[i].hash != e.hash || table[i].kind != e.kind)
			continue;
		/* a longer phrase only marks what is there */
		if ((e.flags & LEXICON_ENDS) == 0) {
			table[i].flags |= LEXICON_MORE;
			return;
		}
		if ((table[i].flags & LEXICON_ENDS) == 0) {
			e.flags |= LEXICON_MORE;
			table[i] = e;
			return;
		}
		if (table[i].value == e.value) {
			/* in doubt or with a capital only if always so */
			table[i].flags &= e.flags | LEXICON_MORE;
			return;
		}
	}
	if (++used > LEXICON_SLOTS * 3 / 4)
		die("the table is full", STR("LEXICON_SLOT_BITS"));
	table[i] = e;
}

/* One phrase of folded words. */
static void
add_phrase(struct str folded, enum lexicon_kind kind, unsigned value,
           unsigned flags)
{
	uint32_t hash = 0;
	unsigned words = 0;
	struct str all = folded;

	if (folded.n == 0)
		return;
	if (str_chr(folded, ' ') != STR_NPOS && kind != LEXICON_PLACE &&
	    kind != LEXICON_NISBA && kind != LEXICON_NUMBER &&
	    kind != LEXICON_AGENCY)
		die("of this kind only single words are looked for", all);
	while (folded.n > 0) {
		struct str word = str_until(&folded, ' ');
		bool last = folded.n == 0;

		if (++words > LEXICON_PHRASE_MAX)
			die("too many words", all);
		hash = lexicon_step(hash, word);
		add_entry((struct lexicon_entry){
		        .hash = hash,
		        .value = (uint16_t)value,
		        .kind = (uint8_t)kind,
		        .flags = (uint8_t)(last ? LEXICON_ENDS | flags
		                                : LEXICON_MORE),
		});
	}
}

static bool
is_arabic(struct str s)
{
	return s.n > 0 && (unsigned char)s.p[0] >= 0xD8 &&
	       (unsigned char)s.p[0] <= 0xDB;
}

/* Each word of a phrase between `head` and `tail`. */
static struct str
dress(struct str folded, const char *head, const char *tail)
{
	struct str out = STR_EMPTY;

	while (folded.n > 0) {
		struct str word = str_until(&folded, ' ');

		out = str_fmt(&mem, "%.*s%s%s%.*s%s", STR_ARG(out),
		              out.n > 0 ? " " : "", head, STR_ARG(word), tail);
	}
	return out;
}

static const char *const article[] = { "", "ال" };

static void
add_arabic_nisba(struct str folded, unsigned value, unsigned flags)
{
	static const char *const tails[] = { "", "ه", "ين", "ون", "ات" };
	size_t n = str_ends(folded, STR("ي")) ? COUNT(tails) : 1;

	for (size_t i = 0; i < COUNT(article); i++)
		for (size_t k = 0; k < n; k++)
			add_phrase(dress(folded, article[i], tails[k]),
			           LEXICON_NISBA, value, flags);
}

static void
add_latin_nisba(struct str folded, unsigned value, unsigned flags)
{
	static const char *const tails[] = { "", "s", "e", "es" };
	static const char *const tails_en[] = { "", "s", "ne", "nes" };
	const char *const *t =
	        str_ends(folded, STR("en")) ? tails_en : tails;

	for (size_t k = 0; k < COUNT(tails); k++)
		add_phrase(str_fmt(&mem, "%.*s%s", STR_ARG(folded), t[k]),
		           LEXICON_NISBA, value, flags);
}

/* The names of one column: "a; ~b; c".  Returns the first as written. */
static struct str
add_names(struct str column, enum lexicon_kind kind, unsigned value,
          unsigned flags)
{
	struct str first = STR_EMPTY;

	while (column.n > 0) {
		struct str name = str_trim(str_until(&column, ';'));
		unsigned f = flags;
		struct str folded;

		if (str_skip(&name, STR("~~")))
			f |= LEXICON_MAYBE | LEXICON_HARDLY;
		else if (str_skip(&name, STR("~")))
			f |= LEXICON_MAYBE;
		if (first.n == 0)
			first = name;
		folded = text_fold_copy(&mem, name);
		if (is_arabic(folded))
			f &= ~LEXICON_CAPITAL;
		if (kind != LEXICON_NISBA)
			add_phrase(folded, kind, value, f);
		else if (is_arabic(folded))
			add_arabic_nisba(folded, value, f);
		else
			add_latin_nisba(folded, value, f);
		if ((kind == LEXICON_ROLE || kind == LEXICON_NUMBER) &&
		    is_arabic(folded) && !str_starts(folded, STR("ال")))
			add_phrase(str_fmt(&mem, "ال%.*s", STR_ARG(folded)),
			           kind, value, f);
	}
	return first;
}

static void
read_place(struct str line)
{
	struct str c[9] = { STR_EMPTY };
	struct place *p = &places[place_count];
	unsigned id = place_count;

	for (size_t i = 0; i < COUNT(c) && line.n > 0; i++)
		c[i] = str_trim(str_until(&line, '|'));
	if (str_eq(c[0], STR("-"))) {
		id = 0;
	} else {
		if (++place_count == PLACES_MAX)
			die("too many places", c[0]);
		*p = (struct place){ .code = c[0],
			             .kind = c[1],
			             .parent = c[2] };
	}
	for (size_t i = 0; i < 3; i++) {
		struct str name = add_names(c[3 + i], LEXICON_PLACE, id,
		                            LEXICON_CAPITAL);

		if (id != 0 && name.n == 0)
			die("a name is missing", c[0]);
		p->names[i] = name;
	}
	add_names(c[6], LEXICON_NISBA, id, 0);
	add_names(c[7], LEXICON_NISBA, id, 0);
	add_names(c[8], LEXICON_NISBA, id, LEXICON_CAPITAL);
}

static const struct {
	const char *name;
	enum lexicon_kind kind;
} word_kinds[] = {
	{ "role", LEXICON_ROLE },     { "first", LEXICON_FIRST },
	{ "link", LEXICON_LINK },     { "number", LEXICON_NUMBER },
	{ "agency", LEXICON_AGENCY }, { "cue", LEXICON_CUE },
	{ "stop", LEXICON_STOP },
};

/* "number 3 | three; trois": a kind, a value, the words. */
static void
read_words(struct str line)
{
	struct str head = str_trim(str_until(&line, '|'));
	struct str kind = str_until(&head, ' ');
	uint64_t value = 0;

	for (size_t i = 0; i < COUNT(word_kinds); i++) {
		if (!str_eq(kind, str_from(word_kinds[i].name)))
			continue;
		if (word_kinds[i].kind == LEXICON_AGENCY) {
			if (agency_count == AGENCIES_MAX)
				die("too many agencies", head);
			agencies[agency_count] = head;
			value = agency_count++;
		} else {
			str_number(&head, &value, UINT16_MAX);
		}
		add_names(line, word_kinds[i].kind, (unsigned)value, 0);
		return;
	}
	die("no such kind of words", kind);
}

static void
read_stems(struct str line)
{
	while (line.n > 0) {
		struct str stem = str_word(&line);
		uint32_t h = (uint32_t)(str_hash(stem) >> 32);
		size_t i = h % LEXICON_COMMON_SLOTS;

		if (++common_used > LEXICON_COMMON_SLOTS * 3 / 4)
			die("too many stems", stem);
		while (common[i] != 0)
			i = (i + 1) % LEXICON_COMMON_SLOTS;
		common[i] = h;
	}
}

static void
read_file(const char *path)
{
	char *bytes = arena_alloc(&mem, FILE_MAX_BYTES);
	bool is_places = strstr(path, "/places/") != NULL;
	struct str rest = { bytes, 0 };
	FILE *f = fopen(path, "r");

	if (f == NULL)
		die("cannot read", str_from(path));
	rest.n = fread(bytes, 1, FILE_MAX_BYTES, f);
	fclose(f);
	while (rest.n > 0) {
		struct str line = str_trim(str_line(&rest));

		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (is_places)
			read_place(line);
		else if (str_ends(str_from(path), STR(".stems")))
			read_stems(line);
		else
			read_words(line);
	}
}

static void
settle_parents(void)
{
	for (unsigned i = 1; i < place_count; i++) {
		struct place *p = &places[i];

		for (unsigned k = 1; k < i && p->parent.n > 0; k++) {
			if (str_eq(places[k].code, p->code))
				die("a code is there twice", p->code);
			if (str_eq(places[k].code, p->parent))
				p->parent_row = (int)k;
		}
		if (p->parent.n > 0 && p->parent_row == 0)
			die("the parent must stand before", p->code);
	}
}

static const char *
kind_of(struct str kind)
{
	static const char *const kinds[][2] = {
		{ "country", "PLACE_COUNTRY" },
		{ "region", "PLACE_REGION" },
		{ "province", "PLACE_PROVINCE" },
		{ "town", "PLACE_TOWN" },
		{ "area", "PLACE_AREA" },
	};

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (str_eq(kind, str_from(kinds[i][0])))
			return kinds[i][1];
	die("no such kind of place", kind);
	return NULL;
}

static int
country_of(unsigned i)
{
	while (places[i].parent_row != 0)
		i = (unsigned)places[i].parent_row;
	return str_eq(places[i].kind, STR("country")) ? (int)i : 0;
}

static void
write_places(void)
{
	static uint16_t codes[PLACES_CODE_SLOTS];

	puts("const struct place_row places_rows[] = {\n\t{ .kind = 0 },");
	for (unsigned i = 1; i < place_count; i++) {
		const struct place *p = &places[i];
		size_t at = (size_t)(str_hash(p->code) % PLACES_CODE_SLOTS);

		while (codes[at] != 0)
			at = (at + 1) % PLACES_CODE_SLOTS;
		codes[at] = (uint16_t)i;
		printf("\t{ STR_INIT(\"%.*s\"), { STR_INIT(\"%.*s\"), "
		       "STR_INIT(\"%.*s\"), STR_INIT(\"%.*s\") },\n"
		       "\t  %d, %d, %s },\n",
		       STR_ARG(p->code), STR_ARG(p->names[0]),
		       STR_ARG(p->names[1]), STR_ARG(p->names[2]),
		       p->parent_row, country_of(i), kind_of(p->kind));
	}
	printf("};\nconst uint16_t places_rows_count = %u;\n", place_count);
	puts("const uint16_t places_codes[PLACES_CODE_SLOTS] = {");
	for (unsigned i = 0; i < PLACES_CODE_SLOTS; i++)
		if (codes[i] != 0)
			printf("\t[%u] = %u,\n", i, codes[i]);
	puts("};");
}

static void
write_lexicon(void)
{
	puts("const struct str agency_codes[] = {\n\tSTR_INIT(\"\"),");
	for (unsigned i = 1; i < agency_count; i++)
		printf("\tSTR_INIT(\"%.*s\"),\n", STR_ARG(agencies[i]));
	puts("};\nconst struct lexicon_entry lexicon_table[LEXICON_SLOTS] = {");
	for (unsigned i = 0; i < LEXICON_SLOTS; i++)
		if (table[i].hash != 0)
			printf("\t[%u] = { 0x%x, %u, %u, %u },\n", i,
			       table[i].hash, table[i].value, table[i].kind,
			       table[i].flags);
	puts("};\nconst uint32_t lexicon_common[LEXICON_COMMON_SLOTS] = {");
	for (unsigned i = 0; i < LEXICON_COMMON_SLOTS; i++)
		if (common[i] != 0)
			printf("\t[%u] = 0x%x,\n", i, common[i]);
	puts("};");
}

/* lexgen places|lexicon FILE...: one of the two tables, from all files */
int
main(int argc, char **argv)
{
	bool gazetteer = argc > 1 && strcmp(argv[1], "places") == 0;

	if (argc < 3 || (!gazetteer && strcmp(argv[1], "lexicon") != 0)) {
		fputs("usage: lexgen places|lexicon FILE...\n", stderr);
		return 2;
	}
	for (int i = 2; i < argc; i++)
		read_file(argv[i]);
	settle_parents();
	printf("/* Made by: lexgen %s data/places/... data/lexicon/... */\n"
	       "#include \"%s\"\n\n",
	       argv[1],
	       gazetteer ? "model/places_table.h" : "analyse/lexicon.h");
	if (gazetteer)
		write_places();
	else
		write_lexicon();
	arena_release(&mem);
	return 0;
}
