"""What the wheel must hold: every file of the packages that is under version control."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import pytest

from checks.bench.robustness.environment import METADATA, PACKAGES, ROOT
from checks.bench.robustness.wheel import EXTRAS, PLAIN, PROOFS
from checks.cli import COMMANDS

pytestmark = pytest.mark.slow

PATTERNS: dict[str, list[str]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"][
    "package-data"
]
LEFT_OUT = {".gitignore"}


def kept() -> list[Path]:
    """The files under version control, as far as they are still there."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    words = ["git", "-c", "core.quotepath=off", "ls-files", "-z", "--", *PACKAGES]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [ROOT / name for name in listed if name and (ROOT / name).exists()]


def packed() -> set[Path]:
    """The files that the patterns of the metadata take."""
    return {path for package, patterns in PATTERNS.items() for one in patterns for path in (ROOT / package).glob(one)}


def test_every_data_file_is_in_the_wheel() -> None:
    data = {path for path in kept() if path.suffix != ".py" and path.name not in LEFT_OUT}
    assert len(data) > 80
    assert not data - packed()


def test_every_kind_of_data_is_there() -> None:
    endings = {path.suffix for path in packed()} | {path.name for path in packed()}
    assert {".v", "_CoqProject", ".json", ".csv", ".gz", ".j2", ".css", ".c", ".md", "py.typed"} <= endings
    assert {ROOT / package / "py.typed" for package in PACKAGES} | {
        ROOT / "theory" / "files" / "instance.schema.json"
    } <= packed()


def test_nothing_is_packed_that_was_only_made_here() -> None:
    tracked = set(kept())
    made = {
        path
        for path in packed() - tracked
        if subprocess.run(["git", "check-ignore", "-q", path], cwd=ROOT).returncode == 0
    }
    assert not made


def test_metadata_that_the_build_reads_are_there() -> None:
    assert all((ROOT / name).is_file() for name in METADATA)


def test_the_job_runs_every_command() -> None:
    ran = {step.command.split()[0] for step in (*PLAIN, *EXTRAS, *PROOFS)}
    assert ran >= set(COMMANDS) | {"--help"}
    assert {step.status for step in PLAIN} == {0, 1, 2}
