"""T8: a learner that is consistent at b has R_T(a) ≥ ((1 − α) ln T − c)/K, so liminf R_T(a)/ln T ≥ 1/K.

L stands for ln T, M for R_T(a) and C T^α for a bound on R_T(b).
"""

import sympy as sp

from proofs.symbolic.discharge import identity, kernel_only, polynomial_inequality
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ZERO, Proof, Step, Use, eq, ge, gt, le, nonnegative, positive
from proofs.symbolic.engine.symbols import K, L, M, delta_a, delta_b, eps, p0, u, v, x, y
from proofs.symbolic.t06 import sharp
from theory.claims.language import C0, REGRET, A, B, T, quantity

LEDGER = entry(__name__)


C, alpha, c, c1 = sp.symbols("C alpha c c_1", real=True)
POWER = sp.exp(alpha * L)
FACTOR = C / delta_b + 1 / (alpha * K * delta_a)
SIGNS = (*positive(K, alpha, delta_a, delta_b, p0), *nonnegative(C, L))

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "logarithm below a power",
            le(alpha * L, POWER),
            polynomial_inequality(Use("elementary: exponential above its tangent", {u: alpha * L})),
            mutant=le(3 * alpha * L, POWER),
        ),
        Step(
            "small regret is below a power",
            le(M / delta_a + C * POWER / delta_b, FACTOR * POWER),
            polynomial_inequality("logarithm below a power"),
            given=(*SIGNS, le(M, L / K)),
            because="otherwise R_T(a) > (ln T)/K already",
            mutant=le(M / delta_a + C * POWER / delta_b, FACTOR * POWER / 2),
        ),
        Step(
            "exponential of the regret",
            ge(sp.exp(K * M), x * sp.exp((1 - alpha) * L)),
            polynomial_inequality(),
            given=(
                *positive(c1, p0),
                eq(x, p0 / (2 * c1)),
                ge(c1 * POWER, p0 * sp.exp(L) * sp.exp(-K * M) / 2),
            ),
            because="T6, with T = exp(L) terms at least exp(−K R_T(a))",
            mutant=ge(sp.exp(K * M), 2 * x * sp.exp((1 - alpha) * L)),
        ),
        Step(
            "logarithm of both sides",
            eq(sp.log(p0 / (2 * c1) * sp.exp((1 - alpha) * L)), (1 - alpha) * L - sp.log(2 * c1 / p0)),
            identity(),
            given=positive(p0, c1),
            mutant=eq(sp.log(p0 / (2 * c1) * sp.exp((1 - alpha) * L)), (1 - alpha) * L + sp.log(2 * c1 / p0)),
        ),
        Step(
            "logarithm inverts the exponential",
            ge(u, sp.log(x)),
            polynomial_inequality(Use("elementary: exponential increases strictly", {v: sp.log(x)})),
            given=(*positive(x), ge(sp.exp(u), x)),
            mutant=ge(u, sp.log(x) + 1),
        ),
        Step(
            "explicit bound",
            ge(M, ((1 - alpha) * L - sp.Max(c, 0)) / K),
            polynomial_inequality(),
            given=(*SIGNS, sp.Or(gt(M, L / K), ge(K * M, (1 - alpha) * L - c))),
            because="in either case, with c = ln(2 c1/p0)",
            mutant=ge(M, ((1 + alpha) * L - sp.Max(c, 0)) / K),
        ),
        Step(
            "every smaller rate is exceeded in the end",
            ge(((1 - alpha) * L - c) / K, (1 / K - eps) * L),
            polynomial_inequality(),
            given=(*positive(K, eps), eq(alpha, K * eps / 2), ge(L, 2 * c / (K * eps))),
            because="consistency holds for every α > 0, so liminf R_T(a)/ln T ≥ 1/K",
            mutant=ge(((1 - alpha) * L - c) / K, (1 / K + eps) * L),
        ),
        Step(
            "no information",
            ge(M, delta_a * (p0 * x - C * POWER / delta_b)),
            polynomial_inequality(),
            given=(*positive(delta_a, delta_b), ge(M / delta_a + C * POWER / delta_b, p0 * x * sharp(ZERO))),
            because="K = 0 and x = T: R_T(a) is linear, so that its ratio to ln T has no bound",
            mutant=ge(M, delta_a * (2 * p0 * x - C * POWER / delta_b)),
        ),
        Step(
            "on the model",
            "For every learner, C, α and T with R_T(b) ≤ C T^α: R_T(a) ≥ ((1 − α) ln T − c)/K with an explicit c.",
            kernel_only("T8_admissible"),
        ),
        Step(
            "logarithm of a quotient",
            eq(sp.log(p0 * x / (2 * y)), sp.log(p0 * x / 2) - sp.log(y)),
            identity(),
            given=positive(p0, x, y),
            mutant=eq(sp.log(p0 * x / (2 * y)), sp.log(p0 * x / 2) + sp.log(y)),
        ),
        Step(
            "at every horizon",
            ge(M, (sp.log(p0 * x / 2) - sp.log(y)) / K),
            polynomial_inequality(
                "logarithm of a quotient", Use("logarithm inverts the exponential", {u: K * M, x: p0 * x / (2 * y)})
            ),
            given=(*positive(K, p0, x, y), ge(sp.exp(K * M), p0 * x / (2 * y))),
            because="T6 with x = T and y = R_T(a)/δ_a + R_T(b)/δ_b: y ≥ p0 T exp(−K R_T(a))/2",
            mutant=ge(M, (sp.log(p0 * x) - sp.log(y)) / K),
        ),
        claimed(
            LEDGER,
            "headline",
            "at every horizon",
            {
                x: T,
                y: REGRET(T, A) / quantity("delta_a")(A, C0) + REGRET(T, B) / quantity("delta_b")(A, B, C0),
                p0: quantity("p")(C0),
                K: quantity("K")(A, B),
            },
            theorem="T8_admissible",
        ),
    ),
)
