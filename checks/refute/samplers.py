"""From which family instances for a claim are drawn, for the optimiser and the catalogue of mutants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from numpy.random import Generator

from checks.refute.confusing import pair_population
from checks.refute.draws import between, contexts, frozen, population, responses, table
from checks.refute.exhibits import linear_population
from checks.refute.offline import trained_population
from theory.instance import Baseline, Everything, Factored, Instance, Uniform

Sampler = Callable[[Generator], Instance]


def small_population(rng: Generator) -> Instance:
    """Draw two or three related models on one or two contexts; half of the time with full support."""
    drawn = population(rng, users=(1, 2))
    return replace(drawn, comparators=Uniform()) if rng.random() < 0.5 else drawn


def user_heads(rng: Generator) -> Instance:
    """Draw users with heads under the baseline protocol with one-hot features."""
    rank, size = between(rng, 1, 3), between(rng, 2, 3)
    law = contexts(rng, between(rng, 1, 4))
    heads = {context.user: frozen(table(rng, 1, rank))[0] for context in law}
    block = tuple(tuple(Fraction(int(j == y - 1)) for j in range(size - 1)) for y in range(size))
    names = responses(size)
    models = Factored(heads, {"x": block}, Everything())
    return Instance(law, names, Baseline(names[0]), models, frozen(table(rng, rank, size - 1)))


_PAIRS: Mapping[str, Sampler] = dict.fromkeys(("L6", "T6", "T7", "T8", "T9", "T10"), pair_population)
_OFFLINE: Mapping[str, Sampler] = dict.fromkeys(("T12", "T13", "T14"), trained_population)
_LINEAR: Mapping[str, Sampler] = dict.fromkeys(("T17", "T20"), linear_population)
_FAMILIES: Mapping[str, Sampler] = {
    **_PAIRS,
    **_OFFLINE,
    **_LINEAR,
    "T15": user_heads,
    "T16": user_heads,
    "T18": user_heads,
}


def sampler(claim: str) -> Sampler:
    """Return the family for a claim."""
    return _FAMILIES.get(claim, small_population)
