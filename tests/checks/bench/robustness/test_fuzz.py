"""What inputs showed adds up, and the line and the status say it; the inputs themselves are tried in tests/fuzz."""

from __future__ import annotations

from collections import Counter

import pytest

from checks.bench.fuzzing.attempt import Input
from checks.bench.fuzzing.inputs import KINDS
from checks.bench.robustness import fuzz
from checks.bench.robustness.fuzz import SHARES, Found, figure, main


def test_shares_are_of_every_kind_and_sum_to_one() -> None:
    assert set(SHARES) == set(KINDS) and sum(SHARES.values()) == pytest.approx(1)


def test_findings_are_added_with_the_first_input_of_each_problem() -> None:
    one = Found(Counter({"2": 3, "0": 1}), 1.5, 10, {"a": Input(("first",))})
    one.add(Found(Counter({"2": 4}), 0.5, 30, {"a": Input(("second",)), "b": Input(("third",))}))
    assert (one.statuses, one.slowest, one.memory, one.refused) == (Counter({"2": 7, "0": 1}), 1.5, 30, 7)
    assert one.problems == {"a": Input(("first",)), "b": Input(("third",))}


def test_the_line_counts_refusals_and_failures() -> None:
    found = Found(Counter({"2": 1200, "0": 34}), 2.25, 5 << 20, {"a": Input(())})
    assert figure(found, Found(Counter({"2": 9, "1": 1}))) == (
        "1,200 malformed inputs refused in one line (1,234 tried), and 9 of 10 in processes of their own; "
        "1 failures; longest 2.2 s, at most 5 MiB"
    )


@pytest.mark.parametrize(
    ("refused", "problems", "status"),
    [(50, {}, 0), (49, {}, 1), (50, {"exit status 3": Input(("check", "f"), {"f": b"\xff"})}, 1)],
)
def test_too_few_refusals_or_a_problem_is_a_failure(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    refused: int,
    problems: dict[str, Input],
    status: int,
) -> None:
    monkeypatch.setattr(fuzz, "fuzz", lambda *_: Found(Counter({"2": refused}), problems=problems))
    monkeypatch.setattr(fuzz, "sample", lambda *_: Found(Counter({"2": 1})))
    assert main(["--inputs", "50"]) == status
    assert ("user-diversity check f (kept in" in capsys.readouterr().out) == bool(problems)
