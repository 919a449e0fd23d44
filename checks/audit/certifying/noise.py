"""What is known of the estimation noise of a population's heads: one object for each kind of knowledge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from checks.audit.certifying import signal, strength
from checks.audit.certifying.certify import Answers, certify
from checks.audit.certifying.signal import Signal
from checks.audit.certifying.strength import Spectrum
from checks.audit.reading.numbers import Floats


class Noise(Protocol):
    """How far estimated heads are from the true ones."""

    def signal(self, heads: Floats, confidence: float, seed: int) -> Signal:
        """Test the rank of the true heads."""

    def spectrum(self, heads: Floats, confidence: float, seed: int) -> Spectrum:
        """Estimate the second moment of the true heads."""

    def through(self, basis: Floats) -> Noise:
        """The noise of ``heads @ basis``."""


@dataclass(frozen=True)
class Common:
    """Gaussian noise with one known covariance, shape (f, f), of each of so many users."""

    covariance: Floats
    users: int

    def signal(self, heads: Floats, confidence: float, seed: int) -> Signal:
        """Test the rank of the true heads."""
        return signal.common(heads.T @ heads, self.users, self.covariance, confidence, seed)

    def spectrum(self, heads: Floats, confidence: float, seed: int) -> Spectrum:
        """Estimate the second moment of the true heads."""
        return strength.with_common(heads.T @ heads, self.users, self.covariance, confidence, seed)

    def through(self, basis: Floats) -> Common:
        """The noise of ``heads @ basis``."""
        return Common(basis.T @ self.covariance @ basis, self.users)


@dataclass(frozen=True)
class Individual:
    """Gaussian noise with a known covariance for each user, shape (n, f, f)."""

    covariances: Floats

    def signal(self, heads: Floats, confidence: float, seed: int) -> Signal:
        """Test the rank of the true heads."""
        return signal.individual(heads, self.covariances, confidence, seed)

    def spectrum(self, heads: Floats, confidence: float, seed: int) -> Spectrum:
        """Estimate the second moment of the true heads."""
        return strength.with_individual(heads, self.covariances, confidence, seed)

    def through(self, basis: Floats) -> Individual:
        """The noise of ``heads @ basis``."""
        return Individual(basis.T @ self.covariances @ basis)


@dataclass(frozen=True)
class Replicates:
    """Two independent estimates of every head, shape (n, f) each, with noise around 0."""

    first: Floats
    second: Floats

    def signal(self, heads: Floats, confidence: float, seed: int) -> Signal:
        """Test the rank of what both estimates agree on."""
        return signal.replicated(self.first, self.second, confidence, seed)

    def spectrum(self, heads: Floats, confidence: float, seed: int) -> Spectrum:
        """Estimate the second moment of the true heads."""
        return strength.with_replicates(self.first, self.second, confidence, seed)

    def through(self, basis: Floats) -> Replicates:
        """The noise of ``heads @ basis``."""
        return Replicates(self.first @ basis, self.second @ basis)


@dataclass(frozen=True)
class Answered:
    """Not noise but the answers themselves: heads behind choices, possibly seen along a basis only."""

    answers: Answers
    basis: Floats | None = None

    def signal(self, heads: Floats, confidence: float, seed: int) -> Signal:
        """Test the rank of the heads behind the answers."""
        return certify(self.answers, confidence, seed, self.basis)

    def spectrum(self, heads: Floats, confidence: float, seed: int) -> Spectrum:
        """Estimate the second moment of the heads from the fitted law of the heads; no interval is known."""
        moments = [one.moment for one in self.answers.cuts]
        size = heads.shape[1]
        return strength.unbounded(sum(moments, np.zeros((size, size))) / len(moments) if moments else None, size)

    def through(self, basis: Floats) -> Answered:
        """The answers, of which only the heads along an orthonormal basis count."""
        return Answered(self.answers, basis)


def from_covariances(covariances: Floats | None, users: int) -> Noise | None:
    """The noise object of a covariance array as it was read; ``None`` where nothing is known."""
    if covariances is None:
        return None
    return Common(covariances, users) if covariances.ndim == 2 else Individual(covariances)
