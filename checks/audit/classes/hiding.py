"""Two rewards of a class that look alike while the first is believed, and who would tell them apart.

Claim: T23.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from checks.audit.classes.reading import Exact, People, Setting
from theory.instance import Vector


@dataclass(frozen=True)
class Hidden:
    """Two rewards that look alike while the first is believed, and serve somebody differently.

    Each has one best response everywhere, but for the second where responses coincide.

    Attributes
    ----------
    believed, hidden : Vector
    user, prompt, response : int
        Whom the second one would serve what else.
    """

    believed: Vector
    hidden: Vector
    user: int
    prompt: int
    response: int


def breakers(setting: Setting, people: People, pair: Hidden) -> list[int]:
    """People who tell a pair apart while the first is believed, those who tell most first."""
    one, two = setting.values(people, pair.believed, pair.hidden)
    told = np.abs(served_at(one, one) - served_at(two, one))
    most = [max(row) for row in told]
    return sorted((i for i, size in enumerate(most) if size), key=lambda i: (-most[i], i))


def served(rewards: Exact) -> NDArray[np.int64]:
    """The first best response, shape (people, X)."""
    return np.asarray(rewards.argmax(axis=2))


def served_at(rewards: Exact, believed: Exact) -> Exact:
    """The rewards of what is served while another model is believed, shape (people, X)."""
    return np.asarray(np.take_along_axis(rewards, served(believed)[:, :, None], axis=2)[:, :, 0])


def tie_free(rewards: Exact) -> bool:
    """Whether one response is best for everybody with every prompt."""
    top = rewards.max(axis=2, keepdims=True)
    return bool(((rewards == top).sum(axis=2) == 1).all())


def hides(setting: Setting, pair: Hidden) -> bool:
    """Whether nobody is undecided at either model, unless responses coincide, and the second serves what it should."""
    one, two = setting.values(setting.everybody, pair.believed, pair.hidden)
    place = pair.user, pair.prompt
    gains = two[(*place, pair.response)] > served_at(two, one)[place]
    return bool(gains) and tie_free(one) and (setting.coinciding or tie_free(two))


def largest_gap(setting: Setting, pair: Hidden) -> Fraction:
    """The largest gap of the users at either model of a pair."""
    both = [setting.rewards(setting.users, model) for model in (pair.believed, pair.hidden)]
    return max(Fraction(x) for rewards in both for x in (rewards.max(axis=2) - rewards.min(axis=2)).reshape(-1))
