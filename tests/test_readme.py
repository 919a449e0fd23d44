"""The README: its code runs, its generated parts are current, the files it links to are there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from checks.report import readme

TEXT = readme.README.read_text("utf-8")
BLOCKS = re.findall(r"```(sh|python)\n(.*?)```", TEXT, re.DOTALL)
PREPARED = ("make ", "pip ")
MAY_FIND = ("user-diversity counterexample", "user-diversity audit")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("readme")
    (place / "checks").symlink_to(readme.ROOT / "checks")
    return place


def _run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = line.replace("user-diversity", f"{sys.executable} -m checks", 1)
    environment = {**os.environ, "PYTHONPATH": str(readme.ROOT), "COLUMNS": "200"}
    return subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


def test_every_shell_line_runs(folder: Path) -> None:
    lines = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines() if line.strip()]
    ran = [line for line in lines if not line.startswith(PREPARED)]
    assert len(ran) >= 8
    for line in ran:
        done = _run(line, folder)
        allowed = (0, 1) if line.startswith(MAY_FIND) else (0,)
        assert done.returncode in allowed, f"{line}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr, line


def test_what_the_text_says_of_exit_statuses(folder: Path) -> None:
    assert _run("user-diversity counterexample --claim T6 --drop H3", folder).returncode == 1
    heads = next(line for _, block in BLOCKS for line in block.splitlines() if line.startswith("printf"))
    assert _run(heads, folder).returncode == 0
    assert _run("user-diversity audit heads.csv", folder).returncode == 1


def test_every_python_block_runs(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    monkeypatch.chdir(folder)
    blocks = [block for kind, block in BLOCKS if kind == "python"]
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
    assert "logarithmic" in capsys.readouterr().out


def test_generated_parts_are_current() -> None:
    assert readme.current(TEXT) == TEXT, "python -m checks.report.readme --write"
    assert set(re.findall(r"<!-- generated: (\w+) -->", TEXT)) == set(readme.SECTIONS)


def test_figure_is_current() -> None:
    assert readme.FIGURE.read_text("utf-8") == readme.figure(), "python -m checks.report.readme --write"


def test_a_stale_part_is_noticed() -> None:
    stale = TEXT.replace("Greedy is bounded", "Greedy is unbounded")
    assert readme.current(stale) == TEXT


def test_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", TEXT)
    assert targets
    assert [target for target in targets if not (readme.ROOT / target).exists()] == []
