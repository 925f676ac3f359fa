#!/usr/bin/env python3
"""Reference values for the theory engine, independent of its closed forms.

points.json   m1 and m2 by Gauss-Legendre quadrature of the Marchenko-Pastur density at 60 digits, the atom at zero
              added; from them the paper's Definition 2, Proposition 3 and Theorems 4 and 8, literally.
phases.json   the sign pattern of Theorem 8's gap over the student penalty in [1e-40, 1e40], by brute force: a scan, a
              golden-section minimum, bisected edges. m is the paper's closed form at 120 digits, where nothing cancels;
              it is compared with the quadrature first.

Parameters are drawn with a fixed seed and rounded to a double before use, so that a reader of the files starts from
exactly the numbers used here. Needs mpmath only:  python3 generate.py
"""

import json
import random
from pathlib import Path

from mpmath import cos, mp, mpf, pi, sin, sqrt

HERE = Path(__file__).resolve().parent


def gauss_legendre(count):
    """Nodes and weights on [-1, 1], by Newton's method on the Legendre polynomial."""
    pairs = []
    for i in range(1, count + 1):
        x = cos(pi * (i - mpf(1) / 4) / (count + mpf(1) / 2))
        for _ in range(9):
            p0, p1 = mpf(1), x
            for k in range(2, count + 1):
                p0, p1 = p1, ((2 * k - 1) * x * p1 - (k - 1) * p0) / k
            slope = count * (x * p1 - p0) / (x * x - 1)
            x -= p1 / slope
        pairs.append((x, 2 / ((1 - x * x) * slope * slope)))
    return pairs


def moments_by_quadrature(lam, gamma, rule):
    """m1 = E 1/(x+lam) and m2 = E 1/(x+lam)^2 under the Marchenko-Pastur law.

    With x = a + 4 sqrt(gamma) sin^2(t/2), the density sqrt((b-x)(x-a)) / (2 pi gamma x) dx on [a, b] becomes
    (2/pi) sin^2(t)/x dt on [0, pi]. The integrand has poles at the distance of sqrt(a) and sqrt(a + lam) from t = 0,
    hence panels that double in width.
    """
    root = sqrt(gamma)
    a = (1 - root) ** 2
    scale = sqrt(min(a, a + lam) if a > 0 else lam) / sqrt(root)
    ends = [mpf(0)]
    width = min(scale, pi)
    while width < pi:
        ends.append(width)
        width *= 2
    ends.append(pi)
    m1 = m2 = mpf(0)
    for left, right in zip(ends, ends[1:]):
        middle, half = (left + right) / 2, (right - left) / 2
        for node, weight in rule:
            t = middle + half * node
            sine, cosine = sin(t / 2), cos(t / 2)
            rise = 4 * root * sine * sine
            x = a + rise
            mass = weight * half * (2 / pi) * (2 * sine * cosine) ** 2 / x
            m1 += mass / (x + lam)
            m2 += mass / (x + lam) ** 2
    if gamma > 1:
        atom = 1 - 1 / gamma
        m1 += atom / lam
        m2 += atom / lam**2
    return m1, m2


def moments_in_closed_form(lam, gamma):
    """m1 and m2 as Definition 2 prints them: m(-lam) and its derivative."""
    s = sqrt((1 + gamma + lam) ** 2 - 4 * gamma)
    m1 = (-(1 - gamma + lam) + s) / (2 * gamma * lam)
    slope = ((-1 + (1 + gamma + lam) / s) * lam - (-(1 - gamma + lam) + s)) / (2 * gamma * lam**2)
    return m1, -slope


def theorem_four(lt, ls, star, mt, ms):
    return (star - lt) * (mt[0] - lt * mt[1]) * (ls**2 * ms[1] - 2 * ls * ms[0]) + ls**2 * ms[1] * (1 - lt * mt[0])


def theorem_eight_benefit(lt, ls, mt, ms):
    return ls * (-1 + lt * mt[0]) * (-2 * lt * ms[0] * mt[0] + ls * ms[1] * (-1 + lt * mt[0]))


def point(params, rule):
    lt, ls, gt, gs, sigma, zeta = (mpf(params[k]) for k in FIELDS)
    mt, ms = moments_by_quadrature(lt, gt, rule), moments_by_quadrature(ls, gs, rule)
    star = sigma**2 * gt
    teacher = sigma**2 + (lt - star) * lt * mt[1] + star * mt[0]
    delta = theorem_four(lt, ls, star, mt, ms)
    benefit = theorem_eight_benefit(lt, ls, mt, ms)
    gap = delta - zeta**2 * benefit
    values = {
        "m_t1": mt[0], "m_t2": mt[1], "m_s1": ms[0], "m_s2": ms[1], "teacher_error": teacher, "delta": delta,
        "delta_gamma": benefit, "gap": gap, "student_error": teacher + gap, "optimal_teacher_lambda": star,
    }
    return {"params": params, "expected": {name: float(value) for name, value in values.items()}}


