"""Boxes: the linear programs of T15 against vertices, and certificates that must not be believed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import strategies
from theory.exact.linear import combine, dot
from theory.instance import Box, Heads, Inequality, Instance, Vector
from theory.span import box_lp
from theory.span.box_lp import Multipliers, contains, hidden_in_box, proves
from theory.span.linear_problem import HiddenAlternative, LinearProblem


def boxed(instance: Instance) -> tuple[LinearProblem, Box]:
    assert isinstance(instance.models, Heads)
    problem, box = LinearProblem.of(instance), instance.models.parameters
    if not isinstance(box, Box):
        box = Box(tuple(x - 2 for x in problem.theta), tuple(x + 2 for x in problem.theta))
    return problem, box


@settings(deadline=None, max_examples=40)
@given(strategies.linear(finite=False))
def test_either_a_hidden_alternative_or_a_proof_that_there_is_none(instance: Instance) -> None:
    problem, box = boxed(instance)
    found = hidden_in_box(problem, box)
    if isinstance(found, HiddenAlternative):
        assert contains(box, found.parameter)
        place = problem.hides(found.parameter)
        assert place is not None
        lost = sum(
            (d * x for d, x in zip(problem.difference(found.context, found.response), found.parameter, strict=True))
        )
        assert lost < 0
        return
    assert {(one.context, one.response) for one in found} == {(c, y) for c, y, _ in problem.unexposed_differences()}
    assert all(proves(problem, box, one) for one in found)
    for weights in product(range(-2, 3), repeat=len(problem.unexposed)):
        parameter = problem.theta
        for weight, direction in zip(weights, problem.unexposed, strict=True):
            parameter = combine(parameter, Fraction(weight, 2), direction)
        assert not contains(box, parameter) or problem.hides(parameter) is None


@settings(deadline=None, max_examples=25)
@given(strategies.linear(finite=False), st.lists(st.integers(-1, 1), min_size=3, max_size=3))
def test_an_inequality_can_only_take_alternatives_away(instance: Instance, slope: list[int]) -> None:
    """With the truth on the boundary of a further inequality, what is found satisfies it, or a proof uses it."""
    problem, box = boxed(instance)
    normal = tuple(map(Fraction, slope[: problem.dimension]))
    cut = replace(box, inequalities=(Inequality(normal, dot(normal, problem.theta)),))
    found = hidden_in_box(problem, cut)
    if isinstance(found, HiddenAlternative):
        assert contains(cut, found.parameter) and dot(normal, found.parameter) <= dot(normal, problem.theta)
        assert isinstance(hidden_in_box(problem, box), HiddenAlternative)
    else:
        assert all(proves(problem, cut, one) for one in found)


def vector(*entries: int) -> Vector:
    return tuple(map(Fraction, entries))


NOBODY_SEES_Y = LinearProblem(
    ((vector(1, 0), vector(0, 1)),), (((Fraction(1), Fraction(0)), (Fraction(0), Fraction(1))),), vector(1, 0)
)
"""One context, θ serves y0 and is only ever compared with itself, so that nothing is exposed."""


def test_a_bound_decides() -> None:
    free = Box((None, None), (None, None))
    assert isinstance(hidden_in_box(NOBODY_SEES_Y, free), HiddenAlternative)
    tight = Box(vector(1, -1), vector(2, 1))
    (certificate,) = hidden_in_box(NOBODY_SEES_Y, tight)  # type: ignore[misc]
    assert proves(NOBODY_SEES_Y, tight, certificate)
    wider = Box(vector(1, -1), (Fraction(2), Fraction(1) + Fraction(1, 10**30)))
    assert isinstance(hidden_in_box(NOBODY_SEES_Y, wider), HiddenAlternative)
    point = Box(vector(1, 0), vector(1, 0))
    assert not isinstance(hidden_in_box(NOBODY_SEES_Y, point), HiddenAlternative)


def test_multipliers_that_prove_nothing_are_not_believed() -> None:
    tight = Box(vector(1, -1), vector(2, 1))
    (good,) = hidden_in_box(NOBODY_SEES_Y, tight)  # type: ignore[misc]
    assert isinstance(good, Multipliers)
    assert not proves(NOBODY_SEES_Y, tight, replace(good, lower=vector(0, 0), upper=vector(0, 0)))
    assert not proves(NOBODY_SEES_Y, tight, replace(good, upper=vector(0, -1)))
    assert not proves(NOBODY_SEES_Y, tight, replace(good, lower=vector(2, 0)))
    assert not proves(NOBODY_SEES_Y, Box((None, Fraction(-1)), tight.upper), good)
    assert not proves(NOBODY_SEES_Y, Box(tight.lower, vector(2, 2)), good)


@pytest.mark.parametrize("lie", ["_better", "_multipliers"])
def test_a_solver_that_lies_is_caught(lie: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tight = Box(vector(1, -1), vector(2, 1))
    nothing = Multipliers(0, 1, vector(0, 0), vector(0, 0), ())
    monkeypatch.setattr(box_lp, lie, lambda *_: vector(1, 1) if lie == "_better" else nothing)
    with pytest.raises(ArithmeticError, match="is none" if lie == "_better" else "prove nothing"):
        hidden_in_box(NOBODY_SEES_Y, tight)


@given(st.lists(st.sampled_from([None, *range(-2, 3)]), min_size=2, max_size=2), st.integers(-3, 3))
def test_being_inside(sides: list[int | None], x: int) -> None:
    low, high = (None if side is None else Fraction(side) for side in sides)
    inside = (low is None or x >= low) and (high is None or x <= high)
    assert contains(Box((low,), (high,)), vector(x)) == inside


def test_a_parameter_beyond_an_inequality_is_outside() -> None:
    one = Fraction(1)
    box = Box((-one, -one), (one, one), (Inequality((one, one), one),))
    assert contains(box, (one, -one)) and not contains(box, (one, one))


def test_a_bound_that_is_missing_bears_no_weight() -> None:
    """Δ = (1, −1) = (1, 0) − (0, 1), but (−1/2, 0) prefers y where x₀ has no lower bound."""
    box = Box((None, Fraction(-1)), vector(2, 0))
    claimed = Multipliers(0, 1, vector(1, 0), vector(0, 1), ())
    assert proves(NOBODY_SEES_Y, Box(vector(0, -1), vector(2, 0)), claimed)
    assert not proves(NOBODY_SEES_Y, box, claimed)
    above = Multipliers(0, 1, vector(2, 0), vector(1, 1), ())
    assert proves(NOBODY_SEES_Y, Box(vector(1, -1), vector(1, 0)), above)
    assert not proves(NOBODY_SEES_Y, Box(vector(1, -1), (None, Fraction(0))), above)


def test_an_inequality_bounds_the_alternative_and_not_the_step_to_it() -> None:
    """x₀ ≥ 1/2 and x₁ ≤ 1 leave (1/2, 1); from θ = (1, 0) a step of at least 1/2 in x₀ would leave nothing."""
    box = Box(vector(0, -1), vector(2, 1), (Inequality(vector(-1, 0), Fraction(-1, 2)),))
    found = hidden_in_box(NOBODY_SEES_Y, box)
    assert isinstance(found, HiddenAlternative)
    assert Fraction(1, 2) <= found.parameter[0] < found.parameter[1] <= 1


HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("lower", "upper", "inequalities"),
    [
        ((Fraction(1), -HALF), (Fraction(0), HALF), (Fraction(0),)),
        ((HALF, Fraction(0)), (-HALF, Fraction(1)), (Fraction(0),)),
        (vector(0, 0), vector(0, 0), (-HALF,)),
    ],
)
def test_a_weight_below_nothing_is_not_believed(lower: Vector, upper: Vector, inequalities: Vector) -> None:
    """Each adds up to Δ = (1, −1) with a value that is not negative; a half too little is enough to refuse it."""
    box = Box(vector(0, 0), vector(2, 0), (Inequality(vector(2, -2), Fraction(2)),))
    assert not proves(NOBODY_SEES_Y, box, Multipliers(0, 1, lower, upper, inequalities))


def test_the_value_is_what_the_bounds_and_inequalities_leave() -> None:
    """x₀ ≥ 1/2 and x₁ ≤ 1/2 are enough, x₀ ≥ 1/4 is not; nor is x₀ − x₁ ≥ −1/2, and 0 is."""
    claimed = Multipliers(0, 1, vector(1, 0), vector(0, 1), ())
    assert proves(NOBODY_SEES_Y, Box((HALF, Fraction(-1)), (Fraction(2), HALF)), claimed)
    assert not proves(NOBODY_SEES_Y, Box((HALF / 2, Fraction(-1)), (Fraction(2), HALF)), claimed)
    for least, enough in ((0, True), (1, False)):
        box = Box((None, None), (None, None), (Inequality(vector(-2, 2), Fraction(least)),))
        assert proves(NOBODY_SEES_Y, box, Multipliers(0, 1, vector(0, 0), vector(0, 0), (HALF,))) == enough


def test_an_inequality_leaves_room_beyond_the_truth() -> None:
    """θ = (1, 0) is a step of 3/2 away from x₁ ≤ 3/2, and x₁ > 1 = x₀ is preferred."""
    box = Box((Fraction(1), None), (Fraction(1), None), (Inequality(vector(0, 1), Fraction(3, 2)),))
    assert isinstance(hidden_in_box(NOBODY_SEES_Y, box), HiddenAlternative)


@pytest.mark.parametrize("turn", [1, -1])
def test_a_proof_uses_the_inequality_that_is_tight_enough(turn: int) -> None:
    """x₁ ≤ 1/2 proves that x₀ ≥ 1 is larger, x₁ ≤ 5 does not, whichever comes first."""
    both = (Inequality(vector(0, 1), HALF), Inequality(vector(0, 1), Fraction(5)))[::turn]
    box = Box((Fraction(1), None), (Fraction(2), None), both)
    (found,) = hidden_in_box(NOBODY_SEES_Y, box)  # type: ignore[misc]
    assert proves(NOBODY_SEES_Y, box, found)


@pytest.mark.parametrize("side", [1, -1])
def test_a_proof_does_not_lean_on_a_bound_that_is_missing(side: int) -> None:
    """Inequalities alone bound x₀ from below and x₁ from above."""
    walls = (Inequality(vector(-1, 0), Fraction(-1)), Inequality(vector(0, 1), HALF))[::side]
    box = Box((None, None), (None, None), walls)
    (found,) = hidden_in_box(NOBODY_SEES_Y, box)  # type: ignore[misc]
    assert (found.lower, found.upper) == (vector(0, 0), vector(0, 0))
