"""The enumeration beside ``exact`` on problems whose regret is known by hand, and what counts as disagreement."""

from __future__ import annotations

from math import exp
from typing import Any

import pytest

from checks.bench.robustness import extreme_gaps
from checks.bench.robustness.extreme_gaps import ENUMERATED, MOST_HISTORIES, Play, disagreement, draw
from checks.learners import NAMES
from theory.errors import InputError
from theory.problem import tabular

PROBLEM = tabular({"a": [[0, 1]], "b": [[3, 1]]})
"""Under b serving y1 costs 2; y0 beats y1 with chance σ(2), and both models are equally likely at first."""


def wins(gap: float) -> float:
    return 1 / (1 + exp(-gap))


@pytest.mark.parametrize(
    ("learner", "rounds", "regret"),
    [
        ("constant", 5, 0.0),
        ("uniform", 5, 5.0),
        ("greedy", 1, 2.0),
        ("greedy", 2, 2 + 2 * (1 - wins(2))),
        ("thompson", 1, 1.0),
        ("pooled", 1, 2.0),
        ("per-user", 2, 2 + 2 * (1 - wins(2))),
    ],
)
def test_one_or_two_rounds_by_hand(learner: str, rounds: int, regret: float) -> None:
    """Greedy follows a, of the lower index, until y0 has won."""
    assert Play(PROBLEM, 1, learner).regret(rounds) == pytest.approx(regret, rel=1e-12)


def test_thompson_draws_from_the_posterior() -> None:
    """After a win of y0 the odds of b over a are σ(2) to σ(−1), after a loss σ(−2) to σ(1)."""
    p, rest = wins(2), 1 - wins(2)
    believes_a = p * wins(-1) / (wins(-1) + wins(2)) + rest * wins(1) / (wins(1) + wins(-2))
    assert Play(PROBLEM, 1, "thompson").regret(2) == pytest.approx(1 + 2 * believes_a, rel=1e-12)


@pytest.mark.parametrize("seed", range(30))
def test_draws_are_small_enough_to_enumerate(seed: int) -> None:
    problem, theta, horizon = draw(seed)
    assert 0 <= theta < len(problem.models) and 2 <= horizon <= 6 and set(ENUMERATED) <= set(NAMES)
    assert draw(seed)[1:] == (theta, horizon) and len(problem.models) <= MOST_HISTORIES


@pytest.mark.parametrize(
    ("interval", "wrong"),
    [([0.0, None], False), ([-1.0, 1e9], False), ([1e9, None], True), ([-2.0, -1.0], True)],
)
def test_an_interval_that_excludes_the_regret_is_a_disagreement(
    monkeypatch: pytest.MonkeyPatch, interval: list[Any], wrong: bool
) -> None:
    monkeypatch.setattr(extreme_gaps, "simulate", lambda *_: {"regret": {"interval": interval}})
    found = disagreement(0, "uniform", 10)
    assert (found is not None and "instance 0, uniform" in found) == wrong


@pytest.mark.parametrize(("words", "wrong"), [("needs a unique optimum", None), ("no", "runs: no")])
def test_only_known_refusals_are_none(monkeypatch: pytest.MonkeyPatch, words: str, wrong: str | None) -> None:
    def refused(*_: Any) -> None:
        raise InputError("runs", words)

    monkeypatch.setattr(extreme_gaps, "simulate", refused)
    assert disagreement(0, "greedy", 10) == wrong
