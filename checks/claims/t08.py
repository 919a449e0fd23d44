"""T8: the finite form of the logarithm, for every learner that pays something, and for one that commits, far ahead."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from flint import arb

from checks.claims import regrets, t06
from checks.claims.judge import Case
from checks.claims.t25 import LONG, committing, explorable, straight
from checks.exact.expectations import expected_regret
from checks.learner_protocol import Learner
from checks.populations.online import confusing
from theory.claims.scope import Functions, Scope

POPULATION = confusing


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every confusing pair, altered context and learner; where the bound is not negative, one that commits."""
    yield from t06.cases(scope, ("headline",))
    problem, rounds = scope.problem, regrets.horizon(scope.problem)
    for a, b in scope.confusing_pairs[:2]:
        if not explorable(scope, a):
            continue
        enumerated = partial(_curve, scope, committing(scope, a, rounds, (a, b)), rounds)
        functions: Functions = {"R": straight(enumerated, rounds)}
        for c in t06.bounded_contexts(scope, a, b):
            for horizon in LONG:
                where = f"{problem.models[a]}, {problem.models[b]}, context {c}, commits, T = {horizon}"
                yield Case(("headline",), {"a": a, "b": b, "c_0": c, "T": horizon}, functions, where)


def _curve(scope: Scope, learner: Learner, rounds: int, theta: int) -> list[arb]:
    return expected_regret(scope.problem, theta, learner, rounds + 1)
