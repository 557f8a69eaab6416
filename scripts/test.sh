#!/bin/sh
# Every test there is, one after the other; each runner closes with a line
# "name: N passed, N failed".  The last line sums them up.
set -u
log=build/test/log
mkdir -p "$log"
start=$(date +%s)
: >"$log/closing"

# step NAME COMMAND...: run it, show what it printed when it failed
step() {
	name=$1
	shift
	before=$(date +%s)
	echo "== $name"
	if "$@" >"$log/$name" 2>&1; then
		code=0
	else
		code=$?
		tail -n 60 "$log/$name"
	fi
	line=$(grep -E '^[a-z ()]+: [0-9]+ passed, [0-9]+ failed' "$log/$name" |
	    tail -n 1)
	if [ -z "$line" ]; then
		line=$(grep -E '^[a-z]+: skipped' "$log/$name" | tail -n 1)
	fi
	if [ -z "$line" ]; then
		if [ "$code" -eq 0 ]; then
			line="$name: 1 passed, 0 failed"
		else
			line="$name: 0 passed, 1 failed"
		fi
	fi
	echo "$line ($(($(date +%s) - before)) s)" | tee -a "$log/closing"
}

make=${MAKE:-make}
bin=build/release/marsad
san=build/san/marsad # where a leak or an overrun fails the test
step build "$make" -s -j2 all
step lint "$make" -s lint
step check "$make" -s -j2 check
step san "$make" -s -j2 san
step tsan "$make" -s -j2 tsan
step cli sh tests/cli/run.sh "$san"
step crash python3 tests/crash/crash_test.py "$san" build/test/crash
step index python3 tests/crash/index_test.py "$bin"
step replay sh tests/replay/run.sh "$bin" build/test/replay
step browser sh tests/browser/run.sh "$san" build/test/browser

echo "== all, in $(($(date +%s) - start)) s"
cat "$log/closing"
awk '{
	for (i = 2; i <= NF; i++) {
		if ($i ~ /^passed/) p += $(i - 1)
		if ($i ~ /^failed/) f += $(i - 1)
	}
} END {
	printf "%d passed, %d failed\n", p, f
	exit f > 0
}' "$log/closing"
