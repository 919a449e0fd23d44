"""Which responses lack a spanning audience (T16b): users served a response must span what all users span."""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm

import numpy as np

from checks.audit.certifying.exact_rank import Eliminator, exact_rank, primes
from checks.audit.certifying.population import Population
from checks.audit.reading.choices import Choices
from checks.audit.reading.numbers import Array, Floats, Scaled, from_floats
from checks.audit.reading.tables import Features, Heads
from checks.audit.running.session import tick

PART = 64
"""Heads looked at between two glances at the rank."""


@dataclass(frozen=True)
class Audience:
    """The users who like one response best.

    Attributes
    ----------
    response : str
    users : int
        How many are served it for at least one prompt.
    dimension : int
        What their heads span, exactly.
    needed : int
        What all heads span, exactly.
    """

    response: str
    users: int
    dimension: int
    needed: int

    @property
    def spans(self) -> bool:
        """Whether they span what everybody spans."""
        return self.dimension == self.needed


def audiences(heads: Scaled, best: list[tuple[tuple[str, ...], Array]]) -> tuple[list[Audience], int]:
    """Find the audience of every response, and how many times two responses tie for the best.

    Parameters
    ----------
    heads : Scaled
        Shape (n, k), rows in the order of the rewards.
    best : list of (responses, array of bool, shape (n, responses))
        Who likes which response best, prompt by prompt.

    Returns
    -------
    audiences : list of Audience
        In order of first appearance. A tie counts for every response that ties.
    ties : int
    """
    served: dict[str, Array] = {}
    ties = 0
    for responses, table in best:
        ties += int((table.sum(axis=1) > 1).sum())
        for j, response in enumerate(responses):
            served[response] = served.get(response, np.zeros(len(table), dtype=bool)) | table[:, j]
    spans, needed = Spans(heads), exact_rank(heads).rank
    return [Audience(name, int(mask.sum()), spans.of(mask, needed), needed) for name, mask in served.items()], ties


class Spans:
    """What the heads of some users span, exactly: each set of users once, and modulo a prime where that proves it."""

    def __init__(self, heads: Scaled) -> None:
        self.heads, self.prime = heads, next(primes())
        self.residues = heads.residues(self.prime)
        self.known: dict[bytes, int] = {}

    def of(self, mask: Array, most: int) -> int:
        """The rank of the heads of a mask; it is known to be at most ``most``."""
        tick()
        key = np.packbits(mask).tobytes()
        if key not in self.known:
            self.known[key] = self._rank(np.flatnonzero(mask), most)
        return self.known[key]

    def _rank(self, rows: Array, most: int) -> int:
        eliminator = Eliminator(self.heads.shape[1], self.prime)
        for part in np.array_split(rows, 1 + len(rows) // PART):
            eliminator.add(self.residues[part])
            if eliminator.rank == min(most, len(rows)):
                return eliminator.rank
        return exact_rank(self.heads.take(rows)).rank


def of_features(population: Population, heads: Heads, features: Features) -> tuple[list[Audience], int]:
    """Audiences where the features of every response are given; rewards ⟨w, φ⟩, decided exactly.

    The heads of an audience count as ``population.table`` has them.
    """
    place = {user: row for row, user in enumerate(heads.users)}
    heads = heads.take(np.array([place[user] for user in population.users]))
    turn = np.array([features.columns.index(name) for name in heads.columns])
    exact = features.exact
    traits = Scaled(exact.mantissas[:, turn], exact.exponents[:, turn], exact.base, exact.unit)
    rewards = Rewards(heads, traits, features.values[:, turn])
    groups = features.groups()
    return audiences(population.table, [(tuple(features.responses[i] for i in g), rewards.best(g)) for g in groups])


class Rewards:
    """Rewards of all users for all responses: in floats where these decide, exactly where they are too close."""

    def __init__(self, heads: Heads, traits: Scaled, values: Floats) -> None:
        self.heads, self.values = heads.values, values
        scales = [a * b for a, b in zip(heads.exact.scales(), traits.scales(), strict=True)]
        common = lcm(*(scale.denominator for scale in scales), 1)
        self.left, self.right = heads.exact.integers(), traits.integers()
        self.units = np.array([int(scale * common) for scale in scales], dtype=object)

    def best(self, rows: Array) -> Array:
        """Who likes which of some responses best, shape (n, responses); all of them where several tie."""
        tick()
        values = self.values[rows]
        table = self.heads @ values.T
        doubt = (8 + 4 * values.shape[1]) * np.finfo(float).eps * (np.abs(self.heads) @ np.abs(values.T)).max(axis=1)
        near = table >= table.max(axis=1, keepdims=True) - doubt[:, None]
        for user in np.flatnonzero(near.sum(axis=1) > 1):
            close = np.flatnonzero(near[user])
            exact = (self.right[rows[close]] * self.units) @ self.left[user]
            near[user, close] = exact == exact.max()
        return np.asarray(near)


def of_labels(choices: Choices, heads: Floats, dual: Floats) -> tuple[list[Audience], int]:
    """Audiences of labelled alternatives: a label stands for the mean features of its alternatives over all tasks."""
    names = tuple(dict.fromkeys(sorted(choices.labels)))
    labels = np.array(choices.labels)
    means = np.array([choices.values[labels == name].mean(axis=0) for name in names])
    rewards = heads @ ((means - means.mean(axis=0)) @ dual.T).T
    return audiences(from_floats(heads), [(names, rewards >= rewards.max(axis=1, keepdims=True))])
