"""L6: the divergence of whole histories, from their probabilities, against K times the regret."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from flint import arb

from checks.claims import regrets
from checks.claims.judge import Case
from checks.exact.enumerate import at_precision, enumeration
from checks.learner_protocol import Learner
from checks.learners import load
from checks.populations.online import confusing
from theory.claims.scope import Functions, Scope
from theory.problem import Problem

POPULATION = confusing


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every pair (a, b), with learners whose whole history is followed."""
    problem = scope.problem
    rounds = min(3, regrets.horizon(problem))
    for name in ("greedy", "uniform", "constant"):
        learner = replace(load(name), remembers=lambda problem, t: True)
        functions: Functions = {
            "R": regrets.regret(problem, learner, rounds),
            "KL": lambda t, a, b, learner=learner: history_divergence(problem, learner, a, b, t),
        }
        for a, b in permutations(scope.models, 2):
            where = f"{problem.models[a]}, {problem.models[b]}, {name}, T = {rounds}"
            yield Case(("headline",), {"a": a, "b": b, "T": rounds}, functions, where)


@at_precision
def history_divergence(problem: Problem, learner: Learner, a: int, b: int, rounds: int) -> arb:
    """Enclose Σ P_a(h) ln(P_a(h)/P_b(h)) over the histories of the given number of rounds."""
    known = enumeration(problem, learner)
    known.reach(rounds + 1)
    mine, other = known.ratios(a), known.ratios(b)
    weights = known.levels[rounds].weights
    return sum((w * mine[s] * (mine[s] / other[s]).log() for s, w in weights.items()), arb(0))
