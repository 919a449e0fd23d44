"""T21: diversity at the truth alone does not save greedy, however ties are broken.

One context, comparator always 0, reward of 1 over 0: +1 under the truth, −1 under m. π_m reveals nothing; π_θ
reveals the gap, and an unlucky first answer makes m more likely for ever.
"""

import sympy as sp

from proofs.symbolic.discharge import enclosed, exhibited, identity, polynomial_inequality, termwise
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, between, eq, ge, gt, nonnegative
from proofs.symbolic.engine.symbols import P, T, i, total
from theory.claims.feedback import SIGMOID, A
from theory.claims.language import THETA, quantity
from theory.claims.language import T as HORIZON
from theory.diversity import Conditions
from theory.problem import tabular

LEDGER = entry(__name__)


TRAP = tabular({"theta": [[0, 1]], "m": [[0, -1]]}, baseline=0)
CONDITIONS = Conditions(TRAP)
at_truth, everywhere, frozen = map(sp.Symbol, ("D_θ", "D", "θ is hidden from m"))
loss, q, first = sp.symbols("loss q tau", real=True)
FIRST = sp.IndexedBase("tau", real=True)
UNLUCKY, LUCKY = SIGMOID.subs(A, -1), SIGMOID.subs(A, 1)


def mistakes(time: sp.Expr) -> sp.Expr:
    """Return the mean number of mistakes up to T when θ is first selected at this time."""
    return sp.Min(time - 1, T) + q * sp.Max(T - time, 0)


HYPOTHESES = between(ZERO, q, ONE)

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "diverse at the truth only",
            sp.And(at_truth, sp.Not(everywhere), frozen, eq(loss, ONE)),
            exhibited(
                {
                    at_truth: lambda: CONDITIONS.pointwise_diversity(0),
                    everywhere: lambda: CONDITIONS.diversity,
                    frozen: lambda: 0 in CONDITIONS.hidden_from(1),
                    loss: lambda: TRAP.shortfall(0, 0, int(TRAP.policy[1, 0])),
                }
            ),
            because="while m is selected the likelihood ratio does not move, and every round costs 1",
            mutant=sp.And(at_truth, everywhere),
        ),
        Step(
            "ratio after one unlucky answer",
            eq(LUCKY / UNLUCKY, sp.E),
            identity(),
            because="m predicts the loss with probability σ(1), the truth with σ(−1)",
            mutant=eq(UNLUCKY / LUCKY, sp.E),
        ),
        Step(
            "m is then strictly more likely",
            gt(sp.E, ONE),
            enclosed(),
            because="so no tie is left to break, and m stays selected for ever",
            mutant=gt(sp.E, sp.Integer(3)),
        ),
        Step(
            "an unlucky answer is likely enough",
            gt(UNLUCKY, sp.Rational(1, 4)),
            enclosed(),
            mutant=gt(UNLUCKY, sp.Rational(1, 3)),
        ),
        Step(
            "mistakes whenever the truth is first selected",
            ge(mistakes(first), q * (T - 1)),
            polynomial_inequality(),
            given=(*HYPOTHESES, ge(first, ONE), ge(T, ONE)),
            because="before τ every round is a mistake, and after it all are with probability q",
            mutant=ge(mistakes(first), 2 * q * (T - 1)),
        ),
        Step(
            "linear regret",
            ge(total(P[i] * mistakes(FIRST[i])), q * (T - 1) * total(P[i])),
            termwise(polynomial_inequality()),
            given=(*HYPOTHESES, *nonnegative(P[i]), ge(mistakes(FIRST[i]), q * (T - 1))),
            because="averaged over the law of τ, which the rule for ties decides: R_T ≥ q (T − 1)",
            mutant=ge(total(P[i] * mistakes(FIRST[i])), 2 * q * (T - 1) * total(P[i])),
        ),
        claimed(
            LEDGER,
            "headline",
            "linear regret",
            {total(P[i]): ONE, q: quantity("trapped")(THETA), T: HORIZON},
        ),
    ),
)
