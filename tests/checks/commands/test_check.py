"""``check``: options, exit statuses and the forms of an instance it takes."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from checks.cli import run
from checks.commands.check import CONDITIONS, holds
from checks.data import FOLDER
from theory.errors import InputError

REGIMES = FOLDER / "regimes"
SEGMENT = {
    "format": "user-diversity/instance/1",
    "contexts": [{"user": "ann", "prompt": "p", "probability": 1}],
    "responses": ["y0", "y1"],
    "comparators": {"baseline": "y0"},
    "heads": [[[0], [1]]],
    "parameters": {"lower": ["1/2"], "upper": [1]},
}
EXPECTED = {
    "bounded": {"unique_optimum", "diversity", "global_identifiability", "pointwise_diversity"},
    "logarithmic": {"unique_optimum", "global_identifiability"},
    "linear": {"unique_optimum"},
}


@pytest.mark.parametrize("regime", EXPECTED)
@pytest.mark.parametrize(
    "condition", [name for name in CONDITIONS if name not in ("offline_diversity", "strong_diversity")]
)
def test_a_required_condition_decides_the_status(
    regime: str, condition: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run(["check", str(REGIMES / f"{regime}.json"), "--require", condition])
    assert status == (0 if condition in EXPECTED[regime] else 1)
    assert (f"required, and fails: {condition}" in capsys.readouterr().out) == bool(status)


def test_several_requirements_fail_together(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = ["--require", "unique_optimum", "--require", "diversity"]
    assert run(["check", str(REGIMES / "linear.json"), *wanted]) == 1


def document(**more: Any) -> dict[str, Any]:
    context = {"user": "ann", "prompt": "x", "probability": 1}
    return {
        "format": "user-diversity/instance/1",
        "contexts": [context],
        "responses": ["y0", "y1"],
        "comparators": {"baseline": "y0"},
    } | more


def written(folder: Path, **more: Any) -> str:
    path = folder / "instance.json"
    path.write_text(json.dumps(document(**more)), encoding="utf-8")
    return str(path)


def test_requirements_that_do_not_apply_are_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    endless = written(tmp_path, heads=[[[0], [1]]], parameters="all", truth=[1])
    assert run(["check", endless, "--require", "unique_optimum"]) == 2
    assert "needs a finite class" in capsys.readouterr().err
    assert run(["check", endless, "--require", "offline_diversity"]) == 2
    assert "needs an instance with training" in capsys.readouterr().err
    assert run(["check", endless, "--require", "diversity"]) == 0
    hidden = written(tmp_path, heads=[[[0], [1]]], parameters="all", truth=[-1])
    assert run(["check", hidden, "--require", "diversity"]) == 1


def test_pointwise_conditions_mean_at_every_model() -> None:
    both = {"conditions": {"pointwise_diversity": {"a": True, "b": False}, "diversity": True}}
    assert not holds(both, "pointwise_diversity") and holds(both, "diversity")
    with pytest.raises(InputError):
        holds({"conditions": {}}, "offline_diversity")


def test_the_instance_may_come_from_standard_input_or_in_a_counterexample(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = document(rewards={"a": [[0, 1]], "b": [[0, -1]]})
    printed = []
    for given in (plain, {"format": "user-diversity/counterexample/1", "instance": plain}):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(given).encode())))
        assert run(["check", "-", "--json"]) == 0
        printed.append(json.loads(capsys.readouterr().out))
    assert printed[0] == printed[1] and printed[0]["regime"] == "logarithmic"


def test_pairs_are_counted_whether_or_not_they_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    listed = []
    for most in ("0", "1000", str(10**30)):
        assert run(["check", str(REGIMES / "linear.json"), "--json", "--max-pairs", most]) == 0
        listed.append(json.loads(capsys.readouterr().out))
    assert listed[0]["confusing_pairs"] == [] and len(listed[1]["confusing_pairs"]) > 0
    assert listed[2] == listed[1]
    assert listed[0]["confusing_pairs_total"] == listed[1]["confusing_pairs_total"] == len(listed[1]["confusing_pairs"])


def test_a_page_and_json_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, data = tmp_path / "page.html", tmp_path / "data.json"
    assert run(["check", str(REGIMES / "bounded.json"), "--html", str(page), "--json", str(data)]) == 0
    assert page.read_text("utf-8").lstrip().lower().startswith("<!doctype html")
    assert json.loads(data.read_text("utf-8"))["regime"] == "bounded"
    assert "bounded" in capsys.readouterr().out


def test_a_certificate_is_checked_again_in_json_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    polytope, proof, other = (tmp_path / name for name in ("segment.json", "proof.json", "other.json"))
    polytope.write_text(json.dumps(SEGMENT))
    assert run(["check", str(polytope), "--certificate", str(proof)]) == 0
    other.write_text(json.dumps({**json.loads(proof.read_text()), "instance": "0" * 62}))
    capsys.readouterr()
    for file, status in ((proof, 0), (other, 1)):
        assert run(["check", "--verify", str(polytope), str(file), "--json"]) == status
        found = json.loads(capsys.readouterr().out)
        assert found["format"] == "user-diversity/verification/1"
        assert found["holds"] is (status == 0) and (found["complaint"] is None) is found["holds"]
    assert run(["check", "--verify", str(polytope), str(proof), "--require", "diversity"]) == 2
    assert capsys.readouterr().err == "user-diversity: --require: does not go with --verify\n"


def test_a_certificate_that_cannot_be_read_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    polytope = tmp_path / "segment.json"
    polytope.write_text(json.dumps(SEGMENT))
    missing, listed, broken = (tmp_path / name for name in ("missing.json", "list.json", "broken.json"))
    listed.write_text("[]")
    broken.write_text("{")
    for file, word in ((missing, "No such file or directory"), (listed, "not a certificate"), (broken, "not JSON")):
        assert run(["check", "--verify", str(polytope), str(file)]) == 2
        said = capsys.readouterr().err
        assert said.startswith(f"user-diversity: {file}: {word}")
        assert said.count("\n") == 1 and said.count(str(file)) == 1
