"""The review is made by the checkout that is asked, each time from a fresh copy of the evidence; the best counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.bench.waiting import bench_review
from checks.bench.waiting.checkout import Ran


def test_every_review_starts_from_the_evidence_as_verify_left_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds, lines = iter((5.0, 3.0, 4.0)), []

    def ran(checkout: Path, *arguments: str) -> Ran:
        lines.append((checkout, arguments[2]))
        evidence = Path(arguments[arguments.index("--evidence") + 1])
        if arguments[2] == "verify":
            assert arguments[arguments.index("--cases") + 1] == "7"
            evidence.mkdir()
            (evidence / "claim.json").write_text("{}")
            return Ran("", 100.0)
        assert [path.name for path in evidence.iterdir()] == ["claim.json"]
        (evidence / "kept.json").write_text("{}")
        return Ran("", next(seconds))

    monkeypatch.setattr(bench_review, "python", ran)
    assert bench_review.review(Path("before"), 7, 3) == 3.0
    assert lines == [(Path("before"), "verify")] + [(Path("before"), "review")] * 3
