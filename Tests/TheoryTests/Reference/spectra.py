#!/usr/bin/env python3
"""spectra.json: chains of ridge fits under a covariance at 120 digits, without the program's forms.

A fit's companion transform w solves 1/w = lam + sum(e / (1 + e w)) / n, by bisection; what it adds in variance is in proportion
to d(1/w)/d(lam), which is taken by numerical differentiation of lam as a function of 1/w at 200 digits. Errors and gaps are
added up literally, each model's mean and variance in every coordinate.

Three kinds of entries: chains under power laws and random eigenvalues, with shifted inputs and weighted penalties; feature
overlap and learned subspaces, each as blocks of coordinates of which a fit does not see some, or penalises some less.

Parameters are drawn with a fixed seed and rounded to a double. Needs mpmath only:  python3 spectra.py
"""

import json
import random
from pathlib import Path

from generate import log_uniform
from mpmath import diff, inf, mp, mpf

mp.dps = 120


def kappa(lam, n, e, counts):
    """1/w, and d(1/w)/d(lam); 0 at lam = 0 with fewer coordinates than samples."""
    penalty = lambda k: k - sum(c * x * k / (x + k) for x, c in zip(e, counts) if x > 0) / n
    seen = sum(c for x, c in zip(e, counts) if x > 0)
    if lam == 0 and seen < n:
        k = mpf(0)
    else:
        low, high = mpf(10) ** -100, mpf(10) ** 100
        for _ in range(900):
            middle = (low * high) ** 0.5
            low, high = (middle, high) if penalty(middle) < lam else (low, middle)
        k = (low * high) ** 0.5
    mp.dps = 200
    slope = diff(penalty, k, h=(k if k > 0 else min(x for x in e if x > 0)) * mpf(10) ** -50)
    mp.dps = 120
    return k, 1 / slope


def fit(mean, spread, lam, n, noise, inputs, weights, counts):
    e = [mpf(0) if a == inf else x / a for x, a in zip(inputs, weights)]
    k, growth = kappa(lam, n, e, counts)
    keep = [x / (x + k) if x > 0 else mpf(0) for x in e]
    residual = noise**2 + sum(
        d * (1 - a) ** 2 * (m + c * s) for d, a, m, c, s in zip(inputs, keep, mean, counts, spread))
    fresh = growth * residual / n
    return ([a * a * m for a, m in zip(keep, mean)], keep,
            [a * a * s + (fresh * a * a / d if d > 0 else 0) for a, s, d in zip(keep, spread, inputs)])


def chain(eigenvalues, energies, counts, sigma, generations):
    eigenvalues, energies, counts = ([mpf(x) for x in xs] for xs in (eigenvalues, energies, counts))
    mean, share, spread = list(energies), [mpf(1)] * len(energies), [mpf(0)] * len(energies)
    errors = []
    for index, generation in enumerate(generations):
        inputs = [mpf(x) for x in generation.get("inputs") or eigenvalues]
        weights = [inf if x is None else mpf(x) for x in generation.get("weights") or [1] * len(inputs)]
        noise = mpf(sigma if index == 0 else generation.get("noise", 0))
        mean, keep, spread = fit(
            mean, spread, mpf(generation["lambda"]), mpf(generation["samples"]), noise, inputs, weights, counts)
        share = [a * b for a, b in zip(share, keep)]
        errors.append(mpf(sigma) ** 2 + sum(
            d * ((1 - a) ** 2 * b + c * s)
            for d, a, b, c, s in zip(eigenvalues, share, energies, counts, spread)))
    return errors


def results(errors):
    return {"errors": [float(e) for e in errors], "gaps": [float(b - a) for a, b in zip(errors, errors[1:])]}


def samples_of(rng, d):
    return float(rng.choice([max(1, round(d / 10 ** rng.uniform(-1, 1))), d + 1, max(1, d - 1), d]))


def penalty_of(rng, d, n):
    return log_uniform(rng, -6, 2) if n == d else rng.choice([0.0, log_uniform(rng, -6, 2), log_uniform(rng, -6, 2)])


