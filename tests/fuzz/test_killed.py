"""Killed at random times and resumed: the same evidence as an uninterrupted run, and no file half-written."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from checks.runtime.output import TEMPORARY
from tests.checks.two_users import two_users

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(
    [
        "checks.cli",
        "checks.verify.main_job",
        "checks.claims",
        "checks.audit.run",
        "checks.audit.cases",
        "scipy.optimize",
    ]
)

Prepared = tuple[list[str], Callable[[Path], dict[str, bytes]]]
"""A command line, and what is read of its folder: the evidence, whole files only."""


def _child(line: list[str], folder: str) -> None:
    from checks.cli import run

    os.chdir(folder)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    os._exit(run(line))


def _start(line: list[str], folder: Path) -> multiprocessing.process.BaseProcess:
    process = SERVER.Process(target=_child, args=(line, str(folder)))
    process.start()
    return process


def _verify(folder: Path) -> Prepared:
    def whole(place: Path) -> dict[str, bytes]:
        found = {path.name: path.read_bytes() for path in place.glob("evidence/*.json*")}
        found.pop("seconds.json", None), found.pop("machine.json", None)
        for name, content in found.items():
            assert content.endswith(b"\n"), name
            for line in content.splitlines() if name.endswith("l") else [content]:
                json.loads(line)
        return found

    claims = ["--claim", "T10", "--claim", "T20"]
    return ["verify", *claims, "--cases", "130", "--seed", "3", "--jobs", "1", "--resume"], whole


def _sweep(folder: Path) -> Prepared:
    names = []
    for reward in range(1, 7):
        names.append(f"{reward}.json")
        (folder / names[-1]).write_text(two_users(reward))

    def whole(place: Path) -> dict[str, bytes]:
        journal, result = place / "journal", place / "out.json"
        lines = journal.read_bytes().split(b"\n")[:-1] if journal.exists() else []
        found = {f"line {number}": line for number, line in enumerate(lines)}
        return found | ({"out.json": result.read_bytes()} if result.exists() else {})

    options = ["--horizon", "300", "--runs", "3000", "--jobs", "1", "--resume", "journal", "--json", "out.json"]
    return ["simulate", *names, *options], whole


@pytest.mark.parametrize(("prepare", "kills"), [(_verify, 8), (_sweep, 6)])
def test_killed_and_resumed(prepare: Callable[[Path], Prepared], kills: int, tmp_path: Path) -> None:
    lot, plain, killed = random.Random(f"{prepare.__name__} 8"), tmp_path / "plain", tmp_path / "killed"
    plain.mkdir(), killed.mkdir()
    line, whole = prepare(plain)
    began = time.monotonic()
    process = _start(line, plain)
    process.join()
    span = time.monotonic() - began
    assert process.exitcode in (0, 1)
    expected = whole(plain)
    assert expected

    prepare(killed)
    for _ in range(kills):
        process = _start(line, killed)
        process.join(lot.uniform(0, 1.2 * span / kills) + 0.02)
        while process.exitcode is not None:
            assert whole(killed) == expected
            for path in [*killed.glob("evidence/*"), *killed.glob("journal")]:
                path.unlink()
            process = _start(line, killed)
            process.join(lot.uniform(0, span / 2))
        process.kill()
        process.join()
        assert process.exitcode == -signal.SIGKILL
        assert whole(killed).items() <= expected.items()

    process = _start(line, killed)
    process.join()
    assert process.exitcode in (0, 1)
    assert whole(killed) == expected
    kept = [path.name for place in ("evidence", "fits") for path in killed.glob(f"{place}/*")]
    assert [name for name in kept if name.startswith(TEMPORARY) or name.endswith(".part")] == []


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupted_is_status_three_and_keeps_what_was_finished(jobs: str, tmp_path: Path) -> None:
    line = ["verify", "--claim", "T10", "--claim", "L1", "--cases", "100000", "--jobs", jobs]
    command = [sys.executable, "-m", "checks", *line, "--evidence", str(tmp_path)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    ) as process:
        deadline = time.monotonic() + 90
        journal = tmp_path / "T10.part"
        while time.monotonic() < deadline and not (journal.exists() and journal.read_bytes().count(b"\n") > 1):
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=60)
    assert process.returncode == 3
    assert output == b""
    said = "user-diversity: interrupted; what was finished is kept, go on with --resume"
    assert errors.decode().splitlines().count(said) == 1
    assert b"Traceback" not in errors
    assert len(journal.read_bytes().splitlines()) > 1
