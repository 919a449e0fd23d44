"""Sides of bounds and how close they are; the search for the closest ones repeats itself and gets no worse."""

from fractions import Fraction

import pytest

from checks.claims.judge import Judgement, Ruling
from checks.refute.mutants.tightness_search import FOREVER, Sides, best, closest, inequalities
from theory.errors import InputError
from theory.exact.enclosure import ball
from theory.files.instance_file import read
from theory.files.writing import document

pytestmark = pytest.mark.slow


def test_the_search_is_reproducible():
    found = best("T17", seed=0, budget=60)
    assert 0 < found.ratio <= 1
    assert best("T17", seed=0, budget=60).trail == found.trail
    assert read(document(found.instance)) == found.instance


@pytest.mark.parametrize("claim", ["T1", "T6", "T19"])
def test_more_search_never_finds_more_slack(claim):
    few, many = best(claim, seed=5, budget=8), best(claim, seed=5, budget=20)
    assert few is None or many.ratio >= few.ratio


def test_only_inequalities_have_slack():
    assert inequalities("T5") == []
    with pytest.raises(InputError):
        best("T5")


def test_the_bound_of_t1_is_also_compared_at_an_infinite_horizon():
    assert inequalities("T1")[-1] == FOREVER and FOREVER not in inequalities("T6")
    with pytest.raises(InputError, match="has no inequality 'nothing'; it has") as error:
        best("T1", statement="nothing")
    assert "\n" not in str(error.value)


def compared(left, right, where, ruling=Ruling.HOLDS):
    return Judgement("T6", "headline", where, ruling, left, right)


def test_the_closest_sides_that_hold_are_kept():
    """1/2 of 1, then 3/4; what is violated, open or a yes or no does not count, nor do sides that are both 0 or 1."""
    half = compared(Fraction(1, 2), Fraction(1), "half")
    more = compared(ball(Fraction(3)), Fraction(4), "more")
    idle = [
        compared(Fraction(5), Fraction(5), "violated", Ruling.VIOLATED),
        compared(Fraction(5), Fraction(5), "open", Ruling.OPEN),
        compared(True, True, "yes"),
        compared(Fraction(1), ball(Fraction(1)), "ones"),
        compared(ball(Fraction(0)), Fraction(0), "zeros"),
        compared(None, None, "vacuous", Ruling.VACUOUS),
    ]
    assert closest([half, *idle]) == Sides(Fraction(1, 2), Fraction(1), 0.5, "half")
    found = closest([half, more, *idle])
    assert found is not None and (found.ratio, found.where) == (0.75, "more")
    assert closest(idle) is None
