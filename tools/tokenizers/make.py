"""Writes small tokenizers in the styles of the well-known ones, and the texts that they are tried on, for src/Recount.Tests/Evaluation/Tokens.

    python3 tools/tokenizers/make.py src/Recount.Tests/Evaluation/Tokens

The ids beside them (Made/*.ids.jsonl) come from Hugging Face's own tokenizers library; README.md in that folder says how.
"""

import collections
import json
import pathlib
import re
import struct
import sys

TEXT = """The cat sat on the mat and the dog barked at the cat. In 2023 there were 12345 cats; it's said they'll win, we've won, I'm sure.
What is 3.14 + 2.71? About 5.85. Question: who is there?\n\nAnswer: nobody at all. The answer is the same as the question before the last one.
    def f(x):\n        return x + 1\n\n\tprint(f(41))  # forty-two
L'été, le café était fermé; über Straße und Größe. Año nuevo, niño. \u4f60\u597d\u4e16\u754c \u65e5\u672c\u8a9e \u0440\u0443\u0441\u0441\u043a\u0438\u0439 \u044f\u0437\u044b\u043a
\U0001F600\U0001F600 \U0001D400\U0001D401 hello world hello there hello hello """ * 3

GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
LLAMA3 = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
QWEN2 = LLAMA3.replace("{1,3}", "")
O200K = "|".join([
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"\p{N}{1,3}", r" ?[^\s\p{L}\p{N}]+[\r\n/]*", r"\s*[\r\n]+", r"\s+(?!\S)", r"\s+"])


