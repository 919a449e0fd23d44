from fractions import Fraction

import pytest
from numpy.random import default_rng

from checks.refute.drawing.offline import trained_population
from checks.refute.mutants.neighbours import LARGEST, neighbour
from theory.files.instance_file import read
from theory.files.writing import document


@pytest.mark.parametrize("seed", range(8))
def test_neighbours_are_valid_tame_and_mostly_different(seed: int) -> None:
    rng, here, moved = default_rng(seed), trained_population(default_rng(seed)), 0
    for _ in range(25):
        near = neighbour(rng, here)
        moved += near != here
        assert read(document(near)) == near
        rewards = [value for rows in near.models.table.values() for row in rows for value in row]
        assert max(map(abs, rewards), default=Fraction(0)) <= LARGEST
        here = near
    assert moved > 10
