"""What an audited population says about a user who is not in it: how many comparisons she needs, which, how often.

Rewards are ⟨w, φ(x, y)⟩ with heads w; V is what the heads span as functionals on the feature differences F. A head in
V is fixed by dim V comparisons, any other one needs dim F.

Claim: T28.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import ceil

import numpy as np

from checks.audit.certifying.exact_rank import exact_rank, primes
from checks.audit.certifying.population import Differences, Population, differences, functionals
from checks.audit.reading.numbers import Array, Floats, Scaled, from_integers
from checks.audit.reading.tables import Features, Heads
from theory.span.new_user import Question
from theory.span.questions import best_conditioned, coefficients

MOST_PAIRS = 4_000
"""Most pairs of responses that are compared; beyond it, each response is compared with the first of its prompt."""

MOST_ANSWERS = 1e12
"""Numbers of answers above this are no advice."""

STANDARD_ERRORS = (1, 2, 3)


@dataclass(frozen=True)
class Advice:
    """What to ask a new user whose head lies in the span.

    Attributes
    ----------
    questions : tuple of Question
        As many as V has dimensions; that they are independent on V is decided exactly.
    factor : float or None
        The largest standard error of a gap, in standard errors of an asked gap, were these all alike. ``None`` where
        part of the span is at rounding.
    typical, largest : float
        The root mean square over all comparisons, and the largest asked gap, of the users there are.
    repetitions : tuple of (int, int or None)
        For 1, 2 and 3 standard errors, how often to ask each question so that a gap of typical size stands out by that
        many, whichever comparison it is of. ``None`` where gaps are so large that answers hardly vary.
    """

    questions: tuple[Question, ...]
    factor: float | None
    typical: float
    largest: float
    repetitions: tuple[tuple[int, int | None], ...]


@dataclass(frozen=True)
class NewUsers:
    """What is known about new users.

    Attributes
    ----------
    inside : int or None
        dim V: comparisons for a head in the span of the users there are, if known.
    bound : bool
        Whether ``inside`` is only an upper bound: B or the features are unknown.
    outside : int or None
        dim F: comparisons for any other head, if the features are known.
    advice : Advice or None
        What to ask, where heads and features tell it.
    alone : tuple of str
        Users whose heads lie outside the span: target users where there are any, otherwise each against all others.
    of_target : bool
        Whether ``alone`` speaks of target users.
    """

    inside: int | None
    bound: bool
    outside: int | None
    advice: Advice | None
    alone: tuple[str, ...]
    of_target: bool = False


def of_heads(
    population: Population, heads: Heads, features: Features | None, target: Population | None = None
) -> NewUsers:
    """Say what heads tell about new users.

    Parameters
    ----------
    population : Population
        Made of these heads and features.
    heads : Heads
    features : Features or None
    target : Population or None
        Target users, in the same coordinates.
    """
    shared = features is not None and set(features.columns) == set(heads.columns)
    outside = None if features is None else population.relevant
    if features is not None and not shared:
        outside = differences(features.exact, features.groups()).rank
    inside = population.exact.rank if outside is None else min(population.exact.rank, outside)
    advice = _advice(population, heads, features) if shared and features is not None else None
    table = population if target is None else target
    alone = _alone(population.table) if target is None else _unseen(population, target)
    return NewUsers(inside, not shared, outside, advice, tuple(table.users[i] for i in alone), target is not None)


def of_choices(population: Population) -> NewUsers:
    """Say what choices tell: the span of the true heads is known only from below, and F is known."""
    return NewUsers(None, True, population.relevant, None, ())


def _pairs(features: Features) -> Iterator[tuple[int, int]]:
    """Every pair of responses to one prompt, or, where these are too many, each with the first."""
    groups = [rows.tolist() for rows in features.groups()]
    if sum(len(rows) * (len(rows) - 1) // 2 for rows in groups) > MOST_PAIRS:
        return ((row, rows[0]) for rows in groups for row in rows[1:])
    return ((later, first) for rows in groups for first, later in combinations(rows, 2))


def _advice(population: Population, heads: Heads, features: Features) -> Advice:
    pairs = np.array(list(_pairs(features)), dtype=int).reshape(-1, 2)
    turn = [features.columns.index(name) for name in heads.columns]
    contrasts = (features.values[pairs[:, 0]] - features.values[pairs[:, 1]])[:, turn]
    basis = np.linalg.svd(population.heads, full_matrices=False)[2][: population.exact.rank]
    seen = contrasts @ population.dual.T @ basis.T
    picked = best_conditioned(seen)
    if _rank(_exact_gaps(population, heads, features, pairs[picked])) < population.exact.rank:
        picked = sorted(exact_rank(_exact_gaps(population, heads, features, pairs)).pivots)
    told = zip(pairs[picked, 0], pairs[picked, 1], strict=True)
    questions = tuple(Question(features.prompts[a], features.responses[a], features.responses[b]) for a, b in told)
    weights = coefficients(seen, picked) if population.exposed == population.exact.rank else None
    return _repeated(questions, weights, heads.values, contrasts, picked)


def _rank(gaps: Scaled) -> int:
    return exact_rank(gaps).rank if gaps.shape[0] else 0


def _exact_gaps(population: Population, heads: Heads, features: Features, pairs: Array) -> Scaled:
    """The gaps of independent users along some comparisons, exactly, shape (comparisons, users)."""
    place = {user: row for row, user in enumerate(heads.users)}
    rows = np.array([place[population.users[i]] for i in population.exact.pivots], dtype=int)
    turn = [features.columns.index(name) for name in heads.columns]
    traits, units = features.exact.integers()[:, turn], features.exact.scales()
    steps = Differences(len(turn), traits[pairs[:, 0]] - traits[pairs[:, 1]], tuple(units[i] for i in turn))
    return from_integers(functionals(heads.exact.take(rows), steps).integers().T)


def _repeated(
    questions: tuple[Question, ...], weights: Floats | None, heads: Floats, contrasts: Floats, picked: list[int]
) -> Advice:
    """Count answers: n of them tell a gap g to a standard error of 2 cosh(g/2)/√n (delta method)."""
    moment = heads.T @ heads / len(heads)
    squares = np.sum(contrasts @ moment * contrasts, axis=1)
    typical = float(np.sqrt(squares.mean())) if len(squares) else 0.0
    most = np.abs(heads @ contrasts[picked].T).max(axis=0, initial=0.0)
    largest = float(most.max(initial=0.0))
    if weights is None:
        return Advice(questions, None, typical, largest, tuple((z, None) for z in STANDARD_ERRORS))
    factor = float(np.sqrt((weights**2).sum(axis=1).max(initial=0.0)))
    with np.errstate(over="ignore", invalid="ignore"):
        worst = float((weights**2 @ (4 * np.cosh(most / 2) ** 2)).max(initial=0.0))
    each = worst / typical**2 if typical > 0 else 0.0
    told = tuple((z, ceil(z * z * each) if z * z * each <= MOST_ANSWERS else None) for z in STANDARD_ERRORS)
    return Advice(questions, factor, typical, largest, told)


def _unseen(population: Population, target: Population) -> list[int]:
    """Target users whose heads lie outside the span, exactly: some direction no head sees is seen by theirs."""
    if not population.exact.nullspace or not len(target.table.mantissas):
        return []
    units = target.table.scales()
    nullspace = np.array(
        [[k * u for k, u in zip(v, units, strict=True)] for v in population.exact.nullspace], dtype=object
    )
    seen = target.table.integers() @ nullspace.T
    return [i for i, row in enumerate(seen) if any(row)]


def _alone(table: Scaled) -> list[int]:
    """Rows outside the span of all others, exactly."""
    rank = exact_rank(table)
    if not rank.rank or _without(table, list(rank.pivots)) == rank.rank:
        return []
    candidates = (_suspects(table, prime) for prime in primes())
    return next(rows for rows in candidates if _without(table, rows) == rank.rank - len(rows))


def _without(table: Scaled, rows: list[int]) -> int:
    left = np.delete(np.arange(table.shape[0]), rows)
    return exact_rank(table.take(left)).rank if len(left) else 0


def _suspects(table: Scaled, prime: int) -> list[int]:
    """Rows outside the span of all others modulo a prime: their row of the reduced transpose is a unit vector."""
    from flint import nmod_mat

    residues = table.residues(prime)
    reduced, rank = nmod_mat(residues.shape[1], residues.shape[0], residues.T.reshape(-1).tolist(), prime).rref()
    rows = np.array([[int(reduced[i, j]) for j in range(len(residues))] for i in range(rank)]).reshape(rank, -1)
    return [int(np.flatnonzero(row)[0]) for row in rows if np.count_nonzero(row) == 1]
