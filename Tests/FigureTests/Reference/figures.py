#!/usr/bin/env python3
"""Reference values for points of the paper's figures, independent of the program's closed forms.

figures.json   for each figure ten points: m1 and m2 by quadrature of the Marchenko-Pastur density at 60 digits (see
               generate.py beside the tests of the theory), then the paper's theorems and H1 literally; a ridgeless
               teacher is the penalty 1e-30, and a solution of H1 = c a root found with the quadrature.

Needs mpmath only:  python3 figures.py
"""

import json
import sys
from pathlib import Path

from mpmath import exp, findroot, log, mp, mpf

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "TheoryTests" / "Reference"))
from generate import gauss_legendre, moments_by_quadrature, theorem_eight_benefit, theorem_four  # noqa: E402

RIGHT = 500 / 416
GAMMAS_OF_FIGURE_4 = ["0.25", "0.5", "1", "1.2", "2"]


def decade(tenths, per=10):
    """The grid's 10^(tenths/per), to six digits as the figures have it."""
    return float(f"{10 ** (tenths / per):.6g}")


def errors(lt, ls, gt, gs, sigma, zeta, rule):
    lt, ls, gt, gs, sigma, zeta = (mpf(x) for x in (lt, ls, gt, gs, sigma, zeta))
    if lt == 0:
        lt = mpf(10) ** -30
    mt, ms = moments_by_quadrature(lt, gt, rule), moments_by_quadrature(ls, gs, rule)
    star = sigma**2 * gt
    teacher = sigma**2 + (lt - star) * lt * mt[1] + star * mt[0]
    gap = theorem_four(lt, ls, star, mt, ms) - zeta**2 * theorem_eight_benefit(lt, ls, mt, ms)
    return teacher, teacher + gap, gap


def h1(ls, gs, rule):
    m1, m2 = moments_by_quadrature(mpf(ls), mpf(gs), rule)
    return ls * m2 / (ls * m2 - 2 * m1)


def maps(rule):
    for figure, zetas in [(1, (0, 0)), (2, (0.8, 0.88))]:
        for panel, gs, sigma, zeta in [("left", 0.25, 1, zetas[0]), ("right", RIGHT, 2 if figure == 1 else 1, zetas[1])]:
            for i, j in [(-13, -10), (-20, 0), (-40, 5), (-7, -25), (3, 12)]:
                lt, ls = decade(i), decade(j)
                value = errors(lt, ls, 0.25, gs, sigma, zeta, rule)[2]
                yield figure, panel, "", {"lambda_t": lt, "lambda_s": ls}, value


def against_lambda_s(rule):
    for name, tenths in [("0", (-40, -11)), ("0.68", (-21, -9, 10)), ("0.89", (-15, 7)), ("0.98", (0, 40))]:
        for i in tenths:
            ls = decade(i, 20) if i > -40 else decade(-80, 20)
            value = errors(0.25, ls, 0.25, 0.25, 1, float(name), rule)[1]
            yield 3, "", f"zeta={name}", {"lambda_s": ls}, value
    yield 3, "", "teacher", {"lambda_s": 1.0}, errors(0.25, 1, 0.25, 0.25, 1, 0.68, rule)[0]


def condition(rule):
    for name in GAMMAS_OF_FIGURE_4:
        for i in (-33, 8):
            ls = decade(i, 20)
            yield 4, "", f"gamma_s={name}", {"lambda_s": ls}, h1(mpf(ls), name, rule)


def solutions(rule):
    wanted = [
        ("0.25", "", -0.5), ("0.25", "", -0.0125), ("0.5", "", -0.9), ("0.5", "", -0.25), ("1", "", -0.4),
        ("1.05", " lower", -0.5), ("1.05", " upper", -0.5), ("1.05", " upper", -0.9875), ("1.2", " lower", -0.8),
        ("1.2", " upper", -0.6),
    ]
    for name, branch, c in wanted:
        gs = mpf(name)
        ends = (mpf(10) ** -7, gs - 1) if branch == " lower" else (gs - 1 if branch else mpf(10) ** -5, mpf(2000))
        root = findroot(
            lambda x: h1(exp(x), gs, rule) - mpf(c), (log(ends[0]), log(ends[1])), solver="illinois", tol=mpf(10) ** -40)
        yield 5, "", f"gamma_s={name}{branch}", {"c": c}, exp(root)


def across_the_peak(rule):
    for figure, sigma, tie in [(6, 0.2, 0), (7, 1, 0), (8, 1, 1), (9, 1, 0.15)]:
        for name, gammas in [("0.05", (0.05, 0.95)), ("0.5", (0.5, 1.05, 3)), ("2", (0.9, 2)), ("10", (1.5, 4.05))]:
            for gt in gammas:
                lt = mpf(tie) * mpf(sigma) ** 2 * mpf(gt)
                value = errors(lt, float(name), gt, 0.1, sigma, 0, rule)[1]
                yield figure, "", f"lambda_s={name}", {"gamma_t": gt}, value
        lt = mpf(tie) * mpf(sigma) ** 2 * mpf(0.6)
        yield figure, "", "teacher", {"gamma_t": 0.6}, errors(lt, 0.2, 0.6, 0.1, sigma, 0, rule)[0]


def main():
    mp.dps = 60
    rule = gauss_legendre(48)
    rows = []
    for source in (maps, against_lambda_s, condition, solutions, across_the_peak):
        for figure, panel, series, place, value in source(rule):
            rows.append({"figure": figure, "panel": panel, "series": series, "place": place, "theory": float(value)})
    (HERE / "figures.json").write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
