"""L1: the Bhattacharyya coefficient of two logistic answers in closed form, and when it is 1."""

import sympy as sp

from proofs.symbolic.discharge import identity, polynomial_inequality
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, Use, eq, gt, le, lt
from proofs.symbolic.engine.symbols import a, b, u
from theory.claims.feedback import BHATTACHARYYA

LEDGER = entry(__name__)


SHIFT, MIDDLE = (a - b) / 4, (a + b) / 4
TILT = sp.sinh(SHIFT) ** 2 / sp.cosh(MIDDLE) ** 2
CLOSED = 1 / sp.sqrt(1 + TILT)
BOTH_COSINES = sp.cosh(a / 2) * sp.cosh(b / 2)
COSINE_POSITIVE = Use("elementary: hyperbolic cosine at least one", {u: MIDDLE})

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "closed form",
            eq(BHATTACHARYYA, CLOSED),
            identity(),
            because="with x = exp(a/4) and y = exp(b/4) both sides are (1 + x²y²) / √((1 + x⁴)(1 + y⁴))",
            mutant=eq(BHATTACHARYYA, 1 / sp.sqrt(1 + sp.sinh((a - b) / 2) ** 2 / sp.cosh(MIDDLE) ** 2)),
        ),
        Step(
            "product of hyperbolic cosines",
            eq(sp.cosh(MIDDLE) ** 2 + sp.sinh(SHIFT) ** 2, BOTH_COSINES),
            identity(),
            mutant=eq(sp.cosh(MIDDLE) ** 2 - sp.sinh(SHIFT) ** 2, BOTH_COSINES),
        ),
        Step(
            "positive",
            gt(CLOSED, ZERO),
            polynomial_inequality(COSINE_POSITIVE),
            mutant=gt(CLOSED, sp.Rational(1, 100)),
        ),
        Step(
            "at most one",
            le(CLOSED, ONE),
            polynomial_inequality(COSINE_POSITIVE),
            mutant=le(CLOSED, sp.Rational(1, 2)),
        ),
        Step(
            "one at equal gaps",
            eq(BHATTACHARYYA.subs(b, a), ONE),
            identity(),
            mutant=eq(BHATTACHARYYA.subs(b, -a), ONE),
        ),
        Step(
            "below one at different gaps",
            lt(CLOSED, ONE),
            polynomial_inequality(
                COSINE_POSITIVE, Use("elementary: squared hyperbolic sine above its squared argument", {u: SHIFT})
            ),
            given=(sp.Ne(a, b),),
            because="sinh²(u) ≥ u² > 0",
            mutant=lt(CLOSED, sp.Rational(9, 10)),
        ),
        claimed(LEDGER, "closed form", "closed form"),
        claimed(LEDGER, "product form", "product of hyperbolic cosines"),
        claimed(LEDGER, "at most one", "at most one", {CLOSED: BHATTACHARYYA}, because="by the closed form"),
    ),
)
