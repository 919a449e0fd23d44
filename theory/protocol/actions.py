"""Actions of a problem: what a learner chooses for a context before it arrives, what it serves and what it shows.

Where comparators follow a table, an action is a response y, and the comparison is y against a draw from κ(· | c, y).
Under slates it is a model g: π_g(c) is served, and both responses of the comparison are draws from γ_g(· | c).

Claim: section 1, T27.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from theory.exact.enclosure import Mass
from theory.problem import Problem, Slates
from theory.protocol import softened

Shown = Sequence[tuple[Mass, int, int]]
"""(probability, y, y') of what an action may bring to comparison."""


def count(problem: Problem) -> int:
    """Return how many actions there are: Y, or M under slates."""
    models, _, responses = problem.shape
    return responses if problem.slates is None else models


def served(problem: Problem, c: int, action: int) -> int:
    """Return the response that an action serves in a context."""
    return action if problem.slates is None else int(problem.policy[action, c])


def choice(problem: Problem, m: int) -> tuple[int, ...]:
    """Return the action in each context of a learner that believes model m: π_m, or m itself under slates.

    Examples
    --------
    >>> from theory.problem import tabular
    >>> choice(tabular({"a": [[0, 1], [1, 0]], "b": [[1, 0], [1, 0]]}), 0)
    (1, 0)
    """
    return tuple(int(y) for y in problem.policy[m]) if problem.slates is None else (m,) * len(problem.contexts)


def choices(problem: Problem) -> NDArray[np.intp]:
    """Return the choices of all models, shape (M, C)."""
    if problem.slates is None:
        return problem.policy
    models, contexts, _ = problem.shape
    return np.repeat(np.arange(models, dtype=np.intp)[:, None], contexts, axis=1)


def shown(problem: Problem, c: int, action: int) -> Shown:
    """Return what an action may bring to comparison in a context, with its probability."""
    if problem.slates is None:
        return [(mass, action, other) for other, mass in enumerate(problem.kappa[c][action]) if mass]
    return _drawn(problem, c, action)


@lru_cache(maxsize=4096)
def _drawn(problem: Problem, c: int, g: int) -> Shown:
    return tuple(softened.pairs(policy(problem, c, g)))


def policy(problem: Problem, c: int, g: int) -> softened.Terms:
    """Return γ_g(· | c)."""
    slates = problem.slates
    assert isinstance(slates, Slates)
    beta, best = slates.inverse_temperature, int(problem.policy[g, c])
    exponents = [-beta * problem.gap(g, c, best, y) for y in range(len(problem.responses))]
    return softened.soften(slates.reference[c], exponents)
