"""Exit statuses and one-line complaints of the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.claims.t20 import WITNESSES
from checks.cli import COMMANDS, run

TRAP = str(WITNESSES / "T1-drop-D.json")


@pytest.mark.parametrize(
    "arguments",
    [
        ["chekc"],
        ["check"],
        ["check", "/nowhere.json"],
        ["check", TRAP, "--truth", "nobody"],
        ["check", TRAP, "--require", "happiness"],
        ["exact", TRAP, "--learner", "oracle", "--horizon", "3"],
        ["exact", TRAP, "--learner", "greedy", "--horizon", "-1"],
        ["simulate", TRAP, "--horizon", "soon"],
        ["counterexample", "--claim", "T99", "--drop", "H3"],
        ["verify", "--claim", "T99"],
        ["claims", "T99"],
        ["audit", "/nowhere.csv"],
        ["review", "--evidence", "/nowhere"],
    ],
)
def test_bad_input_is_one_line_and_status_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert len(output.err.strip().splitlines()) == 1
    assert "Traceback" not in output.err


def test_a_required_condition_that_fails_is_status_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", TRAP, "--require", "diversity", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["conditions"]["diversity"] is False
    assert run(["check", TRAP]) == 0


def test_json_goes_to_a_file_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "claims.json"
    assert run(["claims", "T6", "--json", str(target)]) == 0
    assert json.loads(target.read_text())["claims"][0]["id"] == "T6"
    assert list(tmp_path.iterdir()) == [target]


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        assert run([name, "--help"]) == 0
