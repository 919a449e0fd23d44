"""A bound that has become weaker is found, though no random instance refutes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checks.claims import load
from checks.cli import app
from checks.refute.mutants.tightness import kept_entries
from checks.verify import slack, trial
from checks.verify.definitions import Definitions
from checks.verify.verdicts import RANK, Entry
from theory import bounds, quantities
from theory.claims import LEDGER, claim
from theory.claims import scope as scopes

for entry in LEDGER:
    load(entry)  # whatever binds a name of the theory binds it before anything is planted


@pytest.fixture(autouse=True)
def _fresh() -> Any:
    slack.differences.cache_clear()
    yield
    slack.differences.cache_clear()


@pytest.mark.parametrize("entry", LEDGER, ids=lambda entry: entry.id)
@pytest.mark.slow
def test_no_bound_is_slack(entry: Any) -> None:
    assert slack.found(entry) == ""


def scaled(function: Callable[..., Any], factor: Any) -> Callable[..., Any]:
    return lambda *arguments: function(*arguments) * factor


@pytest.mark.parametrize(
    ("module", "name", "factor", "caught"),
    [
        (quantities, "information_per_regret", 2, ("L6", "T6", "T7", "T8")),
        (quantities, "mean_regret", 2, ("T1", "T12")),
        (quantities, "second_best_gap", 1, ()),
        (bounds, "logarithmic_root", 0.5, ("T7",)),
        (scopes, "squared_spread", 2, ("T17",)),
        (scopes, "largest_gap", 2, ("T17",)),
    ],
)
def test_a_weaker_formula_is_slack(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, factor: Any, caught: tuple[str, ...]
) -> None:
    monkeypatch.setattr(module, name, scaled(getattr(module, name), factor))
    assert all(slack.found(claim(one)) for one in caught)
    assert bool(slack.differences(0) | slack.differences(1)) is bool(caught)


def test_information_that_forgets_the_comparator_is_slack(monkeypatch: pytest.MonkeyPatch) -> None:
    """K with every comparator counted in full, whatever κ says."""
    honest = quantities.information

    def careless(problem: Any, c: int, y: int, a: int, b: int) -> Any:
        return max((honest(problem, c, y, a, b) / mass for mass in map(float, problem.kappa[c][y]) if mass), key=float)

    monkeypatch.setattr(quantities, "information", careless)
    assert "K(0, 1)" in slack.found(claim("L6"))


def test_the_recorded_sides_must_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [{**kept, "ratio": kept["ratio"] * 1.01} for kept in kept_entries() if kept["claim"] == "T7"]
    monkeypatch.setattr(slack, "kept_entries", lambda: entries)
    assert "it was" in slack.found(claim("T7"))


def test_slack_is_a_verdict_between_refuted_and_vacuous() -> None:
    one = trial.Trial("T7", cases=3, met=3, wanted=())
    assert one.verdict == "unrefuted"
    one.slack = True
    assert one.verdict == "slack"
    assert Entry(claim("T7"), trial.as_values(one), {}, "proved").own == "slack"
    assert RANK.index("refuted") < RANK.index("slack") < RANK.index("vacuous")


@pytest.mark.slow
def test_slack_is_seen_in_the_ledger_and_ends_with_1(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bounds, "logarithmic_root", scaled(bounds.logarithmic_root, 0.5))
    words = ["verify", "--claim", "T7", "--cases", "2", "--jobs", "1", "--evidence", str(tmp_path / "e")]
    result = CliRunner().invoke(app, words, standalone_mode=False)
    assert result.return_value == 1
    assert "slack" in result.output and "root" in result.output
    assert '"verdict": "slack"' in (tmp_path / "e" / "ledger.json").read_text("utf-8")


def test_definitions_call_nothing_of_the_theory_but_the_instance() -> None:
    import checks.verify.definitions as module

    source = Path(module.__file__).read_text("utf-8")
    assert [line for line in source.splitlines() if line.startswith("from theory")] == [
        "from theory.instance import Baseline, Explicit, Heads, Instance, Rewards"
    ]
    assert Definitions(slack._instances()[0]).confusing(0, 1)
