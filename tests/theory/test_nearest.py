from fractions import Fraction
from itertools import count

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checks.strategies import rationals
from theory.diversity import Conditions
from theory.instance import Baseline, Box, Context, Everything, Heads, Instance, Uniform
from theory.linear import dot
from theory.nearest import (
    ROOM,
    Nearest,
    coordinates,
    exposed,
    first_partner,
    nearest,
    nearest_in_box,
    simplest_between,
    telling,
)
from theory.problem import tabular
from theory.program import contains
from theory.span import LinearProblem

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
