"""How an affinity is printed."""

from fractions import Fraction

from flint import arb, ctx

from checks.instance.affinity import affinity_pair, shown_affinity


def test_a_number_below_1_is_printed_below_1_however_little() -> None:
    with ctx.workprec(200):
        low, high = affinity_pair(arb(10) ** -40, lambda: 1 - arb(10) ** -40)
    assert Fraction(low) <= 1 - Fraction(1, 10**40) <= Fraction(high) < 1
    assert shown_affinity(high) == "1 − 1.00e-40"


def test_a_small_affinity_is_taken_itself() -> None:
    low, high = affinity_pair(arb(1) - arb(10) ** -30, lambda: arb(10) ** -30)
    assert 0 < Fraction(low) <= Fraction(1, 10**30) <= Fraction(high)


def test_models_that_are_not_told_apart_have_affinity_1() -> None:
    assert affinity_pair(arb(0), lambda: arb(1)) == ["1", "1"]
    assert shown_affinity("1") == "1"
