"""T1: greedy selects a wrong model at most 1/(1 − ρ) times on average, whatever the horizon; and T1′."""

import sympy as sp

from proofs.symbolic.discharge import by_induction, identity, polynomial_inequality, termwise
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, Proof, Step, Use, eq, ge, le, lt, nonnegative, positive
from proofs.symbolic.engine.symbols import RATE, N, P, Q, W, ell, i, rho, rho1, s, total, x
from theory.claims.language import DELTA, REGRET, RHO, STEP, THETA, M, SetOf, SumOver, T, quantity

LEDGER = entry(__name__)
OVER_WRONG = {i: lambda term: SumOver(term, M, SetOf("W", THETA))}


CREDIT = ell / (1 - rho)
LOSS, COUNT, START = (sp.IndexedBase(letter, real=True) for letter in ("Delta", "N", "ell"))
R, DRIFT = sp.IndexedBase("rho", real=True), sp.IndexedBase("J", real=True)
LOG_BELOW, LOG_ABOVE = "elementary: logarithm below its tangent", "elementary: logarithm above 1 − 1/x"
LOG_PRODUCT = "elementary: logarithm of a product"
AFTER, BEFORE = sp.IndexedBase("Phi'", real=True), sp.IndexedBase("Phi", real=True)
MEAN = sp.Function("Phi", real=True)
X = Q[i] / P[i]


def potential(at: sp.Expr) -> sp.Piecewise:
    """Return G: the ratio itself up to 1, and 1 + log above."""
    return sp.Piecewise((at, at <= 1), (1 + sp.log(at), True))


def excess(at: sp.Expr) -> sp.Piecewise:
    """Return (X − 1 − log X) where X ≥ 1, and 0 below: its mean is J."""
    return sp.Piecewise((at - 1 - sp.log(at), at >= 1), (0, True))


G_SLOPE = sp.Piecewise((1, s <= 1), (1 / s, True))
J = total(W[i] * P[i] * excess(X))
J_BELOW, after = sp.symbols("J G_after", real=True)

HEADLINE = (
    Step(
        "drift when selected",
        eq(1 + rho * ell / (1 - rho) - CREDIT, 1 - ell),
        identity(),
        given=RATE,
        because="one more selection, and ℓ becomes ρℓ on average (L5)",
        mutant=eq(1 + rho * ell / (1 - rho) - CREDIT, 1 - rho * ell),
    ),
    Step(
        "no drift upwards when selected",
        le(1 + rho * ell / (1 - rho), CREDIT),
        polynomial_inequality(),
        given=(*RATE, ge(ell, ONE)),
        because="a selected model has ℓ ≥ 1 (L5)",
        mutant=le(1 + rho * ell / (1 - rho), CREDIT - 1),
    ),
    Step(
        "no drift upwards otherwise",
        le(rho1 * ell / (1 - rho), CREDIT),
        polynomial_inequality(),
        given=(*RATE, *nonnegative(ell), le(rho1, ONE)),
        because="any policy has ρ_π ≤ 1 (L5)",
        mutant=le(rho1 * ell / (1 - rho), CREDIT / 2),
    ),
    Step(
        "the count is below the potential",
        le(s, s + CREDIT),
        polynomial_inequality(),
        given=(*RATE, *nonnegative(ell)),
        because="and the potential starts at 1/(1 − ρ), with no selection and ℓ = 1",
        mutant=le(s + 1, s + CREDIT),
    ),
    Step(
        "regret from counts",
        le(total(LOSS[i] * COUNT[i]), total(LOSS[i] * START[i] / (1 - R[i]))),
        termwise(polynomial_inequality()),
        given=(*nonnegative(LOSS[i]), le(COUNT[i], START[i] / (1 - R[i])), lt(R[i], ONE)),
        because="from any state, and with ℓ = 1 from the start; m costs Δ(m) on average if selected before c_t is seen",
        mutant=le(total(LOSS[i] * COUNT[i]), total(LOSS[i] * START[i] * R[i] / (1 - R[i]))),
    ),
)

