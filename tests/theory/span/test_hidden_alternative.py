from dataclasses import FrozenInstanceError, replace
from fractions import Fraction
from itertools import count

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from checks.strategies import rationals
from theory.diversity import Conditions
from theory.exact.linear import dot
from theory.instance import Baseline, Box, Context, Everything, Heads, Instance, Uniform
from theory.problem import tabular
from theory.span.box_lp import contains, hidden_in_box
from theory.span.hidden_alternative import (
    ROOM,
    Comparison,
    Nearest,
    Partner,
    coordinates,
    exposed,
    first_partner,
    nearest,
    nearest_in_box,
    shaped,
    simplest_between,
    telling,
)
from theory.span.linear_problem import LinearProblem

F = Fraction


def plane(theta, *heads, parameters=None, law=None):
    """One context in the plane, compared with the first response."""
    responses = tuple(f"y{y}" for y in range(len(heads)))
    vectors = (tuple(tuple(map(F, head)) for head in heads),)
    models = Heads(vectors, parameters or Everything())
    return Instance((Context("u", "x", F(1)),), responses, law or Baseline("y0"), models, tuple(map(F, theta)))


def test_the_nearest_by_hand():
    """(2, −1) serves y1; only the first coordinate shows; the second must rise by more than 3, at most by 27/8."""
    found = nearest(LinearProblem.of(plane((2, -1), (0, 0), (1, 0), (0, 1))))
    assert found.alternative.parameter == (2, F(7, 3))
    assert (found.alternative.context, found.alternative.response) == (0, 2)
    assert (found.squared, found.infimum) == (F(100, 9), 9)


def test_the_nearest_of_several_by_hand():
    """The others lie 13, 27 and 10 behind, along unseen directions of length 1, 3 and 2: the last is nearest, at 5."""
    found = nearest(LinearProblem.of(plane((12, -1), (0, 0), (1, 0), (0, 1), (-1, 3), (0, -2), (0, -2))))
    assert found.alternative.response == 4
    assert found.alternative.parameter == (12, F(-19, 3))
    assert (found.squared, found.infimum) == (F(256, 9), 25)


def test_a_tie_is_broken_by_a_whole_step():
    found = nearest(LinearProblem.of(plane((0, 0), (0, 0), (3, 4), (1, 0))))
    assert found.alternative.parameter == (3, 4)
    assert (found.squared, found.infimum) == (25, 0)


def test_nothing_is_hidden_where_everything_shows():
    assert nearest(LinearProblem.of(plane((2, -1), (0, 0), (1, 0), (0, 1), law=Uniform()))) is None


@pytest.mark.parametrize(("upper", "most"), [(4, F(27, 8)), (F(21, 10), F(31, 10))])
def test_in_a_box_by_hand(upper, most):
    """The second coordinate must pass 2; it stays below the bound, and near 2."""
    box = Box((F(-5), F(-5)), (F(5), F(upper)))
    problem = LinearProblem.of(plane((2, -1), (0, 0), (1, 0), (0, 1)))
    found = nearest_in_box(problem, box)
    first, second = found.alternative.parameter
    assert first == 2
    assert 3 < second + 1 <= most
    assert found.squared == (second + 1) ** 2
    assert (found.alternative.context, found.alternative.response, found.infimum) == (0, 2, None)
    assert contains(box, found.alternative.parameter)


def test_in_a_box_a_tie_stays_where_the_program_left_it():
    box = Box((F(-1), F(-1)), (F(1), F(1)))
    problem = LinearProblem.of(plane((0, 0), (0, 0), (3, 4), (1, 0)))
    found = nearest_in_box(problem, box)
    assert contains(box, found.alternative.parameter)
    assert problem.hides(found.alternative.parameter) is not None
    assert found.squared == dot(found.alternative.parameter, found.alternative.parameter) > 0
    assert found.alternative == hidden_in_box(problem, box)


def test_a_box_that_holds_none_says_why():
    found = nearest_in_box(LinearProblem.of(plane((2, -1), (0, 0), (1, 0), (0, 1))), Box((F(-5), F(-5)), (F(5), F(2))))
    assert [(entry.context, entry.response) for entry in found] == [(0, 2)]


SHOWN = tabular(
    {"a": [[0, 3, 1], [2, 0, 1]], "b": [[0, 3, 9], [2, 0, 5]], "c": [[0, 4, 1], [2, 1, 1]]}, p=[F(1, 3), F(2, 3)]
)


def test_what_a_policy_shows_by_hand():
    assert list(exposed(SHOWN, 0, 1)) == [
        Comparison(context=0, deployed=1, comparator=0, gap=F(3), other=F(3)),
        Comparison(context=0, deployed=1, comparator=2, gap=F(2), other=F(-6)),
        Comparison(context=1, deployed=0, comparator=1, gap=F(2), other=F(2)),
        Comparison(context=1, deployed=0, comparator=2, gap=F(1), other=F(-3)),
    ]
    assert telling(SHOWN, 0, 1) == Comparison(0, 1, 2, F(2), F(-6))
    assert telling(SHOWN, 0, 0) is None
    assert [entry.comparator for entry in exposed(tabular({"a": [[0, 1, 2]]}, baseline=1), 0, 0)] == [1]


