#!/bin/sh
# The house rules a machine can check (docs/STYLE.md names them).  Prints one
# line per breach, file:line: what; exit status 1 if there was any.
set -u
found=$(mktemp)
trap 'rm -f "$found"' EXIT

sources() {
	find src tests fuzz bench tools -name '*.[ch]' \
	    ! -name 'entities_table.c' | sort
}

# 1. Who may include whom: src/DEPS.
awk '
FILENAME == "src/DEPS" {
	if ($0 !~ /^#/ && split($0, part, ":") == 2) {
		known[part[1]] = 1
		n = split(part[2], dep, " ")
		for (i = 1; i <= n; i++)
			may[part[1] SUBSEP dep[i]] = 1
	}
	next
}
/^#include "/ {
	split(FILENAME, at, "/")
	split($0, q, "\"")
	if (split(q[2], to, "/") < 2 || !(to[1] in known))
		next
	if (at[2] != to[1] && !((at[2], to[1]) in may))
		printf "%s:%d: %s may not include %s\n", \
		    FILENAME, FNR, at[2], to[1]
}' src/DEPS $(find src -name '*.[ch]') >>"$found"

# 2. Each outside library in its one folder.
while read -r header rooms; do
	grep -rnE "#include <$header" src | grep -vE "^src/($rooms)/" |
	    sed "s#\$# (only in: $rooms)#" >>"$found"
done <<'LIBS'
curl/ crawl
expat.h feed
sqlite3.h store
zstd.h store
microhttpd.h web
nettle/ web
jpeglib.h image
png.h image
webp/ image
libstemmer.h text
sys/socket.h web|crawl|cli
LIBS

# 3. Pure rooms do no I/O and know no time.
grep -rsnE '#include <(fcntl|unistd|sys/socket|time|pthread)\.h>|"base/(io|log|clock)\.h"' \
    src/text src/model src/url src/html src/feed src/extract src/analyse \
    src/cluster src/demo src/image | sed 's/$/ (a pure room)/' >>"$found"

# 4. Budgets: 80 columns, 80 lines a function, 800 lines a file.
for f in $(sources); do
	awk '
	{
		line = $0
		n = 0
		while ((t = index(line, "\t")) > 0) {
			n += int((t - 1 + 8) / 8) * 8
			n -= int((t - 1) % 8 ? 0 : 0)
			line = substr(line, t + 1)
		}
		n += length(line)
		if (n > 80 && !/STR_INIT|STR\(|"/ && !/ static inline|^static inline/)
			printf "%s:%d: %d columns\n", FILENAME, FNR, n
	}
	/^\{/ { start = FNR; table = 0 }
	/long: table/ { table = 1 }
	/^\}/ {
		if (start && FNR - start > 80 && !table)
			printf "%s:%d: function of %d lines\n", \
			    FILENAME, start, FNR - start
		start = 0
	}
	END {
		if (FNR > 800)
			printf "%s:1: %d lines\n", FILENAME, FNR
	}' "$f" >>"$found"
done

# 5. Guards named after the file.
for f in $(find src -name '*.h'); do
	want=MARSAD_$(echo "${f#src/}" | tr 'a-z/.' 'A-Z__')
	grep -q "^#ifndef $want\$" "$f" || echo "$f:1: guard is not $want" >>"$found"
done

# 6. No bidi control characters and no paths of one machine, anywhere.
tracked() {
	if git rev-parse --git-dir >/dev/null 2>&1; then
		git ls-files --cached --others --exclude-standard
	else
		find . -type f ! -path './build/*'
	fi
}
tracked | grep -vE '\.(png|jpg|webp|ico)$' |
while read -r f; do
	[ -f "$f" ] || continue
	# bytes of U+202A to 202E, 200E, 200F, 2066 to 2069 and 061C
	LC_ALL=C grep -anP \
	    '\xE2\x80[\x8E\x8F\xAA-\xAE]|\xE2\x81[\xA6-\xA9]|\xD8\x9C' \
	    "$f" 2>/dev/null | cut -d: -f1 | sed "s|.*|$f:&: bidi control|"
	grep -nE '(^|[^A-Za-z0-9_.])/(work|farm|root|home)/' "$f" 2>/dev/null |
	    sed "s|^\([0-9]*\):.*|$f:\1: a path of one machine|"
done | grep -v '^tools/lint.sh:' >>"$found"

# 7. Every function of a header has its contract: a comment before it.
for f in $(find src -name '*.h' ! -name 'internal.h' ! -name '*_internal.h'); do
	awk '
	/\*\/[ \t]*$/ { documented = FNR }
	/^[a-z].*\(/ && /;[ \t]*$|,[ \t]*$/ && !/^(typedef|static|extern)|\{/ {
		if (documented < last_blank && FNR != last_proto + 1)
			printf "%s:%d: no contract\n", FILENAME, FNR
		last_proto = FNR
	}
	/^[ \t]+.*;[ \t]*$/ && last_proto == FNR - 1 { last_proto = FNR }
	/^$/ { last_blank = FNR }
	' "$f" >>"$found"
done

sort -u "$found"
n=$(sort -u "$found" | wc -l)
echo "lint: $n breaches"
[ "$n" -eq 0 ]
