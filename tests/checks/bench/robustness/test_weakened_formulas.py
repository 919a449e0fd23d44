"""Which claim notices a fault first, in a fork that reads the copy; and that the copy has the sources alone."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from checks.bench.robustness.weakened_formulas import by_verify, copy, noticed
from checks.verify import trial
from theory.claims import LEDGER


def verdicts(monkeypatch: pytest.MonkeyPatch, known: dict[str, str], tried: dict[str, str]) -> list[str]:
    """Let claims have these verdicts, when compared with what is known and when tried; return which are tried."""
    asked: list[str] = []

    def compare(one: Any, claim: Any) -> None:
        one.verdict = known.get(claim.id, one.verdict)

    def run(claim: Any, *_: Any, **__: Any) -> Any:
        asked.append(claim.id)
        return SimpleNamespace(verdict=tried.get(claim.id, "held"))

    monkeypatch.setattr(trial, "Trial", lambda name: SimpleNamespace(verdict="held"))
    monkeypatch.setattr(trial, "compare_with_known", compare)
    monkeypatch.setattr(trial, "run", run)
    return asked


def test_slack_is_looked_for_before_anything_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = verdicts(monkeypatch, {"T6": "slack"}, {"T1": "refuted"})
    assert noticed(10**9) == "T6 slack" and not asked


@pytest.mark.parametrize("verdict", ["refuted", "error"])
def test_the_first_claim_that_fails_is_named(monkeypatch: pytest.MonkeyPatch, verdict: str) -> None:
    asked = verdicts(monkeypatch, {}, {"T6": verdict, "T7": "refuted"})
    assert noticed(10**9) == f"T6 {verdict}" and asked[-1] == "T6"


def test_nothing_is_noticed_where_all_claims_hold_or_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = verdicts(monkeypatch, {}, {"T6": "undecided"})
    assert noticed(10**9) == "" and asked == [claim.id for claim in LEDGER]
    asked = verdicts(monkeypatch, {}, {LEDGER[0].id: "refuted"})
    assert noticed(-1) == "" and not asked


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ("def noticed(): return 'T1 slack'", "T1 slack"),
        ("def noticed(): return ''", ""),
        ("def noticed(): raise ValueError('no')", "ValueError: no"),
        ("import os\nos._exit(3)", "ended with 3"),
    ],
)
def test_a_fork_answers_from_the_copy(tmp_path: Path, body: str, answer: str) -> None:
    place = tmp_path / "checks" / "bench" / "robustness"
    place.mkdir(parents=True)
    for folder in (place, place.parent, place.parents[1]):
        (folder / "__init__.py").write_text("")
    (place / "weakened_formulas.py").write_text(body + "\n")
    assert by_verify(tmp_path, {}) == answer


def test_the_copy_has_the_packages_without_data(tmp_path: Path) -> None:
    copy(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"theory", "proofs", "checks"}
    assert (tmp_path / "theory" / "bounds.py").exists()
    assert not (tmp_path / "checks" / "data").exists() and not (tmp_path / "proofs" / "rocq").exists()
