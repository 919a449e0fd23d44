"""T28: a new user's reward from r comparisons, or from dim F where her head lies outside the span of the others.

The kernel proves it over any ordered field, for comparisons that are chosen adaptively too. Here is the arithmetic of
the two constructions: n = ⟨z, w⟩ for the part z of her head w orthogonal to the others, f the gap she is to have and b
the one she has; and a direction that is not asked, which changes a gap by t n.
"""

import sympy as sp

from proofs.symbolic.discharge import polynomial_inequality
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ZERO, Proof, Step, eq, gt, lt
from proofs.symbolic.engine.symbols import n, x, y

LEDGER = entry(__name__)

b, f, t = sp.symbols("b f t", real=True)

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "the disguise keeps every trained user's gap",
            eq(x + y * (f - b) / n, x),
            polynomial_inequality(),
            given=(eq(y, ZERO), gt(n, ZERO)),
            because="y = ⟨z, w_u⟩ = 0 for each of them, so that z (f − b)/n adds nothing to ⟨w_u, B e⟩ = x",
            mutant=eq(x + y * (f - b) / n, x + 1),
        ),
        Step(
            "and gives the new user any gap",
            eq(b + y * (f - b), f),
            polynomial_inequality(),
            given=(eq(y * n, n), gt(n, ZERO)),
            because="y = ⟨z, w⟩/n = 1",
            mutant=eq(b + y * (f - b), b),
        ),
        Step(
            "what is not asked makes some response wrong for one of two rewards",
            lt(x - t * n, ZERO),
            polynomial_inequality(),
            given=(lt(x, t * n),),
            because="f + t n and f − t n give the same answers, and for large t their gaps differ in sign",
            mutant=gt(x - t * n, ZERO),
        ),
        claimed(LEDGER, "identified", theorem="T28_identify"),
        claimed(LEDGER, "fewest", theorem="T28_fewer"),
        claimed(LEDGER, "at most", theorem="T28_identify"),
        claimed(LEDGER, "outside", theorem="T28_outside"),
        claimed(LEDGER, "silent", theorem="T28_outside"),
    ),
)
