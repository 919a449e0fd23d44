import random
from collections import Counter
from itertools import combinations_with_replacement
from math import gcd

import pytest

from checks.exact.likelihood import MAX_ROUNDS, Likelihoods
from checks.exact.statistic import increments


def ratios(judge: Likelihoods, counts: Counter[int], models: int) -> tuple[object, ...]:
    """The canonical forms relative to model 0, without packing or elimination."""
    result = []
    base, logs = judge.form(0, counts)
    for m in range(1, models):
        rational, mine = judge.form(m, counts)
        difference = Counter(dict(mine))
        difference.subtract(dict(logs))
        result.append((rational - base, frozenset((g, n) for g, n in difference.items() if n)))
    return tuple(result)


@pytest.mark.parametrize("seed", range(30))
def test_equal_sums_iff_equal_likelihood_ratios(seed: int) -> None:
    draw = random.Random(seed)
    models = draw.choice([2, 3])
    half = [tuple(draw.randint(-2, 2) for _ in range(models)) for _ in range(draw.choice([1, 2, 3]))]
    vectors = sorted({v for h in half for v in (h, tuple(-g for g in h)) if len(set(v)) > 1})
    steps, judge = increments(vectors), Likelihoods(vectors, models, 1)
    sums, forms = {}, {}
    for size in range(5):
        for history in combinations_with_replacement(range(len(vectors)), size):
            total, form = sum(steps[k] for k in history), ratios(judge, Counter(history), models)
            assert sums.setdefault(total, form) == form
            assert forms.setdefault(form, total) == total


def test_generic_classes_keep_their_counts_apart() -> None:
    vectors = [(1, 3), (-1, -3), (2, 7), (-2, -7)]
    totals = {sum(increments(vectors)[k] for k in h) for h in combinations_with_replacement(range(4), 3)}
    assert len(totals) == 20


def test_no_class_no_statistic() -> None:
    assert increments([]) == []


def test_no_two_histories_of_the_longest_length_share_a_sum() -> None:
    """n₁ outcomes of one class weigh as much as n₂ of another only beyond `MAX_ROUNDS`."""
    for one, two in (((1, 3, 4), (2, 7, 1)), ((0, 1, 2), (0, 5, 1))):
        vectors = [tuple(sign * gap for gap in gaps) for gaps in (one, two) for sign in (1, -1)]
        first, _, other, _ = increments(vectors)
        assert max(abs(first), abs(other)) // gcd(first, other) > MAX_ROUNDS


def test_one_outcome_alone_has_a_statistic() -> None:
    assert increments([]) == [] and increments([(1, 2)]) != [0]


@pytest.mark.parametrize("vectors", [[(1, 3, 7), (2, -9, 40), (-5, 1, 0)], [(0, 900, 1), (1, 2, 800), (3, 0, -700)]])
def test_counts_of_up_to_two_to_the_sixteen_are_kept_apart(vectors: list[tuple[int, ...]]) -> None:
    """Powers of two are what packing too tightly would confuse."""
    steps = increments(vectors)
    judge = Likelihoods(vectors, 3, 1)
    powers = [0, *(1 << k for k in range(16)), (1 << 16) - 1]
    known: dict[int, object] = {}
    for first in powers:
        for second in powers:
            for third in (0, 1, 1 << 7, 1 << 14):
                counts = Counter(dict(enumerate((first, second, third))))
                form = ratios(judge, counts, 3)
                assert known.setdefault(sum(n * steps[k] for k, n in counts.items()), form) == form
    assert len(known) == len(set(known.values()))


def test_large_gaps_of_one_model_do_not_run_into_the_counts_of_the_next() -> None:
    """A gap of 2^20 in model 1, lost n times, reaches as far as the place of what one outcome tells of model 2."""
    large = 1 << 20
    won, lost, *others = increments([(0, large, 0), (0, -large, 0), (0, 0, 1), (0, 0, -1)])
    for n in (1 << k for k in range(16)):
        for other in others:
            assert abs(n * won - n * lost) != abs(other)
