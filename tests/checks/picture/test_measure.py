"""The numbers behind the picture, and the figure itself."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from checks.picture.curves import draw as draw_curves
from checks.picture.measure import picture
from checks.picture.panels import draw
from checks.picture.regimes import REGIMES, fading, regime
from theory.diversity import Conditions
from theory.errors import InputError
from theory.problem import Problem
from theory.span.linear_problem import LinearProblem
from theory.span.strength import coefficient

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def document() -> dict:
    return picture(2000, 100, 0, 1 - 1e-10, 2)


def test_measured_curves_respect_the_theorems(document: dict) -> None:
    bounded, logarithmic, linear = (document["regimes"][name] for name in REGIMES)
    for (_, _, low, _), (_, bound) in zip(
        bounded["measured"]["greedy"], bounded["theory"]["T1 (greedy, at most)"], strict=True
    ):
        assert low <= bound
    for panel in (logarithmic, linear):
        for rows in panel["measured"].values():
            for (_, _, _, high), (_, bound) in zip(rows, panel["theory"]["T7 (everyone, at least)"], strict=True):
                assert high >= bound
    for (_, mean, _, _), (_, exact) in zip(
        logarithmic["measured"]["greedy"], logarithmic["theory"]["T10 (greedy, exactly)"], strict=True
    ):
        assert mean == pytest.approx(exact)
    for row in document["fading"]:
        assert row["regret"]["interval"][0] <= row["T1"] <= row["T17"]


def test_diversity_of_the_fading_family_is_the_share() -> None:
    for share in (Fraction(1, 2), Fraction(1, 10)):
        instance = fading(share)
        problem = Problem.of(instance)
        mu = coefficient(problem, LinearProblem.of(instance), tuple(int(y) for y in problem.policy[0]))
        assert abs(float(mu) - float(share)) < 1e-12


def test_regimes_are_what_they_are_called() -> None:
    assert [Conditions(Problem.of(regime(name))).regime for name in REGIMES] == list(REGIMES)


@pytest.mark.parametrize("ending", ["pdf", "svg", "png"])
def test_same_bytes(document: dict, tmp_path: Path, ending: str) -> None:
    draw(document, str(tmp_path / f"one.{ending}"))
    draw(json.loads(json.dumps(document)), str(tmp_path / f"two.{ending}"))
    first, second = ((tmp_path / f"{name}.{ending}").read_bytes() for name in ("one", "two"))
    assert first == second and len(first) > 5000


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ends in"):
        draw_curves([], str(tmp_path / "figure.exe"))
