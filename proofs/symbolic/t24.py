"""T24: no constant serves all truths; proved in the kernel, the algebra of the best distance here.

s is the distance of both truths from the boundary, V the largest change of a gap, T the horizon.
"""

import sympy as sp

from proofs.symbolic.discharge import polynomial_inequality
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, Proof, Step, eq, le

LEDGER = entry(__name__)

s, SPREAD, T = sp.symbols("s V T", real=True)
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
        claimed(LEDGER, "headline", theorem="T24_two_points", because="for every learner, whatever it compares"),
        claimed(LEDGER, "exponential", theorem="T24_real", because="cosh x ≤ e^(x²/2)"),
    ),
)
