"""How strongly the heads span: the diversity coefficient, the distance from the boundary, and what T17 makes of it.

Heads are written in the metric of the rewards (`checks.audit.fitting.logit.metric`): ‖z‖ is the reward spread a head
makes over a typical prompt. The second moment M = (1/n) Σ z zᵀ has smallest eigenvalue μ; moving every head by √μ on
average (root mean square) makes one direction disappear, and no smaller move does (Eckart and Young). With noise, M
is the observed moment less the noise, and all eigenvalues have intervals at once. For estimates Ẑ = Z + E with n
users and P the projection on the columns of Z, Ẑᵀ Ẑ − S = (Z + PE)ᵀ(Z + PE) + (EᵀE − S) − EᵀPE, S the noise total.
Weyl's inequality moves an eigenvalue by at most ‖EᵀE − S‖ + ‖PE‖² and a singular value of Z by at most ‖PE‖; both
norms are bounded by simulation of the noise, ‖PE‖ by Anderson's comparison with the largest covariance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from checks.audit.certifying.signal import draws_for, noise_grams, outer_blocks, white_wisharts
from checks.audit.reading.numbers import Floats


@dataclass(frozen=True)
class Spectrum:
    """Eigenvalues of the second moment of the true heads.

    Attributes
    ----------
    values : array, shape (f,)
        Estimates per user in increasing order, in squared units of the coordinates; noise may make them negative.
    lower, upper : array, shape (f,)
        They hold all at once at the stated confidence; equal to ``values`` where the heads are exact.
    vectors : array, shape (f, f)
        Column j belongs to ``values[j]``.
    """

    values: Floats
    lower: Floats
    upper: Floats
    vectors: Floats

    def floored(self) -> Spectrum:
        """The same with 0 for what rounding leaves below it: for heads without noise."""
        values, lower, upper = (np.maximum(one, 0) for one in (self.values, self.lower, self.upper))
        return Spectrum(values, lower, upper, self.vectors)


def spectrum(gram: Floats, users: int, deviation: float = 0.0, leak: float = 0.0) -> Spectrum:
    """Eigenvalues of Σ z zᵀ / n, and how far the true ones can be.

    Parameters
    ----------
    gram : array, shape (f, f)
        Observed second moment, summed over the users, less the expected noise.
    users : int
    deviation : float
        Bound on ‖EᵀE − S‖.
    leak : float
        Bound on ‖PE‖.
    """
    values, vectors = np.linalg.eigh((gram + gram.T) / 2)
    slack = deviation + leak**2
    lower = np.maximum(np.sqrt(np.maximum(values - slack, 0)) - leak, 0) ** 2
    upper = (np.sqrt(np.maximum(values + slack, 0)) + leak) ** 2
    if not slack:
        lower = upper = values
    lower, upper = np.minimum(lower, np.maximum(values, 0)), np.maximum(upper, values)
    return Spectrum(values / users, lower / users, upper / users, vectors)


def unbounded(moment: Floats | None, size: int) -> Spectrum:
    """A spectrum of which nothing is certain: estimates where there is a moment, NaN where there is none."""
    values, vectors = np.full(size, np.nan), np.eye(size)
    if moment is not None:
        values, vectors = np.linalg.eigh(moment)
    return Spectrum(values, np.zeros(size), np.full(size, np.inf), vectors)


def with_common(gram: Floats, users: int, covariance: Floats, confidence: float, seed: int = 0) -> Spectrum:
    """Estimate the spectrum where every head has the same known noise covariance."""
    root = np.linalg.cholesky(covariance)
    white = white_wisharts(users, len(gram), draws_for(confidence, len(gram)), seed)
    deviations = root @ (white - users * np.eye(len(gram))) @ root.T
    leak = _leak(len(gram), float(np.linalg.norm(root, 2)), confidence, seed)
    return spectrum(gram - users * covariance, users, _bound(deviations, confidence), leak)


def with_individual(heads: Floats, covariances: Floats, confidence: float, seed: int = 0) -> Spectrum:
    """Estimate the spectrum where every head has its own known noise covariance."""
    total = covariances.sum(axis=0)
    deviations = noise_grams(np.linalg.cholesky(covariances), draws_for(confidence, len(total)), seed) - total
    largest = float(np.sqrt(np.linalg.eigvalsh(covariances).max()))
    leak = _leak(len(total), largest, confidence, seed)
    return spectrum(heads.T @ heads - total, len(heads), _bound(deviations, confidence), leak)


def with_replicates(first: Floats, second: Floats, confidence: float, seed: int = 0) -> Spectrum:
    """Estimate the spectrum from two independent estimates of every head; their half differences are the noise.

    The noise is resampled by giving every person two Poisson numbers of copies, one for each of the two moments.
    """
    mean, half = (first + second) / 2, (first - second) / 2
    users, size = mean.shape
    noise = half.T @ half
    rng = np.random.default_rng(seed)
    draws = draws_for(confidence, size)
    moved = np.zeros((draws, size * size))
    for outer in outer_blocks(half, np.zeros_like(half)):
        shape = (draws, len(outer))
        moved += (rng.poisson(1, shape) - rng.poisson(1, shape)).astype(float) @ outer
    deviations = moved.reshape(draws, size, size)
    leak = _leak(size, float(np.linalg.norm(noise / users, 2) ** 0.5), confidence, seed)
    return spectrum(mean.T @ mean - noise, users, _bound(deviations, confidence), leak)


def _bound(deviations: Floats, confidence: float) -> float:
    sizes = np.abs(np.linalg.eigvalsh(deviations)).max(axis=1)
    return float(np.quantile(sizes, 1 - (1 - confidence) / 2, method="higher"))


def _leak(size: int, scale: float, confidence: float, seed: int) -> float:
    """Bound the norm of ``size`` noise rows whose covariance is at most ``scale²``."""
    square = white_wisharts(size, size, draws_for(confidence, size), seed + 1)
    norms = np.sqrt(np.linalg.eigvalsh(square)[:, -1])
    return scale * float(np.quantile(norms, 1 - (1 - confidence) / 2, method="higher"))


@dataclass(frozen=True)
class Scale:
    """The constants of T17 on the data, with every pair of responses to a prompt shown alike.

    Attributes
    ----------
    gap_bound : float
        B, the largest absolute reward gap.
    smallest_gap : float
        g, the smallest positive optimality gap; what may be rounding of 0 is 0.
    length : float
        L, the longest exposed vector ‖w ⊗ (φ − φ')‖ in the metric of the rewards.
    """

    gap_bound: float
    smallest_gap: float
    length: float

    def selections(self, coefficient: float) -> float | None:
        """Bound how often greedy selects one wrong model (T1, T17): 32 L² cosh²(B/2) / (μ g²); ``None`` if infinite."""
        if coefficient <= 0 or self.smallest_gap <= 0:
            return None
        log = np.log(32) + 2 * np.log(self.length) + 2 * np.logaddexp(self.gap_bound / 2, -self.gap_bound / 2)
        return float(np.exp(min(log - 2 * np.log(2) - np.log(coefficient) - 2 * np.log(self.smallest_gap), 700)))


def scale(heads: Floats, groups: list[Floats], least: float = 0.0) -> Scale:
    """Measure B, g and L over all users and prompts.

    Parameters
    ----------
    heads : array, shape (n, f)
    groups : list of array, shape (responses, f)
        The features of each prompt in the dual coordinates, so that rewards are scalar products.
    least : float
        Gaps up to this are ties: heads are not known closer.
    """
    bound, smallest, length = 0.0, np.inf, 0.0
    longest = float(np.linalg.norm(heads, axis=1).max(initial=0))
    for features in groups:
        rewards = heads @ features.T
        ordered = np.sort(rewards, axis=1)
        bound = max(bound, float((ordered[:, -1] - ordered[:, 0]).max()))
        gaps = ordered[:, -1:] - ordered[:, :-1]
        doubt = 8 * features.shape[1] * np.finfo(float).eps * (np.abs(heads) @ np.abs(features).T).max(axis=1)
        smallest = min(smallest, float(gaps[gaps > np.maximum(doubt, least)[:, None]].min(initial=np.inf)))
        spread = np.linalg.norm(features[:, None] - features[None], axis=2)
        length = max(length, longest * float(spread.max()))
    return Scale(bound, float(smallest) if np.isfinite(smallest) else 0.0, length)


def weakest_names(direction: Floats, columns: tuple[str, ...], sizes: Floats, most: int = 4) -> list[dict[str, Any]]:
    """A direction in the names of the features: the largest loadings, each in units of that feature's typical size."""
    loadings = direction / sizes
    norm = np.linalg.norm(loadings)
    loadings = loadings / norm if norm > 0 else loadings
    order = np.argsort(-np.abs(loadings), kind="stable")[:most]
    sign = np.sign(loadings[order[0]]) or 1.0
    return [{"feature": columns[j], "loading": float(sign * loadings[j])} for j in order if abs(loadings[j]) >= 0.05]
