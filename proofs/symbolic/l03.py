"""L3: the divergence of two logistic answers is the Bregman divergence of log(1 + exp), hence at most (a − b)²/8."""

import sympy as sp

from proofs.symbolic.discharge import convex, identity, polynomial_inequality, sum_of_squares
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, eq, ge, le
from proofs.symbolic.engine.symbols import a, b, s
from theory.claims.feedback import BERNOULLI_KL, SIGMOID

LEDGER = entry(__name__)


PARTITION = sp.log(1 + sp.exp(a))
AT_B = {a: b}
DEFINITION = SIGMOID * sp.log(SIGMOID / SIGMOID.subs(AT_B)) + (1 - SIGMOID) * sp.log(
    SIGMOID.subs(a, -a) / SIGMOID.subs(a, -b)
)

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "closed form",
            eq(DEFINITION, BERNOULLI_KL),
            identity(),
            because="log σ(a) = a − log(1 + exp(a)) and log σ(−a) = −log(1 + exp(a))",
            mutant=eq(DEFINITION, -BERNOULLI_KL),
        ),
        Step(
            "slope of the log-partition",
            eq(sp.Derivative(PARTITION, a), SIGMOID),
            identity(),
            mutant=eq(sp.Derivative(PARTITION, a), SIGMOID.subs(a, -a)),
        ),
        Step(
            "curvature of the log-partition",
            eq(sp.Derivative(PARTITION, (a, 2)), SIGMOID * (1 - SIGMOID)),
            identity(),
            mutant=eq(sp.Derivative(PARTITION, (a, 2)), SIGMOID * (1 + SIGMOID)),
        ),
        Step(
            "curvature at most a quarter",
            le(s * (1 - s), sp.Rational(1, 4)),
            sum_of_squares((1, s - sp.Rational(1, 2))),
            mutant=le(s * (1 - s), sp.Rational(1, 5)),
        ),
        Step(
            "Bregman form",
            eq(BERNOULLI_KL, PARTITION.subs(AT_B) - PARTITION - SIGMOID * (b - a)),
            identity(),
            mutant=eq(BERNOULLI_KL, PARTITION.subs(AT_B) - PARTITION - SIGMOID.subs(AT_B) * (b - a)),
        ),
        Step(
            "not negative",
            ge(BERNOULLI_KL, ZERO),
            convex(b, a, polynomial_inequality()),
            because="zero with zero slope at b = a, and convex in b",
            mutant=ge(BERNOULLI_KL, (a - b) ** 2 / 100),
        ),
        Step(
            "at most an eighth of the square",
            le(BERNOULLI_KL, (a - b) ** 2 / 8),
            convex(b, a, polynomial_inequality()),
            because="contact of order two at b = a, and the curvature 1/4 − σ(b)(1 − σ(b)) is not negative",
            mutant=le(BERNOULLI_KL, (a - b) ** 2 / 9),
        ),
        Step(
            "zero at equal gaps",
            eq(BERNOULLI_KL, ZERO),
            polynomial_inequality("not negative", "at most an eighth of the square"),
            given=(eq(a, b),),
            mutant=eq(BERNOULLI_KL, ONE),
        ),
        claimed(LEDGER, "closed form", "closed form"),
        claimed(LEDGER, "lower", "not negative"),
        claimed(LEDGER, "upper", "at most an eighth of the square"),
    ),
)
