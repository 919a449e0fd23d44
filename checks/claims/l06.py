"""L6: the divergence of whole histories, from their probabilities, against K times the regret."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flint import arb

from checks import strategies
from checks.claims import regrets
from checks.exact.enumerate import at_precision, enumeration
from checks.judge import Case
from checks.learners import load
from checks.learners.base import Learner
from theory.problem import Problem
from theory.quantities import information_per_regret
from theory.scope import Functions, Scope

POPULATION = strategies.confusing()


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every pair (a, b) that looks alike while a is believed, with learners whose whole history is followed."""
    problem = scope.problem
    rounds = min(3, regrets.horizon(problem))
    pairs = [
        (a, int(b))
        for a in scope.models
        if scope.conditions.unique_optimum_of(a)
        for b in scope.conditions.alike(problem.policy[a, list(problem.deployed)], a)
        if b != a and information_per_regret(problem, a, int(b)).is_finite()
    ]
    for name in ("greedy", "uniform", "constant") if pairs else ():
        learner = replace(load(name), remembers=lambda problem, t: True)
        regret = regrets.regret(problem, sorted({a for a, _ in pairs}), learner, rounds)
        for a, b in pairs:
            divergence = history_divergence(problem, learner, a, b, rounds)
            functions: Functions = {"R": regret, "KL": lambda t, a, b, value=divergence: value}
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
