"""Choices: who chose what from which alternatives, read from a long table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from checks.audit.reading.coordinates import coordinates
from checks.audit.reading.exploded import CHOSEN, contests, is_contests, is_pairs, pairs, ranked, wide
from checks.audit.reading.frames import Frame
from checks.audit.reading.in_memory import frame_of
from checks.audit.reading.numbers import Array, Floats, Scaled
from checks.audit.reading.tables import grouped
from theory.errors import InputError
from theory.files.rational import shown


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
    notes : tuple of str
        What was made of the table that is not obvious.
    placed : bool
        Whether the rows of a task stand as its alternatives were shown, as far as the table tells.
    """

    users: tuple[str, ...]
    columns: tuple[str, ...]
    values: Floats
    exact: Scaled
    starts: Array
    owner: Array
    chosen: Array
    labels: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    placed: bool = True

    def tasks(self) -> list[Array]:
        """The rows of each task."""
        return [np.arange(start, stop) for start, stop in zip(self.starts[:-1], self.starts[1:], strict=True)]

    def spread(self) -> Floats:
        """Features minus the mean of their task, shape (rows, d); exactly 0 where a task has one value only."""
        sizes = np.diff(self.starts)
        steps = self.values - np.repeat(self.values[self.starts[:-1]], sizes, axis=0)
        means = np.add.reduceat(steps, self.starts[:-1], axis=0) / sizes[:, None]
        return np.asarray(steps - np.repeat(means, sizes, axis=0))

    def canonical(self) -> Choices:
        """The same choices in an order that depends on their content, not on names.

        The tasks of a user come in an order that depends on their features alone; equal tasks keep theirs.
        """
        features = self.values.tolist()
        tasks: list[list[tuple[Any, ...]]] = [[] for _ in self.users]
        for start, stop, owner, chosen in zip(self.starts[:-1], self.starts[1:], self.owner, self.chosen, strict=True):
            rows = sorted(range(start, stop), key=lambda row: (features[row], row == chosen))
            tasks[owner].append(([(features[row], bool(row == chosen)) for row in rows], rows))
        for mine in tasks:
            mine.sort(key=lambda task: [row for row, _ in task[0]])
        people = sorted(range(len(tasks)), key=lambda user: [task[0] for task in tasks[user]])
        groups = [task[1] for user in people for task in tasks[user]]
        order = np.array([row for rows in groups for row in rows], dtype=int)
        place = np.empty(len(order), dtype=int)
        place[order] = np.arange(len(order))
        first = np.array([rows[0] for rows in groups])
        old = np.searchsorted(self.starts, first, side="right") - 1
        return replace(
            self,
            users=tuple(self.users[user] for user in people),
            values=self.values[order],
            exact=self.exact.take(order),
            starts=np.concatenate([[0], np.cumsum([len(rows) for rows in groups])]),
            owner=np.repeat(np.arange(len(people)), [len(tasks[user]) for user in people]),
            chosen=place[self.chosen[old]],
            labels=tuple(self.labels[row] for row in order) if self.labels else (),
            placed=False,
        )

    def information(self) -> Floats:
        """The within-task covariance Ī, averaged over tasks, shape (d, d)."""
        spread = self.spread()
        weights = np.repeat(1 / np.diff(self.starts), np.diff(self.starts)) / len(self.owner)
        return np.asarray((spread * weights[:, None]).T @ spread)


def read_choices(
    path: Any,
    user: str = "user",
    task: str = "task",
    chosen: str = "chosen",
    columns: tuple[str, ...] = (),
    label: str | None = None,
    features: Any = None,
    order: tuple[str, str] | None = None,
) -> Choices:
    """Read a table of choices: one row for each alternative of each task of each user, or what is made so.

    Parameters
    ----------
    path : str, Path or table
        A file (see `checks.audit.reading.table_files`), or a pandas, polars or Arrow table.
    user, task, chosen : str
        Columns: who, which task, and 1 for the alternative that was chosen, 0 for the others.
    columns : tuple of str
        The features; every column that has no other meaning where empty.
    label : str, optional
        Column that names the alternatives.
    features : path or table, optional
        For pairs ``user, chosen, rejected``: a table with the column ``response`` and the features.
    order : pair, optional
        ``("ranks", column)`` for places (1 is best), ``("ratings", column)`` (more is better), instead of ``chosen``.

    Raises
    ------
    InputError
        One line naming the file, line and column.
    """
    frame = frame_of(path)
    if not frame.rows:
        raise InputError(frame.source, "no choices")
    placed = order is None and not is_contests(frame) and not is_pairs(frame)
    if features is not None and (placed or order is not None):
        raise InputError(frame.source, "a table of features goes with pairs: columns chosen and rejected")
    if order is not None:
        frame = ranked(frame, user, task, order[1], chosen, order[0] == "ranks")
    elif not placed:
        frame, ties = contests(frame, user) if is_contests(frame) else (frame, frozenset())
        frame = pairs(frame, user, task, None if features is None else frame_of(features), ties)
        chosen = CHOSEN
    else:
        frame = wide(frame, user, task, chosen) or frame
    names, left = (columns, ()) if columns else coordinates(frame, {user, task, chosen, label})
    found = frame_choices(frame, user, task, chosen, names, label)
    return replace(found, notes=(*found.notes, *left), placed=placed)


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
    named = frame.labels(label) if label else ()
    labels = tuple(named[i] for i in order) if named else ()
    return Choices(names, columns, values[order], exact.take(order), starts, owner, picked, labels, frame.notes)
