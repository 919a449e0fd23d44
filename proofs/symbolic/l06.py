"""L6: the divergence between two worlds is at most K times the regret in the first, for a confusing pair.

P and Q are the laws of the past under a and b; R[i, j] and S[i, j] those of one more observation j given the past i.
"""

import sympy as sp

from proofs.symbolic.discharge import identity, polynomial_inequality, termwise
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, eq, ge, le, nonnegative, positive
from proofs.symbolic.engine.symbols import K, P, Q, W, a, b, g, i, j, k, total, x
from theory.claims.language import REGRET as REGRET_OF
from theory.claims.language import A, B, T, quantity

LEDGER = entry(__name__)


R, S = (sp.IndexedBase(letter, real=True) for letter in "RS")
INFORMATION, REGRET = sp.IndexedBase("I", real=True), sp.IndexedBase("g", real=True)
p_c, pi, kappa = sp.symbols("p_c pi_y kappa", real=True)
MASSES = positive(P[i], Q[i], R[i, j], S[i, j])


def inner(term: object) -> sp.Sum:
    """Return the sum over the next observation."""
    return total(term, j, k)


PAST = P[i] * sp.log(P[i] / Q[i])
NEXT = inner(R[i, j] * sp.log(R[i, j] / S[i, j]))
JOINT = total(inner(P[i] * R[i, j] * sp.log(P[i] * R[i, j] / (Q[i] * S[i, j]))))

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "divergence of past and next observation",
            eq(JOINT, total(PAST * inner(R[i, j])) + total(P[i] * NEXT)),
            identity(),
            given=MASSES,
            mutant=eq(JOINT, total(PAST * inner(R[i, j])) - total(P[i] * NEXT)),
        ),
        Step(
            "the next observation has total mass one",
            eq(total(PAST * inner(R[i, j])) + total(P[i] * NEXT), total(PAST) + total(P[i] * NEXT)),
            termwise(polynomial_inequality()),
            given=(*MASSES, eq(inner(R[i, j]), ONE)),
            because="so one round adds the mean divergence of its observation: the chain rule",
            mutant=eq(total(PAST * inner(R[i, j])) + total(P[i] * NEXT), total(PAST) + total(NEXT)),
        ),
        Step(
            "context, response and comparator cancel",
            eq(sp.log(p_c * pi * kappa * a) - sp.log(p_c * pi * kappa * b), sp.log(a / b)),
            identity(),
            given=positive(p_c, pi, kappa, a, b),
            because="their laws are the same in both worlds, whatever the learner; only the answer's law differs",
            mutant=eq(sp.log(p_c * pi * kappa * a) - sp.log(p_c * pi * kappa * b), sp.log(a * b)),
        ),
        Step(
            "the believed response tells nothing",
            le(x, K * g),
            polynomial_inequality(),
            given=(eq(x, ZERO), eq(g, ZERO), *nonnegative(K)),
            because="a ~ b under π_a: equal gaps there, so the divergence is 0 (L3) and so is the regret",
            mutant=le(1 + x, K * g),
        ),
        Step(
            "any other response pays for what it tells",
            le(x, K * g),
            polynomial_inequality(),
            given=(*positive(g), ge(K, x / g)),
            because="K is the largest ratio of information to regret",
            mutant=le(2 * x, K * g),
        ),
        Step(
            "one round",
            le(total(W[i] * INFORMATION[i]), K * total(W[i] * REGRET[i])),
            termwise(polynomial_inequality()),
            given=(*nonnegative(W[i]), le(INFORMATION[i], K * REGRET[i])),
            mutant=le(total(W[i] * INFORMATION[i]), K * total(W[i] * REGRET[i]) / 2),
        ),
        claimed(
            LEDGER,
            "headline",
            "one round",
            {K: quantity("K")(A, B), total(W[i] * REGRET[i]): REGRET_OF(T, A)},
            theorem="L6_divergence",
            because="summed over the rounds",
        ),
    ),
)
