import pytest

from checks.verify.verdicts import RANK, Entry, order, verdicts
from theory.claims import LEDGER, claim

GOOD = {"verdict": "unrefuted", "met": 1}


@pytest.mark.parametrize(
    "trial, kernel, symbolic, own",
    [
        (GOOD, "kernel (no axioms)", "none", "proved"),
        (GOOD, "no kernel proof", "proved", "proved"),
        (GOOD, "no kernel proof", "partial: kernel only steps 1 of 2", "unrefuted"),
        (GOOD, "kernel failed", "proved", "error"),
        (GOOD, "kernel (no axioms)", "failed", "error"),
        ({"verdict": "refuted"}, "kernel (no axioms)", "proved", "refuted"),
        (None, "kernel (no axioms)", "proved", "vacuous"),
    ],
)
def test_the_worst_that_is_known_counts(trial, kernel: str, symbolic: str, own: str) -> None:
    assert Entry(claim("T1"), trial, kernel, symbolic).own == own


def test_a_claim_is_no_better_than_what_it_rests_on() -> None:
    entries = {one.id: Entry(one, GOOD, "kernel (no axioms)", "none") for one in LEDGER}
    assert set(verdicts(entries).values()) == {"proved"}
    for one in LEDGER:
        worse = {**entries, one.id: Entry(one, {"verdict": "refuted"}, "kernel (no axioms)", "none")}
        found = verdicts(worse)
        assert found[one.id] == "refuted"
        assert all(found[other.id] == "refuted" for other in LEDGER if one.id in other.rests_on)


def test_ranks_and_order() -> None:
    assert RANK[0] == "error" and RANK[-1] == "proved"
    assert order({"T2": 1, "L1": 1, "T1": 1}) == ["L1", "T1", "T2"]
