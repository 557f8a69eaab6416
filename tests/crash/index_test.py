#!/usr/bin/env python3
"""Kills whoever writes the search index, at every step of a commit, while
segments are joined and at random moments; it must open again, be sound, agree
with the database, and find every article that was committed.

  index_test.py MARSAD

Imports come in small files with new, changed and repeated articles, some are
taken down and restored between; segments are tiny, so that they are joined all
the time.  Prints how often each step was hit and 'index: N passed, N failed'."""
import collections
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

POINTS = "segment deletions manifest committed merged".split()
KILLS_WANTED = 400
SECONDS_MAX = 120
RUN_S = 60
LINES = 30
ROUND = 25  # kills of one database

marsad = os.path.abspath(sys.argv[1])
# who is killed has lost nothing that a disk in memory would keep
disk = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
folder = tempfile.mkdtemp(prefix="marsad-index-", dir=disk)
rnd = random.Random(20261125)
hits = collections.Counter()
failures = []
small = {**os.environ, "MARSAD_INDEX_DOCS": "8", "MARSAD_INDEX_FANOUT": "2",
         "MARSAD_INDEX_WAIT_MS": "5"}


def run(db, *args, kill="", **kw):
    env = {**small, "MARSAD_INDEX_KILL": kill} if kill else small
    return subprocess.run([marsad, *args, "--db", db], capture_output=True,
                          timeout=RUN_S, env=env, **kw)


def letters(n, head="q"):
    """A word for a number, of letters that no stemmer touches."""
    return head + "".join("bcdfghjkmz"[int(c)] for c in str(n)) + "x"


class Archive:
    """One database and what must be in it."""

    def __init__(self, number):
        self.db = os.path.join(folder, f"{number}.db")
        self.version = {}
        self.kills = 0

    def lines(self):
        """New articles, changed ones and one that is as before."""
        numbers = list(range(len(self.version),
                             len(self.version) + LINES * 2 // 3))
        if self.version:
            numbers += rnd.choices(list(self.version), k=LINES // 3)
        out = []
        for n in numbers:
            v = self.version.get(n, -1) + (n not in self.version or
                                           rnd.random() < 0.8)
            self.version[n] = v
            out.append(json.dumps({
                "id": f"a{n}", "outlet": f"outlet {n % 3}",
                "url": f"https://o{n % 3}.example/{n}",
                "title": f"{letters(n)} {letters(v, 'v')}",
                "text": f"{letters(n, 't')} {letters(v, 'w')} " * 5,
                "date": f"2024-05-{n % 28 + 1:02}T10:00:00Z"}))
        return "\n".join(out) + "\n"

    def died(self, code, how):
        if code == -signal.SIGKILL:
            hits[how] += 1
            self.kills += 1

    def disturb(self):
        """One command that is killed, by a plan or at any moment."""
        path = os.path.join(folder, "in.jsonl")
        with open(path, "w") as f:
            f.write(self.lines())
        args = (["reindex"] if rnd.random() < 0.2 and self.kills
                else ["import", path])
        if rnd.random() < 0.6:
            point = rnd.choice(POINTS)
            r = run(self.db, *args, kill=f"{point}:{rnd.randint(1, 5)}")
            self.died(r.returncode, point)
        else:
            p = subprocess.Popen([marsad, *args, "--db", self.db], env=small,
                                 stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
            time.sleep(rnd.uniform(0.002, 0.03))
            p.kill()
            self.died(p.wait(), "any moment")
        # what did not come in comes now: a killed import is begun again
        if rnd.random() < 0.5 or args[0] == "reindex":
            self.settle(path)
        else:
            self.forget()

    def settle(self, path):
        r = run(self.db, "import", path)
        if r.returncode != 0:
            self.fail("import", r.stderr.decode()[-500:])

    def forget(self):
        """Only what was committed counts."""
        kept = {}
        for line in run(self.db, "export").stdout.decode().splitlines():
            d = json.loads(line)
            words = d["title"].split()
            n = int(d["id"][1:])
            for v in range(self.version[n], -1, -1):
                if words[1] == letters(v, "v"):
                    kept[n] = v
                    break
        self.version = {n: kept[n] for n in kept}
        # numbers stay dense, so that len() is the next one
        for n in range(max(kept, default=-1) + 1):
            self.version.setdefault(n, -1)

    def take_down(self):
        n = rnd.randint(1, max(1, len(self.version)))
        run(self.db, "report", rnd.choice(["ban", "restore"]), f"article:{n}")

    def check(self, name):
        r = run(self.db, "verify")
        if r.returncode != 0:
            self.fail(f"{name}: verify", r.stdout.decode() + r.stderr.decode())
            return
        if rnd.random() < 0.6:
            return
        found = self.search()
        rows = [json.loads(l) for l in
                run(self.db, "export").stdout.decode().splitlines()]
        for d in rows:
            want = [d["id"]] if d["state"] == "shown" else []
            word = d["title"].split()[0]
            if found.get(word) != want:
                self.fail(f"{name}: search",
                          f"{word} of {d['id']} ({d['state']}) gives "
                          f"{found.get(word)}")
                return

    def search(self):
        words = [letters(n) for n in self.version]
        asked = "".join(json.dumps({"qid": w, "query": f'"{w}"'}) + "\n"
                        for w in words)
        r = run(self.db, "search", "--batch", "--no-collapse",
                input=asked.encode())
        out = {}
        for line in r.stdout.decode().splitlines():
            d = json.loads(line)
            out[d["qid"]] = [h["id"] for h in d["hits"]]
        return out

    def fail(self, name, text):
        failures.append(name)
        print(f"{name} ({self.db}, {self.kills} kills): {text}")


passed = 0
start = time.time()
rounds = 0
while (sum(hits.values()) < KILLS_WANTED and not failures and
       time.time() - start < SECONDS_MAX):
    rounds += 1
    archive = Archive(rounds)
    tries = 0
    while archive.kills < ROUND and tries < 3 * ROUND and not failures:
        tries += 1
        archive.disturb()
        if os.path.exists(archive.db):
            archive.take_down()
            archive.check(f"round {rounds}")
    passed += not failures
print("kills: " + ", ".join(f"{p} {hits[p]}" for p in POINTS + ["any moment"])
      + f"; {sum(hits.values())} in all, {rounds} rounds, "
      f"{time.time() - start:.0f} s")
missed = [p for p in POINTS + ["any moment"] if hits[p] == 0]
if missed or sum(hits.values()) < KILLS_WANTED // 2:
    failures.append("kills")
    print("too few kills; never hit: " + " ".join(missed))
else:
    passed += 1
if not failures:
    shutil.rmtree(folder)
print(f"index: {passed} passed, {len(failures)} failed")
sys.exit(bool(failures))
