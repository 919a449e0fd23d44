import pytest

from checks.verify.verdicts import RANK, Entry, everywhere, order, verdicts
from theory.claims import LEDGER, claim

GOOD = {"verdict": "unrefuted", "met": 1}


@pytest.mark.parametrize(
    "name, trial, kernel, symbolic, own",
    [
        ("T2", GOOD, "kernel (no axioms)", "none", "proved"),
        ("T2", GOOD, "no kernel proof", "partial: kernel only steps 1 of 5", "unrefuted"),
        ("L1", GOOD, "no kernel proof", "proved", "proved"),
        ("L1", GOOD, "no kernel proof", "none", "unrefuted"),
        ("T2", GOOD, "kernel failed", "proved", "error"),
        ("T2", GOOD, "kernel (no axioms)", "failed", "error"),
        ("T2", {"verdict": "refuted"}, "kernel (no axioms)", "proved", "refuted"),
        ("T2", {"verdict": "vacuous"}, "kernel (no axioms)", "proved", "vacuous"),
    ],
)
def test_the_worst_that_is_known_counts(name: str, trial, kernel: str, symbolic: str, own: str) -> None:
    assert Entry(claim(name), trial, everywhere(claim(name), kernel), symbolic).own == own


def test_a_claim_is_no_better_than_what_it_rests_on() -> None:
    entries = {one.id: Entry(one, GOOD, everywhere(one, "kernel (no axioms)"), "none") for one in LEDGER}
    assert set(verdicts(entries).values()) == {"proved"}
    for one in LEDGER:
        worse = {**entries, one.id: Entry(one, {"verdict": "refuted"}, everywhere(one, "kernel (no axioms)"), "none")}
        found = verdicts(worse)
        assert found[one.id] == "refuted"
        assert all(found[other.id] == "refuted" for other in LEDGER if one.id in other.rests_on)


def test_ranks_and_order() -> None:
    assert RANK[0] == "error" and RANK[-1] == "proved"
    assert order({"T2": 1, "L1": 1, "T1": 1}) == ["L1", "T1", "T2"]
