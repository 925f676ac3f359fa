#!/usr/bin/env python3
"""finite.json: mean to order 1/d and standard deviation of L_t, L_s and L_s - L_t at finite d, and P(gain), without the
program's forms.

Moments over the Marchenko-Pastur law are Gauss-Legendre quadrature at 30 digits; the 1/d term of a spectral mean is the
integral of Bai and Silverstein (2004, eq. 1.22, real entries). The gap is written as the function that a trial
evaluates of a dozen random numbers: the Gram matrix of teacher, target and learned direction, and the quadratic forms of
the student's filter K and of K^2 between them. Its mean and variance are the delta method's, with gradient and Hessian
by finite differences at 60 digits.

Parameters are drawn with a fixed seed and rounded to a double. Needs mpmath only:  python3 finite.py
"""

import json
import random
from itertools import product
from pathlib import Path

from generate import FIELDS, gauss_legendre, log_uniform
from mpmath import erfc, mp, mpf, pi, sin, cos, sqrt

mp.dps = 60
RULE = gauss_legendre(40)
STEP = mpf(10) ** -15


class Law:
    """The Marchenko-Pastur law of a ratio as nodes with weights, and the 1/d term of its means."""

    def __init__(self, gamma, penalty):
        root = sqrt(gamma)
        a = (1 - root) ** 2
        # Both integrands are smooth in t, x = a + 4 sqrt(gamma) sin^2(t/2), with poles near 0 where a + penalty is small.
        width = min(sqrt(min(a, a + penalty) if a > 0 else penalty) / sqrt(root), pi)
        ends = [mpf(0)]
        while width < pi:
            ends.append(width)
            width *= 2
        ends.append(pi)
        self.atom = 1 - 1 / gamma if gamma > 1 else mpf(0)
        self.nodes = []
        for left, right in zip(ends, ends[1:]):
            middle, half = (left + right) / 2, (right - left) / 2
            for node, weight in RULE:
                t = middle + half * node
                s, c = sin(t / 2), cos(t / 2)
                x = a + 4 * root * s * s
                self.nodes.append((x, weight * half * (2 / pi) * (2 * s * c) ** 2 / x, weight * half / (2 * pi)))
        self.edges = (a, (1 + root) ** 2)

    def mean(self, f):
        return sum(w * f(x) for x, w, _ in self.nodes) + self.atom * f(mpf(0))

    def bias(self, f):
        """d times what the mean at finite d exceeds the limit by."""
        return (f(self.edges[0]) + f(self.edges[1])) / 4 - sum(w * f(x) for x, _, w in self.nodes)


FORMS = ["p1", "p2", "q1", "q2", "r1", "r2", "x1", "y1"]
ENDS = {"p": "tt", "q": "bt", "r": "bb", "x": "st", "y": "sb"}


def gap(y, kappa, zeta, spike):
    """L_s - L_t of a trial, from T, S, B = |target|^2, the direction's own share of the teacher, and the deviations of
    the student's forms from what the Gram matrix makes of them on average."""
    T, S, B, w = y[:4]
    gram = {"tt": T, "st": S, "bt": zeta * S / sqrt(B) + sqrt(1 - zeta**2) * w, "bb": mpf(1), "sb": zeta * sqrt(B)}
    form = {name: kappa[int(name[1])] * gram[ENDS[name[0]]] + y[4 + i] for i, name in enumerate(FORMS)}
    theta = spike * (gram["bt"] - form["q1"]) / (1 - spike * form["r1"])
    return (form["p2"] - 2 * theta * form["q2"] + theta**2 * form["r2"]
            - 2 * (form["p1"] - form["x1"] - theta * (form["q1"] - form["y1"])))