def test_the_first_partner_by_hand():
    four = tabular({"m": [[0, 1]], "a": [[0, -1]], "b": [[0, 2]], "c": [[0, 3]], "d": [[0, -5]]}, baseline=0)
    conditions = Conditions(four)
    assert first_partner(conditions) == Partner(believed=1, hidden=0)
    assert first_partner(conditions, believed=4) == Partner(4, 0)
    assert first_partner(conditions, believed=0) is None
    assert first_partner(Conditions(tabular({"a": [[0, 1]]}))) is None


def test_parameters_are_written_as_the_instance_writes_them():
    six = tuple(map(F, range(6)))
    plain = plane((2, -1), (0, 0), (1, 0))
    assert shaped(plain, six) == six
    square = replace(plain, truth=((F(0), F(0)), (F(0), F(0)), (F(0), F(0))))
    assert shaped(square, six) == ((0, 1), (2, 3), (4, 5))
    assert shaped(replace(plain, truth="a"), six) == six


def test_what_is_found_cannot_be_changed():
    found = nearest(LinearProblem.of(plane((0, 0), (0, 0), (3, 4))))
    for entry, name in ((found, "squared"), (Partner(0, 1), "hidden"), (Comparison(0, 1, 2, F(0), F(0)), "gap")):
        with pytest.raises(FrozenInstanceError):
            setattr(entry, name, 7)


positive = st.fractions(0, 5, max_denominator=30)


@given(positive, positive)
def test_simplest_rational_of_an_interval(low, width):
    assume(width > 0)
    high = low + width
    found = simplest_between(low, high)
    assert low < found <= high
    for denominator in count(1):
        inside = [
            n
            for n in range(int(low * denominator), int(high * denominator) + 2)
            if low < Fraction(n, denominator) <= high
        ]
        if inside:
            assert found == Fraction(inside[0], denominator)
            break


@st.composite
def linear(draw, comparators=None):
    dimension, users, size = (draw(st.integers(1, 3)) for _ in range(3))
    responses = tuple(f"y{y}" for y in range(size + 1))
    vector = st.tuples(*[rationals()] * dimension)
    heads = tuple(tuple(draw(vector) for _ in responses) for _ in range(users))
    contexts = tuple(Context(f"u{c}", "x", Fraction(1, users)) for c in range(users))
    law = draw(st.sampled_from([Baseline(responses[0]), Uniform()]))
    return Instance(contexts, responses, law, Heads(heads, Everything()), draw(vector))


@settings(max_examples=40, deadline=None)
@given(linear())
def test_nearest_is_hidden_and_near(instance):
    problem = LinearProblem.of(instance)
    found = nearest(problem)
    assert (found is None) is problem.spanning
    if found is None:
        return
    assert problem.hides(found.alternative.parameter) is not None
    change = [x - y for x, y in zip(found.alternative.parameter, problem.theta, strict=True)]
    assert dot(tuple(change), tuple(change)) == found.squared
    if found.infimum:
        assert found.infimum < found.squared <= ROOM**2 * found.infimum


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(linear(), st.lists(rationals(), min_size=3, max_size=3))
def test_no_hidden_alternative_is_nearer_than_the_infimum(instance, direction):
    """Any direction that is never exposed reaches a hidden alternative no sooner than the infimum says."""
    problem = LinearProblem.of(instance)
    found = nearest(problem)
    assume(found is not None and found.infimum and problem.unexposed)
    weights = direction[: len(problem.unexposed)]
    change = tuple(
        sum((w * v[i] for w, v in zip(weights, problem.unexposed, strict=False)), Fraction(0))
        for i in range(problem.dimension)
    )
    norm = dot(change, change)
    assume(norm)
    scale = Fraction(int((found.infimum / norm) ** Fraction(1, 2) * 999), 1000)
    near = tuple(t + scale * x for t, x in zip(problem.theta, change, strict=True))
    if scale * scale * norm <= found.infimum:
        assert problem.hides(near) is None


@settings(max_examples=40, deadline=None)
@given(linear())
def test_in_a_box_it_stays_in_the_box(instance):
    problem = LinearProblem.of(instance)
    box = Box(tuple(x - 1 for x in problem.theta), tuple(x + 1 for x in problem.theta))
    found = nearest_in_box(problem, box)
    if isinstance(found, Nearest):
        assert contains(box, found.alternative.parameter)
        assert problem.hides(found.alternative.parameter) is not None


def test_first_partner_and_what_tells():
    trap = tabular({"a": [[0, -1]], "b": [[0, 1]]}, baseline=0)
    partner = first_partner(Conditions(trap))
    assert (partner.believed, partner.hidden) == (0, 1)
    assert first_partner(Conditions(trap), believed=1) is None
    assert telling(trap, 0, 1) is None
    assert telling(trap, 1, 0).gap != telling(trap, 1, 0).other
    assert list(exposed(trap, 0, 1)) == []


def test_coordinates_combine_to_the_vector():
    basis = [(Fraction(1), Fraction(2), Fraction(0)), (Fraction(0), Fraction(1), Fraction(1))]
    weights = coordinates(basis, (Fraction(2), Fraction(7), Fraction(3)))
    assert weights == (2, 3)
    with pytest.raises(ValueError, match="span"):
        coordinates(basis, (Fraction(1), Fraction(0), Fraction(0)))
    with pytest.raises(ValueError, match="span"):
        coordinates([], (Fraction(1),))
    assert coordinates([], (Fraction(0),)) == ()