def phase(params):
    lt, gt, gs, sigma, zeta = (mpf(params[k]) for k in FIELDS if k != "lambda_s")
    mt, star = moments_in_closed_form(lt, gt), sigma**2 * gt

    def gap(log_ls):
        ls = mp.exp(log_ls)
        ms = moments_in_closed_form(ls, gs)
        return theorem_four(lt, ls, star, mt, ms) - zeta**2 * theorem_eight_benefit(lt, ls, mt, ms)

    def edge(a, b):
        wins = gap(a) < 0
        for _ in range(200):
            middle = (a + b) / 2
            if (gap(middle) < 0) == wins:
                a = middle
            else:
                b = middle
        return a

    reach = 40 * mp.log(10)
    grid = [-reach + 2 * reach * i / 480 for i in range(481)]
    values = [gap(x) for x in grid]
    least = min(range(len(grid)), key=values.__getitem__)
    expected = {}
    inside = 0 < least < len(grid) - 1
    if inside:
        a, b = grid[least - 1], grid[least + 1]
        golden = (sqrt(mpf(5)) - 1) / 2
        c, d = b - golden * (b - a), a + golden * (b - a)
        fc, fd = gap(c), gap(d)
        for _ in range(230):
            if fc < fd:
                b, d, fd = d, c, fc
                c = b - golden * (b - a)
                fc = gap(c)
            else:
                a, c, fc = c, d, fd
                d = a + golden * (b - a)
                fd = gap(d)
        best = (a + b) / 2
        expected["best_lambda_s"], expected["best_gap"] = float(mp.exp(best)), float(gap(best))
        grid.insert(least + 1 if best > grid[least] else least, best)
        values = [gap(x) for x in grid]
    wins = [value < 0 for value in values]
    changes = [i for i in range(len(wins) - 1) if wins[i] != wins[i + 1]]
    edges = [float(mp.exp(edge(grid[i], grid[i + 1]))) for i in changes]
    if not any(wins):
        kind = "never"
    elif all(wins):
        kind = "always"
    elif wins[0] and len(edges) == 1:
        kind, expected["upper"] = "below", edges[0]
    elif len(edges) == 2 and not wins[0]:
        kind, expected["lower"], expected["upper"] = "window", *edges
    else:
        raise AssertionError(f"a pattern the theory rules out at {params}: {edges}")
    return {"params": params, "expected": {"kind": kind, **expected}}


FIELDS = ["lambda_t", "lambda_s", "gamma_t", "gamma_s", "sigma", "zeta"]


def log_uniform(rng, low, high):
    return float(f"{10 ** rng.uniform(low, high):.6g}")


def zeta(rng):
    return rng.choice([0.0, round(rng.random(), 4), round(rng.random(), 4)])


def draw_points(rng):
    for _ in range(90):
        yield [
            log_uniform(rng, -4, 1.5), log_uniform(rng, -4, 1.5), log_uniform(rng, -1.5, 1.3),
            log_uniform(rng, -1.5, 1.3), log_uniform(rng, -1.5, 0.8), zeta(rng),
        ]
    gammas = [0.25, 0.999, 1.0, 1.001, 4.0, 1e-3, 1e3, 1e6]
    for i in range(64):
        yield [
            rng.choice([1e-12, 1e-9, log_uniform(rng, -12, -3), log_uniform(rng, -3, 6)]),
            rng.choice([1e-12, 1e-9, log_uniform(rng, -12, -3), log_uniform(rng, -3, 6)]),
            gammas[i % 8], gammas[i // 8], rng.choice([0.0, log_uniform(rng, -3, 1)]), rng.choice([0.0, 1.0, zeta(rng)]),
        ]


def under_regularised(gt, sigma, contrast):
    """The penalty at which (lt - star) / sqrt((1+gt+lt)^2 - 4 gt) is the contrast, or half of star if there is none."""
    star = sigma**2 * gt
    low, high = 0.0, star
    if -star > contrast * abs(1 - gt):
        return float(f"{star / 2:.6g}")
    for _ in range(60):
        lt = (low + high) / 2
        if lt - star < contrast * ((1 + gt + lt) ** 2 - 4 * gt) ** 0.5:
            low = lt
        else:
            high = lt
    return float(f"{lt:.6g}")


def draw_phases(rng):
    """Under-regularised teachers mostly, for the others rarely win without a learned direction."""
    for i in range(110):
        gt, sigma, quality = log_uniform(rng, -1, 1), log_uniform(rng, -1, 0.8), zeta(rng)
        factor = log_uniform(rng, -3, 0.3)
        gs = [log_uniform(rng, -1, 0), 1.0, log_uniform(rng, 0, 0.3), log_uniform(rng, 0, 1.5)][i % 4]
        lt = float(f"{factor * sigma**2 * gt:.6g}")
        if i % 4 == 2:  # a window needs c in (-1, -1/3), and γs not far above 1
            lt, quality = under_regularised(gt, sigma, rng.uniform(-0.95, -0.45)), 0.0
            gs = 1 + log_uniform(rng, -3, -1.3)
        if i % 11 == 10:
            lt, gs = rng.choice([1e-12, 1e-6, 1e4]), rng.choice([0.999, 1.001, 1e-3, 1e3])
        if i % 13 == 12:
            sigma, quality = 0.0, rng.choice([1.0, quality])
        yield [lt, gt, gs, sigma, quality]


def main():
    rng = random.Random(20260119)
    mp.dps = 60
    rule = gauss_legendre(48)
    for lam, gamma in [("0.3", "0.25"), ("1e-12", "1"), ("1e-12", "4"), ("1e-9", "0.999"), ("1e5", "1000")]:
        pairs = zip(moments_by_quadrature(mpf(lam), mpf(gamma), rule), moments_in_closed_form(mpf(lam), mpf(gamma)))
        assert all(abs(p / q - 1) < mpf(10) ** -30 for p, q in pairs), (lam, gamma)
    points = [point(dict(zip(FIELDS, draw)), rule) for draw in draw_points(rng)]
    mp.dps = 120
    names = [name for name in FIELDS if name != "lambda_s"]
    phases = [phase(dict(zip(names, draw))) for draw in draw_phases(rng)]
    for name, rows in [("points", points), ("phases", phases)]:
        (HERE / f"{name}.json").write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
