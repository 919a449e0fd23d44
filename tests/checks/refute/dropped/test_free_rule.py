"""Pairs whose believed model has a second optimum that costs nothing: the policy that costs neither anything."""

from __future__ import annotations

from fractions import Fraction

from checks.refute.dropped.free_rule import tied_pair
from theory.instance import Baseline, Context, Instance, Rewards


def instance(believed: list[int], hidden: list[int]) -> Instance:
    rows = {name: (tuple(map(Fraction, row)),) for name, row in (("a", believed), ("b", hidden))}
    return Instance((Context("u", "x", Fraction(1)),), ("y0", "y1", "y2"), Baseline("y0"), Rewards(rows), "a")


def test_the_second_optimum_is_served_for_ever() -> None:
    """Believing a serves y0, which shows nothing; y1 is as good for a, and the best for b."""
    found = tied_pair(instance([0, 0, -1], [0, 1, -1]))
    assert found is not None
    _, pair, learner = found
    assert (pair.a, pair.b) == (0, 1) and not pair.unique
    assert learner["name"] == "fixed policy" and [row["response"] for row in learner["policy"]] == ["y1"]


def test_there_is_none_where_the_optimum_is_unique_or_the_second_does_not_please_both() -> None:
    assert tied_pair(instance([0, -1, -1], [0, 1, -1])) is None
    assert tied_pair(instance([0, -1, 0], [0, 1, -1])) is None
