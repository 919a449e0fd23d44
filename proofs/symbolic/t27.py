"""T27: greedy on slates.

Its selections and mistakes are counted as in T1 to T4: those steps ask for nothing but affinities below 1, which slates
give to every population. What is new is how far below 1, and what the draws cost.
"""

import sympy as sp

from proofs.symbolic import t01, t02, t03, t04
from proofs.symbolic.discharge import by_induction, polynomial_inequality
from proofs.symbolic.discharge.claimed import Claimed, claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, eq, ge, le, nonnegative, positive
from proofs.symbolic.engine.symbols import N, ell, i, k, rho, s, w, x, y
from theory.claims.language import DELTA, RHO, SAMPLES, STEP, THETA, M, T, quantity
from theory.claims.slates import SELECTED

LEDGER = entry(__name__)

KNOWN = {
    step.name: step
    for proof in (t01.PROOF, t02.PROOF, t03.PROOF, t04.PROOF)
    for step in proof.steps
    if not isinstance(step.discharger, Claimed)
}
SHARED = (
    *(step.name for step in t01.HEADLINE),
    *(step.name for step in t02.PROOF.steps if not isinstance(step.discharger, Claimed)),
    *(step.name for step in t03.PROOF.steps[1:] if not isinstance(step.discharger, Claimed)),
    *(step.name for step in t04.PROOF.steps if not isinstance(step.discharger, Claimed)),
)
"""The steps of T1 to T4 that make no use of how comparisons come about, nor of unique optima."""

root, least, tilt, z, b, d, f, p = sp.symbols("root least tilt z b d f p", real=True)
PAID = sp.Function("R", real=True)

PROOF = Proof(
    LEDGER.id,
    (
        *(KNOWN[name] for name in SHARED),
        Step(
            "the affinity of a fair coin and one of gap g",
            eq((x + y) ** 2 / 2, (1 + 2 * x * y) / 2),
            polynomial_inequality(),
            given=(eq(x**2 + y**2, ONE),),
            because="x = √σ(g), y = √σ(−g): 2 x y = 1/cosh(g/2), and BC(0, g) = (x + y)/√2 (L1)",
            mutant=eq((x + y) ** 2 / 2, 1 + x * y),
        ),
        Step(
            "a softened probability is at least the least reference times the least tilt",
            ge(w * tilt / z, least * tilt),
            polynomial_inequality(),
            given=(ge(w, least), *positive(tilt, z, least), le(z, ONE)),
            because="exponents relative to the best response lie in [−βR, 0] and Σ γ_0 = 1, so that the normaliser is "
            "at most 1",
            mutant=ge(w * tilt / z, 2 * least * tilt),
        ),
        Step(
            "one pair of one context is enough",
            le(2 * p * f**2 * (1 - root), 1 - rho),
            polynomial_inequality(),
            given=(
                ge(1 - rho, d * (1 - b)),
                le(b, root),
                le(root, ONE),
                ge(d, 2 * p * f**2),
                *nonnegative(p, d),
            ),
            because="d is the chance of the pair in either order, b its affinity: θ has gap at least g on it, m at "
            "most 0, and BC falls in the distance",
            mutant=le(3 * p * f**2 * (1 - root), 1 - rho),
        ),
        Step(
            "every round is charged at least the least cost",
            ge(PAID(N), N * y),
            by_induction(N, polynomial_inequality(), polynomial_inequality()),
            given=(eq(PAID(0), ZERO), ge(PAID(N + 1), PAID(N) + y)),
            because="whatever is selected, its draws cost at least the least of all models",
            mutant=ge(PAID(N), N * y + 1),
        ),
        claimed(
            LEDGER,
            "headline",
            "regret from counts",
            {t01.LOSS[i]: DELTA(M, THETA), t01.START[i]: ONE, t01.R[i]: RHO(M, THETA)},
            sums=t01.OVER_WRONG,
            theorem="T27_slates",
        ),
        claimed(LEDGER, "strong diversity", theorem="T27_slates"),
        claimed(
            LEDGER,
            "tail",
            "maximal inequality for one more round",
            {ell: ONE, x: RHO(M, THETA) ** (-SAMPLES)},
            theorem="T27_slates",
        ),
        claimed(
            LEDGER,
            "convergence",
            "either way to err",
            {s: STEP - 1, w: quantity("|W|")(THETA)},
            {t03.OFTEN[i]: RHO(M, THETA), t03.BEST[i]: quantity("rho_right")(M, THETA)},
            sums=t03.OVER_WRONG,
            theorem="T27_slates",
        ),
        claimed(LEDGER, "round", "one round", {s: STEP}, t04.READ, theorem="T27_slates"),
        claimed(LEDGER, "mistakes", "before and after", {k: t04.ENOUGH}, t04.READ, theorem="T27_log_class"),
        claimed(
            LEDGER,
            "rate",
            "one pair of one context is enough",
            {
                root: sp.sqrt((1 + 1 / sp.cosh(quantity("g")(THETA) / 2)) / 2),
                f: quantity("gamma_min")() * sp.exp(-quantity("beta")() * quantity("B")()),
                p: quantity("p_min")(),
                rho: quantity("rho_g")(SELECTED, M, THETA),
            },
            theorem="T27_rate_real",
        ),
        claimed(
            LEDGER,
            "charged",
            "every round is charged at least the least cost",
            {N: T, y: quantity("drawn_least")(THETA)},
            theorem="T27_charged",
        ),
    ),
)
