import json
from pathlib import Path

import pytest

from checks.report.sources import Reading, behind, read
from proofs.kernel.report import KernelReport
from proofs.seal import sealed, unsealed
from theory.claims import LEDGER
from theory.errors import InputError


def test_no_evidence_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="run user-diversity verify first"):
        read(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{",
        "{}",
        json.dumps(sealed({"format": "user-diversity/verify/1", "options": {}, "claims": [{"id": "T99"}]})),
    ],
)
def test_what_is_not_evidence_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "ledger.json").write_text(text)
    with pytest.raises(InputError):
        read(tmp_path)


def test_an_invented_verdict_is_refused(evidence: Path, tmp_path: Path) -> None:
    document = unsealed(json.loads((evidence / "ledger.json").read_text("utf-8")))
    document["claims"][0]["verdict"] = "verified"
    (tmp_path / "ledger.json").write_text(json.dumps(sealed(document)))
    with pytest.raises(InputError):
        read(tmp_path)


def test_a_claim_left_out_is_not_run(reading: Reading) -> None:
    entries = {name: entry for name, entry in reading.entries.items() if name != "T14"}
    less = Reading(reading.options, entries)
    assert less.verdict(LEDGER[0]) == "proved"
    assert less.verdict_of_sentence("A2") == "not run"


def test_every_sentence_has_claims() -> None:
    with pytest.raises(InputError):
        behind("A7")


def test_axioms_are_read_from_the_kernel_report(evidence: Path, tmp_path: Path) -> None:
    (tmp_path / "ledger.json").write_bytes((evidence / "ledger.json").read_bytes())
    (tmp_path / "kernel.json").write_text(KernelReport({"T1_x": ("classic",)}, (), "").dumps())
    assert read(tmp_path).axioms == {"T1_x": ("classic",)}
