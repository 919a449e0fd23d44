"""Learner protocol: an exact plan for the enumeration and a compiled one for the simulator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from flint import arb

from theory.problem import Law, Problem

Memory = tuple[tuple[int, ...], ...]
"""What a learner keeps in mind beside the feedback."""

Rows = tuple[Law, ...]
"""A randomised policy: row c is the law of the action in context c, 0/1 for a deterministic one.

An action is a response, or, under slates, a model whose softened policy draws both (`theory.protocol.actions`)."""


class History(Protocol):
    """An exact view of what a learner remembers: the sufficient statistic of the remembered rounds."""

    @property
    def problem(self) -> Problem:
        """The problem that is being learnt; its ``truth`` must not be looked at."""

    @property
    def leader(self) -> int:
        """The maximum-likelihood model, the lowest index on (exactly decided) ties."""

    @property
    def memory(self) -> Memory:
        """What the learner keeps in mind; () before the first round, and for learners that keep nothing."""

    def leads(self, m: int, b: int, least: Callable[[], arb]) -> bool:
        """Whether ln(L(m)/L(b)) is at least what a function encloses at the precision in force."""

    def best(self, among: Sequence[int] | None = None) -> tuple[int, ...]:
        """All models of maximal likelihood ``among`` the given ones (all of Θ when left out), in model order."""

    def policy(self, m: int) -> Rows:
        """π_m, or the choice of m itself under slates, as 0/1 rows."""


def always(problem: Problem, t: int) -> bool:
    """Remember every round."""
    return True


@dataclass(frozen=True, eq=False)
class Learner:
    """An on-policy learner.

    Attributes
    ----------
    name : str
        As on the command line: ``forced-exploration``.
    summary : str
        One line for people.
    plan : callable or None
        The exact half: ``plan(history, t)`` is the randomised policy of round t = 1, 2, …, chosen before the
        context of that round is seen. Learners without one cannot be enumerated.
    remembers : callable
        ``remembers(problem, t)``: whether the feedback of round t enters the history that ``plan`` sees.
    compiled : object or None
        The compiled half, see ``checks.simulate``.
    recalls : callable or None
        ``recalls(history, t, c)``: what is kept in mind after round t, in which context c arrived.
    """

    name: str
    summary: str
    plan: Callable[[History, int], Rows] | None = None
    remembers: Callable[[Problem, int], bool] = always
    compiled: Any = None
    recalls: Callable[[History, int, int], Memory] | None = None
