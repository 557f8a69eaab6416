#!/bin/sh
# How right copies and stories are on the two labelled days, and how much the
# order of articles changes: stories.sh MARSAD [SHUFFLES]
set -eu
marsad=$1
shuffles=${2:-20}
shared=${MARSAD_SHARED:-../shared}
day=$shared/data/stories/day-2015-08-08.jsonl.gz
ant=$shared/data/arabic/clusters/day.jsonl.gz
score=$shared/eval/score_stories.py
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ ! -f "$day" ] || [ ! -f "$score" ]; then
	echo "stories: skipped: no shared data"
	exit 0
fi

# answers FILE: what marsad makes of these articles
answers() {
	rm -rf "$work"/db*
	"$marsad" import --db "$work/db" "$1" 2>/dev/null
	"$marsad" export --db "$work/db"
}

answers "$day" | python3 "$score" \
    --gold "$shared/data/stories/gold-2015-08-08.json" \
    --neardup "$shared/data/stories/neardup-2015-08-08.json" - |
    sed 's/^/stories 2015-08-08  /'
answers "$ant" | python3 "$score" \
    --gold "$shared/data/arabic/clusters/gold.json" - | sed 's/^/stories ant  /'
zcat "$day" >"$work/day.jsonl"
n=1
while [ "$n" -le "$shuffles" ]; do
	python3 -c 'import random, sys
lines = sys.stdin.readlines()
random.Random(int(sys.argv[1])).shuffle(lines)
sys.stdout.writelines(lines)' "$n" <"$work/day.jsonl" >"$work/in.jsonl"
	answers "$work/in.jsonl" | python3 "$score" \
	    --gold "$shared/data/stories/gold-2015-08-08.json" - |
	    awk '/pairs/ { print $NF }'
	n=$((n + 1))
done | sort -n | awk '{ v[NR] = $1; s += $1 }
END { if (NR) printf "stories %d shuffles  pair F1 least %s mean %.4f most %s\n",
	NR, v[1], s / NR, v[NR] }'
