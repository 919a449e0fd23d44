"""T15: a hidden alternative in Θ = ℝ^d exists exactly if something relevant is not exposed, and how to build it.

E is an exposed direction, D (Delta) the difference of the heads of π_θ(c) and y, n its component orthogonal to Exp;
inner products are sums over i = 1, …, d for an arbitrary d.
"""

import sympy as sp

from proofs.symbolic.discharge import identity, polynomial_inequality, termwise
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ZERO, Proof, Step, eq, gt, le, lt, nonnegative, positive
from proofs.symbolic.engine.symbols import d, i, j, k, s, t, total, x, y

LEDGER = entry(__name__)


E, D, NORMAL, THETA, LAMBDA, COEFFICIENT, GENERATOR, POINT, RAY = (
    sp.IndexedBase(letter, real=True) for letter in ("e", "Delta", "n", "theta", "lambda", "c", "e", "x", "r")
)


def dot(left: sp.Expr, right: sp.Expr) -> sp.Sum:
    """Return an inner product in dimension d."""
    return total(left * right, i, d)


SERVED, OTHER, THIRD = (sp.IndexedBase(letter, real=True) for letter in ("h_pi", "h_y", "h_z"))
BETWEEN = dot(SERVED[i] - OTHER[i], LAMBDA[i])
MOVED = THETA[i] - s * NORMAL[i]
NEW_GAP = dot(D[i], THETA[i]) - s * dot(D[i], NORMAL[i])
SPAN = total(total(COEFFICIENT[j] * GENERATOR[j, i] * THETA[i], i, d), j, k)

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "head differences from those of the served response",
            eq(
                dot(OTHER[i] - THIRD[i], LAMBDA[i]),
                dot(SERVED[i] - THIRD[i], LAMBDA[i]) - dot(SERVED[i] - OTHER[i], LAMBDA[i]),
            ),
            identity(),
            because="so Rel is spanned by the differences h_c(π_θ(c)) − h_c(y)",
            mutant=eq(
                dot(OTHER[i] - THIRD[i], LAMBDA[i]),
                dot(SERVED[i] - THIRD[i], LAMBDA[i]) + dot(SERVED[i] - OTHER[i], LAMBDA[i]),
            ),
        ),
        Step(
            "agreement on generators is agreement on their span",
            eq(SPAN, total(COEFFICIENT[j] * dot(GENERATOR[j, i], THETA[i]), j, k)),
            identity(),
            because="if Rel = Exp, parameters that agree on all that is exposed have the same gaps, and best responses",
            mutant=eq(SPAN, total(dot(GENERATOR[j, i], THETA[i]), j, k)),
        ),
        Step(
            "equal values on generators",
            eq(
                total(COEFFICIENT[j] * dot(GENERATOR[j, i], THETA[i]), j, k),
                total(COEFFICIENT[j] * dot(GENERATOR[j, i], LAMBDA[i]), j, k),
            ),
            termwise(polynomial_inequality()),
            given=(eq(dot(GENERATOR[j, i], THETA[i]), dot(GENERATOR[j, i], LAMBDA[i])),),
            mutant=eq(
                total(COEFFICIENT[j] * dot(GENERATOR[j, i], THETA[i]), j, k),
                2 * total(COEFFICIENT[j] * dot(GENERATOR[j, i], LAMBDA[i]), j, k),
            ),
        ),
        Step(
            "moving along the normal",
            eq(dot(D[i], MOVED), NEW_GAP),
            identity(),
            because="λ = θ − s n",
            mutant=eq(dot(D[i], MOVED), NEW_GAP + 2 * s * dot(D[i], NORMAL[i])),
        ),
        Step(
            "nothing exposed changes",
            eq(dot(E[i], THETA[i]) - s * dot(E[i], NORMAL[i]), dot(E[i], THETA[i])),
            polynomial_inequality(),
            given=(eq(dot(E[i], NORMAL[i]), ZERO),),
            mutant=eq(dot(E[i], THETA[i]) - s * dot(E[i], NORMAL[i]), 2 * dot(E[i], THETA[i])),
        ),
        Step(
            "the difference meets the normal in its square",
            eq(dot(NORMAL[i] + E[i], NORMAL[i]), dot(NORMAL[i], NORMAL[i])),
            polynomial_inequality(),
            given=(eq(dot(E[i], NORMAL[i]), ZERO),),
            because="Δ = n + e with e in Exp, to which n is orthogonal: ⟨Δ, n⟩ = ‖n‖²",
            mutant=eq(dot(NORMAL[i] + E[i], NORMAL[i]), 2 * dot(NORMAL[i], NORMAL[i])),
        ),
        Step(
            "y beats the served response",
            sp.Equivalent(lt(x - s * y, ZERO), gt(s, x / y)),
            polynomial_inequality(),
            given=positive(y),
            because="x = ⟨Δ, θ⟩ and y = ‖n‖²: the infimum of s is not attained",
            mutant=sp.Equivalent(lt(x - s * y, ZERO), sp.Ge(s, x / y, evaluate=False)),
        ),
        Step(
            "along a ray",
            lt(x + s * t, ZERO),
            polynomial_inequality(),
            given=(lt(t, ZERO), gt(s, -x / t), *nonnegative(s)),
            because="unbounded polyhedron: x = ⟨Δ, point⟩ and t = ⟨Δ, ray⟩ < 0 certify a hidden alternative",
            mutant=lt(x + s * t, t),
        ),
        Step(
            "value along a ray",
            eq(dot(D[i], POINT[i] + s * RAY[i]), dot(D[i], POINT[i]) + s * dot(D[i], RAY[i])),
            identity(),
            mutant=eq(dot(D[i], POINT[i] + s * RAY[i]), dot(D[i], POINT[i]) - s * dot(D[i], RAY[i])),
        ),
        Step(
            "only a negative value alters the best response",
            sp.Equivalent(lt(dot(SERVED[i], LAMBDA[i]), dot(OTHER[i], LAMBDA[i])), lt(BETWEEN, ZERO)),
            polynomial_inequality(),
            because="polytope: ⟨Δ, λ⟩ = 0 is only a tie, so an alternative is hidden iff the minimum is negative",
            mutant=sp.Equivalent(lt(dot(SERVED[i], LAMBDA[i]), dot(OTHER[i], LAMBDA[i])), le(BETWEEN, ZERO)),
        ),
        claimed(LEDGER, "headline", theorem="T15_span"),
    ),
)
