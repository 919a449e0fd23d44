"""A polytope as one exact list of inequalities ⟨normal, θ⟩ ≤ bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from theory.exact.linear import dot
from theory.instance import Box, Vector


@dataclass(frozen=True)
class Region:
    """The parameters θ ∈ ℝ^d with A θ ≤ b.

    Attributes
    ----------
    normals : tuple of Vector, shape (n, d)
        The rows of A.
    bounds : Vector, shape (n,)
        b.
    dimension : int
        d.
    """

    normals: tuple[Vector, ...]
    bounds: Vector
    dimension: int

    @classmethod
    def of(cls, box: Box) -> Region:
        """List the inequalities of a box: for each coordinate its upper then its lower bound, then the further ones.

        Examples
        --------
        >>> region = Region.of(Box((Fraction(0), None), (Fraction(1), Fraction(2))))
        >>> [[int(x) for x in row] for row in region.normals], [int(x) for x in region.bounds]
        ([[1, 0], [-1, 0], [0, 1]], [1, 0, 2])
        """
        size = len(box.lower)
        normals, bounds = [], []
        for i, (low, high) in enumerate(zip(box.lower, box.upper, strict=True)):
            for sign, bound in ((1, high), (-1, low)):
                if bound is not None:
                    normals.append(tuple(Fraction(sign if j == i else 0) for j in range(size)))
                    bounds.append(sign * bound)
        normals += [entry.normal for entry in box.inequalities]
        bounds += [entry.at_most for entry in box.inequalities]
        return cls(tuple(normals), tuple(bounds), size)

    def contains(self, parameter: Vector) -> bool:
        """Whether a parameter satisfies every inequality."""
        return self.broken(parameter) is None

    def broken(self, parameter: Vector) -> int | None:
        """Return the first inequality that a parameter breaks, or None."""
        pairs = zip(self.normals, self.bounds, strict=True)
        return next((i for i, (row, bound) in enumerate(pairs) if dot(row, parameter) > bound), None)

    def within(self, normals: Sequence[Vector]) -> Region:
        """Return the part with ⟨row, θ⟩ ≥ 0 for further rows, such as those of a cell."""
        turned = tuple(tuple(-x for x in row) for row in normals)
        return Region(self.normals + turned, self.bounds + (Fraction(0),) * len(turned), self.dimension)
