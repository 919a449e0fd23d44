"""The main job on a cluster, and what is not heard of workers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checks.cli import run
from checks.runtime import workers as module
from checks.runtime.workers import workers
from checks.verify.evidence import Evidence
from checks.verify.main_job import Options
from checks.verify.main_job import run as verify
from tests.checks.clusters import losing_a_worker
from theory.claims import claim

pytestmark = pytest.mark.slow

WARN = "import warnings; warnings.warn_explicit('late', UserWarning, 'tracker.py', 1, module={module!r})"

CLAIMS = [claim(name) for name in ("T6", "L1", "T1", "T18")]


def evidence(folder: Path, options: Options) -> dict[str, bytes]:
    """Run, and return what is on disk."""
    kept = Evidence(folder, options.identity())
    kept.open(resume=False)
    assert {done.claim for done in verify(CLAIMS, options, kept)} == {one.id for one in CLAIMS}
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_cluster_that_loses_a_worker_gives_the_same_evidence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clients: list[Any] = []
    connect = module._client
    monkeypatch.setattr(module, "_client", lambda address: clients.append(connect(address)) or clients[-1])
    with losing_a_worker() as address:
        far = evidence(tmp_path / "far", Options(10, 3, 2, address))
        assert [client.status for client in clients] == ["closed"]
    assert far == evidence(tmp_path / "near", Options(10, 3, 1))


def test_a_scheduler_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["verify", "--cases", "1", "--evidence", str(tmp_path / "e"), "--scheduler", "nonsense://nowhere"]
    assert run(line) == 2
    assert capsys.readouterr().err.count("--scheduler: no Dask scheduler answers") == 1
    assert run([*line, "--budget", "1"]) == 2


@pytest.mark.parametrize("before", [None, "error::DeprecationWarning"])
def test_the_tracker_is_quiet_and_nobody_else(before: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONWARNINGS", raising=False)
    if before is not None:
        monkeypatch.setenv("PYTHONWARNINGS", before)
    heard = {}
    with workers(None, 1):
        for module in ("joblib.externals.loky.backend.resource_tracker", "joblib"):
            command = [sys.executable, "-c", WARN.format(module=module)]
            heard[module] = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    assert [bool(text) for text in heard.values()] == [False, True]
    assert os.environ.get("PYTHONWARNINGS") == before
