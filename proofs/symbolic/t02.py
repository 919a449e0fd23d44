"""T2: the number of selections of a wrong model has a geometric tail."""

import sympy as sp

from proofs.symbolic.discharge import identity, polynomial_inequality
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, Proof, Step, eq, ge, le, nonnegative, positive
from proofs.symbolic.engine.symbols import RATE, N, ell, rho, rho1, x
from theory.claims.language import RHO, SAMPLES, THETA, M

LEDGER = entry(__name__)


KEEPS_ITS_MEAN = eq(rho * ell * rho ** (-(N + 1)), ell * rho ** (-N))
"""ℓ shrinks by ρ on average while its weight ρ^(−N) grows by as much."""

PROOF = Proof(
    LEDGER.id,
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
        claimed(
            LEDGER,
            "headline",
            "maximal inequality for one more round",
            {ell: ONE, x: RHO(M, THETA) ** (-SAMPLES)},
            theorem="T2_geometric_tail",
            because="Ville's inequality: the supermartingale starts at 1 and the level is ρ^(−n)",
        ),
    ),
)
