import os
from pathlib import Path

import pytest

from checks.bench.fuzzing.attempt import Input, attempt, judge

LONG = "user-diversity: " + "x" * 2000 + "\n"


@pytest.mark.parametrize(
    "status, output, errors, fine",
    [
        (0, "{}", "", True),
        (1, "{}", "", True),
        (2, "", "user-diversity: check: needs FILE\n", True),
        (2, "", "", False),
        (2, "", "Traceback\nValueError\n", False),
        (2, "{}", "user-diversity: no\n", False),
        (2, "", LONG, False),
        (3, "{}", "", False),
        (9, "", "", False),
        (0, "not json", "", False),
        (0, "\x1b[31m{}", "", False),
    ],
)
def test_what_an_ending_must_be_like(status: int, output: str, errors: str, fine: bool) -> None:
    assert (judge(["check", "--json"], status, output, errors) is None) == fine


def test_running_out_of_a_budget_is_allowed_where_there_is_one() -> None:
    assert judge(["exact", "--budget", "1"], 3, "", "") is None


def test_an_input_is_handed_to_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = attempt(Input(("check", "input.json"), {"input.json": b"{]"}))
    assert (outcome.status, outcome.problem) == (2, None) and os.listdir() == ["input.json"]
