"""Learners on a polytope whose head differences are all multiples of one vector, enumerated exactly.

With gaps e · s, s one number, the policy of a model depends on the sign of s alone. The log-likelihood is concave in s,
so that the sign of the likeliest s is that of the slope at 0, which is half of D = Σ e (wins − losses), a rational, as
far as the class allows. A history is thus summed up by D, and by whether anything was seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from checks.exact.polytope.law import Walk
from theory.exact.linear import dot
from theory.instance import Vector
from theory.polytope.continuous import Policy
from theory.polytope.hull import Hull
from theory.polytope.tie_free import tie_free

State = Fraction | None
"""D; None before anything was seen."""


@dataclass(frozen=True, eq=False)
class Line(Walk):
    """A class of at most one relevant dimension with its truth.

    Attributes
    ----------
    careful : bool
        Whether ties are broken by a tie-free model, not by the lowest index.
    """

    careful: bool

    @cached_property
    def hull(self) -> Hull:
        """Models that span Θ; their mean is believed while nothing was seen."""
        return Hull.of(self.problem.region)

    @cached_property
    def vector(self) -> Vector:
        """v, of which every head difference is a multiple; zeros if all are 0."""
        rows = (row for block in self.problem.contrasts for row in block[0])
        return next((row for row in rows if any(row)), (Fraction(0),) * self.problem.shape[2])

    @cached_property
    def multiples(self) -> tuple[tuple[Fraction, ...], ...]:
        """h_c(y) − h_c(0) as multiples of v, shape (C, Y)."""
        place = next((i for i, x in enumerate(self.vector) if x), None)
        if place is None:
            return ((Fraction(0),) * self.problem.shape[1],) * self.problem.shape[0]
        return tuple(tuple(row[0][place] / self.vector[place] for row in block) for block in self.problem.contrasts)

    @cached_property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The least and the largest s of the class."""
        return self.problem.gap_range(self.vector) if any(self.vector) else (Fraction(0), Fraction(0))

    def side(self, state: State) -> int:
        """Return the sign of the likeliest s."""
        wanted = dot(self.vector, self.hull.centre) if state is None else state
        return _sign(min(max(Fraction(_sign(wanted)), self.ends[0]), self.ends[1]))

    @cached_property
    def policies(self) -> dict[int, Policy]:
        """What each sign of s deploys."""
        ranks = [[-x for x in rewards] for rewards in self.problem.rewards(tie_free(self.problem, self.hull))]
        chosen = {}
        for sign in (-1, 0, 1):
            chosen[sign] = tuple(
                min(range(len(row)), key=lambda y: (-sign * row[y], rank[y] if self.careful else 0, y))
                for row, rank in zip(self.multiples, ranks, strict=True)
            )
        return chosen

    @property
    def start(self) -> State:
        """Nothing was seen."""
        return None

    def policy(self, state: State) -> Policy:
        """Return what the sign of the likeliest s deploys."""
        return self.policies[self.side(state)]

    def after(self, state: State, comparison: tuple[int, int, int], won: bool) -> State:
        """Add e or −e to D."""
        c, y, z = comparison
        step = self.multiples[c][y] - self.multiples[c][z]
        return (state or Fraction(0)) + (step if won else -step)


def _sign(x: Fraction) -> int:
    return (x > 0) - (x < 0)
