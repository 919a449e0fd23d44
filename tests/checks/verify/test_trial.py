"""How a claim is tried: what is counted, when it stops, and what its verdict may say."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice, pairwise
from time import monotonic
from typing import Any

import pytest

from checks.claims import Check, examine
from checks.claims.judge import Judgement, Ruling
from checks.populations.source import Seeded, Source
from checks.refute.mutants import mutants
from checks.refute.shrinking.removals import removals
from checks.verify import slack, trial
from checks.verify.trial import Trial
from theory.claims import claim
from theory.errors import InputError
from theory.files.instance_file import read
from theory.files.writing import document
from theory.instance import Instance

F = Fraction
ONE, TWO = F(1), F(2)
TRAP = read(
    {
        "format": "user-diversity/instance/1",
        "contexts": [{"user": "ann", "prompt": "x", "probability": 1}],
        "responses": ["none", "some"],
        "comparators": {"baseline": "none"},
        "rewards": {"a": [[0, -1]], "b": [[0, 1]]},
    }
)
BIG = read(
    {
        "format": "user-diversity/instance/1",
        "contexts": [{"user": user, "prompt": "x", "probability": "1/4"} for user in ("ann", "bob", "eve", "joe")],
        "responses": ["none", "some", "more"],
        "comparators": "uniform",
        "rewards": {name: [[0, gain, 1]] * 4 for name, gain in (("a", -1), ("b", 2), ("c", 3))},
    }
)
T10 = claim("T10")


def held(name: str = "one", left: Any = ONE, right: Any = TWO, ruling: Ruling = Ruling.HOLDS) -> Judgement:
    return Judgement("T10", name, "here", ruling, left, right)


VACUOUS, OPEN = (held(ruling=ruling, left=None) for ruling in (Ruling.VACUOUS, Ruling.OPEN))
VIOLATED = held("two", F(3), F(2), Ruling.VIOLATED)


def test_one_instance_is_counted_once_and_each_comparison_by_its_ruling() -> None:
    found = Trial("T10", wanted=("one", "two"))
    found.record(TRAP, [held(), held(left=F(3, 2)), held("two", F(1), F(10)), VACUOUS])
    found.record(TRAP, [VACUOUS, OPEN])
    found.record(TRAP, [held(right=F(8))])
    assert (found.cases, found.met, found.untried) == (3, 2, ())
    assert found.comparisons == {"holds": 4, "vacuous": 2, "open": 1}
    assert found.statements == {"one": 3, "two": 1} and found.tightness == {"one": 0.75, "two": 0.1}
    assert found.log == [
        {"case": 1, "holds": 3, "vacuous": 1},
        {"case": 2, "open": 1, "vacuous": 1},
        {"case": 3, "holds": 1},
    ]
    assert found.verdict == "unrefuted" and not (found.error or found.slack or found.unfinished)


@pytest.mark.parametrize(("where", "said"), [("here", "two: 3 against 2 (here)"), ("", "two: 3 against 2")])
def test_the_instance_that_refutes_is_kept_with_its_comparison(where: str, said: str) -> None:
    found = Trial("T10")
    with pytest.raises(trial._RefutedError):
        found.record(TRAP, [held(), replace(VIOLATED, where=where)])
    assert (found.verdict, found.failing, found.failure, found.met) == ("refuted", TRAP, said, 1)
    assert found.log == [{"case": 1, "holds": 1, "violated": 1}]


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "vacuous"),
        ({"met": 1}, "unrefuted"),
        ({"met": 1, "wanted": ("one",)}, "vacuous"),
        ({"met": 1, "slack": True}, "slack"),
        ({"slack": True}, "slack"),
        ({"met": 1, "slack": True, "failing": TRAP}, "refuted"),
        ({"met": 1, "slack": True, "failing": TRAP, "error": True}, "error"),
    ],
)
def test_the_gravest_verdict_is_given(changes: dict[str, Any], verdict: str) -> None:
    assert Trial("T10", **changes).verdict == verdict


def test_a_trial_is_taken_up_where_it_was_saved() -> None:
    first = Trial("T10", wanted=("one",))
    first.record(TRAP, [held()])
    early = first.saved(0)
    first.record(TRAP, [held(left=F(2)), OPEN])
    late = json.loads(json.dumps(first.saved(1)))
    assert [entry["case"] for entry in late["log"]] == [2]
    second = Trial("T10", wanted=("one",))
    second.restore(early)
    second.restore(late)
    assert second == first and second.saved(0) == first.saved(0)


def test_a_trial_as_a_document() -> None:
    found = Trial("T10", wanted=("one", "two"))
    found.record(TRAP, [held(left=F(1), right=F(3)), OPEN])
    assert trial.as_values(found) == {
        "claim": "T10",
        "verdict": "vacuous",
        "cases": 1,
        "met": 1,
        "comparisons": {"holds": 1, "open": 1},
        "statements": {"one": 1, "two": 0},
        "tightness": {"one": 0.333333333},
        "failure": "",
        "instance": None,
    }
    with pytest.raises(trial._RefutedError):
        found.record(TRAP, [VIOLATED])
    assert trial.as_values(found)["instance"] == document(TRAP)


def named(choose: Source) -> Instance:
    return replace(TRAP, name=str(choose.whole(0, 10**9)))


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Sequence[Judgement]]]:
    """What examining one instance after another says, the last of it again and again; chunks are of four instances."""
    said: list[Sequence[Judgement]] = []

    def examine(claim: Any, instance: Instance) -> Sequence[Judgement]:
        return said.pop(0) if len(said) > 1 else said[0]

    monkeypatch.setattr(trial, "examine", examine)
    monkeypatch.setattr(trial, "load", lambda claim: Check(named, lambda scope: iter(())))
    monkeypatch.setattr(trial, "_CHUNK", 4)
    yield said


def tried(cases: int, **more: Any) -> Trial:
    return trial.run(replace(T10, statements=T10.statements[:1]), cases, 1, **more)


FIRST, HUNDRED = T10.statements[0].name, trial._CHUNK


def test_it_stops_once_enough_cases_are_met(answers: list[Sequence[Judgement]]) -> None:
    answers += [[VACUOUS], [held(FIRST)]]
    found = tried(3)
    assert (found.cases, found.met, found.verdict, found.wanted) == (4, 3, "unrefuted", (FIRST,))


def test_it_goes_on_until_every_statement_was_decided(answers: list[Sequence[Judgement]]) -> None:
    answers += [*[[held("other")]] * 6, [held(FIRST)]]
    kept: list[dict[str, Any]] = []
    found = tried(2, keep=kept.append)
    assert (found.cases, found.met, found.untried, len(kept)) == (7, 7, (), 2)


def test_it_gives_up_after_the_most_chunks(answers: list[Sequence[Judgement]]) -> None:
    answers += [[VACUOUS]]
    found = tried(1, most_chunks=3)
    assert (found.cases, found.met, found.verdict, found.unfinished) == (12, 0, "vacuous", False)
    assert tried(1).cases == 40 * 4


def test_a_chunk_is_a_hundred_instances(answers: list[Sequence[Judgement]], monkeypatch: pytest.MonkeyPatch) -> None:
    answers += [[VACUOUS]]
    monkeypatch.setattr(trial, "_CHUNK", HUNDRED)
    assert tried(1, most_chunks=1).cases == 100


@pytest.mark.parametrize("said", [[VIOLATED], None])
def test_after_a_failure_no_chunk_is_drawn(
    said: Sequence[Judgement] | None, answers: list[Sequence[Judgement]], monkeypatch: pytest.MonkeyPatch
) -> None:
    chunks: list[str] = []
    monkeypatch.setattr(trial, "Seeded", lambda text: chunks.append(text) or Seeded(text))
    answers += [said]  # type: ignore[list-item]
    assert tried(5).verdict == ("error" if said is None else "refuted")
    assert len(chunks) == 1


def test_each_chunk_is_kept_and_may_be_given_back(answers: list[Sequence[Judgement]]) -> None:
    answers += [[held(FIRST)]]
    kept: list[dict[str, Any]] = []
    whole = tried(10, keep=kept.append)
    assert [one["cases"] for one in kept] == [4, 8, 10]
    assert [len(one["log"]) for one in kept] == [4, 4, 2]
    assert tried(10, kept=kept[:2]) == whole == tried(10, kept=kept)
    assert tried(10, kept=kept[:1], most_chunks=1).cases == 4


def test_no_chunk_starts_after_the_deadline(answers: list[Sequence[Judgement]]) -> None:
    answers += [[held(FIRST)]]
    late, early = tried(3, deadline=monotonic() - 1), tried(3, deadline=monotonic() + 1000)
    assert (late.unfinished, late.cases) == (True, 0)
    assert (early.unfinished, early.cases) == (False, 3)


def test_a_refutation_ends_it(answers: list[Sequence[Judgement]]) -> None:
    answers += [*[[held(FIRST)]] * 5, [VIOLATED]]
    kept: list[dict[str, Any]] = []
    found = tried(20, keep=kept.append)
    assert (found.verdict, found.cases, len(kept)) == ("refuted", 6, 1)
    assert found.failing is not None and found.failure == "two: 3 against 2 (here)"


def test_where_every_smaller_instance_breaks_it_is_kept_as_drawn(
    answers: list[Sequence[Judgement]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def examine(claim: Any, instance: Instance) -> Sequence[Judgement]:
        if instance != replace(TRAP, name=instance.name):
            raise ZeroDivisionError
        return [VIOLATED]

    monkeypatch.setattr(trial, "examine", examine)
    found = tried(4)
    assert found.verdict == "refuted" and found.failing == replace(TRAP, name=found.failing and found.failing.name)


@pytest.mark.parametrize("most", [1, 2, 7])
def test_only_so_many_smaller_instances_are_examined(
    most: int, answers: list[Sequence[Judgement]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one drawn refutes, then ``most`` candidates are looked at of the many there are, then what is kept."""
    examined: list[Instance] = []

    def examine(claim: Any, instance: Instance) -> Sequence[Judgement]:
        examined.append(instance)
        return [VIOLATED if instance == BIG else held()]

    monkeypatch.setattr(trial, "examine", examine)
    monkeypatch.setattr(trial, "load", lambda claim: Check(lambda choose: BIG, lambda scope: iter(())))
    monkeypatch.setattr(trial, "_SHRINKING", most)
    found = tried(4)
    assert len(list(removals(BIG))) > 7
    assert examined == [BIG, *islice(removals(BIG), most), BIG]
    assert (found.verdict, found.cases, found.failing) == ("refuted", 1, BIG)


