"""Branches of the search for the model that hides best, with why each holds none that hides better.

Claim: L1, T17, T22.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

NEAR = Fraction(9, 10)
"""A bound is sharp enough once the lower end of the deficit is this share of the upper one."""

Choice = tuple[int, int]
Comparison = tuple[int, int, int]


@dataclass(frozen=True)
class Branch:
    """Some models and, context by context, what is deployed while they are told from the truth.

    Attributes
    ----------
    wins : tuple of (int, int)
        (c, y): y is a best response of the model in c.
    deployed : tuple of (int, int)
        (c, y) so far.
    cuts : tuple of (Comparison, int, Fraction)
        (c, y, y'), a sign and a bound: sign · ⟨h_c(y) − h_c(y'), m⟩ ≤ bound.
    level : bool
        Whether the first win is a tie with the truth's response (T22d's facets).
    """

    wins: tuple[Choice, ...]
    deployed: tuple[Choice, ...]
    cuts: tuple[tuple[Comparison, int, Fraction], ...] = ()
    level: bool = False


@dataclass(frozen=True)
class Proof:
    """Why no model of a branch has a smaller deficit.

    Attributes
    ----------
    low : Fraction or None
        The bound; None where the branch has no model.
    lines : dict of Comparison to (Fraction, Fraction)
        (s, v): what the comparison adds is at least v + s · gap.
    multipliers : dict of int to Fraction
        Row of the branch → its weight.
    branch : Branch
        Of which it was proved.
    """

    branch: Branch
    low: Fraction | None
    lines: dict[Comparison, tuple[Fraction, Fraction]]
    multipliers: dict[int, Fraction]


@dataclass(eq=False)
class Node:
    """A branch with its proof, or with the branches that it was divided into.

    Attributes
    ----------
    branch : Branch
        What it holds.
    proof : Proof
        Its own, or that of a branch around it.
    parts : list of Node
        Empty where it was not divided.
    """

    branch: Branch
    proof: Proof
    parts: list[Node] = field(default_factory=list)


@dataclass
class Deficit:
    """A smallest deficit, between two rationals.

    Attributes
    ----------
    low, high : Fraction
        Proven; both 1 where there is no wrong model.
    programs : int
        How many branches were bounded.
    roots : list of Node
        The proof of ``low``: the branches one starts with, each divided as far as was needed.
    """

    low: Fraction
    high: Fraction
    programs: int = 0
    roots: list[Node] = field(default_factory=list)

    @property
    def sharp(self) -> bool:
        """Whether the ends are within the tenth that is aimed at."""
        return self.low >= NEAR * self.high
