"""Confusions of a policy: multipliers worked out by hand, and pairs moved until both optima are unique."""

from __future__ import annotations

from fractions import Fraction

from theory.files.instance_file import loads
from theory.polytope.confusion import Excluded, Pair, Sight, confusions, made_strict
from theory.polytope.continuous import ContinuousClass

F = Fraction
SIGHT = """{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": {"baseline": "y0"},
 "contexts": [{"user": "u", "prompt": "p", "probability": "1/4"}, {"user": "v", "prompt": "p", "probability": "3/4"}],
 "heads": [[[0, 0], ["1/2", 0]], [[0, 0], ["2/3", "2/3"]]],
 "parameters": {"lower": [-1, -1], "upper": [1, 1], "inequalities": [{"normal": ["4/3", "2/3"], "at_most": MOST}]}}"""


def only(most: str) -> Pair | Excluded:
    """What is found for the policy (y0, y1), which shows 2/3 (x₀ + x₁) and leaves x₀ / 2 open."""
    problem = ContinuousClass.of(loads(SIGHT.replace("MOST", most)))
    (answer,) = confusions(problem, (0, 1), Sight.of(problem, (0, 1)))
    return answer


def test_multipliers_by_hand() -> None:
    """3/4 (4/3, 2/3) = (1/2, 0) + 3/4 (2/3, 2/3), and nothing but this has a bound of 0."""
    assert only("0") == Excluded((0, 1), 0, 1, {}, {4: F(3, 4)}, {(1, 0): F(3, 4)}, {(1, 0): F(3, 4)})


def test_any_room_beyond_the_bound_is_a_confusion() -> None:
    """With 2 x₀ + x₁ ≤ s and x₀ + x₁ ≥ 0 there is b = (s, −s), which looks like a = (0, 0)."""
    found = only('"1/1000"')
    assert isinstance(found, Pair)
    (a0, a1), (b0, b1) = found.believed, found.hidden
    assert a0 + a1 == b0 + b1 >= 0 >= a0 and b0 > 0 and 2 * b0 + b1 <= F(3, 2000)


def test_a_pair_moves_on_while_the_hidden_model_has_two_optima() -> None:
    """Halfway b = (1, 0) ties in the second context, a quarter of the way b = (2, 1/2) does not."""
    problem = ContinuousClass.of(
        loads(
            """{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": {"baseline": "y0"},
            "contexts": [{"user": "u", "prompt": "p", "probability": "1/4"},
            {"user": "v", "prompt": "p", "probability": "3/4"}], "heads": [[[0, 0], [1, 0]], [[0, 0], [0, 1]]],
            "parameters": {"lower": [-3, -3], "upper": [3, 3]}}"""
        )
    )
    pair = Pair((0, 0), (F(0), F(-1)), (F(3), F(1)), 0, 1)
    found = made_strict(problem, pair, (F(-1), F(-1)))
    assert (found.believed, found.hidden) == ((F(-1, 4), F(-1)), (F(2), F(1, 2)))
    assert problem.unique_optimum(found.believed) and problem.unique_optimum(found.hidden)
