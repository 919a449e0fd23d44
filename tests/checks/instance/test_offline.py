"""The offline part of an examined instance."""

from __future__ import annotations

from fractions import Fraction
from math import log

from flint import arb, ctx

from checks.instance.offline import fewest_samples


def rates(found: list[tuple[Fraction, Fraction]]):  # type: ignore[no-untyped-def]
    """One wrong model a pair: what it costs a round, and its affinity."""

    def at(precision: int) -> list[tuple[Fraction, arb]]:
        with ctx.workprec(precision):
            return [(cost, -(-arb((1 - rho).numerator) / (1 - rho).denominator).log1p()) for cost, rho in found]

    return at


def test_one_sample_less_does_not_do() -> None:
    """Two wrong models of affinity 1/2, each costing 1: 2 · 2⁻ⁿ is 1/8 at n = 4."""
    half, least = (Fraction(1), Fraction(1, 2)), Fraction(1, 10**30)
    assert fewest_samples(rates([half, half]), Fraction(1, 8) + least) == 4
    assert fewest_samples(rates([half, half]), Fraction(1, 8) - least) == 5


def test_no_sample_is_needed_where_nothing_is_wrong_or_little_is_lost() -> None:
    assert fewest_samples(rates([]), Fraction(1, 10)) == 0
    assert fewest_samples(rates([(Fraction(1, 20), Fraction(1, 2))]), Fraction(1, 10)) == 0


def test_none_suffice_where_data_do_not_tell() -> None:
    assert fewest_samples(lambda precision: [(Fraction(1), arb(0))], Fraction(1, 10)) is None


def test_a_number_of_samples_that_needs_more_than_the_usual_precision_is_exact() -> None:
    """Affinity 1 − 10⁻²⁵: about ln(10)·10²⁵ samples, all digits right."""
    rho = 1 - Fraction(1, 10**25)
    n = fewest_samples(rates([(Fraction(1), rho)]), Fraction(1, 10))
    assert n is not None and abs(n / (log(10) * 10**25) - 1) < 1e-12
    with ctx.workprec(400):
        ball = arb(rho.numerator) / rho.denominator
        assert ball**n <= arb(1) / 10 < ball ** (n - 1)
