"""T21: greedy on a two-model class with a trap, enumerated with ties either way, against a linear lower bound.

The believed model a looks like θ while it is believed, so once greedy selects it, it selects it for ever. If ties go
to a, that is from the first round on; if they go to θ, it is from the second round on with the probability q that the
first round's feedback makes a the likelier one. Either way R_T ≥ q Δ(a, θ) (T − 1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from flint import arb

from checks.claims import regrets
from checks.claims.judge import Case
from checks.learners import load
from checks.populations.online import confusing
from theory.claims.scope import Functions, Scope
from theory.comparisons import comparisons, outcomes
from theory.exact.enclosure import ball
from theory.preference import sigmoid
from theory.problem import Problem
from theory.protocol.actions import choice
from theory.quantities import mean_regret

POPULATION = confusing


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every confusing pair as the whole class, the hidden model the truth, with both orders of the models.

    Where D holds there is none, and every pair takes its place.
    """
    for a, theta in scope.confusing_pairs or permutations(scope.models, 2):
        for order in ((a, theta), (theta, a)):
            names = tuple(scope.problem.models[m] for m in order)
            alone = replace(scope.problem, models=names, scaled=scope.problem.scaled[list(order)], truth=None)
            rounds = regrets.horizon(alone)
            place = order.index(theta)
            regret = regrets.regret(alone, load("greedy"), rounds)
            slope = trap_slope(alone, 1 - place, place)
            functions: Functions = {
                "R": lambda t, theta, regret=regret, at=place: regret(t, at),
                "trapped": lambda theta, slope=slope: slope,
            }
            where = f"truth {scope.problem.models[theta]}, ties to {names[0]}, T = {rounds}"
            yield Case(("headline",), {"theta": theta, "T": rounds}, functions, where)


def trap_slope(problem: Problem, a: int, theta: int) -> arb:
    """Enclose q Δ(a, θ): q the probability under θ that one round of π_θ makes a strictly likelier than θ."""
    rows = comparisons(problem, choice(problem, theta), a, theta)
    chance = sum((ball(w) * sigmoid(h) for w, g, h in outcomes(rows) if g > h), arb(0))
    return chance * ball(mean_regret(problem, a, theta))
