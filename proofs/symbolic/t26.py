"""T26: the inequalities behind the bound on `tracking`; that they are about the learner is proved in prose only.

L stands for ln t, w for 1/t, Δ for Δ(m, θ), d for d_m, N for the passing and odd-numbered rounds of a model m.
"""

import sympy as sp

from proofs.symbolic.discharge import polynomial_inequality, termwise
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, Proof, Step, Use, ge, le, lt, nonnegative, positive
from proofs.symbolic.engine.symbols import Delta, L, M, P, Q, ell, i, p0, rho, s, t, total, u, v, w, x, y

LEDGER = entry(__name__)

d, n = sp.symbols("d N", real=True)
THRESHOLD = L + 2 * sp.log(1 + L)

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "how rarely a model passes wrongly",
            le(sp.exp(-w), sp.exp(-L) / (1 + L) ** 2),
            polynomial_inequality(Use("elementary: exponential increases", {u: -w, v: -THRESHOLD})),
            given=(*nonnegative(L), ge(w, THRESHOLD)),
            because="Markov: E_θ L(m)/L(θ) ≤ 1, so that it passes in round t with probability at most e^(−f(t))",
            mutant=le(sp.exp(-w), sp.exp(-L) / (1 + L) ** 2 / 2),
        ),
        Step(
            "the chances telescope",
            ge(1 / (1 + x) - 1 / (1 + y), w / (1 + y) ** 2),
            polynomial_inequality(),
            given=(*nonnegative(x, w), ge(y - x, w)),
            because="x = ln(t − 1), y = ln t, which differ by 1/t or more: Σ over t ≥ 2 is at most 1, e^(−f(1)) = 1",
            mutant=ge(1 / (1 + x) - 1 / (1 + y), 2 * w / (1 + y) ** 2),
        ),
        Step(
            "a round that tells pays for itself",
            le(1 + rho * ell / (1 - rho), ell / (1 - rho)),
            polynomial_inequality(),
            given=(*nonnegative(rho), lt(rho, ONE), ge(ell, ONE)),
            because="N + ℓ/(1 − ρ) does not increase in passing and odd rounds (T1), nor in even ones, where ρ ≤ 1",
            mutant=le(2 + rho * ell / (1 - rho), ell / (1 - rho)),
        ),
        Step(
            "even rounds are as many as odd ones",
            le(Delta * n + (Delta + d) * v, (2 * Delta + d) * n),
            polynomial_inequality(),
            given=(*nonnegative(Delta, d, v), le(v, n)),
            because="v even-numbered rounds, each of which costs at most Δ + d",
            mutant=le(Delta * n + (Delta + d) * v, (Delta + d) * n),
        ),
        Step(
            "a wait for the due context",
            le(total(P[i] * (Delta * 2 / p0 + Q[i])), total(Q[i] + 2 * Delta / p0)),
            termwise(polynomial_inequality()),
            given=(*positive(p0), *nonnegative(Delta, Q[i], P[i]), le(P[i], ONE)),
            because="1/p_c odd and 1/p_c even rounds on average, with the chance P that the model is still believed",
            mutant=le(total(2 * P[i] * (Delta * 2 / p0 + Q[i])), total(Q[i] + 2 * Delta / p0)),
        ),
        Step(
            "what θ's own visits cost",
            le(M * sp.Min(ONE, s), M * s),
            polynomial_inequality(),
            given=nonnegative(M, s),
            because="a visit is made with probability at most 1 and at most Σ_b inf_λ e^(λ f(T)) Π ρ_λ,b (Ville)",
            mutant=le(M * sp.Min(ONE, s), M * s / 2),
        ),
        Step(
            "a power below 1 of a ratio below its threshold",
            ge(sp.exp(-t * x), sp.exp(-t * y)),
            polynomial_inequality(Use("elementary: exponential increases", {u: -t * y, v: -t * x})),
            given=(*nonnegative(t), le(x, y)),
            because="while θ does not pass, some (L(b)/L(θ))^λ exceeds e^(−λ f(t)) ≥ e^(−λ f(T))",
            mutant=ge(sp.exp(-t * x), 2 * sp.exp(-t * y)),
        ),
    ),
)
