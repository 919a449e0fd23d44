"""The ``class`` object of check: the contract's fields, and certificates through the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from checks.cli import run
from checks.instance.check import check
from theory.files.instance_file import loads

TEXT = """{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": {"baseline": "y0"},
 "contexts": [{"user": "ann", "prompt": "p", "probability": "1/4"},
 {"user": "bob", "prompt": "p", "probability": "3/4"}],
 "user_heads": {"ann": [1, 0], "bob": [0, 1]}, "features": {"p": [[0], [2]]},
 "parameters": {"lower": LOWER, "upper": [1, 1]}, "truth": TRUTH}"""
TRUTH = {
    "unique_optimum", "self_confirming", "surviving", "rho", "rho_at_optimum", "greedy_regret_bound",
    "greedy_regret_bounds",
}  # fmt: skip


def text(lower: str = "[-1, -1]", truth: str | None = '["1/2", "-1/2"]') -> str:
    filled = TEXT.replace("LOWER", lower)
    return filled.replace("TRUTH", truth) if truth else filled.replace(', "truth": TRUTH', "")


def test_the_fields_of_the_contract() -> None:
    document = check(loads(text()))
    found = document["class"]
    assert set(found) == {"policies", "strict_policies", "decision", "confusing", "coinciding_responses", "truth"}
    assert (found["policies"], found["strict_policies"], found["decision"]) == (4, 4, "not bounded")
    assert set(found["confusing"]) == {"believed", "hidden", "policy", "context", "response"}
    assert found["confusing"]["policy"] == ["y0", "y0"] and len(found["confusing"]["believed"]) == 2
    assert set(found["truth"]) == TRUTH
    assert found["truth"]["self_confirming"]["policy"] == ["y0", "y0"]
    assert found["truth"]["rho"] == ["1", "1"] and found["truth"]["greedy_regret_bound"] is None


def test_bounds_are_printed_and_the_smallest_is_taken() -> None:
    truth = check(loads(text().replace('{"baseline": "y0"}', '"uniform"')))["class"]["truth"]
    low, high = map(float, truth["rho"])
    assert 0 < low <= high < 1
    bounds = [float(bound) for bound in truth["greedy_regret_bounds"].values()]
    assert len(bounds) == 5 and float(truth["greedy_regret_bound"]) == min(bounds)


def test_without_a_truth_the_class_alone_is_decided() -> None:
    document = check(loads(text(truth=None)))
    assert document["diverse"] is None and document["class"]["truth"] is None
    assert document["class"]["decision"] == "not bounded"


def test_a_missing_bound_is_null_with_the_reason() -> None:
    document = check(loads(text("[null, -1]")))
    assert document["class"] is None and "compact" in document["class_reason"]
    assert document["diverse"] is False


def said(capsys: Any, *arguments: str) -> tuple[int, str]:
    status = run([*arguments])
    return status, capsys.readouterr().out


def test_a_certificate_is_written_and_checked_again(tmp_path: Path, capsys: Any) -> None:
    file, proof = tmp_path / "instance.json", tmp_path / "proof.json"
    file.write_text(text())
    status, out = said(capsys, "check", str(file), "--certificate", str(proof))
    assert status == 0 and "class (T23) not bounded" in out
    assert said(capsys, "check", "--verify", str(file), str(proof)) == (0, "the certificate holds\n")
    changed = json.loads(proof.read_text())
    changed["policies"] += 1
    proof.write_text(json.dumps(changed))
    status, out = said(capsys, "check", "--verify", str(file), str(proof))
    assert status == 1 and "does not hold" in out


def test_a_certificate_needs_two_files_and_a_polytope(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "instance.json"
    file.write_text(text("[null, -1]"))
    assert run(["check", "--verify", str(file)]) == 2
    assert run(["check", str(file), str(file)]) == 2
    assert run(["check", str(file), "--certificate", str(tmp_path / "proof.json")]) == 2
    assert run(["check", "--verify", str(file), str(file)]) == 2
    file.write_text(text(truth=None))
    assert run(["check", str(file), "--require", "diversity"]) == 2
    assert run(["check", "--verify", str(file), str(tmp_path / "none.json")]) == 2
    (tmp_path / "bad.json").write_text("{")
    assert run(["check", "--verify", str(file), str(tmp_path / "bad.json")]) == 2
    capsys.readouterr()


def test_an_empty_polytope_is_bad_input(tmp_path: Path, capsys: Any) -> None:
    cut = '"upper": [1, 1], "inequalities": [{"normal": [1, 0], "at_most": -2}]'
    file = tmp_path / "instance.json"
    file.write_text(text(truth=None).replace('"upper": [1, 1]', cut))
    assert run(["check", str(file)]) == 2
    assert "no parameter satisfies" in capsys.readouterr().err
