#!/bin/sh
# What the copies stage alone decides on the labelled day, in 20 orders of its
# articles, and what it costs with all shared articles in the window:
# copies.sh MARSAD [SHUFFLES]
set -eu
bench=build/release/bench/copies
shuffles=${2:-20}
shared=${MARSAD_SHARED:-../shared}
stories=$shared/data/stories
day=$stories/day-2015-08-08.jsonl.gz
if [ ! -f "$day" ] || [ ! -x "$bench" ]; then
	echo "copies: skipped: no shared data"
	exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
zcat "$day" >"$work/day.jsonl"
n=0
while [ "$n" -le "$shuffles" ]; do
	"$bench" answers "$work/day.jsonl" "$n" |
	    python3 "$shared/eval/score_stories.py" \
	        --gold "$stories/gold-2015-08-08.json" \
	        --neardup "$stories/neardup-2015-08-08.json" - |
	    awk '/duplicates/ { print $NF }'
	n=$((n + 1))
done | sort -n | awk '{ v[NR] = $1 }
END { printf "copies 2015-08-08  F1 in %d orders: least %s most %s\n",
	NR, v[1], v[NR] }'
python3 "$shared/eval/articles.py" "$stories"/*.zip >"$work/all.jsonl"
"$bench" fill "$work/all.jsonl"
