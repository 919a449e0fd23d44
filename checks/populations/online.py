"""Random instances given by tables of rewards, without training."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from checks.populations.parts import (
    HALF,
    WHOLE,
    comparators,
    contexts,
    distribution,
    improved,
    responses,
    table,
)
from checks.populations.source import Source
from theory.instance import Explicit, Instance, Rewards, Slate, Uniform, Vector
from theory.problem import Problem


def online(choose: Source, models: int = 3, most_contexts: int = 2, ties: bool = True) -> Instance:
    """Draw an instance given by rewards, with duplicated models and, unless told otherwise, ties among responses."""
    here, names = contexts(choose, most_contexts), responses(choose)
    drawn = [table(choose, len(here), len(names), ties) for _ in range(choose.whole(1, models))]
    if choose.one_in(3):
        drawn.append(drawn[0])
    rewards = {f"m{i}": rows for i, rows in enumerate(drawn)}
    truth = choose.pick(list(rewards))
    return Instance(here, names, comparators(choose, len(here), names), Rewards(rewards), truth)


def slates(choose: Source, ties: bool = True) -> Instance:
    """Draw an instance whose comparisons are slates: unequal references, and β = 0 among the temperatures."""
    base = online(choose, ties=ties)
    beta = choose.pick((Fraction(0), Fraction(1), HALF, Fraction(3)))
    rows = tuple(distribution(choose, len(base.responses)) for _ in base.contexts)
    return replace(base, comparators=Slate(beta, choose.pick((None, rows))))


def confusing(choose: Source, models: int = 3, ties: bool = False) -> Instance:
    """Draw an instance in which, more often than not, model ``a`` hides ``b``.

    ``b`` keeps a's rewards on everything that a's policy exposes and improves some of the rest.
    """
    base = online(choose, models=max(1, models - 2), ties=ties)
    assert isinstance(base.models, Rewards)
    believed = base.models.table[base.model_names[0]]
    changed = tuple(improved(choose, row, seen) for row, seen in zip(believed, _exposed(base), strict=True))
    others = {f"m{i}": base.models.table[name] for i, name in enumerate(base.model_names[1:])}
    return replace(base, models=Rewards({"a": believed, "b": changed, **others}), truth=choose.pick("ab"))


def _exposed(base: Instance) -> list[set[int]]:
    """Return the responses that the first model's policy shows, with what they are compared with, by context."""
    problem = Problem.of(base)
    served = [int(problem.policy[0, c]) for c in range(len(base.contexts))]
    return [{s} | {y for y, mass in enumerate(problem.kappa[c][s]) if mass} for c, s in enumerate(served)]


def exploring(choose: Source) -> Instance:
    """Draw an instance with unique optima in which one to three models mostly hide from ``a``, each in its own way."""
    base = online(choose, models=1, ties=False)
    exposed = _exposed(base)
    believed = next(iter(base.models.table.values()))  # type: ignore[union-attr]
    rewards = {"a": believed}
    for i in range(choose.whole(1, 3)):
        changed = []
        for row, seen in zip(believed, exposed, strict=True):
            kept = seen | set(choose.distinct(range(len(row)), choose.whole(0, len(row) - 1)))
            better = improved(choose, row, kept)
            changed.append(tuple(x if y in kept else x + Fraction(y, 7) for y, x in enumerate(better)))
        rewards[f"b{i}"] = tuple(changed)
    return replace(base, models=Rewards(rewards), truth=choose.pick(list(rewards)))


def mirrored(choose: Source) -> Instance:
    """Draw two truths on either side of a decision boundary: in the first context the best responses change places."""
    here, names = contexts(choose, 2), responses(choose)
    step = choose.pick((Fraction(1), HALF, Fraction(2), Fraction(1, 10)))
    first = (step / 2, -step / 2, *[-step / 2 - choose.pick(WHOLE[1:4:2])] * (len(names) - 2))
    rest = table(choose, len(here) - 1, len(names))
    other = (first[1], first[0], *first[2:])
    rows = (first, *rest)
    rewards = Rewards({"plus": rows, "minus": (other, *(rest if choose.one_in(2) else rows[:0:-1]))})
    law = comparators(choose, len(here), names)
    return Instance(here, names, law, rewards, choose.pick(("plus", "minus")))


def blind(choose: Source) -> Instance:
    """Draw an instance in which nothing ever compares two blocks of responses: mostly of the linear regime.

    ``b`` moves the rewards of one block, which nobody can see, and mostly changes who is served from it.
    """
    here, names = contexts(choose, 2), responses(choose)
    believed = table(choose, len(here), len(names), ties=False)
    laws, moved = [], []
    for row in believed:
        cut = choose.whole(1, len(row) - 1)
        change = Fraction(6 if max(row) in row[:cut] else -6)
        step = choose.pick((change, change, -change, Fraction(1, 7)))
        laws.append(tuple(_within(choose, y, cut, len(row)) for y in range(len(row))))
        moved.append(tuple(x + step if y >= cut else x for y, x in enumerate(row)))
    rewards = Rewards({"a": believed, "b": tuple(moved)})
    return Instance(here, names, Explicit(tuple(laws)), rewards, choose.pick("ab"))


def _within(choose: Source, response: int, cut: int, size: int) -> Vector:
    """Draw a distribution on the responses of the same block: those before the cut, or those from it on."""
    block = cut if response < cut else size - cut
    law, none = distribution(choose, block, zeros=True), (Fraction(0),) * (size - block)
    return law + none if response < cut else none + law


def revealing(choose: Source, models: int = 3, ties: bool = True) -> Instance:
    """Draw an instance with full-support comparators, the benchmark of T5."""
    return replace(online(choose, models=models, ties=ties), comparators=Uniform())
