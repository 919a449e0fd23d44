"""The span form: two certificates for each answer, and the box against the whole space."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from checks import strategies
from theory.exact.linear import combine, dot
from theory.instance import Box, Heads, Instance
from theory.span import linear_problem
from theory.span.box_lp import contains, hidden_in_box, proves
from theory.span.heads import dimension_by_prompt
from theory.span.linear_problem import HiddenAlternative, LinearProblem


@settings(deadline=None, max_examples=150)
@given(strategies.linear(finite=False))
def test_the_adversary_exists_iff_something_relevant_is_missing(instance: Instance) -> None:
    problem = LinearProblem.of(instance)
    found = problem.adversary()
    assert (found is None) is problem.spanning is (problem.missing_directions == [])
    assert len(problem.missing_directions) == len(problem.relevant_basis) - len(problem.exposed_basis)
    for direction in problem.missing_directions:
        assert all(dot(direction, row) == 0 for row in problem.exposed_rows)
    if found is not None:
        assert problem.hides(found.parameter) is not None


@settings(deadline=None, max_examples=60)
@given(strategies.linear(finite=False))
def test_beyond_the_size_where_the_nearest_is_sought(instance: Instance) -> None:
    problem = LinearProblem.of(instance)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linear_problem, "NEAREST", 0)
        found = problem.adversary()
    nearest = problem.adversary()
    assert (found is None) is (nearest is None)
    if found is not None:
        assert problem.hides(found.parameter) is not None
        assert dot(problem.difference(found.context, found.response), found.parameter) < 0


@settings(deadline=None, max_examples=60)
@given(strategies.linear(finite=False))
def test_the_first_tie_is_a_tie_and_nothing_changes_before_it(instance: Instance) -> None:
    problem = LinearProblem.of(instance)
    ties = [problem.tie_along(v) for v in problem.missing_directions]
    nearest = problem.nearest_tie()
    for tie in ties:
        there = combine(problem.theta, -tie.step, tie.direction)
        assert dot(problem.difference(tie.context, tie.response), there) == 0
        assert problem.hides(there) is None
        assert nearest is not None
        assert nearest.step**2 * nearest.slope <= tie.step**2 * dot(tie.direction, tie.direction)


@settings(deadline=None, max_examples=100)
@given(strategies.linear(finite=False))
@pytest.mark.slow
def test_a_box_is_decided_with_a_certificate_either_way(instance: Instance) -> None:
    problem = LinearProblem.of(instance)
    assert isinstance(instance.models, Heads)
    box = instance.models.parameters
    if not isinstance(box, Box):
        box = Box((None,) * problem.dimension, (None,) * problem.dimension)
    answer = hidden_in_box(problem, box)
    if isinstance(answer, HiddenAlternative):
        assert contains(box, answer.parameter)
        assert problem.hides(answer.parameter) is not None
    else:
        assert all(proves(problem, box, certificate) for certificate in answer)
        assert len(answer) == len(problem.unexposed_differences())


@settings(deadline=None, max_examples=60)
@given(strategies.factored())
def test_full_support_dimension_by_prompt(instance: Instance) -> None:
    problem = LinearProblem.of(instance)
    assert dimension_by_prompt(instance) == len(problem.relevant_basis)
