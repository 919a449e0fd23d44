"""What ``exact`` says when time or memory is short."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from checks.cli import run
from checks.commands import exact
from checks.commands.exact import _estimate
from checks.exact.enumerate import Limit
from checks.exact.horizon import _Search

BOUNDED = str(Path(__file__).parents[3] / "checks" / "data" / "regimes" / "bounded.json")


def test_out_of_time_says_what_is_certain(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["exact", BOUNDED, "--horizon", "500", "--budget", "0.3", "--json"]) == 3
    output = capsys.readouterr()
    document = json.loads(output.out)
    low, high = map(float, document["regret"])
    assert 0 <= low < high
    assert document["unfinished"] == "out of time"
    assert len(document["curve"]) < 500
    assert "of 500 rounds" in output.err
    assert "certain: regret in [" in output.err


def test_an_interrupt_says_what_is_certain(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The truth lies in what is left of the interval: the enumeration that goes on is inside."""
    taken, batch = [0], _Search.batch

    def interrupted(search: _Search) -> list[int]:
        taken[0] += 1
        if taken[0] == 40:
            os.kill(os.getpid(), signal.SIGINT)
        return batch(search)

    monkeypatch.setattr(_Search, "batch", interrupted)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert run(["exact", BOUNDED, "--horizon", "inf", "--json"]) == 3
    finally:
        signal.signal(signal.SIGINT, before)
    output = capsys.readouterr()
    document = json.loads(output.out)
    assert taken == [40] and document["unfinished"] == "interrupted"
    assert run(["exact", BOUNDED, "--horizon", "inf", "--tolerance", "0.05", "--json"]) == 0
    (low, high), (least, most) = (map(float, one["regret"]) for one in (document, json.loads(capsys.readouterr().out)))
    assert low < least < most < high
    assert output.err.startswith("user-diversity: interrupted: reached ") and "certain: regret in [" in output.err


def test_memory_is_estimated_beforehand_and_kept_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["exact", BOUNDED, "--horizon", "300", "--memory", "1", "--json"]) == 3
    output = capsys.readouterr()
    first, last = output.err.splitlines()
    assert "MiB; at most 1024 states are held" in first
    assert "more than 1024 states: reached" in last
    assert run(["exact", BOUNDED, "--horizon", "3", "--memory", "1", "--json"]) == 0
    assert capsys.readouterr().err == ""
    assert run(["exact", BOUNDED, "--memory", "0"]) == 2


def test_what_may_not_fit_ends_soon_unless_more_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(exact, "SHORT", 1)
    assert run(["exact", BOUNDED, "--horizon", "1000000", "--json"]) == 3
    output = capsys.readouterr()
    assert "at most 1024 states are held (--memory)" in output.err
    assert json.loads(output.out)["unfinished"] == "more than 1024 states"
    assert run(["exact", BOUNDED, "--horizon", "1000000", "--memory", "2", "--json"]) == 3
    assert "at most 2048 states are held" in capsys.readouterr().err
    assert run(["exact", BOUNDED, "--horizon", "1000000", "--budget", "0.1", "--json"]) == 3
    assert "out of time" in capsys.readouterr().err


def test_an_estimate_beyond_the_floats_is_still_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert _estimate(10**500, Limit(states=10)) == " of at most about 1.00000E+500"
    assert "about 9.76562E+496 MiB" in capsys.readouterr().err


@pytest.mark.parametrize("budget", ["0", "-1", "nan", "soon"])
def test_budgets_that_are_none(budget: str) -> None:
    assert run(["exact", BOUNDED, "--budget", budget]) == 2
    assert run(["simulate", BOUNDED, "--runs", "2", "--budget", budget]) == 2
    assert run(["counterexample", "--claim", "T6", "--drop", "H3", "--budget", budget]) == 2
    assert run(["audit", "--case", "d3code", "--budget", budget]) == 2
    assert run(["verify", "--budget", budget, "--claim", "T10"]) == 2
