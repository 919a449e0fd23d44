"""The letters that the symbolic proofs share. All are real; signs are stated as hypotheses, never assumed."""

import sympy as sp

from proofs.symbolic.engine.step import ONE, lt, positive

a, b, u, v, x, y, s, t, w = sp.symbols("a b u v x y s t w", real=True)
B = sp.Symbol("B", real=True)
K, M, T, L = sp.symbols("K M T L", real=True)
rho, rho1, ell, lam, tau = sp.symbols("rho rho_1 ell lambda tau", real=True)
p0, delta, delta_a, delta_b = sp.symbols("p_0 delta delta_a delta_b", real=True)
Delta, g, mu, eps = sp.symbols("Delta g mu epsilon", real=True)

i, j, n, d, k, N = sp.symbols("i j n d k N", integer=True)
P, Q, W = (sp.IndexedBase(letter, real=True) for letter in "PQW")

RATE = (*positive(rho), lt(rho, ONE))
"""The hypothesis that ρ is a rate: strictly between 0 and 1."""


def total(term: object, index: sp.Symbol = i, last: sp.Symbol = n) -> sp.Sum:
    """Return Σ of the term over index = 1, …, last: a sum over an arbitrary finite set."""
    return sp.Sum(term, (index, 1, last))
