#!/usr/bin/env python3
"""Coefficients E[f(z) He_k(z)] / sqrt(k!) by mpmath's adaptive quadrature at 40 digits, split at 0.

    python3 hermite.py > hermite.json
"""

import json

import mpmath as mp

mp.mp.dps = 40


def expectation(f):
    weight = lambda z: f(z) * mp.exp(-z * z / 2) / mp.sqrt(2 * mp.pi)
    return mp.quad(weight, [-40, -20, -10, -5, -2, -1, 0, 1, 2, 5, 10, 20, 40])


def hermite(k, z):
    before, now = mp.mpf(0), mp.mpf(1)
    for j in range(k):
        before, now = now, z * now - j * before
    return now


relu = lambda z: max(z, mp.mpf(0))
softplus = lambda z: mp.log1p(mp.exp(z))
softplus_mean = expectation(softplus)

ACTIVATIONS = {
    "tanh": mp.tanh,
    "erf": mp.erf,
    "relu-centred": lambda z: relu(z) - 1 / mp.sqrt(2 * mp.pi),
    "softplus-centred": lambda z: softplus(z) - softplus_mean,
    "sine": mp.sin,
    "relu": relu,
    "softplus": softplus,
    "square": lambda z: (z * z - 1) / mp.sqrt(2),
    "cosine-centred": lambda z: mp.cos(z) - mp.exp(-mp.mpf(1) / 2),
}
LINKS = {
    "linear": lambda z: z,
    "tanh": mp.tanh,
    "erf": mp.erf,
    "sine": mp.sin,
    "relu": relu,
    "he2": lambda z: (z * z - 1) / mp.sqrt(2),
    "he3": lambda z: (z**3 - 3 * z) / mp.sqrt(6),
    "he4": lambda z: (z**4 - 6 * z * z + 3) / mp.sqrt(24),
    "abs-centred": lambda z: abs(z) - mp.sqrt(2 / mp.pi),
    "cosine-centred": lambda z: mp.cos(z) - mp.exp(-mp.mpf(1) / 2),
}


def table(functions, degree=7):
    def coefficient(f, k):
        value = expectation(lambda z: f(z) * hermite(k, z)) / mp.sqrt(mp.factorial(k))
        return 0.0 if abs(value) < mp.mpf("1e-25") else float(value)

    return {name: [coefficient(f, k) for k in range(degree + 1)] for name, f in functions.items()}


print(json.dumps({"activations": table(ACTIVATIONS), "links": table(LINKS)}, indent=1))
