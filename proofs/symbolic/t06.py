"""T6: every on-policy learner pays in one world of a confusing pair for what it would have to learn in the other."""

import sympy as sp

from proofs.symbolic.discharge import polynomial_inequality, termwise
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, Use, between, ge, le, nonnegative, positive
from proofs.symbolic.engine.symbols import K, N, P, Q, delta_a, delta_b, i, p0, s, t, total, u, v, x, y
from proofs.symbolic.l04 import TEST
from theory.claims.language import C0, REGRET, STEP, A, B, SetOf, SumOver, T, quantity

LEDGER = entry(__name__)


GAP, COST_A, COST_B, SPENT = (sp.IndexedBase(letter, real=True) for letter in ("g", "delta_a", "delta_b", "R"))
spent, divergence, regret_a, regret_b = sp.symbols("R_t D R_a R_b", real=True)
WEIGHT, LEAST = sp.IndexedBase("p", real=True), sp.Symbol("tau", real=True)


def sharp(information: sp.Expr) -> sp.Expr:
    """Return 1 − √(1 − exp(−information))."""
    return TEST.subs(t, sp.exp(-information))


KNOWN = quantity("K")(A, B)
BOTH = REGRET(T, A) / quantity("delta_a")(A, C0) + REGRET(T, B) / quantity("delta_b")(A, B, C0)
READ = {K: KNOWN, p0: quantity("p")(C0), SPENT[i]: REGRET(STEP, A)}
ROUNDS = {i: lambda term: sp.Sum(term, (STEP, 0, T - 1))}

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "a deviation costs at least the smallest gap",
            ge(total(P[i] * GAP[i]), delta_a * total(P[i])),
            termwise(polynomial_inequality()),
            given=(*nonnegative(P[i]), ge(GAP[i], delta_a)),
            because="in world a, over the responses other than π_a(c0), given that c0 arrives",
            mutant=ge(total(P[i] * GAP[i]), 2 * delta_a * total(P[i])),
        ),
        Step(
            "both worlds pay",
            ge(regret_a / delta_a + regret_b / delta_b, p0 * (x + y)),
            polynomial_inequality(),
            given=(*positive(delta_a, delta_b), ge(regret_a, p0 * delta_a * x), ge(regret_b, p0 * delta_b * y)),
            because="x is the chance to deviate in world a, y the chance not to in world b, given c0 in round t + 1",
            mutant=ge(regret_a / delta_a + regret_b / delta_b, 2 * p0 * (x + y)),
        ),
        Step(
            "more information, smaller bound",
            ge(sharp(divergence), sharp(K * spent)),
            polynomial_inequality(
                Use("elementary: exponential increases", {u: -K * spent, v: -divergence}),
                Use("elementary: exponential increases", {u: -divergence, v: ZERO}),
            ),
            given=(*nonnegative(divergence), le(divergence, K * spent)),
            because="the divergence of t rounds is at most K R_t(a) (L6)",
            mutant=ge(sharp(divergence), 2 * sharp(K * spent)),
        ),
        Step(
            "errors in one round",
            ge(x + y, sharp(K * spent)),
            polynomial_inequality(
                "more information, smaller bound",
                Use("elementary: exponential increases", {u: -divergence, v: ZERO}),
                Use("elementary: exponential increases", {u: -K * spent, v: ZERO}),
            ),
            given=(
                ge(x + y, 1 - sp.sqrt(1 - s**2)),
                ge(s**2, sp.exp(-divergence)),
                *between(ZERO, s, ONE),
                *nonnegative(divergence),
                le(divergence, K * spent),
            ),
            because="the sharp test and BC² ≥ exp(−KL) of L4, with s = BC",
            mutant=ge(x + y, 2 * sharp(K * spent)),
        ),
        Step(
            "half the exponential",
            ge(sharp(K * spent), sp.exp(-K * spent) / 2),
            polynomial_inequality(
                Use("L4: half the square", {t: sp.exp(-K * spent)}),
                Use("elementary: exponential increases", {u: -K * spent, v: ZERO}),
            ),
            given=nonnegative(K, spent),
            mutant=ge(sharp(K * spent), sp.exp(-K * spent)),
        ),
        Step(
            "all rounds",
            ge(p0 * total(P[i] + Q[i], i, N), p0 * total(sharp(K * SPENT[i]), i, N)),
            termwise(polynomial_inequality(Use("elementary: exponential increases", {u: -K * SPENT[i], v: ZERO}))),
            given=(ge(P[i] + Q[i], sharp(K * SPENT[i])), *nonnegative(p0, K, SPENT[i])),
            mutant=ge(p0 * total(P[i] + Q[i], i, N), 2 * p0 * total(sharp(K * SPENT[i]), i, N)),
        ),
        Step(
            "all contexts at once",
            ge(
                total(WEIGHT[i] * (COST_A[i] * P[i] + COST_B[i] * Q[i])),
                LEAST * total(WEIGHT[i] * sp.Min(COST_A[i], COST_B[i])),
            ),
            termwise(polynomial_inequality()),
            given=(*nonnegative(WEIGHT[i], P[i], Q[i], COST_A[i], COST_B[i]), ge(P[i] + Q[i], LEAST)),
            because="in each context of S the same test applies, with the same divergence",
            mutant=ge(
                total(WEIGHT[i] * (COST_A[i] * P[i] + COST_B[i] * Q[i])),
                LEAST * total(WEIGHT[i] * sp.Max(COST_A[i], COST_B[i])),
            ),
        ),
        Step(
            "all rounds, half the exponential",
            ge(p0 * total(P[i] + Q[i], i, N), p0 * total(sp.exp(-K * SPENT[i]) / 2, i, N)),
            termwise(
                polynomial_inequality(
                    Use("half the exponential", {spent: SPENT[i]}),
                    Use("elementary: exponential increases", {u: -K * SPENT[i], v: ZERO}),
                )
            ),
            given=(ge(P[i] + Q[i], sharp(K * SPENT[i])), *nonnegative(p0, K, SPENT[i])),
            mutant=ge(p0 * total(P[i] + Q[i], i, N), p0 * total(sp.exp(-K * SPENT[i]), i, N)),
        ),
        claimed(
            LEDGER,
            "headline",
            "all rounds",
            {p0 * total(P[i] + Q[i], i, N): BOTH},
            READ,
            sums=ROUNDS,
            theorem="T6_two_point",
            because="for every randomised on-policy learner; round t + 1 after t rounds",
        ),
        claimed(
            LEDGER,
            "half",
            "all rounds, half the exponential",
            {p0 * total(P[i] + Q[i], i, N): BOTH},
            READ,
            sums=ROUNDS,
            theorem="T6_two_point",
        ),
        claimed(
            LEDGER,
            "all contexts",
            "all contexts at once",
            {total(WEIGHT[i] * (COST_A[i] * P[i] + COST_B[i] * Q[i])): REGRET(T, A) + REGRET(T, B)},
            {
                LEAST: ROUNDS[i](sharp(KNOWN * REGRET(STEP, A))),
                WEIGHT[i]: quantity("p")(C0),
                COST_A[i]: quantity("delta_a")(A, C0),
                COST_B[i]: quantity("delta_b")(A, B, C0),
            },
            sums={i: lambda term: SumOver(term, C0, SetOf("S", A, B))},
            theorem="T6_all_contexts",
        ),
    ),
)
