"""The numbers behind the picture of a polytope: truths near a boundary, the worse of two, and what is left out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from checks.bench.bench_polytope import drawn
from checks.bench.polytope.boundary import INSTANCE
from checks.picture.polytope import numbers as module
from checks.picture.polytope.numbers import FORMAT, LEARNERS, NEARER, numbers
from theory.errors import InputError
from theory.instance import Everything, Heads


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return numbers(INSTANCE, 20, 3, 0, 0.99, 1)


def test_what_is_shown_of_two_dimensions(document: dict[str, Any]) -> None:
    assert document["format"] == FORMAT and document["truth"] == [0.5, 0.25]
    assert document["decision"] == "bounded" and document["confusing"] is None
    assert len(document["path"]) == module.STEPS and len(document["path"][0]) == 2
    assert max(abs(x) for model in document["path"] for x in model) <= 1 + 1e-9
    for cell in document["cells"]:
        assert set(cell["policy"]) <= set(INSTANCE.responses) and len(cell["corners"]) >= 3


def test_truths_come_ever_nearer(document: dict[str, Any]) -> None:
    boundary = document["boundary"]
    reach = [Fraction(row["s"]) * part for row, part in zip(boundary["truths"], NEARER, strict=True)]
    assert len(set(reach)) == 1 and reach[0] > 0
    for row in boundary["truths"]:
        assert set(row["measured"]) == set(LEARNERS)
        assert all(low <= mean <= high for curve in row["measured"].values() for _, mean, low, high in curve)
        assert [t for t, _ in row["T24"]] == [t for t, *_ in row["measured"]["greedy"]]


def test_the_larger_regret_of_two_truths_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The two sides of the boundary return curves of their own; each entry is the larger one."""
    curves = iter([[[1, 2.0, 1.0, 9.0], [2, 3.0, 2.5, 4.0]], [[1, 1.0, 0.5, 10.0], [2, 5.0, 2.0, 3.0]]] * 6)
    monkeypatch.setattr(module, "simulate", lambda *_: {"curve": next(curves)})
    rows = numbers(INSTANCE, 20, 3, 0, 0.99, 1)["boundary"]["truths"]
    assert all(row["measured"]["greedy"] == [[1, 2.0, 1.0, 10.0], [2, 5.0, 2.5, 4.0]] for row in rows)


def test_without_a_truth_and_beyond_two_dimensions_less_is_shown() -> None:
    plain = numbers(replace(INSTANCE, truth=None), 20, 3, 0, 0.99, 1)
    assert (plain["truth"], plain["path"], plain["boundary"]) == (None, None, None) and plain["cells"]
    solid = numbers(drawn(3, 2, 2, 0), 20, 3, 0, 0.99, 1)
    assert solid["cells"] is None and solid["path"] is None


def test_a_class_without_bounds_is_refused_in_one_line() -> None:
    assert isinstance(INSTANCE.models, Heads)
    with pytest.raises(InputError) as error:
        numbers(replace(INSTANCE, models=replace(INSTANCE.models, parameters=Everything())), 20, 3, 0, 0.99, 1)
    assert "\n" not in str(error.value)
