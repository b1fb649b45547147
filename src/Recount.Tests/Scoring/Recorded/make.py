"""Writes the fixtures of lm-eval/: see README.md. Python 3.11, no packages. Log-likelihoods are drawn, not a model's."""

import hashlib
import json
import math
import os
import random
import re
import statistics

DAY, STAMP, EPOCH = "2026-03-01", "2026-03-01T10-20-30.123456", 1772360430.123456
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "lm-eval")
rng = random.Random(20260301)


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def text_of(x):
    """sanitize_list of the harness: everything inside becomes a text."""
    return [text_of(y) for y in x] if isinstance(x, (list, tuple)) else str(x)


def line(doc_id, doc, target, args, resps, filtered, filt, metrics):
    record = {
        "doc_id": doc_id, "doc": doc, "target": str(target),
        "arguments": {f"gen_args_{i}": {f"arg_{j}": a for j, a in enumerate(arg)} for i, arg in enumerate(args)},
        "resps": text_of(resps), "filtered_resps": text_of(filtered), "filter": filt, "metrics": list(metrics),
        "doc_hash": sha(json.dumps(doc, ensure_ascii=False)), "prompt_hash": sha(args[0][0]), "target_hash": sha(str(target)),
    }
    record.update(metrics)
    return record


def argmax(values):
    return max(range(len(values)), key=lambda i: (values[i], -i))


def drawn(tokens):
    return -sum(rng.expovariate(0.4) for _ in range(tokens))


