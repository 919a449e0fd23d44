"""Checks that were tampered with: each must show as vacuous, as an error, or by what it no longer refutes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import pytest
import sympy as sp

from checks import claims
from checks.claims import l01, l02, regrets, t10, t20
from checks.picture.regimes import regime
from checks.refute.mutants import mutants
from checks.refute.searching.document import WITNESSES
from checks.verify import trial
from checks.verify.verdicts import Entry, everywhere, verdicts
from theory.claims import LEDGER, claim
from theory.errors import InputError
from theory.files.instance_file import loads

judge = import_module("checks.claims.judge")
"""The module: the package exports a function of that name."""

TRAP = loads("""{"format": "user-diversity/instance/1", "responses": ["y0", "y1"],
  "contexts": [{"user": "u", "prompt": "x", "probability": 1}], "comparators": {"baseline": "y0"},
  "rewards": {"a": [[0, -1]], "b": [[0, 1]]}}""")


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "_CHUNK", 20)


def tried(name: str) -> trial.Trial:
    return trial.run(claim(name), cases=2, start=1, most_chunks=1)


def refuted(mutant: mutants.Mutant) -> bool:
    return trial.run(mutant.claim, cases=10, start=5, most_chunks=1).verdict == "refuted"


@pytest.mark.parametrize("entry", [c for c in LEDGER if "D" in c.hypotheses or "confusing" in c.hypotheses], ids=str)
def test_hypotheses_that_contradict_each_other_are_never_met(entry) -> None:
    impossible = replace(entry, hypotheses=(*entry.hypotheses, "D", "not-D"))
    found = trial.replay(impossible, [TRAP])
    assert (found.verdict, found.met) == ("vacuous", 0)


def test_a_proof_does_not_cover_up_a_vacuous_trial() -> None:
    summary = trial.as_values(trial.replay(replace(claim("T10"), hypotheses=("D", "not-D")), [TRAP]))
    entry = Entry(claim("T10"), summary, everywhere(claim("T10"), "kernel (no axioms)"), "proved")
    assert verdicts({"T10": entry}) == {"T10": "vacuous"}


def test_a_check_that_returns_at_once_is_vacuous(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tried("L1").verdict == "unrefuted"
    monkeypatch.setattr(l01, "cases", lambda scope: iter(()))
    assert tried("L1").verdict == "vacuous"


def test_a_check_that_speaks_to_no_statement_is_vacuous(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = l01.cases
    monkeypatch.setattr(l01, "cases", lambda scope: (replace(case, statements=()) for case in honest(scope)))
    assert tried("L1").verdict == "vacuous"


@pytest.mark.parametrize("left_out", [statement.name for statement in claim("L2").statements])
@pytest.mark.slow
def test_a_check_that_leaves_out_one_statement_is_vacuous(monkeypatch: pytest.MonkeyPatch, left_out: str) -> None:
    honest = l02.cases

    def fewer(scope):
        for case in honest(scope):
            yield replace(case, statements=tuple(name for name in case.statements if name != left_out))

    monkeypatch.setattr(l02, "cases", fewer)
    found = tried("L2")
    assert found.met > 0
    assert (found.verdict, found.untried) == ("vacuous", (left_out,))


def test_a_check_that_stops_half_way_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(scope):
        raise RuntimeError("half way")
        yield

    monkeypatch.setattr(l01, "cases", broken)
    assert tried("L1").verdict == "error"


def test_a_check_that_is_gone_or_renamed_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    renamed = replace(claim("L1"), id="L9")
    assert trial.run(renamed, cases=2, start=1).verdict == "error"
    monkeypatch.delattr(l01, "cases")
    assert tried("L1").verdict == "error"


def test_a_comparison_that_is_always_content_refutes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    family = next(mutants.weakened(claim("T10")))
    assert refuted(family[-1])
    monkeypatch.setattr(judge, "compare", lambda relation, left, right: True)
    assert not refuted(family[-1])


def test_a_check_that_takes_its_quantity_from_the_claim_refutes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """T10 with the regret read off the statement itself agrees with every mutant."""
    family = next(mutants.weakened(claim("T10")))
    mutant = family[-1].claim
    honest = t10.cases

    def echo(scope):
        for case in honest(scope):
            valuation = scope.valuation(case.symbols, case.functions)
            right = judge.evaluate(mutant.statements[0].right, valuation)
            yield replace(case, functions={**case.functions, "R": lambda t, theta, right=right: right})

    monkeypatch.setattr(t10, "cases", echo)
    assert trial.replay(mutant, [TRAP]).verdict == "unrefuted"
    assert trial.replay(claim("T10"), [TRAP]).verdict == "refuted"


def test_a_regret_that_is_always_zero_shows_in_weakened_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """An upper bound alone cannot notice it; its mutants can."""
    headline = claim("T1").statements[0]
    tiny = replace(claim("T1"), statements=(replace(headline, right=headline.right / 1000),))
    bounded = regime("bounded")
    assert trial.replay(tiny, [bounded]).verdict == "refuted"
    monkeypatch.setattr(regrets, "regret", lambda problem, learner, rounds: lambda t, theta: Fraction(0))
    assert trial.replay(tiny, [bounded]).verdict == "unrefuted"


def test_an_unknown_quantity_in_a_statement_is_an_error() -> None:
    statement = replace(claim("L1").statements[0], right=sp.Function("unheard")(sp.Symbol("a")))
    assert trial.run(replace(claim("L1"), statements=(statement,)), 2, 1, most_chunks=1).verdict == "error"


def test_a_witness_that_the_ledger_misspells_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    for entry in LEDGER:
        for name in entry.witnesses:
            assert (WITNESSES / f"{name}.json").is_file()
    misspelt = replace(claim("T20"), witnesses=("T20-not-al", "T20-not-relevant"))
    monkeypatch.setattr(t20, "claim", lambda name: misspelt)
    assert trial.run(claim("T20"), cases=2, start=1, most_chunks=1).verdict in ("vacuous", "error")


def test_every_check_has_a_claim_and_every_claim_a_check() -> None:
    files = {path.stem for path in Path(claims.__file__).parent.glob("[lt][0-9][0-9].py")}
    assert files == {entry.module for entry in LEDGER}


def test_an_unknown_claim_is_bad_input() -> None:
    with pytest.raises(InputError, match="none of"):
        claim("T99")
