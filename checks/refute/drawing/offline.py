"""Random instances with training contexts, for the offline claims."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from numpy.random import Generator

from checks.refute.drawing.confusing import as_pair
from checks.refute.drawing.random_parts import between, frozen, law, point, pointing, population, responses, table
from theory.instance import Context, Everything, Factored, Instance, Training, Uniform


def trained_population(rng: Generator, models: tuple[int, int] = (2, 3)) -> Instance:
    """Draw related models, and training on some of the contexts with a narrow or a uniform behaviour policy."""
    drawn = population(rng, models=models, rate=0.3)
    if rng.random() < 0.3:
        drawn = replace(drawn, comparators=pointing(rng, len(drawn.contexts), len(drawn.responses)))
    some = [c for c in drawn.contexts if rng.random() < 0.7] or [drawn.contexts[0]]
    masses = law(rng, len(some))
    contexts = tuple(Context(c.user, c.prompt, mass) for c, mass in zip(some, masses, strict=True))
    size = len(drawn.responses)
    behaviour = None if rng.random() < 0.3 else tuple(point(size, between(rng, 0, size - 1)) for _ in contexts)
    return replace(drawn, training=Training(contexts, behaviour))


def trained_pair(rng: Generator) -> Instance:
    """Draw two related models, none of them the truth, with training."""
    return as_pair(trained_population(rng, models=(2, 2)))


def trained_users(rng: Generator) -> Instance:
    """Draw users, prompts and features, some pairs for training and one for deployment; the truth is drawn too."""
    k, d, size = between(rng, 1, 3), between(rng, 1, 3), between(rng, 2, 3)
    users = {f"u{i}": tuple(row) for i, row in enumerate(table(rng, between(rng, 1, 3), k))}
    prompts = {f"x{i}": frozen(table(rng, size, d)) for i in range(between(rng, 1, 3))}
    pairs = [(u, x) for u in users for x in prompts]
    some = [pair for pair in pairs if rng.random() < 0.5] or pairs[:1]
    trained = tuple(Context(*pair, mass) for pair, mass in zip(some, law(rng, len(some)), strict=True))
    target = Context(*pairs[between(rng, 0, len(pairs) - 1)], Fraction(1))
    models = Factored(users, prompts, Everything())
    return Instance((target,), responses(size), Uniform(), models, frozen(table(rng, k, d)), Training(trained, None))
