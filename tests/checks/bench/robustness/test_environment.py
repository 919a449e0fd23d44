"""Environments of the jobs: a home of their own, and failures that are heard."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from checks.bench.robustness.environment import Environment, call
from checks.bench.robustness.wheel import Step, contents, walk

pytestmark = pytest.mark.slow


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """An environment with a stub for ``user-diversity`` that prints its words and ends with the first."""
    programs = tmp_path / "venv" / "bin"
    programs.mkdir(parents=True)
    (tmp_path / "home").mkdir()
    stub = programs / "user-diversity"
    stub.write_text(f"#!{sys.executable}\nimport sys\nprint(*sys.argv[1:])\nraise SystemExit(int(sys.argv[1]))\n")
    stub.chmod(0o755)
    (programs / "python").symlink_to(sys.executable)
    return Environment(tmp_path)


def test_a_program_sees_its_own_home_and_folder(environment: Environment, tmp_path: Path) -> None:
    code = "import os; print(os.environ['HOME'], os.environ['XDG_CACHE_HOME'], os.getcwd(), 'PYTHONPATH' in os.environ)"
    done = environment.run(["python", "-c", code], tmp_path / "home", 60)
    home, cache, folder, path = done.stdout.split()
    assert home == folder == str(tmp_path / "home") and cache.startswith(home) and path == "False"


def test_a_failure_is_an_error_with_the_complaint() -> None:
    assert call([sys.executable, "-c", "print(3)"]) == "3\n"
    with pytest.raises(RuntimeError, match=r"status 3\nno such thing"):
        call([sys.executable, "-c", "import sys; print('no such thing', file=sys.stderr); sys.exit(3)"])


@pytest.mark.parametrize(
    ("step", "wrong"),
    [
        (Step("0 fine", 0, "fine"), 0),
        (Step("1 fine", 1, "fine"), 0),
        (Step("1 fine", 0, "fine"), 1),
        (Step("0 fine", 0, "else"), 1),
        (Step("0 Traceback fine", 0, "fine"), 1),
    ],
)
def test_a_step_that_goes_wrong_is_counted(
    environment: Environment, tmp_path: Path, step: Step, wrong: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(walk(environment, (step, step), tmp_path)) == 2 * wrong
    assert capsys.readouterr().out.count("WRONG") == 2 * wrong


def test_a_file_written_into_the_package_is_noticed(
    environment: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Environment, "packages", tmp_path / "packages")
    (tmp_path / "packages" / "theory" / "__pycache__").mkdir(parents=True)
    before = contents(environment)
    (tmp_path / "packages" / "theory" / "__pycache__" / "x.pyc").write_bytes(b"1")
    assert contents(environment) == before
    (tmp_path / "packages" / "theory" / "cache.json").write_bytes(b"1")
    assert contents(environment) != before
