"""The span form: two certificates for each answer, and the box against the whole space."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from checks import strategies
from theory.errors import InputError
from theory.exact.linear import combine, dot
from theory.instance import Baseline, Box, Context, Heads, Instance, Rewards
from theory.span import linear_problem
from theory.span.box_lp import contains, hidden_in_box, proves
from theory.span.heads import dimension_by_prompt
from theory.span.linear_problem import HiddenAlternative, LinearProblem, Tie, flatten, kronecker, named_parameter


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


def hand(theta: tuple[int, ...], seen: tuple[int, ...]) -> LinearProblem:
    """One context, heads 0, (1, 0, 0), (0, 2, 0) and (0, 0, 1) of y0 to y3; y0 is compared as ``seen`` says."""
    F = Fraction
    heads = tuple(tuple(map(F, row)) for row in ((0, 0, 0), (1, 0, 0), (0, 2, 0), (0, 0, 1)))
    row = tuple(F(int(y in seen), max(len(seen), 1)) for y in range(4))
    return LinearProblem((heads,), ((row,) * 4,), tuple(map(F, theta)))


def test_parts_of_a_problem_by_hand() -> None:
    """Being compared with itself and with y2 exposes the second coordinate; y1 is at −3, y3 at −1."""
    problem = hand((-3, -4, -1), (0, 2))
    assert problem.rewards == ((0, -3, -8, -1),) and problem.policy == (0,) and problem.dimension == 3
    assert problem.relevant == [(0, 1), (0, 2), (0, 3)]
    assert problem.relevant_rows == [(-1, 0, 0), (0, -2, 0), (0, 0, -1)]
    assert problem.exposed_rows == problem.exposed_basis == [(0, -2, 0)]
    assert (len(problem.relevant_basis), problem.spanning) == (3, False)
    assert problem.unexposed_differences() == [(0, 1, (-1, 0, 0)), (0, 3, (0, 0, -1))]
    assert not hand((-3, -4, -1), (0, 2)).spanning and hand((-3, -4, -1), (1, 2, 3)).spanning
    assert hand((-3, -4, -1), (1, 2, 3)).adversary() is None


def test_the_nearest_tie_and_the_adversary_beyond_it() -> None:
    """y3 ties at a distance of 1, y1 of 3: twice as far as the first tie, (0, 0, 2) is added."""
    problem = hand((-3, -4, -1), (0, 2))
    assert problem.nearest_tie() == Tie(0, 3, (0, 0, -1), Fraction(1), Fraction(1))
    assert problem.adversary() == HiddenAlternative((-3, -4, 1), 0, 3)
    assert hand((-3, -4, 0), (0, 2)).adversary() == HiddenAlternative((-3, -4, 1), 0, 3)
    assert hand((-1, -4, -3), (0, 2)).adversary() == HiddenAlternative((1, -4, -3), 0, 1)
    beyond = (Fraction(-30), Fraction(1, 2), Fraction(-100))
    assert hand((-30, 0, -100), ()).adversary() == HiddenAlternative(beyond, 0, 2)


def test_along_a_direction_the_first_response_that_ties_counts() -> None:
    """Along (−3, 0, −2) y1 ties after 1, y3 after 1/2; against it nothing is nearer."""
    problem = hand((-3, -4, -1), (0, 2))
    for sign in (1, -1):
        direction = tuple(Fraction(sign * x) for x in (3, 0, 2))
        tie = problem.tie_along(direction)
        assert (tie.context, tie.response, tie.step, tie.slope) == (0, 3, Fraction(1, 2), 2)
        assert tie.direction == (-3, 0, -2)
    both = tuple(map(Fraction, (3, 0, 1)))
    assert problem.tie_along(both) == Tie(0, 1, (-3, 0, -1), Fraction(3), Fraction(1))


def test_what_hides_must_look_alike_and_prefer_another_response() -> None:
    problem = hand((-3, -4, -1), (0, 2))
    assert problem.hides(tuple(map(Fraction, (-3, -4, 1)))) == (0, 3)
    assert problem.hides(tuple(map(Fraction, (2, -4, 1)))) == (0, 1)
    assert problem.hides(tuple(map(Fraction, (-3, -5, 1)))) is None
    assert problem.hides(tuple(map(Fraction, (-7, -4, 0)))) is None


def test_a_truth_is_named_given_or_missing() -> None:
    """A matrix is read row by row."""
    named = {"a": (Fraction(1),), "b": (Fraction(2),)}
    context = Context("u", "x", Fraction(1))
    one = Instance((context,), ("y0", "y1"), Baseline("y0"), Heads((((Fraction(0),), (Fraction(1),)),), named), "b")
    assert named_parameter(one) == (2,) and named_parameter(one, "a") == (1,)
    with pytest.raises(InputError, match="is needed"):
        named_parameter(replace(one, truth=None))
    assert flatten(((Fraction(1), Fraction(2)), (Fraction(3), Fraction(4)))) == (1, 2, 3, 4)
    assert kronecker((Fraction(1), Fraction(2)), (Fraction(3), Fraction(5))) == (3, 5, 6, 10)
    tabular = replace(one, models=Rewards({"b": ((Fraction(0), Fraction(1)),)}))
    with pytest.raises(InputError, match="given by heads"):
        LinearProblem.of(tabular)
    with pytest.raises(InputError, match="given by heads"):
        named_parameter(tabular, "b")


def test_the_nearest_tie_is_nearest_in_the_coordinates_of_theta() -> None:
    """y1 ties at a distance of 30 and y2, whose head is twice as long, at 29."""
    nearest = hand((-30, -29, -100), ()).nearest_tie()
    assert nearest == Tie(0, 2, (0, -2, 0), Fraction(4), Fraction(29, 2))


def test_in_many_dimensions_the_adversary_moves_along_one_missing_direction(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = hand((-3, -4, -1), (0, 2))
    assert problem.missing_directions[0] == (1, 0, 0)
    monkeypatch.setattr(linear_problem, "NEAREST", 3)
    assert problem.adversary() == HiddenAlternative((-3, -4, 1), 0, 3)
    monkeypatch.setattr(linear_problem, "NEAREST", 2)
    assert problem.adversary() == HiddenAlternative((3, -4, -1), 0, 1)
