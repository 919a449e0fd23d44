"""Bradley–Terry feedback as formulas: σ, the Bhattacharyya coefficient and the divergence of two gaps, for sympy.

The same quantities as certified numbers are in `theory.preference`; the tests hold one against the other.
"""

from __future__ import annotations

import sympy as sp

A, B = sp.symbols("a b", real=True)

SIGMOID: sp.Expr = 1 / (1 + sp.exp(-A))
"""σ(a), the probability that the deployed response wins when it is better by ``a``."""

BHATTACHARYYA: sp.Expr = sp.sqrt(SIGMOID * SIGMOID.subs(A, B)) + sp.sqrt(SIGMOID.subs(A, -A) * SIGMOID.subs(A, -B))
"""BC(a, b) = √(σ(a)σ(b)) + √(σ(−a)σ(−b)); the definition, of which L1 is the closed form."""

BERNOULLI_KL: sp.Expr = SIGMOID * (A - B) - sp.log(1 + sp.exp(A)) + sp.log(1 + sp.exp(B))
"""kl(σ(a)‖σ(b)), L3."""
