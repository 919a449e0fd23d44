"""The answer of an audit: everything it found out about a population, and the verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from checks.audit import recruit as recruiting
from checks.audit.certifying.audience import Audience
from checks.audit.certifying.coverage import Versus
from checks.audit.certifying.population import Population
from checks.audit.certifying.signal import Signal
from checks.audit.certifying.strength import Scale, Spectrum, scale
from checks.audit.classes.saying import ClassView
from checks.audit.newcomers.new_users import NewUsers
from checks.audit.reading.numbers import Floats
from checks.audit.running import session

WEAKEST = 2
"""Weak directions that are named."""

MAX_COUNTED = 20_000
"""Most users whose subspaces are counted for T18."""

MAX_REWARDS = 50_000_000
"""Most rewards computed for the constants of T17."""


FITTED = 1e-6
"""Gaps of fitted heads up to this are ties: heads are not fitted closer."""


@dataclass(frozen=True)
class Answer:
    """Everything the audit found out about one population.

    Attributes
    ----------
    population : Population
    confidence : float
    seed : int
    signal : Signal or None
    spectrum : Spectrum
    weak : list of array
        Weak directions in the coordinates of the heads, weakest first.
    escapes : Escapes or None
        Of the heads as given (T18).
    audiences : list of Audience
    ties : int
    versus : Versus or None
    picks : list of Pick
    new_users : NewUsers or None
    class_view : ClassView or None
    extra : mapping
        More for the document: accuracy of the fit, the case.
    """

    population: Population
    confidence: float
    seed: int
    signal: Signal | None
    spectrum: Spectrum
    weak: list[Floats]
    escapes: recruiting.Escapes | None = None
    audiences: list[Audience] = field(default_factory=list)
    ties: int = 0
    versus: Versus | None = None
    picks: list[recruiting.Pick] = field(default_factory=list)
    new_users: NewUsers | None = None
    class_view: ClassView | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    def including(self, **more: Any) -> Answer:
        """The same answer with more found out."""
        return replace(self, **more)

    @property
    def verdict(self) -> str:
        """One of ``vacuous``, ``not diverse``, ``diverse``, ``diverse as given`` and ``undecided``."""
        relevant = self.population.relevant
        if relevant == 0:
            return "vacuous"
        if self.population.exact.rank < relevant and self.population.certain:
            return "not diverse"
        if self.signal is None:
            return "diverse as given" if self.population.exposed == relevant else "undecided"
        return "diverse" if self.signal.dimension == relevant else "undecided"

    @property
    def coverage(self) -> str | None:
        """Of the target: ``not covered``, ``covered``, ``covered as given`` or ``undecided``."""
        if self.versus is None:
            return None
        if not self.population.relevant:
            return "covered"
        if not self.versus.spans:
            return "undecided" if self.versus.uncovered == 0 or not self.population.certain else "not covered"
        if self.versus.certified is None:
            return "covered as given" if self.population.exposed == self.population.exact.rank else "undecided"
        return "covered" if self.versus.certified == self.population.relevant else "undecided"

    @property
    def refuted(self) -> bool:
        """Whether the condition is refuted: for the target where there is one, for everybody otherwise."""
        return self.verdict == "not diverse" if self.versus is None else self.coverage == "not covered"

    @cached_property
    def scale(self) -> Scale | None:
        """The constants of T17 where features of responses are known; over evenly spaced prompts if too many."""
        population = self.population
        if not population.prompts or not population.relevant:
            return None
        cells = population.size * sum(map(len, population.prompts))
        least = FITTED if population.fitted else 0.0
        return scale(population.heads, list(population.prompts[:: 1 + cells // MAX_REWARDS]), least)


def answer(population: Population, confidence: float, seed: int, **more: Any) -> Answer:
    """Test, measure and name the weak directions of a population.

    Parameters
    ----------
    population : Population
    confidence : float
    seed : int
    **more
        Further attributes of `Answer`.
    """
    session.found(population.relevant, population.exact.rank, population.certain)
    session.at("telling signal from noise")
    signal = _signal(population, confidence, seed)
    session.at("measuring how strongly the heads span")
    spectrum = population.spectrum(confidence, seed)
    session.at("counting users in subspaces")
    escapes = None
    if (
        not population.fitted
        and population.table.shape[0] <= MAX_COUNTED
        and 0 < population.exact.rank == population.exposed <= recruiting.MAX_RANK
        and population.users
    ):
        escapes = recruiting.escapes(population.table, population.exact.rank, seed)
    return Answer(population, confidence, seed, signal, spectrum, weak(population, signal, spectrum), escapes, **more)


def _signal(population: Population, confidence: float, seed: int) -> Signal | None:
    """Test the rank of the true heads; dimensions that the heads have by rounding alone are not certified."""
    if population.noise is None or not population.heads.shape[1]:
        return None
    found = population.noise.signal(population.heads, confidence, seed)
    return replace(found, dimension=min(found.dimension, population.exposed))


def weak(population: Population, signal: Signal | None, spectrum: Spectrum) -> list[Floats]:
    """List the weak directions: what no head sees first, then what is least above the noise or has the least moment."""
    missing = [population.dual @ np.array(relative(v)) for v in population.missing[:WEAKEST]]
    if missing:
        return missing
    vectors = spectrum.vectors if signal is None or np.isnan(signal.eigenvalues).any() else signal.directions[:, ::-1]
    return [vectors[:, j] / np.linalg.norm(vectors[:, j]) for j in range(min(WEAKEST, vectors.shape[1]))]


def relative(vector: Sequence[float]) -> list[float]:
    """A direction as floats, its largest entry ±1; whole numbers may be too long for a float themselves."""
    largest = max(map(abs, vector))
    return [v / largest for v in vector]
