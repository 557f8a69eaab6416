#!/bin/sh
# marsad's search beside Lucene's, in one run over the same made articles and
# queries (bench/lib/corpus.h): both tables, then for each class how much
# longer Lucene takes.
#
#	bench/search.sh [MARSAD [ARTICLES]]
#
# Needs Debian's liblucene8-java and a JDK for Lucene's half.  A million
# articles need 8 GB of disk and some ten minutes.
set -eu

articles=${2:-${SEARCH_ARTICLES:-100000}}
bin=build/release/bench
out=build/bench/search-lucene
mkdir -p "$out"
trap 'rm -f "$out/articles.jsonl"' EXIT
trap 'exit 1' INT TERM

"$bin/search" "$articles" | tee "$out/marsad"
"$bin/search_corpus" --articles "$articles" >"$out/articles.jsonl"
"$bin/search_corpus" --queries all >"$out/queries"
OUT=$out sh bench/lucene/run.sh speed "$out/articles.jsonl" "$out/queries" |
    tee "$out/lucene"
grep -q '^lucene index' "$out/lucene" || exit 0
awk '
$2 == "index" { index_of[$1, $3] = $4; next }
$6 == "ms" { p50[$1, $2, $3] = $4; p99[$1, $2, $3] = $5 }
$1 == "marsad" && $6 == "ms" { class[++n] = $2 SUBSEP $3 }
function ratio(a, b) { return b > 0 ? a / b : 0 }
END {
	print "ratio  class  sort  Lucene/marsad at p50, at p99; p99 adding"
	for (i = 1; i <= n; i++) {
		split(class[i], c, SUBSEP)
		printf "ratio %s %s %.2f %.2f %.2f\n", c[1], c[2],
		    ratio(p50["lucene", class[i]], p50["marsad", class[i]]),
		    ratio(p99["lucene", class[i]], p99["marsad", class[i]]),
		    ratio(p99["lucene", class[i]],
		    p99["marsad-adding", class[i]])
	}
	printf "ratio index articles_per_cpu_s (marsad/Lucene) %.2f, " \
	    "bytes %.2f\n",
	    ratio(index_of["marsad", "articles_per_cpu_s"],
	    index_of["lucene", "merged_per_cpu_s"]),
	    ratio(index_of["marsad", "bytes_each"],
	    index_of["lucene", "bytes_each"])
}' "$out/marsad" "$out/lucene"