# --- multiple choice -------------------------------------------------------------------------------------------------
def choices(doc_id, doc, context, texts, gold, names, delimiter=" "):
    """gold: an index, a list of indexes, or the text of a choice."""
    args = [(context, delimiter + t) for t in texts]
    scores = [(drawn(1 + len(t) // 4), rng.random() < 0.3) for t in texts]
    if doc_id % 9 == 4:
        scores[1] = (scores[0][0], scores[1][1])  # an exact tie: the first counts
    right = gold if isinstance(gold, list) else [texts.index(gold) if isinstance(gold, str) else gold]
    lls = [s[0] for s in scores]
    metrics = {}
    given = []
    if "acc_mutual_info" in names:
        given = [(drawn(2 + len(t) // 4), False) for t in texts]
        args += [("", delimiter + t) for t in texts]
    preds = {
        "acc": argmax(lls),
        "acc_norm": argmax([l / len(t) for l, t in zip(lls, texts)]),
        "acc_bytes": argmax([l / len(t.encode()) for l, t in zip(lls, texts)]),
    }
    if given:
        preds["acc_mutual_info"] = argmax([l - g[0] for l, g in zip(lls, given)])
    for name in names:
        if name in preds:
            metrics[name] = 1.0 if preds[name] in right else 0.0
        elif name in ("f1", "mcc"):
            metrics[name] = [right[0], preds["acc"]]
        elif name == "exact_match":
            metrics[name] = int(any(scores[g][1] for g in right))
        elif name == "brier_score":
            top = max(lls)
            weights = [math.exp(l - top) for l in lls]
            metrics[name] = [right[0], [w / sum(weights) for w in weights]]
    scores = scores + given
    return line(doc_id, doc, gold, args, [[s] for s in scores], scores, "none", metrics)


CAPITALS = [
    ("Austria", "Vienna"), ("Chile", "Santiago"), ("Kenya", "Nairobi"), ("Peru", "Lima"), ("Japan", "Tokyo"), ("Norway", "Oslo"), ("Cuba", "Havana"),
    ("Ghana", "Accra"), ("Nepal", "Kathmandu"), ("Iceland", "Reykjavík"), ("Brazil", "Brasília"), ("Egypt", "Cairo"), ("Latvia", "Riga"), ("Togo", "Lomé"),
    ("Canada", "Ottawa"), ("Iraq", "Baghdad"), ("Fiji", "Suva"), ("Mali", "Bamako"), ("Oman", "Muscat"), ("Qatar", "Doha"),
]


def capitals():
    rows = []
    for i, (country, city) in enumerate(CAPITALS):
        others = [c for _, c in CAPITALS if c != city]
        texts = rng.sample(others, 3)
        texts.insert(rng.randrange(4), city)
        if i == 7:
            texts[3 if texts[3] != city else 2] = "🏙️ downtown"
        doc = {"country": country, "choices": texts, "answer": texts.index(city)}
        gold = [texts.index(city), (texts.index(city) + 1) % 4] if i == 11 else texts.index(city)
        rows.append(choices(i, doc, f"Question: What is the capital of {country}?\nAnswer:", texts, gold, ["acc", "acc_norm", "acc_bytes", "acc_mutual_info", "exact_match"]))
    return rows


def evenness():
    rows = []
    for i in range(40):
        number = rng.randrange(10, 999)
        answer = "yes" if number % 2 == 0 else "no"
        rows.append(choices(i, {"number": number, "label": answer}, f"{number} is an even number.\nTrue or false?", ["no", "yes"], answer,
                            ["acc", "acc_norm", "f1", "mcc", "brier_score"]))
    return rows


# --- a target, a text, an answer -------------------------------------------------------------------------------------
SENTENCES = [
    "The baker opened the oven and took out the bread", "She tuned the strings of her old violin", "After the storm the harbour was full of broken boats",
    "He wrote the address on a brown envelope", "The children built a castle of sand", "At noon the bell of the village rang", "In the cellar stood a barrel of cider",
    "The gardener watered the roses before the sun was high", "They followed the river down to the sea", "A cat slept on the warm stones of the wall",
    "The train left the station without a sound", "Nobody had read the letter on the table",
]


def lastword():
    rows = []
    for i, sentence in enumerate(SENTENCES):
        context, word = sentence.rsplit(" ", 1)
        score = (drawn(2), rng.random() < 0.4)
        rows.append(line(i, {"text": sentence}, " " + word, [(context, " " + word)], [[score]], [score], "none", {"perplexity": score[0], "acc": int(score[1])}))
    return rows


def pages():
    rows = []
    for i in range(4):
        text = "\n ".join(SENTENCES[3 * i:3 * i + 3]) + (" \n" if i == 2 else "") + (" ü – ∞" if i == 3 else "")
        total = drawn(30)
        words, size = len(re.split(r"\s+", text)), len(text.encode())
        metrics = {"word_perplexity": [total, words], "byte_perplexity": [total, size], "bits_per_byte": [total, size]}
        rows.append(line(i, {"page": text}, text, [(text,)], [[total]], [total], "none", metrics))
    return rows


FILTERS = [
    {"name": "strict-match", "filter": [{"function": "regex", "regex_pattern": r"The answer is (\-?[0-9\.\,]+)."}, {"function": "take_first"}]},
    {"name": "flexible-extract", "filter": [{"function": "regex", "group_select": -1, "regex_pattern": r"(-?[$0-9.,]{2,})|(-?[0-9]+)"}, {"function": "take_first"}]},
]


def find(step, text):
    """RegexFilter of the harness."""
    matches = re.findall(step["regex_pattern"], text)
    if not matches:
        return "[invalid]"
    match = matches[step.get("group_select", 0)]
    if isinstance(match, tuple):
        match = [m for m in match if m]
        if not match:
            return "[invalid]"
        match = match[0]
    return match.strip()


def sums():
    rows = []
    for i in range(24):
        a, b = rng.randrange(2, 900), rng.randrange(2, 900)
        said = a + b if rng.random() < 0.6 else a + b + rng.choice([-10, 1, 100])
        told = f"{said:,}"
        text = rng.choice([f" {a} plus {b} is {told}. The answer is {told}.", f" We add {a} and {b}. That makes ${told}", f" The answer is {told}. Or is it?", " I do not know.",
                           f" Thus {told} apples\n"])
        target = f"We add {a} and {b}.\n#### {a + b}"
        args = [(f"Q: What is {a} + {b}?\nA:", {"until": ["Q:", "</s>"], "do_sample": False, "temperature": 0.0})]
        for filt in FILTERS:
            answer = find(filt["filter"][0], text)
            ignored = [",", r"\$", r"(?s).*#### ", r"\.$"]
            mine, theirs = answer, target
            for pattern in ignored:
                mine, theirs = re.sub(pattern, "", mine), re.sub(pattern, "", theirs)
            metrics = {"exact_match": 1.0 if mine.lower() == theirs.lower() else 0.0}
            rows.append(line(i, {"a": a, "b": b}, target, args, [[text]], [answer], filt["name"], metrics))
    return rows


# --- scores ----------------------------------------------------------------------------------------------------------
def f1(pairs):
    tp, either = sum(g == p == 1 for g, p in pairs), sum((g == 1) + (p == 1) for g, p in pairs)
    return 2 * tp / either if either else 0.0


def mcc(pairs):
    tp, tn = sum(g == p == 1 for g, p in pairs), sum(g == p == 0 for g, p in pairs)
    fp, fn = sum((g, p) == (0, 1) for g, p in pairs), sum((g, p) == (1, 0) for g, p in pairs)
    below = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
    return (tp * tn - fp * fn) / math.sqrt(below) if below else 0.0


def mean(xs):
    return sum(xs) / len(xs)


AGGREGATES = {
    "f1": f1, "mcc": mcc, "perplexity": lambda xs: math.exp(-mean(xs)),
    "brier_score": lambda xs: mean([sum((p - (k == g)) ** 2 for k, p in enumerate(ps)) for g, ps in xs]),
    "word_perplexity": lambda xs: math.exp(-sum(x for x, _ in xs) / sum(n for _, n in xs)), "byte_perplexity": lambda xs: math.exp(-sum(x for x, _ in xs) / sum(n for _, n in xs)),
    "bits_per_byte": lambda xs: -sum(x for x, _ in xs) / sum(n for _, n in xs) / math.log(2),
}
WEIGHTED = ("word_perplexity", "byte_perplexity", "bits_per_byte", "brier_score")


def stderr(metric, xs):
    """mean_stderr, or bootstrap_stderr with one chunk of 1,000."""
    if metric in WEIGHTED:
        return "N/A"
    if metric not in AGGREGATES:
        return statistics.stdev(xs) / math.sqrt(len(xs))
    draw = random.Random(0)
    return statistics.stdev([AGGREGATES[metric](draw.choices(xs, k=len(xs))) for _ in range(1000)])


TASKS = {
    "capitals": (capitals(), {"output_type": "multiple_choice", "test_split": "test", "target_delimiter": " ", "num_fewshot": 0}),
    "evenness": (evenness(), {"output_type": "multiple_choice", "validation_split": "validation", "target_delimiter": " ", "num_fewshot": 0}),
    "lastword": (lastword(), {"output_type": "loglikelihood", "test_split": "test", "target_delimiter": "", "num_fewshot": 0}),
    "pages": (pages(), {"output_type": "loglikelihood_rolling", "test_split": "test", "num_fewshot": 0}),
    "sums": (sums(), {"output_type": "generate_until", "test_split": "test", "num_fewshot": 0, "filter_list": FILTERS, "metric_list": [
        {"metric": "exact_match", "aggregation": "mean", "higher_is_better": True, "ignore_case": True, "ignore_punctuation": False,
         "regexes_to_ignore": [",", "\\$", "(?s).*#### ", "\\.$"]}]}),
}

results, configs, samples, shots, versions, hashes = {}, {}, {}, {}, {}, {}
os.makedirs(HERE, exist_ok=True)
for task, (rows, config) in TASKS.items():
    with open(os.path.join(HERE, f"samples_{task}_{STAMP}.jsonl"), "w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    own = {"alias": task}
    for filt in dict.fromkeys(r["filter"] for r in rows):
        for metric in rows[0]["metrics"]:
            values = [r[metric] for r in rows if r["filter"] == filt]
            own[f"{metric},{filt}"] = AGGREGATES.get(metric, mean)(values)
            own[f"{metric}_stderr,{filt}"] = stderr(metric, values)
    results[task] = own
    configs[task] = {"task": task, "dataset_path": "json", "doc_to_text": "", "doc_to_target": "", "description": "", "fewshot_delimiter": "\n\n", "repeats": 1, **config,
                     "metadata": {"version": 1.0}}
    items = len({r["doc_id"] for r in rows})
    samples[task], shots[task], versions[task] = {"original": items, "effective": items}, 0, 1.0
    hashes[task] = sha("".join(r["doc_hash"] + r["prompt_hash"] + r["target_hash"] for r in rows))

run = {
    "results": results, "group_subtasks": {t: [] for t in TASKS}, "configs": configs, "versions": versions, "n-shot": shots,
    "higher_is_better": {t: {} for t in TASKS}, "n-samples": samples,
    "config": {
        "model": "hf", "model_args": "pretrained=example/tiny-1m,dtype=float32", "model_num_parameters": 1000000, "model_dtype": "torch.float32", "model_revision": "main",
        "model_sha": "0123456789abcdef", "batch_size": "1", "batch_sizes": [], "device": "cpu", "use_cache": None, "limit": None, "bootstrap_iters": 1000, "gen_kwargs": None,
        "random_seed": 0, "numpy_seed": 1234, "torch_seed": 1234, "fewshot_seed": 1234,
    },
    "git_hash": "c0ffee1", "date": EPOCH, "pretty_env_info": "PyTorch version: 2.9.0+cpu\nOS: Debian GNU/Linux 12 (bookworm) (x86_64)\nPython version: 3.11.2",
    "transformers_version": "4.57.5", "lm_eval_version": "0.4.11", "upper_git_hash": None, "tokenizer_pad_token": ["<pad>", "0"], "tokenizer_eos_token": ["<eos>", "1"],
    "tokenizer_bos_token": ["<bos>", "2"], "eot_token_id": 1, "max_length": 512, "task_hashes": hashes, "model_source": "hf", "model_name": "example/tiny-1m",
    "model_name_sanitized": "example__tiny-1m", "system_instruction": None, "system_instruction_sha": None, "fewshot_as_multiturn": None, "chat_template": None,
    "chat_template_sha": None, "total_evaluation_time_seconds": "12.5",
}
with open(os.path.join(HERE, f"results_{STAMP}.json"), "w", encoding="utf-8", newline="\n") as file:
    json.dump(run, file, indent=2, ensure_ascii=False)
    file.write("\n")
