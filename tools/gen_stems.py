#!/usr/bin/env python3
"""Make src/text/stem_words.def from Arabic corpora.

    tools/gen_stems.py FILE.jsonl[.xz]... >src/text/stem_words.def

Each line of a file is an object with a "text" and perhaps a "title".  The
list in the tree was made from three corpora that may be learned from (see the
head of what is written): only words are kept, no text.

Two things are learned.

Whole words begin with letters that look like particles or the article.  The
article and the prepositions stand once: a word that they are seen in front of
begins with letters of its own.  So "and" + "minister" is told from "minister",
whose first letter is the same waw.

Families are stems that only a pattern joins (broken plurals, verbs and their
nouns): their consonants agree, and they are in the same articles ten times as
often as chance would have it.
"""
import collections
import itertools
import json
import lzma
import re
import sys
import unicodedata

WHOLE_MIN = 10      # times a word is seen behind an article or preposition
WHOLE_SHARE = 0.05  # of the times it is seen without
LIFT = 10.0         # times as often together as chance
TOGETHER_MIN = 5    # articles that have both stems
STEM_MIN_DOCS = 8
LETTERS_MAX = 8     # what a key of the C table holds
GROUP_MAX = 60      # stems of the same consonants
FAMILY_MAX = 12
SLACK = 0.6         # of LIFT, which any two of a family must have

ARTICLES = ("وبال", "فبال", "وكال", "فكال", "وال", "بال", "كال", "فال",
            "ولل", "فلل", "لل", "ال")
ENDS = ("تين", "تان", "هما", "كما", "هم", "هن", "ها", "نا", "كم", "وا",
        "ات", "ان", "ون", "ين", "يه", "ته", "ه", "ي", "ا", "ت")
FOUR = ("ان", "ون", "ين")  # four letters must stay in front of these
LEADS = "وفبلكسي"
AUGMENTS = ("است", "يست", "تست", "مست", "ين", "تن", "ان", "من", "ا", "ي",
            "ت", "م", "")

MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
                   "\u200b-\u200f\u2060\ufeff]")
FOLD = str.maketrans("أإآٱىیةکگؤئپچڤژڭھہ", "ااااييهككءءبجفزكهه")
WORD = re.compile(r"[^\W_]+")


def words_of(text):
    text = unicodedata.normalize("NFKC", text)
    return WORD.findall(MARKS.sub("", text).translate(FOLD).lower())


def is_arabic(word):
    return all("\u0621" <= c <= "\u064a" for c in word)


def without_end(w):
    for end in ENDS:
        keep = 4 if end in FOUR else 3
        if w.endswith("ستان") and end in ("تان", "ان"):
            continue  # names of countries
        if w.endswith(end) and len(w) - len(end) >= keep:
            w = w[:-len(end)]
            if end == "ا" and w.endswith("ي") and len(w) > 3:
                w = w[:-1]
    return w


def stem(w, whole):
    """As src/text/stem_arabic.c, without families."""
    if w[0] not in "اوفبلكسي":
        return without_end(w)
    if without_end(w) in whole:
        return without_end(w)
    for a in ARTICLES:
        if w.startswith(a) and len(w) - len(a) >= 2:
            if len(a) == 3 and a[1] == "ا" and without_end(w[1:]) in whole:
                return without_end(w[1:])
            return without_end(w[len(a):])
    verb = True
    if w[0] == "و" and len(w) > 3:
        w = w[1:]
    if w[0] in "فبلك" and len(w) > 3 and without_end(w) not in whole:
        verb = w[0] == "ف"
        w = w[1:]
    if verb and w[0] == "س" and len(w) > 4 and w[1] in "يتنا" and \
            without_end(w) not in whole:
        w = w[1:]
    if verb and w[0] == "ي" and len(w) > 3 and without_end(w) not in whole:
        w = without_end(w)
        return w[1:] if len(w) > 3 else w
    return without_end(w)


def may_be_whole(w):
    return len(w) >= 4 and (w[0] in LEADS or
                            (w.startswith("ال") and len(w) >= 5))


