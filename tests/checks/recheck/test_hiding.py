"""Bounds on what hides: by hand they hold, each change of one is refused; lines against Bhattacharyya's sum."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from math import exp, sqrt
from typing import Any

import numpy as np
import pytest

from checks.recheck.hiding import _below, check_hiding
from checks.recheck.model import RejectedError
from tests.checks.recheck.line import BASELINE, HALVES, UNIFORM, bounds

Change = Callable[[dict[str, Any]], Any]


@pytest.mark.parametrize("uniform", [True, False])
def test_bounds_worked_out_by_hand_hold(uniform: bool) -> None:
    check_hiding(UNIFORM if uniform else BASELINE, bounds(uniform), [1])


def test_what_is_compared_in_half_of_the_rounds_counts_half() -> None:
    text = json.dumps(bounds(True)).replace('"low": "1/50"', '"low": "1/100"')
    check_hiding(HALVES, json.loads(text.replace('0, 0, 1, "1/20"]', '0, 0, 1, "1/40"]')), [1])
    with pytest.raises(RejectedError, match="do not match"):
        check_hiding(HALVES, json.loads(text), [1])


def test_a_bound_holds_under_the_comparators_it_was_made_for() -> None:
    with pytest.raises(RejectedError, match="not exposed"):
        check_hiding(BASELINE, bounds(True), [1])


def _leaf(stated: dict[str, Any]) -> dict[str, Any]:
    return stated["believed"]["roots"][0][2]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda s: s.pop("strong"), "other bounds"),
        (lambda s: s["believed"].update(low="1/49"), "not that of its branches"),
        (lambda s: _leaf(s).update(low="1/49"), "another bound"),
        (lambda s: _leaf(s)["lines"][0].__setitem__(4, "3/100"), "not below"),
        (lambda s: _leaf(s)["lines"][0].__setitem__(3, "1/10"), "not below"),
        (lambda s: _leaf(s)["lines"].append(_leaf(s)["lines"][0]), "counted twice"),
        (lambda s: _leaf(s)["rows"].clear(), "do not match"),
        (lambda s: _leaf(s)["rows"][0].__setitem__(4, "-1/20"), "negative"),
        (lambda s: _leaf(s)["rows"][0].__setitem__(2, 1), "does not have"),
        (lambda s: _leaf(s).update(low=None), "not shown to be empty"),
        (lambda s: s["believed"]["roots"].clear(), "is missing"),
        (lambda s: s["believed"]["ranges"][0]["high"].update(at=0), "ends elsewhere"),
        (lambda s: s["settled"]["ranges"].append(s["believed"]["ranges"][0]), "without need"),
        (lambda s: s["strong"]["roots"][0][2]["parts"].pop(), "a part is missing"),
        (lambda s: s["strong"]["roots"][0][2].update(by=["context", 1]), "no such context"),
    ],
)
def test_each_change_is_refused(change: Change, why: str) -> None:
    stated = bounds(True)
    change(stated)
    with pytest.raises(RejectedError, match=why):
        check_hiding(UNIFORM, stated, [1])


def _deficit(a: float, b: float) -> float:
    """1 − Σ √(p q) of two coins."""
    p, q = 1 / (1 + exp(-a)), 1 / (1 + exp(-b))
    return 1 - sqrt(p * q) - sqrt((1 - p) * (1 - q))


@pytest.mark.parametrize("seed", range(12))
def test_a_line_is_below_exactly_when_it_is_on_a_grid(seed: int) -> None:
    """The line touches the curve up to 1e-6 from below, then crosses it by 1e-6."""
    draw = np.random.default_rng(seed)
    truth, low, slope = (Fraction(int(n), 8) for n in draw.integers((-16, -24, -2), (17, 8, 3)))
    high = low + Fraction(int(draw.integers(1, 24)), 8)
    grid = np.linspace(float(low), float(high), 4001)
    most = min(_deficit(a, float(truth)) - float(slope) * a for a in grid)
    assert _below(truth, low, high, slope, Fraction(most) - Fraction(1, 10**6))
    assert not _below(truth, low, high, slope, Fraction(most) + Fraction(1, 10**6))
