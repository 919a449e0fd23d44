"""T3: greedy errs at time t with a probability that falls exponentially."""

import sympy as sp

from proofs.symbolic.discharge import follows, identity, polynomial_inequality, termwise
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, Proof, Step, Use, eq, ge, gt, le, nonnegative, positive
from proofs.symbolic.engine.symbols import RATE, K, M, N, P, Q, W, ell, i, rho, s, t, total, w, x
from proofs.symbolic.t02 import KEEPS_ITS_MEAN
from theory.claims.language import RHO, STEP, THETA, SetOf, SumOver, quantity
from theory.claims.language import M as MODEL

LEDGER = entry(__name__)
OVER_WRONG = {i: lambda term: SumOver(term, MODEL, SetOf("W", THETA))}


OFTEN, BEST = sp.IndexedBase("rho", real=True), sp.IndexedBase("rho_*", real=True)
FEW, MANY = sp.floor(s / (2 * w)), sp.ceiling(s / 2)
COUNT, LARGEST = sp.IndexedBase("N", real=True), sp.Symbol("N_max", real=True)
rounds, mistakes = sp.symbols("s M", integer=True)
rho_is_one, agrees, best_for_m, same_policy, wrong = map(
    sp.Symbol, ("ρ_* = 1", "m agrees with θ under π_θ", "π_θ is best for m", "π_m = π_θ", "m is wrong")
)

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "the best policy tells every wrong model apart",
            sp.Not(rho_is_one),
            follows(L1=sp.Equivalent(rho_is_one, agrees)),
            given=(
                wrong,
                sp.Implies(agrees, best_for_m),
                sp.Implies(best_for_m, same_policy),
                sp.Implies(same_policy, sp.Not(wrong)),
            ),
            because="ρ_* = 1 means that m agrees with θ where π_θ is deployed (L1); then D makes π_θ best for m, "
            "unique optima make it π_m, and a model with the policy of θ is not wrong",
            mutant=rho_is_one,
        ),
        Step(
            "pigeonhole",
            le(total(COUNT[i]), LARGEST * total(ONE)),
            termwise(polynomial_inequality()),
            given=(le(COUNT[i], LARGEST),),
            mutant=ge(total(COUNT[i]), LARGEST * total(ONE)),
        ),
        Step(
            "more mistakes than half the rounds",
            gt(x, s / (2 * w)),
            polynomial_inequality(),
            given=(*positive(w), gt(2 * M, s), le(M, w * x)),
            because="some model was selected more than s/(2|W|) times",
            mutant=gt(x, s / w),
        ),
        Step(
            "as a whole number of selections",
            ge(N, sp.floor(x) + 1),
            polynomial_inequality(),
            given=(gt(N, x),),
            mutant=ge(N, sp.floor(x) + 2),
        ),
        Step(
            "otherwise the best policy was deployed in half the rounds",
            ge(rounds - mistakes, sp.ceiling(rounds / 2)),
            polynomial_inequality(),
            given=(le(2 * mistakes, rounds),),
            mutant=ge(rounds - mistakes, sp.ceiling(rounds / 2) + 1),
        ),
        Step(
            "each of them shrinks the mean ratio",
            KEEPS_ITS_MEAN,
            identity(),
            given=RATE,
            because="with ρ_* and the number of rounds in which π_θ was deployed: ℓ ρ_*^(−N) keeps its mean",
            mutant=eq(rho * ell * rho ** (-(N + 1)), rho * ell * rho ** (-N)),
        ),
        Step(
            "more shrinking rounds, smaller ratio",
            le(rho**M, rho**K),
            polynomial_inequality(Use("elementary: powers of a number below one fall", {x: rho, s: K, t: M})),
            given=(*RATE, le(K, M)),
            mutant=le(rho**K, rho**M),
        ),
        Step(
            "selection needs a large ratio",
            le(sp.Piecewise((1, ell >= 1), (0, True)), ell),
            polynomial_inequality(),
            given=nonnegative(ell),
            because="Markov: P(m selected) ≤ E ℓ",
            mutant=le(sp.Piecewise((1, ell >= 1), (0, True)), ell / 2),
        ),
        Step(
            "either way to err",
            le(total(P[i]), total(OFTEN[i] ** FEW + BEST[i] ** MANY)),
            termwise(polynomial_inequality()),
            given=(
                le(P[i], Q[i] + W[i]),
                le(Q[i], OFTEN[i] ** FEW),
                le(W[i], BEST[i] ** MANY),
                *positive(OFTEN[i], BEST[i], w),
            ),
            because="after more than s/(2|W|) selections of one model, or after s/2 rounds of the best policy",
            mutant=le(total(P[i]), total(OFTEN[i] ** FEW)),
        ),
        claimed(
            LEDGER,
            "headline",
            "either way to err",
            {s: STEP - 1, w: quantity("|W|")(THETA)},
            {OFTEN[i]: RHO(MODEL, THETA), BEST[i]: quantity("rho_*")(MODEL, THETA)},
            sums=OVER_WRONG,
            theorem="T3_exponential_convergence",
        ),
    ),
)
