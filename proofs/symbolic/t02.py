"""T2: the number of selections of a wrong model has a geometric tail."""

import sympy as sp

from proofs.symbolic.discharge import identity, kernel_only, polynomial_inequality
from proofs.symbolic.engine.step import ONE, Proof, Step, eq, ge, le, nonnegative, positive
from proofs.symbolic.engine.symbols import RATE, N, ell, rho, rho1, x

KEEPS_ITS_MEAN = eq(rho * ell * rho ** (-(N + 1)), ell * rho ** (-N))
"""ℓ shrinks by ρ on average while its weight ρ^(−N) grows by as much."""

PROOF = Proof(
    "T2",
    (
        Step(
            "ratio when selected",
            KEEPS_ITS_MEAN,
            identity(),
            given=RATE,
            because="ℓ becomes ρℓ on average (L5) while N grows by one: ℓ ρ^(−N) keeps its mean",
            mutant=eq(rho * ell * rho ** (-(N + 1)), ell * rho ** (1 - N)),
        ),
        Step(
            "ratio otherwise",
            le(rho1 * ell * x, ell * x),
            polynomial_inequality(),
            given=(*nonnegative(ell), *positive(x), le(rho1, ONE)),
            because="with x = ρ^(−N): N does not change and ρ_π ≤ 1",
            mutant=le(rho1 * ell * x, ell * x / 2),
        ),
        Step(
            "level at the (n+1)-th selection",
            ge(ell * x, x),
            polynomial_inequality(),
            given=(*positive(x), ge(ell, ONE)),
            because="then N = n and ℓ ≥ 1, so the supermartingale, which starts at 1, has reached ρ^(−n)",
            mutant=ge(ell * x, 2 * x),
        ),
        Step(
            "maximal inequality for one more round",
            le(sp.Min(1, ell / x), ell / x),
            polynomial_inequality(),
            given=(*positive(x), *nonnegative(ell)),
            because="a bound min(1, value/level) on the probability to reach a level passes from one round to the next",
            mutant=le(sp.Min(1, ell / x), ell / (2 * x)),
        ),
        Step(
            "geometric tail",
            "For every n, greedy selects m more than n times with probability at most ρ(m, θ)^n (Ville's inequality).",
            kernel_only("T2_geometric_tail"),
        ),
    ),
)
