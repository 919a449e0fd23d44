"""What each population by tables of rewards promises, on many draws."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checks.populations.online import blind, confusing, exploring, mirrored, online, revealing, slates
from checks.populations.source import Seeded
from theory.instance import Explicit, Instance, Rewards, Slate, Uniform

SEEDS = range(40)


def rewards(instance: Instance) -> dict[str, tuple[tuple[Fraction, ...], ...]]:
    assert isinstance(instance.models, Rewards)
    return dict(instance.models.table)


@pytest.mark.parametrize("seed", SEEDS)
def test_without_ties_every_row_has_one_best_response(seed: int) -> None:
    for population in (online, slates):
        drawn = population(Seeded(f"plain {seed}"), ties=False)
        assert all(row.count(max(row)) == 1 for rows in rewards(drawn).values() for row in rows)
        assert drawn.truth in rewards(drawn)


@pytest.mark.parametrize("seed", SEEDS)
def test_slates_and_full_support(seed: int) -> None:
    law = slates(Seeded(f"slate {seed}")).comparators
    assert isinstance(law, Slate) and law.inverse_temperature >= 0
    assert isinstance(revealing(Seeded(f"slate {seed}")).comparators, Uniform)


@pytest.mark.parametrize("population", [confusing, exploring])
@pytest.mark.parametrize("seed", SEEDS)
def test_altered_models_keep_what_the_first_one_exposes(population: object, seed: int) -> None:
    """A response is exposed when it is the best of ``a``, or compared with that."""
    drawn: Instance = population(Seeded(f"kept {seed}"))  # type: ignore[operator]
    table = rewards(drawn)
    for name, rows in table.items():
        if name.startswith("b"):
            for c, (believed, row) in enumerate(zip(table["a"], rows, strict=True)):
                best = believed.index(max(believed))
                law = drawn.comparators
                met = set(range(len(row))) if isinstance(law, Uniform) else {best}
                if isinstance(law, Explicit):
                    met |= {y for y, mass in enumerate(law.rows[c][best]) if mass}
                elif not isinstance(law, Uniform):
                    met.add(drawn.responses.index(law.response))  # type: ignore[union-attr]
                assert all(row[y] == believed[y] for y in met)


@pytest.mark.parametrize("seed", SEEDS)
def test_mirrored_truths_exchange_the_best_two(seed: int) -> None:
    table = rewards(mirrored(Seeded(f"mirror {seed}")))
    plus, minus = table["plus"][0], table["minus"][0]
    assert (plus[0], plus[1], *plus[2:]) == (minus[1], minus[0], *minus[2:])
    assert max(plus) == plus[0] == -plus[1] > 0 and plus.count(plus[0]) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_blind_comparisons_stay_within_a_block_that_moves_as_a_whole(seed: int) -> None:
    drawn = blind(Seeded(f"blind {seed}"))
    assert isinstance(drawn.comparators, Explicit)
    table = rewards(drawn)
    for law, one, two in zip(drawn.comparators.rows, table["a"], table["b"], strict=True):
        moved = [y for y in range(len(one)) if one[y] != two[y]]
        assert 0 < len(moved) < len(one) and len({two[y] - one[y] for y in moved}) == 1
        for y, row in enumerate(law):
            assert sum(row) == 1 and all((y in moved) == (z in moved) for z, mass in enumerate(row) if mass)
