"""Confusing pairs of models, with the constants of the lower bounds; random ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from numpy.random import Generator

from checks.refute.drawing.random_parts import population
from checks.refute.searching.setting import Setting
from theory.instance import Instance, Rewards
from theory.problem import Problem
from theory.quantities import altered_contexts, hidden_gap


@dataclass(frozen=True)
class Altered:
    """A confusing pair with a context c0 in which π_a is suboptimal for b.

    Attributes
    ----------
    a, b, c : int
        The self-confirming model, the hidden alternative, the context.
    p, delta_b : Fraction
        p0 and δ_b.
    delta_a : Fraction
        The least that a suboptimal response costs under a in c0: δ_a where the optimum is unique.
    unique : bool
        Whether a has one best response in every context.
    """

    a: int
    b: int
    c: int
    p: Fraction
    delta_a: Fraction
    delta_b: Fraction
    unique: bool

    @property
    def delta(self) -> Fraction:
        """δ with 1/δ = 1/δ_a + 1/δ_b."""
        return self.delta_a * self.delta_b / (self.delta_a + self.delta_b)


def altered(setting: Setting) -> Iterator[Altered]:
    """Yield the altered contexts of a class {a, b}, in that order, that is a confusing pair; nothing otherwise."""
    if len(setting.problem.models) == 2 and setting.alike(setting.policy(0), 0, 1):
        yield from altered_by(setting, 0, 1)


def altered_by(setting: Setting, a: int, b: int) -> Iterator[Altered]:
    """Yield the contexts in which π_a is suboptimal for b, with what the bounds need."""
    problem = setting.problem
    for c in altered_contexts(problem, a, b):
        costs = [problem.shortfall(a, c, y) for y in range(len(problem.responses))]
        positive = [cost for cost in costs if cost]
        if positive:
            unique = setting.conditions.unique_optimum_of(a)
            yield Altered(a, b, c, problem.p[c], min(positive), hidden_gap(problem, a, b, c), unique)


def shared_optimum(problem: Problem, a: int, b: int) -> tuple[int, ...] | None:
    """Return a policy that is optimal for both models in every deployed context, if there is one."""
    both = problem.optimal[a] & problem.optimal[b]
    if not both[list(problem.deployed)].any(axis=1).all():
        return None
    return tuple(int(y) for y in both.argmax(axis=1))


def pair_population(rng: Generator) -> Instance:
    """Draw two closely related models a and b, neither of them the truth."""
    return as_pair(population(rng, models=(2, 2), rate=0.3))


def as_pair(instance: Instance) -> Instance:
    """Return an instance with two tables of rewards, the models named a and b and neither the truth."""
    assert isinstance(instance.models, Rewards)
    return replace(instance, models=Rewards(dict(zip("ab", instance.models.table.values(), strict=True))), truth=None)