def test_what_breaks_is_an_error_with_its_place(
    answers: list[Sequence[Judgement]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: Any) -> Any:
        raise ZeroDivisionError("no")

    monkeypatch.setattr(trial, "examine", broken)
    found = tried(5)
    assert found.verdict == "error" and found.failure.startswith("ZeroDivisionError: no (test_trial.py:")
    monkeypatch.setattr(trial, "load", broken)
    assert tried(5).verdict == "error" and tried(5).cases == 0


@pytest.mark.parametrize(
    ("before", "line", "verdict", "failure"),
    [
        (Trial("T10", met=1), "looser than known", "slack", "looser than known"),
        (Trial("T10", met=1), "", "unrefuted", ""),
        (Trial("T10", error=True, failure="broke"), "looser than known", "error", "broke"),
        (Trial("T10", failing=TRAP, failure="two"), "looser than known", "refuted", "two"),
        (Trial("T10"), "", "vacuous", ""),
    ],
)
def test_known_tightness_is_looked_at_where_nothing_refuted(
    before: Trial, line: str, verdict: str, failure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slack, "found", lambda claim: line)
    found = replace(before)
    trial.compare_with_known(found, T10)
    assert (found.verdict, found.failure) == (verdict, failure)


def test_a_broken_comparison_with_what_is_known_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slack, "found", lambda claim: [][0])
    found = Trial("T10", met=1)
    trial.compare_with_known(found, T10)
    assert found.verdict == "error" and "IndexError" in found.failure and not found.slack


