"""T24: no constant serves all truths; proved in the kernel, the algebra of the best distance here.

s is the distance of both truths from the boundary, V the largest change of a gap, T the horizon.
"""

import sympy as sp

from proofs.symbolic.discharge import polynomial_inequality
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, Use, between, eq, ge, le, nonnegative, positive
from proofs.symbolic.engine.symbols import p0, u, v, w, x, y
from theory.claims.language import C0, REGRET, A, B, quantity
from theory.claims.language import T as HORIZON

LEDGER = entry(__name__)

r, s, SPREAD, T = sp.symbols("r s V T", real=True)
LOST = 1 - sp.exp(-1)
EXPONENT = T * s**2 * SPREAD**2 / 4

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "the best distance",
            le(EXPONENT, ONE),
            polynomial_inequality(),
            given=(eq(s**2 * SPREAD**2 * T, sp.Integer(4)),),
            because="s = 2/(V√T): every one of T rounds keeps a factor of at least 1/e, and the bound is of order √T",
            mutant=le(EXPONENT, sp.Rational(1, 2)),
        ),
        Step(
            "the sum of a falling exponential",
            ge((1 - w) / (1 - sp.exp(-x)), (1 - w) / x),
            polynomial_inequality(
                Use("elementary: exponential above its tangent", {u: -x}),
                Use("elementary: exponential increases strictly", {u: -x, v: ZERO}),
            ),
            given=(*positive(x), le(w, ONE)),
            because="Σ e^(−tx) over t < T is geometric; w = e^(−Tx), x = (sV)²/4",
            mutant=ge((1 - w) / (1 - sp.exp(-x)), 2 * (1 - w) / x),
        ),
        Step(
            "a chord above the exponential",
            le(sp.exp(-x), 1 - LOST * x),
            polynomial_inequality(
                Use("elementary: exponential above its tangent", {u: x}),
                Use("elementary: exponential above its tangent", {u: x - 1}),
            ),
            given=between(ZERO, x, ONE),
            because="e^(−x) is convex",
            mutant=le(sp.exp(-x), 1 - x),
        ),
        Step(
            "what is paid until the truths are told apart",
            ge(1 - sp.exp(-x), LOST * sp.Min(ONE, x)),
            polynomial_inequality(
                "a chord above the exponential", Use("elementary: exponential increases", {u: -x, v: -ONE})
            ),
            given=nonnegative(x),
            because="x = T (sV)²/4",
            mutant=ge(1 - sp.exp(-x), sp.Min(ONE, x)),
        ),
        Step(
            "the square root of the horizon",
            ge(y, LOST * p0 * s * r / (2 * SPREAD) * sp.Min(SPREAD * r / 2, 2 / (SPREAD * r))),
            polynomial_inequality(),
            given=(
                *positive(p0, s, r, SPREAD),
                ge(y, p0 * s / SPREAD**2 * x),
                ge(x, LOST * sp.Min(ONE, r**2 * SPREAD**2 / 4)),
            ),
            because="y is the worse regret, r = √T, and V stands for sV; at the best distance the minimum is 1",
            mutant=ge(y, 2 * LOST * p0 * s * r / (2 * SPREAD) * sp.Min(SPREAD * r / 2, 2 / (SPREAD * r))),
        ),
        claimed(LEDGER, "headline", theorem="T24_two_points", because="for every learner, whatever it compares"),
        claimed(LEDGER, "exponential", theorem="T24_real", because="cosh x ≤ e^(x²/2)"),
        claimed(
            LEDGER,
            "square root",
            "the square root of the horizon",
            {
                r: sp.sqrt(HORIZON),
                p0: quantity("p")(C0),
                s: quantity("s_ab")(A, B, C0),
                SPREAD: quantity("sV_ab")(A, B),
                y: sp.Max(REGRET(HORIZON, A), REGRET(HORIZON, B)),
            },
        ),
    ),
)
