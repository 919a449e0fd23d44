"""Families of random instances for each claim, for searches and mutants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from numpy.random import Generator

from checks.refute.drawing.confusing import as_pair, pair_population
from checks.refute.drawing.offline import trained_population, trained_users
from checks.refute.drawing.polytopes import mirrored, polytope
from checks.refute.drawing.random_parts import (
    between,
    contexts,
    frozen,
    law,
    linear_population,
    point,
    pointing,
    population,
    positive,
    responses,
    table,
)
from checks.refute.searching.document import WITNESSES
from theory.files.instance_file import load
from theory.instance import Baseline, Everything, Explicit, Factored, Instance, Matrix, Rewards, Slate, Uniform, Vector

Sampler = Callable[[Generator], Instance]


def small_population(rng: Generator) -> Instance:
    """Draw two or three related models on one or two contexts; half of the time with full support."""
    drawn = population(rng, users=(1, 2))
    return replace(drawn, comparators=Uniform()) if rng.random() < 0.5 else drawn


def user_heads(rng: Generator) -> Instance:
    """Draw users with heads under the baseline protocol with one-hot features."""
    rank, size = between(rng, 1, 3), between(rng, 2, 3)
    here = contexts(rng, between(rng, 1, 4))
    heads = {context.user: frozen(table(rng, 1, rank))[0] for context in here}
    block = tuple(tuple(Fraction(int(j == y - 1)) for j in range(size - 1)) for y in range(size))
    names = responses(size)
    models = Factored(heads, {"x": block}, Everything())
    return Instance(here, names, Baseline(names[0]), models, frozen(table(rng, rank, size - 1)))


def new_users(rng: Generator) -> Instance:
    """Draw users with heads of two coordinates and prompts with features of two, every matrix being possible."""
    here, size = contexts(rng, between(rng, 2, 3)), between(rng, 2, 3)
    heads = {context.user: frozen(table(rng, 1, 2))[0] for context in here}
    prompts = dict.fromkeys(context.prompt for context in here)
    features = {prompt: frozen(table(rng, size, 2)) for prompt in prompts}
    models = Factored(heads, features, Everything())
    return Instance(here, responses(size), Uniform(), models, frozen(table(rng, 2, 2)))


def slates(rng: Generator) -> Instance:
    """Draw related models whose comparisons are slates, from any reference at one of a few temperatures."""
    drawn = population(rng, users=(1, 2))
    rows = tuple(tuple(law(rng, len(drawn.responses))) for _ in drawn.contexts)
    return replace(drawn, comparators=Slate(Fraction(between(rng, 0, 4), 2), rows))


def two_models(rng: Generator) -> Instance:
    """Draw two related models of one or two users."""
    return population(rng, models=(2, 2), users=(1, 2), size=(2, 2))


def two_contexts(rng: Generator) -> Instance:
    """Draw two related models of two users."""
    return population(rng, models=(2, 2), users=(2, 2), size=(2, 2))


def telling_pair(rng: Generator) -> Instance:
    """Draw two related models of one user, every response compared with every other."""
    drawn = population(rng, models=(2, 2), users=(1, 1), size=(2, between(rng, 2, 3)))
    return replace(drawn, comparators=Uniform())


def far_pair(rng: Generator) -> Instance:
    """Draw a model that is nearly indifferent and a truth that is not."""
    wrong, right = Fraction(between(rng, 0, 2)), Fraction(between(rng, 3, 6))
    table = {"m0": ((Fraction(0), wrong),), "m1": ((right, Fraction(0)),)}
    return Instance(contexts(rng, 1), responses(2), Uniform(), Rewards(table), "m1")


def narrow_pair(rng: Generator) -> Instance:
    """Draw a pair a, b of one user with two responses, neither the truth."""
    return as_pair(population(rng, models=(2, 2), users=(1, 1), size=(2, 2)))


def hiding(draw: Sampler) -> Sampler:
    """Return a family in which a response is now and then compared with one other, perhaps itself: less is told."""

    def drawn(rng: Generator) -> Instance:
        instance = draw(rng)
        if rng.random() < 0.7:
            return instance
        return replace(instance, comparators=pointing(rng, len(instance.contexts), len(instance.responses)))

    return drawn


def tied(draw: Sampler) -> Sampler:
    """Return a family in which a model now and then has two equal rewards in a context: a second optimum, perhaps."""

    def drawn(rng: Generator) -> Instance:
        instance = draw(rng)
        assert isinstance(instance.models, Rewards)
        if rng.random() < 0.7:
            return instance
        tables = {name: tuple(_tied(rng, row) for row in rows) for name, rows in instance.models.table.items()}
        return replace(instance, models=Rewards(tables))

    return drawn


def _tied(rng: Generator, row: Vector) -> Vector:
    """Make one response, as often as not, as good as the best."""
    other = between(rng, 0, len(row) - 1)
    return tuple(max(row) if y == other and rng.random() < 0.5 else value for y, value in enumerate(row))


def two_best(rng: Generator) -> Instance:
    """Draw a truth with two best responses: one tells a wrong model apart; one, which a third serves, never."""
    small, large = positive(rng, 1), 4 * positive(rng)
    none = Fraction(0)
    rewards = {
        "g": (none, 2 + small, -small, -large / 2),
        "m": (-large, none, -small, large),
        "t": (none, none, -small, -large),
    }
    names = responses(4)
    against = Explicit((tuple(point(len(names), y) for y in (3, 2, 1, 2)),))
    table = Rewards({name: (row,) for name, row in rewards.items()})
    return Instance(contexts(rng, 1), names, against, table, "t")


def mispriced(rng: Generator) -> Instance:
    """Draw two models that nobody can tell apart and that price two explorations differently, and one that hides."""
    cheap, dear, old = positive(rng, 1), positive(rng, 3) + 1, positive(rng)
    new, better = -positive(rng), positive(rng)
    none = Fraction(0)

    def rows(first: Fraction, second: Fraction, beyond: Fraction) -> Matrix:
        return tuple((none, value, value - beyond) for value in (first, second))

    table = {
        "m": rows(-cheap, -dear, old),
        "b": rows(better, better, new),
        "t": rows(-dear, -cheap, old),
    }
    against = Explicit((tuple(point(3, y) for y in (0, 2, 2)),) * 2)
    return Instance(contexts(rng, 2), responses(3), against, Rewards(table), "t")


def several_hidden(rng: Generator) -> Instance:
    """Draw a model that is right to serve the baseline, and two or three that promise more of another response."""
    users, size = between(rng, 1, 2), between(rng, 2, 3)
    believed = [[Fraction(0), *(-positive(rng) for _ in range(size - 1))] for _ in range(users)]
    table = {"a": believed}
    for i in range(between(rng, 2, 3)):
        rows = [list(row) for row in believed]
        rows[between(rng, 0, users - 1)][between(rng, 1, size - 1)] = positive(rng)
        table[f"b{i}"] = rows
    names = responses(size)
    return Instance(
        contexts(rng, users), names, Baseline(names[0]), Rewards({n: frozen(r) for n, r in table.items()}), "a"
    )


def either(*families: Sampler) -> Sampler:
    """Return the union of families."""
    return lambda rng: families[between(rng, 0, len(families) - 1)](rng)


def exhibited(rng: Generator) -> Instance:
    """Draw one of the committed witnesses of T20."""
    files = sorted(WITNESSES.glob("T20-*.json"))
    return load(files[between(rng, 0, len(files) - 1)])


_PAIRS: Mapping[str, Sampler] = dict.fromkeys(("L6", "T6", "T7", "T8", "T9", "T10"), hiding(tied(pair_population)))
_OFFLINE: Mapping[str, Sampler] = dict.fromkeys(("T12", "T13", "T14"), tied(trained_population))
_FAMILIES: Mapping[str, Sampler] = {
    **_PAIRS,
    **_OFFLINE,
    "T3": either(small_population, small_population, two_best),
    "T11": hiding(small_population),
    "T15": user_heads,
    "T16": either(user_heads, trained_users),
    "T17": linear_population,
    "T18": user_heads,
    "T27": slates,
    "T28": new_users,
    "T25": either(hiding(tied(pair_population)), several_hidden),
    "T26": either(hiding(tied(pair_population)), several_hidden, mispriced),
    "T22": polytope,
    "T23": polytope,
    "T24": mirrored,
    "T20": either(linear_population, linear_population, linear_population, exhibited),
}


def sampler(claim: str) -> Sampler:
    """Return the family for a claim."""
    return _FAMILIES.get(claim, small_population)
