"""T10: without diversity greedy itself can be trapped, with regret Δ(a, b) in every round."""

import sympy as sp

from proofs.symbolic.discharge import identity, polynomial_inequality, telescoping
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, Proof, Step, both, eq, ge, nonnegative, positive
from proofs.symbolic.engine.symbols import Delta, N, a, b, i, total, x, y
from theory.claims.feedback import BHATTACHARYYA
from theory.claims.language import DELTA, A, B, T

LEDGER = entry(__name__)


L_a, L_b = sp.symbols("L_a L_b", real=True)

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "equal gaps, equal answers",
            eq(BHATTACHARYYA.subs(b, a), ONE),
            identity(),
            because="a ~ b under π_a: where a's policy is deployed the two models predict the same",
            mutant=eq(BHATTACHARYYA.subs(b, 2 * a), ONE),
        ),
        Step(
            "an answer does not tell the models apart",
            both(eq(L_a * x / (L_b * y), L_a / L_b), eq(L_a * (1 - x) / (L_b * (1 - y)), L_a / L_b)),
            polynomial_inequality(),
            given=(*positive(L_a, L_b, x, 1 - x), eq(x, y)),
            because="whichever response the user prefers",
            mutant=eq(L_a * x / (L_b * (1 - y)), L_a / L_b),
        ),
        Step(
            "the tie lasts",
            ge(L_a, L_b),
            polynomial_inequality(),
            given=(*positive(L_a, L_b), eq(L_a / L_b, ONE)),
            because="both start at 1, so a stays a maximum-likelihood model, and ties go to a",
            mutant=ge(L_a, 2 * L_b),
        ),
        Step(
            "total regret",
            eq(total(Delta, i, N), N * Delta),
            telescoping(),
            given=nonnegative(N),
            mutant=eq(total(Delta, i, N), (N + 1) * Delta),
        ),
        claimed(
            LEDGER, "headline", "total regret", {N: T, Delta: DELTA(A, B)}, theorem="T10_trap", because="ties go to a"
        ),
    ),
)
