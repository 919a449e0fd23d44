"""Heads and features read as a class: contexts are users with prompts, rewards wᵀ B φ, B anything with |gaps| ≤ b.

Every response is compared with the baseline. Without features there are two responses: the baseline, worth 0, and an
offer worth ⟨w, θ⟩, with one unknown θ for everybody. Only the span of the heads and that of the feature differences
matter, so that θ and B have entries for independent columns only and are 0 elsewhere.

Claim: T23.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checks.audit.certifying.exact_rank import exact_rank
from checks.audit.reading.numbers import Scaled
from checks.audit.reading.tables import Features, Heads
from theory.errors import InputError
from theory.exact.linear import dot, independent_rows, nullspace, products
from theory.instance import Vector
from theory.polytope.continuous import ContinuousClass
from theory.polytope.region import Region
from theory.span.linear_problem import kronecker

Exact = NDArray[np.object_]

MOST_REWARDS = 400_000
"""Most rewards of one model that are computed exactly."""


@dataclass(frozen=True)
class People:
    """Users, or people who could be recruited: names and heads in the independent columns."""

    names: tuple[str, ...]
    heads: tuple[Vector, ...]

    def __add__(self, other: People) -> People:
        return People(self.names + other.names, self.heads + other.heads)

    @cached_property
    def whole(self) -> Exact:
        """Each head times a positive number that makes it whole, shape (people, r)."""
        scales = [lcm(*(x.denominator for x in head)) for head in self.heads]
        rows = [[int(x * scale) for x in head] for head, scale in zip(self.heads, scales, strict=True)]
        return np.array(rows, dtype=object).reshape(len(rows), -1)

    def only(self, rows: list[int]) -> People:
        """These people."""
        return People(tuple(self.names[i] for i in rows), tuple(self.heads[i] for i in rows))


@dataclass(frozen=True)
class Setting:
    """What is offered, to whom.

    Attributes
    ----------
    prompts, responses : tuple of str
    baseline : int
        The response that others are compared with.
    traits : tuple of tuple of Vector, shape (X, Y, s)
        φ(x, y) − φ(x, baseline) in independent columns.
    users : People
        Without those whose heads are 0, who like everything alike.
    candidates : People
        Who could be recruited, in the span of the users.
    columns, features : tuple of str
        The names of the independent columns of heads and features.
    outside : int
        How many candidates were left out, their heads being outside the span.
    """

    prompts: tuple[str, ...]
    responses: tuple[str, ...]
    baseline: int
    traits: tuple[tuple[Vector, ...], ...]
    users: People
    candidates: People
    columns: tuple[str, ...]
    features: tuple[str, ...]
    outside: int = 0

    @property
    def dimension(self) -> int:
        """Entries of B."""
        return len(self.columns) * len(self.features)

    @property
    def coinciding(self) -> bool:
        """Whether two responses to a prompt have the same features."""
        return any(len(set(block)) < len(block) for block in self.traits)

    def problem(self, people: People) -> ContinuousClass:
        """The class with these people as users, on the cube of all B with entries of at most 1 in size."""
        heads = tuple(
            tuple(kronecker(head, trait) for trait in block) for head in people.heads for block in self.traits
        )
        size, count = self.dimension, len(self.responses)
        unit = [tuple(Fraction(int(i == j)) for j in range(size)) for i in range(size)]
        normals = tuple(row for one in unit for row in (one, tuple(-x for x in one)))
        law = tuple(Fraction(int(y == self.baseline)) for y in range(count))
        share = Fraction(1, len(heads))
        region = Region(normals, (Fraction(1),) * len(normals), size)
        return ContinuousClass(region, heads, (share,) * len(heads), ((law,) * count,) * len(heads))

    @cached_property
    def _whole_traits(self) -> Exact:
        flat = [trait for block in self.traits for trait in block]
        scale = lcm(*(x.denominator for trait in flat for x in trait))
        return np.array([[int(x * scale) for x in trait] for trait in flat], dtype=object)

    def values(self, people: People, *models: Vector) -> list[Exact]:
        """Rewards of some models as whole numbers, in a unit of each person's own, shape (people, X, Y) each."""
        scale = lcm(*(x.denominator for model in models for x in model))
        shape = len(people.names), len(self.prompts), len(self.responses)
        tables = (np.array([int(x * scale) for x in model], dtype=object) for model in models)
        return [
            (people.whole @ table.reshape(len(self.columns), -1) @ self._whole_traits.T).reshape(shape)
            for table in tables
        ]

    def rewards(self, people: People, parameter: Vector) -> Exact:
        """r(u, x, y) of a parameter, exactly, shape (people, X, Y); the baseline is worth 0."""
        width = len(self.features)
        rows = [parameter[i : i + width] for i in range(0, len(parameter), width)]
        mixed = products(people.heads, list(zip(*rows, strict=True)))
        flat = [trait for block in self.traits for trait in block]
        values = np.array(products(mixed, flat), dtype=object)
        return values.reshape(len(people.heads), len(self.prompts), len(self.responses))

    @cached_property
    def everybody(self) -> People:
        """Users, then candidates."""
        return self.users + self.candidates


