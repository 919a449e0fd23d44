"""T13: no offline rule beats log(1/ε): the worse of two worlds has suboptimality (p0 δ/2) ρ_off(a, b)^(2n)."""

import sympy as sp

from proofs.symbolic.discharge import identity, polynomial_inequality
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, between, eq, ge, positive
from proofs.symbolic.engine.symbols import M, P, Q, W, delta, delta_a, delta_b, i, j, k, p0, t, total, x, y
from proofs.symbolic.t07 import DELTAS, HARMONIC, HARMONIC_MEAN
from theory.claims.language import C0, SAMPLES, A, B, quantity

LEDGER = entry(__name__)
READ = {t: quantity("rho_off")(A, B) ** (2 * SAMPLES), p0: quantity("p")(C0), delta: HARMONIC_MEAN}


R, S = (sp.IndexedBase(letter, real=True) for letter in "RS")

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "the worse world pays for both errors",
            ge(M, p0 * delta * (x + y)),
            polynomial_inequality(),
            given=(*DELTAS, HARMONIC, ge(M, p0 * delta_a * x), ge(M, p0 * delta_b * y)),
            because="x is the chance to deploy something else than π_a(c0) in world a, y the chance to deploy it in b",
            mutant=ge(M, 2 * p0 * delta * (x + y)),
        ),
        Step(
            "affinity of independent observations",
            eq(
                total(total(sp.sqrt(P[i] * R[j] * Q[i] * S[j]), j, k)),
                total(sp.sqrt(P[i] * Q[i])) * total(sp.sqrt(R[j] * S[j]), j, k),
            ),
            identity(),
            given=positive(P[i], Q[i], R[j], S[j]),
            because="so n draws have affinity ρ_off^n",
            mutant=eq(
                total(total(sp.sqrt(P[i] * R[j] * Q[i] * S[j]), j, k)),
                total(P[i] * Q[i]) * total(sp.sqrt(R[j] * S[j]), j, k),
            ),
        ),
        Step(
            "the design cancels",
            eq(total(sp.sqrt(W[i] * P[i]) * sp.sqrt(W[i] * Q[i])), total(W[i] * sp.sqrt(P[i] * Q[i]))),
            identity(),
            given=positive(W[i], P[i], Q[i]),
            mutant=eq(total(sp.sqrt(W[i] * P[i]) * sp.sqrt(W[i] * Q[i])), total(sp.sqrt(W[i] * P[i] * Q[i]))),
        ),
        Step(
            "lower bound",
            ge(M, p0 * delta * t / 2),
            polynomial_inequality("L4: half the square"),
            given=(
                *positive(p0, delta),
                *between(ZERO, t, ONE),
                ge(M, p0 * delta * (x + y)),
                ge(x + y, 1 - sp.sqrt(1 - t)),
            ),
            because="L4 with t = ρ_off^(2n)",
            mutant=ge(M, p0 * delta * t),
        ),
        Step(
            "sharp lower bound",
            ge(M, p0 * delta * (1 - sp.sqrt(1 - t))),
            polynomial_inequality(),
            given=(
                *positive(p0, delta),
                *between(ZERO, t, ONE),
                ge(M, p0 * delta * (x + y)),
                ge(x + y, 1 - sp.sqrt(1 - t)),
            ),
            because="L4 with t = ρ_off^(2n)",
            mutant=ge(M, 2 * p0 * delta * (1 - sp.sqrt(1 - t))),
        ),
        claimed(LEDGER, "headline", "sharp lower bound", READ, theorem="T13_lower_bound"),
        claimed(LEDGER, "half", "lower bound", READ, theorem="T13_lower_bound"),
    ),
)
