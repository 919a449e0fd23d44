"""T4: under strong diversity the number of mistakes is of order log|W|."""

import sympy as sp

from proofs.symbolic.discharge import polynomial_inequality, telescoping, termwise
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, Use, eq, ge, le, nonnegative, positive
from proofs.symbolic.engine.symbols import RATE, N, P, i, j, k, rho, s, total, u, v, w, x, y
from theory.claims.language import STEP, THETA, quantity

LEDGER = entry(__name__)


READ = {rho: quantity("rhobar")(THETA), w: quantity("|W|")(THETA)}

ENOUGH = sp.ceiling(sp.log(w) / sp.log(1 / rho))
"""From so many rounds on the union bound is below 1."""


def rounds(term: object, last: sp.Symbol) -> sp.Sum:
    """Return the sum over j = 0, …, last − 1."""
    return sp.Sum(term, (j, 0, last - 1))


PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "union bound",
            le(total(P[i]), x * total(ONE)),
            termwise(polynomial_inequality()),
            given=(le(P[i], x),),
            because="a wrong model is selected in round t with probability at most E ℓ_{t−1} ≤ ρ̄^(t−1) (L5), so a "
            "mistake has probability at most |W| ρ̄^(t−1)",
            mutant=le(total(P[i]), x * total(ONE) / 2),
        ),
        Step(
            "enough rounds to make the union bound small",
            le(w * rho**k, ONE),
            polynomial_inequality(
                Use("elementary: exponential increases", {u: sp.log(w) + k * sp.log(rho), v: ZERO}),
                Use("elementary: logarithm of a reciprocal", {x: rho}),
            ),
            given=(*RATE, *positive(w), ge(k * sp.log(1 / rho), sp.log(w))),
            because="k = ⌈ln|W| / ln(1/ρ̄)⌉",
            mutant=le(2 * w * rho**k, ONE),
        ),
        Step(
            "rounds before",
            le(rounds(sp.Min(1, w * rho**j), k), rounds(ONE, k)),
            termwise(polynomial_inequality()),
            given=RATE,
            mutant=le(rounds(sp.Min(1, w * rho**j), k), rounds(sp.Rational(1, 2), k)),
        ),
        Step(
            "number of rounds before",
            eq(rounds(ONE, k), k),
            telescoping(),
            given=nonnegative(k),
            mutant=eq(rounds(ONE, k), k + 1),
        ),
        Step(
            "rounds after",
            le(rounds(sp.Min(1, w * rho ** (k + j)), N), rounds(rho**j, N)),
            termwise(polynomial_inequality()),
            given=(*RATE, le(w * rho**k, ONE)),
            mutant=le(rounds(sp.Min(1, w * rho ** (k + j)), N), rounds(rho ** (j + 1), N)),
        ),
        Step(
            "geometric sum",
            eq(rounds(rho**j, N), (1 - rho**N) / (1 - rho)),
            telescoping(),
            given=(*RATE, *nonnegative(N)),
            mutant=eq(rounds(rho**j, N), (1 - rho ** (N + 1)) / (1 - rho)),
        ),
        Step(
            "below the infinite sum",
            le((1 - x) / (1 - rho), 1 / (1 - rho)),
            polynomial_inequality(),
            given=(*RATE, *nonnegative(x)),
            mutant=le((1 + x) / (1 - rho), 1 / (1 - rho)),
        ),
        Step(
            "before and after",
            le(x + y, k + 1 / (1 - rho)),
            polynomial_inequality(),
            given=(*RATE, le(x, k), le(y, 1 / (1 - rho))),
            because="k rounds in which every one may be a mistake, and a geometric sum",
            mutant=le(x + y, k - 1 / (1 - rho)),
        ),
        Step(
            "one round",
            le(x, sp.Min(1, w * rho ** (s - 1))),
            polynomial_inequality(),
            given=(*RATE, le(x, ONE), le(x, w * rho ** (s - 1))),
            because="a probability, and the union bound",
            mutant=le(x, sp.Min(1, w * rho ** (s - 1)) / 2),
        ),
        claimed(LEDGER, "round", "one round", {s: STEP}, READ, theorem="T4_log_class"),
        claimed(LEDGER, "headline", "before and after", {k: ENOUGH}, READ, theorem="T4_log_class"),
    ),
)
