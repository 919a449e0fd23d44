"""Where a claim speaks follows from its hypotheses and from what it says itself."""

from dataclasses import replace

from theory.claims import LEDGER, claim
from theory.claims.readings import DIMENSIONS, cells, covers, where


def test_every_claim_speaks_somewhere_and_of_its_own_sentences() -> None:
    for one in LEDGER:
        assert any(covers(one, cell) for cell in cells())
        assert set(one.settled) <= set(one.sentences)
        assert not set(one.settled) & {*one.refutes, *one.empties}
        assert all(value in DIMENSIONS[name] for name, values in one.speaks for value in values)


def test_hypotheses_narrow_where_a_claim_speaks() -> None:
    free = replace(claim("T1"), hypotheses=())
    assert where(free)["class"] == DIMENSIONS["class"] and where(claim("T1"))["class"] == ("finite",)
    assert where(free)["protocol"] == ("baseline", "uniform", "table")
    assert where(replace(free, hypotheses=("polytope", "full-support")))["protocol"] == ("uniform",)
    assert where(replace(free, hypotheses=("H2", "polytope")))["class"] == ()


def test_a_claim_about_slates_is_taken_up_by_what_it_says() -> None:
    slates = replace(claim("T1"), speaks=(("protocol", ("slate",)),))
    assert [cell.protocol for cell in cells() if covers(slates, cell)] == ["slate", "slate"]


def test_tools_and_limits_settle_nothing() -> None:
    for one in LEDGER:
        if one.match.grade in ("tool", "limit"):
            assert not one.settled
