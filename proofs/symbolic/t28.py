"""T28: a new user's reward from r comparisons, or from dim F where her head lies outside the span of the others.

The kernel's theorems state it over any field; here is the arithmetic of the disguise and of the hidden direction: n is
the part of her head w orthogonal to the others, s = ⟨n, w⟩ > 0, f the reward she is to have, b the one she has.
"""

import sympy as sp

from proofs.symbolic.discharge import exact_identity
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import Proof, Step, eq, positive

LEDGER = entry(__name__)

