"""An examined instance as people see it."""

from __future__ import annotations

import pytest

from checks.data import FOLDER
from checks.instance.check import check
from checks.instance.view import show
from theory.files.instance_file import load, read

REGIMES = FOLDER / "regimes"


@pytest.mark.parametrize(
    ("name", "words", "absent"),
    [
        ("bounded", ["yes user diversity (D)", "regime: bounded", "greedy has bounded regret (T1)"], "stays hidden"),
        ("logarithmic", ["no  user diversity (D)", "yes global identifiability", "stays hidden", "∞"], "T7 with K"),
        ("linear", ["no  global identifiability", "no learner avoids linear regret", "∞"], "bounded regret"),
    ],
)
def test_regimes_are_told_in_words(
    name: str, words: list[str], absent: str, capsys: pytest.CaptureFixture[str]
) -> None:
    instance = load(REGIMES / f"{name}.json")
    show(instance, check(instance))
    printed = capsys.readouterr().out
    for word in words:
        assert word in printed
    assert absent not in printed


def test_a_hidden_alternative_and_names_that_look_like_markup(capsys: pytest.CaptureFixture[str]) -> None:
    instance = read(
        {
            "format": "user-diversity/instance/1",
            "name": "[bold]loud[/bold]",
            "contexts": [{"user": "[red]ann", "prompt": "[/]", "probability": 1}],
            "responses": ["y0", "y1"],
            "comparators": {"baseline": "y0"},
            "heads": [[[0], [1]]],
            "parameters": "all",
            "truth": [-1],
        }
    )
    show(instance, check(instance))
    printed = capsys.readouterr().out
    assert "[bold]loud[/bold]: 1 context, 2 responses" in printed
    assert "0 of 1 relevant dimensions" in printed
    assert "hidden alternative (" in printed and "best response of [red]ann with [/]" in printed


def test_offline_samples(capsys: pytest.CaptureFixture[str]) -> None:
    context = {"user": "ann", "prompt": "x", "probability": 1}
    for behaviour, words in ([[[0, 1]], "yes offline diversity"], [[[1, 0]], "no  offline diversity"]):
        instance = read(
            {
                "format": "user-diversity/instance/1",
                "contexts": [context],
                "responses": ["y0", "y1"],
                "comparators": {"baseline": "y0"},
                "rewards": {"a": [[0, 1]], "b": [[0, -1]]},
                "training": {"contexts": [context], "behaviour": behaviour},
            }
        )
        show(instance, check(instance))
        printed = capsys.readouterr().out
        assert words in printed and ("ε = 0.01: ∞" in printed) == words.startswith("no")


def test_many_pairs_are_counted_not_listed(capsys: pytest.CaptureFixture[str]) -> None:
    rewards = {f"m{i}": [[0, -1 - i]] for i in range(4)} | {f"g{i}": [[0, 1 + i]] for i in range(4)}
    instance = read(
        {
            "format": "user-diversity/instance/1",
            "contexts": [{"user": "ann", "prompt": "x", "probability": 1}],
            "responses": ["y0", "y1"],
            "comparators": {"baseline": "y0"},
            "rewards": rewards,
        }
    )
    show(instance, check(instance))
    printed = capsys.readouterr().out
    assert printed.count("stays hidden") == 8 and "… 16 confusing pairs in all" in printed


@pytest.mark.parametrize(("size", "shown"), [(3, True), (2000, False)])
def test_a_long_vector_is_not_printed(size: int, shown: bool, capsys: pytest.CaptureFixture[str]) -> None:
    heads = [[["0"] * size, [str(int(i == 0)) for i in range(size)]]]
    instance = read(
        {
            "format": "user-diversity/instance/1",
            "contexts": [{"user": "ann", "prompt": "p", "probability": 1}],
            "responses": ["y0", "y1"],
            "comparators": {"baseline": "y0"},
            "heads": heads,
            "parameters": "all",
            "truth": ["-1"] + ["0"] * (size - 1),
        }
    )
    show(instance, check(instance))
    printed = capsys.readouterr().out
    assert ("hidden alternative (" in printed) is shown
    assert (f"hidden alternative of {size} entries" in printed) is not shown


@pytest.mark.parametrize("name", ["bounded", "logarithmic", "linear"])
def test_no_line_is_longer_than_a_terminal(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    instance = load(REGIMES / f"{name}.json")
    show(instance, check(instance))
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80
