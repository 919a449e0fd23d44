"""T7: the worse of the two worlds has regret at least W(K p0 δ T/2)/K, whatever the learner."""

import sympy as sp

from proofs.symbolic.discharge import identity, kernel_only, polynomial_inequality, telescoping, termwise
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, Use, eq, ge, le, lt, nonnegative, positive
from proofs.symbolic.engine.symbols import K, L, M, N, T, delta, delta_a, delta_b, i, p0, total, u, v, w, x
from proofs.symbolic.t06 import regret_a, regret_b, sharp, spent
from theory.claims.language import C0, A, B, quantity
from theory.claims.language import T as HORIZON

LEDGER = entry(__name__)


R = sp.IndexedBase("R", real=True)
root = sp.Symbol("M_0", real=True)
HARMONIC = eq(1 / delta, 1 / delta_a + 1 / delta_b)
HARMONIC_MEAN = 1 / (1 / quantity("delta_a")(A, C0) + 1 / quantity("delta_b")(A, B, C0))
"""δ, in the words of the ledger."""

DELTAS = positive(delta, delta_a, delta_b)
INCREASES, STRICTLY = "elementary: exponential increases", "elementary: exponential increases strictly"

LEVEL = K * p0 * delta * T / 2
"""What the regret times its exponential is at least."""

LAMBERT = (
    Step(
        "both regrets are below the worse one",
        le(regret_a / delta_a + regret_b / delta_b, M / delta),
        polynomial_inequality(),
        given=(*DELTAS, HARMONIC, le(regret_a, M), le(regret_b, M)),
        mutant=le(regret_a / delta_a + regret_b / delta_b, M / (2 * delta)),
    ),
    Step(
        "every round sees at most the final regret",
        ge(total(sp.exp(-K * R[i]), i, N), sp.exp(-K * M) * total(ONE, i, N)),
        termwise(polynomial_inequality(Use(INCREASES, {u: -K * M, v: -K * R[i]}))),
        given=(*nonnegative(K), le(R[i], M)),
        mutant=ge(total(sp.exp(-K * R[i]), i, N), 2 * sp.exp(-K * M) * total(ONE, i, N)),
    ),
    Step(
        "number of rounds",
        eq(total(ONE, i, N), N),
        telescoping(),
        given=nonnegative(N),
        mutant=eq(total(ONE, i, N), N - 1),
    ),
    Step(
        "regret times its exponential",
        ge(K * M * sp.exp(K * M), LEVEL),
        polynomial_inequality(),
        given=(*positive(K, delta), ge(M / delta, p0 * T * sp.exp(-K * M) / 2)),
        because="T6 with all T terms at their least",
        mutant=ge(K * M * sp.exp(K * M), K * p0 * delta * T),
    ),
    Step(
        "u exp(u) increases strictly",
        lt(u * sp.exp(u), v * sp.exp(v)),
        polynomial_inequality(STRICTLY),
        given=(*nonnegative(u), lt(u, v)),
        mutant=lt(2 * u * sp.exp(u), v * sp.exp(v)),
    ),
    Step(
        "Lambert's function inverts it",
        ge(u, w),
        polynomial_inequality(Use("u exp(u) increases strictly", {v: w})),
        given=(*nonnegative(u, w), eq(w * sp.exp(w), x), ge(u * sp.exp(u), x)),
        because="with u = KM and w = W(x), x = K p0 δ T/2: so M ≥ W(x)/K",
        mutant=ge(u, w + 1),
    ),
)

IN_REGRET = (
    Step(
        "in units of regret",
        ge(M, w / K),
        polynomial_inequality(),
        given=(*positive(K), ge(K * M, w)),
        because="w = W(K p0 δ T/2), by the steps before",
        mutant=ge(M, 2 * w / K),
    ),
)

