#!/bin/sh
# The program as a user types it: exit codes, messages, files in and out.
# cli/run.sh MARSAD
set -u
marsad=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
passed=0
failed=0
bad=0 # checks of the present test that failed
open=

# A test is what stands between two of these; it passes when every check in
# it does.
begin() {
	[ -z "$open" ] || end
	open=$1
	bad=0
}
end() {
	if [ "$bad" -eq 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "cli: FAILED: $open"
	fi
}

# ok NAME CONDITION...: the command must succeed
ok() {
	name=$1
	shift
	if "$@" >out 2>err; then
		:
	else
		bad=$((bad + 1))
		echo "cli: $name: status $?"
		head -n 5 out err
	fi
}

# status NAME WANTED COMMAND...
status() {
	name=$1
	want=$2
	shift 2
	"$@" >out 2>err </dev/null
	got=$?
	if [ "$got" -eq "$want" ]; then
		:
	else
		bad=$((bad + 1))
		echo "cli: $name: status $got, not $want"
		head -n 5 out err
	fi
}

# says NAME FILE TEXT
says() {
	if ! grep -qF -- "$3" "$2"; then
		bad=$((bad + 1))
		echo "cli: $1: no \"$3\" in:"
		head -n 8 "$2"
	fi
}

begin help_and_misuse
# Help and misuse.
status "no command" 2 "$marsad"
status "unknown command" 2 "$marsad" frobnicate
says "unknown command" err "no command 'frobnicate'"
status "help" 0 "$marsad" --help
for c in $(sed -n 's/^  \([a-z]*\)  *.*/\1/p' out); do
	status "$c --help" 0 "$marsad" "$c" --help
	says "$c --help" out "usage: marsad $c"
	status "$c with an unknown option" 2 "$marsad" "$c" --no-such-option
done
status "a value is missing" 2 "$marsad" export --since
status "no database" 3 "$marsad" export --db absent.db
says "no database" err "no such database"
[ ! -e absent.db ] || bad=$((bad + 1))

begin configuration_has_an_order
# Configuration.
printf 'fetch.delay = 2\nstrip.headlines = 9\n' >a.conf
ok "config" env MARSAD_STRIP_HEADLINES=11 "$marsad" config --config a.conf
says "the file sets a value" out "fetch.delay = 2"
says "and its origin is shown" out "(file a.conf:1)"
says "the environment wins over the file" out "strip.headlines = 11"
printf 'fetch.delay = soon\n' >b.conf
status "a bad value" 3 "$marsad" config --config b.conf
says "a bad value is named with its line" err "b.conf:1: expected seconds"
status "a named file that is not there" 3 "$marsad" config --config c.conf

begin articles_go_in_and_out
# Articles in and out.
cat >in.jsonl <<'JSON'
{"id":"x1","outlet":"الجريدة","url":"https://a.example/1?utm_source=x","title":"خبر أول عن الماء","text":"فقرة أولى عن أخبار المدينة.\nفقرة ثانية.","date":"2026-01-31T09:05:00+01:00","author":"سلمى"}
{"id":"x2","outlet":"Le Journal","url":"https://b.example/2","title":"Un titre","text":"Un texte assez long pour être lu.","date":"2026-02-01","language":"fr"}
not json
{"outlet":"x","url":"javascript:alert(1)","title":"t","text":"t","date":"2026-02-01"}
{"outlet":"x","url":"https://c.example/3","title":"t","text":"","date":"2026-02-01"}
{"outlet":"x","url":"https://c.example/3","title":"t","text":"t","date":"some day"}
JSON
status "import leaves out what is no article" 1 "$marsad" import in.jsonl
says "and counts it" err "2 new, 0 changed, 0 known, 4 refused"
says "and names the line" err "in.jsonl:3: not a JSON object"
gzip -k in.jsonl
status "import of the same again" 1 "$marsad" import in.jsonl.gz
says "keeps nothing twice" err "0 new, 0 changed, 2 known, 4 refused"
ok "export" "$marsad" export
says "export gives the imported id" out '"id":"x1"'
says "and the source's zone" out '"published":"2026-01-31T09:05:00+01:00"'
says "and the address without tracking" out '"url":"https://a.example/1"'
cp out export.jsonl
ok "export is JSON lines" python3 -c 'import json
n = 0
for line in open("export.jsonl"):
    d = json.loads(line); n += 1
    assert set(d) == set("id marsad_id outlet url title text author published language topic story dup_of names places dates image state".split()), d
    assert d["story"] is not None
assert n == 2, n'

begin an_article_tells_who_where_and_how_many
cat >who.jsonl <<'JSON'
{"id":"w1","outlet":"الجريدة","url":"https://a.example/w1","title":"محمد بن الوالي يزور مراكش","text":"الرباط - و م ع: زار الجنرال محمد بن الوالي، اليوم الاثنين، مدينة مراكش رفقة 45 خبيرا من فرنسا.\nوقال بن الوالي إن الكلفة تبلغ 12 في المائة من الميزانية.","date":"2026-01-31T09:05:00+01:00"}
{"id":"w2","outlet":"Le Journal","url":"https://b.example/w2","title":"La pluie","text":"Il a plu toute la journée et personne ne sait quand cela va finir.","date":"2026-02-01","language":"fr"}
JSON
ok "import" "$marsad" import who.jsonl --db w.db
"$marsad" export --db w.db >who.out
ok "export tells persons and places" python3 -c 'import json
a, b = [json.loads(line) for line in open("who.out")]
assert a["names"] == ["محمد بن الوالي"], a["names"]
assert set(a["places"]) == {"MA-marrakech", "MA-rabat", "FR"}, a["places"]
assert a["places"][0] == "MA-marrakech", a["places"]
assert b["names"] == [] and b["places"] == [], b'
status "check of an article" 0 "$marsad" check --article 1 --db w.db
cp out who.check
says "its topic" who.check 'topic'
says "its places by their names" who.check 'MA-marrakech Marrakech (مراكش)'
says "how often and where" who.check '2 times, in the title'
says "its persons" who.check 'محمد بن الوالي'
says "its numbers" who.check ' 45'
says "with what they count" who.check '12 %'
says "its agency" who.check 'MAP'
python3 - >flights.jsonl <<'EOF'
import json
text = ("وصلت إلى مطار العنبر اليوم الطائرة الإغاثية {} التي سيرها مركز المرسى "
        "للإغاثة، وعلى متنها مساعدات غذائية وطبية وإيوائية تزن مئات الأطنان، "
        "وذلك ضمن الجسر الجوي الذي يسيره المركز لإغاثة المتضررين من العاصفة، "
        "وكان في استقبالها مدير المطار وعدد من المتطوعين.")
for n, which in enumerate(["الخامسة", "السادسة"], 1):
    print(json.dumps({"id": str(n), "outlet": f"desk {n}",
                      "url": f"https://f{n}.example/1",
                      "title": f"وصول الطائرة الإغاثية {which} إلى العنبر",
                      "text": text.format(which),
                      "date": f"2026-02-0{n}T10:00:00Z"}))
EOF
ok "import" "$marsad" import flights.jsonl --db fl.db
status "check of the sixth flight" 0 "$marsad" check --article 2 --db fl.db
says "that it is no copy" out 'copy           no'
says "for it is another flight" out 'template, other ordinals or days'
ok "recluster" "$marsad" recluster --db w.db
"$marsad" export --db w.db >again.out
ok "reading again changes nothing" cmp who.out again.out
printf '<html lang="ar"><body><article><h1>وزير الخارجية ناصر بوريطة في باريس</h1><p>%s</p></article></body></html>' "$(yes 'استقبل الرئيس إيمانويل ماكرون وزير الخارجية ناصر بوريطة في باريس مع 30 خبيرا.' | head -n 20 | tr '\n' ' ')" >minister.html
status "check of a page" 0 "$marsad" check --db none.db minister.html
says "says the same without a database" out 'FR-paris Paris (باريس)'
says "says the same without a database" out 'ناصر بوريطة'
says "nothing is made up" out 'agency         (none)'
begin search_answers_everything
ok "search finds a spelling variant" "$marsad" search --json "اخبار المدينه"
says "search finds a spelling variant" out '"id":"x1"'
status "search finds nothing" 1 "$marsad" search "لاشيء"
for q in '"' '*' 'NEAR(' 'a AND' "' OR 1=1" '-' '((((' 'title:' '"a' '^' '{}'; do
	"$marsad" search -- "$q" >out 2>err
	[ $? -le 1 ] || {
		bad=$((bad + 1))
		echo "cli: query $q is not answered"
	}
done
printf '{"qid":"q1","query":"الماء"}\n\n{"qid":"q2","query":"titre"}\n' >batch
"$marsad" search --batch <batch >out 2>err
says "batch answers each query" out '{"qid":"q1","hits":[{"id":"x1","score":'
says "batch answers each query" out '{"qid":"q2","hits":[{"id":"x2","score":'
ok "batch with exactly these keys" python3 -c 'import json
for line in open("out"):
    d = json.loads(line)
    assert set(d) == {"qid", "hits"}, d
    assert all(set(h) == {"id", "score"} for h in d["hits"]), d'
ok "search tells all it knows" "$marsad" search --json --facets --why "\"المدينه"
cp out answer.json
ok "and it is what the manual says" python3 -c 'import json
d = json.load(open("answer.json"))
assert set(d) == set("query total total_exact cut partial behind notes suggestion facets hits".split()), d
assert d["total"] == 1 and d["total_exact"] and not d["cut"], d
assert d["notes"] == ["quote"] and d["suggestion"] is None, d
assert d["facets"]["months"] == [{"value": "2026-01", "count": 1}], d
h = d["hits"][0]
assert h["snippet"]["pieces"][1] == "المدينة", h
assert "".join(h["title_pieces"]) == h["title"], h
assert h["why"]["words"][0]["count"] == 1, h'
ok "search without the extras" "$marsad" search "المدينة"
says "says how many there are" err "1 found"
status "a misspelt word" 1 "$marsad" search "المديية"
says "has a suggestion" err "did you mean: المدينة"
status "also as JSON" 1 "$marsad" search --json "المديية"
says "also as JSON" out '"suggestion":"المدينة"'
ok "completion" "$marsad" search --complete "أخبار المدي"
says "completion" out "أخبار المدينة"
status "nothing to complete" 1 "$marsad" search --complete "xyz"
ok "search of an outlet" "$marsad" search --outlet le-journal titre
status "search of another" 1 "$marsad" search --outlet le-journal "المدينة"
status "search of none" 2 "$marsad" search --outlet nobody titre
ok "search of a language" "$marsad" search --lang fr --every --ageless titre
ok "search of some days" "$marsad" search --since 2026-02-01 --until 2026-02-02 titre
status "search of others" 1 "$marsad" search --until 2026-02-01 titre
status "search of no moment" 2 "$marsad" search --since someday titre

begin the_database_is_looked_after
# The database.
ok "verify" "$marsad" verify
ok "stats" "$marsad" stats
says "stats" out "articles 2"
ok "backup" "$marsad" backup copy.db
ok "the copy is whole" "$marsad" verify --db copy.db
status "backup over a file" 3 "$marsad" backup copy.db
printf 'not a database, but long enough to look like a file of something' >no.db
status "a file that is no database" 3 "$marsad" export --db no.db
status "report list" 0 "$marsad" report list
status "restore of nothing" 1 "$marsad" report restore 99

begin the_index_is_looked_after
status "import makes an index" 1 "$marsad" import in.jsonl --db i.db
ok "it is there" test -f i.db.index/manifest
ok "stats" "$marsad" stats --db i.db
says "stats counts it" out "index_documents 2"
says "nothing waits" out "index_lag 0"
ok "verify" "$marsad" verify --db i.db
ok "search" "$marsad" search --db i.db titre
segment=$(ls i.db.index/*.segment | head -n 1)
printf 'x' | dd of="$segment" bs=1 seek=20 conv=notrunc 2>/dev/null
status "verify finds a damaged segment" 1 "$marsad" verify --db i.db
says "it names the segment" err "of the index is damaged"
"$marsad" search --db i.db titre >out 2>err
says "search tells it and the cure" err "marsad reindex"
ok "reindex" "$marsad" reindex --db i.db
ok "it is sound again" "$marsad" verify --db i.db
ok "search finds again" "$marsad" search --db i.db titre
printf 'x' >"$(ls i.db.index/*.segment | head -n 1)"
status "verify finds a cut segment" 1 "$marsad" verify --db i.db
rm -r i.db.index
ok "an index may be removed" "$marsad" search --db i.db titre
ok "nothing is damaged then" "$marsad" verify --db i.db
# More than a reader takes into memory, and nobody may write.
ok "backup" "$marsad" backup v.db --db i.db
python3 -c 'import sqlite3
d = sqlite3.connect("v.db")
d.execute("""WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL
	SELECT i + 1 FROM n WHERE i < 40000)
	INSERT INTO article_log (article_id, op, at_s)
	SELECT 1, 2, 1 FROM n""")
d.commit()'
mkdir -p v.db.index/lock
status "an index that was not compared is not sound" 3 "$marsad" verify --db v.db
says "it tells what was" err "the database is sound; its index was not compared"
rmdir v.db.index/lock
ok "it is compared when it can be" "$marsad" verify --db v.db
"$marsad" crawl --quiet --db i.db >/dev/null 2>&1 &
crawler=$!
for i in 1 2 3 4 5 6 7 8 9 10; do
	[ -f i.db.index/lock ] || sleep 0.3
done
ok "reindex asks who writes" "$marsad" reindex --db i.db
kill $crawler
wait $crawler
ok "it was done" "$marsad" verify --db i.db
status "reindex of nothing" 3 "$marsad" reindex --db none.db
status "reindex takes no arguments" 2 "$marsad" reindex x --db i.db

begin outlets_come_and_go
# Outlets.
cat >list.opml <<'XML'
<?xml version="1.0"?><opml version="2.0"><body><outline text="folder">
<outline text="One &amp; only" xmlUrl="https://one.example/feed" htmlUrl="https://one.example/"/>
<outline title="Two" XMLURL="https://two.example/rss"/>
<outline text="bad" xmlUrl="javascript:alert(1)"/>
</outline></body></opml>
XML
ok "outlet import" "$marsad" outlet import list.opml --db o.db
says "outlet import" err "2 feeds added, 0 known, 1 skipped"
ok "outlet import again" "$marsad" outlet import list.opml --db o.db
says "outlet import again" err "0 feeds added, 2 known, 1 skipped"
ok "outlet list" "$marsad" outlet list --db o.db
says "outlet list" out "One & only"
"$marsad" outlet export --db o.db >o.opml
ok "an export reads back" "$marsad" outlet import o.opml --db p.db
says "an export reads back" err "2 feeds added, 0 known, 0 skipped"
printf '<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><opml><body><outline text="&b;" xmlUrl="https://x.example/"/></body></opml>' >bomb.opml
"$marsad" outlet import bomb.opml --db q.db >out 2>err
[ $? -le 3 ] || bad=$((bad + 1))
status "no OPML" 3 "$marsad" outlet import in.jsonl --db q.db
status "outlet remove of nothing" 1 "$marsad" outlet remove nothing --db o.db
status "an address that is none" 2 "$marsad" outlet add --as-is 'ftp://x' --db o.db

begin outlets_have_rules
ok "rules are set" "$marsad" outlet set one-only --include 'article p, .lede' \
    --exclude '[class*="share"]' --db o.db
ok "outlet list" "$marsad" outlet list --db o.db
says "list shows the rules" out "include article p, .lede	matched 0 of the last 0 pages"
says "list shows the rules" out 'exclude [class*="share"]'
ok "outlet show" "$marsad" outlet show one-only --db o.db
says "show shows the rules" out "include article p, .lede"
status "a selector that is none" 2 "$marsad" outlet set one-only --include 'p:first-child' --db o.db
says "it is told what is wrong and where" err '--include: of what begins with : only :not() is known, at byte 2 of "p:first-child"'
ok "the rule before stands" sh -c "'$marsad' outlet show one-only --db o.db | grep -qF 'include article p, .lede'"
ok "a rule is taken away" "$marsad" outlet set one-only --include '' --db o.db
ok "it is gone, the other stays" sh -c "'$marsad' outlet show one-only --db o.db >out; ! grep -q include out && grep -q exclude out"
ok "lines are forgotten" "$marsad" outlet set one-only --relearn --db o.db
status "rules go with set" 2 "$marsad" outlet list --include p --db o.db
status "show of nothing" 1 "$marsad" outlet show nothing --db o.db
ok "stats" "$marsad" stats --db o.db
says "stats counts alarms" out "rule_alarms 0"

begin stages_work_alone
# Stages alone.
ok "date" "$marsad" date --now 2023-02-24T12:00:00Z "قال أمس إنه وقع في 12 شتنبر 2022"
says "a relative date" out '{"date":"2023-02-23","start":7,"end":13,"calendar":"gregorian"}'
says "a date by its name" out '"date":"2022-09-12"'
printf 'le 15 رمضان 1445' >when.txt
ok "date of a file" "$marsad" date --file when.txt
says "a Hijri date" out '"date":"2024-03-25","start":3,"end":21,"calendar":"hijri"'
status "no date" 1 "$marsad" date "5200 dollars"
status "a reference that is none" 2 "$marsad" date --now soon "hier"
printf 'User-agent: *\nDisallow: /private/\n' >robots.txt
status "robots allows" 0 "$marsad" robots --agent marsad --url https://x.example/a robots.txt
says "robots allows" out allowed
status "robots disallows" 1 "$marsad" robots --agent marsad --url https://x.example/private/a robots.txt
says "robots disallows" out disallowed
printf '<rss version="2.0"><channel><title>T</title><item><title>\330\256\330\250\330\261</title><link>https://x.example/1</link></item></channel></rss>' >feed.xml
ok "feed" "$marsad" feed feed.xml
says "feed" out '"url":"https://x.example/1"'
printf 'nothing of the kind' >none.xml
status "no feed" 1 "$marsad" feed none.xml
printf '' >empty
status "an empty feed" 1 "$marsad" feed empty
ok "an empty page" "$marsad" extract empty
printf '<html><head><title>T</title></head><body><article><h1>عنوان</h1><p>%s</p></article></body></html>' "$(yes 'كلام طويل في فقرة واحدة،' | head -n 40 | tr '\n' ' ')" >page.html
ok "extract" "$marsad" extract page.html
says "extract" out '"file":"page.html"'
ok "extract of a missing file and a good one" sh -c "'$marsad' extract page.html page.html | wc -l | grep -qx 2"
status "extract of nothing" 3 "$marsad" extract /no/such/file

begin "extract prints every readable page, in order, and says which is not"
printf '\037\213broken' >broken.gz
status "extract with holes" 3 "$marsad" extract page.html none.html page.html broken.gz empty
ok "the three others are printed" sh -c "[ \$(\"$marsad\" extract page.html none.html page.html broken.gz empty 2>/dev/null | wc -l) = 3 ]"
"$marsad" extract page.html none.html broken.gz empty >out 2>err
says "the missing one is named" err 'none.html'
says "the broken one is named" err 'broken.gz'
mkdir many
for i in $(seq 1000 1499); do cp page.html "many/$i.html"; done
ok "extract of many files" "$marsad" extract many/*.html
ok "all are there in their order" sh -c "sed 's/.*\"file\":\"many.\([0-9]*\).html.*/\1/' out | cmp - <<EOT
$(seq 1000 1499)
EOT"

begin "check explains a page, a feed, a selector, and says what is missing"
status "check of a page" 0 "$marsad" check page.html
says "where the title comes from" out "from the page's only heading"
says "what else the page offers" out '= heading: عنوان'
says "the element that was chosen" out '  * '
says "the block that was kept" out '%  كلام طويل'
says "and why" out 'taken; html > body > article > p'
says "what the editor should know" out 'no publication date found'
printf '<html><body><h1>x</h1><nav><a href=/>Home and away</a></nav></body></html>' >bare.html
status "check of a page without an article" 1 "$marsad" check --all bare.html
says "it says so" out 'no article text found'
says "a block left out" out 'Home and away'
says "and why" out 'outside of the article'
status "check of a feed" 0 "$marsad" check feed.xml
says "its kind" out 'RSS'
says "its item" out 'https://x.example/1'
status "check with a selector that matches" 0 "$marsad" check --include article page.html
says "the text is the selector's" out "from the outlet's include selector"
status "check with one that does not" 0 "$marsad" check --include .none page.html
says "it is told" out 'include selector gives no text'
status "check with no selector at all" 2 "$marsad" check --include 'a b[' page.html
status "check of a private address" 3 "$marsad" check http://127.0.0.1:1/
# each paragraph deep below long names, as page builders write them
awk 'BEGIN { n = "cccccccccccccccccccccccccccccccccccccccccccccccccc"
	printf "<title>x</title><h1>x</h1>"
	for (i = 0; i < 4; i++) printf "<div class=%s id=%s>", n, n
	for (i = 0; i < 48000; i++) {
		printf "<p>"
		for (k = 0; k < 25; k++) printf "word, "
		print i
	} }' >many.html
ok "extract of a page of 48,000 paragraphs" "$marsad" extract many.html
status "check of that page" 0 "$marsad" check many.html
says "it tells some of them" out 'behind these are not told'
status "check of a missing file" 3 "$marsad" check /no/such/file
status "check of nothing" 2 "$marsad" check

end
cd "$here" || exit 1
echo "cli: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
