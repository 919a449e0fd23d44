"""The objects of an instance that a certificate speaks of, rebuilt from its heads and bounds.

Everything here is written anew from the definitions, so that an error in the solver's own objects would show.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from theory.instance import Baseline, Box, Explicit, Factored, Heads, Instance

Numbers = list[Fraction]


class RejectedError(Exception):
    """A certificate does not prove what it says."""


def demand(holds: bool, complaint: str) -> None:
    """Reject a certificate unless something holds."""
    if not holds:
        raise RejectedError(complaint)


def inner(left: Sequence[Fraction], right: Sequence[Fraction]) -> Fraction:
    """Return the inner product of two vectors of one length."""
    demand(len(left) == len(right), "vectors of different lengths")
    return sum((x * y for x, y in zip(left, right, strict=True) if x and y), Fraction(0))


@dataclass(frozen=True)
class Model:
    """Heads, bounds and comparisons of an instance.

    Attributes
    ----------
    heads : list, shape (C, Y, d)
        h_c(y).
    sides : list of (row, bound)
        Θ as ⟨row, m⟩ ≤ bound: for each coordinate the upper then the lower bound, then the inequalities.
    seen : list, shape (C, Y)
        The comparators that deploying y in c may meet.
    masses : list, shape (C, Y)
        Their probabilities in a round, p_c κ(y'|c, y), without y itself.
    theta : list or None
        The truth.
    """

    heads: list[list[Numbers]]
    sides: list[tuple[Numbers, Fraction]]
    seen: list[list[list[int]]]
    masses: list[list[dict[int, Fraction]]]
    theta: Numbers | None

    @classmethod
    def of(cls, instance: Instance) -> Model:
        """Read an instance whose parameters are a bounded polytope."""
        models = instance.models
        assert isinstance(models, Heads | Factored) and isinstance(models.parameters, Box)
        heads: list[list[Numbers]] = []
        for c, context in enumerate(instance.contexts):
            if isinstance(models, Heads):
                heads.append([list(row) for row in models.vectors[c]])
            else:
                user, features = models.user_heads[context.user], models.features[context.prompt]
                heads.append([[w * x for w in user for x in phi] for phi in features])
        truth = instance.truth
        theta = None
        if isinstance(truth, tuple):
            theta = [x for entry in truth for x in (entry if isinstance(entry, tuple) else (entry,))]
        masses = _masses(instance)
        seen = [[list(row) for row in rows] for rows in masses]
        return cls(heads, _sides(models.parameters), seen, masses, theta)

    def difference(self, c: int, y: int, other: int) -> Numbers:
        """h_c(y) − h_c(y')."""
        return [a - b for a, b in zip(self.heads[c][y], self.heads[c][other], strict=True)]

    def inside(self, m: Numbers) -> bool:
        """Whether m ∈ Θ."""
        return all(inner(row, m) <= bound for row, bound in self.sides)

    def values(self, c: int, m: Numbers) -> Numbers:
        """r_m(c, ·)."""
        return [inner(head, m) for head in self.heads[c]]

    def optimal(self, policy: Sequence[int], m: Numbers, strictly: bool = False) -> bool:
        """Whether a policy is best for m in the contexts it decides; with ``strictly``, alone."""
        for c, served in enumerate(policy):
            values = self.values(c, m)
            if values[served] < max(values) or (strictly and values.count(values[served]) > 1):
                return False
        return True

    def shown(self, policy: Sequence[int]) -> list[Numbers]:
        """Return h_c(π(c)) − h_c(y') for all that a policy exposes."""
        return [self.difference(c, y, other) for c, y in enumerate(policy) for other in self.seen[c][y]]

    def same(self, policy: Sequence[int], one: Numbers, two: Numbers) -> bool:
        """Whether two models have equal gaps on all that a policy exposes."""
        change = [a - b for a, b in zip(one, two, strict=True)]
        return all(not inner(row, change) for row in self.shown(policy))


def _sides(box: Box) -> list[tuple[Numbers, Fraction]]:
    result = []
    for i, (low, high) in enumerate(zip(box.lower, box.upper, strict=True)):
        assert low is not None and high is not None
        row = [Fraction(0)] * len(box.lower)
        row[i] = Fraction(1)
        result.append((row, high))
        result.append(([-x for x in row], -low))
    return result + [(list(entry.normal), entry.at_most) for entry in box.inequalities]


def _masses(instance: Instance) -> list[list[dict[int, Fraction]]]:
    law, size = instance.comparators, len(instance.responses)
    result = []
    for c, context in enumerate(instance.contexts):
        rows = []
        for y in range(size):
            if isinstance(law, Explicit):
                met = {z: mass for z, mass in enumerate(law.rows[c][y]) if mass}
            elif isinstance(law, Baseline):
                met = {instance.responses.index(law.response): Fraction(1)}
            else:
                met = {z: Fraction(1, size - 1) for z in range(size) if z != y}
            rows.append({z: context.probability * mass for z, mass in met.items() if z != y})
        result.append(rows)
    return result


def combined(terms: Iterable[tuple[Fraction, Numbers]], size: int) -> Numbers:
    """Return Σ weight · vector."""
    total = [Fraction(0)] * size
    for weight, vector in terms:
        for i, x in enumerate(vector):
            if x:
                total[i] += weight * x
    return total


def echelon(rows: Iterable[Numbers]) -> list[tuple[int, Numbers]]:
    """Return rows that span the same, each with a place where it is 1 and those after it are 0."""
    basis: list[tuple[int, Numbers]] = []
    for row in rows:
        left = _reduced(basis, row)
        place = next((i for i, x in enumerate(left) if x), None)
        if place is not None:
            basis.append((place, [x / left[place] for x in left]))
        if len(basis) == len(row):
            break
    return basis


def _reduced(basis: list[tuple[int, Numbers]], row: Numbers) -> Numbers:
    left = list(row)
    for place, known in basis:
        share = left[place]
        if share:
            left = [x - share * y for x, y in zip(left, known, strict=True)]
    return left


def spanned(basis: list[tuple[int, Numbers]], vector: Numbers) -> bool:
    """Whether a vector is a combination of rows in echelon form."""
    return len(basis) == len(vector) or not any(_reduced(basis, vector))
