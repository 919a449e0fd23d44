import os
import subprocess
import sys

import pytest

from checks.runtime.threads import VARIABLE, one_thread


@pytest.mark.parametrize(("given", "then"), [(None, "1"), ("3", "3")])
def test_one_thread_unless_the_user_says_how_many(monkeypatch, given, then):
    monkeypatch.delenv(VARIABLE, raising=False)
    if given:
        monkeypatch.setenv(VARIABLE, given)
    one_thread()
    assert os.environ[VARIABLE] == then


@pytest.mark.parametrize("command", ["check", "audit"])
def test_numpy_is_not_loaded_before_a_command_says_how_many(command):
    code = f"import checks.commands.{command}, sys; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
