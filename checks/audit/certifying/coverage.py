"""One population against another (T16a): whether the training users' heads span the target users' heads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from checks.audit.certifying.exact_rank import annihilated, exact_rank
from checks.audit.certifying.population import Population
from checks.audit.certifying.signal import Signal
from checks.audit.reading.numbers import Floats, Scaled, from_fractions
from theory.errors import InputError


@dataclass(frozen=True)
class Versus:
    """Coverage of target users by training users.

    Attributes
    ----------
    target : str
    target_dimension : int
        Spanned by the target heads, exactly, as given.
    joint_dimension : int
        Spanned by both together, exactly, as given.
    training_dimension : int
        Spanned by the training heads, exactly, as given.
    certified : int or None
        Dimensions the training users certainly span.
    uncovered : int or None
        Dimensions in which the target users certainly have heads, among those that the training users are not known to
        span. ``None`` without knowledge of both noises.
    directions : array, shape (f, uncovered)
        Those dimensions, strongest first, in the coordinates of the heads.
    hidden : tuple of tuple of int
        Directions no training head sees and some target head does, exactly.
    """

    target: str
    target_dimension: int
    joint_dimension: int
    training_dimension: int
    certified: int | None
    uncovered: int | None
    directions: Floats
    hidden: tuple[tuple[float, ...], ...]

    @property
    def spans(self) -> bool:
        """Whether, on the numbers as given, the training heads span the target heads."""
        return self.joint_dimension == self.training_dimension


def exact_coverage(training: Scaled, target: Scaled) -> tuple[int, int, int]:
    """The dimensions of the training heads, the target heads and both together."""
    ranks = [exact_rank(training).rank, exact_rank(target).rank]
    if ranks[0] == training.shape[1]:
        return ranks[0], ranks[1], ranks[0]
    whole = []
    for table in (training, target):
        units = [s / c for s, c in zip(table.scales(), training.scales(), strict=True)]
        whole.append(
            np.array([[int(v) * u for v, u in zip(row, units, strict=True)] for row in table.integers()], dtype=object)
        )
    return ranks[0], ranks[1], exact_rank(from_fractions(np.concatenate(whole))).rank


def versus(
    training: Population,
    signal: Signal | None,
    target: Population,
    confidence: float,
    seed: int,
) -> Versus:
    """Compare two populations prepared in the same coordinates.

    The subspace that the training users are not known to span is fixed by their data alone; the rank test of
    `checks.audit.certifying.signal` is then made on the target heads seen along it, so it keeps its confidence.

    Raises
    ------
    InputError
        Where the coordinates have different names.
    """
    if training.columns != target.columns:
        raise InputError(
            target.name, f"columns {target.columns[:4]} where the training heads have {training.columns[:4]}"
        )
    pairs = zip(training.exact.nullspace, training.missing, strict=True)
    hidden = tuple(shown for vector, shown in pairs if not annihilated(target.table, (vector,)))
    dimensions = exact_coverage(training.table, target.table)
    certified, uncovered = None if signal is None else signal.dimension, None
    directions = np.zeros((training.heads.shape[1], 0))
    if signal is not None and target.noise is not None:
        uncovered = 0
        rest = signal.directions[:, signal.dimension :]
        if rest.shape[1]:
            seen = target.noise.through(rest).signal(target.heads @ rest, confidence, seed + 1)
            uncovered = seen.dimension
            directions = rest @ seen.directions[:, : seen.dimension]
    return Versus(target.name, dimensions[1], dimensions[2], dimensions[0], certified, uncovered, directions, hidden)
