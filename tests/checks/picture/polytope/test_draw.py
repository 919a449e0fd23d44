"""The picture of a polytope is made of its numbers, and the one of the documentation of what was kept."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from checks.bench.bench_polytope import drawn
from checks.bench.polytope.boundary import INSTANCE, KEPT, figure, kept
from checks.picture.polytope.draw import draw
from checks.picture.polytope.numbers import numbers
from theory.errors import InputError
from theory.instance import Baseline, Instance

pytestmark = pytest.mark.slow

HALF = Fraction(1, 2)


def test_the_figure_is_made_of_what_was_kept(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    made = tmp_path / "boundary.svg"
    draw(kept(), str(made))
    assert made.read_text("utf-8") == KEPT.with_name("boundary.svg").read_text("utf-8")
    assert f"{kept()['boundary']['horizon']:,} rounds" in figure(kept()).figure


def test_what_was_kept_lies_above_t24() -> None:
    """Each interval of the worse of two truths reaches above what T24 proves there."""
    for row in kept()["boundary"]["truths"]:
        for rows in row["measured"].values():
            assert all(high >= least for (_, _, _, high), (_, least) in zip(rows, row["T24"], strict=True))


def test_numbers_do_not_depend_on_workers_and_say_what_hides() -> None:
    one, two = (numbers(INSTANCE, 50, 4, 1, 0.99, jobs) for jobs in (1, 2))
    assert one == two and one["decision"] == "bounded" and one["confusing"] is None
    assert len(one["path"]) == 1000 and [row["s"] for row in one["boundary"]["truths"]] == ["1/2", "1/8", "1/32"]
    hidden = numbers(replace(INSTANCE, comparators=Baseline("none")), 10, 2, 1, 0.99, 1)
    assert hidden["decision"] == "not bounded" and len(hidden["confusing"]) == 2


@pytest.mark.parametrize(
    ("instance", "panels"),
    [
        (replace(INSTANCE, truth=None), 1),
        (replace(drawn(1, 1, 2, 3), truth=None), 1),
        (replace(drawn(1, 1, 2, 3), truth=(HALF,)), 2),
        (replace(drawn(3, 2, 2, 0), truth=(HALF,) * 3), 1),
    ],
    ids=["no truth", "a segment", "a segment with a truth", "three parameters"],
)
def test_every_kind_of_class_is_drawn(instance: Instance, panels: int, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    document = numbers(instance, 20, 3, 0, 0.99, 1)
    assert sum(document[name] is not None for name in ("cells", "boundary")) == panels
    draw(document, str(tmp_path / "class.svg"))
    assert (tmp_path / "class.svg").stat().st_size > 5000


def test_what_shows_nothing_is_refused(tmp_path: Path) -> None:
    document = numbers(replace(drawn(3, 2, 2, 0), truth=None), 20, 3, 0, 0.99, 1)
    with pytest.raises(InputError, match="more than two parameters"):
        draw(document, str(tmp_path / "class.svg"))
