"""What choices certify: the ranks tried upwards, and what would decide the first one that stands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from checks.audit.certifying.rank_test import Cut, Side, copies_of, cut, expected, half_of_each, weighed
from checks.audit.certifying.signal import Signal, draws_for
from checks.audit.fitting.panel import panel_of
from checks.audit.fitting.prediction import narrow, wide
from checks.audit.reading.choices import Choices
from checks.audit.reading.numbers import Floats
from checks.audit.running.session import tick

TIMES = (1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)
"""Multiples of everybody's tasks that are considered."""

MARGIN = 5.0
"""How much more than enough evidence, in nats, is expected of what would decide."""


@dataclass(frozen=True)
class Answers:
    """Choices cut in halves, each predicted from the other.

    Attributes
    ----------
    cuts : tuple of Cut
        Empty where nobody has two tasks or nothing is relevant.
    sides : tuple of Side
        Every cut with the law of its heads made wide.
    size : int
        Dimensions.
    users : int
    tasks : float
        Median tasks of a user.
    """

    cuts: tuple[Cut, ...]
    sides: tuple[Side, ...]
    size: int
    users: int
    tasks: float


def answers(choices: Choices, dual: Floats, seed: int) -> Answers:
    """Cut choices in halves and predict each from the other; the choices in canonical order."""
    panel, mask, copies = panel_of(choices, dual), half_of_each(choices, seed), copies_of(choices)
    usable = bool(mask.any()) and len(dual) > 0
    cuts = tuple(cut(panel, part, copies) for part in (mask, ~mask)) if usable else ()
    sides = tuple(one.side(wide(one.covariance)) for one in cuts)
    return Answers(cuts, sides, len(dual), len(choices.users), float(np.median(panel.tasks)))


def log_evidence(found: Answers, rank: int, fixed: Floats, confidence: float, seed: int) -> float:
    """The log of the averaged ratio against "the heads lie in ``rank`` dimensions beside the fixed ones".

    Two laws of the heads predict: the one that was learnt, made wide, and where that does not convince the same with
    only one dimension more than supposed. The average over both is as valid as either.
    """
    if not found.sides:
        return -np.inf
    threshold = np.log(2 * len(found.sides)) - np.log(1 - confidence)
    told = _gathered(found.sides, rank, fixed, threshold, seed)
    total = fixed.shape[1] + rank + 1
    if told < threshold and total < found.size:
        narrower = tuple(one.side(narrow(one.mean, one.covariance, total)) for one in found.cuts)
        told = float(np.logaddexp(told, _gathered(narrower, rank, fixed, threshold, seed)))
    return float(told - np.log(2 * len(found.sides)))


def _gathered(sides: tuple[Side, ...], rank: int, fixed: Floats, threshold: float, seed: int) -> float:
    """The log of the sum of ratios, the most promising first; where some are enough the others count as none."""
    both = [(weighed(half, rank, fixed, threshold), seed + turn) for turn, half in enumerate(sides)]
    told = -np.inf
    for one, own in sorted(((w, s) for w, s in both if w is not None), key=lambda pair: -pair[0].less(0)):
        told = float(np.logaddexp(told, one.evidence(threshold, own)))
        if told >= threshold:
            break
    return told


def certify(found: Answers, confidence: float, seed: int, basis: Floats | None = None) -> Signal:
    """Certify a number of dimensions of the heads, or of the heads seen along a basis.

    Parameters
    ----------
    found : Answers
    confidence : float
    seed : int
    basis : array, shape (f, s), optional
        Count dimensions seen along these orthonormal directions only.

    Returns
    -------
    Signal
        By the method ``choices``: eigenvalues are those of the fitted law of the heads, floors are not used.
    """
    draws_for(confidence)
    seen = np.eye(found.size) if basis is None else basis
    fixed = np.linalg.svd(seen, full_matrices=True)[0][:, seen.shape[1] :]
    size = seen.shape[1]
    moment = sum((one.moment for one in found.cuts), np.zeros((found.size, found.size)))
    values, vectors = np.linalg.eigh(seen.T @ moment @ seen / max(1, len(found.cuts)))
    logs, pvalues, dimension = np.full(size, np.nan), np.full(size, np.nan), 0
    for rank in range(size):
        tick()
        logs[rank] = log_evidence(found, rank, fixed, confidence, seed)
        pvalues[rank] = np.exp(-max(0.0, logs[rank]))
        if pvalues[rank] > 1 - confidence:
            break
        dimension = rank + 1
    needs = None if dimension == size else needed(found, dimension, fixed, confidence)
    return Signal(
        dimension, confidence, "choices", values[::-1], np.full(size, np.nan), pvalues, vectors[:, ::-1], logs, needs
    )


def needed(found: Answers, rank: int, fixed: Floats, confidence: float) -> dict[str, float | None]:
    """Estimate what would certify one more dimension: tasks a user with these users, or users with these tasks.

    ``None`` where no number would, by the fitted law of the heads.
    """
    goal = MARGIN - np.log(1 - confidence)

    def total(times: float) -> float:
        return max((float(np.maximum(expected(s, rank, fixed, times), 0).sum()) for s in found.sides), default=0.0)

    times = next((t for t in TIMES if total(t) > goal), None)
    now = total(1)
    return {
        "tasks_a_user": None if times is None else float(np.ceil(times * found.tasks)),
        "users_with_these_tasks": float(np.ceil(max(1.5, goal / now) * found.users)) if now > 0 else None,
    }
