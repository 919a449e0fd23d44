"""Whom to recruit: who carries a direction, which candidate strengthens the weakest one, and how many (T18)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from checks.audit.certifying.exact_rank import Eliminator, primes, times
from checks.audit.certifying.signal import Signal
from checks.audit.reading.numbers import Floats, Scaled
from checks.audit.running.session import tick
from theory.errors import InputError

ENUMERATED = 5_000
"""Most subspaces that are enumerated; beyond that, the fullest among as many random ones is reported."""

DRAWN = 50
"""Random subspaces of each dimension that are looked at where there are too many."""

WORK = 2e9
"""Most multiplications spent on looking into subspaces of one dimension after the other."""

MAX_WORK = 5e9
"""Most candidates × dimensions³ that are compared."""

MAX_RANK = 64
"""Largest dimension whose subspaces are looked at."""


def carriers(users: tuple[str, ...], heads: Floats, direction: Floats, most: int = 5) -> list[tuple[str, float]]:
    """List the users who carry most of a direction, with their share of its second moment."""
    loads = (heads @ direction) ** 2
    total = loads.sum()
    if total <= 0:
        return []
    order = np.argsort(-loads, kind="stable")[:most]
    return [(users[i], float(loads[i] / total)) for i in order if loads[i] > 0]


@dataclass(frozen=True)
class Pick:
    """A recruited candidate: the smallest eigenvalue of Σ z zᵀ before and after, and the dimensions with them."""

    name: str
    before: float
    after: float
    dimension: int


def recruit(
    gram: Floats,
    names: tuple[str, ...],
    candidates: Floats,
    picks: int,
    spanned: Floats,
    doubt: Floats | None = None,
) -> list[Pick]:
    """Recruit greedily: each time the candidate who makes the smallest eigenvalue largest, then the next smallest.

    Nobody is recruited who neither adds a dimension nor raises the smallest eigenvalue beyond rounding.

    Parameters
    ----------
    gram : array, shape (f, f)
        Σ z zᵀ of the users there are, noise taken out, positive semidefinite.
    names : tuple of str
    candidates : array, shape (m, f)
    picks : int
        How many to recruit at most.
    spanned : array, shape (f, d)
        A basis of what the users there are span.
    doubt : array, shape (f, f), optional
        The second moment a user that heads off that span may still have, where it is estimated: who lies no farther off
        adds no dimension.
    """
    doubt = np.zeros_like(gram) if doubt is None else doubt
    if len(names) * candidates.shape[1] ** 3 > MAX_WORK:
        raise InputError("--candidates", f"{len(names)} candidates in {candidates.shape[1]} dimensions are too many")
    left = list(range(len(names)))
    chosen: list[Pick] = []
    scale = max(float(np.trace(gram)), float((candidates**2).sum(axis=1).max(initial=0)), 1e-300)
    while left and len(chosen) < picks and gram.size:
        tick()
        parts = np.array_split(candidates[left], max(1, len(left) * gram.size // 10**7))
        spectra = np.concatenate([np.linalg.eigvalsh(gram + part[:, :, None] * part[:, None, :]) for part in parts])
        keys = np.round(spectra / scale, 12)
        best = max(range(len(left)), key=lambda i: (keys[i].tolist(), candidates[left[i]].tolist()))
        before, after = (max(0.0, float(v)) for v in (np.linalg.eigvalsh(gram)[0], spectra[best, 0]))
        wider = widened(spanned, candidates[left[best]], doubt, 1e-9 * float(np.sqrt(scale)))
        if wider.shape[1] == spanned.shape[1] and after - before <= 1e-9 * scale:
            break
        spanned = wider
        chosen.append(Pick(names[left[best]], before, after, spanned.shape[1]))
        gram = gram + np.outer(candidates[left[best]], candidates[left[best]])
        left.pop(best)
    return chosen


def widened(spanned: Floats, head: Floats, doubt: Floats, least: float) -> Floats:
    """An orthonormal basis with one head more, where the head leaves the span by more than rounding and doubt."""
    rest = head - spanned @ (spanned.T @ head)
    rest -= spanned @ (spanned.T @ rest)
    size = float(np.linalg.norm(rest))
    if size <= max(1e-6 * float(np.linalg.norm(head)), least) or size**4 <= rest @ doubt @ rest:
        return spanned
    return np.column_stack([spanned, rest / size])


@dataclass(frozen=True)
class Escapes:
    """For j = 0 … k − 1, the chance that a user drawn like these lies outside a given j-dimensional subspace, at least.

    Attributes
    ----------
    chances : tuple of Fraction
    exact : bool
        Whether every subspace was looked at; otherwise fuller ones may exist and the chances be smaller.
    """

    chances: tuple[Fraction, ...]
    exact: bool


def escapes(heads: Scaled, rank: int, seed: int = 0) -> Escapes:
    """Count the users outside the fullest subspaces spanned by heads.

    Parameters
    ----------
    heads : Scaled
        Shape (n, k).
    rank : int
        Of the heads.
    seed : int
        Draws subspaces where there are too many.
    """
    prime = next(primes(1 << 23))
    residues = heads.residues(prime)
    lines, weights = np.unique(_normalised(residues, prime), axis=0, return_counts=True)
    zero = int(weights[~lines.any(axis=1)].sum())
    lines, weights = lines[lines.any(axis=1)], weights[lines.any(axis=1)]
    rng = np.random.default_rng(seed)
    chances, exact = [], True
    limit = int(WORK / (len(lines) * heads.shape[1] ** 2 * rank))
    for size in range(rank):
        everything = comb(len(lines), size) <= min(ENUMERATED, limit)
        exact = exact and everything
        subsets = combinations(range(len(lines)), size) if everything else _drawn(rng, weights, size, min(DRAWN, limit))
        most = max(_inside(lines, weights, list(subset), prime) for subset in subsets)
        chances.append(Fraction(heads.shape[0] - zero - most, heads.shape[0]))
    return Escapes(tuple(chances), exact)


def _normalised(residues: NDArray[np.int64], prime: int) -> NDArray[np.int64]:
    """Rows of one line made equal: the first nonzero residue becomes 1."""
    lead = residues[np.arange(len(residues)), (residues != 0).argmax(axis=1)]
    inverses = {int(v): pow(int(v), -1, prime) for v in np.unique(lead) if v}
    return np.asarray(residues * np.array([inverses.get(int(v), 0) for v in lead])[:, None] % prime)


def _drawn(rng: np.random.Generator, weights: NDArray[np.int64], size: int, draws: int) -> list[list[int]]:
    fullest = np.argsort(-weights, kind="stable")[:size].tolist()
    return [fullest] + [rng.choice(len(weights), size, replace=False).tolist() for _ in range(draws)]


def _inside(lines: NDArray[np.int64], weights: NDArray[np.int64], subset: list[int], prime: int) -> int:
    """How many users lie in the span of some lines, unless these are dependent."""
    tick()
    eliminator = Eliminator(lines.shape[1], prime)
    if len(eliminator.add(lines[subset])) < len(subset):
        return 0
    return int(weights[~times(lines, eliminator.nullspace, prime).any(axis=1)].sum())


def users_to_certify(signal: Signal, users: int) -> list[float | None]:
    """Estimate, for every direction not yet certified, how many users like these would lift it above the noise.

    Noise alone stays below (1 + c/√N)² with a constant c that the floor of the first uncertified direction tells.
    ``None`` where the second moment is no larger than that of noise.
    """
    if signal.needed is not None:
        return [signal.needed["users_with_these_tasks"]]
    if signal.dimension == len(signal.eigenvalues) or np.isnan(signal.floors[signal.dimension]):
        return [None] * (len(signal.eigenvalues) - signal.dimension)
    reach = np.sqrt(signal.floors[signal.dimension]) - 1
    rest = np.sqrt(np.maximum(signal.eigenvalues[signal.dimension :], 0)) - 1
    return [float(max(1.0, (reach / excess) ** 2) * users) if excess > 0 else None for excess in rest]
