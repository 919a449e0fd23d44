"""Linear latent rewards: relevant and exposed directions, what is missing, and the adversary of T15.

Claim: T15 (and, through it, T16 and T20).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from theory.errors import InputError
from theory.instance import Factored, Heads, Instance, Matrix, Vector
from theory.linear import combine, dot, independent_rows, nullspace, orthogonal_part, primitive, products
from theory.problem import Law, comparator_law


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


def named_parameter(instance: Instance, name: str | None = None) -> Vector | Matrix:
    """Return the parameter of a model, or of the truth when no name is given."""
    assert isinstance(instance.models, Heads | Factored)
    chosen = instance.truth if name is None else name
    if chosen is None:
        raise InputError("truth", "is needed where Θ is not a finite class")
    parameters = instance.models.parameters
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
        models = instance.models
        if not isinstance(models, Heads | Factored):
            raise InputError("rewards", "an instance given by heads is needed here")
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
        return tuple(products([self.theta], block)[0] for block in self.heads)

    @cached_property
    def policy(self) -> tuple[int, ...]:
        """π_θ: the first best response in each context."""
        return tuple(values.index(max(values)) for values in self.rewards)

    @cached_property
    def relevant_rows(self) -> list[Vector]:
        """Head differences that span Rel: from the served response to every other one."""
        return [
            self.difference(c, y)
            for c, block in enumerate(self.heads)
            for y in range(len(block))
            if y != self.policy[c]
        ]

    @cached_property
    def exposed_rows(self) -> list[Vector]:
        """Head differences that span Exp_{π_θ}: from the served response to every comparator met."""
        return [
            self.difference(c, y)
            for c, served in enumerate(self.policy)
            for y, mass in enumerate(self.kappa[c][served])
            if mass and y != served
        ]

    def difference(self, c: int, y: int) -> Vector:
        """h_c(π_θ(c)) − h_c(y)."""
        served = self.heads[c][self.policy[c]]
        return tuple(a - b for a, b in zip(served, self.heads[c][y], strict=True))

    @cached_property
    def exposed_basis(self) -> list[Vector]:
        """A basis of Exp_{π_θ} among the exposed differences, first come first taken."""
        return [self.exposed_rows[i] for i in independent_rows(self.exposed_rows)]

    @cached_property
    def relevant_basis(self) -> list[Vector]:
        """A basis of Rel among the relevant differences, first come first taken."""
        return [self.relevant_rows[i] for i in independent_rows(self.relevant_rows)]

    @cached_property
    def unexposed(self) -> list[Vector]:
        """A basis of Exp^⊥ in coprime integers."""
        return nullspace(self.exposed_basis, self.dimension)

    @property
    def missing_directions(self) -> list[Vector]:
        """A basis of Rel ∩ Exp^⊥ in coprime integers: what is relevant and never exposed."""
        relevant = self.relevant_basis
        if len(relevant) == self.dimension:
            return self.unexposed
        if len(relevant) == len(self.exposed_basis):
            return []
        coordinates = nullspace(products(self.exposed_basis, relevant), len(relevant))
        columns = list(zip(*relevant, strict=True))
        return [primitive(row) for row in products(coordinates, columns)]

    @property
    def spanning(self) -> bool:
        """Rel = Exp_{π_θ}."""
        return len(self.relevant_basis) == len(self.exposed_basis)

    def unexposed_differences(self) -> list[tuple[int, int, Vector]]:
        """The (c, y, h_c(π_θ(c)) − h_c(y)) outside Exp_{π_θ}, in order."""
        rows = [(c, y, self.difference(c, y)) for c, block in enumerate(self.heads) for y in range(len(block))]
        shadow = products([row[2] for row in rows], self.unexposed)
        return [row for row, seen in zip(rows, shadow, strict=True) if any(seen)]

    def adversary(self) -> HiddenAlternative | None:
        """Return λ = θ − s n of T15 for the (c, y) that lies nearest, or None when Rel = Exp.

        n is the component of Δ = h_c(π_θ(c)) − h_c(y) orthogonal to Exp. The smallest change that reaches a tie has
        norm ⟨Δ, θ⟩/‖n‖, which is minimised over (c, y); it is an infimum, so s is twice the value at the tie
        (1/‖n‖² where that is 0).

        Claim: T15.
        """
        best: tuple[Fraction, int, int, Vector, Fraction] | None = None
        for c, y, delta in self.unexposed_differences():
            n = orthogonal_part(self.exposed_basis, delta)
            norm, gap = dot(n, n), dot(delta, self.theta)
            if best is None or gap * gap / norm < best[0]:
                best = (gap * gap / norm, c, y, n, 2 * gap / norm if gap else 1 / norm)
        if best is None:
            return None
        _, c, y, n, s = best
        return HiddenAlternative(combine(self.theta, -s, n), c, y)

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
