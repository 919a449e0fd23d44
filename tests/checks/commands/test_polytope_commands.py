"""``simulate`` and ``exact`` on a polytope: what they print, what they keep, what they refuse, from both doors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import user_diversity
from checks.bench.polytope.boundary import INSTANCE
from checks.cli import run
from theory.files.writing import dumps

Capture = pytest.CaptureFixture[str]
SHORT = ["--runs", "70", "--horizon", "50"]


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "class.json"
    path.write_text(dumps(INSTANCE), "utf-8")
    return str(path)


def printed(words: list[str], capsys: Capture, status: int = 0) -> str:
    assert run(words) == status
    output = capsys.readouterr()
    return output.err if status == 2 else output.out


@pytest.mark.parametrize("learner", ["greedy", "careful-greedy", "optimistic", "forced-exploration"])
def test_same_bytes_at_any_number_of_workers_and_from_the_library(learner: str, file: str, capsys: Capture) -> None:
    words = ["simulate", file, *SHORT, "--learner", learner, "--json"]
    first, second = (printed([*words, "--jobs", jobs], capsys) for jobs in ("1", "3"))
    assert first == second
    document = json.loads(first)
    assert document["truth"] == ["1/2", "1/4"] and document["learner"] == learner
    assert user_diversity.simulate(INSTANCE, learner, 50, 70) == document


def test_people_read_the_truth_and_what_the_interval_rests_on(file: str, capsys: Capture) -> None:
    said = printed(["simulate", file, *SHORT], capsys)
    assert said.startswith("greedy, truth (1/2, 1/4), horizon 50, 70 runs") and "beyond it the range of regret" in said
    assert "T2" not in said


def test_a_journal_keeps_polytopes_too(file: str, tmp_path: Path, capsys: Capture) -> None:
    words = ["simulate", file, *SHORT, "--resume", str(tmp_path / "journal"), "--json"]
    assert printed(words, capsys) == printed(words, capsys) == printed(["simulate", file, *SHORT, "--json"], capsys)


def test_the_help_names_who_plays_here(capsys: Capture) -> None:
    said = " ".join(printed(["simulate", "--help"], capsys).replace("│", " ").split())
    assert "on a polytope greedy, careful-greedy, forced-exploration, optimistic, uniform or constant" in said


def test_exact_says_what_it_can_and_what_it_cannot(file: str, capsys: Capture) -> None:
    document = json.loads(printed(["exact", file, "--learner", "uniform", "--json"], capsys))
    assert document["truth"] == ["1/2", "1/4"] and document == user_diversity.exact(INSTANCE, "uniform")
    low, high = map(float, json.loads(printed(["exact", file, "--horizon", "2", "--json"], capsys))["regret"])
    assert 0 < low <= high < low + 1e-12
    refused = printed(["exact", file, "--learner", "optimistic"], capsys, 2)
    assert refused.count("\n") == 1 and "not enumerated" in refused
    assert "more than" in printed(["exact", file, "--horizon", "9", "--memory", "1", "--json"], capsys, 3)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["simulate", "--truth", "a"], "--truth: names a model of a finite class"),
        (["simulate", "--horizon", "inf"], "--horizon: a polytope is played round by round"),
        (["simulate", "--learner", "tracking"], "tracking plays on finite classes; on a polytope greedy"),
        (["exact", "--truth", "a"], "--truth: names a model of a finite class"),
        (["exact", "--horizon", "inf"], "--horizon: inf is for finite classes"),
    ],
)
def test_refused_in_one_line(words: list[str], said: str, file: str, capsys: Capture) -> None:
    error = printed([words[0], file, *words[1:]], capsys, 2)
    assert said in error and error.count("\n") == 1


@pytest.mark.parametrize("command", [["simulate"], ["exact"], ["picture", "--figure", "class"]])
def test_what_is_wrong_with_a_file_begins_with_its_name(command: list[str], tmp_path: Path, capsys: Capture) -> None:
    path, drawn = tmp_path / "loose.json", str(tmp_path / "class.svg")
    loose = {"lower": [-1, None], "upper": [1, 1]}
    path.write_text(json.dumps(json.loads(dumps(INSTANCE)) | {"parameters": loose}), "utf-8")
    words = [*command, str(path), *(["--output", drawn] if command[0] == "picture" else [])]
    error = printed(words, capsys, 2)
    assert f"{path}: parameters: a bound is missing" in error and error.count("\n") == 1


def test_careful_greedy_is_for_polytopes(capsys: Capture) -> None:
    bounded = str(Path(__file__).parents[3] / "checks" / "data" / "regimes" / "bounded.json")
    assert "plays on polytopes alone" in printed(["simulate", bounded, "--learner", "careful-greedy"], capsys, 2)


def test_slates_on_a_polytope_are_refused_and_checked_without_a_class(tmp_path: Path, capsys: Capture) -> None:
    slate = json.loads(dumps(INSTANCE)) | {"comparators": {"slate": {"inverse_temperature": 1, "reference": "uniform"}}}
    path = tmp_path / "slate.json"
    path.write_text(json.dumps(slate), "utf-8")
    for command in ("simulate", "exact"):
        assert printed([command, str(path)], capsys, 2).count("\n") == 1
    document = json.loads(printed(["check", str(path), "--json"], capsys))
    assert document["class"] is None and document["class_reason"]
