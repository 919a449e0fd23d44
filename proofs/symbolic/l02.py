"""L2: the Bhattacharyya coefficient is below 1 by a quadratic function of the difference of bounded gaps."""

import sympy as sp

from proofs.symbolic.discharge import enclosed, identity, polynomial_inequality, sum_of_squares
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, Use, between, eq, ge, le
from proofs.symbolic.engine.symbols import B, a, b, t, u
from proofs.symbolic.l01 import BOTH_COSINES, SHIFT
from theory.claims.feedback import BHATTACHARYYA

LEDGER = entry(__name__)


SQUARED_LOSS = sp.sinh(SHIFT) ** 2 / (2 * BOTH_COSINES)
CEILING = sp.cosh(B / 2)
QUADRATIC = (a - b) ** 2 / (32 * CEILING**2)
SINE = "elementary: hyperbolic sine above its argument"
ABOVE, BELOW = (B + a) / 4, (B - a) / 4

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "half the squared deficit",
            ge(1 - t, (1 - t**2) / 2),
            sum_of_squares((sp.Rational(1, 2), 1 - t)),
            because="the difference is (1 − t)²/2",
            mutant=ge(1 - t, 1 - t**2),
        ),
        Step(
            "closed form of the squared deficit",
            eq((1 - BHATTACHARYYA**2) / 2, SQUARED_LOSS),
            identity(),
            mutant=eq(1 - BHATTACHARYYA**2, SQUARED_LOSS),
        ),
        Step(
            "difference of hyperbolic cosines",
            eq(sp.cosh(B / 2) - sp.cosh(a / 2), 2 * sp.sinh(ABOVE) * sp.sinh(BELOW)),
            identity(),
            mutant=eq(sp.cosh(B / 2) - sp.cosh(a / 2), sp.sinh(ABOVE) * sp.sinh(BELOW)),
        ),
        Step(
            "largest hyperbolic cosine",
            le(sp.cosh(a / 2), CEILING),
            polynomial_inequality("difference of hyperbolic cosines", Use(SINE, {u: ABOVE}), Use(SINE, {u: BELOW})),
            given=between(-B, a, B),
            mutant=le(sp.cosh(a / 2), CEILING - 1),
        ),
        Step(
            "quadratic bound",
            ge(SQUARED_LOSS, QUADRATIC),
            polynomial_inequality(
                "largest hyperbolic cosine",
                Use("largest hyperbolic cosine", {a: b}),
                Use("elementary: squared hyperbolic sine above its squared argument", {u: SHIFT}),
                Use("elementary: hyperbolic cosine at least one", {u: a / 2}),
                Use("elementary: hyperbolic cosine at least one", {u: b / 2}),
            ),
            given=(*between(-B, a, B), *between(-B, b, B)),
            mutant=ge(SQUARED_LOSS, 2 * QUADRATIC),
        ),
        Step(
            "bound on the coefficient",
            ge(1 - BHATTACHARYYA, QUADRATIC),
            polynomial_inequality(
                Use("half the squared deficit", {t: BHATTACHARYYA}),
                "closed form of the squared deficit",
                "quadratic bound",
            ),
            given=(*between(-B, a, B), *between(-B, b, B)),
            mutant=ge(1 - BHATTACHARYYA, 2 * QUADRATIC),
        ),
        Step(
            "the constant for gaps of at most one",
            le(32 * CEILING**2, sp.Integer(41)),
            enclosed(B, 0, 1),
            given=between(ZERO, B, ONE),
            because="so 1 − BC ≥ (a − b)²/41 whenever gaps are at most 1",
            mutant=le(32 * CEILING**2, sp.Integer(40)),
        ),
        claimed(LEDGER, "half", "half the squared deficit", {t: BHATTACHARYYA}),
        claimed(LEDGER, "closed form", "closed form of the squared deficit"),
        claimed(LEDGER, "headline", "bound on the coefficient", {B: sp.Symbol("B", nonnegative=True)}),
    ),
)
