#!/usr/bin/env python3
"""One trial of the nonlinear experiment in NumPy, on one BLAS thread: what `w2s bench features` is compared with.

One gradient step of a teacher on true labels and one of a student on the teacher's; float64, whole matrices at once,
temporaries used again where NumPy can. Prints the least seconds of several runs and the norms of the last.

    python3 features.py
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import time

import numpy as np

D, P, N, ETA, TAU, RUNS = 500, 500, 2000, 2.0, 1.5, 5


def unit(rng, count):
    a = rng.standard_normal(count)
    return a / np.linalg.norm(a)


def step(w, head, x, y):
    """The update of the correlation loss for tanh, minus eta times its gradient."""
    slope = x @ w.T
    np.tanh(slope, out=slope)
    np.square(slope, out=slope)
    np.subtract(1, slope, out=slope)
    slope *= y[:, None]
    update = slope.T @ x
    update *= (ETA / len(y) * head)[:, None]
    return update


def trial(rng):
    """Norms along the easy (first) and the hard (second) axis of the teacher's and the student's update."""
    teacher_head, student_head, spike = unit(rng, P), unit(rng, P), unit(rng, P)
    teacher = rng.standard_normal((P, D)) / np.sqrt(D)
    x = rng.standard_normal((N, D))
    first = step(teacher, teacher_head, x, x[:, 0] + (x[:, 1] ** 2 - 1) / np.sqrt(2))
    teacher += first

    student = rng.standard_normal((P, D)) / np.sqrt(D)
    student[:, 1] += TAU * spike
    x = rng.standard_normal((N, D))
    outputs = x @ teacher.T
    np.tanh(outputs, out=outputs)
    second = step(student, student_head, x, outputs @ teacher_head)
    student += second
    return [np.linalg.norm(m[:, k]) for m in (first, second, teacher, student) for k in (0, 1)]


def main():
    best = np.inf
    for seed in range(RUNS):
        rng = np.random.default_rng(seed)
        start = time.perf_counter()
        norms = trial(rng)
        best = min(best, time.perf_counter() - start)
    print(f"d = p = {D}, n = {N}: {1e3 * best:.0f} ms a trial")
    print("updates (teacher, student), weights (teacher, student), each easy and hard:", np.round(norms, 3))


if __name__ == "__main__":
    main()
