#!/bin/sh
# Fuzzes one target with libFuzzer for some seconds, from its kept corpus:
# fuzz/run.sh TARGET SECONDS.  What it finds new stays in build/fuzz/TARGET.
set -eu
target=$1
seconds=$2
out=build/fuzz/$target
mkdir -p "$out/corpus"
if ! command -v clang >/dev/null 2>&1; then
	echo "fuzz: clang is not installed" >&2
	exit 1
fi
make -s -j2 all
src=$(find src build/gen -name '*.c' ! -path 'src/cli/*' ! -path 'src/web/*' \
    ! -path 'build/gen/web/*' ! -path 'src/demo/*' ! -path 'build/gen/demo/*')
# shellcheck disable=SC2086 # a list of files
clang -g -O1 -std=c17 -w -D_GNU_SOURCE -Isrc -Ibuild/gen \
    -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined \
    -o "$out/run" "fuzz/$target.c" $src \
    -lexpat -lsqlite3 -lzstd -ldeflate -lxxhash -ljansson -lyajl -ljpeg \
    -lpng -lwebp -lutf8proc -lstemmer -lm -lpthread
# the golden pages are part of that corpus
set -- "$out/corpus" "fuzz/corpus/$target"
[ "$target" != extract_page ] || set -- "$@" tests/data/extract
"$out/run" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
    -print_final_stats=0 "$@" 2>"$out/log" || {
	tail -n 40 "$out/log"
	exit 1
}
echo "fuzz: $target: $seconds s, nothing found"
