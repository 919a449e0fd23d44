import random
from collections import Counter

import mpmath
import pytest
from flint import arb

from checks.exact.likelihood import MAX_ROUNDS, Likelihoods
from checks.exact.statistic import increments


def value(gaps: list[int], unit: int) -> mpmath.mpf:
    return -sum(mpmath.log1p(mpmath.exp(-mpmath.mpf(gap) / unit)) for gap in gaps)


@pytest.mark.parametrize("seed", range(40))
def test_winners_are_those_of_two_hundred_digits(seed: int) -> None:
    draw = random.Random(seed)
    unit, models = draw.choice([1, 3, 10]), 4
    vectors = [tuple(draw.randint(-2, 2) for _ in range(models)) for _ in range(4)]
    counts = Counter(draw.choices(range(4), k=draw.randint(0, 5)))
    with mpmath.workdps(200):
        sums = [value([vectors[k][m] for k in counts.elements()], unit) for m in range(models)]
        expected = tuple(m for m in range(models) if max(sums) - sums[m] < mpmath.mpf(10) ** -150)
    assert Likelihoods(vectors, models, unit).best(counts) == expected


def test_values_that_differ_in_the_eightieth_digit_are_told_apart() -> None:
    unit = 10**80
    judge = Likelihoods([(unit, unit + 1, unit)], models=3, unit=unit)
    assert judge.best({0: 1}) == (1,)
    assert judge.best({0: 1}, among=(2, 0)) == (2, 0)


def test_ties_between_different_histories_of_gaps() -> None:
    """ln σ(−1) + ln σ(2) = −1 + ln σ(1) + ln σ(2) = ln σ(1) + ln σ(−2) + 1."""
    judge = Likelihoods([(-1, 1, 2), (2, -2, -1), (1, 2, 1)], models=3, unit=1)
    assert judge.form(0, {0: 1, 1: 1}) == judge.form(2, {1: 1, 0: 1})
    assert judge.form(1, {0: 1, 1: 1}) == (-2, judge.form(0, {0: 1, 1: 1})[1])
    assert judge.best({0: 1, 1: 1}) == (0, 2)


def test_gaps_of_zero_are_part_of_the_form() -> None:
    judge = Likelihoods([(0, 1), (0, -1)], models=2, unit=1)
    assert judge.form(0, {0: 2, 1: 1}) == (0, frozenset({(0, 3)}))
    assert judge.best({0: 1, 1: 1}) == (0,)
    assert judge.best({0: 1}) == (1,)


def test_a_lead_of_exactly_the_least_is_one() -> None:
    judge = Likelihoods([(1, 1, 0), (-1, -1, 0)], models=3, unit=1)
    assert judge.leads(0, 1, {0: 3}, lambda: arb(0)) and judge.leads(1, 0, {0: 1, 1: 1}, lambda: arb(0))
    assert not judge.leads(0, 1, {0: 3}, lambda: arb("1e-30"))
    assert judge.leads(0, 2, {0: 1}, lambda: arb(0)) and not judge.leads(0, 2, {1: 1}, lambda: arb(0))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_larger_rational_part_is_no_larger_likelihood(order: tuple[int, int]) -> None:
    """Twice a gap of 0 is 2 ln σ(0) = −1.39; −1 and 5 are −1 + ln σ(1) + ln σ(5) = −1.32."""
    gaps = ((-1, 5), (0, 0))
    judge = Likelihoods(list(zip(*(gaps[m] for m in order), strict=True)), models=2, unit=1)
    better = order.index(0)
    counts = {0: 1, 1: 1}
    assert judge.best(counts) == (better,)
    assert judge.leads(better, 1 - better, counts, lambda: arb(0))
    assert not judge.leads(1 - better, better, counts, lambda: arb(0))
    forms = judge.form(better, counts), judge.form(1 - better, counts)
    assert (judge.compare(*forms), judge.compare(*forms[::-1])) == (1, -1)


def test_a_count_of_rounds_has_sixteen_bits_and_is_kept_apart_from_others() -> None:
    """What states are numbered by holds counts of up to 65,535 rounds of each kind side by side."""
    assert MAX_ROUNDS.bit_length() == 16 and (MAX_ROUNDS + 1).bit_length() == 17
    one, other = increments([(1, 3), (2, 7)])
    counts = [0, *(1 << k for k in range(16)), MAX_ROUNDS]
    assert len({n * one + k * other for n in counts for k in counts}) == len(counts) ** 2
