"""T25: what a learner serves is a plan that tells every hidden alternative, and its cost is the regret.

KL[i] is the divergence from the i-th hidden alternative, L[i] its multiplier, NEED[i] what T6 asks of the divergence;
n(c, y) are expected visits.
"""

import sympy as sp

from proofs.symbolic.discharge import polynomial_inequality, termwise
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, Use, ge, le, nonnegative, positive
from proofs.symbolic.engine.symbols import K, M, g, i, lam, p0, s, total, u, v, w, x, y
from theory.claims.language import REGRET, A, B, MaxOver, SetOf, SumOver, T, quantity

LEDGER = entry(__name__)

VISITS, COST, TOLD = (sp.IndexedBase(letter, real=True) for letter in ("n", "g", "I"))
WEIGHT, DIVERGENCE, NEED = (sp.IndexedBase(letter, real=True) for letter in ("lambda", "KL", "q"))
HIDDEN = SetOf("Conf", A)
REQUIRED = sp.Max(0, sp.log(quantity("D_b")(A, B) * T / (2 * (REGRET(T, A) + REGRET(T, B)))))

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "logarithm inverts the exponential",
            ge(u, sp.log(x)),
            polynomial_inequality(Use("elementary: exponential increases strictly", {v: sp.log(x)})),
            given=(*positive(x), ge(sp.exp(u), x)),
            mutant=ge(u, sp.log(x) + 1),
        ),
        Step(
            "the divergence that a small regret needs",
            ge(w, sp.log(p0 * x / (2 * y))),
            polynomial_inequality(Use("logarithm inverts the exponential", {u: w, x: p0 * x / (2 * y)})),
            given=(*positive(p0, x, y), ge(sp.exp(w), p0 * x / (2 * y))),
            because="T6 with all contexts: y = R_T(a) + R_T(b) ≥ D_b T exp(−KL_T)/2; p_0 is D_b, x is T, w is KL_T",
            mutant=ge(w, sp.log(p0 * x / y)),
        ),
        Step(
            "visits that are paid for",
            ge(total(VISITS[i] * COST[i]), lam * total(VISITS[i] * TOLD[i])),
            termwise(polynomial_inequality()),
            given=(*nonnegative(VISITS[i]), le(lam * TOLD[i], COST[i])),
            because="weak duality: over pairs (c, y), for feasible multipliers",
            mutant=ge(total(VISITS[i] * COST[i]), 2 * lam * total(VISITS[i] * TOLD[i])),
        ),
        Step(
            "each hidden alternative is told enough",
            ge(total(WEIGHT[i] * DIVERGENCE[i]), total(WEIGHT[i] * NEED[i])),
            termwise(polynomial_inequality()),
            given=(*nonnegative(WEIGHT[i]), ge(DIVERGENCE[i], NEED[i])),
            because="the divergence is Σ E N(c, y) I_b(c, y), so that R_T(a) ≥ Σ λ KL",
            mutant=ge(total(WEIGHT[i] * DIVERGENCE[i]), 2 * total(WEIGHT[i] * NEED[i])),
        ),
        Step(
            "one hidden alternative alone",
            le(x / K, g),
            polynomial_inequality(),
            given=(*positive(K), *nonnegative(g), le(x, K * g)),
            because="K is the largest information per regret, so that 1/K for b and 0 for the others is feasible",
            mutant=le(2 * x / K, g),
        ),
        Step(
            "no cheaper than one alone",
            ge(M, 1 / K),
            polynomial_inequality(),
            given=(*positive(K), ge(M, s / K), ge(s, ONE)),
            because="s is what the plan tells of b, at least 1, and M its cost",
            mutant=ge(M, 2 / K),
        ),
        Step(
            "nothing is asked below 0",
            ge(w, sp.Max(ZERO, x)),
            polynomial_inequality(),
            given=(*nonnegative(w), ge(w, x)),
            because="divergences are not negative",
            mutant=ge(w, sp.Max(ONE, x)),
        ),
        claimed(
            LEDGER,
            "headline",
            theorem="T25_finite",
            because="the expected visits are a plan that meets every requirement, and cost the regret",
        ),
        claimed(
            LEDGER,
            "multipliers",
            "each hidden alternative is told enough",
            {WEIGHT[i]: quantity("lambda")(A, B), NEED[i]: REQUIRED, total(WEIGHT[i] * DIVERGENCE[i]): REGRET(T, A)},
            sums={i: lambda term: SumOver(term, B, HIDDEN)},
            theorem="T25_finite",
        ),
        claimed(
            LEDGER,
            "constant",
            "no cheaper than one alone",
            {1 / K: MaxOver(1 / quantity("K")(A, B), B, HIDDEN)},
            because="for every hidden alternative, so for the one that is hardest to tell",
        ),
    ),
)
