"""A continuous class of linear rewards: its polytope, contrasts of responses, cells and exposed directions.

This is what every question about a polytope starts from. A policy is a tuple of response indices, one a context.

Claim: T22, T23, T24.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

from theory.errors import InputError
from theory.exact.linear import dot, primitive, rank
from theory.exact.linear_program import Optimum, Row, Whole, solve
from theory.instance import Box, Factored, Heads, Instance, Matrix, Slate, Vector
from theory.polytope.region import Region
from theory.problem import Law, comparator_law
from theory.span.linear_problem import flat_heads, flatten

Policy = tuple[int, ...]


@dataclass(frozen=True)
class Exposed:
    """A comparison that a policy exposes.

    Attributes
    ----------
    context, deployed, comparator : int
        c, π(c) and y'.
    weight : Fraction
        p_c κ(y' | c, π(c)) > 0.
    direction : Vector, shape (d,)
        e = h_c(π(c)) − h_c(y'); the gap of m is ⟨e, m⟩.
    """

    context: int
    deployed: int
    comparator: int
    weight: Fraction
    direction: Vector


@dataclass(frozen=True, eq=False)
class ContinuousClass:
    """Contexts with heads h_c(y) ∈ ℚ^d and a compact polytope Θ of parameters.

    Attributes
    ----------
    region : Region
        Θ as A θ ≤ b.
    heads : tuple of Matrix, shape (C, Y, d)
        h_c(y).
    p : tuple of Fraction, shape (C,)
        The law of the contexts.
    kappa : nested tuple of Fraction, shape (C, Y, Y)
        κ(y' | c, y).
    theta : Vector or None, shape (d,)
        The truth; a matrix B row by row.

    Examples
    --------
    >>> from theory.files.instance_file import loads
    >>> segment = ContinuousClass.of(loads('''{"format": "user-diversity/instance/1", "responses": ["y0", "y1"],
    ...   "contexts": [{"user": "u", "prompt": "x", "probability": 1}], "comparators": {"baseline": "y0"},
    ...   "heads": [[[0], [1]]], "parameters": {"lower": [0], "upper": [1]}, "truth": ["1/2"]}'''))
    >>> segment.contrast(0, 1, 0), segment.exposed((0,)), segment.best(segment.theta)
    ((Fraction(1, 1),), (), ((1,),))
    """

    region: Region
    heads: tuple[Matrix, ...]
    p: Law
    kappa: tuple[tuple[Law, ...], ...]
    theta: Vector | None = None

    @classmethod
    def of(cls, instance: Instance) -> ContinuousClass:
        """Build the class of an instance given by heads whose parameters are bounded.

        Raises
        ------
        InputError
            When the parameters are no polytope, or a bound is missing.
        """
        models = instance.models
        if not isinstance(models, Heads | Factored) or not isinstance(models.parameters, Box):
            raise InputError("parameters", "bounds are needed here: {'lower': [...], 'upper': [...]}")
        if not models.parameters.bounded:
            raise InputError("parameters", NOT_COMPACT)
        if isinstance(instance.comparators, Slate):
            raise InputError("comparators", NOT_BY_TABLE)
        theta = instance.truth
        assert not isinstance(theta, str)
        return cls(
            Region.of(models.parameters),
            flat_heads(instance),
            tuple(context.probability for context in instance.contexts),
            comparator_law(instance, len(instance.contexts)),
            None if theta is None else flatten(theta),
        )

    @property
    def shape(self) -> tuple[int, int, int]:
        """(C, Y, d)."""
        return len(self.heads), len(self.heads[0]), self.region.dimension

    @cached_property
    def contrasts(self) -> tuple[tuple[tuple[Vector, ...], ...], ...]:
        """h_c(y) − h_c(y'), shape (C, Y, Y, d)."""
        return tuple(
            tuple(tuple(tuple(a - b for a, b in zip(one, two, strict=True)) for two in block) for one in block)
            for block in self.heads
        )

    @cached_property
    def whole_contrasts(self) -> tuple[tuple[tuple[tuple[Whole, Fraction], ...], ...], ...]:
        """The contrasts as coprime integers, each with the factor it was multiplied by, shape (C, Y, Y)."""
        return tuple(
            tuple(tuple(_whole(vector) for vector in vectors) for vectors in block) for block in self.contrasts
        )

    def contrast(self, c: int, y: int, other: int) -> Vector:
        """h_c(y) − h_c(y'), so that the gap of m is ⟨contrast, m⟩."""
        return self.contrasts[c][y][other]

    def rewards(self, parameter: Vector) -> tuple[Vector, ...]:
        """r_m(c, y) of a parameter, shape (C, Y)."""
        return tuple(tuple(dot(head, parameter) for head in block) for block in self.heads)

    def best(self, parameter: Vector) -> tuple[tuple[int, ...], ...]:
        """Return all best responses of a parameter, context by context, in order."""
        return tuple(self.best_in(c, parameter) for c in range(len(self.heads)))

    def best_in(self, c: int, parameter: Vector) -> tuple[int, ...]:
        """Return all best responses of a parameter in one context, in order."""
        common = lcm(*(x.denominator for x in parameter))
        whole = [x.numerator * (common // x.denominator) for x in parameter]
        values = [sum(map(int.__mul__, row, whole)) for row in self._whole_heads[c]]
        most = max(values)
        return tuple(y for y, value in enumerate(values) if value == most)

    @cached_property
    def _whole_heads(self) -> tuple[tuple[Whole, ...], ...]:
        """The heads of each context times a common denominator."""
        scales = [lcm(*(x.denominator for row in block for x in row)) for block in self.heads]
        return tuple(
            tuple(tuple(int(x * scale) for x in row) for row in block)
            for block, scale in zip(self.heads, scales, strict=True)
        )

    def policy(self, parameter: Vector) -> Policy:
        """Return the first best response of a parameter in each context."""
        return tuple(responses[0] for responses in self.best(parameter))

    def unique_optimum(self, parameter: Vector) -> bool:
        """Whether a parameter has one best response in every context."""
        return all(len(responses) == 1 for responses in self.best(parameter))

    def cell_rows(self, policy: Sequence[int]) -> list[Vector]:
        """Return the rows of a policy's closed cell {m ∈ Θ : ⟨row, m⟩ ≥ 0}; a shorter policy decides fewer contexts."""
        return [
            self.contrasts[c][served][y] for c, served in enumerate(policy) for y in range(self.shape[1]) if y != served
        ]

    def cell(self, policy: Sequence[int]) -> Region:
        """Return a policy's closed cell Θ̄_π; it may be empty."""
        return self.region.within(self.cell_rows(policy))

    def exposed(self, policy: Sequence[int]) -> tuple[Exposed, ...]:
        """Return what a policy exposes, without pairs (y, y) and pairs of equal heads, which tell nothing."""
        return tuple(seen for c, served in enumerate(policy) for seen in self.exposed_in(c, served))

    def exposed_in(self, c: int, served: int) -> tuple[Exposed, ...]:
        """Return what deploying a response in one context exposes."""
        return self._exposed[c][served]

    @cached_property
    def _exposed(self) -> tuple[tuple[tuple[Exposed, ...], ...], ...]:
        return tuple(
            tuple(
                tuple(
                    Exposed(c, served, y, self.p[c] * mass, self.contrasts[c][served][y])
                    for y, mass in enumerate(law)
                    if mass and any(self.contrasts[c][served][y])
                )
                for served, law in enumerate(laws)
            )
            for c, laws in enumerate(self.kappa)
        )

    def gap_range(self, direction: Vector) -> tuple[Fraction, Fraction]:
        """Return the least and the largest ⟨direction, m⟩ over Θ, which must not be empty."""
        whole, scale = _whole(direction)
        rows = [Row.of(normal, bound) for normal, bound in zip(self.region.normals, self.region.bounds, strict=True)]
        ends = []
        for sign in (-1, 1):
            goal = tuple(sign * x for x in whole)
            found = solve(goal, rows, [2 * i + (x < 0) for i, x in enumerate(goal)], ())
            assert isinstance(found, Optimum)
            ends.append(sign * found.value / scale)
        return ends[0], ends[1]

    @cached_property
    def relevant_dimension(self) -> int:
        """D' = dim Rel, Rel the span of all contrasts."""
        return rank([self.contrasts[c][0][y] for c in range(self.shape[0]) for y in range(1, self.shape[1])])


def _whole(vector: Vector) -> tuple[Whole, Fraction]:
    """Return the coprime integers that are a positive multiple of a vector, and the factor."""
    if not any(vector):
        return (0,) * len(vector), Fraction(1)
    scaled = primitive(vector)
    place = next(i for i, x in enumerate(vector) if x)
    return tuple(map(int, scaled)), scaled[place] / vector[place]


NOT_BY_TABLE = "T22, T23 and T24 speak of comparators that do not depend on the selected model"
NOT_COMPACT = "a bound is missing: T22, T23 and T24 need a compact class"
"""Why nothing is said about the class when a bound is null."""
