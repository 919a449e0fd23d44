"""T18: how many users to recruit: each one leaves the span of the others with probability at least q.

V(N, j) is the largest chance, over spans that miss j dimensions, that N more users do not complete it; F(N, j) the
chance of fewer than j successes in N trials of probability q; H(N, j) the chance that j waiting times exceed N.
"""

import sympy as sp

from proofs.symbolic.discharge import by_induction, polynomial_inequality
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, Proof, Step, between, eq, le, nonnegative
from proofs.symbolic.engine.symbols import N, j, x, y

LEDGER = entry(__name__)


V, F, H, q_of = (sp.Function(letter, real=True) for letter in ("V", "F", "H", "q"))
q, r = sp.symbols("q r", real=True)


def trial(chance: sp.Expr, law: sp.Expr) -> sp.Expr:
    """Return the chance to fail from N + 1 trials on, from what the first trial does."""
    return chance * law(N, j - 1) + (1 - chance) * law(N, j)


PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "a likelier success helps",
            le(r * x + (1 - r) * y, q * x + (1 - q) * y),
            polynomial_inequality(),
            given=(le(q, r), le(x, y)),
            because="missing one dimension less is never worse",
            mutant=le(q * x + (1 - q) * y, r * x + (1 - r) * y),
        ),
        Step(
            "binomial bound",
            le(V(N, j), F(N, j)),
            by_induction(N, polynomial_inequality(), polynomial_inequality(), {j: j - 1}),
            given=(
                eq(V(0, j), F(0, j)),
                le(V(N + 1, j), trial(r, V)),
                eq(F(N + 1, j), trial(q, F)),
                le(F(N, j - 1), F(N, j)),
                *between(q, r, ONE),
                *nonnegative(q),
            ),
            because="a user enlarges the present span with probability r ≥ q, and then by one dimension",
            mutant=le(2 * V(N, j), F(N, j)),
        ),
        Step(
            "waiting-time bound",
            le(V(N, j), H(N, j)),
            by_induction(N, polynomial_inequality(), polynomial_inequality(), {j: j - 1}),
            given=(
                eq(V(0, j), H(0, j)),
                le(V(N + 1, j), trial(r, V)),
                eq(H(N + 1, j), trial(q_of(j), H)),
                le(H(N, j - 1), H(N, j)),
                *between(q_of(j), r, ONE),
                *nonnegative(q_of(j)),
            ),
            because="the same with the chance q_j of the dimension that the span has now",
            mutant=le(2 * V(N, j), H(N, j)),
        ),
        Step(
            "the sharper bound is sharper",
            le(H(N, j), F(N, j)),
            by_induction(N, polynomial_inequality(), polynomial_inequality(), {j: j - 1}),
            given=(
                eq(H(0, j), F(0, j)),
                eq(H(N + 1, j), trial(q_of(j), H)),
                eq(F(N + 1, j), trial(q, F)),
                le(F(N, j - 1), F(N, j)),
                *between(q, q_of(j), ONE),
                *nonnegative(q),
            ),
            because="q is the smallest q_j",
            mutant=le(2 * H(N, j), F(N, j)),
        ),
        claimed(LEDGER, "headline", "binomial bound", {F(N, j): LEDGER["headline"].right}),
        claimed(LEDGER, "sharper", "waiting-time bound", {H(N, j): LEDGER["sharper"].right}),
    ),
)
