#!/usr/bin/env python3
"""Make data/lexicon/common.stems from Arabic corpora.

    tools/gen_common.py FILE.jsonl[.xz]... >data/lexicon/common.stems

The stems of ordinary Arabic words, so that what is none of them may be a
name.  Each line of a file is an object with a "text" and perhaps a "title";
the list in the tree was made from corpora that may be learned from (its head
names them), and keeps stems only, no text.

A name is written in one way, but for the particles in front of it; other
words take the article or not, plurals, pronouns and the endings of verbs.  So
a frequent stem with several forms is ordinary, and one that has a single form
may be a name, unless it is so frequent that it must be a particle.
"""
import collections
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import gen_stems as gs  # noqa: E402

MIN_COUNT = 12      # times a stem is seen
MIN_FORMS = 3       # forms that each have FORM_SHARE of them
FORM_SHARE = 0.02
PARTICLE_DOCS = 0.05  # in so many of the articles: no name, whatever its forms
LEAD = re.compile("^[وف]?[بلك]?")


def families(path):
    first = {}
    with open(path, encoding="utf-8") as f:
        text = f.read()
    for line in re.findall(r'F\("([^"]*)"\)', text):
        members = line.split()
        for m in members:
            first[m] = members[0]
    whole = set(" ".join(re.findall(r'W\("([^"]*)"\)', text)).split())
    return first, whole


def bare(w):
    """The word without the particles that names take, too."""
    for lead in ("وب", "ول", "وك", "فب", "فل", "و", "ف", "ب", "ل", "ك"):
        if w.startswith(lead) and len(w) - len(lead) >= 3:
            rest = w[len(lead):]
            if lead.endswith("ل") and rest.startswith("ل"):
                rest = "ا" + rest
            return rest
    return w


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    first, whole = families(os.path.join(here, "../src/text/stem_words.def"))
    stem_of = {}
    forms = collections.defaultdict(collections.Counter)
    docs = collections.Counter()
    total = 0
    for words in gs.read(sys.argv[1:]):
        total += 1
        seen = set()
        for w in words:
            if not gs.is_arabic(w) or len(w) < 2:
                continue
            s = stem_of.get(w)
            if s is None:
                s = gs.stem(w, whole) if len(w) > 3 else w
                s = stem_of[w] = first.get(s, s)
            b = w if gs.without_end(w) in whole else bare(w)
            forms[s][b] += 1
            seen.add(s)
        docs.update(seen)
    out = []
    for s, f in forms.items():
        n = sum(f.values())
        if n < MIN_COUNT:
            continue
        strong = sum(1 for c in f.values() if c >= max(2, n * FORM_SHARE))
        if strong >= MIN_FORMS or docs[s] > total * PARTICLE_DOCS:
            out.append(s)
    print("# Made by tools/gen_common.py, which tells how, from the word\n"
          "# counts of ant11 (Apache-2.0), SANAD Khaleej (CC BY 4.0) and\n"
          "# marsum (CC BY 4.0).")
    line = ""
    for s in sorted(out):
        if len(line) + len(s) > 78:
            print(line)
            line = ""
        line += (" " if line else "") + s
    print(line)


if __name__ == "__main__":
    main()
