"""How tools are called: their output, their failures, their time, and what is kept from them."""

from __future__ import annotations

import sys
from pathlib import Path
from time import monotonic

import pytest

from proofs.kernel.toolchain import SWAYING, BuildFailed, Deadline, OutOfTime, call, first_error

EVER = Deadline()


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_tool_is_heard_line_by_line_and_its_output_returned(tmp_path: Path) -> None:
    lines: list[str] = []
    code = "import os; print('one'); print('two'); print(os.getcwd())"
    assert call(python(code), tmp_path, EVER, lines.append) == f"one\ntwo\n{tmp_path}\n"
    assert lines == ["one", "two", str(tmp_path)]


def test_complaints_are_kept_apart_unless_both_are_asked_for(tmp_path: Path) -> None:
    code = "import sys; print('out', flush=True); print('err', file=sys.stderr)"
    assert call(python(code), tmp_path, EVER) == "out\n"
    assert call(python(code), tmp_path, EVER, both=True) == "out\nerr\n"


def test_a_failure_is_the_first_error_in_one_line(tmp_path: Path) -> None:
    said = 'File "./A.v", line 3:\\nError:\\nNo such goal.'
    with pytest.raises(BuildFailed, match=r'^File "./A.v", line 3: Error: No such goal.$'):
        call(python(f"import sys; sys.exit('{said}')"), tmp_path, EVER)
    with pytest.raises(BuildFailed, match="ended with 7"):
        call(python("import sys; sys.exit(7)"), tmp_path, EVER)


def test_a_tool_that_takes_too_long_is_ended_with_its_children(tmp_path: Path) -> None:
    child = f"import subprocess; subprocess.run([{sys.executable!r}, '-c', 'import time; time.sleep(600)'])"
    with pytest.raises(OutOfTime):
        call(python(child), tmp_path, Deadline.after(0.5))


@pytest.mark.parametrize("name", SWAYING)
def test_variables_that_would_sway_a_build_are_kept_from_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "x")
    monkeypatch.setenv("UNRELATED", "y")
    code = f"import os; print({name!r} in os.environ, os.environ['UNRELATED'])"
    assert call(python(code), tmp_path, EVER) == "False y\n"


def test_a_deadline_never_has_less_than_nothing_left() -> None:
    assert EVER.left is None and Deadline(monotonic() - 1).left == 0.0
    left = Deadline.after(100.0).left
    assert left is not None and 90 < left <= 100


def test_output_without_an_error_is_given_whole_but_short() -> None:
    assert first_error("make: entering\nsomething  odd\n") == "something odd"
    assert len(first_error("x " * 1000)) == 400
