"""Evidence that was edited by hand: it is made again, or refused, and never believed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.report.sources import read
from checks.runtime.output import dumps
from checks.verify import main_job, trial
from checks.verify.evidence import Evidence
from checks.verify.main_job import Options
from checks.verify.verdicts import Entry, everywhere, verdicts
from checks.verify.view import document
from proofs.kernel import KernelReport
from proofs.seal import sealed, unsealed
from theory.claims import claim
from theory.errors import InputError

OPTIONS = Options(cases=3, seed=4, jobs=1)


def run(folder: Path) -> Evidence:
    evidence = Evidence(folder, OPTIONS.identity())
    evidence.open(True)
    list(main_job.run([claim("L3")], OPTIONS, evidence))
    return evidence


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The evidence of one claim."""
    folder = tmp_path_factory.mktemp("honest")
    run(folder)
    return (folder / "L3.jsonl").read_text()


@pytest.fixture
def evidence(tmp_path: Path) -> Evidence:
    found = Evidence(tmp_path / "evidence", OPTIONS.identity())
    found.open(False)
    return found


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace('"verdict": "unrefuted"', '"verdict": "proved"'),
        lambda text: text.replace('"met": 3', '"met": 3000'),
        lambda text: text.replace('"holds": ', '"holds": 1', 1),
        lambda text: text.replace('"case": 2', '"case": 7'),
        lambda text: text.replace(', "seal": ', ', "sael": '),
        lambda text: "\n".join([text.splitlines()[0], *text.splitlines()[2:]]) + "\n",
        lambda text: text + '{"claim": "L3", "verdict": "unrefuted", "cases": 9, "met": 9}\n',
    ],
)
def test_edited_evidence_is_not_finished(evidence: Evidence, honest: str, edit: Callable[[str], str]) -> None:
    path = evidence.folder / "L3.jsonl"
    path.write_text(honest)
    assert evidence.finished("L3") is not None
    path.write_text(edit(honest))
    assert path.read_text() != honest
    assert evidence.finished("L3") is None


def test_edited_evidence_is_made_again(evidence: Evidence, honest: str) -> None:
    path = evidence.folder / "L3.jsonl"
    path.write_text(honest.replace('"verdict": "unrefuted"', '"verdict": "proved"'))
    run(evidence.folder)
    assert path.read_text() == honest


def test_the_evidence_of_one_claim_is_not_that_of_another(evidence: Evidence, honest: str) -> None:
    (evidence.folder / "L2.jsonl").write_text(honest)
    assert evidence.finished("L2") is None


def test_a_journal_is_taken_up_as_it_was_left(evidence: Evidence) -> None:
    with evidence.chunks("L3") as (kept, write):
        assert kept == []
        write({"cases": 100})
        write({"cases": 200})
    with evidence.chunks("L3") as (kept, write):
        assert kept == [{"cases": 100}, {"cases": 200}]
        write({"cases": 300})
    with evidence.chunks("L3") as (kept, _):
        assert [chunk["cases"] for chunk in kept] == [100, 200, 300]


@pytest.mark.parametrize(
    "edit",
    [
        lambda lines: [lines[0], lines[1].replace('"cases": 100', '"cases": 900'), lines[2]],
        lambda lines: [lines[0], lines[2], lines[1]],
        lambda lines: [lines[0], lines[1], lines[1], lines[2]],
        lambda lines: [lines[0], lines[2]],
        lambda lines: [*lines, '{"cases": 300}'],
    ],
)
def test_an_edited_journal_is_begun_again(evidence: Evidence, edit: Callable[[list[str]], list[str]]) -> None:
    with evidence.chunks("L3") as (_, write):
        write({"cases": 100})
        write({"cases": 200})
    path = evidence.folder / "L3.part"
    path.write_text("".join(f"{line}\n" for line in edit(path.read_text().splitlines())))
    with evidence.chunks("L3") as (kept, _):
        assert kept == []
    assert len(path.read_text().splitlines()) == 1


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A folder with the ledger of one refuted claim."""
    summary = {"verdict": "refuted", "cases": 1, "met": 1, "comparisons": {"violated": 1}, "tightness": {}}
    entries = {
        "L3": Entry(
            claim("L3"),
            {**summary, "failure": "", "instance": None},
            everywhere(claim("L3"), "no kernel proof"),
            "proved",
        )
    }
    options = {"cases": 1, "seed": 0, "versions": {}}
    (tmp_path / "ledger.json").write_text(dumps(sealed(document(entries, verdicts(entries), options))))
    return tmp_path


@pytest.mark.parametrize("verdict", ["proved", "unrefuted", "vacuous"])
def test_a_verdict_typed_into_the_ledger_is_refused(ledger: Path, verdict: str) -> None:
    assert read(ledger).verdict(claim("L3")) == "refuted"
    path = ledger / "ledger.json"
    path.write_text(path.read_text().replace('"verdict": "refuted"', f'"verdict": "{verdict}"'))
    with pytest.raises(InputError, match="edited"):
        read(ledger)


def test_a_ledger_without_its_seal_is_refused(ledger: Path) -> None:
    path = ledger / "ledger.json"
    path.write_text(json.dumps(unsealed(json.loads(path.read_text()))))
    with pytest.raises(InputError, match="edited"):
        read(ledger)


def test_an_axiom_struck_from_the_kernel_report_is_refused(ledger: Path) -> None:
    text = KernelReport({"T1_x": ("classic",)}, (), "0").dumps()
    (ledger / "kernel.json").write_text(text)
    assert read(ledger).axioms == {"T1_x": ("classic",)}
    (ledger / "kernel.json").write_text(text.replace('"classic"', ""))
    with pytest.raises(InputError, match="not the kernel's report"):
        read(ledger)


def test_verdicts_come_from_both_sides_and_not_from_the_summary() -> None:
    """A trial that says what it likes about itself still has its verdict worked out from what it met."""
    found = trial.Trial("L3", cases=5, met=0, wanted=("headline",))
    assert found.verdict == "vacuous"
    with pytest.raises(AttributeError):
        found.verdict = "proved"  # type: ignore[misc]
