"""Trees of policies: how many they hold, and where ties open a branch."""

from __future__ import annotations

from fractions import Fraction

from theory.files.instance_file import loads
from theory.polytope.continuous import ContinuousClass
from theory.polytope.margins import Margins
from theory.polytope.trees import Tree, closed_policies, everywhere_tied, strict_policies

POINT = (Fraction(0),)


def test_a_branch_that_stays_whole_counts_with_all_policies_below_it() -> None:
    tree = Tree(leaves={(0, 0, 0): POINT}, whole={(1,): POINT, (2, 1): POINT})
    assert tree.count(3, 3) == 1 + 3**2 + 3
    assert Tree(whole={(): POINT}).count(4, 2) == 16


def line(lower: int, upper: int) -> ContinuousClass:
    """Two contexts that prefer y1 where x > 0, one that prefers it where x < 0."""
    return ContinuousClass.of(
        loads(
            f"""{{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": "uniform",
            "contexts": [{{"user": "a", "prompt": "p", "probability": "1/2"}},
            {{"user": "b", "prompt": "p", "probability": "1/4"}},
            {{"user": "c", "prompt": "p", "probability": "1/4"}}],
            "heads": [[[0], [1]], [[0], [2]], [[0], [-1]]],
            "parameters": {{"lower": [{lower}], "upper": [{upper}]}}}}"""
        )
    )


def test_strict_and_closed_policies_of_a_line() -> None:
    """Strictly there are two; at 0 everything ties, so that all eight are best for some model."""
    problem = line(-1, 1)
    walker = Margins(problem)
    strict = strict_policies(problem, walker)
    assert set(strict.leaves) == {(0, 0, 1), (1, 1, 0)} and not strict.whole
    closed = closed_policies(problem, walker, strict)
    assert closed.count(3, 2) == 8 and everywhere_tied(problem) == (0,)


def test_away_from_the_tie_there_is_one_policy() -> None:
    problem = line(1, 2)
    walker = Margins(problem)
    strict = strict_policies(problem, walker)
    closed = closed_policies(problem, walker, strict)
    assert set(strict.leaves) == set(closed.leaves) == {(1, 1, 0)}
    assert closed.count(3, 2) == 1 and everywhere_tied(problem) is None
    assert strict_policies(line(0, 2), Margins(line(0, 2))).count(3, 2) == 1
