"""L5: given the past, the root likelihood ratio of a model to the truth shrinks by ρ_π on average.

A round's outcomes i have design weights W[i] (context and comparator) and probabilities P[i] under the truth and
Q[i] under the model, so that the outcome's law is W[i]·P[i].
"""

import sympy as sp

from proofs.symbolic.discharge import identity, kernel_only, polynomial_inequality, termwise
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, Use, between, eq, ge, le, lt, nonnegative, positive
from proofs.symbolic.engine.symbols import L, P, Q, W, a, b, ell, i, lam, rho, t, total, u, v, w, x
from theory.claims.feedback import BHATTACHARYYA, SIGMOID

LEDGER = entry(__name__)


C = sp.IndexedBase("C", real=True)
L_m, L_theta = sp.symbols("L_m L_theta", real=True)
MASSES = positive(P[i], Q[i])
RHO = total(W[i] * sp.sqrt(P[i] * Q[i]))
AT_B = {a: b}
WON = sp.sqrt(SIGMOID * SIGMOID.subs(AT_B))
LOST = sp.sqrt((1 - SIGMOID) * (1 - SIGMOID.subs(AT_B)))

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "one more outcome",
            eq(sp.sqrt(L_m * Q[i] / (L_theta * P[i])), sp.sqrt(L_m / L_theta) * sp.sqrt(Q[i] / P[i])),
            identity(),
            given=(*positive(L_m, L_theta), *MASSES),
            mutant=eq(sp.sqrt(L_m * Q[i] / (L_theta * P[i])), sp.sqrt(L_m / L_theta) * sp.sqrt(P[i] / Q[i])),
        ),
        Step(
            "mean change of the root ratio",
            eq(total(W[i] * P[i] * ell * sp.sqrt(Q[i] / P[i])), ell * RHO),
            identity(),
            given=MASSES,
            mutant=eq(total(W[i] * P[i] * ell * sp.sqrt(Q[i] / P[i])), ell**2 * RHO),
        ),
        Step(
            "the two answers of a comparison",
            eq(WON + LOST, BHATTACHARYYA),
            identity(),
            because="so Σ over outcomes groups into Σ p κ BC(gap_m, gap_θ) = ρ_π(m, θ)",
            mutant=eq(WON - LOST, BHATTACHARYYA),
        ),
        Step(
            "the factor is at most one",
            le(total(W[i] * C[i]), total(W[i])),
            termwise(polynomial_inequality()),
            given=(*nonnegative(W[i]), le(C[i], ONE)),
            because="every Bhattacharyya coefficient is at most 1 (L1), and the weights add up to 1",
            mutant=ge(total(W[i] * C[i]), total(W[i])),
        ),
        Step(
            "below one as soon as one comparison distinguishes",
            lt(rho + w * x, ONE),
            polynomial_inequality(),
            given=(*positive(w), lt(x, ONE), le(rho, 1 - w)),
            because="ρ collects the other comparisons; w is the weight of one with coefficient x < 1",
            mutant=lt(rho + w * x, 1 - w),
        ),
        Step(
            "a selected model is as likely as the truth",
            ge(sp.sqrt(L_m / L_theta), ONE),
            polynomial_inequality(),
            given=(*positive(L_theta), ge(L_m, L_theta)),
            mutant=ge(sp.sqrt(L_m / L_theta), sp.Integer(2)),
        ),
        Step(
            "mean change of another power",
            eq(
                total(W[i] * P[i] * L**lam * (Q[i] / P[i]) ** lam),
                L**lam * total(W[i] * P[i] ** (1 - lam) * Q[i] ** lam),
            ),
            identity(),
            given=(*MASSES, *positive(L)),
            mutant=eq(
                total(W[i] * P[i] * L**lam * (Q[i] / P[i]) ** lam),
                L**lam * total(W[i] * P[i] ** lam * Q[i] ** (1 - lam)),
            ),
        ),
        Step(
            "weighted means",
            le(x**lam, 1 - lam + lam * x),
            polynomial_inequality(
                Use("L4: tangent of the exponential at any point", {u: ZERO, v: lam * sp.log(x)}),
                Use("L4: tangent of the exponential at any point", {u: sp.log(x), v: lam * sp.log(x)}),
            ),
            given=(*positive(x), *between(ZERO, lam, ONE)),
            because="the exponential is above its tangent at λ log x, both at 0 and at log x",
            mutant=le(x**lam, 1 - lam),
        ),
        Step(
            "the factor of another power is at most one",
            le(total(W[i] * P[i] * (Q[i] / P[i]) ** lam), (1 - lam) * total(W[i] * P[i]) + lam * total(W[i] * Q[i])),
            termwise(polynomial_inequality(Use("weighted means", {x: Q[i] / P[i]}))),
            given=(*nonnegative(W[i]), *MASSES, *between(ZERO, lam, ONE)),
            because="both laws have total mass 1",
            mutant=le(total(W[i] * P[i] * (Q[i] / P[i]) ** lam), (1 - lam) * total(W[i] * P[i])),
        ),
        Step(
            "another power of a selected model's ratio",
            ge(x**lam, ONE),
            polynomial_inequality(Use("elementary: powers of a number above one", {t: lam})),
            given=(ge(x, ONE), *nonnegative(lam)),
            mutant=ge(x**lam, sp.Integer(2)),
        ),
        Step(
            "selected",
            "In every history, a model that greedy selects has ℓ_t(m) ≥ 1.",
            kernel_only("L5_selected"),
        ),
        claimed(
            LEDGER,
            "supermartingale",
            "the factor is at most one",
            {total(W[i]): ONE},
            theorem="L5_potential_step",
            because="a product of such factors, starting at 1",
        ),
        claimed(
            LEDGER,
            "headline",
            "mean change of another power",
            {L: ONE, total(W[i] * P[i] ** (1 - lam) * Q[i] ** lam): LEDGER["headline"].right},
            theorem="L5_any_exponent",
            because="ρ_π,λ(m, θ) is the name of that sum; λ = 1/2 is ρ_π(m, θ)",
        ),
    ),
)
