#!/usr/bin/env python3
"""Write the lines that langgen makes the table of Arabic letters from.

language_lines.py SHARED OUT: from the corpora of the shared data whose
licences allow it (data/language/README.md), ar.txt is the head of each
article and its title, mixed.txt those of a Moroccan outlet, of which some are
Darija and some are not.
"""
import json
import lzma
import os
import sys

HEAD_WORDS = 60


def articles(shared, name):
    path = os.path.join(shared, "data/arabic/corpora", name + ".jsonl.xz")
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def head(text):
    return " ".join((text or "").split()[:HEAD_WORDS])


def main():
    shared, out = sys.argv[1:3]
    with open(os.path.join(out, "ar.txt"), "w", encoding="utf-8") as ar, \
         open(os.path.join(out, "mixed.txt"), "w", encoding="utf-8") as mixed:
        for name in ("sanad7", "ant11"):
            for a in articles(shared, name):
                print(head(a.get("title")), file=ar)
                print(head(a["text"]), file=ar)
        for a in articles(shared, "marsum"):
            print(head(a["text"]), file=mixed)
            print(head(a["title"]), file=mixed)


main()