def test_given_instances_are_tried_in_order(answers: list[Sequence[Judgement]]) -> None:
    answers += [[held()], [VIOLATED], [held()]]
    found = trial.replay(T10, [TRAP] * 3)
    assert (found.cases, found.verdict, found.wanted) == (2, "refuted", ())
    assert trial.replay(T10, []).verdict == "vacuous"


def test_an_instance_that_a_claim_does_not_speak_of_is_bad_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any) -> Any:
        raise InputError("models", "a polytope is needed")

    monkeypatch.setattr(trial, "examine", refuse)
    with pytest.raises(InputError, match=r"does not speak of such an instance: .*a polytope is needed") as caught:
        trial.replay(T10, [TRAP])
    assert caught.value.place == "T10"


def drawn(monkeypatch: pytest.MonkeyPatch, start: int, chunks: int) -> list[list[Instance]]:
    """Return the instances of each chunk, none of which meets anything."""
    seen: list[Instance] = []
    bounds: list[int] = [0]
    monkeypatch.setattr(trial, "examine", lambda claim, instance: seen.append(instance) or [])

    def keep(saved: dict[str, Any]) -> None:
        bounds.append(len(seen))

    trial.run(claim("T10"), 10, start, most_chunks=chunks, keep=keep)
    return [seen[low:high] for low, high in pairwise(bounds)]


