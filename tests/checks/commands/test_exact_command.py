"""``exact``: options, refusals, and enclosures by hand."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from checks.cli import run
from checks.data import FOLDER

BOUNDED, TRAP = (str(FOLDER / "regimes" / f"{name}.json") for name in ("bounded", "logarithmic"))


def answer(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> dict[str, Any]:
    assert run(["exact", *words, "--json"]) == status
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([BOUNDED, "--learner", "thompson", "--horizon", "3"], "can be simulated, not enumerated"),
        ([BOUNDED, "--learner", "uniform", "--horizon", "inf"], "inf is for greedy"),
        ([BOUNDED, "--learner", "greedy", "--horizon", "1e3"], "whole number"),
        ([BOUNDED, "--learner", "greedy", "--horizon", "10000000"], "up to 1000000"),
        ([BOUNDED, "--learner", "greedy", "--horizon", "٣"], "whole number"),
        ([BOUNDED, "--learner", "greedy", "--horizon", "3", "--truth", "nobody"], "no model"),
        ([BOUNDED, "--learner", "greedy", "--horizon", "3", "--budget", "0"], "must be a positive"),
        ([BOUNDED, "--learner", "greedy", "--horizon", "inf", "--tolerance", "nan"], "must be positive"),
    ],
)
def test_refusals(words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["exact", *words]) == 2
    output = capsys.readouterr()
    assert complaint in output.err and len(output.err.splitlines()) == 1 and output.out == ""


def test_no_rounds_cost_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(map(Fraction, answer(capsys, TRAP, "--learner", "greedy", "--horizon", "0")["regret"])) == [0, 0]


def test_the_uniform_learner_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    document = answer(capsys, TRAP, "--learner", "uniform", "--horizon", "4", "--truth", "a")
    steps = [Fraction(row[1]) for row in document["curve"]]
    assert [row[0] for row in document["curve"]] == list(range(5))
    assert len({after - before for before, after in pairwise(steps)}) == 1 and steps[1] > 0
    low, high = map(Fraction, document["regret"])
    assert low <= steps[-1] <= high and high - low <= Fraction(1, 10**12) * high


def test_regret_grows_and_a_longer_run_begins_like_a_shorter_one(capsys: pytest.CaptureFixture[str]) -> None:
    short, long = (answer(capsys, BOUNDED, "--learner", "greedy", "--horizon", t) for t in ("3", "6"))
    assert long["curve"][:4] == short["curve"] and long["states"] > short["states"]
    lows = [Fraction(row[1]) for row in long["curve"]]
    assert lows == sorted(lows)


def test_an_infinite_horizon_encloses_every_finite_one(capsys: pytest.CaptureFixture[str]) -> None:
    endless = answer(capsys, BOUNDED, "--learner", "greedy", "--horizon", "inf", "--tolerance", "0.1")
    low, high = map(Fraction, endless["regret"])
    assert high - low <= Fraction(1, 10)
    assert Fraction(answer(capsys, BOUNDED, "--learner", "greedy", "--horizon", "6")["regret"][0]) <= high


def test_a_budget_that_runs_out_says_how_far_it_got(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["exact", BOUNDED, "--learner", "greedy", "--horizon", "100000", "--budget", "0.2", "--json"]
    assert run(words) == 3
    output = capsys.readouterr()
    document = json.loads(output.out)
    low, high = map(Fraction, document["regret"])
    assert document["unfinished"] and 0 <= low <= high
    assert "certain: regret in [" in output.err


def test_a_truth_is_needed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = json.loads(Path(BOUNDED).read_text("utf-8"))
    given.pop("truth", None)
    path = tmp_path / "instance.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    assert run(["exact", str(path), "--learner", "greedy", "--horizon", "2"]) == 2
    assert "--truth" in capsys.readouterr().err
