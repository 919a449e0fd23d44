"""Every module that is run as a job: a word that it does not know is refused before anything is done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
JOBS = ["checks.refute.witnesses", "checks.refute.necessity_table", "proofs.kernel", "proofs.install_rocq"]


@pytest.mark.parametrize("job", JOBS)
def test_a_job_that_writes_or_installs_takes_no_unknown_word(job: str) -> None:
    done = subprocess.run([sys.executable, "-m", job, "--bogus"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and done.stdout == ""
    assert "unrecognized arguments: --bogus" in done.stderr
