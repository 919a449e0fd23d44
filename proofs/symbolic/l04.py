"""L4: the sharp two-point test, P(A) + Q(Aᶜ) ≥ 1 − √(1 − BC²) ≥ BC²/2, and BC² ≥ exp(−KL).

P and Q are laws on an arbitrary finite set with every mass positive; the event A has indicator A[i].
"""

import sympy as sp

from proofs.symbolic.discharge import identity, polynomial_inequality, termwise
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, Use, between, eq, ge, le, positive
from proofs.symbolic.engine.symbols import P, Q, i, s, t, total, u, v
from theory.claims.language import A as FIRST
from theory.claims.language import B as SECOND
from theory.claims.language import quantity

LEDGER = entry(__name__)
SQUARED = quantity("BC")(FIRST, SECOND) ** 2


A = sp.IndexedBase("A", real=True)
SMALL, LARGE, ROOT = sp.Min(P[i], Q[i]), sp.Max(P[i], Q[i]), sp.sqrt(P[i] * Q[i])
OVERLAP, AFFINITY = total(SMALL), total(ROOT)
ERRORS = total(A[i] * P[i] + (1 - A[i]) * Q[i])
DIVERGENCE = total(P[i] * sp.log(P[i] / Q[i]))
MASSES = positive(P[i], Q[i])
LAWS = (*MASSES, eq(total(P[i]), ONE), eq(total(Q[i]), ONE))
EVENT = between(ZERO, A[i], ONE)
HALF_LOG = -sp.log(P[i] / Q[i]) / 2
CAUCHY_SCHWARZ = Use("elementary: Cauchy–Schwarz", {P[i]: sp.sqrt(SMALL), Q[i]: sp.sqrt(LARGE)})
TEST = 1 - sp.sqrt(1 - t)

OVERLAPS = (
    Step(
        "errors at least the overlap",
        ge(ERRORS, OVERLAP),
        termwise(polynomial_inequality()),
        given=(*MASSES, *EVENT),
        mutant=ge(ERRORS, total(LARGE)),
    ),
    Step(
        "overlap and excess add up",
        eq(OVERLAP + total(LARGE), total(P[i]) + total(Q[i])),
        termwise(polynomial_inequality()),
        given=MASSES,
        mutant=eq(OVERLAP + total(LARGE), total(P[i]) - total(Q[i])),
    ),
    Step(
        "root of smaller times root of larger",
        eq(AFFINITY, total(sp.sqrt(SMALL) * sp.sqrt(LARGE))),
        termwise(polynomial_inequality()),
        given=MASSES,
        mutant=eq(AFFINITY, total(sp.sqrt(SMALL) * sp.sqrt(SMALL))),
    ),
    Step(
        "affinity and overlap",
        le(AFFINITY**2, OVERLAP * (2 - OVERLAP)),
        polynomial_inequality(CAUCHY_SCHWARZ, "overlap and excess add up", "root of smaller times root of larger"),
        given=LAWS,
        because="Cauchy–Schwarz, with Σ max = 2 − Σ min",
        mutant=le(AFFINITY**2, OVERLAP * (1 - OVERLAP)),
    ),
)

TESTS = (
    Step(
        "overlap from affinity",
        ge(s, 1 - sp.sqrt(1 - t**2)),
        polynomial_inequality(),
        given=(le(t**2, s * (2 - s)), *between(ZERO, t, ONE)),
        because="(1 − s)² ≤ 1 − BC²",
        mutant=ge(s, t),
    ),
    Step(
        "half the square",
        ge(TEST, t / 2),
        polynomial_inequality(),
        given=between(ZERO, t, ONE),
        mutant=ge(TEST, t),
    ),
    Step(
        "affinity not negative",
        ge(AFFINITY, ZERO),
        termwise(polynomial_inequality()),
        given=MASSES,
        mutant=ge(AFFINITY, total(ONE)),
    ),
    Step(
        "affinity at most one",
        le(AFFINITY, ONE),
        polynomial_inequality("affinity and overlap"),
        given=LAWS,
        because="s(2 − s) ≤ 1",
        mutant=le(AFFINITY, sp.Rational(1, 2)),
    ),
    Step(
        "sharp test",
        ge(ERRORS, 1 - sp.sqrt(1 - AFFINITY**2)),
        polynomial_inequality(
            "errors at least the overlap",
            "affinity and overlap",
            "affinity not negative",
            "affinity at most one",
            Use("overlap from affinity", {s: OVERLAP, t: AFFINITY}),
        ),
        given=(*LAWS, *EVENT),
        mutant=ge(ERRORS, 2 - sp.sqrt(1 - AFFINITY**2)),
    ),
)

