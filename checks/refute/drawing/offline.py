"""Random instances with training contexts, for the offline claims."""

from __future__ import annotations

from dataclasses import replace

from numpy.random import Generator

from checks.refute.drawing.confusing import as_pair
from checks.refute.drawing.random_parts import between, law, point, pointing, population
from theory.instance import Context, Instance, Training


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
