"""T11: forced exploration has logarithmic regret under global identifiability."""

import sympy as sp

from proofs.symbolic.discharge import (
    enclosed,
    identity,
    known_series,
    polynomial_inequality,
    termwise,
)
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, Proof, Step, Use, eq, ge, le, lt, nonnegative, positive
from proofs.symbolic.engine.symbols import RATE, Delta, P, T, i, j, mu, n, rho, s, t, total, u, v, x
from theory.claims.language import DELTA, THETA, M, SetOf, SumOver, quantity
from theory.claims.language import T as HORIZON

LEDGER = entry(__name__)


LOSS = sp.IndexedBase("Delta", real=True)
SERIES = sp.pi**2 / 6
now, last = sp.log(t), sp.log(T)

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "number of explorations",
            le(n + 1, s * last + 1),
            polynomial_inequality(),
            given=(*positive(t, T), lt(n, s * now), le(now, last), *nonnegative(s)),
            because="round t explores only if fewer than s ln t explorations were made before it",
            mutant=le(n + 1, s * last),
        ),
        Step(
            "enough exploration makes a mistake rare",
            le(rho**n, rho ** (s * now)),
            polynomial_inequality(Use("elementary: powers of a number below one fall", {x: rho, t: n, s: s * now})),
            given=(*RATE, *positive(t), ge(n, s * now)),
            because="the mean root ratio of a wrong model after n explorations is ρ_U^n (L5), and a round that does "
            "not explore has at least s ln t behind it",
            mutant=le(rho**n, rho ** (2 * s * now)),
        ),
        Step(
            "as a power of the round",
            eq(rho ** (s * sp.log(x)), x ** (-s * sp.log(1 / rho))),
            identity(),
            given=positive(rho, x),
            mutant=eq(rho ** (s * sp.log(x)), x ** (s * sp.log(1 / rho))),
        ),
        Step(
            "at most the inverse square",
            le(x ** (-u), x ** (-2)),
            polynomial_inequality(
                "elementary: logarithm above 1 − 1/x",
                Use("elementary: exponential increases", {u: -u * sp.log(x), v: -2 * sp.log(x)}),
            ),
            given=(ge(x, ONE), ge(u, sp.Integer(2))),
            because="u = s ln(1/ρ_U) ≥ 2",
            mutant=le(x ** (-u), x ** (-3)),
        ),
        Step(
            "sum of the inverse squares",
            eq(sp.Sum(1 / j**2, (j, 1, sp.oo)), SERIES),
            known_series(),
            because="Euler",
            mutant=eq(sp.Sum(1 / j**2, (j, 1, sp.oo)), sp.pi**2 / 8),
        ),
        Step(
            "its size",
            lt(SERIES, sp.Rational(5, 3)),
            enclosed(),
            mutant=lt(SERIES, sp.Rational(8, 5)),
        ),
        Step(
            "regret outside exploration",
            le(total(LOSS[i] * P[i]), x * total(LOSS[i])),
            termwise(polynomial_inequality()),
            given=(*nonnegative(LOSS[i]), le(P[i], x)),
            because="x = π²/6 bounds the expected number of rounds that deploy the policy of m",
            mutant=le(total(LOSS[i] * P[i]), x * total(LOSS[i]) / 2),
        ),
        Step(
            "regret in all",
            le(Delta * n + x, Delta * (s * last + 1) + mu),
            polynomial_inequality(),
            given=(*positive(T), *nonnegative(Delta), le(n, s * last + 1), le(x, mu)),
            mutant=le(Delta * n + x, Delta * (s * last - 1) + mu),
        ),
        claimed(
            LEDGER,
            "headline",
            "regret in all",
            {
                Delta: quantity("Delta_U")(THETA),
                s: quantity("s")(),
                T: HORIZON,
                mu: SERIES * SumOver(DELTA(M, THETA), M, SetOf("W", THETA)),
            },
            theorem="T11_forced_exploration",
        ),
    ),
)