@pytest.mark.slow
def test_every_chunk_draws_anew_and_every_seed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = drawn(monkeypatch, 0, 3)
    assert len(first) >= 50
    assert first != second != third != first
    assert drawn(monkeypatch, 0, 2) == [first, second]
    assert drawn(monkeypatch, 1, 1) != [first]


def test_fresh_instances_in_every_chunk_and_of_every_seed(
    answers: list[Sequence[Judgement]], monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str | None] = []
    monkeypatch.setattr(trial, "examine", lambda claim, instance: names.append(instance.name) or [VACUOUS])

    def chunks(claim: Any, start: int) -> list[list[str | None]]:
        names.clear()
        trial.run(claim, 1, start, most_chunks=2)
        return [names[:4], names[4:]]

    one = chunks(T10, 5)
    assert one[0] != one[1] and chunks(T10, 5) == one
    assert chunks(T10, 6)[0] != one[0] and chunks(claim("T1"), 5)[0] != one[0]


def test_no_instance_is_drawn_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    examined: list[Instance] = []
    drawn: list[Instance] = []
    check = trial.load(claim("L1"))
    population = lambda choose: drawn.append(check.population(choose)) or drawn[-1]  # noqa: E731
    monkeypatch.setattr(trial, "load", lambda claim: trial.Check(population, check.cases))
    monkeypatch.setattr(trial, "examine", lambda claim, instance: examined.append(instance) or examine(claim, instance))
    found = trial.run(claim("L1"), 5, 0)
    assert found.verdict == "unrefuted"
    assert drawn == examined
    assert found.cases == len(drawn) < 100


def test_what_refutes_is_made_small() -> None:
    falsified = next(mutants.weakened(claim("T10")))[-1].claim
    found = trial.run(falsified, 50, 0)
    assert found.verdict == "refuted"
    assert found.failing is not None
    assert not any(trial.replay(falsified, [smaller]).verdict == "refuted" for smaller in removals(found.failing))
    assert trial.replay(falsified, [found.failing]).failure == found.failure
