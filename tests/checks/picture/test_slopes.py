"""The figure of slopes is made of the table that was kept."""

from __future__ import annotations

from pathlib import Path

from checks.bench.slopes import TABLE, table
from checks.picture.slopes import draw


def test_the_figure_is_that_of_the_table(tmp_path: Path) -> None:
    made = tmp_path / "slopes.svg"
    draw(table(), str(made))
    new, kept = (path.read_text("utf-8") for path in (made, TABLE.with_name("slopes.svg")))
    assert new.count("<use ") == kept.count("<use ") > 100
