"""From choices to heads: a penalised conditional logit per person, in the metric of the features.

A person u facing a task picks alternative j with probability ∝ exp⟨w_u, φ_j⟩ (Bradley–Terry for two
alternatives). Let Ī be the covariance of the features within a task, all alternatives alike, averaged over the
tasks, and Ī = T Tᵀ with T of full column rank. In the coordinates z = Tᵀ w the reward spread of a person over a
typical task is ‖z‖, and the fit maximises the log-likelihood minus (penalty / 2) ‖z‖². The metric moves with the
features, so scaling a feature leaves the fit unchanged. The optimiser is L-BFGS-B of scipy.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checks.audit.frames import Frame, read_frame
from checks.audit.numbers import Scaled
from checks.audit.tables import grouped
from theory.errors import InputError
from theory.rational import shown

Array = NDArray[Any]
Floats = NDArray[np.float64]

PENALTY = 4.0
"""Default strength of the penalty, in tasks: as much information as that many average tasks carry."""


@dataclass(frozen=True)
class Choices:
    """Who chose what from which alternatives, rows sorted so that tasks and users are contiguous.

    Attributes
    ----------
    users, columns : tuple of str
        Names of the people and of the features.
    values : array, shape (rows, d)
        Features of every alternative.
    exact : Scaled
        The same numbers exactly as given.
    starts : array, shape (tasks + 1,)
        Rows ``starts[t]:starts[t + 1]`` are the alternatives of task t.
    owner : array, shape (tasks,)
        Whose task it is.
    chosen : array, shape (tasks,)
        The row that was chosen.
    labels : tuple of str
        A name for each row's alternative, or empty.
    """

    users: tuple[str, ...]
    columns: tuple[str, ...]
    values: Floats
    exact: Scaled
    starts: Array
    owner: Array
    chosen: Array
    labels: tuple[str, ...] = ()

    def spread(self) -> Floats:
        """Features minus the mean of their task, shape (rows, d)."""
        sizes = np.diff(self.starts)
        means = np.add.reduceat(self.values, self.starts[:-1], axis=0) / sizes[:, None]
        return np.asarray(self.values - np.repeat(means, sizes, axis=0))

    def information(self) -> Floats:
        """The within-task covariance Ī, averaged over tasks, shape (d, d)."""
        spread = self.spread()
        weights = np.repeat(1 / np.diff(self.starts), np.diff(self.starts)) / len(self.owner)
        return np.asarray((spread * weights[:, None]).T @ spread)


def read_choices(
    path: str | Path,
    user: str = "user",
    task: str = "task",
    chosen: str = "chosen",
    columns: tuple[str, ...] = (),
    label: str | None = None,
) -> Choices:
    """Read a long table: one row for each alternative of each task of each user.

    Parameters
    ----------
    path : str or Path
        CSV, TSV or Parquet.
    user, task, chosen : str
        Columns: who, which task, and 1 for the alternative that was chosen, 0 for the others.
    columns : tuple of str
        The features; every column that has no other meaning where empty.
    label : str, optional
        Column that names the alternatives.

    Raises
    ------
    InputError
        One line naming the file, line and column.
    """
    frame = read_frame(path)
    if not frame.rows:
        raise InputError(frame.source, "no choices")
    special = {user, task, chosen, label}
    return frame_choices(frame, user, task, chosen, columns or tuple(n for n in frame.names if n not in special), label)


def frame_choices(
    frame: Frame, user: str, task: str, chosen: str, columns: tuple[str, ...], label: str | None
) -> Choices:
    """Choices of a table with named columns."""
    if not columns:
        raise InputError(frame.source, "no features")
    people, tasks = frame.labels(user), frame.labels(task)
    marks, _ = frame.numbers((chosen,))
    odd = np.flatnonzero((marks[:, 0] != 0) & (marks[:, 0] != 1))
    if len(odd):
        raise InputError(frame.place(int(odd[0]), chosen), "chosen is 1 or 0")
    values, exact = frame.numbers(columns)
    groups = grouped(tuple(zip(people, tasks, strict=True)))
    names = tuple(dict.fromkeys(people))
    number = {name: i for i, name in enumerate(names)}
    groups.sort(key=lambda rows: number[people[rows[0]]])
    for rows in groups:
        if marks[rows, 0].sum() != 1:
            who = f"user {shown(people[rows[0]])}, task {shown(tasks[rows[0]])}"
            raise InputError(frame.place(int(rows[0]), chosen), f"{who}: exactly one alternative must be chosen")
    order = np.concatenate(groups)
    starts = np.concatenate([[0], np.cumsum([len(rows) for rows in groups])])
    picked = np.flatnonzero(marks[order, 0] == 1)
    owner = np.array([number[people[rows[0]]] for rows in groups])
    labels = tuple(frame.labels(label)[i] for i in order) if label else ()
    return Choices(names, columns, values[order], exact.take(order), starts, owner, picked, labels)


def metric(gram: Floats, rank: int) -> tuple[Floats, Floats]:
    """Split a covariance of known rank as T Tᵀ; return T of shape (d, rank) and its pseudo-inverse (rank, d).

    The split is made on the correlation matrix, so scaling a coordinate scales its row of T and changes nothing else.
    """
    scale = np.sqrt(np.diag(gram))
    safe = np.where(scale > 0, scale, 1.0)
    values, vectors = np.linalg.eigh(gram / np.outer(safe, safe))
    keep = np.argsort(values)[::-1][:rank]
    roots, axes = np.sqrt(np.maximum(values[keep], 0)), vectors[:, keep]
    alive = (scale > 0)[:, None]
    return scale[:, None] * axes * roots, np.where(alive, axes / safe[:, None] / np.where(roots > 0, roots, 1), 0).T


def fit(choices: Choices, whiten: Floats, penalty: float = PENALTY, use: Array | None = None) -> Floats:
    """Fit one head per user in the coordinates z, by penalised maximum likelihood.

    Parameters
    ----------
    choices : Choices
    whiten : array, shape (f, d)
        The pseudo-inverse of T (see `metric`).
    penalty : float
        In tasks.
    use : array of bool, shape (tasks,), optional
        The tasks that count; all where absent.

    Returns
    -------
    array, shape (n, f)
        Heads z; a user without any task gets 0.

    Raises
    ------
    InputError
        Where the optimiser does not reach a gradient of 1e-4 of a task.
    """
    from scipy.optimize import minimize

    users, size = len(choices.users), len(whiten)
    weight = np.ones(len(choices.owner)) if use is None else use.astype(float)
    sizes = np.diff(choices.starts)
    traits = choices.spread() @ whiten.T
    person, repeats = np.repeat(choices.owner, sizes), np.repeat(weight, sizes)
    first = np.searchsorted(choices.owner, np.arange(users))
    rows = choices.starts[first]
    observed = np.add.reduceat(traits[choices.chosen] * weight[:, None], first, axis=0)

    def objective(flat: Floats) -> tuple[float, Floats]:
        heads = flat.reshape(users, size)
        utility = np.einsum("rf,rf->r", traits, heads[person])
        utility -= np.repeat(np.maximum.reduceat(utility, choices.starts[:-1]), sizes)
        odds = np.exp(utility)
        totals = np.add.reduceat(odds, choices.starts[:-1])
        loss = weight @ (np.log(totals) - utility[choices.chosen]) + penalty / 2 * (flat @ flat)
        expected = np.add.reduceat(traits * (odds / np.repeat(totals, sizes) * repeats)[:, None], rows, axis=0)
        return float(loss), (expected - observed + penalty * heads).ravel()

    if not size:
        return np.zeros((users, 0))
    limits = {"maxiter": 2000, "maxfun": 4000, "gtol": 1e-7, "ftol": 1e-16}
    result = minimize(objective, np.zeros(users * size), jac=True, method="L-BFGS-B", options=limits)
    if np.abs(result.jac).max() > 1e-4:
        raise InputError("choices", f"the fit did not converge: gradient {np.abs(result.jac).max():.1e}")
    return np.asarray(result.x.reshape(users, size))


def halves(choices: Choices, whiten: Floats, penalty: float, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Fit every person twice, on two disjoint random halves of equal size of their tasks.

    Users with an odd number of tasks leave one out, users with fewer than two are 0 in both.

    Returns
    -------
    pair of arrays, shape (n, f)
    """
    lot = rng.random(len(choices.owner))
    order = np.lexsort((lot, choices.owner))
    counts = np.bincount(choices.owner, minlength=len(choices.users))
    position = np.empty(len(order), dtype=int)
    position[order] = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
    half = counts[choices.owner] // 2
    first, second = position < half, (position >= half) & (position < 2 * half)
    return fit(choices, whiten, penalty, first), fit(choices, whiten, penalty, second)
