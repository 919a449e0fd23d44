"""What the data are, before any verdict: what is used and left out, who informs what, and what looks odd."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from checks.audit.certifying.certify import Answers
from checks.audit.certifying.exact_rank import exact_rank
from checks.audit.certifying.rank_test import Cut, Side, copies_of, cut
from checks.audit.fitting.prediction import wide
from checks.audit.reading.choices import Choices
from checks.audit.reading.numbers import Array, Scaled, from_integers
from checks.audit.reading.tables import Heads

STRAIGHT = 5
"""Tasks from which always choosing the same place is noticed."""

ALIKE = 0.9
"""Share of equal answers to the same tasks, of `LEAST_ALIKE` or more, from which two users are noticed."""

LEAST_ALIKE = 10

DRAWN, LEARNT, ODD = 4, 2, 5.0
"""Sets of answers that are drawn for comparison, at first and with a law learnt from them, and how far from them, in
standard deviations, answers are odd."""

EACH = 0.2
"""How far from them, per root of the users, answers are odd: many users show how a law is off that fits well enough."""

ENOUGH = 2
"""Users a coordinate from which a fitted law of heads is worth something."""

LISTED = 12
"""Most sets of columns that are listed."""


def of_heads(heads: Heads) -> dict[str, Any]:
    """Report on a table of heads.

    Returns
    -------
    dict
        ``used``, ``notes``, ``constant``, ``collinear``, ``identical_rows``.
    """
    values = heads.values
    constant = [name for j, name in enumerate(heads.columns) if (values[:, j] == values[0, j]).all()]
    distinct = len({row.tobytes() for row in np.ascontiguousarray(values)})
    return {
        "used": list(heads.columns),
        "notes": list(heads.notes),
        "constant": constant,
        "collinear": collinear(heads.exact, heads.columns),
        "identical_rows": len(values) - distinct,
    }


def collinear(table: Scaled, columns: tuple[str, ...]) -> list[list[str]]:
    """Sets of columns of which each is a fixed combination of the others, exactly, one for each lost dimension."""
    nullspace = exact_rank(table).nullspace
    return [[name for name, v in zip(columns, vector, strict=True) if v] for vector in nullspace[:LISTED]]


def of_choices(choices: Choices, table: Choices, found: Answers, seed: int) -> dict[str, Any]:
    """Report on choices.

    Parameters
    ----------
    choices : Choices
        In canonical order.
    table : Choices
        The same as they were read.
    found : Answers
    seed : int

    Returns
    -------
    dict
        ``used``, ``notes``, ``constant_within_tasks``, ``collinear``, ``tasks_a_user`` (least, quartiles, most),
        ``informing`` (for each coordinate the distinct users whose tasks vary it), ``identical_answer_blocks``,
        ``near_copies``, ``straight_liners`` and ``halves`` (see the functions of these names).
    """
    spread = choices.spread() != 0
    rows = choices.starts[np.searchsorted(choices.owner, np.arange(len(choices.users)))]
    varied = np.maximum.reduceat(spread, rows, axis=0)
    copies = copies_of(choices)
    single = np.unique(copies)
    counts = np.bincount(choices.owner, minlength=len(choices.users))
    told = [0, 25, 50, 75, 100]
    return {
        "used": list(choices.columns),
        "notes": list(choices.notes),
        "constant_within_tasks": [choices.columns[j] for j in np.flatnonzero(~spread.any(axis=0))],
        "collinear": [names for names in _differences(choices) if len(names) > 1],
        "tasks_a_user": dict(zip(map(str, told), np.percentile(counts, told).tolist(), strict=True)),
        "informing": dict(zip(choices.columns, varied[single].sum(axis=0).tolist(), strict=True)),
        "identical_answer_blocks": len(copies) - len(single),
        "near_copies": near_copies(choices, single),
        "straight_liners": straight_liners(table),
        "halves": halves(found, seed),
    }


def _differences(choices: Choices) -> list[list[str]]:
    whole = choices.exact.integers()
    base = np.repeat(choices.starts[:-1], np.diff(choices.starts))
    return collinear(from_integers(whole - whole[base]), choices.columns)


def near_copies(choices: Choices, single: Array) -> int:
    """How many users gave nearly all the answers of an earlier one to the same tasks, but not all.

    They may be copies that were altered, or people who agree: no test here takes them for copies.

    Parameters
    ----------
    choices : Choices
    single : array of int
        Users who are no copies.
    """
    tasks = np.searchsorted(choices.owner, np.arange(len(choices.users) + 1))
    bounds = choices.starts[tasks]
    faced: dict[tuple[bytes, bytes], list[int]] = {}
    for user in single:
        if tasks[user + 1] - tasks[user] >= LEAST_ALIKE:
            rows = np.ascontiguousarray(choices.values[bounds[user] : bounds[user + 1]])
            sizes = np.diff(choices.starts[tasks[user] : tasks[user + 1] + 1])
            faced.setdefault((rows.tobytes(), sizes.tobytes()), []).append(int(user))
    count = 0
    for users in faced.values():
        answers = np.array([choices.chosen[tasks[u] : tasks[u + 1]] - bounds[u] for u in users])
        enough = ALIKE * answers.shape[1]
        count += sum(bool(((answers[:i] == answers[i]).sum(axis=1) >= enough).any()) for i in range(1, len(users)))
    return count


def straight_liners(choices: Choices) -> int | None:
    """How many users with enough tasks always chose the same place in the table, of two or more.

    ``None`` where rows do not stand as the alternatives were shown.
    """
    if not choices.placed:
        return None
    place = choices.chosen - choices.starts[:-1]
    counts, sizes = np.bincount(choices.owner, minlength=len(choices.users)), np.diff(choices.starts)
    first = np.searchsorted(choices.owner, np.arange(len(counts)))
    same = np.minimum.reduceat((place == place[first][choices.owner]) & (sizes > 1), first)
    return int((same & (counts >= STRAIGHT)).sum())


def halves(found: Answers, seed: int) -> dict[str, Any]:
    """Whether each half of the answers is as predictable from the other as answers of the fitted law are.

    ``z`` is the log-probability of all predicted answers, centred and scaled as the predictions expect, less what the
    same figure is for answers drawn from the fitted law: far below 0 the halves are less alike than one head a user
    allows, far above 0 more alike than independent answers are, or the heads are far from the Gaussian law that was
    fitted. Predictions alone are no yardstick: they are approximate, and made wide on purpose. Nor is a law that fits
    the answers better than the ones drawn from it: before answers count as odd, a law is learnt from some that are
    drawn too. ``None`` where few users leave the law open.
    """
    if not found.sides or found.users < ENOUGH * found.size:
        return {"z": None, "as_expected": None}
    rng, odd = np.random.default_rng(seed), max(ODD, EACH * found.users**0.5)
    drawn = [_surprise_of(_drawn(found, rng)) for _ in range(DRAWN)]
    spread = max(1.0, float(np.std(drawn, ddof=1)))
    z = (_surprise(found.sides) - np.mean(drawn)) / spread / np.sqrt(1 + 1 / DRAWN)
    if abs(z) >= odd:
        drawn = [_surprise_of([_again(one) for one in _drawn(found, rng)]) for _ in range(LEARNT)]
        z = (_surprise(found.sides) - np.mean(drawn)) / spread / np.sqrt(1 + 1 / LEARNT)
    return {"z": float(z), "as_expected": bool(abs(z) < odd)}


def _drawn(found: Answers, rng: np.random.Generator) -> list[Cut]:
    """The cuts with answers of heads drawn from the law that was fitted to one of them."""
    law = found.cuts[rng.integers(len(found.cuts))]
    normal = rng.standard_normal((len(law.panel.tasks), found.size))
    heads = law.mean + normal @ np.linalg.cholesky(law.covariance).T
    panel = law.panel.answered(heads, rng)
    return [replace(one, panel=panel) for one in found.cuts]


def _again(one: Cut) -> Cut:
    """The same cut with a law that is learnt from its own answers."""
    return cut(one.panel, one.training, one.copies)


def _surprise_of(cuts: Iterable[Cut]) -> float:
    return _surprise(one.side(wide(one.covariance)) for one in cuts)


def _surprise(sides: Iterable[Side]) -> float:
    """The log-probability of all predicted answers less its expectation, in standard deviations."""
    excess, variance = np.sum([side.surprise.sum(axis=1) for side in sides], axis=0)
    return float(excess / np.sqrt(2 * variance)) if variance > 0 else 0.0
