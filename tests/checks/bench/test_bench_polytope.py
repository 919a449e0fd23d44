"""Random polytopes are cubes with whole heads, the same for one seed, and the table counts what was enumerated."""

from __future__ import annotations

import sys

import pytest

from checks.bench.bench_polytope import drawn, main
from theory.instance import Baseline, Box, Heads


def test_heads_are_whole_on_a_cube() -> None:
    found = drawn(3, 4, 2, 1)
    assert isinstance(found.models, Heads) and found.models.parameters == Box((-1,) * 3, (1,) * 3)  # type: ignore[arg-type]
    entries = [x for block in found.models.vectors for row in block for x in row]
    assert len(entries) == 4 * 2 * 3 and all(x.denominator == 1 and abs(x) <= 3 for x in entries)
    assert found.comparators == Baseline("y0") and sum(c.probability for c in found.contexts) == 1
    assert drawn(3, 4, 2, 1) == found != drawn(3, 4, 2, 2)


def test_the_table_adds_up(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The share is programs over |C||Y||Π°|; no more policies are the only best ones than are best."""
    monkeypatch.setattr(sys, "argv", ["bench_polytope", "--dimension", "2", "--responses", "2", "--most", "3"])
    main()
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.startswith("contexts") and [int(row.split()[0]) for row in rows] == [2, 3]
    for row in rows:
        contexts, strict, closed, _, programs, share, _ = map(float, row.split())
        assert 0 < strict <= closed <= 2**contexts
        assert share == pytest.approx(programs / (contexts * 2 * strict), abs=1e-3)
