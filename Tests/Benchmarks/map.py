#!/usr/bin/env python3
"""Million cells a second of two 1000 x 1000 maps of L_s - L_t in NumPy, the sensible way: closed forms, broadcasting,
float64, one core. Best of several runs, axis arrays given.

(a) (lambda_t, lambda_s): teacher numbers down the rows, student numbers along them, combined as an outer product.
(b) (lambda_t, gamma_t): every cell is a teacher of its own, against one student.

    python3 map.py
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import time

import numpy as np

SIZE, RUNS = 1000, 25


def fit(lam, gamma):
    """Retained fraction v, lost fraction u and root s of a ridge fit."""
    s = np.sqrt((1 - gamma) ** 2 + lam * (2 * (1 + gamma) + lam))
    v = 2 / (1 + gamma + lam + s)
    return v, 1 - v, s


def teacher(lam, gamma, sigma, zeta):
    """Power T~ and excess T~ - S~ of a teacher."""
    v, u, s = fit(lam, gamma)
    per_root = v / s
    noise = sigma * sigma
    power = (1 - zeta * zeta) * v * v + gamma * per_root * (u * u + noise)
    excess = per_root * (noise * gamma - lam) + zeta * zeta * v * u
    return power, excess


def student(lam, gamma):
    """u^2 / (1 - gamma v^2) and 2u of a student."""
    v, u, s = fit(lam, gamma)
    return u * u / (v * s), 2 * u


def map_penalties(lambda_t, lambda_s):
    power, excess = teacher(lambda_t, 0.25, 2.0, 0.3)
    square, double = student(lambda_s, 500 / 416)
    return power[None, :] * square[:, None] - excess[None, :] * double[:, None]


def map_teachers(lambda_t, gamma_t):
    power, excess = teacher(lambda_t[None, :], gamma_t[:, None], 2.0, 0.3)
    square, double = student(np.float64(0.5), 500 / 416)
    return power * square - excess * double


def best_rate(function, *axes):
    """Million cells per second of the fastest run, after one to warm up."""
    function(*axes)
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        function(*axes)
        times.append(time.perf_counter() - start)
    return SIZE * SIZE / min(times) / 1e6


def main():
    lambdas = np.logspace(-4, 2, SIZE)
    gammas = np.logspace(-1.5, 1.5, SIZE)
    print(f"numpy {np.__version__}, {SIZE} x {SIZE}, best of {RUNS}, million cells per second")
    print(f"(a) lambda_t x lambda_s  {best_rate(map_penalties, lambdas, lambdas):8.1f}")
    print(f"(b) lambda_t x gamma_t   {best_rate(map_teachers, lambdas, gammas):8.1f}")


if __name__ == "__main__":
    main()
