"""T17: how much diversity: 1 − ρ is at least the smallest exposed eigenvalue times (g/L)² / (32 cosh²(B/2)).

V = m − θ, e[o, ·] the direction exposed by outcome o with weight W[o]; inner products in an arbitrary dimension d.
"""

import sympy as sp

from proofs.symbolic.discharge import identity, polynomial_inequality, termwise
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ZERO, Proof, Step, eq, ge, le, nonnegative, positive
from proofs.symbolic.engine.symbols import L, P, Q, W, d, g, i, j, mu, n, rho, total
from theory.claims.language import PI, M, quantity
from theory.claims.language import THETA as TRUTH

LEDGER = entry(__name__)


E, V, C, SQUARE, NORMAL = (sp.IndexedBase(letter, real=True) for letter in ("e", "V", "C", "q", "n"))
outcome = sp.Symbol("o", integer=True)
THETA, MODEL, HEAD = (sp.IndexedBase(letter, real=True) for letter in ("theta", "m", "h"))
form, norm, ceiling = sp.symbols("Q nu C_B", real=True)
CEILING = sp.cosh(quantity("B")() / 2)
lost, believed = sp.symbols("x_theta x_m", real=True)


def outcomes(term: sp.Expr) -> sp.Sum:
    """Return the sum over outcomes."""
    return total(term, outcome, n)


MATRIX = outcomes(W[outcome] * E[outcome, i] * E[outcome, j])
FORM = total(total(V[i] * V[j] * MATRIX, j, d), i, d)
SQUARES = outcomes(W[outcome] * total(V[i] * E[outcome, i], i, d) * total(V[j] * E[outcome, j], j, d))

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "difference of gaps",
            eq(
                total(HEAD[i] * MODEL[i], i, d) - total(HEAD[i] * THETA[i], i, d),
                total(HEAD[i] * (MODEL[i] - THETA[i]), i, d),
            ),
            identity(),
            mutant=eq(
                total(HEAD[i] * MODEL[i], i, d) + total(HEAD[i] * THETA[i], i, d),
                total(HEAD[i] * (MODEL[i] - THETA[i]), i, d),
            ),
        ),
        Step(
            "deficit of all outcomes",
            ge(
                outcomes(W[outcome] * (1 - C[outcome])), outcomes(W[outcome] * SQUARE[outcome] ** 2) / (32 * ceiling**2)
            ),
            termwise(polynomial_inequality()),
            given=(
                *nonnegative(W[outcome]),
                *positive(ceiling),
                ge(1 - C[outcome], SQUARE[outcome] ** 2 / (32 * ceiling**2)),
            ),
            because="L2 for every comparison, with C_B = cosh(B/2) and q the difference of the gaps",
            mutant=ge(
                outcomes(W[outcome] * (1 - C[outcome])), outcomes(W[outcome] * SQUARE[outcome] ** 2) / (16 * ceiling**2)
            ),
        ),
        Step(
            "quadratic form of the exposed directions",
            eq(FORM, SQUARES),
            identity(),
            because="(m − θ)ᵀ G_π (m − θ) = Σ W ⟨e, m − θ⟩²",
            mutant=eq(FORM, 2 * SQUARES),
        ),
        Step(
            "a wrong model is far from the truth",
            ge(lost - believed, g),
            polynomial_inequality(),
            given=(ge(lost, g), le(believed, ZERO)),
            because="where π_m loses, ⟨Δ, θ⟩ ≥ g for Δ = h(π_θ) − h(π_m), while ⟨Δ, m⟩ ≤ 0",
            mutant=ge(lost - believed, 2 * g),
        ),
        Step(
            "by Cauchy–Schwarz",
            le(g**2, L**2 * total(Q[i] ** 2)),
            polynomial_inequality("elementary: Cauchy–Schwarz"),
            given=(*positive(g), ge(total(P[i] * Q[i]), g), le(total(P[i] ** 2), L**2), ge(total(Q[i] ** 2), ZERO)),
            because="P = Δ, of length at most L, and Q = the component of θ − m in Rel, where Δ lies",
            mutant=le(2 * g**2, L**2 * total(Q[i] ** 2)),
        ),
        Step(
            "only the relevant component is exposed",
            eq(total(E[outcome, i] * (Q[i] + NORMAL[i]), i, d), total(E[outcome, i] * Q[i], i, d)),
            polynomial_inequality(),
            given=(eq(total(E[outcome, i] * NORMAL[i], i, d), ZERO),),
            because="exposed directions are relevant, so the part of m − θ orthogonal to Rel is never seen, and the "
            "form is at least μ ‖(m − θ)_Rel‖²",
            mutant=eq(total(E[outcome, i] * (Q[i] + NORMAL[i]), i, d), 2 * total(E[outcome, i] * Q[i], i, d)),
        ),
        Step(
            "bound on ρ",
            ge(1 - rho, mu * g**2 / (32 * L**2 * ceiling**2)),
            polynomial_inequality(),
            given=(
                *positive(L, ceiling),
                *nonnegative(mu),
                ge(1 - rho, form / (32 * ceiling**2)),
                ge(form, mu * norm),
                le(g**2, L**2 * norm),
            ),
            because="Q the quadratic form, ν = ‖(m − θ)_Rel‖², C_B = cosh(B/2)",
            mutant=ge(1 - rho, mu * g**2 / (16 * L**2 * ceiling**2)),
        ),
        claimed(
            LEDGER,
            "quadratic",
            "deficit of all outcomes",
            {
                outcomes(W[outcome] * SQUARE[outcome] ** 2): quantity("energy")(PI, M, TRUTH),
                ceiling: CEILING,
            },
            theorem="T17_quadratic",
            because="for every policy π",
        ),
        claimed(
            LEDGER,
            "headline",
            "bound on ρ",
            {mu: quantity("mu")(PI), g: quantity("g")(TRUTH), L: quantity("L")(), ceiling: CEILING},
            theorem="T17_quadratic",
        ),
    ),
)
