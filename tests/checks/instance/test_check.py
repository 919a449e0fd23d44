"""The check document against an independent computation: mpmath at 50 digits, written from the definitions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath as mp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import strategies
from checks.instance.check import check
from theory.errors import InputError
from theory.files.instance_file import read
from theory.instance import Instance
from theory.problem import Problem

mp.mp.dps = 50


def real(x: Fraction) -> Any:
    return mp.mpf(x.numerator) / x.denominator


def affinity(x: Fraction, y: Fraction) -> Any:
    p, q = 1 / (1 + mp.exp(-real(x))), 1 / (1 + mp.exp(-real(y)))
    return mp.sqrt(p * q) + mp.sqrt((1 - p) * (1 - q))


def inside(value: Any, pair: list[str]) -> bool:
    low, high = (mp.mpf(end) for end in pair)
    slack = mp.mpf(10) ** -40
    return bool(low - slack <= value <= high + slack) and bool(high - low <= mp.mpf("1e-12") * max(abs(high), slack))


@settings(deadline=None, max_examples=80)
@given(st.one_of(strategies.online(), strategies.confusing(), strategies.factored(finite=True)))
def test_constants_and_bounds(instance: Instance) -> None:
    problem, document = Problem.of(instance), check(instance)
    index = {name: m for m, name in enumerate(problem.models)}
    sizes = range(len(problem.responses))
    for truth, entry in document["truths"].items():
        theta, bound = index[truth], mp.mpf(0)
        for name, row in entry["wrong"].items():
            m = index[name]
            serve = [max(sizes, key=lambda y, c=c: (problem.reward(m, c, y), -y)) for c in range(len(problem.p))]
            lost = [
                p * (max(problem.reward(theta, c, y) for y in sizes) - problem.reward(theta, c, serve[c]))
                for c, p in enumerate(problem.p)
            ]
            assert Fraction(row["regret_per_round"]) == sum(lost) > 0
            rho = mp.fsum(
                real(p * k) * affinity(problem.gap(m, c, serve[c], y), problem.gap(theta, c, serve[c], y))
                for c, p in enumerate(problem.p)
                for y, k in enumerate(problem.kappa[c][serve[c]])
            )
            assert inside(rho, row["rho"])
            bound = mp.inf if row["rho"] == ["1", "1"] else bound + real(sum(lost, Fraction(0))) / (1 - rho)
        reported = entry["greedy_regret_bound"]
        assert (reported is None) is bool(mp.isinf(bound))
        assert reported is None or inside(bound, reported) or bound == 0


@settings(deadline=None, max_examples=60)
@given(strategies.confusing())
def test_lower_bounds_list_every_altered_context_of_every_pair(instance: Instance) -> None:
    document = check(instance)
    listed = [(row["believed"], row["hidden"], row["context"]) for row in document["lower_bounds"]]
    unique = {row["believed"] for row in document["lower_bounds"]}
    expected = [
        (pair["believed"], pair["hidden"], context)
        for pair in document["confusing_pairs"]
        if pair["believed"] in unique
        for context in pair["contexts"]
    ]
    assert listed == expected
    assert all(
        Fraction(row["delta_believed"]) > 0 and Fraction(row["delta_hidden"]) > 0 for row in document["lower_bounds"]
    )


def test_a_truth_must_be_a_model() -> None:
    from checks.claims.t20 import WITNESSES
    from theory.files.instance_file import load

    with pytest.raises(InputError, match="not a model"):
        check(load(WITNESSES / "T21.json"), "nobody")


def test_all_pairs_are_counted_and_the_first_listed() -> None:
    """Whoever believes a or d serves y0, the baseline, so that b and e hide from both."""
    rewards = {"a": [[0, -1]], "b": [[0, 1]], "d": [[0, -2]], "e": [[0, 2]]}
    document = {
        "format": "user-diversity/instance/1",
        "contexts": [{"user": "u", "prompt": "x", "probability": 1}],
        "responses": ["y0", "y1"],
        "comparators": {"baseline": "y0"},
        "rewards": rewards,
    }
    told = check(read(document), most_pairs=3)
    pairs = [(pair["believed"], pair["hidden"]) for pair in told["confusing_pairs"]]
    assert (told["confusing_pairs_total"], pairs) == (4, [("a", "b"), ("a", "e"), ("d", "b")])
