import json
import re
from pathlib import Path

import pytest

from checks import cli
from checks.report.kept.documents import QUICK_AUDITS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("evidence") / "e"
    assert cli.run(["verify", "--claim", "L1", "--cases", "3", "--jobs", "1", "--evidence", str(place)]) == 0
    return place


def test_without_evidence_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["review", "--evidence", str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and "run user-diversity verify first" in error


def test_evidence_that_is_a_file_or_no_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ledger.json").write_text("{")
    wrong = {tmp_path / "ledger.json": "Not a directory", tmp_path: "not the evidence of user-diversity verify"}
    for folder, word in wrong.items():
        assert cli.run(["review", "--evidence", str(folder), "--output", str(tmp_path / "p.html")]) == 2
        assert capsys.readouterr().err == f"user-diversity: {folder / 'ledger.json'}: {word}\n"


@pytest.mark.slow
def test_two_runs_give_the_same_page_but_for_the_stamp_and_json_says_verdicts_only(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = []
    for name, more in (("one.html", []), ("two.html", ["--json"])):
        capsys.readouterr()
        assert cli.run(["review", "--evidence", str(folder), "--output", str(tmp_path / name), *more]) == 0
        pages.append((tmp_path / name).read_text("utf-8"))
    one, two = (re.sub(r'<time id="stamp".*?</time>', "", page) for page in pages)
    assert one == two != pages[0]
    assert len(pages[0].encode()) < 3e6
    assert str(tmp_path) not in pages[0] and str(folder) not in pages[0]
    document = json.loads(capsys.readouterr().out)
    assert document["claims"]["L1"] == "proved" and document["claims"]["T1"] == "not run"
    assert {one["verdict"] for one in document["sentences"]} == {"not run"}
    assert set(QUICK_AUDITS) <= set(document["audits"])


@pytest.mark.slow
def test_a_folder_that_cannot_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["review", "--evidence", str(folder), "--output", str(folder / "none" / "p.html")]) == 2
    assert "p.html" in capsys.readouterr().err