JENSEN = (
    Step(
        "tangent of the exponential at any point",
        ge(sp.exp(u), sp.exp(v) * (1 + u - v)),
        polynomial_inequality(Use("elementary: exponential above its tangent", {u: u - v})),
        mutant=ge(sp.exp(u), sp.exp(v) * (2 + u - v)),
    ),
    Step(
        "affinity as a mean of exponentials",
        eq(AFFINITY, total(P[i] * sp.exp(HALF_LOG))),
        identity(),
        given=MASSES,
        mutant=eq(AFFINITY, total(P[i] * sp.exp(2 * HALF_LOG))),
    ),
    Step(
        "mean of tangents",
        ge(total(P[i] * sp.exp(HALF_LOG)), total(P[i] * sp.exp(v) * (1 + HALF_LOG - v))),
        termwise(polynomial_inequality(Use("tangent of the exponential at any point", {u: HALF_LOG}))),
        given=MASSES,
        mutant=ge(total(P[i] * sp.exp(HALF_LOG)), total(P[i] * sp.exp(v) * (2 + HALF_LOG - v))),
    ),
    Step(
        "value of the mean of tangents",
        eq(total(P[i] * sp.exp(v) * (1 + HALF_LOG - v)), sp.exp(v) * ((1 - v) * total(P[i]) - DIVERGENCE / 2)),
        identity(),
        given=MASSES,
        mutant=eq(total(P[i] * sp.exp(v) * (1 + HALF_LOG - v)), sp.exp(v) * ((1 - v) * total(P[i]) - DIVERGENCE)),
    ),
    Step(
        "Jensen",
        ge(AFFINITY, sp.exp(-DIVERGENCE / 2)),
        polynomial_inequality(
            "affinity as a mean of exponentials",
            Use("mean of tangents", {v: -DIVERGENCE / 2}),
            Use("value of the mean of tangents", {v: -DIVERGENCE / 2}),
        ),
        given=LAWS,
        mutant=ge(AFFINITY, 2 * sp.exp(-DIVERGENCE / 2)),
    ),
    Step(
        "squared affinity and divergence",
        ge(AFFINITY**2, sp.exp(-DIVERGENCE)),
        polynomial_inequality("Jensen"),
        given=LAWS,
        mutant=ge(AFFINITY**2, 2 * sp.exp(-DIVERGENCE)),
    ),
    Step(
        "Bretagnolle–Huber",
        ge(ERRORS, sp.exp(-DIVERGENCE) / 2),
        polynomial_inequality(
            "sharp test",
            "squared affinity and divergence",
            "affinity not negative",
            "affinity at most one",
            Use("half the square", {t: AFFINITY**2}),
        ),
        given=(*LAWS, *EVENT),
        mutant=ge(ERRORS, sp.exp(-DIVERGENCE)),
    ),
)

PROOF = Proof(
    LEDGER.id,
    (
        *OVERLAPS,
        *TESTS,
        *JENSEN,
        claimed(LEDGER, "headline", "overlap from affinity", {t: quantity("BC")(FIRST, SECOND)}),
        claimed(LEDGER, "half", "half the square", {t: SQUARED}),
        claimed(
            LEDGER,
            "divergence",
            "squared affinity and divergence",
            {AFFINITY: quantity("BC")(FIRST, SECOND), DIVERGENCE: quantity("KL")(FIRST, SECOND)},
        ),
    ),
)