def law(d, params):
    lt, ls, gt, gs, sigma, zeta = map(mpf, params)
    d = mpf(d)
    teacher, student = Law(gt, lt), Law(gs, ls)
    star = sigma**2 * gt
    f = lambda x: x / (x + lt)
    h = lambda x: x * (x + star) / (x + lt) ** 2
    k = lambda i: lambda x: (ls / (x + ls)) ** i
    S, T = teacher.mean(f), teacher.mean(h)
    moment = [student.mean(k(i)) for i in range(5)]
    # Covariances, times d. The teacher's forms are sums over eigenvectors of Gaussian squares and products.
    TT, SS = 2 * teacher.mean(lambda x: h(x) ** 2), teacher.mean(lambda x: f(x) ** 2) + T
    TS, TB, SB = 2 * teacher.mean(lambda x: h(x) * f(x)), 2 * teacher.mean(lambda x: f(x) ** 2), 2 * S
    size = 4 + len(FORMS)
    cov = [[mpf(0)] * size for _ in range(size)]
    for i, row in enumerate([[TT, TS, TB], [TS, SS, SB], [TB, SB, mpf(2)]]):
        cov[i][:3] = row
    cov[3][3] = T - S * S
    gram = {"tt": T, "st": S, "ts": S, "bt": zeta * S, "tb": zeta * S, "bb": mpf(1), "sb": zeta, "bs": zeta,
            "ss": mpf(1)}
    for (i, a), (j, b) in product(enumerate(FORMS), repeat=2):
        (p, q), (r, s) = ENDS[a[0]], ENDS[b[0]]
        m, n = int(a[1]), int(b[1])
        spread = moment[m + n] - moment[m] * moment[n]
        cov[4 + i][4 + j] = spread * (gram[p + r] * gram[q + s] + gram[p + s] * gram[q + r])
    shifts = [teacher.bias(h), teacher.bias(f)]
    spike = d / (1 + d) if zeta else mpf(0)  # without a direction nothing is penalised less
    at = [T, S, mpf(1), mpf(0)] + [mpf(0)] * len(FORMS)
    limits = [mpf(1), moment[1], moment[2]]

    def moved(y, *steps):
        y = list(y)
        for i, step in steps:
            y[i] += step
        return y

    def normal(value):
        """Mean and deviation of a function of the random numbers and of the student's moments."""
        base = value(at, limits)
        gradient, second = [], mpf(0)
        for i in range(size):
            up, down = value(moved(at, (i, STEP)), limits), value(moved(at, (i, -STEP)), limits)
            gradient.append((up - down) / (2 * STEP))
            second += cov[i][i] * (up - 2 * base + down) / STEP**2
        for i in range(size):
            for j in range(i):
                if cov[i][j]:
                    corner = lambda a, b: value(moved(at, (i, a * STEP), (j, b * STEP)), limits)
                    second += 2 * cov[i][j] * (corner(1, 1) - corner(1, -1) - corner(-1, 1) + corner(-1, -1)) / (
                        4 * STEP**2)
        shift = shifts[0] * gradient[0] + shifts[1] * gradient[1]
        for i in [1, 2]:
            up, down = list(limits), list(limits)
            up[i], down[i] = limits[i] + STEP, limits[i] - STEP
            shift += student.bias(k(i)) * (value(at, up) - value(at, down)) / (2 * STEP)
        variance = sum(gradient[i] * cov[i][j] * gradient[j] for i in range(size) for j in range(size))
        return base + (shift + second / 2) / d, sqrt(variance / d)

    difference = lambda y, kappa: gap(y, kappa, zeta, spike)
    error = lambda y, kappa: sigma**2 + y[0] - 2 * y[1] + y[2]
    expected = {}
    for name, value in [("teacher", error), ("student", lambda y, kappa: error(y, kappa) + difference(y, kappa)),
                        ("gap", difference)]:
        expected[name + "_mean"], expected[name + "_sd"] = normal(value)
    expected["probability_of_gain"] = erfc(expected["gap_mean"] / expected["gap_sd"] / sqrt(mpf(2))) / 2
    return expected


def regimes(rng):
    for i in range(72):
        yield rng.choice([50, 100, 500, 2000]), [
            log_uniform(rng, -3, 1), log_uniform(rng, -3, 1), log_uniform(rng, -1.2, 1), log_uniform(rng, -1.2, 1),
            rng.choice([0.0, log_uniform(rng, -1, 0.7)]), 0.0 if i % 2 else round(rng.random(), 4)]
    for i in range(24):  # far ends, where forms that cancel would show it
        yield 1000, [
            log_uniform(rng, -12, 5), log_uniform(rng, -12, 5), log_uniform(rng, -6, 4), log_uniform(rng, -6, 4),
            log_uniform(rng, -3, 2), 0.0 if i % 2 else round(rng.random(), 4)]


def main():
    rng = random.Random(20)
    entries = []
    for d, values in regimes(rng):
        expected = {name: float(value) for name, value in law(d, values).items()}
        entries.append({"dimension": d, "params": dict(zip(FIELDS, values)), "expected": expected})
    path = Path(__file__).resolve().parent / "finite.json"
    path.write_text("[\n" + ",\n".join(json.dumps(entry) for entry in entries) + "\n]\n")


if __name__ == "__main__":
    main()
