#!/bin/sh
# Crawls real articles replayed as web sites on loopback, and checks what was
# kept: replay/run.sh MARSAD FOLDER
# The data is not part of the project: it lies in $MARSAD_SHARED (default
# ../shared) or the test says that it was skipped.
set -u
marsad=$1
folder=$2
shared=${MARSAD_SHARED:-../shared}
port=${MARSAD_REPLAY_PORT:-9163}
if [ ! -f "$shared/replay/replay.py" ]; then
	echo "replay: skipped: no shared data"
	exit 0
fi
mkdir -p "$folder"
passed=0
failed=0
pid=
stop() {
	if [ -n "$pid" ]; then
		kill "$pid" 2>/dev/null
		wait "$pid" 2>/dev/null
		pid=
	fi
}
trap stop EXIT
trap 'exit 1' INT TERM

# serve NAME ARGUMENTS...: start the outlets, wait until they answer
serve() {
	name=$1
	shift
	python3 "$shared/replay/replay.py" --port "$port" \
	    --data "$shared/data/stories/2015-08-08.zip" "$@" \
	    >"$folder/$name.server" 2>&1 &
	pid=$!
	for _ in $(seq 300); do
		curl -sf -o /dev/null "http://127.0.0.1:$port/outlets.opml" &&
		    return 0
		sleep 0.1
	done
	echo "replay: the outlets do not answer"
	return 1
}

# crawl NAME DELAY: a fresh database, one crawl, and the checker's words
crawl() {
	db=$folder/$1.db
	rm -f "$db" "$db-wal" "$db-shm"
	printf 'fetch.allow = 127.0.0.0/8\nfetch.delay = %s\n' "$2" \
	    >"$folder/$1.conf"
	curl -s "http://127.0.0.1:$port/outlets.opml" >"$folder/outlets.opml"
	set -- "$1" --db "$db" --config "$folder/$1.conf"
	name=$1
	shift
	"$marsad" outlet import "$folder/outlets.opml" "$@" || return 1
	"$marsad" crawl --once --quiet "$@" 2>"$folder/$name.log" || return 1
	"$marsad" export "$@" >"$folder/$name.jsonl" || return 1
	only=$(curl -s "http://127.0.0.1:$port/outlets.json" |
	    python3 -c 'import json, sys
print(*[o["name"] for o in json.load(sys.stdin)
        if o["feed"] in ("rss", "rdf", "atom", "json")])')
	# shellcheck disable=SC2086 # a list of words
	python3 "$shared/eval/check_replay.py" \
	    --control "http://127.0.0.1:$port" "$folder/$name.jsonl" \
	    --only $only >"$folder/$name.check"
	echo $? >"$folder/$name.exit"
	sed -n '/^ALL/p; /^manners/p; /^unknown/p' "$folder/$name.check"
}

# expect NAME TEXT: python conditions over the checker's figures
expect() {
	if python3 - "$folder/$1.check" "$2" <<'PY'
import re, sys
text = open(sys.argv[1]).read()
all_ = [l for l in text.splitlines() if l.startswith("ALL")][0]
manners = [l for l in text.splitlines() if l.startswith("manners")][0]
def a(k):
    return float(re.search(re.escape(k) + r":? ([\d.]+)", all_).group(1))
def m(k):
    return re.search(re.escape(k) + r" (\S+)", manners).group(1)
ok = eval(sys.argv[2])
sys.exit(0 if ok else 1)
PY
	then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "replay: $1: not so: $2"
	fi
}

kept="a('missing') == 0 and a('twice') == 0 and m('unknown kept') == '0'"
quality="a('title') == 1 and a('text F1') >= 0.997 and a('under 0.9') == 0 and a('minute') >= 0.99"
# the few articles of the slow run name no person
people="a('author') >= 0.97"
manners="m('forbidden') == '0' and len(set(m('robots.txt first').split('/'))) == 1"

run() {
	if ! crawl "$1" "$2"; then
		failed=$((failed + 1))
		echo "replay: $1: the crawl failed"
		tail -n 5 "$folder/$1.log"
		return
	fi
	expect "$1" "$kept"
	expect "$1" "$quality"
	expect "$1" "$manners"
}

serve plain && run plain 0 && expect plain "$people"
stop
serve faults --faults && run faults 0 && expect faults "$people"
stop
serve slow --limit 24 && run slow 1 &&
    expect slow "m('most in one second to one host') == '1'"
stop
echo "replay: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
