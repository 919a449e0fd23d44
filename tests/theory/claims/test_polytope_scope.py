"""The two truths of T24, and the affinity of T22d, worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from math import exp, log

import pytest

from theory.claims.polytope_scope import PolytopeScope, crossing, spread, step
from theory.files.instance_file import loads
from theory.problem import tabular

CROSSED = tabular({"plus": [[Fraction(1, 2), 0], [3, 0]], "minus": [[0, Fraction(1, 2)], [3, 0]]})


def test_responses_that_change_places_by_the_same_step_cross() -> None:
    assert crossing(CROSSED, 0, 1, 0) and not crossing(CROSSED, 0, 1, 1)
    assert step(CROSSED, 0, 1, 0) == Fraction(1, 2) and step(CROSSED, 0, 1, 1) == 0
    assert spread(CROSSED, 0, 1) == Fraction(1, 2)


@pytest.mark.parametrize(
    "table",
    [
        {"plus": [[1, 0]], "minus": [[0, 2]]},
        {"plus": [[1, 0]], "minus": [[2, 0]]},
        {"plus": [[1, 0, Fraction(1, 2)]], "minus": [[0, 1, 2]]},
    ],
)
def test_other_steps_the_same_optimum_or_a_better_third_response_do_not(table: dict[str, list[list[int]]]) -> None:
    assert not crossing(tabular(table), 0, 1, 0)


def test_a_context_that_never_comes_does_not_count() -> None:
    never = tabular({"plus": [[1, 0], [0, 0]], "minus": [[0, 1], [0, 0]]}, p=[Fraction(0), Fraction(1)])
    assert not crossing(never, 0, 1, 0)


def test_the_affinity_of_the_score_step_weighs_what_is_shown_and_adds_what_is_not() -> None:
    """One parameter in two contexts, of which serving y1 against y0 shows x in the first alone: weight 1/4."""
    scope = PolytopeScope(
        loads(
            '{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": {"baseline": "y0"},'
            '"contexts": [{"user": "u", "prompt": "p", "probability": "1/4"},'
            '{"user": "v", "prompt": "p", "probability": "3/4"}], "heads": [[[0], [1]], [[0], [1]]],'
            '"parameters": {"lower": [-1], "upper": [2]}, "truth": [1]}'
        )
    )

    def divergence(a: float, b: float) -> float:
        one, other = 1 / (1 + exp(-a)), 1 / (1 + exp(-b))
        return one * log(one / other) + (1 - one) * log((1 - one) / (1 - other))

    found = scope.score_affinity((1, 0), (Fraction(-1, 2),), (Fraction(1),))
    assert float(found) == pytest.approx(0.75 + 0.25 * exp(-divergence(-0.5, 1)), rel=1e-13)
