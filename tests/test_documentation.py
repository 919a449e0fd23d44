"""Every command of the README and of the documentation runs as written; links lead somewhere; nothing is misspelt."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGES = [page for page in PAGES if page.exists() and "_build" not in page.parts]
FENCES = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
LINKS = re.compile(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")
SET_UP = re.compile(r"^(make \w+|python3 -m venv|\.venv/bin/pip install)")
STATUS = re.compile(r"^(?P<command>.*?)\s+# exit status (?P<statuses>[\d or]+)$")


def snippets(page: Path) -> list[str]:
    return FENCES.findall(page.read_text("utf-8"))


def script(fences: list[str]) -> str:
    """Return one script of all snippets of a page that stops at the first line with another status than it says."""
    lines = ["set -eu"]
    for line in "\n".join(fences).splitlines():
        found = STATUS.match(line)
        if found:
            wanted = found["statuses"].replace(" or ", "|")
            lines.append(f"status=0; {found['command']} || status=$?; case $status in {wanted}) ;; *) exit 99;; esac")
        elif not SET_UP.match(line):
            lines.append(line)
    return "\n".join(lines)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout as a reader has it after the two commands."""
    place = tmp_path_factory.mktemp("clone") / "user-diversity"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, place / name)
    (place / ".venv").symlink_to(sys.prefix)
    subprocess.run(["git", "init", "-q"], cwd=place, check=True)
    return place


def run(text: str, folder: Path, scratch: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "TMPDIR": str(scratch), "COLUMNS": "80"}
    return subprocess.run(
        ["bash", "-c", text], cwd=folder, env=environment, capture_output=True, text=True, timeout=300
    )


def state(clone: Path) -> str:
    """What git sees of the checkout."""
    words = ["git", "status", "--porcelain", "--untracked-files=all"]
    return subprocess.run(words, cwd=clone, capture_output=True, text=True, check=True).stdout


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if snippets(page)], ids=lambda page: page.name)
def test_every_command_runs_as_written(page: Path, clone: Path, tmp_path: Path) -> None:
    at_root = page.parent == ROOT
    folder = clone if at_root else tmp_path
    before = state(clone)
    done = run(script(snippets(page)), folder, tmp_path)
    assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    assert "Traceback" not in done.stderr
    assert state(clone) == before, "a snippet leaves a file in the checkout"


def test_a_command_with_another_status_than_the_page_says_is_noticed(tmp_path: Path) -> None:
    assert run(script(["false  # exit status 1\n"]), tmp_path, tmp_path).returncode == 0
    assert run(script(["true  # exit status 1 or 2\n"]), tmp_path, tmp_path).returncode == 99
    assert run(script(["false\ntrue\n"]), tmp_path, tmp_path).returncode == 1


def test_what_make_is_asked_for_is_there() -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    asked = {
        found[1].split()[1]
        for page in PAGES
        for fence in snippets(page)
        for line in fence.splitlines()
        if (found := SET_UP.match(line)) and found[1].startswith("make ")
    }
    assert asked and asked <= targets


def test_python_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
    assert "logarithmic" in capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    missing = [link for link in LINKS.findall(page.read_text("utf-8")) if not (page.parent / link).exists()]
    assert not missing


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 150
