#!/usr/bin/env python3
"""Figure 1 left by dense linear algebra in NumPy: what `w2s bench` is compared with.

One eigendecomposition a fit; all penalties, and all cells of the grid, come from it by matrix products.
Prints the seconds of the whole panel, and the mean gap at the middle cell to show that it is one.
"""

import argparse
import time

import numpy as np


def trial(rng, d, n_teacher, n_student, sigma, lambda_t, lambda_s):
    """L_t for every lambda_t, and L_s - L_t for every (lambda_s, lambda_t)."""
    beta = rng.standard_normal(d) / np.sqrt(d)
    x = rng.standard_normal((n_teacher, d))
    y = x @ beta + sigma * rng.standard_normal(n_teacher)
    values, vectors = np.linalg.eigh(x.T @ x / n_teacher)
    seen = vectors.T @ (x.T @ y / n_teacher)
    teachers = vectors @ (seen[:, None] / (values[:, None] + lambda_t))

    x = rng.standard_normal((n_student, d))
    values, vectors = np.linalg.eigh(x.T @ x / n_student)
    teachers = vectors.T @ teachers
    offset = teachers - (vectors.T @ beta)[:, None]
    lost = lambda_s[:, None] / (np.maximum(values, 0) + lambda_s[:, None])
    gap = (lost**2) @ teachers**2 - 2 * lost @ (offset * teachers)
    return sigma**2 + (offset**2).sum(axis=0), gap


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dimension", type=int, default=500, help="d; both sample counts are 4 d")
    parser.add_argument("--penalties", type=int, default=100, help="penalties along each axis")
    parser.add_argument("--trials", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    d, n = options.dimension, 4 * options.dimension
    penalties = np.logspace(-2, 1, options.penalties)
    rng = np.random.default_rng(options.seed)
    start = time.perf_counter()
    gap = 0
    for _ in range(options.trials):
        gap = gap + trial(rng, d, n, n, 1.0, penalties, penalties)[1] / options.trials
    seconds = time.perf_counter() - start
    middle = options.penalties // 2
    print(f"dimension {d}, {options.penalties} x {options.penalties} penalties, {options.trials} trials: {seconds:.3f} s")
    print(f"gap at lambda_t = lambda_s = {penalties[middle]:.3g}: {gap[middle, middle]:.5f}")


if __name__ == "__main__":
    main()
