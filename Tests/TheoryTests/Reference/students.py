#!/usr/bin/env python3
"""students.json: students other than ridge at 30 digits, by quadrature over the Marchenko-Pastur density itself.

Each entry has a filter, an aspect ratio, a penalty and a teacher's (T, T - S) of its own, with the means of the filter, the
gap, the penalty at which the gap is least and the least ratio <k^2>/<k> over penalties. Substituting x = m - 2 sqrt(g) cos t
the density's square roots become smooth; the range of t is parted where the filter changes.

Parameters are drawn with a fixed seed and rounded to a double. Needs mpmath only:  python3 students.py
"""

import json
import random
from pathlib import Path

from generate import log_uniform
from mpmath import mp, mpf

mp.dps = 30


def lost(kind, x, lam, g):
    if kind == "gradient-flow":
        return mp.exp(-x / lam)
    if kind == "gradient-descent":
        largest = (1 + mp.sqrt(g)) ** 2
        return (1 - x / largest) ** (largest / lam) if x < largest else mpf(0)
    return mpf(1) if x < lam else mpf(0)


def means(kind, lam, g, functions):
    """The atom of k = 1, and each function of (x, k) integrated over the density."""
    middle, radius = 1 + g, 2 * mp.sqrt(g)
    low = (1 - mp.sqrt(g)) ** 2
    cuts = {mpf(0), mp.pi}
    for factor in [mpf(1) / 30, mpf(1) / 5, 1, 5, 25] if kind != "cut-off" else [1]:
        c = (middle - lam * factor) / radius
        if abs(c) < 1:
            cuts.add(mp.acos(c))
    if low > 0:
        c = (middle - 4 * low) / radius
        if abs(c) < 1:
            cuts.add(mp.acos(c))

    def integrand(f):
        def value(t):
            t = max(t, mpf(10) ** -40)  # the end itself is not asked for, but may be rounded to
            x = low + 2 * radius * mp.sin(t / 2) ** 2
            return (radius * mp.sin(t)) ** 2 / (2 * mp.pi * g * x) * f(x, lost(kind, x, lam, g))
        return value

    return [mp.quad(integrand(f), sorted(cuts)) for f in functions]


def ratio(kind, lam, g):
    atom = max(0, 1 - 1 / g)
    one, two = means(kind, lam, g, [lambda x, k: k, lambda x, k: k * k])
    return (atom + one), (atom + two)


def golden(f, a, b, steps):
    share = (mp.sqrt(5) - 1) / 2
    c, d = b - share * (b - a), a + share * (b - a)
    fc, fd = f(c), f(d)
    for _ in range(steps):
        if fc < fd:
            b, d, fd = d, c, fc
            c = b - share * (b - a)
            fc = f(c)
        else:
            a, c, fc = c, d, fd
            d = a + share * (b - a)
            fd = f(d)
    return (a + b) / 2


def main():
    draw = random.Random(1401)
    entries = []
    for index in range(36):
        kind = ["gradient-flow", "gradient-descent", "cut-off"][index % 3]
        g = mpf(log_uniform(draw, -1.3, 1.3)) if index % 5 else mpf(1)
        low = (1 - mp.sqrt(g)) ** 2
        scale = float(low + mp.sqrt(g))
        lam = mpf(float("%.6g" % (scale * 10 ** draw.uniform(-0.8, 0.8))))
        g = mpf(float(g))
        power, excess = mpf(1), mpf(float("%.6g" % draw.uniform(0.1, 0.9)))
        functions = [
            lambda x, k: k, lambda x, k: k * k, lambda x, k: k * (1 - k), lambda x, k: (1 - k) ** 2 / x,
        ]
        one, two, mixed, noise = means(kind, lam, g, functions)
        atom = max(mpf(0), 1 - 1 / g)
        one, two = atom + one, atom + two
        entry = {
            "filter": kind, "gamma": float(g), "lambda": float(lam), "lost": float(one), "square": float(two),
            "complement": float(mixed / one), "ownVariance": float(two - one * one), "labelVariance": float(g * noise),
            "excess": float(excess), "gap": float(power * two - 2 * excess * one),
        }
        if kind != "cut-off" and index < 24:
            with mp.workdps(20):
                def gap(log):
                    a, b = ratio(kind, mp.exp(log), g)
                    return power * b - 2 * excess * a
                centre = mp.log(scale)
                place = golden(gap, centre - 6, centre + 6, 46)
                if abs(place - centre) < 5:  # else it is at an end of what is searched, or beyond
                    entry["best"], entry["bestGap"] = float(mp.exp(place)), float(gap(place))
                if g > 1:
                    least = lambda log: (lambda pair: pair[1] / pair[0])(ratio(kind, mp.exp(log), g))
                    entry["leastRatio"] = float(least(golden(least, centre - 6, centre + 6, 46)))
        entries.append(entry)
        print(index, entry)
    Path(__file__).with_suffix(".json").write_text(json.dumps(entries, indent=1) + "\n")


if __name__ == "__main__":
    main()
