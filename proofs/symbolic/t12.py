"""T12: offline, the expected suboptimality of the maximum-likelihood policy falls exponentially in the sample size."""

import sympy as sp

from proofs.symbolic.discharge import identity, kernel_only, polynomial_inequality, termwise
from proofs.symbolic.l05 import W
from proofs.symbolic.step import Proof, Step, Use, eq, ge, le, lt, nonnegative, positive
from proofs.symbolic.symbols import P, Q, eps, i, lam, n, rho, t, total, u, v, x, y

ZERO, ONE = sp.Integer(0), sp.Integer(1)
RATE = (*positive(rho), lt(rho, ONE))
LOSS, MEAN = sp.IndexedBase("Delta", real=True), sp.IndexedBase("m", real=True)
CHOSEN = sp.Piecewise((1, x >= 1), (0, True))

PROOF = Proof(
    "T12",
    (
        Step(
            "choosing needs a ratio of at least one",
            le(CHOSEN, sp.sqrt(x)),
            polynomial_inequality(),
            given=nonnegative(x),
            because="Markov: P(m is chosen) ≤ E √(L_n(m)/L_n(θ))",
            mutant=le(2 * CHOSEN, sp.sqrt(x)),
        ),
        Step(
            "one more observation",
            eq(total(W[i] * P[i] * x * sp.sqrt(Q[i] / P[i])), x * total(W[i] * sp.sqrt(P[i] * Q[i]))),
            identity(),
            given=positive(P[i], Q[i]),
            because="so n observations multiply the mean by ρ_off each",
            mutant=eq(total(W[i] * P[i] * x * sp.sqrt(Q[i] / P[i])), x * total(W[i] * sp.sqrt(P[i]))),
        ),
        Step(
            "Chernoff's form",
            le(CHOSEN, x**lam),
            polynomial_inequality(Use("elementary: powers of a number above one", {t: lam})),
            given=(*positive(x), *nonnegative(lam)),
            because="the same with any power λ",
            mutant=le(2 * CHOSEN, x**lam),
        ),
        Step(
            "union bound",
            le(total(LOSS[i] * P[i]), total(LOSS[i] * MEAN[i])),
            termwise(polynomial_inequality()),
            given=(*nonnegative(LOSS[i]), le(P[i], MEAN[i])),
            mutant=le(total(LOSS[i] * P[i]), total(LOSS[i] * MEAN[i]) / 2),
        ),
        Step(
            "largest loss, largest factor",
            le(total(LOSS[i] * MEAN[i]), x * y * total(ONE)),
            termwise(polynomial_inequality()),
            given=(*nonnegative(LOSS[i], MEAN[i]), le(LOSS[i], x), le(MEAN[i], y)),
            because="x = Δ_max, y = ρ_max^n, and the sum of ones is |W|",
            mutant=le(total(LOSS[i] * MEAN[i]), x * y * total(ONE) / 2),
        ),
        Step(
            "enough samples",
            le(y * rho**n, eps),
            polynomial_inequality(
                Use("elementary: exponential increases", {u: n * sp.log(rho) + sp.log(y / eps), v: ZERO}),
                Use("elementary: logarithm of a reciprocal", {x: rho}),
            ),
            given=(*RATE, *positive(eps, y), ge(n * sp.log(1 / rho), sp.log(y / eps))),
            because="y = |W| Δ_max",
            mutant=le(2 * y * rho**n, eps),
        ),
        Step(
            "on the model",
            "For every n, the expected suboptimality is at most the sum over W of Δ_p(m, θ) ρ_off(m, θ)^n.",
            kernel_only("T12_max_likelihood"),
        ),
    ),
)