def behind_particle(w, known):
    """What stands behind an article or a preposition of w, "" if nothing."""
    for a in ("ولال", "لال"):
        if w.startswith(a) and may_be_whole(w[len(a) - 2:]):
            return w[len(a) - 2:]
    for a in ARTICLES:
        if w.startswith(a) and len(w) - len(a) >= 4:
            return w[len(a):]
    if len(w) < 5 or without_end(w) in known:
        return ""
    if w[0] in "بلك" and w[1:3] != "ال" and not (w[0] == "ل" and
                                                 w[1] in "لي"):
        return w[1:]
    if w.startswith("وو"):
        return w[1:]
    if w[0] == "و" and w[1] in "بلك" and w[2] != "ي" and w[2:4] != "ال" and \
            without_end(w[1:]) not in known:
        return w[2:]
    return ""


def whole_words(count, known):
    bare, behind = collections.Counter(), collections.Counter()
    for w, n in count.items():
        if len(w) < 4:
            continue
        if may_be_whole(w):
            bare[without_end(w)] += n
        x = behind_particle(w, known)
        if may_be_whole(x):
            behind[without_end(x)] += n
    return {s for s, n in behind.items()
            if 3 <= len(s) <= LETTERS_MAX and n >= WHOLE_MIN and
            n >= WHOLE_SHARE * bare[s]}


def consonants(s):
    """The keys by which s may be akin to others."""
    keys = set()
    if s.endswith("اء") and len(s) > 4:  # a broken plural of persons
        keys = consonants(s[:-2])
    for a in AUGMENTS:
        if not s.startswith(a) or len(s) - len(a) < 3:
            continue
        x = "".join(c for c in s[len(a):] if c not in "اوي")
        if len(x) >= 3:
            keys.add(x)
        if a in ("ا", "ي", "ت", "م") and len(x) >= 4:
            if x[1] == "ت":
                keys.add(x[0] + x[2:])
            if x[0] == "ت":
                keys.add(x[1:])
    return keys


def families(docs, total):
    groups = collections.defaultdict(list)
    for s in docs:
        for k in consonants(s):
            groups[k].append(s)
    pairs = set()
    for g in groups.values():
        if len(g) <= GROUP_MAX:
            pairs.update(itertools.combinations(sorted(g), 2))
    lift = {}
    for a, b in pairs:
        n = len(docs[a] & docs[b])
        if n >= TOGETHER_MIN:
            lift[a, b] = n * total / (len(docs[a]) * len(docs[b]))
    of = {s: [s] for s in docs}
    for (a, b), x in sorted(lift.items(), key=lambda t: (-t[1], t[0])):
        one, two = of[a], of[b]
        if x < LIFT or one is two or len(one) + len(two) > FAMILY_MAX:
            continue
        if all(lift.get((min(p, q), max(p, q)), 0) >= SLACK * LIFT
               for p in one for q in two):
            one.extend(two)
            for q in two:
                of[q] = one
    found = {id(f): f for f in of.values() if len(f) > 1}.values()
    return sorted(sorted(f, key=lambda s: (-len(docs[s]), s)) for f in found)


def read(paths):
    for path in paths:
        open_it = lzma.open if path.endswith(".xz") else open
        with open_it(path, "rt", encoding="utf-8") as f:
            for line in f:
                d = json.loads(line)
                yield words_of(" ".join((d.get("title") or "",
                                         d.get("text") or "",
                                         d.get("abstract") or "")))


def write_list(words):
    line = ""
    for w in words:
        if len(line) + len(w) > 68:
            print('W("%s")' % line.strip())
            line = ""
        line += " " + w
    print('W("%s")' % line.strip())


def main():
    articles = [collections.Counter(w for w in words if is_arabic(w))
                for words in read(sys.argv[1:])]
    count = collections.Counter()
    for a in articles:
        count.update(a)
    whole = whole_words(count, whole_words(count, frozenset()))
    stems = {w: stem(w, whole) for w in count}
    docs = collections.defaultdict(set)
    for i, a in enumerate(articles):
        for w in a:
            docs[stems[w]].add(i)
    docs = {s: d for s, d in docs.items()
            if 3 <= len(s) <= LETTERS_MAX and len(d) >= STEM_MIN_DOCS}
    print("/*\n"
          " * Made by tools/gen_stems.py, which tells how, from the word\n"
          " * counts of ant11 (Apache-2.0), SANAD Khaleej (CC BY 4.0) and\n"
          " * marsum (CC BY 4.0).  W: stems whose first letters look like\n"
          " * particles and are not.  F: families, which share the first\n"
          " * one's stem.\n"
          " */")
    write_list(sorted(whole))
    for f in families(docs, len(articles)):
        print('F("%s")' % " ".join(f))


if __name__ == "__main__":
    main()
