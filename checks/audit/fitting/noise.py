"""What is known of the estimation noise of a population's heads: one object for each kind of knowledge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from checks.audit.certifying import strength
from checks.audit.certifying.strength import Spectrum
from checks.audit.fitting import signal
from checks.audit.fitting.signal import Signal
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
    """Pairs of independent estimates of every head, one pair for each random split of the answers."""

    splits: tuple[tuple[Floats, Floats], ...]

    def signal(self, heads: Floats, confidence: float, seed: int) -> Signal:
        """Test the rank of the true heads on every split and settle the differences."""
        each = signal.stricter(confidence)
        tests = [signal.replicated(first, second, each, seed) for first, second in self.splits]
        return signal.settled(tests, confidence)

    def spectrum(self, heads: Floats, confidence: float, seed: int) -> Spectrum:
        """Estimate the second moment of the true heads from the first split."""
        return strength.with_replicates(*self.splits[0], confidence, seed)

    def through(self, basis: Floats) -> Replicates:
        """The noise of ``heads @ basis``."""
        return Replicates(tuple((a @ basis, b @ basis) for a, b in self.splits))


def from_covariances(covariances: Floats | None, users: int) -> Noise | None:
    """The noise object of a covariance array as it was read; ``None`` where nothing is known."""
    if covariances is None:
        return None
    return Common(covariances, users) if covariances.ndim == 2 else Individual(covariances)
