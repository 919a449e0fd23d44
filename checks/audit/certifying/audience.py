"""Which responses lack a spanning audience (T16b): users served a response must span what all users span."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from checks.audit.certifying.exact_rank import exact_rank
from checks.audit.certifying.population import Population
from checks.audit.reading.choices import Choices
from checks.audit.reading.numbers import Array, Floats, Scaled, from_floats
from checks.audit.reading.tables import Features, Heads


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


def audiences(heads: Scaled, rewards: list[tuple[tuple[str, ...], Floats]]) -> tuple[list[Audience], int]:
    """Find the audience of every response, and how many times two responses tie for the best.

    Parameters
    ----------
    heads : Scaled
        Shape (n, k), rows in the order of the rewards.
    rewards : list of (responses, array of shape (n, responses))
        Prompt by prompt.

    Returns
    -------
    audiences : list of Audience
        In order of first appearance. A tie counts for every response that ties.
    ties : int
    """
    served: dict[str, Array] = {}
    ties = 0
    for responses, table in rewards:
        best = table >= table.max(axis=1, keepdims=True)
        ties += int((best.sum(axis=1) > 1).sum())
        for j, response in enumerate(responses):
            served[response] = served.get(response, np.zeros(len(table), dtype=bool)) | best[:, j]
    result, needed = [], exact_rank(heads).rank
    for response, mask in served.items():
        span = exact_rank(heads.take(np.flatnonzero(mask))).rank if mask.any() else 0
        result.append(Audience(response, int(mask.sum()), span, needed))
    return result, ties


def of_features(population: Population, heads: Heads, features: Features) -> tuple[list[Audience], int]:
    """Audiences where the features of every response are given; rewards ⟨w, φ⟩, decided exactly.

    The heads of an audience count as ``population.table`` has them.
    """
    place = {user: row for row, user in enumerate(heads.users)}
    heads = heads.take(np.array([place[user] for user in population.users]))
    turn = [features.columns.index(name) for name in heads.columns]
    whole = features.exact.integers()[:, turn]
    scales = features.exact.scales()
    units = [scales[j] * h for j, h in zip(turn, heads.exact.scales(), strict=True)]
    scaled = np.array([[int(v) * u for v, u in zip(row, units, strict=True)] for row in whole], dtype=object)
    table = heads.exact.integers() @ scaled.T
    groups = features.groups()
    return audiences(
        population.table, [(tuple(features.responses[i] for i in rows), table[:, rows]) for rows in groups]
    )


def of_labels(choices: Choices, heads: Floats, dual: Floats) -> tuple[list[Audience], int]:
    """Audiences of labelled alternatives: a label stands for the mean features of its alternatives over all tasks."""
    names = tuple(dict.fromkeys(sorted(choices.labels)))
    labels = np.array(choices.labels)
    means = np.array([choices.values[labels == name].mean(axis=0) for name in names])
    rewards = heads @ ((means - means.mean(axis=0)) @ dual.T).T
    return audiences(from_floats(heads), [(names, rewards)])
