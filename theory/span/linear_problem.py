"""Linear latent rewards: relevant and exposed directions, what is missing, and the adversary of T15.

Claim: T15 (and, through it, T16 and T20).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from theory.errors import InputError
from theory.exact.linear import (
    combine,
    dot,
    independent_rows,
    meets,
    nullspace,
    orthogonal_parts,
    orthogonal_within,
    products,
)
from theory.instance import Factored, Heads, Instance, Matrix, Vector
from theory.problem import Law, comparator_law

NEAREST = 64
"""Up to this dimension the adversary is the nearest one; beyond it, the nearest along one missing direction."""


def flatten(parameter: Vector | Matrix) -> Vector:
    """Return a vector as it is and a matrix B as vec(B), row after row."""
    return tuple(x for row in parameter for x in (row if isinstance(row, tuple) else (row,)))


def flat_heads(instance: Instance) -> tuple[Matrix, ...]:
    """Return h_c(y) for the deployed contexts, shape (C, Y, d); w_u ⊗ φ(x, y) in the factored form."""
    models = instance.models
    if isinstance(models, Heads):
        return models.vectors
    assert isinstance(models, Factored)
    return tuple(
        tuple(kronecker(models.user_heads[c.user], phi) for phi in models.features[c.prompt]) for c in instance.contexts
    )


def kronecker(left: Vector, right: Vector) -> Vector:
    """Return left ⊗ right, so that ⟨w ⊗ φ, vec(B)⟩ = wᵀ B φ."""
    return tuple(x * y for x in left for y in right)


def _by_heads(instance: Instance) -> Heads | Factored:
    if not isinstance(instance.models, Heads | Factored):
        raise InputError("rewards", "an instance given by heads is needed here")
    return instance.models


def named_parameter(instance: Instance, name: str | None = None) -> Vector | Matrix:
    """Return the parameter of a model, or of the truth when no name is given.

    Raises
    ------
    InputError
        When the instance is not given by heads or no parameter is known.
    """
    parameters = _by_heads(instance).parameters
    chosen = instance.truth if name is None else name
    if chosen is None:
        raise InputError("truth", "is needed where Θ is not a finite class")
    return parameters[chosen] if isinstance(chosen, str) and isinstance(parameters, Mapping) else chosen  # type: ignore[return-value]


@dataclass(frozen=True)
class HiddenAlternative:
    """A parameter λ that agrees with θ on everything exposed and makes π_θ suboptimal.

    Attributes
    ----------
    parameter : Vector
        λ.
    context, response : int
        Where the best response changes, and a response that beats π_θ there.
    """

    parameter: Vector
    context: int
    response: int


@dataclass(frozen=True)
class Tie:
    """Where y first ties with π_θ(c) in a direction that nothing exposed sees: at θ − step · direction, step ≥ 0.

    Attributes
    ----------
    context, response : int
        c and y.
    direction : Vector
        In Exp^⊥.
    slope : Fraction
        ⟨h_c(π_θ(c)) − h_c(y), direction⟩ > 0.
    step : Fraction
        What θ may lose in the direction before the tie.
    """

    context: int
    response: int
    direction: Vector
    slope: Fraction
    step: Fraction


@dataclass(frozen=True, eq=False)
class LinearProblem:
    """Contexts with heads h_c(y) ∈ ℚ^d and one parameter θ.

    Attributes
    ----------
    heads : tuple of Matrix, shape (C, Y, d)
        The heads of the deployed contexts.
    kappa : nested tuple of Fraction, shape (C, Y, Y)
        κ(y' | c, y).
    theta : Vector, shape (d,)
        The truth.
    """

    heads: tuple[Matrix, ...]
    kappa: tuple[tuple[Law, ...], ...]
    theta: Vector

    @classmethod
    def of(cls, instance: Instance, theta: Vector | Matrix | None = None) -> LinearProblem:
        """Build the linear problem of an instance given by heads, at θ or at its truth.

        Raises
        ------
        InputError
            When the instance is not given by heads or no parameter is known.
        """
        _by_heads(instance)
        if theta is None:
            theta = named_parameter(instance)
        return cls(flat_heads(instance), comparator_law(instance, len(instance.contexts)), flatten(theta))

    @property
    def dimension(self) -> int:
        """The dimension d."""
        return len(self.theta)

    @cached_property
    def rewards(self) -> tuple[Vector, ...]:
        """r_θ(c, y), shape (C, Y)."""
        values = iter(products([self.theta], [row for block in self.heads for row in block])[0])
        return tuple(tuple(next(values) for _ in block) for block in self.heads)

    @cached_property
    def policy(self) -> tuple[int, ...]:
        """π_θ: the first best response in each context."""
        return tuple(values.index(max(values)) for values in self.rewards)

    @cached_property
    def relevant(self) -> list[tuple[int, int]]:
        """The (c, y) with y ≠ π_θ(c): their differences span Rel."""
        return [(c, y) for c, block in enumerate(self.heads) for y in range(len(block)) if y != self.policy[c]]

    @cached_property
    def _differences(self) -> dict[tuple[int, int], Vector]:
        return {(c, y): self.difference(c, y) for c, y in self.relevant}

    @property
    def relevant_rows(self) -> list[Vector]:
        """Head differences that span Rel: from the served response to every other one."""
        return list(self._differences.values())

    @property
    def exposed_rows(self) -> list[Vector]:
        """Head differences that span Exp_{π_θ}: from the served response to every comparator met."""
        return [row for (c, y), row in self._differences.items() if self.kappa[c][self.policy[c]][y]]

    def difference(self, c: int, y: int) -> Vector:
        """h_c(π_θ(c)) − h_c(y)."""
        served = self.heads[c][self.policy[c]]
        return tuple(a - b for a, b in zip(served, self.heads[c][y], strict=True))

    @cached_property
    def exposed_basis(self) -> list[Vector]:
        """A basis of Exp_{π_θ} among the exposed differences."""
        rows = self.exposed_rows
        return [rows[i] for i in independent_rows(rows)]

    @cached_property
    def relevant_basis(self) -> list[Vector]:
        """A basis of Rel among the relevant differences."""
        rows = self.relevant_rows
        return self.exposed_basis if rows == self.exposed_rows else [rows[i] for i in independent_rows(rows)]

    @cached_property
    def unexposed(self) -> list[Vector]:
        """A basis of Exp^⊥ in coprime integers."""
        return nullspace(self.exposed_basis, self.dimension)

    @cached_property
    def missing_directions(self) -> list[Vector]:
        """A basis of Rel ∩ Exp^⊥ in coprime integers: what is relevant and never exposed."""
        if self.spanning:
            return []
        if len(self.relevant_basis) == self.dimension:
            return self.unexposed
        return orthogonal_within(self.exposed_basis, self.relevant_basis)

    @property
    def spanning(self) -> bool:
        """Rel = Exp_{π_θ}."""
        return len(self.relevant_basis) == len(self.exposed_basis)

    def unexposed_differences(self) -> list[tuple[int, int, Vector]]:
        """The (c, y, h_c(π_θ(c)) − h_c(y)) outside Exp_{π_θ}, in order."""
        outside = meets(self.relevant_rows, self.unexposed)
        return [(*place, row) for (place, row), seen in zip(self._differences.items(), outside, strict=True) if seen]

    def nearest_tie(self) -> Tie | None:
        """Return the tie at the least distance from θ, or None when Rel = Exp.

        Its direction n is the component of a difference orthogonal to Exp, and its distance ⟨Δ, θ⟩/‖n‖.

        Claim: T15.
        """
        rows = self.unexposed_differences()
        parts = orthogonal_parts(self.exposed_basis, [delta for *_, delta in rows])
        ties = [
            Tie(c, y, n, norm, dot(delta, self.theta) / norm)
            for (c, y, delta), n in zip(rows, parts, strict=True)
            for norm in (dot(n, n),)
        ]
        return min(ties, key=lambda tie: tie.step * tie.step * tie.slope, default=None)

    def tie_along(self, direction: Vector) -> Tie:
        """Return the first tie in a direction of Exp^⊥ that is not orthogonal to Rel, or in its opposite."""
        slopes = products([direction], self.relevant_rows)[0]
        steps = [
            ((self.rewards[c][self.policy[c]] - self.rewards[c][y]) / abs(slope), slope, c, y)
            for (c, y), slope in zip(self.relevant, slopes, strict=True)
            if slope
        ]
        step, slope, c, y = min(steps)
        return Tie(c, y, direction if slope > 0 else tuple(-x for x in direction), abs(slope), step)

    def adversary(self) -> HiddenAlternative | None:
        """Return λ = θ − s n of T15, or None when Rel = Exp.

        The least s reaches a tie and is not attained, so s is twice that (1/⟨Δ, n⟩ where that is 0).

        Claim: T15.
        """
        if self.spanning:
            return None
        tie = self.nearest_tie() if self.dimension <= NEAREST else self.tie_along(self.missing_directions[0])
        assert tie is not None
        change = combine(self.theta, -(2 * tie.step or 1 / tie.slope), tie.direction)
        return HiddenAlternative(change, tie.context, tie.response)

    def hides(self, parameter: Vector) -> tuple[int, int] | None:
        """Return the (context, response) where a parameter is a hidden alternative, or None if it is not one.

        This is the certificate anyone can check: no solver and no rank is involved.
        """
        change = combine(parameter, Fraction(-1), self.theta)
        if any(dot(row, change) for row in self.exposed_rows):
            return None
        for c, block in enumerate(self.heads):
            for y in range(len(block)):
                if dot(self.difference(c, y), parameter) < 0:
                    return c, y
        return None
