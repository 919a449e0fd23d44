"""T19: a learner that ignores the user pays, in every round, at least what the best pooled policy pays."""

import sympy as sp

from proofs.symbolic.discharge import exhibited, polynomial_inequality, telescoping, termwise
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ZERO, Proof, Step, both, eq, ge, gt, lt, nonnegative, positive
from proofs.symbolic.engine.symbols import N, P, i, total, w, x
from theory.claims.language import THETA, T, quantity
from theory.problem import Problem, tabular

LEDGER = entry(__name__)


LOSS = sp.IndexedBase("loss", real=True)
least, rest = sp.symbols("least rest", real=True)
reward_y, reward_first = sp.symbols("r_y r_y1", real=True)
other_y, other_second = sp.symbols("s_y s_y2", real=True)
in_pairs, in_all = map(sp.Symbol, ("every pair shares a best response", "all share a best response"))
TIES = tabular({"truth": [[1, 1, 0], [0, 1, 1], [1, 0, 1]]})


def shared(problem: Problem, users: tuple[int, ...]) -> bool:
    """Tell whether some response is best for all of these users."""
    return bool(problem.optimal[0, list(users)].all(axis=0).any())


PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "the response law does not depend on the user",
            ge(total(P[i] * LOSS[i]), least * total(P[i])),
            termwise(polynomial_inequality()),
            given=(*nonnegative(P[i]), ge(LOSS[i], least)),
            because="given the past a pooled learner mixes pooled policies, and each loses at least the least loss",
            mutant=ge(total(P[i] * LOSS[i]), 2 * least * total(P[i])),
        ),
        Step(
            "all rounds",
            ge(total(LOSS[i], i, N), total(least, i, N)),
            termwise(polynomial_inequality()),
            given=(ge(LOSS[i], least),),
            mutant=ge(total(LOSS[i], i, N), total(2 * least, i, N)),
        ),
        Step(
            "number of rounds",
            eq(total(least, i, N), N * least),
            telescoping(),
            given=nonnegative(N),
            mutant=eq(total(least, i, N), least),
        ),
        Step(
            "one user without a shared best response is enough",
            gt(rest + w * x, ZERO),
            polynomial_inequality(),
            given=(*nonnegative(rest), *positive(w, x)),
            because="w the probability of a context in which the pooled response loses x",
            mutant=gt(rest + w * x, w * x),
        ),
        Step(
            "none loses if a best response is shared",
            eq(rest + w * x, ZERO),
            polynomial_inequality(),
            given=(eq(rest, ZERO), eq(x, ZERO)),
            mutant=eq(rest + w * x, w),
        ),
        Step(
            "two users with different unique optima disagree on every response",
            sp.Or(lt(reward_y, reward_first), lt(other_y, other_second)),
            polynomial_inequality(),
            given=(sp.Or(both(eq(reward_y, reward_first), lt(other_y, other_second)), lt(reward_y, reward_first)),),
            because="a response is the first user's best, which is not the second's, or it is not the first's",
            mutant=lt(reward_y, reward_first),
        ),
        Step(
            "pairs are not enough with ties",
            sp.And(in_pairs, sp.Not(in_all)),
            exhibited(
                {
                    in_pairs: lambda: all(shared(TIES, pair) for pair in ((0, 1), (0, 2), (1, 2))),
                    in_all: lambda: shared(TIES, (0, 1, 2)),
                }
            ),
            because="rewards (1,1,0), (0,1,1), (1,0,1)",
            mutant=sp.And(in_pairs, in_all),
        ),
        Step(
            "regret in all",
            ge(total(LOSS[i], i, N), N * least),
            polynomial_inequality("all rounds", "number of rounds"),
            given=(ge(LOSS[i], least), *nonnegative(N)),
            mutant=ge(total(LOSS[i], i, N), 2 * N * least),
        ),
        claimed(
            LEDGER,
            "headline",
            "regret in all",
            {N: T, least: quantity("pooled_gap")(THETA)},
            theorem="T19_pooled",
        ),
        claimed(LEDGER, "positive", theorem="T19_positive"),
    ),
)
