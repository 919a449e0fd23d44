"""T22: greedy on a continuous class; the change of the score potential, and the distance of wrong cells.

a is the gap of a model, b that of the truth, V = m − θ so that a − b = ⟨e, V⟩ for an exposed direction e.
"""

import sympy as sp

from proofs.symbolic.discharge import identity, polynomial_inequality
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ZERO, Proof, Step, eq, ge, gt, le
from proofs.symbolic.engine.symbols import a, b, g
from theory.claims.feedback import BERNOULLI_KL, SIGMOID

LEDGER = entry(__name__)


TRUE_WIN, TRUE_LOSS = SIGMOID.subs(a, b), SIGMOID.subs(a, -b)
WIN, LOSS = sp.exp((1 - SIGMOID) * (a - b)), sp.exp(-SIGMOID * (a - b))
STEP = TRUE_WIN * WIN + TRUE_LOSS * LOSS
lost, believed = sp.symbols("x_theta x_m", real=True)

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "slope of the likelihood of a win",
            eq(sp.Derivative(sp.log(SIGMOID), a), 1 - SIGMOID),
            identity(),
            because="so that a win multiplies S by exp((1 − σ(a))(a − b)), and a loss by exp(−σ(a)(a − b))",
            mutant=eq(sp.Derivative(sp.log(SIGMOID), a), SIGMOID),
        ),
        Step(
            "score of one comparison",
            eq(STEP, sp.exp(-BERNOULLI_KL)),
            identity(),
            because="E_θ S_{t+1}(m) = ρ^kl_π(m, θ) S_t(m) (T22d), one comparison at a time",
            mutant=eq(STEP, sp.exp(BERNOULLI_KL)),
        ),
        Step(
            "a model of a wrong cell is far from the truth",
            ge(lost - believed, g),
            polynomial_inequality(),
            given=(ge(lost, g), le(believed, ZERO), gt(g, ZERO)),
            because="span form: where π ≠ π_θ, ⟨Δ, θ⟩ ≥ g for Δ = h(π_θ) − h(π), while ⟨Δ, m⟩ ≤ 0 on the cell of π",
            mutant=ge(lost - believed, 2 * g),
        ),
        claimed(LEDGER, "score step", theorem="T22_score_step", because="the same in every context and comparison"),
    ),
)
