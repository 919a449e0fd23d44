"""Processes of a checkout: its own modules, their status, and processor time alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.bench.waiting import checkout


def test_a_process_that_fails_is_noticed() -> None:
    assert checkout.python(checkout.HERE, "-c", "import checks; print(checks.__file__)").output.startswith(
        str(checkout.HERE)
    )
    with pytest.raises(RuntimeError, match="status 3"):
        checkout.python(checkout.HERE, "-c", "raise SystemExit(3)")


def test_processor_time_of_waiting_is_none() -> None:
    busy = checkout.python(checkout.HERE, "-c", "sum(range(10**7))").seconds
    assert checkout.python(checkout.HERE, "-c", "import time; time.sleep(0.3)").seconds < busy


def test_the_folder_is_that_of_the_checkout_or_another_one(tmp_path: Path) -> None:
    where = ("-c", "import os; print(os.getcwd(), os.environ['PYTHONPATH'])")
    here, root = str(checkout.HERE), str(tmp_path.resolve())
    assert checkout.python(checkout.HERE, *where).output.split() == [here, here]
    assert checkout.python(checkout.HERE, *where, folder=root).output.split() == [root, here]
