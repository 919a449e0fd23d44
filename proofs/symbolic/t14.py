"""T14: without offline diversity no amount of data helps."""

import sympy as sp

from proofs.symbolic.discharge import exhibited, polynomial_inequality
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, eq, ge, positive
from proofs.symbolic.engine.symbols import M, delta, p0, t, x, y
from proofs.symbolic.t07 import HARMONIC_MEAN
from theory.claims.language import C0, quantity
from theory.problem import tabular

LEDGER = entry(__name__)


TIE = tabular({"a": [[0, 0]], "b": [[0, 1]]})
loss_a, loss_b, optima = sp.symbols("loss_a loss_b optima_a", real=True)

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "equal laws",
            ge(M, p0 * delta),
            polynomial_inequality(),
            given=(
                *positive(p0, delta),
                eq(t, ONE),
                ge(M, p0 * delta * (x + y)),
                ge(x + y, 1 - sp.sqrt(1 - t)),
            ),
            because="the two worlds agree on everything the data show, so ρ_off = 1 and so is every power (T13)",
            mutant=ge(M, 2 * p0 * delta),
        ),
        Step(
            "a second optimum escapes",
            sp.And(eq(loss_a, ZERO), eq(loss_b, ZERO), eq(optima, sp.Integer(2))),
            exhibited(
                {
                    loss_a: lambda: TIE.shortfall(0, 0, 1),
                    loss_b: lambda: TIE.shortfall(1, 0, 1),
                    optima: lambda: int(TIE.optimal[0, 0].sum()),
                }
            ),
            because="a = (0, 0), b = (0, 1): deploying 1 is best for both, so a must have one best response",
            mutant=sp.And(eq(loss_a, ZERO), eq(loss_b, ONE)),
        ),
        claimed(
            LEDGER,
            "headline",
            "equal laws",
            {p0: quantity("p")(C0), delta: HARMONIC_MEAN},
            theorem="T14_blind",
            because="for every rule and every n",
        ),
    ),
)