def read(heads: Heads, features: Features | None, baseline: str | None, candidates: Heads | None) -> Setting:
    """Read a population as a class.

    Without features and candidates, somebody opposite to each user could be recruited.

    Raises
    ------
    InputError
        Where prompts have different responses, the baseline is none of them, nothing can alter a best response, or
        there are too many rewards.
    """
    prompts, responses, place, blocks, names = _offered(features, baseline)
    if len(heads.users) * len(prompts) * len(responses) > MOST_REWARDS:
        raise InputError("--box", f"more than {MOST_REWARDS:,} rewards; give fewer users or prompts")
    exact = exact_rank(heads.exact)
    rows = _fractions(heads.exact)
    spanning = [rows[i] for i in exact.pivots]
    alive = [i for i, row in enumerate(rows) if any(row)]
    steps = [trait for block in blocks for trait in block]
    if not alive or not any(map(any, steps)):
        raise InputError("--box", "nothing can alter a best response: heads or feature differences are all 0")
    left, right = (independent_rows(list(zip(*table, strict=True))) for table in (spanning, steps))
    users = People(tuple(heads.users[i] for i in alive), tuple(_columns(rows[i], left) for i in alive))
    traits = tuple(tuple(_columns(trait, right) for trait in block) for block in blocks)
    more, outside = _candidates(candidates, spanning, left)
    if candidates is None and features is None:
        opposite = tuple(tuple(-x for x in head) for head in users.heads)
        more = People(tuple(f"somebody opposite to {name}" for name in users.names), opposite)
    columns = tuple(heads.columns[i] for i in left)
    return Setting(prompts, responses, place, traits, users, more, columns, tuple(names[i] for i in right), outside)


def _offered(features: Features | None, baseline: str | None) -> tuple[Any, ...]:
    """Prompts, responses, the place of the baseline, features less those of the baseline, and their names."""
    if features is None:
        if baseline is not None:
            raise InputError("--baseline", "names a response of --features")
        nothing, one = (Fraction(0),), (Fraction(1),)
        return ("any prompt",), ("baseline", "offer"), 0, ((nothing, one),), ("offer",)
    groups = features.groups()
    responses = tuple(features.responses[i] for i in groups[0])
    name = responses[0] if baseline is None else baseline
    if name not in responses:
        raise InputError("--baseline", f"{name!r} is no response to the first prompt")
    table, blocks = _fractions(features.exact), []
    for group in groups:
        here = {features.responses[i]: table[i] for i in group}
        if set(here) != set(responses):
            raise InputError("--box", f"prompt {features.prompts[group[0]]!r} has other responses than the first one")
        blocks.append(tuple(tuple(a - b for a, b in zip(here[y], here[name], strict=True)) for y in responses))
    prompts = tuple(features.prompts[group[0]] for group in groups)
    return prompts, responses, responses.index(name), tuple(blocks), features.columns


def _candidates(candidates: Heads | None, spanning: list[Vector], left: list[int]) -> tuple[People, int]:
    if candidates is None:
        return People((), ()), 0
    unseen = nullspace(spanning, len(spanning[0]))
    rows = _fractions(candidates.exact)
    inside = [i for i, row in enumerate(rows) if any(row) and not any(dot(row, v) for v in unseen)]
    people = People(tuple(candidates.users[i] for i in inside), tuple(_columns(rows[i], left) for i in inside))
    return people, len(rows) - len(inside)


def _columns(row: Vector, chosen: list[int]) -> Vector:
    return tuple(row[i] for i in chosen)


def _fractions(table: Scaled) -> list[Vector]:
    scales = table.scales()
    return [tuple(Fraction(int(v)) * s for v, s in zip(row, scales, strict=True)) for row in table.integers()]
