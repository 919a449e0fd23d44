"""A rational that greedy's regret at one truth stays below, with what the kernel needs to believe it.

T1's bound is Σ Δ(m, θ)/(1 − ρ(m, θ)) over the wrong models. Each gets a share, a rational at most `EXCESS` above its
term, and the precision with which the kernel must compute to find the share large enough.

Claim: T1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from proofs.certificates.numbers.affinity import deficit
from proofs.certificates.numbers.tables import Tables
from theory.errors import InputError
from theory.exact.enclosure import bounds
from theory.problem import Problem
from theory.quantities import affinity_deficit, policy_of

EXCESS = Fraction(1, 100)
"""How far above T1's bound the certified one may lie, relatively, before it is rounded up to three digits."""

MOST_BITS = 160
"""Precision beyond which two models are too close for a certificate."""

_FIRST, _STEP = 8, 4

Share = tuple[int, int, int]
"""How often to halve, how many bits, and the numerator of the share."""


@dataclass(frozen=True)
class GreedyBound:
    """What greedy's regret at a truth is at most, at every horizon.

    Attributes
    ----------
    theta : int
        The truth.
    shares : tuple of Share
        One a model; they sum to the numerator.
    numerator, denominator : int
        Of the bound.
    """

    theta: int
    shares: tuple[Share, ...]
    numerator: int
    denominator: int

    @property
    def value(self) -> Fraction:
        """The bound, in units of reward."""
        return Fraction(self.numerator, self.denominator)


def greedy_bound(problem: Problem, tables: Tables, theta: int) -> GreedyBound | None:
    """Return the bound at a truth, or None where T1's is infinite: some wrong model confirms itself there.

    Raises
    ------
    InputError
        When two models are too close to be told apart with `MOST_BITS`.
    """
    found: dict[int, tuple[int, int, Fraction]] = {}
    for m in range(len(tables.rewards)):
        if lost := _lost(tables, m, theta):
            compared = list(_compared(tables, m, theta))
            if not compared:
                return None
            found[m] = _term(problem, tables, (m, theta), lost, compared)
    whole = sum((value for *_, value in found.values()), Fraction(0))
    denominator = 1
    while len(found) * 1000 > whole * denominator:
        denominator *= 10
    shares = [(0, 0, 0)] * len(tables.rewards)
    for m, (halvings, bits, value) in found.items():
        shares[m] = (halvings, bits, -(-value.numerator * denominator // value.denominator))
    return GreedyBound(theta, tuple(shares), sum(n for *_, n in shares), denominator)


def _lost(tables: Tables, m: int, theta: int) -> int:
    """Δ(m, θ) times total and reward unit."""
    rows = zip(tables.weights, tables.rewards[theta], tables.served[m], strict=True)
    return sum(w * (max(row) - row[y]) for w, row, y in rows)


def _compared(tables: Tables, m: int, theta: int) -> Iterator[tuple[int, int, int]]:
    """Yield (weight, gap under m, gap under θ) of what m's policy shows where the two differ."""
    rows = zip(tables.weights, tables.comparators, tables.rewards[m], tables.rewards[theta], strict=True)
    for y, (w, table, mine, true) in zip(tables.served[m], rows, strict=True):
        for k, a, b in zip(table[y], mine, true, strict=True):
            if k and mine[y] - a != true[y] - b:
                yield w * k, mine[y] - a, true[y] - b


def _term(
    problem: Problem, tables: Tables, pair: tuple[int, int], lost: int, compared: list[tuple[int, int, int]]
) -> tuple[int, int, Fraction]:
    """Return how to compute for a wrong model, and what Δ/(1 − ρ) is then found to be at most."""
    unit = tables.reward_unit
    largest = max(max(abs(g), abs(h)) for _, g, h in compared) // (2 * unit) + 1
    true: arb = affinity_deficit(problem, policy_of(problem, pair[0]), *pair)
    enough = bounds(true)[0] * tables.total * tables.comparator_unit * (1 - EXCESS)
    for bits in range(_FIRST, MOST_BITS + 1, _STEP):
        halvings = bits + 2 * largest.bit_length()
        told = sum(w * deficit(halvings, bits, g, h, unit) for w, g, h in compared)
        if told >= enough * (1 << 2 * bits):
            return halvings, bits, Fraction((lost * tables.comparator_unit) << 2 * bits, unit * told)
    names = " and ".join(problem.models[m] for m in pair)
    raise InputError("rewards", f"the models {names} are too close for a certificate")
