"""Infinite classes: wrong models with exposed gaps g ± s/2^i around the truth are never all refuted, by any data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from flint import arb
from numpy.random import Generator

from checks.refute.drawing.random_parts import between, comparators, contexts, positive, responses, siblings
from checks.refute.searching.setting import Setting
from theory.instance import Instance, Rewards
from theory.problem import Problem
from theory.quantities import mean_regret

PAIRS = 2
"""Pairs of wrong models that the witness lists; the class goes on in the same way."""

CONTINUED = "gaps g ± s/2^i for all i, and the truth"
"""How the class goes on."""

Comparison = tuple[int, int, int]


def candidate(rng: Generator) -> Instance:
    """Draw a truth and wrong models with one policy whose exposed gaps are g ± s/2^i, i = 0, 1, …."""
    users, size = between(rng, 1, 2), between(rng, 2, 3)
    names = responses(size)
    base = siblings(rng, 2, users, size)
    wrong, truth = base.table.values()
    spread, c, y = positive(rng, 1), between(rng, 0, users - 1), between(rng, 0, size - 1)
    offsets = [sign * spread / 2**i for i in range(PAIRS) for sign in (1, -1)]
    table = {f"m{i}": _shifted(wrong, c, y, offset) for i, offset in enumerate(offsets)}
    return Instance(contexts(rng, users), names, comparators(rng, names), Rewards({**table, "truth": truth}), "truth")


def _shifted(rows: Sequence[Sequence[Fraction]], c: int, y: int, offset: Fraction) -> tuple[tuple[Fraction, ...], ...]:
    return tuple(
        tuple(value + offset if (i, j) == (c, y) else value for j, value in enumerate(row))
        for i, row in enumerate(rows)
    )


@dataclass(frozen=True)
class Crowd:
    """Wrong models that crowd around the truth on the one comparison that tells them from it.

    e^g is irrational, so the empirical odds are never e^g: some wrong model close enough to g always has a strictly
    larger likelihood than the truth, whatever was answered.

    Attributes
    ----------
    setting : Setting
        The instance.
    wrong : list of int
        The wrong models, which share one policy.
    cost : Fraction
        What that policy costs in a round.
    """

    setting: Setting
    wrong: list[int]
    cost: Fraction

    def ends(self, name: str, quantity: Callable[[Problem, int, int], arb]) -> dict[str, arb]:
        """Return a quantity of the first and the last wrong model and the truth, by name."""
        problem = self.setting.problem
        chosen = (self.wrong[0], self.wrong[-1])
        return {f"{name}({problem.models[m]})": quantity(problem, m, self.setting.truth) for m in chosen}


def crowded(instance: Instance, met: Callable[[Problem, int], Iterable[Comparison]] | None = None) -> Crowd | None:
    """Find one exposed comparison with gap g ≠ 0 under the truth and g ± s/2^i under wrong models of one policy.

    Parameters
    ----------
    instance : Instance
        The truth is its last model.
    met : callable, optional
        Which comparisons (context, deployed, comparator) are exposed, given a wrong model; those of its own policy
        when left out.
    """
    if instance.truth is None:
        return None
    setting = Setting(instance)
    problem, theta = setting.problem, setting.truth
    wrong = [m for m in range(len(problem.models)) if m != theta]
    if len(wrong) != 2 * PAIRS or theta != len(wrong) or len({setting.policy(m) for m in wrong}) != 1:
        return None
    cost = mean_regret(problem, wrong[0], theta)
    exposed = (met or own_policy)(problem, wrong[0])
    return Crowd(setting, wrong, cost) if cost and crowds(setting, wrong, exposed) else None


def own_policy(problem: Problem, m: int) -> Iterator[Comparison]:
    """Yield the comparisons that a model's own policy exposes."""
    for c in problem.deployed:
        y = int(problem.policy[m, c])
        yield from ((c, y, other) for other, mass in enumerate(problem.kappa[c][y]) if mass)


def crowds(setting: Setting, wrong: Sequence[int], exposed: Iterable[Comparison]) -> bool:
    """Whether one exposed gap differs: g ≠ 0 for the truth, and g + s, g − s, g + s/2, g − s/2 for the others."""
    problem, truth = setting.problem, setting.truth
    told = [place for place in exposed if len({problem.gap(m, *place) for m in (*wrong, truth)}) > 1]
    if len(told) != 1:
        return False
    gap = problem.gap(truth, *told[0])
    spread = problem.gap(wrong[0], *told[0]) - gap
    expected = [sign * spread / 2**i for i in range(PAIRS) for sign in (1, -1)]
    return bool(gap) and spread > 0 and [problem.gap(m, *told[0]) - gap for m in wrong] == expected


def prefix(instance: Instance, pairs: int) -> Setting:
    """Return the setting with the first pairs of wrong models and the truth."""
    assert isinstance(instance.models, Rewards)
    names = list(instance.models.table)
    kept = [*names[: 2 * pairs], names[-1]]
    return Setting(replace(instance, models=Rewards({name: instance.models.table[name] for name in kept})))


ENDLESS = "over the class continued with gaps g ± s/2^i"
