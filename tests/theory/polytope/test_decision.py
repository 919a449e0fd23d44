"""The class decided against brute force in the plane and against a linear-programming oracle in more dimensions."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from checks import strategies
from checks.populations.linear import polytopes
from checks.populations.source import Seeded
from checks.recheck.model import Model
from tests.theory.polytope import oracle, planar
from theory.instance import Instance
from theory.polytope.continuous import ContinuousClass
from theory.polytope.decision import decide, expanded
from theory.polytope.truth import examine

BRUTE = settings(deadline=None, max_examples=120, suppress_health_check=list(HealthCheck))


def agrees_in_the_plane(instance: Instance) -> str:
    problem, model = ContinuousClass.of(instance), Model.of(instance)
    found, cells = decide(problem), planar.closed(model)
    assert found.strict is not None and found.closed is not None
    strict = planar.strict(model, cells)
    every = expanded(problem, found.closed)
    assert every is not None and set(every) == set(cells)
    assert set(found.strict.leaves) == strict
    some = any(planar.confused(model, policy, cells[policy]) for policy in strict)
    tied = any(planar.confused(model, policy, cell) for policy, cell in cells.items())
    wanted = "not bounded" if some else "boundary" if tied and found.coinciding else "bounded"
    assert found.verdict == wanted
    if problem.theta is not None:
        at = examine(problem)
        best = problem.best(problem.theta)
        wrong = [p for p in cells if any(y not in good for y, good in zip(p, best, strict=True))]
        assert at.no_wrong_belief_confirms_itself == (
            not any(planar.confirms_itself(model, policy, cells[policy]) for policy in wrong)
        )
        served = problem.policy(problem.theta)
        rows = [
            model.difference(c, served[c], y)
            for c, good in enumerate(best)
            for y in range(problem.shape[1])
            if y not in good
        ]
        assert at.none_survives == (not any(planar.survives(model, served, row) for row in rows))
    return wanted


@BRUTE
@given(strategies.polytopes(dimension=2))
@pytest.mark.slow
def test_brute_force_agrees_in_the_plane(instance: Instance) -> None:
    agrees_in_the_plane(instance)


@settings(BRUTE, max_examples=25)
@given(strategies.polytopes(dimension=4, most_contexts=3, most_responses=4))
def test_an_oracle_agrees_in_more_dimensions(instance: Instance) -> None:
    oracle.agrees(instance)


@pytest.mark.slow
def test_brute_force_agrees_on_500_instances() -> None:
    seen: Counter[str] = Counter()

    choose = Seeded("in the plane")
    for _ in range(500):
        seen[agrees_in_the_plane(polytopes(choose, dimension=2, most_contexts=4))] += 1
    assert min(seen[verdict] for verdict in ("bounded", "not bounded", "boundary")) > 5


@pytest.mark.slow
def test_an_oracle_agrees_on_500_instances() -> None:
    choose, compared = Seeded("in more dimensions"), 0
    while compared < 500:
        compared += oracle.agrees(polytopes(choose, dimension=6, most_contexts=6, most_responses=4))
