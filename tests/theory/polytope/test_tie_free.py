"""A model without ties is found wherever there is one, and only coinciding responses tie in it."""

from __future__ import annotations

from hypothesis import given, settings

from checks.strategies import polytopes
from theory.instance import Instance
from theory.polytope.continuous import ContinuousClass
from theory.polytope.hull import Hull, coinciding
from theory.polytope.tie_free import tie_free


@given(polytopes())
@settings(max_examples=60, deadline=None)
def test_it_lies_in_the_class_and_ties_only_what_coincides(instance: Instance) -> None:
    problem = ContinuousClass.of(instance)
    hull = Hull.of(problem.region)
    model = tie_free(problem, hull)
    assert problem.region.contains(model)
    tied = {
        (c, y, z)
        for c, rewards in enumerate(problem.rewards(model))
        for y in range(len(rewards))
        for z in range(y + 1, len(rewards))
        if rewards[y] == rewards[z]
    }
    assert tied == set(coinciding(problem, hull))
