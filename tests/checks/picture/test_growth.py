"""The picture of growth is drawn whatever kinds were measured."""

from __future__ import annotations

from pathlib import Path

from checks.picture.growth import draw


def test_every_kind_has_its_two_curves(tmp_path: Path) -> None:
    rows = [
        {"kind": kind, "models": n, "plain_seconds": n / 1e4, "check_seconds": n / 1e3}
        for kind in ("diverse", "nested")
        for n in (10, 100)
    ]
    draw(rows, str(tmp_path / "growth.svg"))
    told = (tmp_path / "growth.svg").read_text("utf-8")
    assert "<svg" in told and len(told) > 5000
