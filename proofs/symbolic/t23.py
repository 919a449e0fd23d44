"""T23: the mixture that makes a confused policy strict, and the bound that multipliers prove.

x and y are models of a confused pair, z a model that prefers the policy strictly, s the share of z in the mixture.
"""

import sympy as sp

from proofs.symbolic.discharge import identity, polynomial_inequality
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, eq, ge, gt, le, lt
from proofs.symbolic.engine.symbols import d, i, s, total

LEDGER = entry(__name__)

E, X, Y, Z = (sp.IndexedBase(letter, real=True) for letter in ("e", "x", "y", "z"))
weak, strict, gain, other, left, middle, bound = sp.symbols("x_a x_1 x_b x_2 l m u", real=True)


def mixed(model: sp.IndexedBase) -> sp.Expr:
    """Return a coordinate of (1 − s) model + s z."""
    return (1 - s) * model[i] + s * Z[i]


PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "the mixtures are as alike as the models",
            eq(total(E[i] * (mixed(X) - mixed(Y)), i, d), (1 - s) * total(E[i] * (X[i] - Y[i]), i, d)),
            identity(),
            because="both models move towards z by the same share, so that equal gaps stay equal",
            mutant=eq(total(E[i] * (mixed(X) - mixed(Y)), i, d), s * total(E[i] * (X[i] - Y[i]), i, d)),
        ),
        Step(
            "the believed model becomes strict",
            gt((1 - s) * weak + s * strict, ZERO),
            polynomial_inequality(),
            given=(ge(weak, ZERO), gt(strict, ZERO), gt(s, ZERO), le(s, ONE)),
            because="(A): a lies in the closed cell, z prefers the policy strictly",
            mutant=gt((1 - s) * weak - s * strict, ZERO),
        ),
        Step(
            "the hidden model still gains",
            gt((1 - s) * gain + s * other, ZERO),
            polynomial_inequality(),
            given=(gt(gain, ZERO), ge(s, ZERO), lt(s * (gain - other), gain)),
            because="(A): for a small share of z",
            mutant=lt((1 - s) * gain + s * other, ZERO),
        ),
        Step(
            "what multipliers prove",
            le(left, bound),
            polynomial_inequality(),
            given=(le(left, middle), le(middle, bound)),
            because="(B): Σ λ ⟨D, m⟩ = Σ μ ⟨A, m⟩ + Σ z ⟨E, m⟩ ≤ Σ μ b + Σ z ⟨E, θ⟩ with λ, μ ≥ 0",
            mutant=le(left, bound - 1),
        ),
    ),
)
