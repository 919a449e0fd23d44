import json
from pathlib import Path

import pytest

from checks.verify.evidence import Evidence
from checks.verify.trial import Trial, run
from theory.claims import claim
from theory.errors import InputError


def tried() -> Trial:
    return run(claim("L1"), cases=5, start=0, most_chunks=1)


def kept(folder: Path, **options) -> Evidence:
    found = Evidence(folder, {"seed": 0, "cases": 5, **options})
    found.open(resume=True)
    return found


def test_what_was_kept_is_found_with_the_same_options_only(tmp_path: Path) -> None:
    evidence = kept(tmp_path)
    summary = evidence.keep(tried())
    assert evidence.finished("L1") == summary
    assert kept(tmp_path, versions="2").finished("L1") is None and evidence.finished("L2") is None


def test_edited_evidence_is_none(tmp_path: Path) -> None:
    evidence = kept(tmp_path)
    evidence.keep(tried())
    file = tmp_path / "L1.jsonl"
    file.write_text(file.read_text("utf-8").replace('"holds": ', '"holds": 1'), "utf-8")
    assert evidence.finished("L1") is None


def test_chunks_are_kept_until_the_trial_ends_or_the_options_change(tmp_path: Path) -> None:
    with kept(tmp_path).chunks("L1") as (found, write):
        assert found == []
        write({"cases": 2})
    with kept(tmp_path).chunks("L1") as (found, _):
        assert [chunk["cases"] for chunk in found] == [2]
    with kept(tmp_path, versions="2").chunks("L1") as (found, _):
        assert found == []


@pytest.mark.parametrize("other", [{"seed": 1}, {"cases": 6}])
@pytest.mark.parametrize("ended", [True, False])
def test_a_run_that_was_asked_for_otherwise_is_not_gone_on_with(tmp_path: Path, other, ended: bool) -> None:
    evidence = kept(tmp_path)
    if ended:
        evidence.keep(tried())
    else:
        with evidence.chunks("L1") as (_, write):
            write({"cases": 2})
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    (name,) = other
    with pytest.raises(InputError, match=rf"L1\..*--{name} "):
        kept(tmp_path, **other)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_fresh_run_forgets_and_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    evidence = kept(tmp_path)
    evidence.keep(tried())
    evidence.open(resume=False)
    assert not (tmp_path / "L1.jsonl").exists()
    (tmp_path / "file").write_text(json.dumps(1))
    with pytest.raises(InputError):
        Evidence(tmp_path / "file" / "below", {}).open(resume=False)
