"""Writes src/Recount.Evaluation/Tokens/canonical.txt: what canonical composition (NFC) needs of the Unicode Character Database.

    python3 tools/unicode/canonical.py > src/Recount.Evaluation/Tokens/canonical.txt
    python3 tools/unicode/canonical.py check > src/Recount.Tests/Evaluation/Tokens/canonical-check.txt

The second writes what NFC gives: a digest over every code point alone, and one over random sequences of the characters that matter.
"""

import hashlib
import sys
import unicodedata as u

# Characters that Unicode added after 9.0. Hugging Face's tokenizers normalises by the tables of 9.0 (its own answers, for all combining characters and all compositions, say so),
# and ids must be its ids.
YOUNG = {c for w in """
7FD 898-89F 8CA-8D3 9FE C3C D3B-D3C EBA 1715 1ABF-1ACE 1DF6-1DFA A82C 10D24-10D27 10EAB-10EAC 10F46-10F50 10F82-10F85 11070 1133B 1145E 11839-1183A
11938 1193D-1193E 11943 119E0 11A34 11A47 11A99 11D42 11D44-11D45 11D97 16FF0-16FF1 1E130-1E136 1E2AE 1E2EC-1E2EF
""".split() for c in range(int(w.split("-")[0], 16), int(w.split("-")[-1], 16) + 1)}
POINTS = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
HANGUL = range(0xAC00, 0xD7A4)


def table():
    print(f"# Unicode {u.unidata_version}, without what was added after 9.0. Written by tools/unicode/canonical.py. Hangul syllables are left to arithmetic.")
    print("# class: combining class = ranges of code points (hexadecimal)")
    classes = {}
    for c in POINTS:
        if (k := u.combining(chr(c))) and c not in YOUNG:
            spans = classes.setdefault(k, [])
            if spans and spans[-1][1] == c - 1:
                spans[-1][1] = c
            else:
                spans.append([c, c])
    for k in sorted(classes):
        print(f"class {k} = " + " ".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in classes[k]))
    print("# pair: a code point = the two that it is composed of; alone: one that is never composed again = what it decomposes to")
    for c in POINTS:
        if c in HANGUL or c in YOUNG:
            continue
        d = u.decomposition(chr(c))
        if d and not d.startswith("<"):
            kind = "pair" if u.normalize("NFC", chr(c)) == chr(c) else "alone"
            print(f"{kind} {c:X} = {d}")


def check():
    whole = hashlib.sha256()
    for c in POINTS:
        whole.update(u.normalize("NFC", chr(c)).encode() + b"\n")
    print("every code point", whole.hexdigest())
    # A linear congruential generator, so that the other side draws the same.
    pool = [c for c in POINTS if u.combining(chr(c)) or (u.decomposition(chr(c)) and not u.decomposition(chr(c)).startswith("<"))]
    pool += list(range(0x1100, 0x1113)) + list(range(0x1161, 0x1176)) + list(range(0x11A8, 0x11C3)) + list(range(0xAC00, 0xAC40)) + list(range(0x41, 0x7B))
    bases = sorted({int(x, 16) for c in POINTS if c not in YOUNG for x in u.decomposition(chr(c)).split() if not u.decomposition(chr(c)).startswith("<")})
    pool = sorted((set(pool) | set(bases)) - YOUNG)
    state, sequences = 12345, hashlib.sha256()

    def draw(n):
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (state >> 33) % n

    for _ in range(100000):
        text = "".join(chr(pool[draw(len(pool))]) for _ in range(1 + draw(8)))
        sequences.update(u.normalize("NFC", text).encode() + b"\n")
    print("pool", len(pool), hashlib.sha256(" ".join(f"{c:X}" for c in pool).encode()).hexdigest())
    print("random sequences", sequences.hexdigest())


check() if sys.argv[1:] == ["check"] else table()
