from fractions import Fraction
from random import Random

import pytest

from proofs.certificates.numbers.affinity import deficit
from theory.exact.enclosure import ball, bounds
from theory.preference import bhattacharyya_deficit


@pytest.mark.parametrize("seed", range(40))
def test_it_is_below_the_deficit_and_close_to_it(seed: int) -> None:
    random = Random(seed)
    unit = random.randint(20, 50)
    g, h = random.randint(-400, 400), random.randint(-400, 400)
    if g == h:
        h += 1
    true = bounds(bhattacharyya_deficit(ball(Fraction(g, unit)), ball(Fraction(h, unit))))
    found = Fraction(deficit(80, 40, g, h, unit), 1 << 80)
    assert true[1] * Fraction(999, 1000) <= found <= true[1]


@pytest.mark.parametrize(("halvings", "bits"), [(1, 4), (6, 4), (8, 8), (3, 20), (20, 3)])
def test_it_is_below_the_deficit_however_rough(halvings: int, bits: int) -> None:
    random = Random(halvings)
    for _ in range(60):
        unit, g, h = random.randint(1, 9), random.randint(-90, 90), random.randint(-90, 90)
        true = Fraction(0)
        if g != h:
            true = bounds(bhattacharyya_deficit(ball(Fraction(g, unit)), ball(Fraction(h, unit))))[0]
        assert 0 <= Fraction(deficit(halvings, bits, g, h, unit), 1 << 2 * bits) <= true


def test_gaps_may_change_places_and_signs() -> None:
    assert deficit(14, 12, 3, -1, 2) == deficit(14, 12, -1, 3, 2) == deficit(14, 12, 1, -3, 2) > 0
