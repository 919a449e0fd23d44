"""T13: two rules, enumerated under both models, against the lower bound for every rule.

The rules are maximum likelihood over the whole class and over the pair alone, the better test between the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from flint import arb

from checks.claims import samples
from checks.claims.judge import Case
from checks.claims.t06 import bounded_contexts
from checks.populations.offline import offline
from theory.claims.scope import Functions, Scope

POPULATION = partial(offline, ties=False)


def cases(scope: Scope, statements: tuple[str, ...] = ("headline", "half")) -> Iterator[Case]:
    """Yield every pair of models, altered context, sample size and rule."""
    problem = scope.problem
    if problem.q is None:
        return
    whole = samples.suboptimality(problem, {theta: theta for theta in scope.models})
    for a in scope.models:
        for b in scope.models:
            altered = bounded_contexts(scope, a, b)
            if not altered:
                continue
            alone = samples.suboptimality(
                replace(problem, models=("a", "b"), scaled=problem.scaled[[a, b]]), {0: 0, 1: 1}
            )
            rules = {"whole class": (whole[a], whole[b]), "the pair": (alone[0], alone[1])}
            for rule, errors in rules.items():
                functions: Functions = {"worst": partial(_worst, errors)}
                for n in samples.sizes(problem):
                    where = f"{problem.models[a]}, {problem.models[b]}, n = {n}, likelihood over {rule}"
                    for c in altered:
                        yield Case(statements, {"a": a, "b": b, "c_0": c, "n": n}, functions, where)


def _worst(errors: tuple[list[arb], list[arb]], n: int, a: int, b: int) -> arb:
    return errors[0][n].max(errors[1][n])
