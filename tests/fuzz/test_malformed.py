"""Five thousand malformed inputs, and the harness itself: whatever ends the wrong way is noticed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.bench.fuzzing.attempt import Input, attempt, judge, prepare
from checks.bench.fuzzing.inputs import KINDS
from checks.bench.robustness import fuzz
from checks.cli import run
from checks.runtime.memory import forget_peak, peak
from theory.errors import InputError
from theory.files import validate

REFUSED = {"instance files": 2500, "audit tables": 1750, "command lines": 750}
MEMORY = 3 << 30


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    before = Path.cwd()
    prepare(tmp_path, fuzz.GOOD.read_bytes())
    yield tmp_path
    os.chdir(before)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.slow
def test_malformed_inputs_are_refused(kind: str, folder: Path) -> None:
    found, number, before = fuzz.Found(), 0, forget_peak()
    while found.refused < REFUSED[kind] and not found.problems:
        found.add(fuzz.chunk(kind, f"{kind} {number}"))
        number += 1
        assert found.refused > number * fuzz.CHUNK / 2, "most inputs should be malformed"
    assert not found.problems
    assert peak() - before < MEMORY


def test_a_reader_that_lets_an_error_through_is_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validate, "array", lambda value, place, length=None, least=0: value)
    found = fuzz.chunk("instance files", "planted", shrink=False)
    assert any("Error" in problem for problem in found.problems)


def test_a_name_that_reaches_the_terminal_is_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = fuzz.GOOD.read_bytes().replace(b'"b"', b'"\\u001b[2J"')
    assert attempt(Input(("check", "input.json"), {"input.json": content})).status == 2
    monkeypatch.setattr(validate, "name", lambda value, place: str(value))
    outcome = attempt(Input(("check", "input.json"), {"input.json": content}))
    assert outcome.problem == "control characters in the output"


def test_an_input_that_takes_too_long_is_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forever(path: str) -> None:
        while True:
            pass

    monkeypatch.setattr("theory.files.instance_file.load", forever)
    assert attempt(Input(("check", "good.json")), seconds=0.2).problem == "still running after 0.2 s"


@pytest.mark.parametrize(
    ("status", "output", "errors", "problem"),
    [
        (2, "", "user-diversity: x: no\n", None),
        (2, "", "user-diversity: x\nTraceback\n", "2 lines"),
        (2, "{}", "user-diversity: x: no\n", "output although refused"),
        (3, "{}", "", "exit status 3"),
        (1, "{", "", "not JSON"),
        (0, "\x1b[2J", "", "control"),
        (0, "{}", "", None),
    ],
)
def test_endings_are_judged(status: int, output: str, errors: str, problem: str | None) -> None:
    found = judge(["check", "f", "--json"], status, output, errors)
    assert (found is None) is (problem is None)
    assert (problem or "") in (found or "")


def test_a_sample_runs_in_processes_of_their_own(folder: Path) -> None:
    found = fuzz.sample(1, 0)
    assert found.statuses.total() == len(KINDS)
    assert not found.problems


STATED = {
    "1e999999999": "decimal exponent beyond ±1000",
    '"1/0"': "division by zero",
    "9" * 1_000_000: "more than 1000 digits",
    '"' + "9" * 1_000_000 + '"': "more than 1000 digits",
    "[" * 100_000 + "]" * 100_000: "nested too deeply",
    "NaN": "expected a finite number",
}


@pytest.mark.parametrize("number", STATED, ids=lambda number: number[:12])
def test_hostile_numbers_are_refused_with_the_limit(number: str) -> None:
    from theory.files.instance_file import loads

    text = fuzz.GOOD.read_text().replace('"1/2"', number, 1)
    with pytest.raises(InputError, match=STATED[number]):
        loads(text)


def test_a_common_denominator_out_of_reach_is_refused_with_the_limit() -> None:
    import json

    from theory.files.instance_file import read

    content = json.loads(fuzz.GOOD.read_text())
    table = content["rewards"]["a"]
    content["rewards"] = {f"m{i}": [[f"1/{10**990 + i}", "0"], *table[1:]] for i in range(12)}
    content["truth"] = "m0"
    with pytest.raises(InputError, match=r"common denominator .* more than 10000 digits"):
        read(content)


def test_a_gigabyte_is_not_read(folder: Path) -> None:
    with Path("huge.json").open("wb") as stream:
        stream.truncate(1 << 30)
    before = forget_peak()
    outcome = attempt(Input(("check", "huge.json")), seconds=5)
    assert (outcome.status, outcome.problem) == (2, None)
    assert peak() - before < 100_000_000


def _run(*line: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "checks", *line]
    return subprocess.run(command, cwd=fuzz.ROOT, timeout=120, capture_output="stdout" not in more, **more)  # type: ignore[call-overload,no-any-return]


@pytest.mark.slow
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("line", [("claims", "T6", "--json"), ("--version",)])
def test_a_full_disk_is_one_line(line: tuple[str, ...], unbuffered: str) -> None:
    """Also where Python keeps what is printed until the end, as it does for a file."""
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("wb") as full:
        done = _run(*line, stdout=full, stderr=subprocess.PIPE, env=environment)
    assert done.returncode == 2
    assert done.stderr == b"user-diversity: output: No space left on device\n"


def test_outputs_that_fail(tmp_path: Path) -> None:
    assert run(["claims", "T6", "--json", str(tmp_path / "none" / "x.json")]) == 2
    assert run(["claims", "T6", "--json", str(tmp_path)]) == 2
    assert run(["claims", "T6", "--json", "/dev/null"]) == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.slow
def test_a_reader_that_leaves_early_is_no_failure() -> None:
    for line in (["claims"], ["claims", "--json"]):
        command = [sys.executable, "-m", "checks", *line]
        with subprocess.Popen(command, cwd=fuzz.ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.read(1)
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait(60) == 0


@pytest.mark.slow
def test_json_is_the_same_bytes_whatever_the_terminal_can_show() -> None:
    plain = _run("claims", "T6", "--json").stdout
    ascii_only = _run("claims", "T6", "--json", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert ascii_only.stdout == plain
    shown = _run("claims", "T6", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (shown.returncode, shown.stderr) == (0, b"")
