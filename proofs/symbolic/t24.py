"""T24: no constant serves all truths; proved in the kernel, the algebra of the best distance here.

s is the distance of both truths from the boundary, V the largest change of a gap, T the horizon.
"""

import sympy as sp

from proofs.symbolic.discharge import identity
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import Proof, Step, eq, positive

LEDGER = entry(__name__)

SPREAD, T = sp.symbols("V T", positive=True)
DISTANCE = 2 / (SPREAD * sp.sqrt(T))

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "the best distance",
            eq(DISTANCE**2 * SPREAD**2 / 4, 1 / T),
            identity(),
            given=positive(SPREAD, T),
            because="so that every one of T rounds keeps the factor e^(−t/T) ≥ 1/e, and the bound is of order √T",
            mutant=eq(DISTANCE**2 * SPREAD**2 / 4, 2 / T),
        ),
        claimed(LEDGER, "headline", theorem="T24_two_points", because="for every learner, whatever it compares"),
        claimed(LEDGER, "exponential", theorem="T24_real", because="cosh x ≤ e^(x²/2)"),
    ),
)