def spectrum(rng):
    d = rng.randint(2, 40)
    if rng.random() < 0.5:
        alpha, r = round(rng.uniform(0, 4), 2), rng.choice([0, 0.5, 1, 2])
        eigenvalues, energies = [float(j) ** -alpha for j in range(1, d + 1)], [float(j) ** -r for j in range(1, d + 1)]
    else:
        decades = rng.choice([4, 30])
        eigenvalues = [log_uniform(rng, -decades, decades) for _ in range(d)]
        energies = [rng.choice([0.0, log_uniform(rng, -3, 3)]) for _ in range(d)]
    generations = []
    for index in range(rng.randint(2, 4)):
        n = samples_of(rng, d)
        generation = {"lambda": penalty_of(rng, d, n), "samples": n}
        if index > 0:
            generation["noise"] = rng.choice([0.0, 0.0, log_uniform(rng, -1, 0.5)])
        if rng.random() < 0.3:
            generation["inputs"] = [x * log_uniform(rng, -1, 1) for x in eigenvalues]
        if rng.random() < 0.3:
            generation["weights"] = [log_uniform(rng, -2, 2) for _ in eigenvalues]
        generations.append(generation)
    sigma = rng.choice([0.0, log_uniform(rng, -1.5, 0.7)])
    entry = {"eigenvalues": eigenvalues, "energies": energies, "sigma": sigma, "generations": generations}
    return entry | results(chain(eigenvalues, energies, [1] * d, sigma, generations))


def pair(rng):
    return {"lambda_t": rng.choice([0.0, log_uniform(rng, -4, 1)]), "lambda_s": rng.choice([0.0, log_uniform(rng, -4, 1)]),
            "gamma_t": log_uniform(rng, -1.3, 1), "gamma_s": log_uniform(rng, -1.3, 1),
            "sigma": rng.choice([0.0, log_uniform(rng, -1, 0.7)])}


def overlap(rng):
    cut = lambda: [x / 64 for x in split(rng, 64)]
    dims, signal, point = cut(), cut(), pair(rng)
    shares = lambda p: [p[0] + p[1], p[0] + p[2], p[0]]
    fits = [[1, 1, None, None], [1, None, 1, None]]
    generations = [
        {"lambda": point[f"lambda_{m}"], "samples": 1 / mpf(point[f"gamma_{m}"]), "weights": w}
        for m, w in zip("ts", fits)]
    errors = chain([1] * 4, signal, dims, point["sigma"], generations)
    return point | {"dimensions": shares(dims), "signal": shares(signal)} | results(errors)


def split(rng, whole):
    """Four parts of a whole, each at least 1."""
    cuts = sorted(rng.sample(range(1, whole), 3))
    return [b - a for a, b in zip([0] + cuts, cuts + [whole])]


def subspace(rng):
    point = pair(rng)
    share, zeta, weight = rng.randint(0, 63) / 64, rng.random(), log_uniform(rng, -5, 1)
    generations = [
        {"lambda": point["lambda_t"], "samples": 1 / mpf(point["gamma_t"])},
        {"lambda": point["lambda_s"], "samples": 1 / mpf(point["gamma_s"]), "weights": [weight, 1]}]
    held = mpf(zeta) ** 2
    errors = chain([1, 1], [held, 1 - held], [share, 1 - mpf(share)], point["sigma"], generations)
    return point | {"share": share, "zeta": zeta, "weight": weight} | results(errors)


def main():
    rng = random.Random(47)
    kinds = {"spectra": spectrum, "overlaps": overlap, "subspaces": subspace}
    parts = [
        f'"{name}": [\n' + ",\n".join(json.dumps(make(rng)) for _ in range(count)) + "\n]"
        for (name, make), count in zip(kinds.items(), [60, 60, 60])]
    path = Path(__file__).resolve().parent / "spectra.json"
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n")


if __name__ == "__main__":
    main()
