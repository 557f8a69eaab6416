#!/usr/bin/env python3
"""Kills the crawler at every stage and at random moments; the next start must
lose nothing and repeat nothing.

  crash_test.py MARSAD FOLDER

Each round starts an empty database and runs `marsad crawl --once` again and
again, each run told to die as by kill -9 (or killed from outside at a random
moment), until one is let finish.  The export must then equal that of a crawl
that was never disturbed, in whatever order the pages came: lines that all of
an outlet's pages carry are in none of the texts.  Prints how often
each stage was hit and 'crash: N passed, N failed'."""
import collections
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import outlets  # noqa: E402

STAGES = ("feed_fetched feed_parsed feed_offered feed_kept page_fetched "
          "page_extracted page_analysed page_put page_kept image_fetched "
          "image_remade image_put image_kept").split()
INDEX_POINTS = "segment deletions manifest committed".split()
KILLS_WANTED = 60
ROUNDS_MAX = 12
RUN_S = 60

marsad, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
os.makedirs(folder, exist_ok=True)
conf = os.path.join(folder, "crash.conf")
port = outlets.start()
with open(conf, "w") as f:
    f.write("fetch.allow = 127.0.0.0/8\nfetch.delay = 0\n")
hits = collections.Counter()
failures = []
rnd = random.Random(20261124)


# segments of the index are tiny, so that many are written and joined
small = {**os.environ, "MARSAD_INDEX_DOCS": "4", "MARSAD_INDEX_FANOUT": "2",
         "MARSAD_INDEX_WAIT_MS": "5"}


def run(db, *args, **env):
    return subprocess.run([marsad, *args, "--db", db, "--config", conf],
                          capture_output=True, timeout=RUN_S,
                          env=small | env)


def fresh(name):
    db = os.path.join(folder, name)
    for tail in ("", "-wal", "-shm"):
        if os.path.exists(db + tail):
            os.remove(db + tail)
    shutil.rmtree(db + ".index", ignore_errors=True)
    for host in (1, 2, 3):
        r = run(db, "outlet", "add", "--as-is", "--slug", f"outlet{host}",
                "--name", f"منبر {host}", f"http://127.9.0.{host}:{port}/feed")
        if r.returncode != 0:
            sys.exit("cannot add an outlet: " + r.stderr.decode())
    return db


def export(db):
    """What readers would see, without the ids and the time of storing."""
    rows = []
    for line in run(db, "export").stdout.decode().splitlines():
        d = json.loads(line)
        rows.append({k: d[k] for k in ("outlet", "url", "title", "text",
                                       "author", "language", "image", "state")}
                    | {"published": d["published"]})
    return sorted(rows, key=lambda d: d["url"])


def stats(db):
    lines = run(db, "stats").stdout.decode().split("\n")
    return dict(l.split(" ") for l in lines if l)


def killed_by_plan(db, stage, nth):
    r = run(db, "crawl", "--once", "--quiet", "--kill-at", f"{stage}:{nth}")
    if r.returncode == -signal.SIGKILL:
        hits[stage] += 1
        return True
    return False


def killed_in_index(db, point, nth):
    r = run(db, "crawl", "--once", "--quiet",
            MARSAD_INDEX_KILL=f"{point}:{nth}")
    if r.returncode == -signal.SIGKILL:
        hits["the index"] += 1


def killed_at_random(db):
    p = subprocess.Popen([marsad, "crawl", "--once", "--quiet", "--db", db,
                          "--config", conf], env=small,
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(rnd.uniform(0.005, 0.25))
    p.kill()
    if p.wait() == -signal.SIGKILL:
        hits["any moment"] += 1


def check(db, want, name):
    r = run(db, "crawl", "--once", "--quiet")
    got = export(db)
    twice = [u for u, n in collections.Counter(d["url"] for d in got).items()
             if n > 1]
    left = stats(db)
    sound = run(db, "verify").returncode == 0
    ok = (r.returncode == 0 and got == want and not twice and sound and
          left["frontier"] == "0" and left["images"] == images)
    if not ok:
        failures.append(name)
        print(f"{name}: exit {r.returncode}, {len(got)} of {len(want)} "
              f"articles, {len(twice)} twice, sound {sound}, "
              f"frontier {left['frontier']}, images {left['images']} of "
              f"{images}, equal {got == want}")
        print(r.stderr.decode()[-500:])


db = fresh("undisturbed.db")
done = run(db, "crawl", "--once", "--quiet")
want = export(db)
images = stats(db)["images"]
repeated = sum(outlets.SLOGAN in d["text"] or outlets.INVITATION in d["text"]
               for d in want)
if done.returncode != 0 or len(want) != 3 * outlets.ARTICLES or repeated:
    print(f"undisturbed crawl: exit {done.returncode}, {len(want)} articles, "
          f"{repeated} with boilerplate")
    print(done.stderr.decode()[-2000:])
    print("crash: 0 passed, 1 failed")
    sys.exit(1)
passed = 0
rounds = 0
while sum(hits.values()) < KILLS_WANTED and rounds < ROUNDS_MAX:
    rounds += 1
    db = fresh(f"round{rounds}.db")
    # the feeds are polled first: their stages are only passed before the rest
    for stage in STAGES[:4]:
        killed_by_plan(db, stage, rnd.randint(1, 2))
    for _ in range(3):
        killed_at_random(db)
    killed_in_index(db, rnd.choice(INDEX_POINTS), rnd.randint(1, 4))
    for stage in rnd.sample(STAGES[4:9], 5) + rnd.sample(STAGES[9:], 4):
        killed_by_plan(db, stage, rnd.randint(1, 12))
    before = len(failures)
    check(db, want, f"round {rounds}")
    passed += len(failures) == before
print("kills: " + ", ".join(f"{s} {hits[s]}" for s in
                            STAGES + ["the index", "any moment"])
      + f"; {sum(hits.values())} in all, {rounds} rounds")
missed = [s for s in STAGES if hits[s] == 0]
if missed:
    failures.append("stages")
    print("never hit: " + " ".join(missed))
else:
    passed += 1
if sum(hits.values()) < 50:
    failures.append("kills")
    print("fewer than 50 kills")
else:
    passed += 1
print(f"crash: {passed} passed, {len(failures)} failed")
sys.exit(bool(failures))
