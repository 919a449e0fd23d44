"""``simulate``: what it prints, what it keeps, what it refuses."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checks.cli import run
from checks.commands import sweep
from checks.learners import NAMES

ROOT = Path(__file__).parents[3]
BOUNDED, LOGARITHMIC = (str(ROOT / f"checks/data/regimes/{name}.json") for name in ("bounded", "logarithmic"))
SHORT = ["--runs", "70", "--horizon", "50"]

Capture = pytest.CaptureFixture[str]


def printed(words: list[str], capsys: Capture, status: int = 0) -> str:
    assert run(["simulate", *words]) == status
    return capsys.readouterr().out


def test_json_is_the_document_of_the_contract_alone(capsys: Capture) -> None:
    document = json.loads(printed([BOUNDED, *SHORT, "--seed", "3", "--json"], capsys))
    assert document["format"] == "user-diversity/simulate/1"
    chosen = ("learner", "truth", "horizon", "runs", "seed", "confidence")
    assert [document[key] for key in chosen] == ["greedy", "b", 50, 70, 3, 0.99]
    assert set(document["regret"]) == {"mean", "interval", "residual"}
    t, mean, low, high = document["curve"][-1]
    assert t == 50 and [low, high] == document["regret"]["interval"] and low <= mean <= high


@pytest.mark.parametrize("learner", NAMES)
def test_same_bytes_at_any_number_of_workers(learner: str, capsys: Capture) -> None:
    words = [BOUNDED, *SHORT, "--learner", learner, "--json"]
    first, second = (printed([*words, "--jobs", jobs], capsys) for jobs in ("1", "3"))
    assert first == second and json.loads(first)["learner"] == learner


def test_people_read_what_the_interval_rests_on(capsys: Capture) -> None:
    greedy = printed([BOUNDED, "--horizon", "inf", "--runs", "50"], capsys)
    assert "Waudby-Smith and Ramdas" in greedy and "T2" in greedy and "left out" in greedy
    assert "the range of regret" in printed([BOUNDED, *SHORT, "--learner", "thompson"], capsys)
    assert "T11" in printed([BOUNDED, *SHORT, "--learner", "forced-exploration"], capsys)
    tracking = printed([BOUNDED, *SHORT, "--learner", "tracking"], capsys)
    assert "beyond it T26" in tracking and "here at most" in tracking


def test_the_truth_is_the_one_asked_for(capsys: Capture) -> None:
    assert "truth a" in printed([BOUNDED, *SHORT, "--truth", "a"], capsys)


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(BOUNDED).read_bytes()), "utf-8"))
    assert printed(["-", *SHORT, "--json"], capsys) == printed([BOUNDED, *SHORT, "--json"], capsys)


def test_several_files_together_are_the_files_alone(capsys: Capture) -> None:
    both = json.loads(printed([BOUNDED, LOGARITHMIC, *SHORT, "--jobs", "1", "--json"], capsys))
    assert both["format"] == "user-diversity/simulations/1"
    for file, result in zip((BOUNDED, LOGARITHMIC), both["results"], strict=True):
        assert result.pop("file") == file
        assert result == json.loads(printed([file, *SHORT, "--json"], capsys))


def test_a_journal_is_resumed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    words = [BOUNDED, LOGARITHMIC, *SHORT, "--jobs", "1", "--json", "--resume", str(tmp_path / "journal")]
    first = printed(words, capsys)
    monkeypatch.setattr(sweep, "play", lambda task: pytest.fail("played again"))
    assert printed(words, capsys) == first


@pytest.mark.parametrize(("ending", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_a_plot_is_drawn_the_same_twice(ending: str, begins: bytes, tmp_path: Path, capsys: Capture) -> None:
    one, two = (tmp_path / f"{name}.{ending}" for name in ("one", "two"))
    for path in (one, two):
        assert "regret" in printed([BOUNDED, LOGARITHMIC, *SHORT, "--jobs", "1", "--plot", str(path)], capsys)
    assert one.read_bytes() == two.read_bytes() and one.read_bytes().startswith(begins)


def test_a_plot_of_several_files_names_them(tmp_path: Path, capsys: Capture) -> None:
    from checks.picture import figure

    path = tmp_path / "curves.svg"
    figure._SETTINGS["svg.fonttype"] = "none"
    try:
        printed([BOUNDED, LOGARITHMIC, *SHORT, "--jobs", "1", "--plot", str(path)], capsys)
    finally:
        del figure._SETTINGS["svg.fonttype"]
    text = path.read_text("utf-8")
    assert "bounded.json: greedy, truth b" in text and "logarithmic.json: greedy, truth b" in text


def test_what_cannot_be_drawn_is_refused_before_anything_is_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr(sweep, "play", lambda *_: pytest.fail("played"))
    assert run(["simulate", BOUNDED, "--plot", str(tmp_path / "curves.gif")]) == 2
    assert ".pdf, .svg, .png" in capsys.readouterr().err


def test_a_budget_keeps_what_was_finished(capsys: Capture) -> None:
    words = [BOUNDED, "--learner", "thompson", "--horizon", "1e5", "--runs", "1000000", "--budget", "0.5", "--json"]
    document = json.loads(printed(words, capsys, status=3))
    assert document["requested"] == 10**6 > document["runs"]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (["--learner", "oracle"], "--learner"),
        (["--truth", "nobody"], "--truth"),
        (["--horizon", "1.5"], "--horizon"),
        (["--horizon", "0"], "--horizon"),
        (["--horizon", "1e13"], "--horizon"),
        (["--horizon", "inf", "--learner", "uniform"], "--horizon"),
        (["--horizon", "1e10", "--learner", "thompson"], "--horizon"),
        (["--confidence", "1"], "--confidence"),
        (["--tolerance", "0"], "--tolerance"),
        (["--budget", "-1"], "--budget"),
        (["--budget", "inf"], "--budget"),
        (["--runs", "1000000000"], "--runs"),
        ([BOUNDED, "--budget", "1"], "--budget"),
    ],
)
def test_refused_in_one_line(words: list[str], place: str, capsys: Capture) -> None:
    assert run(["simulate", BOUNDED, *words]) == 2
    output = capsys.readouterr()
    assert output.out == "" and output.err.count("\n") == 1 and place in output.err


def test_an_infinite_horizon_needs_diversity(capsys: Capture) -> None:
    assert run(["simulate", LOGARITHMIC, "--horizon", "inf"]) == 2
    assert "user diversity" in capsys.readouterr().err


def test_an_interrupt_among_several_files_shows_those_that_are_finished(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> Iterator[dict[str, Any]]:
        yield first
        raise KeyboardInterrupt

    first = json.loads(printed([BOUNDED, *SHORT, "--json"], capsys))
    monkeypatch.setattr(sweep, "sweep", interrupted)
    assert run(["simulate", BOUNDED, LOGARITHMIC, *SHORT, "--json"]) == 3
    output = capsys.readouterr()
    assert json.loads(output.out)["results"] == [{"file": BOUNDED, **first}]
    assert output.err == "user-diversity: interrupted: 1 of 2 files finished\n"
