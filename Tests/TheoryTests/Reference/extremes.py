#!/usr/bin/env python3
"""extremes.json: the whole accepted range of the parameters, up to its corners, with Proposition 3, Theorem 8 and the
winning penalties evaluated at 500 digits, where nothing cancels and nothing overflows. The best penalty is bisected.

Points at which the two errors are equal to within a rounding of the parameters are left out: a double cannot decide
them. Needs mpmath only:  python3 extremes.py
"""

import json
import random
from pathlib import Path

from mpmath import exp, inf, mp, mpf, sqrt

mp.dps = 500
ZERO = mpf(10) ** -400


def fit(penalty, gamma):
    b = 1 + gamma + penalty
    s = sqrt(b * b - 4 * gamma)
    return 2 / (b + s), s


def shrinkage_ratio(penalty, gamma):
    v, s = fit(penalty, gamma)
    return (1 - v) / (1 - gamma * v * v) if s else mpf(1) / 2


def truth(point):
    lt, ls, gt, gs, sigma, zeta = map(mpf, point)
    v, s = fit(lt, gt)
    u, k = 1 - v, 1 - zeta**2
    if s == 0:
        if sigma:
            return None
        variance = error = mpf(0)
    else:
        variance = gt * v * (u * u + sigma**2) / s
        error = (u * u + sigma**2) / (1 - gt * v * v)
    power, alignment = k * v * v + variance, k * v
    gap = (1 - fit(ls, gs)[0]) * (power * shrinkage_ratio(ls, gs) - 2 * (power - alignment))
    rho = 2 * (power - alignment) / power if power else mpf(0)
    least = mpf(0) if gs < 1 else (1 + sqrt(1 - 1 / gs)) / 2
    lower, upper = None, None
    if rho - least <= ZERO:
        phase = "never"
    elif 1 - rho <= ZERO:
        phase, lower = "always", 0
    else:
        root = sqrt(1 - 4 * rho * gs * (1 - rho))
        penalties = [(1 - v) * (1 - gs * v) / v for v in [(1 + root) / (2 * rho * gs), 2 * (1 - rho) / (1 + root)]]
        phase, lower, upper = ("window", *penalties) if gs > 1 else ("below", 0, penalties[1])
    target = rho / 2
    if target <= (mpf(1) / 4 if gs == 1 else 0):
        best = mpf(0)
    elif alignment == 0:
        best = inf
    else:
        low, high = mpf(-700), mpf(700)
        for _ in range(100):
            middle = (low + high) / 2
            v, s = fit(exp(middle), gs)
            low, high = (middle, high) if exp(middle) / (v * s * s) < target else (low, middle)
        best = exp(low)
    expected = {
        "teacher_error": error, "student_error": error + gap, "gap": gap, "phase": phase, "lower": lower,
        "upper": upper, "best_lambda_s": None if best == inf else best,
    }
    return {name: float(value) if isinstance(value, mpf) else value for name, value in expected.items()}


def decided(point):
    """Whether the sign of the gap is the same for parameters an ulp or two away."""
    signs = set()
    for step in (-1, 1):
        moved = [value if value in (0, 1) else value * (1 + step * (-1) ** i * 4e-16) for i, value in enumerate(point)]
        answer = truth(moved)
        signs.add(answer and (answer["gap"] > 0) - (answer["gap"] < 0))
    return len(signs) == 1


def main():
    random.seed(20)
    entries = []
    while len(entries) < 400:
        ordinary = lambda: random.choice([0.05, 0.25, 1.0, 1.2, 2.0, 4.0])
        far = lambda power: random.choice([float(f"1e{power}"), float(f"1e-{power}"), 10 ** random.uniform(-power, power)])
        penalty = lambda: random.choice([0.0, ordinary(), far(30), far(30), far(30)])
        ratio = lambda: random.choice([ordinary(), far(12), far(12)])
        zeta = random.choice([0.0, 0.0, random.random(), 10 ** random.uniform(-30, 0), 1.0])
        point = [penalty(), penalty(), ratio(), ratio(), penalty(), zeta]
        # Near the teacher's optimum, where a window may open.
        near = point[4] ** 2 * point[2] * random.uniform(0.1, 0.99)
        if random.random() < 0.5 and 1e-30 < near < 1e30:
            point[0] = near
            if random.random() < 0.5:
                point[3], point[5] = random.uniform(1, 2), 0.0
        expected = truth(point)
        if expected and decided(point):
            names = ["lambda_t", "lambda_s", "gamma_t", "gamma_s", "sigma", "zeta"]
            entries.append({"params": dict(zip(names, point)), "expected": expected})
    lines = ",\n".join(json.dumps(entry) for entry in entries)
    (Path(__file__).resolve().parent / "extremes.json").write_text(f"[\n{lines}\n]\n")


main()
