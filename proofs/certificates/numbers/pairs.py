"""A confusing pair with what it costs every learner, in rationals: T7 with its exchange rate bounded by L3.

Claim: T7.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from proofs.certificates.numbers.tables import Row, Tables
from theory.diversity import Conditions, ConfusingPair
from theory.span.hidden_alternative import simplest_between

CONSIDERED = 200
"""How many confusing pairs are compared, those of the truth first."""

SLACK = Fraction(1, 100)
"""What a constant may lose, relatively, to become a simple fraction."""

_SIMPLE = 1000


@dataclass(frozen=True)
class PairBound:
    """A confusing pair and, where the believed model has unique optima, what it costs.

    Attributes
    ----------
    believed, hidden : int
        The self-confirming model a and the hidden alternative b.
    context : int
        Where the bound is taken, among the deployed contexts.
    least_gap, shortfall : int
        δ_a and δ_b there, times the reward unit.
    stakes, rate : Fraction
        At most p_c δ, and at least K.
    """

    believed: int
    hidden: int
    context: int
    least_gap: int
    shortfall: int
    stakes: Fraction
    rate: Fraction


def pair_bound(conditions: Conditions, tables: Tables, truth: int | None) -> PairBound | None:
    """Return the bound of the pair that costs most, among those of the truth if there are any.

    ``None`` where no pair is confusing, or no believed model has unique optima.
    """
    bounds = [bound_of(tables, pair) for pair in islice(_usable(conditions, truth), CONSIDERED)]
    return min(bounds, key=lambda b: (truth not in (None, b.believed, b.hidden), b.rate, -b.stakes), default=None)


def _usable(conditions: Conditions, truth: int | None) -> Iterator[ConfusingPair]:
    unique = [m for m in range(len(conditions.problem.models)) if conditions.unique_optimum_of(m)]
    first = [] if truth is None else [b for b in conditions.hidden_from(truth).tolist() if truth in unique]
    yield from (ConfusingPair(int(truth or 0), b) for b in first)
    for pair in conditions.confusing_pairs():
        if pair.believed in unique and pair.believed != truth:
            yield pair


def bound_of(tables: Tables, pair: ConfusingPair) -> PairBound:
    """Return the bound of one confusing pair whose believed model has unique optima."""
    a, b = pair.believed, pair.hidden
    stakes, context, least, short = max(_stakes(tables, a, b))
    return PairBound(a, b, context, least, short, _below(stakes), _above(_rate(tables, a, b)))


def _stakes(tables: Tables, a: int, b: int) -> Iterator[tuple[Fraction, int, int, int]]:
    """Yield (p_c δ, c, δ_a, δ_b) for the contexts where a's response is not best for b."""
    for c, (mine, other, y) in enumerate(zip(tables.rewards[a], tables.rewards[b], tables.served[a], strict=True)):
        if short := max(other) - other[y]:
            least = min(mine[y] - x for i, x in enumerate(mine) if i != y)
            weight = Fraction(tables.weights[c], tables.total * tables.reward_unit)
            yield weight * least * short / (least + short), c, least, short


def _rate(tables: Tables, a: int, b: int) -> Fraction:
    """The largest Σ κ (gap_a − gap_b)²/8 over gap_a(c, π_a(c), y), which bounds K by L3; for unique optima of a."""
    unit = 8 * tables.comparator_unit * tables.reward_unit
    rows = zip(tables.comparators, tables.rewards[a], tables.rewards[b], tables.served[a], strict=True)
    return max(
        Fraction(_apart(table[y], mine, other, y), unit * (mine[best] - mine[y]))
        for table, mine, other, best in rows
        for y in range(len(mine))
        if y != best
    )


def _apart(kappa: Row, mine: Row, other: Row, y: int) -> int:
    return sum(k * (mine[y] - u - other[y] + v) ** 2 for k, u, v in zip(kappa, mine, other, strict=True))


def _above(value: Fraction) -> Fraction:
    return value if value.denominator <= _SIMPLE else simplest_between(value, value * (1 + SLACK))


def _below(value: Fraction) -> Fraction:
    return value if value.denominator <= _SIMPLE else simplest_between(value * (1 - SLACK), value)