def spelling():
    kept = [*range(33, 127), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    table, n = {}, 0
    for b in range(256):
        table[b] = chr(b) if b in kept else chr(256 + n)
        n += b not in kept
    return table


SPELT = spelling()


def train(words, merges):
    """Plain byte-pair encoding; words is a list of lists of symbols."""
    counts, made = collections.Counter(map(tuple, words)), []
    for _ in range(merges):
        pairs = collections.Counter()
        for word, n in counts.items():
            for pair in zip(word, word[1:]):
                pairs[pair] += n
        if not pairs:
            break
        best = max(pairs, key=lambda p: (pairs[p], p))
        made.append(best)
        new = collections.Counter()
        for word, n in counts.items():
            out, i = [], 0
            while i < len(word):
                if word[i:i + 2] == best:
                    out.append(word[i] + word[i + 1])
                    i += 2
                else:
                    out.append(word[i])
                    i += 1
            new[tuple(out)] += n
        counts = new
    return made


def bytes_model(merges=220, extra=(), before=(), **options):
    # Python has no \p{L}; for training any cut will do.
    words = [[SPELT[b] for b in w.encode()] for w in re.findall(r" ?\w+| ?[^\s\w]+|\s+", TEXT)]
    pairs = train(words, merges)
    vocabulary = [*before, *SPELT.values(), *[a + b for a, b in pairs]]
    vocabulary += [e for e in extra if e not in vocabulary]
    return model(vocabulary, pairs, **options)


def space_model(merges=200, before=("<unk>", "<s>", "</s>"), fallback=True, drop="", words=False, **options):
    text = "\u2581" + TEXT.replace(" ", "\u2581")
    pieces = re.findall("\u2581*[^\u2581]*", text) if words else [text[i:i + 40] for i in range(0, len(text), 40)]
    characters = sorted(set(text) - set(drop))
    pairs = [p for p in train([list(p) for p in pieces if p], merges) if not set("".join(p)) & set(drop)]
    names = [f"<0x{b:02X}>" for b in range(256)] if fallback else []
    return model([*before, *names, *characters, *[a + b for a, b in pairs]], pairs, unk_token="<unk>", byte_fallback=fallback, **options)


def model(vocabulary, pairs, tuples=False, **options):
    vocabulary = list(dict.fromkeys(vocabulary))
    return {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None, "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False,
            "ignore_merges": False, **options, "vocab": {t: i for i, t in enumerate(vocabulary)}, "merges": [list(p) if tuples else " ".join(p) for p in pairs]}


def added(model, *tokens):
    """Tokens as (content, special, flags); those that the vocabulary lacks get the next ids."""
    out, following = [], len(model["vocab"])
    for content, special, *flags in tokens:
        i = model["vocab"].get(content)
        if i is None:
            i, following = following, following + 1
        out.append({"id": i, "content": content, "single_word": False, "lstrip": "l" in flags, "rstrip": "r" in flags, "normalized": "n" in flags, "special": special})
    return out


def template(name, i):
    return {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": name, "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
            "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}], "special_tokens": {name: {"id": name, "ids": [i], "tokens": [name]}}}


def tokenizer(model, tokens, normalizer=None, pre=None, post=None, decoder=None):
    return {"version": "1.0", "truncation": None, "padding": None, "added_tokens": tokens, "normalizer": normalizer, "pre_tokenizer": pre, "post_processor": post, "decoder": decoder, "model": model}


def level(prefix=False, regex=True):
    return {"type": "ByteLevel", "add_prefix_space": prefix, "trim_offsets": True, "use_regex": regex}


def split(pattern, behavior="Isolated", invert=False, kind="Regex"):
    return {"type": "Split", "pattern": {kind: pattern}, "behavior": behavior, "invert": invert}


def steps(*pre):
    return {"type": "Sequence", "pretokenizers": list(pre)}


def made():
    end = "<|endoftext|>"
    m = bytes_model(before=(end,))
    yield "neox", tokenizer(m, added(m, (end, True), ("  ", False, "n"), ("    ", False, "n"), ("caf\u00e9", False, "n")), {"type": "NFC"}, level(), level(True), level())
    m = bytes_model(before=(end,))
    yield "gpt2", tokenizer(m, added(m, (end, True)), None, level(), level(True), level())
    m = bytes_model(tuples=True, ignore_merges=True, extra=("\u0120questionable", "hellohello", "\u0120the\u0120cat"))
    tokens = added(m, ("<|begin_of_text|>", True), ("<|end_of_text|>", True), ("<|eot_id|>", True))
    post = {"type": "Sequence", "processors": [level(), template("<|begin_of_text|>", tokens[0]["id"])]}
    yield "llama3", tokenizer(m, tokens, None, steps(split(LLAMA3), level(False, False)), post, level())
    m = bytes_model(150)
    yield "qwen2", tokenizer(m, added(m, (end, True), ("<|im_start|>", True), ("<tool>", False)), {"type": "NFC"}, steps(split(QWEN2), level(False, False)), level(), level())
    m = bytes_model(150, before=(end, "<|im_start|>"))
    yield "smollm", tokenizer(m, added(m, (end, True), ("<|im_start|>", True, "r")), None, steps({"type": "Digits", "individual_digits": True}, level()), None, level())
    m = bytes_model(120, before=("<s>",))
    yield "prefixed", tokenizer(m, added(m, ("<s>", True), ("<mask>", True, "l")), None, level(True), template("<s>", 0), level())
    m = bytes_model(120)
    yield "o200k", tokenizer(m, added(m, (end, True)), None, steps(split(O200K, "Removed", True), level(False, False)), None, level())
    m = bytes_model(120)
    yield "possessive", tokenizer(m, added(m, (end, True)), None, steps(split(r"\p{N}{1,3}|[^\s\p{N}]++|\s++$".replace("$", "")), level(False, False)), None, level())
    m = bytes_model(120)
    yield "splits", tokenizer(m, added(m, (end, True)), None, steps(split("e", "Removed", kind="String"), split("(?:the)|[\u4e00-\u9fff]+(?=.)", "Isolated"), {"type": "Digits", "individual_digits": False}, level(False, False)), None, level())
    fallback = {"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "\u2581"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}
    spaces = {"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "\u2581"}, {"type": "Replace", "pattern": {"String": " "}, "content": "\u2581"}]}
    base = (("<unk>", True), ("<s>", True), ("</s>", True))
    m = space_model(fuse_unk=True, drop="\u00fc\u597d\U0001D401")
    yield "llama2", tokenizer(m, added(m, *base, ("[INST]", False), ("hello world", False, "n")), spaces, None, template("<s>", 1), fallback)
    m = space_model(fuse_unk=True, drop="\u00fc\u597d\n")
    first = {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "first", "split": False}
    yield "mistral", tokenizer(m, added(m, *base, ("[INST]", True), ("[/INST]", True, "l", "r")), None, first, template("<s>", 1), fallback)
    m = space_model(fuse_unk=True, ignore_merges=True, drop="\u00fc", before=("<unk>", "<s>", "</s>", "\u2581hello\u2581there"))
    replace = {"type": "Replace", "pattern": {"String": " "}, "content": "\u2581"}
    yield "gemma", tokenizer(m, added(m, *base, ("\n\n", False), ("\u2581\u2581\u2581", False)), replace, split(" ", kind="String"), template("<s>", 1), fallback)
    m = space_model(fallback=False, fuse_unk=True, drop="\u00fc\u597d\u4f60;?", words=True)
    yield "words", tokenizer(m, added(m, *base), None, steps({"type": "Metaspace", "replacement": "\u2581", "add_prefix_space": True}, {"type": "Digits", "individual_digits": True}), None, {"type": "Metaspace", "replacement": "\u2581", "add_prefix_space": True})
    m = space_model(fallback=False, fuse_unk=False, drop="\u00fc\u597d\u4f60;?", words=True)
    yield "unknowns", tokenizer(m, added(m, *base), {"type": "NFC"}, {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "never", "split": True}, None, None)


def varint(n):
    return bytes([n]) if n < 128 else bytes([n & 127 | 128]) + varint(n >> 7)


def field(number, value):
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    if isinstance(value, float):
        return varint(number << 3 | 5) + struct.pack("<f", value)
    value = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(value)) + value


def pieces(removes_extra, prefix, drop="\u00fc\u597d\U0001D401"):
    """A SentencePiece model, as its protobuf says it; the longer pieces of one letter have several splits and many overlaps."""
    text = "\u2581" + TEXT.replace(" ", "\u2581")
    trained = ["".join(p) for p in train([list(w) for w in re.findall("\u2581*[^\u2581]*", text) if w], 200)]
    trained = list(dict.fromkeys(["aa", "aaa", "aaaa", "aba", "ab", "ba", "\u2581\u2581", "\u2581\u2581\u2581", "\u2581\u2581\u2581\u2581", *trained]))
    trained = [t for t in trained if not set(t) & set(drop)]
    listed = [("<unk>", 0.0, 2), ("<s>", 0.0, 3), ("</s>", 0.0, 3), *[(f"<0x{b:02X}>", 0.0, 6) for b in range(256)]]
    listed += [(t, -float(i), 1) for i, t in enumerate([*trained, *sorted(set(text + "ab<s>") - set(drop))])]
    model = b"".join(field(1, field(1, t) + field(2, score) + field(3, kind)) for t, score, kind in listed)
    return model + field(2, field(3, 2) + field(35, 1)) + field(3, field(1, "identity") + field(3, int(prefix)) + field(4, int(removes_extra)))


def texts():
    yield from ["", " ", "  ", "   ", "\n", "\n\n", "\n\n\n", "\t", "\t\t", " \n", "\n ", "\r\n", "\r\n\r\n", "a", " a", "  a", "a ", "a  ", " a b  c   d    e "]
    yield from ["Hello world", " Hello world", "hello  world", "hello hello there", "Question: who?\n\nAnswer:", "Question: who?\nAnswer: nobody", "a\n\nb", "a \n\n b", "a\n \nb", "line one\r\nline two\r\n"]
    yield from ["it's they'll we've I'm you'd don't they're", "IT'S THEY'LL WE'VE I'M YOU'D DON'T", "it'\u017f", "'S'T'k", "it\u2019s", "1 12 123 1234 12345 3.14159 1,000,000", "a1b2c3", "x=1;y=22;z=333", "2023", "\u0661\u0662\u0663", "\u2167 \u00bd \u00b2", "\u0967\u0968"]
    yield from ["caf\u00e9", "cafe\u0301", "\u00e9te\u0301", "A\u030a \u212b \u00c5", "\u1e9b\u0323", "q\u0307\u0323", "q\u0323\u0307", "\uac00\u1100\u1161\u11a8", "\u0958 \u0929", "\u2126", "\ufb01", "\u0344", "\u0041\u030a\u0301", "e\u0301\u0301"]
    yield from ["\u00a0", "a\u00a0b", "a \u00a0 b", "\u2003x", "a\u3000b", "a\u200bb", "\ufeffa", "a\u2028b", "a\u0085b", "a\u001cb", "a\x00b", "a\x7fb", "soft\u00adhyphen"]
    yield from ["\U0001F600", "\U0001F600\U0001F600", " \U0001F600 ", "\U0001F468\u200d\U0001F469\u200d\U0001F467\u200d\U0001F466", "\U0001F1E9\U0001F1EA", "\U0001F44D\U0001F3FD", "\u2764\ufe0f", "a\U0001F600b", "1\U0001F6002"]
    yield from ["\U0001D400\U0001D401\U0001D402", "x\U0001D400", "\U0001D7CE\U0001D7CF", "a\U0001D7CE1", "\U00020000\U00020001", "\U0001F1E6a", "\U00010400\U00010428", "\U0001D165\U0001D15F", "\U000E0001", "\U00011935\U00011930", "\U0001E900\U0001E922", "\U00100000"]
    yield from ["\u4f60\u597d\u4e16\u754c", "\u4f60\u597d, world", "\u65e5\u672c\u8a9e\u306e\u30c6\u30ad\u30b9\u30c8", "\ud55c\uad6d\uc5b4", "\u0440\u0443\u0441\u0441\u043a\u0438\u0439 \u044f\u0437\u044b\u043a", "\u0627\u0644\u0639\u0631\u0628\u064a\u0629", "\u0939\u093f\u0928\u094d\u0926\u0940", "\u0e44\u0e17\u0e22", "\u01c5 \u02b0 \u0345", "Stra\u00dfe GR\u00d6SSE \u00fcber"]
    for t in ["<|endoftext|>", "<s>", "</s>", "<unk>", "<|begin_of_text|>", "<|im_start|>", "<mask>", "[INST]", "[/INST]", "<tool>", "<|eot_id|>"]:
        yield from [t, f"a{t}b", f"a {t} b", f" {t}", f"{t}{t}", f"{t}  x", f"x\n\n{t}\n\ny"]
    yield from ["<0x0A>", "<0x41>a", "<|endoftext", "<<s>>", "< s>", "\u2581", "\u2581a", "a\u2581b", " \u2581 ", "\u2581\u2581\u2581", "\u2581\u2581\u2581\u2581\u2581", "\u0120", "\u0120a \u010a", "\u0120the cat", "the cat the cat", " questionable hellohello", "hello there", " hello there", "hello worldhello world"]
    yield from ["def f(x):\n    return x\n", "\tif a:\n\t\tb()", "a" * 70, "ab" * 50, " " * 70, "\n" * 20, "the" * 40, "=" * 33, "e" * 20, "1" * 31, "thethe the eee e", "...", "!!!", "--- ---", "a/b\\c", "http://x.y/z?q=1#a", "a@b.c", "$5.00 \u20ac5", "(a)[b]{c}", "\"quoted\" 'single'", "\u00e9" * 30, "\u00fc" * 9, "a\u00fcb\u00fc\u00fcc", "?;?", "a?;b", "\u597d\u4f60?"]
    yield from ["aaa", "aaaaa", "aaaaaaa", "a" * 13, "abababa", "abaaba", "aabaab", "ababa abab", "     a", "a     ", "a         b", "a\u2581\u2581 \u2581b\u2581"]
    yield from [" \n\n  \n x", "x \t \n", "\n\t\n", " \r", "\r", "\x0b\x0c", "a\n/b\n\n/", "//\n", "Hello\n    World  \n\n\n  !"]
    yield TEXT[:600]
    yield "hello " * 300
    yield "ab" * 700


def main(folder):
    folder = pathlib.Path(folder)
    for name, t in made():
        (folder / "Made" / f"{name}.json").write_text(json.dumps(t, indent=None, separators=(",", ":")).replace('"vocab"', '\n"vocab"').replace('"merges"', '\n"merges"').replace('"model"', '\n"model"') + "\n")
    (folder / "Made" / "collapsing.model").write_bytes(pieces(True, True))
    (folder / "Made" / "keeping.model").write_bytes(pieces(False, True))
    (folder / "Made" / "bare.model").write_bytes(pieces(False, False))
    (folder / "texts.jsonl").write_text("".join(json.dumps(t) + "\n" for t in dict.fromkeys(texts())))


main(sys.argv[1])
