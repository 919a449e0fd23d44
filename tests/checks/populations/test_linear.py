"""Random instances by heads: truths lie in their class, and segments contain a tie and the truth at an end."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checks.populations.linear import linear, polytopes, segments
from checks.populations.source import Seeded
from theory.instance import Box, Everything, Heads

SEEDS = range(60)


def inside(box: Box, m: tuple[Fraction, ...]) -> bool:
    bounds = zip(box.lower, m, box.upper, strict=True)
    cuts = (sum(a * x for a, x in zip(cut.normal, m, strict=True)) <= cut.at_most for cut in box.inequalities)
    return all((low is None or low <= x) and (high is None or x <= high) for low, x, high in bounds) and all(cuts)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_truth_of_a_polytope_is_inside_of_it(seed: int) -> None:
    drawn = polytopes(Seeded(f"polytope {seed}"), dimension=3)
    assert isinstance(drawn.models, Heads) and isinstance(drawn.models.parameters, Box)
    box = drawn.models.parameters
    assert None not in (*box.lower, *box.upper)
    if drawn.truth is not None:
        assert isinstance(drawn.truth, tuple) and inside(box, drawn.truth)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_truth_of_a_linear_class_is_in_it(seed: int) -> None:
    one = linear(Seeded(f"linear {seed}"))
    assert isinstance(one.models, Heads) and isinstance(one.models.parameters, dict)
    assert one.truth in one.models.parameters
    two = linear(Seeded(f"linear {seed}"), finite=False)
    assert isinstance(two.models, Heads) and isinstance(two.models.parameters, Box | Everything)
    if isinstance(two.models.parameters, Box):
        assert inside(two.models.parameters, two.truth)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_segment_reaches_from_the_truth_to_0_or_beyond(seed: int) -> None:
    """Everything ties at 0."""
    drawn = segments(Seeded(f"segment {seed}"))
    assert isinstance(drawn.models, Heads) and isinstance(drawn.models.parameters, Box)
    ((low,), (high,)) = drawn.models.parameters.lower, drawn.models.parameters.upper
    assert low is not None and high is not None and inside(drawn.models.parameters, drawn.truth)  # type: ignore[arg-type]
    assert low <= 0 <= high
