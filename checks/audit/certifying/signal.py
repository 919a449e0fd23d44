"""How much of the spanned space is signal: a lower confidence bound on the rank of the true heads.

Estimated heads ẑ_i = z_i + noise span everything, whatever the z_i span. Suppose the true heads have rank at most
r. Then on some subspace V of dimension f − r the estimates are pure noise, and by Courant and Fischer the
(r + 1)-th generalised eigenvalue of (observed second moment, noise second moment) is at most the largest one on V,
whose law is that of noise alone. So "rank ≤ r" is rejected when that eigenvalue exceeds what noise reaches with the
stated probability. The hypotheses are nested and tried upwards; the bound exceeds the true rank only if the one true
hypothesis is rejected, which has at most the stated probability. No correction for the number of tests is needed.

Three ways to know what noise does:

- `common`: Gaussian noise with one known covariance. On V the pencil is a white Wishart matrix: exact.
- `individual`: Gaussian noise with a known covariance per user. Each head is first rescaled to unit average noise
  (a multiple of a head spans the same line); the law of noise in all directions dominates that on V: sound, cautious.
- `replicated`: two independent estimates a_i, b_i of each head with an unknown noise law. On V, (a + b)/2 and
  (a − b)/2 have the same law, so the pencil is a ratio of two equal Wishart matrices (Roy's largest root) for Gaussian
  noise; the same eigenvalue is also compared with random exchanges of the two, which needs no Gaussian law but takes
  V from the data. The larger p-value counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.linalg import eigh

from checks.audit.reading.numbers import Floats
from checks.audit.running.session import tick
from theory.errors import InputError

Draws = Callable[[int], Floats]
"""Level → sorted null draws of the statistic when that many directions are pure noise."""

MAX_CONFIDENCE = 0.9999
SIMULATED = 1e8
"""Most numbers simulated at once."""

WORK = 3e10
"""Most multiplications spent on simulating noise that differs from user to user."""


@dataclass(frozen=True)
class Signal:
    """The directions whose second moment survives the noise.

    Attributes
    ----------
    dimension : int
        With probability at least ``confidence`` the true heads span at least this many dimensions.
    confidence : float
    method : str
        ``common``, ``individual``, ``replicated`` or ``choices``.
    eigenvalues : array, shape (f,)
        Generalised eigenvalues in decreasing order: observed second moment in units of noise (1 = noise alone).
    floors : array, shape (f,)
        What the eigenvalue at that place must exceed; NaN where an earlier one already failed.
    pvalues : array, shape (f,)
        For "the rank is at most this place"; NaN where an earlier one already failed.
    directions : array, shape (f, f)
        Column j is the direction of eigenvalue j, in the coordinates of the heads, of unit noise.
    evidence : array, shape (f,), optional
        For choices: the log of the ratio against "the rank is at most this place" (`checks.audit.certifying.certify`).
    needed : dict, optional
        For choices: what would certify one more dimension.
    """

    dimension: int
    confidence: float
    method: str
    eigenvalues: Floats
    floors: Floats
    pvalues: Floats
    directions: Floats
    evidence: Floats | None = None
    needed: dict[str, float | None] | None = None


def draws_for(confidence: float, size: int = 1) -> int:
    """How many simulated draws of noise in so many dimensions decide a test at this confidence."""
    if not 0.5 <= confidence <= MAX_CONFIDENCE:
        raise InputError("--confidence", f"between 0.5 and {MAX_CONFIDENCE}, got {confidence}")
    draws = max(999, int(np.ceil(10 / (1 - confidence))) - 1)
    if draws * size * size > SIMULATED:
        raise InputError("--confidence", f"noise in {size} dimensions is too much to simulate at {confidence}")
    return draws


def common(gram: Floats, users: int, covariance: Floats, confidence: float, seed: int = 0) -> Signal:
    """Test heads with one known noise covariance.

    Parameters
    ----------
    gram : array, shape (f, f)
        Σ ẑ_i ẑ_iᵀ.
    users : int
        How many heads it sums.
    covariance : array, shape (f, f)
        Of the noise of each head.
    confidence : float
    seed : int

    Returns
    -------
    Signal
    """
    wishart = white_wisharts(users, len(gram), draws_for(confidence, len(gram)), seed) / users

    def null(size: int) -> Floats:
        return np.asarray(np.linalg.eigvalsh(wishart[:, :size, :size])[:, -1])

    return _sequential(gram, users * covariance, null, "common", confidence)


def white_wisharts(users: int, size: int, draws: int, seed: int) -> Floats:
    """Draw Wishart matrices with ``users`` degrees of freedom and identity scale, by Bartlett's decomposition."""
    rng = np.random.default_rng(seed)
    if users < size:
        normal = rng.standard_normal((draws, size, users))
        return np.asarray(normal @ normal.transpose(0, 2, 1))
    result = np.empty((draws, size, size))
    for part in np.array_split(result, max(1, result.size // 10**6)):
        tick()
        lower = np.tril(rng.standard_normal(part.shape), -1)
        lower[:, range(size), range(size)] = np.sqrt(rng.chisquare(users - np.arange(size), (len(part), size)))
        np.matmul(lower, lower.transpose(0, 2, 1), out=part)
    return result


def equal_noise(heads: Floats, covariances: Floats) -> tuple[Floats, Floats]:
    """Rescale every head so that its noise has the average size 1; return heads and covariances."""
    mean = covariances.mean(axis=0)
    sizes = np.einsum("nij,ji->n", covariances, np.linalg.inv(mean)) / len(mean)
    return heads / np.sqrt(sizes)[:, None], covariances / sizes[:, None, None]


def individual(heads: Floats, covariances: Floats, confidence: float, seed: int = 0) -> Signal:
    """Test heads with a known noise covariance each.

    Parameters
    ----------
    heads : array, shape (n, f)
    covariances : array, shape (n, f, f)
    confidence : float
    seed : int

    Returns
    -------
    Signal
        By the method ``common`` where the covariances differ by a factor only.
    """
    heads, covariances = equal_noise(heads, covariances)
    gram, total = heads.T @ heads, covariances.sum(axis=0)
    if np.allclose(covariances, covariances[:1], rtol=1e-9, atol=0):
        return common(gram, len(heads), covariances[0], confidence, seed)
    root = np.linalg.inv(np.linalg.cholesky(total))
    sample = noise_grams(np.linalg.cholesky(root @ covariances @ root.T), draws_for(confidence, len(total)), seed)
    tops = np.linalg.eigvalsh(sample)[:, -1]
    return _sequential(gram, total, lambda _: tops, "individual", confidence)


def noise_grams(roots: Floats, draws: int, seed: int) -> Floats:
    """Draw Σ e_i e_iᵀ for independent e_i ~ N(0, L_i L_iᵀ).

    Raises
    ------
    InputError
        Where users × dimensions² × draws exceed `WORK`.
    """
    users, size, _ = roots.shape
    if users * size * size * draws > WORK:
        raise InputError("--covariances", f"{users} different covariances are too many; give one for everybody")
    rng = np.random.default_rng(seed)
    grams = np.empty((draws, size, size))
    for draw in range(draws):
        tick()
        noise = np.matmul(roots, rng.standard_normal((users, size, 1)))[:, :, 0]
        grams[draw] = noise.T @ noise
    return grams


def replicated(first: Floats, second: Floats, confidence: float, seed: int = 0) -> Signal:
    """Test two independent estimates of every head, their noise law unknown.

    Parameters
    ----------
    first, second : array, shape (n, f)
    confidence : float
    seed : int

    Returns
    -------
    Signal
        Of dimension 0 where there are fewer than f + 2 users.
    """
    told = (first != 0).any(axis=1) | (second != 0).any(axis=1)
    mean, half = (first[told] + second[told]) / 2, (first[told] - second[told]) / 2
    users, size = mean.shape
    if users < size + 2:
        empty = np.full(size, np.nan)
        return Signal(0, confidence, "replicated", empty, empty, empty, np.eye(size))
    draws = draws_for(confidence, size)

    def roy(directions: int) -> Floats:
        return roy_roots(users, size, directions, draws, seed)

    exchange = Exchange(mean, half, draws, seed)
    return _sequential(mean.T @ mean, half.T @ half, roy, "replicated", confidence, exchange)


@lru_cache(maxsize=256)
def roy_roots(users: int, size: int, directions: int, draws: int, seed: int) -> Floats:
    """Draw the largest root of two independent white Wishart matrices of ``size``, cut to some directions."""
    over, under = _wishart_pair(users, size, draws, seed)
    return largest_roots(over[:, :directions, :directions], under[:, :directions, :directions])


@lru_cache(maxsize=2)
def _wishart_pair(users: int, size: int, draws: int, seed: int) -> tuple[Floats, Floats]:
    pair = white_wisharts(users, size, 2 * draws, seed)
    return pair[:draws], pair[draws:]


def largest_roots(over: Floats, under: Floats) -> Floats:
    """The largest generalised eigenvalue of each pair of a stack."""
    inverse = np.linalg.inv(np.linalg.cholesky(under))
    return np.asarray(np.linalg.eigvalsh(inverse @ over @ inverse.transpose(0, 2, 1))[:, -1])


def outer_blocks(mean: Floats, half: Floats) -> Iterator[Floats]:
    """Yield m mᵀ − h hᵀ for every person as rows, some persons at a time."""
    users, size = mean.shape
    for rows in np.array_split(np.arange(users), 1 + users * size * size // 10**6):
        m, h = mean[rows], half[rows]
        yield (m[:, :, None] * m[:, None, :] - h[:, :, None] * h[:, None, :]).reshape(len(rows), -1)


class Exchange:
    """Random exchanges of mean and half difference, person by person, seen on a subspace."""

    def __init__(self, mean: Floats, half: Floats, draws: int, seed: int) -> None:
        size, rng = mean.shape[1], np.random.default_rng(seed)
        over = np.zeros((draws, size * size))
        for outer in outer_blocks(mean, half):
            tick()
            over += rng.integers(0, 2, (draws, len(outer))).astype(float) @ outer
        self.over = over.reshape(draws, size, size) + half.T @ half
        self.under = mean.T @ mean + half.T @ half - self.over

    def __call__(self, basis: Floats) -> Floats:
        """The statistic after each exchange, on the span of the columns of ``basis``."""
        return largest_roots(basis.T @ self.over @ basis, basis.T @ self.under @ basis)


def _sequential(
    gram: Floats, noise: Floats, null: Draws, method: str, confidence: float, exchange: Exchange | None = None
) -> Signal:
    """Reject "rank ≤ r" for r = 0, 1, … until one stands."""
    size, alpha = len(gram), 1 - confidence
    values, vectors = eigh(gram, noise)
    values, vectors = values[::-1], vectors[:, ::-1]
    floors, pvalues = np.full(size, np.nan), np.full(size, np.nan)
    whole = np.sort(null(size)) if size else np.empty(0)
    dimension = 0
    for r in range(size):
        tick()
        sample = whole if values[r] > whole[-1] else np.sort(null(size - r))
        pvalues[r] = _pvalue(sample, values[r])
        floors[r] = _floor(sample, alpha)
        if exchange is not None and pvalues[r] <= alpha:
            sample = np.sort(exchange(vectors[:, r:]))
            pvalues[r] = max(pvalues[r], _pvalue(sample, values[r]))
            floors[r] = max(floors[r], _floor(sample, alpha))
        if pvalues[r] > alpha:
            break
        dimension = r + 1
    return Signal(dimension, confidence, method, values, floors, pvalues, vectors)


def _pvalue(sample: Floats, value: float) -> float:
    return float((1 + len(sample) - np.searchsorted(sample, value)) / (1 + len(sample)))


def _floor(sample: Floats, alpha: float) -> float:
    """The value above which the p-value is at most alpha."""
    rank = int(np.floor(alpha * (len(sample) + 1) + 1e-9))
    return float(sample[len(sample) - rank])
