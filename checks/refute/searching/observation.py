"""Interfaces of a search: what is drawn, how a counterexample is recognised, what is observed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from flint import arb
from numpy.random import Generator

from theory.exact.enclosure import Number, shown
from theory.instance import Instance

Value = Number | int
"""An exact number or an enclosure."""


@dataclass(frozen=True)
class Observation:
    """Why an instance is a counterexample.

    Attributes
    ----------
    claimed : str
        What the claim would give.
    observed : str
        What is the case instead.
    values : mapping of str to Fraction, int or arb
        The numbers both sentences are about.
    learner : mapping or None
        The learner on which the claim fails, where one has to be named.
    """

    claimed: str
    observed: str
    values: Mapping[str, Value]
    learner: Mapping[str, Any] | None = None

    @property
    def note(self) -> str:
        """One line by which the counterexample can be redone by hand."""
        numbers = ", ".join(f"{name} = {shown_value(value)}" for name, value in self.values.items())
        return f"Claimed: {self.claimed}. Observed: {self.observed}. Here {numbers}."


def shown_value(value: Value) -> str:
    """Return a number for people: rationals in full."""
    return shown(value) if isinstance(value, arb) else str(value)


class Quest(Protocol):
    """What `checks.refute.searching.search` looks for."""

    @property
    def name(self) -> str:
        """The name of its witness file, without the suffix."""

    @property
    def candidate(self) -> Callable[[Generator], Instance]:
        """Draws a random instance of a family in which what is looked for may lie."""

    @property
    def observe(self) -> Callable[[Instance], Observation | None]:
        """Decides exactly whether an instance is one."""


@dataclass(frozen=True)
class Dropped:
    """A claim without one of its hypotheses.

    Attributes
    ----------
    claim, hypothesis : str
        ``T6`` and ``H3``, as on the command line.
    candidate : callable
        Draws a random instance of a family in which counterexamples may lie.
    observe : callable
        Decides exactly whether an instance meets every other hypothesis and refutes the conclusion; ``None`` if not.
    aliases : tuple of str
        Other names of the hypothesis.
    """

    claim: str
    hypothesis: str
    candidate: Callable[[Generator], Instance]
    observe: Callable[[Instance], Observation | None]
    aliases: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """The name of its witness file, without the suffix."""
        return f"{self.claim}-drop-{self.hypothesis}"
