#!/usr/bin/env python3
"""What `w2s table` does, in pandas and NumPy, the sensible way: the columns of a CSV file at once, closed forms where there
are some, one bisection for all best penalties, float64, one core. Reads standard input, writes standard output, and says on
standard error how long that took, imports left out.

    python3 table.py --make 200000 > points.csv
    python3 table.py < points.csv > results.csv
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import sys
import time

import numpy as np
import pandas as pd

PARAMETERS = ["lambda_t", "lambda_s", "gamma_t", "gamma_s", "sigma", "zeta"]


def make(count):
    """Random regimes: three decades of every parameter, and any zeta."""
    random = np.random.default_rng(1)
    frame = pd.DataFrame({name: 10 ** random.uniform(-2, 1, count) for name in PARAMETERS[:5]})
    frame["zeta"] = random.uniform(0, 1, count)
    frame.to_csv(sys.stdout, index=False)


def fit(lam, gamma):
    """Retained fraction v, lost fraction u and root s of a ridge fit."""
    s = np.sqrt((1 - gamma) ** 2 + lam * (2 * (1 + gamma) + lam))
    v = 2 / (1 + gamma + lam + s)
    return v, 1 - v, s


class Teacher:
    """The numbers of a teacher that decide, with rho = 2 (T~ - S~) / T~."""

    def __init__(self, lam, gamma, sigma, zeta):
        self.v, self.u, self.s = v, u, s = fit(lam, gamma)
        noise = sigma * sigma
        self.k = 1 - zeta * zeta
        self.variance = gamma * v / s * (u * u + noise)
        self.power = self.k * v * v + self.variance
        self.excess = v / s * (noise * gamma - lam) + zeta * zeta * v * u
        self.error = (u * u + noise) / (v * s)
        self.rho = 2 * self.excess / self.power


def least_ratio(gamma_s):
    """What rho must exceed for some penalty to win."""
    return np.where(gamma_s < 1, 0, 0.5 * (1 + np.sqrt(np.maximum(0, 1 - 1 / gamma_s))))


def winning(rho, g):
    """The ends of the winning penalties where there are some and not all win."""
    kappa = 1 - rho
    p = rho - kappa
    root = np.sqrt(np.maximum(0, g * p * p + 1 - g))
    b = 1 - 2 * rho * g
    u = np.where(b >= 0, 2 * rho * (1 - g) / (b + root), (root - b) / (2 * rho * g))
    below = u * ((1 - g) + g * u) * (1 + root) / (2 * kappa)
    upper = (root - b) / (2 * rho * g) * (p + root) / (2 * rho) * (1 + root) / (2 * kappa)
    lower = 2 * rho * (g - 1) / (root - b) * 2 * kappa * (g - 1) / (p + root) * 2 * rho * g / (1 + root)
    return np.where(g <= 1, 0, lower), np.where(g <= 1, below, upper)


def best(target, gamma_s):
    """The penalty at which lambda / (v s^2) = target, by bisection of its logarithm."""
    low, high = np.full_like(target, -70.0), np.full_like(target, 70.0)
    for _ in range(56):
        middle = 0.5 * (low + high)
        lam = np.exp(middle)
        v, _, s = fit(lam, gamma_s)
        above = lam > target * v * s * s
        high = np.where(above, middle, high)
        low = np.where(above, low, middle)
    return np.exp(0.5 * (low + high))


def table(frame):
    lambda_t, lambda_s, gamma_t, gamma_s, sigma, zeta = (frame[name].to_numpy() for name in PARAMETERS)
    teacher = Teacher(lambda_t, gamma_t, sigma, zeta)
    vs, us, ss = fit(lambda_s, gamma_s)
    own = gamma_s * vs / ss * us * us
    shrunk = teacher.u + teacher.v * us
    student = (
        sigma**2 + (zeta * teacher.u) ** 2 + teacher.k * (shrunk**2 + teacher.v**2 * own) + teacher.variance * (vs**2 + own)
    )
    gap = us * (teacher.power * us / (vs * ss) - 2 * teacher.excess)
    rho = teacher.rho
    never, always = rho <= least_ratio(gamma_s), rho >= 1
    phase = np.select([never, always, gamma_s <= 1], ["never", "always", "below"], "window")
    lower, upper = winning(rho, gamma_s)
    lower = np.where(never, np.nan, np.where(always, 0, lower))
    upper = np.where(never | always, np.nan, upper)
    best_lambda = np.where(rho <= 0, 0, np.where(zeta == 1, np.nan, best(0.5 * rho, gamma_s)))
    vb, ub, sb = fit(best_lambda, gamma_s)
    star = sigma * sigma * gamma_t
    contrast = (lambda_t - star) / teacher.s
    with np.errstate(invalid="ignore"):
        edge = 1 / (1 - 4 * gamma_s - 4 * np.sqrt(gamma_s * gamma_s - gamma_s))
    printed = np.where(contrast >= 0, False, np.where(gamma_s < 1, True, contrast > edge))
    wins = Teacher(lambda_t, gamma_t, sigma, 0).rho > least_ratio(gamma_s)
    return frame[PARAMETERS].assign(
        teacher_error=teacher.error,
        student_error=student,
        gap=gap,
        gain=np.where(gap < 0, "true", "false"),
        phase=phase,
        winning_lambda_s_lower=lower,
        winning_lambda_s_upper=upper,
        best_lambda_s=best_lambda,
        best_gap=ub * (teacher.power * ub / (vb * sb) - 2 * teacher.excess),
        optimal_lambda_t=star,
        printed_condition_agrees=np.where(printed == wins, "true", "false"),
    )


def main():
    if sys.argv[1:2] == ["--make"]:
        make(int(sys.argv[2]))
        return
    start = time.perf_counter(), time.process_time()
    frame = pd.read_csv(sys.stdin)
    with np.errstate(divide="ignore", invalid="ignore"):
        results = table(frame)
    results.to_csv(sys.stdout, index=False)
    wall, processor = time.perf_counter() - start[0], time.process_time() - start[1]
    rate = len(frame) / processor
    print(
        f"pandas {pd.__version__}, {len(frame)} rows: {wall:.2f} s, {processor:.2f} s of processor, {rate:.0f} rows/s",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
