"""A population ready to be audited: heads in the metric of the rewards, exact dimensions, knowledge of the noise.

Two kinds of features. When their columns are the heads' columns, the reward is ⟨w, φ⟩ and two heads that agree on all
feature differences are the same person to the rewards: heads count as functionals on F = span{φ(x, y) − φ(x, y′)}.
Otherwise the reward is wᵀ B φ with an unknown B, every head coordinate counts, and F only has to be nonzero (T16a).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from checks.audit.certifying.certify import answers
from checks.audit.certifying.exact_rank import Rank, exact_rank
from checks.audit.certifying.noise import Answered, Noise, Replicates, from_covariances
from checks.audit.certifying.stream import Moments
from checks.audit.certifying.strength import Spectrum, spectrum
from checks.audit.fitting.logit import PENALTY, fit, metric
from checks.audit.reading import rounding
from checks.audit.reading.choices import Choices
from checks.audit.reading.numbers import Array, Floats, Scaled, from_fractions, from_integers
from checks.audit.reading.tables import Features, Heads
from checks.audit.running.session import at
from theory.errors import InputError
from theory.exact.linear import coprime

MEANT = 1e-7
"""Least noise in any direction, beside that of the coordinates, that two estimates are taken to have on purpose."""


@dataclass(frozen=True)
class Population:
    """Heads with everything the verdict needs.

    Attributes
    ----------
    name : str
    users, columns : tuple of str
        Users, and the names of the k coordinates.
    heads : array, shape (n, f)
        z = Tᵀ w: in the metric of the rewards where features are known, each coordinate by its own size otherwise.
    root : array, shape (k, f)
        T; a direction u of z is the feature change T u.
    dual : array, shape (f, k)
        The pseudo-inverse of T; features φ become ``dual @ φ``.
    relevant : int
        The dimension of what can alter a best response.
    table : Scaled
        The heads as given, exactly, as the feature differences see them; no rows where too many to keep. Of choices,
        instead of heads, the feature differences their tasks vary.
    exact : Rank
        Of that table.
    missing : tuple of tuple of numbers
        Directions that no head sees, exactly, in the coordinates of ``columns``.
    noise : Noise or None
    prompts : list of array
        Dual features, prompt by prompt; empty where unknown.
    fitted : bool
        Whether the heads were fitted here, from choices.
    summed : int
        The number of users where there are too many to keep; ``heads`` is then any square root of their second moment.
    rounding : float
        A bound on what rounding did to the second moment of ``heads``.
    moved : float or None
        What the rounding of the numbers given can move a singular value of ``heads`` by; ``None`` for whole numbers, of
        which everything is exact.
    """

    name: str
    users: tuple[str, ...]
    columns: tuple[str, ...]
    heads: Floats
    root: Floats
    dual: Floats
    relevant: int
    table: Scaled
    exact: Rank
    missing: tuple[tuple[float, ...], ...]
    noise: Noise | None
    prompts: tuple[Floats, ...] = ()
    fitted: bool = False
    summed: int = 0
    rounding: float = 0.0
    moved: float | None = None

    @cached_property
    def exposed(self) -> int:
        """What the heads span: exactly where they are whole numbers, above rounding otherwise (Weyl)."""
        if self.moved is None or not self.heads.shape[1]:
            return self.exact.rank
        values = np.linalg.svd(self.heads, compute_uv=False) if not self.summed else self._summed()
        return min(self.exact.rank, int((values > self.moved).sum()))

    def _summed(self) -> Floats:
        values = np.linalg.eigvalsh(self.heads.T @ self.heads) - self.rounding
        return np.asarray(np.sqrt(np.maximum(values, 0)))

    @property
    def certain(self) -> bool:
        """Whether a direction that is missing as given is certainly missing; noise may have hidden it in estimates."""
        return self.noise is None or self.fitted

    @property
    def size(self) -> int:
        """The number of users."""
        return self.summed or len(self.users)

    @property
    def sizes(self) -> Floats:
        """The typical size of a change of each feature, shape (k,)."""
        norms = np.linalg.norm(self.root, axis=1)
        return np.where(norms > 0, norms, 1.0)

    def spectrum(self, confidence: float, seed: int) -> Spectrum:
        """Estimate the second moment of the true heads, with intervals where there is noise."""
        if self.noise is None or not self.heads.shape[1]:
            return spectrum(self.heads.T @ self.heads, self.size, self.rounding, self.moved or 0.0).floored()
        return self.noise.spectrum(self.heads, confidence, seed)

    def through(self, basis: Floats) -> Population:
        """The same users seen only along some directions."""
        noise = self.noise.through(basis) if self.noise is not None else None
        return replace(self, heads=self.heads @ basis, root=self.root @ basis, noise=noise)


def of_heads(heads: Heads, features: Features | None = None, covariances: Floats | None = None) -> Population:
    """Prepare stated or fitted heads.

    Parameters
    ----------
    heads : Heads
    features : Features, optional
        Of the responses; with the heads' own columns, or with others (see above).
    covariances : array, optional
        Shape (n, k, k) or (k, k).

    Raises
    ------
    InputError
        Where features and heads have the same columns only in part.
    """
    order = np.lexsort(heads.values.T[::-1])
    heads = heads.take(order)
    if covariances is not None and covariances.ndim == 3:
        covariances = covariances[order]
    shared = features is not None and set(features.columns) & set(heads.columns)
    if features is not None and shared and set(features.columns) != set(heads.columns):
        odd = sorted(set(features.columns) ^ set(heads.columns))[0]
        raise InputError(heads.source, f"column {odd!r} is in only one of heads and features")
    if features is None or not shared:
        alive = features is None or differences(features.exact, features.groups()).rank > 0
        return _unseen(heads, covariances, alive)
    return _seen(heads, features, covariances)


def _moved(heads: Heads, root: Floats) -> float | None:
    return rounding.moved(heads.values @ root, None if heads.rounding is None else heads.rounding @ np.abs(root))


def _unseen(heads: Heads, covariances: Floats | None, alive: bool) -> Population:
    """Heads whose every coordinate counts."""
    exact = exact_rank(heads.exact)
    sizes = np.sqrt((heads.values**2).mean(axis=0))
    sizes = np.where(sizes > 0, sizes, 1.0)
    root = np.diag(1 / sizes)
    relevant = len(heads.columns) if alive else 0
    noise = from_covariances(None if covariances is None else root @ covariances @ root, len(heads.users))
    return Population(
        heads.source, heads.users, heads.columns, heads.values @ root, root, np.diag(sizes),
        relevant, heads.exact, exact, exact.nullspace, noise, moved=_moved(heads, root),
    )  # fmt: skip


def _seen(heads: Heads, features: Features, covariances: Floats | None) -> Population:
    """Heads that count as functionals on the feature differences."""
    turn = np.array([features.columns.index(name) for name in heads.columns])
    traits = Scaled(
        features.exact.mantissas[:, turn], features.exact.exponents[:, turn], features.exact.base, features.exact.unit
    )
    groups, values = features.groups(), features.values[:, turn]
    steps = differences(traits, groups)
    moves = [values[rows] - values[rows[0]] for rows in groups]
    spread = [move - move.mean(axis=0) for move in moves]
    gram = sum((s.T @ s / len(s) for s in spread), np.zeros((len(turn), len(turn)))) / len(groups)
    root, dual = metric(gram, steps.rank)
    table = functionals(heads.exact, steps)
    exact = exact_rank(table)
    missing = hidden(exact, steps)
    noise = from_covariances(None if covariances is None else root.T @ covariances @ root, len(heads.users))
    prompts = tuple(s @ dual.T for s in spread)
    return Population(
        heads.source, heads.users, heads.columns, heads.values @ root, root, dual,
        steps.rank, table, exact, missing, noise, prompts, moved=_moved(heads, root),
    )  # fmt: skip


def with_replicate(population: Population, heads: Heads, replicate: Heads) -> Population:
    """The same population, of whose noise a second estimate of every head tells.

    Raises
    ------
    InputError
        Where the second table has other users or columns, or tells no noise in some direction.
    """
    if set(replicate.users) != set(heads.users) or set(replicate.columns) != set(heads.columns):
        raise InputError(replicate.source, "the same users and columns as in the first table are needed")
    tables = []
    for table in (heads, replicate):
        place = {user: row for row, user in enumerate(table.users)}
        whole = table.select(heads.columns).values[[place[user] for user in population.users]]
        tables.append(whole @ population.root)
    first, second = tables
    if not _noisy(first, second):
        problem = (
            "never differs from the first table in some direction: leave a column out, or it is no second estimate"
        )
        raise InputError(replicate.source, problem)
    return replace(population, heads=(first + second) / 2, noise=Replicates(first, second))


def _noisy(first: Floats, second: Floats) -> bool:
    """Whether two estimates differ in every direction, unless there are too few users to tell."""
    half = (first - second)[(first != 0).any(axis=1) | (second != 0).any(axis=1)]
    sizes = np.sqrt((half**2).sum(axis=0))
    if (sizes == 0).any() or len(half) < half.shape[1] + 2:
        return bool((sizes > 0).all())
    return bool(np.linalg.svd(half / sizes, compute_uv=False)[-1] > MEANT)


def of_moments(moments: Moments, columns: tuple[str, ...] = (), covariance: Floats | None = None) -> Population:
    """Prepare heads of which only the second moment was kept."""
    columns = columns or tuple(f"x{j}" for j in range(moments.columns))
    sizes = np.sqrt(moments.gram.diagonal() / moments.users)
    sizes = np.where(sizes > 0, sizes, 1.0)
    root = np.diag(1 / sizes)
    values, vectors = np.linalg.eigh(root @ moments.gram @ root)
    heads = np.sqrt(np.maximum(values, 0))[:, None] * vectors.T
    noise = from_covariances(None if covariance is None else root @ covariance @ root, moments.users)
    error = moments.error * moments.columns * moments.users
    moved = moments.columns**1.5 * moments.unit * np.sqrt(moments.columns * moments.users)
    return Population(
        moments.source, (), columns, heads, root, np.diag(sizes),
        moments.columns, from_integers(np.zeros((0, moments.columns), dtype=object)), moments.rank,
        moments.rank.nullspace, noise,
        summed=moments.users, rounding=error, moved=float(moved),
    )  # fmt: skip


@dataclass(frozen=True)
class Differences:
    """The span F of the feature differences: its dimension and independent differences, exactly."""

    rank: int
    basis: Array
    scales: tuple[Any, ...]


def differences(table: Scaled, groups: list[Array]) -> Differences:
    """Span exactly the differences of the rows of each group."""
    whole = table.integers()
    rows = [whole[group[1:]] - whole[group[0]] for group in groups if len(group) > 1]
    steps = np.concatenate(rows) if rows else np.zeros((0, table.shape[1]), dtype=object)
    rank = exact_rank(from_integers(steps))
    return Differences(rank.rank, steps[list(rank.pivots)], tuple(table.scales()))


def within(inner: Differences, outer: Differences) -> bool:
    """Whether one span of feature differences lies in another, exactly."""
    rows = [
        [scale * int(v) for scale, v in zip(steps.scales, row, strict=True)]
        for steps in (outer, inner)
        for row in steps.basis
    ]
    table = np.array(rows, dtype=object).reshape(len(rows), len(outer.scales))
    return exact_rank(from_fractions(table)).rank == outer.rank


def functionals(heads: Scaled, steps: Differences) -> Scaled:
    """The heads as functionals on F: their exact products with its basis."""
    units = [h * s for h, s in zip(heads.scales(), steps.scales, strict=True)]
    rows = [[u * int(v) for u, v in zip(units, row, strict=True)] for row in steps.basis]
    return from_fractions(heads.integers() @ np.array(rows, dtype=object).reshape(len(rows), heads.shape[1]).T)


def hidden(exact: Rank, steps: Differences) -> tuple[tuple[int, ...], ...]:
    """The directions of F that no head sees, from the nullspace of the functionals."""
    result = []
    for vector in exact.nullspace:
        combined = [sum(c * int(v) for c, v in zip(vector, column, strict=True)) for column in steps.basis.T]
        result.append(coprime(tuple(c * s for c, s in zip(combined, steps.scales, strict=True))))
    return tuple(result)


def of_choices(
    choices: Choices,
    penalty: float = PENALTY,
    seed: int = 0,
    like: Choices | None = None,
    name: str = "choices",
) -> Population:
    """Prepare choices: heads fitted for show, and the answers themselves for the test of their rank.

    Nothing exact is known of fitted heads. What is exact is the design: a direction that no task of these users varies
    is one that their answers cannot tell anything about.

    Parameters
    ----------
    choices : Choices
    penalty : float
        See `checks.audit.fitting.logit.fit`; the test does not use it.
    seed : int
        Draws the halves. The draw does not depend on the order of the users, their names or units.
    like : Choices, optional
        Take the metric, and the relevant directions, from these choices instead.
    """
    choices = choices.canonical()
    basis = (like or choices).canonical()
    steps = differences(basis.exact, basis.tasks())
    own = differences(choices.exact, choices.tasks()) if like is not None else steps
    if like is not None and not within(own, steps):
        raise InputError(name, "some features vary in these tasks and never in the target's; leave them out")
    root, dual = metric(basis.information(), steps.rank)
    at("fitting heads")
    heads = fit(choices, dual, penalty)
    at("predicting one half of the answers from the other")
    found = answers(choices, dual, seed)
    varied = from_fractions(np.array([[s * int(v) for s, v in zip(own.scales, row, strict=True)] for row in own.basis],
                                     dtype=object).reshape(len(own.basis), len(own.scales)))  # fmt: skip
    table = functionals(varied, steps)
    exact = exact_rank(table)
    traits = choices.spread() @ dual.T
    prompts = tuple(traits[rows] for rows in choices.tasks())
    return Population(
        name, choices.users, choices.columns, heads, root, dual,
        steps.rank, table, exact, hidden(exact, steps), Answered(found), prompts, fitted=True,
    )  # fmt: skip
