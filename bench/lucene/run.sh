#!/bin/sh
# Lucene beside marsad's own search:
#
#	bench/lucene/run.sh speed ARTICLES QUERIES [HITS]
#	bench/lucene/run.sh retrieval DOCUMENTS QUERIES RUN
#
# ARTICLES and QUERIES are what bench/search_corpus writes; HITS receives the
# first ten of every query.  DOCUMENTS and QUERIES of retrieval are JSON lines
# with id and text (.xz: unpacked first); RUN receives query, document, rank.
# Needs Debian's liblucene8-java and a JDK, which marsad itself does not.
# The index lies in $OUT/index, which is deleted at the end.
set -eu

OUT=${OUT:-build/bench/lucene}
HEAP=${HEAP:-2g}
JARS=${JARS:-/usr/share/java}
here=$(dirname "$0")

usage() {
	sed -n '4,5s/^#	/usage: /p' "$0" >&2
	exit 2
}

# jar NAME: the first of that name, of any 8.x
jar() {
	for f in "$JARS/$1"-8*.jar; do
		if [ -f "$f" ]; then
			echo "$f"
			return
		fi
	done
}

[ $# -ge 3 ] || usage
case $1 in
speed) ;;
retrieval) [ $# -eq 4 ] || usage ;;
*) usage ;;
esac
core=$(jar lucene-core)
analyzers=$(jar lucene-analyzers-common)
parser=$(jar lucene-queryparser)
if [ -z "$core" ] || [ -z "$analyzers" ] || [ -z "$parser" ]; then
	echo "lucene: skipped: no liblucene8-java"
	exit 0
fi
if ! command -v javac >/dev/null 2>&1; then
	echo "lucene: skipped: no javac (package default-jdk-headless)"
	exit 0
fi

classes=$core:$analyzers:$parser
mkdir -p "$OUT/classes" "$OUT/index"
trap 'rm -rf "$OUT/index"' EXIT
trap 'exit 1' INT TERM
if ! [ "$OUT/classes/LuceneBench.class" -nt "$here/LuceneBench.java" ]; then
	javac -encoding UTF-8 -cp "$classes" -d "$OUT/classes" \
	    "$here/LuceneBench.java"
fi

mode=$1
input=$2
shift 2
queries=$1
shift
lucene() {
	java -Xmx"$HEAP" -XX:+UseSerialGC -cp "$OUT/classes:$classes" \
	    LuceneBench "$mode" "$@"
}
case $input in
*.xz) xz -dc "$input" | lucene - "$queries" "$OUT/index" "$@" ;;
*) lucene "$input" "$queries" "$OUT/index" "$@" ;;
esac