GROWTH = (
    Step(
        "Lambert's function is at least L − log L at exp(L)",
        le((L - sp.log(L)) * sp.exp(L - sp.log(L)), sp.exp(L)),
        polynomial_inequality(Use("elementary: logarithm above 1 − 1/x", {x: L})),
        given=(ge(L, ONE),),
        mutant=le((L + sp.log(L)) * sp.exp(L - sp.log(L)), sp.exp(L)),
    ),
    Step(
        "and at most L",
        ge(L * sp.exp(L), sp.exp(L)),
        polynomial_inequality(),
        given=(ge(L, ONE),),
        mutant=ge(L * sp.exp(L), 2 * sp.exp(L)),
    ),
    Step(
        "logarithm of a root",
        eq(sp.log(sp.sqrt(L)), sp.log(L) / 2),
        identity(),
        given=positive(L),
        mutant=eq(sp.log(sp.sqrt(L)), 2 * sp.log(L)),
    ),
    Step(
        "the difference is of lower order",
        le(sp.log(L), 2 * sp.sqrt(L)),
        polynomial_inequality("logarithm of a root", Use("elementary: logarithm below its tangent", {x: sp.sqrt(L)})),
        given=positive(L),
        because="so W(x)/ln x tends to 1 and the bound is (ln T)/K up to lower order",
        mutant=le(2 * sp.log(L), sp.sqrt(L)),
    ),
)

SHARPER = (
    Step(
        "sharper inequality",
        ge(M, p0 * delta * T * sharp(K * M)),
        polynomial_inequality(Use(INCREASES, {u: -K * M, v: ZERO})),
        given=(*positive(delta), *nonnegative(K, M), ge(M / delta, p0 * T * sharp(K * M))),
        mutant=ge(M, 2 * p0 * delta * T * sharp(K * M)),
    ),
    Step(
        "at least the root",
        ge(M, root),
        polynomial_inequality(
            Use(INCREASES, {u: -K * M, v: ZERO}),
            Use(INCREASES, {u: -K * root, v: ZERO}),
            Use(INCREASES, {u: -K * root, v: -K * M}),
        ),
        given=(
            *nonnegative(K, M, root),
            *positive(x),
            ge(M, x * sharp(K * M)),
            eq(root, x * sharp(K * root)),
        ),
        because="x = p0 δ T; the left side rises with M and the right side falls",
        mutant=ge(M, root + 1),
    ),
    Step(
        "never weaker",
        ge(sharp(K * M), sp.exp(-K * M) / 2),
        polynomial_inequality(Use("T6: half the exponential", {spent: M}), Use(INCREASES, {u: -K * M, v: ZERO})),
        given=nonnegative(K, M),
        mutant=ge(sharp(K * M), sp.exp(-K * M)),
    ),
    Step(
        "linear without information",
        ge(M, p0 * delta * T),
        polynomial_inequality(),
        given=(*positive(delta), ge(M / delta, p0 * T * sharp(ZERO))),
        because="K = 0: 1 − √(1 − exp(0)) = 1",
        mutant=ge(M, 2 * p0 * delta * T),
    ),
    Step(
        "on the model, linear",
        "If K = 0, then max(R_T(a), R_T(b)) ≥ p0 δ T for every learner and T.",
        kernel_only("T7_logarithmic"),
    ),
)

PROOF = Proof(
    LEDGER.id,
    (
        *LAMBERT,
        *IN_REGRET,
        *GROWTH,
        *SHARPER,
        claimed(
            LEDGER,
            "headline",
            "in units of regret",
            {w: sp.LambertW(LEVEL)},
            {K: quantity("K")(A, B), p0: quantity("p")(C0), delta: HARMONIC_MEAN, T: HORIZON},
            theorem="T7_logarithmic",
            because="for every learner",
        ),
        claimed(
            LEDGER,
            "sharper",
            "at least the root",
            {root: quantity("root")(HORIZON, A, B, C0)},
            theorem="T7_logarithmic",
        ),
    ),
)
