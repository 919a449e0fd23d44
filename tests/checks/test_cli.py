"""Exit statuses and one-line complaints of the command line."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import import_module
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
        ["audit", "--case", "d3code", "--confidence", "nan"],
        ["audit", "--case", "d3code", "--confidence", "1"],
        ["simulate", TRAP, "--confidence", "0"],
        ["verify", "--claim", "T1", "--instance", str(WITNESSES / "T28-drop-in-span.json")],
        ["counterexample", "--claim", "T22", "--drop", "nothing-of-the-kind"],
        ["review", "--evidence", "/nowhere"],
        ["check", ""],
        ["simulate", TRAP, ""],
        ["audit", TRAP, "--against", ""],
        ["verify", "--claim", ""],
        ["check", TRAP, "--json="],
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


PANELS = {"What to audit", "Columns", "Question", "Statistics", "Running", "Results"}


@pytest.mark.parametrize("name", COMMANDS)
def test_help_fits_80_columns_with_panels_and_two_examples(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run([name, "--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    titles = {line[:-1] for line in lines if line.endswith(":") and not line.startswith(" ")}
    assert "Results" in titles and titles <= PANELS | {"Arguments", "Options", "Examples"}
    loose = lines[lines.index("Options:") + 1 :]
    assert "--help" in loose[0] and loose[1] == ""
    shown = lines[lines.index("Examples:") :]
    assert len([line for line in shown if line.startswith(f"  user-diversity {name}")]) >= 2


def test_the_help_names_every_command_with_its_first_sentence_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    for name in COMMANDS:
        words = (import_module(f"checks.commands.{name}").command.__doc__ or "").split("\n\n")[0]
        assert f"{name} {' '.join(words.split())}" in told


HEAVY = {"numpy", "scipy", "sympy", "flint", "matplotlib", "numba", "rich", "pydantic", "hypothesis", "z3", "jinja2"}


@pytest.mark.parametrize(
    ("arguments", "idle"),
    [
        (["--version"], HEAVY),
        (["--help"], HEAVY),
        (["check", "--help"], HEAVY),
        (["check", TRAP, "--json"], HEAVY - {"numpy", "flint"}),
        (["check", TRAP], HEAVY - {"numpy", "flint", "rich"}),
    ],
)
def test_what_starts_a_command_imports_nothing_heavy(arguments: list[str], idle: set[str]) -> None:
    code = "import sys; from checks.cli import run; status = run(sys.argv[1:]);"
    code += "print(status, *sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    status, *modules = done.stderr.split()
    assert status == "0"
    assert not idle & set(modules) and "rich.markdown" not in modules


VERIFY = ["verify", "--claim", "L1", "--cases", "2", "--jobs", "1"]


def test_quiet_and_verbose_change_standard_error_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = {}
    for level in ("--quiet", "--verbose"):
        assert run([level, *VERIFY, "--evidence", str(tmp_path / level), "--json"]) == 0
        told[level] = capsys.readouterr()
    assert told["--quiet"].out == told["--verbose"].out
    assert json.loads(told["--quiet"].out)["claims"]
    assert told["--quiet"].err == ""
    assert "L1" in told["--verbose"].err and told["--verbose"].err.strip().endswith(" s")
    assert run([*VERIFY, "--evidence", str(tmp_path / "plain")]) == 0
    assert "L1" in capsys.readouterr().err
    assert run(["--quiet", "--verbose", "claims"]) == 2


def test_no_color_is_respected(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    coloured = re.compile(r"\x1b\[[0-9;]*3[0-7]m")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert run(["check", TRAP]) == 0
    assert coloured.search(capfd.readouterr().out)
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(["check", TRAP]) == 0
    assert not coloured.search(capfd.readouterr().out)


@pytest.mark.parametrize(
    ("words", "meant"), [(["chekc"], "'check'"), (["check", TRAP, "--jsno"], "'--json'"), (["audti", "x"], "'audit'")]
)
def test_a_slip_is_answered_with_what_was_meant(
    words: list[str], meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    assert f"Did you mean {meant}?" in capsys.readouterr().err
