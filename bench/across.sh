#!/bin/sh
# How many of one text's versions in two languages are put in one story, among
# the articles of a day, and how many others are: across.sh MARSAD
set -eu
marsad=$1
shared=${MARSAD_SHARED:-../shared}
day=$shared/data/stories/day-2015-08-08.jsonl.gz
texts=$shared/data/arabic/xling
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ ! -f "$day" ] || [ ! -d "$texts" ]; then
	echo "across: skipped: no shared data"
	exit 0
fi

# answers LANGUAGE...: where the day's articles and these texts are put
answers() {
	rm -rf "$work"/db*
	python3 - "$day" "$texts" "$@" >"$work/in.jsonl" <<'EOF'
import gzip
import json
import random
import sys

lines = gzip.open(sys.argv[1], "rt", encoding="utf-8").read().splitlines()
for language in sys.argv[3:]:
    for line in open(f"{sys.argv[2]}/xquad.{language}.jsonl", encoding="utf-8"):
        v = json.loads(line)
        lines.append(json.dumps({
            "id": f"{language}:{v['id']}", "outlet": f"text {language}",
            "url": f"https://{language}.example/{v['id']}",
            "title": " ".join(v["text"].split()[:9]), "text": v["text"],
            "date": "2015-08-08T12:00:00Z"}))
random.Random(1).shuffle(lines)
print("\n".join(lines))
EOF
	"$marsad" import --db "$work/db" "$work/in.jsonl" 2>/dev/null
	"$marsad" export --db "$work/db"
}

# count LANGUAGE...: pairs of versions joined, and pairs that are none
count() {
	answers "$@" | python3 -c '
import collections, itertools, json, sys
story = {}
for line in sys.stdin:
    v = json.loads(line)
    story[v["id"]] = v["story"] or v["id"]
texts = {i.split(":")[1] for i in story if ":" in i}
told = sys.argv[1:]
for a, b in itertools.combinations(told, 2):
    n = sum(story[f"{a}:{t}"] == story[f"{b}:{t}"] for t in texts)
    print(f"across {a} {b}  {n} of {len(texts)} versions in one story")
groups = collections.defaultdict(list)
for i, s in story.items():
    groups[s].append(i)
right = near = wrong = 0
for g in groups.values():
    for a, b in itertools.combinations(g, 2):
        if ":" not in a and ":" not in b:
            continue
        x, y = a.split(":"), b.split(":")
        if len(x) != len(y):
            wrong += 1
        elif x[0] != y[0]:
            right += x[1] == y[1]
            same = x[1].split("-")[0] == y[1].split("-")[0]
            near += x[1] != y[1] and same
            wrong += x[1] != y[1] and not same
print(f"across pairs  right {right}, of one long text {near}, wrong {wrong}")
' "$@"
}

count ar en
count ar es
count ar en es de
