"""Misspecified instances: what a claim assumes next to what really happens, for H1, H4, H5 and H6.

The claim is told an instance. What happens is another problem: its contexts arrive by another law, its answers follow
another link, the comparators are chosen by the learner, or the truth is none of the learner's models. The constants of
a claim come from what it is told, and whatever a learner does is enumerated in what happens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np

from checks.learner_protocol import History, Learner, Rows
from checks.refute.drawing.random_parts import point
from checks.refute.searching.setting import context_name
from theory.claims.scope import Scope
from theory.instance import Explicit, Instance
from theory.problem import Law, Problem

STEEPNESS = (Fraction(1, 4), Fraction(4))
"""The links that are tried in the place of the logistic one: σ(x/4) and σ(4x)."""


@dataclass(frozen=True, eq=False)
class World:
    """One way in which an assumption fails on an instance.

    Attributes
    ----------
    told : Scope
        What the claim is told.
    happens : Problem
        What happens; its first models are those of the instance.
    members : tuple of int
        The models the learner has.
    answers : mapping of int to int
        For each model that may be the truth, the model of ``happens`` whose gaps the answers follow.
    steepness : Fraction
        The answers follow σ(s·gap).
    words : str
        What is different.
    """

    told: Scope
    happens: Problem
    members: tuple[int, ...]
    answers: Mapping[int, int]
    words: str
    steepness: Fraction = Fraction(1)

    @cached_property
    def greedy(self) -> Learner:
        """Greedy over the learner's models, the lowest index on ties."""
        return self.among("greedy", lambda history, t: history.policy(history.best(self.members)[0]))

    def among(self, name: str, plan: Callable[[History, int], Rows]) -> Learner:
        """Return a learner of this world."""
        return Learner(name, self.words, plan)

    @property
    def learner(self) -> Mapping[str, Any]:
        """What the document of a counterexample says about the learner."""
        names = [self.told.problem.models[m] for m in self.members]
        changed = {"class": names} if len(names) < len(self.told.models) else {}
        return {"world": self.words, **changed}


def outside(instance: Instance) -> Iterator[World]:
    """Yield the world without H1: the learner has every model but the truth."""
    scope = Scope(instance)
    truth = scope.problem.truth
    if truth is not None and len(scope.models) > 1:
        members = tuple(m for m in scope.models if m != truth)
        words = f"the truth {scope.problem.models[truth]} is none of the learner's models"
        yield World(scope, scope.problem, members, {truth: truth}, words)


def elsewhere(instance: Instance) -> Iterator[World]:
    """Yield the worlds without H4: one context arrives in every round, or in every offline tuple."""
    scope = Scope(instance)
    problem = scope.problem
    field, law = ("p", problem.p) if problem.q is None else ("q", problem.q)
    arriving = [c for c, mass in enumerate(law) if mass]
    for c in arriving if len(arriving) > 1 else ():
        always: Law = tuple(Fraction(int(c == i)) for i in range(len(law)))
        words = f"{' with '.join(context_name(problem, c))} arrives every time"
        happens = replace(problem, p=always) if field == "p" else replace(problem, q=always)
        yield World(scope, happens, tuple(scope.models), {m: m for m in scope.models}, words)


def other_link(instance: Instance) -> Iterator[World]:
    """Yield the worlds without H5: the answers follow σ(s·gap), and everybody believes σ(gap)."""
    scope = Scope(instance)
    problem, size = scope.problem, len(scope.models)
    for s in STEEPNESS:
        believed, followed = (problem.scaled * int(factor * s.denominator) for factor in (1, s))
        happens = replace(
            problem,
            models=(*problem.models, *(f"{name} as answered" for name in problem.models)),
            scaled=np.concatenate([believed, followed]),
            scale=tuple(scale * s.denominator for scale in problem.scale),
        )
        answers = {m: size + m for m in scope.models}
        yield World(scope, happens, tuple(scope.models), answers, f"the answers follow σ({s}·gap), not σ(gap)", s)


def chosen(instance: Instance) -> Iterator[World]:
    """Yield the worlds without H6: the learner asks nothing, or always for the most telling comparison."""
    scope = Scope(instance)
    problem = scope.problem
    tables = {"itself": comparing(problem, lambda c, y: y)}
    if len(scope.models) > 1:
        tables["the one on which the first two models differ most"] = telling_comparators(problem, 0, 1)
    for words, table in tables.items():
        happens = replace(problem, kappa=table.rows)
        told = f"the learner compares each response with {words}"
        yield World(scope, happens, tuple(scope.models), {m: m for m in scope.models}, told)


def comparing(problem: Problem, rule: Callable[[int, int], int]) -> Explicit:
    """Return the comparators of a rule: context and deployed response → comparator."""
    _, contexts, size = problem.shape
    return Explicit(tuple(tuple(point(size, rule(c, y)) for y in range(size)) for c in range(contexts)))


def telling_comparators(problem: Problem, a: int, b: int) -> Explicit:
    """Return, for each context and deployed response, the comparator on which the gaps of a and b differ most."""

    def best(c: int, y: int) -> int:
        size = range(len(problem.responses))
        return max(size, key=lambda other: abs(problem.gap(a, c, y, other) - problem.gap(b, c, y, other)))

    return comparing(problem, best)


WORLDS: Mapping[str, Callable[[Instance], Iterator[World]]] = {
    "H1": outside,
    "H4": elsewhere,
    "H5": other_link,
    "H6": chosen,
}
"""By the hypothesis that fails."""
