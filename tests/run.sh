#!/bin/sh
# Runs every unit test and replays every fuzz corpus of one build variant;
# prints the failures, then one line "units: N passed, N failed".
set -u
# Data beside the project that some tests read; they say so when it is absent.
if [ -z "${MARSAD_SHARED:-}" ] && [ -d ../shared/data ]; then
	MARSAD_SHARED=../shared
	export MARSAD_SHARED
fi
out=$1
passed=0
failed=0
log=$out/tests/log
mkdir -p "$out/tests"
for t in "$out"/tests/*/*_test; do
	[ -x "$t" ] || continue
	"$t" >"$log" 2>&1
	code=$?
	p=$(grep -c '^\[       OK \]' "$log")
	f=$(sed -n 's/^ *\([0-9][0-9]*\) FAILED TEST(S).*/\1/p' "$log")
	f=${f:-0}
	if [ "$code" -ne 0 ]; then
		# a crash leaves no FAILED line of its own
		[ "$f" -gt 0 ] || f=1
		cat "$log"
	fi
	passed=$((passed + p))
	failed=$((failed + f))
done
for t in "$out"/fuzz/*; do
	[ -f "$t" ] && [ -x "$t" ] || continue
	name=$(basename "$t")
	set -- fuzz/corpus/"$name"/*
	# the golden pages are part of that corpus
	[ "$name" != extract_page ] || set -- "$@" tests/data/extract/*.html
	if "$t" "$@" >"$log" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "fuzz corpus of $name:"
		cat "$log"
	fi
done
echo "units ($(basename "$out")): $passed passed, $failed failed"
[ "$failed" -eq 0 ]
