"""With nothing misspecified the quantities are those of the exact enumeration."""

import pytest

from checks.exact.expectations import expected_regret, mistake_probabilities, selection_tail
from checks.learners import load
from checks.refute.misspecified import expectations
from checks.refute.misspecified.misspecification import World, other_link, outside
from theory.claims.scope import Scope
from theory.instance import Instance

DRAWN = Instance.from_arrays({"a": [[0, 1]], "b": [[1, 0]], "c": [[0, 2]]}, comparators="y0", truth="c")
SCOPE = Scope(DRAWN)
PLAIN = World(SCOPE, SCOPE.problem, (0, 1, 2), {0: 0, 1: 1, 2: 2}, "nothing is different")


@pytest.mark.parametrize("theta", range(3))
def test_an_unchanged_world_is_the_enumeration(theta: int) -> None:
    last = 3
    problem = SCOPE.problem
    regret = expectations.regret(PLAIN, PLAIN.greedy, theta, last)
    pairs = [
        *zip(regret, expected_regret(problem, theta, load("greedy"), last), strict=True),
        *zip(expectations.mistakes(PLAIN, theta, last), mistake_probabilities(problem, theta, last), strict=True),
        *zip(expectations.tail(PLAIN, theta, 0, last), selection_tail(problem, theta, 0, last), strict=True),
    ]
    assert all(one.overlaps(other) for one, other in pairs)


def test_a_class_without_the_truth_never_selects_it() -> None:
    (world,) = outside(DRAWN)
    assert expectations.tail(world, 2, 2, 2)[1] == 0


def test_a_steeper_link_is_a_larger_gap() -> None:
    flat, steep = other_link(DRAWN)
    at = [expectations.mistakes(world, 1, 3)[-1] for world in (flat, PLAIN, steep)]
    assert at[0] > at[1] > at[2]
    assert expectations.rounds(PLAIN) >= 2
