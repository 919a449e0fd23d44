"""T22: greedy on a continuous class; the change of the score potential, and the distance of wrong cells.

a is the gap of a model, b that of the truth, V = m − θ so that a − b = ⟨e, V⟩ for an exposed direction e.
"""

import sympy as sp

from proofs.symbolic.discharge import identity, polynomial_inequality
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, Use, eq, ge, gt, le, lt, nonnegative, positive
from proofs.symbolic.engine.symbols import B, K, M, T, a, b, g, s, u, v, x, y
from theory.claims.feedback import BERNOULLI_KL, SIGMOID

LEDGER = entry(__name__)


TRUE_WIN, TRUE_LOSS = SIGMOID.subs(a, b), SIGMOID.subs(a, -b)
WIN, LOSS = sp.exp((1 - SIGMOID) * (a - b)), sp.exp(-SIGMOID * (a - b))
STEP = TRUE_WIN * WIN + TRUE_LOSS * LOSS
d = sp.Symbol("d", real=True)
WIDTH, NEAR = 2 * d / T, u / (4 * M)
lost, believed = sp.symbols("x_theta x_m", real=True)

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "slope of the likelihood of a win",
            eq(sp.Derivative(sp.log(SIGMOID), a), 1 - SIGMOID),
            identity(),
            because="so that a win multiplies S by exp((1 − σ(a))(a − b)), and a loss by exp(−σ(a)(a − b))",
            mutant=eq(sp.Derivative(sp.log(SIGMOID), a), SIGMOID),
        ),
        Step(
            "score of one comparison",
            eq(STEP, sp.exp(-BERNOULLI_KL)),
            identity(),
            because="E_θ S_{t+1}(m) = ρ^kl_π(m, θ) S_t(m) (T22d), one comparison at a time",
            mutant=eq(STEP, sp.exp(BERNOULLI_KL)),
        ),
        Step(
            "a model of a wrong cell is far from the truth",
            ge(lost - believed, g),
            polynomial_inequality(),
            given=(ge(lost, g), le(believed, ZERO), gt(g, ZERO)),
            because="span form: where π ≠ π_θ, ⟨Δ, θ⟩ ≥ g for Δ = h(π_θ) − h(π), while ⟨Δ, m⟩ ≤ 0 on the cell of π",
            mutant=ge(lost - believed, 2 * g),
        ),
        Step(
            "the shares of the rounds add up",
            lt(x + y, s),
            polynomial_inequality(),
            given=(
                *positive(s, u, v, K),
                *nonnegative(M),
                eq(K * (1 / u + M / v), ONE),
                lt(x, K * s / u),
                le(y, M * K * s / v),
            ),
            because="T22c: x rounds deployed π_θ, y the M = J wrong policies; with κ̂ = K fewer than κ̂s/q each are < s",
            mutant=lt(x + y, s / 2),
        ),
        Step(
            "a net whose width falls with the horizon",
            eq(d * sp.log(1 + 2 * B / WIDTH) + T * WIDTH / 2, d * (1 + sp.log(1 + B * T / d))),
            identity(),
            given=positive(d, T, B),
            because="T22a: ε = 2d'/T makes ln N(ε) + Tε/2 logarithmic in T",
            mutant=eq(d * sp.log(1 + 2 * B / WIDTH) + T * WIDTH / 2, d * (2 + sp.log(1 + B * T / d))),
        ),
        Step(
            "beyond the logarithm of the net a chance falls geometrically",
            le(sp.exp(u - K * (x + y)), sp.exp(-K * y)),
            polynomial_inequality(Use("elementary: exponential increases", {u: u - K * (x + y), v: -K * y})),
            given=(*positive(K), le(u, K * x)),
            because="u = ln N, K the rate, x the first ⌈u/K⌉ rounds: what remains sums to 1/(1 − e^(−K))",
            mutant=le(sp.exp(u - K * (x + y)), sp.exp(-K * y) / 2),
        ),
        Step(
            "near selections",
            eq(-x * (NEAR + NEAR) / 2 + u * (x / (2 * M) - 1), u * (x / (4 * M) - 1)),
            identity(),
            given=positive(M),
            because="T22b: x wrong rounds, u = ln(1/ρ̂), ε = η = u/(4J), one of M = J policies has half its share",
            mutant=eq(-x * (NEAR + NEAR) / 2 + u * (x / (2 * M) - 1), u * (x / (3 * M) - 1)),
        ),
        claimed(LEDGER, "score step", theorem="T22_score_step", because="the same in every context and comparison"),
    ),
)
