import os
from pathlib import Path
from typing import Any

import pytest

from checks.report import real_populations
from checks.report.kept import documents
from checks.report.kept.documents import FIGURES, QUICK_AUDITS, SEED


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Audits that only note that they were asked for."""
    from checks.audit import cases, writing

    found: list[str] = []

    def note(case: str) -> Any:
        return lambda confidence, seed: found.append(case) or {"seed": seed, "case": case}

    monkeypatch.setattr(cases, "CASES", {case: note(case) for case in cases.CASES})
    monkeypatch.setattr(writing, "document", lambda answer: answer)
    return found


def test_the_quick_audits_exist() -> None:
    assert set(QUICK_AUDITS) < set(real_populations.cases())


def test_what_is_kept_is_not_computed(asked: list[str], tmp_path: Path) -> None:
    assert real_populations.audits(tmp_path, SEED) == {case: documents.kept(case) for case in QUICK_AUDITS}
    assert asked == [] == list(tmp_path.iterdir())


def test_with_what_is_kept_only_the_long_audits_are_made(asked: list[str], tmp_path: Path) -> None:
    found = real_populations.audits(tmp_path, SEED, everything=True)
    assert list(found) == list(real_populations.cases()) and set(asked) == set(found) - set(QUICK_AUDITS)
    assert real_populations.audits(tmp_path, SEED) == found and len(asked) == len(set(asked))


def test_figures_of_another_seed_are_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "figures", lambda seed: {"seed": seed})
    assert real_populations.figures(SEED) == documents.kept(FIGURES)
    assert real_populations.figures(SEED + 1) == {"seed": SEED + 1}


def test_only_quick_audits_are_made_unless_asked_and_none_twice(asked: list[str], tmp_path: Path) -> None:
    assert set(real_populations.audits(tmp_path, 3)) == set(QUICK_AUDITS) == set(asked)
    assert list(real_populations.audits(tmp_path, 3, everything=True)) == list(real_populations.cases())
    assert len(asked) == len(set(asked)) == len(real_populations.cases())
    assert list(real_populations.audits(tmp_path, 3)) == list(real_populations.cases())


def test_another_seed_is_not_reused(asked: list[str], tmp_path: Path) -> None:
    real_populations.audits(tmp_path, 3)
    again = real_populations.audits(tmp_path, 4)
    assert all(audit["seed"] == 4 for audit in again.values())


def test_what_is_older_than_the_run_is_not_reused(asked: list[str], tmp_path: Path) -> None:
    real_populations.audits(tmp_path, 3)
    (tmp_path / "ledger.json").write_text("{}")
    os.utime(tmp_path / "ledger.json", (2, 2))
    os.utime(tmp_path / "audit-seattle.json", (1, 1))
    real_populations.audits(tmp_path, 3)
    assert asked.count("seattle") == 2 and asked.count("d3code") == 1


def test_a_broken_file_is_made_again(asked: list[str], tmp_path: Path) -> None:
    (tmp_path / "audit-seattle.json").write_text("{")
    assert real_populations.audits(tmp_path, 3)["seattle"]["seed"] == 3


def test_an_edited_audit_is_made_again(asked: list[str], tmp_path: Path) -> None:
    real_populations.audits(tmp_path, 3)
    path = tmp_path / "audit-seattle.json"
    path.write_text(path.read_text().replace('"case": "seattle"', '"case": "elsewhere"'))
    (tmp_path / "audit-d3code.json").write_bytes((tmp_path / "audit-d3code_centred.json").read_bytes())
    again = real_populations.audits(tmp_path, 3)
    assert (again["seattle"]["case"], again["d3code"]["case"]) == ("seattle", "d3code")
    assert (asked.count("seattle"), asked.count("d3code"), asked.count("d3code_centred")) == (2, 2, 1)
