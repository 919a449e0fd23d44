"""A new user: how many comparisons her reward needs, given the rewards of the users who were trained on.

Rewards are r_u(x, y) = w_uᵀ B φ(x, y). What a comparison can show of a user is her gap along a feature difference; F is
the span of the differences. The rewards of users whose heads lie in the span of the trained ones form a space V.

Claim: T28.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from theory.errors import InputError
from theory.exact.linear import dot, independent_rows, nullspace, orthogonal_part, rank, within
from theory.instance import Factored, Instance, Matrix, Vector
from theory.span.heads import differences
from theory.span.questions import best_conditioned


@dataclass(frozen=True)
class Question:
    """One comparison: a prompt with two responses, by name."""

    prompt: str
    response: str
    other: str


@dataclass(frozen=True)
class Newcomer:
    """A user who was not trained on, among users who were.

    Attributes
    ----------
    questions : tuple of Question
        What can be asked.
    contrasts : tuple of vector, shape (n, d)
        The feature difference of each question.
    heads : tuple of vector, shape (users, k)
        The heads of the trained users.
    matrix : Matrix, shape (k, d)
        The truth B.
    head : Vector, shape (k,)
        Her head w.

    Examples
    --------
    >>> from fractions import Fraction
    >>> one = Fraction(1)
    >>> new = Newcomer((), ((one, 0 * one), (0 * one, one)), ((one,),), ((one, 2 * one),), (3 * one,))
    >>> new.covered, new.dimension, new.features
    (True, 1, 2)
    """

    questions: tuple[Question, ...]
    contrasts: tuple[Vector, ...]
    heads: tuple[Vector, ...]
    matrix: Matrix
    head: Vector

    @classmethod
    def of(cls, instance: Instance, user: str, matrix: Matrix) -> Newcomer:
        """Return a user of a factored instance, all other users of its contexts being trained.

        Raises
        ------
        InputError
            Where the instance has no user heads, or no such user.
        """
        models = instance.models
        if not isinstance(models, Factored):
            raise InputError("user_heads", "a new user needs an instance with user heads and features")
        if user not in models.user_heads:
            raise InputError("user", f"no user {user[:60]!r}")
        others = dict.fromkeys(context.user for context in instance.contexts if context.user != user)
        names = instance.responses
        asked = [
            (Question(prompt, names[y], names[0]), row)
            for prompt, block in models.features.items()
            for y, row in enumerate(differences(block), start=1)
        ]
        heads = tuple(models.user_heads[other] for other in others)
        questions, contrasts = tuple(q for q, _ in asked), tuple(row for _, row in asked)
        return cls(questions, contrasts, heads, matrix, models.user_heads[user])

    @property
    def covered(self) -> bool:
        """Whether her head lies in the span of the trained ones."""
        return within([self.head], self.heads)

    @property
    def features(self) -> int:
        """Dim F."""
        return rank(self.contrasts)

    def answers(self, head: Vector) -> Vector:
        """Return the gaps wᵀ B e of a head along every contrast e."""
        reward = _mixed(head, self.matrix)
        return tuple(dot(reward, contrast) for contrast in self.contrasts)

    @property
    def space(self) -> list[Vector]:
        """A basis of V as gaps along the contrasts: the rewards that heads in the span of the trained ones give."""
        rows = [self.answers(head) for head in self.heads]
        return [rows[i] for i in independent_rows(rows)]

    @property
    def dimension(self) -> int:
        """The dimension r of V."""
        return len(self.space)

    def separates(self, asked: Sequence[int]) -> bool:
        """Whether the answers to some questions tell any two rewards of V apart."""
        return rank([tuple(row[i] for i in asked) for row in self.space]) == self.dimension

    def identified(self, asked: Sequence[int]) -> Vector | None:
        """Return her gaps along all contrasts from her answers to some, where exactly one reward of V fits them."""
        space, size = self.space, self.dimension
        if not self.separates(asked):
            return None
        given = self.answers(self.head)
        columns = [(*(row[i] for row in space), given[i]) for i in asked]
        solutions = nullspace(columns, size + 1)
        fitting = [solution for solution in solutions if solution[-1]]
        if not fitting:
            return None
        if not space:
            return (Fraction(0),) * len(given)
        *weights, last = fitting[0]
        return _mixed(tuple(-weight / last for weight in weights), space)

    def chosen(self) -> list[int]:
        """Return r questions that identify any reward of V, well conditioned.

        Floats choose them (see `theory.span.questions`); whether they do identify is decided exactly, and where they do
        not, the first independent questions are taken.
        """
        space = self.space
        if not space:
            return []
        picked = best_conditioned(np.array([[float(x) for x in row] for row in space]).T)
        return picked if self.separates(picked) else independent_rows(list(zip(*space, strict=True)))

    def unseen(self, asked: Sequence[int]) -> Vector | None:
        """Return the gaps of an n ≠ 0 of V that the questions do not show; f + t n answers them alike for every t."""
        space = self.space
        weights = nullspace([tuple(row[i] for row in space) for i in asked], len(space))
        return _mixed(weights[0], space) if weights else None

    def disguise(self, reward: Vector) -> Matrix:
        """Return a matrix under which all trained users keep their rewards and she has any reward at all.

        Parameters
        ----------
        reward : Vector, shape (d,)
            The linear functional she is to have.

        Raises
        ------
        InputError
            Where her head lies in the span of the trained ones.
        """
        normal = orthogonal_part([self.heads[i] for i in independent_rows(self.heads)], self.head)
        if not any(normal):
            raise InputError("user", "her head lies in the span of the trained ones")
        size = dot(normal, self.head)
        now = _mixed(self.head, self.matrix)
        return tuple(
            tuple(entry + n * (want - had) / size for entry, want, had in zip(row, reward, now, strict=True))
            for row, n in zip(self.matrix, normal, strict=True)
        )


def _mixed(weights: Vector, rows: Sequence[Vector]) -> Vector:
    """Return Σ weight · row."""
    return tuple(dot(weights, column) for column in zip(*rows, strict=True))
