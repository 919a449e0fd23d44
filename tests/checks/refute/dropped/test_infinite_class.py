"""Infinite classes that crowd around the truth, recognised and told from others."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from checks.refute.dropped.infinite_class import PAIRS, candidate, crowded, prefix
from theory.instance import Baseline, Context, Instance, Rewards

GAP, SPREAD = Fraction(-3), Fraction(1)
OFFSETS = [SPREAD, -SPREAD, SPREAD / 2, -SPREAD / 2]


def crowd(offsets: list[Fraction] = OFFSETS, gap: Fraction = GAP) -> Instance:
    """The baseline y0 is compared with; the wrong models serve y2, which the truth likes less than y1."""
    wrong = {f"m{i}": ((Fraction(0), gap + 10, 20 + offset),) for i, offset in enumerate(offsets)}
    truth = ((Fraction(0), Fraction(30), Fraction(20)),)
    law = (Context("u", "x", Fraction(1)),)
    return Instance(law, ("y0", "y1", "y2"), Baseline("y0"), Rewards({**wrong, "truth": truth}), "truth")


def test_models_on_both_sides_at_halving_distances_crowd() -> None:
    found = crowded(crowd())
    assert found is not None and found.wrong == [0, 1, 2, 3] and found.cost == 10


@pytest.mark.parametrize(
    "offsets",
    [
        [SPREAD, -SPREAD, SPREAD / 3, -SPREAD / 3],
        [SPREAD, -SPREAD, SPREAD / 2, SPREAD / 2],
        [-SPREAD, SPREAD, -SPREAD / 2, SPREAD / 2],
        [SPREAD, -SPREAD, SPREAD / 2],
    ],
)
def test_other_distances_do_not(offsets: list[Fraction]) -> None:
    assert crowded(crowd(offsets)) is None


def test_without_a_truth_there_is_nothing_to_crowd_around() -> None:
    assert crowded(replace(crowd(), truth=None)) is None


def test_a_prefix_keeps_the_first_pairs_and_the_truth() -> None:
    assert prefix(crowd(), 1).problem.models == ("m0", "m1", "truth")


def test_drawn_candidates_crowd_now_and_then() -> None:
    rng = np.random.default_rng(0)
    drawn = [candidate(rng) for _ in range(1000)]
    assert all(len(one.models.table) == 2 * PAIRS + 1 for one in drawn)  # type: ignore[union-attr]
    assert any(crowded(one) is not None for one in drawn)
