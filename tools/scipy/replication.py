"""The fits of `Recount.Benchmarks fits FILE`, through SciPy: the same objective, starts and resamples, with its CPU seconds.

Usage: replication.py FILE [starts|resamples|numeric|both]
"numeric" is the procedure of the replication's notebook: the starts again, without a gradient and with default tolerances.
"""
import csv
import itertools
import sys
import time

import numpy as np
from scipy.optimize import minimize

DELTA = 1e-3
HOFFMANN = [6.0073404, 6.0179186, 0.5267228, 0.33917084, 0.2849083]


def read(file):
    with open(file, newline="") as lines:
        rows = list(csv.DictReader(lines))
    n, c, loss = (np.array([float(r[k]) for r in rows]) for k in ("Model Size", "Training FLOP", "loss"))
    keep = loss < np.sort(loss)[-5]
    return np.log(n[keep]), np.log(c[keep] / (6 * n[keep])), np.log(loss[keep])


def objective(p, ln_n, ln_d, ln_loss):
    """Sum of Huber losses of log residuals, with its gradient."""
    a, b, e, alpha, beta = p
    terms = np.stack([a - alpha * ln_n, b - beta * ln_d, np.full_like(ln_n, e)])
    top = terms.max(axis=0)
    exps = np.exp(terms - top)
    total = exps.sum(axis=0)
    r = ln_loss - top - np.log(total)
    s = np.clip(r, -DELTA, DELTA)
    share = exps / total
    w = -s
    return s @ r - 0.5 * (s @ s), np.array([w @ share[0], w @ share[1], w @ share[2], -(w * ln_n) @ share[0], -(w * ln_d) @ share[1]])


def timed(name, work):
    before = time.process_time()
    found = work()
    print(f"{name}\t{time.process_time() - before:.2f}\t{found}", flush=True)


def starts(data):
    grid = itertools.product((0, 5, 10, 15, 20, 25), (0, 5, 10, 15, 20, 25), (-1, -0.5, 0, 0.5, 1), (0, 0.5, 1, 1.5, 2), (0, 0.5, 1, 1.5, 2))
    values = [minimize(objective, x, args=data, jac=True, method="L-BFGS-B", options={"ftol": 1e-16, "gtol": 1e-12, "maxiter": 2000}).fun for x in grid]
    best = min(values)
    return f"{best!r}\t{sum(v <= best * (1 + 1e-6) for v in values)} at the best"


def numeric(data):
    grid = itertools.product((0, 5, 10, 15, 20, 25), (0, 5, 10, 15, 20, 25), (-1, -0.5, 0, 0.5, 1), (0, 0.5, 1, 1.5, 2), (0, 0.5, 1, 1.5, 2))
    values = [minimize(lambda *a: objective(*a)[0], x, args=data, method="L-BFGS-B").fun for x in grid]
    best = min(values)
    return f"{best!r}\t{sum(v <= best * (1 + 1e-6) for v in values)} at the best"


def resamples(data):
    random = np.random.RandomState(42)
    values = []
    for _ in range(4000):
        drawn = random.choice(len(data[0]), len(data[0]))
        values.append(minimize(objective, HOFFMANN, args=tuple(x[drawn] for x in data), jac=True, method="BFGS", options={"gtol": 1e-10}).fun)
    return repr(float(np.mean(values)))


if __name__ == "__main__":
    points = read(sys.argv[1])
    what = sys.argv[2] if len(sys.argv) > 2 else "both"
    if what in ("starts", "both"):
        timed("starts", lambda: starts(points))
    if what in ("resamples", "both"):
        timed("resamples", lambda: resamples(points))
    if what == "numeric":
        timed("starts, numeric gradients", lambda: numeric(points))