SHARPER = (
    Step(
        "sharper, concave potential",
        le(potential(s * x), potential(s) + G_SLOPE * (s * x - s)),
        polynomial_inequality(
            Use(LOG_BELOW, {x: s * x}),
            Use(LOG_BELOW, {x: s}),
            LOG_BELOW,
            LOG_ABOVE,
            Use(LOG_ABOVE, {x: s}),
            Use(LOG_ABOVE, {x: s * x}),
            LOG_PRODUCT,
        ),
        given=positive(s, x),
        because="below its tangent at s; the mean ratio of a round is 1, so no policy raises the mean potential",
        mutant=le(potential(s * x), potential(s) + G_SLOPE * (s * x - s) / 2),
    ),
    Step(
        "sharper, the drift is largest at s = 1",
        le(potential(s * x) - potential(s), potential(x) - 1),
        polynomial_inequality(LOG_BELOW, LOG_PRODUCT, Use(LOG_ABOVE, {x: s}), Use(LOG_BELOW, {x: s})),
        given=(ge(s, ONE), *positive(x)),
        because="outcome by outcome",
        mutant=le(potential(s * x) - potential(s), potential(x) - 2),
    ),
    Step(
        "sharper, change of the potential at 1",
        eq(potential(x) - 1, x - 1 - excess(x)),
        polynomial_inequality(LOG_BELOW, LOG_ABOVE),
        given=positive(x),
        mutant=eq(potential(x) - 1, x - 1 + excess(x)),
    ),
    Step(
        "sharper, mean change of the potential at 1",
        eq(total(W[i] * P[i] * (potential(X) - 1)), total(W[i] * (Q[i] - P[i])) - J),
        termwise(polynomial_inequality(Use("sharper, change of the potential at 1", {x: X}))),
        given=positive(P[i], Q[i]),
        because="both laws have total mass 1, so the mean change is −J",
        mutant=eq(total(W[i] * P[i] * (potential(X) - 1)), total(W[i] * (Q[i] - P[i])) + J),
    ),
    Step(
        "sharper, drift when selected",
        le(1 + after / J_BELOW, potential(s) / J_BELOW),
        polynomial_inequality(),
        given=(*positive(s, J_BELOW), le(after, potential(s) - J_BELOW)),
        because="J in place of 1 − ρ: N(m) + G/J does not increase, and starts at G(1)/J = 1/J",
        mutant=le(2 + after / J_BELOW, potential(s) / J_BELOW),
    ),
)

SHARPER_COUNT = (
    Step(
        "sharper, regret from counts",
        le(total(LOSS[i] * COUNT[i]), total(LOSS[i] * sp.Min(1 / (1 - R[i]), 1 / DRIFT[i]))),
        termwise(polynomial_inequality()),
        given=(*nonnegative(LOSS[i]), le(COUNT[i], 1 / (1 - R[i])), le(COUNT[i], 1 / DRIFT[i])),
        because="either potential bounds the count, with ρ_λ in the place of ρ for any λ",
        mutant=le(total(LOSS[i] * COUNT[i]), total(LOSS[i] * sp.Min(1 / (1 - R[i]), 1 / DRIFT[i]) / 2)),
    ),
)

HORIZON = (
    Step(
        "averaged over histories",
        le(total(P[i] * AFTER[i]), total(P[i] * BEFORE[i])),
        termwise(polynomial_inequality()),
        given=(*nonnegative(P[i]), le(AFTER[i], BEFORE[i])),
        because="a potential that does not increase on average after any history does not increase on average",
        mutant=le(total(P[i] * AFTER[i]), total(P[i] * BEFORE[i]) / 2),
    ),
    Step(
        "every horizon",
        le(MEAN(N), MEAN(0)),
        by_induction(N, polynomial_inequality(), polynomial_inequality()),
        given=(le(MEAN(N + 1), MEAN(N)),),
        because="so the expected count stays below the initial potential, 1/(1 − ρ) in T1 and 1/J in T1′",
        mutant=le(MEAN(N), MEAN(0) - 1),
    ),
)

PROOF = Proof(
    LEDGER.id,
    (
        *HEADLINE,
        *SHARPER,
        *SHARPER_COUNT,
        *HORIZON,
        claimed(
            LEDGER,
            "headline",
            "regret from counts",
            {LOSS[i]: DELTA(M, THETA), START[i]: ONE, R[i]: RHO(M, THETA)},
            sums=OVER_WRONG,
            theorem="T1_greedy_bounded",
        ),
        claimed(
            LEDGER,
            "selections",
            "regret from counts",
            {LOSS[i]: ONE, COUNT[i]: quantity("E_N")(T, M, THETA), START[i]: ONE, R[i]: RHO(M, THETA)},
            sums=OVER_WRONG,
            theorem="T1_selections",
            because="every loss counted as 1",
        ),
        claimed(
            LEDGER,
            "residual",
            "regret from counts",
            {
                total(LOSS[i] * COUNT[i]): REGRET(T, THETA) - REGRET(STEP, THETA),
                LOSS[i]: DELTA(M, THETA),
                START[i]: quantity("ell")(STEP, M, THETA),
                R[i]: RHO(M, THETA),
            },
            sums=OVER_WRONG,
            theorem="T1_residual",
        ),
        claimed(
            LEDGER,
            "sharper",
            "sharper, regret from counts",
            {
                LOSS[i]: DELTA(M, THETA),
                R[i]: quantity("rho_lambda")(M, THETA),
                DRIFT[i]: quantity("J")(M, THETA),
            },
            sums=OVER_WRONG,
            theorem="T1_logarithmic_potential",
        ),
    ),
)
