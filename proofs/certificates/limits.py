"""How large an instance may be for a certificate; beyond, the kernel would take minutes."""

from __future__ import annotations

from proofs.certificates.numbers.spans import LinearTables
from proofs.certificates.numbers.tables import Tables
from theory.errors import InputError

MOST_REWARDS = 12_800
"""Contexts times responses times models: 200 contexts, 4 responses, 16 models."""

MOST_COORDINATES = 20_000
"""Contexts times responses times the dimension of the heads: 200 contexts, 4 responses, 25 dimensions."""

MOST_DIGITS = 60
"""Decimal digits of an integer, after the denominators of all rewards are cleared together."""

WIDEST_GAP = 1000
"""Largest difference of two rewards in one context, for a bound on greedy's regret."""


def within_limits(tables: Tables) -> None:
    """Refuse a finite instance that is too large.

    Raises
    ------
    InputError
        With the limit that is passed.
    """
    size = len(tables.weights) * (tables.others + 1) * max(1, len(tables.rewards))
    if size > MOST_REWARDS:
        raise InputError("", f"a certificate holds at most {MOST_REWARDS} rewards, and this instance has {size}")
    numbers = [tables.total, tables.comparator_unit, tables.reward_unit]
    numbers += [x for model in tables.rewards for line in model for x in line]
    _short(numbers, "rewards")


def narrow(tables: Tables) -> None:
    """Refuse rewards so far apart that bounds on the exponential would take minutes.

    Raises
    ------
    InputError
        Where two rewards of one context differ by more than `WIDEST_GAP`.
    """
    for model in tables.rewards:
        for row in model:
            if max(row) - min(row) > WIDEST_GAP * tables.reward_unit:
                raise InputError("rewards", f"a certificate needs gaps of at most {WIDEST_GAP}")


def linear_within_limits(tables: LinearTables) -> None:
    """Refuse a linear instance that is too large.

    Raises
    ------
    InputError
        With the limit that is passed.
    """
    size = len(tables.heads) * len(tables.heads[0]) * tables.dimension
    if size > MOST_COORDINATES:
        raise InputError("", f"a certificate holds at most {MOST_COORDINATES} coordinates, and these heads have {size}")
    numbers = [tables.head_unit, tables.vector_unit, *tables.theta]
    _short(numbers + [x for block in tables.heads for row in block for x in row], "heads")


def _short(numbers: list[int], place: str) -> None:
    if max(map(abs, numbers)) >= 10**MOST_DIGITS:
        raise InputError(place, f"the numbers over their common denominator have more than {MOST_DIGITS} digits")
