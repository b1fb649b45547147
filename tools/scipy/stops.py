"""Where SciPy's BFGS and L-BFGS-B stop on the replication's objective, and what that does to the intervals of a bootstrap.

Usage: stops.py FILE [stops|intervals|lines|all]

stops: from Hoffmann's values, sum and mean, default tolerances, exact and numeric gradients: iterations, evaluations, point.
intervals: 100 draws of 80 % of the rows (numpy seed 42), each fitted from Hoffmann's values; 10th and 90th percentile of a = beta / (alpha + beta).
lines: both line searches on Moré and Thuente's (1994) first test functions: step, trials.
The constants in src/Recount.Tests/Fitting/Replay come from here.
"""
import sys

import numpy as np
import scipy
from scipy.optimize import minimize
from scipy.optimize._linesearch import scalar_search_wolfe1, scalar_search_wolfe2

from replication import HOFFMANN, objective, read


def scaled(scale, data, numeric):
    """The objective times a number, with the gradient where it is not left to differences."""
    def both(p):
        value, gradient = objective(p, *data)
        return value * scale, gradient * scale

    return dict(fun=(lambda p: both(p)[0]) if numeric else both, jac=None if numeric else True)


def stops(data):
    for method in "L-BFGS-B", "BFGS":
        for name, scale in ("sum", 1.0), ("mean", 1 / len(data[0])), ("sum x 1e3", 1e3), ("sum x 1e6", 1e6):
            for numeric in False, True:
                found = minimize(x0=HOFFMANN, method=method, **scaled(scale, data, numeric))
                print(method, name, "numeric" if numeric else "exact", found.nit, found.nfev, found.success, repr(float(found.fun)),
                      [float(v) for v in found.x], repr(float(np.max(np.abs(found.jac)))), found.message, sep="\t")


def intervals(data):
    rows = len(data[0])
    kept = round(0.8 * rows)
    tight = {"L-BFGS-B": dict(ftol=1e-16, gtol=1e-12, maxiter=2000), "BFGS": dict(gtol=1e-10)}
    for replace in False, True:
        for method in "L-BFGS-B", "BFGS":
            for name, mean in ("sum", False), ("mean", True):
                for numeric in False, True:
                    for options in (None, tight[method]):
                        random = np.random.RandomState(42)
                        a, still = [], 0
                        for _ in range(100):
                            drawn = random.choice(rows, kept, replace=replace)
                            part = tuple(x[drawn] for x in data)
                            found = minimize(x0=HOFFMANN, method=method, options=options, **scaled(1 / kept if mean else 1.0, part, numeric))
                            a.append(found.x[4] / (found.x[3] + found.x[4]))
                            still += found.nit == 0
                        low, high = np.percentile(a, [10, 90])
                        print("with" if replace else "without", method, name, "numeric" if numeric else "exact", "tight" if options else "default",
                              f"{low:.6f}", f"{high:.6f}", f"{high - low:.6f}", f"{still} at the start", sep="\t", flush=True)


FUNCTIONS = {
    "1": (lambda a: -a / (a * a + 2), lambda a: (a * a - 2) / (a * a + 2) ** 2),
    "2": (lambda a: (a + 0.004) ** 5 - 2 * (a + 0.004) ** 4, lambda a: 5 * (a + 0.004) ** 4 - 8 * (a + 0.004) ** 3),
    "exp": (lambda a: np.exp(10 * a) - 100 * a, lambda a: 10 * np.exp(10 * a) - 100),
}


def lines():
    for name, (value, slope) in FUNCTIONS.items():
        for flat in 0.9, 0.1, 0.001:
            for search in scalar_search_wolfe1, scalar_search_wolfe2:
                tried = []
                step, *_ = search(lambda a: tried.append(a) or value(a), slope, value(0.0), None, slope(0.0), c1=1e-4, c2=flat, amax=1e100)
                print(search.__name__, name, flat, None if step is None else repr(float(step)), len(tried), sep="\t")


if __name__ == "__main__":
    points = read(sys.argv[1])
    what = sys.argv[2] if len(sys.argv) > 2 else "all"
    print(f"scipy {scipy.__version__}, numpy {np.__version__}")
    if what in ("stops", "all"):
        stops(points)
    if what in ("lines", "all"):
        lines()
    if what in ("intervals", "all"):
        intervals(points)
