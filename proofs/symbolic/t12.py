"""T12: offline, the expected suboptimality of the maximum-likelihood policy falls exponentially in the sample size."""

import sympy as sp

from proofs.symbolic.discharge import by_induction, polynomial_inequality, termwise
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, Use, eq, ge, le, nonnegative, positive
from proofs.symbolic.engine.symbols import RATE, P, eps, i, lam, n, rho, t, total, u, v, x, y
from theory.claims.language import DELTA, SAMPLES, THETA, M, SetOf, SumOver, quantity

LEDGER = entry(__name__)
OVER_WRONG = {i: lambda term: SumOver(term, M, SetOf("W", THETA))}


LOSS, MEAN = sp.IndexedBase("Delta", real=True), sp.IndexedBase("m", real=True)
RATIO = sp.Function("ell", real=True)
POWER = rho**n
CHOSEN = sp.Piecewise((1, x >= 1), (0, True))

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "choosing needs a ratio of at least one",
            le(CHOSEN, sp.sqrt(x)),
            polynomial_inequality(),
            given=nonnegative(x),
            because="Markov: P(m is chosen) ≤ E √(L_n(m)/L_n(θ))",
            mutant=le(2 * CHOSEN, sp.sqrt(x)),
        ),
        Step(
            "mean after n observations",
            eq(RATIO(n), POWER),
            by_induction(n, polynomial_inequality(), polynomial_inequality()),
            given=(*positive(rho), eq(RATIO(0), ONE), eq(RATIO(n + 1), rho * RATIO(n))),
            because="independent observations multiply the mean root ratio by ρ_off each (L5, with q, β and κ)",
            mutant=eq(RATIO(n), rho ** (n + 1)),
        ),
        Step(
            "Chernoff's form",
            le(CHOSEN, x**lam),
            polynomial_inequality(Use("elementary: powers of a number above one", {t: lam})),
            given=(*positive(x), *nonnegative(lam)),
            because="the same with any power λ",
            mutant=le(2 * CHOSEN, x**lam),
        ),
        Step(
            "union bound",
            le(total(LOSS[i] * P[i]), total(LOSS[i] * MEAN[i])),
            termwise(polynomial_inequality()),
            given=(*nonnegative(LOSS[i]), le(P[i], MEAN[i])),
            mutant=le(total(LOSS[i] * P[i]), total(LOSS[i] * MEAN[i]) / 2),
        ),
        Step(
            "largest loss, largest factor",
            le(total(LOSS[i] * MEAN[i]), x * y * total(ONE)),
            termwise(polynomial_inequality()),
            given=(*nonnegative(LOSS[i], MEAN[i]), le(LOSS[i], x), le(MEAN[i], y)),
            because="x = Δ_max, y = ρ_max^n, and the sum of ones is |W|",
            mutant=le(total(LOSS[i] * MEAN[i]), x * y * total(ONE) / 2),
        ),
        Step(
            "enough samples",
            le(y * rho**n, eps),
            polynomial_inequality(
                Use("elementary: exponential increases", {u: n * sp.log(rho) + sp.log(y / eps), v: ZERO}),
                Use("elementary: logarithm of a reciprocal", {x: rho}),
            ),
            given=(*RATE, *positive(eps, y), ge(n * sp.log(1 / rho), sp.log(y / eps))),
            because="y = |W| Δ_max",
            mutant=le(2 * y * rho**n, eps),
        ),
        claimed(
            LEDGER,
            "headline",
            "union bound",
            {LOSS[i]: DELTA(M, THETA), MEAN[i]: POWER},
            {rho: quantity("rho_off")(M, THETA), n: SAMPLES},
            sums=OVER_WRONG,
            theorem="T12_max_likelihood",
        ),
        claimed(
            LEDGER,
            "sharper",
            "union bound",
            {LOSS[i]: DELTA(M, THETA), MEAN[i]: POWER},
            {rho: quantity("rho_off_lambda")(M, THETA), n: SAMPLES},
            sums=OVER_WRONG,
            theorem="T12_max_likelihood",
            because="Chernoff's form in the place of the root",
        ),
    ),
)
