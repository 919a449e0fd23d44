from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from checks.runtime.memory import forget_peak, peak, peak_of_command

LARGE = 300_000_000
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the peak is the system's")


@linux
def test_what_was_needed_is_seen_after_it_was_given_back():
    before = forget_peak()
    needed = np.ones(LARGE, np.uint8)
    assert needed.all()
    del needed
    assert peak() - before > 0.9 * LARGE
    assert forget_peak() - before < 0.5 * LARGE


@linux
def test_a_child_does_not_begin_at_its_parents_peak():
    needed = np.ones(LARGE, np.uint8)
    assert needed.all()
    code = "from checks.runtime.memory import peak; print(peak())"
    child = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert int(child.stdout) < LARGE


def test_the_peak_of_a_command_is_that_of_a_python_process():
    assert 5_000_000 < peak_of_command(["--version"]) < 1 << 30
