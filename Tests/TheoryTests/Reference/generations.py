#!/usr/bin/env python3
"""generations.json: chains of ridge fits on fits at 40 digits, without the program's forms.

Each fit is the general mixture of two groups of samples, labelled by the model before and by the target: the scale chi of
the leave-one-out residuals is bisected, means and fluctuations are those of the normal equations, group by group. An average
of M fits keeps the mean and has 1/M of the fluctuation. A sixth number of a generation is what a label of the model's weighs.

Parameters are drawn with a fixed seed and rounded to a double. Needs mpmath only:  python3 generations.py
"""

import json
import random
from pathlib import Path

from generate import log_uniform
from mpmath import mp, mpf

mp.dps = 40


def fit(S, T, lam, gamma, share, sigma, noise, ensemble, w=mpf(1)):
    groups = [(1 - share, w, noise**2), (share, mpf(1), sigma**2)]  # the model's labels, and true ones
    low, high = mpf(0), mpf(1)
    excess = lambda chi: chi * (lam + sum(part * w / (1 + w * chi) for part, w, _ in groups)) - gamma
    while excess(high) < 0:
        high *= 2
    for _ in range(400):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) < 0 else (low, middle)
    rho = [w / (1 + w * (low + high) / 2) for _, w, _ in groups]
    scale = lam + sum(part * r for (part, _, _), r in zip(groups, rho))
    q = [part * r / scale for (part, _, _), r in zip(groups, rho)]
    # Inner products of the mean q0 model + q1 target with target, itself and the model.
    with_target = q[0] * S + q[1]
    with_itself = q[0] ** 2 * T + 2 * q[0] * q[1] * S + q[1] ** 2
    with_model = q[0] * T + q[1] * S
    residuals = [groups[0][2] + T - 2 * with_model + with_itself, groups[1][2] + 1 - 2 * with_target + with_itself]
    shares = [gamma * part * r**2 / scale**2 for (part, _, _), r in zip(groups, rho)]
    fluctuation = sum(k * r for k, r in zip(shares, residuals)) / (1 - sum(shares))
    return with_target, with_itself + fluctuation / ensemble


def chain(sigma, generations):
    S, T = mpf(1), mpf(1)
    models = []
    for index, (lam, gamma, noise, ensemble, share, *weight) in enumerate(generations):
        share = 1 if index == 0 else mpf(share)
        S, T = fit(S, T, mpf(lam), mpf(gamma), share, sigma, mpf(noise), ensemble, *map(mpf, weight))
        models.append({"alignment": float(S), "power": float(T), "error": float(sigma**2 + 1 + T - 2 * S)})
    return models


def main():
    rng = random.Random(31)
    entries = []
    for _ in range(60):
        sigma = rng.choice([0.0, log_uniform(rng, -1.5, 0.7)])
        generations = [
            [log_uniform(rng, -4, 1), log_uniform(rng, -1.5, 1), rng.choice([0.0, log_uniform(rng, -1, 0.5)]),
             rng.choice([1, 1, 2, 5]), rng.choice([0.0, 0.0, round(rng.random(), 3), 1.0])]
            for _ in range(rng.randint(1, 12))]
        entries.append({"sigma": sigma, "generations": generations, "models": chain(mpf(sigma), generations)})
    # The model's labels weigh otherwise than true ones.
    for _ in range(40):
        sigma = rng.choice([0.0, log_uniform(rng, -1.5, 0.7)])
        generations = [
            [log_uniform(rng, -4, 1), log_uniform(rng, -1.5, 1), rng.choice([0.0, log_uniform(rng, -1, 0.5)]),
             rng.choice([1, 1, 2, 5]), rng.choice([0.0, round(rng.random(), 3), round(rng.random(), 3), 1.0]),
             log_uniform(rng, -2, 2)]
            for _ in range(rng.randint(2, 12))]
        entries.append({"sigma": sigma, "generations": generations, "models": chain(mpf(sigma), generations)})
    path = Path(__file__).resolve().parent / "generations.json"
    path.write_text("[\n" + ",\n".join(json.dumps(entry) for entry in entries) + "\n]\n")


if __name__ == "__main__":
    main()
